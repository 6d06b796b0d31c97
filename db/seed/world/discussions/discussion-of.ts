import type { OrganisationKey } from '../organisations';
import type { PersonKey } from '../people';
import type { DiscussionFrame, PostEntry, SynthesisEntry } from '../shape';
import { minutesAgo } from '../times';

export type Frame = DiscussionFrame<PersonKey, OrganisationKey>;
/** Posts by key. Within one file a reference is any text; `discussionOf` holds it to the keys of the whole discussion. */
export type Posts = Record<string, PostEntry<string, PersonKey>>;

export type SeedPost = PostEntry<string, PersonKey> & { readonly key: string };
export type SeedSynthesis = SynthesisEntry<string, PersonKey>;
export interface SeedDiscussion extends Frame {
  /** The oldest first. */
  readonly posts: readonly SeedPost[];
  readonly synthesis?: SeedSynthesis;
}

/** Puts a discussion together. A reply to, a citation of or a waiver for a post that is not among `posts` does not compile. */
export function discussionOf<K extends string>(
  frame: Frame,
  posts: Record<K, PostEntry<NoInfer<K>, PersonKey>>,
  synthesis?: SynthesisEntry<NoInfer<K>, PersonKey>,
): SeedDiscussion {
  const inOrder = Object.entries<PostEntry<string, PersonKey>>(posts)
    .map(([key, entry]) => ({ ...entry, key }))
    .sort((a, b) => minutesAgo(b.ago) - minutesAgo(a.ago));
  return { ...frame, posts: inOrder, ...(synthesis ? { synthesis } : {}) };
}
