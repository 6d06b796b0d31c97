import { stringify } from 'csv-stringify/sync';
import type { Db } from '../../../db/connect';
import { placeName } from '../../organisations/places';
import type { ActivityRole, Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { maySeeEvent, stateOf } from '../event';
import { type FoundEvent, type RuledEvent, ruledFrom, rulesColumns, tieColumns, whoIn } from '../queries/rules.server';
import { titleOf } from '../queries/visible.server';
import { type ListedState, listedStates, maySeeParticipants } from './registration';

export const listLength = 50;

/** Somebody on the list of those who facilitate. */
export interface Participant {
  id: number;
  name: string;
  organisation: string;
  sector: string;
  region: string;
  language: string;
  timeZone: string;
  state: ListedState;
  /** Of those who consented to be contacted, and of those about whom a decision waits. */
  email: string | null;
  consent: boolean;
  hasAccount: boolean;
  askedAt: string;
  offeredUntil: string | null;
  reason: string;
  joined: boolean;
  attended: boolean;
}

/** How many of one sector and region: those with a place, and those who were there. */
interface Cell {
  key: string;
  registered: number;
  attended: number;
}

export interface ParticipantList {
  event: RuledEvent & { title: string; titleLanguage: string };
  counts: Record<ListedState, number>;
  sectors: Cell[];
  regions: Cell[];
  joined: number;
  attended: number;
  total: number;
  participants: Participant[];
}

/** The event, for those who see who comes. For everybody else there is no list of participants. */
export async function readForList(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<ParticipantList['event']> {
  const [row] = await sql<
    (FoundEvent & {
      role: ActivityRole | null;
      invited: boolean;
      speaker: boolean;
      title: string;
      titleLanguage: string;
    })[]
  >`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, x.title, x.language as title_language
    from event e cross join ${titleOf(sql, language)} x where e.id = ${id}`;
  const event = row && ruledFrom(row);
  if (!event || !maySeeEvent(event, reader, event.tie) || !maySeeParticipants(event, whoIn(event, reader)))
    throw refuse('not-found', 'shared:errors.not-found');
  return event;
}

function participantJson(sql: Db) {
  return sql`jsonb_build_object('id', r.id, 'name', coalesce(p.name, r.name), 'organisation', r.organisation, 'sector', r.sector,
    'region', r.region, 'language', coalesce(p.language, r.language), 'timeZone', coalesce(p.time_zone, r.time_zone), 'state', r.state,
    'email', case when r.contact_consent_at is not null or r.state = 'asking' then coalesce(p.email, r.email) end,
    'consent', r.contact_consent_at is not null, 'hasAccount', r.person_id is not null, 'askedAt', r.asked_at,
    'offeredUntil', r.offered_until, 'reason', r.decided_reason, 'joined', r.joined_at is not null, 'attended', r.attended_at is not null)`;
}

/** One page of the list and all that is counted, in one statement after `readForList`. Refuses not-found beyond its end. */
export async function listParticipants(
  sql: Db,
  event: ParticipantList['event'],
  { state, page }: { state: ListedState | undefined; page: number },
): Promise<ParticipantList> {
  const of = sql`r.event_id = ${event.id} and r.state in ${sql(state ? [state] : [...listedStates])}`;
  const cells = (column: 'sector' | 'region') => sql`
    (select jsonb_agg(jsonb_build_object('key', c.key, 'registered', c.registered, 'attended', c.attended) order by c.registered desc, c.key)
      from (select ${sql(column)} as key, count(*) filter (where state = 'registered')::int as registered, count(attended_at)::int as attended
        from registration where event_id = ${event.id} and (state = 'registered' or attended_at is not null) group by 1) c)`;
  const [row] = await sql<
    {
      counts: Partial<Record<ListedState, number>> | null;
      sectors: Cell[] | null;
      regions: Cell[] | null;
      joined: number;
      attended: number;
      participants: Participant[] | null;
    }[]
  >`
    select
      (select jsonb_object_agg(s.state, s.n) from (select state, count(*)::int as n from registration
        where event_id = ${event.id} group by state) s) as counts,
      ${cells('sector')} as sectors, ${cells('region')} as regions,
      (select count(*)::int from registration where event_id = ${event.id} and state = 'registered' and joined_at is not null
        and attended_at is null) as joined,
      (select count(*)::int from registration where event_id = ${event.id} and attended_at is not null) as attended,
      (select jsonb_agg(l.one order by l.place_order) from (
        select ${participantJson(sql)} as one, r.place_order from registration r left join person p on p.id = r.person_id
        where ${of} order by r.place_order limit ${listLength} offset ${(page - 1) * listLength}) l) as participants`;
  const counts = Object.fromEntries(listedStates.map((s) => [s, row!.counts?.[s] ?? 0])) as Record<ListedState, number>;
  if (!row!.participants && page > 1) throw refuse('not-found', 'shared:errors.not-found');
  return {
    event,
    counts,
    sectors: row!.sectors ?? [],
    regions: row!.regions ?? [],
    joined: row!.joined,
    attended: row!.attended,
    total: state ? counts[state] : Object.values(counts).reduce((all, n) => all + n, 0),
    participants: row!.participants ?? [],
  };
}

/** The page of the list, as plain data. */
export async function loadParticipants(
  sql: Db,
  reader: Reader,
  id: number,
  asked: {
    state?: ListedState | undefined;
    view?: 'attendance' | undefined;
    page: number;
    language: string;
    now: Date;
  },
) {
  const event = await readForList(sql, reader, id, asked.language);
  const begun = event.announcedAt !== null && event.cancelledAt === null && asked.now >= event.startsAt;
  const view = asked.view && begun ? asked.view : null;
  const state = view ? 'registered' : asked.state;
  const list = await listParticipants(sql, event, { state, page: asked.page });
  const named = (cells: Cell[]) => cells.map((c) => ({ ...c, name: placeName(c.key, asked.language) }));
  return {
    event: {
      id: event.id,
      path: `/events/${event.id}/${event.slug}`,
      title: event.title,
      titleLanguage: event.titleLanguage,
      timeZone: event.timeZone,
      survivorSpeaks: event.survivorSpeaks,
      capacity: event.capacity,
      state: stateOf(event, asked.now),
    },
    view,
    begun,
    state: state ?? null,
    page: asked.page,
    pages: Math.max(1, Math.ceil(list.total / listLength)),
    counts: list.counts,
    joined: list.joined,
    attended: list.attended,
    sectors: list.sectors,
    regions: named(list.regions),
    participants: list.participants.map((p) => ({ ...p, region: placeName(p.region, asked.language) })),
  };
}

export type ParticipantsData = Awaited<ReturnType<typeof loadParticipants>>;

/** The whole list as comma-separated values; an address stands in it where its owner consented to be contacted. */
export async function participantsCsv(sql: Db, reader: Reader, id: number, language: string): Promise<string> {
  const event = await readForList(sql, reader, id, language);
  const rows = await sql<{ one: Participant }[]>`
    select ${participantJson(sql)} as one from registration r left join person p on p.id = r.person_id
    where r.event_id = ${event.id} and r.state in ${sql([...listedStates])} order by r.place_order`;
  const columns = [
    'name',
    'organisation',
    'sector',
    'region',
    'language',
    'timeZone',
    'state',
    'askedAt',
    'consent',
    'email',
    'joined',
    'attended',
  ];
  return stringify(
    rows.map(({ one }) => ({
      ...one,
      email: one.consent ? one.email : '',
      consent: said(one.consent),
      joined: said(one.joined),
      attended: said(one.attended),
    })),
    { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true },
  );
}

function said(yes: boolean): string {
  return yes ? 'yes' : 'no';
}
