import type { Db } from '../../../db/connect';

/** Somebody, or an organisation's recovery key kept offline, to whom the key of a contribution is sealed. */
export interface ReaderKey {
  reader: string;
  kind: 'staff' | 'organisation';
  publicKey: Buffer;
}

/**
 * To whom a new contribution is sealed besides its contributor: the active caseworkers of the organisation that invited
 * her; its own facilitators of the room where she shared with them; the organisation's recovery key where it has one.
 * Nobody of another organisation, ever.
 */
export async function readersFor(
  sql: Db,
  { room, organisation, withFacilitators }: { room: string; organisation: string; withFacilitators: boolean },
): Promise<ReaderKey[]> {
  return sql<ReaderKey[]>`
    select s.id as reader, 'staff' as kind, s.public_key from staff s
    where s.organisation = ${organisation} and s.state = 'active'
      and (s.role = 'caseworker' or (${withFacilitators} and exists (
        select from room_facilitator f where f.room = ${room} and f.staff = s.id)))
    union all
    select o.id, 'organisation', o.recovery_public_key from organisation o
    where o.id = ${organisation} and o.recovery_public_key is not null`;
}

/**
 * Contributions kept that fewer than two living people of support can open (behaviour: two living readers), of one
 * organisation or of all. Ids only.
 */
export async function withFewReaders(sql: Db, organisation: string | null = null): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from contribution c
    where c.state = 'kept' ${organisation ? sql`and c.organisation = ${organisation}` : sql``}
      and (select count(*) from wrapped_key k join staff s on s.id = k.reader
           where k.contribution = c.id and k.reader_kind = 'staff' and s.state = 'active') < 2
    order by c.id`;
  return rows.map((r) => r.id);
}

/** How often who may read was changed, by week, for the contributor to see: no names. */
export async function readerChanges(sql: Db, contribution: string): Promise<{ week: number; changes: number }[]> {
  return sql<{ week: number; changes: number }[]>`
    select week, count(*)::int as changes from two_person_act
    where contribution = ${contribution} and state = 'done' and what in ('assign', 'unassign')
    group by week order by week`;
}
