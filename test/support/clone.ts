import { randomBytes } from 'node:crypto';
import { connect } from '../../db/connect';
import { databaseAt, templateName } from './global';

/** A database cloned from the migrated template: 30 to 50 ms. Whoever asked drops it. */
export async function cloneDatabase(
  base: string,
  template = templateName,
): Promise<{ name: string; url: string; drop: () => Promise<void> }> {
  const name = `plenary_${randomBytes(6).toString('hex')}`;
  const admin = connect(base, { max: 1 });
  // Two files that clone at the same instant: the template takes one at a time.
  for (let tries = 0; ; tries++) {
    try {
      await admin.unsafe(`create database ${name} template ${template}`);
      break;
    } catch (e) {
      if ((e as { code?: string }).code !== '55006' || tries > 100) throw e;
    }
  }
  await admin.end();
  return {
    name,
    url: databaseAt(base, name),
    async drop() {
      const again = connect(base, { max: 1 });
      await again.unsafe(`drop database if exists ${name} with (force)`);
      await again.end();
    },
  };
}
