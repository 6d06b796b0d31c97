import type { LiveTable } from '../documents/live/parts';
import { i18nFor } from '../shared/i18n.server';
import type { Language } from '../shared/languages';
import { formatTime } from '../shared/time';
import { amountIn } from './figures';
import { type ProgrammeRecord, partnerName, yearsOf } from './record';
import { besidePlan, type SpentSum, sumOfSpent } from './spending';

function saysIn(language: Language) {
  return { t: i18nFor(language).getFixedT(language, 'programmes'), language };
}

type Says = ReturnType<typeof saysIn>;

/** Planned, spent and the difference, each in words: what is not noted says so, and is no nought. */
function cells(sum: Pick<SpentSum, 'planned' | 'spent' | 'difference'>, p: ProgrammeRecord, { t, language }: Says) {
  const amount = (minor: bigint | null) => (minor === null ? null : amountIn(language, minor, p.currency));
  return [amount(sum.planned)!, amount(sum.spent) ?? t('spending.unknown'), amount(sum.difference) ?? ''];
}

const figures = [true, true, true];

function heads(p: ProgrammeRecord, { t }: Says): string[] {
  return [t('spending.planned', { currency: p.currency }), t('spending.spent'), t('spending.difference')];
}

function notesOf(sum: SpentSum, { t }: Says): string[] {
  return sum.unknown > 0 ? [t('spending.unknown-lines', { count: sum.unknown })] : [];
}

/** What was spent beside what was planned, by line and year, with who said so. */
export function spendingContent(
  p: ProgrammeRecord,
  { language }: { language: Language },
): Pick<LiveTable, 'head' | 'rows' | 'figures' | 'hasSum'> & { notes?: string[] } {
  const says = saysIn(language);
  const { t } = says;
  const rows = besidePlan(p.lines, p.spending);
  const sum = sumOfSpent(rows);
  const shown = rows.map((row) => {
    const by =
      row.noted &&
      (row.noted.organisationId === null ? t('spending.secretariat') : partnerName(p, row.noted.organisationId));
    const day = row.noted && formatTime(row.noted.at, language, 'UTC', 'date');
    return [
      p.lines.find((l) => l.id === row.lineId)!.title,
      String(row.year),
      ...cells(row, p, says),
      row.noted ? [t('spending.by', { by, day }), row.noted.note].filter(Boolean).join(' ') : '',
    ];
  });
  const has = rows.length > 0;
  return {
    head: [t('table.line'), t('spending.year'), ...heads(p, says), t('spending.noted')],
    figures: [false, false, ...figures, false],
    rows: has ? [...shown, [t('table.sum'), '', ...cells(sum, p, says), '']] : [],
    hasSum: has,
    ...(has ? { notes: notesOf(sum, says) } : {}),
  };
}

/** The same by year alone. */
export function spendingByYear(p: ProgrammeRecord, language: Language): LiveTable {
  const says = saysIn(language);
  const { t } = says;
  const rows = besidePlan(p.lines, p.spending);
  const years = yearsOf(p).map((year) => [
    String(year),
    ...cells(sumOfSpent(rows.filter((r) => r.year === year)), p, says),
  ]);
  const has = rows.length > 0;
  return {
    programme: p.id,
    part: 'spending',
    title: t('spending.by-year'),
    head: [t('spending.year'), ...heads(p, says)],
    figures: [false, ...figures],
    rows: has ? [...years, [t('table.sum'), ...cells(sumOfSpent(rows), p, says)]] : [],
    hasSum: has,
    notes: [],
    of: p.title,
    path: `/programmes/${p.id}#spending`,
    language,
  };
}
