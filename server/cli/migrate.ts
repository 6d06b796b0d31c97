import path from 'node:path';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { isSettingsRefusal, readConfig } from '../config';
import { holdFolder } from '../hold';

/** `npm run migrate`: brings the schema of the settings' database up to date and says what was done. */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) {
  console.error(config.sentence);
  process.exit(1);
}
const release = config.databaseUrl ? () => {} : holdFolder(config.dataDir);
if (isSettingsRefusal(release)) {
  console.error(release.sentence);
  process.exit(1);
}
const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir);
const sql = connect(config.databaseUrl ?? embedded!.url, { max: 2 });
let code = 0;
try {
  const applied = await migrate(sql, path.resolve(import.meta.dirname, '../../db/migrations'));
  console.log(applied.length ? `Applied ${applied.join(', ')}.` : 'The schema is up to date.');
} catch (e) {
  console.error(
    `The database cannot be migrated (${(e as { code?: string }).code ?? (e as Error).message}). Check DATABASE_URL and the rights of its user.`,
  );
  code = 1;
} finally {
  await sql.end({ timeout: 5 });
  await embedded?.stop();
  release();
}
process.exit(code);
