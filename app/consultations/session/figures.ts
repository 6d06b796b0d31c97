import { smallest } from '../results/balanced';
import { suppress } from '../results/suppress';

/** Votes for one choice of a poll, of those that are counted; survivor groups never are. */
export interface PollCounts {
  several: boolean;
  voters: number;
  votes: number[];
}

/** What may be shown of it: null is withheld. */
export interface ShownCounts {
  voters: number | null;
  votes: (number | null)[];
}

/**
 * Counts below five are withheld, with what they could be worked out from. Where each voter has one choice, the choices sum up
 * to the voters; where each may have several, those who did not choose something are as good as counted, too.
 */
export function shownPoll({ several, voters, votes }: PollCounts): ShownCounts {
  if (voters < smallest) return { voters: null, votes: votes.map(() => null) };
  if (several)
    return { voters, votes: votes.map((n) => (n < smallest || (n < voters && voters - n < smallest) ? null : n)) };
  const columns = votes.map((_, i) => String(i));
  const { answered, total } = suppress({ columns, rows: [{ of: 'all', counts: votes }] }, smallest);
  return { voters: answered, votes: total };
}

/** Times that a sector had the floor. */
export interface FloorCount {
  sector: string;
  times: number;
}

export interface ShownFloor {
  /** In all; null where there were fewer than five. */
  times: number | null;
  /** Sectors that had it often enough, by name of their key. */
  sectors: FloorCount[];
}

/**
 * How often each sector spoke, as it is published: fewer than five times are withheld, with whatever they could be worked out
 * from. Survivor groups are not among them, nor in the sum: the counts must be of all others.
 */
export function shownFloor(counts: readonly FloorCount[]): ShownFloor {
  const others = counts.filter((c) => c.sector !== 'survivor-group').sort((a, b) => (a.sector < b.sector ? -1 : 1));
  const { answered, total } = suppress(
    { columns: others.map((c) => c.sector), rows: [{ of: 'all', counts: others.map((c) => c.times) }] },
    smallest,
  );
  const sectors = others.flatMap(({ sector }, i) => (total[i] == null ? [] : [{ sector, times: total[i]! }]));
  return { times: answered, sectors };
}
