import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { readRules } from '../../discussions/rules.server';
import type { Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import { prepareText } from '../../shared/rich-text/prepare';
import { type Answer, limits, mayReadSynthesis, needsCorrection, whyNotReflect } from '../synthesis';
import { endAsking } from './asking.server';
import { beside, holdSynthesis, optionalWordsFrom } from './held.server';

interface HeldReflection {
  until: Date;
  withdrawn: boolean;
  answered: boolean;
}

/** What this person was asked about a statement, locked. Throws not-found where they were asked nothing. */
async function holdReflection(
  tx: Tx,
  reader: Reader | null,
  asked: { discussion: number; statement: number },
): Promise<HeldReflection> {
  const [row] = await tx<HeldReflection[]>`
    select coalesce(r.until, y.ask_until) as until, s.withdrawn_at is not null as withdrawn, r.answer is not null as answered
    from reflection r join statement s on s.id = r.statement_id join synthesis y on y.discussion_id = s.discussion_id
    where r.statement_id = ${asked.statement} and s.discussion_id = ${asked.discussion} and r.person_id = ${reader?.id ?? null} for update of r`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = await readRules(tx, reader, asked.discussion);
  if (!mayReadSynthesis(ruled, reader)) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** Says whether a statement reflects what one wrote; "partly" and "no" with what would be right. Changeable until the day. */
export async function answerReflection(
  sql: Sql,
  reader: Reader,
  given: { discussion: number; statement: number; answer: Answer; correction: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdReflection(tx, reader, given);
    const no = whyNotReflect({ ...held, personId: reader.id }, reader, now);
    if (no) throw no;
    if (needsCorrection(given.answer) && given.correction.trim() === '') {
      throw refuse('invalid', 'synthesis:refusals.needs-correction', undefined, {
        correction: 'synthesis:refusals.needs-correction',
      });
    }
    const words = optionalWordsFrom(given.correction, { field: 'correction', max: limits.correction, heading: 3 });
    await tx`
      update reflection set answer = ${given.answer}, correction = ${words.body}, correction_html = ${words.html}, answered_at = ${now},
        erased_at = null, erased_reason = null
      where statement_id = ${given.statement} and person_id = ${reader.id}`;
    await endAsking(tx, given.discussion, now, reader.id);
    await announce(tx, 'synthesis.reflected', { discussion: given.discussion, statement: given.statement });
  });
}

/** Takes one's answer back, and its words are gone. At any time: they are one's own. */
export async function withdrawReflection(
  sql: Sql,
  reader: Reader,
  asked: { discussion: number; statement: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdReflection(tx, reader, asked);
    await tx`
      update reflection set answer = null, correction = '', correction_html = '', answered_at = null
      where statement_id = ${asked.statement} and person_id = ${reader.id}`;
    if (held.answered) await announce(tx, 'synthesis.reflected', asked);
  });
}

/** Takes out the words of a correction that could harm someone. The answer stays, with the reason. */
export async function eraseCorrection(
  sql: Sql,
  reader: Reader | null,
  asked: { discussion: number; statement: number; person: number; reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, asked.discussion, now);
    const reason = prepareText(asked.reason, { max: limits.reason });
    if (isRefusal(reason)) throw beside('reason', reason);
    const erased = await tx`
      update reflection r set correction = '', correction_html = '', erased_at = ${now}, erased_reason = ${reason.text}
      from statement s where s.id = r.statement_id and s.discussion_id = ${asked.discussion} and r.statement_id = ${asked.statement}
        and r.person_id = ${asked.person} and r.correction <> '' returning 1`;
    if (erased.length === 0) throw refuse('not-found', 'shared:errors.not-found');
    await announce(tx, 'synthesis.reflected', { discussion: asked.discussion, statement: asked.statement });
  });
}
