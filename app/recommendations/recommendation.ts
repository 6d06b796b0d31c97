import { isSecretariat, type Reader } from '../people/person';

/** What an event asks for, and what it found: both are followed up. */
export const recommendationKinds = ['recommendation', 'conclusion'] as const;
export type RecommendationKind = (typeof recommendationKinds)[number];

/** Characters and counts. */
export const limits = {
  body: 4000,
  heading: 600,
  note: 4000,
  places: 10,
  addressees: 20,
  import: 400_000,
};

/** The register is the secretariat's: what was recommended, to whom, and whose it is to do. */
export function mayKeepRegister(reader: Reader | null): boolean {
  return isSecretariat(reader);
}
