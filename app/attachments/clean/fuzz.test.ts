import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { attachmentKinds } from '../attachment';
import { ascii, joined } from './bytes';
import { cleanFile } from './clean-file';
import { cleanGif } from './gif';
import { cleanJp2 } from './jp2';
import { cleanJpeg } from './jpeg';
import { cleanOffice } from './office';
import { cleanPdf } from './pdf';
import { cleanPng } from './png';
import { docx, odt, pptx, xlsx } from './test-documents';
import * as files from './test-files';
import { cleanWebp } from './webp';

const { seeded } = files;
const times = 300;

/** Cut off, changed in a few bytes, a piece written over with zeros, ones or another piece, taken out or doubled. */
function damaged(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  const from = below(bytes.length);
  const to = Math.min(bytes.length, from + 1 + below(24));
  const copy = bytes.slice();
  switch (below(6)) {
    case 0:
      return copy.subarray(0, from);
    case 1:
      return copy.fill(random() < 0.5 ? 0 : 0xff, from, to);
    case 2:
      return copy.copyWithin(from, below(bytes.length), below(bytes.length));
    case 3:
      return joined([copy.subarray(0, from), copy.subarray(to)]);
    case 4:
      return joined([copy.subarray(0, to), copy.subarray(from)]);
    default:
      for (let i = 0; i <= below(8); i++) copy[below(bytes.length)] = below(256);
      return copy;
  }
}

async function pdf(useObjectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([200, 100]).drawText('A sentence.', { font, size: 10 });
  document.setTitle('A title');
  document.getPage(0).drawImage(await document.embedJpg(files.jpegWithPlace('x')));
  return document.save({ useObjectStreams });
}

const image = ['r2', 'image', 'media/1.jpeg'] as const;
const photo = { 'word/media/1.jpeg': files.jpegWithPlace('x') };
const exif = files.exif('x');

type Clean = (bytes: Uint8Array) => unknown;

/** The cleaners themselves, since `cleanFile` makes a refusal of every mistake, ours included. */
async function tried(clean: Clean, bytes: Uint8Array): Promise<void> {
  try {
    await clean(bytes);
  } catch (problem) {
    if (!isRefusal(problem)) throw problem;
  }
}

const samples: [string, Clean, Uint8Array | Promise<Uint8Array>][] = [
  ['JPEG', (bytes) => cleanJpeg(bytes), files.jpegWithPlace('x')],
  ['PNG', cleanPng, files.png([files.pngChunk('tEXt', ascii('a')), files.pngChunk('eXIf', exif)])],
  ['GIF', cleanGif, files.gif([files.gifLoop, files.gifControl])],
  ['WebP', cleanWebp, files.webp(8, [files.webpChunk('EXIF', exif)])],
  [
    'JPEG 2000',
    cleanJp2,
    ascii('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x0cuuidabcd\0\0\0\x01xml \0\0\0\0\0\0\0\x12ab\0\0\0\0jp2c'),
  ],
  ['DOCX', cleanOffice, docx({ body: '<w:ins w:author="a"/>', links: [image], parts: photo })],
  ['XLSX', cleanOffice, xlsx({ rootLinks: [['r2', 'core-properties', 'a.xml']], parts: { 'a.xml': '<a>b</a>' } })],
  ['PPTX', cleanOffice, pptx()],
  ['ODT', cleanOffice, odt('<dc:creator>a</dc:creator>', { 'Pictures/1.png': files.png() })],
  ['PDF, packed', cleanPdf, pdf(true)],
  ['PDF, plain', cleanPdf, pdf(false)],
];

it.each(samples)(`%s, damaged in ${times} ways, is cleaned or refused and breaks nothing`, async (_, clean, sample) => {
  const whole = await sample;
  await clean(whole);
  const random = seeded(20260501);
  for (let i = 0; i < times; i++) await tried(clean, damaged(whole, random));
});

it('whatever happens, the answer is a file or a refusal', async () => {
  const random = seeded(3);
  for (let i = 0; i < times; i++) {
    const [, , sample] = samples[i % samples.length]!;
    const file = await cleanFile(damaged(await sample, random), 'a');
    expect(isRefusal(file) || Object.keys(attachmentKinds).includes(file.type)).toBe(true);
  }
});

/** An archive whose parts are damaged, while it is whole itself: its checksums would stop all else at the door. */
it(`the parts of documents, damaged in ${times} ways, break nothing either`, async () => {
  const random = seeded(7);
  const documents = samples.filter(([, clean]) => clean === cleanOffice).map(([, , sample]) => sample as Uint8Array);
  for (let i = 0; i < times; i++) {
    const parts = [...files.partsOf(documents[i % documents.length]!)];
    const at = Math.floor(random() * parts.length);
    const [name, part] = parts[at]!;
    parts[at] = [name, damaged(part, random)];
    await tried(cleanOffice, files.archive(Object.fromEntries(parts)));
  }
});

it(`packed objects of a PDF, damaged in ${times} ways, break nothing either`, async () => {
  const random = seeded(11);
  const objects = ascii(
    '1 0 2 36 3 84 <</Type/Catalog/Pages 2 0 R     >>\n<</Type/Pages/Kids[3 0 R]/Count 1   >>\n<</Type/Page/A(b)>>',
  );
  for (let i = 0; i < times; i++) {
    const contents = deflateSync(damaged(objects, random));
    const start = ascii(
      `%PDF-1.5\n9 0 obj <</Type/ObjStm/N 3/First 14/Filter/FlateDecode/Length ${contents.length}>> stream\n`,
    );
    const file = await cleanFile(joined([start, contents, ascii('\nendstream endobj trailer <</Root 1 0 R>>')]), 'a');
    if (!isRefusal(file)) expect(file.type).toBe('application/pdf');
  }
});
