import { aPerson } from '../support/people';
import { aStatement, votesOf, withStatements } from '../support/statements';
import { expectAccessible, expect as soon, test, windowOf } from './support';

test.describe.configure({ timeout: 240_000 });
const expect = soon.configure({ timeout: 30_000 });

test('Statements are voted on with the keyboard, on a phone, and without JavaScript', async ({ browser, server }) => {
  const { sql } = server;
  const c = await withStatements(sql, 2);
  await aStatement(sql, c, { words: 'يحتاج المفتشون إلى مترجمين (مختلق).', language: 'ar' });
  const place = `/consultations/${c.id}/statements`;
  const votes = async (person: number) =>
    (
      await sql<{ choice: number }[]>`
        select choice from consultation_vote where person_id = ${person} order by voted_at, statement_id`
    ).map((v) => v.choice);

  // The keys 1, 2 and 3, without waiting for a page in between.
  const [one, two, three] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
  const desk = await windowOf(browser, server, one);
  await desk.goto(place);
  const head = desk.getByRole('heading', { level: 2, name: /^Statement \d/ });
  await expect(desk.getByText('You have 3 statements left.')).toBeVisible();
  await expectAccessible(desk);
  for (const [key, left] of [
    ['1', 'You have 2 statements left.'],
    ['2', 'You have 1 statement left.'],
  ] as const) {
    // A key that comes before the page hears keys does nothing: it is pressed until it is heard.
    await expect(async () => {
      if (!(await desk.getByText(left).isVisible())) await desk.keyboard.press(key);
      await soon(desk.getByText(left)).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 60_000 });
  }
  await desk.keyboard.press('3');
  await expect(desk.getByText('You have voted on all 3 statements.')).toBeVisible();
  await expect(head).toHaveCount(0);
  await expect.poll(async () => [...(await votes(one.id))].sort()).toEqual([-1, 0, 1]);
  expect(desk.complaints).toEqual([]);

  // On a phone: buttons as wide as a thumb needs, nothing to be moved sideways.
  const phone = await windowOf(browser, server, two, { viewport: { width: 360, height: 700 }, hasTouch: true });
  await phone.goto(place);
  const agree = phone.getByRole('button', { name: /^Agree/ });
  const box = (await agree.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await agree.tap();
  await expect(phone.getByText('You have 2 statements left.')).toBeVisible();
  await expect.poll(() => votes(two.id)).toEqual([1]);

  // Without JavaScript: a form that shows the next.
  const plain = await windowOf(browser, server, three, { javaScriptEnabled: false });
  await plain.goto(place);
  await plain.getByRole('button', { name: /^Disagree/ }).click();
  await expect(plain.getByText('You have 2 statements left.')).toBeVisible();
  expect(await votes(three.id)).toEqual([-1]);

  // What others voted on is counted beside, and shown to whoever has voted.
  await votesOf(sql, c.id, 'government', c.statements[0]!, { agree: 20, disagree: 6, pass: 5 });
  await votesOf(sql, c.id, 'media', c.statements[0]!, { agree: 6, disagree: 20, pass: 5 });
  await desk.goto(`${place}/results`);
  await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: c.id })})`;
  await expect(desk.getByRole('cell', { name: /^Media/ })).toBeVisible();
  await expectAccessible(desk);
});
