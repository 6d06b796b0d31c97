import type { Page } from '@playwright/test';
import { startThread } from '../../app/documents/commands/commenting.server';
import { putPicture } from '../../app/documents/commands/picturing.server';
import { redactPassage, redactPicture } from '../../app/documents/commands/redacting.server';
import { stateOf, updateTo } from '../../app/documents/text/yjs';
import {
  aDocument,
  choose,
  expect,
  heading,
  keptOnDevice,
  openText,
  paragraph,
  put,
  type SomeDocument,
} from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

const rest = { type: 'doc', content: [heading('Situation', 'situ1'), paragraph('Less is said here.', 'para1')] };

function redact(server: { coediting: { texts: RewritesTexts } }, d: SomeDocument): Promise<number> {
  return server.coediting.texts.rewrite(d.id, { person: d.owner.id, organisation: d.lead }, () => stateOf(rest));
}

interface RewritesTexts {
  rewrite(room: number, by: { person: number; organisation: number | null }, make: () => Uint8Array): Promise<number>;
}

function copies(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map((b) => b.name));
}

/** The browser has no line; the page knows. */
async function cutOff(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect(page.locator('.safety')).toHaveText(/^Offline/);
}

test('After a redaction every open page has the text as it is by itself, and no copy brings the words back', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const second = await one.context().newPage();
  const away = await windowOf(browser, server, d.owner);
  const other = await windowOf(browser, server, amina);
  const all: Page[] = [one, second, away, other];
  for (const page of all) await openText(page, d.write);
  // Twice on end: who came back from the first comes back from the second.
  await cutOff(away);
  for (const epoch of [1, 2]) {
    expect(await redact(server, d)).toBe(epoch);
    for (const page of [one, second, other]) {
      await expect(page.locator('.text')).toHaveText('SituationLess is said here.');
      await expect(page.locator('.safety')).toHaveText('Saved');
    }
  }
  await away.context().setOffline(false);
  for (const [page, person] of [
    [one, d.owner],
    [second, d.owner],
    [away, d.owner],
    [other, amina],
  ] as const) {
    await expect(page.locator('.text')).toHaveText('SituationLess is said here.');
    await expect(page.locator('.safety')).toHaveText('Saved');
    await expect.poll(() => copies(page)).toEqual([`plenary-text/${person.id}/${d.id}/2`]);
    await expect(page.getByText('Load the page again')).toHaveCount(0);
  }
  // Neither tab took the other's copy away.
  for (const [page, words] of [
    [one, ' One.'],
    [second, ' Two.'],
  ] as const) {
    await cutOff(page);
    await put(page, 'said here', 'end');
    await page.keyboard.type(words);
    await keptOnDevice(page);
    await page.context().setOffline(false);
    await expect(page.locator('.safety')).toHaveText('Saved');
    // Where the next one writes depends on whether this has come there.
    for (const each of [one, second]) await expect(each.locator('.text')).toContainText(words);
  }
  await expect.poll(() => d.words()).toBe('Situation\nLess is said here Two. One..');
});

test('What was written without a line while words were redacted can be copied, without those words', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  await openText(page, d.write);
  await cutOff(page);
  await put(page, 'provinces', 'end');
  await page.keyboard.type(' surely');
  await keptOnDevice(page);
  await redact(server, d);
  await page.context().setOffline(false);
  const told = page
    .getByRole('alert')
    .filter({ hasText: 'Words were redacted from this text while you had 7 changes' });
  await expect(told).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^What you added/ })).toHaveValue('surely');
  await expect(page.locator('.text')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText('provinces');
  await expect.poll(() => copies(page)).toEqual([]);
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await expect(page.locator('.text')).toHaveText('SituationLess is said here.');

  // And where the page was closed before: its copy goes, and that is said.
  await cutOff(page);
  await put(page, 'Less', 'end');
  await page.keyboard.type(' yet');
  await keptOnDevice(page);
  const context = page.context();
  await page.close();
  await redact(server, d);
  await context.setOffline(false);
  const again = await context.newPage();
  await openText(again, d.write);
  await expect(again.locator('.notice')).toContainText('4 changes that an earlier visit kept on this device');
  await expect(again.locator('.text')).toHaveText('SituationLess is said here.');
  expect(await d.words()).toBe('Situation\nLess is said here.');
});

// One pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('Erased words go from what is said beside an open text, and what is being written there stays', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [paragraph('Two provinces report to Mira Delgado today.', 'para1')]);
  const { sql } = server;
  const { texts } = server.coediting;
  const owner = await d.owner.reader();
  const quote = 'report to Mira Delgado today';
  const asked = { document: d.id, body: 'Is it so?', anchor: new Uint8Array(), block: 'para1', quote };
  await startThread(sql, owner, asked, new Date());
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  const panel = page.getByRole('region', { name: 'Comments' });
  await expect(panel.locator('.quote-link')).toContainText('Mira Delgado');
  await panel.getByRole('button', { name: 'Answer' }).click();
  await panel.getByRole('textbox', { name: 'Answer' }).fill('An answer not sent');
  await choose(page, 'Two provinces');
  await page.keyboard.press('Control+Alt+m');
  await panel.getByRole('textbox', { name: 'Your comment' }).fill('A comment not sent');

  await redactPassage(sql, texts, owner, { document: d.id, passage: 'Mira Delgado', reason: 'A name' }, new Date());
  await expect(text).toHaveText('Two provinces report to […] today.');
  await expect(panel.locator('.quote-link')).toContainText('report to […] today');
  await expect(page.locator('body')).not.toContainText('Delgado');
  await expect(panel.getByRole('textbox', { name: 'Answer' })).toHaveValue('An answer not sent');
  await expect(panel.getByRole('textbox', { name: 'Your comment' })).toHaveValue('A comment not sent');
  await expect(panel.locator('.begun blockquote')).toHaveText('Two provinces');
  await panel.locator('.begun').getByRole('button', { name: 'Post the comment' }).click();
  await expect(panel.locator('.begun')).toHaveCount(0);
  await expect(panel.getByText('A comment not sent')).toBeVisible();
});

test('An erased picture goes from an open text', async ({ browser, server }) => {
  const d = await aDocument(server, [paragraph('Two provinces report.', 'para1')]);
  const { sql } = server;
  const { texts } = server.coediting;
  const owner = await d.owner.reader();
  const kept = { document: d.id, type: 'image/png', bytes: new Uint8Array(png), alt: 'A map' };
  const { id } = await sql.begin((tx) => putPicture(tx, d.owner.id, kept));
  const picture = { type: 'image', attrs: { id: 'pict1', image: id, alt: 'A map', caption: '' } };
  await texts.change(d.id, { person: d.owner.id, organisation: d.lead }, (state) =>
    updateTo(state, { type: 'doc', content: [paragraph('Two provinces report.', 'para1'), picture] }),
  );
  const page = await windowOf(browser, server, d.owner);
  await openText(page, d.write);
  const shown = page.locator('.text img');
  const width = () => shown.evaluate((img: HTMLImageElement) => (img.complete ? img.naturalWidth : null));
  await shown.scrollIntoViewIfNeeded();
  await expect.poll(width).toBe(1);
  await redactPicture(sql, texts, owner, { document: d.id, picture: id, reason: 'A face' }, new Date());
  await expect(shown).toHaveAttribute('alt', '[…]');
  await expect.poll(width).toBe(0);
});
