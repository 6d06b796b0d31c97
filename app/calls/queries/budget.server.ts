import type { Db } from '../../../db/connect';
import type { Budget } from '../pilot';

/** Money comes out of the database as text, since JSON would make floats of it. */
export type BudgetColumns = Record<
  'directAssistance' | 'victimSupport' | 'evaluation' | 'staff' | 'other' | 'total',
  string | null
>;

/** The amounts of `pilot i` as columns; `budgetFrom` reads them. */
export function budgetColumns(sql: Db) {
  return sql`i.direct_assistance::text as direct_assistance, i.victim_support::text as victim_support, i.evaluation::text as evaluation,
    i.staff::text as staff, i.other::text as other, i.total::text as total`;
}

export function budgetFrom(row: BudgetColumns): Budget {
  const minor = (amount: string | null) => (amount === null ? null : BigInt(amount));
  return {
    'direct-assistance': minor(row.directAssistance),
    'victim-support': minor(row.victimSupport),
    evaluation: minor(row.evaluation),
    staff: minor(row.staff),
    other: minor(row.other),
    total: minor(row.total),
  };
}
