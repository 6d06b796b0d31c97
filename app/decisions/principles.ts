/**
 * The eleven principles against which every decision on an activity is reviewed (strategic plan, section 3), in its order. Their
 * names and the question that each asks stand under `decisions:principles`.
 */
export const principles = [
  'more-than-sum',
  'inter-agency',
  'rights-based',
  'resource',
  'cumulative-knowledge',
  'protocol',
  'strengthens-existing',
  'lasting-impact',
  'evaluates',
  'technical-excellence',
  'with-victims',
] as const;
export type Principle = (typeof principles)[number];

/** The review of a proposal: of each principle how it is met, or why it does not apply. */
export interface PrincipleAnswer {
  principle: Principle;
  applies: boolean;
  words: string;
}

/** Principles of which nothing is said yet. */
export function unanswered(review: Pick<PrincipleAnswer, 'principle' | 'words'>[]): Principle[] {
  return principles.filter((p) => !review.some((r) => r.principle === p && r.words.trim() !== ''));
}

/** Its name and its question, as keys of texts. */
export function principleTexts(principle: Principle): { name: string; question: string } {
  return { name: `decisions:principles.${principle}.name`, question: `decisions:principles.${principle}.question` };
}
