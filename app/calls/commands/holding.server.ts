import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import type { Reader } from '../../people/person';
import { type Currency, readMoney } from '../../programmes/budget';
import { refuse } from '../../shared/refusal';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import {
  type CallClock,
  callState,
  mayCall,
  nextInstant,
  type Question,
  scoreTask,
  submitTask,
  type Times,
} from '../call';
import { personHasPart } from '../queries/visible.server';

export interface HeldCall extends CallClock, Times {
  id: number;
  version: number;
  language: string;
  sought: string;
  currency: Currency;
  ceiling: string | null;
  timeZone: string;
  questions: Question[];
}

/** Holds a call until the deed is done. Null where there is none. */
export async function holdCall(tx: Tx, id: number): Promise<HeldCall | null> {
  const [row] = await tx<HeldCall[]>`
    select c.id, c.version, c.language, c.sought, c.currency, c.ceiling::text as ceiling, c.time_zone, c.questions, c.announced_at,
      c.cancelled_at, c.opens_at, c.closes_at, c.scored_by
    from pilot_call c where c.id = ${id} for update of c`;
  return row ?? null;
}

/**
 * One deed on a call: held, asked whether this reader may, done, told to all who look at it. Refuses not-found to those who prepare
 * none, and conflict where somebody has changed it since the form was opened (`version` null: a form that writes over nothing).
 */
export async function deedOnCall(
  sql: Sql,
  reader: Reader,
  { id, version }: { id: number; version: number | null },
  work: (tx: Tx, held: HeldCall) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdCall(tx, id);
    if (!held || !mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
    if (version !== null && version !== held.version) throw refuse('conflict', 'pilots:refusals.changed');
    await work(tx, held);
    if (version !== null) await tx`update pilot_call set version = version + 1 where id = ${id}`;
    await announce(tx, 'pilot.changed', { call: id });
  });
}

export function beside(field: string, key: string, values?: Record<string, string | number>) {
  return refuse('invalid', 'shared:errors.check-fields', values, { [field]: `pilots:mistakes.${key}` });
}

/** An amount that may be left empty; what is none is named in `fields`. */
export function amountTyped(typed: string, currency: Currency, field: string, fields: Record<string, string>) {
  if (typed.trim() === '') return null;
  const amount = readMoney(typed, currency);
  if (typeof amount === 'bigint') return amount;
  fields[field] = `pilots:mistakes.${amount === 'unreadable' ? 'money' : `money-${amount}`}`;
  return null;
}

export const instantDeed = 'pilot-call-instant';

/**
 * One deed for the next instant of a call, so that those who look are told, and reviewers asked. Nothing opens or closes by it, so
 * one of an instant that was moved away does no harm. Each has a key of its own: the one that is being done is taken out by its key.
 */
export async function plantInstant(tx: Tx, call: CallClock & { id: number }, now: Date): Promise<void> {
  const at = nextInstant(call, now);
  if (at) await putDue(tx, instantDeed, { call: call.id }, { at, key: `pilot-call:${call.id}:${at.getTime()}` });
}

/**
 * Asks each reviewer of a call who has something to score, and no others: what was handed in, is not decided and is no
 * organisation's of theirs. Called wherever that may have changed.
 */
export async function askReviewers(tx: Tx, call: HeldCall, now: Date): Promise<void> {
  if (callState(call, now) !== 'closed') {
    await finishTasks(tx, { key: scoreTask(call.id) });
    return;
  }
  const reviewers = await tx<{ person: number; waits: boolean }[]>`
    select r.person_id as person, exists (select from pilot i where i.call_id = ${call.id} and i.submitted_at is not null
      and i.outcome is null and not ${personHasPart(tx)}
      and not exists (select from pilot_review v where v.pilot_id = i.id and v.person_id = r.person_id
        and (v.submitted_at is not null or v.conflict_at is not null))) as waits
    from pilot_reviewer r join person x on x.id = r.person_id where r.call_id = ${call.id} order by r.person_id`;
  for (const { person, waits } of reviewers) {
    if (waits)
      await giveTask(tx, {
        personId: person,
        key: scoreTask(call.id),
        what: 'pilots:task.score',
        about: { call: call.id },
        place: `/pilots/calls/${call.id}`,
        dueAt: call.scoredBy,
      });
    else await finishTasks(tx, { key: scoreTask(call.id), personId: person });
  }
}

/** Asks those who speak for an organisation to hand its draft in, or ends that. */
export async function askToSubmit(
  tx: Tx,
  call: HeldCall,
  pilot: { id: number; organisationId: number; waits: boolean },
): Promise<void> {
  if (!pilot.waits) {
    await finishTasks(tx, { key: submitTask(pilot.id) });
    return;
  }
  const speakers = await tx<{ id: number }[]>`
    select person_id as id from organisation_role where organisation_id = ${pilot.organisationId} order by person_id`;
  for (const speaker of speakers)
    await giveTask(tx, {
      personId: speaker.id,
      key: submitTask(pilot.id),
      what: 'pilots:task.submit',
      about: { call: call.id },
      place: `/pilots/${pilot.id}/edit`,
      dueAt: call.closesAt,
    });
}

/** Drafts of a call: asked again by its new close, or not at all any more. */
export async function askForDrafts(tx: Tx, call: HeldCall, now: Date): Promise<void> {
  const drafts = await tx<{ id: number; organisationId: number }[]>`
    select id, organisation_id from pilot
    where call_id = ${call.id} and submitted_at is null and withdrawn_at is null order by id`;
  const waits = callState(call, now) === 'open';
  for (const draft of drafts) await askToSubmit(tx, call, { ...draft, waits });
}
