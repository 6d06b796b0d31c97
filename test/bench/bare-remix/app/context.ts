import type { ListedRow, PostRow } from '../../queries';

/** What the bare routes are handed by the server around them. */
export interface BareContext {
  posts(discussion: number): Promise<PostRow[]>;
  list(): Promise<ListedRow[]>;
}
