import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { joinConversation, writeMessage } from '../../app/voices/conversation/contributing.server';
import { someWords } from '../room/desk-support';
import { anOpenRoom, type SomeOpenRoom, type SomeStaff } from '../support/room-people';
import { startRoomOn, type TestRoom } from '../support/room-running';
import { expectAccessible } from './support';

type Given = { room: TestRoom; open: SomeOpenRoom; words: Awaited<ReturnType<typeof someWords>> };

const test = base.extend<object, Given>({
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
      await use(await anOpenRoom(room, { organisations: 2, hasConversation: true }));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  words: [
    async ({ room, open }, use) => {
      await use(
        await someWords(room, open, { scopes: ['reply', 'quote', 'paraphrase', 'theme', 'share_with_facilitator'] }),
      );
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

async function deskOf(browser: Browser, room: TestRoom, staff: SomeStaff, javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ baseURL: room.url, locale: 'en', javaScriptEnabled });
  const page = await context.newPage();
  await page.goto('/desk');
  await page.getByLabel('Sign-in name').fill(staff.signIn);
  await page.getByLabel('Passphrase').fill(staff.passphrase);
  await page.getByLabel('Code from your authenticator').fill(staff.code());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What waits for you' })).toBeVisible();
  return page;
}

test('a caseworker reads, answers and proposes her exact words without a script', async ({
  browser,
  room,
  open,
  words,
}) => {
  const [ann] = open.organisations[0]!.caseworkers;
  const page = await deskOf(browser, room, ann);
  const requests: string[] = [];
  page.on('request', (r) => requests.push(r.url()));
  await page.getByRole('link', { name: 'Reading', exact: true }).click();
  await page.getByRole('link', { name: `Text ${words.id.slice(0, 8)}` }).click();
  await expect(page.getByText('The waiting time for legal advice is too long.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Reply' }).fill('Call 01 23 45 67 89.');
  await page.getByRole('button', { name: 'Send the reply' }).click();
  await expect(page.getByRole('alert')).toContainText('01 23 45 67 89');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue('Call 01 23 45 67 89.');
  await page.getByRole('textbox', { name: 'Reply' }).fill('Thank you. We have passed it on.');
  await page.getByRole('button', { name: 'Send the reply' }).click();
  await expect(page.getByText('Thank you. We have passed it on.')).toBeVisible();
  await page.getByText('Her exact words').click();
  await page.getByLabel('Words', { exact: true }).fill('The waiting time for legal advice is too long.');
  await page.getByRole('button', { name: 'Propose it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Excerpts' })).toBeVisible();
  await expect(page).toHaveTitle('Forms');
  expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(new Set([room.url]));
  await page.context().close();
});

test('slips are printed with the address, a code and an envelope, and the way out comes first', async ({
  browser,
  room,
  open,
}) => {
  const [, bea] = open.organisations[0]!.caseworkers;
  const page = await deskOf(browser, room, bea);
  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByRole('radio', { name: /^Written by herself/ }).check();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const slip = page.getByRole('region', { name: 'For you' });
  await expect(slip).toContainText(room.url);
  await expect(slip).toContainText(/[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/);
  await expect(page.getByRole('region', { name: 'Your number' })).toContainText('____');
  await page.emulateMedia({ media: 'print' });
  await expect(slip).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Tab');
  await expect(page.locator('#exit')).toBeFocused();
  await page.context().close();
});

test('a facilitator lets a message be read', async ({ browser, room, open, words }) => {
  await joinConversation(room, words.contributor);
  await writeMessage(room, words.contributor, 'Evening hours would help.');
  const page = await deskOf(browser, room, open.facilitators[0]);
  await page.goto(`/desk/groups/${open.id}`);
  await expect(page.getByText('Evening hours would help.')).toBeVisible();
  await page.getByRole('button', { name: 'Let the group read it' }).click();
  await expect(page.getByText('Nothing waits.')).toBeVisible();
  await expect(page.getByText('Evening hours would help.')).toBeVisible();
  await page.context().close();
});

test('no page of the desk has anything for axe to find, on a phone, from left and from right', async ({
  browser,
  room,
  open,
  words,
}) => {
  test.setTimeout(240_000);
  room.later(180);
  // axe is a script: it needs what the pages do not.
  const caseworker = await deskOf(browser, room, open.organisations[0]!.caseworkers[0], true);
  const facilitator = await deskOf(browser, room, open.facilitators[1], true);
  for (const page of [caseworker, facilitator]) await page.setViewportSize({ width: 320, height: 640 });
  const paths = [
    '/desk',
    '/desk/people',
    '/desk/account',
    '/desk/rooms',
    `/desk/rooms/${open.id}`,
    '/desk/invitations',
    '/desk/reading',
    `/desk/reading/${words.id}`,
    '/desk/excerpts',
    `/desk/themes/${open.id}`,
    '/desk/typing',
  ];
  const check = async (page: Page, path: string) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([path, wide]).toEqual([path, 0]);
    const box = (await page.locator('#exit').boundingBox())!;
    expect([path, box.width > 0 && box.y >= 0 && box.y < 640]).toEqual([path, true]);
  };
  for (const path of paths) await check(caseworker, path);
  await check(facilitator, `/desk/groups/${open.id}`);
  await caseworker.getByRole('button', { name: 'العربية' }).click();
  await expect(caseworker.locator('html')).toHaveAttribute('dir', 'rtl');
  for (const path of paths) await check(caseworker, path);
  const visitor = await (await browser.newContext({ baseURL: room.url, locale: 'en' })).newPage();
  for (const path of ['/desk', '/desk/recover']) await check(visitor, path);
  for (const page of [caseworker, facilitator, visitor]) await page.context().close();
});
