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
  const organisations = [...new Set(ids)].sort((a, b) => a - b);
  return { organisations, categories: reader.sectors ?? (await sectorsOf(sql, organisations)) };
}

async function sectorsOf(sql: Db, organisations: number[]): Promise<string[]> {
  const rows = await sql<{ sector: string }[]>`
    select distinct sector from organisation where id in ${sql(organisations)} order by sector`;
  return rows.map((r) => r.sector);
}
