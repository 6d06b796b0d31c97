import { refuse } from '../../shared/refusal';
import { newInvitation, newReceipt } from '../crypto/codes';
import { invitationHmac } from '../crypto/stretch';
import { newId } from '../crypto/tokens';
import { addWeeks, weekOf } from '../week';
import { isAtWork, type Member } from './desk';
import { isId } from './opening.server';
import { findRoom } from './rooms.server';
import type { Tools } from './tools';

export const provenances = ['direct', 'proxy', 'group'] as const;
export type Provenance = (typeof provenances)[number];

/** An invitation is good in the week it is made and the two after: fourteen days at least, and no day is kept. */
const goodFor = 2;
/**
 * Of an organisation at one time, so that few codes are good at any moment: what is not given out is ended. Those that were used
 * count as the others do, or reaching the bound would tell how many were.
 */
export const mostOpen = 200;

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

/** Makes an invitation. Its code is shown this once, for a slip of paper; what is kept cannot be turned into it again. */
export async function makeInvitation(
  tools: Tools,
  member: Member,
  input: { room: string; provenance: string },
): Promise<{ id: string; shown: string; expiresWeek: number }> {
  if (member.role !== 'caseworker') throw nothing();
  const room = await findRoom(tools.sql, member, input.room);
  const week = weekOf(tools.now());
  if (room.state !== 'open' || room.closesWeek < week) throw refuse('closed', 'desk:refusals.room-closed');
  const provenance = provenances.find((p) => p === input.provenance);
  if (!provenance)
    throw refuse('invalid', 'forms:errors.check-fields', undefined, { provenance: 'forms:errors.field' });
  const code = newInvitation();
  const { hmac, keyId } = invitationHmac(tools.keys, code.canonical);
  const id = newId();
  const expiresWeek = addWeeks(week, goodFor);
  await tools.sql.begin(async (tx) => {
    await tx`select from organisation where id = ${member.organisation} for update`;
    const [open] = await tx<{ n: number }[]>`
      select count(*)::int as n from invitation
      where organisation = ${member.organisation} and state <> 'ended' and expires_week >= ${week}`;
    if (open!.n >= mostOpen) throw refuse('conflict', 'desk:refusals.too-many-open', { count: mostOpen });
    await tx`
      insert into invitation (id, hmac, key_id, room, organisation, provenance, made_by, expires_week)
      values (${id}, ${hmac}, ${keyId}, ${room.id}, ${member.organisation}, ${provenance}, ${member.id}, ${expiresWeek})`;
  });
  return { id, shown: code.shown, expiresWeek };
}

export interface ListedInvitation {
  id: string;
  room: string;
  provenance: Provenance;
  madeBy: string;
  expiresWeek: number;
}

/**
 * Invitations of this organisation in their time that nobody has ended, used or not, and exactly alike: which were used
 * would tell who wrote, and a list of the others would tell it by what is missing.
 */
export async function listInvitations(tools: Tools, member: Member): Promise<ListedInvitation[]> {
  if (!isAtWork(member) || member.role !== 'caseworker') throw nothing();
  return tools.sql<ListedInvitation[]>`
    select i.id, r.name as room, i.provenance, s.name as made_by, i.expires_week from invitation i
    join room r on r.id = i.room join staff s on s.id = i.made_by
    where i.organisation = ${member.organisation} and i.state <> 'ended' and i.expires_week >= ${weekOf(tools.now())}
    order by i.expires_week, i.id`;
}

/** Answers alike whether it was used: then it only goes from the list, and nothing changes for her who used it. */
export async function endInvitation(tools: Tools, member: Member, id: string): Promise<void> {
  if (!isAtWork(member) || member.role !== 'caseworker' || !isId(id)) throw nothing();
  const ended = await tools.sql`
    update invitation set state = 'ended' where id = ${id} and organisation = ${member.organisation} and state <> 'ended'`;
  if (ended.count === 0) throw nothing();
}

/** For an envelope that is given out before anything is written: groups to fill in by hand, as many as a receipt has. */
export const receiptGroups = newReceipt().shown.split(' ').length;
