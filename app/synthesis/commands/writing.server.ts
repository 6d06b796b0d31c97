import type { Sql, Tx } from '../../../db/connect';
import { markSourceChanged, replaceCitations, type ToCite } from '../../citations/commands.server';
import { findCitablePosts } from '../../discussions/cited.server';
import { readRules } from '../../discussions/rules.server';
import { unansweredAmong } from '../../heard/heard';
import { citableVoices, listThemes } from '../../heard/queries.server';
import type { Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import { prepareLine } from '../../shared/rich-text/prepare';
import { tellSourceSettled } from '../sources.server';
import { limits, whyNotRearrange, whyNotWrite } from '../synthesis';
import { askContributors } from './asking.server';
import {
  beside,
  type Held,
  holdStatement,
  holdSynthesis,
  optionalWordsFrom,
  refuseIfOlder,
  tellChanged,
  wordsFrom,
} from './held.server';

/** Begins the synthesis of a discussion, in its language. Begun twice, it is begun once. */
export async function startSynthesis(sql: Sql, reader: Reader | null, discussion: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, discussion);
    const no = whyNotWrite(ruled, reader, now);
    if (no) throw no;
    await tx`
      with begun as (
        insert into synthesis (discussion_id, language, started_at) values (${discussion}, ${ruled.language}, ${now}) on conflict do nothing
        returning discussion_id, language
      ) insert into synthesis_text (discussion_id, language, changed_at) select discussion_id, language, ${now} from begun`;
    await tellChanged(tx, await holdSynthesis(tx, reader, discussion, now));
  });
}

export interface FrameEdit {
  discussion: number;
  language: string;
  version: number;
  title: string;
  introduction: string;
}

/** Saves title and introduction in one language. A later edit of an older version is told so. */
export async function saveFrame(sql: Sql, reader: Reader | null, edit: FrameEdit, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdSynthesis(tx, reader, edit.discussion, now);
    refuseIfOlder(held, edit.version);
    const title = edit.title.trim() === '' ? { text: '' } : prepareLine(edit.title, { max: limits.title });
    if (isRefusal(title)) throw beside('title', title);
    const { body, html } = optionalWordsFrom(edit.introduction, {
      field: 'introduction',
      max: limits.introduction,
      heading: 1,
    });
    await tx`
      insert into synthesis_text (discussion_id, language, title, introduction, introduction_html, changed_at)
      values (${edit.discussion}, ${edit.language}, ${title.text}, ${body}, ${html}, ${now})
      on conflict (discussion_id, language) do update set title = excluded.title, introduction = excluded.introduction,
        introduction_html = excluded.introduction_html, changed_at = excluded.changed_at`;
    await tx`update synthesis set version = version + 1 where discussion_id = ${edit.discussion}`;
    await tellChanged(tx, held);
  });
}

export interface StatementEdit {
  discussion: number;
  /** Null for a new one. */
  statement: number | null;
  language: string;
  /** The version that was opened; of no meaning for a new one. */
  version: number;
  body: string;
  /** The form's own key: the same new statement sent twice is written once. */
  once: string | null;
  /** Posts it rests on: at least one. */
  cites: number[];
  /** Voices of survivors that it rests on, by the numbers under which they are cited. */
  voices?: number[];
}

/**
 * Writes a statement in one language, with what it rests on. Refuses one that rests on nothing, posts that cannot be
 * cited, and a form that was opened before somebody else's change. What had changed among its sources is settled by it:
 * whoever saves has had it before their eyes.
 */
export async function saveStatement(
  sql: Sql,
  reader: Reader | null,
  edit: StatementEdit,
  now: Date,
): Promise<{ id: number }> {
  return sql.begin(async (tx) => {
    const held = await holdSynthesis(
      tx,
      reader,
      edit.discussion,
      now,
      edit.statement === null ? whyNotRearrange : whyNotWrite,
    );
    const before = edit.statement === null && edit.once ? await findOnce(tx, edit.discussion, edit.once) : undefined;
    if (before) return before;
    if (edit.statement === null && edit.language !== held.language)
      throw refuse('invalid', 'synthesis:refusals.own-language-first');
    const words = wordsFrom(edit.body, { field: 'body', max: limits.statement, heading: 2 });
    const sources = await sourcesFrom(tx, held, edit);
    const statement =
      edit.statement === null
        ? await addStatement(tx, edit, now)
        : await holdStatement(tx, edit.discussion, edit.statement);
    if (edit.statement !== null) refuseIfOlder(statement, edit.version);
    const reworded = await putWords(tx, statement.id, edit.language, words, now);
    const answered = held.publishedAt ? await unansweredOf(tx, edit.discussion) : new Set<string>();
    const rested = await replaceCitations(tx, { kind: 'statement', id: statement.id }, sources, {
      by: held.writer.id,
      now,
    });
    // What is published owes no response: a theme without one cannot come to it afterwards.
    if (held.publishedAt && [...(await unansweredOf(tx, edit.discussion))].some((theme) => !answered.has(theme)))
      throw refuse('invalid', 'heard:refusals.published', undefined, { voices: 'heard:refusals.published' });
    const corrected = held.publishedAt !== null && (reworded || rested);
    await tx`
      update statement set version = version + ${edit.statement === null ? 0 : 1}, corrected_at = case when ${corrected} then ${now} else corrected_at end
      where id = ${statement.id}`;
    if (edit.statement !== null) await tellSourceSettled(tx, [statement.id]);
    if (reworded) await markSourceChanged(tx, { kind: 'statement', id: statement.id, state: 'changed' });
    if (held.publishedAt) await askContributors(tx, edit.discussion, now);
    await tellChanged(tx, held);
    return { id: statement.id };
  }) as Promise<{ id: number }>;
}

async function findOnce(tx: Tx, discussion: number, once: string): Promise<{ id: number } | undefined> {
  const [row] = await tx<
    { id: number; discussionId: number }[]
  >`select id, discussion_id from statement where once = ${once}`;
  if (row && row.discussionId !== discussion) throw refuse('invalid', 'shared:errors.unreadable-form');
  return row && { id: row.id };
}

/**
 * What the statement is to rest on: shown posts of the discussion in the version that stands now, and what it cited
 * already and cannot be read at this time. The posts are held, so that none changes between its reading and its citing.
 */
async function sourcesFrom(tx: Tx, { writer }: Held, edit: StatementEdit): Promise<ToCite[]> {
  if (edit.cites.length + (edit.voices?.length ?? 0) === 0)
    throw refuse('invalid', 'synthesis:refusals.cites-nothing', undefined, {
      posts: 'synthesis:refusals.cites-nothing',
    });
  if (edit.cites.length + (edit.voices?.length ?? 0) > limits.cites) {
    throw refuse(
      'invalid',
      'synthesis:refusals.cites-too-many',
      { max: limits.cites },
      { posts: 'synthesis:refusals.cites-too-many' },
    );
  }
  const cited = await tx<{ citedKind: string; citedId: number }[]>`
    select cited_kind, cited_id from citation where citing_kind = 'statement' and citing_id = ${edit.statement}`;
  const isCited = (kind: string, id: number) => cited.some((c) => c.citedKind === kind && c.citedId === id);
  const voices = await voicesFrom(tx, edit, isCited);
  if (edit.cites.length === 0) return voices;
  await tx`select from post where id in ${tx(edit.cites)} order by id for share`;
  const shown = new Map(
    (await findCitablePosts(tx, writer, edit.discussion, edit.cites)).map((p) => [p.id, p.version]),
  );
  const posts = edit.cites.map((id): ToCite => {
    const version = shown.get(id) ?? null;
    if (version === null && !isCited('post', id)) {
      throw refuse('invalid', 'synthesis:refusals.not-citable', undefined, { posts: 'synthesis:refusals.not-citable' });
    }
    return { kind: 'post', id, version };
  });
  return [...posts, ...voices];
}

/** The same for survivors' voices: those that are released, and those that it cited already. */
async function voicesFrom(
  tx: Tx,
  { voices = [] }: StatementEdit,
  isCited: (kind: string, id: number) => boolean,
): Promise<ToCite[]> {
  const released = await citableVoices(tx, voices);
  return voices.map((id) => {
    const version = released.has(id) ? 1 : null;
    if (version === null && !isCited('voice', id))
      throw refuse('invalid', 'heard:refusals.not-citable', undefined, { voices: 'heard:refusals.not-citable' });
    return { kind: 'voice', id, version };
  });
}

async function unansweredOf(tx: Tx, discussion: number): Promise<Set<string>> {
  return new Set(unansweredAmong(await listThemes(tx, { kind: 'synthesis', id: discussion })).map((t) => t.voice));
}

async function addStatement(tx: Tx, edit: StatementEdit, now: Date): Promise<{ id: number; version: number }> {
  const [{ count } = { count: 0 }] = await tx<
    { count: number }[]
  >`select count(*)::int as count from statement where discussion_id = ${edit.discussion}`;
  if (count >= limits.statements)
    throw refuse('too-much', 'synthesis:refusals.too-many-statements', { max: limits.statements });
  const [row] = await tx<{ id: number; version: number }[]>`
    insert into statement (discussion_id, position, once, created_at)
    select ${edit.discussion}, coalesce(max(position), 0) + 1, ${edit.once}, ${now} from statement where discussion_id = ${edit.discussion}
    returning id, version`;
  return row!;
}

/** True where the words are other than before. Saved unchanged, a version in another language is up to date again. */
async function putWords(
  tx: Tx,
  statement: number,
  language: string,
  words: { body: string; html: string; plain: string },
  now: Date,
): Promise<boolean> {
  const [before] = await tx<
    { body: string }[]
  >`select body from statement_text where statement_id = ${statement} and language = ${language}`;
  const [own] = await tx<{ own: boolean }[]>`
    select y.language = ${language} as own from statement s join synthesis y on y.discussion_id = s.discussion_id where s.id = ${statement}`;
  if (before?.body === words.body && own!.own) return false;
  await tx`
    insert into statement_text (statement_id, language, body, html, plain, changed_at)
    values (${statement}, ${language}, ${words.body}, ${words.html}, ${words.plain}, ${now})
    on conflict (statement_id, language) do update set body = excluded.body, html = excluded.html, plain = excluded.plain, changed_at = excluded.changed_at`;
  return before?.body !== words.body;
}
