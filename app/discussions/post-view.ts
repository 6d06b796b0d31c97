import type { CitedInDocument } from '../documents/citing.server';
import type { FlagKind, PostState, ReactionKind } from './discussion';

/**
 * A post as everyone who may read the discussion may see it: what is pushed to the room and what the page shows. What
 * only its author or those who moderate may see never goes in here, but in `Personal`.
 */
export interface PostView {
  id: number;
  ordinal: number;
  discussionId: number;
  phaseId: number;
  author: { id: number; name: string; handle: string };
  organisation: { name: string; handle: string; sector: string } | null;
  inReplyTo: { id: number; author: string } | null;
  language: string;
  state: PostState;
  /** Empty where the words are not to be seen. */
  html: string;
  version: number;
  at: string;
  editedAt: string | null;
  /** Why the words are not there, or parts of them: never the words. */
  tombstone: { byAuthor: boolean; reason: string } | null;
  erasures: { what: 'passage' | 'post' | 'file' | 'quote'; byAuthor: boolean; reason: string }[];
  movedTo: { postId: number; discussionId: number } | null;
  attachments: { id: string; name: string; type: string; size: number; erased: boolean }[];
  reactions: Partial<Record<ReactionKind, number>>;
  translations: { language: string; html: string; by: string; stale: boolean }[];
  /** Published statements that cite it, in the language of the page. */
  citedIn: { statementId: number; words: string }[];
  citedInDocuments: CitedInDocument[];
  /** Claims of consultations' syntheses that rest on it, as far as this reader may see them. */
  citedInClaims: { id: number; words: string; language: string }[];
}

/** What this reader alone sees of a post. */
export interface Personal {
  mine: boolean;
  reacted: ReactionKind[];
  flagged: FlagKind[];
}
