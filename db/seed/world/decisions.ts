import type { Principle } from '../../../app/decisions/principles';
import type { PositionKind } from '../../../app/decisions/proposal';

type Member = 'ilo' | 'iom' | 'ohchr' | 'osce' | 'unicef' | 'unodc';

export interface SeedPosition {
  readonly member: Member;
  readonly kind: PositionKind;
  /** Days after the opening. */
  readonly after: number;
  readonly words?: string;
  readonly resolution?: string;
}

export interface SeedProposal {
  readonly title: string;
  readonly text: readonly string[];
  readonly lead: Member;
  readonly mode: 'positions' | 'silence';
  /** Days before now at which it was put; left out: a draft. */
  readonly opened?: number;
  /** Days after the opening at which positions end. */
  readonly days?: number;
  readonly languages?: readonly 'fr'[];
  readonly significant?: boolean;
  readonly noConsultationReason?: string;
  readonly review: Partial<Record<Principle, string>>;
  readonly positions?: readonly SeedPosition[];
  /** Answers to the objection, in its thread; what becomes of it, so many days after the opening. */
  readonly answered?: { readonly by: Member; readonly after: number; readonly words: string };
  readonly sustained?: { readonly after: number; readonly words: string };
}

const all = (words: string): Partial<Record<Principle, string>> => ({ 'more-than-sum': words });

/** What the committee of the demonstration decides on. All of it is invented, the positions too: no member has said any of this. */
export const proposals: readonly SeedProposal[] = [
  {
    title: 'One list of licensed recruitment agencies (invented)',
    text: [
      'The committee asks its members to keep one list of licensed recruitment agencies for Eastern Africa, in place of three (invented).',
      'The list is read by everybody, corrected within five days, and looked at again after a year.',
    ],
    lead: 'ilo',
    mode: 'positions',
    opened: 60,
    days: 10,
    review: all('Three lists that differ help nobody: one that all members keep can be relied on (invented).'),
    positions: [
      { member: 'ilo', kind: 'support', after: 1 },
      { member: 'unodc', kind: 'support', after: 2 },
      {
        member: 'ohchr',
        kind: 'support-with-comment',
        after: 3,
        words: 'The list should say how a worker can complain (invented).',
      },
      { member: 'iom', kind: 'support', after: 4 },
      { member: 'osce', kind: 'support', after: 5 },
      { member: 'unicef', kind: 'stand-aside', after: 6, words: 'It is outside our mandate (invented).' },
    ],
  },
  {
    title: 'A common form for the referral of victims (invented)',
    text: [
      'Members use one form when they refer a person for assistance, with no more about her than the next service needs (invented).',
    ],
    lead: 'iom',
    mode: 'positions',
    opened: 40,
    days: 9,
    significant: true,
    noConsultationReason:
      'The form was asked for by those who took part in the consultation of last year, which is in no record here (invented).',
    review: all('A person who is referred tells her case once (invented).'),
    positions: [
      { member: 'iom', kind: 'support', after: 1 },
      { member: 'unicef', kind: 'concern', after: 2, words: 'A form for children needs a guardian’s part (invented).' },
      { member: 'unodc', kind: 'support', after: 3 },
      { member: 'ohchr', kind: 'support', after: 3 },
      { member: 'ilo', kind: 'support', after: 4 },
      { member: 'osce', kind: 'support', after: 5 },
    ],
  },
  {
    title: 'A single database of persons assisted (invented)',
    text: ['Members enter the persons whom they assist into one database (invented).'],
    lead: 'osce',
    mode: 'positions',
    opened: 30,
    days: 8,
    review: all('Figures of the members could be added up (invented).'),
    positions: [
      { member: 'osce', kind: 'support', after: 1 },
      {
        member: 'ohchr',
        kind: 'strongly-object',
        after: 2,
        words: 'One database of persons in danger is itself a danger to them (invented).',
        resolution: 'Figures that are added up where they arise, and no names (invented).',
      },
      { member: 'unodc', kind: 'support', after: 3 },
    ],
    answered: { by: 'osce', after: 4, words: 'The names could be coded (invented).' },
    sustained: { after: 6, words: 'Coded names can be read again (invented).' },
  },
  {
    title: 'Seed funding for a joint assessment in Eastern Africa (invented)',
    text: [
      'The committee gives seed funding to a joint situational assessment in two countries, at the request of their governments (invented).',
      'A fifth of it goes to direct assistance for victims (invented).',
    ],
    lead: 'unodc',
    mode: 'positions',
    opened: 3,
    days: 10,
    review: all('An assessment of four members is asked once of a country, and not four times (invented).'),
    positions: [
      { member: 'unodc', kind: 'support', after: 0.1 },
      {
        member: 'ilo',
        kind: 'strongly-object',
        after: 1,
        words: 'Labour inspectors are in neither of the two teams (invented).',
        resolution: 'A labour inspector in each team (invented).',
      },
      { member: 'ohchr', kind: 'concern', after: 1.5, words: 'A fifth for direct assistance is little (invented).' },
    ],
    answered: { by: 'unodc', after: 2, words: 'We can ask each government for one (invented).' },
  },
  {
    title: 'The calendar of web seminars of next year (invented)',
    text: ['Twelve web seminars, one each month, each prepared by two members (invented).'],
    lead: 'unodc',
    mode: 'silence',
    opened: 1,
    languages: ['fr'],
    review: all('Two members prepare what none would prepare alone (invented).'),
  },
  {
    title: 'A code for employers of domestic workers (invented)',
    text: ['Members write one code for employers of domestic workers, with their unions (invented).'],
    lead: 'ilo',
    mode: 'positions',
    days: 14,
    review: { 'with-victims': 'Unions of domestic workers write it with us (invented).' },
  },
];
