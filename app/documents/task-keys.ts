/*
 * Names of the tasks that documents give. The part before the first heading has an empty key; a task's may not be.
 */

/** Asks an organisation to clear a section, or to look at it again. */
export function clearanceTask(document: number, section: string, organisation: number): string {
  return `clear:${document}:${section || 'start'}:${organisation}`;
}

/** Tells the owner of a section that it changed after it had been cleared. */
export function reopenedTask(document: number, section: string): string {
  return `reopened:${document}:${section || 'start'}`;
}

/** Tells the owner of a section that something it cites has changed. */
export function sourcesTask(document: number): string {
  return `document-sources:${document}`;
}

export function reportsTask(document: number): string {
  return `document-reports:${document}`;
}

/** Asks the lead for a response to a theme that survivors raised; ended by the response, in heard/commands.server.ts. */
export function respondTask(document: number): string {
  return `respond:document:${document}`;
}

export function mentionTask(thread: number): string {
  return `document-mention:${thread}`;
}

/** Asks a focal point to name people of an organisation that was invited. */
export function invitedTask(document: number, organisation: number): string {
  return `document-invited:${document}:${organisation}`;
}

export function namedTask(document: number, organisation: number): string {
  return `document-named:${document}:${organisation}`;
}
