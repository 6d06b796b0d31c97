import type { Earmark, Funding } from '../../../app/programmes/budget';
import type { Aim, Grade } from '../../../app/programmes/programme';
import type { CommitmentState } from '../../../app/tasks/commitment';
import type { OrganisationKey } from './organisations';
import type { PersonKey } from './people';

/** Days from the day of the seeding; negative for the past. */
type Days = number;

export interface SeedIndicator {
  readonly what: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly baseline: string;
  readonly target: string;
  readonly source: string;
  readonly values: readonly { readonly on: Days; readonly value: string; readonly note?: string }[];
}

export interface SeedProgramme {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly area: string;
  readonly lead: OrganisationKey;
  readonly by: PersonKey;
  readonly began: Days;
  readonly opened: Days;
  readonly consultation: string;
  /** The seeded document that shows its data. */
  readonly document: string;
  readonly aims: Readonly<Record<Aim, string>>;
  /** The lead among them. */
  readonly partners: readonly {
    readonly key: OrganisationKey;
    readonly part: string;
    readonly named?: readonly PersonKey[];
  }[];
  readonly activities: readonly {
    readonly title: string;
    readonly body: string;
    readonly aim: Aim;
    readonly by: OrganisationKey;
    readonly others: readonly OrganisationKey[];
    readonly from: Days;
    readonly until: Days;
    readonly state: CommitmentState;
  }[];
  readonly outcomes: readonly {
    readonly title: string;
    readonly indicators: readonly SeedIndicator[];
    readonly outputs: readonly { readonly title: string; readonly indicators: readonly SeedIndicator[] }[];
  }[];
  /** Amounts in whole dollars, for the year of the seeding and the one after. */
  readonly lines: readonly {
    readonly title: string;
    /** Which of the activities, from 0. */
    readonly activity?: number;
    readonly by: OrganisationKey;
    readonly holds: OrganisationKey;
    readonly source: string;
    readonly funding: Funding;
    readonly earmark: Earmark;
    readonly years: readonly [number, number];
    /** In the year of the seeding; left out where nothing is noted yet. */
    readonly spent?: number;
  }[];
  readonly risks: readonly {
    readonly title: string;
    readonly likelihood: Grade;
    readonly harm: Grade;
    readonly answer: string;
    readonly by: OrganisationKey;
  }[];
  readonly phases: readonly {
    readonly title: string;
    readonly from: Days;
    readonly until: Days;
    readonly funding: Funding;
  }[];
  readonly reports: readonly {
    readonly from: Days;
    readonly until: Days;
    readonly body: string;
    readonly spent: number;
    readonly by: PersonKey;
  }[];
  readonly lessons: readonly { readonly title: string; readonly body: string; readonly by: PersonKey }[];
  readonly signed: readonly {
    readonly organisation: OrganisationKey;
    readonly by: PersonKey;
    readonly comment?: string;
  }[];
}

/** The shares on which the committee has agreed, invented: the plan says that they are to be substantial, and names no figure. */
export const agreedShares = [
  { kind: 'victim-support', basisPoints: 3000, since: '2012-03-01' },
  { kind: 'evaluation', basisPoints: 500, since: '2012-03-01' },
] as const;

const complaints: SeedIndicator = {
  what: 'How many complaints are received in a quarter?',
  unit: 'complaints',
  direction: 'up',
  baseline: '40',
  target: '300',
  source: 'Desk records (invented)',
  values: [
    { on: -190, value: '55' },
    { on: -100, value: '92' },
    { on: -10, value: '131', note: 'The second desk opened in this quarter (invented).' },
  ],
};

/** One joint programme, invented as a whole: its figures, sums and arrangements are nobody's. */
export const programmes: readonly SeedProgramme[] = [
  {
    key: 'fair-recruitment',
    title: 'Recruitment that can be complained about (invented)',
    summary:
      'Workers who leave Eastern Africa can complain of their recruiter in their own language, without a fee, and are answered. Everything in it is invented.',
    area: '014',
    lead: 'ilo',
    by: 'tomasz.d',
    began: -300,
    opened: -240,
    consultation: 'eastern-africa-recruitment',
    document: 'fair-recruitment',
    aims: {
      short: 'A worker can complain by voice, in their own language, without a document and without a fee.',
      medium:
        'Four in five complaints are answered within twenty working days, and whoever complained is told the outcome.',
      long: 'Complaints are part of how licences are given and taken, paid for by the labour authorities of the region.',
    },
    partners: [
      { key: 'ilo', part: 'Leads; trains inspectors; runs the voice line.', named: ['wanjiru.d'] },
      { key: 'iom', part: 'Direct assistance to those who complain, before and after departure.', named: ['farid.d'] },
      { key: 'ohchr', part: 'Reviews that nobody is put at risk by complaining.' },
      { key: 'unodc', part: 'Answers for the core budget that pays for the first phase.' },
    ],
    activities: [
      {
        title: 'A line that can be called',
        body: 'Voice messages in five languages, answered by people who speak them.',
        aim: 'short',
        by: 'ilo',
        others: ['ohchr'],
        from: -240,
        until: 300,
        state: 'under-way',
      },
      {
        title: 'Desks in three towns',
        body: 'One in each town from which people leave, open on market days.',
        aim: 'medium',
        by: 'ilo',
        others: ['iom'],
        from: -180,
        until: 420,
        state: 'under-way',
      },
      {
        title: 'Help for those who complain',
        body: 'A place to stay, a lawyer and the way home, for as long as the complaint goes on.',
        aim: 'short',
        by: 'iom',
        others: [],
        from: -200,
        until: 420,
        state: 'open',
      },
    ],
    outcomes: [
      {
        title: 'Complaints are made',
        indicators: [complaints],
        outputs: [
          {
            title: 'A voice line',
            indicators: [
              {
                what: 'In how many languages does it answer?',
                unit: 'languages',
                direction: 'up',
                baseline: '0',
                target: '5',
                source: 'Line log (invented)',
                values: [
                  { on: -150, value: '2' },
                  { on: -30, value: '3' },
                ],
              },
            ],
          },
          {
            title: 'Desks',
            indicators: [
              {
                what: 'In how many towns is there a desk?',
                unit: 'towns',
                direction: 'up',
                baseline: '1',
                target: '4',
                source: 'Quarterly visit (invented)',
                values: [{ on: -10, value: '2' }],
              },
            ],
          },
        ],
      },
      {
        title: 'Complaints are answered',
        indicators: [
          {
            what: 'How many working days does an answer take, at the median?',
            unit: 'working days',
            direction: 'down',
            baseline: '64',
            target: '20',
            source: 'Case files (invented)',
            values: [
              { on: -190, value: '61' },
              { on: -100, value: '47.5' },
              { on: -10, value: '38' },
            ],
          },
        ],
        outputs: [
          {
            title: 'Inspectors who can act on a complaint',
            indicators: [
              {
                what: 'How many inspectors have been trained?',
                unit: 'inspectors',
                direction: 'up',
                baseline: '0',
                target: '60',
                source: 'Attendance lists (invented)',
                values: [
                  { on: -120, value: '18' },
                  { on: -20, value: '34' },
                ],
              },
            ],
          },
        ],
      },
    ],
    lines: [
      {
        title: 'Direct assistance to those who complain',
        activity: 2,
        by: 'iom',
        holds: 'iom',
        source: 'A donor (invented)',
        funding: 'later',
        earmark: 'direct-assistance',
        years: [180_000, 210_000],
        spent: 131_500,
      },
      {
        title: 'Voice line and desks',
        activity: 0,
        by: 'ilo',
        holds: 'unodc',
        source: 'UN.GIFT core budget (invented)',
        funding: 'seed',
        earmark: 'none',
        years: [210_000, 190_000],
        spent: 224_000,
      },
      {
        title: 'Monitoring and evaluation',
        by: 'ilo',
        holds: 'ilo',
        source: 'A donor (invented)',
        funding: 'later',
        earmark: 'evaluation',
        years: [40_000, 60_000],
      },
      {
        title: 'Coordination',
        by: 'ilo',
        holds: 'unodc',
        source: 'UN.GIFT core budget (invented)',
        funding: 'seed',
        earmark: 'none',
        years: [55_000, 55_000],
      },
    ],
    risks: [
      {
        title: 'A recruiter learns of a complaint and harms whoever made it.',
        likelihood: 'medium',
        harm: 'high',
        answer:
          'No desk calls back, no record leaves the desk with a name in it, and a place to stay is found the same day.',
        by: 'iom',
      },
      {
        title: 'The line ends with the programme, and those who rely on it are left alone.',
        likelihood: 'medium',
        harm: 'high',
        answer: 'From the second year on the labour authorities pay a third of it, and the whole after the end.',
        by: 'ilo',
      },
    ],
    phases: [
      { title: 'Phase 1: the line and the first desks', from: -240, until: 120, funding: 'seed' },
      { title: 'Phase 2: all towns, and the handing over', from: 121, until: 480, funding: 'later' },
    ],
    reports: [
      {
        from: -240,
        until: -60,
        body: 'The line answers in three languages. The second desk has opened; the third waits for a room in which two people can talk unseen. Thirty-four inspectors were trained. All of this is invented.',
        spent: 214_000,
        by: 'wanjiru.d',
      },
    ],
    lessons: [
      {
        title: 'A desk is used once its neighbours know who sits there',
        body: 'Opening on market days, with somebody from the town, brought more people in a month than leaflets had in a quarter (invented).',
        by: 'wanjiru.d',
      },
    ],
    signed: [
      { organisation: 'ilo', by: 'kwame.d' },
      {
        organisation: 'iom',
        by: 'mateo.d',
        comment: 'Signed on the understanding that phase 2 begins once its funds are there (invented).',
      },
    ],
  },
];
