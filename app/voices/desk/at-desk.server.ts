import type { RoomContext } from '../../room/context';
import { refuse } from '../../shared/refusal';
import { isAtWork, type Member } from './desk';
import { findMember } from './members.server';

/** Who is at the desk, read anew: whoever has left since is not there any more. */
export async function memberOf(room: RoomContext): Promise<{ member: Member; privateKey: Buffer }> {
  const nothing = refuse('not-found', 'desk:refusals.nothing');
  if (room.session?.kind !== 'staff') throw nothing;
  const member = await findMember(room.sql, room.session.who);
  if (!member) {
    room.sessions.end();
    throw nothing;
  }
  return { member, privateKey: room.session.privateKey() };
}

/** The same for pages of those who are at work: whoever waits sees that nothing is there. */
export async function atWork(
  room: RoomContext,
  role?: Member['role'],
): Promise<{ member: Member; privateKey: Buffer }> {
  const here = await memberOf(room);
  if (!isAtWork(here.member) || (role && here.member.role !== role)) throw refuse('not-found', 'desk:refusals.nothing');
  return here;
}
