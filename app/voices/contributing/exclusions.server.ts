import type { Db, Sql, Tx } from '../../../db/connect';
import { refuse } from '../../shared/refusal';
import { tellVoices } from '../door/changes.server';

/** Who must never see what comes of a contribution: organisations of the platform's by id, and categories of them. */
export interface Exclusions {
  organisations: number[];
  categories: string[];
}

export async function exclusionsOf(sql: Db, contribution: string): Promise<Exclusions> {
  const rows = await sql<{ kind: string; value: string }[]>`
    select kind, value from exclusion where contribution = ${contribution} order by kind, value`;
  const of = (kind: string) => rows.filter((r) => r.kind === kind).map((r) => r.value);
  return { organisations: of('organisation').map(Number), categories: of('category') };
}

export async function putExclusions(tx: Tx, contribution: string, { organisations, categories }: Exclusions) {
  const rows = [
    ...organisations.map((id) => ({ contribution, kind: 'organisation', value: String(id) })),
    ...categories.map((value) => ({ contribution, kind: 'category', value })),
  ];
  await tx`delete from exclusion where contribution = ${contribution}`;
  for (const row of rows) await tx`insert into exclusion ${tx(row)}`;
}

/** Replaces who is shut out of one of her contributions; it binds from the next reading on. */
export async function changeExclusions(
  sql: Sql,
  of: { contributor: string; contribution: string },
  exclusions: Exclusions,
): Promise<void> {
  await sql.begin(async (tx) => {
    const [mine] = await tx`
      select from contribution where id = ${of.contribution} and contributor = ${of.contributor} and state = 'kept' for update`;
    if (!mine) throw refuse('conflict', 'voice:errors.gone');
    await putExclusions(tx, of.contribution, exclusions);
    await tellVoices(tx, await releasedOf(tx, [of.contribution]), 'released');
  });
}

/** Excerpts of contributions that stand with the platform now. */
export async function releasedOf(sql: Db, contributions: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from excerpt where contribution = any(${contributions}::uuid[]) and state = 'released'`;
  return rows.map((r) => r.id);
}

/** What can be named: organisations that the platform told of, and their categories. */
export async function toExclude(platform: {
  organisations(): Promise<{ id: number; name: string; category: string }[]>;
}): Promise<{ organisations: { id: number; name: string }[]; categories: string[] }> {
  const all = await platform.organisations();
  const organisations = all.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
  return { organisations, categories: [...new Set(all.map((o) => o.category))].sort() };
}

/** Of what was posted, only what could have been chosen: names of fields are typed by whoever likes. */
export function chosenOf(
  offered: { organisations: { id: number }[]; categories: string[] },
  chosen: { organisations: string[]; categories: string[] },
): Exclusions {
  return {
    organisations: offered.organisations.map((o) => o.id).filter((id) => chosen.organisations.includes(String(id))),
    categories: offered.categories.filter((c) => chosen.categories.includes(c)),
  };
}
