import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { isContentLanguage } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { isPartOpen, mayPrepareConsultation, nextInstant, openUntil } from '../consultation';
import { readConsultationRules } from '../queries/rules.server';
import { readResults } from './queries/results.server';
import { readSortedStatements } from './queries/sorting.server';
import { findStatement, readMine, readVoting } from './queries/voting.server';
import {
  isOver,
  type Ruled,
  resultsSeen,
  statementsPartOf,
  whyNotModerate,
  whyNotSeed,
  whyNotVote,
  whyNotWithdraw,
} from './statement';
import type { Head } from './views';

const perPage = 20;

/** The consultation that the address names, where it has statements and this reader may see it; else not-found. */
async function ruled(asked: Asked): Promise<Ruled & { slug: string }> {
  const consultation = await readConsultationRules(asked.sql, asked.reader, idOf(asked.params.id));
  if (!statementsPartOf(consultation)) throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}

async function moderating(asked: Asked) {
  const reader = signedIn(asked);
  const consultation = await ruled(asked);
  const no = whyNotModerate(consultation, reader);
  if (no) throw no;
  return consultation;
}

function headOf(consultation: { id: number; slug: string }, title: { title: string; language: string }): Head {
  return {
    id: consultation.id,
    path: `/consultations/${consultation.id}/${consultation.slug}`,
    title: title.title,
    titleLanguage: title.language,
  };
}

type State = 'open' | 'over' | 'closed';

function stateOf(consultation: Ruled, now: Date): State {
  if (isPartOpen(statementsPartOf(consultation)!, consultation, now)) return 'open';
  return isOver(consultation, now) ? 'over' : 'closed';
}

function keepFor(asked: Asked, consultation: Ruled, now: Date): void {
  asked.keep({ tags: [`consultation:${consultation.id}`, 'everything'], until: nextInstant(consultation, now) });
}

/** The page on which one votes, one statement at a time. */
export async function loadVoting(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const consultation = await ruled(asked);
  keepFor(asked, consultation, now);
  const { title, waiting, ...voting } = await readVoting(sql, {
    consultation: consultation.id,
    person: reader?.id ?? null,
    language,
  });
  const moderates = whyNotModerate(consultation, reader) === undefined;
  const no = whyNotVote(consultation, reader, now);
  const part = statementsPartOf(consultation)!;
  return {
    head: headOf(consultation, title),
    now: now.toISOString(),
    state: stateOf(consultation, now),
    until: openUntil(part, consultation, now)?.toISOString() ?? null,
    timeZone: consultation.timeZone,
    ...voting,
    /** Why this reader cannot vote now, as an i18n key; null where they can. A visitor is asked to sign in. */
    why: reader ? (no?.message ?? null) : null,
    mayVote: no === undefined,
    seesResults: resultsSeen(consultation, reader, now) !== 'none',
    /** Statements that wait for a facilitator; null for everyone else. */
    waiting: moderates ? waiting : null,
  };
}
export type VotingData = Awaited<ReturnType<typeof loadVoting>>;

/** The form on which one proposes a statement. */
export async function loadProposing(asked: Asked) {
  const reader = signedIn(asked);
  const now = asked.now();
  const consultation = await ruled(asked);
  const { title, draft } = await readVoting(asked.sql, {
    consultation: consultation.id,
    person: reader.id,
    language: asked.language,
  });
  return {
    head: headOf(consultation, title),
    why: whyNotVote(consultation, reader, now)?.message ?? null,
    draft,
    language: isContentLanguage(asked.language) ? asked.language : 'en',
    once: crypto.randomUUID(),
  };
}
export type ProposingData = Awaited<ReturnType<typeof loadProposing>>;

/** What one has proposed, and how one has voted. */
export async function loadMine(asked: Asked) {
  const reader = signedIn(asked);
  const now = asked.now();
  const consultation = await ruled(asked);
  const { title, ...mine } = await readMine(asked.sql, {
    consultation: consultation.id,
    person: reader.id,
    language: asked.language,
  });
  return {
    head: headOf(consultation, title),
    now: now.toISOString(),
    ...mine,
    mayVote: whyNotVote(consultation, reader, now) === undefined,
  };
}
export type MineData = Awaited<ReturnType<typeof loadMine>>;

/** One statement: its words in every language, what became of it, and what this reader can do about it. */
export async function loadStatement(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const consultation = await ruled(asked);
  const found = await findStatement(sql, {
    consultation: consultation.id,
    number: idOf(asked.params.number),
    person: reader?.id ?? null,
    language,
  });
  const moderates = mayPrepareConsultation(reader, consultation.tie);
  const isAuthor = reader !== null && found?.statement.authorId === reader.id;
  const hidden = found?.statement.state === 'waiting' || found?.statement.state === 'refused';
  // What waits or was refused is known to its author and to those who facilitate.
  if (!found || (hidden && !moderates && !isAuthor)) throw refuse('not-found', 'shared:errors.not-found');
  const { authorId: _, ...statement } = found.statement;
  return {
    head: headOf(consultation, found.title),
    now: now.toISOString(),
    statement: { ...statement, reason: moderates || isAuthor ? statement.reason : '' },
    isAuthor,
    moderates,
    mayVote: statement.state === 'approved' && whyNotVote(consultation, reader, now) === undefined,
    mayWithdraw: whyNotWithdraw(found.statement, reader, moderates) === undefined,
    others: moderates ? found.others : [],
  };
}
export type StatementData = Awaited<ReturnType<typeof loadStatement>>;

/** Every statement, for those who facilitate. */
export async function loadModerating(asked: Asked) {
  const now = asked.now();
  const consultation = await moderating(asked);
  const { title, statements } = await readSortedStatements(asked.sql, consultation.id, asked.language);
  return {
    head: headOf(consultation, title),
    now: now.toISOString(),
    statements,
    maySeed: whyNotSeed(consultation, asked.reader, now) === undefined,
    language: isContentLanguage(consultation.language) ? consultation.language : 'en',
    once: crypto.randomUUID(),
  };
}
export type ModeratingData = Awaited<ReturnType<typeof loadModerating>>;

/** Results as far as this reader is shown them. */
export async function readResultsAsked(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const consultation = await ruled(asked);
  const seen = resultsSeen(consultation, reader, now);
  const results = await readResults(sql, { consultation: consultation.id, person: reader?.id ?? null, seen, language });
  return { consultation, seen, results, now };
}

/** The page of results: a page of statements, and the map with the first. */
export async function loadResults(asked: Asked) {
  const { consultation, seen, results, now } = await readResultsAsked(asked);
  keepFor(asked, consultation, now);
  const pages = Math.max(1, Math.ceil(results.statements.length / perPage));
  const page = Math.min(pages, Math.max(1, Number(asked.url.searchParams.get('page')) || 1));
  return {
    head: headOf(consultation, results.title),
    now: now.toISOString(),
    state: stateOf(consultation, now),
    timeZone: consultation.timeZone,
    seen,
    isSignedIn: asked.reader !== null,
    statements: results.statements.slice((page - 1) * perPage, page * perPage),
    shown: results.statements.length,
    all: results.all,
    countedAt: results.countedAt,
    map: page === 1 ? results.map : null,
    page,
    pages,
  };
}
export type ResultsData = Awaited<ReturnType<typeof loadResults>>;
