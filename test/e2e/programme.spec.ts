import { agree, aProgramme, withLine } from '../support/programmes';
import { aDocument, expect, heading, openText, paragraph } from './document-support';
import { expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

test('A budget line is added, its share is seen to change, and so does the table in a document that another is writing', async ({
  browser,
  server,
}) => {
  const p = await aProgramme(server.sql, { open: true });
  await agree(server.sql, p.secretariat, { 'victim-support': 3000 });
  await withLine(server.sql, p, '800', 'none', 'Coordination');
  const shown = { type: 'programmePart', attrs: { id: 'budget1', programme: String(p.id), part: 'budget' } };
  const d = await aDocument(server, [heading('Budget', 'budg1'), shown, paragraph('What it pays for.', 'para1')]);

  const writer = await windowOf(browser, server, d.owner);
  const text = await openText(writer, d.write);
  const live = text.locator('.live-part');
  await expect(live.getByRole('row', { name: /Coordination/ })).toContainText('800');
  // Who writes the text and does not work on the programme changes nothing of it.
  await expect(live.getByRole('link', { name: 'Edit the data' })).toHaveCount(0);

  const focal = await windowOf(browser, server, p.partnerFocal);
  await focal.goto(`${p.path}/edit/budget`);
  const shares = focal.getByRole('region', { name: 'How the money stands' });
  await expect(shares).toContainText('0% below the agreed 30%');
  await expectAccessible(focal);
  await focal.getByText('Add a budget line').first().click();
  const form = focal.locator('#line-new');
  await form.getByLabel('What it pays for').fill('Beds for a year');
  await form.getByLabel('Where the money comes from').fill('A fund (invented)');
  await form.getByLabel('Direct assistance to victims').check();
  await form.getByLabel('2026 (USD)').fill('150');
  await form.getByLabel('Total (USD)').fill('200');
  await form.getByRole('button', { name: 'Add a budget line' }).click();
  await expect(form.getByText('The years come to 150: 50 is missing.').first()).toBeVisible();
  await expect(form.getByLabel('What it pays for')).toHaveValue('Beds for a year');
  await form.getByLabel('2027 (USD)').fill('50');
  await form.getByRole('button', { name: 'Add a budget line' }).click();
  await expect(shares).toContainText('20% below the agreed 30%');

  await expect(live.getByRole('row', { name: /Beds for a year/ })).toContainText('200');
  await expect(live.getByRole('row', { name: /^Total/ })).toContainText('1,000');
  expect(await d.words()).not.toContain('Beds for a year');
});
