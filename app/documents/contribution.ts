/** How much of what stands in a text an organisation wrote. */
export interface ShareView {
  /** Its name; null for what nobody is known to have written, such as what stood before a redaction. */
  organisation: string | null;
  characters: number;
  /** Of the whole, 0 to 1. */
  share: number;
}

/** Shares by organisation, the largest first; what belongs to none comes last. */
export function sharesOf(counted: { organisation: string | null; characters: number }[]): ShareView[] {
  const sums = new Map<string | null, number>();
  for (const { organisation, characters } of counted) {
    sums.set(organisation, (sums.get(organisation) ?? 0) + characters);
  }
  const whole = [...sums.values()].reduce((sum, n) => sum + n, 0);
  return [...sums]
    .filter(([, characters]) => characters > 0)
    .map(([organisation, characters]) => ({ organisation, characters, share: characters / whole }))
    .sort((a, b) => Number(a.organisation === null) - Number(b.organisation === null) || b.characters - a.characters);
}
