import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { sendMail } from '../shared/mail.server';
import { type Refusal, refuse } from '../shared/refusal';
import { finishTasks } from '../tasks/commands.server';
import { type Candidate, whyNotApprove, whyNotRefuse, whyNotReinstate, whyNotSuspend } from './admission';
import type { PersonState, Reader } from './person';
import { endSessions } from './sessions.server';
import { endTokens } from './tokens.server';
import { decisionTask } from './waiting';

/** A candidate, held until the deed ends, so that of two decisions at once the later is told. */
export interface LockedCandidate extends Candidate {
  email: string;
  language: string;
  decidedBy: number | null;
  decisionReason: string | null;
}

export async function lockCandidate(tx: Tx, id: number): Promise<LockedCandidate> {
  const [row] = await tx<LockedCandidate[]>`
    select p.id, p.email, p.language, p.state, p.organisation_id, p.secretariat, p.decided_by, p.decision_reason,
      coalesce((select d.secretariat from person d where d.id = p.decided_by), false) as decided_by_secretariat,
      coalesce((select jsonb_agg(jsonb_build_object('organisationId', r.organisation_id, 'role', r.role))
        from organisation_role r where r.person_id = p.id), '[]') as offices
    from person p where p.id = ${id} for update of p`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/**
 * Lets someone in who waits, or on second thoughts who was refused (`from`). `organisation` is theirs from now on: an id, null for nobody's,
 * or as they registered. A focal point decides on people of their own organisation and moves nobody.
 * Refuses not-found, closed (decided meanwhile), invalid (an organisation must be chosen).
 */
export async function approve(
  sql: Sql,
  reader: Reader,
  input: { person: number; organisation: number | null | 'as-registered'; from: 'waiting' | 'refused' },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const person = await lockCandidate(tx, input.person);
    if (isDoneAlready(person, reader, 'active')) return;
    stop(whyNotApprove(reader, person, input.from));
    const organisation = input.organisation === 'as-registered' ? person.organisationId : input.organisation;
    await checkOrganisation(tx, reader, person, input.organisation, organisation);
    await tx`
      update person set state = 'active', organisation_id = ${organisation},
        organisation_wanted = case when ${organisation}::bigint is null then organisation_wanted end,
        decided_at = ${now}, decided_by = ${reader.id}, decision_reason = null
      where id = ${person.id}`;
    await tellDecision(tx, person, 'approved');
  });
}

async function checkOrganisation(
  tx: Tx,
  reader: Reader,
  person: Candidate,
  chosen: number | null | 'as-registered',
  organisation: number | null,
) {
  const mistake = (key: string) =>
    refuse('invalid', 'shared:errors.check-fields', undefined, { organisation: `admission:mistakes.${key}` });
  if (chosen === 'as-registered' && organisation === null) throw mistake('organisation');
  if (organisation !== person.organisationId && !reader.secretariat) throw mistake('not-yours');
  if (organisation === null) return;
  const [there] = await tx`select from organisation where id = ${organisation}`;
  if (!there) throw mistake('organisation');
}

/** Refuses someone who waits; the reason goes to them by mail. Refusals: not-found, closed (decided meanwhile). */
export async function refusePerson(
  sql: Sql,
  reader: Reader,
  input: { person: number; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const person = await lockCandidate(tx, input.person);
    if (isDoneAlready(person, reader, 'refused', input.reason)) return;
    stop(whyNotRefuse(reader, person));
    await shutOut(tx, reader, person, 'refused', input.reason, now);
    await tellDecision(tx, person, 'refused');
  });
}

/**
 * Suspends an active person: every session ends at once, and with it every open page and socket. The reason goes to
 * them by mail. Refusals: not-found, closed, not-allowed (themselves; an officer, by a focal point).
 */
export async function suspend(
  sql: Sql,
  reader: Reader,
  input: { person: number; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    // Two of the secretariat who suspend each other at the same instant would leave nobody to reinstate them: each is
    // held in the order of ids, and whoever comes second is no longer there to do it.
    await tx`select from person where id in ${tx([reader.id, input.person])} order by id for update`;
    const person = await lockCandidate(tx, input.person);
    if (isDoneAlready(person, reader, 'suspended', input.reason)) return;
    const [still] = await tx`select from person where id = ${reader.id} and state = 'active'`;
    if (!still) throw refuse('not-found', 'shared:errors.not-found');
    stop(whyNotSuspend(reader, person));
    await shutOut(tx, reader, person, 'suspended', input.reason, now);
    await tellDecision(tx, person, 'suspended');
  });
}

/** Lets a suspended person in again, with the offices and roles they had. Refusals: not-found, closed, not-allowed. */
export async function reinstate(sql: Sql, reader: Reader, input: { person: number }, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const person = await lockCandidate(tx, input.person);
    if (isDoneAlready(person, reader, 'active')) return;
    stop(whyNotReinstate(reader, person));
    await tx`
      update person set state = 'active', decided_at = ${now}, decided_by = ${reader.id}, decision_reason = null
      where id = ${person.id}`;
    await tellDecision(tx, person, 'reinstated');
  });
}

async function shutOut(
  tx: Tx,
  reader: Reader,
  person: Candidate,
  state: PersonState,
  reason: string,
  now: Date,
): Promise<void> {
  await tx`
    update person set state = ${state}, decided_at = ${now}, decided_by = ${reader.id}, decision_reason = ${reason}
    where id = ${person.id}`;
  await endTokens(tx, person.id, ['sign-in', 'reset', 'address']);
  await endSessions(tx, person.id);
}

/** The person by mail, those who were asked to decide, and every process that holds a socket of theirs. */
async function tellDecision(
  tx: Tx,
  person: LockedCandidate,
  kind: 'approved' | 'refused' | 'suspended' | 'reinstated',
): Promise<void> {
  await sendMail(tx, {
    kind,
    to: person.email,
    personId: person.id,
    language: person.language,
    about: { person: person.id },
  });
  await finishTasks(tx, { key: decisionTask(person.id) });
  await announce(tx, 'person.access-changed', { person: person.id });
}

/** The same form sent twice: what it asks for stands already, by the same hand. */
function isDoneAlready(
  person: LockedCandidate,
  reader: Reader,
  state: PersonState,
  reason: string | null = null,
): boolean {
  return (
    person.state === state &&
    person.decidedBy === reader.id &&
    person.decisionReason === reason &&
    person.id !== reader.id
  );
}

export function stop(refusal: Refusal | undefined): void {
  if (refusal) throw refusal;
}
