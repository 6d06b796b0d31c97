import type { Db } from '../../db/connect';
import { titleIn, titleLanguage } from '../documents/visible.server';
import { titleOf } from '../events/queries/visible.server';
import { dayOf } from '../organisations/organisation';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { patternsOf, queryTyped } from '../shared/search.server';
import { isOfCommittee } from './committee';
import { readState, standingOf } from './state.server';

export interface FoundOfCommittee {
  path: string;
  title: string;
  language: string;
  words: string;
  startsAt: Date;
}

const most = 10;

/**
 * Meetings of the committee whose titles, agenda or papers hold every word, for its people and for who observes them; and minutes,
 * which everybody finds that were published, by the text that was approved. The latest first. Two statements, and one for visitors.
 */
export async function searchCommittee(
  sql: Db,
  reader: Reader | null,
  query: string,
  language: string,
  now: Date,
): Promise<FoundOfCommittee[]> {
  const patterns = patternsOf(queryTyped(query));
  if (patterns.length === 0) return [];
  const day = dayOf(now);
  const inside = reader !== null && isOfCommittee(reader, standingOf(await readState(sql, day), day));
  const rows = await sql<(Omit<FoundOfCommittee, 'path'> & { id: number; place: string })[]>`
    select * from (
      select e.id, '' as place, x.title, x.language, e.starts_at,
        concat_ws(' · ', (select string_agg(t.title, ' · ' order by t.language) from event_text t where t.event_id = e.id),
          (select string_agg(concat_ws(' ', nullif(i.title, ''), p.title), ' · ' order by i.position) from meeting_item i
            left join proposal p on p.id = i.proposal_id where i.event_id = e.id),
          (select string_agg(a.title, ' · ' order by a.id) from meeting_paper a where a.event_id = e.id)) as words
      from event e cross join ${titleOf(sql, language)} x
      where e.kind = 'committee-meeting' and e.announced_at is not null and (${inside}
        or exists (select from meeting_observer w where w.event_id = e.id and w.person_id = ${reader?.id ?? null}))
      union all
      select e.id, '/minutes', ${titleIn(sql, language)}, ${titleLanguage(sql, language)}, e.starts_at,
        concat_ws(' · ', d.title, coalesce(regexp_replace(f.html, '<[^>]*>', ' ', 'g'), s.plain))
      from meeting g join event e on e.id = g.event_id join document d on d.id = g.minutes_document_id
      left join minutes_text f on f.event_id = e.id left join document_settled s on s.document_id = d.id
      where ${inside} or g.published_at is not null
    ) v where v.words ilike all(${patterns}::text[])
    order by v.starts_at desc, v.id desc, v.place limit ${most}`;
  return rows.map(({ id, place, words, ...found }) => ({
    ...found,
    path: `/committee/meetings/${id}${place}`,
    words: excerpt(words.replace(/\s+/g, ' ').trim(), 240),
  }));
}
