import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { finishTasks, giveTask } from './commands.server';
import {
  type Commitment,
  type CommitmentKind,
  type CommitmentState,
  isSettled,
  mayChangeAction,
  mayFollowUp,
  taskOf,
  whyNotCommit,
} from './commitment';
import type { ActionInput, StandInput } from './commitment-forms';
import type { CommitmentSubject } from './committed.server';

export interface NewCommitment {
  kind: CommitmentKind;
  subjectKind: CommitmentSubject;
  subjectId: number;
  ownerOrganisationId: number | null;
  ownerPersonId?: number | null;
  /** What is to be done; nothing for a recommendation, which has words of its own. */
  words?: string;
  /** Of the words, and of what is said of how it stands. */
  language: string;
  /** ISO date. */
  dueOn: string | null;
  /** The address at which its owner says how it stands; without one, its own page. */
  place?: string;
  /** False while its subject is a draft. */
  binding?: boolean;
}

export interface HeldCommitment extends Commitment {
  id: number;
  kind: CommitmentKind;
  subjectKind: CommitmentSubject;
  subjectId: number;
  words: string;
  language: string;
  reason: string;
  done: string;
  binding: boolean;
  place: string;
  version: number;
  createdBy: number | null;
}

type Changes = Partial<
  Pick<
    HeldCommitment,
    'ownerOrganisationId' | 'ownerPersonId' | 'dueOn' | 'state' | 'reason' | 'done' | 'words' | 'language' | 'binding'
  >
>;

/**
 * Writes down what somebody has taken on, in the transaction of the deed by which they did. Those who speak for the owner find
 * it under "For you" until it is done or given up. Answers its id. Refuses a day without an owner, beside the field `owner`.
 */
export async function commit(tx: Tx, input: NewCommitment, person: { id: number }, now: Date): Promise<number> {
  const wanted = {
    ownerOrganisationId: input.ownerOrganisationId,
    ownerPersonId: input.ownerPersonId ?? null,
    dueOn: input.dueOn,
    state: 'open' as CommitmentState,
    reason: '',
  };
  const no = whyNotCommit(wanted);
  if (no) throw no;
  const [row] = await tx<{ id: number }[]>`
    insert into commitment (kind, subject_kind, subject_id, owner_organisation_id, owner_person_id, due_on, language, words, binding, place,
      created_by, created_at, changed_at)
    values (${input.kind}, ${input.subjectKind}, ${input.subjectId}, ${wanted.ownerOrganisationId}, ${wanted.ownerPersonId}, ${input.dueOn},
      ${input.language}, ${input.words ?? ''}, ${input.binding ?? true}, ${input.place ?? ''}, ${person.id}, ${now}, ${now}) returning id`;
  const { id } = row!;
  if (input.place === undefined) await tx`update commitment set place = ${`/commitments/${id}`} where id = ${id}`;
  const held = await holdCommitment(tx, id);
  if (held.binding) await noteHow(tx, held, person, now);
  await tell(tx, held);
  return id;
}

/** Locks a commitment until the deed is done. Refuses not-found. */
export async function holdCommitment(tx: Tx, id: number): Promise<HeldCommitment> {
  const [row] = await tx<HeldCommitment[]>`
    select id, kind, subject_kind, subject_id, owner_organisation_id, owner_person_id, due_on::text as due_on, state, reason, words, language,
      done, binding, place, version, created_by from commitment where id = ${id} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** The one commitment of a recommendation or a response, locked; null where it has none. */
export async function holdCommitmentOf(
  tx: Tx,
  subjectKind: CommitmentSubject,
  subjectId: number,
): Promise<HeldCommitment | null> {
  const [row] = await tx<{ id: number }[]>`
    select id from commitment where subject_kind = ${subjectKind} and subject_id = ${subjectId}
      and kind not in ('action', 'activity')`;
  return row ? holdCommitment(tx, row.id) : null;
}

/**
 * Changes whose it is, by when, what it says or how it stands; the caller has asked whether this person may. A reason stays
 * only with what is not pursued, and what was done only with what is done. Refuses what `whyNotCommit` does.
 */
export async function changeCommitment(
  tx: Tx,
  before: HeldCommitment,
  changes: Changes,
  person: { id: number },
  now: Date,
): Promise<HeldCommitment> {
  const wanted = { ...before, ...changes };
  if (wanted.state !== 'not-pursued') wanted.reason = '';
  if (wanted.state !== 'done') wanted.done = '';
  const no = whyNotCommit(wanted);
  if (no) throw no;
  const differs = (...keys: (keyof Changes)[]) => keys.some((key) => wanted[key] !== before[key]);
  const moved = differs('state', 'reason', 'dueOn', 'ownerOrganisationId', 'ownerPersonId', 'binding');
  if (!moved && !differs('words', 'language', 'done')) return before;
  const settled = !isSettled(wanted.state) ? tx`null` : differs('state') ? tx`${now}::timestamptz` : tx`settled_at`;
  await tx`
    update commitment set owner_organisation_id = ${wanted.ownerOrganisationId}, owner_person_id = ${wanted.ownerPersonId},
      due_on = ${wanted.dueOn}, state = ${wanted.state}, reason = ${wanted.reason}, done = ${wanted.done}, words = ${wanted.words},
      language = ${wanted.language}, binding = ${wanted.binding}, settled_at = ${settled}, version = version + 1, changed_at = ${now}
    where id = ${before.id}`;
  if (wanted.binding && moved) await noteHow(tx, wanted, person, now);
  if (differs('ownerOrganisationId', 'ownerPersonId')) await finishTasks(tx, { key: taskOf(before.id) });
  await tell(tx, wanted);
  return { ...wanted, version: before.version + 1 };
}

/** Takes back what binds nobody yet: its draft promises nothing any more. */
export async function dropCommitment(tx: Tx, { id, binding }: HeldCommitment): Promise<void> {
  if (binding) throw new Error('what binds is given up with a reason, and stays on record');
  await tx`delete from commitment where id = ${id}`;
}

/** Takes out, with its history, what was written down by mistake: its subject goes with it. */
export async function eraseCommitment(tx: Tx, { id }: HeldCommitment): Promise<void> {
  await finishTasks(tx, { key: taskOf(id) });
  await tx`delete from commitment where id = ${id}`;
  await announce(tx, 'commitment.changed', { commitment: id });
}

/** What binds and is not settled waits for those who own it. */
async function tell(tx: Tx, of: Pick<HeldCommitment, keyof HeldCommitment>): Promise<void> {
  const { id, kind, ownerOrganisationId, ownerPersonId } = of;
  await announce(tx, 'commitment.changed', { commitment: id });
  if (!of.binding || isSettled(of.state)) return finishTasks(tx, { key: taskOf(id) });
  const owners = await tx<{ id: number; speaks: boolean }[]>`
    select p.id, exists (select from organisation_role r where r.person_id = p.id and r.organisation_id = ${ownerOrganisationId}) as speaks
    from person p where p.state = 'active' and (p.id = ${ownerPersonId}
      or exists (select from organisation_role r where r.person_id = p.id and r.organisation_id = ${ownerOrganisationId})) order by p.id`;
  const sentence = {
    action: 'commitments:task',
    recommendation: 'recommendations:task',
    response: 'responses:tasks.keep',
    activity: 'commitments:task',
  };
  for (const { id: personId, speaks } of owners)
    await giveTask(tx, {
      personId,
      key: taskOf(id),
      what: speaks ? sentence[kind] : 'commitments:task-own',
      about: speaks ? { organisation: ownerOrganisationId! } : {},
      place: of.place,
      // Noon in UTC is the same day nearly everywhere.
      dueAt: of.dueOn === null ? null : new Date(`${of.dueOn}T12:00:00Z`),
    });
}

async function noteHow(tx: Tx, of: Commitment & { id: number; reason: string }, person: { id: number }, now: Date) {
  await tx`
    insert into commitment_change (commitment_id, state, reason, due_on, owner_organisation_id, owner_person_id, by_person, at)
    values (${of.id}, ${of.state}, ${of.reason}, ${of.dueOn}, ${of.ownerOrganisationId}, ${of.ownerPersonId}, ${person.id}, ${now})`;
}

/**
 * Says how an action stands, and what was done. Refuses not-found to whoever may not (the page is read by others, the form is
 * not there for them), `closed` for what is followed up on a page of its own, and conflict.
 */
export async function sayHowItStands(
  sql: Sql,
  reader: Reader,
  id: number,
  input: StandInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdAction(tx, id);
    if (!mayFollowUp(held, reader)) throw refuse('not-allowed', 'commitments:refusals.not-owner');
    mustBe(held, input.version);
    await changeCommitment(
      tx,
      held,
      { state: input.state, reason: input.reason ?? '', done: input.done ?? '' },
      reader,
      now,
    );
  });
}

/** Changes what an action is, whose and by when. Refuses not-allowed, conflict, and a day without an owner. */
export async function changeAction(sql: Sql, reader: Reader, id: number, input: ActionInput, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdAction(tx, id);
    if (!mayChangeAction(held, reader)) throw refuse('not-allowed', 'commitments:refusals.not-yours');
    mustBe(held, input.version);
    const [owner] = input.owner === null ? [] : await tx`select from organisation where id = ${input.owner}`;
    if (input.owner !== null && !owner)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { owner: 'shared:errors.field' });
    await changeCommitment(
      tx,
      held,
      { words: input.words, ownerOrganisationId: input.owner, dueOn: input.dueOn },
      reader,
      now,
    );
  });
}

async function holdAction(tx: Tx, id: number): Promise<HeldCommitment> {
  const held = await holdCommitment(tx, id);
  if (held.kind !== 'action') throw refuse('closed', 'commitments:refusals.elsewhere');
  return held;
}

function mustBe(held: HeldCommitment, version: number): void {
  if (held.version !== version) throw refuse('conflict', 'commitments:refusals.changed');
}

/**
 * Erases words from the commitments of these subjects: what was promised, what was done, and why it was given up, then and
 * now. `erase` gives the text without the words, or null where they are not in it. Answers the subjects that had them.
 */
export async function eraseFromCommitments(
  tx: Tx,
  subjectKind: CommitmentSubject,
  subjectIds: number[],
  erase: (text: string) => string | null,
): Promise<number[]> {
  if (subjectIds.length === 0) return [];
  const found: number[] = [];
  const rows = await tx<{ id: number; subjectId: number; words: string; done: string; reason: string }[]>`
    select id, subject_id, words, done, reason from commitment
    where subject_kind = ${subjectKind} and subject_id in ${tx(subjectIds)} order by id for update`;
  for (const { id, subjectId, ...texts } of rows) {
    const [words, done, reason] = [texts.words, texts.done, texts.reason].map(erase);
    if (words === null && done === null && reason === null) continue;
    await tx`
      update commitment set words = ${words ?? texts.words}, done = ${done ?? texts.done}, reason = ${reason ?? texts.reason},
        version = version + 1, changed_at = clock_timestamp() where id = ${id}`;
    found.push(subjectId);
  }
  const changes = await tx<{ id: number; reason: string }[]>`
    select c.id, c.reason from commitment_change c join commitment k on k.id = c.commitment_id
    where k.subject_kind = ${subjectKind} and k.subject_id in ${tx(subjectIds)} and c.reason <> '' order by c.id for update of c`;
  for (const { id, reason } of changes) {
    const left = erase(reason);
    if (left !== null) await tx`update commitment_change set reason = ${left} where id = ${id}`;
  }
  return found;
}
