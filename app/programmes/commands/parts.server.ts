import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { addIndicator, changeIndicator, recordValue, removeIndicator } from '../../indicators/commands.server';
import type { IndicatorInput, ValueInput } from '../../indicators/forms';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ActivityInput, LessonInput, PhaseInput, ReportInput, ResultInput, RiskInput } from '../forms';
import { type Result, whyNotRemove, whyNotResult } from '../framework';
import { limits, type Part, whyNotSpan } from '../programme';
import { removeLine } from './budgeting.server';
import { change, type Held, holdItem, type Item, mustBePartner, mustFit } from './deed.server';
import { amountOrNothing } from './preparing.server';
import { commitActivity, removeActivity } from './standing.server';

/** An item that is there, as its form was opened; or the key of a new one. */
export type Which = { id: number; version: number } | { once: string };

export interface Place {
  programme: number;
  now: Date;
}

/** Holds what is changed, or sees that one more fits; then writes. */
async function put(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  { part, item, which }: { part: Part; item: Item; which: Which },
  write: (tx: Tx, held: Held) => Promise<void>,
): Promise<void> {
  await change(sql, reader, { id: programme, part, now }, async (tx, held) => {
    if ('id' in which) await holdItem(tx, item, held, which.id, which.version);
    else await mustFit(tx, item, held, limits.items);
    await write(tx, held);
  });
}

export async function putActivity(
  sql: Sql,
  reader: Reader,
  place: Place,
  which: Which,
  input: ActivityInput,
): Promise<void> {
  await put(sql, reader, place, { part: 'activities', item: 'activity', which }, async (tx, held) => {
    const no = whyNotSpan(input.startsOn, input.endsOn);
    if (no) throw no;
    mustBePartner(held, 'organisation', input.organisation);
    for (const other of input.others) mustBePartner(held, 'others', other);
    const { title, body, aim, organisation, startsOn, endsOn } = input;
    const [row] =
      'id' in which
        ? await tx<{ id: number }[]>`
          update programme_activity set title = ${title}, body = ${body}, aim = ${aim}, organisation_id = ${organisation},
            starts_on = ${startsOn}, ends_on = ${endsOn}, version = version + 1 where id = ${which.id} returning id`
        : await tx<{ id: number }[]>`
          insert into programme_activity (programme_id, title, body, aim, organisation_id, starts_on, ends_on, once)
          values (${held.id}, ${title}, ${body}, ${aim}, ${organisation}, ${startsOn}, ${endsOn}, ${which.once})
          on conflict (once) do nothing returning id`;
    if (!row) return;
    await tx`delete from programme_activity_actor where activity_id = ${row.id}`;
    for (const other of new Set(input.others.filter((o) => o !== organisation)))
      await tx`insert into programme_activity_actor (activity_id, organisation_id) values (${row.id}, ${other})`;
    await commitActivity(tx, held, row.id, reader, place.now);
  });
}

async function resultsOf(tx: Tx, programme: number): Promise<Result[]> {
  return tx<
    Result[]
  >`select id, kind, parent_id, title from programme_result where programme_id = ${programme} order by id`;
}

export async function putResult(
  sql: Sql,
  reader: Reader,
  place: Place,
  which: Which,
  input: ResultInput,
): Promise<void> {
  await put(sql, reader, place, { part: 'framework', item: 'result', which }, async (tx, held) => {
    const id = 'id' in which ? which.id : null;
    const parentId = input.kind === 'outcome' ? null : input.parentId;
    const no = whyNotResult({ id, kind: input.kind, parentId }, await resultsOf(tx, held.id));
    if (no) throw no;
    if ('id' in which)
      await tx`
        update programme_result set kind = ${input.kind}, parent_id = ${parentId}, title = ${input.title}, version = version + 1
        where id = ${which.id}`;
    else
      await tx`
        insert into programme_result (programme_id, kind, parent_id, title, once)
        values (${held.id}, ${input.kind}, ${parentId}, ${input.title}, ${which.once}) on conflict (once) do nothing`;
  });
}

const kind = 'programme-result';

/** Of the programme's results, an indicator by which one of them is known. */
export async function putIndicator(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  which: Which,
  input: IndicatorInput,
): Promise<void> {
  await change(sql, reader, { id: programme, part: 'framework', now }, async (tx, held) => {
    const subjects = (await resultsOf(tx, held.id)).map((r) => r.id);
    if ('id' in which) return changeIndicator(tx, { kind, subjects }, which.id, which.version, input);
    const [count] = await tx<{ n: number }[]>`
      select count(*)::int as n from indicator where subject_kind = ${kind} and subject_id = any(${subjects}::bigint[])`;
    if (count!.n >= limits.items) throw refuse('too-much', 'programmes:refusals.too-many');
    return addIndicator(tx, reader, { kind, subjects }, input, which.once);
  });
}

/** A value of a day. After the programme was closed too: what lasts is measured then. */
export async function putValue(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  indicator: number,
  once: string,
  input: ValueInput,
): Promise<void> {
  await change(sql, reader, { id: programme, part: 'reports', now }, async (tx, held) => {
    const subjects = (await resultsOf(tx, held.id)).map((r) => r.id);
    await recordValue(tx, reader, { kind, subjects }, indicator, input, once, now);
  });
}

export async function putRisk(sql: Sql, reader: Reader, place: Place, which: Which, input: RiskInput): Promise<void> {
  await put(sql, reader, place, { part: 'risks', item: 'risk', which }, async (tx, held) => {
    mustBePartner(held, 'organisation', input.organisation);
    const { title, likelihood, harm, answer, organisation } = input;
    if ('id' in which)
      await tx`
        update programme_risk set title = ${title}, likelihood = ${likelihood}, harm = ${harm}, answer = ${answer},
          organisation_id = ${organisation}, version = version + 1 where id = ${which.id}`;
    else
      await tx`
        insert into programme_risk (programme_id, title, likelihood, harm, answer, organisation_id, once)
        values (${held.id}, ${title}, ${likelihood}, ${harm}, ${answer}, ${organisation}, ${which.once}) on conflict (once) do nothing`;
  });
}

export async function putPhase(sql: Sql, reader: Reader, place: Place, which: Which, input: PhaseInput): Promise<void> {
  await put(sql, reader, place, { part: 'phases', item: 'phase', which }, async (tx, held) => {
    const no = whyNotSpan(input.startsOn, input.endsOn);
    if (no) throw no;
    const { title, startsOn, endsOn, funding } = input;
    if ('id' in which)
      await tx`
        update programme_phase set title = ${title}, starts_on = ${startsOn}, ends_on = ${endsOn}, funding = ${funding}, version = version + 1
        where id = ${which.id}`;
    else
      await tx`
        insert into programme_phase (programme_id, title, starts_on, ends_on, funding, once)
        values (${held.id}, ${title}, ${startsOn}, ${endsOn}, ${funding}, ${which.once}) on conflict (once) do nothing`;
  });
}

export async function putReport(
  sql: Sql,
  reader: Reader,
  place: Place,
  which: Which,
  input: ReportInput,
): Promise<void> {
  await put(sql, reader, place, { part: 'reports', item: 'report', which }, async (tx, held) => {
    const no = whyNotSpan(input.startsOn, input.endsOn);
    if (no) throw no;
    const amount = amountOrNothing(input.spent, held, 'spent');
    const spent = amount === null ? null : String(amount);
    if ('id' in which)
      await tx`
        update programme_report set starts_on = ${input.startsOn}, ends_on = ${input.endsOn}, body = ${input.body}, spent = ${spent}::bigint,
          version = version + 1 where id = ${which.id}`;
    else {
      const written = await tx`
        insert into programme_report (programme_id, starts_on, ends_on, body, spent, written_by, written_at, once)
        values (${held.id}, ${input.startsOn}, ${input.endsOn}, ${input.body}, ${spent}::bigint, ${reader.id}, ${place.now}, ${which.once})
        on conflict (once) do nothing returning id`;
      if (written.length > 0) await announce(tx, 'programme.reported', { programme: held.id, by: reader.id });
    }
  });
}

export async function putLesson(
  sql: Sql,
  reader: Reader,
  place: Place,
  which: Which,
  input: LessonInput,
): Promise<void> {
  await put(sql, reader, place, { part: 'lessons', item: 'lesson', which }, async (tx, held) => {
    if ('id' in which)
      await tx`
        update programme_lesson set title = ${input.title}, body = ${input.body}, version = version + 1 where id = ${which.id}`;
    else {
      const written = await tx`
        insert into programme_lesson (programme_id, title, body, written_by, written_at, once)
        values (${held.id}, ${input.title}, ${input.body}, ${reader.id}, ${place.now}, ${which.once})
        on conflict (once) do nothing returning id`;
      if (written.length > 0) await announce(tx, 'programme.reported', { programme: held.id, by: reader.id });
    }
  });
}

/** Removes an item as its form was opened. A result goes once nothing hangs on it; a line of activity leaves its money behind. */
export async function removeItem(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  { part, item, id, version }: { part: Part; item: Item | 'indicator'; id: number; version: number },
): Promise<void> {
  await change(sql, reader, { id: programme, part, now }, async (tx, held) => {
    if (item === 'indicator') {
      const subjects = (await resultsOf(tx, held.id)).map((r) => r.id);
      return removeIndicator(tx, { kind, subjects }, id, version);
    }
    await holdItem(tx, item, held, id, version);
    if (item === 'result') {
      const measured = await tx<{ subjectId: number }[]>`
        select subject_id from indicator where subject_kind = ${kind} and subject_id = ${id}`;
      const no = whyNotRemove(id, await resultsOf(tx, held.id), measured);
      if (no) throw no;
      await tx`delete from programme_result where id = ${id}`;
    } else if (item === 'activity') await removeActivity(tx, id);
    else if (item === 'line') await removeLine(tx, id);
    else if (item === 'phase') await tx`delete from programme_phase where id = ${id}`;
    else if (item === 'risk') await tx`delete from programme_risk where id = ${id}`;
    else if (item === 'report') await tx`delete from programme_report where id = ${id}`;
    else await tx`delete from programme_lesson where id = ${id}`;
  });
}
