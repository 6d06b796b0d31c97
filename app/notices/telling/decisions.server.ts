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
    if (what === 'decision.access-changed') await tellObservers(tx, proposal, id, now);
  }
}

/** Who is named to observe what was put already follows it from then on, and is told as the others were at its opening. */
async function tellObservers(tx: Tx, proposal: number, subject: number, now: Date): Promise<void> {
  const [put] = await tx`select from proposal where id = ${proposal} and opened_at is not null and outcome is null`;
  if (!put) return;
  const named = await followBySpeaking(tx, proposal);
  if (named.length > 0) await tellOne(tx, 'decision-opened', proposal, subject, now, new Set(named));
}

/** `among`: whom alone; left out: everybody who follows. */
async function tellOne(
  tx: Tx,
  kind: Happening,
  proposal: number,
  subject: number,
  now: Date,
  among?: Set<number>,
): Promise<void> {
  const of = { activity: 'decision', kind } as const;
  const found = await findProposalRules(tx, proposal, now);
  if (!found || found.rules.openedAt === null) return;
  // For the digests of all the others nothing has happened where somebody is named.
  if (!among) await note(tx, of, [{ activityId: proposal, subjectId: subject }]);
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
  const told = concerned.filter(
    (c) => (!among || among.has(c.personId)) && (kind !== 'decision-closes' || c.offices?.some(waits)),
  );
  await tell(tx, of, told, now);
}

/** `maySee` for `person x`, who is active, and `proposal p`, which was put. */
function seenByPerson(tx: Tx, now: Date) {
  const day = dayOf(now);
  return tx`(x.secretariat or p.outcome is not null
    or exists (select from membership s where s.since <= ${day}::date and (s.until is null or ${day}::date <= s.until)
      and (s.organisation_id = x.organisation_id
        or exists (select from organisation_role r where r.person_id = x.id and r.organisation_id = s.organisation_id)))
    or exists (select from proposal_observer w where w.proposal_id = p.id and w.person_id = x.id))`;
}

/** Who speaks for a member, has put it, or observes, follows from the opening on; a choice of theirs stays. Answers who did not before. */
async function followBySpeaking(tx: Tx, proposal: number): Promise<number[]> {
  const rows = await tx<{ personId: number }[]>`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct x.id, 'decision', p.id, coalesce(s.registering, ${defaultLevels.registering}), false
    from proposal p join person x on x.state = 'active' and (x.id = p.opened_by
      or exists (select from proposal_observer w where w.proposal_id = p.id and w.person_id = x.id)
      or exists (select from organisation_role r join proposal_member m on m.organisation_id = r.organisation_id
        where m.proposal_id = p.id and r.person_id = x.id))
    left join notice_setting s on s.person_id = x.id
    where p.id = ${proposal} on conflict do nothing returning person_id`;
  return rows.map((r) => r.personId);
}
