import type { Db } from '../../../db/connect';
import { visibleTo } from '../../discussions/queries/visible.server';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import { titleOf, visibleEvent } from '../../events/queries/visible.server';
import type { Reader } from '../../people/person';
import type { Content } from '../../questionnaires/content';

/** What a part stands for in another slice, as far as this reader may see it. */
export interface PartSubject {
  path: string;
  title: string | null;
  language: string | null;
  /** Of a questionnaire: its title in each language, and whether it was published. */
  texts: Content['texts'] | null;
  published: boolean | null;
  /** Of an event. */
  startsAt: string | null;
  endsAt: string | null;
  timeZone: string | null;
  cancelled: boolean | null;
}

/**
 * What `consultation_part k` stands for: null where it is the part's own, and where the reader may not see it. A draft is
 * shown to whoever may see the consultation: its page says what they may do there.
 */
export function subjectColumn(sql: Db, reader: Reader | null, language: string, now: Date) {
  return sql`case k.kind
    when 'discussion' then (select jsonb_build_object('path', '/discussions/' || d.id || '/' || d.slug, 'title', x.title, 'language', x.language)
      from discussion d cross join lateral (select t.title, t.language from discussion_text t where t.discussion_id = d.id
        order by t.language = ${language} desc, t.language = d.language desc, t.language limit 1) x
      where d.id = k.subject_id and ${visibleTo(sql, reader)})
    when 'session' then (select jsonb_build_object('path', '/events/' || e.id || '/' || e.slug, 'title', x.title, 'language', x.language,
        'startsAt', e.starts_at, 'endsAt', e.ends_at, 'timeZone', e.time_zone, 'cancelled', e.cancelled_at is not null)
      from event e cross join ${titleOf(sql, language)} x where e.id = k.subject_id and ${visibleEvent(sql, reader)})
    when 'draft' then (select jsonb_build_object('path', '/documents/' || d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)})
      from document d where d.id = k.subject_id and ${readableBy(sql, reader, now)})
    when 'questionnaire' then (select jsonb_build_object('path', '/questionnaires/' || q.id, 'language', q.language,
        'texts', coalesce(v.content, q.draft) -> 'texts', 'published', v.content is not null)
      from questionnaire q left join lateral (select content from questionnaire_version where questionnaire_id = q.id order by number desc limit 1) v on true
      where q.id = k.subject_id and q.subject_kind = 'consultation' and q.subject_id = k.consultation_id)
    end`;
}
