import type { Db } from '../../db/connect';
import { isActive, type Reader } from '../people/person';
import type { Audience } from '../voices/door/protocol';

/**
 * For whom words are asked: the organisations a person belongs to or speaks for, with their sectors. Of a person with none
 * nobody can tell whether an exclusion means them, so they are the public.
 */
export async function audienceOf(sql: Db, reader: Reader | null): Promise<Audience> {
  if (!isActive(reader)) return 'public';
  const ids = [reader.organisationId, ...reader.offices.map((o) => o.organisationId)].filter((id) => id !== null);
  if (ids.length === 0) return 'public';
  const rows = await sql<
    { id: number; sector: string }[]
  >`select id, sector from organisation where id in ${sql(ids)} order by id`;
  if (rows.length === 0) return 'public';
  return { organisations: rows.map((r) => r.id), categories: [...new Set(rows.map((r) => r.sector))] };
}
