import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayFacilitate, type PostState, whyNotEdit } from '../discussion';
import { readRules } from '../rules.server';
import { pageLength } from './posts.server';
import { known } from './visible.server';

/** Where a post stands: the discussion's address and the page. A pointer leads to where its post went. */
export async function findPlaceOfPost(
  sql: Db,
  reader: Reader | null,
  id: number,
): Promise<{ path: string; page: number; id: number }> {
  const [row] = await sql<{ id: number; discussionId: number; ordinal: number; known: boolean; authorId: number }[]>`
    select p.id, p.discussion_id, p.ordinal, ${known(sql)} as known, p.author_id from post q join post p on p.id = coalesce(q.moved_to, q.id) where q.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = await readRules(sql, reader, row.discussionId);
  const moderates = mayFacilitate(reader, ruled.tie);
  if (!row.known && !moderates && row.authorId !== reader?.id) throw refuse('not-found', 'shared:errors.not-found');
  const [before] = await sql<{ count: number }[]>`
    select count(*)::int as count from post p where p.discussion_id = ${ruled.id} and (p.ordinal, p.id) < (${row.ordinal}, ${row.id})
      and (${known(sql)} or ${moderates} or p.author_id = ${reader?.id ?? null})`;
  return {
    path: `/discussions/${ruled.id}/${ruled.slug}`,
    page: Math.floor(before!.count / pageLength) + 1,
    id: row.id,
  };
}

export interface PostToEdit {
  id: number;
  body: string;
  language: string;
  version: number;
  /** True where the new version will be read by a facilitator before it appears. */
  held: boolean;
  /** What was kept of an edit that another one overtook. */
  draft: string | null;
  title: string;
}

/** The source of one's own post, to be rewritten. Throws the refusal that the edit itself would meet. */
export async function readPostToEdit(
  sql: Db,
  reader: Reader,
  id: number,
  now: Date,
): Promise<Omit<PostToEdit, 'title'>> {
  const [post] = await sql<
    {
      id: number;
      discussionId: number;
      authorId: number;
      state: PostState;
      body: string;
      language: string;
      version: number;
      draft: string | null;
    }[]
  >`
    select p.id, p.discussion_id, p.author_id, p.state, p.body, p.language, p.version,
      (select t.body from draft t where t.of_post = p.id and t.person_id = ${reader.id}) as draft
    from post p where p.id = ${id}`;
  if (!post) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = await readRules(sql, reader, post.discussionId);
  const no = whyNotEdit(ruled, post, reader, ruled.tie, now);
  if (no) throw no;
  return {
    id: post.id,
    body: post.body,
    language: post.language,
    version: post.version,
    held: ruled.moderation === 'pre' && !mayFacilitate(reader, ruled.tie),
    draft: post.draft,
  };
}
