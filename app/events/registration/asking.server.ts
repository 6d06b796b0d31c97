import type { Tx } from '../../../db/connect';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import type { EventRules } from '../event';

const taskKey = (eventId: number) => `registrations:${eventId}`;

/** Somebody waits for approval: those who decide have a task, until nobody waits any more. */
export async function askFacilitators(tx: Tx, event: Pick<EventRules, 'id' | 'startsAt'>): Promise<void> {
  const facilitators = await tx<{ personId: number }[]>`
    select person_id from activity_role where activity = 'event' and activity_id = ${event.id} and role = 'facilitator'
    order by person_id`;
  for (const { personId } of facilitators) {
    await giveTask(tx, {
      personId,
      key: taskKey(event.id),
      what: 'registration:task.decide',
      about: { event: event.id },
      place: `/events/${event.id}/participants?state=asking`,
      dueAt: event.startsAt,
    });
  }
}

/** Ends the task where nobody waits for a decision any more. */
export async function endAsking(tx: Tx, eventId: number): Promise<void> {
  const [asking] = await tx`select from registration where event_id = ${eventId} and state = 'asking' limit 1`;
  if (!asking) await finishTasks(tx, { key: taskKey(eventId) });
}
