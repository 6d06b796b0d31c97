import { renderText } from '../../app/shared/rich-text/render.server';
import type { Tx } from '../connect';
import { events, instantAgo, instantOf, people, type SeedEvent, series } from './world';

type Ids = Map<string, number>;

interface World {
  organisationIds: Ids;
  personIds: Ids;
  now: Date;
}

const hour = 3_600_000;

/** The invented events, past, going on and to come, with their series; ids by key, for what others put beside them. */
export async function putEvents(tx: Tx, world: World): Promise<Ids> {
  const by = world.personIds.get('nadia.d')!;
  const seriesIds: Ids = new Map();
  for (const s of series) {
    const [row] = await tx<{ id: number }[]>`
      insert into event_series (slug, language, created_by) values (${s.key}, ${s.language}, ${by}) returning id`;
    seriesIds.set(s.key, row!.id);
    for (const [language, title] of Object.entries(s.title)) {
      const introduction = s.introduction[language as keyof typeof s.introduction] ?? '';
      await tx`
        insert into event_series_text (series_id, language, title, introduction, introduction_html)
        values (${row!.id}, ${language}, ${title}, ${introduction}, ${html(introduction)})`;
    }
  }
  const ids: Ids = new Map();
  for (const e of events) ids.set(e.key, await putEvent(tx, e, by, seriesIds, world));
  return ids;
}

async function putEvent(tx: Tx, e: SeedEvent, by: number, seriesIds: Ids, world: World): Promise<number> {
  const { now, organisationIds, personIds } = world;
  const starts = e.starts === 'now' ? fullHourBefore(now) : instantOf(e.starts, e.timeZone, now);
  const lasts = e.minutes * 60_000;
  const announced = e.announced && instantAgo(e.announced, now);
  const [row] = await tx<{ id: number }[]>`
    insert into event (slug, series_id, kind, language, time_zone, starts_at, ends_at, region, readers, venue, joining_url, capacity,
      waiting_order, survivor_speaks, approval, sequence, announced_at, cancelled_at, cancelled_reason, created_by, created_at, changed_at)
    values (${e.key}, ${e.series ? seriesIds.get(e.series)! : null}, ${e.kind}, ${e.language}, ${e.timeZone}, ${starts},
      ${new Date(Number(starts) + lasts)}, ${e.region}, ${e.readers}, ${e.venue ?? ''}, ${e.joining ?? ''}, ${e.capacity ?? null},
      ${e.balance ? 'balance' : 'in-order'}, ${e.survivorSpeaks ?? false}, ${e.survivorSpeaks ?? false}, ${e.movedFrom || e.cancelled ? 1 : 0},
      ${announced}, ${e.cancelled ? instantAgo(e.cancelled.ago, now) : null}, ${e.cancelled?.reason ?? ''}, ${by},
      ${announced ?? now}, ${instantAgo(e.cancelled?.ago ?? e.movedFrom?.moved ?? e.announced ?? {}, now)})
    returning id`;
  const id = row!.id;
  for (const [language, title] of Object.entries(e.title)) {
    const introduction = e.introduction[language as keyof typeof e.introduction] ?? '';
    await tx`
      insert into event_text (event_id, language, title, introduction, introduction_html)
      values (${id}, ${language}, ${title}, ${introduction}, ${html(introduction)})`;
  }
  for (const theme of e.themes) await tx`insert into event_theme (event_id, theme) values (${id}, ${theme})`;
  for (const sector of e.sectors ?? []) await tx`insert into event_sector (event_id, sector) values (${id}, ${sector})`;
  for (const [language, how] of e.languages)
    await tx`insert into event_language (event_id, language, how) values (${id}, ${language}, ${how})`;
  for (const key of e.invited ?? [])
    await tx`insert into event_invitation (event_id, organisation_id) values (${id}, ${organisationIds.get(key)!})`;
  for (const key of e.facilitators) {
    await tx`
      insert into activity_role (activity, activity_id, person_id, role) values ('event', ${id}, ${personIds.get(key)!}, 'facilitator')`;
  }
  await putSpeakers(tx, id, e, personIds);
  for (const [i, m] of (e.materials ?? []).entries()) {
    await tx`
      insert into event_material (event_id, position, kind, title, language, note, url, added_by)
      values (${id}, ${i + 1}, ${m.kind}, ${m.title}, ${m.language}, ${m.note ?? ''}, ${m.url}, ${by})`;
  }
  if (e.movedFrom) {
    const from = instantOf(e.movedFrom.starts, e.timeZone, now);
    await tx`
      insert into event_move (event_id, at, from_starts_at, from_ends_at, from_time_zone, by_person)
      values (${id}, ${instantAgo(e.movedFrom.moved, now)}, ${from}, ${new Date(Number(from) + lasts)}, ${e.timeZone}, ${by})`;
  }
  return id;
}

async function putSpeakers(tx: Tx, event: number, e: SeedEvent, personIds: Ids): Promise<void> {
  for (const [i, s] of e.speakers.entries()) {
    const name = s.person ? people.find((p) => p.key === s.person)!.name : (s.name ?? '');
    const [row] = await tx<{ id: number }[]>`
      insert into event_speaker (event_id, position, name, organisation, person_id, listed)
      values (${event}, ${i + 1}, ${name}, ${s.organisation}, ${s.person ? personIds.get(s.person)! : null}, ${!s.unlisted}) returning id`;
    for (const [language, biography] of Object.entries(s.biography ?? {})) {
      await tx`
        insert into event_speaker_text (speaker_id, language, biography, biography_html)
        values (${row!.id}, ${language}, ${biography}, ${html(biography)})`;
    }
  }
}

function fullHourBefore(now: Date): Date {
  return new Date(Math.floor((Number(now) - hour / 2) / hour) * hour);
}

function html(text: string): string {
  return text ? renderText(text, { headingBase: 2 }).html : '';
}
