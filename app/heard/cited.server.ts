import type { Db } from '../../db/connect';
import type { CitedThing } from '../citations/citation';

/** Cited voices in one query: references and how they stand, the same for every reader. Words are the room's to give. */
export async function readCitedVoices(sql: Db, ids: number[]): Promise<Map<number, CitedThing>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<
    { id: number; voice: string; of: 'excerpt' | 'theme'; state: 'released' | 'withheld' | 'gone' }[]
  >`
    select id, reference as voice, kind as of, state from voice where id in ${sql(ids)}`;
  return new Map(rows.map((row) => [row.id, { kind: 'voice', ...row, version: 1 }]));
}
