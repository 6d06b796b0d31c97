/** What can rest on something, and what it can rest on. A kind that is added here gets its readers in queries.server.ts. */
export type CitingKind = 'statement' | 'document' | 'claim' | 'response' | 'recommendation' | 'decision';
export type CitedKind =
  | 'post'
  | 'statement'
  | 'passage'
  | 'voice'
  | 'answer'
  | 'claim'
  | 'consultation-statement'
  | 'decision';

/** What the text of a document can rest on by a reference. A survivor's voice is a node of its own. */
export const kindsInText = [
  'post',
  'statement',
  'passage',
  'claim',
  'decision',
] as const satisfies readonly CitedKind[];
export type KindInText = (typeof kindsInText)[number];

export function isKindInText(kind: unknown): kind is KindInText {
  return (kindsInText as readonly unknown[]).includes(kind);
}

/**
 * How a cited thing stands to the version that was cited. `changed`: other words now. `hidden`: not to be read for the
 * time being. `gone`: withdrawn or erased, for good.
 */
export type SourceState = 'current' | 'changed' | 'hidden' | 'gone';

export interface Citing {
  kind: CitingKind;
  id: number;
  /** Place within the citing thing; empty where it is cited as a whole. */
  anchor?: string;
}

export interface Cited {
  kind: CitedKind;
  id: number;
  version: number;
}

/** A cited thing for a reader who may see its words. */
export interface CitedWords {
  kind: Exclude<CitedKind, 'voice'>;
  id: number;
  author: string;
  organisation: string | null;
  /** Key of the organisation's sector, as in organisations/sectors.ts. */
  sector: string | null;
  /** Plain text, one line, cut between words. */
  excerpt: string;
  language: string;
  /** The excerpt is of a translation, not of the author's own words. */
  translated: boolean;
  path: string;
  version: number;
  at: string;
  state: 'shown';
  /** Discussion whose announcements change what is shown here; null for what stands in none. */
  discussion: number | null;
  /** Under which it is known where that is not its id: of a decision, in the register. */
  number?: string;
}

/**
 * A cited thing of which there is nothing for this reader. Of what was hidden or is gone, its place stays named, as its
 * tombstone names it; of what is not for them, nothing at all.
 */
export type CitedNothing =
  | { kind: 'nothing'; why: 'not-for-you' }
  | {
      kind: 'nothing';
      why: 'hidden' | 'gone';
      author: string;
      organisation: string | null;
      path: string;
      discussion: number | null;
    };

/**
 * A survivor's voice: the reference alone. Whether this reader gets its words the survivor room says, at the moment when the
 * page is sent; they come into no list, no script and no file on the way.
 */
export interface CitedVoice {
  kind: 'voice';
  id: number;
  /** What the room is asked for. */
  voice: string;
  of: 'excerpt' | 'theme';
  version: 1;
  state: 'released' | 'withheld' | 'gone';
}

export type CitedThing = CitedWords | CitedVoice | CitedNothing;

/** Something that cites, as seen from the cited thing. */
export interface CitingThing {
  kind: CitingKind;
  id: number;
  words: string;
  language: string;
  path: string;
}

/**
 * How a source stands, from what was noted when it changed and from what is there now. What is there now wins: a post
 * that was hidden and is shown again in the same words has not changed.
 */
export function sourceState(
  noted: { state: SourceState; version: number },
  now: CitedThing,
): SourceState | 'not-for-you' {
  if (now.kind === 'nothing') return now.why;
  if (now.kind === 'voice') return now.state === 'released' ? 'current' : now.state === 'gone' ? 'gone' : 'hidden';
  if (now.version !== noted.version) return 'changed';
  return noted.state === 'changed' ? 'changed' : 'current';
}
