import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { databaseAt, templateName } from './global';

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

export async function cloneDatabase(base: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `plenary_${randomBytes(6).toString('hex')}`;
  const admin = connect(base, { max: 1 });
  // Two files that clone at the same instant: the template takes one at a time.
  for (let tries = 0; ; tries++) {
    try {
      await admin.unsafe(`create database ${name} template ${templateName}`);
      break;
    } catch (e) {
      if ((e as { code?: string }).code !== '55006' || tries > 100) throw e;
    }
  }
  await admin.end();
  return {
    url: databaseAt(base, name),
    async drop() {
      const again = connect(base, { max: 1 });
      await again.unsafe(`drop database if exists ${name} with (force)`);
      await again.end();
    },
  };
}
