import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { replaceCitations, type ToCite } from '../citations/commands.server';
import { readCited } from '../citations/queries.server';
import { placeTyped } from '../consultations/response/response';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { mayFollowUp } from '../tasks/commitment';
import { changeCommitment, commit, type HeldCommitment, holdCommitmentOf } from '../tasks/commitments.server';
import type { ApplyInput, FollowUpInput, KeepInput, NoteInput } from './forms';
import { readOutcomes } from './reading';
import { limits, mayKeepRegister } from './recommendation';
import { tellRecommendationSources } from './telling.server';

interface Held {
  id: number;
  version: number;
  commitment: HeldCommitment;
}

/** Holds a recommendation, with its commitment, until the deed is done. Refuses not-found. */
async function hold(tx: Tx, id: number): Promise<Held> {
  const [row] = await tx<
    { id: number; version: number }[]
  >`select id, version from recommendation where id = ${id} for update`;
  const commitment = row ? await holdCommitmentOf(tx, 'recommendation', id) : null;
  if (!row || !commitment) throw refuse('not-found', 'shared:errors.not-found');
  return { ...row, commitment };
}

/** Refuses conflict where somebody has changed it since the form was opened. */
function mustBe(held: Held, version: number): void {
  if (version !== held.version) throw refuse('conflict', 'recommendations:refusals.changed');
}

function beside(field: string, message: string, values?: Record<string, string | number>) {
  return refuse('invalid', 'shared:errors.check-fields', values, { [field]: message });
}

/**
 * Sets what was recommended in one language, to whom it is addressed, and whose it is to do and by when. Those who speak for
 * the owner get a task with the day; those of an owner of before have it no more. Refuses not-found (only the secretariat
 * keeps the register), conflict, and what `whyNotCommit` refuses.
 */
export async function keepRecommendation(
  sql: Sql,
  reader: Reader,
  id: number,
  input: KeepInput,
  now: Date,
): Promise<void> {
  if (!mayKeepRegister(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await sql.begin(async (tx) => {
    const held = await hold(tx, id);
    mustBe(held, input.version);
    const addressees = await organisationsNamed(tx, input.organisations);
    const [owner] = input.owner === null ? [] : await tx`select from organisation where id = ${input.owner}`;
    if (input.owner !== null && !owner) throw beside('owner', 'shared:errors.field');
    await tx`
      update recommendation set number = ${input.number}, kind = ${input.kind}, theme = ${input.theme}, sectors = ${input.sectors},
        version = version + 1, changed_at = ${now} where id = ${id}`;
    await tx`
      insert into recommendation_text (recommendation_id, language, heading, body) values (${id}, ${input.language}, ${input.heading ?? ''}, ${input.body})
      on conflict (recommendation_id, language) do update set heading = excluded.heading, body = excluded.body`;
    await tx`delete from recommendation_addressee where recommendation_id = ${id}`;
    for (const organisation of addressees)
      await tx`insert into recommendation_addressee (recommendation_id, organisation_id) values (${id}, ${organisation})`;
    await changeCommitment(tx, held.commitment, { ownerOrganisationId: input.owner, dueOn: input.dueOn }, reader, now);
    await announce(tx, 'recommendation.changed', { recommendation: id });
  });
}

async function organisationsNamed(tx: Tx, handles: string[]): Promise<number[]> {
  if (handles.length === 0) return [];
  if (handles.length > limits.addressees) throw beside('organisations', 'recommendations:mistakes.too-many');
  const rows = await tx<{ id: number; handle: string }[]>`
    select id, handle from organisation where handle in ${tx(handles)} order by id`;
  const unknown = handles.filter((handle) => !rows.some((r) => r.handle === handle));
  if (unknown.length > 0)
    throw beside('organisations', 'recommendations:mistakes.unknown', { names: unknown.slice(0, 10).join(', ') });
  return rows.map((r) => r.id);
}

/**
 * Says how it stands and what it led to: paragraphs of programmes, each by its address, as it stands now. What the writer may
 * not read cannot be named: it would tell that it is there. Refuses not-allowed, conflict, and not pursued without a reason.
 */
export async function followUp(
  sql: Sql,
  reader: Reader,
  id: number,
  input: FollowUpInput,
  { origin, now }: { origin: string; now: Date },
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await hold(tx, id);
    if (!mayFollowUp(held.commitment, reader)) throw refuse('not-allowed', 'recommendations:refusals.not-owner');
    mustBe(held, input.version);
    await tx`update recommendation set version = version + 1, changed_at = ${now} where id = ${id}`;
    await changeCommitment(
      tx,
      held.commitment,
      { state: input.state, reason: input.reason ?? '', done: input.done ?? '' },
      reader,
      now,
    );
    const citing = { kind: 'recommendation' as const, id };
    await replaceCitations(tx, citing, await placesOf(tx, reader, input.places, { origin, id }), {
      by: reader.id,
      now,
    });
    // What was named anew, or no more, is looked at; this announces the change.
    await tellRecommendationSources(tx, [id]);
  });
}

async function placesOf(
  tx: Tx,
  reader: Reader,
  typed: string[],
  { origin, id: recommendation }: { origin: string; id: number },
): Promise<ToCite[]> {
  const no = beside('places', 'recommendations:mistakes.place');
  if (typed.length > limits.places) throw beside('places', 'recommendations:mistakes.too-many');
  const ids: number[] = [];
  for (const text of typed) {
    const place = placeTyped(text, origin);
    if (!place) throw no;
    if ('passage' in place) ids.push(place.passage);
    else {
      const [found] = await tx<{ id: number }[]>`
        select id from document_passage where document_id = ${place.document} and block_id = ${place.block} and gone_at is null`;
      if (!found) throw no;
      ids.push(found.id);
    }
  }
  const before = await tx<{ id: number }[]>`
    select cited_id as id from citation where citing_kind = 'recommendation' and citing_id = ${recommendation} and cited_kind = 'passage'
    order by id`;
  const wanted = [...new Set(ids)].map((id) => ({ kind: 'passage' as const, id }));
  const things = await readCited(
    tx,
    [...wanted, ...before.map(({ id }) => ({ kind: 'passage' as const, id }))],
    reader,
    'en',
  );
  const named = wanted.map(({ kind, id }) => {
    const now = things(kind, id);
    // One that was named before and is gone since stays named, as it was.
    if (now.kind !== 'passage' && !before.some((b) => b.id === id)) throw no;
    return { kind, id, version: now.kind === 'passage' ? now.version : null };
  });
  // Those that others have named and this writer may not read stay too: their form did not show them.
  const unseen = before.filter(({ id }) => things('passage', id).kind === 'nothing' && !ids.includes(id));
  return [...named, ...unseen.map(({ id }) => ({ kind: 'passage' as const, id, version: null }))];
}

/** Adds what was done, on a day; sent twice, it stands once. Refuses not-found and not-allowed. */
export async function addNote(sql: Sql, reader: Reader, id: number, input: NoteInput): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await hold(tx, id);
    if (!mayFollowUp(held.commitment, reader)) throw refuse('not-allowed', 'recommendations:refusals.not-owner');
    const [added] = await tx`
      insert into recommendation_note (recommendation_id, on_day, language, body, written_by, once)
      values (${id}, ${input.onDay}, ${input.language}, ${input.body}, ${reader.id}, ${input.once})
      on conflict (once) do nothing returning id`;
    if (!added) return;
    await tx`update recommendation set changed_at = now() where id = ${id}`;
    await announce(tx, 'recommendation.changed', { recommendation: id });
  });
}

/**
 * Takes in what the preview showed, all of it or nothing; the same import sent twice is there once. Answers how many came in.
 * Refuses not-found (secretariat alone), and invalid where nothing was recognised or a text is longer than one may be.
 */
export async function applyOutcomes(sql: Sql, reader: Reader, input: ApplyInput, now: Date): Promise<number> {
  if (!mayKeepRegister(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const outcomes = readOutcomes(input.text).outcomes.filter((o) => o.recommendations.length > 0);
  if (outcomes.length === 0) throw beside('text', 'recommendations:mistakes.nothing');
  const long = outcomes.flatMap((o) => o.recommendations).find((r) => r.text.length > limits.body);
  if (long) throw beside('text', 'recommendations:mistakes.line-long', { line: long.line });
  return sql.begin(async (tx) => {
    let count = 0;
    for (const [position, outcome] of outcomes.entries()) {
      const [row] = await tx<{ id: number }[]>`
        insert into outcome (language, place, region, held_from, held_until, created_by, once, position)
        values (${input.language}, ${outcome.place}, ${input.regions[position] ?? '001'}, ${outcome.from}, ${outcome.until}, ${reader.id},
          ${input.once}, ${position})
        on conflict (once, position) do nothing returning id`;
      if (!row) continue;
      await tx`
        insert into outcome_text (outcome_id, language, title, organisers)
        values (${row.id}, ${input.language}, ${outcome.title || outcome.organisers || '–'}, ${outcome.organisers})`;
      for (const [at, r] of outcome.recommendations.entries()) {
        const [made] = await tx<{ id: number }[]>`
          insert into recommendation (outcome_id, position, number, kind) values (${row.id}, ${at}, ${r.number}, ${r.kind}) returning id`;
        await tx`
          insert into recommendation_text (recommendation_id, language, heading, body)
          values (${made!.id}, ${input.language}, ${r.heading.slice(0, limits.heading)}, ${r.text})`;
        await commitRecommendation(tx, { id: made!.id, language: input.language }, reader, now);
        count++;
      }
      await announce(tx, 'recommendation.imported', { outcome: row.id });
    }
    return count;
  }) as Promise<number>;
}

/** The commitment that each recommendation is from the beginning: nobody's yet, and without a day. */
export async function commitRecommendation(
  tx: Tx,
  r: { id: number; language: string },
  reader: Reader,
  now: Date,
): Promise<void> {
  await commit(
    tx,
    {
      kind: 'recommendation',
      subjectKind: 'recommendation',
      subjectId: r.id,
      ownerOrganisationId: null,
      language: r.language,
      dueOn: null,
      place: `/recommendations/${r.id}`,
    },
    reader,
    now,
  );
}
