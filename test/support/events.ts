import type { EventKind, EventReaders, WaitingOrder } from '../../app/events/event';
import type { Sql } from '../../db/connect';
import { aPerson, type SomePerson } from './people';

const hour = 3_600_000;

export interface SomeEvent {
  id: number;
  slug: string;
  path: string;
  startsAt: Date;
  endsAt: Date;
  facilitator: SomePerson;
}

/** An event straight into the tables. Times are hours from now; by default it is public, announced and begins in ten days. */
export async function anEvent(
  sql: Sql,
  values: {
    title?: string;
    kind?: EventKind;
    readers?: EventReaders;
    starts?: number;
    ends?: number;
    timeZone?: string;
    capacity?: number | null;
    waitingOrder?: WaitingOrder;
    /** Hours from now at which registration closes. */
    closes?: number;
    approval?: boolean;
    survivorSpeaks?: boolean;
    announced?: boolean;
    cancelled?: boolean;
    joiningUrl?: string;
    joiningNote?: string;
    invited?: number[];
    speaker?: number;
    now?: Date;
  } = {},
): Promise<SomeEvent> {
  const now = (values.now ?? new Date()).getTime();
  const at = (hours: number) => new Date(now + hours * hour);
  const startsAt = at(values.starts ?? 240);
  const endsAt = at(values.ends ?? (values.starts ?? 240) + 2);
  const maker = await aPerson(sql, { secretariat: true });
  const [row] = await sql<{ id: number; slug: string }[]>`
    insert into event (slug, kind, language, time_zone, starts_at, ends_at, readers, capacity, waiting_order, registration_closes_at,
      survivor_speaks, approval, announced_at, cancelled_at, joining_url, joining_note, created_by)
    values ('a-seminar', ${values.kind ?? 'web-seminar'}, 'en', ${values.timeZone ?? 'Africa/Nairobi'}, ${startsAt}, ${endsAt},
      ${values.readers ?? 'public'}, ${values.capacity ?? null}, ${values.waitingOrder ?? 'in-order'},
      ${values.closes === undefined ? null : at(values.closes)}, ${values.survivorSpeaks ?? false},
      ${values.approval ?? values.survivorSpeaks ?? false}, ${values.announced === false ? null : at(-48)},
      ${values.cancelled ? at(-1) : null}, ${values.joiningUrl ?? ''}, ${values.joiningNote ?? ''}, ${maker.id})
    returning id, slug`;
  const { id, slug } = row!;
  await sql`
    insert into event_text (event_id, language, title) values (${id}, 'en', ${values.title ?? 'A seminar on recruitment (invented)'})`;
  for (const organisation of values.invited ?? [])
    await sql`insert into event_invitation (event_id, organisation_id) values (${id}, ${organisation})`;
  if (values.speaker) {
    await sql`
      insert into event_speaker (event_id, position, name, person_id) values (${id}, 1, 'Speaker Demonstration', ${values.speaker})`;
  }
  const facilitator = await aPerson(sql, { name: 'Facilitator Demonstration' });
  await facilitates(sql, id, facilitator.id);
  return { id, slug, path: `/events/${id}/${slug}`, startsAt, endsAt, facilitator };
}

export async function facilitates(sql: Sql, event: number, person: number): Promise<void> {
  await sql`
    insert into activity_role (activity, activity_id, person_id, role) values ('event', ${event}, ${person}, 'facilitator')`;
}

/** Somebody without an account who has registered for an event, straight into the table; by default confirmed, with consent. */
export async function aGuest(
  sql: Sql,
  event: number,
  email: string,
  values: { consent?: boolean; state?: string; sector?: string; region?: string; language?: string; asked?: Date } = {},
): Promise<number> {
  const { consent = true, state = 'registered', sector = 'media', region = '150', language = 'en' } = values;
  const [row] = await sql<{ id: number }[]>`
    insert into registration (event_id, email, name, sector, region, language, time_zone, state, contact_consent_at, asked_at,
      place_order, by_mail, offered_until)
    values (${event}, ${email}, 'Guest Demonstration', ${sector}, ${region}, ${language}, 'UTC', ${state},
      ${consent ? new Date() : null}, ${values.asked ?? new Date()},
      ${state === 'unconfirmed' ? null : sql`nextval('registration_order')`}, true,
      ${state === 'offered' ? sql`now() + interval '1 day'` : null})
    returning id`;
  return row!.id;
}
