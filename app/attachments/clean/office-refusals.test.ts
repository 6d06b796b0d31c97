import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { ascii, startsWith } from './bytes';
import { cleanFile } from './clean-file';
import { docx, odt, openText, xlsx } from './test-documents';
import { archive, jpegWithPlace } from './test-files';

const canary = 'Canary-7f3a';

async function messageFor(bytes: Uint8Array): Promise<string | undefined> {
  const file = await cleanFile(bytes, 'document');
  return isRefusal(file) ? file.message.replace('attachments:refusals.', '') : file.type;
}

describe('an office document is refused', () => {
  const macroType = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  const ole = ascii('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
  const inside = (name: string, part: string | Uint8Array) =>
    docx({ links: [['r2', 'x', name]], parts: { [`word/${name}`]: part } });
  it.each([
    ['macros', 'by its type', docx({ mainType: macroType })],
    ['macros', 'by its type in other letters', docx({ mainType: macroType.replace('E', '&#69;') })],
    ['macros', 'by their part', inside('vbaProject.bin', ole)],
    ['macros', 'by their relationship', docx({ links: [['r2', 'vbaProject', 'any.bin']] })],
    ['macros', 'of Excel 4', xlsx({ parts: { 'xl/macrosheets/sheet1.xml': '<a/>' } })],
    ['macros', 'of LibreOffice', odt('', { 'Basic/Standard/Module1.xml': '<a/>' })],
    ['encrypted', 'of LibreOffice', odt('', {}, { manifest: '<manifest:encryption-data manifest:checksum=""/>' })],
    [
      'encrypted',
      'as an archive',
      docx().map((byte, i, all) => (startsWith(all, 'PK\x01\x02', i - 8) ? byte | 1 : byte)),
    ],
    ['embedded', 'an object of OLE', inside('embeddings/oleObject1.bin', ole)],
    ['embedded', 'an archive', inside('embeddings/a.zip', archive({ a: 'b' }))],
    [
      'embedded',
      'text taken in on opening',
      docx({ links: [['r2', 'aFChunk', 'a.html']], parts: { 'word/a.html': '<p/>' } }),
    ],
    ['embedded', 'documents in documents without end', inside('a', inside('a', inside('a', docx())))],
    ['macros', 'in a document inside', inside('a', docx({ mainType: macroType }))],
    ['recording', 'a film', inside('media/media1.mp4', 'film')],
    ['recording', 'a sound under another name', inside('media/image1.png', 'ID3\x03')],
    ['picture-kind', 'a TIFF', inside('media/image1.tiff', 'II*\0')],
    ['picture-kind', 'a HEIC', inside('media/image1.png', '\0\0\0\x18ftypheic')],
    ['damaged-picture', 'a photo cut off', inside('media/image1.jpeg', jpegWithPlace(canary).subarray(0, 60))],
    [
      'kind',
      'a template',
      docx({ mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml' }),
    ],
    ['kind', 'a drawing', odt('', {}, { type: 'application/vnd.oasis.opendocument.graphics' })],
    ['kind', 'an archive', archive({ 'a.txt': 'a' })],
    [
      'damaged',
      'without its main part',
      archive({
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels': '<R><Relationship Type="x/officeDocument" Target="a"/></R>',
      }),
    ],
    ['damaged', 'without a manifest', archive({ mimetype: openText, 'content.xml': '<a/>' })],
    ['damaged', 'with a path that leads out', docx({ parts: { '../evil.xml': '<a/>' } })],
    ['damaged', 'with two parts of one name', docx({ parts: { 'word/Document.xml': '<a/>' } })],
    ['damaged', 'cut off', docx().subarray(0, -30)],
    [
      'too-complex',
      'that unpacks to more than 100 MB',
      docx({ parts: Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`z${i}`, new Uint8Array(2 ** 25)])) }),
    ],
    [
      'too-complex',
      'of too many parts',
      archive(Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`p${i}`, '']))),
    ],
  ])('%s: %s', async (message, _, bytes) => {
    expect(await messageFor(bytes)).toBe(message);
  });

  it('damaged: a part that unpacks to more than it says', async () => {
    const bytes = docx({ body: 'a'.repeat(100_000) });
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < bytes.length; i++) {
      if (startsWith(bytes, 'PK\x01\x02', i) && startsWith(bytes, 'word/document.xml', i + 46))
        view.setUint32(i + 24, 500, true);
    }
    expect(await messageFor(bytes)).toBe('damaged');
  });
});
