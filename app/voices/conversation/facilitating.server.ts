import type { Tx } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { pairOf } from '../crypto/boxes';
import { lockReleased, openWaiting } from '../crypto/epochs';
import { newId } from '../crypto/tokens';
import { isAtWork, leastFacilitators, type Member } from '../desk/desk';
import { isFacilitatorOf } from '../desk/members.server';
import type { Tools } from '../desk/tools';
import { withNewKey } from '../new-key.server';
import { weekOf } from '../week';
import { putWaiting } from './contributing.server';
import { mostMessage, type Said } from './conversation';
import { beginEpoch, currentEpoch, epochKeys, facilitatorsOf } from './epochs.server';
import { readReleased } from './reading.server';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

async function facilitating(tools: Tools, member: Member, room: string, db: Tools['sql'] | Tx = tools.sql) {
  if (!isAtWork(member) || !(await isFacilitatorOf(db, member, room))) throw nothing();
  const [row] = await db<{ hasConversation: boolean; state: string }[]>`
    select has_conversation, state from room where id = ${room}`;
  if (!row?.hasConversation) throw nothing();
  return row;
}

export interface Watched {
  released: Said[];
  waiting: (Said & { mayRelease: boolean })[];
  members: string[];
  facilitators: number;
}

/** A conversation as its facilitators have it before them: what was said, what waits for them, and the given names. */
export async function watchConversation(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  room: string,
): Promise<Watched> {
  await facilitating(tools, member, room);
  const { sql } = tools;
  const rows = await sql<WaitingRow[]>`
    select g.id, g.body, g.shred, k.blob, m.pseudonym, g.staff, g.contributor from group_message g
    join group_message_key k on k.message = g.id and k.reader = ${member.id}
    left join group_member m on m.room = g.room and m.contributor = g.contributor
    where g.room = ${room} and g.state = 'waiting' order by g.id`;
  const waiting: Watched['waiting'] = [];
  for (const row of rows) {
    const text = (await openRow(tools, member, privateKey, row)).toString('utf8');
    const mine = row.staff === member.id;
    waiting.push({ id: row.id, pseudonym: row.pseudonym, mine, text, mayRelease: !mine });
  }
  const members = await sql<{ pseudonym: string }[]>`
    select pseudonym from group_member where room = ${room} and state = 'in' order by pseudonym`;
  return {
    released: await readReleased(tools, sql, { room, reader: member.id, privateKey }),
    waiting,
    members: members.map((m) => m.pseudonym),
    facilitators: (await facilitatorsOf(sql, room)).length,
  };
}

interface WaitingRow {
  id: string;
  body: Buffer;
  shred: string;
  blob: Buffer;
  pseudonym: string | null;
  staff: string | null;
  contributor: string | null;
}

async function openRow(tools: Tools, member: Member, privateKey: Buffer, row: WaitingRow): Promise<Buffer> {
  const shredKey = await tools.shred.read(row.shred);
  return openWaiting({
    message: row.id,
    body: row.body,
    reader: member.id,
    blob: row.blob,
    keys: pairOf(privateKey),
    shredKey,
  });
}

/** Lets a message be read by those who are there now. A facilitator's own is released by the other one. */
export async function releaseMessage(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  room: string,
  message: string,
): Promise<void> {
  await tools.sql.begin(async (tx) => {
    await tx`select from room where id = ${room} for update`;
    const { state } = await facilitating(tools, member, room, tx);
    const row = await lockedRow(tx, member, room, message);
    if (row.staff === member.id) throw refuse('conflict', 'desk:refusals.second-person');
    if (state !== 'open' || (await facilitatorsOf(tx, room)).length < leastFacilitators)
      throw refuse('closed', 'desk:refusals.two-facilitators');
    const text = await openRow(tools, member, privateKey, row);
    const of = { room, reader: member.id, privateKey };
    let epoch = await currentEpoch(tx, room);
    let epochKey = epoch ? (await epochKeys(tools, tx, of)).get(epoch) : undefined;
    if (!epoch || !epochKey) {
      // She has a new key since (a colleague granted it again), or nobody has spoken yet.
      epoch = await beginEpoch(tools, tx, room);
      epochKey = (await epochKeys(tools, tx, of)).get(epoch)!;
    }
    const body = lockReleased({ message, text, epochKey, shredKey: await tools.shred.read(row.shred) });
    text.fill(0);
    await tx`
      update group_message set state = 'released', epoch = ${epoch}, body = ${body},
        n = (select coalesce(max(n), 0) + 1 from group_message where room = ${room})
      where id = ${message}`;
    await tx`delete from group_message_key where message = ${message}`;
  });
}

/** A message that is not released is destroyed: nobody keeps what was refused. */
export async function refuseMessage(tools: Tools, member: Member, room: string, message: string): Promise<void> {
  const shred = await tools.sql.begin(async (tx) => {
    await tx`select from room where id = ${room} for update`;
    await facilitating(tools, member, room, tx);
    const row = await lockedRow(tx, member, room, message);
    await tx`update group_message set state = 'refused', body = null where id = ${message}`;
    await tx`delete from group_message_key where message = ${message}`;
    return row.shred;
  });
  await tools.shred.destroy([shred]);
}

async function lockedRow(tx: Tx, member: Member, room: string, message: string): Promise<WaitingRow> {
  const [row] = await tx<WaitingRow[]>`
    select g.id, g.body, g.shred, k.blob, null as pseudonym, g.staff, g.contributor from group_message g
    join group_message_key k on k.message = g.id and k.reader = ${member.id}
    where g.id = ${message} and g.room = ${room} and g.state = 'waiting' for update of g`;
  if (!row) throw nothing();
  return row;
}

/** A facilitator's own words wait like everybody's, for the other facilitator. */
export async function sayAsFacilitator(tools: Tools, member: Member, room: string, text: string): Promise<void> {
  if (text.trim() === '' || text.length > mostMessage)
    throw refuse('invalid', 'forms:errors.check-fields', undefined, { text: 'forms:errors.field' });
  await withNewKey(tools.shred, async (shred) => {
    await tools.sql.begin(async (tx) => {
      await tx`select from room where id = ${room} for update`;
      const { state } = await facilitating(tools, member, room, tx);
      const facilitators = await facilitatorsOf(tx, room);
      if (state !== 'open' || facilitators.length < leastFacilitators)
        throw refuse('closed', 'desk:refusals.two-facilitators');
      const week = weekOf(tools.now());
      const of = { id: newId(), shred, room, contributor: null, staff: member.id, text, facilitators, week };
      await putWaiting(tools, tx, of);
    });
  });
}

/** Takes somebody out, by the given name, which is all that a facilitator knows of her. */
export async function takeOut(tools: Tools, member: Member, room: string, pseudonym: string): Promise<void> {
  await tools.sql.begin(async (tx) => {
    await tx`select from room where id = ${room} for update`;
    await facilitating(tools, member, room, tx);
    const out = await tx`
      update group_member set state = 'out' where room = ${room} and pseudonym = ${pseudonym} and state = 'in'`;
    if (out.count === 0) throw nothing();
    await beginEpoch(tools, tx, room);
  });
}
