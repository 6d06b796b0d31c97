import type { ListSearch } from './forms';

type Chosen = Partial<Record<keyof ListSearch, string | number | undefined>>;

/** In the order in which the address names them, so that one page has one address. */
const names = ['state', 'scope', 'region', 'theme', 'language', 'page'] as const;

/**
 * The address of the list with what is chosen, and `change` chosen anew: undefined takes a choice back. The page is kept only
 * where it is named, since another choice has other pages.
 */
export function listAddress(chosen: Chosen, change: Chosen = {}, path = '/consultations'): string {
  const said: [string, string][] = [];
  const all: Chosen = { ...chosen, page: undefined, ...change };
  for (const name of names) {
    const value = all[name];
    if (value !== undefined && !(name === 'page' && value === 1)) said.push([name, String(value)]);
  }
  const search = new URLSearchParams(said);
  return `${path}${search.size ? `?${search}` : ''}`;
}
