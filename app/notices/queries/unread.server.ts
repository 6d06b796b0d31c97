import type { Db } from '../../../db/connect';

/** To whom the notices of these numbers were given. */
export async function listGivenTo(sql: Db, from: number, to: number): Promise<number[]> {
  const rows = await sql<{ personId: number }[]>`
    select distinct person_id from notice where id between ${from} and ${to}`;
  return rows.map((r) => r.personId);
}

/** How many notices each of these people has not read, a hundred at most. */
export async function countUnread(sql: Db, people: number[]): Promise<Map<number, number>> {
  if (people.length === 0) return new Map();
  const rows = await sql<{ id: number; unread: number }[]>`
    select p.id, (select count(*)::int from (select from notice n where n.person_id = p.id and n.read_at is null limit 100) n) as unread
    from unnest(${people}::bigint[]) as p (id)`;
  return new Map(rows.map((r) => [r.id, r.unread]));
}
