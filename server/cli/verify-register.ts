import { type Flaw, verifyRegister } from '../../app/decisions/register/verify.server';
import { connect } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { isSettingsRefusal, readConfig } from '../config';
import { holdFolder } from '../hold';

/**
 * `npm run register:verify`: holds the register of decisions against its log. Ends with 0 where all holds, 1 where something does
 * not, 2 where it could not be looked at.
 */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) {
  console.error(config.sentence);
  process.exit(2);
}
// The embedded database belongs to one process: the running platform says no here, and is stopped first.
const release = config.databaseUrl ? () => {} : holdFolder(config.dataDir);
if (isSettingsRefusal(release)) {
  console.error(release.sentence);
  process.exit(2);
}
const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir);
const sql = connect(config.databaseUrl ?? embedded!.url, { max: 1 });
let code = 0;
try {
  const { entries, decisions, flaws } = await verifyRegister(sql);
  for (const flaw of flaws) console.error(say(flaw));
  console.log(
    `${entries} entries of the log, ${decisions} decisions: ${flaws.length === 0 ? 'all hold' : `${flaws.length} do not hold`}.`,
  );
  code = flaws.length === 0 ? 0 : 1;
} catch (e) {
  console.error(
    `The database cannot be used (${(e as { code?: string }).code ?? (e as Error).message}). Check DATABASE_URL.`,
  );
  code = 2;
} finally {
  await sql.end({ timeout: 5 });
  await embedded?.stop();
  release();
}
process.exit(code);

function say(flaw: Flaw): string {
  if (flaw.what === 'log') return `Entry ${flaw.seq} of the log, or one before it, is not what was written down.`;
  if (flaw.what === 'text')
    return `Decision ${flaw.proposal}: its text (${flaw.language}) is not the one of its hash on record.`;
  return `Decision ${flaw.proposal}: its outcome or its instant is not what the log says.`;
}
