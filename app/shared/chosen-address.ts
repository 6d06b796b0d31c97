/**
 * The address of a list with what is chosen, and `change` chosen anew: null takes a choice back. The page is kept only where it is
 * named, since another choice has other pages.
 */
export function chosenAddress(
  path: string,
  chosen: Record<string, string | number | null>,
  change: Record<string, string | number | null>,
): string {
  const all = { ...chosen, page: null, ...change };
  const said = Object.entries(all).flatMap(([name, value]) =>
    value === null || (name === 'page' && value === 1) ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(said).toString();
  return search ? `${path}?${search}` : path;
}
