import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBrowser } from './support/find-browser';

/**
 * Runs everything, adds up what the runners' own reports say, and prints `N passed, N failed` last. What ran no test
 * has failed. `check` runs types, lint, layering and the rules' tests alone; `long` the faults of texts that are written
 * together, with as many people and for as long as they are promised to stand.
 */
const root = path.resolve(import.meta.dirname, '..');
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-reports-'));
const only = process.argv[2];

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const said: string[] = [];
/** Names of what failed, with the first line of why: told again at the end, where whoever reads only that finds them. */
const failures: string[] = [];

function add(name: string, count: Count): void {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  said.push(
    `${name}: ${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`,
  );
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

interface BrowserSuite {
  suites?: BrowserSuite[];
  specs: { ok: boolean; title: string; file: string; tests: { results: { error?: { message?: string } }[] }[] }[];
}

interface BrowserReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: BrowserSuite[];
}

function failedIn(suite: BrowserSuite): string[] {
  const here = suite.specs
    .filter((spec) => !spec.ok)
    .map((spec) => {
      const error = spec.tests.flatMap((one) => one.results).find((result) => result.error)?.error;
      return `${spec.file}: ${spec.title}\n  ${firstLines(error?.message)}`;
    });
  return [...here, ...(suite.suites ?? []).flatMap(failedIn)];
}

function firstLines(message = 'no reason was given'): string {
  const lines = message.split('\n').filter((line) => !line.includes('node_modules'));
  return lines.slice(0, 12).join('\n  ').slice(0, 1500);
}

const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

/** A program that either finds fault or does not counts as one test. */
async function asOneTest(name: string, command: string, args: string[]): Promise<void> {
  const ok = (await run(command, args)) === 0;
  add(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
}

async function vitest(name: string, env: Record<string, string> = {}, files: string[] = []): Promise<void> {
  const report = path.join(reports, `${name}.json`);
  const code = await run(
    bin('vitest'),
    ['run', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  );
  const r = fs.existsSync(report)
    ? (JSON.parse(fs.readFileSync(report, 'utf8')) as {
        numPassedTests: number;
        numFailedTests: number;
        numPendingTests: number;
        testResults: {
          name: string;
          status: string;
          message?: string;
          assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
        }[];
      })
    : null;
  let failed = r ? r.numFailedTests : 1;
  for (const file of r?.testResults ?? []) {
    const where = path.relative(root, file.name);
    const tests = file.assertionResults.filter((one) => one.status === 'failed');
    for (const one of tests) failures.push(`${where}: ${one.fullName}\n  ${firstLines(one.failureMessages?.[0])}`);
    // A file that cannot be loaded has no failing test of its own, and is a failure all the same.
    if (file.status === 'failed' && tests.length === 0) {
      failed++;
      failures.push(`${where}\n  ${firstLines(file.message)}`);
    }
  }
  add(name, {
    passed: r?.numPassedTests ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: r?.numPendingTests ?? 0,
  });
}

async function playwright(): Promise<void> {
  const browser = findBrowser();
  if (!browser) {
    console.error('No browser could be found or installed. Set PLAYWRIGHT_CHROMIUM_PATH to a Chromium or Chrome.');
    return add('browser', { passed: 0, failed: 1, skipped: 0 });
  }
  const report = path.join(reports, 'playwright.json');
  const code = await run(bin('playwright'), ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ...(browser === 'own' ? {} : { PLAYWRIGHT_CHROMIUM_PATH: browser }),
  });
  const told = fs.existsSync(report) ? (JSON.parse(fs.readFileSync(report, 'utf8')) as BrowserReport) : null;
  const stats = told?.stats ?? null;
  for (const suite of told?.suites ?? []) failures.push(...failedIn(suite));
  // A test that passed only when tried again is a fault to find.
  const failed = stats ? stats.unexpected + stats.flaky : 1;
  add('browser', {
    passed: stats?.expected ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: stats?.skipped ?? 0,
  });
}

if (only === 'check') {
  await asOneTest('types', bin('tsc'), ['--noEmit', '-p', '.']);
  await asOneTest('lint', bin('biome'), ['lint', '--error-on-warnings', '.']);
  await vitest('rules', { PLENARY_TESTS: 'rules' });
} else if (only === 'long') {
  await vitest('long', { PLENARY_LONG: '1' }, ['test/coediting', 'test/exchange', 'test/commands/mail-once.test.ts']);
} else {
  await asOneTest('types', bin('tsc'), ['--noEmit', '-p', '.']);
  await asOneTest('lint', bin('biome'), ['lint', '--error-on-warnings', '.']);
  const built = spawnSync(process.execPath, ['server/build.mjs'], { cwd: root, stdio: 'inherit' }).status === 0;
  add('build', { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 });
  if (built) {
    await vitest('vitest');
    await playwright();
  }
}

fs.rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
console.log(`\n${said.join('\n')}\n`);
const nothing = total.passed + total.failed === 0;
console.log(
  `${total.passed} passed, ${nothing ? 1 : total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(nothing || total.failed > 0 ? 1 : 0);
