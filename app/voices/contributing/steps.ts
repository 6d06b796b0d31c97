import type { Language } from '../../shared/languages';
import type { Scope } from '../scopes';
import type { Answer, Provenance } from './contributing';
import type { Exclusions } from './exclusions.server';

/** Pages of the one address for somebody with an invitation, in their order; the numbered ones are told as steps. */
export const writingSteps = ['told', 'choices', 'views', 'exclusions', 'code'] as const;

/** Pages for somebody who came back. */
export const returnedSteps = [
  'home',
  'replies',
  'wordings',
  'used',
  'consent',
  'exclude',
  'opened',
  'longer',
  'talk',
  'withdraw',
] as const;
export type ReturnedStep = (typeof returnedSteps)[number];

export function isReturnedStep(text: string): text is ReturnedStep {
  return (returnedSteps as readonly string[]).includes(text);
}

/** What is held, in the memory of the process alone, of a contribution that is being written. */
export interface Writing {
  room: string;
  organisation: string;
  provenance: Provenance;
  /** In which language she read the consent, and what she said yes to with which version (hex). */
  language?: Language;
  given?: { scope: Scope; version: string }[];
  answers?: Answer[];
  exclusions?: Exclusions;
  receipt?: { canonical: string; shown: string; isWords: boolean };
  withdrawReceipt?: { canonical: string; shown: string };
}
