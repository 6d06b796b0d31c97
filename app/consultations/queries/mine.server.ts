import type { Db } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';
import type { PhaseKind } from '../consultation';
import { textOf, visibleConsultation } from './visible.server';

/** A consultation to which somebody's organisation is invited, or that they facilitate, as the page of what waits for them shows it. */
export interface MyConsultation {
  id: number;
  path: string;
  title: string;
  /** Language of the title. */
  language: string;
  /** The phase that is open, or the next one; null for a draft without phases. */
  kind: PhaseKind | null;
  isOpen: boolean;
  /** When the open phase closes, or the next one opens. */
  at: string | null;
}

const most = 10;

/**
 * The consultations of a reader as one column, for a statement of another slice: those that are not over or cancelled, what is open
 * and closes first before the others, drafts that they prepare at the end.
 */
export function myConsultationsColumn(sql: Db, reader: Reader, language: string, now: Date) {
  // Who waits for approval has named an organisation, and does not belong to it yet.
  const own = isActive(reader) ? reader.organisationId : null;
  return sql`
    (select jsonb_agg(jsonb_build_object('id', v.id, 'path', '/consultations/' || v.id || '/' || v.slug, 'title', v.title, 'language', v.language,
        'kind', v.kind, 'isOpen', coalesce(v.opens_at <= ${now}, false), 'at', case when v.opens_at <= ${now} then v.closes_at else v.opens_at end)
        order by v.place)
      from (
        select c.id, c.slug, x.title, x.language, p.kind, p.opens_at, p.closes_at,
          row_number() over (order by p.kind = 'open' and p.opens_at <= ${now} desc nulls last, p.closes_at nulls last, c.id) as place
        from consultation c cross join ${textOf(sql, language)} x
        left join lateral (select p.kind, p.opens_at, p.closes_at from consultation_phase p
          where p.consultation_id = c.id and p.closes_at > ${now} order by p.opens_at limit 1) p on true
        where c.cancelled_at is null and (c.announced_at is null or p.kind is not null) and ${visibleConsultation(sql, reader)} and (
          exists (select from activity_role f where f.activity = 'consultation' and f.activity_id = c.id and f.person_id = ${reader.id} and f.role <> 'observer')
          or (c.announced_at is not null and exists (select from consultation_invitation i
            where i.consultation_id = c.id and i.organisation_id = ${own})))
        order by place limit ${most}
      ) v)`;
}

/** What the column gives, with its instants as they are said everywhere (ISO 8601). */
export function myConsultationsFrom(column: MyConsultation[] | null): MyConsultation[] {
  return (column ?? []).map((c) => ({ ...c, at: c.at && new Date(c.at).toISOString() }));
}
