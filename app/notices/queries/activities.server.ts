import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../../db/connect';
import { textOf, visibleConsultation } from '../../consultations/queries/visible.server';
import { visibleProposal } from '../../decisions/queries/rules.server';
import { visibleTo } from '../../discussions/queries/visible.server';
import { readableBy } from '../../documents/visible.server';
import { visibleEvent } from '../../events/queries/visible.server';
import type { Reader } from '../../people/person';
import { visibleProgramme } from '../../programmes/queries/visible.server';
import type { Activity } from '../notice';

type Column = PendingQuery<AnyRow[]>;

/** Something that is followed, as its reader may see it. */
export interface ActivityView {
  activity: Activity;
  id: number;
  title: string;
  language: string;
  path: string;
  /** Everyone may read it: words of it may stand in a mail. */
  open: boolean;
  /** A survivor speaks there: what leaves the house names neither it nor its subject. */
  discreet: boolean;
}

/**
 * Of an activity given by two columns: what this reader may see of it, as a lateral join of one row or none. What it
 * leaves out is not selected, so it cannot leak by mistake.
 */
export function activitySeen(sql: Db, reader: Reader | null, kind: Column, id: Column, language: string, now: Date) {
  return sql`lateral (
    select x.title, x.language, '/discussions/' || d.id || '/' || d.slug as path,
      d.readers = 'public' and d.announced_at is not null as open, false as discreet
    from discussion d cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = d.id
      order by t.language = ${language} desc, t.language = d.language desc limit 1) x
    where ${kind} = 'discussion' and d.id = ${id} and ${visibleTo(sql, reader)}
    union all
    select coalesce(d.titles ->> ${language}, d.title), case when d.titles ? ${language} then ${language} else d.language end,
      '/documents/' || d.id, d.readers = 'public', false
    from document d where ${kind} = 'document' and d.id = ${id} and ${readableBy(sql, reader, now)}
    union all
    -- Where a survivor speaks the address names nothing of it either: it may stand in a mail.
    select x.title, x.language, '/events/' || e.id || case when e.survivor_speaks then '' else '/' || e.slug end, e.readers = 'public' and e.announced_at is not null, e.survivor_speaks
    from event e cross join lateral (select t.title, t.language from event_text t where t.event_id = e.id
      order by t.language = ${language} desc, t.language = e.language desc limit 1) x
    where ${kind} = 'event' and e.id = ${id} and ${visibleEvent(sql, reader)}
    union all
    select x.title, x.language, '/consultations/' || c.id || '/' || c.slug, c.readers = 'public' and c.announced_at is not null, false
    from consultation c cross join ${textOf(sql, language)} x
    where ${kind} = 'consultation' and c.id = ${id} and ${visibleConsultation(sql, reader)}
    union all
    select p.title, p.language, '/decisions/' || p.id, p.outcome is not null, false
    from proposal p where ${kind} = 'decision' and p.id = ${id} and ${visibleProposal(sql, reader, now)}
    union all
    select g.title, g.language, '/programmes/' || g.id, g.opened_at is not null, false
    from programme g where ${kind} = 'programme' and g.id = ${id} and ${visibleProgramme(sql, reader, now)}
  )`;
}

/** One activity, as far as this reader may see it; null otherwise. */
export async function findActivity(
  sql: Db,
  reader: Reader | null,
  activity: Activity,
  id: number,
  now: Date,
  language = reader?.language ?? 'en',
): Promise<ActivityView | null> {
  const [row] = await sql<ActivityView[]>`
    select ${activity} as activity, ${id}::bigint as id, a.* from
      ${activitySeen(sql, reader, sql`${activity}::text`, sql`${id}::bigint`, language, now)} a`;
  return row ?? null;
}
