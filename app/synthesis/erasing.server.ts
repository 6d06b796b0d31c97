import type { Tx } from '../../db/connect';
import { renderText } from '../shared/rich-text/render.server';
import { tellSourceChanged } from './sources.server';

/** Levels of heading under which these texts stand, as where they are written. */
const heading = { introduction: 1, statement: 2, correction: 3 };

/** The text without what is to go; null where nothing of it is in there. */
type Erase = (text: { body: string; html?: string; plain?: string }) => string | null;

/** Locks what was written about these discussions, in the order in which its own deeds do. */
export async function holdSyntheses(tx: Tx, discussions: number[]): Promise<void> {
  await tx`select discussion_id from synthesis where discussion_id in ${tx(discussions)} order by discussion_id for update`;
  await tx`select id from statement where discussion_id in ${tx(discussions)} order by id for update`;
}

/**
 * Erases words of a post from what was written about it: statements, introductions, corrections, reasons of waivers.
 * Returns the statements that said them. Their versions in other languages say the same in other words, so those go too,
 * but for the one in the synthesis's own language: facilitators are told to look at it.
 */
export async function eraseFromSyntheses(tx: Tx, discussions: number[], erase: Erase): Promise<number[]> {
  const here = tx`(select id from statement where discussion_id in ${tx(discussions)})`;
  const texts = await tx<{ statementId: number; language: string; body: string; html: string; plain: string }[]>`
    select statement_id, language, body, html, plain from statement_text where statement_id in ${here} for update`;
  const clean = new Map<number, string[]>();
  for (const { statementId, language, ...text } of texts) {
    const left = erase(text);
    if (left === null) continue;
    const { html, text: plain } = renderText(left, { headingBase: heading.statement });
    await tx`
      update statement_text set body = ${left}, html = ${html}, plain = ${plain}
      where statement_id = ${statementId} and language = ${language}`;
    clean.set(statementId, [...(clean.get(statementId) ?? []), language]);
  }
  for (const [statement, languages] of clean) {
    await tx`
      delete from statement_text x using statement s join synthesis y on y.discussion_id = s.discussion_id
      where x.statement_id = ${statement} and s.id = x.statement_id and x.language <> y.language and x.language not in ${tx(languages)}`;
  }
  if (clean.size > 0) await tellSourceChanged(tx, [...clean.keys()]);
  await eraseFromIntroductions(tx, discussions, erase);
  await eraseFromRemarks(tx, discussions, erase);
  return [...clean.keys()];
}

async function eraseFromIntroductions(tx: Tx, discussions: number[], erase: Erase): Promise<void> {
  const texts = await tx<
    { discussionId: number; language: string; title: string; introduction: string; introductionHtml: string }[]
  >`
    select discussion_id, language, title, introduction, introduction_html from synthesis_text
    where discussion_id in ${tx(discussions)} for update`;
  for (const text of texts) {
    const title = erase({ body: text.title });
    const introduction = erase({ body: text.introduction, html: text.introductionHtml });
    if (title === null && introduction === null) continue;
    await tx`
      update synthesis_text set title = ${title ?? text.title}, introduction = ${introduction ?? text.introduction},
        introduction_html = ${introduction === null ? text.introductionHtml : renderText(introduction, { headingBase: heading.introduction }).html}
      where discussion_id = ${text.discussionId} and language = ${text.language}`;
    // A form that was opened before must not bring the words back.
    await tx`update synthesis set version = version + 1 where discussion_id = ${text.discussionId}`;
  }
}

async function eraseFromRemarks(tx: Tx, discussions: number[], erase: Erase): Promise<void> {
  const corrections = await tx<
    { statementId: number; personId: number; correction: string; correctionHtml: string; erasedReason: string | null }[]
  >`
    select r.statement_id, r.person_id, r.correction, r.correction_html, r.erased_reason
    from reflection r join statement s on s.id = r.statement_id
    where s.discussion_id in ${tx(discussions)} and (r.correction <> '' or r.erased_reason <> '') for update of r`;
  for (const r of corrections) {
    const correction = erase({ body: r.correction, html: r.correctionHtml });
    const reason = erase({ body: r.erasedReason ?? '' });
    if (correction === null && reason === null) continue;
    await tx`
      update reflection set correction = ${correction ?? r.correction}, erased_reason = ${reason ?? r.erasedReason},
        correction_html = ${correction === null ? r.correctionHtml : renderText(correction, { headingBase: heading.correction }).html}
      where statement_id = ${r.statementId} and person_id = ${r.personId}`;
  }
  const withdrawn = await tx<{ id: number; reason: string }[]>`
    select id, withdrawn_reason as reason from statement
    where discussion_id in ${tx(discussions)} and withdrawn_reason <> '' for update`;
  for (const { id, reason } of withdrawn) {
    const left = erase({ body: reason });
    if (left !== null) await tx`update statement set withdrawn_reason = ${left} where id = ${id}`;
  }
  const waivers = await tx<{ discussionId: number; kind: string; subject: string; reason: string }[]>`
    select discussion_id, kind, subject, reason from waiver where discussion_id in ${tx(discussions)} for update`;
  for (const { discussionId, kind, subject, reason } of waivers) {
    const left = erase({ body: reason });
    if (left === null) continue;
    await tx`
      update waiver set reason = ${left} where discussion_id = ${discussionId} and kind = ${kind} and subject = ${subject}`;
  }
}

/** What the author of a post that is gone answered about statements that cite it: it tells the post again. */
export async function eraseCorrectionsAbout(
  tx: Tx,
  post: { id: number; authorId: number },
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  await tx`
    update reflection set correction = '', correction_html = '', erased_at = ${now}, erased_reason = ${reason}
    where person_id = ${post.authorId} and correction <> '' and statement_id in (
      select citing_id from citation where citing_kind = 'statement' and cited_kind = 'post' and cited_id = ${post.id})`;
}
