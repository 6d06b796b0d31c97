import type { SessionEvent } from './live-events';
import type { SessionShown } from './views';

/** What a page shows of a session, and when the server read it. */
export interface ShownAt {
  shown: SessionShown;
  /** In milliseconds. */
  at: number;
}

/** Of two readings the later one holds, whichever way it came: a slow answer does not undo what was told since. */
export function later(state: ShownAt, shown: SessionShown | null, readAt: string): ShownAt {
  const at = Date.parse(readAt);
  return shown === null || at < state.at ? state : { shown, at };
}

/**
 * Whether the page has to be read again: where that is said, and where the session begins or is over, since what its reader
 * may do then is not told to all.
 */
export function mustReread(state: ShownAt, told: SessionEvent): boolean {
  return told.shown === null || told.shown.state !== state.shown.state;
}
