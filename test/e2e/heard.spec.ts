import { test as base } from '@playwright/test';
import { aReleasedExcerpt, aReleasedTheme, withdrawn } from '../support/room-released';
import { startRoomOn, type TestRoom } from '../support/room-running';
import { startServerOn, type TestServer } from '../support/running';
import { aDocument, expect, heading, openText, paragraph, put } from './document-support';
import { expectAccessible, windowOf } from './support';

base.describe.configure({ timeout: 240_000 });

/** Room and platform beside each other, with the one door between them. */
const test = base.extend<object, { room: TestRoom; server: TestServer }>({
  room: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const room = await startRoomOn(process.env.PLENARY_TEST_DATABASE!);
      await use(room);
      await room.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [
    async ({ room }, use) => {
      const server = await startServerOn(process.env.PLENARY_TEST_DATABASE!, { extras: { door: room.door } });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const text = () => [heading('Situation', 'situ1'), paragraph('They said:', 'para1')];

test('An editor cites what a survivor said: the text gets the reference, readers the words, until they are taken back', async ({
  browser,
  room,
  server,
}) => {
  const said = 'Somebody should sit with us while we wait.';
  const one = await aReleasedExcerpt(room, { words: said });
  await server.hearing.look();
  const d = await aDocument(server, text());
  const page = await windowOf(browser, server, d.owner);
  const words = await openText(page, d.write);
  await put(page, 'They said:', 'end');
  await page.keyboard.press('Control+Alt+c');
  const dialog = page.getByRole('dialog', { name: 'Cite a source' });
  await dialog.getByText('Cite what a survivor said').click();
  await dialog.getByRole('button', { name: said }).click();
  await expect(words.locator('.voice')).toHaveText('A voice: shown when it is read');
  await expect(page.locator('.safety')).toHaveText('Saved');
  expect(await words.textContent()).not.toContain(said);
  expect(await d.words()).not.toContain(said);
  await d.settle();

  // By the router, whose data has no words: they come with the page that is fetched after it.
  await page.goto(`/documents/${d.id}/versions`);
  await page.getByRole('navigation').getByRole('link', { name: 'Read', exact: true }).click();
  await expect(page.locator('article .voice-words')).toHaveText(said);
  await expectAccessible(page);

  await withdrawn(room, one);
  await page.getByRole('navigation').getByRole('link', { name: 'Survivors’ voices', exact: true }).click();
  await expect(page.locator('main .voice-none')).toHaveText('Withdrawn at the contributor’s request');
  await page.goBack();
  await expect(page.locator('article .voice-none')).toHaveText('Withdrawn at the contributor’s request');
  await expect(page.getByText(said)).toHaveCount(0);
});

test('The lead responds to a theme and makes the text final, without a script', async ({ browser, room, server }) => {
  const theme = await aReleasedTheme(room, { words: 'One person to turn to, from beginning to end.' });
  await server.hearing.look();
  const d = await aDocument(server, [
    heading('Situation', 'situ1'),
    { type: 'paragraph', attrs: { id: 'para1' }, content: [{ type: 'voice', attrs: { id: theme.voice } }] },
  ]);
  await d.settle();
  const page = await windowOf(browser, server, d.owner, { javaScriptEnabled: false });
  await page.goto(`/documents/${d.id}`);
  await expect(page.locator('article')).toContainText(theme.words);
  await page.getByRole('link', { name: 'Survivors’ voices', exact: true }).click();
  await page.getByRole('button', { name: 'Make this text final' }).click();
  await expect(page.getByText('A theme that is cited has no response yet.').first()).toBeVisible();
  await page.getByLabel('Done in part').check();
  await page.getByLabel('What you did, or why not').fill('Two towns have such a person now (invented).');
  await page.getByRole('button', { name: 'Save the response' }).click();
  await expect(page.getByText('Two towns have such a person now (invented).').first()).toBeVisible();
  await page.getByRole('button', { name: 'Make this text final' }).click();
  await expect(page.getByText('Final as version').first()).toBeVisible();
});

test('What is taken back goes from every page that is open, of whoever reads it, without a step of theirs', async ({
  browser,
  room,
  server,
}) => {
  const one = await aReleasedExcerpt(room, { words: 'The form was too long for one visit.' });
  const other = await aReleasedExcerpt(room, { words: 'Tea was there, and a chair.' });
  await server.hearing.look();
  const cite = (id: string, voice: string) => ({
    type: 'paragraph',
    attrs: { id },
    content: [{ type: 'voice', attrs: { id: voice } }],
  });
  const d = await aDocument(server, [
    heading('Situation', 'situ1'),
    cite('para1', one.voice),
    cite('para2', other.voice),
    paragraph('They said:', 'para3'),
  ]);
  await d.settle();
  await server.sql`update document set readers = 'public' where id = ${d.id}`;
  const [reader, visitor, chooser] = await Promise.all(
    [d.owner, null, d.owner].map((person) => windowOf(browser, server, person)),
  );
  const list = await visitor!.context().newPage();
  await reader!.goto(`/documents/${d.id}`);
  await visitor!.goto(`/documents/${d.id}`);
  await list.goto('/voices');
  await openText(chooser!, d.write);
  await put(chooser!, 'They said:', 'end');
  await chooser!.keyboard.press('Control+Alt+c');
  await chooser!.getByRole('dialog', { name: 'Cite a source' }).getByText('Cite what a survivor said').click();
  const open = [reader!, visitor!, list, chooser!];
  for (const page of open) {
    await expect(page.locator('.voice-words', { hasText: one.words })).toHaveCount(1);
    await page.evaluate(() => document.body.setAttribute('data-not-loaded-again', ''));
  }
  // A request that comes to nothing just then is no end of it.
  await reader!.route(
    ({ pathname }) => pathname === `/documents/${d.id}`,
    (route) => route.abort(),
    { times: 1 },
  );
  await withdrawn(room, one);
  for (const page of open) {
    await expect(page.getByText(one.words)).toHaveCount(0);
    // What nobody took back stands again.
    await expect(page.locator('.voice-words', { hasText: other.words })).toHaveCount(1);
    await expect(page.locator('body[data-not-loaded-again]')).toHaveCount(1);
  }
  await expect(reader!.locator('article .voice-none')).toHaveText('Withdrawn at the contributor’s request');
  await expect(visitor!.locator('article .voice-none')).toHaveText('Withdrawn at the contributor’s request');
});
