import type { Browser, Page } from '@playwright/test';
import type { SomePerson } from '../support/people';
import type { TestServer } from '../support/running';
import { aGuest, aQuestion, aTalk, ended, type SomeTalk } from '../support/talk';
import { expectAccessible, expect as soon, test, windowOf } from './support';

test.describe.configure({ timeout: 400_000 });
/** Five windows on one machine: each takes its time. */
const expect = soon.configure({ timeout: 30_000 });

const question = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });
const upvote = (page: Page, words: string) => page.getByRole('button', { name: new RegExp(`Upvote: ${words}`) });
const words = (page: Page) => page.locator('.asked-list .asked-words').allTextContents();

async function ask(page: Page, text: string, as: 'with' | 'without'): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(text);
  await page.getByLabel(as === 'with' ? 'with your name and organisation' : 'without your name').check();
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Your question' })).toHaveValue('');
}

async function at(browser: Browser, server: TestServer, who: SomePerson | null, place: string, options = {}) {
  const page = await windowOf(browser, server, who, options);
  await page.goto(place);
  return page;
}

test('Questions are asked, wanted, sorted and answered while somebody speaks, and none is forgotten afterwards', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const talk: SomeTalk = await aTalk(sql);
  const one = await at(browser, server, talk.one, talk.live);
  const two = await at(browser, server, talk.two, talk.live);
  const visitor = await at(browser, server, null, talk.live);
  const wall = await at(browser, server, null, `/events/${talk.id}/screen`);
  const moderator = await at(browser, server, talk.facilitator, `/events/${talk.id}/live/moderate`);

  await ask(one, 'Who pays the fees?', 'with');
  await ask(one, 'Is it safe to complain?', 'without');
  await ask(two, 'Who has to pay?', 'with');
  for (const page of [two, visitor]) {
    await expect(question(page, 'Who pays the fees?')).toContainText(talk.one.name);
    await expect(question(page, 'Is it safe to complain?')).toContainText('Without a name');
    await expect(question(page, 'Is it safe to complain?')).not.toContainText(talk.one.name);
  }
  await expect(visitor.getByRole('link', { name: 'Sign in to ask' })).toBeVisible();
  await expect(wall.getByText('Who pays the fees?')).toBeVisible();

  await upvote(one, 'Is it safe to complain').click();
  await upvote(two, 'Is it safe to complain').click();
  await upvote(two, 'Who has to pay').click();
  await expect(upvote(two, 'Who has to pay')).toHaveAttribute('aria-pressed', 'true');
  const order = ['Is it safe to complain?', 'Who has to pay?', 'Who pays the fees?'];
  for (const page of [one, two]) await page.mouse.move(0, 0);
  for (const page of [one, two, visitor]) await expect.poll(() => words(page)).toEqual(order);
  await expect(wall.locator('[data-question] p:first-child')).toHaveText(order);
  await upvote(two, 'Who has to pay').click();
  await expect(upvote(two, 'Who has to pay')).toHaveAttribute('aria-pressed', 'false');
  await upvote(two, 'Who has to pay').click();
  await expect(upvote(two, 'Who has to pay')).toHaveAttribute('aria-pressed', 'true');

  // The moderator makes one of two that ask the same, and says it better; what was asked stays.
  await expect(question(moderator, 'Who has to pay?')).toBeVisible();
  await question(moderator, 'Who has to pay?')
    .getByRole('link', { name: /Answer, reword/ })
    .click();
  await moderator.getByText('Merge into another question').click();
  await moderator.getByLabel('The question that asks the same').selectOption({ label: 'Who pays the fees?' });
  await moderator.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(moderator.getByText('Merged into another question')).toBeVisible();
  await expect(question(two, 'Who has to pay?')).toHaveCount(0);
  await expect(question(two, 'Who pays the fees?')).toContainText('1 question that asks the same');
  await moderator.goto(`/events/${talk.id}/live/moderate`);
  await question(moderator, 'Who pays the fees?')
    .getByRole('link', { name: /Answer, reword/ })
    .click();
  await moderator.getByText('Reword', { exact: true }).click();
  await moderator.getByLabel('The question in other words').fill('Who pays recruitment fees today?');
  await moderator.getByRole('button', { name: 'Save the wording' }).click();
  await expect(question(visitor, 'Who pays recruitment fees today?')).toContainText('Who pays the fees?');

  await moderator.goto(`/events/${talk.id}/live/moderate`);
  await question(moderator, 'Is it safe')
    .getByRole('button', { name: /Put on the screen/ })
    .click();
  await expect(wall.getByRole('heading', { name: 'Is it safe to complain?' })).toBeVisible();
  await expect(question(one, 'Is it safe')).toContainText('On the screen now');
  await question(moderator, 'Is it safe')
    .getByRole('button', { name: /Answered live/ })
    .click();
  await expect(question(visitor, 'Is it safe')).toContainText('Answered live');

  await one.getByRole('button', { name: 'Raise my hand' }).click();
  await expect(one.getByText('Your place in the line: 1.')).toBeVisible();
  await expect(moderator.getByText('1 hand is up')).toBeVisible();
  await moderator
    .getByRole('button', { name: `Call on : ${talk.one.name}` })
    .or(moderator.getByRole('button', { name: /Call on/ }))
    .first()
    .click();
  await expect(one.getByText('You are called on. Please speak.')).toBeVisible();
  await one.getByRole('button', { name: 'Lower my hand' }).click();
  await expect(moderator.getByText('No hand is up')).toBeVisible();

  await moderator.getByText('Prepare a poll').click();
  await moderator.getByLabel('Question', { exact: true }).fill('Is there a law against fees?');
  await moderator.getByLabel('Choices').fill('Yes\nNo\nI do not know');
  await moderator.getByRole('button', { name: 'Keep the poll' }).click();
  await moderator.getByRole('button', { name: /Open the poll/ }).click();
  await expect(wall.getByRole('heading', { name: 'Is there a law against fees?' })).toBeVisible();
  for (const [page, choice] of [
    [one, 'Yes'],
    [two, 'No'],
  ] as const) {
    await page.getByLabel(choice, { exact: true }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('button', { name: 'Change my answer' })).toBeVisible();
  }
  await two.getByLabel('Yes', { exact: true }).check();
  await two.getByRole('button', { name: 'Change my answer' }).click();
  await expect(moderator.getByRole('row', { name: /^Yes/ })).toContainText('100 %');
  await moderator.getByRole('button', { name: /Close the poll/ }).click();
  await moderator.getByRole('button', { name: /Show the results/ }).click();
  for (const page of [one, visitor, wall]) {
    await expect(page.getByRole('table')).toContainText('2 people took part');
    await expect(page.getByRole('row', { name: /^Yes/ })).toContainText('100 %');
  }

  for (const page of [one, visitor, wall, moderator]) await expectAccessible(page);
  for (const page of [one, two, visitor, wall, moderator]) expect(page.complaints).toEqual([]);

  // It is over. One question is neither answered nor anybody's.
  await ended(sql, talk.id);
  await moderator.goto(`/events/${talk.id}/live/close`);
  await moderator.getByRole('button', { name: 'Close and publish' }).click();
  await expect(moderator.getByRole('alert')).toContainText('1 question is neither answered');
  await expectAccessible(moderator);
  await moderator.getByRole('link', { name: /Settle it/ }).click();
  await moderator.getByLabel('Who will answer it').selectOption({ label: talk.speaker.name });
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await moderator.getByLabel('By which day').fill(day);
  await moderator.getByRole('button', { name: 'Give the question to them' }).click();
  await expect(moderator.getByText('Not answered yet')).toBeVisible();
  await expectAccessible(moderator);
  await moderator.goto(`/events/${talk.id}/live/close`);
  await moderator.getByRole('button', { name: 'Close and publish' }).click();
  await expect(moderator.getByText('Closed. The questions stand')).toBeVisible();

  await visitor.goto(talk.path);
  await expect(visitor.getByRole('heading', { name: '2 questions were asked' })).toBeVisible();
  await expect(question(visitor, 'Who pays recruitment fees today?')).toContainText('Not answered yet');
  await expect(question(visitor, 'Who pays recruitment fees today?')).toContainText(talk.speaker.name);
  await expect(question(visitor, 'Is it safe')).toContainText('Answered live');
  await expect(visitor.getByRole('table')).toContainText('2 people took part');

  const speaker = await at(browser, server, talk.speaker, '/for-you');
  await speaker.getByRole('link', { name: /Answer a question that was asked at .*A talk about practice/ }).click();
  await speaker.getByLabel('Answer', { exact: true }).fill('Since last year, the employer.');
  await speaker.getByRole('button', { name: 'Publish the answer' }).click();
  await expect(speaker.getByText('Answered in writing')).toBeVisible();
  await expect
    .poll(async () => {
      await visitor.goto(talk.path);
      return question(visitor, 'Who pays recruitment fees today?').textContent();
    })
    .toContain('Since last year, the employer.');
  await expectAccessible(visitor);
  await speaker.goto('/for-you');
  await expect(
    speaker.getByRole('link', { name: /Answer a question that was asked at .*A talk about practice/ }),
  ).toHaveCount(0);
});

test('Without scripts one asks, upvotes, answers a poll and raises a hand; a moderator sorts, and reads first', async ({
  browser,
  server,
}) => {
  const talk = await aTalk(server.sql, { moderation: 'pre' });
  const plain = { javaScriptEnabled: false };
  const one = await at(browser, server, talk.one, talk.live, plain);
  const moderator = await at(browser, server, talk.facilitator, `/events/${talk.id}/live/moderate`, plain);
  await ask(one, 'Is it heard?', 'with');
  await expect(one.getByText('Your question was taken.')).toBeVisible();
  await expect(one.getByText('Waits for a moderator')).toBeVisible();
  await moderator.reload();
  await expect(moderator.getByRole('heading', { name: '1 question waits for you' })).toBeVisible();
  await moderator.getByRole('button', { name: /Show it/ }).click();
  await one.goto(talk.live);
  await upvote(one, 'Is it heard').click();
  await expect(upvote(one, 'Is it heard')).toHaveAttribute('aria-pressed', 'true');
  await expect(question(one, 'Is it heard?')).toContainText('1 upvote');
  await upvote(one, 'Is it heard').click();
  await expect(upvote(one, 'Is it heard')).toHaveAttribute('aria-pressed', 'false');
  await one.getByRole('button', { name: 'Raise my hand' }).click();
  await expect(one.getByText('Your place in the line: 1.')).toBeVisible();
  await moderator.reload();
  await moderator.getByRole('button', { name: /Call on/ }).click();
  await one.reload();
  await expect(one.getByText('You are called on. Please speak.')).toBeVisible();
  await moderator.getByText('Prepare a poll').click();
  await moderator.getByLabel('Question', { exact: true }).fill('Which of these?');
  await moderator.getByLabel('Choices').fill('This\nThat');
  await moderator.getByLabel('as many as apply').check();
  await moderator.getByRole('button', { name: 'Keep the poll' }).click();
  await moderator.getByRole('button', { name: /Open the poll/ }).click();
  await one.goto(talk.live);
  await one.getByLabel('This', { exact: true }).check();
  await one.getByLabel('That', { exact: true }).check();
  await one.getByRole('button', { name: 'Send' }).click();
  await expect(one.getByText('1 person has answered so far')).toBeVisible();
  await expect(one.getByLabel('That', { exact: true })).toBeChecked();
});

test('Where a survivor speaks nobody’s name stands beside a question', async ({ browser, server }) => {
  const talk = await aTalk(server.sql, { survivorSpeaks: true });
  const one = await at(browser, server, talk.one, talk.live);
  await expect(one.getByText('At this event every question is asked without a name.')).toBeVisible();
  await expect(one.getByLabel('with your name and organisation')).toHaveCount(0);
  await one.getByRole('textbox', { name: 'Your question' }).fill('What would have helped?');
  await one.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(one.getByText('Your question was taken.')).toBeVisible();
  const moderator = await at(browser, server, talk.facilitator, `/events/${talk.id}/live/moderate`);
  await expect(question(moderator, 'What would have helped?')).toContainText('Without a name');
  await expectAccessible(moderator);
});

test('Who registered by mail takes part by the link, and is told live what others do', async ({ browser, server }) => {
  const { sql } = server;
  const talk = await aTalk(sql);
  await aQuestion(sql, talk, talk.one, 'Who pays the fees?');
  const { token, name } = await aGuest(sql, talk.id);
  const guest = await at(browser, server, null, `/registrations?token=${token}`);
  await guest.getByRole('button', { name: 'Ask, upvote and answer polls' }).click();
  await expect(guest.getByText('You take part by the link of your mail')).toBeVisible();
  await expect(upvote(guest, 'Who pays the fees')).toHaveAttribute('aria-pressed', 'false');
  await expect(guest.getByLabel('without your name')).toBeChecked();
  const one = await at(browser, server, talk.one, talk.live);
  await upvote(guest, 'Who pays the fees').click();
  await expect(upvote(guest, 'Who pays the fees')).toHaveAttribute('aria-pressed', 'true');
  await expect(question(one, 'Who pays the fees?')).toContainText('1 upvote');
  await ask(one, 'Is it safe to complain?', 'without');
  await expect(question(guest, 'Is it safe to complain?')).toBeVisible();
  await ask(guest, 'By mail too?', 'without');
  await expect(question(one, 'By mail too?')).toContainText('Without a name');
  await ask(guest, 'And with a name?', 'with');
  await expect(question(one, 'And with a name?')).toContainText(name);
  await expectAccessible(guest);
  await guest.getByText('Take it back').first().click();
  await guest.getByRole('button', { name: 'Take it back' }).click();
  await expect(one.getByRole('heading', { name: /was taken back by whoever asked it/ })).toBeVisible();
  await expect(question(one, 'And with a name?')).toHaveCount(0);
  await guest.getByRole('button', { name: 'Leave on this device' }).click();
  await expect(guest.getByText('Did you register by mail?')).toBeVisible();
  for (const page of [one, guest]) expect(page.complaints).toEqual([]);
});
