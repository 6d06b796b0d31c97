import { inviteOrganisation } from '../../app/documents/commands/inviting.server';
import type { Role } from '../../app/documents/document';
import { endMySession } from '../../app/people/commands/account.server';
import { beginSession } from '../../app/people/sessions.server';
import {
  aDocument,
  choose,
  expect,
  heading,
  keptOnDevice,
  openText,
  paragraph,
  put,
  wordsIn,
} from './document-support';
import { test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

test('Two people write at once, see each other and each other’s words, and nothing is lost', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo', 'Partner Office (invented)');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  const [here, there] = [await openText(one, d.write), await openText(two, d.write)];
  await expect(one.getByText('2 people here')).toBeVisible();
  await one.getByText('2 people here').click();
  await expect(one.locator('.present li')).toContainText(['Halima Owner (you)', 'Amina Diallo']);
  await expect(one.locator('.present')).toContainText('Partner Office (invented)');

  await put(one, 'Two provinces report.', 'end');
  await put(two, 'Situation', 'end');
  await expect(one.locator('.caret .flag')).toHaveText('Amina Diallo');
  await Promise.all([one.keyboard.type(' One writes here.'), two.keyboard.type(' of today')]);
  for (const text of [here, there]) {
    await expect(text).toContainText('Two provinces report. One writes here.');
    await expect(text.locator('h2')).toContainText('Situation of today');
  }
  await expect(one.locator('.safety')).toHaveText('Saved');
  await expect.poll(() => d.words()).toBe('Situation of today\nTwo provinces report. One writes here.');

  // Undoing takes back one's own work alone, to the blank beside another's: at once what was typed on end, which on a
  // slow machine is in several parts.
  await put(two, 'report.', 'end');
  await two.keyboard.type(' Now');
  await expect(here).toContainText('report. Now');
  await expect(async () => {
    await one.keyboard.press('Control+z');
    expect(await wordsIn(one)).toBe('Situation of todayTwo provinces report. Now');
  }).toPass();
  await expect.poll(() => d.words()).toBe('Situation of today\nTwo provinces report. Now');
  await expect.poll(() => wordsIn(two)).toBe('Situation of todayTwo provinces report. Now');
  expect(one.complaints).toEqual([]);
  expect(two.complaints).toEqual([]);
});

test('What others write and take out before one’s caret does not move it, and what one has chosen stays chosen', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [paragraph('Two provinces report.', 'p1'), paragraph('The end.', 'p2')]);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  await openText(one, d.write);
  await openText(two, d.write);
  await put(one, 'provinces', 'end');
  await put(two, 'Two', 'start');
  await two.keyboard.type('Now then, ');
  await expect.poll(() => wordsIn(one)).toContain('Now then, Two');
  await one.keyboard.type(' of five');
  await expect.poll(() => d.words()).toBe('Now then, Two provinces of five report.\nThe end.');
  await choose(two, 'Now then, Two provinces');
  await two.keyboard.press('Delete');
  await expect.poll(() => wordsIn(one)).not.toContain('Now');
  await one.keyboard.type(' more');
  await expect.poll(() => d.words()).toBe(' of five more report.\nThe end.');
  // From the very beginning of the text on, too.
  await choose(one, ' of five');
  await put(two, 'report.', 'end');
  await two.keyboard.type(' Later.');
  await expect.poll(() => wordsIn(one)).toContain('Later.');
  await one.keyboard.type('Some');
  await expect.poll(() => d.words()).toBe('Some more report. Later.\nThe end.');
});

test('One goes offline and writes on, comes back, and both have everything', async ({ browser, server }) => {
  const d = await aDocument(server, [heading('Aims', 'aims1'), paragraph('First.', 'p1'), paragraph('Second.', 'p2')]);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  const [here, there] = [await openText(one, d.write), await openText(two, d.write)];

  await one.context().setOffline(true);
  await expect(one.locator('.safety')).toHaveText('Offline. What you write is kept on this device');
  await put(one, 'First.', 'end');
  await one.keyboard.type(' Written without a line.');
  await expect(one.locator('.safety')).toHaveText(/Offline: \d+ changes kept on this device/);
  await expect(one.getByRole('status').filter({ hasText: 'You are offline' })).toBeAttached();
  await put(two, 'Second.', 'end');
  await two.keyboard.type(' Written meanwhile.');
  await expect(there).not.toContainText('without a line');

  await one.context().setOffline(false);
  for (const text of [here, there]) {
    await expect(text).toContainText('First. Written without a line.');
    await expect(text).toContainText('Second. Written meanwhile.');
  }
  await expect(one.locator('.safety')).toHaveText('Saved');
  await expect.poll(() => d.words()).toBe('Aims\nFirst. Written without a line.\nSecond. Written meanwhile.');
});

test('Hundreds of edits on both sides of a lost line come together, and are the same text everywhere', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [heading('Aims', 'aims1'), paragraph('One.', 'p1'), paragraph('Two.', 'p2')]);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  const [here, there] = [await openText(one, d.write), await openText(two, d.write)];
  await one.context().setOffline(true);
  await expect(one.locator('.safety')).toHaveText(/Offline/);
  await put(one, 'One.', 'end');
  await put(two, 'Two.', 'end');
  const words = (sign: string) => Array.from({ length: 50 }, (_, i) => ` ${sign}${i}`).join('');
  await Promise.all([one.keyboard.type(words('a')), two.keyboard.type(words('b'))]);
  await one.keyboard.press('Control+Home');
  await one.keyboard.type('Our ');
  await expect(one.locator('.safety')).toHaveText(/Offline: \d{3} changes kept/);
  await one.context().setOffline(false);
  await expect(one.locator('.safety')).toHaveText('Saved');
  const expected = `Our Aims\nOne.${words('a')}\nTwo.${words('b')}`;
  await expect.poll(() => d.words()).toBe(expected);
  for (const text of [here, there]) await expect(text.locator('p').last()).toContainText('b49');
  for (const text of [here, there]) await expect(text.locator('p').first()).toContainText('a49');
});

test('What was written offline is there when the page is opened again, and goes to the others', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server);
  const one = await windowOf(browser, server, d.owner);
  await openText(one, d.write);
  await one.context().setOffline(true);
  await put(one, 'Two provinces report.', 'end');
  await one.keyboard.type(' Kept on the device.');
  await keptOnDevice(one);
  await one.close();
  await one.context().setOffline(false);
  const again = await one.context().newPage();
  await openText(again, d.write);
  await expect(again.locator('.text')).toContainText('Kept on the device.');
  await expect.poll(() => d.words()).toContain('Kept on the device.');
});

test('Nothing is called kept on the device before the device has stored it', async ({ browser, server }) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  await openText(page, d.write);
  await page.context().setOffline(true);
  await expect(page.locator('.safety')).toHaveText('Offline. What you write is kept on this device');
  await put(page, 'Two provinces report.', 'end');
  // Someone else's transaction on the same store, which does not end until it is let go.
  await page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const store = db.transaction(['updates', 'custom'], 'readwrite').objectStore('custom');
    await new Promise<void>((resolve) => {
      const hold = () => {
        resolve();
        if (document.body.dataset.letGo === undefined) store.get('kept').onsuccess = hold;
        else db.close();
      };
      store.get('kept').onsuccess = hold;
    });
  }, `plenary-text/${d.owner.id}/${d.id}/0`);
  await page.keyboard.type(' Not yet.');
  await expect(page.locator('.safety')).toHaveText('Offline: storing 9 changes on this device');
  await page.evaluate(() => {
    document.body.dataset.letGo = '';
  });
  await expect(page.locator('.safety')).toHaveText('Offline: 9 changes kept on this device');
});

test('The copy on the device is gone after signing out, and not for the next person to find', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const page = await windowOf(browser, server, d.owner);
  const copies = () =>
    page.evaluate(async () =>
      (await indexedDB.databases()).map((b) => b.name).filter((n) => n?.startsWith('plenary-text')),
    );
  await openText(page, d.write);
  expect(await copies()).toEqual([`plenary-text/${d.owner.id}/${d.id}/0`]);
  // Another person at the same device, without signing out in between.
  const [name, value] = amina.cookie.split('=');
  await page.context().addCookies([{ name: name!, value: value!, url: server.url }]);
  await openText(page, d.write);
  expect(await copies()).toEqual([`plenary-text/${amina.id}/${d.id}/0`]);
  await page.goto('/sign-out');
  await page.locator('main').getByRole('button').click();
  await expect(page).not.toHaveURL(/sign-out/);
  await expect.poll(copies).toEqual([]);
});

test('Whoever was signed out elsewhere is told, and finds what was typed after signing in again', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  await openText(page, d.write);
  await page.context().setOffline(true);
  await put(page, 'Two provinces report.', 'end');
  await page.keyboard.type(' Typed before the end.');
  await keptOnDevice(page);
  const reader = await d.owner.reader();
  await endMySession(server.sql, reader, reader.session);
  await page.context().setOffline(false);
  await expect(page.getByRole('alert')).toContainText('You are signed out');
  await expect(page.locator('.text')).toContainText('Typed before the end.');
  const [name, value] = (await beginSession(server.sql, d.owner.id, 'test', false)).split(';')[0]!.split('=');
  await page.context().addCookies([{ name: name!, value: value!, url: server.url }]);
  await openText(page, d.write);
  await expect(page.locator('.text')).toContainText('Typed before the end.');
  await expect.poll(() => d.words()).toContain('Typed before the end.');
});

test('Whoever may write no more is told so, and keeps what was typed as words to copy', async ({ browser, server }) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const page = await windowOf(browser, server, amina);
  await openText(page, d.write);
  await page.context().setOffline(true);
  await put(page, 'Two provinces report.', 'end');
  await page.keyboard.type(' Typed too late.');
  await server.sql`update document_organisation set role = 'commenter' where organisation_id = ${amina.organisation}`;
  await page.context().setOffline(false);
  await expect(page.getByRole('alert')).toContainText('You cannot change this text any more');
  await expect(page.getByRole('textbox', { name: /Words of the parts you changed/ })).toHaveValue(/Typed too late\./);
  expect(await d.words()).not.toContain('Typed too late');
  // Out of the document altogether: nothing of it stays.
  await server.sql`delete from document_person where person_id = ${amina.id}`;
  await page.goto(d.write);
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Joint programme');
});

test('An open text follows the part of its writer at once: proposing, then reading', async ({ browser, server }) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const page = await windowOf(browser, server, amina);
  const text = await openText(page, d.write);
  const give = async (role: Role) => {
    const asked = { document: d.id, organisation: amina.organisation, role };
    await inviteOrganisation(server.sql, await d.owner.reader(), asked, new Date());
  };
  await give('suggester');
  await expect(page.getByText('Your organisation proposes')).toBeVisible();
  await put(page, 'Two provinces report.', 'end');
  await page.keyboard.type(' Proposed.');
  await expect(text.locator('ins', { hasText: 'Proposed.' })).toBeVisible();
  await expect(page.locator('.safety')).toHaveText(/Saved/);
  await give('commenter');
  await expect(page.getByRole('alert')).toContainText('You cannot change this text any more');
  expect(await d.words()).toContain('Proposed.');
});

test('A suggester proposes, and the owner accepts one and rejects another', async ({ browser, server }) => {
  const d = await aDocument(server);
  const bruno = await d.invite('suggester', 'Bruno Keller', 'Proposing Office (invented)');
  const two = await windowOf(browser, server, bruno);
  const there = await openText(two, d.write);
  await expect(two.getByText('Your organisation proposes')).toBeVisible();
  await put(two, 'Two provinces report.', 'end');
  await two.keyboard.type(' Three more follow.');
  await choose(two, 'Two');
  await two.keyboard.press('Delete');
  await expect(there.locator('ins')).toHaveText(' Three more follow.');
  await expect(there.locator('del')).toHaveText('Two');
  await expect(two.locator('.safety')).toHaveText('Saved');

  const one = await windowOf(browser, server, d.owner);
  const here = await openText(one, d.write);
  await one.getByRole('button', { name: /^Suggestions/ }).click();
  const added = one.getByRole('article', { name: 'Add, by Bruno Keller' });
  await expect(added).toContainText('Proposing Office (invented)');
  // The answer comes late: whoever has gone on to something else meanwhile is not taken from there.
  let hold: (goOn: () => void) => void = () => {};
  const held = new Promise<() => void>((resolve) => {
    hold = resolve;
  });
  await one.route('**/suggestions', (route) => hold(() => void route.continue()), { times: 1 });
  await added.getByRole('button', { name: 'Accept' }).click();
  const goOn = await held;
  const elsewhere = one.getByRole('button', { name: 'Find in the text' });
  await elsewhere.focus();
  goOn();
  await expect(one.getByRole('status').filter({ hasText: 'Accepted.' })).toBeAttached();
  await expect(here.locator('ins')).toHaveCount(0);
  await expect(elsewhere).toBeFocused();
  await expect(here).toContainText('report. Three more follow.');
  await one.getByRole('article', { name: 'Remove, by Bruno Keller' }).getByRole('button', { name: 'Reject' }).click();
  await expect(here.locator('del')).toHaveCount(0);
  await expect.poll(() => d.words()).toBe('Situation\nTwo provinces report. Three more follow.');
  await expect(there).toHaveText(/Two provinces report\. Three more follow\./);
});

test('An editor can propose instead of writing, and write again', async ({ browser, server }) => {
  const d = await aDocument(server);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await page.getByRole('button', { name: 'Suggest', exact: true }).click();
  await put(page, 'Two provinces report.', 'end');
  await page.keyboard.type(' Proposed.');
  await expect(text.locator('ins')).toHaveText(' Proposed.');
  await page.getByRole('button', { name: 'Suggest', exact: true }).click();
  await put(page, 'Situation', 'end');
  await page.keyboard.type(' now');
  await expect(text.locator('h2')).toHaveText('Situation now');
  await expect(text.locator('ins')).toHaveText(' Proposed.');
});
