import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { connect } from '../db/connect';
import { cloneDatabase } from './support/database';

const root = path.resolve(import.meta.dirname, '..');
const folders: string[] = [];
const children: ChildProcess[] = [];

function freshFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-process-'));
  fs.chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  said: () => string;
  /** Resolves with the address once it is printed, or rejects with what was said if the process ended first. */
  address: Promise<string>;
  ended: Promise<number | null>;
}

/** `npm start` without npm: the same file, on a port of its own. */
function startProcess(env: Record<string, string>, as: { uid?: number; gid?: number } = {}): Started {
  return startCommand([process.execPath, 'server/start.mjs'], env, as);
}

function startCommand(
  [command, ...rest]: [string, ...string[]],
  env: Record<string, string>,
  as: { uid?: number; gid?: number } = {},
): Started {
  const child = spawn(command, rest, {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: os.tmpdir(),
      PORT: '0',
      LOG_LEVEL: 'warn',
      ROOM: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  children.push(child);
  let text = '';
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const address = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk;
      const at = /Plenary is at (http\S+)/.exec(text)?.[1];
      if (at) resolve(at);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    void ended.then(() => reject(new Error(`ended: ${text}`)));
  });
  address.catch(() => {});
  return { child, said: () => text, address, ended };
}

/** Ends as `kill` asks and returns the exit code. */
async function stop(started: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  started.child.kill(signal);
  return started.ended;
}

const people = async (address: string) => (await fetch(`${address}/discussions`)).text();

describe('starting and stopping', () => {
  test('a first start seeds and prints sign-ins once; SIGTERM ends cleanly; kill -9 loses nothing', async () => {
    const folder = freshFolder();
    const first = startProcess({ DATA_DIR: folder });
    const address = await first.address;
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await people(address)).toContain('/discussions/1/');
    const { accounts } = JSON.parse(fs.readFileSync(path.join(folder, 'demonstration.json'), 'utf8')) as {
      accounts: { password: string }[];
    };
    for (const { password } of accounts) expect(first.said()).toContain(password);
    expect(await stop(first)).toBe(0);
    expect(fs.existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);

    const second = startProcess({ DATA_DIR: folder });
    await second.address;
    for (const { password } of accounts) expect(second.said()).not.toContain(password);
    await stop(second, 'SIGKILL');

    // As a person starts it: a signal to npm must reach the server, which would go on without a parent otherwise.
    const third = startCommand(['npm', 'start'], { DATA_DIR: folder });
    expect(await people(await third.address)).toContain('/discussions/1/');

    const rival = startProcess({ DATA_DIR: folder });
    expect(await rival.ended).toBe(1);
    expect(rival.said().trim()).toMatch(/^Plenary already runs from .*Stop it first/);
    expect((await fetch(`${await third.address}/healthz`)).status).toBe(200);
    expect(await stop(third)).toBe(0);
    expect(third.said()).toContain('SIGTERM: finishing what is under way');
    expect(fs.existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);

    // Its passwords lie in a file, so nobody but this machine may be let in.
    const open = startProcess({ DATA_DIR: folder, HOST: '0.0.0.0', SMTP_URL: 'smtp://127.0.0.1:9' });
    expect(await open.ended).toBe(1);
    expect(open.said().trim()).toMatch(/demonstration accounts.*Listen on 127\.0\.0\.1/);
    const proxied = startProcess({ DATA_DIR: folder, PUBLIC_URL: 'https://plenary.example.org' });
    expect(await proxied.ended).toBe(1);
    expect(proxied.said().trim()).toMatch(/^PUBLIC_URL is https:.*demonstration accounts.*Leave PUBLIC_URL out/);
  }, 90_000);

  test.runIf(process.getuid?.() === 0)(
    'an ordinary user starts it too',
    async () => {
      const folder = freshFolder();
      fs.chownSync(folder, 65_534, 65_534);
      const started = startProcess({ DATA_DIR: folder }, { uid: 65_534, gid: 65_534 });
      expect(await people(await started.address)).toContain('/discussions/1/');
      expect(await stop(started)).toBe(0);
    },
    60_000,
  );

  test('a request under way is finished before the end', async () => {
    const { url } = await cloneDatabase(inject('databaseUrl'));
    const started = startProcess({ DATA_DIR: freshFolder(), DATABASE_URL: url });
    const { hostname, port } = new URL(await started.address);
    const answer = new Promise<string>((resolve, reject) => {
      const socket = net.connect(Number(port), hostname, () => {
        const body = 'language=fr&to=/';
        // The head now and the body after the signal: the request is under way when the end begins.
        socket.write(
          `POST /language HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: http://${hostname}:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
          () => {
            fetch(`http://${hostname}:${port}/healthz`).then(() => {
              started.child.kill('SIGTERM');
              socket.write(body);
            }, reject);
          },
        );
      });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    expect(await answer).toMatch(/^HTTP\/1\.1 303/);
    expect(await started.ended).toBe(0);
  }, 30_000);
});

describe('settings that cannot be used stop the start with one sentence', () => {
  const busy = net.createServer();
  test.each([
    ['a port that is no number', { PORT: 'many' }, /^PORT is set to "many", but it must be a number/],
    ['a port out of range', { PORT: '70000' }, /^PORT .* 65535 or less/],
    ['an address that is none', { PUBLIC_URL: 'plenary' }, /^PUBLIC_URL .*must be an address/],
    ['an address with a path', { PUBLIC_URL: 'https://example.org/plenary' }, /^PUBLIC_URL .*must be an origin alone/],
    [
      'a database of another kind',
      { DATABASE_URL: 'mysql://a:secret@b/c' },
      /^DATABASE_URL is set to "mysql:\/\/…@b\/c"/,
    ],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' },
      /^The database at 127\.0\.0\.1:1 cannot be used \(ECONNREFUSED\)/,
    ],
    ['open to others without mail', { HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0.*SMTP_URL/],
    [
      'a folder that takes no other',
      { DATA_DIR: '/proc/plenary' },
      /^DATA_DIR is \/proc\/plenary, which cannot be written/,
    ],
    ['a sender that is no address', { MAIL_FROM: 'abc' }, /^MAIL_FROM .*must be an address/],
    [
      'a folder that cannot be written',
      { DATA_DIR: '/etc/hostname/plenary' },
      /^DATA_DIR is \/etc\/hostname\/plenary, which cannot be written/,
    ],
  ] as [string, Record<string, string>, RegExp][])('%s', async (_, env, sentence) => {
    const started = startProcess({ DATA_DIR: freshFolder(), ...env });
    expect(await started.ended).toBe(1);
    const said = started.said().trim();
    expect(said).toMatch(sentence);
    expect(said.split('\n')).toHaveLength(1);
    expect(said).not.toMatch(/secret|\bat .*:\d+:\d+/);
  });

  test('a port in use', async () => {
    await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
    const { port } = busy.address() as net.AddressInfo;
    const { url } = await cloneDatabase(inject('databaseUrl'));
    const started = startProcess({ DATA_DIR: freshFolder(), DATABASE_URL: url, PORT: String(port) });
    expect(await started.ended).toBe(1);
    expect(started.said().trim()).toMatch(
      new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is already in use\\. Stop what uses it, or set PORT`),
    );
    busy.close();
  });
});

test('a database that is too old', async () => {
  const { url, drop } = await cloneDatabase(inject('databaseUrl'));
  const sql = connect(url, { max: 1 });
  // A server of that age is not to be had everywhere; this one says of itself what one would say.
  await sql.unsafe(`
    create schema old;
    create function old.current_setting(text) returns text language sql as $$ select '140011' $$;
    do $$ begin execute format('alter database %I set search_path = old, pg_catalog, public', current_database()); end $$`);
  await sql.end();
  const started = startProcess({ DATA_DIR: freshFolder(), DATABASE_URL: url });
  expect(await started.ended).toBe(1);
  expect(started.said().trim()).toBe(
    'The database is PostgreSQL 14, and Plenary needs 15 or later. Upgrade it, or unset DATABASE_URL to use the embedded one.',
  );
  await drop();
});

test('with a database of one’s own nothing is seeded unless asked for, and only into an empty one', async () => {
  const { url } = await cloneDatabase(inject('databaseUrl'));
  const folder = freshFolder();
  const started = startProcess({ DATA_DIR: folder, DATABASE_URL: url });
  expect(await people(await started.address)).not.toContain('/discussions/1/');
  await stop(started);
  const seed = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/seed.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { NODE_ENV: 'production', PATH: process.env.PATH, DATA_DIR: folder, DATABASE_URL: url },
    });
  expect(seed().status).toBe(0);
  expect(fs.statSync(path.join(folder, 'demonstration.json')).mode & 0o777).toBe(0o600);
  const again = seed();
  expect(again.status).toBe(1);
  expect(again.stderr).toMatch(/only for an empty one/);
}, 60_000);
