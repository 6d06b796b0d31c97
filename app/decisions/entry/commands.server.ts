import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type Around, holdDraft } from '../commands/preparing.server';
import { type EntryAnswer, isJudged, noAnswer, notMet, whyNotTakenOn } from './entry';
import type { EntryInput } from './forms';
import { readEntry } from './queries.server';

/** A day that has begun somewhere on earth: a request of a later one was not made yet. */
function firstDay(now: Date): string {
  return new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
}

/**
 * The judgement by the entry criteria, as far as it is written. Refuses not-found where nothing is taken on, closed once it was put,
 * and beside `requested-on` a day that lies ahead.
 */
export async function saveEntry(
  sql: Sql,
  reader: Reader,
  id: number,
  input: EntryInput,
  { now }: Around,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdDraft(tx, reader, id, now);
    if (!isJudged(held.subjectKind)) throw refuse('not-found', 'shared:errors.not-found');
    if (input.some((a) => a.requestedOn !== null && a.requestedOn > firstDay(now)))
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { 'requested-on': 'entry:mistakes.day-ahead' });
    await tx`delete from entry_answer where proposal_id = ${id}`;
    for (const answer of input) if (isBegun(answer)) await keepAnswer(tx, id, answer);
    await announce(tx, 'decision.changed', { proposal: id });
  });
}

function isBegun(answer: EntryAnswer): boolean {
  const none = noAnswer(answer.criterion);
  return Object.entries(none).some(([field, nothing]) => answer[field as keyof EntryAnswer] !== nothing);
}

async function keepAnswer(tx: Tx, id: number, a: EntryAnswer): Promise<void> {
  await tx`
    insert into entry_answer (proposal_id, criterion, met, words, looked_at, requested_by, requested_on, reference)
    values (${id}, ${a.criterion}, ${a.met}, ${a.words}, ${a.lookedAt}, ${a.requestedBy}, ${a.requestedOn}::date, ${a.reference})`;
}

/**
 * Called in the deed that puts a proposal: refuses a judgement with gaps. Answers with the criteria that are not met, for the log;
 * null where nothing is taken on.
 */
export async function mustBeJudged(
  tx: Tx,
  proposal: { id: number; subjectKind: string | null },
): Promise<string[] | null> {
  if (!isJudged(proposal.subjectKind)) return null;
  const answers = await readEntry(tx, proposal.id);
  const why = whyNotTakenOn(proposal.subjectKind, answers);
  if (why) throw why;
  return notMet(answers);
}
