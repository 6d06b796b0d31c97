import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { plainMoney, readMoney, whyNotAddUp } from '../budget';
import type { LineInput } from '../forms';
import { limits } from '../programme';
import { beside, change, type Held, holdItem, mustBePartner, mustFit } from './deed.server';
import type { Place, Which } from './parts.server';

interface Amounts {
  total: bigint;
  years: { year: number; amount: bigint }[];
}

/**
 * The amounts of a line as they were typed, every mistake beside its field. A year that was left empty is nought; a total that
 * was left empty is what the years come to. One that is typed has to be that.
 */
export function amountsOf(
  input: Pick<LineInput, 'total' | 'years'>,
  held: Pick<Held, 'currency' | 'firstYear' | 'lastYear'>,
): Amounts {
  const fields: Record<string, string> = {};
  const read = (typed: string, field: string): bigint => {
    if (typed.trim() === '') return 0n;
    const amount = readMoney(typed, held.currency);
    if (typeof amount === 'bigint') return amount;
    fields[field] = `programmes:mistakes.${amount === 'unreadable' ? 'money' : `money-${amount}`}`;
    return 0n;
  };
  const years = input.years.map(({ year, typed }) => ({ year, amount: read(typed, `year-${year}`) }));
  for (const { year, amount } of years)
    if (amount > 0n && (year < held.firstYear || year > held.lastYear))
      fields[`year-${year}`] = 'programmes:mistakes.year';
  const sum = years.reduce((all, { amount }) => all + amount, 0n);
  const total = input.total.trim() === '' ? sum : read(input.total, 'total');
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
  const apart = whyNotAddUp({ total, years });
  if (apart) {
    const shown = (amount: bigint) => plainMoney(amount, held.currency);
    const values = { years: shown(apart.years), missing: shown(apart.missing < 0n ? -apart.missing : apart.missing) };
    throw beside('total', apart.missing > 0n ? 'years-short' : 'years-over', values);
  }
  return { total, years: years.filter(({ year }) => year >= held.firstYear && year <= held.lastYear) };
}

/** Adds or changes a line. Refuses what does not add up, and organisations that are no partners. */
export async function putLine(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  which: Which,
  input: LineInput,
): Promise<void> {
  await change(sql, reader, { id: programme, part: 'budget', now }, async (tx, held) => {
    if ('id' in which) await holdItem(tx, 'line', held, which.id, which.version);
    else await mustFit(tx, 'line', held, limits.items);
    mustBePartner(held, 'organisation', input.organisation);
    mustBePartner(held, 'fiduciary', input.fiduciary);
    await mustBeActivity(tx, held, input.activity);
    const { total, years } = amountsOf(input, held);
    const { title, activity, organisation, fiduciary, source, funding, earmark } = input;
    const [row] =
      'id' in which
        ? await tx<{ id: number }[]>`
          update programme_budget_line set title = ${title}, activity_id = ${activity}, organisation_id = ${organisation},
            fiduciary_id = ${fiduciary}, source = ${source}, funding = ${funding}, earmark = ${earmark}, total = ${String(total)}::bigint,
            version = version + 1 where id = ${which.id} returning id`
        : await tx<{ id: number }[]>`
          insert into programme_budget_line (programme_id, title, activity_id, organisation_id, fiduciary_id, source, funding, earmark, total, once)
          values (${held.id}, ${title}, ${activity}, ${organisation}, ${fiduciary}, ${source}, ${funding}, ${earmark}, ${String(total)}::bigint,
            ${which.once}) on conflict (once) do nothing returning id`;
    if (!row) return;
    await tx`delete from programme_budget_year where line_id = ${row.id}`;
    for (const { year, amount } of years)
      await tx`insert into programme_budget_year (line_id, year, amount) values (${row.id}, ${year}, ${String(amount)}::bigint)`;
  });
}

/** Refuses `closed` a line of which money was spent: that stays on record. What was noted and taken back goes with it. */
export async function removeLine(tx: Tx, id: number): Promise<void> {
  const [spent] = await tx`
    select from (select distinct on (year) amount from programme_spending where line_id = ${id} order by year, id desc) s
    where s.amount is not null`;
  if (spent) throw refuse('closed', 'programmes:refusals.has-spending');
  await tx`delete from programme_budget_line where id = ${id}`;
}

async function mustBeActivity(tx: Tx, held: Held, activity: number | null): Promise<void> {
  if (activity === null) return;
  const [found] = await tx`select from programme_activity where id = ${activity} and programme_id = ${held.id}`;
  if (!found) throw beside('activity', 'no-activity');
}
