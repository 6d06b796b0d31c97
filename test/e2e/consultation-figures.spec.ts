import type { Page } from '@playwright/test';
import { countVoice } from '../../app/consultations/balance/voices.server';
import { publishFigures } from '../../app/consultations/results/publishing.server';
import { aConsultation, aConsultationQuestionnaire, times, voicesOf } from '../support/consultations';
import { anOrganisation, aPerson } from '../support/people';
import { expectAccessible, expect as expectOf, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

/** A busy machine takes its time. */
const expect = expectOf.configure({ timeout: 30_000 });
const phone = { viewport: { width: 360, height: 740 } };

/** Nothing is wider than the window but what scrolls by itself. */
async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

test('Who prepares a consultation sees at once who takes part; everybody can read its balance on a phone', async ({
  browser,
  server,
}) => {
  const { sql } = server;
  const consultation = await aConsultation(sql);
  const radio = await anOrganisation(sql, { name: 'Radio (invented)', sector: 'media', region: '002' });
  await aPerson(sql, { organisation: radio, office: 'focal-point' });
  await sql`
    insert into consultation_target (consultation_id, sector, region, target) values (${consultation.id}, 'media', '002', 3)`;
  const page = await windowOf(browser, server, consultation.facilitator);
  await page.goto(`/consultations/${consultation.id}/balance`);
  await expectAccessible(page);
  await page.getByRole('button', { name: /Invite.*Radio/ }).click();
  await expect(page.getByRole('button', { name: /Invite.*Radio/ })).toHaveCount(0);
  await expect(page.getByText('0 organisations have submitted, of 3 aimed for.')).toBeVisible();

  const visitor = await windowOf(browser, server, null, phone);
  await visitor.goto(`/consultations/${consultation.id}/balance`);
  await expectAccessible(visitor);
  await expectToFit(visitor);

  await sql.begin((tx) => countVoice(tx, consultation.id, { organisationId: radio }, 'submitted', new Date()));
  await expect(page.getByText('1 organisation has submitted, of 3 aimed for.')).toBeVisible();
  expect([...page.complaints, ...visitor.complaints]).toEqual([]);
});

test('Results are read on a phone, in the dark and from right to left', async ({ browser, server }) => {
  const { sql } = server;
  const consultation = await aConsultation(sql, { starts: [-480, -240, -1, 240, 480, 720] });
  const asked = await aConsultationQuestionnaire(sql, consultation);
  const answers = (option: string) => ({ q1: option, q3: ['o1', option], q4: 4, q7: 12 });
  await voicesOf(sql, consultation.id, asked, 'organisations', [
    ...times(7, { sector: 'media', answers: answers('o1') }),
    ...times(6, { sector: 'academia', answers: answers('o2') }),
  ]);
  await sql.begin((tx) => publishFigures(tx as never, consultation.id, new Date()));
  for (const [locale, direction, colorScheme] of [
    ['en', 'ltr', 'light'],
    ['ar', 'rtl', 'dark'],
  ] as const) {
    const page = await windowOf(browser, server, null, { ...phone, locale, colorScheme });
    await page.goto(`/consultations/${consultation.id}/results`);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await expect(page.locator('figure.chart').first()).toBeVisible();
    await expectToFit(page);
    await expectAccessible(page);
    expect(page.complaints).toEqual([]);
  }
});
