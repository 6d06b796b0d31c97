import type { Sql, Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { countVoice } from '../../balance/voices.server';
import { readConsultationRules } from '../../queries/rules.server';
import { listApprovedWords } from '../queries/sorting.server';
import { similarTo } from '../similar';
import { limits, statementsPartOf, whyNotSeed, whyNotVote } from '../statement';
import { tellStatements } from './held.server';

export interface Proposal {
  consultation: number;
  words: string;
  language: string;
  /** Made with the form: sent twice, proposed once. */
  once: string;
  /** What says nearly the same was seen, and this is meant to be another. */
  seen: boolean;
}

/** Statements that are voted on and say nearly the same. */
export type Similar = { id: number; number: number; words: string; language: string }[];

/**
 * Proposes a statement, which waits until a facilitator has read it. Where others say nearly the same, nothing is written and
 * they are answered: a vote for one of them may be what was meant. What comes when the phase is over is kept as a draft.
 */
export async function proposeStatement(sql: Sql, reader: Reader, proposal: Proposal, now: Date): Promise<Similar> {
  const { consultation: id } = proposal;
  const consultation = await readConsultationRules(sql, reader, id);
  const no = whyNotVote(consultation, reader, now);
  if (no?.kind === 'closed' && statementsPartOf(consultation)) {
    await keepDraft(sql, reader, proposal, now);
    throw refuse('closed', 'statements:refusals.closed-kept');
  }
  if (no) throw no;
  if (!proposal.seen) {
    const similar = similarTo(proposal.words, await listApprovedWords(sql, id));
    // One statement may be alike in two languages.
    if (similar.length > 0) return similar.filter((s, i) => similar.findIndex((x) => x.id === s.id) === i);
  }
  await sql.begin(async (tx) => {
    const [waiting] = await tx<{ n: number }[]>`
      select count(*) as n from consultation_statement where consultation_id = ${id} and author_id = ${reader.id} and state = 'waiting'`;
    if (waiting!.n >= limits.waiting) throw refuse('too-much', 'statements:refusals.too-many-waiting');
    if (!(await insert(tx, reader, proposal, { seed: false, now }))) return;
    await tx`delete from consultation_statement_draft where consultation_id = ${id} and person_id = ${reader.id}`;
    await countVoice(tx, id, { personId: reader.id }, 'started', now);
    await tellStatements(tx, id);
  });
  return [];
}

/** Puts a statement there to begin with: approved, since whoever puts it there is who would read it. */
export async function seedStatement(
  sql: Sql,
  reader: Reader,
  proposal: Omit<Proposal, 'seen'>,
  now: Date,
): Promise<void> {
  const consultation = await readConsultationRules(sql, reader, proposal.consultation);
  const no = whyNotSeed(consultation, reader, now);
  if (no) throw no;
  await sql.begin(async (tx) => {
    if (await insert(tx, reader, proposal, { seed: true, now })) await tellStatements(tx, proposal.consultation);
  });
}

/** False where it is there already: the form was sent twice. */
async function insert(
  tx: Tx,
  reader: Reader,
  { consultation, words, language, once }: Omit<Proposal, 'seen'>,
  { seed, now }: { seed: boolean; now: Date },
): Promise<boolean> {
  // One at a time in a consultation: numbers are given out in a row, and each once.
  await tx`select from consultation where id = ${consultation} for no key update`;
  const [last] = await tx<{ number: number }[]>`
    select coalesce(max(number), 0) as number from consultation_statement where consultation_id = ${consultation}`;
  const [made] = await tx<{ id: number }[]>`
    insert into consultation_statement (consultation_id, number, author_id, seed, language, state, settled_by, settled_at, proposed_at, once)
    values (${consultation}, ${last!.number + 1}, ${reader.id}, ${seed}, ${language}, ${seed ? 'approved' : 'waiting'},
      ${seed ? reader.id : null}, ${seed ? now : null}, ${now}, ${once})
    on conflict (once) do nothing returning id`;
  if (!made) return false;
  if (last!.number >= limits.statements) throw refuse('too-much', 'statements:refusals.too-many');
  await tx`
    insert into consultation_statement_text (statement_id, language, words) values (${made.id}, ${language}, ${words})`;
  return true;
}

async function keepDraft(
  sql: Sql,
  reader: Reader,
  { consultation, words, language }: Proposal,
  now: Date,
): Promise<void> {
  await sql`
    insert into consultation_statement_draft (consultation_id, person_id, language, words, saved_at)
    values (${consultation}, ${reader.id}, ${language}, ${words}, ${now})
    on conflict (consultation_id, person_id) do update set language = excluded.language, words = excluded.words, saved_at = excluded.saved_at`;
}

/** Throws away what was kept. */
export async function discardDraft(sql: Sql, reader: Reader, consultation: number): Promise<void> {
  await sql`delete from consultation_statement_draft where consultation_id = ${consultation} and person_id = ${reader.id}`;
}
