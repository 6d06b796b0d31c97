import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { regionOf, world } from '../organisations/places';
import { withdraw } from './registration/changing.server';
import type { Held } from './registration/holder.server';
import { lockEvent, registrationsChanged, tellPlace } from './registration/places.server';

/**
 * Gives a place at a meeting of the Steering Committee to everybody who speaks for a member: they need not ask for it. Each gets the
 * mail with the calendar entry and the joining link that whoever registers gets. Whoever has a place, or gave it back, keeps it so.
 */
export async function registerMembers(tx: Tx, event: number, organisations: number[], now: Date): Promise<void> {
  const people = await tx<
    {
      id: number;
      email: string;
      name: string;
      language: string;
      timeZone: string;
      organisation: string;
      sector: string;
      region: string;
    }[]
  >`
    select distinct on (p.id) p.id, p.email, p.name, p.language, p.time_zone, o.name as organisation, o.sector, o.region
    from organisation_role r join person p on p.id = r.person_id join organisation o on o.id = r.organisation_id
    where r.organisation_id = any(${organisations}::bigint[]) and p.state = 'active'
      and not exists (select from registration g where g.event_id = ${event} and (g.person_id = p.id or g.email = p.email))
    order by p.id`;
  for (const p of people) {
    const [row] = await tx<{ id: number }[]>`
      insert into registration (event_id, email, person_id, name, organisation, sector, region, language, time_zone, state, asked_at, state_at,
        place_order, by_mail)
      values (${event}, ${p.email}, ${p.id}, ${p.name}, ${p.organisation}, ${p.sector},
        ${regionOf(p.region as Parameters<typeof regionOf>[0]) ?? world}, ${p.language}, ${p.timeZone}, 'registered', ${now}, ${now},
        nextval('registration_order'), false)
      returning id`;
    await tellPlace(tx, row!.id);
  }
  if (people.length > 0) await registrationsChanged(tx, event);
}

/** A new member is invited to the meetings that were called before it came, from its first day on (ISO date). */
export async function inviteMemberToMeetings(tx: Tx, organisation: number, fromDay: string, now: Date): Promise<void> {
  const meetings = await tx<{ id: number }[]>`
    insert into event_invitation (event_id, organisation_id)
    select e.id, ${organisation} from event e where e.kind = 'committee-meeting' and e.readers = 'invited' and e.cancelled_at is null
      and e.announced_at is not null and e.ends_at > ${now} and e.starts_at >= ${fromDay}::date::timestamp at time zone 'UTC'
    on conflict do nothing returning event_id as id`;
  for (const { id } of meetings) {
    await registerMembers(tx, id, [organisation], now);
    await announce(tx, 'event.changed', { event: id });
  }
}

/** Who has ceased to be a member is not invited to what comes after its last day (ISO date), and its people have no place there. */
export async function uninviteMemberFromMeetings(
  tx: Tx,
  organisation: number,
  lastDay: string,
  now: Date,
): Promise<void> {
  const meetings = await tx<{ id: number }[]>`
    delete from event_invitation i using event e where e.id = i.event_id and i.organisation_id = ${organisation}
      and e.kind = 'committee-meeting' and e.starts_at > ${now}
      and e.starts_at >= (${lastDay}::date + 1)::timestamp at time zone 'UTC'
    returning e.id`;
  for (const { id } of meetings) {
    const event = await lockEvent(tx, id, null);
    const places = await tx<Held[]>`
      select g.* from registration g where g.event_id = ${id} and g.state not in ('withdrawn', 'declined')
        and exists (select from organisation_role r where r.person_id = g.person_id and r.organisation_id = ${organisation})
        and not exists (select from organisation_role r join event_invitation i on i.organisation_id = r.organisation_id
          where r.person_id = g.person_id and i.event_id = ${id})
      order by g.id`;
    for (const place of event ? places : []) await withdraw(tx, event!, place, now);
    await registrationsChanged(tx, id);
    await announce(tx, 'event.changed', { event: id });
  }
}
