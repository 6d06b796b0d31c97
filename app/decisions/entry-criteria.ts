/**
 * By what is judged whether something is taken on (strategic plan, on strategic support and interventions): better done together,
 * nobody's task already, request and will of the State, replication and scale, spread. Names and questions stand under
 * `decisions:entry`.
 */
export const entryCriteria = ['together', 'nobody-elses-task', 'request-and-will', 'replication', 'spread'] as const;
export type EntryCriterion = (typeof entryCriteria)[number];

/** Its name and its question, as keys of texts. */
export function criterionTexts(criterion: EntryCriterion): { name: string; question: string } {
  return { name: `decisions:entry.${criterion}.name`, question: `decisions:entry.${criterion}.question` };
}
