import { editPost } from '../../app/discussions/posting.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { removeStatement } from '../../app/synthesis/commands/arranging.server';
import { publishSynthesis } from '../../app/synthesis/commands/closing.server';
import { answerReflection, eraseCorrection } from '../../app/synthesis/commands/reflecting.server';
import { saveStatement } from '../../app/synthesis/commands/writing.server';
import { aPerson } from '../support/people';
import type { TestServer } from '../support/running';
import { aBegunSynthesis, aStatementForm, during, waiveRest } from '../support/synthesis';
import { expect, expectAccessible, test, windowOf } from './support';

/** A synthesis with two statements; published, its discussion having closed a moment ago. */
async function aWrittenSynthesis(server: TestServer, published: boolean) {
  const { sql } = server;
  const s = await aBegunSynthesis(sql);
  const now = new Date();
  const one = (
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'Money for shelters is **separate**.', [s.first, s.second]),
      now,
    )
  ).id;
  const two = (await saveStatement(sql, s.writer, aStatementForm(s.id, 'Interpreters are paid.', [s.third]), now)).id;
  if (published) {
    await sql`update phase set opens_at = now() - interval '2 hours', closes_at = now() - interval '1 second' where discussion_id = ${s.id}`;
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, new Date());
  }
  server.wake();
  return { ...s, one, two, path: `/discussions/${s.id}/synthesis` };
}

test('A source that is hidden is flagged before the eyes of those who read, and its words go', async ({
  browser,
  server,
}) => {
  const s = await aWrittenSynthesis(server, true);
  const visitor = await windowOf(browser, server, null);
  const reader = await windowOf(browser, server, s.bilal);
  for (const page of [visitor, reader]) {
    await page.goto(s.path);
    await expect(page.getByText('Shelters need a budget line')).toBeVisible();
    await page.locator(`#statement-${s.two} h2 a`).focus();
  }
  await hidePost(server.sql, s.writer, { post: s.first, reason: 'Checked' }, new Date());
  server.wake();
  for (const page of [visitor, reader]) {
    await expect(page.locator(`#statement-${s.one} .source-changed`)).toContainText('this post is hidden at present');
    await expect(page.getByText('Shelters need a budget line')).toHaveCount(0);
    await expect(page.locator(`#statement-${s.two} h2 a`)).toBeFocused();
  }
  await answerReflection(
    server.sql,
    await s.bilal.reader(),
    { discussion: s.id, statement: s.one, answer: 'partly', correction: 'Inspectors too.' },
    new Date(),
  );
  server.wake();
  for (const page of [visitor, reader])
    await expect(page.locator(`#statement-${s.one}`)).toContainText('Inspectors too.');
  expect([...visitor.complaints, ...reader.complaints]).toEqual([]);
});

test('A facilitator writes a statement by keyboard alone: words, a search, a post, and the order', async ({
  browser,
  server,
}) => {
  const s = await aWrittenSynthesis(server, false);
  const page = await windowOf(browser, server, s.facilitator);
  await page.goto(`${s.path}/edit`);
  await page.getByRole('link', { name: 'Add a statement' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('The statement in English').focus();
  await page.keyboard.type('Inspectors and interpreters meet people first.');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Words or names')).toBeFocused();
  await page.keyboard.type('inspectors');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 other post with “inspectors”')).toBeVisible();
  await expect(page.getByLabel('The statement in English')).toHaveValue(
    'Inspectors and interpreters meet people first.',
  );
  await page.getByRole('checkbox', { name: /Bilal/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Save the statement' }).focus();
  await page.keyboard.press('Enter');
  const statements = page.locator('.statement > .words');
  await expect(statements).toHaveCount(3);
  await page.getByRole('button', { name: 'Move up Statement 3' }).focus();
  await page.keyboard.press('Enter');
  await expect(statements.nth(1)).toContainText('Inspectors and interpreters');
  expect(page.complaints).toEqual([]);
});

test('Nothing for axe to find on any page of a synthesis, in any state, in both directions and colours', async ({
  browser,
  server,
}) => {
  test.setTimeout(180_000);
  const draft = await aWrittenSynthesis(server, false);
  await editPost(
    server.sql,
    await draft.anna.reader(),
    { post: draft.first, body: 'Shelters need beds.', language: 'en', version: 1 },
    during,
  );
  await hidePost(server.sql, draft.writer, { post: draft.second, reason: 'Checked' }, during);
  const done = await aWrittenSynthesis(server, true);
  const anna = await done.anna.reader();
  for (const statement of [done.one, done.two]) {
    await answerReflection(
      server.sql,
      anna,
      { discussion: done.id, statement, answer: 'no', correction: 'Not *quite*.' },
      new Date(),
    );
  }
  await eraseCorrection(
    server.sql,
    done.writer,
    { discussion: done.id, statement: done.two, person: anna.id, reason: 'It named someone.' },
    new Date(),
  );
  const three = await aWrittenSynthesis(server, true);
  await removeStatement(
    server.sql,
    three.writer,
    { discussion: three.id, statement: three.one, version: 1, reason: 'Unclear' },
    new Date(),
  );
  const unbegun = await aPerson(server.sql, { secretariat: true });

  for (const [colorScheme, lang] of [
    ['light', 'en'],
    ['dark', 'ar'],
  ] as const) {
    const options = { colorScheme, viewport: { width: 390, height: 800 }, bypassCSP: true };
    const writer = await windowOf(browser, server, unbegun, options);
    const contributor = await windowOf(browser, server, done.anna, options);
    const visitor = await windowOf(browser, server, null, options);
    for (const [page, path] of [
      [writer, `${draft.path}/edit?`],
      [writer, `${draft.path}/edit?statement=${draft.one}&`],
      [writer, `${draft.path}/edit?language=ar&statement=${draft.one}&`],
      [writer, `${draft.path}/close?`],
      [writer, `${done.path}/edit?`],
      [contributor, `/reflections/${done.id}?`],
      [visitor, `${done.path}?`],
      [visitor, `${three.path}?`],
    ] as const) {
      await page.goto(`${path}lang=${lang}`);
      await expect(page.locator('h1')).toBeVisible();
      await expectAccessible(page);
      const overflows = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(overflows, `${path} ${lang} is wider than a phone`).toBe(false);
    }
    for (const page of [writer, contributor, visitor]) await page.context().close();
  }
});
