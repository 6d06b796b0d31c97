import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { inviteMemberToMeetings, uninviteMemberFromMeetings } from '../../events/meeting-invitations.server';
import { admitMember, ceaseMember, changeMember } from '../../organisations/deciding.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import { whyNotConduct, wrong } from '../committee';
import { dayBefore } from '../days';
import type { MotionInput } from '../forms';
import { type Adopted, type Motion, type MotionKind, whyNotByOutcome, whyNotMotion, whyNotYear } from '../motion';
import { holdCommittee, readState, type State, scheduleFrom, seatIn, standingOf } from '../state.server';
import { ceaseTerms, planNext, settleTerms } from './terms.server';

/**
 * Writes down what the committee is to decide about itself; nothing changes by it. Sent twice, it is there once. Returns its id.
 * Refuses not-found, not-allowed, and beside the field what could not be carried out as things stand.
 */
export async function writeMotion(sql: Sql, reader: Reader, input: MotionInput, now: Date): Promise<number> {
  return sql.begin(async (tx) => {
    const state = await holdCommittee(tx, now);
    const today = dayOf(now);
    const no = whyNotConduct(reader, standingOf(state, today));
    if (no) throw no;
    const [before] = await tx<{ id: number }[]>`select id from committee_motion where once = ${input.once}`;
    if (before) return before.id;
    const motion = { ...input, organisationId: input.organisation };
    const onDay = await dayOfYear(state, motion, today);
    const why = await whyNot(tx, state, { ...motion, onDay }, today);
    if (why) throw why;
    const [row] = await tx<{ id: number }[]>`
      insert into committee_motion (kind, organisation_id, on_day, may_chair, quorum, admit_outcome, admit_from, admit_letter, reason, language,
        created_by, created_at, once)
      values (${input.kind}, ${input.organisation}, ${onDay}, ${input.mayChair}, ${input.quorum}, ${input.admitOutcome}, ${input.admitFrom},
        ${input.admitLetter}, ${input.reason}, ${input.language}, ${reader.id}, ${now}, ${input.once})
      returning id`;
    await announce(tx, 'committee.changed', {});
    return row!.id;
  }) as Promise<number>;
}

/** An exception to the rotation is of a whole year of it, whichever of its days was typed. */
async function dayOfYear(state: State, motion: Motion, today: string): Promise<string> {
  if (motion.kind !== 'chair' && motion.kind !== 'co-chair') return motion.onDay;
  const year = scheduleFrom(state, today, 40).find((t) => t.from <= motion.onDay && motion.onDay <= t.until);
  return year?.from ?? motion.onDay;
}

async function whyNot(tx: Tx, state: State, motion: Motion, today: string) {
  if (motion.organisationId !== null) {
    const [there] = await tx`select from organisation where id = ${motion.organisationId}`;
    if (!there) return wrong('organisation', 'organisation');
  }
  if (motion.kind === 'chair' || motion.kind === 'co-chair') {
    const begun = whyNotYear(motion.onDay, today, state.terms.length > 0);
    if (begun) return begun;
  }
  const seat = seatIn(state, motion.organisationId);
  return whyNotMotion(motion, seat, state.rules, await hasSigned(tx, motion));
}

/** Whether the organisation has signed a letter of agreement that is in force on the day of which the motion speaks. */
async function hasSigned(tx: Tx, { organisationId, onDay }: Motion): Promise<boolean> {
  if (organisationId === null) return false;
  const [signed] = await tx`
    select from agreement_letter_signature s join agreement_letter l on l.id = s.letter_id
    where s.organisation_id = ${organisationId} and l.from_day <= ${onDay}::date and (l.until_day is null or l.until_day >= ${onDay}::date)`;
  return signed !== undefined;
}

/** Takes a motion back that was not adopted. What is before the committee at this moment is withdrawn there. */
export async function withdrawMotion(sql: Sql, reader: Reader, id: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const state = await holdCommittee(tx, now);
    const no = whyNotConduct(reader, standingOf(state, dayOf(now)));
    if (no) throw no;
    const [motion] = await tx<{ withdrawnAt: Date | null; decidedBy: number | null; put: boolean }[]>`
      select withdrawn_at, decided_by, exists (select from proposal p where p.subject_kind in ('membership', 'chair') and p.subject_id = m.id
        and (p.opened_at is not null and p.outcome is null)) as put
      from committee_motion m where id = ${id}`;
    if (!motion) throw refuse('not-found', 'shared:errors.not-found');
    if (motion.withdrawnAt) return;
    if (motion.decidedBy !== null || motion.put) throw refuse('closed', 'committee:refusals.motion-put');
    await tx`update committee_motion set withdrawn_at = ${now} where id = ${id}`;
    await announce(tx, 'committee.changed', {});
  });
}

/**
 * Carries out what the committee has adopted, in the transaction of the decision. Takes effect on the day that the motion names,
 * or on that of the decision where it comes later: what has been does not change. What cannot be carried out any more (the one to
 * chair has ceased, the rules want a consensus, it was taken back before it was put) is noted as void, with why, and the decision
 * stands as it is.
 */
export async function carryOut(
  tx: Tx,
  id: number,
  { decidedBy, outcome, now }: { decidedBy: number | null; outcome: Adopted; now: Date },
): Promise<void> {
  await settleTerms(tx, now);
  const state = await holdCommittee(tx, now);
  const [motion] = await tx<
    (Motion & { carriedOutAt: Date | null; voidBecause: string | null; withdrawnAt: Date | null })[]
  >`
    select kind, organisation_id, on_day::text as on_day, may_chair, carried_out_at, void_because, withdrawn_at
    from committee_motion where id = ${id} for update`;
  if (!motion || motion.carriedOutAt || motion.voidBecause) return;
  const today = dayOf(now);
  const inTime = motion.onDay < today && ofMembers.has(motion.kind) ? { ...motion, onDay: today } : motion;
  const no = motion.withdrawnAt
    ? refuse('closed', 'committee:mistakes.taken-back')
    : (whyNotByOutcome(inTime, state.rules, outcome) ?? (await whyNot(tx, state, inTime, today)));
  if (isRefusal(no)) {
    await tx`
      update committee_motion set decided_by = ${decidedBy}, void_because = ${Object.values(no.fields ?? {})[0] ?? no.message} where id = ${id}`;
  } else {
    await tx`
      update committee_motion set decided_by = ${decidedBy}, carried_out_at = ${now}, on_day = ${inTime.onDay} where id = ${id}`;
    await change(tx, inTime, decidedBy, now);
    await settleTerms(tx, now);
    await planNext(tx, await readState(tx, today), now);
  }
  await announce(tx, 'committee.changed', {});
}

/** A year of the rotation that has begun by then is not given to another, and rules hold from the day that they name. */
const ofMembers = new Set<MotionKind>(['admit', 'change', 'cease']);

async function change(tx: Tx, motion: Motion, decidedBy: number | null, now: Date): Promise<void> {
  const { kind, organisationId, onDay, mayChair } = motion;
  if (organisationId === null) return;
  const decided = { organisation: organisationId, onDay, decidedBy };
  if (kind === 'admit') {
    await admitMember(tx, { ...decided, mayChair: mayChair === true });
    await inviteMemberToMeetings(tx, organisationId, onDay, now);
  } else if (kind === 'change') {
    if (mayChair === false) await ceaseTerms(tx, organisationId, dayBefore(onDay));
    await changeMember(tx, { ...decided, mayChair: mayChair === true });
  } else if (kind === 'cease') {
    await ceaseTerms(tx, organisationId, onDay);
    await ceaseMember(tx, decided);
    await uninviteMemberFromMeetings(tx, organisationId, onDay, now);
  }
}
