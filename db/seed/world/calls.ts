import type { Request } from '../../../app/calls/pilot';
import type { Item, Mark } from '../../../app/calls/scoring';
import type { Area, Country } from '../../../app/organisations/places';
import type { Theme } from '../../../app/shared/themes';
import type { SeedProposal } from './decisions';
import type { OrganisationKey } from './organisations';
import type { PersonKey } from './people';

/** Days from the day of the seeding; negative for the past. */
type Days = number;

export interface SeedPilot {
  readonly key: string;
  readonly organisation: OrganisationKey;
  /** Who speaks for it. */
  readonly by: PersonKey;
  readonly title: string;
  readonly area: Area;
  readonly country?: Country;
  readonly partners: readonly OrganisationKey[];
  readonly aims: string;
  readonly novelty: string;
  readonly survivors: string;
  readonly request: Request;
  readonly requestWords: string;
  /** Whole dollars: direct assistance, other support for victims, evaluation, staff, everything else. */
  readonly budget: readonly [number, number, number, number, number];
  readonly answers: readonly string[];
  /** One mark for all but those that are named; a text in the place of a mark says why it cannot be judged. */
  readonly scores: readonly {
    readonly by: PersonKey;
    readonly mark: Mark;
    readonly but?: Partial<Record<Item, Mark | string>>;
    readonly comment: string;
  }[];
}

export interface SeedCall {
  readonly title: string;
  readonly introduction: string;
  readonly sought: string;
  readonly themes: readonly Theme[];
  readonly area: Area;
  /** Whole dollars. */
  readonly ceiling: number;
  readonly opens: Days;
  readonly closes: Days;
  readonly scored: Days;
  readonly questions: readonly string[];
  readonly reviewers: readonly PersonKey[];
  readonly pilots: readonly SeedPilot[];
}

/** Two calls for pilots, invented as a whole: nobody has called for any of this, proposed it or scored it. */
export const calls: readonly SeedCall[] = [
  {
    title: 'First help in small towns (invented)',
    introduction:
      'Most help for victims is in capitals. This call looks for ways to be there in the first two days, far from them. Everything in it is invented.',
    sought:
      'A pilot of a year at most, in one town or district, that reaches people within two days of being found and that another town could repeat. It works with those who help already, and asks survivors before it begins.',
    themes: ['protection', 'victim-support'],
    area: '001',
    ceiling: 150_000,
    opens: -75,
    closes: -45,
    scored: -25,
    questions: ['Who does something like it in this place already?', 'What would another town need to do the same?'],
    reviewers: ['wanjiru.d', 'claire.d', 'henrik.d'],
    pilots: [
      {
        key: 'first-call',
        organisation: 'labour-migration-office',
        by: 'achieng.d',
        title: 'One number at the bus station (invented)',
        area: '014',
        country: 'KE',
        partners: ['licensed-agencies'],
        aims: 'Whoever arrives without papers or money finds at the bus station one number that is answered at night, and a bed until the morning.',
        novelty: 'The office, the agencies and a support organisation answer in turn: today each refers to the other.',
        survivors:
          'A support organisation asks survivors which words on the poster would have reached them. Nobody is named, and nobody has to come to a meeting.',
        request: 'asked',
        requestWords: 'The labour ministry has asked for it in a letter (invented).',
        budget: [34_000, 12_000, 7_000, 45_000, 12_000],
        answers: [
          'A church opens its hall on some nights. It would be part of the pilot (invented).',
          'A telephone, a rota of six people and ten beds (invented).',
        ],
        scores: [
          { by: 'claire.d', mark: 3, but: { 'with-victims': 4 }, comment: 'Clear, small, and asked for (invented).' },
          {
            by: 'henrik.d',
            mark: 4,
            but: { replication: 3 },
            comment: 'What it costs is said to the night (invented).',
          },
        ],
      },
      {
        key: 'first-papers',
        organisation: 'national-referral-office',
        by: 'natalia.d',
        title: 'Papers in two days (invented)',
        area: '151',
        country: 'MD',
        partners: [],
        aims: 'A person who is found without papers has a provisional one within two days, so that a shelter may take her in.',
        novelty: 'The registry works at the shelter one day a week.',
        survivors: 'Two survivor groups have read the plan and asked that no reason is written on the paper.',
        request: 'agreed',
        requestWords: 'The registry agrees for one district (invented).',
        budget: [8_000, 6_000, 2_000, 70_000, 24_000],
        answers: ['Nobody does (invented).', 'A law that allows a provisional paper (invented).'],
        scores: [
          {
            by: 'claire.d',
            mark: 3,
            but: { spread: 1, 'lasting-impact': 2, 'nobody-elses-task': 1 },
            comment: 'It may be the task of the registry alone (invented).',
          },
          {
            by: 'henrik.d',
            mark: 3,
            but: {
              spread: 2,
              'nobody-elses-task': 4,
              'lasting-impact': 'It hangs on a law that is not there yet (invented).',
            },
            comment: '',
          },
        ],
      },
      {
        key: 'first-boat',
        organisation: 'pacific-safety-council',
        by: 'tevita.d',
        title: 'A nurse on the weekly boat (invented)',
        area: '009',
        partners: [],
        aims: 'Crews and islanders know whom to tell, and somebody who can help comes with the next boat.',
        novelty: 'Help travels, since those who need it cannot.',
        survivors: 'Fishers who were held on a vessel say what they would have needed, through their union.',
        request: 'none',
        requestWords: 'Three States are to be asked at the next meeting of the council (invented).',
        budget: [40_000, 5_000, 6_000, 50_000, 19_000],
        answers: ['Missions, on some islands (invented).', 'A boat that comes each week (invented).'],
        scores: [],
      },
    ],
  },
  {
    title: 'Fair hiring for work at sea (invented)',
    introduction:
      'Crews are hired far from the sea, through people whom nobody licenses. Everything in this call is invented.',
    sought:
      'A pilot of eighteen months at most in which those who hire, those who are hired and an authority try out one way of hiring that can be checked.',
    themes: ['labour', 'supply-chains'],
    area: '001',
    ceiling: 200_000,
    opens: -6,
    closes: 40,
    scored: 65,
    questions: ['Who would check it once the pilot has ended?'],
    reviewers: ['wanjiru.d', 'claire.d'],
    pilots: [],
  },
];

/** The decision by which one of them is taken on. */
export const adoption: { readonly pilot: string; readonly proposal: SeedProposal } = {
  pilot: 'first-call',
  proposal: {
    title: 'A pilot: one number at the bus station (invented)',
    text: ['The committee takes on the pilot "One number at the bus station" for a year (invented).'],
    lead: 'iom',
    mode: 'positions',
    opened: 16,
    days: 7,
    review: { 'with-victims': 'Survivors say which words would have reached them (invented).' },
    positions: [
      { member: 'iom', kind: 'support', after: 1 },
      { member: 'ilo', kind: 'support', after: 1 },
      { member: 'unodc', kind: 'support', after: 2 },
      { member: 'ohchr', kind: 'support', after: 3 },
      { member: 'osce', kind: 'support', after: 4 },
      { member: 'unicef', kind: 'support', after: 5 },
    ],
  },
};
