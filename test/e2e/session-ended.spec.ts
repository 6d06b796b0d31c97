import { beginSession, endSessions } from '../../app/people/sessions.server';
import { aDiscussion } from '../support/discussions';
import { aPerson } from '../support/people';
import { expect, expectAccessible, test, windowOf } from './support';

test('What was typed stays on the page when the session has ended, and is sent as nobody else unseen', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const d = await aDiscussion(sql);
  const [person, other] = [await aPerson(sql), await aPerson(sql, { name: 'Bilal Demonstration' })];
  const page = await windowOf(browser, server, person);
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  const text = page.getByLabel('Your contribution');
  await text.fill('Typed for an hour (invented).');
  const post = page.getByRole('button', { name: 'Post', exact: true });
  const signIn = async ({ id }: { id: number }) => {
    const [name, value] = (await beginSession(sql, id, 'test', false)).split(';')[0]!.split('=');
    await page.context().addCookies([{ name: name!, value: value!, url: server.url }]);
  };

  await sql.begin((tx) => endSessions(tx, person.id));
  server.wake();
  await expect(page.getByText('The session of this page has ended.')).toBeVisible();
  await post.click();
  const composer = page.locator('#composer');
  await expect(composer.getByText('You have been signed out, and nothing was sent.')).toBeVisible();
  await expect(text).toHaveValue('Typed for an hour (invented).');
  await expect(composer.getByRole('link', { name: 'Sign in in another window' })).toHaveAttribute('target', '_blank');
  await expectAccessible(page);

  await signIn(other);
  await post.click();
  await expect(composer.getByText('You are signed in as \u2068Bilal Demonstration\u2069 now')).toBeVisible();
  await expect(composer.getByRole('button', { name: 'Send as \u2068Bilal Demonstration\u2069' })).toBeVisible();
  await expect(text).toHaveValue('Typed for an hour (invented).');
  // The page of whoever is signed in now does not take its place either: not when somebody looks, nor at what comes.
  server.wake();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(text).toHaveValue('Typed for an hour (invented).');

  await signIn(person);
  await post.click();
  await expect(page.getByRole('article')).toContainText('Typed for an hour (invented).');
  await expect(text).toHaveValue('');
  const written = await sql`select author_id from post where discussion_id = ${d.id}`;
  expect(written.map((p) => p.authorId)).toEqual([person.id]);
  expect(await sql`select from draft where person_id = ${other.id}`).toHaveLength(0);
  expect(page.complaints.filter((c) => !/status of 40[13]/.test(c))).toEqual([]);
});
