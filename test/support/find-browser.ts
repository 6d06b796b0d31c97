import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium } from '@playwright/test';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A browser for the tests: the one named in PLAYWRIGHT_CHROMIUM_PATH, Playwright's own where it is installed, one of
 * the system's; otherwise it is installed, by Playwright or, as root on Debian, from Debian's packages. Returns its
 * path, `own` for Playwright's, or null.
 */
export function findBrowser(): string | null {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named) return fs.existsSync(named) ? named : null;
  if (fs.existsSync(chromium.executablePath())) return 'own';
  const there = usual.find((p) => fs.existsSync(p));
  if (there) return there;
  const cli = new URL('../../node_modules/@playwright/test/cli.js', import.meta.url).pathname;
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 240_000 });
  if (fs.existsSync(chromium.executablePath())) return 'own';
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', timeout: 240_000 });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      timeout: 400_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return usual.find((p) => fs.existsSync(p)) ?? null;
}
