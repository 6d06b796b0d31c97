import { expect, test } from 'vitest';
import { readCsv, readOds } from '../../test/support/spreadsheets';
import type { Cell } from './table';
import { writeOds } from './write-ods';

const rows: Cell[][] = [
  ['Set of answers', 'q1 Comment ?', 'q7 عدد', 'q2 Words'],
  ['a1', '=1+1', -2, 'first\nsecond  with two spaces'],
  ['a2', '', 1234.5, 'a\ttab, "quotes" & <signs>'],
  ['a3', '  @SUM(1)', 0, '3-4'],
];
const bytes = () => writeOds([{ name: 'Answers', rows }], { title: 'Invented', language: 'en' });

test('what is written as a spreadsheet is read back cell by cell; a tab is a space', () => {
  const read = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace('\t', ' ') : cell)));
  expect(readOds(bytes())).toEqual({ Answers: read });
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
