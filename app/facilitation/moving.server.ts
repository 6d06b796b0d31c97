import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { mayFacilitate } from '../discussions/discussion';
import { type Ruled, readRules } from '../discussions/rules.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { type Audience, reachesMore } from './facilitation';
import { settleFlags } from './flags.server';
import { type HeldPost, holdForModerator } from './held-post.server';
import { tellAuthor, tellQueue } from './telling.server';

export interface Move {
  post: number;
  /** The phase to move to; its discussion follows from it. */
  phase: number;
  /** That more people will read it was seen and meant. */
  wider: boolean;
}

/**
 * Moves a post to another phase, of its own discussion or of another that the moderator looks after too. Its id goes
 * with it, and so do its permalink, replies, reactions and citations; a pointer without words stays where it was. It
 * comes last in its new place, after what readers there have seen.
 */
export async function movePost(
  sql: Sql,
  reader: Reader | null,
  move: Move,
  now: Date,
): Promise<{ discussion: number }> {
  return sql.begin(async (tx) => {
    // Discussions before posts, as in redaction: two deeds that wait for each other would both fail.
    await tx`
      select id from discussion where id in (select discussion_id from post where id = ${move.post} union select discussion_id from phase where id = ${move.phase})
      order by id for key share`;
    const { post, ruled, moderator } = await holdForModerator(tx, reader, move.post, 'move');
    const to = await readTarget(tx, moderator, move.phase);
    if (move.phase === post.phaseId)
      throw refuse('invalid', 'facilitation:mistakes.same-place', undefined, {
        phase: 'facilitation:mistakes.same-place',
      });
    if (to.id !== ruled.id && !move.wider && reachesMore(await readAudience(tx, ruled), await readAudience(tx, to))) {
      throw refuse('conflict', 'facilitation:refusals.reaches-more', undefined, {
        wider: 'facilitation:mistakes.confirm-wider',
      });
    }
    const pointer = post.shownAt ? await leavePointer(tx, post, moderator.id, now) : null;
    await tx`
      update post set discussion_id = ${to.id}, phase_id = ${move.phase}, ordinal = nextval('post_ordinal') where id = ${post.id}`;
    await settleFlags(tx, { post: post.id, discussion: post.discussionId, by: moderator.id, as: 'moved', now });
    if (to.id !== ruled.id) {
      await tellQueue(tx, ruled.id);
      await tellQueue(tx, to.id);
      if (moderator.id !== post.authorId) await tellAuthor(tx, 'moved', { ...post, discussionId: to.id });
    }
    await announce(tx, 'discussion.post-moved', {
      discussion: to.id,
      from: ruled.id,
      post: post.id,
      ...(pointer ? { pointer } : {}),
    });
    return { discussion: to.id };
  }) as Promise<{ discussion: number }>;
}

/** The discussion of a phase, if this moderator looks after it; others are not offered, so none is said to exist. */
async function readTarget(tx: Tx, moderator: Reader, phase: number): Promise<Ruled> {
  const [row] = await tx<{ discussionId: number }[]>`select discussion_id from phase where id = ${phase}`;
  const wrong = refuse('invalid', 'shared:errors.check-fields', undefined, {
    phase: 'facilitation:mistakes.no-such-place',
  });
  if (!row) throw wrong;
  const ruled = await readRules(tx, moderator, row.discussionId).catch(() => null);
  if (!ruled || !mayFacilitate(moderator, ruled.tie)) throw wrong;
  return ruled;
}

async function readAudience(tx: Tx, ruled: Ruled): Promise<Audience> {
  const [row] = await tx<{ organisations: number[]; people: number[] }[]>`
    select
      array(select organisation_id from discussion_invitation where discussion_id = ${ruled.id}) as organisations,
      array(select person_id from activity_role where activity = 'discussion' and activity_id = ${ruled.id}) as people`;
  return { readers: ruled.readers, organisations: row!.organisations.map(Number), people: row!.people.map(Number) };
}

/** Stands where the post stood, for those who had read it there and for whoever follows the order of the discussion. */
async function leavePointer(tx: Tx, post: HeldPost, by: number, now: Date): Promise<number> {
  const [pointer] = await tx<{ id: number }[]>`
    insert into post (discussion_id, phase_id, ordinal, author_id, organisation_id, language, body, html, plain, state,
      written_at, shown_at, state_by, state_at, moved_to)
    select discussion_id, phase_id, ordinal, author_id, organisation_id, language, '', '', '', 'moved',
      written_at, shown_at, ${by}, ${now}, id
    from post where id = ${post.id}
    returning id`;
  return pointer!.id;
}
