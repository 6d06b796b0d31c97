import type { Value } from './answer';
import type { QuestionType } from './content';
import { fewest } from './questionnaire';

/** One set of answers as a release holds it: no name and no hour. */
export interface ReleasedSheet {
  id: string;
  version: number;
  language: string;
  onPaper: boolean;
  answers: Record<string, Value>;
}

/** How often a value was given to a question. */
export interface Count {
  question: string;
  value: Value;
  count: number;
}

/**
 * How many sets of answers stand otherwise than when results were given out last: sent since, changed, or taken back. Whoever
 * lays two releases side by side learns what this many sets say together, and of none of them alone.
 */
export function changesSince(released: ReleasedSheet[], now: ReleasedSheet[]): number {
  const before = new Map(released.map((s) => [s.id, said(s)]));
  const after = new Map(now.map((s) => [s.id, said(s)]));
  const fresh = [...after].filter(([id, answers]) => before.get(id) !== answers).length;
  return fresh + [...before.keys()].filter((id) => !after.has(id)).length;
}

/**
 * Whether results may be given out as they stand now: of five sets at least, and with five at least that are not in what was
 * given out before. Until then everybody sees the figures of before, those who prepare the questionnaire too.
 */
export function mayRelease(released: ReleasedSheet[] | null, now: ReleasedSheet[]): boolean {
  return now.length >= fewest && changesSince(released ?? [], now) >= fewest;
}

/** The parts of a set in one order: rows of a matrix may come in any. */
function said({ version, language, onPaper, answers }: ReleasedSheet): string {
  return JSON.stringify([version, language, onPaper, ordered(answers)]);
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.map(([name, part]) => [name, ordered(part)]);
}

/** Words, days and files are counted and never among what is counted: of these it says only that there was an answer. */
const ownWords = new Set<QuestionType>(['text', 'date', 'file']);

/** The answers without what was put in somebody's own words. */
export function withoutWords(
  answers: Record<string, Value>,
  typeOf: (question: string) => QuestionType | undefined,
): Record<string, Value> {
  const plain = Object.entries(answers).map(([q, value]): [string, Value] => [q, isOwnWords(typeOf(q)) ? '' : value]);
  return Object.fromEntries(plain);
}

const isOwnWords = (type: QuestionType | undefined) => type !== undefined && ownWords.has(type);

/** How often each value was given, question by question. */
export function countsOf(sheets: ReleasedSheet[], typeOf: (question: string) => QuestionType | undefined): Count[] {
  const counts = new Map<string, Count>();
  for (const { answers } of sheets) {
    for (const [question, given] of Object.entries(answers)) {
      const type = typeOf(question);
      if (!type) continue;
      const value = isOwnWords(type) ? '' : given;
      const key = JSON.stringify([question, ordered(value)]);
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { question, value, count: 1 });
    }
  }
  return [...counts.values()];
}
