import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mustBeJudged } from '../entry/commands.server';
import { type Principle, unanswered } from '../principles';
import { usualQuorum } from '../proposal';
import { recordInLog } from '../register/log.server';
import { hashOfText, keepSnapshot, readSnapshot } from '../snapshot.server';
import { askForPositions, mustStep, setClock } from './holding.server';
import { holdDraft } from './preparing.server';

/**
 * Puts a draft to the committee: fixes its text by its hash, asks every member, and starts the clock. Refuses a text that is not
 * the one which was on the screen, a review with gaps, a significant decision without its consultation or a published reason.
 */
export async function openProposal(
  sql: Sql,
  reader: Reader,
  id: number,
  input: { hash: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdDraft(tx, reader, id, now);
    if (held.documentId === null) throw refuse('invalid', 'decisions:mistakes.no-document');
    const snapshot = await readSnapshot(
      tx,
      reader,
      { document: held.documentId, version: held.documentVersionId },
      now,
    );
    if (snapshot.language !== held.language) throw refuse('invalid', 'decisions:mistakes.other-language');
    if (snapshot.hash !== input.hash) throw refuse('conflict', 'decisions:refusals.text-changed');
    await mustBeReviewed(tx, id);
    const notMet = await mustBeJudged(tx, held);
    const draft = await mustBeConsulted(tx, id);
    const members = await membersOn(tx, now);
    if (held.leadId !== null && !members.includes(held.leadId)) throw refuse('closed', 'decisions:refusals.lead-left');
    const quorum = draft.quorum ?? usualQuorum(members.length);
    const rule = { ...held.rules.rule, quorum };
    const after = mustStep(held.rules, { do: 'open', at: now.getTime(), members, rule, deadline: held.rules.deadline });
    await tx`
      update proposal set opened_at = ${now}, opened_by = ${reader.id}, quorum = ${quorum}, version = version + 1 where id = ${id}`;
    for (const organisation of members)
      await tx`insert into proposal_member (proposal_id, organisation_id) values (${id}, ${organisation})`;
    await tx`
      insert into proposal_version (proposal_id, number, at, by_person, editorial) values (${id}, 1, ${now}, ${reader.id}, false)`;
    await keepSnapshot(tx, snapshot, { proposal: id, version: 1, original: true, name: held.title }, reader, now);
    const body = {
      ...{
        title: hashOfText(held.title),
        text: snapshot.hash,
        lead: held.leadId,
        members,
        mode: rule.mode,
        hours: rule.hours,
      },
      ...{
        quorum,
        languages: rule.languages,
        deadline: draft.deadline?.toISOString() ?? null,
        significant: draft.significant,
      },
      ...{ consultation: held.consultationId, subjectKind: held.subjectKind, subject: held.subjectId },
      ...(notMet ? { entryNotMet: notMet } : {}),
      ...(draft.takenUpFrom === null ? {} : { takenUpFrom: draft.takenUpFrom }),
    };
    await recordInLog(tx, { kind: 'opened', proposal: id, body, at: now });
    await setClock(tx, id, after, now);
    await askForPositions(tx, id, after, now);
    await announce(tx, 'decision.opened', { proposal: id });
  });
}

/** Who is a member on the day of `now`, in the order of their ids. */
export async function membersOn(tx: Tx, now: Date): Promise<number[]> {
  const day = dayOf(now);
  const rows = await tx<{ id: number }[]>`
    select distinct organisation_id as id from membership
    where since <= ${day}::date and (until is null or ${day}::date <= until) order by 1`;
  return rows.map((r) => r.id);
}

async function mustBeReviewed(tx: Tx, id: number): Promise<void> {
  const review = await tx<{ principle: Principle; words: string }[]>`
    select principle, words from proposal_principle where proposal_id = ${id}`;
  const gaps = unanswered(review).length;
  if (gaps > 0) throw refuse('invalid', 'decisions:mistakes.principles', { count: gaps });
}

/** A significant decision rests on a consultation, or says publicly why there was none (strategic plan, section 6). */
async function mustBeConsulted(tx: Tx, id: number) {
  const [row] = await tx<
    {
      quorum: number | null;
      deadline: Date | null;
      significant: boolean;
      consultationId: number | null;
      noConsultationReason: string;
      takenUpFrom: number | null;
    }[]
  >`select quorum, deadline, significant, consultation_id, no_consultation_reason, taken_up_from from proposal where id = ${id}`;
  if (row!.significant && row!.consultationId === null && row!.noConsultationReason === '')
    throw refuse('invalid', 'decisions:mistakes.not-consulted');
  return row!;
}
