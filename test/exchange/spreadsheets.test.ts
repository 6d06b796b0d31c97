import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../app/questionnaires/table';
import { writeOds } from '../../app/questionnaires/write-ods';
import { readCsv, readOds, trimmed } from '../support/spreadsheets';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-spreadsheets-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const rows: Cell[][] = [
  ['Set of answers', 'q1 Comment ?', 'q7 عدد', 'q2 Words'],
  ['a1', '=1+1', -2, 'first\nsecond  with two spaces'],
  ['a2', '', 1234.5, 'a\ttab, "quotes" & <signs>'],
  ['a3', '  @SUM(1)', 0, '3-4'],
];
const bytes = () => writeOds([{ name: 'Answers', rows }], { title: 'Invented', language: 'en' });

test('what is written as a spreadsheet is read back cell by cell', () => {
  expect(readOds(bytes())).toEqual({ Answers: rows });
});

test.each([
  [
    'a,"b ""c""",d\r\n1,,"two\nlines"\r\n',
    [
      ['a', 'b "c"', 'd'],
      ['1', '', 'two\nlines'],
    ],
  ],
  ['\ufeffa\r\n', [['a']]],
])('comma-separated values are read: %j', (text, cells) => expect(readCsv(text)).toEqual(cells));

/** Saves a file in another format; null where it cannot be opened, as by a LibreOffice that came without spreadsheets. */
function throughOffice(file: string, format: string, extension: string): Uint8Array | null {
  const out = fs.mkdtempSync(path.join(folder, 'out-'));
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  spawnSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', out, file], { timeout: 120_000 });
  const saved = path.join(out, `${path.parse(file).name}.${extension}`);
  return fs.existsSync(saved) ? new Uint8Array(fs.readFileSync(saved)) : null;
}

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

/* Tried by `npm run test:long` where this machine has LibreOffice with spreadsheets. */
const office =
  process.env.PLENARY_LONG === '1' && throughOffice(written('known.csv', 'a,b\n1,2\n'), 'ods', 'ods') !== null;

test('says whether LibreOffice is here to open what goes out', () => {
  expect(typeof office).toBe('boolean');
});

if (office) {
  describe('in LibreOffice', { timeout: 300_000 }, () => {
    test('every cell is there, and nothing was computed', () => {
      const text = Buffer.from(
        opened('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false', 'csv'),
      ).toString();
      expect(readCsv(text)).toEqual(rows.map((row) => row.map(String)));
    });

    test('figures stay figures and texts stay texts as it saves it anew', () => {
      const [first] = Object.values(readOds(throughOffice(written('anew.ods', bytes()), 'ods', 'ods')!));
      expect(first!.map(trimmed).filter((row) => row.length > 0)).toEqual(rows.map(trimmed));
    });
  });
}
