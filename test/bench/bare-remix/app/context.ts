import type { ListedDiscussion } from '../../../../app/discussions/queries/list.server';
import type { ReadPost } from '../../../../app/discussions/queries/posts.server';

/** What the bare routes are handed by the server around them. */
export interface BareContext {
  posts(discussion: number): Promise<ReadPost[]>;
  list(): Promise<ListedDiscussion[]>;
}
