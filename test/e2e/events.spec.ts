import type { Page } from '@playwright/test';
import { cancelEvent } from '../../app/events/preparing.server';
import { beginSession } from '../../app/people/sessions.server';
import { anEvent } from '../support/events';
import { aPerson } from '../support/people';
import type { TestServer } from '../support/running';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

/** The form of a page that does this deed. */
const formOf = (page: Page, deed: string) =>
  page.locator('form', { has: page.locator(`input[name=deed][value="${deed}"]`) });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
  test(`An event is prepared from nothing, announced, moved and cancelled, ${how}`, async ({ browser, server }) => {
    const secretariat = await aPerson(server.sql, { secretariat: true, timeZone: 'Europe/Vienna' });
    const page = await windowOf(browser, server, secretariat, { javaScriptEnabled });
    const title = `Talk ${how} (invented)`;
    await page.goto('/events');
    await page.getByRole('link', { name: 'Prepare an event' }).click();
    const fresh = formOf(page, 'prepare');
    await fresh.locator('input[name=timeZone]').fill('Europe/Vienna');
    await fresh.locator('input[name=starts]').fill('2037-03-29T02:30');
    await fresh.locator('input[name=ends]').fill('2037-03-29T04:30');
    await fresh.locator('input[name=title]').fill(title);
    await fresh.getByLabel('Children').check();
    await fresh.locator('textarea[name=facilitators]').fill(secretariat.handle);
    await fresh.getByRole('button', { name: 'Save the draft' }).click();
    // That hour is left out when the clocks are set forward; what was typed and ticked is still there.
    await expect(fresh.getByRole('alert')).toContainText('There is no such time in Europe/Vienna');
    await expect(fresh.locator('input[name=title]')).toHaveValue(title);
    await expect(fresh.getByLabel('Children')).toBeChecked();
    // This one comes twice: the form asks which.
    await fresh.locator('input[name=starts]').fill('2037-10-25T02:30');
    await fresh.locator('input[name=ends]').fill('2037-10-25T04:30');
    await fresh.getByRole('button', { name: 'Save the draft' }).click();
    await fresh.getByLabel('The second, after the clocks are set back').check();
    await fresh.getByRole('button', { name: 'Save the draft' }).click();
    await expect(page).toHaveURL(/\/events\/\d+\/edit$/);
    await expect(formOf(page, 'move').getByLabel('The second, after the clocks are set back')).toBeChecked();
    const id = Number(/events\/(\d+)/.exec(page.url())![1]);

    await page.locator('summary', { hasText: 'Add a speaker' }).click();
    await formOf(page, 'speaker-new').locator('input[name=name]').fill('Somebody Demonstration');
    await formOf(page, 'speaker-new').getByRole('button', { name: 'Add a speaker' }).click();
    await expect(page.locator('summary', { hasText: '1 · Somebody Demonstration' })).toBeVisible();
    await page.locator('summary', { hasText: 'Add a material' }).click();
    const material = formOf(page, 'material-new');
    await material.locator('input[name=title]').fill('What we shall read');
    await material.locator('input[name=url]').fill('https://files.plenary.example/paper.pdf');
    await material.getByRole('button', { name: 'Add a material' }).click();
    await expect(page.locator('summary', { hasText: 'What we shall read' })).toBeVisible();

    await page.getByRole('button', { name: 'Announce' }).click();
    await expect(page.locator('.state').first()).toHaveText('To come');
    const visitor = await windowOf(browser, server, null, { javaScriptEnabled: false });
    await visitor.goto(`/events/${id}`);
    await expect(visitor.locator('h1')).toHaveText(title);
    await expect(visitor.locator('.clocks')).toContainText('Sunday, 25 October 2037 at 02:30 – 04:30');
    await expect(visitor.locator('.clocks')).toContainText('Europe/Vienna, UTC+1');
    await expect(visitor.locator('.clocks')).toContainText('Sunday, 25 October 2037 at 01:30 – 03:30');
    await expect(visitor.getByText('Somebody Demonstration')).toBeVisible();
    await expect(visitor.getByRole('link', { name: 'What we shall read' })).toBeVisible();

    const move = formOf(page, 'move');
    await move.locator('input[name=starts]').fill('2037-10-26T10:00');
    await move.locator('input[name=ends]').fill('2037-10-26T11:00');
    const before = await move.locator('input[name=version]').inputValue();
    await move.getByRole('button', { name: 'Move the event' }).click();
    await expect(move.locator('input[name=version]')).not.toHaveValue(before);
    await page.goto(`/events/${id}`);
    await expect(page.locator('.clocks')).toContainText('Monday, 26 October 2037 at 10:00 – 11:00');
    await expect(page.locator('s')).toContainText('Sunday, 25 October 2037 at 02:30 – 04:30');

    await page.goto(`/events/${id}/edit`);
    await page.locator('summary', { hasText: 'Cancel the event' }).click();
    await formOf(page, 'cancel').locator('textarea[name=reason]').fill('The speaker cannot come.');
    await page.getByRole('button', { name: 'Cancel the event for good' }).click();
    await expect(page.locator('.state').first()).toHaveText('Cancelled');
    await page.goto(`/events/${id}`);
    await expect(page.getByText('The speaker cannot come.')).toBeVisible();
    // Of the two forms that were refused, a browser says so by itself.
    expect(page.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
  });
}

test('A visitor reads each time on three clocks: their own said by the island, wherever they are', async ({
  browser,
  server,
}) => {
  const event = await anEvent(server.sql, { timeZone: 'Asia/Kathmandu' });
  // Across a change of clocks in the visitor's country and not in the event's: the day after New York leaves summer time.
  await server.sql`
    update event set starts_at = '2037-11-02T09:15:00Z', ends_at = '2037-11-02T10:15:00Z' where id = ${event.id}`;
  const there = await windowOf(browser, server, null, { timezoneId: 'America/New_York' });
  await there.goto(event.path);
  await expect(there.locator('.clocks')).toContainText('Monday, 2 November 2037 at 15:00 – 16:00');
  await expect(there.locator('.clocks')).toContainText('Asia/Kathmandu, UTC+5:45');
  await expect(there.locator('.clocks')).toContainText('Monday, 2 November 2037 at 04:15 – 05:15');
  await expect(there.locator('.clocks')).toContainText('America/New York, UTC-5');
  await expect(there.locator('.clocks')).toContainText('Monday, 2 November 2037 at 09:15 – 10:15');
  await there.goto('/events');
  await expect(there.locator('.list')).toContainText('04:15 – 05:15 your time');
  const without = await windowOf(browser, server, null, { javaScriptEnabled: false });
  await without.goto(event.path);
  await expect(without.getByText('Your time')).toBeHidden();
  await expect(without.locator('.clocks')).toContainText('09:15 – 10:15');
});

test('Two who change an event at once: the later is shown what stands, boxes too, keeps what was typed, and can save', async ({
  browser,
  server,
}) => {
  const event = await anEvent(server.sql);
  const [first, second] = [
    await windowOf(browser, server, event.facilitator),
    await windowOf(browser, server, event.facilitator, { javaScriptEnabled: false }),
  ];
  for (const page of [first, second]) await page.goto(`/events/${event.id}/edit`);
  await formOf(first, 'change').locator('input[name=title]').fill('Titled first (invented)');
  await formOf(first, 'change').getByLabel('Demand').check();
  await formOf(first, 'change').getByRole('button', { name: 'Save' }).click();
  await expect(first.locator('.crumb')).toContainText('Titled first');
  const late = formOf(second, 'change');
  await late.locator('input[name=title]').fill('Titled late (invented)');
  await late.getByRole('button', { name: 'Save' }).click();
  await expect(late.locator('.notice')).toContainText('Titled first (invented)');
  await expect(late.locator('.notice')).toContainText('Demand');
  await expect(late.locator('input[name=title]')).toHaveValue('Titled late (invented)');
  await late.getByRole('button', { name: 'Save' }).click();
  await expect(second.locator('.crumb')).toContainText('Titled late');
});

test('The filters are links that keep each other, and the month is a table that is walked by keyboard', async ({
  browser,
  seeded,
}) => {
  const page = await windowOf(browser, seeded, null);
  await page.goto('/events');
  await page.locator('summary', { hasText: 'Theme' }).click();
  await page.getByRole('link', { name: 'Forced labour' }).click();
  await page.locator('summary', { hasText: 'Region' }).click();
  await page.getByRole('link', { name: 'Africa', exact: true }).click();
  await expect(page).toHaveURL('/events?theme=labour&region=002');
  await expect(page.getByRole('link', { name: 'Complaints that reach someone' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Data that can be compared' })).toBeHidden();
  await page.getByRole('link', { name: 'Past' }).click();
  await expect(page).toHaveURL('/events?past=yes&theme=labour&region=002');
  await expect(page.getByRole('link', { name: 'Who pays for recruitment?' })).toBeVisible();
  await page.goto('/events?view=month&theme=labour');
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveCount(7);
  // What runs over midnight stands on both its days: late in the evening this one does.
  const link = table.getByRole('link', { name: 'Complaints that reach someone' }).first();
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('Complaints that reach someone');
  await page.goto('/events?view=agenda&zone=Nowhere/Land');
  await expect(page.getByText('There is no time zone of this name')).toBeVisible();

  // What is filtered goes out so too; read by the XML of a browser, which wrote none of it, for what RFC 4287 asks for.
  const feed = await page.evaluate(async () => {
    const text = await (await fetch('/events.atom?theme=labour')).text();
    const read = new DOMParser().parseFromString(text, 'application/xml');
    const in_ = (of: Element | Document, name: string) =>
      [...of.getElementsByTagNameNS('http://www.w3.org/2005/Atom', name)].filter((e) => e.parentNode === of);
    const [root] = in_(read, 'feed');
    return in_(root!, 'entry').map((entry) => ({
      title: in_(entry, 'title')[0]?.textContent,
      id: in_(entry, 'id').length,
      updated: Date.parse(in_(entry, 'updated')[0]?.textContent ?? ''),
      link: in_(entry, 'link')[0]?.getAttribute('href'),
    }));
  });
  expect(feed.map((entry) => entry.title)).toContain('Complaints that reach someone');
  for (const entry of feed) {
    expect(entry).toMatchObject({ id: 1, updated: expect.any(Number), link: expect.stringMatching(/\/events\/\d+/) });
    expect(entry.updated).not.toBeNaN();
  }
});

test('An open page of an event says so when it is moved or cancelled, without being loaded again', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const event = await anEvent(sql, { title: 'Told while open (invented)' });
  const page = await windowOf(browser, server, await aPerson(sql, { timeZone: 'Europe/Vienna' }));
  const visitor = await windowOf(browser, server, null);
  for (const open of [page, visitor]) {
    await open.goto(event.path);
    await expect(open.getByText('To come', { exact: true })).toBeVisible();
  }
  const facilitator = await event.facilitator.reader();
  await cancelEvent(sql, facilitator, event.id, { reason: 'The speaker fell ill.', version: 1 }, new Date());
  server.wake();
  const told = 'This event was changed while you had the page open.';
  for (const open of [page, visitor]) {
    await expect(open.getByText(told)).toBeVisible({ timeout: 30_000 });
    await expect(open.getByText('The speaker fell ill.')).toBeVisible();
    expect(open.complaints).toEqual([]);
  }
});

const looks = [
  { name: 'light', colorScheme: 'light', language: 'en' },
  { name: 'right to left, dark', colorScheme: 'dark', language: 'ar' },
] as const;

const paths = [
  '/events',
  '/events?past=yes&theme=labour',
  '/events?view=month',
  '/events?view=agenda',
  '/events/1',
  '/events/2',
  '/events/7',
  '/events/9',
  '/events/series/1',
];
const ownPaths = [
  '/events/new',
  '/events/3/edit',
  '/events/6',
  '/events/6/edit',
  '/events/series/new',
  '/events/series/1/edit',
];

for (const look of looks) {
  test(`Nothing for axe to find, and nothing wider than a phone, ${look.name}`, async ({ browser, seeded }) => {
    const nadia = await cookieOf(seeded, 'nadia.d');
    for (const [who, places] of [
      [null, paths],
      [nadia, ownPaths],
    ] as const) {
      const viewport = { width: 320, height: 640 };
      const page = await windowOf(browser, seeded, who as never, { colorScheme: look.colorScheme, viewport });
      await page.context().addCookies([{ name: 'lang', value: look.language, url: seeded.url }]);
      for (const path of places) {
        await test.step(path, async () => {
          expect((await page.goto(path))!.status(), path).toBe(200);
          for (const closed of await page.locator('main details:not([open]) > summary').all())
            if (await closed.isVisible()) await closed.click();
          await expectAccessible(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(wide, path).toBeLessThanOrEqual(0);
        });
      }
      expect(page.complaints).toEqual([]);
      await page.context().close();
    }
  });
}

async function cookieOf(server: TestServer, handle: string): Promise<{ cookie: string }> {
  const [person] = await server.sql<{ id: number }[]>`select id from person where handle = ${handle}`;
  return { cookie: (await beginSession(server.sql, person!.id, 'test', false)).split(';')[0]! };
}
