import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readDocx } from '../../app/documents/exchange/read-docx';
import { readMarkdown } from '../../app/documents/exchange/read-markdown';
import { readOpenDocument } from '../../app/documents/exchange/read-opendocument';
import { counts, invented, plainOptions, withProposals } from '../../app/documents/exchange/test-carried';
import { writeDocx } from '../../app/documents/exchange/write-docx';
import { writeOpenDocument } from '../../app/documents/exchange/write-opendocument';
import { questionsOf } from '../../app/questionnaires/content';
import type { Cell } from '../../app/questionnaires/table';
import { writeForm } from '../../app/questionnaires/write-form.server';
import { writeOds } from '../../app/questionnaires/write-ods';
import { i18nFor } from '../../app/shared/i18n.server';
import { aContent } from '../support/questionnaires';
import { readCsv } from '../support/spreadsheets';

/*
 * What goes out, opened with programs that others use: LibreOffice and pandoc, where this machine has them. Tried by
 * `npm run test:long`, which says by the names of its tests which of the two were there; and with the strategic plan
 * too where SEED_DOCUMENTS names its folder.
 */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-exchange-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const has = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const isLong = process.env.PLENARY_LONG === '1';
const office = isLong && has('soffice', '--version');
const pandoc = isLong && has('pandoc', '--version');

const seeds = process.env.SEED_DOCUMENTS;
const sources: [string, Uint8Array][] = [['the invented programme', invented]];
if (seeds)
  sources.push([
    'the strategic plan',
    new Uint8Array(fs.readFileSync(path.join(seeds, 'strategic-plan-2012-2014.md'))),
  ]);

function saved(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  return file;
}

/** The file as LibreOffice saves it in another format. */
function throughOffice(file: string, format: string, filter = format): Uint8Array {
  const there = intoOffice(file, format, filter);
  expect(there).not.toBeNull();
  return there!;
}

/** The same, or null where the part of it that opens such files is not there. */
function intoOffice(file: string, format: string, filter: string): Uint8Array | null {
  const out = fs.mkdtempSync(path.join(folder, 'out-'));
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const done = spawnSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', out, file], {
    timeout: 120_000,
  });
  expect(done.status).toBe(0);
  const made = path.join(out, `${path.parse(file).name}.${format}`);
  return fs.existsSync(made) ? new Uint8Array(fs.readFileSync(made)) : null;
}

/** Commas, quotation marks, UTF-8: as it saves what it shows in the cells. */
const commaSeparated = 'csv:Text - txt - csv (StarCalc):44,34,76,1';
const aTable = (rows: Cell[][]) =>
  saved('answers.ods', writeOds([{ name: 'Answers', rows }], { title: 'Invented', language: 'en' }));
/** Its spreadsheets are a part of their own. */
const calc = office && intoOffice(aTable([['a']]), 'csv', commaSeparated) !== null;

/** How many elements of a kind pandoc finds. */
function pandocCounts(file: string): Record<string, number> {
  const { stdout } = spawnSync('pandoc', [file, '-t', 'json'], { maxBuffer: 1e9 });
  const found: Record<string, number> = {};
  for (const [, kind] of String(stdout).matchAll(/"t":"(\w+)"/g)) found[kind!] = (found[kind!] ?? 0) + 1;
  return found;
}

const whole = [
  'heading1',
  'heading2',
  'heading3',
  'heading4',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'footnote',
  'image',
  'listItem',
];
const some = (found: Record<string, number>) => Object.fromEntries(whole.map((name) => [name, found[name] ?? 0]));

test('says which other programs are here to open what goes out', () => {
  expect([office, calc, pandoc].every((found) => typeof found === 'boolean')).toBe(true);
});

if (calc) {
  test('answers as a spreadsheet are in LibreOffice Calc what they are here, and no text is computed', {
    timeout: 120_000,
  }, () => {
    const rows: Cell[][] = [
      ['Set of answers', 'q1 Comment ?', 'q7 عدد', 'q2 Words'],
      ['a1', '=1+1', -2, 'first\nsecond  with two spaces'],
      ['a2', '', 1234.5, '"quotes" & <signs>, a comma'],
      ['a3', '  @SUM(1)', 0, '3-4'],
      ['a4', '+1', 1e-7, 'a\ttab'],
    ];
    const text = new TextDecoder().decode(throughOffice(aTable(rows), 'csv', commaSeparated));
    const shown = rows.map((row) => row.map((cell) => String(cell).replace('\t', ' ')));
    expect(readCsv(text).map((row) => row.map((cell) => cell.replace('0.0000001', '1e-7')))).toEqual(shown);
  });
}

if (office) {
  test('the form for paper holds in LibreOffice the mark of every field', { timeout: 120_000 }, async () => {
    const content = aContent();
    const { t } = i18nFor('en');
    const form = await writeForm(content, { wanted: 'en', own: 'en', t });
    const text = new TextDecoder().decode(throughOffice(saved('form.docx', form), 'txt', 'txt:Text (encoded):UTF8'));
    for (const { id, texts, rows } of questionsOf(content)) {
      expect(text).toContain(texts.en!.label);
      for (const mark of rows.length > 0 ? rows.map((r) => `${id}.${r.id}`) : [id])
        expect(text).toMatch(new RegExp(`\\b${mark.replace('.', '[.]')}\\b`));
    }
  });
}

for (const [name, bytes] of sources) {
  const { document } = readMarkdown(bytes, 'en');
  if (office) {
    describe(`${name} in LibreOffice`, { timeout: 300_000 }, () => {
      test('is whole as it saves a DOCX of ours as OpenDocument', async () => {
        const odt = throughOffice(saved('a.docx', await writeDocx(document, plainOptions)), 'odt');
        expect(some(counts((await readOpenDocument(odt, 'en')).document))).toEqual(some(counts(document)));
      });
      test('is whole as it saves an ODT of ours as DOCX', async () => {
        const docx = throughOffice(saved('b.odt', await writeOpenDocument(document, plainOptions)), 'docx');
        expect(some(counts((await readDocx(docx, 'en')).document))).toEqual(some(counts(document)));
      });
    });
  }
  if (pandoc) {
    test.each(['docx', 'odt'] as const)(
      `${name} is whole for pandoc as %s`,
      async (format) => {
        const write = format === 'docx' ? writeDocx : writeOpenDocument;
        const found = pandocCounts(saved(`c.${format}`, await write(document, plainOptions)));
        const there = counts(document);
        const headings = [1, 2, 3, 4].reduce((sum, level) => sum + (there[`heading${level}`] ?? 0), 0);
        // In an ODT pandoc takes the title for a paragraph of its metadata.
        expect(found.Header).toBe(headings);
        expect({ tables: found.Table ?? 0, notes: found.Note ?? 0, pictures: found.Image ?? 0 }).toEqual({
          tables: there.table ?? 0,
          notes: there.footnote ?? 0,
          pictures: there.image ?? 0,
        });
      },
      120_000,
    );
  }
}

if (office) {
  test('LibreOffice keeps tracked changes and comments with their authors', { timeout: 120_000 }, async () => {
    const odt = throughOffice(saved('d.docx', await writeDocx(withProposals(), plainOptions)), 'odt');
    const read = await readOpenDocument(odt, 'en');
    expect(new Set([...read.proposers.values()].map(({ name }) => name))).toEqual(new Set(['Person 1', 'Person 2']));
    expect(read.document.threads.flatMap((thread) => thread.comments.map((c) => c.author)).sort()).toEqual([
      'Ada',
      'Ada',
      'Ben',
    ]);
  });
}
