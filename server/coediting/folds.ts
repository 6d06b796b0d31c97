import type { Sql, Tx } from '../../db/connect';
import { Broken, bytesOf } from './bytes';
import type { Folder } from './folder';
import { Knowledge } from './knowledge';
import { walk } from './update';
import { type Entry, entriesOf, intoLog, type StoredWriters, type Written, withMoved } from './writing';

export interface Fold {
  epoch: number;
  folds: number;
  state: Uint8Array;
  /** True where it was made readable already. */
  isSettled: boolean;
  /** True where rows of other processes were among those folded. */
  hasOthers: boolean;
}

const lockClass = 7305992;

/** What makes one snapshot of many rows: folding, and the rewriting of a redaction. `ensure` makes a text's row where there is none. */
export function openFolds(sql: Sql, process: number, folder: Folder, ensure: (room: number) => Promise<unknown>) {
  /**
   * Folds what was written into the snapshot, deletes exactly the rows that were folded and keeps who wrote them. Null
   * where another process did it meanwhile, or the text was rewritten. Returns the text as it is then.
   *
   * In one statement at the end, and not in a transaction that waits for the folding: a connection that is lost between
   * two queries of a transaction makes the driver throw where nobody can catch it, which ends the process.
   */
  async function fold(room: number): Promise<Fold | null> {
    const text = await readForFold(sql, room);
    if (!text) return null;
    const { epoch, folds, settled, ids, updates } = text;
    if (ids.length === 0) return { epoch, folds, state: updates[0]!, isSettled: settled === folds, hasOthers: false };
    const state = await folder.fold(updates);
    const written = await keepingAuthors(room, entriesOf(text.written), updates);
    const [done] = await sql`
      with folded as (
        update joint_text set snapshot = ${state}, folds = folds + 1
        where room = ${room} and epoch = ${epoch} and folds = ${folds} returning room),
      gone as (delete from joint_update where id = any(${ids}::bigint[]) and exists (select from folded)),
      written as (
        ${intoLog(sql, room, written, sql`exists (select from folded)`)})
      select room from folded`;
    return done ? { epoch, folds: folds + 1, state, isSettled: false, hasOthers: text.hasOthers } : null;
  }

  /** Who wrote what, by the log and by where words were before they were moved. */
  async function keepingAuthors(room: number, entries: Entry[], updates: Uint8Array[]): Promise<Entry[]> {
    // A text is folded in any case: what cannot be looked through counts for whoever sent it.
    const moves = await folder.moved(updates).catch(() => []);
    if (moves.length === 0) return entries;
    const known = await sql<Written[]>`
      select client, from_struct as "from", to_struct as "to", person, organisation from joint_writing
      where room = ${room} and client = any(${[...new Set(moves.map((m) => m.ofClient))]}::bigint[]) order by id`;
    return withMoved(entries, moves, known);
  }

  async function readForFold(tx: Sql | Tx, room: number) {
    const rows = await tx<
      {
        id: number;
        epoch: number;
        folds: number;
        settled: number;
        bytes: string;
        writers: StoredWriters | null;
        at: Date;
        isOurs: boolean;
      }[]
    >`
      select 0::bigint as id, epoch, folds, settled, encode(snapshot, 'base64') as bytes, null::jsonb as writers, now() as at, true as is_ours
      from joint_text where room = ${room}
      union all select id, 0, 0, 0, encode(bytes, 'base64'), writers, at, process = ${process} from joint_update where room = ${room}
      order by id`;
    const [first, ...others] = rows;
    if (first?.id !== 0) return null;
    const { epoch, folds, settled } = first;
    return {
      epoch,
      folds,
      settled,
      ids: others.map((r) => r.id),
      updates: rows.map((r) => bytesOf(r.bytes)),
      hasOthers: rows.some((r) => !r.isOurs),
      written: others.map((r) => ({ at: r.at, writers: r.writers ?? [] })),
    };
  }

  async function noteSettled(room: number, folds: number): Promise<void> {
    await sql`update joint_text set settled = greatest(settled, ${folds}) where room = ${room} and folds >= ${folds}`;
  }

  /** Rooms that nobody has made readable since they were last written in, quiet for so many milliseconds. */
  async function listUnsettled(quietMs: number): Promise<number[]> {
    const rows = await sql<{ room: number }[]>`
      select t.room from joint_text t
      left join lateral (select max(at) as last from joint_update u where u.room = t.room) w on true
      where (t.settled < t.folds or w.last is not null)
        and (w.last is null or w.last < clock_timestamp() - make_interval(secs => ${quietMs / 1000}))`;
    return rows.map((r) => r.room);
  }

  /**
   * See Texts.rewrite. Of the log stays who wrote what is still there: numbers, without a word. What somebody only deleted
   * is forgotten, and so are writers of whom nothing is left.
   */
  async function rewrite(room: number, make: (state: Uint8Array) => Uint8Array): Promise<number> {
    await ensure(room);
    return sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${lockClass}, ${lockOf(room)})`;
      await tx`select from joint_text where room = ${room} for update`;
      const text = (await readForFold(tx, room))!;
      const state = make(await folder.fold(text.updates));
      const contents = walk(state);
      if (new Knowledge().compare(contents).is === 'gap') throw new Broken('rests on what is not there');
      const clients = contents.structs.map(({ client }) => client);
      await tx`delete from joint_update where room = ${room}`;
      await intoLog(tx, room, entriesOf(text.written));
      await tx`
        delete from joint_writing where room = ${room} and (client is null or client <> all(${clients}::bigint[]))`;
      const [row] = await tx<{ epoch: number }[]>`
        update joint_text set snapshot = ${state}, folds = folds + 1, epoch = epoch + 1 where room = ${room} returning epoch`;
      return row!.epoch;
    });
  }

  return { fold, noteSettled, listUnsettled, rewrite };
}

function lockOf(room: number): number {
  return room % 0x7fffffff;
}
