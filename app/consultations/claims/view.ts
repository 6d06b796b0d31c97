import type { CitedThing, SourceState } from '../../citations/citation';
import type { Side, SourceKind } from './claim';

/** A passage as this reader may see it. */
export interface PassageView {
  id: number;
  citation: number;
  kind: SourceKind;
  side: Side;
  now: CitedThing;
  state: SourceState | 'not-for-you';
  /** Its source changed, and nobody who codes has looked at it since. */
  waits: boolean;
  /** The words that were chosen; null where they stand there no more, or are not to be read. */
  words: string | null;
  language: string;
  /** Of a voice: the ISO week in which it was cited, as 202647. Nothing finer is said of it. */
  week: number | null;
}

export interface ClaimView {
  id: number;
  /** Its place among the claims of the synthesis. */
  number: number;
  section: string;
  version: number;
  words: string;
  language: string;
  publishedAt: string | null;
  correctedAt: string | null;
  withdrawn: { at: string; reason: string } | null;
  for: PassageView[];
  against: PassageView[];
  sources: number;
  /** Nothing that it rests on can be read by anyone any more. */
  lost: boolean;
}

export function passagesOf(claim: Pick<ClaimView, 'for' | 'against'>): PassageView[] {
  return [...claim.for, ...claim.against];
}

export function holdsVoice(claim: Pick<ClaimView, 'for' | 'against'>): boolean {
  return passagesOf(claim).some((p) => p.kind === 'voice');
}

/** The ISO week of an instant, as year * 100 + week. */
export function weekOf(at: Date): number {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  return day.getUTCFullYear() * 100 + Math.ceil(((Number(day) - first) / 86_400_000 + 1) / 7);
}
