import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { peopleNamed } from '../people/named.server';
import { isSecretariat, type Reader } from '../people/person';
import { forgetActivity, setActivityRoles } from '../people/roles.server';
import { refuse } from '../shared/refusal';
import { slugOf } from '../shared/slug';
import { planReminders } from './calendar/reminders.server';
import { languageWays, stateOf, whyNotAnnounce, whyNotCancel, whyNotCapacity, whyNotMove } from './event';
import type { NewEventForm, TimesForm, WhatForm } from './forms-preparing';
import { deedOnEvent, raiseSequence } from './preparing-deed.server';
import { fillPlaces, readPlaces } from './registration/places.server';
import { rendered } from './texts.server';
import { timesTyped } from './times.server';

/**
 * Prepares an event, seen by nobody but its facilitators and the secretariat until it is announced. The text is that of one
 * language; other versions are added on the same screen. The same form sent twice, by its key `once`, leads to the event
 * that it has prepared.
 */
export async function prepareEvent(sql: Sql, reader: Reader | null, form: NewEventForm): Promise<number> {
  if (!isSecretariat(reader) || !reader) throw refuse('not-found', 'shared:errors.not-found');
  const times = timesTyped(form);
  return sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into event (slug, kind, language, series_id, region, readers, time_zone, starts_at, ends_at, registration_closes_at, venue,
        joining_url, joining_note, capacity, waiting_order, approval, survivor_speaks, created_by, once)
      values (${slugOf(form.title, 'event')}, ${form.kind}, ${form.language}, ${await seriesOf(tx, form)}, ${form.region}, ${form.readers},
        ${times.timeZone}, ${times.startsAt}, ${times.endsAt}, ${times.registrationClosesAt}, ${form.venue ?? ''}, ${form.joiningUrl},
        ${form.joiningNote ?? ''}, ${form.capacity}, ${form.waitingOrder}, ${form.approval || form.survivorSpeaks}, ${form.survivorSpeaks},
        ${reader.id}, ${form.once})
      on conflict (created_by, once) do nothing returning id`;
    if (!row) {
      const [before] = await tx<{ id: number }[]>`
        select id from event where created_by = ${reader.id} and once = ${form.once}`;
      return before!.id;
    }
    await putText(tx, row.id, form);
    await putAround(tx, row.id, form);
    await announce(tx, 'event.changed', { event: row.id });
    return row.id;
  }) as Promise<number>;
}

/**
 * Changes what an event is, but not when. `version` is that of the page that was filled in: where another change came first,
 * the later one is told, and what it typed stays in its form. A change that calendars hold raises the event's sequence.
 */
export async function changeEvent(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: WhatForm & { version: number },
  now = new Date(),
): Promise<void> {
  await deedOnEvent(sql, reader, id, form.version, async (tx, event) => {
    if (event.cancelledAt) throw refuse('closed', 'events:refusals.cancelled');
    const few = whyNotCapacity(form.capacity, (await readPlaces(tx, id)).taken);
    if (few) throw few;
    const before = await toldToCalendars(tx, id);
    await tx`
      update event set slug = case when language = ${form.language} then ${slugOf(form.title, 'event')} else slug end,
        kind = ${form.kind}, series_id = ${await seriesOf(tx, form)}, region = ${form.region}, readers = ${form.readers},
        venue = ${form.venue ?? ''}, capacity = ${form.capacity}, waiting_order = ${form.waitingOrder},
        approval = ${form.approval || form.survivorSpeaks}, survivor_speaks = ${form.survivorSpeaks},
        joining_url = case when ${form.noJoining} then '' when ${form.joiningUrl} = '' then joining_url else ${form.joiningUrl} end,
        joining_note = case when ${form.noJoining} then '' when ${form.joiningNote ?? ''} = '' then joining_note else ${form.joiningNote ?? ''} end
      where id = ${id}`;
    await putText(tx, id, form);
    await putAround(tx, id, form);
    if ((await toldToCalendars(tx, id)) !== before) await raiseSequence(tx, event);
    // More places than before are offered to those in line.
    await fillPlaces(tx, { ...event, capacity: form.capacity, waitingOrder: form.waitingOrder }, now);
    return 'event.changed';
  });
}

/** Announces: from now on its audience sees it, and it stands in the schedule. Someone has to facilitate it. */
export async function announceEvent(sql: Sql, reader: Reader | null, id: number, now: Date): Promise<void> {
  await deedOnEvent(sql, reader, id, null, async (tx, event) => {
    const no = whyNotAnnounce(event, now);
    if (no) throw no;
    const [facilitator] = await tx`
      select 1 from activity_role where activity = 'event' and activity_id = ${id} and role = 'facilitator' limit 1`;
    if (!facilitator) throw refuse('conflict', 'events:refusals.no-facilitator');
    await tx`update event set announced_at = ${now} where id = ${id}`;
    // Whoever speaks is reminded, also where nobody registers.
    await planReminders(tx, id, now);
    return 'event.announced';
  });
}

/**
 * Sets when an event is. Once it was announced its old time is kept and shown, and calendars are told; what has begun keeps
 * its beginning. Until then it is a draft that nobody was told of.
 */
export async function moveEvent(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: TimesForm & { version: number },
  now: Date,
): Promise<void> {
  await deedOnEvent(sql, reader, id, form.version, async (tx, event, by) => {
    const no = whyNotMove(event, now);
    if (no) throw no;
    const times = timesTyped(form);
    const moved = differs(times.startsAt, event.startsAt) || differs(times.endsAt, event.endsAt);
    if (event.announcedAt && moved) {
      const ended = times.endsAt <= now;
      const begun =
        differs(times.startsAt, event.startsAt) && (times.startsAt <= now || stateOf(event, now) === 'live');
      const fields = { ...(begun ? { starts: mistake('past') } : {}), ...(ended ? { ends: mistake('past') } : {}) };
      if (begun || ended) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
      await tx`
        insert into event_move (event_id, at, from_starts_at, from_ends_at, from_time_zone, by_person)
        values (${id}, clock_timestamp(), ${event.startsAt}, ${event.endsAt}, ${event.timeZone}, ${by.id})`;
    }
    await tx`
      update event set time_zone = ${times.timeZone}, starts_at = ${times.startsAt}, ends_at = ${times.endsAt},
        registration_closes_at = ${times.registrationClosesAt}
      where id = ${id}`;
    if (moved || times.timeZone !== event.timeZone) await raiseSequence(tx, event);
    return moved && event.announcedAt ? 'event.moved' : 'event.changed';
  });
}

/** Says that an announced event does not take place, and why. It stays where it was, so that nobody waits for it. */
export async function cancelEvent(
  sql: Sql,
  reader: Reader | null,
  id: number,
  { reason, version }: { reason: string; version: number },
  now: Date,
): Promise<void> {
  await deedOnEvent(sql, reader, id, version, async (tx, event) => {
    const no = whyNotCancel(event, now);
    if (no) throw no;
    await tx`update event set cancelled_at = ${now}, cancelled_reason = ${reason} where id = ${id}`;
    await raiseSequence(tx, event, 'CANCEL');
    return 'event.cancelled';
  });
}

/** Deletes an event that was never announced. Refuses closed once it was: then it is cancelled, and says so. */
export async function discardEvent(sql: Sql, reader: Reader | null, id: number, version: number): Promise<void> {
  await deedOnEvent(sql, reader, id, version, async (tx, event) => {
    if (event.announcedAt) throw refuse('closed', 'events:refusals.was-announced');
    await forgetActivity(tx, 'event', id);
    await tx`delete from event where id = ${id}`;
    return 'event.changed';
  });
}

function mistake(key: 'past'): string {
  return `events:refusals.${key}`;
}

function differs(a: Date, b: Date): boolean {
  return Number(a) !== Number(b);
}

/** What calendars hold of an event beside its times, as one text to be compared. */
async function toldToCalendars(tx: Tx, id: number): Promise<string> {
  const [row] = await tx<{ told: string }[]>`
    select jsonb_build_array(e.venue, e.joining_url, e.joining_note, e.survivor_speaks,
      (select jsonb_agg(jsonb_build_array(x.language, x.title, x.introduction) order by x.language) from event_text x where x.event_id = e.id))::text as told
    from event e where e.id = ${id}`;
  return row!.told;
}

async function putText(tx: Tx, id: number, form: WhatForm): Promise<void> {
  const introduction = rendered(form.introduction);
  await tx`
    insert into event_text (event_id, language, title, introduction, introduction_html)
    values (${id}, ${form.language}, ${form.title}, ${introduction.text}, ${introduction.html})
    on conflict (event_id, language) do update
    set title = excluded.title, introduction = excluded.introduction, introduction_html = excluded.introduction_html`;
}

/** What it is about, for whom, in which languages, and who runs it: each set whole. */
async function putAround(tx: Tx, id: number, form: WhatForm): Promise<void> {
  await tx`delete from event_theme where event_id = ${id}`;
  await tx`insert into event_theme (event_id, theme) select ${id}, t from unnest(${[...new Set(form.themes)]}::text[]) t`;
  await tx`delete from event_sector where event_id = ${id}`;
  await tx`insert into event_sector (event_id, sector) select ${id}, s from unnest(${[...new Set(form.sectors)]}::text[]) s`;
  await tx`delete from event_language where event_id = ${id}`;
  for (const how of languageWays) {
    await tx`
      insert into event_language (event_id, language, how) select ${id}, l, ${how} from unnest(${[...new Set(form[how])]}::text[]) l`;
  }
  await tx`delete from event_invitation where event_id = ${id}`;
  await tx`
    insert into event_invitation (event_id, organisation_id)
    select ${id}, o.id from organisation o where o.id = any(${form.invited}::bigint[])`;
  await setActivityRoles(tx, 'event', id, {
    facilitator: await peopleNamed(tx, form.facilitators, 'facilitators'),
    participant: [],
    observer: [],
  });
}

async function seriesOf(tx: Tx, form: WhatForm): Promise<number | null> {
  if (form.series === null) return null;
  const [series] = await tx<{ id: number }[]>`select id from event_series where id = ${form.series}`;
  if (series) return series.id;
  throw refuse('invalid', 'shared:errors.check-fields', undefined, { series: 'shared:errors.field' });
}
