import { editPost, react, writePost } from '../../app/discussions/posting.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson, type SomePerson } from '../support/people';
import type { TestServer } from '../support/running';
import { aWire } from '../support/wire';
import { expect, test, windowOf } from './support';

/** Writes as many posts as are named, by this person, and tells it. */
async function write(server: TestServer, by: SomePerson, discussion: number, ...bodies: string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const body of bodies)
    ids.push((await writePost(server.sql, await by.reader(), aPostForm(discussion, body), new Date())).id);
  server.wake();
  return ids;
}

const numbered = (n: number, from = 1) => Array.from({ length: n }, (_, i) => `Contribution ${from + i}.`);

test('A visitor’s page: changed posts in their place, hidden words gone, new ones when asked for, in order and once', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  const [first, second] = await write(server, author, d.id, 'As it was.', 'Canary to be hidden.');
  const page = await windowOf(browser, server, null);
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  await page.locator(`#post-${first} .when`).focus();

  await editPost(
    server.sql,
    await author.reader(),
    { post: first!, body: 'As it is.', language: 'en', version: 1 },
    new Date(),
  );
  await hidePost(server.sql, await d.facilitator.reader(), { post: second!, reason: 'Off topic' }, new Date());
  await write(server, author, d.id, 'Third.', 'Fourth.');
  await expect(page.locator(`#post-${first}`)).toContainText('As it is.');
  await expect(page.locator(`#post-${second}`)).toContainText('Off topic');
  await expect(page.getByText('Canary')).toHaveCount(0);
  // What was replaced had the focus, and keeps it.
  await expect(page.locator(`#post-${first} .when`)).toBeFocused();
  await expect(page.getByRole('article')).toHaveCount(2);

  await write(server, author, d.id, 'Fifth.');
  await page.getByRole('button', { name: '3 new posts' }).click();
  await expect(page.getByRole('article')).toHaveCount(5);
  await expect(page.getByRole('article').nth(2)).toContainText('Third.');
  await expect(page.getByRole('article').nth(2)).toBeFocused();
  await expect(page.getByRole('article').nth(4)).toContainText('Fifth.');
  await expect(page.getByRole('button', { name: /new post/ })).toHaveCount(0);

  await react(
    server.sql,
    await (await aPerson(server.sql)).reader(),
    { post: first!, kind: 'insightful', on: true },
    new Date(),
  );
  server.wake();
  await expect(page.locator(`[data-reaction="${first}:insightful"]`)).toHaveText('1');
  expect(page.complaints).toEqual([]);
});

test('A visitor’s page heals after a lost connection: nothing lost, nothing twice, right order, over the page’s end', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  const ids = await write(server, author, d.id, ...numbered(18));
  const wire = await aWire(server.url);
  const page = await windowOf(browser, server, null, { baseURL: wire.url });
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  await write(server, author, d.id, 'Heard before it was lost.');
  await expect(page.getByRole('button', { name: '1 new post' })).toBeVisible();

  wire.cut();
  await hidePost(server.sql, await d.facilitator.reader(), { post: ids[3]!, reason: 'Off topic' }, new Date());
  await write(server, author, d.id, ...numbered(5, 20));
  await server.settled();
  wire.mend();
  await expect(page.getByRole('button', { name: '6 new posts' })).toBeVisible({ timeout: 40_000 });
  await expect(page.locator(`#post-${ids[3]}`)).toContainText('Off topic');
  await expect(page.getByText('Contribution 4.', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: '6 new posts' }).click();
  await expect(page.getByRole('article')).toHaveCount(24);
  const order = await page
    .getByRole('article')
    .evaluateAll((all) => all.map((a) => Number((a as HTMLElement).dataset.ordinal)));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(new Set(order).size).toBe(24);
  // Those beyond the page's end stay when the page is read again, and change in their place.
  await server.sql`insert into announcement (what, ids) values ('discussion.changed', ${server.sql.json({ discussion: d.id })})`;
  const last = await page.getByRole('article').last().getAttribute('id');
  await editPost(
    server.sql,
    await author.reader(),
    { post: Number(last!.slice(5)), body: 'Beyond the end.', language: 'en', version: 1 },
    new Date(),
  );
  server.wake();
  await expect(page.getByRole('article').last()).toContainText('Beyond the end.');
  await expect(page.getByRole('article')).toHaveCount(24);
  await page.close();
  await wire.close();
});

test('What happened between the making of a page and its joining is there', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  const [post] = await write(server, author, d.id, 'As it was.');
  const page = await windowOf(browser, server, null);
  await page.route('**/assets/island-*.js', async (route) => {
    await editPost(
      server.sql,
      await author.reader(),
      { post: post!, body: 'Changed meanwhile.', language: 'en', version: 1 },
      new Date(),
    );
    await write(server, author, d.id, 'New meanwhile.');
    await server.settled();
    await route.continue();
  });
  await page.goto(d.path);
  await expect(page.locator(`#post-${post}`)).toContainText('Changed meanwhile.');
  await expect(page.getByRole('button', { name: '1 new post' })).toBeVisible();
});

test('On an earlier page what is new does not disturb', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  await write(server, author, d.id, ...numbered(22));
  const [page, control] = [await windowOf(browser, server, null), await windowOf(browser, server, null)];
  await Promise.all([page.goto(`${d.path}?page=1`), control.goto(`${d.path}?page=2`)]);
  await expect(control.getByText('2 people reading now')).toBeVisible();
  await write(server, author, d.id, 'On the last page.');
  await expect(control.getByRole('button', { name: '1 new post' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(20);
  await expect(page.getByRole('button', { name: /new post/ })).toHaveCount(0);
});

test('Times are said in the visitor’s zone, also in what comes later', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  await write(server, author, d.id, 'Here.');
  const page = await windowOf(browser, server, null, { timezoneId: 'America/New_York' });
  await page.goto(d.path);
  const inNewYork = (at: string) =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'America/New_York',
    }).format(new Date(at));
  const time = page.locator('article .when time');
  await expect(time).toHaveText(inNewYork((await time.getAttribute('datetime'))!));
  await write(server, author, d.id, 'There.');
  await page.getByRole('button', { name: '1 new post' }).click();
  const later = time.nth(1);
  await expect(later).toHaveText(inNewYork((await later.getAttribute('datetime'))!));
});

test('j and k go from post to post, not while one types, and can be done without', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  await write(server, author, d.id, ...numbered(3));
  const page = await windowOf(browser, server, null);
  await page.goto(d.path);
  for (const n of [0, 1, 2, 2]) {
    await page.keyboard.press('j');
    await expect(page.getByRole('article').nth(n)).toBeFocused();
  }
  await page.keyboard.press('k');
  await expect(page.getByRole('article').nth(1)).toBeFocused();
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('article').nth(1)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search/);
});

test('A page that is no longer for visitors goes from before their eyes', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  await write(server, await aPerson(server.sql), d.id, 'Canary.');
  const page = await windowOf(browser, server, null);
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  await server.sql.begin(async (tx) => {
    await tx`update discussion set readers = 'registered' where id = ${d.id}`;
    await tx`insert into announcement (what, ids) values ('discussion.audience-changed', ${tx.json({ discussion: d.id })})`;
  });
  server.wake();
  await expect(page.getByText('Canary.')).toHaveCount(0);
});
