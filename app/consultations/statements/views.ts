import type { OpinionMap } from '../map/opinion-map';
import type { ShownStatement } from './figures';
import type { Choice, StatementState } from './statement';

/** The words of a statement in one language: the reader's where they were translated, else the author's own. */
export interface Words {
  words: string;
  language: string;
  /** The author's language, where what is shown is a translation. */
  from: string | null;
}

export interface StatementView extends Words {
  id: number;
  /** Within the consultation. */
  number: number;
}

/** Of a consultation, as the head of its pages. */
export interface Head {
  id: number;
  path: string;
  title: string;
  titleLanguage: string;
}

export interface Draft {
  words: string;
  language: string;
}

/** A statement of which the reader is the author, or on which they have voted. */
export interface MineView extends Omit<StatementView, 'words' | 'language'> {
  /** Null where the words were withdrawn. */
  words: string | null;
  language: string;
  state: StatementState;
  reason: string;
  /** Number of the one that stays. */
  into: number | null;
}

export interface VotedView extends StatementView {
  choice: Choice;
}

/** A statement as those who facilitate see it. */
export interface SortedStatement extends MineView {
  author: string;
  organisation: string | null;
  seed: boolean;
  proposedAt: string;
}

export interface ResultView extends StatementView {
  shown: ShownStatement | null;
}

/** A map as it is shown, and what it was made with. */
export interface MapView {
  map: OpinionMap;
  madeAt: string;
  inputHash: string;
  seed: number;
  /** Words of the statements that stand for the groups, by id. */
  statements: Record<number, StatementView>;
}
