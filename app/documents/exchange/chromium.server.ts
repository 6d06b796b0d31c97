import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { refuse } from '../../shared/refusal';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Seconds that one document may take, and how many may be printed at a time on one machine. */
export const printLimits = { seconds: 60, atOnce: 2 } as const;

/** The Chromium of this machine, which makes tagged PDF; null where there is none, and PDF is not offered. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.PLAYWRIGHT_CHROMIUM_PATH;
  return [...(named ? [named] : usual)].find((each) => fs.existsSync(each)) ?? null;
}

const slots = path.join(os.tmpdir(), 'plenary-printing');

/** A place among those that print. By folders and not in memory: the server's parts hold this module more than once. */
async function takeSlot(now: number): Promise<string | null> {
  fs.mkdirSync(slots, { recursive: true });
  for (let n = 0; n < printLimits.atOnce; n++) {
    const slot = path.join(slots, String(n));
    try {
      fs.mkdirSync(slot);
      return slot;
    } catch {
      // What a process left behind that was killed while it printed.
      const age = now - (fs.statSync(slot, { throwIfNoEntry: false })?.mtimeMs ?? now);
      if (age > printLimits.seconds * 2000) await rm(slot, { recursive: true, force: true });
    }
  }
  return null;
}

/**
 * An HTML file as tagged PDF with an outline, printed by a Chromium that reaches no network and sees nothing but a folder
 * of its own. Refuses `too-much` while as many as may are being printed, and where it takes too long.
 */
export async function printPdf(chromium: string, html: string, now = Date.now()): Promise<Uint8Array> {
  const slot = await takeSlot(now);
  if (!slot) throw refuse('too-much', 'documents:export.refusals.busy', { retryAfter: 20 });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plenary-pdf-'));
  try {
    const page = path.join(folder, 'document.html');
    const pdf = path.join(folder, 'document.pdf');
    await writeFile(page, html, { mode: 0o600 });
    await run(chromium, [...flags(folder), `--print-to-pdf=${pdf}`, pathToFileURL(page).href], folder);
    return new Uint8Array(await readFile(pdf));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await rm(slot, { recursive: true, force: true });
  }
}

function flags(folder: string): string[] {
  return [
    '--headless',
    // Chromium refuses its sandbox to root; what it opens is our own HTML, which forbids scripts to itself.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    '--no-default-browser-check',
    // Nothing is fetched: every name leads nowhere, and so does every address.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:9',
    `--user-data-dir=${path.join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    '--export-tagged-pdf',
    '--generate-pdf-document-outline',
    '--virtual-time-budget=5000',
  ];
}

function run(program: string, args: string[], folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      // Not our own environment, which knows how to reach the database.
      env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' } as unknown as NodeJS.ProcessEnv,
      stdio: 'ignore',
      detached: true,
      timeout: printLimits.seconds * 1000,
      killSignal: 'SIGKILL',
    });
    // Its helpers are in its group, and go with it.
    const endAll = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // They have ended by themselves.
      }
    };
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      endAll();
      if (code === 0) resolve();
      else if (signal) reject(refuse('too-much', 'documents:export.refusals.too-long', { retryAfter: 60 }));
      else reject(new Error(`Chromium ended with ${code}`));
    });
  });
}
