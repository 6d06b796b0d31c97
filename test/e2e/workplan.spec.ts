import { aCommittee } from '../support/decisions';
import { adoptPlan, aRunningProgramme, aYear, withActivity } from '../support/workplan';
import { expect } from './document-support';
import { expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

test('A lead writes a corrective action, and whoever reads the plan of the year sees it at once, on a phone and without an account', async ({
  browser,
  server,
}) => {
  const committee = await aCommittee(server.sql);
  const p = await aRunningProgramme(server.sql);
  const plan = await aYear(server.sql, 2026);
  await withActivity(server.sql, plan.secretariat, 2026, {
    owner: committee.members[0]!.id,
    title: 'Glossary (invented)',
  });
  await adoptPlan(server.sql, committee, plan.id);

  const visitor = await windowOf(browser, server, null);
  await visitor.setViewportSize({ width: 360, height: 740 });
  await visitor.goto('/workplan/2026');
  const table = visitor.getByRole('region', { name: 'By quarter' });
  await expect(table.getByRole('rowheader', { name: 'Glossary (invented)' })).toBeVisible();
  await expectAccessible(visitor);

  const lead = await windowOf(browser, server, p.leadFocal);
  await lead.goto(`/workplan/2026/line-${p.activity}`);
  await expectAccessible(lead);
  await lead.getByText('Write a corrective action').click();
  const form = lead.locator('#correct');
  await form.getByLabel('What is done about it').fill('Rent the other house (invented).');
  await form.getByLabel('Until when').fill('2150-01-31');
  await form.getByRole('button', { name: 'Write it down' }).click();
  await expect(lead.getByRole('link', { name: 'Rent the other house (invented).' })).toBeVisible();
  await expect(table.getByRole('link', { name: 'Rent the other house (invented).' })).toBeVisible();

  await visitor.goto('/workplan/2026?view=timeline');
  const months = visitor.getByRole('region', { name: 'Over the months' });
  await expect(months.getByRole('row', { name: /Glossary \(invented\)/ })).toContainText('31 May 2026');
  await expectAccessible(visitor);
});
