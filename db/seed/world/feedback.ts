import type { Value } from '../../../app/questionnaires/answer';

export interface SeedFeedback {
  /** Key of the event that it is about. */
  readonly event: string;
  readonly by: 'wanjiru.d';
  /** Sets of answers to the form that the house begins with, question by question. */
  readonly sets: readonly Readonly<Record<string, Value>>[];
}

const parts = (said: string, time: string, languages: string, sound: string) => ({
  r5: said,
  r6: time,
  r7: languages,
  r8: sound,
});

/** Invented, as everything here: what people who had a place might have said of the event, about the event alone. */
export const feedback: readonly SeedFeedback[] = [
  {
    event: 'who-pays-for-recruitment',
    by: 'wanjiru.d',
    sets: [
      { q2: 5, q3: parts('o4', 'o2', 'o3', 'o3'), q4: ['o1', 'o3'], q6: 'o3', q8: ['o3', 'o1'] },
      {
        q2: 4,
        q3: parts('o3', 'o1', 'o3', 'o4'),
        q4: ['o1'],
        q6: 'o2',
        q8: ['o1', 'o2', 'o3'],
        q9: 'Send the fee sheets before the event. (invented)',
      },
      { q2: 4, q3: parts('o3', 'o2', 'o2', 'o3'), q4: ['o1', 'o2'], q6: 'o3', q8: ['o3'] },
      {
        q2: 5,
        q3: parts('o4', 'o3', 'o3', 'o3'),
        q4: ['o1', 'o4'],
        q6: 'o2',
        q8: ['o3', 'o2', 'o1'],
        q9: 'More time for questions from small agencies. (invented)',
      },
      { q2: 2, q3: parts('o2', 'o1', 'o1', 'o2'), q4: ['o5'], q5: 'Interpretation into Swahili. (invented)', q6: 'o3' },
      { q2: 4, q3: parts('o3', 'o3', 'o3', 'o3'), q4: ['o3'], q6: 'o2', q8: ['o1', 'o3'] },
      { q2: 5, q3: parts('o4', 'o2', 'o3', 'o4'), q4: ['o1', 'o2', 'o3'], q6: 'o2', q8: ['o3', 'o1', 'o2'] },
      {
        q2: 3,
        q3: parts('o3', 'o1', 'o2', 'o2'),
        q4: ['o2'],
        q6: 'o3',
        q9: 'Begin later in the day for those further west. (invented)',
      },
      { q2: 4, q3: parts('o3', 'o2', 'o3', 'o3'), q4: ['o1'], q6: 'o2', q8: ['o2', 'o3'] },
      { q2: 5, q3: parts('o4', 'o3', 'o3', 'o3'), q4: ['o1', 'o3'], q6: 'o3', q8: ['o3', 'o1'] },
      { q2: 3, q3: parts('o2', 'o1', 'o2', 'o3'), q4: ['o3', 'o4'], q6: 'o3', q8: ['o1'] },
    ],
  },
];
