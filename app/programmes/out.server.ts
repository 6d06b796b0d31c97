import { stringify } from 'csv-stringify/sync';
import { progressOf, standing } from '../indicators/indicator';
import { type Currency, plainMoney } from './budget';
import { numbered } from './framework';
import { type ProgrammeRecord, partnerName, yearsOf } from './record';
import { besidePlan, sumOfSpent } from './spending';

/**
 * UTF-8 with a mark so that spreadsheets read it; cells that would be formulas are made text. An amount that may be below nought
 * comes as it is: as a text its sign would be taken for the beginning of a formula.
 */
const csv = (rows: Record<string, unknown>[], columns: string[], currency: Currency): string =>
  stringify(rows, {
    header: true,
    columns,
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { bigint: (minor) => plainMoney(minor, currency) },
  });

/**
 * The budget line by line, amounts with a point and no other sign: the plan, then what was spent of it. Empty is a year of which
 * nothing is noted; the difference is of the years of which something is.
 */
export function csvOfBudget(p: ProgrammeRecord): string {
  const years = yearsOf(p).map(String);
  const activity = (id: number | null) => p.activities.find((a) => a.id === id)?.title ?? '';
  const beside = besidePlan(p.lines, p.spending);
  const plain = (minor: bigint | null) => (minor === null ? '' : plainMoney(minor, p.currency));
  const spentOf = (line: number) => {
    const own = beside.filter((row) => row.lineId === line);
    const { spent, difference } = sumOfSpent(own);
    return {
      ...Object.fromEntries(own.map((row) => [`spent ${row.year}`, plain(row.spent)])),
      spent: plain(spent),
      difference: difference ?? '',
    };
  };
  const rows = p.lines.map((l) => ({
    line: l.title,
    activity: activity(l.activityId),
    organisation: partnerName(p, l.organisationId),
    fiduciary: partnerName(p, l.fiduciaryId),
    source: l.source,
    funding: l.funding,
    earmark: l.earmark,
    currency: p.currency,
    ...Object.fromEntries(years.map((year) => [year, '0'])),
    ...Object.fromEntries(l.years.map((y) => [String(y.year), plainMoney(y.amount, p.currency)])),
    total: plainMoney(l.total, p.currency),
    ...spentOf(l.id),
  }));
  return csv(
    rows,
    [
      'line',
      'activity',
      'organisation',
      'fiduciary',
      'source',
      'funding',
      'earmark',
      'currency',
      ...years,
      'total',
      ...years.map((year) => `spent ${year}`),
      'spent',
      'difference',
    ],
    p.currency,
  );
}

/** The framework, a row for each value that counts, and one for each indicator or result without any. */
export function csvOfFramework(p: ProgrammeRecord): string {
  const rows = numbered(p.results).flatMap(({ number, result }): Record<string, unknown>[] => {
    const own = p.indicators.filter((i) => i.subjectId === result.id);
    const named = { number, kind: result.kind, result: result.title };
    if (own.length === 0) return [named];
    return own.flatMap((i) => {
      const { values, ...rest } = i;
      const about = { ...named, ...rest, indicator: i.what, state: progressOf(i).state };
      const counted = standing(values);
      if (counted.length === 0) return [about];
      return counted.map((v) => ({ ...about, day: v.onDay, value: v.value, valueSource: v.source, note: v.note }));
    });
  });
  return csv(
    rows,
    [
      ...[
        'number',
        'kind',
        'result',
        'indicator',
        'unit',
        'direction',
        'baseline',
        'baselineOn',
        'target',
        'targetOn',
        'source',
      ],
      ...['state', 'day', 'value', 'valueSource', 'note'],
    ],
    p.currency,
  );
}
