import type { Reader } from '../../people/person';
import type { Choice } from './statement';

/** A vote on a statement, and who gives it. */
export interface GivenVote {
  reader: Reader;
  statement: number;
  choice: Choice;
}

/**
 * Takes a vote in a consultation: resolves when it is committed, and throws the refusal where it is not taken. The process
 * hands it to those who vote, since it writes together what many give at the same moment; see commands/voting.server.ts.
 */
export type CastVote = (consultation: number, vote: GivenVote) => Promise<void>;
