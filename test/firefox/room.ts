import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startTestDatabase } from '../support/global';
import { anInvitation, anOpenRoom } from '../support/room-people';
import { startRoomOn } from '../support/room-running';

/**
 * The whole loop of the room in a second browser, Firefox, without JavaScript, SVG and web fonts, as Tor Browser is at
 * its safest; and the way out with the one script. By keyboard alone, for a driver cannot click where no script runs.
 */
const usual = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const firefox = process.env.FIREFOX_PATH ?? usual.find((p) => fs.existsSync(p));
if (!firefox || !fs.existsSync(firefox)) {
  console.error(
    'No Firefox was found, so nothing was tried. Install one (on Debian: apt-get install firefox-esr), or name it in FIREFOX_PATH.',
  );
  process.exit(1);
}

let failed = 0;
let passed = 0;
function check(what: string, isSo: boolean): void {
  if (isSo) passed++;
  else failed++;
  console.log(`${isSo ? 'passed' : 'FAILED'}  ${what}`);
}

const exitAsked: http.IncomingHttpHeaders[] = [];
const elsewhere = http.createServer((req, res) => {
  if (req.url === '/') exitAsked.push(req.headers);
  res.setHeader('Content-Type', 'text/html');
  res.end('<!doctype html><title>Weather</title><h1>Weather for today</h1>');
});
await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
const exitUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
const database = await startTestDatabase();
const room = await startRoomOn(database.url, { env: { ROOM_EXIT_URL: exitUrl } });
const open = await anOpenRoom(room);
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'room-firefox-'));

async function withFirefox(prefs: Record<string, unknown>, use: (page: Page) => Promise<void>): Promise<void> {
  const browser: Browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox!,
    headless: true,
    env: { ...process.env, HOME: home },
    extraPrefsFirefox: prefs,
  });
  try {
    await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}

const words = (page: Page) => page.evaluate(() => document.body.innerText);
const has = (page: Page, selector: string) => page.evaluate((s) => document.querySelector(s) !== null, selector);

async function focus(page: Page, selector: string): Promise<void> {
  const found = await page.evaluate((s) => {
    const element = document.querySelector<HTMLElement>(s);
    element?.focus();
    return element !== null;
  }, selector);
  if (!found) throw new Error(`There is no ${selector} on the page: ${(await words(page)).slice(0, 300)}`);
}

/** Presses a button or a link as a keyboard does, and waits for the page that follows. */
async function press(page: Page, selector: string): Promise<void> {
  await focus(page, selector);
  const follows = page.waitForNavigation();
  await page.keyboard.press('Enter');
  await follows;
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  await focus(page, selector);
  await page.keyboard.type(text);
}

const button = (deed: string, name: string, value: string) =>
  `form:has(input[name=deed][value="${deed}"]) button[name="${name}"][value="${value}"]`;

async function enter(page: Page, code: string): Promise<void> {
  await page.goto(`${room.url}/`);
  await type(page, 'input[name=code]', code);
  await press(page, 'form:has(input[name=code]) button.primary');
}

const withoutScripts = {
  'javascript.enabled': false,
  'svg.disabled': true,
  'gfx.downloadable_fonts.enabled': false,
  'mathml.disabled': true,
};

try {
  await withFirefox(withoutScripts, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${room.url}/`);
    await page.keyboard.press('Tab');
    check('the way out is first for the keyboard', await page.evaluate(() => document.activeElement?.id === 'exit'));
    await enter(page, (await anInvitation(room, open)).shown);
    check('an invitation opens', !(await has(page, 'input[name=code]')));
    await press(page, button('pause', 'age', 'adult'));
    await press(page, button('told', 'go', 'on'));
    for (const scope of ['read_by_support', 'reply']) {
      await focus(page, `input[name="scope-${scope}"]`);
      await page.keyboard.press(' ');
    }
    await press(page, button('choices', 'go', 'on'));
    await type(page, 'textarea[name="answer-0"]', 'Longer opening hours would help many of us.');
    await press(page, button('views', 'go', 'on'));
    await press(page, button('exclusions', 'go', 'on'));
    const code = (await page.evaluate(() => document.querySelector('.code')?.textContent ?? '')).replace(/\D/g, '');
    check('a code of 24 digits is shown', /^\d{24}$/.test(code));
    await press(page, button('code', 'go', 'send'));
    const [kept] = await room.sql<{ n: number }[]>`select count(*)::int as n from contribution where state = 'kept'`;
    check('what was written is kept', kept!.n === 1);

    await press(page, '#exit');
    check('the way out leads elsewhere', page.url() === exitUrl);
    check(
      'it says nothing of where one was',
      exitAsked.every((h) => h.referer === undefined && h.cookie === undefined),
    );
    check('no session is left', room.running.host.store.copy().size === 0);
    await page.goBack();
    check('Back shows the first page', await has(page, 'input[name=code]'));

    await enter(page, code);
    await press(page, button('show', 'view', 'replies'));
    check('replies can be read', !(await has(page, 'input[name=code]')));
    await press(page, button('show', 'view', 'withdraw'));
    await press(page, 'form:has(input[name=deed][value=withdraw]) button.danger');
    const [left] = await room.sql<{ n: number }[]>`select count(*)::int as n from contribution where body is not null`;
    check('taken back, it is gone', left!.n === 0);
    const foreign = asked.filter(
      (url) => /^https?:/.test(url) && !url.startsWith(room.url) && !url.startsWith(exitUrl),
    );
    check('nothing was asked of anybody else', foreign.length === 0);
    check('no script was asked for', !asked.some((url) => url.endsWith('.js')));
  });

  await withFirefox({}, async (page) => {
    await page.goto(`${room.url}/`);
    const follows = page.waitForNavigation();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
    await follows;
    check('with the script, Shift three times leaves: its hash is taken', page.url() === exitUrl);
  });
} catch (e) {
  failed++;
  console.error(e);
} finally {
  await room.stop();
  await database.stop();
  elsewhere.close();
  fs.rmSync(home, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
