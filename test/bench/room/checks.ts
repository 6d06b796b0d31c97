import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What the tests counted while they ran, by name: see test/support/figures.ts. */
export type Counted = Record<string, number>;

/** Tests that count something worth telling: bad inputs, stores, canaries. They run as they run in `npm test`. */
const files = ['bad-input.test.ts', 'stores.test.ts', 'backup.test.ts'];

export async function runChecks(root: string, folder: string): Promise<{ passed: boolean; counted: Counted }> {
  const into = path.join(folder, 'figures.jsonl');
  const child = spawn(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files.map((f) => `test/room/${f}`)],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'test', FIGURES: into } },
  );
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  const lines = fs.existsSync(into) ? fs.readFileSync(into, 'utf8').trim().split('\n').filter(Boolean) : [];
  const counted: Counted = {};
  for (const line of lines) {
    const { name, value } = JSON.parse(line) as { name: string; value: number };
    counted[name] = (counted[name] ?? 0) + value;
  }
  return { passed: code === 0, counted };
}
