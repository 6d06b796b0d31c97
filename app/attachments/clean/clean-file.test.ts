import { describe, expect, it } from 'vitest';
import ar from '../../shared/locales/ar/attachments.json';
import en from '../../shared/locales/en/attachments.json';
import fr from '../../shared/locales/fr/attachments.json';
import { isRefusal } from '../../shared/refusal';
import { attachmentKinds, attachmentLimits } from '../attachment';
import { ascii, joined } from './bytes';
import { cleanFile } from './clean-file';
import { refusals } from './refusals';
import { docx, odt, pptx, xlsx } from './test-documents';
import { gif, jpeg, png, webp } from './test-files';

const pdf = ascii(
  '%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj 3 0 obj <</Type/Page/Parent 2 0 R>> endobj trailer <</Root 1 0 R>>',
);
const open = 'application/vnd.oasis.opendocument';

describe('the type is told by the content, and mends the name', () => {
  it.each([
    ['photo.exe', jpeg(), 'image/jpeg', 'photo.jpg'],
    ['photo.jpeg', png(), 'image/png', 'photo.png'],
    ['anim.html', gif(), 'image/gif', 'anim.gif'],
    ['a.svg', webp(0), 'image/webp', 'a.webp'],
    ['plan.docx', pdf, 'application/pdf', 'plan.pdf'],
    ['plan.zip', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'plan.docx'],
    ['plan.docm', xlsx(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'plan.xlsx'],
    ['plan', pptx(), 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'plan.pptx'],
    ['C:\\plan.odt', odt(), `${open}.text`, 'plan.odt'],
    ['plan.doc', odt('', {}, { type: `${open}.spreadsheet` }), `${open}.spreadsheet`, 'plan.ods'],
    ['plan.doc', odt('', {}, { type: `${open}.presentation` }), `${open}.presentation`, 'plan.odp'],
  ])('%s', async (name, bytes, type, cleanName) => {
    expect(await cleanFile(bytes, name)).toMatchObject({ type, name: cleanName });
    expect(Object.keys(attachmentKinds)).toContain(type);
  });

  it('takes a Buffer that is a window on a larger one, and leaves what it was given as it was', async () => {
    const large = Buffer.concat([Buffer.from('before'), png(), Buffer.from('after')]);
    const window = large.subarray(6, 6 + png().length);
    expect(await cleanFile(window, 'a.png')).toMatchObject({ bytes: png() });
    expect(large.subarray(6, -5).equals(png())).toBe(true);
  });
});

describe('refused', () => {
  const ole = ascii('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'.padEnd(600, '\0'));
  const html = '<!doctype html><script>alert(1)</script>';
  it.each([
    ['kind', 'HTML', ascii(html)],
    ['kind', 'SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['kind', 'XML', ascii('<?xml version="1.0"?><svg/>')],
    ['kind', 'HTML ahead of a PDF', joined([ascii(html), pdf])],
    ['kind', 'HTML ahead of an archive', joined([ascii(html), docx()])],
    ['kind', 'plain text', ascii('hello')],
    ['kind', 'RTF', ascii('{\\rtf1 hello}')],
    ['kind', 'a program', ascii('MZ'.padEnd(400, '\0'))],
    ['kind', 'a TIFF', ascii('II*\0\x08\0\0\0'.padEnd(64, '\0'))],
    ['kind', 'an archive of another form', ascii('Rar!\x1a\x07\x01\0')],
    ['kind', 'a letter', ascii('a')],
    ['old-office', 'Word 97', ole],
    ['encrypted', 'a document encrypted by Office', joined([ole, Buffer.from('EncryptedPackage', 'utf16le')])],
    ['damaged', 'an archive of nothing', ascii('PK\x03\x04')],
    ['empty', 'nothing', new Uint8Array(0)],
    ['too-large', 'more than the limit', new Uint8Array(attachmentLimits.bytes + 1)],
  ])('%s: %s', async (message, _, bytes) => {
    const refusal = await cleanFile(bytes, 'dir/a\u202eb.jpg');
    expect(refusal).toMatchObject({
      refusal: true,
      message: `attachments:refusals.${message}`,
      values: { name: 'ab.jpg' },
    });
  });

  it('a picture that is also a page carries nothing of the page any more', async () => {
    const page = ascii('/*<script>alert(1)</script>*/');
    for (const bytes of [jpeg([], page), png([], page), gif([], page), webp(0, [], page), joined([pdf, page])]) {
      const file = await cleanFile(bytes, 'a');
      if (isRefusal(file)) throw new Error(file.message);
      expect(Buffer.from(file.bytes).includes('<script')).toBe(false);
    }
  });
});

describe('every message and kind has its words', () => {
  const keys = Object.values(refusals).map((make) => make().message.replace('attachments:refusals.', ''));
  // The last two are said by whoever cleans for the whole house: it is busy, or a file took it too long.
  const all = [...keys, 'too-many', 'too-large', 'empty', 'busy', 'too-slow'];
  it.each([
    ['English', en],
    ['French', fr],
    ['Arabic', ar],
  ])('in %s', (_, words) => {
    expect(Object.keys(words.refusals).sort()).toEqual([...all].sort());
    expect(Object.keys(words.kinds)).toEqual(Object.values(attachmentKinds).map((kind) => kind.extension));
    const named = Object.entries(words.refusals).filter(([key]) => key !== 'too-many');
    for (const [, sentence] of named) expect(sentence).toContain('{{name}}');
    expect(words.refusals['too-many']).toContain('{{files}}');
    expect(words.refusals['too-large']).toContain('{{megabytes}}');
  });
});
