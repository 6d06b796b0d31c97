import { PDFDocument } from '@cantoo/pdf-lib';
import { keepDraft } from '../../app/discussions/drafts.server';
import { writePost } from '../../app/discussions/posting.server';
import { aDiscussion, aPostForm } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';
import { aWire } from '../support/wire';
import { expect, expectAccessible, test, windowOf } from './support';

test('A contribution is written, kept as a draft on the way, and arrives with everyone who is reading', async ({
  browser,
  server,
}) => {
  const organisation = await anOrganisation(server.sql, { name: 'Shelter network (invented)' });
  const d = await aDiscussion(server.sql, { title: 'Who answers a hotline at night?' });
  const author = await aPerson(server.sql, { name: 'Ada Demonstration', organisation });
  const reader = await aPerson(server.sql, { name: 'Bo Demonstration' });

  const [writing, reading, visiting] = await Promise.all([
    windowOf(browser, server, author),
    windowOf(browser, server, reader),
    windowOf(browser, server, null),
  ]);
  await Promise.all([writing.goto(d.path), reading.goto(d.path), visiting.goto(d.path)]);
  await expect(reading.getByText('3 people reading now')).toBeVisible();
  await expect(visiting.getByText('3 people reading now')).toBeVisible();

  await writing.getByLabel('Your contribution').fill('Two volunteers, **one phone**, and a list of interpreters.');
  await expect(writing.getByText('Draft saved on the server')).toBeVisible();
  await writing.reload();
  await expect(writing.getByLabel('Your contribution')).toHaveValue(/one phone/);
  await writing.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(writing.getByRole('article')).toContainText('Two volunteers, one phone');
  await expect(writing.getByLabel('Your contribution')).toHaveValue('');

  // What is new waits until it is asked for: nothing moves under the reader's eyes.
  for (const window of [reading, visiting]) {
    await expect(window.getByRole('article')).toHaveCount(0);
    await window.getByRole('button', { name: '1 new post' }).click();
    await expect(window.getByRole('article')).toContainText('Shelter network (invented)');
    await expect(window.getByRole('article')).toHaveCount(1);
  }

  await reading.getByRole('button', { name: 'Agree' }).click();
  await expect(reading.getByRole('button', { name: 'Agree' })).toHaveAttribute('aria-pressed', 'true');
  await expect(visiting.getByText('Agree · 1')).toBeVisible();
  expect([...writing.complaints, ...reading.complaints, ...visiting.complaints]).toEqual([]);
});

test('What one is typing survives new posts, other people’s edits and a lost connection, and nothing comes twice', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  const other = await (await aPerson(server.sql, { name: 'Other Demonstration' })).reader();
  await writePost(server.sql, other, aPostForm(d.id, 'Here before.'), new Date());
  const wire = await aWire(server.url);
  const page = await windowOf(browser, { ...server, url: wire.url }, author);
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  const text = page.getByLabel('Your contribution');
  await text.fill('Half a thought');
  await writePost(server.sql, other, aPostForm(d.id, 'First, from elsewhere.'), new Date());
  server.wake();
  await expect(page.getByRole('button', { name: '1 new post' })).toBeVisible();
  await expect(text).toHaveValue('Half a thought');

  wire.cut();
  await expect(page.getByText('The connection is lost')).toBeVisible({ timeout: 40_000 });
  await writePost(server.sql, other, aPostForm(d.id, 'Second, while nobody heard.'), new Date());
  server.wake();
  wire.mend();
  await expect(page.getByRole('button', { name: '2 new posts' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: '2 new posts' }).click();
  await expect(page.getByRole('article')).toHaveCount(3);
  await expect(page.getByRole('article').nth(2)).toContainText('Second, while nobody heard.');
  await expect(text).toHaveValue('Half a thought');
  await page.close();
  await wire.close();
});

test('What is typed and posted while the network is away is posted once when it is back, and the box is empty', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const page = await windowOf(browser, server, await aPerson(server.sql));
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  await page.context().setOffline(true);
  const text = page.getByLabel('Your contribution');
  await text.fill('Written on a train.');
  // The draft is tried and fails as well: it must not overtake the post when both can go.
  await page.waitForEvent('requestfailed', (request) => request.url().endsWith('/draft'));
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.context().setOffline(false);
  await expect(page.getByRole('article')).toContainText('Written on a train.');
  await expect(text).toHaveValue('');
  await expect(page.getByRole('article')).toHaveCount(1);
  expect(await server.sql`select 1 from post where discussion_id = ${d.id}`).toHaveLength(1);
  expect(await server.sql`select 1 from draft where discussion_id = ${d.id}`).toHaveLength(0);
  await page.close();
});

test('Whoever loses access is put out at once, and reads nothing more', async ({ browser, server }) => {
  const organisation = await anOrganisation(server.sql);
  const d = await aDiscussion(server.sql, { readers: 'invited', invited: [organisation] });
  const person = await aPerson(server.sql, { organisation });
  const page = await windowOf(browser, server, person);
  await page.goto(d.path);
  await expect(page.getByText('1 person reading now')).toBeVisible();
  await server.sql.begin(async (tx) => {
    await tx`delete from discussion_invitation where discussion_id = ${d.id}`;
    await tx`insert into announcement (what, ids) values ('discussion.audience-changed', ${tx.json({ discussion: d.id })})`;
  });
  server.wake();
  await expect(page.getByRole('heading', { name: 'There is nothing here for you' })).toBeVisible();
});

test('A phase closes at its instant before everyone’s eyes, and what is sent a moment later is kept as a draft', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql, { phases: [{ opens: -1, closes: 15 / 3600 }] });
  const [phase] = await server.sql<{ closesAt: Date }[]>`select closes_at from phase where discussion_id = ${d.id}`;
  await server.sql`insert into due (at, deed, about) values (${phase!.closesAt}, 'tell-instant', ${server.sql.json({ discussion: d.id })})`;
  server.wake();
  const author = await aPerson(server.sql);
  const [page, visiting] = await Promise.all([windowOf(browser, server, author), windowOf(browser, server, null)]);
  await Promise.all([page.goto(d.path), visiting.goto(d.path)]);
  await page.getByLabel('Your contribution').fill('One moment too late.');
  await expect(page.getByText('Draft saved on the server')).toBeVisible();
  await expect(page.getByText('Closed, synthesis to come')).toBeVisible();
  await expect(visiting.getByText('Closed, synthesis to come')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Your contribution')).toHaveValue('One moment too late.');
});

test('Without JavaScript one reads, writes, replies, keeps a draft, edits and withdraws', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql, { name: 'Cleo Demonstration' });
  const page = await windowOf(browser, server, author, { javaScriptEnabled: false });
  await page.goto(d.path);
  await page.getByLabel('Your contribution').fill('A first line.');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByLabel('Your contribution')).toHaveValue('A first line.');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('article')).toContainText('A first line.');
  await page.getByRole('link', { name: 'Reply' }).click();
  await expect(page.locator('#composer')).toContainText('In reply to Cleo Demonstration');
  await page.getByLabel('Your contribution').fill('A second, in reply.');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.getByRole('article').nth(1).getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Your contribution').fill('A second, in reply, and clearer.');
  await page.getByRole('button', { name: 'Save the new version' }).click();
  await expect(page.getByRole('article').nth(1)).toContainText('and clearer');
  await page.getByRole('article').nth(1).getByRole('link', { name: 'Withdraw my words' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /Withdraw/ }).click();
  await expect(page).toHaveURL(/#post-\d+$/);
  await expect(page.getByRole('article').nth(1)).toContainText('withdrawn by its author');
  await expect(page.getByText('and clearer')).toHaveCount(0);
});

test('What one types before the scripts run is kept, where a draft stood already too', async ({ browser, server }) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  const reader = await author.reader();
  const post = await writePost(server.sql, reader, aPostForm(d.id, 'What was posted.'), new Date());
  const draft = { discussion: d.id, inReplyTo: null, body: 'The draft of yesterday.', language: 'en' };
  await keepDraft(server.sql, reader, draft);
  const page = await windowOf(browser, server, author);
  /** Opens an address whose scripts come only once `before` is through, and waits until they have taken over. */
  const slowly = async (path: string, before: () => Promise<void>) => {
    let come = () => {};
    const through = new Promise<void>((done) => {
      come = done;
    });
    await page.route('**/assets/*.js', async (route) => {
      await through;
      await route.continue();
    });
    await page.goto(path, { waitUntil: 'commit' });
    await before();
    come();
    await page.waitForFunction(() =>
      Object.keys(document.querySelector('textarea')!).some((name) => name.startsWith('__reactProps')),
    );
    await page.unroute('**/assets/*.js');
  };
  const text = page.getByLabel('Your contribution');
  const language = page.getByLabel('Language of your text');

  await slowly(d.path, async () => {
    await expect(text).toHaveValue('The draft of yesterday.');
    await text.fill('The draft of yesterday, and a thought of today.');
    await language.selectOption('fr');
  });
  await expect(text).toHaveValue('The draft of yesterday, and a thought of today.');
  await expect(language).toHaveValue('fr');
  const bodies = async () =>
    await server.sql<{ body: string; language: string }[]>`
      select body, language from draft where person_id = ${author.id}`;
  await expect.poll(bodies).toEqual([{ body: 'The draft of yesterday, and a thought of today.', language: 'fr' }]);

  // Emptied: it stays so on the screen; what is stored goes only once one types.
  await slowly(d.path, () => text.fill(''));
  await expect(text).toHaveValue('');
  await text.fill('Anew.');
  await expect.poll(bodies).toEqual([{ body: 'Anew.', language: 'fr' }]);

  await slowly(`/posts/${post.id}/edit`, () => text.fill('What was posted, and mended.'));
  await expect(text).toHaveValue('What was posted, and mended.');
  await page.getByRole('button', { name: 'Save the new version' }).click();
  await expect(page.getByRole('article')).toContainText('and mended');
  expect(page.complaints).toEqual([]);
});

test('Files are kept with a draft while one types, taken out, and posted once', async ({ browser, server }) => {
  const author = await aPerson(server.sql);
  const pdf = await PDFDocument.create();
  pdf.addPage();
  const buffer = Buffer.from(await pdf.save());
  const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer });
  for (const javaScriptEnabled of [true, false]) {
    const d = await aDiscussion(server.sql);
    const page = await windowOf(browser, server, author, { javaScriptEnabled });
    await page.goto(d.path);
    const text = page.getByLabel('Your contribution');
    const kept = page.getByRole('list', { name: 'Files kept with your draft' });
    await text.fill('With files.');
    await page.getByLabel('Files', { exact: true }).setInputFiles([file('one.pdf'), file('two.pdf')]);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(kept.getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Remove one.pdf' }).click();
    await expect(kept.getByRole('listitem')).toHaveText([/two\.pdf/]);
    if (javaScriptEnabled) {
      await expectAccessible(page);
      for (const words of ['', 'With a file.']) {
        await text.fill(words);
        await expect
          .poll(() => server.sql`select body from draft where person_id = ${author.id}`)
          .toEqual([{ body: words }]);
      }
      await page.reload();
    } else await text.fill('With a file.');
    await expect(kept.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    const article = page.getByRole('article').last();
    await expect(article).toContainText('With a file.');
    await expect(article.getByRole('link', { name: /\.pdf/ })).toHaveText(['two.pdf']);
    await expect(kept).toHaveCount(0);
    expect(page.complaints).toEqual([]);
  }
});

test('An empty text is refused beside the field; a text that is sent in vain is still there', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const author = await aPerson(server.sql);
  for (const javaScriptEnabled of [true, false]) {
    const page = await windowOf(browser, server, author, { javaScriptEnabled });
    await page.goto(d.path);
    await page.getByLabel('Your contribution').fill('   ');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
  }
});

test('A quoted selection answers its post; quoted into what is being written, it says whose words it holds', async ({
  browser,
  server,
}) => {
  const d = await aDiscussion(server.sql);
  const [anna, bilal] = [
    await aPerson(server.sql, { name: 'Anna Demonstration' }),
    await aPerson(server.sql, { name: 'Bilal Demonstration' }),
  ];
  const one = await writePost(server.sql, await anna.reader(), aPostForm(d.id, 'First words. More words.'), new Date());
  const two = await writePost(server.sql, await bilal.reader(), aPostForm(d.id, 'Other words.'), new Date());
  const page = await windowOf(browser, server, await aPerson(server.sql));
  await page.goto(d.path);
  const text = page.getByLabel('Your contribution');
  await page.locator(`#post-${one.id} .words p`).evaluate((p) => {
    const range = document.createRange();
    range.setStart(p.firstChild!, 0);
    range.setEnd(p.firstChild!, 'First words.'.length);
    window.getSelection()!.removeAllRanges();
    window.getSelection()!.addRange(range);
  });
  await page.locator(`#post-${one.id}`).getByRole('link', { name: 'Quote' }).click();
  await expect(text).toHaveValue('> First words.\n\n');
  await expect(page.locator('#composer input[name=inReplyTo]')).toHaveValue(String(one.id));
  await expect(page.locator('#composer')).toContainText('Anna Demonstration');
  await page.locator(`#post-${two.id}`).getByRole('link', { name: 'Quote' }).click();
  await expect(text).toHaveValue(/^> First words\.\n\nBilal Demonstration:\n\n> Other words\./);
  await expect(page.locator('#composer input[name=inReplyTo]')).toHaveValue(String(one.id));
});

test('A selection is quoted, formatting can be asked for, and names are offered after @', async ({
  browser,
  server,
}) => {
  await anOrganisation(server.sql, { handle: 'night-line', name: 'Night Line (invented)' });
  const d = await aDiscussion(server.sql);
  const other = await (await aPerson(server.sql)).reader();
  await writePost(server.sql, other, aPostForm(d.id, 'First sentence. Second sentence.'), new Date());
  const page = await windowOf(browser, server, await aPerson(server.sql));
  await page.goto(d.path);
  const text = page.getByLabel('Your contribution');
  await page.getByRole('link', { name: 'Quote' }).click();
  await expect(text).toHaveValue(/^> First sentence\. Second sentence\./);
  await text.press('End');
  await text.pressSequentially('Ask @nig');
  await page.getByRole('button', { name: 'Night Line (invented)' }).click();
  await expect(text).toHaveValue(/Ask @night-line /);
  await page.getByRole('button', { name: 'Formatting' }).click();
  const editor = page.locator('.ProseMirror');
  await expect(editor.locator('blockquote')).toContainText('First sentence.');
  await editor.press('ControlOrMeta+End');
  await editor.pressSequentially(' and say ');
  await page.getByRole('button', { name: /Bold/ }).click();
  await editor.pressSequentially('when');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('article').nth(1).locator('strong').last()).toHaveText('when');
  await expect(page.getByRole('article').nth(1)).toContainText('@Night Line (invented)');
  expect(page.complaints).toEqual([]);
});
