import path from 'node:path';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { seedWorld } from '../../db/seed/seed';
import { isSettingsRefusal, readConfig } from '../config';
import { holdFolder } from '../hold';

/** `npm run seed`: the demonstration world into the database of the settings, if no one is in it yet. */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) {
  console.error(config.sentence);
  process.exit(1);
}
if (!config.isLoopback) {
  console.error(
    `HOST is ${config.host}, which others can reach; demonstration accounts are for this machine alone. Set HOST to 127.0.0.1 first.`,
  );
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
  await migrate(sql, path.resolve(import.meta.dirname, '../../db/migrations'));
  const [row] = await sql<{ there: boolean }[]>`select exists (select from person) as there`;
  if (row!.there) {
    console.error(
      'There are people in this database already; the demonstration is only for an empty one. Use another database.',
    );
    code = 1;
  } else {
    await seedWorld(sql, config.dataDir);
    console.log(
      `The demonstration world is in. Its sign-ins are in ${path.join(config.dataDir, 'demonstration.json')}.`,
    );
  }
} catch (e) {
  console.error(
    `The database cannot be used (${(e as { code?: string }).code ?? (e as Error).message}). Check DATABASE_URL.`,
  );
  code = 1;
} finally {
  await sql.end({ timeout: 5 });
  await embedded?.stop();
  release();
}
process.exit(code);
