import type { Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type Refusal, refuse } from '../../../shared/refusal';
import type { Comer } from '../guest';
import { type RuledTalk, readTalk, type Taker } from '../rules.server';
import type { Standing, Talk } from '../talk';

type Why = (talk: Talk, standing: Standing, reader: Reader | null, now: Date) => Refusal | undefined;

/**
 * The first two beats of what those do who take part. A registration by which somebody counts is held: whoever withdraws
 * in the same instant leaves no vote behind. Shared, so that those who vote do not wait for each other.
 */
export async function holdTaker(
  tx: Tx,
  comer: Comer,
  event: number,
  now: Date,
  why: Why = () => undefined,
): Promise<{ talk: RuledTalk; taker: Taker }> {
  const talk = await readTalk(tx, comer, event, 'en', now);
  const no = why(talk, talk.standing, talk.reader, now);
  if (no) throw no;
  const { taker } = talk;
  if (!taker) throw refuse('not-allowed', 'talk:refusals.register-first');
  if (taker.registration !== null) {
    const [there] = await tx`
      select from registration where id = ${taker.registration} and state = 'registered' for share`;
    if (!there) throw refuse('not-allowed', 'talk:refusals.register-first');
  }
  return { talk, taker };
}
