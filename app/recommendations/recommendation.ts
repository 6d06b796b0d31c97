import { isSecretariat, type Reader } from '../people/person';

/** What an event asks for, and what it found: both are followed up. */
export const recommendationKinds = ['recommendation', 'conclusion'] as const;
export type RecommendationKind = (typeof recommendationKinds)[number];

/** Characters and counts. */
export const limits = {
  body: 4000,
  number: 60,
  title: 300,
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

/** A number that is another one when anything of an outcome is: it tells whether somebody has changed it meanwhile. */
export function outcomeMark(of: readonly (string | number | null)[]): string {
  let hash = 2_166_136_261;
  // FNV-1a: nobody gains by finding two outcomes of the same number.
  for (const sign of of.map((part) => part ?? '').join('\n'))
    hash = Math.imul(hash ^ sign.codePointAt(0)!, 16_777_619) >>> 0;
  return String(hash);
}
