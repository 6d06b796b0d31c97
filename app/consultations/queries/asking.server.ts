import type { Db } from '../../../db/connect';
import type { ActivityRole, Reader } from '../../people/person';
import {
  type ConsultationReaders,
  type FeedKind,
  mayPrepareConsultation,
  maySeeConsultation,
  mayTakePart,
  type ParticipantKind,
} from '../consultation';
import { textOf } from './visible.server';

/** A consultation as far as a questionnaire about it needs it, in one column. */
export interface AskingColumn {
  slug: string;
  readers: ConsultationReaders;
  participants: ParticipantKind;
  announcedAt: string | null;
  cancelledAt: string | null;
  timeZone: string;
  title: string;
  language: string;
  feedsKind: FeedKind;
  feeds: string;
  role: ActivityRole | null;
  invited: boolean;
  host: boolean;
  /** The phases in which the questionnaire is open, in their order. */
  spans: { opensAt: string; closesAt: string }[] | null;
}

/** The consultation that `questionnaire q` is about, as a lateral join with one column `consultation`. */
export function askingConsultation(sql: Db, reader: Reader | null, language: string) {
  const organisation = reader?.organisationId ?? null;
  return sql`lateral (select jsonb_build_object('slug', c.slug, 'readers', c.readers, 'participants', c.participants,
      'announcedAt', c.announced_at, 'cancelledAt', c.cancelled_at, 'timeZone', c.time_zone, 'title', x.title, 'language', x.language,
      'feedsKind', c.feeds, 'feeds', x.feeds,
      'role', (select a.role from activity_role a where a.activity = 'consultation' and a.activity_id = c.id and a.person_id = ${reader?.id ?? null}),
      'invited', exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = ${organisation}),
      'host', coalesce(c.host_id = ${organisation}::bigint, false),
      'spans', (select jsonb_agg(jsonb_build_object('opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.opens_at)
        from consultation_part k join consultation_part_phase f on f.part_id = k.id join consultation_phase p on p.id = f.phase_id
        where k.kind = 'questionnaire' and k.subject_id = q.id and k.consultation_id = c.id)) as consultation
    from consultation c cross join ${textOf(sql, language)} x where q.subject_kind = 'consultation' and c.id = q.subject_id)`;
}

/** Who the reader is to the questionnaire's consultation, and when it is open: never before it was announced. */
export function askingFrom(c: AskingColumn, reader: Reader | null) {
  const rules = { ...c, announcedAt: c.announcedAt ? new Date(c.announcedAt) : null };
  const tie = { role: c.role, invited: c.invited, host: c.host };
  const spans = c.announcedAt ? (c.spans ?? []) : [];
  return {
    mayPrepare: mayPrepareConsultation(reader, tie),
    sees: maySeeConsultation(rules, reader, tie),
    takesPart: mayTakePart(rules, reader, tie),
    isCancelled: c.cancelledAt !== null,
    spans: spans.map((s) => ({ opensAt: new Date(s.opensAt), closesAt: new Date(s.closesAt) })),
  };
}
