import { randomUUID } from 'node:crypto';
import { putLesson } from '../../app/programmes/commands/parts.server';
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

  // Whoever writes the text puts another part in, with the keyboard alone.
  await text.getByText('What it pays for.').click();
  await writer.keyboard.press('End');
  await writer.getByRole('button', { name: 'Put in' }).focus();
  await writer.keyboard.press('Enter');
  await writer.getByRole('menuitem', { name: 'Live table of a programme' }).press('Enter');
  const dialog = writer.getByRole('dialog', { name: 'Show a part of a programme' });
  await dialog.getByLabel('Programme').selectOption(String(p.id), { timeout: 30_000 });
  await dialog.getByLabel('Part').selectOption('shares');
  await dialog.getByRole('button', { name: 'Put it in' }).press('Enter');
  await expect(live).toHaveCount(2, { timeout: 30_000 });
  await expect(live.getByRole('row', { name: /For victims/ })).toContainText('20%', { timeout: 30_000 });
});

test('What somebody saves meanwhile is not written over by a form that another is filling', async ({
  browser,
  server,
}) => {
  const p = await aProgramme(server.sql);
  const aims = async (who: typeof p.leadFocal) => {
    const window = await windowOf(browser, server, who);
    await window.goto(`${p.path}/edit`);
    await window.locator('summary').filter({ hasText: 'Aims' }).click();
    const form = window.locator('form').filter({ has: window.getByLabel('Short term') });
    return { window, form, save: form.getByRole('button', { name: 'Save', exact: true }) };
  };
  const [lead, partner] = [await aims(p.leadFocal), await aims(p.partnerFocal)];
  // The page listens once its scripts run: what another saves is then seen in a field that nobody has touched.
  await expect(async () => {
    await lead.form.getByLabel('Long term').fill(`Beds ${Date.now()}`);
    await lead.save.click();
    const words = await lead.form.getByLabel('Long term').inputValue();
    await expect(partner.form.getByLabel('Long term')).toHaveValue(words, { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await partner.form.getByLabel('Short term').fill('Lawyers for all');
  await lead.form.getByLabel('Medium term').fill('Three ports');
  await lead.save.click();
  await expect(partner.form.getByLabel('Medium term')).toHaveValue('Three ports', { timeout: 30_000 });
  await lead.form.getByLabel('Short term').fill('Beds for all');
  await lead.save.click();
  await expect
    .poll(async () => (await server.sql`select aim_short from programme where id = ${p.id}`)[0]?.aimShort, {
      timeout: 30_000,
    })
    .toBe('Beds for all');
  await partner.save.click();
  await expect(partner.form.getByRole('alert')).toContainText('Somebody has changed this meanwhile.', {
    timeout: 30_000,
  });
  await expect(partner.form).toContainText('Beds for all');
  await expect(partner.form.getByLabel('Short term')).toHaveValue('Lawyers for all');
  // Sent again it is a decision, and it is taken.
  await partner.save.click();
  await expect
    .poll(async () => (await server.sql`select aim_short from programme where id = ${p.id}`)[0]?.aimShort, {
      timeout: 30_000,
    })
    .toBe('Lawyers for all');
});

test('A visitor’s page of a programme, which has the small script alone, follows what is changed in it', async ({
  browser,
  server,
}) => {
  const p = await aProgramme(server.sql, { open: true });
  const visitor = await windowOf(browser, server, null);
  await visitor.goto(p.path);
  const lead = await p.leadFocal.reader();
  // Nothing on the page says when it listens: each time something else is changed, until it is seen.
  let count = 0;
  await expect(async () => {
    const title = `Lawyers, line ${++count}`;
    await withLine(server.sql, p, '100', 'direct-assistance', title);
    await expect(visitor.getByRole('row', { name: title }).first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 90_000 });
  await putLesson(
    server.sql,
    lead,
    { programme: p.id, now: new Date() },
    { once: randomUUID() },
    { title: 'Begin with lawyers', body: '' },
  );
  await expect(visitor.getByRole('link', { name: '1 lesson learned' })).toBeVisible({ timeout: 30_000 });
  await expect(visitor.getByRole('heading', { name: 'Begin with lawyers' })).toBeVisible();
  await expect(visitor.getByRole('region', { name: 'How the money stands' })).toContainText(
    `USD ${count * 100} in all`,
  );
  expect(visitor.complaints).toEqual([]);
});
