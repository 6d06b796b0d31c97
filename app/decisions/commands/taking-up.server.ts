import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { type Made, replaceCitations } from '../../citations/commands.server';
import { dayOf } from '../../organisations/organisation';
import { isSecretariat, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { EvidenceKind } from '../evidence';
import type { TakeUpInput } from '../forms';
import { mayBeTakenUp, usualQuorum } from '../proposal';
import type { RuledProposal } from '../queries/rules.server';
import { mayPrepare, mayPut } from '../rights';
import { holdProposal } from './holding.server';

/**
 * Begins anew what was put off, lapsed or was not adopted: a draft of its own, which names the one before and carries over its
 * document, its evidence, its review, its rule and what it rests on. Deadline, observers and what members said are not carried over.
 * Answers the draft; the one that there is where somebody has begun it already. Refuses not-allowed to those who do not prepare it,
 * and closed what is not decided or was adopted.
 */
export async function takeUpProposal(
  sql: Sql,
  reader: Reader,
  id: number,
  { once }: TakeUpInput,
  now: Date,
): Promise<number> {
  return sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    if (!mayPrepare(held, reader)) throw refuse('not-allowed', 'decisions:refusals.not-preparer');
    if (!held.rules.decided) throw refuse('closed', 'decisions:refusals.not-decided');
    if (!mayBeTakenUp(held.rules.decided.outcome)) throw refuse('closed', 'decisions:refusals.adopted');
    const lead = await leadNow(tx, reader, held, now);
    const [begun] = await tx<{ id: number }[]>`select id from proposal where taken_up_from = ${id} and outcome is null`;
    if (begun) return begun.id;
    const { members, rule } = held.rules;
    // The usual one follows the members that there are when it is put.
    const quorum = rule.quorum === usualQuorum(members.length) ? null : rule.quorum;
    const [made] = await tx<{ id: number }[]>`
      insert into proposal (title, language, lead_id, created_by, created_at, once, subject_kind, subject_id, document_id, mode, hours, quorum,
        languages, significant, consultation_id, no_consultation_reason, review_on, taken_up_from)
      select title, language, ${lead}, ${reader.id}, ${now}, ${once}, subject_kind, subject_id, document_id, mode, hours, ${quorum},
        languages, significant, consultation_id, no_consultation_reason, case when review_on > ${dayOf(now)}::date then review_on end, id
      from proposal where id = ${id} returning id`;
    await carryOver(tx, id, made!.id);
    await citeAgain(tx, made!.id, { by: reader.id, now });
    await announce(tx, 'decision.begun', { proposal: made!.id });
    return made!.id;
  }) as Promise<number>;
}

/** The member that put it, where it still is one; else the secretariat takes it up itself. */
async function leadNow(tx: Tx, reader: Reader, { leadId }: RuledProposal, now: Date): Promise<number | null> {
  if (leadId === null) return null;
  const day = dayOf(now);
  const [member] = await tx`
    select from membership where organisation_id = ${leadId} and since <= ${day}::date and (until is null or ${day}::date <= until)`;
  if (mayPut(reader, { id: leadId, member: member !== undefined }) && member) return leadId;
  if (isSecretariat(reader)) return null;
  throw refuse('not-allowed', 'decisions:refusals.not-preparer');
}

/** What is cited is cited in the version in which it was. */
async function carryOver(tx: Tx, from: number, to: number): Promise<void> {
  await tx`
    insert into proposal_evidence (proposal_id, kind, cited_id, cited_version, position, added_by, added_at)
    select ${to}, kind, cited_id, cited_version, position, added_by, added_at from proposal_evidence where proposal_id = ${from}
    order by position, id`;
  await tx`
    insert into proposal_principle (proposal_id, principle, applies, words)
    select ${to}, principle, applies, words from proposal_principle where proposal_id = ${from}`;
  await tx`
    insert into entry_answer (proposal_id, criterion, met, words, looked_at, requested_by, requested_on, reference)
    select ${to}, criterion, met, words, looked_at, requested_by, requested_on, reference from entry_answer where proposal_id = ${from}`;
}

/** So that each thing that is cited says that this rests on it too. A document as a whole is not cited by its words. */
async function citeAgain(tx: Tx, id: number, made: Made): Promise<void> {
  const rows = await tx<{ kind: EvidenceKind; citedId: number; citedVersion: number }[]>`
    select kind, cited_id, cited_version from proposal_evidence where proposal_id = ${id} order by position, id`;
  const cited = rows.flatMap(({ kind, citedId, citedVersion }) =>
    kind === 'document' ? [] : [{ kind, id: citedId, version: citedVersion }],
  );
  await replaceCitations(tx, { kind: 'decision', id }, cited, made);
}
