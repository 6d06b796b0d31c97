/**
 * The subjects of texts that are named by keys such as `talk:refusals.closed`: a page that shows them must have them
 * fetched, which "useTranslation" does with this.
 */
export function subjectsOf(keys: readonly (string | undefined)[]): string[] {
  const named = keys.flatMap((key) => (key?.includes(':') ? [key.split(':')[0]!] : []));
  return [...new Set(['shared', ...named])];
}
