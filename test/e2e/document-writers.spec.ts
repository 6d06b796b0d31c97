import type { JSONContent } from '@tiptap/core';
import { readShares } from '../../app/documents/queries/shares.server';
import { aDocument, expect, heading, openText, paragraph, put } from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

test('What a suggester proposed over a whole text, and was rejected, leaves each word to whoever wrote it', async ({
  browser,
  server,
}) => {
  const note = { type: 'footnote', content: [{ type: 'text', text: 'By two offices' }] };
  const told = { ...paragraph('Told by many', 'p1'), content: [{ type: 'text', text: 'Told by many' }, note] };
  const cell = (...content: JSONContent[]) => ({ type: 'tableRow', content: [{ type: 'tableCell', content }] });
  const d = await aDocument(server, [
    heading('Aims', 'h1', 2),
    { type: 'table', content: [cell({ type: 'table', content: [cell(paragraph('Within a cell', 'p2'))] }, told)] },
    paragraph('The end', 'p3'),
  ]);
  const bruno = await d.invite('suggester', 'Bruno Keller');
  const names = [
    { id: d.lead, name: 'Lead' },
    { id: bruno.organisation, name: 'Partner' },
  ];
  const before = await readShares(server.coediting.texts, d.id, names);
  expect(before.map((s) => s.organisation)).toEqual(['Lead']);

  const two = await windowOf(browser, server, bruno);
  const there = await openText(two, d.write);
  await put(two, 'Aims', 'end');
  await two.keyboard.type(' and ways');
  await expect(there.locator('ins')).toHaveText(' and ways');
  await two.keyboard.press('Control+a');
  await two.keyboard.press('Delete');
  await expect(two.getByRole('button', { name: /^Suggestions 2/ })).toBeVisible();
  await expect(two.locator('.safety')).toHaveText('Saved');

  const one = await windowOf(browser, server, d.owner);
  await one.goto(`/documents/${d.id}/suggestions`);
  await one
    .getByRole('button', { name: /^Reject/ })
    .first()
    .click();
  await expect(one.getByText('0 suggestions are open')).toBeVisible();
  await expect.poll(() => readShares(server.coediting.texts, d.id, names)).toEqual(before);
});
