import type { Sql, Tx } from '../../../../db/connect';
import { markSourceChanged, markSourceShown } from '../../../citations/commands.server';
import { tellAuthor } from '../../../notices/telling/statements.server';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { mayPrepareConsultation } from '../../consultation';
import { readConsultationRules } from '../../queries/rules.server';
import { statementsPartOf, whyNotModerate, whyNotSettle, whyNotWithdraw } from '../statement';
import { type HeldStatement, holdStatement, tellStatements } from './held.server';

export interface About {
  consultation: number;
  statement: number;
}

/** The first beats of what those do who facilitate: they may, and the statement is held until it is done. */
async function moderated(
  sql: Sql,
  reader: Reader,
  { consultation, statement }: About,
  settle: (tx: Tx, held: HeldStatement) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const no = whyNotModerate(await readConsultationRules(tx, reader, consultation), reader);
    if (no) throw no;
    await settle(tx, await holdStatement(tx, consultation, statement));
    await tellStatements(tx, consultation);
  });
}

/** Lets everybody vote on it. One that was refused or merged comes back with the votes it had. */
export function approveStatement(sql: Sql, reader: Reader, about: About, now: Date): Promise<void> {
  return moderated(sql, reader, about, async (tx, held) => {
    const no = whyNotSettle(held.state, 'approved');
    if (no) throw no;
    await tx`
      update consultation_statement set state = 'approved', reason = '', merged_into = null, settled_by = ${reader.id}, settled_at = ${now}
      where id = ${held.id}`;
    if (held.state === 'refused')
      await markSourceShown(tx, { kind: 'consultation-statement', id: held.id, version: 1 });
    await tellAuthor(tx, held.id, now);
  });
}

/** Does not let it be voted on, and says why; its author reads it. Votes it had are not counted. */
export function refuseStatement(
  sql: Sql,
  reader: Reader,
  { reason, ...about }: About & { reason: string },
  now: Date,
): Promise<void> {
  return moderated(sql, reader, about, async (tx, held) => {
    const no = whyNotSettle(held.state, 'refused');
    if (no) throw no;
    await tx`
      update consultation_statement set state = 'refused', reason = ${reason}, merged_into = null, settled_by = ${reader.id}, settled_at = ${now}
      where id = ${held.id}`;
    await markSourceChanged(tx, { kind: 'consultation-statement', id: held.id, state: 'hidden' });
    await tellAuthor(tx, held.id, now);
  });
}

/**
 * Points a duplicate to the one that stays. Votes are not carried over: they were given to other words, and whoever gave them
 * is asked about these. What pointed to the duplicate points to the one that stays too.
 */
export function mergeStatement(
  sql: Sql,
  reader: Reader,
  { into, ...about }: About & { into: number },
  now: Date,
): Promise<void> {
  return moderated(sql, reader, about, async (tx, held) => {
    const no = whyNotSettle(held.state, 'merged');
    if (no) throw no;
    const [stays] = await tx`
      select 1 from consultation_statement
      where id = ${into} and consultation_id = ${about.consultation} and state = 'approved' and id <> ${held.id} for share`;
    if (!stays) {
      const message = 'statements:refusals.choose-statement';
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { into: message });
    }
    await tx`
      update consultation_statement set state = 'merged', reason = '', merged_into = ${into}, settled_by = ${reader.id}, settled_at = ${now}
      where id = ${held.id}`;
    await tx`update consultation_statement set merged_into = ${into} where merged_into = ${held.id}`;
    await tellAuthor(tx, held.id, now);
  });
}

/** Says it in another language too, or says that better. The author's own words are the author's. */
export function translateStatement(
  sql: Sql,
  reader: Reader,
  { words, language, ...about }: About & { words: string; language: string },
): Promise<void> {
  return moderated(sql, reader, about, async (tx, held) => {
    if (held.state === 'withdrawn') throw refuse('conflict', 'statements:refusals.withdrawn');
    if (language === held.language) {
      const message = 'statements:refusals.own-language';
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { language: message });
    }
    await tx`
      insert into consultation_statement_text (statement_id, language, words, translated_by)
      values (${held.id}, ${language}, ${words}, ${reader.id})
      on conflict (statement_id, language) do update set words = excluded.words, translated_by = excluded.translated_by`;
  });
}

/**
 * Takes a statement back, by its author or by those who facilitate: its words are gone in every language, and so are the
 * votes on them; its number stays, and nothing else is ever called so.
 */
export async function withdrawStatement(
  sql: Sql,
  reader: Reader,
  { consultation, statement }: About,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const rules = await readConsultationRules(tx, reader, consultation);
    if (!statementsPartOf(rules)) throw refuse('not-found', 'shared:errors.not-found');
    const held = await holdStatement(tx, consultation, statement);
    const no = whyNotWithdraw(held, reader, mayPrepareConsultation(reader, rules.tie));
    if (no) throw no;
    await tx`
      update consultation_statement set state = 'withdrawn', reason = '', merged_into = null, settled_by = ${reader.id}, settled_at = ${now}
      where id = ${held.id}`;
    await tx`delete from consultation_statement_text where statement_id = ${held.id}`;
    await tx`delete from consultation_vote where statement_id = ${held.id}`;
    await tx`delete from consultation_statement_count where statement_id = ${held.id}`;
    await markSourceChanged(tx, { kind: 'consultation-statement', id: held.id, state: 'gone' });
    await tellAuthor(tx, held.id, now);
    await tellStatements(tx, consultation);
  });
}
