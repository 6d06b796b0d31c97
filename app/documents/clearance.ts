/** How an organisation stands to a section that it was asked to clear. */
export const clearanceStates = ['pending', 'cleared', 'cleared-with-comment', 'reopened'] as const;
export type ClearanceState = (typeof clearanceStates)[number];

/** How a section stands as a whole: open again before waiting, waiting before cleared. */
export function stateOfSection(clearances: { state: ClearanceState }[]): ClearanceState | 'not-asked' {
  const states = clearances.map((c) => c.state);
  if (states.length === 0) return 'not-asked';
  for (const state of ['reopened', 'pending', 'cleared-with-comment'] as const)
    if (states.includes(state)) return state;
  return 'cleared';
}

/** A request whose day has passed without an answer. */
export function isOverdue(clearance: { state: ClearanceState; dueAt: string | null }, now: Date): boolean {
  const waits = clearance.state === 'pending' || clearance.state === 'reopened';
  return waits && clearance.dueAt !== null && Date.parse(clearance.dueAt) < now.getTime();
}
