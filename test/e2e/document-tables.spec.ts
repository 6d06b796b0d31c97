import { aDocument, expect, openText, paragraph, put } from './document-support';
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
  await page.getByRole('menuitem', { name: 'Table' }).click();
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
