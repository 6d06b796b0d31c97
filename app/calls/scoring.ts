import { criterionTexts, type EntryCriterion, entryCriteria } from '../decisions/entry-criteria';
import { type Principle, principles, principleTexts } from '../decisions/principles';
import { type Refusal, refuse } from '../shared/refusal';

/** By what a pilot is judged: the eleven principles, then the five entry criteria. */
export const items = [...principles, ...entryCriteria] as const;
export type Item = Principle | EntryCriterion;

export function isItem(name: string): name is Item {
  return (items as readonly string[]).includes(name);
}

/** Name and question of an item, as keys of texts. */
export function itemTexts(item: Item): { name: string; question: string } {
  return (principles as readonly string[]).includes(item)
    ? principleTexts(item as Principle)
    : criterionTexts(item as EntryCriterion);
}

/** Not met, partly, mostly, fully: four words without a middle, so that nobody can stay undecided by habit. */
export const marks = [1, 2, 3, 4] as const;
export type Mark = (typeof marks)[number];

/** What one reviewer says of one item; `mark` null: it cannot be judged where `cannot`, or nothing is said yet. */
export interface Judged {
  item: Item;
  mark: Mark | null;
  cannot: boolean;
  words: string;
}

/** What a review lacks to be handed in, beside each field: a mark for every item, or why it cannot be judged. */
export function reviewLacks(judged: readonly Judged[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const item of items) {
    const said = judged.find((j) => j.item === item);
    if (!said || (said.mark === null && !said.cannot)) fields[`mark-${item}`] = 'pilots:mistakes.no-mark';
    else if (said.cannot && said.words === '') fields[`words-${item}`] = 'pilots:mistakes.no-why';
  }
  return fields;
}

export interface ItemSummary {
  item: Item;
  /** Reviewers who gave a mark, and those who could not. */
  judged: number;
  cannot: number;
  /** Null where nobody gave a mark. */
  median: number | null;
  lowest: Mark | null;
  highest: Mark | null;
  /** Met partly at best, in the middle of the reviewers. */
  isLow: boolean;
  /** Two steps or more between the lowest and the highest mark. */
  isApart: boolean;
}

export interface Summary {
  reviewers: number;
  items: ItemSummary[];
  /** Items that are mostly or fully met, by their median. */
  met: number;
  isFew: boolean;
}

/** With fewer reviewers than this there is nobody to differ. */
export const fewestReviewers = 2;

/**
 * The middle of marks in their order; between the two middle ones where they are even in number. Marks say which is more and not
 * by how much, so they have a median and a range, and no mean (S. S. Stevens, On the Theory of Scales of Measurement, Science 103,
 * 1946, table 1: ordinal scales).
 */
export function medianOf(given: readonly Mark[]): number | null {
  if (given.length === 0) return null;
  const sorted = [...given].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What reviewers say together, each with the marks of one who has handed in. */
export function summaryOf(reviews: readonly (readonly Judged[])[]): Summary {
  const all = items.map((item): ItemSummary => {
    const said = reviews.flatMap((review) => review.filter((j) => j.item === item));
    const given = said.flatMap((j) => (j.mark === null ? [] : [j.mark]));
    const median = medianOf(given);
    const lowest = given.length > 0 ? (Math.min(...given) as Mark) : null;
    const highest = given.length > 0 ? (Math.max(...given) as Mark) : null;
    return {
      item,
      judged: given.length,
      cannot: said.filter((j) => j.cannot).length,
      median,
      lowest,
      highest,
      isLow: median !== null && median <= 2,
      isApart: lowest !== null && highest !== null && highest - lowest >= 2,
    };
  });
  return {
    reviewers: reviews.length,
    items: all,
    met: all.filter((i) => i.median !== null && i.median >= 3).length,
    isFew: reviews.length < fewestReviewers,
  };
}

/** What ties a reviewer to a pilot. */
export interface ReviewTie {
  isReviewer: boolean;
  /** Of an organisation with a part in it, as the platform knows. */
  hasPart: boolean;
  /** Has said so themselves. */
  hasDeclared: boolean;
  hasSubmitted: boolean;
  /** Handed in, and its call is closed. */
  isScored: boolean;
  isDecided: boolean;
}

/**
 * Why this pilot is not scored by whoever asks. What is handed in stays: its reviewer has seen what the others say by then. Once
 * it is decided, what that rested on stands still.
 */
export function whyNotScore(tie: ReviewTie): Refusal | undefined {
  if (!tie.isReviewer || !tie.isScored) return refuse('not-found', 'shared:errors.not-found');
  if (tie.hasPart) return refuse('not-allowed', 'pilots:refusals.has-part');
  if (tie.hasDeclared) return refuse('closed', 'pilots:refusals.has-declared');
  if (tie.hasSubmitted) return refuse('closed', 'pilots:refusals.has-scored');
  return tie.isDecided ? refuse('closed', 'pilots:refusals.is-decided') : undefined;
}
