import path from 'node:path';
import { isRefusal } from '../../app/shared/refusal';
import { ready } from '../../app/voices/crypto/boxes';
import { openSecrets } from '../../app/voices/crypto/secrets';
import { openShred } from '../../app/voices/crypto/shred';
import { type NewAccount, openFirstOrganisation } from '../../app/voices/desk/accounts.server';
import { openRoomDatabase } from '../../db/room/open';
import { holdFolder } from '../hold';
import { readRoomConfig } from '../room/config';
import { isSettingsRefusal } from '../settings';

/**
 * `npm run room:organisation -- "Name" ["First worker" "Second worker"] [--recovery]`: opens the room's first organisation
 * with its two caseworkers, and prints what they sign in with, this once. Nothing opens before both have signed in and
 * each has confirmed the other; every further organisation is opened by two people at the desk.
 */
const usage =
  'Say whose it is: npm run room:organisation -- "Name of the organisation" ["First worker" "Second worker"] [--recovery]';
const given = process.argv.slice(2);
const names = given.filter((a) => !a.startsWith('--')).map((a) => a.trim());
const flags = given.filter((a) => a.startsWith('--'));
if (
  ![1, 3].includes(names.length) ||
  names.some((n) => n === '' || n.length > 120) ||
  flags.some((f) => f !== '--recovery')
)
  stopWith(usage);
const [name = '', first = 'First caseworker', second = 'Second caseworker'] = names;

const config = readRoomConfig(process.env);
if (isSettingsRefusal(config)) stopWith(config.sentence);
const held = config.databaseUrl ? () => {} : holdFolder(config.dataDir, { name: 'The room', setting: 'ROOM_DATA_DIR' });
if (isSettingsRefusal(held)) stopWith(`${held.sentence} Stop the room, open the organisation, and start it again.`);

let code = 0;
try {
  await ready();
  const keys = openSecrets(config.secretsDir);
  const shred = await openShred(config.shredDir);
  const database = await openRoomDatabase({
    dataDir: config.dataDir,
    migrations: path.resolve(import.meta.dirname, '../../db/room/migrations'),
    url: config.databaseUrl,
    ownerUrl: config.databaseOwnerUrl,
  });
  try {
    const tools = { sql: database.sql, keys, shred, now: () => new Date() };
    const { accounts } = await openFirstOrganisation(tools, name, [first, second], flags.includes('--recovery'));
    for (const account of accounts) print(account);
    console.log(
      'This is shown this once. Hand each part over in person. At /desk each signs in and confirms the other; then it opens.',
    );
  } finally {
    await database.stop();
  }
} catch (e) {
  code = 1;
  console.error(
    isRefusal(e) && e.kind === 'conflict'
      ? 'There is an organisation already. Two people of it open further ones, at the desk of the room.'
      : `The organisation could not be opened (${(e as { code?: string }).code ?? 'unknown'}). Check the settings of the room.`,
  );
} finally {
  held();
}
process.exit(code);

function print(account: NewAccount): void {
  console.log(`\n${account.name}`);
  console.log(`  sign-in name    ${account.signIn}`);
  console.log(`  passphrase      ${account.passphrase}`);
  console.log(`  authenticator   ${account.totpSecret}`);
  console.log(`                  ${account.otpauth}`);
  if (account.recovery) console.log(`  recovery key    ${account.recovery}`);
  console.log('');
}

function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
