import { randomFrom } from '../../app/shared/rich-text/random-for-tests';

/** Who upvotes what, in order, for a number: known to the sender and to whoever counts afterwards, without asking anyone. */
export interface Plan {
  seed: number;
  people: number;
  questions: number;
  count: number;
}

/** Some questions are wanted far more than others, and one upvote in ten is one that was sent before. */
export function planOf({ seed, people, questions, count }: Plan): { person: number; question: number }[] {
  const chance = randomFrom(seed);
  const votes: { person: number; question: number }[] = [];
  for (let n = 0; n < count; n++) {
    if (n > 10 && chance.chance(0.1)) votes.push(votes[chance.below(n)]!);
    else
      votes.push({
        person: 1 + chance.below(people),
        question: 1 + Math.floor((chance.below(1000) / 1000) ** 2 * questions),
      });
  }
  return votes;
}

/** Every vote of these plans, once: "question person". */
export function everyVoteOf(plans: Plan[]): Set<string> {
  return new Set(plans.flatMap((plan) => planOf(plan).map(({ person, question }) => `${question} ${person}`)));
}
