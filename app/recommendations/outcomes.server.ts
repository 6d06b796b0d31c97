import { announce } from '../../db/announce';
import type { Db, Sql, Tx } from '../../db/connect';
import { visibleEvent } from '../events/queries/visible.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { eraseCommitment, holdCommitmentOf } from '../tasks/commitments.server';
import { commitRecommendation } from './commands.server';
import type { AddInput, NewOutcomeInput, OutcomeInput } from './forms';
import { mayKeepRegister, outcomeMark, type RecommendationKind } from './recommendation';

/** An event of the register as those who keep it see it. Days are ISO dates. */
export interface OutcomeRecord {
  id: number;
  language: string;
  place: string;
  region: string;
  from: string | null;
  until: string | null;
  event: number | null;
  texts: { language: string; title: string; organisers: string }[];
  recommendations: {
    id: number;
    number: string;
    kind: RecommendationKind;
    languages: string[];
    body: string;
    language: string;
  }[];
  mark: string;
}

/** An event with its entries, in one statement; null where there is none. */
export async function findOutcome(sql: Db, id: number, language: string): Promise<OutcomeRecord | null> {
  const [row] = await sql<
    (Omit<OutcomeRecord, 'recommendations' | 'mark'> & { recommendations: OutcomeRecord['recommendations'] | null })[]
  >`
    select o.id, o.language, o.place, o.region, o.held_from::text as "from", o.held_until::text as until, o.event_id as event,
      (select jsonb_agg(jsonb_build_object('language', t.language, 'title', t.title, 'organisers', t.organisers) order by t.language)
        from outcome_text t where t.outcome_id = o.id) as texts,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'kind', r.kind, 'body', left(x.body, 300), 'language', x.language,
          'languages', (select jsonb_agg(y.language order by y.language) from recommendation_text y where y.recommendation_id = r.id)) order by r.position, r.id)
        from recommendation r cross join lateral (select t.body, t.language from recommendation_text t where t.recommendation_id = r.id
          order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1) x
        where r.outcome_id = o.id) as recommendations
    from outcome o where o.id = ${id}`;
  if (!row) return null;
  const recommendations = row.recommendations ?? [];
  const { place, region, from, until, event, texts } = row;
  const parts = [place, region, from, until, event, ...texts.flatMap((t) => [t.language, t.title, t.organisers])];
  return { ...row, recommendations, mark: outcomeMark([...parts, ...recommendations.map((r) => r.id)]) };
}

/** Holds an event until the deed is done. Refuses not-found to all but the secretariat, and conflict. */
async function hold(tx: Tx, reader: Reader, id: number, mark: string): Promise<OutcomeRecord> {
  if (!mayKeepRegister(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await tx`select from outcome where id = ${id} for update`;
  const found = await findOutcome(tx, id, 'en');
  if (!found) throw refuse('not-found', 'shared:errors.not-found');
  if (found.mark !== mark) throw refuse('conflict', 'recommendations:refusals.changed');
  return found;
}

/** Adds an event by hand; the same form sent twice adds it once. Answers its id. Refuses days in the wrong order. */
export async function addOutcome(sql: Sql, reader: Reader, input: NewOutcomeInput, now: Date): Promise<number> {
  if (!mayKeepRegister(reader)) throw refuse('not-found', 'shared:errors.not-found');
  inOrder(input);
  return sql.begin(async (tx) => {
    await mustSee(tx, reader, input.event);
    const [row] = await tx<{ id: number }[]>`
      insert into outcome (language, place, region, held_from, held_until, event_id, created_by, created_at, once, position)
      values (${input.language}, ${input.place}, ${input.region}, ${input.from}, ${input.until}, ${input.event}, ${reader.id}, ${now}, ${input.once}, 0)
      on conflict (once, position) do nothing returning id`;
    if (!row) {
      const [before] = await tx<{ id: number }[]>`select id from outcome where once = ${input.once} and position = 0`;
      return before!.id;
    }
    await saveText(tx, row.id, input);
    await announce(tx, 'recommendation.imported', { outcome: row.id });
    return row.id;
  }) as Promise<number>;
}

/** Corrects an event: when and where, and its title in one language. Refuses conflict and days in the wrong order. */
export async function changeOutcome(sql: Sql, reader: Reader, id: number, input: OutcomeInput): Promise<void> {
  inOrder(input);
  await sql.begin(async (tx) => {
    await hold(tx, reader, id, input.mark);
    await mustSee(tx, reader, input.event);
    await tx`
      update outcome set place = ${input.place}, region = ${input.region}, held_from = ${input.from}, held_until = ${input.until},
        event_id = ${input.event} where id = ${id}`;
    await saveText(tx, id, input);
    await announce(tx, 'recommendation.changed', { outcome: id });
  });
}

/** Adds an entry to an event, after those there. Answers its id. Refuses conflict: the same form sent twice adds one. */
export async function addRecommendation(
  sql: Sql,
  reader: Reader,
  outcome: number,
  input: AddInput,
  now: Date,
): Promise<number> {
  return sql.begin(async (tx) => {
    await hold(tx, reader, outcome, input.mark);
    const [row] = await tx<{ id: number }[]>`
      insert into recommendation (outcome_id, position, number, kind, changed_at)
      select ${outcome}, coalesce(max(position) + 1, 0), ${input.number}, ${input.kind}, ${now} from recommendation where outcome_id = ${outcome}
      returning id`;
    const id = row!.id;
    await tx`
      insert into recommendation_text (recommendation_id, language, heading, body)
      values (${id}, ${input.language}, ${input.heading ?? ''}, ${input.body})`;
    await commitRecommendation(tx, { id, language: input.language }, reader, now);
    await announce(tx, 'recommendation.changed', { recommendation: id });
    return id;
  }) as Promise<number>;
}

/**
 * Takes out an entry that came in by mistake. Refuses one that somebody has taken on or followed up: that is given up with a
 * reason. Answers the event it was of.
 */
export async function removeRecommendation(sql: Sql, reader: Reader, id: number, version: number): Promise<number> {
  if (!mayKeepRegister(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return sql.begin(async (tx) => {
    const [row] = await tx<{ outcome: number; version: number; followed: boolean }[]>`
      select r.outcome_id as outcome, r.version, exists (select from recommendation_note n where n.recommendation_id = r.id)
        or exists (select from citation c where c.citing_kind = 'recommendation' and c.citing_id = r.id) as followed
      from recommendation r where r.id = ${id} for update`;
    const commitment = row ? await holdCommitmentOf(tx, 'recommendation', id) : null;
    if (!row || !commitment) throw refuse('not-found', 'shared:errors.not-found');
    if (row.version !== version) throw refuse('conflict', 'recommendations:refusals.changed');
    if (row.followed || commitment.state !== 'open' || commitment.ownerOrganisationId !== null)
      throw refuse('closed', 'recommendations:refusals.followed');
    await eraseCommitment(tx, commitment);
    await tx`delete from recommendation where id = ${id}`;
    await announce(tx, 'recommendation.changed', { outcome: row.outcome });
    return row.outcome;
  }) as Promise<number>;
}

async function saveText(tx: Tx, outcome: number, { language, title, organisers }: NewOutcomeInput | OutcomeInput) {
  await tx`
    insert into outcome_text (outcome_id, language, title, organisers) values (${outcome}, ${language}, ${title}, ${organisers})
    on conflict (outcome_id, language) do update set title = excluded.title, organisers = excluded.organisers`;
}

function inOrder({ from, until }: { from: string | null; until: string | null }): void {
  if (until !== null && (from === null || until < from))
    throw refuse('invalid', 'shared:errors.check-fields', undefined, { until: 'recommendations:mistakes.order' });
}

/** An event of the platform by its number; what the writer may not see is not there. */
async function mustSee(tx: Tx, reader: Reader, event: number | null): Promise<void> {
  if (event === null) return;
  const [found] = await tx`select from event e where e.id = ${event} and ${visibleEvent(tx, reader)}`;
  if (!found)
    throw refuse('invalid', 'shared:errors.check-fields', undefined, { event: 'recommendations:mistakes.event' });
}
