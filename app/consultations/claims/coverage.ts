import { sectorKeys } from '../../organisations/sectors';
import type { CountedKind } from './claim';

/** A source as far as figures need it. */
export interface CountedSource {
  kind: CountedKind;
  sector: string | null;
  /** One of the five regions of M49, or the world; null for people without an organisation. */
  region: string | null;
  state: 'coded' | 'waived' | 'unused';
}

/** How many there are, and on how many of them at least one claim rests. */
export interface Share {
  all: number;
  coded: number;
}

export interface Coverage {
  whole: Share;
  kinds: { kind: CountedKind; share: Share }[];
  /** In the order of the sectors; `null` are people without an organisation. */
  sectors: { sector: string | null; share: Share }[];
  regions: { region: string | null; share: Share }[];
}

/** Survivor groups are in no figure that moves, and in no total from which others could be taken away. */
export function isCounted(source: Pick<CountedSource, 'sector'>): boolean {
  return source.sector !== 'survivor-group';
}

/** What share of the sources is coded: of all, of each kind, sector and region. Survivor groups are in none of it. */
export function coverageOf(sources: CountedSource[]): Coverage {
  const counted = sources.filter(isCounted);
  const order: readonly string[] = sectorKeys;
  return {
    whole: shareOf(counted),
    kinds: groups(counted, (s) => s.kind).map(([kind, share]) => ({ kind, share })),
    sectors: groups(counted, (s) => s.sector)
      .sort(([a], [b]) => place(order, a) - place(order, b))
      .map(([sector, share]) => ({ sector, share })),
    regions: groups(counted, (s) => s.region)
      .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
      .map(([region, share]) => ({ region, share })),
  };
}

function place(order: readonly string[], key: string | null): number {
  return key === null ? order.length : order.indexOf(key);
}

function shareOf(sources: CountedSource[]): Share {
  return { all: sources.length, coded: sources.filter((s) => s.state === 'coded').length };
}

function groups<K extends string | null>(sources: CountedSource[], by: (s: CountedSource) => K): [K, Share][] {
  const found = new Map<K, CountedSource[]>();
  for (const source of sources) found.set(by(source), [...(found.get(by(source)) ?? []), source]);
  return [...found].map(([key, some]) => [key, shareOf(some)]);
}
