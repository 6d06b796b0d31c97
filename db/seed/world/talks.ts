import type { PersonKey } from './people';

export interface SeedTalk {
  /** Key of the event that it stands beside. */
  readonly event: string;
  readonly closed: boolean;
  readonly facilitator: PersonKey;
  /** People who have a place; the first of them upvote. */
  readonly there: readonly PersonKey[];
  readonly questions: readonly {
    /** Without: asked without a name. */
    readonly by?: PersonKey;
    readonly words: string;
    /** As it was asked, where it was reworded. */
    readonly asked?: string;
    readonly votes: number;
    readonly live?: true;
    readonly answer?: string;
    readonly owner?: PersonKey;
  }[];
  readonly poll: { readonly question: string; readonly choices: readonly (readonly [words: string, votes: number])[] };
}

/** Invented, as everything here. */
export const talks: readonly SeedTalk[] = [
  {
    event: 'who-pays-for-recruitment',
    closed: true,
    facilitator: 'wanjiru.d',
    there: ['achieng.d', 'halima.d', 'farid.d', 'sunita.d', 'farzana.d', 'zawadi.d'],
    questions: [
      {
        by: 'halima.d',
        words: 'Who pays when a contract is changed after arrival?',
        asked: 'and if they change the contract later, who pays then??',
        votes: 6,
        live: true,
      },
      {
        words: 'May an agency keep a passport until the fee is paid?',
        votes: 5,
        answer: 'No. The licence is lost where it does, and the passport is handed back at once. *(Invented answer.)*',
      },
      {
        by: 'sunita.d',
        words: 'Which of the lines on the sheet does the new law leave open?',
        votes: 3,
        owner: 'mutiso.d',
      },
    ],
    poll: {
      question: 'Who pays for the medical test where you work?',
      choices: [
        ['The worker', 4],
        ['The employer', 1],
        ['I do not know', 1],
      ],
    },
  },
  {
    event: 'complaints-that-reach-someone',
    closed: false,
    facilitator: 'wanjiru.d',
    there: [
      'mutiso.d',
      'kiprono.d',
      'sunita.d',
      'farzana.d',
      'zawadi.d',
      'nomvula.d',
      'aroha.d',
      'ousmane.d',
      'anjali.d',
    ],
    questions: [
      { words: 'Can somebody complain without giving a name?', votes: 7 },
      { by: 'kiprono.d', words: 'How long does the desk at the airport take to answer?', votes: 4, live: true },
      { by: 'farzana.d', words: 'What comes of a complaint that names the employer of a relative?', votes: 2 },
    ],
    poll: {
      question: 'Does a complaint channel where you work answer within a week?',
      choices: [
        ['Yes', 0],
        ['No', 0],
        ['There is none', 0],
      ],
    },
  },
];
