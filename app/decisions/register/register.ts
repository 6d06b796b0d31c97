import { type Outcome, outcomes } from '../proposal';

export const registerLength = 30;

/** What the register can be narrowed to: a year, an outcome, words of the title, and what is due to be looked at again. */
export interface RegisterSearch {
  year?: number | undefined;
  outcome?: Outcome | undefined;
  q: string;
  due: boolean;
  page: number;
}

/** Reads an address: what is wrong in it is taken as not said, since anybody may have typed it. */
export function registerSearch(params: URLSearchParams): RegisterSearch {
  const year = /^\d{4}$/.exec(params.get('year') ?? '');
  const page = /^[1-9]\d{0,3}$/.exec(params.get('page') ?? '');
  return {
    year: year ? Number(year[0]) : undefined,
    outcome: outcomes.find((o) => o === params.get('outcome')),
    q: (params.get('q') ?? '').trim().slice(0, 200),
    due: params.get('due') === 'yes',
    page: page ? Number(page[0]) : 1,
  };
}

/** The address of the register with one choice changed; undefined takes it back. The page is kept only where it is named. */
export function registerAddress(
  search: Partial<RegisterSearch>,
  change: Record<string, string | number | undefined> = {},
  path = '/decisions/register',
): string {
  const { year, outcome, q, due } = search;
  const all = { year, outcome, q: q || undefined, due: due ? 'yes' : undefined, page: undefined, ...change };
  const said = Object.entries(all).filter(([name, value]) => value !== undefined && !(name === 'page' && value === 1));
  const params = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return `${path}${params.size ? `?${params}` : ''}`;
}
