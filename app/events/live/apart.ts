import { publish } from '../../voices/numbers';

/** Answers to a poll: how many answered, and how many chose each choice, in their order. */
export interface ApartCounts {
  several: boolean;
  voters: number;
  votes: number[];
}

/** The same as it may be shown: rounded to five; null is withheld. */
export interface ShownApart {
  voters: number | null;
  votes: (number | null)[];
}

/**
 * What may be shown of survivor groups' answers to a poll that is closed: eleven at least in whatever is told, and others
 * withheld beside what is small (app/voices/numbers.ts). Where each may have several choices, those who did not choose one are
 * as good as counted, so each choice is a table of its own.
 */
export function shownApart({ several, voters, votes }: ApartCounts): ShownApart {
  const name = (i: number) => `c${i}`;
  const tables = several
    ? Object.fromEntries(votes.map((n, i) => [name(i), { yes: n, no: voters - n }]))
    : { poll: Object.fromEntries(votes.map((n, i) => [name(i), n])) };
  const { total, tables: shown } = publish(tables, null);
  return {
    voters: total,
    votes: votes.map((_, i) => (several ? shown[name(i)]!.yes : shown.poll![name(i)]) ?? null),
  };
}
