import { randomUUID } from 'node:crypto';
import { deferProposal } from '../../app/decisions/commands/closing.server';
import { commentOnProposal } from '../../app/decisions/commands/positions.server';
import { aCommittee, aDraft, anOpenProposal, hoursAfter, say } from '../support/decisions';
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

test('What was refused stays on the page, in its open part, when somebody else says something meanwhile', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const committee = await aCommittee(sql, 2);
  const [one, two] = committee.members;
  const now = new Date();
  const { id } = await anOpenProposal(sql, committee, { deadline: hoursAfter(200, now) }, now);
  const page = await windowOf(browser, server, one!.focal);
  await page.goto(`/decisions/${id}`);
  await page.getByText('Add a comment', { exact: true }).click();
  await page.getByRole('button', { name: 'Send it' }).click();
  const refused = page.locator('.fold[open] .mistakes');
  await expect(refused).toBeVisible({ timeout: 30_000 });
  await page.locator('textarea[name=body]').fill('Begun after it was refused (invented).');

  await say(sql, id, two!, 'support', new Date());
  await expect(page.locator('.position.support')).toBeVisible({ timeout: 30_000 });
  await expect(refused).toBeVisible();
  await page.getByRole('button', { name: 'Send it' }).click();
  await expect(page.locator('.mistakes')).toHaveCount(0, { timeout: 30_000 });
});

test('The pages of decisions are accessible in Arabic and in French, on a phone as well', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const committee = await aCommittee(sql, 2);
  const [one] = committee.members;
  const by = committee.secretariat;
  const now = new Date();
  const deadline = hoursAfter(200, now);
  const { id } = await anOpenProposal(sql, committee, { deadline }, now);
  await say(sql, id, one!, 'strongly-object', now);
  const said = { objection: null, body: 'Said beside it (invented).', language: 'en', once: randomUUID() } as const;
  await commentOnProposal(sql, await by.reader(), id, said, now);
  const draft = await aDraft(sql, committee, { deadline }, now);
  const before = await anOpenProposal(sql, committee, { deadline }, now);
  await deferProposal(sql, await by.reader(), before.id, { reason: 'Later (invented).' }, now);
  const paths = [
    '/decisions',
    `/decisions/${id}`,
    `/decisions/${id}/change`,
    `/decisions/${draft.id}/prepare`,
    `/decisions/${draft.id}/put`,
    `/decisions/${before.id}`,
    '/decisions/register',
    '/decisions/register/log',
  ];
  for (const [language, width] of [
    ['ar', 390],
    ['fr', 1280],
  ] as const) {
    await sql`update person set language = ${language} where id = ${by.id}`;
    const page = await windowOf(browser, server, by, { viewport: { width, height: 844 }, locale: language });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const fold of await page.locator('main details').all())
        await fold.evaluate((e) => {
          (e as HTMLDetailsElement).open = true;
        });
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
    expect(page.complaints).toEqual([]);
    await page.context().close();
  }
});
