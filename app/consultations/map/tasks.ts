import { type SectorVotes, type ShownStatement, shownOf } from '../statements/figures';
import { type Ballots, inputHash } from './ballots';
import { type DrawnMap, drawMap } from './opinion-map';

/** What a thread is asked: figures that may be shown of votes, or a map of them. */
export type MappingTask =
  | { deed: 'figures'; statements: { statement: number; votes: SectorVotes[] }[] }
  /** `known`: what the map is made of that is there already. */
  | { deed: 'map'; ballots: Ballots; known: string | null };

export interface Mapper {
  (task: Extract<MappingTask, { deed: 'figures' }>): Promise<{ statement: number; shown: ShownStatement }[]>;
  /** Null: it would be the map that is there. */
  (task: Extract<MappingTask, { deed: 'map' }>): Promise<(DrawnMap & { hash: string }) | null>;
}

/** Does what a thread is asked. */
export function work(task: MappingTask) {
  if (task.deed === 'figures')
    return task.statements.map(({ statement, votes }) => ({ statement, shown: shownOf(votes) }));
  const hash = inputHash(task.ballots);
  return hash === task.known ? null : { ...drawMap(task.ballots), hash };
}
