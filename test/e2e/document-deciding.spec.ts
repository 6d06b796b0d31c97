import type { Page } from '@playwright/test';
import type { JSONContent } from '@tiptap/core';
import { textOf, updateTo } from '../../app/documents/text/yjs';
import type { TestServer } from '../support/running';
import { aDocument, choose, expect, openText, paragraph, put, type SomeDocument, wordsIn } from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

interface Claim {
  person: number;
  organisation: number | null;
}

/** What a client of `by` sends that proposes words at the end of the last paragraph, in the name of `claimed`. */
async function proposeAs(server: TestServer, d: SomeDocument, by: Claim, words: string, claimed = by): Promise<void> {
  await server.coediting.texts.change(d.id, by, (state) => {
    const text = textOf(state).toJSON() as JSONContent & { content: JSONContent[] };
    // An id that no editor makes: it is decided on like any other.
    const attrs = { ...claimed, id: `by-${words.trim()}`, at: '2026-03-01T09:00:00.000Z' };
    text.content.at(-1)!.content!.push({ type: 'text', text: words, marks: [{ type: 'insertion', attrs }] });
    return updateTo(state, text);
  });
}

async function propose(page: Page, { add, after, remove }: { add: string; after: string; remove: string }) {
  const text = page.locator('.text');
  await put(page, after, 'end');
  await page.keyboard.type(add);
  await choose(page, remove);
  await page.keyboard.press('Delete');
  await expect(text.locator('ins').filter({ hasText: add.trim() })).toBeVisible();
  await expect(text.locator('del').filter({ hasText: remove })).toBeVisible();
  await expect(page.locator('.safety')).toHaveText('Saved');
}

test('The owner accepts all that two others propose, rejects all, and takes back only what they wrote themselves', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [paragraph('Two provinces report.', 'p1'), paragraph('The end.', 'p2')]);
  const bruno = await d.invite('suggester', 'Bruno Keller');
  const chloe = await d.invite('suggester', 'Chloe Sand');
  const asChloe = { person: chloe.id, organisation: chloe.organisation };
  const two = await windowOf(browser, server, bruno);
  await openText(two, d.write);
  await propose(two, { add: ' Three follow.', after: 'report.', remove: 'Two' });
  await proposeAs(server, d, asChloe, ' Not yet.');

  const one = await windowOf(browser, server, d.owner);
  const here = await openText(one, d.write);
  await one.getByRole('button', { name: /^Suggestions/ }).click();
  for (const name of ['Add, by Bruno Keller', 'Remove, by Bruno Keller', 'Add, by Chloe Sand'])
    await expect(one.getByRole('article', { name })).toBeVisible();
  await put(one, 'The end.', 'start');
  await one.keyboard.type('Here: ');
  await expect(one.locator('.safety')).toHaveText('Saved');
  await one.getByRole('button', { name: 'Accept all 3' }).click();
  await expect(one.getByRole('status').filter({ hasText: '3 suggestions accepted.' })).toBeAttached();
  await expect(one.getByText('Nothing is proposed.')).toBeVisible();
  await expect(here.locator('ins, del')).toHaveCount(0);
  await expect.poll(() => d.words()).toBe(' provinces report. Three follow.\nHere: The end. Not yet.');
  const accepted = ' provinces report. Three follow.\nThe end. Not yet.';
  await put(one, 'provinces', 'start');
  await one.keyboard.press('Control+z');
  await expect.poll(() => d.words()).toBe(accepted);
  await one.keyboard.press('Control+z');
  await expect.poll(() => wordsIn(two)).toBe(accepted.replace('\n', ''));

  await propose(two, { add: ' Four more.', after: 'follow.', remove: 'provinces' });
  await proposeAs(server, d, asChloe, ' Never.');
  await expect(one.getByRole('article')).toHaveCount(3);
  await one.getByRole('button', { name: 'Reject all' }).click();
  await expect(one.getByText('Nothing is proposed.')).toBeVisible();
  await expect.poll(() => d.words()).toBe(accepted);
  await expect.poll(() => wordsIn(two)).toBe(accepted.replace('\n', ''));
});

test('Whoever proposes in somebody else’s name is shown as who they are, beside the text and at the caret', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [paragraph('Two provinces report.', 'p1')]);
  const dario = await d.invite('editor', 'Dario Forger');
  const chloe = await d.invite('editor', 'Chloe Sand');
  const asDario = { person: dario.id, organisation: dario.organisation };
  // Chloe never wrote here; Halima did, who made the document.
  await proposeAs(server, d, asDario, ' Forged.', { person: chloe.id, organisation: chloe.organisation });
  await proposeAs(server, d, asDario, ' Misused.', { person: d.owner.id, organisation: d.lead });
  const one = await windowOf(browser, server, chloe);
  await openText(one, d.write);
  await one.getByRole('button', { name: /^Suggestions/ }).click();
  const [forged, misused] = ['Forged.', 'Misused.'].map((hasText) => one.getByRole('article').filter({ hasText }));
  await expect(forged!).toHaveAccessibleName('Add, by Dario Forger');
  await expect(forged!).toContainText('Partner of Dario Forger (invented)');
  await expect(misused!).toHaveAccessibleName('Add, by Halima Owner, put there by Dario Forger');
  await expect(one.getByRole('article').filter({ hasText: 'Chloe' })).toHaveCount(0);
  await put(one, 'Forged', 'start');
  await expect(one.getByRole('status').filter({ hasText: 'proposed by Dario Forger' })).toBeAttached();
});
