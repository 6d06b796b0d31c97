import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type PDFContext, type PDFObject, type PDFRef, PDFStream } from '@cantoo/pdf-lib';
import { ascii, joined, viewOf } from './bytes';

const pack = promisify(deflate);

// Small enough that a reader gets at one object without much unpacking, large enough to be worth packing.
const objectsPerStream = 200;

// The second line, of bytes above 127, tells programs that move files that this is not text (section 7.5.2).
const heading = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

function bytesOf(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}

interface Packed {
  ref: PDFRef;
  bytes: Uint8Array;
}

/** Where an object lies: at a position in the file, or as the so-many-eth in an object stream. */
type Place = { at: number } | { stream: number; index: number };

class Writer {
  private readonly pieces: Uint8Array[] = [];
  private readonly places: Place[] = [];
  private at = 0;
  private next: number;

  constructor(highest: number) {
    this.next = highest + 1;
    this.write(ascii(heading));
  }

  private write(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.at += bytes.length;
  }

  object(number: number, bytes: Uint8Array): void {
    this.places[number] = { at: this.at };
    this.write(ascii(`${number} 0 obj\n`));
    this.write(bytes);
    this.write(ascii('\nendobj\n'));
  }

  private stream(number: number, entries: string, contents: Uint8Array): void {
    const dictionary = ascii(`<< ${entries} /Filter /FlateDecode /Length ${contents.length} >>\nstream\n`);
    this.object(number, joined([dictionary, contents, ascii('\nendstream')]));
  }

  /** Section 7.5.7: pairs of number and position, then the objects. */
  async objectStream(objects: readonly Packed[]): Promise<void> {
    const number = this.next++;
    let position = 0;
    const pairs = objects.map(({ ref, bytes }, index) => {
      this.places[ref.objectNumber] = { stream: number, index };
      const pair = `${ref.objectNumber} ${position}`;
      position += bytes.length + 1;
      return pair;
    });
    const index = ascii(`${pairs.join(' ')}\n`);
    const bodies = objects.flatMap(({ bytes }) => [bytes, ascii('\n')]);
    const contents = await pack(joined([index, ...bodies]));
    this.stream(number, `/Type /ObjStm /N ${objects.length} /First ${index.length}`, contents);
  }

  /** Section 7.5.8: for each number its kind, position or stream, and index, in seven bytes. */
  async finish(root: PDFRef): Promise<Uint8Array> {
    const number = this.next++;
    const start = this.at;
    this.places[number] = { at: start };
    const table = new Uint8Array(7 * this.next);
    const view = viewOf(table);
    this.places.forEach((place, i) => {
      view.setUint8(7 * i, 'at' in place ? 1 : 2);
      view.setUint32(7 * i + 1, 'at' in place ? place.at : place.stream);
      view.setUint16(7 * i + 5, 'at' in place ? 0 : place.index);
    });
    view.setUint16(5, 0xffff);
    this.stream(number, `/Type /XRef /Size ${this.next} /W [1 4 2] /Root ${root.tag}`, await pack(table));
    this.write(ascii(`startxref\n${start}\n%%EOF\n`));
    return joined(this.pieces);
  }
}

/**
 * A file of all objects in the context and no others, all but streams packed. pdf-lib's own writer takes time with the
 * square of the number of objects, and packs on the one thread that serves everyone.
 */
export async function writePdf(context: PDFContext, root: PDFRef): Promise<Uint8Array> {
  const objects = context.enumerateIndirectObjects();
  const writer = new Writer(objects.at(-1)?.[0].objectNumber ?? 0);
  let waiting: Packed[] = [];
  for (const [ref, object] of objects) {
    if (object instanceof PDFStream) {
      writer.object(ref.objectNumber, bytesOf(object));
      continue;
    }
    waiting.push({ ref, bytes: bytesOf(object) });
    if (waiting.length < objectsPerStream) continue;
    await writer.objectStream(waiting);
    waiting = [];
  }
  if (waiting.length > 0) await writer.objectStream(waiting);
  return writer.finish(root);
}
