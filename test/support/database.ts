import { afterAll, inject } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { cloneDatabase } from './clone';

export { cloneDatabase };

/** A database of this test file's own, cloned from the migrated template, dropped at its end. */
export async function freshDatabase(
  options: { onQuery?: (text: string) => void } = {},
): Promise<{ sql: Sql; url: string }> {
  const base = inject('databaseUrl');
  const { url, drop } = await cloneDatabase(base);
  const sql = connect(url, { max: 8, ...options });
  afterAll(async () => {
    await sql.end({ timeout: 2 });
    await drop();
  });
  return { sql, url };
}
