import { aCall, aPilot } from '../support/calls';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

test('A focal point hands a pilot in from a phone, the secretariat sees it come, and after the close a reviewer scores it by keyboard', async ({
  browser,
  server,
}) => {
  const now = new Date();
  const call = await aCall(server.sql, now);
  const pilot = await aPilot(server.sql, call, now, { next: 'save', aims: '', total: '60000' });
  const desk = await windowOf(browser, server, call.secretariat);
  await desk.goto(call.path);
  await expect(desk.getByText('Nothing to see here yet.')).toBeVisible();

  const phone = await windowOf(browser, server, call.focal, { viewport: { width: 360, height: 740 } });
  await phone.goto(`${pilot.path}/edit`);
  await expectAccessible(phone);
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await phone.locator('textarea[name=novelty]').fill('Opened by neighbours, who are paid for it.');
  await phone.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(phone.getByText('The amounts come to 50000: 10000 is missing.').first()).toBeVisible();
  await expect(phone.locator('textarea[name=novelty]')).toHaveValue('Opened by neighbours, who are paid for it.');
  await phone.locator('textarea[name=aims]').fill('Twelve beds above a bakery.');
  await phone.locator('input[name=total]').fill('50000');
  await phone.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(phone.getByText('It is submitted.')).toBeVisible();
  // Told without asking.
  await expect(desk.getByRole('link', { name: 'Beds above the bakery (invented)' })).toBeVisible();

  await server.sql`
    update pilot_call set closes_at = now() - interval '1 minute' where id = ${call.id}`;
  await server.sql`
    insert into due (at, deed, about) values (now(), 'pilot-call-instant', ${server.sql.json({ call: call.id })})`;
  await expect(phone.getByText('Reviewers are scoring it.')).toBeVisible();

  const reviewer = await windowOf(browser, server, call.reviewers[0]!);
  await reviewer.context().addCookies([{ name: 'lang', value: 'ar', url: server.url }]);
  await server.sql`update person set language = 'ar' where id = ${call.reviewers[0]!.id}`;
  await reviewer.goto(`${pilot.path}/review`);
  await expect(reviewer.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(reviewer);
  const marks = reviewer.locator('form input[type=radio][value="3"]');
  await expect(marks).toHaveCount(16);
  for (const mark of await marks.all()) {
    await mark.focus();
    await reviewer.keyboard.press('Space');
    await expect(mark).toBeChecked();
  }
  await reviewer.locator('button[name=next][value=submit]').focus();
  await reviewer.keyboard.press('Enter');
  await expect(reviewer.locator('h2#summary')).toBeVisible();
  await expect(desk.getByText('16 of 16 mostly or fully met')).toBeVisible();
  await phone.goto(pilot.path);
  await expect(phone.getByText('Reviewers are scoring it.')).toBeVisible();
  await expect(phone.locator('h2#summary')).toHaveCount(0);
  // The form that was refused is reported by the browser as well, and so is a reading that a newer one has overtaken.
  const complaints = [...desk.complaints, ...phone.complaints, ...reviewer.complaints];
  expect(complaints.filter((c) => !/status of 422|AbortError/.test(c))).toEqual([]);
});
