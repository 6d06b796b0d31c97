import fs from 'node:fs';
import { readDocx } from '../../app/documents/exchange/read-docx';
import { plainOptions, withProposals } from '../../app/documents/exchange/test-carried';
import { writeDocx } from '../../app/documents/exchange/write-docx';
import { anOrganisation, aPerson } from '../support/people';
import { aDocument, expect, heading, paragraph } from './document-support';
import { expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 180_000 });

const markdown = `# Safe return (invented)

## Aims

More shelters, and *closer* ones.[^1]

| What | When |
| --- | --- |
| Shelters | 2027 |

[^1]: Twelve of them.
`;

test('A Markdown and a Word file come in, are read, and go out as Word', async ({ browser, server }) => {
  const organisation = await anOrganisation(server.sql, { member: true, name: 'Bringing Office (invented)' });
  const focal = await aPerson(server.sql, { organisation, office: 'focal-point' });
  const page = await windowOf(browser, server, focal);

  await page.goto('/documents/import');
  await expectAccessible(page);
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'safe-return.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(markdown),
  });
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.getByRole('heading', { name: 'The document is here' })).toBeVisible();
  await expect(page.getByText('Everything came along.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Read it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Safe return (invented)' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Aims' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Shelters' })).toBeVisible();
  await expect(page.locator('.document em')).toHaveText('closer');
  await expectAccessible(page);

  await page.goto('/documents/import');
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'proposals.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: Buffer.from(await writeDocx(withProposals(), plainOptions)),
  });
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.getByText('tracked changes of the file are suggestions now')).toBeVisible();
  await expect(page.getByText('could not be placed')).toHaveCount(0);
  await expectAccessible(page);
  const address = new URL(page.url()).pathname.replace('/imported', '');
  await page.goto(`${address}/comments`);
  await expect(page.getByText('Proposed in the file by Person 1 (2026-11-21).').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${address}/export`);
  await expectAccessible(page);
  const begun = page.waitForEvent('download');
  await page.getByRole('listitem').filter({ hasText: 'Word (DOCX)' }).getByText('With suggestions').click();
  const download = await begun;
  expect(download.suggestedFilename()).toMatch(/\.docx$/);
  const { document, proposers } = await readDocx(new Uint8Array(fs.readFileSync(await download.path())), 'en');
  expect(document.title).toBe('Proposals (invented)');
  expect(proposers.size).toBeGreaterThan(0);
  expect(page.complaints).toEqual([]);
});

for (const look of [
  { language: 'ar', colorScheme: 'dark' },
  { language: 'fr', colorScheme: 'light' },
] as const) {
  test(`Nothing for axe to find on the pages around a document: ${look.language}`, async ({ browser, server }) => {
    const d = await aDocument(server, [heading('Aims', 'h1'), paragraph('ملاجئ أكثر', 'p1'), paragraph('More.', 'p2')]);
    await d.settle();
    await server.sql`update person set language = ${look.language} where id = ${d.owner.id}`;
    const page = await windowOf(browser, server, d.owner, {
      colorScheme: look.colorScheme,
      viewport: { width: 380, height: 800 },
    });
    const own = [
      '',
      '/export',
      '/comments',
      '/comments/new',
      '/comments/new?block=p1',
      '/clearance',
      '/people',
      '/redact',
    ];
    for (const path of ['/documents/import', '/documents/new', ...own.map((place) => `/documents/${d.id}${place}`)]) {
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expectAccessible(page);
    }
    expect(page.complaints).toEqual([]);
  });
}
