import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import type { ActivityRole } from './person';

export type Activity = 'discussion' | 'event' | 'consultation';

/**
 * Sets who has which role on one activity, whole: whoever is not named has none any more. Facilitating wins over
 * taking part, and taking part over observing, where someone is named twice. Tells each person whose role changed.
 */
export async function setActivityRoles(
  tx: Tx,
  activity: Activity,
  id: number,
  people: Record<ActivityRole, number[]>,
): Promise<void> {
  const wanted = new Map<number, ActivityRole>();
  for (const role of ['observer', 'participant', 'facilitator'] as const)
    for (const person of people[role]) wanted.set(person, role);
  const before = await tx<{ personId: number; role: ActivityRole }[]>`
    select person_id, role from activity_role where activity = ${activity} and activity_id = ${id}`;
  const changed = new Set<number>();
  for (const { personId, role } of before) {
    if (wanted.get(personId) === role) wanted.delete(personId);
    else {
      changed.add(personId);
      await tx`delete from activity_role where activity = ${activity} and activity_id = ${id} and person_id = ${personId}`;
    }
  }
  for (const [personId, role] of wanted) {
    const put = await tx`
      insert into activity_role (activity, activity_id, person_id, role)
      select ${activity}, ${id}, p.id, ${role} from person p where p.id = ${personId} and p.state = 'active'
      returning 1`;
    if (put.length > 0) changed.add(personId);
  }
  for (const person of changed) await announce(tx, 'person.access-changed', { person });
}

/** Takes away every role on an activity that is no more, and what open invitations say of it. Tells whose role went. */
export async function forgetActivity(tx: Tx, activity: Activity, id: number): Promise<void> {
  await setActivityRoles(tx, activity, id, { facilitator: [], participant: [], observer: [] });
  await tx`
    update invitation set activity = null, activity_id = null, activity_role = null
    where activity = ${activity} and activity_id = ${id} and accepted_at is null`;
}
