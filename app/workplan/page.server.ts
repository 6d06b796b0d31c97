import { randomUUID } from 'node:crypto';
import type { TFunction } from 'i18next';
import { amountIn, moneyIn, shareIn } from '../programmes/figures';
import type { Asked } from '../shared/edge.server';
import { isLanguage, type Language, nameOfLanguage } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { commitmentStates, lastDay } from '../tasks/commitment';
import { cellsOf, quarterOf } from './calendar';
import { signed, signedMoney, signedShare } from './compose';
import { planFlags } from './decided.server';
import { yearSearch } from './forms';
import { type Money, sumsByCurrency, tolerance, varianceOf } from './money';
import { listYears } from './queries/list.server';
import { readYear } from './queries/year.server';
import {
  allOf,
  type Correction,
  chosen,
  isOver,
  lineChanges,
  type Planned,
  type ProgrammeMoney,
  standingOf,
  type YearRecord,
} from './record';
import { countsOf } from './review';
import { mayCorrect, mayPlan, maySee, yearAt, yearTyped } from './workplan';

export function screenLanguage(language: string): Language {
  return isLanguage(language) ? language : 'en';
}

/** The year in the address, or a 404: letters and years beyond any plan name nothing. */
export function yearOf(text: string | undefined): number {
  const year = /^\d{4}$/.test(text ?? '') ? yearTyped(text!) : null;
  if (year === null) throw refuse('not-found', 'shared:errors.not-found');
  return year;
}

/** The years of which there is a plan. One statement. */
export async function loadYears(asked: Asked) {
  const { sql, reader } = asked;
  const now = asked.now();
  const years = await listYears(sql, reader, now);
  return {
    years: years.map(({ year, approvedAt, issuedAt }) => ({
      year,
      isApproved: approvedAt !== null,
      approvedAt: approvedAt?.toISOString() ?? null,
      issuedAt: issuedAt?.toISOString() ?? null,
    })),
    zone: reader?.timeZone ?? 'UTC',
    mayPlan: mayPlan(reader),
    next: yearAt(now) + 1,
    writes: screenLanguage(asked.language) as string,
  };
}

export type YearsData = Awaited<ReturnType<typeof loadYears>>;

/** What a page of the year needs beside what it reads. */
export interface Saying {
  t: TFunction;
  language: Language;
  today: string;
}

export function saying(asked: Asked): Saying {
  return { t: asked.t, language: screenLanguage(asked.language), today: lastDay(asked.now()) };
}

export function correctionView(c: Correction) {
  const { commitment, words, language, owner, ownerHandle, dueOn, state, late, overspent, done, reason } = c;
  return { commitment, words, language, owner, ownerHandle, dueOn, state, late, overspent, note: done || reason };
}

export type CorrectionView = ReturnType<typeof correctionView>;

function correctionsOf(r: YearRecord, about: Correction['about'], id: number): CorrectionView[] {
  return r.corrections.filter((c) => c.about === about && c.aboutId === id).map(correctionView);
}

/** A row of the table and of the timeline. */
export function rowOf(r: YearRecord, a: Planned, today: string) {
  return {
    key: `${a.about}-${a.id}`,
    title: a.title,
    language: a.language,
    programme: a.programme,
    owner: a.owner && { name: a.owner.name, handle: a.owner.handle },
    startsOn: a.startsOn,
    endsOn: a.endsOn,
    state: a.state,
    late: a.late,
    overspent: standingOf(r, a, today)?.overspent ?? false,
    reason: a.reason,
    ownerLeft: a.about === 'own' && !(a as YearRecord['own'][number]).ownerIsMember,
    corrections: correctionsOf(r, a.about, a.id),
    cells: cellsOf(a, r.year),
  };
}

export type RowView = ReturnType<typeof rowOf>;

/** Planned and spent in words, with what lies between. */
export function moneyView(money: Money, year: number, { language, today }: Saying) {
  const variance = varianceOf(money, isOver(year, today));
  return {
    currency: money.currency as string,
    planned: money.planned === null ? null : amountIn(language, money.planned, money.currency),
    spent: money.spent === null ? null : amountIn(language, money.spent, money.currency),
    difference: variance && signed(language, variance.difference, (d) => amountIn(language, d, money.currency)),
    share: variance && variance.share !== null ? signedShare(variance.share, language) : null,
    apart: variance?.apart ?? null,
  };
}

function moneyRows(r: YearRecord, says: Saying) {
  const programme = (p: ProgrammeMoney) => ({
    key: `programme-${p.id}`,
    programme: { id: p.id, title: p.title, language: p.language },
    unknown: p.unknown,
    corrections: correctionsOf(r, 'programme', p.id),
    ...moneyView(p, r.year, says),
  });
  const own = sumsByCurrency(r.own.map((a) => a.money)).map((money) => ({
    key: `own-${money.currency}`,
    programme: null,
    unknown: money.unknown,
    corrections: [] as CorrectionView[],
    ...moneyView(money, r.year, says),
  }));
  return [...own, ...r.programmes.map(programme)];
}

/** Sums of what the initiative and its programmes cost, one currency after the other. */
function moneySums(r: YearRecord, says: Saying) {
  const all = [...r.own.map((a) => a.money), ...r.programmes];
  return sumsByCurrency(all).map((money) => moneyView(money, r.year, says));
}

/** Above every page of a year. */
export function headOf(r: YearRecord) {
  return {
    year: r.year,
    isApproved: r.approvedAt !== null,
    isPublic: maySee(r, null, false),
    approval:
      r.approvedBy === null
        ? null
        : { proposal: r.approvedBy, number: r.approvedNumber ?? String(r.approvedBy), at: r.approvedAt! },
    put: r.proposals.filter((p) => !p.decided).map(({ id, title, language, open }) => ({ id, title, language, open })),
  };
}

export type PlanHead = ReturnType<typeof headOf>;

/** The year of a plan, narrowed to what is chosen. One statement. */
export async function loadYear(asked: Asked) {
  const { sql, reader, url, params } = asked;
  const year = yearOf(params.year);
  const says = saying(asked);
  const { view, ...search } = yearSearch.parse(Object.fromEntries(url.searchParams));
  const r = await readYear(sql, reader, year, says.language, asked.now());
  const all = allOf(r);
  const shown = chosen(all, search).map((a) => ({ quarter: quarterOf(a, year), row: rowOf(r, a, says.today) }));
  const quarters = [1, 2, 3, 4, null] as const;
  const { t } = says;
  const onWhole = mayPlan(reader);
  const head = headOf(r);
  return {
    head,
    words: r.words,
    language: r.language,
    view,
    chosen: { ...search, view: view === 'quarters' ? null : view },
    counts: countsOf(all),
    shown: shown.length,
    quarters: quarters.flatMap((quarter) => {
      const rows = shown.filter((s) => s.quarter === quarter).map((s) => s.row);
      return rows.length > 0 ? [{ quarter, rows }] : [];
    }),
    months: monthNames(says.language),
    states: commitmentStates.map((value) => ({
      value: value as string,
      label: String(t(`commitments:state.${value}`)),
    })),
    owners: namesOf(all.flatMap((a) => (a.owner ? [a.owner] : []))),
    withoutOwner: all.some((a) => a.owner === null),
    programmes: namesOf(
      r.lines.map((a) => ({ id: a.programme!.id, name: a.programme!.title, language: a.programme!.language })),
    ),
    hasOwn: r.own.length > 0,
    money: moneyRows(r, says),
    sums: moneySums(r, says),
    tolerance: shareIn(says.language, tolerance),
    flags:
      onWhole || head.put.length > 0
        ? planFlags(r, says.language).map(({ key, values }) => String(t(key as 'workplan:title', values)))
        : [],
    changes: r.changes.map((c) => ({ ...c, at: String(c.at) })),
    moved: r.approvedContent ? lineChanges(r.approvedContent, r.lines) : [],
    hash: r.approvedHash,
    issues: r.issues,
    mayPlan: onWhole,
    zone: reader?.timeZone ?? 'UTC',
    search: url.search,
  };
}

export type YearData = Awaited<ReturnType<typeof loadYear>>;

function namesOf<T extends { id: number; name: string }>(all: T[]): T[] {
  const found = new Map(all.map((one) => [one.id, one]));
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const monthsIn = new Map<string, { short: string; long: string }[]>();

/** On the server: a browser may call them otherwise, and the page would change under its reader. */
function monthNames(language: Language): { short: string; long: string }[] {
  let names = monthsIn.get(language);
  if (!names) {
    const name = (month: 'short' | 'long') => new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
    const [short, long] = [name('short'), name('long')];
    names = Array.from({ length: 12 }, (_, i) => {
      const day = new Date(Date.UTC(2027, i, 15));
      return { short: short.format(day), long: long.format(day) };
    });
    monthsIn.set(language, names);
  }
  return names;
}

/** What may be written down as a correction by this reader, of what stands so. */
export function mayCorrectHere(asked: Asked, r: YearRecord, programme: number | null): boolean {
  return mayCorrect(asked.reader, programme !== null && r.leads.includes(programme));
}

export function languageOptions(languages: readonly string[]) {
  return languages.map((value) => ({ value, label: nameOfLanguage(value) }));
}

export const fresh = () => randomUUID();

/** Amounts with their currency, where no column says it. */
export function moneyWords(money: Money, year: number, says: Saying) {
  const { language } = says;
  const variance = varianceOf(money, isOver(year, says.today));
  return {
    ...moneyView(money, year, says),
    planned: money.planned === null ? null : moneyIn(language, money.planned, money.currency),
    spent: money.spent === null ? null : moneyIn(language, money.spent, money.currency),
    difference: variance && signedMoney(variance.difference, money.currency, language),
  };
}
