import type { Tx } from '../../../db/connect';
import { isMember, standingPosition } from '../../decisions/proposal';
import { findProposalRules } from '../../decisions/queries/rules.server';
import { dayOf } from '../../organisations/organisation';
import { defaultLevels, type Happening } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, note, tell } from './audience.server';

const kinds: Record<string, Happening> = {
  'decision.opened': 'decision-opened',
  'decision.amended': 'decision-amended',
  'decision.protested': 'decision-protested',
  'decision.objected': 'decision-objected',
  'decision.settled': 'decision-settled',
  'decision.closes': 'decision-closes',
  'decision.decided': 'decision-decided',
};

/** What happens to proposals: each time it does, so the number of what was announced is its name. */
export async function tellDecisions(tx: Tx, untold: Untold[], now: Date): Promise<void> {
  for (const { id, what, ids } of untold) {
    const kind = kinds[what];
    const proposal = Number(ids.proposal);
    if (what === 'decision.opened') await followBySpeaking(tx, proposal);
    if (kind) await tellOne(tx, kind, proposal, id, now);
  }
}

async function tellOne(tx: Tx, kind: Happening, proposal: number, subject: number, now: Date): Promise<void> {
  const of = { activity: 'decision', kind } as const;
  const found = await findProposalRules(tx, proposal, now);
  if (!found || found.rules.openedAt === null) return;
  await note(tx, of, [{ activityId: proposal, subjectId: subject }]);
  const concerned = await tx<(Concerned & { offices: number[] | null })[]>`
    select f.person_id, ${subject}::bigint as subject_id, p.id as activity_id, 'follow' as why, f.level, x.email, x.language,
      (select array_agg(r.organisation_id) from organisation_role r where r.person_id = x.id) as offices
    from proposal p join follow f on f.activity = 'decision' and f.activity_id = p.id
    join person x on x.id = f.person_id and x.state = 'active'
    where p.id = ${proposal} and ${seenByPerson(tx, now)}`;
  const { rules } = found;
  // A reminder is for those who have not spoken.
  const waits = (organisation: number) =>
    isMember(rules, organisation) && standingPosition(rules, organisation) === undefined;
  const told = kind === 'decision-closes' ? concerned.filter((c) => c.offices?.some(waits)) : concerned;
  await tell(tx, of, told, now);
}

/** `maySee` for `person x`, who is active, and `proposal p`, which was put. */
function seenByPerson(tx: Tx, now: Date) {
  const day = dayOf(now);
  return tx`(x.secretariat or p.outcome is not null
    or exists (select from membership s where s.since <= ${day}::date and (s.until is null or ${day}::date <= s.until)
      and (s.organisation_id = x.organisation_id
        or exists (select from organisation_role r where r.person_id = x.id and r.organisation_id = s.organisation_id)))
    or exists (select from organisation_role r where r.person_id = x.id and r.organisation_id = p.lead_id)
    or exists (select from proposal_observer w where w.proposal_id = p.id and w.person_id = x.id))`;
}

/** Who speaks for a member, has put it, or observes, follows from the opening on; a choice of theirs stays. */
async function followBySpeaking(tx: Tx, proposal: number): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct x.id, 'decision', p.id, coalesce(s.registering, ${defaultLevels.registering}), false
    from proposal p join person x on x.state = 'active' and (x.id = p.opened_by
      or exists (select from proposal_observer w where w.proposal_id = p.id and w.person_id = x.id)
      or exists (select from organisation_role r join proposal_member m on m.organisation_id = r.organisation_id
        where m.proposal_id = p.id and r.person_id = x.id))
    left join notice_setting s on s.person_id = x.id
    where p.id = ${proposal} on conflict do nothing`;
}
