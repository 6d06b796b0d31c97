import type { Attendance } from '../../../app/committee/meeting';
import type { OrganisationKey } from './organisations';
import type { PersonKey } from './people';

export interface SeedItem {
  readonly title: string;
  readonly minutes?: number;
  readonly lead?: OrganisationKey;
}

export interface SeedMeeting {
  /** Key of its event. */
  readonly event: string;
  readonly items: readonly SeedItem[];
  /** Every proposal that is open is on its agenda too. */
  readonly takesProposals?: true;
  readonly present: readonly (readonly [PersonKey, Attendance])[];
  readonly observers: readonly PersonKey[];
  /** What was taken on, by whom, due in so many days from the seeding. */
  readonly actions: readonly { readonly words: string; readonly owner: OrganisationKey; readonly due: number }[];
}

/**
 * Who has chaired the committee, its rules and its meetings. All of it is invented: the strategic plan says that the chair rotates every
 * 12 months and that members sign a letter of agreement, and nothing of who chaired when.
 */
export const committee = {
  /** The first of the chairs that are told of; the rotation gives the others. */
  firstChair: 'ilo',
  /** Years from that first day until the next change, and days from the seeding until then. */
  years: 3,
  nextChangeIn: 30,
  quorum: 4,
  letter: {
    title: 'Letter of agreement on joint responsibilities (invented)',
    /** Days before the seeding on which each member signed. */
    signed: { ilo: 700, iom: 698, ohchr: 690, osce: 671, unicef: 684, unodc: 700 },
    from: 670,
  },
  meetings: [
    {
      event: 'committee-session',
      items: [
        { title: 'Adoption of the agenda', minutes: 5, lead: 'ohchr' },
        { title: 'State of the joint programme on fair recruitment', minutes: 60, lead: 'ilo' },
        { title: 'Call for pilots: first reading of the criteria', minutes: 45, lead: 'iom' },
        { title: 'Other matters', minutes: 20 },
      ],
      present: [
        ['kwame.d', 'in-person'],
        ['mateo.d', 'remote'],
        ['claire.d', 'in-person'],
        ['ilse.d', 'in-person'],
        ['priya.d', 'remote'],
      ],
      observers: ['solveig.d'],
      actions: [
        {
          words: 'Send the members a note on how shelters are counted in the two corridors (invented)',
          owner: 'unicef',
          due: 20,
        },
        { words: 'Put the criteria of the call for pilots on one page (invented)', owner: 'osce', due: 9 },
      ],
    },
    {
      event: 'committee-preparatory-meeting',
      items: [
        { title: 'What comes to the next session', minutes: 40, lead: 'ohchr' },
        { title: 'Handover of the chair', minutes: 20, lead: 'osce' },
      ],
      takesProposals: true,
      present: [],
      observers: [],
      actions: [],
    },
  ],
} as const satisfies {
  firstChair: OrganisationKey;
  years: number;
  nextChangeIn: number;
  quorum: number;
  letter: { title: string; signed: Partial<Record<OrganisationKey, number>>; from: number };
  meetings: readonly SeedMeeting[];
};
