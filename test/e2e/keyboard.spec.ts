import type { Page } from '@playwright/test';
import { writePost } from '../../app/discussions/posting.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';
import { expect, test, windowOf } from './support';

/** Presses Tab until what is focused has this name: as far as a person would go, and no mouse. */
async function tabTo(page: Page, name: string | RegExp, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const e = document.activeElement as HTMLInputElement | null;
      return (e?.getAttribute('aria-label') || e?.labels?.[0]?.textContent || e?.innerText || '').trim();
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

test('By keyboard alone: skip to the text, read from post to post, and find the keys', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const other = await d.facilitator.reader();
  for (const words of ['One.', 'Two.', 'Three.'])
    await writePost(server.sql, other, aPostForm(d.id, words), new Date());
  const page = await windowOf(browser, server, null);
  await page.goto(d.path);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('article').nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('article').nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(page.getByRole('article').nth(0)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search/);
});

test('By keyboard alone: write and send with Ctrl+Enter', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const page = await windowOf(browser, server, await aPerson(server.sql));
  await page.goto(d.path);
  // The keys are heard once the scripts run.
  await expect(page.getByText('1 person reading now')).toBeVisible();
  await tabTo(page, 'Your contribution');
  await page.keyboard.type('Sent without a mouse.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article')).toContainText('Sent without a mouse.');
});

test('By keyboard alone: sign in with a password', async ({ browser, server }) => {
  const page = await windowOf(browser, server, null);
  await page.goto('/sign-in');
  await tabTo(page, /e-mail/i);
  await page.keyboard.type('nobody@plenary.example');
  await tabTo(page, /password/i);
  await page.keyboard.type('not the right one at all');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
});

test('By keyboard alone: a facilitator hides a post with a reason, from the post to its tombstone', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await (await aPerson(server.sql)).reader();
  await writePost(server.sql, author, aPostForm(d.id, 'Off the question.'), new Date());
  const page = await windowOf(browser, server, d.facilitator);
  await page.goto(d.path);
  await tabTo(page, 'Moderate');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/moderate/);
  await tabTo(page, /^reason/i);
  await page.keyboard.type('It does not answer the question.');
  await tabTo(page, 'Hide');
  await page.keyboard.press('Enter');
  await page.waitForURL((at) => !at.pathname.endsWith('/moderate'));
  await page.goto(d.path);
  await expect(page.getByRole('article')).toContainText('hidden by a facilitator');
});

test('By keyboard alone: choose another language, and switch the shortcuts off', async ({ browser, server }) => {
  const person = await aPerson(server.sql);
  const page = await windowOf(browser, server, person);
  await page.goto('/account');
  await tabTo(page, /shortcuts/i);
  await page.keyboard.press('Space');
  await tabTo(page, /^save/i);
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=profile/);
  await expect(async () => {
    const [row] = await server.sql<{ shortcuts: boolean }[]>`select shortcuts from person where id = ${person.id}`;
    expect(row!.shortcuts).toBe(false);
  }).toPass();
  await page.goto('/discussions');
  await page.keyboard.press('/');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/discussions$/);
  await tabTo(page, 'Français');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});
