import type { Db } from './connect';

/** A deed that waits for its instant. `about` holds ids and never words or secrets: it may lie here for weeks. */
export interface Due {
  id: number;
  at: Date;
  deed: string;
  about: Record<string, unknown>;
  tries: number;
}

/**
 * Puts a deed in the queue, in the caller's transaction: it exists exactly if what asked for it was committed.
 * With a key there is one waiting deed of that key, and a later call moves its instant.
 */
export async function putDue(
  tx: Db,
  deed: string,
  about: Record<string, unknown>,
  options: { at?: Date; key?: string } = {},
): Promise<void> {
  await tx`
    insert into due (at, deed, about, key)
    values (${options.at ?? tx`now()`}, ${deed}, ${tx.json(about as never)}, ${options.key ?? null})
    on conflict (key) do update set at = excluded.at, about = excluded.about, tries = 0, failed_at = null`;
}

/** Takes a waiting deed back. */
export async function dropDue(tx: Db, key: string): Promise<void> {
  await tx`delete from due where key = ${key}`;
}
