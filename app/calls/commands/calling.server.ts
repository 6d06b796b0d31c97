import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { peopleNamed } from '../../people/named.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { instantsTyped } from '../../shared/zone.server';
import { finishTasks } from '../../tasks/commands.server';
import {
  limits,
  mayCall,
  type Question,
  scoreTask,
  type Times,
  timesMistakes,
  whyNotAnnounce,
  whyNotCancel,
  whyNotChange,
  whyNotMove,
} from '../call';
import type { BeginCallInput, TimesInput, WhatInput } from '../forms';
import { wasPut } from '../queries/visible.server';
import { amountTyped, askForDrafts, askReviewers, beside, deedOnCall, plantInstant } from './holding.server';

/** Prepares a call, which only the secretariat sees; sent twice, it is there once. Gives its id. Refuses not-found. */
export async function beginCall(sql: Sql, reader: Reader, input: BeginCallInput, now: Date): Promise<number> {
  if (!mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return sql.begin(async (tx) => {
    const [made] = await tx<{ id: number }[]>`
      insert into pilot_call (language, title, time_zone, created_by, created_at, once)
      values (${input.language}, ${input.title}, ${reader.timeZone}, ${reader.id}, ${now}, ${input.once})
      on conflict (once) do nothing returning id`;
    if (made) {
      await announce(tx, 'pilot.changed', { call: made.id });
      return made.id;
    }
    const [before] = await tx<{ id: number }[]>`
      select id from pilot_call where once = ${input.once} and created_by = ${reader.id}`;
    if (!before) throw refuse('not-found', 'shared:errors.not-found');
    return before.id;
  }) as Promise<number>;
}

/** What it says, until it opens. */
export async function changeWhat(sql: Sql, reader: Reader, id: number, input: WhatInput, now: Date): Promise<void> {
  await deedOnCall(sql, reader, { id, version: input.version }, async (tx, held) => {
    const no = whyNotChange(held, now);
    if (no) throw no;
    if (held.announcedAt !== null && input.sought === '') throw beside('sought', 'empty');
    const fields: Record<string, string> = {};
    const ceiling = amountTyped(input.ceiling, input.currency, 'ceiling', fields);
    if (ceiling === 0n) fields.ceiling = 'pilots:mistakes.money';
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    await tx`
      update pilot_call set title = ${input.title}, introduction = ${input.introduction}, sought = ${input.sought},
        themes = ${input.themes}::text[], area = ${input.area}, currency = ${input.currency},
        ceiling = ${ceiling === null ? null : String(ceiling)}::bigint where id = ${id}`;
  });
}

/** The instants as they were typed. Refuses beside each field what is no time there, or comes twice, or is in no order. */
function timesOf(input: TimesInput): Times {
  const { at, fields } = instantsTyped(input, ['opens', 'closes', 'scored'], input.timeZone);
  const times = { opensAt: at.opens, closesAt: at.closes, scoredBy: at.scored };
  const all = { ...timesMistakes(times), ...fields };
  if (Object.keys(all).length > 0) throw refuse('invalid', 'shared:errors.check-fields', { zone: input.timeZone }, all);
  return times;
}

/**
 * When it opens, closes and is scored. A call that is announced is moved, with a reason that stands on its page; drafts of pilots
 * and reviewers have their new day at once.
 */
export async function setTimes(sql: Sql, reader: Reader, id: number, input: TimesInput, now: Date): Promise<void> {
  await deedOnCall(sql, reader, { id, version: input.version }, async (tx, held) => {
    const times = timesOf(input);
    const no = whyNotMove(held, times, now);
    if (no) throw no;
    if (held.announcedAt !== null) {
      if (input.reason === '') throw beside('reason', 'no-reason');
      await tx`
        insert into pilot_call_move (call_id, closed_at, closes_at, because, moved_by, moved_at)
        values (${id}, ${held.closesAt}, ${times.closesAt}, ${input.reason}, ${reader.id}, ${now})`;
    }
    await tx`
      update pilot_call set time_zone = ${input.timeZone}, opens_at = ${times.opensAt}, closes_at = ${times.closesAt},
        scored_by = ${times.scoredBy} where id = ${id}`;
    const moved = { ...held, ...times };
    await plantInstant(tx, moved, now);
    await askForDrafts(tx, moved, now);
  });
}

/** The call's own questions, until it opens: what was answered already would be an answer to another question. */
export async function setQuestions(
  sql: Sql,
  reader: Reader,
  id: number,
  input: { version: number; questions: Question[] },
  now: Date,
): Promise<void> {
  await deedOnCall(sql, reader, { id, version: input.version }, async (tx, held) => {
    const no = whyNotChange(held, now);
    if (no) throw no;
    await tx`update pilot_call set questions = ${tx.json(input.questions as never)} where id = ${id}`;
  });
}

/** Who scores. Whoever has handed in a review stays: it was made as a reviewer. */
export async function nameReviewers(sql: Sql, reader: Reader, id: number, names: string[], now: Date): Promise<void> {
  await deedOnCall(sql, reader, { id, version: null }, async (tx, held) => {
    if (held.cancelledAt !== null) throw refuse('closed', 'pilots:refusals.call-cancelled');
    const people = await peopleNamed(tx, names, 'reviewers');
    if (people.length > limits.reviewers) throw beside('reviewers', 'too-many');
    const [scored] = await tx<{ names: string | null }[]>`
      select string_agg(distinct x.name, ', ') as names from pilot_review v join pilot i on i.id = v.pilot_id
      join person x on x.id = v.person_id
      where i.call_id = ${id} and v.submitted_at is not null and not v.person_id = any(${people}::bigint[])`;
    if (scored!.names !== null) throw beside('reviewers', 'has-scored', { names: scored!.names });
    const gone = await tx<{ person: number }[]>`
      delete from pilot_reviewer where call_id = ${id} and not person_id = any(${people}::bigint[]) returning person_id as person`;
    for (const person of people)
      await tx`
        insert into pilot_reviewer (call_id, person_id, named_by, named_at) values (${id}, ${person}, ${reader.id}, ${now})
        on conflict do nothing`;
    for (const { person } of gone) await finishTasks(tx, { key: scoreTask(id), personId: person });
    await askReviewers(tx, held, now);
  });
}

/** From now on everybody sees it, and it opens and closes at its instants. */
export async function announceCall(sql: Sql, reader: Reader, id: number, version: number, now: Date): Promise<void> {
  await deedOnCall(sql, reader, { id, version }, async (tx, held) => {
    const no = whyNotAnnounce(held, now);
    if (no) throw no;
    await tx`update pilot_call set announced_at = ${now} where id = ${id}`;
    await plantInstant(tx, { ...held, announcedAt: now }, now);
  });
}

/** Says of an announced call that nothing comes of it, and why. What was proposed stays with those who wrote it. */
export async function cancelCall(
  sql: Sql,
  reader: Reader,
  id: number,
  input: { version: number; reason: string },
  now: Date,
): Promise<void> {
  await deedOnCall(sql, reader, { id, version: input.version }, async (tx, held) => {
    const no = whyNotCancel(held);
    if (no) throw no;
    const [decided] =
      await tx`select from pilot i where i.call_id = ${id} and (i.outcome is not null or ${wasPut(tx)}) limit 1`;
    if (decided) throw refuse('closed', 'pilots:refusals.is-put');
    await tx`update pilot_call set cancelled_at = ${now}, cancelled_because = ${input.reason} where id = ${id}`;
    const cancelled = { ...held, cancelledAt: now };
    await plantInstant(tx, cancelled, now);
    await askForDrafts(tx, cancelled, now);
    await askReviewers(tx, cancelled, now);
  });
}

/** Deletes a call that was never announced. */
export async function discardCall(sql: Sql, reader: Reader, id: number, version: number): Promise<void> {
  await sql.begin(async (tx) => {
    const [held] = await tx<{ version: number; announcedAt: Date | null }[]>`
      select version, announced_at from pilot_call where id = ${id} for update`;
    if (!held || !mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
    if (held.announcedAt !== null) throw refuse('closed', 'pilots:refusals.announced');
    if (held.version !== version) throw refuse('conflict', 'pilots:refusals.changed');
    await tx`delete from pilot_call where id = ${id}`;
    await announce(tx, 'pilot.changed', { call: id });
  });
}
