import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { replaceCitations, type ToCite } from '../citations/commands.server';
import { readCited } from '../citations/queries.server';
import { placeTyped } from '../consultations/response/response';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { finishTasks, giveTask } from '../tasks/commands.server';
import type { ApplyInput, FollowUpInput, KeepInput, NoteInput } from './forms';
import { readOutcomes } from './reading';
import {
  type Commitment,
  isSettled,
  limits,
  mayFollowUp,
  mayKeepRegister,
  type RecommendationState,
  taskOf,
  whyNotCommit,
} from './recommendation';

interface Held extends Commitment {
  id: number;
  version: number;
  state: RecommendationState;
  reason: string;
  language: string;
}

/** Holds a recommendation until the deed is done. Refuses not-found. */
async function hold(tx: Tx, id: number): Promise<Held> {
  const [row] = await tx<Held[]>`
    select r.id, r.version, r.owner_id, r.due_on::text as due_on, r.state, r.reason, o.language
    from recommendation r join outcome o on o.id = r.outcome_id where r.id = ${id} for update of r`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
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
export async function keepRecommendation(sql: Sql, reader: Reader, id: number, input: KeepInput): Promise<void> {
  if (!mayKeepRegister(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await sql.begin(async (tx) => {
    const held = await hold(tx, id);
    mustBe(held, input.version);
    const wanted = { ...held, ownerId: input.owner, dueOn: input.dueOn };
    const no = whyNotCommit(wanted);
    if (no) throw no;
    const addressees = await organisationsNamed(tx, input.organisations);
    const [owner] = input.owner === null ? [] : await tx`select from organisation where id = ${input.owner}`;
    if (input.owner !== null && !owner) throw beside('owner', 'shared:errors.field');
    await tx`
      update recommendation set theme = ${input.theme}, sectors = ${input.sectors}, owner_id = ${input.owner}, due_on = ${input.dueOn},
        version = version + 1, changed_at = now() where id = ${id}`;
    await tx`
      insert into recommendation_text (recommendation_id, language, heading, body) values (${id}, ${input.language}, ${input.heading ?? ''}, ${input.body})
      on conflict (recommendation_id, language) do update set heading = excluded.heading, body = excluded.body`;
    await tx`delete from recommendation_addressee where recommendation_id = ${id}`;
    for (const organisation of addressees)
      await tx`insert into recommendation_addressee (recommendation_id, organisation_id) values (${id}, ${organisation})`;
    if (held.ownerId !== input.owner) await finishTasks(tx, { key: taskOf(id) });
    await giveToOwner(tx, wanted);
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

/** What is owned and not settled waits for those who speak for its owner. */
async function giveToOwner(tx: Tx, { id, ownerId, dueOn, state }: Commitment & { id: number }): Promise<void> {
  if (ownerId === null || isSettled(state)) return finishTasks(tx, { key: taskOf(id) });
  const speakers = await tx<{ id: number }[]>`
    select p.id from organisation_role r join person p on p.id = r.person_id
    where r.organisation_id = ${ownerId} and p.state = 'active' order by p.id`;
  for (const { id: personId } of speakers)
    await giveTask(tx, {
      personId,
      key: taskOf(id),
      what: 'recommendations:task',
      about: { organisation: ownerId },
      place: `/recommendations/${id}`,
      // Noon in UTC is the same day nearly everywhere.
      dueAt: dueOn === null ? null : new Date(`${dueOn}T12:00:00Z`),
    });
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
    if (!mayFollowUp(held, reader)) throw refuse('not-allowed', 'recommendations:refusals.not-owner');
    mustBe(held, input.version);
    const reason = input.state === 'not-pursued' ? (input.reason ?? '') : '';
    const wanted = { ...held, state: input.state, reason };
    const no = whyNotCommit(wanted);
    if (no) throw no;
    await tx`
      update recommendation set state = ${input.state}, reason = ${reason}, version = version + 1, changed_at = ${now} where id = ${id}`;
    const citing = { kind: 'recommendation' as const, id };
    await replaceCitations(tx, citing, await placesOf(tx, reader, input.places, { origin, id }), {
      by: reader.id,
      now,
    });
    await giveToOwner(tx, wanted);
    await announce(tx, 'recommendation.changed', { recommendation: id });
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
    if (!mayFollowUp(held, reader)) throw refuse('not-allowed', 'recommendations:refusals.not-owner');
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
export async function applyOutcomes(sql: Sql, reader: Reader, input: ApplyInput): Promise<number> {
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
        count++;
      }
      await announce(tx, 'recommendation.imported', { outcome: row.id });
    }
    return count;
  }) as Promise<number>;
}
