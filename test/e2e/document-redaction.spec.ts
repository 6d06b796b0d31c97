import type { Page } from '@playwright/test';
import { stateOf } from '../../app/documents/text/yjs';
import {
  aDocument,
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
