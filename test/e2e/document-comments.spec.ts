import { settleThread, startThread } from '../../app/documents/commands/commenting.server';
import { aDocument, choose, expect, heading, openText, paragraph, put } from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

const blocks = [
  heading('Situation', 'situ1'),
  paragraph('Recruiters promise seasonal work and take away identity papers.', 'para1'),
];

test('A comment survives edits around it, is answered, resolved and opened again', async ({ browser, server }) => {
  const d = await aDocument(server, blocks);
  const carla = await d.invite('commenter', 'Carla Mendes', 'Commenting Office (invented)');
  const two = await windowOf(browser, server, carla);
  await openText(two, d.write);
  const one = await windowOf(browser, server, d.owner);
  const here = await openText(one, d.write);

  // Who may only comment cannot change the text.
  await choose(two, 'seasonal work');
  await two.keyboard.type('x');
  await two.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(two.getByRole('textbox', { name: 'Your comment' })).toBeFocused();
  await two.keyboard.type('On which farms?');
  await two.getByRole('button', { name: 'Post the comment' }).click();
  await expect(two.getByRole('article', { name: 'Comment by Carla Mendes' })).toContainText('On which farms?');
  // The other one sees it without loading the page again.
  const thread = one.getByRole('article', { name: /by Carla Mendes/ });
  await expect(thread).toContainText('On which farms?');
  await expect(thread).toContainText('Commenting Office (invented)');
  await expect(here.locator('.commented')).toHaveText('seasonal work');

  await put(one, 'Recruiters', 'start');
  await one.keyboard.type('Everywhere: ');
  await put(one, 'seasonal', 'end');
  await one.keyboard.type(' and daily');
  await expect(here.locator('.commented')).toHaveText('seasonal and daily work');
  // Dividing the paragraph before the words, and joining it again.
  await put(one, 'promise', 'end');
  await one.keyboard.press('Enter');
  await expect(here.locator('p')).toHaveCount(2);
  await one.reload();
  await openText(one, d.write);
  await expect(one.locator('.text .commented')).toContainText('work');

  await thread.getByRole('button', { name: 'Answer' }).click();
  await one.getByRole('textbox', { name: 'Answer' }).fill('On all of them.');
  await one.getByRole('button', { name: 'Post the answer' }).click();
  await expect(two.getByRole('article', { name: '2 comments, begun by Carla Mendes' })).toContainText(
    'On all of them.',
  );
  await thread.getByRole('button', { name: 'Resolve' }).click();
  await expect(thread).toHaveCount(0);
  await expect(one.locator('.text .commented')).toHaveCount(0);
  await one.getByRole('button', { name: 'Show 1 resolved' }).click();
  await thread.getByRole('button', { name: 'Reopen' }).click();
  await expect(one.locator('.text .commented')).toContainText('work');
});

test('By keyboard alone: from the words to what is said of them, and back', async ({ browser, server }) => {
  const d = await aDocument(server, blocks);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await choose(page, 'identity papers');
  await page.keyboard.press('Control+Alt+m');
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused();
  await page.keyboard.type('Passports too?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const thread = page.getByRole('article', { name: 'Comment by Halima Owner' });
  await expect(thread).toContainText('Passports too?');
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+Alt+j');
  await expect(thread).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(thread.getByRole('button', { name: /Go to the words/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(text).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('identity papers');
  await page.keyboard.press('Control+Alt+k');
  await expect(page.locator('.comments-part')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();
});

test('A comment that is refused says why, and keeps what was typed', async ({ browser, server }) => {
  const d = await aDocument(server, blocks);
  const carla = await d.invite('commenter', 'Carla Mendes');
  const page = await windowOf(browser, server, carla);
  await openText(page, d.write);
  await choose(page, 'seasonal work');
  await page.keyboard.press('Control+Alt+m');
  await page.getByRole('button', { name: 'Post the comment' }).click();
  await expect(page.getByRole('alert')).toHaveText('Write something first.');
  await page.getByRole('textbox', { name: 'Your comment' }).fill('Too late?');
  await server.sql`update document_organisation set role = 'reader' where organisation_id = ${carla.organisation}`;
  await page.getByRole('button', { name: 'Post the comment' }).click();
  await expect(page.locator('.comment-box .mistake')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue('Too late?');
});

test('On the page of comments, what is being written stays while another form is sent and others settle', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, blocks);
  const carla = await d.invite('commenter', 'Carla Mendes');
  const said = (person: typeof d.owner, body: string) =>
    person.reader().then((reader) => {
      const thread = { document: d.id, body, anchor: null, block: '', quote: '' };
      return startThread(server.sql, reader, thread, new Date());
    });
  const { thread: first } = await said(d.owner, 'Which provinces?');
  const { thread: second } = await said(carla, 'Which months?');
  const page = await windowOf(browser, server, carla, { viewport: { width: 360, height: 740 } });
  await page.goto(`/documents/${d.id}/comments`);
  const draft = page.getByRole('textbox', { name: 'Your comment' });
  // Before the scripts run, an answer comes as a whole page, and every form of it is empty.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('[id="comment.body"]')!).some((name) => name.startsWith('__reactProps')),
  );
  await draft.fill('A long thought about all of it.');
  const thread = page.locator(`#thread-${first}`);
  await thread.locator('summary').click();
  const answer = thread.getByRole('textbox');
  await answer.fill('Both in the north.');
  await settleThread(
    server.sql,
    await d.owner.reader(),
    { document: d.id, thread: second, resolved: true },
    new Date(),
  );
  await thread.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(thread.locator('.post')).toHaveCount(2);
  await expect(answer).toHaveValue('');
  await expect(page.locator(`#thread-${second}`)).toHaveCount(0);
  await expect(draft).toHaveValue('A long thought about all of it.');
  await page.getByRole('button', { name: 'Comment', exact: true }).last().click();
  await expect(page.locator('.post', { hasText: 'A long thought about all of it.' })).toBeVisible();
  await expect(draft).toHaveValue('');
});
