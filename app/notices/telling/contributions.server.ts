import type { Tx } from '../../../db/connect';
import { levelOfOthers } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, tell } from './audience.server';
import { seenByPerson } from './consultations.server';

/**
 * Tells those who said something that what became of it has changed: a synthesis that uses it, or says why not, was published,
 * or those responsible have answered. Once a day at most for each consultation until it has been read; told again the same
 * day where it had been. Answers whom that concerns, by consultation: nobody hears the same thing twice.
 */
export async function tellContributors(tx: Tx, untold: Untold[], now: Date): Promise<Map<number, Set<number>>> {
  const told = new Map<number, Set<number>>();
  const ofKind = (what: string) => untold.filter((u) => u.what === what);
  const consultations = ofKind('consultation.synthesis-published').map((u) => Number(u.ids.consultation));
  const claims = ofKind('consultation.response-published').map((u) => Number(u.ids.claim));
  if (consultations.length + claims.length === 0) return told;
  const today = Math.floor(Number(now) / 86_400_000);
  const concerned = await tx<Concerned[]>`
    with sources as (
      select m.consultation_id, g.kind, g.source_id from claim m join claim_passage g on g.claim_id = m.id
      where m.published_at is not null and m.withdrawn_at is null
        and (m.consultation_id = any(${consultations}::bigint[]) or m.id = any(${claims}::bigint[]))
      union
      select w.consultation_id, w.kind, w.source_id from claim_waiver w where w.consultation_id = any(${consultations}::bigint[])
    ),
    who as (
      select s.consultation_id, p.author_id as person_id from sources s
        join post p on s.kind = 'post' and p.id = s.source_id and p.state = 'shown'
      union
      -- Of what an organisation said, those who wrote it down.
      select s.consultation_id, coalesce(r.person_id, a.by_person) from sources s
        join questionnaire_answer a on s.kind = 'answer' and a.id = s.source_id join questionnaire_response r on r.id = a.response_id
      union
      select s.consultation_id, t.author_id from sources s
        join consultation_statement t on s.kind = 'consultation-statement' and t.id = s.source_id and not t.seed
          and t.state in ('approved', 'merged')
    )
    select x.id as person_id, ${today}::bigint as subject_id, c.id as activity_id, 'own' as why,
      coalesce(f.level, ${levelOfOthers}) as level, x.email, x.language
    from who w join consultation c on c.id = w.consultation_id join person x on x.id = w.person_id and x.state = 'active'
    left join follow f on f.person_id = x.id and f.activity = 'consultation' and f.activity_id = c.id
    where ${seenByPerson(tx)} order by c.id, x.id`;
  await tell(tx, { activity: 'consultation', kind: 'contribution', again: true }, concerned, now);
  for (const { activityId, personId } of concerned)
    told.set(activityId, (told.get(activityId) ?? new Set()).add(personId));
  return told;
}
