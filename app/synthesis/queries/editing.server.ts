import { randomUUID } from 'node:crypto';
import type { Db } from '../../../db/connect';
import { type CitedThings, readCited } from '../../citations/queries.server';
import { readRules } from '../../discussions/rules.server';
import type { VoiceToChoose } from '../../heard/choosing.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { whyNotWrite } from '../synthesis';
import { type CitableList, listCitable } from './citable.server';
import { languagesOf, type StatementView, viewOfWhole } from './reading.server';
import { citedBy, readWhole } from './whole.server';

/** A statement's words as they are edited, or the empty form of a new one. */
export interface StatementForm {
  statement: number | null;
  number: number;
  version: number;
  body: string;
  /** Words in the synthesis's own language, beside those in another one. */
  own: { html: string; language: string } | null;
  once: string;
}

export interface EditView {
  discussion: { id: number; title: string; language: string; path: string };
  begun: boolean;
  publishedAt: string | null;
  /** The synthesis's own language, the one that is edited, and those that have anything. */
  own: string;
  language: string;
  written: string[];
  frame: { version: number; title: string; introduction: string };
  phases: { id: number; title: string; language: string }[];
  numbers: Record<number, number>;
  /** Empty while one of them is open: then the posts are listed. */
  statements: EditedStatement[];
  form: StatementForm | null;
  list: CitableList | null;
  cite: number | null;
  /** What survivors said that can be cited, and what this statement cites of it already. */
  voices: (VoiceToChoose & { ticked: boolean })[];
}

/** `missing`: it has no words in the language that is edited. */
export type EditedStatement = StatementView & { missing: boolean };

/** What the address of the writing screen says. */
export interface EditSearch {
  language?: string | undefined;
  statement?: number | 'new' | undefined;
  cite?: number | undefined;
}

const nothing: CitedThings = () => ({ kind: 'nothing', why: 'not-for-you' });

/**
 * The writing screen: the statements with what they rest on or, where one is opened, its form with the posts to cite.
 * In two statements. Throws not-found for those who may not write, `closed` before the first opening.
 */
export async function readToEdit(
  sql: Db,
  reader: Reader | null,
  id: number,
  screen: string,
  search: EditSearch,
  now: Date,
): Promise<EditView> {
  const whole = await readWhole(sql, reader, id, screen, {
    bodies: true,
    voices: search.statement !== undefined,
  });
  const no = whyNotWrite(whole.ruled, reader, now);
  if (no) throw no;
  const own = whole.synthesis?.language ?? whole.ruled.language;
  const language = search.language ?? own;
  const opened = search.statement !== undefined && whole.synthesis !== null;
  const things = opened ? nothing : await readCited(sql, citedBy(whole.statements), reader, language);
  const view = viewOfWhole(whole, things, reader, language);
  const row = whole.statements.find((s) => s.id === search.statement);
  if (opened && search.statement !== 'new' && (!row || row.withdrawnAt))
    throw refuse('not-found', 'shared:errors.not-found');
  const frame = whole.texts.find((v) => v.language === language);
  const ownText = row?.texts?.find((v) => v.language === own);
  const citedOf = (kind: string) => (row?.citations ?? []).filter((c) => c.kind === kind).map((c) => c.cited);
  const ticked = [...new Set([...citedOf('post'), ...(search.cite ? [search.cite] : [])])];
  const voices = citedOf('voice');
  return {
    discussion: { id, title: view.discussion.title, language: view.discussion.language, path: view.discussion.path },
    begun: whole.synthesis !== null,
    publishedAt: view.publishedAt,
    own,
    language,
    written: languagesOf(whole),
    frame: {
      version: whole.synthesis?.version ?? 1,
      title: frame?.title ?? '',
      introduction: frame?.introduction ?? '',
    },
    phases: whole.phases.map(({ id: phase, title, language: of }) => ({ id: phase, title, language: of })),
    numbers: Object.fromEntries(view.statements.map((s) => [s.id, s.number])),
    statements: opened
      ? []
      : view.statements.map((s, i) => ({
          ...s,
          missing: !whole.statements[i]!.texts?.some((v) => v.language === language),
        })),
    form: opened
      ? {
          statement: row?.id ?? null,
          number: row ? whole.statements.indexOf(row) + 1 : whole.statements.length + 1,
          version: row?.version ?? 1,
          body: row?.texts?.find((v) => v.language === language)?.body ?? '',
          own: ownText && language !== own ? { html: ownText.html, language: own } : null,
          once: randomUUID(),
        }
      : null,
    list: opened ? await listCitable(sql, reader, { discussion: id, ticked, search: '', page: 1 }) : null,
    cite: search.cite ?? null,
    voices: whole.voices
      .map((v) => ({ ...v, ticked: voices.includes(v.id) }))
      .filter((v) => v.state === 'released' || v.ticked),
  };
}

/** The list of posts again, for what is ticked and looked for in a form that is not saved yet. */
export async function lookForPosts(
  sql: Db,
  reader: Reader | null,
  asked: { discussion: number; ticked: number[]; search: string; page: number },
  now: Date,
): Promise<CitableList> {
  const ruled = await readRules(sql, reader, asked.discussion);
  const no = whyNotWrite(ruled, reader, now);
  if (no) throw no;
  return listCitable(sql, reader, asked);
}
