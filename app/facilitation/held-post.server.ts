import type { Tx } from '../../db/connect';
import type { PostState } from '../discussions/discussion';
import { type Ruled, readRules } from '../discussions/rules.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { type ModeratorDeed, whyNotModerate } from './facilitation';

/** A post that a deed is about, locked for the time of the deed: the second of two who act on it sees what the first did. */
export interface HeldPost {
  id: number;
  discussionId: number;
  phaseId: number;
  authorId: number;
  organisationId: number | null;
  language: string;
  state: PostState;
  version: number;
  shownAt: Date | null;
}

/** Throws not-found where there is no such post. Rights are not asked here. */
export async function holdPost(tx: Tx, id: number): Promise<HeldPost> {
  const [post] = await tx<HeldPost[]>`
    select id, discussion_id, phase_id, author_id, organisation_id, language, state, version, shown_at
    from post where id = ${id} for update`;
  if (!post) throw refuse('not-found', 'shared:errors.not-found');
  return post;
}

/** The first two beats of whatever a moderator does with a post: may they, and is it in a state for it. */
export async function holdForModerator(
  tx: Tx,
  reader: Reader | null,
  id: number,
  deed: ModeratorDeed,
): Promise<{ post: HeldPost; ruled: Ruled; moderator: Reader }> {
  const post = await holdPost(tx, id);
  const ruled = await readRules(tx, reader, post.discussionId);
  const no = whyNotModerate(deed, ruled, post, reader, ruled.tie);
  if (no || !reader) throw no ?? refuse('not-found', 'shared:errors.not-found');
  return { post, ruled, moderator: reader };
}
