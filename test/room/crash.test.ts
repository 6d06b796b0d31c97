import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { versionOf } from '../../app/voices/contributing/consent-texts.server';
import { enter } from '../../app/voices/contributing/entering.server';
import { type Submission, submit } from '../../app/voices/contributing/submit.server';
import { pairOf } from '../../app/voices/crypto/boxes';
import { newReceipt } from '../../app/voices/crypto/codes';
import { unlock } from '../../app/voices/crypto/contribution';
import { scopes } from '../../app/voices/scopes';
import { databaseAt } from '../support/global';
import { notBusy } from '../support/room-contributions';
import { roomData } from '../support/room-data';
import { anInvitation, anOpenRoom, type SomeOpenRoom } from '../support/room-people';
import { dumpStore, encodings, folderStore, incompressible, type Store, whereIs } from '../support/room-stores';
import { root } from '../support/running';

/** Behaviour 33: whoever is cut off while sending has a code that opens all of it, or nothing was kept. */
const points = 20;
const mark = incompressible();
const views = `Ask us ${mark} before you decide.`;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'room-crash-'));
const place = { cwd: path.join(folder, 'cwd'), tmp: path.join(folder, 'tmp') };
const program = path.join(folder, 'submit-process.mjs');

const room = await roomData();
const secretsDir = path.join(room.folder, 'secrets');
const shredDir = path.join(room.folder, 'shred');
const [{ database }] = (await room.sql`select current_database() as database`) as unknown as [{ database: string }];
const url = databaseAt(inject('databaseUrl'), database);
let open: SomeOpenRoom;
let said = '';

beforeAll(async () => {
  for (const one of Object.values(place)) fs.mkdirSync(one);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [path.join(root, 'test/support/submit-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  open = await anOpenRoom(room);
}, 60_000);

const language = 'en' as const;
const given = scopes.map((scope) => ({ scope, textHash: versionOf(scope, language, ['Told (invented).']) }));

async function aSubmission() {
  const invitation = await anInvitation(room, open);
  const receipt = newReceipt();
  const by = { invitation: invitation.id, receipt: receipt.canonical, withdrawReceipt: newReceipt().canonical };
  const exclusions = { organisations: [], categories: ['police'] };
  return { text: views, language, given, exclusions, by } satisfies Submission;
}

type Sent = Awaited<ReturnType<typeof aSubmission>>;

/** Runs the way to `killAt`; gives what the process said, and by what it ended. */
async function run(submission: Sent, killAt: number): Promise<{ signal: string | null; out: string }> {
  const name = `crash-${killAt}`;
  const child = spawn(process.execPath, [program], {
    cwd: place.cwd,
    env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', TMPDIR: place.tmp },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      out += chunk.toString('latin1');
    });
  }
  const ended = new Promise<string | null>((done) => child.on('close', (_, signal) => done(signal)));
  child.stdin.end(
    JSON.stringify({
      ...{ killAt, name, url, secrets: secretsDir, shred: shredDir, now: room.now() },
      submission: { ...submission, given: given.map((g) => ({ ...g, textHash: g.textHash.toString('hex') })) },
    }),
  );
  const signal = await ended;
  said += out;
  // The database ends the session, and what it had begun, when it finds the other end gone.
  await expect
    .poll(async () => (await room.sql`select 1 from pg_stat_activity where application_name = ${name}`).length, {
      timeout: 30_000,
    })
    .toBe(0);
  return { signal, out };
}

async function rowsOfAll(): Promise<Record<string, number>> {
  const tables = await room.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await room.sql<{ n: number }[]>`select count(*)::int as n from ${room.sql(name)}`;
    counts[name] = row!.n;
  }
  return counts;
}

/** Whether her code opens all of it. Anything between all and nothing fails here. */
async function isKept(submission: Sent): Promise<boolean> {
  const back = await enter(room, notBusy, submission.by.receipt);
  const light = await enter(room, notBusy, submission.by.withdrawReceipt);
  if (!back) {
    expect(light).toBeNull();
    const [row] = await room.sql<
      { state: string }[]
    >`select state from invitation where id = ${submission.by.invitation}`;
    expect(row!.state).toBe('open');
    return false;
  }
  if (back.kind !== 'back' || back.can !== 'all') throw new Error('Her code opens something else');
  expect(light).toMatchObject({ kind: 'back', can: 'withdraw' });
  const [row] = await room.sql<
    { id: string; body: Buffer; shred: string; blob: Buffer; readers: number; said: number }[]
  >`
    select c.id, c.body, c.shred, k.blob, (select count(*)::int from wrapped_key where contribution = c.id) as readers,
      (select count(*)::int from consent_event where contribution = c.id) as said
    from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${back.contributor}
    where c.contributor = ${back.contributor}`;
  const keys = pairOf(back.privateKey);
  const shredKey = await room.shred.read(row!.shred);
  expect(unlock({ ...row!, reader: back.contributor, keys, shredKey }).toString()).toBe(views);
  // Two caseworkers, two facilitators of the same organisation, and herself.
  expect([row!.readers, row!.said]).toEqual([5, scopes.length]);
  return true;
}

test(`killed at ${points} points of the way, everything is kept or nothing, and no word lies anywhere`, async () => {
  const whole = await run(await aSubmission(), 0);
  const { passed } = JSON.parse(whole.out) as { passed: number };
  expect(passed).toBeGreaterThan(2 * points);

  // Evenly over the way, and each of the last ones: there it turns from nothing to everything.
  const last = 6;
  const even = Array.from(
    { length: points - last },
    (_, i) => 1 + Math.floor((i * (passed - last - 1)) / (points - last)),
  );
  const at = [...even, ...Array.from({ length: last }, (_, i) => passed - last + 1 + i)];
  expect(new Set(at).size).toBe(points);

  const kept: boolean[] = [];
  for (const killAt of at) {
    const submission = await aSubmission();
    const before = await rowsOfAll();
    const filesBefore = fs.readdirSync(path.join(shredDir, 'keys')).length;
    const { signal, out } = await run(submission, killAt);
    expect({ killAt, signal, out }).toEqual({ killAt, signal: 'SIGKILL', out: '' });
    const is = await isKept(submission);
    kept.push(is);
    if (!is) expect(await rowsOfAll()).toEqual(before);
    // A key that came before its row is left at most: 32 random bytes, under which is nothing.
    const files = fs.readdirSync(path.join(shredDir, 'keys')).length - filesBefore;
    expect(is ? files === 1 : files <= 1).toBe(true);
    // She sends the same form again, as one does: it is stored once.
    const again = await submit(room, notBusy, submission);
    expect(again.contribution === null).toBe(is);
    expect(await isKept(submission)).toBe(true);
  }
  // From some point on it is kept, and before it is not.
  expect(kept).toEqual([...kept].sort((a, b) => Number(a) - Number(b)));
  expect([kept[0], kept.at(-1)]).toEqual([false, true]);

  const stores: Store[] = [
    folderStore('temporary folder', place.tmp),
    folderStore('working folder', place.cwd),
    folderStore('shred store', shredDir),
    folderStore('secrets', secretsDir),
    { name: 'output', read: () => [{ place: 'of all processes', bytes: Buffer.from(said, 'latin1') }] },
    dumpStore('dump', room.sql),
  ];
  expect(await whereIs({ views: mark }, stores)).toEqual([]);
  expect([...fs.readdirSync(place.tmp), ...fs.readdirSync(place.cwd)]).toEqual([]);

  const planted = incompressible();
  const all = Buffer.concat(Object.values(encodings).flatMap((encode) => [encode(planted), Buffer.alloc(9)]));
  for (const one of [place.tmp, place.cwd, shredDir, secretsDir]) fs.writeFileSync(path.join(one, 'planted'), all);
  said += all.toString('latin1');
  await room.sql`create table planted as select ${all}::bytea as bytes`;
  const found = await whereIs({ planted }, stores);
  for (const { name } of stores)
    expect([name, found.filter((f) => f.startsWith(`${name}: `)).length >= 9]).toEqual([name, true]);
}, 300_000);
