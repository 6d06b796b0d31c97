import type { TFunction } from 'i18next';
import type { Db } from '../../db/connect';
import type { LivePart, LiveReference, LiveTable, LiveTables } from '../documents/live/parts';
import { standing } from '../indicators/indicator';
import type { Reader } from '../people/person';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage, type Language } from '../shared/languages';
import { formatTime } from '../shared/time';
import { sharesOf, sumsOf } from './budget';
import { amountIn, figureIn, shareIn } from './figures';
import { numbered } from './framework';
import { aims } from './programme';
import { findRecords } from './queries/record.server';
import { budgetFlags, type ProgrammeRecord, partnerName, yearsOf } from './record';
import { besidePlan, sumOfSpent } from './spending';
import { spendingContent } from './spending-tables.server';

/** The parts that a text shows, as this reader may see them; in English where no screen is in the text's language. One statement. */
export async function readTables(
  sql: Db,
  reader: Reader | null,
  parts: LiveReference[],
  language: string,
  now: Date,
): Promise<LiveTables> {
  const known = isLanguage(language) ? language : 'en';
  const records = await findRecords(sql, reader, [...new Set(parts.map((p) => p.programme))], known, now);
  return ({ programme, part }) => {
    const record = records.get(programme);
    return record ? tableOf(record, part, known) : null;
  };
}

type Content = Pick<LiveTable, 'head' | 'rows'> & Partial<Pick<LiveTable, 'figures' | 'hasSum' | 'notes'>>;
interface Says {
  t: TFunction<'programmes'>;
  language: Language;
}

/** A part of a programme as a table, in one of the languages of the screens. */
export function tableOf(p: ProgrammeRecord, part: LivePart, language: Language): LiveTable {
  const t = i18nFor(language).getFixedT(language, 'programmes');
  const content = contents[part](p, { t, language });
  const notes = content.notes ?? (content.rows.length === 0 ? [t('live.empty')] : []);
  return {
    programme: p.id,
    part,
    title: t(`parts.${part}`),
    figures: [],
    hasSum: false,
    ...content,
    notes,
    of: p.title,
    path: `/programmes/${p.id}#${part}`,
    language,
  };
}

const contents: Record<LivePart, (p: ProgrammeRecord, says: Says) => Content> = {
  aims: (p, { t }) => ({
    head: [t('table.term'), t('table.aim')],
    rows: aims.flatMap((aim) => (p.aims[aim] ? [[t(`aim.${aim}`), p.aims[aim]]] : [])),
  }),
  actors: (p, { t }) => ({
    head: [t('table.organisation'), t('table.part'), t('table.activities')],
    rows: p.partners.map((o) => [
      o.id === p.rules.leadId ? t('table.lead', { name: o.name }) : o.name,
      o.part,
      p.activities
        .filter((a) => a.organisationId === o.id || a.others.includes(o.id))
        .map((a) => a.title)
        .join('; '),
    ]),
  }),
  activities,
  framework,
  budget,
  spending: spendingContent,
  shares: (p, { t, language }) => {
    const sums = sumsOf(p.lines, p.firstYear, p.lastYear);
    const known = sharesOf(sums, p.agreed);
    return {
      head: [t('table.for-what'), t('table.amount', { currency: p.currency }), t('table.share'), t('table.agreed')],
      figures: [false, true, true, true],
      rows: known.map((s) => [
        t(`share.${s.kind}`),
        amountIn(language, s.amount, p.currency),
        s.isBelow ? t('table.below', { share: shareIn(language, s.share) }) : shareIn(language, s.share),
        shareIn(language, s.basisPoints),
      ]),
    };
  },
  risks: (p, { t }) => ({
    head: [t('table.risk'), t('table.likelihood'), t('table.harm'), t('table.answer'), t('table.who')],
    rows: p.risks.map((r) => [
      r.title,
      t(`grade.${r.likelihood}`),
      t(`grade.${r.harm}`),
      r.answer,
      partnerName(p, r.organisationId),
    ]),
  }),
  phases: (p, { t, language }) => ({
    head: [t('table.phase'), t('table.when'), t('table.funding')],
    rows: p.phases.map((h) => [h.title, span(h.startsOn, h.endsOn, { t, language }), t(`funding.${h.funding}`)]),
  }),
};

/** Who does what; how each line stands is said from the day on which the programme is open. */
function activities(p: ProgrammeRecord, { t, language }: Says): Content {
  const stands = (activity: number) => {
    const state = p.standings.find((s) => s.activityId === activity)?.state;
    return state ? i18nFor(language).getFixedT(language, 'commitments')(`state.${state}`) : '';
  };
  const isOpen = p.standings.length > 0;
  return {
    head: [
      t('table.activity'),
      t('table.who'),
      t('table.when'),
      t('table.serves'),
      ...(isOpen ? [t('table.stands')] : []),
    ],
    rows: p.activities.map((a) => [
      a.body ? `${a.title}: ${a.body}` : a.title,
      [a.organisationId, ...a.others].map((id) => partnerName(p, id)).join(', '),
      span(a.startsOn, a.endsOn, { t, language }),
      t(`aim.${a.aim}`),
      ...(isOpen ? [stands(a.id)] : []),
    ]),
  };
}

function framework(p: ProgrammeRecord, { t, language }: Says): Content {
  const rows = numbered(p.results).flatMap(({ number, result }) => {
    const name = `${t(`result.${result.kind}`)} ${number}: ${result.title}`;
    const own = p.indicators.filter((i) => i.subjectId === result.id);
    if (own.length === 0) return [[name, '', '', '', '', '']];
    return own.map((i, at) => {
      const last = standing(i.values).at(-1);
      const on = (figure: string, day: string) => `${figureIn(language, figure)} (${dayIn(day, language)})`;
      return [
        at === 0 ? name : number,
        `${i.what} (${i.unit})`,
        on(i.baseline, i.baselineOn),
        on(i.target, i.targetOn),
        last ? on(last.value, last.onDay) : '',
        i.source,
      ];
    });
  });
  return {
    head: ['result', 'indicator', 'baseline', 'target', 'last', 'source'].map((name) =>
      t(`table.${name}` as 'table.result'),
    ),
    figures: [false, false, true, true, true, false],
    rows,
  };
}

/** The plan; once something is noted of it, what was spent and how far that is from what was planned for the same years. */
function budget(p: ProgrammeRecord, { t, language }: Says): Content {
  const sums = sumsOf(p.lines, p.firstYear, p.lastYear);
  const beside = besidePlan(p.lines, p.spending);
  const hasSpent = beside.some((row) => row.spent !== null);
  const spent = (rows: typeof beside): string[] => {
    if (!hasSpent) return [];
    const sum = sumOfSpent(rows);
    if (sum.spent === null || sum.difference === null) return [t('spending.unknown'), ''];
    return [amount(sum.spent), amount(sum.difference)];
  };
  const years = yearsOf(p);
  const amount = (minor: bigint) => amountIn(language, minor, p.currency);
  const rows = p.lines.map((line) => [
    line.earmark === 'none' ? line.title : `${line.title} (${t(`earmark.${line.earmark}`)})`,
    partnerName(p, line.organisationId),
    t('table.source-of', {
      source: line.source,
      holder: partnerName(p, line.fiduciaryId),
      funding: t(`funding.${line.funding}`),
    }),
    ...years.map((year) => amount(line.years.find((y) => y.year === year)?.amount ?? 0n)),
    amount(line.total),
    ...spent(beside.filter((row) => row.lineId === line.id)),
  ]);
  const sum = [
    t('table.sum'),
    '',
    '',
    ...sums.years.map((y) => amount(y.amount)),
    amount(sums.total),
    ...spent(beside),
  ];
  return {
    head: [
      t('table.line'),
      t('table.organisation'),
      t('table.source'),
      ...years.map(String),
      t('table.total', { currency: p.currency }),
      ...(hasSpent ? [t('spending.spent'), t('spending.difference')] : []),
    ],
    figures: [false, false, false, ...years.map(() => true), true, ...(hasSpent ? [true, true] : [])],
    rows: rows.length > 0 ? [...rows, sum] : [],
    hasSum: rows.length > 0,
    notes: flagWords(p, { t, language }),
  };
}

/** The budget by the organisations that spend it, year by year. */
export function organisationsTable(p: ProgrammeRecord, { t, language }: Says): LiveTable {
  const sums = sumsOf(p.lines, p.firstYear, p.lastYear);
  const amount = (minor: bigint) => amountIn(language, minor, p.currency);
  const rows = sums.organisations.map((o) => [
    partnerName(p, o.organisationId),
    ...o.years.map(amount),
    amount(o.total),
  ]);
  const sum = [t('table.sum'), ...sums.years.map((y) => amount(y.amount)), amount(sums.total)];
  return {
    programme: p.id,
    part: 'budget',
    title: t('page.by-organisation'),
    head: [t('table.organisation'), ...yearsOf(p).map(String), t('table.total', { currency: p.currency })],
    figures: [false, ...sums.years.map(() => true), true],
    rows: rows.length > 0 ? [...rows, sum] : [],
    hasSum: rows.length > 0,
    notes: [],
    of: p.title,
    path: `/programmes/${p.id}#budget`,
    language,
  };
}

/** What does not hold in a budget, in words. */
export function flagWords(p: ProgrammeRecord, { t, language }: Says): string[] {
  const amount = (minor: bigint) => amountIn(language, minor < 0n ? -minor : minor, p.currency);
  return budgetFlags(p).map((flag) => {
    if (flag.kind === 'no-lines') return t('flags.no-lines');
    if (flag.kind === 'share-below')
      return t(`flags.below-${flag.share.kind}`, {
        share: shareIn(language, flag.share.share),
        agreed: shareIn(language, flag.share.basisPoints),
      });
    const values = { amount: amount(flag.missing), currency: p.currency };
    if (flag.kind === 'total-apart') return t(flag.missing > 0n ? 'flags.total-short' : 'flags.total-over', values);
    return t('flags.line-apart', { line: p.lines.find((l) => l.id === flag.line)?.title ?? '', ...values });
  });
}

function dayIn(day: string, language: string): string {
  return formatTime(`${day}T12:00:00Z`, language, 'UTC', 'date');
}

function span(from: string | null, until: string | null, { t, language }: Says): string {
  if (from && until) return `${dayIn(from, language)} – ${dayIn(until, language)}`;
  if (from) return t('table.from', { day: dayIn(from, language) });
  return until ? t('table.until', { day: dayIn(until, language) }) : '';
}
