import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { readableBy } from '../../documents/visible.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { BeginInput, ObserversInput, ReviewInput, SettingsInput } from '../forms';
import { isDecided, stateOf } from '../proposal';
import type { RuledProposal } from '../queries/rules.server';
import { choosable } from '../queries/versions.server';
import { limits, mayNameObservers, mayPrepare, mayPut } from '../rights';
import { isSubjectKind } from '../subjects.server';
import { holdProposal } from './holding.server';

/** What a draft's deeds are given beside the person: the origin of addresses of this site, and the instant. */
export interface Around {
  origin: string;
  now: Date;
}

function beside(field: string, message: string, values?: Record<string, string | number>) {
  return refuse('invalid', 'shared:errors.check-fields', values, { [field]: message });
}

/** Begins a draft. Sent twice, made once. Refuses not-found to those who put nothing to the committee, and beside `lead` what is no member. */
export async function beginProposal(sql: Sql, reader: Reader, input: BeginInput, now: Date): Promise<number> {
  const day = dayOf(now);
  return sql.begin(async (tx) => {
    const [lead] = await tx<{ id: number; member: boolean }[]>`
      select o.id, exists (select from membership m where m.organisation_id = o.id
        and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until)) as member
      from organisation o where o.id = ${input.lead}`;
    if (!mayPut(reader, lead ?? null)) throw refuse('not-found', 'shared:errors.not-found');
    if (input.lead !== null && !lead?.member) throw beside('lead', 'decisions:mistakes.lead');
    const subject = input.subject !== null && isSubjectKind(input.subject.kind) ? input.subject : null;
    const [made] = await tx<{ id: number }[]>`
      insert into proposal (title, language, lead_id, created_by, created_at, once, subject_kind, subject_id)
      values (${input.title}, ${input.language}, ${lead?.id ?? null}, ${reader.id}, ${now}, ${input.once}, ${subject?.kind ?? null}, ${subject?.id ?? null})
      on conflict (once) do nothing returning id`;
    if (made) {
      await announce(tx, 'decision.begun', { proposal: made.id });
      return made.id;
    }
    const [before] = await tx<{ id: number }[]>`
      select id from proposal where once = ${input.once} and created_by = ${reader.id}`;
    if (!before) throw refuse('not-found', 'shared:errors.not-found');
    return before.id;
  }) as Promise<number>;
}

/** Holds a draft for those who prepare it. Refuses not-allowed, and closed once it was put. */
export async function holdDraft(tx: Tx, reader: Reader, id: number, now: Date): Promise<RuledProposal> {
  const held = await holdProposal(tx, reader, id, now);
  if (!mayPrepare(held, reader)) throw refuse('not-allowed', 'decisions:refusals.not-preparer');
  if (held.rules.openedAt !== null) throw refuse('closed', 'decisions:refusals.opened');
  return held;
}

/** Sets what is put, by which rule, and on what consultation it rests. Refuses conflict where somebody has changed it meanwhile. */
export async function saveSettings(
  sql: Sql,
  reader: Reader,
  id: number,
  input: SettingsInput,
  { now }: Around,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdDraft(tx, reader, id, now);
    if (held.version !== input.version) throw refuse('conflict', 'decisions:refusals.changed');
    await mustBeReadable(tx, reader, input.document, held, now);
    const documentVersion = await versionChosen(tx, reader, input, held, now);
    if (input.consultation !== null) {
      const [found] = await tx`
        select from consultation where id = ${input.consultation} and announced_at is not null and cancelled_at is null`;
      if (!found) throw beside('consultation', 'decisions:mistakes.consultation');
    }
    await tx`
      update proposal set title = ${input.title}, document_id = ${input.document}, document_version_id = ${documentVersion}, mode = ${input.mode},
        hours = ${input.hours}, quorum = ${input.quorum}, languages = ${input.languages.filter((l) => l !== held.language)},
        deadline = ${input.mode === 'silence' ? null : input.deadline}, significant = ${input.significant},
        consultation_id = ${input.consultation}, no_consultation_reason = ${input.noConsultationReason},
        review_on = ${input.reviewOn}, version = version + 1 where id = ${id}`;
    await announce(tx, 'decision.changed', { proposal: id });
  });
}

/** What was named before stays, whoever saves the form. */
async function mustBeReadable(
  tx: Tx,
  reader: Reader,
  document: number | null,
  held: RuledProposal,
  now: Date,
): Promise<void> {
  if (document === null || document === held.documentId) return;
  const [found] = await tx<{ language: string }[]>`
    select d.language from document d where d.id = ${document} and ${readableBy(tx, reader, now)}`;
  if (!found) throw beside('document', 'decisions:mistakes.document');
  if (found.language !== held.language) throw beside('document', 'decisions:mistakes.other-language');
}

/** Null where the document is another one than the form listed versions of: then it is put as it stands. */
async function versionChosen(
  tx: Tx,
  reader: Reader,
  { document, documentVersion = null }: SettingsInput,
  held: RuledProposal,
  now: Date,
): Promise<number | null> {
  if (documentVersion === null || document !== held.documentId) return null;
  if (documentVersion === held.documentVersionId) return documentVersion;
  const [found] = await tx`
    select from document_version v join document d on d.id = v.document_id
    where v.id = ${documentVersion} and d.id = ${document} and ${choosable(tx, reader, now)}`;
  if (!found) throw beside('documentVersion', 'decisions:mistakes.document-version');
  return documentVersion;
}

/** The review against the principles, as far as it is written. */
export async function saveReview(
  sql: Sql,
  reader: Reader,
  id: number,
  input: ReviewInput,
  { now }: Around,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdDraft(tx, reader, id, now);
    await tx`delete from proposal_principle where proposal_id = ${id}`;
    for (const { principle, applies, words } of input)
      if (words !== '')
        await tx`
          insert into proposal_principle (proposal_id, principle, applies, words) values (${id}, ${principle}, ${applies}, ${words})`;
    await announce(tx, 'decision.changed', { proposal: id });
  });
}

/**
 * Who of no member may read along and comment, by their handles; of what is put it can be changed until its close. Refuses
 * not-allowed to who may not name them, and beside `observers` names that nobody has.
 */
export async function saveObservers(
  sql: Sql,
  reader: Reader,
  id: number,
  input: ObserversInput,
  { now }: Around,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    const state = stateOf(held.rules, now.getTime());
    if (isDecided(state)) throw refuse('closed', 'decisions:refusals.closed');
    if (!mayNameObservers(held, state, reader)) throw refuse('not-allowed', 'decisions:refusals.not-secretariat');
    if (input.observers.length > limits.observers) throw beside('observers', 'decisions:mistakes.too-many');
    const people = await tx<{ id: number; handle: string }[]>`
      select id, handle from person where handle = any(${input.observers}::citext[]) and state = 'active' order by id`;
    const unknown = input.observers.filter((h) => !people.some((p) => p.handle.toLowerCase() === h.toLowerCase()));
    if (unknown.length > 0)
      throw beside('observers', 'decisions:mistakes.unknown-people', { names: unknown.slice(0, 5).join(', ') });
    await tx`delete from proposal_observer where proposal_id = ${id}`;
    for (const person of people)
      await tx`insert into proposal_observer (proposal_id, person_id) values (${id}, ${person.id})`;
    await announce(tx, 'decision.access-changed', { proposal: id });
  });
}
