import type { TFunction } from 'i18next';
import type { RoomContext } from '../../room/context';
import type { RoomForm } from '../../room/form';
import { isRefusal, refuse } from '../../shared/refusal';
import { type Deed, leaveNothing, say } from './deed.server';
import { enter } from './entering.server';
import { returnedDeed } from './returned-deeds.server';
import type { Writing } from './steps';
import { writingDeed } from './writing-deeds.server';

/**
 * Does what a contributor's form says. Where the form is of a page that she is not on any more, nothing is done and she
 * is told where she is. Returns when the one address is to be shown anew; throws a refusal where the form is to be shown
 * again with what was typed.
 */
export async function doDeed(room: RoomContext, form: RoomForm, t: TFunction): Promise<void> {
  const { session } = room;
  if (!session || session.kind === 'staff') {
    if (form.text('deed') === 'enter') return comeIn(room, form);
    // What she typed was on a page of a session that is over. `again` only asks for the first page.
    return session || form.text('deed') === 'again' ? undefined : room.sessions.miss('ended');
  }
  if (form.text('deed') === 'enter') return undefined;
  if (form.text('step') !== session.step) return say(session, 'voice:errors.step', false);
  const deed = { room, session, form, t };
  if (session.kind === 'contributor') return returnedDeed(deed);
  return firstDeed(deed);
}

/**
 * A code. A right one and a wrong one are answered alike, in status, headers and length; the next page alone differs.
 * No number of wrong ones closes a code to whoever has the right one.
 */
async function comeIn(room: RoomContext, form: RoomForm): Promise<void> {
  const found = await tried(room, form.text('code'));
  if (found === 'many' || found === 'busy') return room.sessions.miss(found);
  if (!found) {
    room.log('code-wrong');
    room.sessions.miss('wrong');
    return;
  }
  if (found.kind === 'back') {
    const { contributor: who, can } = found;
    const key = found.can === 'all' ? { privateKey: found.privateKey } : {};
    room.sessions.begin({
      kind: 'contributor',
      who,
      step: can === 'all' ? 'home' : 'withdraw',
      values: { can },
      ...key,
    });
    return;
  }
  const { invitation: who, ...writing } = found;
  room.sessions.begin({ kind: 'invited', who, step: 'pause', values: { ...writing } });
}

/** What a code opens; or why it was not tried: after many of this caller's, or among many of all. */
async function tried(room: RoomContext, code: string) {
  const whyNot = (e: unknown, why: 'many' | 'busy') => {
    if (isRefusal(e) && e.kind === 'too-much') return why;
    throw e;
  };
  try {
    room.limit('code');
  } catch (e) {
    return whyNot(e, 'many');
  }
  return enter(room, room.busy, code).catch((e: unknown) => whyNot(e, 'busy'));
}

/** Somebody with an invitation: the page before the consent, and then the pages of writing. */
async function firstDeed(deed: Deed): Promise<void> {
  const { room, session, form } = deed;
  if (form.text('deed') === 'again' && (session.step === 'stopped' || session.step === 'gone'))
    return room.sessions.end();
  if (session.step !== 'pause') return writingDeed(deed, session.values as unknown as Writing, false);
  if (form.text('deed') !== 'pause') throw refuse('invalid', 'voice:errors.check');
  // Adults alone: what somebody younger has to say comes by the agency that looks after her.
  if (form.text('age') === 'adult') return session.put({ step: 'told' });
  if (form.text('age') !== 'young') throw refuse('invalid', 'voice:errors.check');
  leaveNothing(session, 'young');
}
