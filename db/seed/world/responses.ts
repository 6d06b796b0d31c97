import type { Decision } from '../../../app/consultations/response/response';
import type { CommitmentState } from '../../../app/tasks/commitment';
import type { OrganisationKey } from './organisations';
import type { PersonKey } from './people';

export interface SeedResponse {
  /** Key of the claim. */
  readonly claim: string;
  /** An invented organisation: nothing is promised here in the name of one that exists. */
  readonly organisation: OrganisationKey;
  readonly by: PersonKey;
  readonly decision: Decision;
  readonly reason: string;
  /** What will be done, and in how many days from now. */
  readonly action?: string;
  readonly due?: number;
  readonly state?: CommitmentState;
  readonly done?: string;
  /** A paragraph that acts on it: the block of a document. */
  readonly place?: { readonly document: string; readonly block: string };
  /** Days ago. */
  readonly ago: number;
}

/** What those responsible answered to the claims of the third consultation: invented. */
export const responses: Readonly<Record<string, readonly SeedResponse[]>> = {
  'direct-help': [
    {
      claim: 'same-day',
      organisation: 'labour-migration-office',
      by: 'achieng.d',
      decision: 'accepted',
      reason: 'We had no test of our own. This one can be explained at a counter. (invented)',
      action: 'Our part of the joint programme says what counts as direct assistance in these words. (invented)',
      due: 40,
      place: { document: 'fair-recruitment', block: 'sit-known' },
      ago: 9,
    },
    {
      claim: 'item-by-item',
      organisation: 'national-referral-office',
      by: 'natalia.d',
      decision: 'partly',
      reason: 'Three of the four items are ours to pay. Compensation is the courts’. (invented)',
      action: 'Papers, custody and wages are lines of their own in the office’s budget. (invented)',
      state: 'done',
      done: 'The budget was adopted with the three lines. (invented)',
      ago: 12,
    },
    {
      claim: 'part-for-referral',
      organisation: 'labour-migration-office',
      by: 'achieng.d',
      decision: 'not',
      reason: 'The share differs from district to district, and we will not fix it before the assessment. (invented)',
      ago: 9,
    },
  ],
};
