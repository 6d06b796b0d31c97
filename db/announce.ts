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

/** Announcements after `after`, oldest first, with those of the last minute again: a lower id may commit later. */
export async function readAnnouncements(sql: Db, after: number): Promise<Announcement[]> {
  return sql<Announcement[]>`
    select id, what, ids from announcement
    where id > ${after} or at > clock_timestamp() - interval '1 minute'
    order by id`;
}
