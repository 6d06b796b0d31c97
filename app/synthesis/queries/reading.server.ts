import type { Db } from '../../../db/connect';
import { type CitedThing, type SourceState, sourceState } from '../../citations/citation';
import { type CitedThings, readCited } from '../../citations/queries.server';
import { mayFacilitate } from '../../discussions/discussion';
import { readRules } from '../../discussions/rules.server';
import type { CitedInDocument } from '../../documents/citing.server';
import { unansweredAmong } from '../../heard/heard';
import { listThemes } from '../../heard/queries.server';
import type { Reader } from '../../people/person';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { excerpt } from '../../shared/rich-text/excerpt';
import {
  type Account,
  hasLostItsSources,
  isAboutEarlierWords,
  isStale,
  mayReadSynthesis,
  waitsToBeSettled,
} from '../synthesis';
import type { UncitedPost, UncitedSector } from './uncited.server';
import { citedBy, type ReflectionRow, readWhole, type StatementRow, type Whole } from './whole.server';

/** Something a statement rests on, as this reader may see it. */
export interface SourceView {
  citation: number;
  now: CitedThing;
  state: SourceState | 'not-for-you';
  /** It changed, and no facilitator has looked at it since. */
  waits: boolean;
}

export interface ReflectionView extends ReflectionRow {
  /** The words have been corrected since this was answered. */
  aboutEarlierWords: boolean;
}

export interface StatementView {
  id: number;
  number: number;
  version: number;
  html: string;
  language: string;
  /** This version in another language is older than the words it renders. */
  stale: boolean;
  correctedAt: string | null;
  withdrawn: { at: string; reason: string } | null;
  sources: SourceView[];
  /** Documents that rest on it, as far as this reader may read them. */
  citedIn: CitedInDocument[];
  /** Nothing that it rests on can be read any more. */
  lost: boolean;
  asked: number;
  reflections: ReflectionView[];
}

export interface SynthesisView {
  discussion: { id: number; slug: string; title: string; language: string; path: string; isPublic: boolean };
  /** Its own title; empty where it stands under the discussion's. */
  title: string;
  language: string;
  introductionHtml: string;
  introductionLanguage: string;
  stale: boolean;
  languages: string[];
  publishedAt: string | null;
  askUntil: string | null;
  statements: StatementView[];
  uncitedPosts: UncitedPost[];
  uncitedSectors: UncitedSector[];
  mayWrite: boolean;
  /** Statements about which this reader was asked whether they reflect what they wrote, and has not answered. */
  asksMe: number;
  /** Discussions whose announcements change what stands here. */
  shows: number[];
}

/** A source as it stands for this reader, from the citation and from what is there now. */
export function sourcesOf(statement: StatementRow, things: CitedThings): SourceView[] {
  return (statement.citations ?? []).map((c) => {
    const now = things(c.kind, c.cited);
    const state = sourceState(c, now);
    return { citation: c.id, now, state, waits: waitsToBeSettled({ state, noted: c.state, settled: c.settled }) };
  });
}

function viewOf(s: StatementRow, number: number, things: CitedThings, language: string, own: string): StatementView {
  const text = pickVersion(s.texts ?? [], language, own);
  const sources = sourcesOf(s, things);
  return {
    id: s.id,
    number,
    version: s.version,
    html: text?.html ?? '',
    language: text?.language ?? own,
    stale:
      text !== undefined &&
      isStale(
        text,
        s.texts?.find((v) => v.language === own),
      ),
    correctedAt: s.correctedAt,
    withdrawn: s.withdrawnAt ? { at: s.withdrawnAt, reason: s.withdrawnReason ?? '' } : null,
    sources,
    citedIn: s.citedIn ?? [],
    lost: hasLostItsSources(sources),
    asked: s.asked,
    reflections: (s.reflections ?? []).map((r) => ({
      ...r,
      aboutEarlierWords: isAboutEarlierWords(r.answeredAt, s.correctedAt),
    })),
  };
}

/** The view of a whole synthesis in a language, each part in its own where it has none in that one. */
export function viewOfWhole(whole: Whole, things: CitedThings, reader: Reader | null, language: string): SynthesisView {
  const { ruled, synthesis, texts } = whole;
  const own = synthesis?.language ?? ruled.language;
  const text = pickVersion(texts, language, own);
  const statements = whole.statements.map((s, i) => viewOf(s, i + 1, things, language, own));
  const places = statements.flatMap((s) =>
    s.sources.flatMap(({ now }) => ('discussion' in now && now.discussion !== null ? [now.discussion] : [])),
  );
  return {
    discussion: {
      id: ruled.id,
      slug: ruled.slug,
      title: whole.title,
      language: whole.titleLanguage,
      path: `/discussions/${ruled.id}/${ruled.slug}`,
      isPublic: ruled.readers === 'public' && ruled.announcedAt !== null,
    },
    title: text?.title ?? '',
    language: text?.language ?? own,
    introductionHtml: text?.introductionHtml ?? '',
    introductionLanguage: text?.language ?? own,
    stale:
      text !== undefined &&
      isStale(
        text,
        texts.find((v) => v.language === own),
      ),
    languages: languagesOf(whole),
    publishedAt: synthesis?.publishedAt ?? null,
    askUntil: synthesis?.askUntil ?? null,
    statements,
    uncitedPosts: whole.uncitedPosts.map((p) => ({ ...p, words: excerpt(p.words, 200) })),
    uncitedSectors: whole.uncitedSectors,
    mayWrite: mayFacilitate(reader, ruled.tie),
    asksMe: whole.statements.filter((s) => s.own && s.own.answer === null && !s.withdrawnAt).length,
    shows: [...new Set([ruled.id, ...places])],
  };
}

/** Languages in which anything of it has been written, its own first. */
export function languagesOf(whole: Whole): string[] {
  const own = whole.synthesis?.language ?? whole.ruled.language;
  const written = [...whole.texts, ...whole.statements.flatMap((s) => s.texts ?? [])].map((v) => v.language);
  return [...new Set([own, ...written.sort()])];
}

/** The synthesis to be read, in two statements. Throws not-found where there is none for this reader. */
export async function readSynthesis(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<SynthesisView> {
  const whole = await readWhole(sql, reader, id, language, { uncited: true, own: true });
  if (!whole.synthesis) throw refuse('not-found', 'shared:errors.not-found');
  const things = await readCited(sql, citedBy(whole.statements), reader, language);
  return viewOfWhole(whole, things, reader, language);
}

/** What still stands between it and its publication. One statement more where it cites a theme of survivors'. */
export async function accountFor(sql: Db, view: SynthesisView): Promise<Account> {
  const cites = view.statements.some((s) => s.sources.some(({ now }) => now.kind === 'voice' && now.of === 'theme'));
  const themes = cites ? await listThemes(sql, { kind: 'synthesis', id: view.discussion.id }) : [];
  return accountOf(view, unansweredAmong(themes).length);
}

function accountOf(view: SynthesisView, themes: number): Account {
  const there = view.statements.filter((s) => !s.withdrawn);
  return {
    statements: there.length,
    sourceless: there.filter((s) => s.lost || s.sources.length === 0).length,
    unsettled: there.filter((s) => s.sources.some((source) => source.waits)).length,
    posts: view.uncitedPosts.filter((p) => p.reason === null).length,
    sectors: view.uncitedSectors.filter((s) => s.reason === null).length,
    themes,
  };
}

/** Where a statement stands. Throws not-found where this reader may not see it. */
export async function findPlaceOfStatement(
  sql: Db,
  reader: Reader | null,
  id: number,
): Promise<{ discussion: number }> {
  const [row] = await sql<{ discussionId: number }[]>`select discussion_id from statement where id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const ruled = await readRules(sql, reader, row.discussionId);
  if (!mayReadSynthesis(ruled, reader)) throw refuse('not-found', 'shared:errors.not-found');
  return { discussion: row.discussionId };
}
