import type { OrganisationKey } from './organisations';

export interface SeedPlanned {
  readonly title: string;
  readonly body: string;
  readonly by?: OrganisationKey;
  /** Month and day within the year of the plan. */
  readonly from?: string;
  readonly until?: string;
  readonly currency: 'USD' | 'EUR' | 'JPY';
  readonly planned: string;
  readonly spent?: string;
  /** How it stands once its last day is over; before, it is under way. */
  readonly after?: 'done' | 'not-pursued' | 'late';
  /** What was done, or why it was given up. */
  readonly words?: string;
  /** Written once it is late. */
  readonly correction?: { readonly words: string };
}

export interface SeedPlan {
  /** Years from that of the seeding. */
  readonly year: number;
  readonly words: string;
  /** Days before the seeding on which it was put to the committee, which took ten days; left out: a draft. */
  readonly put?: number;
  readonly activities: readonly SeedPlanned[];
  readonly review?: {
    readonly done: string;
    readonly undone: string;
    readonly lessons: string;
    readonly heard: string;
    readonly issued: boolean;
  };
}

/** The plans of three years, invented as a whole: nobody planned, spent or said any of this. */
export const workplans: readonly SeedPlan[] = [
  {
    year: -1,
    words: 'The year before this one, as an example. Everything in it is invented.',
    put: 420,
    activities: [
      {
        title: 'A common list of questions for assessments (invented)',
        body: 'One list for prevention, protection, prosecution and partnership, in three languages.',
        by: 'unodc',
        from: '02-01',
        until: '06-30',
        currency: 'USD',
        planned: '42000',
        spent: '40150.50',
        after: 'done',
        words: 'The list is there in three languages and was used twice (invented).',
      },
      {
        title: 'A meeting of labour inspectors in one room (invented)',
        body: 'Two days, forty people, no podium.',
        by: 'ilo',
        from: '09-01',
        until: '10-31',
        currency: 'EUR',
        planned: '18000',
        spent: '2400',
        after: 'not-pursued',
        words: 'Too few could travel; they met on two afternoons online (invented).',
      },
    ],
    review: {
      done: 'The common list of questions is written and was used in two countries (invented).\n\nWhoever used it kept it: it is now the list of five organisations (invented).',
      undone:
        'The meeting of inspectors did not take place in one room. What it was for was done online, for a seventh of the money (invented).',
      lessons: 'Ask those who are to travel before a room is booked (invented).',
      heard: 'Unions asked for the list in plain words, and it was rewritten before it was printed (invented).',
      issued: true,
    },
  },
  {
    year: 0,
    words: 'Fewer things, each done together. Everything in this plan is invented.',
    put: 45,
    activities: [
      {
        title: 'The glossary in six languages (invented)',
        body: 'Words that the members use alike, each with an example.',
        by: 'iom',
        from: '01-10',
        until: '03-31',
        currency: 'USD',
        planned: '24500',
        spent: '23980',
        after: 'done',
        words: 'Printed in four languages, online in six (invented).',
      },
      {
        title: 'A week of seminars on referral (invented)',
        body: 'Five hours on five days, with questions read beforehand.',
        by: 'ohchr',
        from: '04-01',
        until: '06-30',
        currency: 'USD',
        planned: '12000',
        spent: '16480',
        after: 'late',
        correction: { words: 'Hold the last two seminars with speakers of the members alone (invented).' },
      },
      {
        title: 'Translation of what survivors’ groups asked for (invented)',
        body: 'The three papers that they named, in plain language.',
        by: 'unicef',
        from: '01-01',
        until: '12-31',
        currency: 'EUR',
        planned: '30000',
      },
    ],
    review: {
      done: 'The glossary is there (invented).',
      undone: '',
      lessons: '',
      heard: '',
      issued: false,
    },
  },
  {
    year: 1,
    words: 'What the members think of so far. Everything in it is invented.',
    activities: [
      {
        title: 'A second look at the common list of questions (invented)',
        body: 'With those who have used it.',
        by: 'unodc',
        from: '03-01',
        until: '05-31',
        currency: 'USD',
        planned: '9000',
      },
      {
        title: 'A page for journalists (invented)',
        body: 'What may be asked of survivors, and what may not.',
        currency: 'USD',
        planned: '5000',
      },
    ],
  },
];
