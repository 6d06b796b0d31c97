/*
 * What is said over the socket about documents. Whoever sits at one works on it; nothing but that something has changed
 * is said, and what it is now everyone asks for with their own rights.
 */

/** What has changed, after which a page or the editor reads it again. */
export const documentChanges = [
  'comments-changed',
  'suggestions-decided',
  'sections-changed',
  'source-changed',
  'version-kept',
  'settled',
  'changed',
  'redacted',
] as const;
export type DocumentChange = (typeof documentChanges)[number];

export interface DocumentEvent {
  /** Number of the announcement behind it: the same number twice is the same thing twice. */
  seq: number;
  document: number;
  what: DocumentChange;
}

export interface JoinDocumentMessage {
  document: number;
}

export type JoinDocumentAnswer =
  | { ok: true; seq: number }
  | { ok: false; kind: 'not-found' | 'invalid' | 'too-much' | 'failed' };
