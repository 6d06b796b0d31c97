import { writePost } from '../../app/discussions/posting.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aDocument, expect, heading, openText, paragraph, put } from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

/** A picture of one dot, as a browser takes it. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('A post is cited by its reference: the chip names its source, and says when it changed', async ({
  browser,
  server,
}) => {
  const discussion = await aDiscussion(server.sql);
  const author = await discussion.facilitator.reader();
  await writePost(
    server.sql,
    author,
    aPostForm(discussion.id, 'Complaint channels are unknown to most workers.'),
    new Date(),
  );
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await put(page, 'Two provinces report.', 'end');
  await page.keyboard.press('Control+Alt+c');
  const dialog = page.getByRole('dialog', { name: 'Cite a source' });
  await dialog.getByLabel('Words of the source').fill('complaint channels');
  await expect(dialog.getByRole('status')).toHaveText('1 source found');
  await dialog.getByRole('button', { name: /Complaint channels are unknown/ }).click();
  await expect(text.locator('.cite')).toHaveAttribute('href', /\/posts\/\d+/);
  await expect(text).toBeFocused();
  await expect(page.locator('.safety')).toHaveText('Saved');
  // The text holds the reference, and none of the words.
  expect(await d.words()).not.toContain('unknown to most');

  await server.sql`update post set version = version + 1, plain = 'Other words.' where discussion_id = ${discussion.id}`;
  await page.reload();
  await expect(page.locator('.cite')).toHaveAttribute('data-state', 'changed');
  await expect(page.locator('.cite')).toContainText('Changed since it was cited');
});

test('A picture comes in with words for those who do not see it, and not without', async ({ browser, server }) => {
  const d = await aDocument(server, [heading('Situation', 'situ1'), paragraph('Before the picture.', 'para1')]);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await put(page, 'Before the picture.', 'end');
  await page.getByRole('button', { name: 'Put in' }).click();
  await page.getByRole('menuitem', { name: 'Picture' }).click();
  const dialog = page.getByRole('dialog', { name: 'New picture' });
  await dialog
    .getByLabel('Picture', { exact: true })
    .setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot });
  await dialog.getByRole('button', { name: 'Put in the picture' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Say what is to be seen.');
  await dialog.getByLabel('What is to be seen').fill('A map of the two provinces (invented).');
  await dialog.getByLabel(/Caption/).fill('Map 1');
  await dialog.getByRole('button', { name: 'Put in the picture' }).click();
  const picture = text.getByRole('img', { name: 'A map of the two provinces (invented).' });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  await expect(text.locator('figcaption')).toHaveText('Map 1');
  // A picture that is dropped asks for its words as well.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([1])], 'dropped.png', { type: 'image/png' }));
    document
      .querySelector('.text')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(dialog).toContainText('dropped.png');
  await page.keyboard.press('Escape');
  expect(page.complaints).toEqual([]);
});
