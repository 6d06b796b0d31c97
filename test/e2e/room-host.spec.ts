import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { anInvitation, anOpenRoom, type SomeOpenRoom } from '../support/room-people';
import { startRoomOn, type TestRoom } from '../support/room-running';
import { expect, expectAccessible } from './support';

interface Exit {
  url: string;
  /** Headers of every page that was asked for there. */
  asked: http.IncomingHttpHeaders[];
}

const test = base.extend<object, { exit: Exit; room: TestRoom; open: SomeOpenRoom }>({
  exit: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const asked: http.IncomingHttpHeaders[] = [];
      const server = http.createServer((req, res) => {
        if (req.url === '/') asked.push(req.headers);
        res.setHeader('Content-Type', 'text/html');
        res.end('<!doctype html><title>Weather</title><h1>Weather for today</h1>');
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked });
      server.close();
    },
    { scope: 'worker' },
  ],
  room: [
    async ({ exit }, use) => {
      const room = await startRoomOn(process.env.PLENARY_TEST_DATABASE!, { env: { ROOM_EXIT_URL: exit.url } });
      await use(room);
      await room.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  open: [
    async ({ room }, use) => {
      await use(await anOpenRoom(room));
    },
    { scope: 'worker' },
  ],
});

type Window = Page & { sent: string[] };

async function windowTo(
  browser: { newContext(o: BrowserContextOptions): Promise<{ newPage(): Promise<Page> }> },
  options: BrowserContextOptions = {},
): Promise<Window> {
  const page = (await (await browser.newContext({ locale: 'en', ...options })).newPage()) as Window;
  page.sent = [];
  page.on('request', (r) => page.sent.push(`${r.resourceType()} ${r.url()}`));
  return page;
}

async function comeIn(page: Page, room: TestRoom, open: SomeOpenRoom): Promise<void> {
  await page.goto(`${room.url}/`);
  await page.locator('input[name=code]').fill((await anInvitation(room, open)).shown);
  await page.locator('main button').first().click();
  await expect(page.locator('input[name=code]')).toHaveCount(0);
}

/** Addresses that Back and Forward of this tab know. */
async function historyOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map((e) => e.url);
}

const leaving: [string, boolean, (page: Page) => Promise<void>][] = [
  ['the link, without scripts', false, (page) => page.locator('#exit').click()],
  ['the link, with the script', true, (page) => page.locator('#exit').click()],
  [
    'Shift three times',
    true,
    async (page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
    },
  ],
];

for (const [name, javaScriptEnabled, leave] of leaving) {
  test(`The way out by ${name}: gone from the server, from Back and from the history, and no word to where it leads`, async ({
    browser,
    room,
    open,
    exit,
  }) => {
    const page = await windowTo(browser, { javaScriptEnabled });
    await comeIn(page, room, open);
    const [cookie] = await page.context().cookies(room.url);
    expect(cookie).toMatchObject({ name: '__Host-s', httpOnly: true, secure: true, sameSite: 'Strict' });
    const sessions = room.running.host.store.copy().size;
    const before = exit.asked.length;

    await leave(page);
    await page.waitForURL(exit.url);
    await expect(page.locator('h1')).toHaveText('Weather for today');
    expect(exit.asked.length).toBe(before + 1);
    expect(exit.asked.at(-1)!.referer).toBeUndefined();
    expect(exit.asked.at(-1)!.cookie).toBeUndefined();
    expect((await page.context().cookies(room.url)).filter((c) => c.name === '__Host-s')).toEqual([]);
    expect(room.running.host.store.copy().size).toBe(sessions - 1);
    const entries = await historyOf(page);
    expect(entries.at(-1)).toBe(exit.url);
    expect(entries.filter((url) => !['about:blank', `${room.url}/`, exit.url].includes(url))).toEqual([]);

    await page.goBack();
    if (page.url().startsWith(room.url)) await expect(page.locator('input[name=code]')).toBeVisible();
    await page.context().close();
  });
}

test('After a code that was not tried because too many were, the way back from the exit sends nothing again', async ({
  browser,
  room,
  exit,
}) => {
  const page = await windowTo(browser, { javaScriptEnabled: false });
  const posts: string[] = [];
  page.on('request', (r) => void (r.method() === 'POST' && posts.push(r.url())));
  await page.goto(`${room.url}/`);
  const pending: (() => void)[] = [];
  const { busy } = room.running.host;
  const all = [...Array(53)].map(() => busy(() => new Promise<void>((go) => pending.push(go))));
  await page.locator('input[name=code]').fill('000000000000000000000001');
  await page.locator('main button').first().click();
  await expect(page.getByRole('alert')).toContainText('Your code was not tried.');
  while (busy.load().working > 0) {
    for (const go of pending.splice(0)) go();
    await new Promise((turn) => setImmediate(turn));
  }
  await Promise.all(all);
  expect(posts).toHaveLength(1);
  await page.locator('#exit').click();
  await page.waitForURL(exit.url);
  await page.goBack();
  await expect(page.locator('input[name=code]')).toBeVisible();
  expect(posts).toHaveLength(1);
  await page.context().close();
});

test('Shift with something else between is no wish to leave', async ({ browser, room }) => {
  const page = await windowTo(browser);
  await page.goto(`${room.url}/`);
  for (const key of ['Shift', 'Shift', 'a', 'Shift', 'Shift']) await page.keyboard.press(key);
  await expect(page.locator('input[name=code]')).toBeVisible();
  expect(page.url()).toBe(`${room.url}/`);
  // The third makes it three: what was not taken for it before was only not enough.
  await page.keyboard.press('Shift');
  await page.waitForURL((url) => url.origin !== room.url);
  await page.context().close();
});

test('Everything comes from one place, and without scripts no script is asked for', async ({ browser, room, open }) => {
  for (const javaScriptEnabled of [false, true]) {
    const page = await windowTo(browser, { javaScriptEnabled });
    const complaints: string[] = [];
    page.on('console', (m) => void (m.type() === 'error' && complaints.push(m.text())));
    await page.goto(`${room.url}/desk`);
    await comeIn(page, room, open);
    expect(page.sent.filter((r) => new URL(r.split(' ')[1]!).origin !== room.url)).toEqual([]);
    const kinds = new Set(page.sent.map((r) => r.split(' ')[0]));
    const may = javaScriptEnabled ? ['document', 'stylesheet', 'script', 'other'] : ['document', 'stylesheet', 'other'];
    expect([...kinds].filter((k) => !may.includes(k!))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

const pages = ['/', '/desk', '/nothing-here'];

test('The way out comes first for the keyboard and is in view at 320 pixels and at 400 %, either way round', async ({
  browser,
  room,
}) => {
  test.setTimeout(180_000);
  const sizes: BrowserContextOptions[] = [
    { viewport: { width: 320, height: 480 }, hasTouch: true },
    // 1280 by 1024 at 400 %.
    { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
    { viewport: { width: 1280, height: 800 } },
  ];
  for (const size of sizes) {
    for (const locale of ['en', 'ar']) {
      const page = await windowTo(browser, { ...size, locale });
      for (const at of pages) {
        await page.goto(`${room.url}${at}`);
        if (at !== '/nothing-here')
          expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([at, locale, wide]).toEqual([at, locale, 0]);
        for (const scrolled of [false, true]) {
          if (scrolled) await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
          await expect(page.locator('#exit')).toBeInViewport({ ratio: 1 });
        }
        const box = (await page.locator('#exit').boundingBox())!;
        expect(box.height).toBeGreaterThanOrEqual(44);
        // What lies under it is not hidden for good: the exit takes less than a quarter of the smallest window.
        expect(box.height).toBeLessThan(Math.max(size.viewport!.height / 3, 60));
        await page.goto(`${room.url}${at}`);
        await page.keyboard.press('Tab');
        await expect(page.locator('#exit')).toBeFocused();
      }
      await page.context().close();
    }
  }
});

test('Nothing for axe to find in the frame, in any language, light and dark', async ({ browser, room }) => {
  test.setTimeout(240_000);
  for (const locale of ['en', 'fr', 'ar'])
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await windowTo(browser, { locale, colorScheme });
      for (const at of pages) {
        await page.goto(`${room.url}${at}`);
        await expectAccessible(page);
      }
      await page.context().close();
    }
});

test('A language is chosen without a script, and stays', async ({ browser, room, open }) => {
  const page = await windowTo(browser, { javaScriptEnabled: false });
  await comeIn(page, room, open);
  await page.locator('button[value=ar]').click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  // She is still where she was.
  await expect(page.locator('input[name=code]')).toHaveCount(0);
  await expect(page.locator('button[value=ar]')).toHaveAttribute('aria-pressed', 'true');
  await page.context().close();
});

test('The whole loop without scripts takes less than 250 kB and 40 pages, and each page is of one length', async ({
  browser,
  room,
  open,
}) => {
  const page = await windowTo(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', (e) => {
    bytes += e.encodedDataLength;
  });
  const lengths: number[] = [];
  page.on('response', (r) => {
    if (r.request().resourceType() === 'document' && r.status() === 200 && r.url().startsWith(room.url))
      lengths.push(Number(r.headers()['content-length']));
  });
  const press = async (deed: string, name: string, value: string) => {
    const loaded = page.waitForEvent('load');
    await page.locator(`form:has(input[name=deed][value="${deed}"]) button[name="${name}"][value="${value}"]`).click();
    await loaded;
  };
  const enter = async (code: string) => {
    await page.goto(`${room.url}/`);
    await page.locator('input[name=code]').fill(code);
    await page.locator('form:has(input[name=code]) button.primary').click();
    await expect(page.locator('input[name=code]')).toHaveCount(0);
  };

  await enter((await anInvitation(room, open)).shown);
  await press('pause', 'age', 'adult');
  await press('told', 'go', 'on');
  await page.locator('input[name="scope-read_by_support"]').check();
  await page.locator('input[name="scope-reply"]').check();
  await press('choices', 'go', 'on');
  await page.locator('textarea[name="answer-0"]').fill('Longer opening hours would help many of us.');
  await press('views', 'go', 'on');
  await press('exclusions', 'go', 'on');
  const code = (await page.locator('.code').innerText()).replace(/\D/g, '');
  expect(code).toMatch(/^\d{24}$/);
  await press('code', 'go', 'send');
  await page.locator('#exit').click();
  await enter(code);
  await press('show', 'view', 'replies');
  await press('show', 'view', 'withdraw');
  const loaded = page.waitForEvent('load');
  await page.locator('form:has(input[name=deed][value=withdraw]) button.danger').first().click();
  await loaded;
  await expect(page.locator('main')).toContainText(/destroyed|gone|taken back/i);

  expect(new Set(lengths)).toEqual(new Set([16 * 1024]));
  const said = `${bytes} bytes, ${page.sent.length} requests, ${lengths.length} pages`;
  expect(bytes, said).toBeLessThan(250_000);
  expect(page.sent.filter((r) => !r.endsWith('/favicon.ico')).length, said).toBeLessThan(40);
  await page.context().close();
});
