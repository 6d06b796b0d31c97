import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { finishTasks } from '../../tasks/commands.server';
import { isOfCommittee, membersSpokenFor } from '../committee';
import { yearBefore } from '../days';
import type { TickInput } from '../forms';
import { handoverOf, handoverTask, isDone, type Tick, whyNotTick } from '../handover';
import { holdCommittee, scheduleFrom, standingOf } from '../state.server';

/**
 * Ticks one thing of the handover for one's own side, with the day and the name of who did. Two who tick at once tick once. When a
 * side has ticked everything, nothing waits for its people any more. Refuses not-found, not-allowed, closed, and conflict where the
 * form was of another handover.
 */
export async function tickHandover(sql: Sql, reader: Reader, input: TickInput, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const state = await holdCommittee(tx, now);
    const today = dayOf(now);
    if (!isOfCommittee(reader, standingOf(state, today))) throw refuse('not-found', 'shared:errors.not-found');
    const handover = handoverOf(scheduleFrom(state, yearBefore(today)), today);
    if (handover?.day !== input.day) throw refuse('conflict', 'committee:refusals.other-handover');
    const spokenFor = membersSpokenFor(reader, { members: [handover.outgoing, handover.incoming] });
    const no = whyNotTick(handover, input.side, spokenFor, today);
    if (no) throw no;
    const [ticked] = await tx`
      insert into handover_tick (day, item, side, organisation_id, person_id, at)
      values (${input.day}, ${input.item}, ${input.side}, ${handover[input.side]}, ${reader.id}, ${now})
      on conflict do nothing returning item`;
    if (!ticked) return;
    const ticks = await tx<Tick[]>`select item, side from handover_tick where day = ${input.day}`;
    if (isDone(ticks, input.side)) {
      const people = await tx<{ personId: number }[]>`
        select person_id from organisation_role where organisation_id = ${handover[input.side]} order by person_id`;
      for (const { personId } of people) await finishTasks(tx, { key: handoverTask(handover).key, personId });
    }
    await announce(tx, 'committee.changed', {});
  });
}
