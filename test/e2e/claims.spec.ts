import { aConsultationToCode, tagWords, waiveOthers } from '../support/claims';
import { aPerson } from '../support/people';
import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

test('Two people code at once, each sees what the other tags, and a reader finds the claim', async ({
  browser,
  server,
}) => {
  const c = await aConsultationToCode(server.sql, { starts: [-96, -72, -48, 24, 48, 72] });
  const other = await aPerson(server.sql);
  await server.sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${c.id}, ${other.id}, 'facilitator')`;
  const here = `/consultations/${c.id}/claims`;
  const second = await windowOf(browser, server, other);
  await second.goto(`${here}/code?source=post:${c.first}`);
  await expect(second.getByText('Nobody else will pay.')).toBeVisible();

  const first = await windowOf(browser, server, c.facilitator);
  await first.goto(`${here}/code?source=post:${c.first}`);
  await expectAccessible(first);
  await first.getByRole('checkbox', { name: 'Nobody else will pay.' }).check();
  await first.getByLabel('The claim in one sentence').fill('Nobody else pays for shelters.');
  await first.getByRole('button', { name: 'Tag as speaking for it' }).click();
  for (const page of [first, second]) await expect(page.getByText('For claim 1')).toBeVisible();

  await waiveOthers(server.sql, c.coder, c.id);
  await first.goto(here);
  await expectAccessible(first);
  await first.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(first).toHaveURL(`${server.url}/consultations/${c.id}/synthesis`);
  await expectAccessible(first);

  const reader = await windowOf(browser, server, null, { viewport: { width: 390, height: 844 } });
  await reader.goto(`/consultations/${c.id}/synthesis`);
  await expect(reader.getByText('Nobody else pays for shelters.')).toBeVisible();
  await reader.getByRole('link', { name: 'Claim 1', exact: true }).click();
  await expect(reader.getByRole('heading', { name: 'What rests on it' })).toBeVisible();
  await expectAccessible(reader);
  // What speaks against it comes to a page that is open.
  const rows = await server.sql<{ id: number }[]>`select id from claim where consultation_id = ${c.id}`;
  await tagWords(server.sql, c.coder, c.id, { kind: 'post', id: c.second }, 'A budget line is not needed.', {
    claim: rows[0]!.id,
    side: 'against',
    at: new Date(),
  });
  await expect(reader.getByText('Sources differ')).toBeVisible();
  await reader.goto(`/consultations/${c.id}/report`);
  await expectAccessible(reader);
  expect([...first.complaints, ...second.complaints, ...reader.complaints]).toEqual([]);
});
