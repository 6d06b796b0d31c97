import { crossSectorAgreement, smallest, suppress } from '../results/balanced';

/** Votes of one sector on one statement. */
export interface SectorVotes {
  /** Key of a sector; 'none' for people without an organisation. Never of a survivor group. */
  sector: string;
  agree: number;
  disagree: number;
  pass: number;
}

export const noSector = 'none';

/** What is shown of one sector. Null is withheld: fewer than five, or what would give those away. */
export interface ShownSector {
  sector: string;
  voters: number;
  agree: number | null;
  disagree: number | null;
  pass: number | null;
  /** In whole percent, (A + 1) / (V + 2); null where it cannot be said. */
  agreement: number | null;
}

/** What may be shown of a statement. */
export interface ShownStatement {
  /** Null where fewer than five have voted on it. */
  voters: number | null;
  agree: number | null;
  disagree: number | null;
  pass: number | null;
  /** Across sectors, in whole percent: geometric mean of the sectors' agreement. Null with fewer than two sectors. */
  agreement: number | null;
  weakest: { sector: string; agreement: number } | null;
  /** Sectors of which enough people voted, by name of their key. */
  sectors: ShownSector[];
}

const columns = ['agree', 'disagree', 'pass'];

/**
 * What may be shown of the votes on one statement. Counts below five are withheld, with whatever they could be worked out
 * from. Where a sector's agreements are withheld, its agreement is worked out from a step of five (0 to 4, 5 to 9 ...), and
 * only where that leaves more than one number possible for each that is withheld.
 */
export function shownOf(votes: SectorVotes[]): ShownStatement {
  const ordered = [...votes].sort((a, b) => (a.sector < b.sector ? -1 : 1));
  const table = suppress(
    { columns, rows: ordered.map((v) => ({ of: v.sector, counts: [v.agree, v.disagree, v.pass] })) },
    smallest,
  );
  const [agree, disagree, pass] = table.total as [number | null, number | null, number | null];
  const rows = table.rows.flatMap(({ of, answered, counts }, i) =>
    answered === null
      ? []
      : [{ sector: of, voters: answered, counts, agreeing: stepOf(counts[0]!, ordered[i]!.agree, answered) }],
  );
  const tells =
    agree !== null &&
    rows.length === ordered.length &&
    isGivenAway(
      rows.map((r) => r.agreeing),
      agree,
    );
  const known = rows.filter((r) => !tells || r.agreeing.least === r.agreeing.most);
  const across = crossSectorAgreement(
    known
      .filter((r) => r.sector !== noSector)
      .map((r) => ({ sector: r.sector, yes: middleOf(r.agreeing), of: r.voters })),
  );
  const enough = across.sectors.length >= 2 && across.agreement !== null;
  return {
    voters: table.answered,
    agree,
    disagree,
    pass,
    agreement: enough ? percent(across.agreement!) : null,
    weakest:
      enough && across.weakest ? { sector: across.weakest.sector, agreement: percent(across.weakest.agreement) } : null,
    sectors: rows.map(({ sector, voters, counts, agreeing }) => ({
      sector,
      voters,
      agree: counts[0]!,
      disagree: counts[1]!,
      pass: counts[2]!,
      agreement: known.some((k) => k.sector === sector) ? percent((middleOf(agreeing) + 1) / (voters + 2)) : null,
    })),
  };
}

/** How many agree, as it is told: the number itself, or from the least to the most that it can be. */
interface Told {
  least: number;
  most: number;
}

function stepOf(shown: number | null, agree: number, voters: number): Told {
  if (shown !== null) return { least: shown, most: shown };
  const least = agree - (agree % smallest);
  return { least, most: Math.min(least + smallest - 1, voters) };
}

function middleOf({ least, most }: Told): number {
  return (least + most) / 2;
}

/** Whether these steps and their sum together leave only one number for one of them. */
function isGivenAway(steps: Told[], sum: number): boolean {
  const least = steps.reduce((all, s) => all + s.least, 0);
  const most = steps.reduce((all, s) => all + s.most, 0);
  return steps.some((s) => {
    if (s.least === s.most) return false;
    const from = Math.max(s.least, sum - (most - s.most));
    const to = Math.min(s.most, sum - (least - s.least));
    return from >= to;
  });
}

function percent(share: number): number {
  return Math.round(share * 100);
}

/** Statements in the order of the results: most agreed to across sectors first; those without that figure last, by number. */
export function inOrderOfAgreement<S extends { number: number; shown: ShownStatement | null }>(statements: S[]): S[] {
  const figure = (s: S) => s.shown?.agreement ?? -1;
  return [...statements].sort((a, b) => figure(b) - figure(a) || a.number - b.number);
}
