import { anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 120_000 });

test('What search engines read stands on the page under its own policy, and nothing of it runs', async ({
  browser,
  seeded,
}) => {
  const event = await anEvent(seeded.sql, { title: 'A seminar with a data block (invented)' });
  const page = await windowOf(browser, seeded, null);
  const said: string[] = [];
  page.on('console', (m) => said.push(m.text()));
  await page.goto(event.path);
  const block = page.locator('script[type="application/ld+json"]');
  expect(JSON.parse((await block.textContent())!).name).toBe('A seminar with a data block (invented)');
  expect(said.filter((text) => /Content Security Policy/i.test(text))).toEqual([]);
  await expectAccessible(page);
});

test('One makes the address of one’s own calendar, copies it, and ends it', async ({ browser, seeded }) => {
  const { sql } = seeded;
  const person = await aPerson(sql, { organisation: await anOrganisation(sql, { handle: 'calendar-org' }) });
  const page = await windowOf(browser, seeded, person);
  await page.goto('/calendar');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make my address' }).click();
  const field = page.getByLabel('Address of your calendar');
  await expect(field).toHaveValue(/\/calendar\.ics\?key=[\w-]{43}$/);
  await expectAccessible(page);
  const address = await field.inputValue();
  const feed = await page.request.get(address);
  expect([feed.status(), feed.headers()['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the address' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  await page.getByRole('button', { name: 'End my address' }).click();
  await expect(page.getByText('Your address has ended')).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});
