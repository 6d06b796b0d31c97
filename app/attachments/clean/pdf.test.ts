import { deflateSync } from 'node:zlib';
import {
  type PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFString,
  StandardFonts,
} from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { ascii } from './bytes';
import { cleanFile } from './clean-file';
import { contains, holds, jpegPicture, jpegWithPlace, latin1 } from './test-files';

const canary = 'Canary-7f3a';
const sentence = 'The committee meets in May.';

async function cleaned(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await cleanFile(bytes, 'document.pdf');
  if (isRefusal(file)) throw new Error(file.message);
  return file.bytes;
}

type Plant = (pdf: PDFDocument) => unknown;

/** One page with a sentence, and what `plant` puts into it; packed as programs do today, or plain as they once did. */
async function pdfWith(plant: Plant = () => {}, useObjectStreams = true): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage([200, 100]).drawText(sentence, { font: await pdf.embedFont(StandardFonts.Helvetica), size: 10 });
  await plant(pdf);
  return pdf.save({ useObjectStreams, addDefaultPage: false });
}

// pdf-lib turns plain values into PDF's own: text into names, strings by PDFString.
type Value = string | number | boolean | PDFObject | readonly Value[] | { readonly [key: string]: Value };

/** Its own type has no lists of dictionaries, which it takes. */
function made(pdf: PDFDocument, value: Value): PDFDict {
  return pdf.context.obj(value as Record<string, string>);
}

const text = PDFString.of(canary);
const script = { S: 'JavaScript', JS: text };

function inCatalog(entries: Record<string, Value>): Plant {
  return (pdf) => {
    for (const [key, value] of Object.entries(entries)) pdf.catalog.set(PDFName.of(key), made(pdf, value));
  };
}

function inPage(entries: Record<string, Value>): Plant {
  return (pdf) => {
    for (const [key, value] of Object.entries(entries)) pdf.getPage(0).node.set(PDFName.of(key), made(pdf, value));
  };
}

function annotation(entries: Record<string, Value>): Plant {
  return (pdf) => {
    const ref = pdf.context.register(made(pdf, { Type: 'Annot', Rect: [0, 0, 9, 9], ...entries }));
    pdf.getPage(0).node.addAnnot(ref);
  };
}

function image(entries: Record<string, Value>, contents: Uint8Array): Plant {
  return (pdf) => {
    const size = {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 16,
      Height: 8,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    };
    const stream = PDFRawStream.of(made(pdf, { ...size, ...entries }), contents);
    pdf.getPage(0).node.newXObject('Im', pdf.context.register(stream));
  };
}

function isShown(bytes: Uint8Array): boolean {
  return holds(bytes, Buffer.from(sentence).toString('hex').toUpperCase());
}

/** pdf-lib's own parser reads what is written here: another pair of eyes. */
async function reread(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
}

const places: [string, Plant][] = [
  ['its title', (pdf) => pdf.setTitle(canary)],
  ['its author', (pdf) => pdf.setAuthor(canary)],
  [
    'XMP',
    (pdf) =>
      pdf.catalog.set(
        PDFName.of('Metadata'),
        pdf.context.register(pdf.context.stream(canary, { Type: 'Metadata', Subtype: 'XML' })),
      ),
  ],
  [
    'XMP of a page, packed',
    (pdf) =>
      pdf
        .getPage(0)
        .node.set(PDFName.of('Metadata'), pdf.context.register(pdf.context.flateStream(canary, { Type: 'Metadata' }))),
  ],
  ['attached files', (pdf) => pdf.attach(ascii(canary), `${canary}.txt`)],
  ['scripts', (pdf) => pdf.addJavaScript('main', canary)],
  ['what it does on opening', inCatalog({ OpenAction: script })],
  ['what it does on printing', inCatalog({ AA: { WP: script } })],
  ['what a page does', inPage({ AA: { O: script } })],
  ['a script behind a link', annotation({ Subtype: 'Link', A: script })],
  [
    'a script after a link',
    annotation({ Subtype: 'Link', A: { S: 'Named', N: 'NextPage', Next: [script, { S: 'Named' }] } }),
  ],
  [
    'a script whose kind stands elsewhere',
    (pdf) => annotation({ Subtype: 'Link', A: { S: pdf.context.register(PDFName.of('JavaScript')), JS: text } })(pdf),
  ],
  ['a program behind a link', annotation({ Subtype: 'Link', A: { S: 'Launch', F: text } })],
  ['the path of another file', annotation({ Subtype: 'Link', A: { S: 'GoToR', F: text } })],
  ['a link to a file', annotation({ Subtype: 'Link', A: { S: 'URI', URI: PDFString.of(`file:///home/${canary}`) } })],
  ['a form that is sent somewhere', annotation({ Subtype: 'Widget', FT: 'Btn', A: { S: 'SubmitForm', F: text } })],
  ['a form of the other kind', inCatalog({ AcroForm: { Fields: [], XFA: text } })],
  ['a signature', annotation({ Subtype: 'Widget', FT: 'Sig', T: text, V: { Type: 'Sig', Name: text } })],
  ['the author of a comment', annotation({ Subtype: 'Text', Contents: PDFString.of('A remark'), T: text, NM: text })],
  ['a file in a comment', annotation({ Subtype: 'FileAttachment', FS: { Type: 'Filespec', F: text } })],
  ['private data of a program', inPage({ PieceInfo: { Illustrator: { Private: text } } })],
  [
    'the creator of a layer',
    inCatalog({ OCProperties: { OCGs: [{ Type: 'OCG', Name: 'Layer', Usage: { CreatorInfo: { Creator: text } } }] } }),
  ],
  ['files that belong to it', inCatalog({ AF: [{ Type: 'Filespec', F: text }] })],
  ['the path of a figure', inPage({ 'PTEX.FileName': text })],
  ['a small picture of a page', (pdf) => inPage({ Thumb: pdf.context.register(pdf.context.stream(canary)) })(pdf)],
  ['an object that nothing leads to', (pdf) => pdf.context.register(text)],
  ['the place in a photo', image({ Filter: 'DCTDecode' }, jpegWithPlace(canary))],
  [
    'the place in a photo, packed once more',
    image({ Filter: ['FlateDecode', 'DCTDecode'] }, deflateSync(jpegWithPlace(canary))),
  ],
];

describe('a PDF loses', () => {
  it.each(
    places.flatMap(
      ([what, plant]) =>
        [
          [what, 'packed', plant],
          [what, 'plain', plant],
        ] as [string, string, Plant][],
    ),
  )('%s (%s)', async (_, form, plant) => {
    const bytes = await pdfWith(plant, form === 'packed');
    expect(holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(holds(result, canary)).toBe(false);
    expect(isShown(result)).toBe(true);
    expect((await reread(result)).getPageCount()).toBe(1);
  });

  it.each([
    ['an earlier version', (plain: string) => `${plain}\n9 0 obj\n(${canary})\nendobj\n9 0 obj\n(x)\nendobj\n`],
    ['remarks between its objects', (plain: string) => plain.replace('\nendobj', `\nendobj\n% ${canary}\n`)],
    ['what follows its end', (plain: string) => `${plain}\n${canary}`],
    ['its identity', (plain: string) => plain.replace('/Root', `/ID [(${canary}) (${canary})] /Root`)],
  ])('%s', async (_, plant) => {
    const bytes = ascii(plant(latin1(await pdfWith(undefined, false))));
    expect(holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(holds(result, canary)).toBe(false);
    expect(isShown(result)).toBe(true);
  });
});

describe('a PDF keeps', () => {
  const web = PDFString.of('https://example.org/');
  it.each([
    ['links into the web', annotation({ Subtype: 'Link', A: { S: 'URI', URI: web } }), '(https://example.org/)'],
    ['links within it', annotation({ Subtype: 'Link', A: { S: 'GoTo', D: ['Fit'] } }), '/S /GoTo'],
    ['what a comment says', annotation({ Subtype: 'Text', Contents: PDFString.of('A remark'), T: text }), '(A remark)'],
    [
      'what was filled in',
      annotation({ Subtype: 'Widget', FT: 'Tx', T: PDFString.of('field'), V: PDFString.of('filled') }),
      '(filled)',
    ],
    ['its language and title for readers', inCatalog({ Lang: PDFString.of('fr'), MarkInfo: { Marked: true } }), '(fr)'],
    ['names that need escapes', annotation({ Subtype: 'Link', 'A#B c': 'Kept#20name' }), '/A#23B#20c /Kept#20name'],
    [
      'a font that bears the name of something else',
      (pdf: PDFDocument) =>
        pdf
          .getPage(0)
          .node.setFontDictionary(PDFName.of('AA'), pdf.context.register(made(pdf, { Type: 'Font', Marked: 'Kept' }))),
      '/Marked /Kept',
    ],
    [
      'what a signature drew',
      annotation({ Subtype: 'Widget', FT: 'Sig', AP: { N: 'Drawing' }, V: { Type: 'Sig' } }),
      '/Subtype /Stamp',
    ],
  ] as [string, Plant, string][])('%s', async (_, plant, kept) => {
    const result = await cleaned(await pdfWith(plant));
    expect(holds(result, kept)).toBe(true);
    expect(holds(await cleaned(result), kept)).toBe(true);
  });

  it('its pictures', async () => {
    const result = await cleaned(await pdfWith(image({ Filter: 'DCTDecode' }, jpegWithPlace(canary))));
    expect(contains(result, jpegPicture)).toBe(true);
  });
});
