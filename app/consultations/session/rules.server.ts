import type { Db } from '../../../db/connect';
import type { EventRules } from '../../events/event';
import {
  ruledFrom as eventRuledFrom,
  rulesColumns as eventRulesColumns,
  tieColumns as eventTieColumns,
} from '../../events/queries/rules.server';
import { titleOf } from '../../events/queries/visible.server';
import { ownedBy } from '../../events/registration/holder.server';
import type { ActivityRole, Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { ConsultationPart, ConsultationRules, ConsultationTie } from '../consultation';
import { phasesFrom, rulesColumns, tieColumns } from '../queries/rules.server';
import { type Led, maySee, type Session } from './session';
import type { SessionHead } from './views';

/** A session as its rules see it, with what ties the reader to it. */
export interface RuledSession extends Session {
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
  hasPlace: boolean;
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
  reader: Reader | null,
  event: number,
  language = 'en',
): Promise<RuledSession> {
  const [row] = await sql<Row[]>`
    select ${eventRulesColumns(sql)}, ${eventTieColumns(sql, reader)}, x.title, x.language as title_language,
      exists (select from registration r where r.event_id = e.id and r.state = 'registered' and ${ownedBy(sql, reader)}) as has_place,
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
  return session;
}

/** The stored session of `event e` as one JSON object; null where nobody has begun its agenda. */
function ledObject(sql: Db) {
  return sql`(select jsonb_build_object('startedAt', l.started_at, 'endedAt', l.ended_at, 'currentItemId', l.current_item_id,
    'currentSince', l.current_since, 'version', l.version) from led_session l where l.event_id = e.id)`;
}

const notBegun: Led = { startedAt: null, endedAt: null, currentItemId: null, currentSince: null, version: 0 };

function sessionFrom(row: Row): RuledSession {
  const { hasPlace, title, titleLanguage, consultation: json, consultationTitle, led, ...rest } = row;
  const { tie: eventTie, ...event } = eventRuledFrom(rest);
  const { part, ...consultation } = consultationFrom(json!);
  return {
    event,
    eventTie,
    hasPlace,
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
