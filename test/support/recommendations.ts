import { randomUUID } from 'node:crypto';
import type { CommitmentState } from '../../app/tasks/commitment';
import type { Sql } from '../../db/connect';

/** A recommendation of an outcome of its own, straight into the tables; all of it invented. Days are ISO dates. */
export async function aRecommendation(
  sql: Sql,
  by: number,
  values: {
    body?: string;
    region?: string;
    theme?: string;
    sectors?: string[];
    owner?: number;
    due?: string;
    state?: CommitmentState;
    held?: string;
  } = {},
): Promise<number> {
  const held = values.held ?? '2019-05-04';
  const [outcome] = await sql<{ id: number }[]>`
    insert into outcome (language, place, region, held_from, held_until, created_by, once, position)
    values ('en', 'Port City', ${values.region ?? '002'}, ${held}, ${held}, ${by}, ${randomUUID()}, 0) returning id`;
  await sql`
    insert into outcome_text (outcome_id, language, title, organisers) values (${outcome!.id}, 'en', 'A meeting on ports (invented)', 'A series')`;
  const state = values.state ?? 'open';
  const settled = state === 'done' || state === 'not-pursued' ? new Date() : null;
  const [row] = await sql<{ id: number }[]>`
    insert into recommendation (outcome_id, position, number, kind, theme, sectors)
    values (${outcome!.id}, 0, '(a)', 'recommendation', ${values.theme ?? null}, ${values.sectors ?? []}) returning id`;
  await sql`
    insert into commitment (kind, subject_kind, subject_id, owner_organisation_id, due_on, state, reason, language, settled_at, place, created_by)
    values ('recommendation', 'recommendation', ${row!.id}, ${values.owner ?? null}, ${values.owner ? (values.due ?? null) : null}, ${state},
      ${state === 'not-pursued' ? 'Done elsewhere.' : ''}, 'en', ${settled}, ${`/recommendations/${row!.id}`}, ${by})`;
  await sql`
    insert into recommendation_text (recommendation_id, language, heading, body)
    values (${row!.id}, 'en', 'The meeting asked for', ${values.body ?? 'Lights on every quay (invented).'})`;
  return row!.id;
}
