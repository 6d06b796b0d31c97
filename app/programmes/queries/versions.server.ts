import type { Db } from '../../../db/connect';
import type { FixedParts } from '../changes';

export interface KeptVersion {
  number: number;
  hash: string;
  at: string;
  by: string;
  /** Of the two that are held against each other. */
  content: FixedParts | null;
}

/**
 * The fixed versions of a programme, the newest first; `since`: those alone that were fixed from this instant on. With the
 * content of the two numbers that are asked for, or of the last two. One statement.
 */
export async function listVersions(
  sql: Db,
  programme: number,
  { since, numbers }: { since: Date | null; numbers: [number, number] | null },
): Promise<KeptVersion[]> {
  const rows = await sql<(Omit<KeptVersion, 'at'> & { at: Date })[]>`
    select v.number, v.hash, v.fixed_at as at, p.name as by,
      case when v.number = any(${numbers ?? []}::int[]) or (${numbers === null} and row_number() over (order by v.number desc) <= 2)
        then v.content end as content
    from programme_version v join person p on p.id = v.fixed_by
    where v.programme_id = ${programme} and (${since}::timestamptz is null or v.fixed_at >= ${since}) order by v.number desc`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
