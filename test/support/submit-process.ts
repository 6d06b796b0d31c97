import fs from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { submit } from '../../app/voices/contributing/submit.server';
import { ready } from '../../app/voices/crypto/boxes';
import { openSecrets } from '../../app/voices/crypto/secrets';
import { openShred } from '../../app/voices/crypto/shred';
import { connect } from '../../db/connect';

/**
 * Sends one contribution by the command that the pages use, in a process of its own that ends itself with SIGKILL at a
 * point of the way: before and just after each statement that goes to the database, and before each step on the disk.
 * What it sends comes in by standard input: an argument or a variable could be read by others.
 */
const given = JSON.parse(await text(process.stdin), (key, value) =>
  key === 'textHash' ? Buffer.from(value as string, 'hex') : value,
);

let passed = 0;
const point = () => {
  passed += 1;
  if (passed === given.killAt) process.kill(process.pid, 'SIGKILL');
};

await ready();
const keys = openSecrets(given.secrets, { receipt: 1024, passphrase: 1024 });
const shred = await openShred(given.shred);
const sql = connect(given.url, {
  max: 1,
  settings: { application_name: given.name },
  onQuery: () => {
    point();
    setImmediate(point);
  },
});
await sql`select 1`;
passed = 0;

const probe = await fs.open(given.secrets, 'r');
const handle = Object.getPrototypeOf(probe) as Record<string, (...args: unknown[]) => unknown>;
await probe.close();
for (const [of, names] of [
  [fs as unknown as typeof handle, ['open', 'utimes', 'readFile', 'rename']],
  [handle, ['write', 'sync', 'close']],
] as const) {
  for (const name of names) {
    const original = of[name]!;
    of[name] = function (this: unknown, ...args: unknown[]) {
      point();
      return original.apply(this, args);
    };
  }
}

const now = new Date(given.now);
const done = await submit({ sql, keys, shred, now: () => now }, (work) => work(), given.submission);
point();
await sql.end();
process.stdout.write(JSON.stringify({ passed, contribution: done.contribution }));
