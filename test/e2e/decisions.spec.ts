import { aCommittee, anOpenProposal, hoursAfter } from '../support/decisions';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

test('Two members say what they think, each sees the other, and an objection is raised by keyboard on a phone and withdrawn', async ({
  browser,
  server,
}) => {
  const committee = await aCommittee(server.sql, 2);
  const [one, two] = committee.members;
  const now = new Date();
  const { id } = await anOpenProposal(server.sql, committee, { deadline: hoursAfter(200, now) }, now);
  const phone = await windowOf(browser, server, one!.focal, { viewport: { width: 390, height: 844 } });
  const desk = await windowOf(browser, server, two!.alternate);
  await desk.goto(`/decisions/${id}`);
  await phone.goto(`/decisions/${id}`);
  await expectAccessible(phone);
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);

  const choice = phone.locator('input[name=kind][value="strongly-object"]');
  await choice.focus();
  await phone.keyboard.press('Space');
  await expect(choice).toBeChecked();
  await phone.locator('textarea[name=words]').fill('It harms those it is for (invented).');
  await phone.locator('textarea[name=resolution]').fill('Ask them first (invented).');
  await phone.getByRole('button', { name: 'Give this position' }).focus();
  await phone.keyboard.press('Enter');
  await expect(phone.getByText('To take another position, withdraw the objection first.')).toBeVisible({
    timeout: 30_000,
  });

  // The other is told without asking.
  await expect(desk.getByText('Ask them first (invented).')).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByText('It cannot be adopted while a member strongly objects.')).toBeVisible({
    timeout: 30_000,
  });
  await desk.locator('input[name=kind][value="support"]').check();
  await desk.getByRole('button', { name: 'Give this position' }).click();
  await expect(phone.locator('.position.support')).toBeVisible({ timeout: 30_000 });

  await phone.getByText('Withdraw or sustain the objection').click();
  await phone.locator('input[name=settle][value=withdraw]').check();
  await phone.getByRole('button', { name: 'Say so' }).click();
  await expect(phone.locator('input[name=kind][value="support"]')).toBeVisible({ timeout: 30_000 });
  await expect(desk.locator('.objection .state').first()).toHaveText('Withdrawn', { timeout: 30_000 });
  await expectAccessible(desk);
  expect([...phone.complaints, ...desk.complaints]).toEqual([]);
});
