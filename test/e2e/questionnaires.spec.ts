import { anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';
import { aQuestionnaire, sendAnswers } from '../support/questionnaires';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 240_000 });

const looks = [
  { colorScheme: 'light', language: 'en' },
  { colorScheme: 'dark', language: 'ar' },
] as const;

test('Two people of an organisation fill one in together as they type, and send it', async ({ browser, server }) => {
  const organisation = await anOrganisation(server.sql);
  const [one, two] = await Promise.all([aPerson(server.sql, { organisation }), aPerson(server.sql, { organisation })]);
  const id = await aQuestionnaire(server.sql, { answerers: 'organisations' });
  const first = await windowOf(browser, server, one);
  await first.goto(`/questionnaires/${id}`);
  await first.getByRole('button', { name: 'Begin' }).click();
  await expect(first.locator('form[data-kept]')).toBeVisible();
  // A question that hangs on another comes with its answer, and goes with it.
  const hanging = first.locator('[data-question="q2"]');
  await expect(hanging).toBeHidden();
  await first.locator('[data-question="q1"]').getByLabel('Label of o2').check();
  await expect(hanging).toBeVisible();
  await hanging.getByRole('textbox').fill('Words of the first.');
  await expect(first.getByText('Saved.', { exact: true })).toBeVisible({ timeout: 30_000 });

  const second = await windowOf(browser, server, two);
  await second.goto(`/questionnaires/${id}/answer?all=yes`);
  await expect(second.locator('[data-question="q2"]').getByRole('textbox')).toHaveValue('Words of the first.');
  // Each choice of a table stands below its heading: beside it, one would tick the wrong column.
  const table = second.locator('[data-question="q5"] table');
  const middles = await table.evaluate((of) =>
    [...of.querySelectorAll('thead th')].map((heading, i) => {
      const words = document.createRange();
      words.selectNodeContents(heading);
      const boxes = [words, of.querySelectorAll('tbody tr:first-child input')[i]!].map((x) =>
        x.getBoundingClientRect(),
      );
      return Math.abs(boxes[0]!.x + boxes[0]!.width / 2 - boxes[1]!.x - boxes[1]!.width / 2);
    }),
  );
  expect(middles.length).toBeGreaterThan(1);
  expect(Math.max(...middles)).toBeLessThan(3);
  await second.locator('[data-question="q7"]').getByRole('textbox').fill('12');
  await expect(second.getByText('Saved.', { exact: true })).toBeVisible({ timeout: 30_000 });
  await second.getByRole('button', { name: 'Send my answers' }).click();
  await expect(second.getByText('Your answers were sent.')).toBeVisible();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('Visitors keep what they type too, by the small script of their pages', async ({ browser, server }) => {
  const id = await aQuestionnaire(server.sql, { anonymous: true });
  const person = await aPerson(server.sql);
  const page = await windowOf(browser, server, person);
  await page.goto(`/questionnaires/${id}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/key=/);
  const visitor = await windowOf(browser, server, null);
  await visitor.goto(`${page.url()}&all=yes`);
  await expect(visitor.locator('form[data-kept]')).toBeVisible();
  await visitor.locator('[data-question="q7"]').getByRole('textbox').fill('7');
  await expect(visitor.getByText('Saved.', { exact: true })).toBeVisible({ timeout: 30_000 });
  await visitor.reload();
  await expect(visitor.locator('[data-question="q7"]').getByRole('textbox')).toHaveValue('7');
  expect(visitor.complaints).toEqual([]);
});

test('What is typed when the page is left, the server is busy or the network is down is there again', async ({
  browser,
  server,
}) => {
  const id = await aQuestionnaire(server.sql);
  const page = await windowOf(browser, server, await aPerson(server.sql));
  await page.goto(`/questionnaires/${id}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/answer/);
  await page.goto(`/questionnaires/${id}/answer?all=yes`);
  await expect(page.locator('form[data-kept]')).toBeVisible();
  const figure = page.locator('[data-question="q7"]').getByRole('textbox');
  const stored = async () => {
    const [row] = await server.sql`
      select typed from questionnaire_answer a join questionnaire_response r on r.id = a.response_id
      where r.questionnaire_id = ${id} and question_id = 'q7'`;
    return row?.typed['']?.[0];
  };

  // Held on its way while the page is left: it arrives all the same.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route(/\/field(\?|$)/, async (route) => {
    asked++;
    await held;
    await route.continue().catch(() => {});
  });
  await figure.fill('31');
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.goto('/help');
  release();
  await page.unroute(/\/field(\?|$)/);
  await page.goto(`/questionnaires/${id}/answer?all=yes`);
  await expect(figure).toHaveValue('31');
  await expect.poll(stored, { timeout: 30_000 }).toBe('31');

  // Too much at once: it is said, and sent again when it may be.
  let refusals = 0;
  await page.route(/\/field(\?|$)/, async (route) => {
    if (refusals++ > 0) return route.continue();
    return route.fulfill({ status: 429, headers: { 'Retry-After': '6' }, json: { said: 'Too many at once.' } });
  });
  await figure.fill('32');
  await expect(page.getByText('Too many at once.')).toBeVisible({ timeout: 30_000 });
  await expect.poll(stored, { timeout: 30_000 }).toBe('32');
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.unroute(/\/field(\?|$)/);

  // Nothing goes out: the page says so, and a new one has it again.
  await page.route(/\/field(\?|$)/, (route) => route.abort());
  await figure.fill('33');
  await expect(page.getByText('It is kept in this browser')).toBeVisible({ timeout: 30_000 });
  expect(await stored()).toBe('32');
  await page.reload();
  await expect(figure).toHaveValue('33');
  await page.unroute(/\/field(\?|$)/);
  await page.reload();
  await expect(figure).toHaveValue('33');
  await expect.poll(stored, { timeout: 30_000 }).toBe('33');
  await expect.poll(() => page.evaluate(() => localStorage.length), { timeout: 30_000 }).toBe(0);
  expect(page.complaints.filter((c) => !/Failed to load resource|ERR_FAILED/.test(c))).toEqual([]);
});

for (const look of looks) {
  test(`Nothing for axe to find, ${look.colorScheme} ${look.language}`, async ({ browser, server }) => {
    const { sql } = server;
    const event = await anEvent(sql, { starts: -5, ends: -3 });
    const id = await aQuestionnaire(sql, {
      event: event.id,
      answerers: 'people',
      results: 'public',
      opens: event.startsAt,
    });
    for (let i = 0; i < 5; i++) {
      const reader = await (await aPerson(sql)).reader();
      await sendAnswers(sql, { reader, token: null, key: null }, id, {
        q1: 'o1',
        q3: { '': ['o1', 'o2'] },
        q4: '4',
        q5: { r3: ['o1'] },
        q6: { o1: ['1'], o2: ['2'] },
        q7: '3',
      });
    }
    await server.settled();
    await sql`update person set language = ${look.language} where id = ${event.facilitator.id}`;
    const page = await windowOf(browser, server, event.facilitator, { colorScheme: look.colorScheme });
    await page.goto(`/questionnaires/${id}`);
    await page.locator('main form button').first().click();
    const pages = [
      '',
      '/answer',
      '/answer?all=yes&check=yes',
      '/edit',
      '/questions/q5',
      '/preview',
      '/versions',
      '/results',
      '/typing',
    ];
    for (const path of [
      ...pages.map((p) => `/questionnaires/${id}${p}`),
      '/questionnaires',
      `/questionnaires/new?event=${event.id}`,
      event.path,
    ]) {
      await test.step(path, async () => {
        expect((await page.goto(path))!.status(), path).toBe(200);
        await expect(page.locator('h1').first()).toBeVisible();
        await expectAccessible(page);
      });
    }
    expect(page.complaints).toEqual([]);
  });
}
