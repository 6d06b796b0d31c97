import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';
import { expectAccessible, expect as expectOf, test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

/** A busy machine takes its time. */
const expect = expectOf.configure({ timeout: 30_000 });

test('Somebody with an account registers by one press, and withdraws; a facilitator decides and marks who was there', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const organisation = await anOrganisation(sql, { handle: 'who-registers' });
  const event = await anEvent(sql, {
    approval: true,
    starts: -1,
    ends: 3,
    joiningUrl: 'https://meet.example/j/1',
    title: 'A seminar with approval (invented)',
  });
  const person = await aPerson(sql, { organisation });
  const own = await windowOf(browser, server, person);
  await own.goto(event.path);
  await expectAccessible(own);
  await expect(own.getByLabel(/write to me about more/)).not.toBeChecked();
  await own.getByRole('button', { name: 'Ask to take part' }).click();
  await expect(own.getByText('The facilitators have your registration.')).toBeVisible();
  await expectAccessible(own);

  const facilitator = await windowOf(browser, server, event.facilitator);
  await facilitator.goto(`/events/${event.id}/participants?state=asking`);
  await expectAccessible(facilitator);
  await facilitator.getByRole('button', { name: /Approve/ }).click();
  await expect(facilitator.getByText('Nobody is on this list yet.')).toBeVisible();

  await own.reload();
  await expect(own.getByText('https://meet.example/j/1')).toBeVisible();
  await expectAccessible(own);

  await facilitator.goto(`/events/${event.id}/participants?view=attendance`);
  await expectAccessible(facilitator);
  await facilitator.getByLabel(new RegExp(person.name)).check();
  await facilitator.getByRole('button', { name: 'Save attendance' }).click();
  await expect
    .poll(
      async () => (await sql`select from registration where event_id = ${event.id} and attended_at is not null`).length,
    )
    .toBe(1);

  await own.getByLabel('I want to withdraw my registration').check();
  await own.getByRole('button', { name: 'Withdraw my registration' }).click();
  await expect(own.getByText('Your registration was withdrawn')).toBeVisible();
  expect([...own.complaints, ...facilitator.complaints]).toEqual([]);
});

test('A visitor without scripts registers by mail, in Arabic, and keeps what was typed where something is missing', async ({
  browser,
  server,
}) => {
  const event = await anEvent(server.sql, { title: 'A seminar for everybody (invented)' });
  const page = await windowOf(browser, server, null, { javaScriptEnabled: false, locale: 'ar' });
  await page.goto(`/events/${event.id}/register`);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('[name=name]').fill('Amina Demonstration');
  await page.locator('[name=email]').fill('amina-visitor@plenary.example');
  await page.locator('[name=consent]').check();
  await page.locator('main form button').last().click();
  // Sector and region are missing: the rest stands as it was typed, and the choice too.
  await expect(page.locator('.mistakes')).toBeVisible();
  await expect(page.locator('[name=name]')).toHaveValue('Amina Demonstration');
  await expect(page.locator('[name=consent]')).toBeChecked();
  await page.locator('[name=sector]').selectOption('media');
  await page.locator('[name=region]').selectOption('142');
  await page.locator('main form button').last().click();
  await expect(page.locator('.notice.good')).toBeVisible();
  await server.settled();
  const folder = path.join(server.dataDir, 'outbox');
  const letters = fs.readdirSync(folder).map((f) => fs.readFileSync(path.join(folder, f)));
  const letter = await simpleParser(letters.find((l) => l.includes('amina-visitor@plenary.example'))!);
  await page.goto(/\/registrations\?token=[\w-]{43}/.exec(letter.text!)![0]);
  await page.locator('main form button').first().click();
  await expect(page.locator('.state.open')).toBeVisible();
  const [row] = await server.sql`select state from registration where event_id = ${event.id}`;
  expect(row).toEqual({ state: 'registered' });
});

test('On a phone the way to register is seen without unfolding anything, and looks like what is to be pressed', async ({
  browser,
  server,
}) => {
  const event = await anEvent(server.sql, { title: 'A seminar on the way (invented)' });
  const page = await windowOf(browser, server, null, { viewport: { width: 360, height: 740 } });
  await page.goto(event.path);
  // One of the same name in the bar above leads to a new account.
  const way = page.getByRole('main').getByRole('link', { name: 'Register', exact: true });
  await expect(way).toHaveCount(1);
  await expect(way).toBeVisible();
  await expectAccessible(page);
  await way.click();
  await expect(page).toHaveURL(/\/register$/);
  const button = page.getByRole('button', { name: 'Register', exact: true });
  const look = (e: Element) => getComputedStyle(e).backgroundColor;
  const pressed = await button.evaluate(look);

  // With more room it stands in the rail, once.
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.goto(event.path);
  await expect(way).toHaveCount(1);
  await expect(way).toBeVisible();
  expect(await way.evaluate(look)).toBe(pressed);
});
