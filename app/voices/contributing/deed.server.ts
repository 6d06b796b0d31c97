import type { TFunction } from 'i18next';
import type { RoomContext, RoomSession } from '../../room/context';
import type { RoomForm } from '../../room/form';

/** A deed of a contributor's page: the room's context, and what was posted. */
export interface Deed {
  room: RoomContext;
  session: RoomSession;
  form: RoomForm;
  t: TFunction;
}

/** Says something once, above the next page. */
export function say(session: RoomSession, note: string, isGood = true): void {
  session.put({ note, noteIsGood: isGood });
}

/** Everything of hers goes from the memory at once; what is left names a page. */
export function leaveNothing(session: RoomSession, step: 'young' | 'stopped'): void {
  session.put({ ...Object.fromEntries(Object.keys(session.values).map((name) => [name, undefined])), step });
}
