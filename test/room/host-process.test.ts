import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../support/ask';
import { RoomVisitor } from '../support/room';

const root = path.resolve(import.meta.dirname, '../..');
const folders: string[] = [];
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function freshFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'room-process-'));
  fs.chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** A command as a person gives it, and what it says until a line matches. */
function begin(command: string[], env: Record<string, string>) {
  const child = spawn(command[0]!, command.slice(1), {
    cwd: root,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: os.tmpdir(), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  const heard: (() => void)[] = [];
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => {
      text += chunk;
      for (const listener of heard) listener();
    });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  return {
    child,
    said: () => text,
    ended,
    hear: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
        };
        heard.push(look);
        look();
        void ended.then(() => reject(new Error(`ended without ${pattern}: ${text}`)));
      }),
  };
}

/** Processes whose command line names something, on systems that tell. */
function processesWith(text: string): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}

const roomOf = (parent: number) =>
  processesWith('build/host/room.js').filter((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/status`, 'utf8').includes(`PPid:\t${parent}\n`);
    } catch {
      return false;
    }
  })[0];

const until = async (what: () => boolean | Promise<boolean>) => {
  for (;;) {
    if (await what()) return;
    await new Promise((r) => setTimeout(r, 50));
  }
};

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('beside the platform', () => {
  test('npm start prints both addresses; each refuses the name of the other and sees none of its cookies; one ends with the other', async () => {
    const folder = freshFolder();
    const started = begin(['npm', 'start'], { DATA_DIR: folder, PORT: '0', ROOM_PORT: '0' });
    const platform = (await started.hear(/Plenary is at (http\S+)/))[1]!;
    const room = (await started.hear(/survivor room is at (http\S+)/))[1]!;
    expect(platform).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(room).toMatch(/^http:\/\/localhost:/);

    // Cookies know no ports: what a browser holds for one name it brings to every port of it.
    const visitor = new RoomVisitor(room);
    expect((await visitor.get('/')).status).toBe(200);
    const port = (url: string) => new URL(url).port;
    const crossed = await ask(platform, '/', {
      headers: { Host: `localhost:${port(platform)}`, Cookie: `__Host-s=${visitor.cookie}` },
    });
    expect(crossed.status).toBe(421);
    expect(crossed.header('set-cookie')).toBeUndefined();
    const theirs = await ask(room, '/', { headers: { Host: `127.0.0.1:${port(room)}`, Cookie: 'session=abc' } });
    expect(theirs.status).toBe(404);
    expect(theirs.header('set-cookie')).toBeUndefined();
    const upgrade = await ask(platform, '/socket.io/?EIO=4&transport=websocket', {
      headers: {
        Host: `localhost:${port(platform)}`,
        Origin: `http://localhost:${port(platform)}`,
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        'Sec-WebSocket-Version': '13',
      },
    });
    expect(upgrade.status).toBe(404);

    // No page of the platform names the room.
    for (const page of ['/', '/discussions', '/sign-in', '/robots.txt', '/sitemap.xml', '/feed']) {
      const text = await (await fetch(`${platform}${page}`)).text();
      expect(text).not.toContain(`localhost:${port(room)}`);
    }

    // Its stores are its own, and of one user.
    const mode = (name: string) => fs.statSync(path.join(folder, 'room', name)).mode & 0o777;
    for (const file of ['postgres-password', 'owner-password', 'app-password']) expect(mode(file)).toBe(0o600);
    expect(mode('secrets')).toBe(0o700);
    expect(mode('door/door.sock')).toBe(0o600);

    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(await answers(room)).toBe(false);
    expect(fs.existsSync(path.join(folder, 'room/postgres/postmaster.pid'))).toBe(false);
    expect(started.said()).not.toMatch(/undefined|\[object/);
  }, 300_000);

  test('a room that dies leaves the platform, which says so; a platform that is killed takes the room along', async () => {
    const folder = freshFolder();
    const env = { DATA_DIR: folder, PORT: '0', ROOM_PORT: '0' };
    const first = begin([process.execPath, 'server/start.mjs'], env);
    const platform = (await first.hear(/Plenary is at (http\S+)/))[1]!;
    await first.hear(/survivor room is at/);
    const pid = roomOf(first.child.pid!)!;
    // Neither a core file nor the inspector nor anything of the platform's environment.
    expect(fs.readFileSync(`/proc/${pid}/limits`, 'utf8')).toMatch(/^Max core file size +0 +/m);
    const environment = fs.readFileSync(`/proc/${pid}/environ`, 'utf8');
    expect(environment).not.toMatch(/DATABASE_URL|SMTP|HOME=|LOG_LEVEL|\0PORT=/);
    process.kill(pid, 'SIGUSR1');
    process.kill(pid, 'SIGABRT');
    await first.hear(/survivor room has ended; Plenary goes on without it/);
    expect(first.said()).not.toMatch(/Debugger listening/);
    expect((await fetch(`${platform}/healthz`)).status).toBe(200);
    const cores = [root, folder, os.tmpdir()].flatMap((f) => fs.readdirSync(f).filter((n) => /^core(\.\d+)?$/.test(n)));
    expect(cores).toEqual([]);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = begin([process.execPath, 'server/start.mjs'], env);
    const room = (await second.hear(/survivor room is at (http\S+)/))[1]!;
    const child = roomOf(second.child.pid!)!;
    second.child.kill('SIGKILL');
    await second.ended;
    await until(async () => !(await answers(room)) && !fs.existsSync(`/proc/${child}`));
    expect(fs.existsSync(path.join(folder, 'room/postgres/postmaster.pid'))).toBe(false);
  }, 300_000);

  test('ROOM=0 runs none; a room that cannot start leaves the platform', async () => {
    const folder = freshFolder();
    const none = begin([process.execPath, 'server/start.mjs'], { DATA_DIR: folder, PORT: '0', ROOM: '0' });
    await none.hear(/No survivor room runs beside it/);
    none.child.kill('SIGTERM');
    expect(await none.ended).toBe(0);
    expect(fs.existsSync(path.join(folder, 'room'))).toBe(false);

    const taken = begin([process.execPath, 'server/start.mjs'], {
      DATA_DIR: folder,
      PORT: '0',
      ROOM_DATA_DIR: '/proc/room',
      ROOM_PORT: '0',
    });
    await taken.hear(/ROOM_DATA_DIR is \/proc\/room, which cannot be written .*goes on without the survivor room/);
    const platform = (await taken.hear(/Plenary is at (http\S+)/))[1]!;
    expect((await fetch(`${platform}/healthz`)).status).toBe(200);
    taken.child.kill('SIGTERM');
    expect(await taken.ended).toBe(0);
  }, 300_000);
});

describe('by itself', () => {
  test('npm run room prints its address, keeps a lost database to itself, and ends cleanly', async () => {
    const folder = freshFolder();
    const started = begin(['npm', 'run', 'room'], { DATA_DIR: folder, ROOM_PORT: '0' });
    const room = (await started.hear(/The room is at (http\S+)/))[1]!;
    const visitor = new RoomVisitor(room);
    await visitor.get('/');
    const deed = visitor.deeds().find((d) => d !== 'language')!;
    expect((await visitor.submit(deed, { code: '0'.repeat(24) })).status).toBe(200);

    const rival = begin(['npm', 'run', 'room'], { DATA_DIR: folder, ROOM_PORT: '0' });
    expect(await rival.ended).toBe(1);
    expect(rival.said()).toMatch(/The room already runs from .*set ROOM_DATA_DIR/);

    // Its database goes: a clear page, and the word for it; nothing of what was asked.
    const database = Number(fs.readFileSync(path.join(folder, 'room/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(database, 'SIGQUIT');
    await until(() => !fs.existsSync(`/proc/${database}`));
    await visitor.get('/');
    const answer = await visitor.submit(deed, { code: '9'.repeat(24) });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(visitor.words()).toMatch(/Please wait a little/);
    await started.hear(/room: database-silent/);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    for (const line of started.said().split('\n'))
      expect(line).toMatch(/^(room: [a-z-]+( \d+)?|The room is at \S+|> .*|Built.*|Building.*|npm .*|)$/);
  }, 300_000);

  test('starts with no inspector, and nowhere where a crash would write its memory', async () => {
    const bundle = path.join(root, 'build/host/room.js');
    const env = { DATA_DIR: freshFolder(), ROOM_PORT: '0' };
    const inspected = begin(
      ['/bin/sh', '-c', 'ulimit -c 0; exec "$0" "$@"', process.execPath, '--inspect=0', bundle],
      env,
    );
    expect(await inspected.ended).toBe(1);
    expect(inspected.said()).toMatch(/does not start with an inspector/);
    const limits = fs.readFileSync('/proc/self/limits', 'utf8');
    const mayRaise = /^Max core file size +\S+ +unlimited/m.test(limits);
    const dumping = begin(
      ['/bin/sh', '-c', `${mayRaise ? 'ulimit -c unlimited' : ':'}; exec "$0" "$@"`, process.execPath, bundle],
      env,
    );
    if (mayRaise) {
      expect(await dumping.ended).toBe(1);
      expect(dumping.said()).toMatch(/A crash of the room would write its memory/);
    } else dumping.child.kill('SIGKILL');
  }, 60_000);
});
