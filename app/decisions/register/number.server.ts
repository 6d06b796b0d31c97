import type { Tx } from '../../../db/connect';

export interface RegisterNumber {
  year: number;
  number: number;
}

/** As it is said and written: `2026/3`. */
export function asNumber({ year, number }: RegisterNumber): string {
  return `${year}/${number}`;
}

/**
 * Gives a decision the next number of the year (UTC) in which it was decided. Called after the entry of the log that tells of it:
 * whoever adds to the log is alone, so no two take one number and none is left out.
 */
export async function numberDecision(tx: Tx, proposal: number, decidedAt: Date): Promise<void> {
  const year = decidedAt.getUTCFullYear();
  await tx`
    update proposal set register_year = ${year},
      register_number = (select coalesce(max(o.register_number), 0) + 1 from proposal o where o.register_year = ${year})
    where id = ${proposal} and register_number is null`;
}
