import type { Page } from '@playwright/test';
import { beginSession } from '../../app/people/sessions.server';
import type { TestServer } from '../support/running';
import { expect, expectAccessible, test, windowOf } from './support';

// Many pages, each looked at in full: on a busy machine that takes its time.
test.describe.configure({ timeout: 300_000 });

/** Signs a person of the demonstration world in, by handle, without the form: that has its own journey. */
async function cookieOf(server: TestServer, handle: string): Promise<{ cookie: string }> {
  const [person] = await server.sql<{ id: number }[]>`select id from person where handle = ${handle}`;
  return { cookie: (await beginSession(server.sql, person!.id, 'test', false)).split(';')[0]! };
}

const visitorPages = [
  '/',
  '/discussions',
  '/discussions/1',
  '/discussions/3',
  '/discussions/3/synthesis',
  '/discussions/3/print',
  '/organisations',
  '/organisations/ilo',
  '/search?q=complaint',
  '/sign-in',
  '/register',
  '/reset',
  '/help',
  '/glossary',
  '/posts/1/report',
  '/posts/3/history',
  '/nowhere',
];
const personPages = [
  '/',
  '/discussions/1?page=2',
  '/for-you',
  '/account',
  '/calendar',
  '/posts/1/report',
  '/people/wanjiru.d',
  '/reflections/3',
];
const facilitatorPages = [
  '/discussions/1/board',
  '/discussions/1/edit',
  '/discussions/3/synthesis/edit',
  '/discussions/3/synthesis/close',
  '/posts/1/moderate',
  '/posts/1/redact',
  '/posts/1/translate',
  '/discussions/new',
  '/organisations/new',
  '/organisations/ilo/edit',
  '/people',
  '/people/invitations',
];

const looks = [
  { name: 'light', colorScheme: 'light', language: 'en' },
  { name: 'dark', colorScheme: 'dark', language: 'en' },
  { name: 'right to left, light', colorScheme: 'light', language: 'ar' },
  { name: 'right to left, dark', colorScheme: 'dark', language: 'ar' },
] as const;

async function visit(page: Page, server: TestServer, paths: string[], language: string): Promise<void> {
  await page.context().addCookies([{ name: 'lang', value: language, url: server.url }]);
  for (const path of paths) {
    await test.step(path, async () => {
      const answer = await page.goto(path);
      expect(answer!.status(), path).toBeLessThan(500);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expectAccessible(page);
    });
  }
}

for (const look of looks) {
  test(`Nothing for axe to find, ${look.name}: what a visitor sees`, async ({ browser, seeded }) => {
    const page = await windowOf(browser, seeded, null, { colorScheme: look.colorScheme });
    await visit(page, seeded, visitorPages, look.language);
  });

  test(`Nothing for axe to find, ${look.name}: what people and facilitators see`, async ({ browser, seeded }) => {
    await seeded.sql`update person set language = ${look.language} where handle in ('halima.d', 'nadia.d')`;
    const person = await windowOf(browser, seeded, (await cookieOf(seeded, 'halima.d')) as never, {
      colorScheme: look.colorScheme,
    });
    await visit(person, seeded, personPages, look.language);
    const secretariat = await windowOf(browser, seeded, (await cookieOf(seeded, 'nadia.d')) as never, {
      colorScheme: look.colorScheme,
    });
    await visit(secretariat, seeded, facilitatorPages, look.language);
    await seeded.sql`update person set language = 'en' where handle in ('halima.d', 'nadia.d')`;
  });
}

test('A page is as wide as a phone, in each language, and nothing runs out of it', async ({ browser, seeded }) => {
  for (const language of ['en', 'fr', 'ar']) {
    const page = await windowOf(browser, seeded, null, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await page.context().addCookies([{ name: 'lang', value: language, url: seeded.url }]);
    for (const path of [
      '/',
      '/discussions',
      '/discussions/1',
      '/discussions/3/synthesis',
      '/organisations',
      '/register',
      '/sign-in',
    ]) {
      await page.goto(path);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${language} ${path}`).toBe(0);
    }
  }
});

test('A form that is refused says so beside the field, takes the focus and is clean for axe', async ({
  browser,
  seeded,
}) => {
  const page = await windowOf(browser, seeded, null);
  await page.goto('/register');
  await page.locator('main form').getByRole('button').last().click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
});
