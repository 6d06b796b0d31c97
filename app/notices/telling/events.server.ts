import type { Tx } from '../../../db/connect';
import { defaultLevels, type Happening } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, note, tell } from './audience.server';

const kinds: Record<string, Happening> = {
  'event.announced': 'event-announced',
  'event.changed': 'event-changed',
  'event.moved': 'event-moved',
  'event.cancelled': 'event-cancelled',
  'event.materials-changed': 'event-materials',
  'event.agenda-sent': 'event-agenda',
};
/** Of these, people who are registered have a mail for their calendar. */
const inCalendars = new Set<Happening>(['event-changed', 'event-moved', 'event-cancelled']);

/** What happens to events: each time it does, so the number of what was announced is its name. */
export async function tellEvents(tx: Tx, untold: Untold[], now: Date): Promise<void> {
  const registrations = untold.filter((u) => u.what === 'event.registrations-changed').map((u) => Number(u.ids.event));
  if (registrations.length > 0) await followByRegistering(tx, [...new Set(registrations)]);
  for (const { id, what, ids } of untold) {
    const kind = kinds[what];
    if (kind) await tellEvent(tx, kind, Number(ids.event), id, now);
  }
}

async function tellEvent(tx: Tx, kind: Happening, event: number, subject: number, now: Date): Promise<void> {
  const of = { activity: 'event', kind } as const;
  await note(tx, of, [{ activityId: event, subjectId: subject }]);
  const concerned = await tx<(Concerned & { registered: boolean })[]>`
    select f.person_id, ${subject}::bigint as subject_id, e.id as activity_id, 'follow' as why, f.level, x.email, x.language,
      exists (select from registration r where r.event_id = e.id and r.person_id = x.id and r.state = 'registered') as registered
    from event e join follow f on f.activity = 'event' and f.activity_id = e.id
    join person x on x.id = f.person_id and x.state = 'active'
    where e.id = ${event} and e.announced_at is not null and ${seenByPerson(tx)}`;
  await tell(tx, of, concerned, now, (c) => inCalendars.has(kind) && (c as (typeof concerned)[number]).registered);
}

/** `maySeeEvent` for `person x`, who is active, and `event e`, which was announced. */
function seenByPerson(tx: Tx) {
  return tx`(x.secretariat or e.readers in ('public', 'registered')
    or exists (select from activity_role r where r.activity = 'event' and r.activity_id = e.id and r.person_id = x.id)
    or exists (select from event_invitation i where i.event_id = e.id and i.organisation_id = x.organisation_id)
    or exists (select from event_speaker s where s.event_id = e.id and s.person_id = x.id))`;
}

/** Who has asked for a place follows the event from then on, as they have set for that; a choice of theirs stays. */
async function followByRegistering(tx: Tx, events: number[]): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct r.person_id, 'event', r.event_id, coalesce(s.registering, ${defaultLevels.registering}), false
    from registration r left join notice_setting s on s.person_id = r.person_id
    where r.event_id = any(${events}::bigint[]) and r.person_id is not null and r.state in ('registered', 'waiting', 'offered', 'asking')
    on conflict do nothing`;
}
