import { type Browser, type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { openingOf } from '../../app/voices/contributing/opening.server';
import { lockBeside } from '../../app/voices/crypto/contribution';
import { newId } from '../../app/voices/crypto/tokens';
import { weekOf } from '../../app/voices/week';
import { aContribution, type SomeContribution } from '../support/room-contributions';
import { anInvitation, anOpenRoom, type SomeOpenRoom } from '../support/room-people';
import { startRoomOn, type TestRoom } from '../support/room-running';
import { expect, expectAccessible } from './support';

const test = base.extend<object, { room: TestRoom; open: SomeOpenRoom }>({
  room: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const room = await startRoomOn(process.env.PLENARY_TEST_DATABASE!);
      await use(room);
      await room.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  open: [
    async ({ room }, use) => {
      await room.admin`
        insert into platform_organisation (id, name, category) values (1, 'Ministry of Examples (invented)', 'government'),
          (2, 'Example Radio (invented)', 'media'), (3, 'Example University (invented)', 'academia')`;
      await use(await anOpenRoom(room, { hasConversation: true }));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

type Window = Page & { sent: string[]; origins: Set<string> };

/** A telephone without scripts, and what it asked for. */
async function phone(browser: Browser, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    locale: 'en',
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
    ...options,
  });
  const page = (await context.newPage()) as Window;
  page.sent = [];
  page.origins = new Set();
  page.on('request', (r) => {
    page.sent.push(r.resourceType());
    page.origins.add(new URL(r.url()).origin);
  });
  return page;
}

/** What every page of the room owes to whoever reads it: the way out in view and first, nothing wider than the page. */
async function expectSafe(page: Page): Promise<void> {
  await expect(page.locator('#exit')).toBeInViewport();
  const { wide, first } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    first: document.querySelector('a, button, input, select, textarea, summary, [tabindex]')?.id,
  }));
  expect(wide).toBeLessThanOrEqual(0);
  expect(first).toBe('exit');
  expect(await page.locator('h1').count()).toBe(1);
}

/**
 * Looks for what keeps somebody out. The looking is itself a script, which a browser without scripts does not run: the
 * very page is shown to one that does.
 */
async function checker(browser: Browser, room: TestRoom, options: BrowserContextOptions) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, ...options });
  const page = await context.newPage();
  let html = '';
  await page.route(`${room.url}/`, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  return async (shown: Page) => {
    html = await shown.content();
    await page.goto(`${room.url}/`);
    await expectAccessible(page);
  };
}

const press = (page: Page, name: string, value: string) =>
  page.locator(`main button[name=${name}][value=${value}]`).first().click();

async function come(page: Page, room: TestRoom, code: string): Promise<void> {
  await page.goto(`${room.url}/`);
  await page.locator('input[name=code]').fill(code);
  await page.locator('main button').first().click();
}

async function aReply(room: TestRoom, of: SomeContribution, words: string): Promise<void> {
  const id = newId();
  const opening = (await openingOf(room, of, of.contribution))!;
  const body = lockBeside(opening, { table: 'reply', column: 'body', rowId: id }, Buffer.from(words));
  await room.sql`
    insert into reply (id, contribution, body, week) values (${id}, ${of.contribution}, ${body}, ${weekOf(room.now())})`;
}

/** Where pictures go, for an eye to look at; none unless somebody asks. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.ROOM_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const looks: { name: string; options: BrowserContextOptions }[] = [
  { name: 'phone', options: {} },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'arabic', options: { locale: 'ar' } },
  { name: 'french', options: { locale: 'fr', viewport: { width: 1024, height: 768 } } },
];

for (const { name, options } of looks) {
  test(`the whole loop without a script, every page of it: ${name}`, async ({ browser, room, open }) => {
    test.setTimeout(240_000);
    const page = await phone(browser, options);
    const check = await checker(browser, room, options);
    let n = 0;
    const look = async (what: string) => {
      await picture(page, `${name}-${String(++n).padStart(2, '0')}-${what}`);
      await expectSafe(page);
      await check(page);
    };
    await come(page, room, 'not a code');
    await look('wrong');
    await come(page, room, (await anInvitation(room, open)).shown);
    await look('pause');
    await press(page, 'age', 'adult');
    await look('told');
    await press(page, 'go', 'on');
    await press(page, 'go', 'on');
    await look('choices-missing');
    for (const scope of ['read_by_support', 'reply', 'quote']) await page.locator(`input[name=scope-${scope}]`).check();
    await press(page, 'go', 'on');
    await look('views');
    await page.locator('textarea').first().fill('Call 0660 123 45 67 in the evening. Longer hours would help.');
    await press(page, 'go', 'on');
    await look('look');
    await press(page, 'go', 'keep');
    await page.locator('summary').click();
    await page.locator('input[name=category-government]').check();
    await look('exclusions');
    await press(page, 'go', 'on');
    await press(page, 'go', 'second');
    await look('code');
    const receipt = (await page.locator('.code').first().innerText()).replace(/\D/g, '');
    expect(receipt).toHaveLength(24);
    await press(page, 'go', 'send');
    await look('sent');
    await page.locator('#exit').click();
    await expect(page).toHaveURL(`${room.url}/away`);

    await come(page, room, receipt);
    await look('home');
    for (const view of ['replies', 'wordings', 'used', 'consent', 'exclude', 'opened', 'longer', 'talk'] as const) {
      await press(page, 'view', view);
      await look(view);
      await press(page, 'view', 'home');
    }
    await press(page, 'view', 'withdraw');
    await look('withdraw');
    await page.locator('main button[name=text]').click();
    await look('gone');
    await page.locator('main button').click();
    await come(page, room, receipt);
    await expect(page.locator('.notice.bad')).toBeVisible();

    // One address, one title, one origin, and nothing that runs.
    expect([...page.origins]).toEqual([room.url]);
    expect(page.sent.filter((type) => type !== 'document' && type !== 'stylesheet')).toEqual([]);
    await expect(page).toHaveURL(`${room.url}/`);
  });
}

test('a reply is read and answered, a wording agreed to, one scope changed', async ({ browser, room, open }) => {
  const of = await aContribution(room, { open, text: 'Longer hours would help.' });
  await aReply(room, of, 'Thank you.\nWe will ask for longer hours.');
  const excerpt = newId();
  const opening = (await openingOf(room, of, of.contribution))!;
  const place = { table: 'excerpt', column: 'proposed_body', rowId: excerpt } as const;
  await room.sql`
    insert into excerpt (id, contribution, form, language, proposed_body, proposed_by)
    values (${excerpt}, ${of.contribution}, 'quote', 'en', ${lockBeside(opening, place, Buffer.from('Longer hours would help.'))},
      ${open.organisations[0]!.caseworkers[0].id})`;
  test.setTimeout(120_000);
  const page = await phone(browser);
  const check = await checker(browser, room, {});
  await come(page, room, of.receipt.shown);
  await expect(page.locator('main')).toContainText('1 new answer');
  await expect(page.locator('main')).toContainText('1 text waits for you');
  await picture(page, 'with-news-home');
  await press(page, 'view', 'replies');
  await expect(page.locator('.words')).toContainText('We will ask for longer hours.');
  await picture(page, 'with-news-replies');
  await check(page);
  await page.locator('textarea').fill('Thank you too.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.locator('main')).toContainText('Sent and locked.');
  await press(page, 'view', 'home');
  await press(page, 'view', 'wordings');
  await expect(page.locator('.words')).toHaveText('Longer hours would help.');
  await picture(page, 'with-news-wordings');
  await check(page);
  await press(page, 'go', 'yes');
  await expect(page.locator('main')).toContainText('You said yes.');
  await press(page, 'view', 'home');
  await press(page, 'view', 'consent');
  const theme = page.getByRole('form', { name: 'Mixed with the views of others' });
  await expect(theme).toContainText('You said yes');
  await theme.getByRole('button', { name: 'Change to no' }).click();
  await expect(page.locator('main')).toContainText('Changed to no.');
  await expect(theme).toContainText('You said no');
  const [row] = await room.sql<{ state: string }[]>`select state from excerpt where id = ${excerpt}`;
  expect(row!.state).toBe('approved');
});

test('Another language is chosen in the middle of writing, and nothing that was typed is lost', async ({
  browser,
  room,
  open,
}) => {
  const page = await phone(browser);
  await page.goto(`${room.url}/`);
  await page.locator('input[name=code]').fill((await anInvitation(room, open)).shown);
  await page.locator('main button').first().click();
  await press(page, 'age', 'adult');
  await press(page, 'go', 'on');
  await page.locator('input[name=scope-read_by_support]').check();
  await press(page, 'go', 'on');
  const words = 'Longer opening hours would help (invented).';
  await page.locator('textarea[name=answer-0]').fill(words);
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('textarea[name=answer-0]')).toHaveValue(words);
  await expectSafe(page);
  await press(page, 'go', 'on');
  await expect(page.locator('textarea[name=answer-0]')).toHaveCount(0);
  await page.context().close();
});
