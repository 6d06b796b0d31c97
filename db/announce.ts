import type { Db, Tx } from './connect';

/** What happened, in the past tense, with the ids of what it touched: never words, which may be withdrawn later. */
export interface Announcement {
  id: number;
  what: string;
  ids: Record<string, number | string>;
}

/** The channel of the empty wake-up. What happened is in the table; the notice only says "look". */
export const wakeChannel = 'plenary_wake';

/**
 * Tells the other parts of the house, in the deed's own transaction: rolled back with it, and there for every process
 * that looks later. Processes tail the table; `wake` only makes them look sooner.
 */
export async function announce(tx: Tx, what: string, ids: Announcement['ids']): Promise<void> {
  await tx`insert into announcement (what, ids) values (${what}, ${tx.json(ids)})`;
}

/**
 * Announcements after `after`, oldest first, `most` at most; and those of `missing` that are there by now. Numbers are
 * given out before the commit, so a lower one may become visible after a higher one.
 */
export async function readAnnouncements(
  sql: Db,
  after: number,
  missing: number[] = [],
  most = 5000,
): Promise<Announcement[]> {
  return sql<Announcement[]>`
    select id, what, ids from announcement
    where id > ${after} or id = any(${missing}::bigint[])
    order by id limit ${most}`;
}

/**
 * The last number given out, and which of the numbers just before it are not visible: written in a transaction that
 * is still open, or rolled back. Who starts to listen here misses nothing that commits later.
 */
export async function readPlace(sql: Db, back = 1000): Promise<{ after: number; missing: number[] }> {
  const [row] = await sql<{ after: number; missing: number[] }[]>`
    with given as (select coalesce(pg_sequence_last_value(pg_get_serial_sequence('announcement', 'id')::regclass), 0) as last)
    select last as after, array(
      select n from generate_series(greatest(last - ${back}::bigint + 1, 1), last) n
      where not exists (select from announcement a where a.id = n)
    ) as missing
    from given`;
  return row!;
}
