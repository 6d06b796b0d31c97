import type { Tx } from '../../../db/connect';
import { levelOfOthers } from '../notice';
import { type Concerned, tell } from './audience.server';
import { seenByPerson } from './consultations.server';

/**
 * Tells whoever proposed a statement what has become of it, in the deed that settles it: that it is voted on, or why not. What is
 * said is read with the notice: of one that was settled again before that, how it stands then. Nobody is told what they did
 * themselves, nor of the seeds that they have put there.
 */
export async function tellAuthor(tx: Tx, statement: number, now: Date): Promise<void> {
  const concerned = await tx<Concerned[]>`
    select x.id as person_id, s.id as subject_id, c.id as activity_id, 'own' as why, coalesce(f.level, ${levelOfOthers}) as level,
      x.email, x.language
    from consultation_statement s join consultation c on c.id = s.consultation_id and c.announced_at is not null
    join person x on x.id = s.author_id and x.state = 'active'
    left join follow f on f.person_id = x.id and f.activity = 'consultation' and f.activity_id = c.id
    where s.id = ${statement} and not s.seed and s.settled_by <> s.author_id and ${seenByPerson(tx)}`;
  await tell(tx, { activity: 'consultation', kind: 'statement', again: true }, concerned, now);
}
