/** Something that asks a person to act, as the page "For you" shows it. */
export interface Task {
  id: number;
  /** The i18n key of the sentence, with its namespace. */
  what: string;
  /** Values of the sentence: counts, and the names behind the ids, looked up now and for this reader. */
  values: Record<string, string | number>;
  /** Where it is done: an address of this site. */
  place: string;
  createdAt: string;
  dueAt: string | null;
  doneAt: string | null;
}

/** A shown post that mentions the reader, or an organisation of theirs. */
export interface MentionOf {
  postId: number;
  author: string;
  organisation: string | null;
  /** Mentioned as a person, and not as one of their organisation. */
  byName: boolean;
  discussion: string;
  discussionLanguage: string;
  words: string;
  language: string;
  at: string;
}

/** Words of the reader that are not posted yet. */
export interface DraftOf {
  /** Where it can be written on; null where the reader can no longer read the discussion. */
  place: string | null;
  discussion: string | null;
  discussionLanguage: string | null;
  words: string;
  language: string;
  keptBecause: string | null;
  updatedAt: string;
}

/** Done tasks stay to be seen for this long. */
export const doneForDays = 30;

/** Keys name what is asked, for all who are asked; people type none of them. */
const keyPattern = /^[a-z][a-z0-9-]*(:[\w.-]+)*$/;

/** What a task may say of its place: an address of this site, which cannot lead elsewhere. */
export function isPlace(place: string): boolean {
  return /^\/(?![/\\])[^\\\s]*$/.test(place);
}

export function isTaskKey(key: string): boolean {
  return keyPattern.test(key) && key.length <= 100;
}

/** A key without a namespace is one of this slice's own. */
export function withNamespace(what: string): string {
  return what.includes(':') ? what : `tasks:what.${what}`;
}

export function isOverdue(task: { dueAt: string | null; doneAt: string | null }, now: Date): boolean {
  return task.doneAt === null && task.dueAt !== null && Date.parse(task.dueAt) < now.getTime();
}

/** Names keep their own direction inside a sentence of another: first-strong isolate, and its end. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/**
 * Tasks that end by what they ask for, and not by a word that they are done: the system knows whether the work waits
 * still, and others wait for it. All others tell or ask something that only the person can judge.
 */
const byDeed = new Set([
  'people:task.decide',
  'facilitation:tasks.queue',
  'facilitation:tasks.flags',
  'synthesis:tasks.source-changed',
  'decisions:task',
  'documents:tasks.clear',
  'documents:tasks.clear-again',
  'documents:tasks.reopened',
  'documents:tasks.sources',
  'documents:tasks.reports',
  'heard:tasks.respond-document',
  'heard:tasks.respond-synthesis',
  'claims:tasks.source-changed',
  'claims:tasks.respond',
  'commitments:task',
  'commitments:task-own',
  'committee:tasks.handover-outgoing',
  'committee:tasks.handover-incoming',
  'pilots:task.score',
  'pilots:task.submit',
  'programmes:task',
  'recommendations:task',
  'recommendations:source-changed',
  'replies:task',
  'registration:task.decide',
  'talk:tasks.answer',
  'questionnaires:tasks.sign',
  'responses:tasks.respond',
  'responses:tasks.keep',
  'responses:tasks.source-changed',
]);

export function endsByItsDeed(what: string): boolean {
  return byDeed.has(what);
}
