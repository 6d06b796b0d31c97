import type { Editor } from '@tiptap/core';
import { createContext, useContext } from 'react';
import type { Suggestion } from '../../text/suggestions';
import type { Cited } from './citations';
import type { TextSession } from './session';
import type { WriteData } from './write-data';

/** What asks something and takes the focus until it is answered. */
export type Asking =
  | { what: 'link' }
  | { what: 'table' }
  | { what: 'picture'; file: File | null; at: number | null }
  | { what: 'cite' }
  | { what: 'live' }
  | { what: 'keys' }
  | { what: 'cleared'; section: string; goOn: () => boolean };

/** Which part beside the text is open; on a phone none is until it is asked for. */
export type Side = 'outline' | 'comments' | 'suggestions';

export interface Writing {
  data: WriteData;
  session: TextSession;
  editor: Editor;
  cited: Cited;
  /** May change the text here, be it as a proposal. */
  writes: boolean;
  /** What is typed becomes a proposal. */
  suggesting: boolean;
  setSuggesting: (suggesting: boolean) => void;
  side: Side | null;
  openSide: (side: Side | null) => void;
  ask: (asking: Asking | null) => void;
  finding: boolean;
  setFinding: (finding: boolean) => void;
  /** Begins a comment on what is selected. */
  beginComment: () => void;
  /** Says something politely to those who listen. */
  say: (words: string) => void;
  /** Reads again what stands beside the text. */
  reread: () => void;
  nameOf: (person: number | null) => string;
  organisationOf: (organisation: number | null) => string | null;
  /** By whom it was proposed, as the log of the text knows it. */
  whose: (suggestion: Suggestion) => Whose;
}

export interface Whose {
  name: string;
  organisation: string | null;
  /** Who else put it there. */
  through: string | null;
  /** Both in one, for the ear. */
  said: string;
}

export const WritingContext = createContext<Writing | null>(null);

export function useWriting(): Writing {
  return useContext(WritingContext)!;
}
