import type { ListedDiscussion, ReadPost } from '../../../../app/discussions/queries.server';

/** What the bare routes are handed by the server around them. */
export interface BareContext {
  posts(discussion: number): Promise<ReadPost[]>;
  list(): Promise<ListedDiscussion[]>;
}
