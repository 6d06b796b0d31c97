import type { ScheduleSearch } from './forms';

type Chosen = Partial<Record<keyof ScheduleSearch, string | number | boolean | undefined>>;

/** In the order in which the address names them, so that one page has one address. */
const names = ['view', 'past', 'month', 'kind', 'theme', 'region', 'language', 'sector', 'zone', 'page'] as const;

/** What is chosen, as an address says it: what is usual is not said. */
export function scheduleChoices(chosen: Chosen): Record<string, string> {
  const said: Record<string, string> = {};
  for (const name of names) {
    const value = chosen[name];
    if (value === undefined || value === false) continue;
    if ((name === 'view' && value === 'list') || (name === 'page' && value === 1)) continue;
    said[name] = value === true ? 'yes' : String(value);
  }
  return said;
}

/**
 * The address of the schedule with what is chosen, and `change` chosen anew: undefined takes a choice back. The page is kept
 * only where it is named, since another choice has other pages.
 */
export function scheduleAddress(chosen: Chosen, change: Chosen = {}): string {
  const search = new URLSearchParams(scheduleChoices({ ...chosen, page: undefined, ...change }));
  return `/events${search.size ? `?${search}` : ''}`;
}
