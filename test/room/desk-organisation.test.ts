import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { root } from '../support/running';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'room-cli-'));
fs.chmodSync(dataDir, 0o755);
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));

async function run(...given: string[]): Promise<{ code: number; out: string; err: string }> {
  const command = ['--import', 'tsx', path.join(root, 'server/cli/room-organisation.ts'), ...given];
  const env = { ...process.env, ROOM_DATA_DIR: dataDir, DATA_DIR: dataDir, ROOM_PORT: '0' };
  return promisify(execFile)(process.execPath, command, { cwd: root, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (e) => ({ code: e.code as number, out: e.stdout as string, err: e.stderr as string }),
  );
}

test('the first organisation is opened by a command, once, and its secrets are printed once', async () => {
  const done = await run('Haven (invented)', 'Ann Alder', 'Bea Birch', '--recovery');
  expect(done.err).not.toContain('could not');
  expect(done.code).toBe(0);
  for (const [word, pattern] of [
    ['passphrase', /passphrase {6}(\S+ ){4}\S+/g],
    ['otpauth', /otpauth:\/\/totp\/\S+secret=[A-Z2-7]{32}/g],
    ['recovery', /recovery key {4}([A-Z2-7]{1,4} ?){13}/g],
  ] as const)
    expect([word, done.out.match(pattern)?.length]).toEqual([word, 2]);
  const again = await run('Another (invented)', 'C', 'D');
  expect([again.code, again.out]).toEqual([1, '']);
  expect(again.err).toContain('There is an organisation already');
}, 120_000);

test.each([[[]], [['Name', 'Only one worker']], [['Name', 'A', 'B', '--recover']]])(
  '%j is answered by how to say it',
  async (given) => {
    const answer = await run(...given);
    expect([answer.code, answer.err.includes('npm run room:organisation --')]).toEqual([1, true]);
  },
  60_000,
);
