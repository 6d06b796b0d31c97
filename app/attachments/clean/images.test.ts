import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/refusal';
import { asBuffer, ascii, joined, startsWith, viewOf } from './bytes';
import { cleanFile } from './clean-file';
import { cleanJp2 } from './jp2';
import { cleanJpeg } from './jpeg';
import { orientationIn } from './orientation';
import * as files from './test-files';

const canary = 'Canary-7f3a';
const words = ascii(canary);

async function cleaned(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await cleanFile(bytes, 'picture');
  if (isRefusal(file)) throw new Error(file.message);
  return file.bytes;
}

async function messageFor(bytes: Uint8Array): Promise<string | undefined> {
  const file = await cleanFile(bytes, 'picture');
  return isRefusal(file) ? file.message : undefined;
}

function segment(marker: number, start: string): Uint8Array {
  return files.jpegSegment(marker, joined([ascii(start), words]));
}

function jfifWithThumbnail(): Uint8Array {
  const fixed = Uint8Array.of(1, 2, 0, 0, 1, 0, 1, 2, 2);
  return files.jpegSegment(0xe0, joined([ascii('JFIF\0'), fixed, words, new Uint8Array(1)]));
}

describe('a JPEG loses', () => {
  it.each([
    ['EXIF with place and camera', files.jpegWithPlace(canary)],
    ['XMP', files.jpeg([segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0')])],
    ['IPTC', files.jpeg([segment(0xed, 'Photoshop 3.0\0')])],
    ['a comment', files.jpeg([segment(0xfe, '')])],
    ['the index of further pictures', files.jpeg([segment(0xe2, 'MPF\0')])],
    ['data of the maker', files.jpeg([segment(0xea, 'AROT'), segment(0xeb, 'HDR_RI')])],
    ['a thumbnail in JFIF', files.jpeg([jfifWithThumbnail()])],
    ['a thumbnail beside JFIF', files.jpeg([segment(0xe0, 'JFXX\0\x10')])],
    ['what hides after the Adobe marker', files.jpeg([segment(0xee, 'Adobe\0\x64\0\0\0\0\x01')])],
    ['a second picture', files.jpeg([], files.jpegWithPlace(canary))],
    ['an appended archive', files.jpeg([], files.archive({ [canary]: 'x' }))],
  ])('%s', async (_, bytes) => {
    expect(files.holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(files.holds(result, canary)).toBe(false);
    expect(files.contains(result, files.jpegPicture)).toBe(true);
    expect(result.subarray(-2)).toEqual(Uint8Array.of(0xff, 0xd9));
  });

  it.each([1, 2, 3, 6, 8, 9])('not its orientation (%i)', async (orientation) => {
    const result = await cleaned(files.jpegWithPlace(canary, orientation));
    const at = asBuffer(result).indexOf('Exif\0\0');
    const isTurned = orientation > 1 && orientation < 9;
    expect(at > 0 ? orientationIn(result.subarray(at + 6)) : undefined).toBe(isTurned ? orientation : undefined);
    expect(startsWith(result, 'JFIF', 6)).toBe(true);
  });

  it('not its colour profile nor the marker of its colours', async () => {
    const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01');
    const adobe = files.jpegSegment(0xee, ascii('Adobe\0\x64\0\0\0\0\x01'));
    const result = await cleaned(files.jpeg([profile, adobe]));
    expect(files.contains(result, profile)).toBe(true);
    expect(files.contains(result, adobe)).toBe(true);
  });

  it('its end only inside a document, where it gets one', async () => {
    const whole = files.jpeg();
    const cut = whole.subarray(0, -2);
    expect(cleanJpeg(cut, { endMayBeMissing: true })).toEqual(cleanJpeg(whole));
    expect(await messageFor(cut)).toBe('attachments:refusals.damaged');
  });
});

describe('a PNG loses', () => {
  it.each([
    ['text', files.png([files.pngChunk('tEXt', joined([ascii('Author\0'), words]))])],
    ['international text', files.png([files.pngChunk('iTXt', joined([ascii('XML:com.adobe.xmp\0\0\0\0\0'), words]))])],
    ['packed text', files.png([files.pngChunk('zTXt', joined([ascii('Comment\0\0'), words]))])],
    ['EXIF', files.png([files.pngChunk('eXIf', files.exif(canary))])],
    ['the time', files.png([files.pngChunk('tIME', words)])],
    ['private chunks', files.png([files.pngChunk('prVt', words)])],
    ['what follows its end', files.png([], words)],
    [
      'a rendering chunk that is damaged',
      files.png([joined([files.pngChunk('tRNS', words).subarray(0, -1), ascii('!')])]),
    ],
    [
      'EXIF after the picture',
      joined([files.png().subarray(0, -12), files.pngChunk('eXIf', files.exif(canary)), files.png().subarray(-12)]),
    ],
  ])('%s', async (_, bytes) => {
    expect(files.holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(files.holds(result, canary)).toBe(false);
    const at = asBuffer(result).indexOf('IDAT');
    expect(new Uint8Array(inflateSync(result.subarray(at + 4, at + 4 + viewOf(result).getUint32(at - 4))))).toEqual(
      files.pngPixels,
    );
  });

  it('not what draws it, nor its orientation', async () => {
    const kept = ['gAMA', 'pHYs', 'acTL', 'fcTL', 'fdAT', 'sRGB'].map((type) => files.pngChunk(type, words));
    const result = await cleaned(files.png([...kept, files.pngChunk('eXIf', files.exif('x', 8))]));
    for (const chunk of kept) expect(files.contains(result, chunk)).toBe(true);
    expect(orientationIn(result.subarray(asBuffer(result).indexOf('eXIf') + 4))).toBe(8);
    expect(await cleaned(result)).toEqual(result);
  });
});

describe('a GIF loses', () => {
  const control = (label: number, start: string) =>
    joined([
      Uint8Array.of(0x21, label),
      start ? files.gifBlocks(start).subarray(0, -1) : new Uint8Array(0),
      files.gifBlocks(canary),
    ]);
  it.each([
    ['a comment', files.gif([control(0xfe, '')])],
    ['XMP', files.gif([control(0xff, 'XMP DataXMP')])],
    ['plain text', files.gif([control(0x01, '123456789012')])],
    ['what hides in the loop', files.gif([joined([files.gifLoop.subarray(0, -1), files.gifBlocks(canary)])])],
    ['what hides in the timing', files.gif([joined([files.gifControl.subarray(0, -1), files.gifBlocks(canary)])])],
    ['what follows its end', files.gif([], words)],
  ])('%s', async (_, bytes) => {
    expect(files.holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(files.holds(result, canary)).toBe(false);
    expect(files.contains(result, joined([files.gifControl, files.gifImage]))).toBe(true);
  });

  it('not its loop, and gets the end that some writers leave out', async () => {
    const whole = files.gif([files.gifLoop]);
    expect(await cleaned(whole)).toEqual(whole);
    expect(await cleaned(whole.subarray(0, -1))).toEqual(whole);
  });
});

describe('a WebP loses', () => {
  it.each([
    ['EXIF', files.webp(8, [files.webpChunk('EXIF', files.exif(canary, 1))])],
    ['XMP', files.webp(4, [files.webpChunk('XMP ', words)])],
    ['unknown chunks', files.webp(0, [files.webpChunk('ZZZZ', words)])],
    [
      'what hides in a frame',
      files.webp(2, [
        files.webpChunk('ANMF', joined([new Uint8Array(16), files.webpPicture, files.webpChunk('ZZZZ', words)])),
      ]),
    ],
    ['what follows its end', files.webp(0, [], words)],
  ])('%s', async (_, bytes) => {
    expect(files.holds(bytes, canary)).toBe(true);
    const result = await cleaned(bytes);
    expect(files.holds(result, canary)).toBe(false);
    expect(files.contains(result, files.webpPicture)).toBe(true);
    expect(result[20]! & 0x0c).toBe(0);
    expect(viewOf(result).getUint32(4, true)).toBe(result.length - 8);
  });

  it('not its orientation', async () => {
    const result = await cleaned(
      files.webp(12, [files.webpChunk('EXIF', files.exif(canary, 6)), files.webpChunk('XMP ', words)]),
    );
    expect(files.holds(result, canary)).toBe(false);
    expect(result[20]).toBe(8);
    expect(orientationIn(result.subarray(asBuffer(result).indexOf('EXIF') + 8))).toBe(6);
  });
});

it('a JPEG 2000, as PDFs hold them, loses its boxes of XML and UUID', () => {
  const box = (type: string, data: Uint8Array) => joined([Uint8Array.of(0, 0, 0, data.length + 8), ascii(type), data]);
  const start = joined([box('jP  ', ascii('\r\n\x87\n')), box('jp2c', ascii('stream'))]);
  const whole = joined([start, box('uuid', words), box('xml ', words)]);
  expect(files.holds(whole, canary)).toBe(true);
  expect(cleanJp2(whole)).toEqual(start);
});

describe('a damaged picture is refused', () => {
  it.each([
    [
      'a JPEG without a picture',
      joined([Uint8Array.of(0xff, 0xd8), segment(0xe1, 'Exif\0\0'), Uint8Array.of(0xff, 0xd9)]),
    ],
    ['a JPEG segment longer than the file', files.jpeg().subarray(0, 40)],
    ['a PNG whose data is damaged', files.png().map((byte, i) => (i === 45 ? byte ^ 1 : byte))],
    ['a PNG with a critical chunk nobody knows', files.png([files.pngChunk('CgBI', words)])],
    ['a PNG without its end', files.png().subarray(0, -12)],
    ['a GIF cut off', files.gif().subarray(0, 40)],
    ['a WebP shorter than it says', files.webp(0).subarray(0, -4)],
  ])('%s', async (_, bytes) => {
    expect(await messageFor(bytes)).toBe('attachments:refusals.damaged');
  });
});
