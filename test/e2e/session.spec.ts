import type { Page } from '@playwright/test';
import { aPerson } from '../support/people';
import { aSession, started } from '../support/sessions';
import { votesOf } from '../support/statements';
import { expectAccessible, expect as soon, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });
/** Three windows on one machine: each takes its time. */
const expect = soon.configure({ timeout: 30_000 });

const onNow = (page: Page, title: string) => page.getByRole('heading', { level: 2, name: title });
const isAsWideAsItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('A session is led from one window, and followed, voted in and spoken in from a phone', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const session = await started(sql, await aSession(sql, { items: ['question', 'statements', 'floor'] }));
  const [statement] = session.consultation.statements as [number];
  const person = await aPerson(sql);
  const leader = await windowOf(browser, server, session.leader);
  const phone = await windowOf(browser, server, person, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const wall = await windowOf(browser, server, null);
  await leader.goto(`${session.path}/lead`);
  await phone.goto(session.path);
  await wall.goto(`${session.path}/screen`);
  for (const page of [phone, wall]) await expect(onNow(page, 'Item 1: question (invented)')).toBeVisible();

  // What is on is there at once, on the wall of a visitor too, who runs no more than the island.
  await leader.getByRole('button', { name: 'Next item' }).click();
  for (const page of [leader, phone, wall]) await expect(onNow(page, 'Item 2: statements (invented)')).toBeVisible();
  await expectAccessible(phone);
  expect(await isAsWideAsItsWindow(phone)).toBe(true);
  const agree = phone.getByRole('article', { name: 'Statement 1' }).getByRole('button', { name: /^Agree/ });
  await agree.tap();
  await expect(agree).toHaveAttribute('aria-pressed', 'true');
  const votes = () => sql`select choice from consultation_vote where person_id = ${person.id}`;
  await expect.poll(votes).toEqual([{ choice: 1 }]);

  // Figures are there when whoever leads shows them, and move.
  await votesOf(sql, session.consultation.id, 'government', statement, { agree: 20, disagree: 6, pass: 5 });
  await votesOf(sql, session.consultation.id, 'media', statement, { agree: 6, disagree: 20, pass: 5 });
  await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: session.consultation.id })})`;
  await leader.getByRole('button', { name: 'Show the results to all' }).click();
  await expect(leader.getByRole('button', { name: 'Hide the results again' })).toBeVisible();
  for (const page of [phone, wall]) await expect(page.getByRole('rowheader', { name: 'Media' })).toBeVisible();
  await expectAccessible(leader);
  expect(await isAsWideAsItsWindow(phone)).toBe(true);

  // The floor: asked for on the phone, given from the desk.
  await leader.getByRole('button', { name: 'Next item' }).click();
  await expect(onNow(phone, 'Item 3: floor (invented)')).toBeVisible();
  await phone.getByText('Speaking, agenda and more').click();
  await phone.getByRole('button', { name: 'Ask for the floor' }).click();
  await expect(phone.getByText('Your place in the list: 1.')).toBeVisible();
  await leader.getByRole('button', { name: /^Give the floor/ }).click();
  await expect(phone.getByText('You have the floor. Please speak.')).toBeVisible();
  await expect(wall.getByText('Somebody has the floor.')).toBeVisible();
  await expect(wall.getByText(person.name)).toHaveCount(0);
  await expectAccessible(wall);

  await leader.getByText('End the session').click();
  await leader.getByRole('button', { name: 'End it' }).click();
  await expect(phone.getByRole('heading', { name: 'What was asked, and how it came out' })).toBeVisible();
  await expectAccessible(phone);
  for (const page of [leader, phone, wall]) expect(page.complaints).toEqual([]);
});
