import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { type Ruled, readRules } from '../../discussions/rules.server';
import type { Reader } from '../../people/person';
import { isRefusal, type Refusal, refuse } from '../../shared/refusal';
import { prepareText } from '../../shared/rich-text/prepare';
import { renderText } from '../../shared/rich-text/render.server';
import { whyNotWrite } from '../synthesis';

/** A synthesis that is being written, locked until the deed is done, with who does it. */
export interface Held {
  ruled: Ruled;
  writer: Reader;
  language: string;
  version: number;
  publishedAt: Date | null;
}

/** The first two beats of everything that is written in a synthesis. `why` says what else stands in the way. */
export async function holdSynthesis(
  tx: Tx,
  reader: Reader | null,
  discussion: number,
  now: Date,
  why = whyNotWrite,
): Promise<Held> {
  const [row] = await tx<{ language: string; version: number; publishedAt: Date | null }[]>`
    select language, version, published_at from synthesis where discussion_id = ${discussion} for update`;
  const ruled = await readRules(tx, reader, discussion);
  const no = why(ruled, reader, now);
  if (no || !reader || !row) throw no ?? refuse('not-found', 'shared:errors.not-found');
  return { ruled, writer: reader, ...row };
}

export interface HeldStatement {
  id: number;
  position: number;
  version: number;
}

/** A statement of this synthesis, locked. Throws not-found where it is of another one, or was taken out. */
export async function holdStatement(tx: Tx, discussion: number, id: number): Promise<HeldStatement> {
  const [row] = await tx<HeldStatement[]>`
    select id, position, version from statement where id = ${id} and discussion_id = ${discussion} and withdrawn_at is null for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/** Someone saved it, or one of its sources changed, since the form was opened. */
export function refuseIfOlder(held: { version: number }, opened: number): void {
  if (held.version !== opened) throw refuse('conflict', 'synthesis:refusals.changed-meanwhile');
}

/** A published synthesis is read by everyone it is for; a draft only by those who write it, and its changes concern no page. */
export async function tellChanged(tx: Tx, { ruled, publishedAt }: Held): Promise<void> {
  if (publishedAt) await tellReaders(tx, 'synthesis.changed', ruled.id);
  else await announce(tx, 'synthesis.draft-changed', { synthesis: ruled.id });
}

/** Tells the readers of the discussion, and of those where posts of it have moved: there too stands what cites them. */
export async function tellReaders(
  tx: Tx,
  what: 'synthesis.published' | 'synthesis.changed',
  discussion: number,
): Promise<void> {
  await announce(tx, what, { discussion });
  const elsewhere = await tx<{ id: number }[]>`
    select distinct p.discussion_id as id from post q join post p on p.id = q.moved_to
    where q.discussion_id = ${discussion} and q.state = 'moved' and p.discussion_id <> ${discussion}`;
  for (const { id } of elsewhere)
    await announce(tx, 'synthesis.cites-changed', { discussion: id, synthesis: discussion });
}

interface Words {
  body: string;
  html: string;
  plain: string;
}

/** A field of a form: its name, the most it may hold, and the level of the heading under which its words will stand. */
export interface WordsField {
  field: string;
  max: number;
  heading: number;
}

/** Words as they are stored. Throws a refusal beside the field where there is nothing, or too much. */
export function wordsFrom(raw: string, { field, max, heading }: WordsField): Words {
  const prepared = prepareText(raw, { max });
  if (isRefusal(prepared)) throw beside(field, prepared);
  const { html, text } = renderText(prepared.text, { headingBase: heading });
  return { body: prepared.text, html, plain: text };
}

/** The same for words that may be left out. */
export function optionalWordsFrom(raw: string, field: WordsField): Words {
  return raw.trim() === '' ? { body: '', html: '', plain: '' } : wordsFrom(raw, field);
}

export function beside(field: string, refusal: Refusal): Refusal {
  return refuse('invalid', refusal.message, refusal.values, { [field]: refusal.message });
}
