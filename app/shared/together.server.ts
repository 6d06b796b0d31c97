import type { PendingQuery, Row } from 'postgres';
import type { Db } from '../../db/connect';

/** A select, which stands within a larger one. */
export type Select = PendingQuery<Row[]>;

/** A row as JSON carries it: instants and days are text. */
export type AsJson<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

const toCamel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Rows of several selects, read in one statement: a page that is made of many things asks the database once. They come as JSON,
 * in the order of each select: columns bear the names that they have elsewhere in the code, an instant is text.
 */
export async function readTogether<All extends Record<string, object>>(
  sql: Db,
  selects: { [K in keyof All]: Select },
): Promise<{ [K in keyof All]: AsJson<All[K]>[] }> {
  const names = Object.keys(selects);
  const [first, ...others] = names.map(
    (name, i) => sql`(select jsonb_agg(to_jsonb(x)) from (${selects[name]!}) x) as ${sql(`c${i}`)}`,
  );
  const columns = others.reduce((all, one) => sql`${all}, ${one}`, first!);
  const [row] = await sql<Record<string, Record<string, unknown>[] | null>[]>`select ${columns}`;
  const rowsOf = (i: number) =>
    (row![`c${i}`] ?? []).map((one) => Object.fromEntries(Object.entries(one).map(([k, v]) => [toCamel(k), v])));
  return Object.fromEntries(names.map((name, i) => [name, rowsOf(i)])) as { [K in keyof All]: AsJson<All[K]>[] };
}
