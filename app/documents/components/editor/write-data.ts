import type { KindInText } from '../../../citations/citation';
/*
 * What the editor's page is given, and what it sends that is not text. Read for it by the loader of
 * routes/documents.$id_.write; the text itself, and who is here, come over /coediting/<id>.
 */

export interface WriteData {
  id: number;
  title: string;
  /** Language of the text (BCP 47); its direction follows from it. */
  language: string;
  /** How often the text was rewritten by a redaction: part of the address of the text, and of the copy on the device. */
  epoch: number;
  /** What the server lets through. Who may only comment reads the text here, and comments beside it. */
  access: 'read' | 'suggest' | 'write';
  mayComment: boolean;
  me: Participant;
  /** Everyone who may be named beside a comment, a suggestion or a section: those who take part, and who has written. */
  people: Participant[];
  organisations: { id: number; name: string }[];
  sections: WriteSection[];
  /** May accept and reject where a section is not known yet: an editor of the lead organisation. */
  decidesRest: boolean;
  threads: WriteThread[];
}

export interface Participant {
  id: number;
  name: string;
  handle: string;
  organisation: number | null;
}

/** From a heading of level 1 to the next; `key` is that heading's block id, '' before the first. */
export interface WriteSection {
  key: string;
  owner: number | null;
  /** May accept and reject here: speaks for the owner, or for the lead organisation where there is none. */
  mayDecide: boolean;
  clearances: { organisation: number; state: 'pending' | 'cleared' | 'cleared-with-comment' | 'reopened' }[];
}

export interface WriteThread {
  id: number;
  /** Yjs relative positions of both ends in base64, as `anchorOf` makes them; the browser that reads resolves them. */
  anchor: string;
  /** Id of the block where it began: for readers without scripts. */
  block: string;
  /** The words that were chosen when it was written, at most 300 characters. */
  quote: string;
  state: 'open' | 'resolved';
  comments: WriteComment[];
}

export interface WriteComment {
  id: number;
  person: number | null;
  organisation: number | null;
  /** ISO 8601. */
  at: string;
  /** Rendered from the closed list of tags when it was written; empty where it was withdrawn. */
  html: string;
  gone: boolean;
}

/**
 * Forms that the editor sends with a fetch, in the words of their fields; each answers as it answers a browser without
 * scripts: a redirect when done, the page with its mistakes when not.
 *
 * POST /documents/<id>/comments      deed=comment             body, once, anchor, block, quote (a new thread)
 *                                    deed=reply-<thread>      thread, body, once
 *                                    deed=resolve-<thread>    thread
 *                                    deed=reopen-<thread>     thread
 * POST /documents/<id>/suggestions   deed=accept-<id>         ids (several fields of one name: ids of suggestions)
 *                                    deed=reject-<id>         ids
 * POST /documents/<id>/pictures      file, alt -> JSON { id }, or what was refused
 * GET  /documents/<id>/names?q=      JSON { names: { handle, name }[] }: whom @ may mean
 * GET  /documents/<id>/citable?q=    JSON { found: Citable[] }
 * GET  /documents/<id>/cited?of=     JSON { cited: { <reference>: CitedChip } }
 */
export interface Citable {
  kind: KindInText;
  cited: number;
  version: number;
  /** Which passage of a document: its block id; empty for posts and statements. */
  key: string;
  /** Where it stands: "Complaint channels, post 12", "Regional programme, 3.2". */
  source: string;
  author: string | null;
  words: string;
  language: string;
  path: string;
  state: CitationState;
}

export type CitationState = 'current' | 'changed' | 'hidden' | 'gone' | 'not-for-you';

/** What a citation in the text is shown as: found by its attributes when the page opens and when one is put in. */
export type CitedChip = Pick<Citable, 'kind' | 'cited' | 'key' | 'source' | 'words' | 'path' | 'state'>;
