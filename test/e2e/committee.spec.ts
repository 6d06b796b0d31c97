import type { Page } from '@playwright/test';
import { addItem } from '../../app/committee/meetings/agenda.server';
import { makeMinutes } from '../../app/committee/meetings/minutes.server';
import { beginSession, findReader } from '../../app/people/sessions.server';
import { aCommittee, anOpenProposal, hoursAfter, say } from '../support/decisions';
import type { TestServer } from '../support/running';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

async function cookieOf(server: TestServer, handle: string): Promise<string> {
  const [person] = await server.sql<{ id: number }[]>`select id from person where handle = ${handle}`;
  return (await beginSession(server.sql, person!.id, 'test', false)).split(';')[0]!;
}

const meetingOf = async (server: TestServer, slug: string) =>
  (await server.sql<{ id: number }[]>`select id from event where slug = ${slug}`)[0]!.id;

async function lookAt(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    expect((await page.goto(path))!.status(), path).toBe(200);
    for (const closed of await page.locator('main details:not([open]) > summary').all())
      if (await closed.isVisible()) await closed.click();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, path).toBeLessThanOrEqual(0);
  });
}

for (const look of [
  { name: 'light', colorScheme: 'light', language: 'en' },
  { name: 'right to left, dark', colorScheme: 'dark', language: 'ar' },
] as const) {
  test(`Nothing for axe to find at the committee, and nothing wider than a phone, ${look.name}`, async ({
    browser,
    seeded,
  }) => {
    const cookie = await cookieOf(seeded, 'nadia.d');
    const meetings = [
      await meetingOf(seeded, 'committee-session'),
      await meetingOf(seeded, 'committee-preparatory-meeting'),
    ].map((id) => `/committee/meetings/${id}`);
    const { reader } = await findReader(seeded.sql, cookie, false);
    const over = await meetingOf(seeded, 'committee-session');
    await makeMinutes(seeded.sql, seeded.coediting.texts, reader!, over, new Date());
    const own = [
      '/committee',
      '/committee/members',
      '/committee/handover',
      '/committee/letters',
      '/committee/meetings/new',
    ];
    for (const [who, paths] of [
      [null, ['/committee']],
      [{ cookie }, [...own, ...meetings, `/committee/meetings/${over}/minutes`]],
    ] as const) {
      const viewport = { width: 320, height: 640 };
      const page = await windowOf(browser, seeded, who as never, { colorScheme: look.colorScheme, viewport });
      await page.context().addCookies([{ name: 'lang', value: look.language, url: seeded.url }]);
      for (const path of paths) await lookAt(page, path);
      expect(page.complaints).toEqual([]);
      await page.context().close();
    }
  });
}

test('What is written for the next decision on members stays, in its open part, when others say something', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const committee = await aCommittee(sql, 2);
  const { id } = await anOpenProposal(sql, committee, { deadline: hoursAfter(200, new Date()) }, new Date());
  const page = await windowOf(browser, server, committee.secretariat);
  const told = page.waitForEvent('websocket');
  await page.goto('/committee/members');
  await (await told).waitForEvent('framereceived', { timeout: 30_000 }).catch(() => undefined);
  await page.getByText('A member that leaves', { exact: true }).click();
  const reason = page.locator('form:has(input[value="motion-cease"]) textarea[name=reason]');
  await reason.fill('Begun before (invented).');
  const again = page.waitForResponse((answer) => answer.url().includes('/committee/members.data'), { timeout: 30_000 });
  await say(sql, id, committee.members[0]!, 'support', new Date());
  await (await again).finished();
  await expect(reason).toBeVisible();
  await expect(reason).toHaveValue('Begun before (invented).');
});

test('What is put on the agenda is seen at once by a member who has the meeting open', async ({ browser, seeded }) => {
  const id = await meetingOf(seeded, 'committee-preparatory-meeting');
  const page = await windowOf(browser, seeded, { cookie: await cookieOf(seeded, 'mateo.d') } as never);
  await page.goto(`/committee/meetings/${id}`);
  await expect(page.getByRole('heading', { name: 'Agenda' })).toBeVisible();
  const { reader } = await findReader(seeded.sql, await cookieOf(seeded, 'nadia.d'), false);
  const item = { title: 'Put there meanwhile (invented)', language: 'en', minutes: 10, lead: null } as const;
  await addItem(seeded.sql, reader!, id, { ...item, once: crypto.randomUUID() }, new Date());
  await expect(page.getByRole('heading', { name: 'Put there meanwhile (invented)' })).toBeVisible({ timeout: 30_000 });
  expect(page.complaints).toEqual([]);
});
