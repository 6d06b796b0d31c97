import type { Page } from '@playwright/test';
import { announceConsultation } from '../../app/consultations/commands/preparing.server';
import { aConsultation } from '../support/consultations';
import { anOrganisation, aPerson } from '../support/people';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

const phone = { viewport: { width: 390, height: 844 } };

/** The form of a page that does this deed. */
const formOf = (page: Page, deed: string) =>
  page.locator('form', { has: page.locator(`input[name=deed][value="${deed}"]`) });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
  test(`A facilitator prepares and announces a consultation, and a stakeholder finds it on a phone, ${how}`, async ({
    browser,
    server,
  }) => {
    await anOrganisation(server.sql, { name: `Host ${how} (invented)` });
    const secretariat = await aPerson(server.sql, { secretariat: true, timeZone: 'Europe/Vienna' });
    const facilitator = await aPerson(server.sql, { timeZone: 'Europe/Vienna' });
    const title = `Asked ${how} (invented)`;
    const office = await windowOf(browser, server, secretariat, { javaScriptEnabled });
    await office.goto('/consultations/new');
    const fresh = formOf(office, 'prepare');
    await fresh.locator('input[name=title]').fill(title);
    await fresh.locator('textarea[name=purpose]').fill('What works, and what does not.');
    await fresh.locator('input[name=feedsWords]').fill('The programme of 2038 (invented)');
    await fresh.locator('select[name=host]').selectOption({ label: `Host ${how} (invented)` });
    await fresh.locator('input[name=timeZone]').fill('Europe/Vienna');
    await fresh.locator('textarea[name=facilitators]').fill(facilitator.handle);
    await fresh.getByRole('button', { name: 'Save the draft' }).click();
    await expect(office).toHaveURL(/\/consultations\/\d+\/edit$/);
    const path = new URL(office.url()).pathname;

    const page = await windowOf(browser, server, facilitator, { javaScriptEnabled });
    await page.goto(path);
    const phase = formOf(page, 'phase-new');
    const year = new Date().getUTCFullYear();
    await phase.locator('select[name=kind]').selectOption('open');
    await phase.locator('input[name=opens]').fill(`${year - 1}-03-01T09:00`);
    await phase.locator('input[name=closes]').fill(`${year - 2}-03-01T09:00`);
    await phase.getByRole('button', { name: 'Add a phase' }).click();
    await expect(phase.locator('.mistake').first()).toContainText('The end comes before the beginning');
    await phase.locator('input[name=closes]').fill(`${year + 2}-03-01T09:00`);
    await phase.getByRole('button', { name: 'Add a phase' }).click();
    await expect(page.locator('#phases summary', { hasText: 'Open for contributions' })).toBeVisible();

    await page.locator('summary', { hasText: 'Add something to read' }).click();
    const part = formOf(page, 'part-new-reading');
    await part.locator('input[name=title]').fill('Two pages to read');
    await part.locator('textarea[name=body]').fill('# What is known\n\nLittle, and that is why we ask.');
    await part.getByRole('button', { name: 'Add this part' }).click();
    await expect(page.locator('#parts summary', { hasText: 'Two pages to read' })).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole('button', { name: 'Announce' }).click();
    await expect(page.locator('.state').first()).toHaveText('Under way');

    const visitor = await windowOf(browser, server, null, { ...phone, javaScriptEnabled });
    await visitor.goto('/consultations?state=running');
    await visitor.getByRole('link', { name: title }).click();
    await expect(visitor.locator('h1')).toHaveText(title);
    await expect(visitor.locator('.feeds')).toContainText('The programme of 2038 (invented)');
    await expect(visitor.locator('.phase-line [aria-current=step] .clocks')).toContainText('Europe/Vienna, UTC+1');
    await visitor.getByRole('link', { name: 'Two pages to read' }).click();
    await expect(visitor.getByRole('heading', { name: 'What is known' })).toBeVisible();
    await expect(visitor.locator('.feeds')).toContainText('The programme of 2038 (invented)');
    if (javaScriptEnabled) await expectAccessible(visitor);
    // Of the form that was refused, a browser says so by itself.
    expect(page.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
}

test('A phase opens at its instant on pages that are open, for a visitor and for somebody who is signed in', async ({
  browser,
  server,
}) => {
  const soon = 12 / 3600;
  const c = await aConsultation(server.sql, {
    announced: false,
    starts: [-48, soon, 240, 480, 720, 2000],
    parts: [{ kind: 'reading', title: 'Opened while one looks (invented)' }],
  });
  await announceConsultation(server.sql, await c.facilitator.reader(), c.id, new Date());
  const somebody = await aPerson(server.sql);
  const windows = [await windowOf(browser, server, null, phone), await windowOf(browser, server, somebody, phone)];
  for (const page of windows) {
    await page.goto(c.path);
    const now = page.locator('section', { has: page.getByRole('heading', { name: 'What you can do now' }) });
    await expect(now.getByRole('link', { name: 'Opened while one looks (invented)' })).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('.phase-line [aria-current=step]')).toContainText('Open for contributions');
    await expectAccessible(page);
  }
  for (const page of windows) expect(page.complaints).toEqual([]);
});

test('In Arabic, and in the dark, it says the same from right to left', async ({ browser, server }) => {
  const c = await aConsultation(server.sql, { parts: [{ kind: 'reading', title: 'A text (invented)' }] });
  const options = { ...phone, locale: 'ar', colorScheme: 'dark' as const };
  const page = await windowOf(browser, server, null, options);
  await page.goto(c.path);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { name: 'ما يمكنك فعله الآن' })).toBeVisible();
  await expectAccessible(page);
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(width[0]).toBeLessThanOrEqual(width[1]!);
  await page.goto('/consultations');
  await expectAccessible(page);
  expect(page.complaints).toEqual([]);
});
