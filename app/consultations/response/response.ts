import { isActive, isSecretariat, type Reader, speaksFor } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';

/** What those responsible answer to a claim: it is taken up, a part of it is, or it is not. */
export const decisions = ['accepted', 'partly', 'not'] as const;
export type Decision = (typeof decisions)[number];

/** How a claim stands with one organisation that is responsible for it. */
export type ResponseState = 'asked' | 'draft' | 'published' | 'done';

/** Characters, and passages that one response may name. What it promises is as long as a commitment may be. */
export const limits = { reason: 2000, places: 5, asked: 10 };

export interface Responding {
  /** The host of the consultation answers for every claim; the others for those of which they were asked. */
  hostId: number;
  askedIds: number[];
  /** Whether the reader facilitates the consultation. */
  facilitates: boolean;
  isPublished: boolean;
  isWithdrawn: boolean;
}

/** For which organisations this reader may respond to a claim, in the order in which they are asked. */
export function mayRespondFor(claim: Responding, reader: Reader | null): number[] {
  if (!isActive(reader)) return [];
  const all = [...new Set([claim.hostId, ...claim.askedIds])];
  // Facilitators write in the name of the host: it is the host that runs the consultation.
  return all.filter((id) => speaksFor(reader, id) || (id === claim.hostId && mayAsk(claim, reader)));
}

/** Who says which organisations are responsible for a claim, and reads what is not published yet. */
export function mayAsk(claim: Pick<Responding, 'facilitates'>, reader: Reader | null): boolean {
  return isSecretariat(reader) || (isActive(reader) && claim.facilitates);
}

/** Why this reader may not respond in the name of this organisation: the page is not there for those who may for none. */
export function whyNotRespond(claim: Responding, reader: Reader | null, organisation: number): Refusal | undefined {
  const may = mayRespondFor(claim, reader);
  if (may.length === 0 || !claim.isPublished) return refuse('not-found', 'shared:errors.not-found');
  if (claim.isWithdrawn) return refuse('closed', 'responses:refusals.withdrawn');
  return may.includes(organisation) ? undefined : refuse('not-allowed', 'responses:refusals.not-yours');
}

export function stateOf(response: { publishedAt: unknown; doneAt: unknown } | null): ResponseState {
  if (!response) return 'asked';
  if (response.doneAt) return 'done';
  return response.publishedAt ? 'published' : 'draft';
}

/**
 * Passages that are named by their addresses, as copied from a browser: `/passages/7`, or `/documents/12#b3k9` for the
 * block of that document. Null for what is neither; of another site, null too.
 */
export function placeTyped(
  text: string,
  origin: string,
): { passage: number } | { document: number; block: string } | null {
  const within = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  const passage = /^\/passages\/([1-9]\d{0,14})$/.exec(within);
  if (passage) return { passage: Number(passage[1]) };
  const block = /^\/documents\/([1-9]\d{0,14})(?:\?[^#\s]*)?#([\w-]{1,40})$/.exec(within);
  return block ? { document: Number(block[1]), block: block[2]! } : null;
}

/** What has become of something that somebody said, in one word: the first of these that is true. */
export type Standing = 'done' | 'answered' | 'used' | 'set-aside' | 'waiting';

export interface Used {
  claims: { responses: { decision: Decision; doneAt: unknown }[] }[];
  /** Statements of a discussion's synthesis, and documents that cite it directly. */
  statements: number;
  documents: number;
  /** Why no claim rests on it. */
  setAside: string | null;
}

export function standingOf(used: Used): Standing {
  const responses = used.claims.flatMap((c) => c.responses);
  if (responses.some((r) => r.doneAt)) return 'done';
  if (responses.length > 0) return 'answered';
  if (used.claims.length + used.statements + used.documents > 0) return 'used';
  return used.setAside === null ? 'waiting' : 'set-aside';
}
