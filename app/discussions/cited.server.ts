import type { Db } from '../../db/connect';
import type { CitedThing } from '../citations/citation';
import { citedBy } from '../citations/cited-rows.server';
import type { Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import type { PostState } from './discussion';
import { visibleTo } from './queries/visible.server';

/** Characters of a post that stand beside what cites it. */
export const excerptLength = 240;

interface CitedRow {
  id: number;
  state: PostState;
  discussionId: number;
  version: number;
  author: string;
  organisation: string | null;
  sector: string | null;
  language: string;
  words: string;
  translated: boolean;
  at: string;
}

/**
 * Cited posts as this reader may see them, each where it stands now. Hidden and withdrawn ones without
 * their words, for whoever moderates too: what rests on them must not show them. An id that is missing from the answer
 * is not for this reader.
 */
export const citedPosts = citedBy<CitedRow>(
  (sql, ids, reader, language) => sql`
    select p.id, p.state, p.discussion_id as "discussionId", p.version, a.name as author, coalesce(o.short_name, o.name) as organisation, o.sector,
      case when x.language is null then p.language else x.language end as language,
      case when p.state = 'shown' then left(coalesce(x.plain, p.plain), ${excerptLength * 4}) else '' end as words,
      x.language is not null as translated, coalesce(p.shown_at, p.written_at) as at
    from post p join discussion d on d.id = p.discussion_id
    join person a on a.id = p.author_id left join organisation o on o.id = p.organisation_id
    left join post_translation x on x.post_id = p.id and x.language = ${language} and x.language <> p.language and x.of_version = p.version
    where p.id in ${sql(ids)} and p.state <> 'moved' and ${visibleTo(sql, reader)}`,
  thingFrom,
);

function thingFrom(r: CitedRow): CitedThing {
  const place = { author: r.author, organisation: r.organisation, path: `/posts/${r.id}`, discussion: r.discussionId };
  if (r.state === 'waiting' || r.state === 'hidden') return { kind: 'nothing', why: 'hidden', ...place };
  if (r.state !== 'shown') return { kind: 'nothing', why: 'gone', ...place };
  return {
    kind: 'post',
    id: r.id,
    ...place,
    sector: r.sector,
    excerpt: excerpt(r.words, excerptLength),
    language: r.language,
    translated: r.translated,
    version: r.version,
    at: new Date(r.at).toISOString(),
    state: 'shown',
  };
}

/** A condition on `post p`: written in this discussion, wherever it stands now. What moved away left a pointer to it. */
export function writtenIn(sql: Db, discussion: number) {
  return sql`(p.discussion_id = ${discussion}
    or p.id in (select q.moved_to from post q where q.discussion_id = ${discussion} and q.state = 'moved'))`;
}

/** Which of these posts may be cited by what rests on this discussion: shown, of it, and before this reader's eyes. */
export async function findCitablePosts(
  sql: Db,
  reader: Reader | null,
  discussion: number,
  ids: number[],
): Promise<{ id: number; version: number }[]> {
  if (ids.length === 0) return [];
  return sql<{ id: number; version: number }[]>`
    select p.id, p.version from post p join discussion d on d.id = p.discussion_id
    where p.id in ${sql(ids)} and p.state = 'shown' and ${writtenIn(sql, discussion)} and ${visibleTo(sql, reader)}
    order by p.id`;
}
