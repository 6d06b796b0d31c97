import { connect } from '../../db/connect';
import { makeDeeds } from '../../server/jobs/deeds';
import { startRunner } from '../../server/jobs/runner';
import { connectionsForMany, openPostOffice } from '../../server/mail/post-office';
import { mailWriters } from '../../server/mail/writers';

/** The lane of mail to many in a process of its own, to be killed while it sends. */
const { DATABASE, SMTP, DATA_DIR } = process.env as Record<string, string>;
const sql = connect(DATABASE!, { max: connectionsForMany + 2 });
const office = openPostOffice(
  {
    smtpUrl: SMTP,
    from: 'Plenary <plenary@plenary.example>',
    dataDir: DATA_DIR!,
    publicUrl: () => 'https://plenary.example',
  },
  mailWriters,
);
const { 'send-bulk-mail': send, 'write-digest': write } = makeDeeds(office);
const log = { info() {}, warn: (values: unknown) => process.stderr.write(`${JSON.stringify(values)}\n`), error() {} };
await office.takeUp(sql);
const runner = startRunner(sql, { 'send-bulk-mail': send!, 'write-digest': write! }, log, {
  atOnce: connectionsForMany,
  mostTries: 40,
});
process.stdout.write('sending\n');
await runner.settled();
await runner.stop();
office.close();
await sql.end();
process.stdout.write('done\n');
