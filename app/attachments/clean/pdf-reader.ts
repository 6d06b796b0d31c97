import { setImmediate as nextTurn } from 'node:timers/promises';
import { PDFDict, PDFName, PDFNull, PDFNumber, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { isRefusal } from '../../shared/refusal';
import { asBuffer } from './bytes';
import { PdfBudget } from './pdf-budget';
import { filtersOf, undoFilters } from './pdf-filters';
import { PdfSyntax } from './pdf-syntax';
import { refusals } from './refusals';

const typeKey = PDFName.of('Type');
const rootKey = PDFName.of('Root');
const encryptKey = PDFName.of('Encrypt');

export interface ReadPdf {
  budget: PdfBudget;
  /** The catalog, as the last trailer names it. */
  root: PDFObject | undefined;
  /** Objects that are there and cannot be read. */
  damaged: ReadonlySet<PDFRef>;
}

const blank = '[\\0\\t\\n\\f\\r ]';
const header = `(?<!\\d)(\\d{1,10})${blank}{1,20}(\\d{1,5})${blank}{1,20}obj`;

// Old and broken files have a few objects that cannot be read; one full of them is made to take long.
const mostFailures = 5000;

function isDamage(problem: unknown): boolean {
  return isRefusal(problem) && problem.message === refusals.damaged().message;
}

class Reader {
  readonly budget: PdfBudget;
  readonly damaged = new Set<PDFRef>();
  root: PDFObject | undefined;
  /** For files that have lost their trailer, which readers open all the same. */
  private lastCatalog: PDFRef | undefined;
  isEncrypted = false;
  private hasLostObjects = false;
  private readonly text: string;
  private readonly syntax: PdfSyntax;
  private readonly lastEnd: number;
  private lengths: Map<string, number> | undefined;

  constructor(private readonly bytes: Uint8Array) {
    this.budget = new PdfBudget(1_000_000 + 6 * bytes.length);
    this.text = asBuffer(bytes).toString('latin1');
    this.syntax = new PdfSyntax(this.text, this.budget);
    this.lastEnd = this.text.lastIndexOf('endstream');
  }

  async read(): Promise<void> {
    const landmarks = new RegExp(`${header}|trailer`, 'g');
    let turn = 0;
    let failures = 0;
    for (let found = landmarks.exec(this.text); found; found = landmarks.exec(this.text)) {
      const from = landmarks.lastIndex;
      this.syntax.at = from;
      const ref = found[1] === undefined ? undefined : this.budget.ref(Number(found[1]), Number(found[2]));
      try {
        if (ref) await this.indirectObject(ref);
        else this.trailer(this.syntax.object());
        landmarks.lastIndex = this.syntax.at;
      } catch (problem) {
        if (!isDamage(problem) || ++failures > mostFailures) throw problem;
        if (ref) this.lose(ref);
      }
      this.budget.looked(this.syntax.at - from);
      if (++turn % 500 === 0) await nextTurn();
    }
    if (this.isEncrypted) throw refusals.encrypted();
    if (this.hasLostObjects) throw refusals.damaged();
    this.root ??= this.lastCatalog;
  }

  private lose(ref: PDFRef): void {
    this.budget.context.delete(ref);
    this.damaged.add(ref);
  }

  private keep(ref: PDFRef, object: PDFObject): void {
    // An object that is a mere reference to another: looking up would end there, or go round in circles.
    if (object instanceof PDFRef) throw refusals.damaged();
    this.damaged.delete(ref);
    this.budget.context.assign(ref, object);
    if (object instanceof PDFDict && object.get(typeKey) === PDFName.of('Catalog')) this.lastCatalog = ref;
  }

  /** Of several, the last that names a root counts: each change to a file appends another trailer. */
  private trailer(dictionary: PDFObject): void {
    if (!(dictionary instanceof PDFDict)) return;
    this.root = dictionary.get(rootKey) ?? this.root;
    const encrypt = dictionary.get(encryptKey);
    if (encrypt !== undefined && encrypt !== PDFNull) this.isEncrypted = true;
  }

  private async indirectObject(ref: PDFRef): Promise<void> {
    const object = this.syntax.object();
    this.syntax.skipBlank();
    if (!(object instanceof PDFDict) || !this.syntax.isAt('stream')) {
      this.keep(ref, object);
      return;
    }
    const stream = this.stream(object);
    const type = object.get(typeKey);
    // Both are only ever written with a name of their own here: their kind has to be known before other objects are.
    if (type === PDFName.of('XRef')) this.trailer(object);
    else if (type === PDFName.of('ObjStm')) await this.objectStream(stream);
    else this.keep(ref, stream);
  }

  private stream(dictionary: PDFDict): PDFRawStream {
    const { bytes, syntax } = this;
    syntax.at += 'stream'.length;
    if (bytes[syntax.at] === 13) syntax.at++;
    if (bytes[syntax.at] === 10) syntax.at++;
    const from = syntax.at;
    const to = this.endByLength(dictionary, from) ?? this.endByWord(from);
    return PDFRawStream.of(dictionary, bytes.slice(from, to));
  }

  /** The end by the stated length, where `endstream` does stand there. */
  private endByLength(dictionary: PDFDict, from: number): number | undefined {
    const length = dictionary.get(PDFName.of('Length'));
    const stated = length instanceof PDFNumber ? length.asNumber() : length instanceof PDFRef && this.lengthOf(length);
    if (typeof stated !== 'number' || !Number.isInteger(stated) || stated < 0) return undefined;
    const to = from + stated;
    const end = /^[\0\t\n\f\r ]{0,4}endstream/.exec(this.text.slice(to, to + 16));
    if (!end) return undefined;
    this.syntax.at = to + end[0].length;
    return to;
  }

  /** A length is often an object of its own that follows the stream, so all of them are looked up first. */
  private lengthOf(ref: PDFRef): number | undefined {
    if (!this.lengths) {
      this.lengths = new Map();
      const numbers = new RegExp(`${header}${blank}{1,20}(\\d{1,10})${blank}{0,20}endobj`, 'g');
      for (const [, object, generation, value] of this.text.matchAll(numbers)) {
        this.lengths.set(this.budget.ref(Number(object), Number(generation)).tag, Number(value));
      }
    }
    return this.lengths.get(ref.tag);
  }

  private endByWord(from: number): number {
    if (from > this.lastEnd) throw refusals.damaged();
    let to = this.text.indexOf('endstream', from);
    this.syntax.at = to + 'endstream'.length;
    if (to > from && this.bytes[to - 1] === 10) to--;
    if (to > from && this.bytes[to - 1] === 13) to--;
    return to;
  }

  /** Objects packed together (section 7.5.7): pairs of number and offset, then the objects from `First` on. */
  private async objectStream(stream: PDFRawStream): Promise<void> {
    try {
      const count = stream.dict.get(PDFName.of('N'));
      const first = stream.dict.get(PDFName.of('First'));
      if (!(count instanceof PDFNumber) || !(first instanceof PDFNumber)) throw refusals.damaged();
      const unpacked = await undoFilters(stream, filtersOf(stream.dict, this.budget), this.budget);
      const content = asBuffer(unpacked).toString('latin1');
      const index = new PdfSyntax(content, this.budget);
      const objects = new PdfSyntax(content, this.budget);
      for (let i = 0; i < count.asNumber(); i++) {
        const objectNumber = index.integer();
        const offset = index.integer();
        if (objectNumber === undefined || offset === undefined) throw refusals.damaged();
        objects.at = first.asNumber() + offset;
        const from = objects.at;
        this.keep(this.budget.ref(objectNumber, 0), objects.object());
        this.budget.looked(objects.at - from + 20);
        if (i % 2000 === 1999) await nextTurn();
      }
    } catch (problem) {
      if (!isDamage(problem)) throw problem;
      // In an encrypted file this is what happens to every object stream, before its trailer has been read.
      this.hasLostObjects = true;
    }
  }
}

/**
 * All objects of a PDF, by reading it from its start to its end: of two with one number the later counts, and no table of
 * positions is trusted. pdf-lib's own parser does the same, but can be made to take hours and gigabytes.
 * Refusals: encrypted, damaged, too-complex.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const reader = new Reader(bytes);
  await reader.read();
  return reader;
}
