import type { Page } from '@playwright/test';
import type { TestServer } from '../support/running';
import { startServerOn } from '../support/running';
import { aDocument, expect, keptOnDevice, openText, put } from './document-support';
import { test, windowOf } from './support';

/* What the page says and does when the server closes its line, or cannot save. A server with bounds that a page reaches. */

test.describe.configure({ timeout: 180_000 });

let server: TestServer;

test.beforeAll(async () => {
  const limits = { frameBytes: 60_000, suggestions: 20, suggestionsASecond: 2 };
  server = await startServerOn(process.env.PLENARY_TEST_DATABASE!, { extras: { texts: { limits } } });
});
test.afterAll(() => server.stop());

/** One letter after another, as fast as the page takes them. */
async function typeAtOnce(page: Page, letters: string): Promise<void> {
  await page.locator('.text').evaluate((element, typed) => {
    type View = { state: { tr: { insertText(letter: string): unknown } }; dispatch(tr: unknown): void };
    const { view } = (element as unknown as { editor: { view: View } }).editor;
    for (const letter of typed) view.dispatch(view.state.tr.insertText(letter));
  }, letters);
}

test('A page that is older than the server loads itself anew and merges what was written, or says so', async ({
  browser,
}) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  // An older page names an older schema; `times` more of them come from the server.
  await page.addInitScript(() => {
    const Line = window.WebSocket;
    window.WebSocket = class extends Line {
      constructor(address: string | URL, protocols?: string | string[]) {
        const old = Number(localStorage.getItem('old-lines') ?? 0);
        if (old > 0 && String(address).includes('/coediting/')) localStorage.setItem('old-lines', String(old - 1));
        super(old > 0 ? String(address).replace(/schema=\d+/, 'schema=0') : address, protocols);
      }
    };
  });
  await openText(page, d.write);
  await page.context().setOffline(true);
  await expect(page.locator('.safety')).toHaveText(/^Offline/);
  await put(page, 'Two provinces report.', 'end');
  await page.keyboard.type(' Written with the old page.');
  await keptOnDevice(page);
  await page.evaluate(() => localStorage.setItem('old-lines', '1'));
  const anew = page.waitForEvent('load');
  await page.context().setOffline(false);
  await anew;
  await expect(page.locator('.text')).toContainText('Written with the old page.');
  await expect(page.locator('.safety')).toHaveText('Saved');
  await expect.poll(() => d.words()).toContain('Written with the old page.');

  // Loaded anew and still old: not for ever.
  await page.evaluate(() => localStorage.setItem('old-lines', '2'));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('This page is older than the server.');
  await page.evaluate(() => localStorage.removeItem('old-lines'));
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await expect(page.locator('.safety')).toHaveText('Saved');
});

test('A change that is too large can be copied, and does not come again with the next visit', async ({ browser }) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  await openText(page, d.write);
  await put(page, 'Two provinces report.', 'end');
  const many = ' and so on'.repeat(8000);
  await page.keyboard.type(' First.');
  await expect(page.locator('.safety')).toHaveText('Saved');
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData('text/plain', words);
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.text')!.dispatchEvent(paste);
  }, many);
  await expect(page.getByRole('alert')).toContainText('A change was too large to be saved');
  const words = page.getByRole('textbox', { name: /^Words of the parts you changed/ });
  await expect(words).toHaveValue(/First\. and so on and so on/);
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await expect(page.locator('.text p')).toHaveText('Two provinces report. First.');
  await expect(page.locator('.safety')).toHaveText('Saved');
  await put(page, 'First.', 'end');
  await page.keyboard.type(' By parts.');
  await expect.poll(() => d.words()).toBe('Situation\nTwo provinces report. First. By parts.');
});

test('Whoever proposes faster than the server looks through it waits, and comes back with everything', async ({
  browser,
}) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, await d.invite('suggester', 'Bruno Keller'));
  await openText(page, d.write);
  await put(page, 'Two provinces report.', 'end');
  const letters = ' Proposed in one breath, and more of it than anyone can look through at once.';
  await typeAtOnce(page, letters);
  await expect(page.locator('.safety')).toHaveText(/^The server asks for a pause: \d+ changes kept on this device/);
  await expect(page.locator('.safety')).toHaveText('Saved', { timeout: 90_000 });
  await expect.poll(() => d.words()).toBe(`Situation\nTwo provinces report.${letters}`);
});

test('While the server cannot store, the page says so and keeps what is written', async ({ browser }) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  await openText(one, d.write);
  const there = await openText(two, d.write);
  await server.sql`alter table joint_update add constraint full_disk check (room <> ${server.sql.unsafe(String(d.id))}) not valid`;
  await put(one, 'Two provinces report.', 'end');
  await one.keyboard.type(' Not stored yet.');
  await expect(one.locator('.safety')).toHaveText(/^Not saved yet\. The server cannot store at the moment/);
  const told = one.getByRole('status').filter({ hasText: 'The server cannot store at the moment.' });
  await expect(told).toBeAttached();
  await expect(there).not.toContainText('Not stored yet.');
  await server.sql`alter table joint_update drop constraint full_disk`;
  await expect(one.locator('.safety')).toHaveText('Saved');
  await expect(one.getByRole('status').filter({ hasText: 'All your changes are saved.' })).toBeAttached();
  await expect(there).toContainText('Not stored yet.');
});
