import { randomUUID } from 'node:crypto';
import { placeName } from '../organisations/places';
import { type Currency, currencies, plainMoney } from '../programmes/budget';
import { moneyIn } from '../programmes/figures';
import { areaChoices } from '../programmes/place-choices';
import { type Asked, idOf, signedIn } from '../shared/edge.server';
import { contentLanguages, isLanguage, type Language, languageNames } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { asTyped } from '../shared/zone.server';
import { zoneNames } from '../shared/zones';
import { type CallState, callState, limits, mayCall, nextInstant, whyNotChange } from './call';
import { judgedFrom } from './forms';
import { hasPart, pilotState } from './pilot';
import { type CallRecord, listCalls, listTakenOn, type PilotRow, readCall } from './queries/calls.server';
import { summaryOf } from './scoring';

export function screenLanguage(language: string): Language {
  return isLanguage(language) ? language : 'en';
}

export const languageChoices = contentLanguages.map((code) => ({ value: code as string, label: languageNames[code] }));

export function ceilingIn(language: string, of: { ceiling: string | null; currency: Currency }): string | null {
  return of.ceiling === null ? null : moneyIn(language, BigInt(of.ceiling), of.currency);
}

/** Until when a page for visitors may be kept: a call opens and closes by its instants. */
function earliest(instants: (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}

/** Calls and what was taken on. Two statements. */
export async function loadIndex(asked: Asked) {
  const { sql, reader } = asked;
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const [calls, taken] = await Promise.all([listCalls(sql, reader, now), listTakenOn(sql)]);
  asked.keep({ tags: ['pilots', 'everything'], until: earliest(calls.map((c) => nextInstant(c, now))) });
  return {
    calls: calls.map((c) => ({
      id: c.id,
      title: c.title,
      language: c.language,
      state: callState(c, now),
      place: placeName(c.area, language),
      themes: c.themes,
      opensAt: c.opensAt?.toISOString() ?? null,
      closesAt: c.closesAt?.toISOString() ?? null,
      adopted: c.adopted,
    })),
    taken: taken.map(({ area, country, decidedAt, ...p }) => ({
      ...p,
      place: placeName(country ?? area, language),
      decidedAt: decidedAt.toISOString(),
    })),
    mayCall: mayCall(reader),
    signedIn: reader !== null,
    zone: reader?.timeZone ?? 'UTC',
  };
}

export type IndexData = Awaited<ReturnType<typeof loadIndex>>;

/** The form with which a call begins. No statement. */
export function loadBeginCall(asked: Asked) {
  const reader = signedIn(asked);
  if (!mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return { languages: languageChoices, writes: screenLanguage(asked.language) as string, once: randomUUID() };
}

export type BeginCallData = ReturnType<typeof loadBeginCall>;

/** What a reviewer has to do with a pilot: nothing, or where their review stands. */
export type Scoring = 'none' | 'part' | 'declared' | 'done' | 'begun' | 'waits' | 'over';

function scoringOf(p: PilotRow, asked: Asked, isReviewer: boolean): Scoring {
  if (!isReviewer || !p.isScored || !asked.reader) return 'none';
  if (hasPart(asked.reader, p)) return 'part';
  if (p.review?.conflictAt) return 'declared';
  if (p.review?.submittedAt) return 'done';
  if (p.outcome !== null) return 'over';
  return p.review ? 'begun' : 'waits';
}

function pilotRow(p: PilotRow, call: CallRecord, state: CallState, asked: Asked) {
  const summary = p.seesSummary && p.isScored ? summaryOf((p.marks ?? []).map(judgedFrom)) : null;
  return {
    id: p.id,
    title: p.title,
    language: p.language,
    organisation: p.organisation,
    state: pilotState(p, state),
    own: p.own,
    scoring: scoringOf(p, asked, call.isReviewer),
    summary: summary && {
      reviewers: summary.reviewers,
      met: summary.met,
      of: summary.items.length,
      low: summary.items.filter((i) => i.isLow).length,
      apart: summary.items.filter((i) => i.isApart).length,
      isFew: summary.isFew,
    },
  };
}

export type PilotRowView = ReturnType<typeof pilotRow>;

/** A call as this reader sees it: what it seeks, what they can do, what was proposed as far as it concerns them. One statement. */
export async function loadCall(asked: Asked) {
  const { sql, reader } = asked;
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const c = await readCall(sql, reader, idOf(asked.params.id), language, now);
  const state = callState(c, now);
  asked.keep({ tags: ['pilots', 'everything'], until: nextInstant(c, now) });
  const rows = c.pilots.map((p) => pilotRow(p, c, state, asked));
  return {
    id: c.id,
    title: c.title,
    language: c.language,
    state,
    introduction: c.introduction,
    sought: c.sought,
    themes: c.themes,
    place: placeName(c.area, language),
    ceiling: ceilingIn(language, c),
    questions: c.questions,
    opensAt: c.opensAt?.toISOString() ?? null,
    closesAt: c.closesAt?.toISOString() ?? null,
    scoredBy: c.scoredBy?.toISOString() ?? null,
    timeZone: c.timeZone,
    cancelledBecause: c.cancelledBecause,
    moves: c.moves,
    taken: rows
      .filter((p) => p.state === 'adopted')
      .map(({ id, title, language: own, organisation }) => ({ id, title, language: own, organisation })),
    own: rows.filter((p) => p.own),
    // To whoever reviews or prepares; to people of the committee what was put to them.
    others: rows.filter((p) => !p.own && (c.isReviewer || mayCall(reader) || p.state !== 'adopted')),
    isReviewer: c.isReviewer && state === 'closed',
    toScore: rows.filter((p) => p.scoring === 'waits' || p.scoring === 'begun').length,
    mayCall: mayCall(reader),
    signedIn: reader !== null,
    begin:
      state === 'open' && c.offices.length > 0
        ? {
            organisations: c.offices.map((o) => ({ value: String(o.id), label: o.name })),
            languages: languageChoices,
            writes: language as string,
            once: randomUUID(),
          }
        : null,
    zone: reader?.timeZone ?? null,
  };
}

export type CallData = Awaited<ReturnType<typeof loadCall>>;

/** A call with the forms in which it is prepared. One statement. */
export async function loadPrepare(asked: Asked) {
  const reader = signedIn(asked);
  const now = asked.now();
  const language = screenLanguage(asked.language);
  if (!mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const c = await readCall(asked.sql, reader, idOf(asked.params.id), language, now);
  const times = { opens: c.opensAt, closes: c.closesAt, scored: c.scoredBy };
  const typed = (name: keyof typeof times) => asTyped(times[name], c.timeZone);
  return {
    id: c.id,
    version: c.version,
    language: c.language,
    state: callState(c, now),
    isFixed: whyNotChange(c, now) !== undefined,
    what: {
      title: c.title,
      introduction: c.introduction,
      sought: c.sought,
      themes: c.themes,
      area: c.area,
      currency: c.currency as string,
      ceiling: c.ceiling === null ? '' : plainMoney(BigInt(c.ceiling), c.currency),
    },
    times: { timeZone: c.timeZone, opens: typed('opens'), closes: typed('closes'), scored: typed('scored') },
    questions: Array.from({ length: limits.questions }, (_, i) => {
      const q = c.questions.find((x) => x.id === `q${i + 1}`);
      return { number: i + 1, words: q?.words ?? '', most: String(q?.most ?? 1000) };
    }),
    reviewers: c.reviewers,
    areas: areaChoices(language),
    currencies: Object.keys(currencies).map((value) => ({ value, label: value })),
    zones: zoneNames(),
  };
}

export type PrepareData = Awaited<ReturnType<typeof loadPrepare>>;
