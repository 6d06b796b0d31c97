import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { visibleTo } from '../../discussions/queries/visible.server';
import type { Reader } from '../../people/person';
import { tellFlags } from '../telling.server';
import type { Eraser } from './eraser';
import type { Scope } from './others.server';

/** Posts that the search index names are read in full; of more than these the rest is not looked at. */
const mostRead = 200;

export interface Copy {
  id: number;
  discussionId: number;
  title: string;
  /** Whether this moderator may read it where it stands. */
  seen: boolean;
  /** Whether they may erase it there as well. */
  mayErase: boolean;
}

/**
 * Posts of discussions beyond the scope that hold the passage too: found by the search index of each language, then read
 * as the erasing itself reads. What nobody reads any more is left out.
 */
export async function copiesElsewhere(
  tx: Tx,
  scope: Scope,
  reader: Reader,
  found: { passage: string; eraser: Eraser },
): Promise<Copy[]> {
  const rows = await tx<(Copy & { body: string; html: string })[]>`
    with asked as (
      select phraseto_tsquery(config, ${found.passage}) as q
      from unnest(array['english', 'french', 'spanish', 'russian', 'arabic', 'simple']::regconfig[]) as config
    ), held as (
      select distinct p.id from asked join post p on p.search @@ asked.q
      where p.discussion_id not in ${tx(scope.discussions)} and p.state in ('shown', 'waiting', 'hidden')
      order by p.id limit ${mostRead}
    )
    select p.id, p.discussion_id, p.body, p.html, e.may_erase, e.may_erase or (p.state = 'shown' and ${visibleTo(tx, reader)}) as seen,
      (select x.title from discussion_text x where x.discussion_id = d.id
        order by x.language = ${reader.language} desc, x.language = d.language desc limit 1) as title
    from held join post p on p.id = held.id join discussion d on d.id = p.discussion_id
    cross join lateral (select ${reader.secretariat} or exists (select from activity_role r where r.activity = 'discussion'
      and r.activity_id = d.id and r.person_id = ${reader.id} and r.role = 'facilitator') as may_erase) e
    order by p.id`;
  return rows
    .filter((row) => found.eraser.concerns(row))
    .map(({ id, discussionId, title, seen, mayErase }) => ({ id, discussionId, title, seen, mayErase }));
}

/** Raises a report, without a word of the passage, where the moderator cannot look: those who can are told. */
export async function reportCopies(tx: Tx, copies: Copy[], now: Date): Promise<void> {
  for (const { id, discussionId } of copies.filter((copy) => !copy.seen)) {
    await tx`
      insert into flag (post_id, person_id, kind, reason, at) select ${id}, null, 'identifies-someone', '', ${now}
      where not exists (select from flag where post_id = ${id} and person_id is null and settled_at is null)`;
    await tellFlags(tx, discussionId);
    await announce(tx, 'discussion.post-flagged', { discussion: discussionId, post: id });
  }
}
