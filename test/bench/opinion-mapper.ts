import { type Ballots, unseen } from '../../app/consultations/map/ballots';
import { drawMap } from '../../app/consultations/map/opinion-map';
import { seeded } from '../../app/consultations/map/seeded';
import { answerAsks } from './asks';

/* Draws opinion maps of invented votes, in a process of its own so that its processor time can be told. */

export interface DrawAsk {
  people: number;
  statements: number;
}

export interface Drawn {
  map: number;
  restarts: number;
  resamples: number;
  outcome: string;
  groups: number;
}

/** Three groups of opinions, from which one vote in five differs; each has voted on a third of the statements. */
function ballotsOf({ people, statements }: DrawAsk): Ballots {
  const random = seeded(1);
  const opinions = [0, 1, 2].map(() => Array.from({ length: statements }, () => (random() < 0.5 ? 1 : -1)));
  return {
    statements: Array.from({ length: statements }, (_, i) => i + 1),
    rows: Array.from({ length: people }, (_, person) =>
      Int8Array.from({ length: statements }, (_, j) => {
        if (random() > 1 / 3) return unseen;
        const opinion = opinions[person % 3]![j]!;
        return random() < 0.2 ? (random() < 0.5 ? 0 : -opinion) : opinion;
      }),
    ),
  };
}

answerAsks({
  draw(asked: DrawAsk): Drawn {
    const { map, times } = drawMap(ballotsOf(asked));
    return { ...times, outcome: map.outcome, groups: map.groups.length };
  },
});
