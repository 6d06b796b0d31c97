import { type Ballots, castIn, inCanonicalOrder } from './ballots';
import { extremityOf, findComponents, type Points, project } from './components';
import { agreementOf, type Grouping, groupAgain, groupFarthestFirst, silhouette, sizesOf } from './grouping';
import { drawSquares, type Ellipse, ellipseOf, type Square, scaleOf } from './picture';
import { type Representative, representativesOf } from './representative';
import { seeded } from './seeded';

/** What a map is made with; stored beside it, so that it can be made again. */
export interface MapParameters {
  seed: number;
  /** Votes that place a person: fewer say too little of where they stand. Of few statements, all of them. */
  fewestVotes: number;
  /** People who are placed, below which no groups are looked for. */
  fewestVoices: number;
  /** Smallest group: this many people, and this share of all who are placed. */
  fewestInGroup: number;
  smallestShare: number;
  mostGroups: number;
  leastSilhouette: number;
  restarts: number;
  resamples: number;
  /** Least agreement with the groups of resamples, on the mean: plain, and beyond chance. */
  leastRand: number;
  leastBeyondChance: number;
}

export const parameters: MapParameters = {
  seed: 20_120_201,
  fewestVotes: 7,
  fewestVoices: 30,
  fewestInGroup: 5,
  smallestShare: 0.05,
  mostGroups: 5,
  leastSilhouette: 0.25,
  restarts: 20,
  resamples: 25,
  leastRand: 0.8,
  leastBeyondChance: 0.6,
};

export interface MapGroup {
  size: number;
  ellipse: Ellipse;
  representatives: Representative[];
}

/** A map that may be shown: groups and figures, and nobody in it. */
export interface OpinionMap {
  outcome: 'groups' | 'too-few' | 'no-stable-groups';
  /** People who voted on enough statements to be placed. */
  voices: number;
  /** People who voted on fewer. */
  tooFewVotes: number;
  statements: number;
  /** Largest first; none where they are not stable. */
  groups: MapGroup[];
  squares: Square[];
  /** Of the best grouping that was found, shown or not; null where none was looked for, or every one had too small a group. */
  found: { groups: number; silhouette: number; rand: number; beyondChance: number } | null;
  /** How much each statement parts people, by its id, for the order in which statements are shown. */
  extremity: Record<number, number>;
}

/** Milliseconds: the map itself with one start; the other starts; the resamples. */
export interface MapTimes {
  map: number;
  restarts: number;
  resamples: number;
}

/** How the threads are asked, and what they answer. */
export interface DrawnMap {
  map: OpinionMap;
  times: MapTimes;
}

interface Candidate {
  k: number;
  grouping: Grouping;
  silhouette: number;
}

/**
 * Draws the opinion map of ballots. The same ballots give the same map in whatever order they come. Groups are shown only
 * where there are enough people, the groups are well apart and none is tiny, and resamples of the same people find them
 * again; otherwise it says that there are no stable groups, and draws none.
 *
 * After Polis (Small and others, 2021; components, projection, representative statements), with canonical order, fixed
 * seeds, restarts and resamples added: there, the outcome hangs on the order of the rows.
 */
export function drawMap(given: Ballots, using: MapParameters = parameters, clock = () => performance.now()): DrawnMap {
  const began = clock();
  const all = inCanonicalOrder(given);
  const needed = Math.min(using.fewestVotes, all.statements.length);
  const placed = { ...all, rows: all.rows.filter((row) => castIn(row) >= needed) };
  const components = findComponents(placed);
  const points = project(placed, components);
  const map: OpinionMap = {
    outcome: 'too-few',
    voices: placed.rows.length,
    tooFewVotes: all.rows.length - placed.rows.length,
    statements: all.statements.length,
    groups: [],
    squares: [],
    found: null,
    extremity: extremities(all, extremityOf(components)),
  };
  if (placed.rows.length < using.fewestVoices)
    return { map, times: { map: clock() - began, restarts: 0, resamples: 0 } };

  const first = candidates(points, using, (k) => groupFarthestFirst(points, k, using.seed));
  const mapped = clock();
  const again = candidates(points, using, (k) => {
    const start = first.find((c) => c.k === k)!.grouping;
    return groupAgain(points, k, start, { seed: using.seed, restarts: using.restarts });
  });
  const best = bestOf(again, placed.rows.length, using);
  const restarted = clock();
  const stable = best ? stability(placed, best, using) : null;
  const scale = scaleOf(points);
  map.outcome = 'no-stable-groups';
  map.squares = drawSquares(points, scale);
  if (best && stable) {
    map.found = {
      groups: best.k,
      silhouette: hundredths(best.silhouette),
      rand: hundredths(stable.rand),
      beyondChance: hundredths(stable.adjusted),
    };
    if (
      best.silhouette >= using.leastSilhouette &&
      stable.rand >= using.leastRand &&
      stable.adjusted >= using.leastBeyondChance
    ) {
      map.outcome = 'groups';
      map.groups = groupsOf(placed, points, best, scale);
    }
  }
  return { map, times: { map: mapped - began, restarts: restarted - mapped, resamples: clock() - restarted } };
}

function candidates(points: Points, { mostGroups }: MapParameters, group: (k: number) => Grouping): Candidate[] {
  const found: Candidate[] = [];
  for (let k = 2; k <= mostGroups; k++) {
    const grouping = group(k);
    found.push({ k, grouping, silhouette: silhouette(points, grouping) });
  }
  return found;
}

/** The one whose groups are best apart, of those without a tiny group; of two that are as good, the one with fewer. */
function bestOf(all: Candidate[], people: number, using: MapParameters): Candidate | null {
  const smallest = Math.max(using.fewestInGroup, Math.ceil(using.smallestShare * people));
  let best: Candidate | null = null;
  for (const candidate of all) {
    if (Math.min(...sizesOf(candidate.grouping)) < smallest) continue;
    if (!best || candidate.silhouette > best.silhouette + 1e-9) best = candidate;
  }
  return best;
}

/**
 * How surely the groups are there: the same number of people is drawn from them with repetition, components and groups are
 * found of these, and everybody is put where they would belong. On the mean over all resamples.
 */
function stability(
  ballots: Ballots,
  { k, grouping }: Candidate,
  using: MapParameters,
): { rand: number; adjusted: number } {
  const people = ballots.rows.length;
  let [rand, adjusted] = [0, 0];
  for (let n = 0; n < using.resamples; n++) {
    const random = seeded(using.seed + 104_729 * (n + 1));
    const weights = new Uint16Array(people);
    for (let i = 0; i < people; i++) weights[Math.floor(random() * people)]!++;
    const points = project(ballots, findComponents(ballots, weights));
    const start = groupFarthestFirst(points, k, using.seed, weights);
    const found = groupAgain(points, k, start, { seed: using.seed, restarts: 4, weights });
    const agreement = agreementOf(grouping.labels, found.labels, k);
    rand += agreement.rand / using.resamples;
    adjusted += agreement.adjusted / using.resamples;
  }
  return { rand, adjusted };
}

function groupsOf(ballots: Ballots, points: Points, { k, grouping }: Candidate, scale: number): MapGroup[] {
  const sizes = sizesOf(grouping);
  const representatives = representativesOf(ballots, grouping.labels, k);
  return sizes
    .map((size, group) => ({
      size,
      ellipse: ellipseOf(points, grouping.labels, group, scale),
      representatives: representatives[group]!,
    }))
    .sort((a, b) => b.size - a.size || a.ellipse.x - b.ellipse.x || a.ellipse.y - b.ellipse.y);
}

function extremities({ statements }: Ballots, of: Float64Array): Record<number, number> {
  return Object.fromEntries(statements.map((id, column) => [id, hundredths(of[column]!)]));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
