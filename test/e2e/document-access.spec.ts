import { aDocument, choose, expect, heading, paragraph, put } from './document-support';
import { expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

const looks = [
  { name: 'light', colorScheme: 'light', language: 'en', width: 1300 },
  { name: 'dark', colorScheme: 'dark', language: 'en', width: 1300 },
  { name: 'right to left, light', colorScheme: 'light', language: 'ar', width: 1300 },
  { name: 'right to left, dark, on a phone', colorScheme: 'dark', language: 'ar', width: 360 },
] as const;

for (const look of looks) {
  test(`Nothing for axe to find on the editor’s page: ${look.name}`, async ({ browser, server }) => {
    const words = look.language === 'ar' ? 'كلمات' : 'Some words';
    const d = await aDocument(server, [heading(words, 'h1'), paragraph(`${words}.`, 'p1')], {
      language: look.language,
    });
    const bruno = await d.invite('suggester', 'Bruno Keller');
    await server.sql`update person set language = ${look.language} where id in (${d.owner.id}, ${bruno.id})`;
    const two = await windowOf(browser, server, bruno);
    await two.goto(d.write);
    await expect(two.locator('.safety.saved')).toBeVisible();
    await put(two, `${words}.`, 'end');
    await two.keyboard.type(' +++');
    const page = await windowOf(browser, server, d.owner, {
      colorScheme: look.colorScheme,
      // A flag that is half faded away has no contrast to speak of.
      reducedMotion: 'reduce',
      viewport: { width: look.width, height: 800 },
    });
    await page.goto(d.write);
    await expect(page.locator('.safety.saved')).toBeVisible();
    await expect(page.locator('.caret')).toBeVisible();
    await expectAccessible(page);
    await choose(page, `${words}.`);
    await page.keyboard.press('Control+Alt+m');
    await expect(page.locator('.comment-box textarea')).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.type(words);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('.commented')).toBeVisible();
    await page.locator('.sides .to-suggestions').click();
    await page.locator('.text').focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type(words);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+/');
    await expect(page.locator('dialog[open]')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBe(0);
    // What stands at the foot of a phone is all to be seen, in the longest language too.
    const foot = await page.locator('.sides').evaluate((bar) => bar.scrollWidth - bar.clientWidth);
    expect(foot).toBe(0);
    expect(page.complaints).toEqual([]);
  });
}

test('Without scripts the page says so, and leads to what can be read', async ({ browser, server }) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner, { javaScriptEnabled: false });
  await page.goto(d.write);
  await expect(page.locator('noscript p')).toContainText('Writing together needs scripts');
  await expect(page.locator('noscript p')).toBeVisible();
  const ways = page.getByRole('navigation', { name: 'Pages of this document' });
  await expect(ways.getByRole('link', { name: 'Read' })).toHaveAttribute('href', `/documents/${d.id}`);
  await expect(ways.getByRole('link', { name: 'Comments' })).toHaveAttribute('href', `/documents/${d.id}/comments`);
  await expect(ways.getByRole('link', { name: 'Suggestions' })).toHaveAttribute(
    'href',
    `/documents/${d.id}/suggestions`,
  );
});

test('Readers are sent to the reading page, and strangers find nothing', async ({ browser, server }) => {
  const d = await aDocument(server);
  const reader = await d.invite('reader', 'Rita Reader');
  const page = await windowOf(browser, server, reader);
  await page.goto(d.write);
  await expect(page).toHaveURL(new RegExp(`/documents/${d.id}$`));
  const stranger = await aDocument(server);
  const other = await windowOf(browser, server, stranger.owner);
  expect((await other.goto(d.write))!.status()).toBe(404);
});
