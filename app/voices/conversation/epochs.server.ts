import type { Db, Tx } from '../../../db/connect';
import { pairOf } from '../crypto/boxes';
import { newEpoch, openEpoch } from '../crypto/epochs';
import { newId } from '../crypto/tokens';
import type { Tools } from '../desk/tools';

export interface ReaderOf {
  reader: string;
  kind: 'staff' | 'contributor';
  publicKey: Buffer;
}

/** Facilitators who watch over a room at this moment. */
export async function facilitatorsOf(sql: Db, room: string): Promise<ReaderOf[]> {
  return sql<ReaderOf[]>`
    select s.id as reader, 'staff' as kind, s.public_key from room_facilitator f join staff s on s.id = f.staff
    join organisation o on o.id = s.organisation
    where f.room = ${room} and s.state = 'active' and o.state = 'open' order by s.id`;
}

/**
 * A new key for all that is said from now on, for those who are there now. To be called in every deed that changes who
 * is in a conversation: who comes reads nothing of before, and who has gone nothing of after.
 */
export async function beginEpoch(tools: Tools, tx: Tx, room: string): Promise<string> {
  await tx`select from room where id = ${room} for update`;
  const members = await tx<ReaderOf[]>`
    select c.id as reader, 'contributor' as kind, c.public_key from group_member m
    join contributor c on c.id = m.contributor where m.room = ${room} and m.state = 'in' order by c.id`;
  const readers = [...(await facilitatorsOf(tx, room)), ...members];
  const epoch = newId();
  const shred = await tools.shred.make();
  const { key, wrapped } = newEpoch({ epoch, readers, shredKey: await tools.shred.read(shred) });
  key.fill(0);
  await tx`
    insert into group_epoch (id, room, n, shred)
    select ${epoch}, ${room}, coalesce(max(n), 0) + 1, ${shred} from group_epoch where room = ${room}`;
  for (const [i, w] of wrapped.entries())
    await tx`
      insert into group_key (epoch, reader, reader_kind, blob) values (${epoch}, ${w.reader}, ${readers[i]!.kind}, ${w.blob})`;
  return epoch;
}

/** Every conversation that somebody of staff watches over gets a new key: she has come or gone. */
export async function renewEpochsOf(tools: Tools, tx: Tx, rooms: string[]): Promise<void> {
  for (const room of [...rooms].sort()) {
    const [has] = await tx<{ yes: boolean }[]>`select has_conversation as yes from room where id = ${room}`;
    if (has?.yes) await beginEpoch(tools, tx, room);
  }
}

/** The epoch that is open, or null before the first. */
export async function currentEpoch(sql: Db, room: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from group_epoch where room = ${room} order by n desc limit 1`;
  return row?.id ?? null;
}

/** Keys of all epochs of a room that were sealed to this reader, by epoch. */
export async function epochKeys(
  tools: Tools,
  sql: Db,
  of: { room: string; reader: string; privateKey: Buffer },
): Promise<Map<string, Buffer>> {
  const rows = await sql<{ epoch: string; shred: string; blob: Buffer }[]>`
    select e.id as epoch, e.shred, k.blob from group_epoch e join group_key k on k.epoch = e.id
    where e.room = ${of.room} and k.reader = ${of.reader}`;
  const keys = new Map<string, Buffer>();
  for (const row of rows) {
    try {
      const shredKey = await tools.shred.read(row.shred);
      keys.set(row.epoch, openEpoch({ ...row, reader: of.reader, keys: pairOf(of.privateKey), shredKey }));
    } catch {
      // Destroyed, or sealed to a key that she had before: what was said then is not to be had any more.
    }
  }
  return keys;
}
