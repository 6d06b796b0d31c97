import { aDocument, expect, heading, openText, paragraph, put } from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

test('A table of too many columns is refused beside its field; what is pasted into a cell holds no table', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [paragraph('Two provinces report.', 'para1')]);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await put(page, 'Two provinces report.', 'end');
  await page.getByRole('button', { name: 'Put in' }).click();
  await page.getByRole('menuitem', { name: 'Table', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'New table' });
  const columns = dialog.getByRole('spinbutton', { name: 'Columns' });
  await columns.fill('9999');
  await dialog.getByRole('button', { name: 'Put in the table' }).click();
  await expect(columns).toHaveAccessibleDescription('A whole number from 1 to 20.');
  await expect(columns).toHaveAttribute('aria-invalid', 'true');
  await expect(columns).toBeFocused();
  await expect(text.locator('table')).toHaveCount(0);
  await columns.fill('2');
  await dialog.getByRole('button', { name: 'Put in the table' }).click();
  await expect(text.locator('tr').first().locator('th')).toHaveCount(2);

  await page.keyboard.type('Cell ');
  await expect(text.locator('th').first()).toHaveText('Cell');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/html', '<p>pasted</p><table><tr><td>one</td><td>two</td></tr></table>');
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.text')!.dispatchEvent(event);
  });
  await expect(text.locator('th').first()).toHaveText(/pasted\s*one\s*two/);
  await expect(text.locator('table')).toHaveCount(1);
});

test('On a phone a table is moved sideways, and its words stay whole', async ({ browser, server }) => {
  const columns = ['Outcome', 'Indicator', 'Organisation', 'Responsibility', 'Share'];
  const cell = (type: string, words: string) => ({ type, content: [paragraph(words)] });
  const d = await aDocument(server, [
    heading('Budget', 'budget'),
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: columns.map((words) => cell('tableHeader', words)) },
        { type: 'tableRow', content: columns.map(() => cell('tableCell', '180,000')) },
      ],
    },
  ]);
  await d.settle();
  const page = await windowOf(browser, server, d.owner, { viewport: { width: 360, height: 740 } });
  await page.goto(`/documents/${d.id}`);
  const table = page.locator('.document .table');
  await expect(table.locator('td')).toHaveCount(columns.length);
  const broken = await table.locator('p').evaluateAll((all) =>
    all
      .filter((p) => {
        const words = document.createRange();
        words.selectNodeContents(p);
        return new Set([...words.getClientRects()].map((r) => r.top)).size > 1;
      })
      .map((p) => p.textContent),
  );
  expect(broken).toEqual([]);
  expect(await table.evaluate((t) => t.scrollWidth > t.clientWidth)).toBe(true);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
});
