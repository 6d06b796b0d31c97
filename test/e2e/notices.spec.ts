import { randomUUID } from 'node:crypto';
import { writePost } from '../../app/discussions/posting.server';
import { saveNews } from '../../app/notices/commands/news.server';
import { leavePath } from '../../app/notices/leaving.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 240_000 });
test.use({ actionTimeout: 60_000 });

test('a notice comes while one reads something else, is counted in the frame, and leads to its post', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const d = await aDiscussion(sql, { title: 'On shelters (invented)' });
  const reader = await aPerson(sql);
  const author = await aPerson(sql, { name: 'Amina Demonstration' });
  const page = await windowOf(browser, server, reader);
  const named = async (words: string) => {
    await writePost(sql, await author.reader(), aPostForm(d.id, `${words} @${reader.handle}`), new Date());
    server.wake();
  };
  const notices = page.getByRole('navigation', { name: 'Search and account' }).getByRole('link', { name: /Notices/ });

  // A page that listens to nothing by itself.
  await page.goto('/glossary');
  await page.waitForLoadState('networkidle');
  await named('Once');
  await expect(notices).toContainText('1 unread notice', { timeout: 30_000 });
  // And one that does.
  await page.goto(d.path);
  await page.waitForLoadState('networkidle');
  await named('Twice');
  await expect(notices).toContainText('2 unread notices', { timeout: 30_000 });

  await notices.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notices' })).toBeVisible();
  // The list itself, too. What is told before its socket stands is told to nobody: the server says when it does.
  const mentions = page.getByRole('link', { name: /Amina Demonstration.*mentions you/ });
  const listening = new Promise<void>((stands) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => String(payload).startsWith('40') && stands()),
    );
  });
  await page.reload();
  await expect(mentions).toHaveCount(2);
  await listening;
  await named('Thrice');
  await expect(mentions).toHaveCount(3, { timeout: 30_000 });
  await expect(notices).toContainText('3 unread notices', { timeout: 30_000 });
  await mentions.first().click();
  await expect(page).toHaveURL(/\/discussions\/\d+\/.*#post-\d+$/);
  await expect(notices).toContainText('2 unread notices', { timeout: 30_000 });
  await page.goto('/notices');
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(notices).not.toContainText('unread');
  expect(page.complaints).toEqual([]);
});

test('how much one wants to hear is chosen where one reads, and on one page for all', async ({ browser, server }) => {
  const { sql } = server;
  const d = await aDiscussion(sql, { title: 'On labels (invented)' });
  const reader = await aPerson(sql);
  const page = await windowOf(browser, server, reader);
  await page.goto(d.path);
  await page.getByLabel('What you are told of this').selectOption('digest');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/discussions/${d.id}/`));
  await expect(page.getByLabel('What you are told of this')).toHaveValue('digest');
  await page.goto('/notices/following');
  await page.getByLabel('What you are told of this').selectOption('everything');
  await page.getByRole('button', { name: /Save.*On labels \(invented\)/ }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByLabel('Digests').selectOption('weekly');
  await page.getByLabel('Send me news of the initiative').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Your choice about mail is saved.')).toBeVisible();
  await expect(page.getByLabel('Send me news of the initiative')).toBeChecked();
  expect(page.complaints).toEqual([]);
});

test('an announcement is written, looked at and sent, and its page says how far it is by itself', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const people = await Promise.all(Array.from({ length: 12 }, () => aPerson(sql)));
  await sql`update person set news_since = now() where id = any(${people.map((p) => p.id)}::bigint[])`;
  const page = await windowOf(browser, server, await aPerson(sql, { secretariat: true }));
  await page.goto('/notices');
  await page.getByRole('link', { name: 'Announcements' }).click();
  await page.getByRole('link', { name: 'Write an announcement' }).click();
  const english = page.getByRole('group', { name: 'English' }).first();
  await english.getByLabel(/Subject/).fill('A new programme (invented)');
  await english.getByLabel(/Text/).fill('It begins in spring.');
  await page.getByRole('button', { name: 'Save and preview' }).click();
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from person where news_since is not null and state = 'active'`;
  await page.getByRole('button', { name: `Send to ${row!.n} people` }).click();
  server.wake();
  await expect(page.getByText(`${row!.n} of ${row!.n} mails have left.`)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Sent', exact: true })).toBeVisible();
  expect(page.complaints).toEqual([]);
});

for (const look of [
  { name: 'light', language: 'en', colorScheme: 'light' },
  { name: 'dark, from right to left', language: 'ar', colorScheme: 'dark' },
] as const)
  test(`the pages are open to everyone: ${look.name}`, async ({ browser, server }) => {
    const { sql } = server;
    const d = await aDiscussion(sql, { title: 'On work (invented)' });
    const secretariat = await aPerson(sql, { secretariat: true, language: look.language });
    const author = await aPerson(sql);
    await writePost(sql, await author.reader(), aPostForm(d.id, `For @${secretariat.handle}.`), new Date());
    await sql`insert into follow (person_id, activity, activity_id, level, chosen) values (${secretariat.id}, 'discussion', ${d.id}, 'digest', true)`;
    await sql`insert into mail_stopped (address, status) values (${secretariat.email}, '5.1.1')`;
    server.wake();
    await server.settled();
    const texts = [{ language: 'en' as const, subject: 'News (invented)', body: 'Some.\n\nMore.' }];
    const input = { sectors: [], regions: [], languages: [], texts, version: 0, once: randomUUID() };
    const news = await saveNews(sql, await secretariat.reader(), null, input);
    const path = await sql.begin((tx) => leavePath(tx, secretariat.id, 'digest'));
    const page = await windowOf(browser, server, secretariat, { colorScheme: look.colorScheme });
    const places = [
      '/notices',
      '/notices/following',
      '/announcements',
      '/announcements/new',
      `/announcements/${news}`,
      path,
      d.path,
    ];
    for (const place of places) {
      await page.goto(place);
      await expectAccessible(page);
    }
    const visitor = await windowOf(browser, server, null, { colorScheme: look.colorScheme, locale: look.language });
    await visitor.goto(path);
    await expectAccessible(visitor);
    expect([...page.complaints, ...visitor.complaints]).toEqual([]);
  });
