import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { ascii, joined } from './bytes';
import { cleanFile } from './clean-file';
import { holds, jpegWithPlace, latin1 } from './test-files';

const sentence = 'The committee meets in May.';

async function cleaned(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await cleanFile(bytes, 'document.pdf');
  if (isRefusal(file)) throw new Error(file.message);
  return file.bytes;
}

async function messageFor(bytes: Uint8Array): Promise<string | undefined> {
  const file = await cleanFile(bytes, 'document.pdf');
  return isRefusal(file) ? file.message.replace('attachments:refusals.', '') : file.type;
}

function isShown(bytes: Uint8Array): boolean {
  return holds(bytes, Buffer.from(sentence).toString('hex'));
}

/** pdf-lib's own parser reads what is written here: another pair of eyes. */
async function reread(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
}

const catalog = '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj ';
const page = '3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R>> endobj ';
const drawing = `BT <${Buffer.from(sentence).toString('hex')}> Tj ET`;

function plain(objects: string, trailer = 'trailer <</Root 1 0 R>>'): Uint8Array {
  return ascii(`%PDF-1.4\n${catalog}${page}${objects} ${trailer}`);
}

function packed(entries: string, contents: Uint8Array): Uint8Array {
  const start = ascii(
    `%PDF-1.5\n9 0 obj <</Type/ObjStm ${entries}/Filter/FlateDecode/Length ${contents.length}>> stream\n`,
  );
  return joined([start, contents, ascii('\nendstream endobj trailer <</Root 1 0 R>>')]);
}

describe('a PDF that was written badly is read all the same', () => {
  it.each([
    [
      'without a table of positions',
      plain(`4 0 obj <</Length ${drawing.length}>> stream\n${drawing}\nendstream endobj`),
    ],
    ['with a wrong length', plain(`4 0 obj <</Length 3>> stream\n${drawing}\nendstream endobj`)],
    [
      'with a length that follows',
      plain(`4 0 obj <</Length 5 0 R>> stream\r\n${drawing}\nendstream endobj 5 0 obj ${drawing.length} endobj`),
    ],
    ['without a trailer', plain(`4 0 obj <<>> stream\n${drawing}\nendstream endobj`, '')],
    [
      'with odd numbers and a missing value',
      plain(`4 0 obj <</A --5/B 1.2-3/C .5/D>> stream\n${drawing}\nendstream endobj`),
    ],
    [
      'with an object that cannot be read and is not used',
      plain(`4 0 obj <<>> stream\n${drawing}\nendstream endobj 7 0 obj <</A (x endobj`),
    ],
  ])('%s', async (_, bytes) => {
    const result = await cleaned(bytes);
    expect(isShown(result)).toBe(true);
    expect((await reread(result)).getPageCount()).toBe(1);
  });
});

describe('a PDF is refused', () => {
  const many = (unit: string) => ascii(`%PDF-1.4\n${unit.repeat(Math.floor(2_000_000 / unit.length))}`);
  const names = Array.from({ length: 30_000 }, (_, i) => `/N${i}`).join(' ');
  it.each([
    ['encrypted', 'with a dictionary that says so', plain('', 'trailer <</Root 1 0 R/Encrypt 8 0 R>>')],
    ['damaged', 'without pages', ascii('%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <<>> endobj')],
    ['damaged', 'with nothing in it', ascii('%PDF-1.4\n%%EOF')],
    ['damaged', 'whose page cannot be read', ascii(`%PDF-1.4\n${catalog}3 0 obj <</Type/Page (`)],
    ['damaged', 'whose packed objects cannot be read', packed('/N 1/First 4', ascii('garbage'))],
    ['damaged', 'with objects in objects without end', plain(`4 0 obj ${'['.repeat(5000)}`)],
    ['damaged', 'with an object that leads to itself', plain('4 0 obj 4 0 R endobj')],
    [
      'damaged-picture',
      'with a photo cut off',
      plain(`4 0 obj <</Filter/DCTDecode>> stream\n${latin1(jpegWithPlace('x').subarray(0, 50))}\nendstream endobj`),
    ],
    ['kind', 'that begins as something else', joined([ascii('<html><script>'), plain('')])],
    [
      'too-complex',
      'whose packed objects unpack to too much',
      packed('/N 1/First 4', deflateSync(new Uint8Array(70_000_000))),
    ],
    [
      'too-complex',
      'whose packed objects all lie at one place',
      packed('/N 300000/First 0', deflateSync(`${'1 0 '.repeat(300_000)}(${'a'.repeat(100_000)})`)),
    ],
    ['too-complex', 'of too many names', plain(`4 0 obj [${names}] endobj`)],
    ['damaged', 'of nothing but beginnings', many('1 0 obj [ ')],
    ['too-complex', 'of strings that never end', many('1 0 obj <')],
    ['damaged', 'of one number', many('1')],
    ['damaged', 'of remarks', many('x%')],
  ] as [string, string, Uint8Array][])('%s: %s', async (message, _, bytes) => {
    expect(await messageFor(bytes)).toBe(message);
  });
});
