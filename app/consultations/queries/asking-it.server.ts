import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import type { PartKind } from '../consultation';
import { textOf, visibleConsultation } from './visible.server';

/** A consultation that asks for something as a part of it. */
export interface AskedBy {
  id: number;
  slug: string;
  title: string;
  language: string;
}

/** The consultations that ask for a discussion, an event or a document, as far as this reader may see them, the last first: a column. */
export function askedByColumn(
  sql: Db,
  { kind, subject }: { kind: PartKind; subject: ReturnType<Db> },
  reader: Reader | null,
  language: string,
) {
  return sql`(select jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'title', x.title, 'language', x.language) order by c.id desc)
    from consultation c cross join ${textOf(sql, language)} x
    where c.announced_at is not null and ${visibleConsultation(sql, reader)}
      and exists (select from consultation_part k where k.consultation_id = c.id and k.kind = ${kind} and k.subject_id = ${subject}))`;
}

/** A phase in which people can take part, or will: of a consultation that this reader may see. */
export interface OpenPhase extends AskedBy {
  timeZone: string;
  opensAt: Date;
  closesAt: Date;
}

const most = 30;

/** The select of them, those that close first before the others. */
export function openPhases(sql: Db, reader: Reader | null, language: string, now: Date) {
  return sql`
    select c.id, c.slug, c.time_zone, p.opens_at, p.closes_at, x.title, x.language
    from consultation c cross join ${textOf(sql, language)} x join consultation_phase p on p.consultation_id = c.id
    where c.announced_at is not null and c.cancelled_at is null and p.kind = 'open' and p.closes_at > ${now} and ${visibleConsultation(sql, reader)}
    order by p.closes_at, c.id limit ${most}`;
}
