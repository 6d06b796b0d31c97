import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { readMoney } from '../budget';
import type { SpentInput } from '../forms';
import { lastYearBegun, mayNote, notesFor } from '../spending';
import { change } from './deed.server';
import type { Place } from './parts.server';

/**
 * Notes what was spent of a line, year by year; a year that is left empty is one of which nothing is known. Only what differs
 * from the last word is written, and that stays on record. Refuses not-found to those who do not work on the programme,
 * not-allowed to those who answer neither for the money nor for the programme, conflict where somebody else has noted something
 * of this line since the form was opened, and beside its field what is no amount or of a year that has not begun.
 */
export async function noteSpending(
  sql: Sql,
  reader: Reader,
  { programme, now }: Place,
  line: number,
  input: SpentInput,
): Promise<void> {
  await change(sql, reader, { id: programme, part: 'spending', now }, async (tx, held) => {
    const [row] = await tx<{ fiduciaryId: number }[]>`
      select fiduciary_id from programme_budget_line where id = ${line} and programme_id = ${held.id} for update`;
    if (!row) throw refuse('conflict', 'programmes:refusals.gone');
    if (!mayNote(held, row, reader)) throw refuse('not-allowed', 'programmes:refusals.not-fiduciary');
    const before = await tx<{ id: number; year: number; amount: string | null; note: string }[]>`
      select distinct on (year) id, year, amount::text as amount, note from programme_spending where line_id = ${line} order by year, id desc`;
    if (Math.max(0, ...before.map((b) => b.id)) !== input.version)
      throw refuse('conflict', 'programmes:refusals.changed');
    const fields: Record<string, string> = {};
    const wanted = input.years.map(({ year, typed }) => {
      if (typed.trim() === '') return { year, amount: null };
      const amount = readMoney(typed, held.currency);
      const field = `year-${year}`;
      if (typeof amount !== 'bigint')
        fields[field] = `programmes:mistakes.${amount === 'unreadable' ? 'money' : `money-${amount}`}`;
      else if (year < held.firstYear || year > held.lastYear) fields[field] = 'programmes:mistakes.year';
      else if (year > lastYearBegun(now)) fields[field] = 'programmes:mistakes.year-to-come';
      return { year, amount: String(amount) };
    });
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    const differing = wanted.filter(
      ({ year, amount }) => (before.find((b) => b.year === year)?.amount ?? null) !== amount,
    );
    for (const { year, amount } of differing)
      await tx`
        insert into programme_spending (line_id, year, amount, note, organisation_id, noted_by, noted_at)
        values (${line}, ${year}, ${amount}::bigint, ${input.note}, ${notesFor(held, row, reader)}, ${reader.id}, ${now})`;
  });
}
