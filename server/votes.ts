import type { CastVote, GivenVote } from '../app/consultations/statements/ballot-box';
import { castVotes } from '../app/consultations/statements/commands/voting.server';
import type { Refusal } from '../app/shared/refusal';
import type { Sql } from '../db/connect';
import { askedTogetherBy } from './asked-together';

/**
 * Writes together the votes that come to this process at the same moment: one commit for all of them, and nobody is answered
 * before it. Votes of one consultation wait for no other: where somebody holds a statement of it, others are voted on.
 */
export function openBallotBox({ sql, now }: { sql: Sql; now: () => Date }): CastVote {
  const write = askedTogetherBy((consultation: number, votes: GivenVote[]): Promise<(Refusal | undefined)[]> => {
    return castVotes(sql, consultation, votes, now());
  });
  return async (consultation, vote) => {
    const no = await write(consultation, vote);
    if (no) throw no;
  };
}
