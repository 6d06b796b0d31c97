import type { Decision } from '../voices/door/protocol';

/** Characters of a reason; days after which a response may still be changed are not counted: it is theirs to correct. */
export const limits = { reason: 2000 };

/** What can rest on a theme as a whole, and owes it a response. */
export type RespondingKind = 'document' | 'synthesis' | 'consultation';

export interface Responding {
  kind: RespondingKind;
  /** Of a synthesis, its discussion's; a consultation's synthesis goes by the consultation. */
  id: number;
}

/** The platform's reference to what cites, as the room is told: kinds and numbers, never a title. */
export function thingOf({ kind, id }: Responding): string {
  return `${kind}:${id}`;
}

/** What was decided about a theme, and why: said to whoever reads, and to those who said it when they return. */
export interface ResponseView {
  decision: Decision;
  reason: string;
  language: string;
  organisation: string | null;
  at: string;
  version: number;
}

export interface ThemeView {
  voice: string;
  state: 'released' | 'withheld' | 'gone';
  response: ResponseView | null;
}

/** A voice that a document or a synthesis cites, once for each. */
export interface HeardView {
  voice: string;
  kind: 'excerpt' | 'theme';
  state: 'released' | 'withheld' | 'gone';
}

/** Themes that nothing can be made final over: they are still there to be answered, and nobody has. */
export function unansweredAmong(themes: ThemeView[]): ThemeView[] {
  return themes.filter((theme) => theme.state !== 'gone' && theme.response === null);
}
