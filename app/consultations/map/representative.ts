import { agrees, type Ballots, disagrees, unseen } from './ballots';

/** A statement that tells a group from the others: more of its people agree with it, or disagree, than anybody else's. */
export interface Representative {
  statement: number;
  /** On which side the group stands out. */
  side: 'agree' | 'disagree';
  /** Share of the group's voters on this statement who took that side, in whole percent. */
  share: number;
  /** The same of everybody else. */
  others: number;
}

/** One-sided, 90 %. */
const significant = 1.2816;
const mostShown = 5;
/** A share of fewer voters is shown of nobody. */
const fewestVoters = 5;

interface Tally {
  agree: number;
  disagree: number;
  votes: number;
}

/**
 * The statements that stand for each group, five at most: those on which the group takes a side (one-proportion z), and takes
 * it more often than everybody else (two-proportion z), both beyond 90 %; ordered by how often and how sure. At least one
 * that it agrees with comes first where there is any, so that a group is not described by its refusals alone.
 */
export function representativesOf(
  { statements, rows }: Ballots,
  labels: Uint8Array,
  groups: number,
): Representative[][] {
  const tallies = talliesOf(statements.length, rows, labels, groups);
  return Array.from({ length: groups }, (_, group) => {
    const found = statements.flatMap((statement, column) => {
      const own = tallies[group]![column]!;
      const rest = restOf(tallies, group, column);
      return (['agree', 'disagree'] as const).flatMap((side) => {
        const measured = measure(own, rest, side);
        return measured ? [{ strength: measured, shown: shownOf(statement, side, own, rest) }] : [];
      });
    });
    found.sort((a, b) => b.strength - a.strength || a.shown.statement - b.shown.statement);
    const agreed = found.find((f) => f.shown.side === 'agree');
    const ordered = agreed ? [agreed, ...found.filter((f) => f !== agreed)] : found;
    return ordered.slice(0, mostShown).map((f) => f.shown);
  });
}

function measure(own: Tally, rest: Tally, side: 'agree' | 'disagree'): number | null {
  if (own.votes < fewestVoters || rest.votes < fewestVoters) return null;
  const share = (own[side] + 1) / (own.votes + 2);
  const alone = 2 * Math.sqrt(own.votes + 1) * ((own[side] + 1) / (own.votes + 1) - 0.5);
  const ratio = share / ((rest[side] + 1) / (rest.votes + 2));
  const against = betweenTwo(own[side], own.votes, rest[side], rest.votes);
  if (alone <= significant || against <= significant) return null;
  return ratio * against * share * alone;
}

/** z of two proportions with their variance pooled, one added to each count. */
function betweenTwo(a: number, ofA: number, b: number, ofB: number): number {
  const [pa, pb] = [(a + 1) / (ofA + 1), (b + 1) / (ofB + 1)];
  const pooled = (a + b + 2) / (ofA + ofB + 2);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / (ofA + 1) + 1 / (ofB + 1)));
  return spread === 0 ? 0 : (pa - pb) / spread;
}

function shownOf(statement: number, side: 'agree' | 'disagree', own: Tally, rest: Tally): Representative {
  const percent = (t: Tally) => Math.round((t[side] * 100) / t.votes);
  return { statement, side, share: percent(own), others: percent(rest) };
}

function restOf(tallies: Tally[][], group: number, column: number): Tally {
  const rest = { agree: 0, disagree: 0, votes: 0 };
  for (const [g, tally] of tallies.entries()) {
    if (g === group) continue;
    rest.agree += tally[column]!.agree;
    rest.disagree += tally[column]!.disagree;
    rest.votes += tally[column]!.votes;
  }
  return rest;
}

function talliesOf(columns: number, rows: Int8Array[], labels: Uint8Array, groups: number): Tally[][] {
  const tallies = Array.from({ length: groups }, () =>
    Array.from({ length: columns }, () => ({ agree: 0, disagree: 0, votes: 0 })),
  );
  for (const [i, row] of rows.entries()) {
    const own = tallies[labels[i]!]!;
    for (let j = 0; j < columns; j++) {
      if (row[j] === unseen) continue;
      const tally = own[j]!;
      tally.votes++;
      if (row[j] === agrees) tally.agree++;
      else if (row[j] === disagrees) tally.disagree++;
    }
  }
  return tallies;
}
