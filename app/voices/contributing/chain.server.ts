import type { Db, Sql, Tx } from '../../../db/connect';
import { appendConsent, type ConsentEvent, type ConsentSaid } from '../consent';

/** All that was said about a contribution, in order. */
export async function consentsOf(sql: Db, contribution: string): Promise<ConsentEvent[]> {
  return sql<ConsentEvent[]>`
    select contribution, n, scope, state, text_hash, language, week, expires_week, previous_hash, hash
    from consent_event where contribution = ${contribution} order by n`;
}

/** Adds to the chain. The contribution's row has to be locked, or new: two that append at once would branch it. */
export async function sayAll(tx: Tx, contribution: string, said: readonly ConsentSaid[]): Promise<ConsentEvent[]> {
  const events = await consentsOf(tx, contribution);
  for (const one of said) {
    const event = appendConsent(contribution, events, one);
    await tx`
      insert into consent_event (contribution, n, scope, state, text_hash, language, week, expires_week, previous_hash, hash)
      values (${contribution}, ${event.n}, ${event.scope}, ${event.state}, ${event.textHash}, ${event.language},
        ${event.week}, ${event.expiresWeek}, ${event.previousHash}, ${event.hash})`;
    events.push(event);
  }
  return events;
}

const retried = new Set(['40001', '40P01']);

/**
 * A transaction that ends as if it had been alone: a withdrawal beside a release would else leave what was released
 * meanwhile. One that lost is done again, in full.
 */
export async function alone<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return (await sql.begin('isolation level serializable', work)) as T;
    } catch (e) {
      if (tries >= 20 || !retried.has((e as { code?: string }).code ?? '')) throw e;
    }
  }
}
