import { writePost } from '../../app/discussions/posting.server';
import { saveStatement } from '../../app/synthesis/commands/writing.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';
import { aBegunSynthesis, aStatementForm } from '../support/synthesis';
import { expect, test, windowOf } from './support';

test('Two edits of a post at once: the later is shown what stands, keeps its words, and can be saved', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  const { id } = await writePost(server.sql, await author.reader(), aPostForm(d.id, 'One.'), new Date());
  const [first, second] = [await windowOf(browser, server, author), await windowOf(browser, server, author)];
  for (const page of [first, second]) await page.goto(`/posts/${id}/edit`);
  await first.locator('textarea[name=body]').fill('Two, saved first.');
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first.getByText('Two, saved first.')).toBeVisible();
  await expect(first).toHaveURL(new RegExp(`/posts/${id}|/discussions/`));

  await second.locator('textarea[name=body]').fill('Two, saved late.');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second.locator('.notice')).toContainText('Two, saved first.');
  await expect(second.locator('textarea[name=body]')).toHaveValue('Two, saved late.');
  await second.getByRole('button', { name: 'Save' }).click();
  await expect(second).not.toHaveURL(/edit$/);
  await expect(second.getByText('Two, saved late.')).toBeVisible();
});

test('Two changes of a discussion at once: what stands now is shown, and other forms of the page do not write over it', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const [first, second] = [
    await windowOf(browser, server, d.facilitator),
    await windowOf(browser, server, d.facilitator),
  ];
  for (const page of [first, second]) await page.goto(`/discussions/${d.id}/edit`);
  const change = (page: typeof first) => page.locator('form', { has: page.locator('input[name=deed][value=change]') });
  const phase = (page: typeof first) =>
    page.locator('form', { has: page.locator(`input[name=deed][value="phase-${d.phaseIds[0]}"]`) });
  await change(first).locator('input[name=title]').fill('Titled first (invented)');
  await change(first).getByRole('button', { name: 'Save' }).click();
  await expect(first.locator('.crumb')).toContainText('Titled first');

  await change(second).locator('input[name=title]').fill('Titled late (invented)');
  await change(second).getByRole('button', { name: 'Save' }).click();
  await expect(change(second).locator('.notice')).toContainText('Titled first (invented)');
  await expect(change(second).locator('input[name=title]')).toHaveValue('Titled late (invented)');
  // The phase's form has seen nothing of it yet.
  await expect(phase(second).locator('input[name=version]')).toHaveValue('1');
  await expect(change(second).locator('input[name=version]')).toHaveValue('2');
  await change(second).getByRole('button', { name: 'Save' }).click();
  await expect(second.locator('.crumb')).toContainText('Titled late');
});

test('Two edits of a statement at once: the later is shown what stands, keeps its words, and can be saved', async ({
  browser,
  server,
}) => {
  const s = await aBegunSynthesis(server.sql);
  const { id } = await saveStatement(
    server.sql,
    s.writer,
    aStatementForm(s.id, 'Said at the start.', [s.first]),
    new Date(),
  );
  const [first, second] = [
    await windowOf(browser, server, s.facilitator),
    await windowOf(browser, server, s.facilitator),
  ];
  for (const page of [first, second]) await page.goto(`/discussions/${s.id}/synthesis/edit?statement=${id}`);
  const save = (page: typeof first) => page.getByRole('button', { name: 'Save', exact: false }).first();
  await first.locator('textarea[name=body]').fill('Said first.');
  await save(first).click();
  await expect(first.locator(`#statement-${id}`)).toContainText('Said first.');

  await second.locator('textarea[name=body]').fill('Said late.');
  await save(second).click();
  await expect(second.locator('.notice')).toContainText('Said first.');
  await expect(second.locator('textarea[name=body]')).toHaveValue('Said late.');
  await save(second).click();
  await expect(second.locator(`#statement-${id}`)).toContainText('Said late.');
});
