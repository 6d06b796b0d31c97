import type { Db } from '../../../db/connect';
import type { EventRules } from '../../events/event';
import { type Comer, isGuest, readerOf } from '../../events/live/guest';
import { placeOf } from '../../events/live/guests.server';
import {
  ruledFrom as eventRuledFrom,
  rulesColumns as eventRulesColumns,
  tieColumns as eventTieColumns,
} from '../../events/queries/rules.server';
import { titleOf } from '../../events/queries/visible.server';
import { ownedBy } from '../../events/registration/holder.server';
import { type ActivityRole, isActive } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type ConsultationPart, type ConsultationRules, type ConsultationTie, mayTakePart } from '../consultation';
import { phasesFrom, rulesColumns, tieColumns } from '../queries/rules.server';
import { type Led, mayLead, maySee, type Session } from './session';
import type { SessionHead } from './views';

/** Who somebody is beside a session: by their account or, where they come by the link of a mail, by that registration alone. */
export interface Here {
  person: number | null;
  /** By which their answers to polls count; an account's where it registered by mail before. */
  registration: number | null;
}

/** A session as its rules see it, with what ties the reader to it. */
export interface RuledSession extends Session {
  /** Null for visitors. */
  here: Here | null;
  event: EventRules & { slug: string };
  consultation: ConsultationRules & { slug: string; parts: ConsultationPart[]; tie: ConsultationTie };
  part: ConsultationPart;
  head: SessionHead;
}

interface Row extends EventRules {
  slug: string;
  role: ActivityRole | null;
  invited: boolean;
  speaker: boolean;
  place: { id: number; byMail: boolean } | null;
  guest: { id: number } | null;
  title: string;
  titleLanguage: string;
  consultation: Record<string, unknown> | null;
  consultationTitle: { title: string; language: string } | null;
  led: (Omit<Led, 'startedAt' | 'endedAt' | 'currentSince'> & Record<string, string | null>) | null;
}

/**
 * What the rules need, in one query. Throws not-found where the event is no session of a consultation, and where the reader
 * may not see the one or the other. Of two consultations that share it, the later: it is the one that asks now.
 */
export async function readSession(
  sql: Db,
  comer: Comer,
  event: number,
  language = 'en',
  now = new Date(),
): Promise<RuledSession> {
  const reader = readerOf(comer);
  const [row] = await sql<Row[]>`
    select ${eventRulesColumns(sql)}, ${eventTieColumns(sql, reader)}, x.title, x.language as title_language,
      (select jsonb_build_object('id', r.id, 'byMail', r.by_mail) from registration r
        where r.event_id = e.id and r.state = 'registered' and ${ownedBy(sql, reader)} order by r.person_id nulls last limit 1) as place,
      ${isGuest(comer) ? sql`(select jsonb_build_object('id', g.id) from ${placeOf(sql, comer.place, now)} g where g.event_id = e.id)` : sql`null::jsonb`} as guest,
      to_jsonb(s) as consultation, (select jsonb_build_object('title', z.title, 'language', z.language) from consultation_text z where z.consultation_id = s.id
        order by z.language = ${language} desc, z.language = s.language desc, z.language limit 1) as consultation_title,
      ${ledObject(sql)} as led
    from event e cross join ${titleOf(sql, language)} x
    cross join lateral (select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, k.id as part_id
      from consultation_part k join consultation c on c.id = k.consultation_id
      where k.kind = 'session' and k.subject_id = e.id order by c.id desc, k.id limit 1) s
    where e.id = ${event}`;
  const session = row && sessionFrom(row);
  if (!session || !maySee(session, reader)) throw refuse('not-found', 'shared:errors.not-found');
  const { eventTie, hasPlace, consultation, tie } = session;
  const byAccount =
    isActive(reader) &&
    (hasPlace || eventTie.speaker || mayLead(session, reader) || mayTakePart(consultation, reader, tie));
  if (row.guest && !byAccount) return { ...session, asGuest: true, here: { person: null, registration: row.guest.id } };
  return reader
    ? { ...session, here: { person: reader.id, registration: row.place?.byMail ? row.place.id : null } }
    : session;
}

/** The stored session of `event e` as one JSON object; null where nobody has begun its agenda. */
function ledObject(sql: Db) {
  return sql`(select jsonb_build_object('startedAt', l.started_at, 'endedAt', l.ended_at, 'currentItemId', l.current_item_id,
    'currentSince', l.current_since, 'version', l.version) from led_session l where l.event_id = e.id)`;
}

const notBegun: Led = { startedAt: null, endedAt: null, currentItemId: null, currentSince: null, version: 0 };

function sessionFrom(row: Row): RuledSession {
  const { place, guest: _, title, titleLanguage, consultation: json, consultationTitle, led, ...rest } = row;
  const { tie: eventTie, ...event } = eventRuledFrom(rest);
  const { part, ...consultation } = consultationFrom(json!);
  return {
    event,
    eventTie,
    hasPlace: place !== null,
    here: null,
    consultation,
    tie: consultation.tie,
    part,
    led: led
      ? {
          startedAt: dateOf(led.startedAt),
          endedAt: dateOf(led.endedAt),
          currentItemId: led.currentItemId,
          currentSince: dateOf(led.currentSince),
          version: led.version,
        }
      : notBegun,
    head: {
      id: event.id,
      path: `/events/${event.id}/${event.slug}`,
      title,
      titleLanguage,
      timeZone: event.timeZone,
      startsAt: event.startsAt.toISOString(),
      endsAt: event.endsAt.toISOString(),
      isPublic: event.readers === 'public' && consultation.readers === 'public',
      consultation: {
        id: consultation.id,
        path: `/consultations/${consultation.id}/${consultation.slug}`,
        title: consultationTitle?.title ?? '',
        language: consultationTitle?.language ?? consultation.language,
      },
    },
  };
}

/** Columns within JSON keep the names of the database, and instants come as text. */
function consultationFrom(json: Record<string, unknown>): RuledSession['consultation'] & { part: ConsultationPart } {
  const parts = (json.parts as ConsultationPart[] | null) ?? [];
  return {
    id: json.id as number,
    slug: json.slug as string,
    scope: json.scope as ConsultationRules['scope'],
    region: json.region as string,
    theme: json.theme as string | null,
    hostId: json.host_id as number,
    readers: json.readers as ConsultationRules['readers'],
    participants: json.participants as ConsultationRules['participants'],
    timeZone: json.time_zone as string,
    language: json.language as string,
    announcedAt: dateOf(json.announced_at as string | null),
    cancelledAt: dateOf(json.cancelled_at as string | null),
    phases: phasesFrom(json.phases as Parameters<typeof phasesFrom>[0]),
    parts,
    tie: { role: json.role as ActivityRole | null, invited: json.invited as boolean, host: json.host as boolean },
    part: parts.find((p) => p.id === json.part_id)!,
  };
}

export function dateOf(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
