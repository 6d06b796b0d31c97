import { PDFContext, PDFName, PDFNull, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { refusals } from './refusals';

const limits = {
  /** Numbers, strings, entries: at some 100 bytes each once read, far more than ten megabytes hold otherwise. */
  values: 3_000_000,
  objects: 300_000,
  names: 20_000,
  nameCharacters: 400_000,
  unpacked: 60 * 1024 * 1024,
} as const;

/**
 * What one PDF may cost to read, and its names and references. A file of a few megabytes can be made to need gigabytes
 * or hours; each step is paid for here, and what cannot pay is refused as too complex.
 *
 * pdf-lib never forgets a name or a reference it has seen. So references are numbered anew from 1, and the table they share
 * across files stays as small as the largest file; names, which cannot be changed, are limited.
 */
export class PdfBudget {
  readonly context = PDFContext.create();
  private values: number = limits.values;
  private unpacked: number = limits.unpacked;
  private nameCharacters: number = limits.nameCharacters;
  private readonly names = new Map<string, PDFName>();
  private readonly refs = new Map<string, PDFRef>();

  /** `work` is in bytes looked at, counted again each time they are. */
  constructor(private work: number) {}

  value(count: number): void {
    this.values -= count;
    if (this.values < 0) throw refusals.tooComplex();
  }

  looked(bytes: number): void {
    this.work -= bytes;
    if (this.work < 0) throw refusals.tooComplex();
  }

  /** How much may still be unpacked, in bytes. */
  get room(): number {
    return this.unpacked;
  }

  unpack(bytes: number): void {
    this.unpacked -= bytes;
    if (this.unpacked < 0) throw refusals.tooComplex();
    // What came out is looked at as well, a few times over at most.
    this.work += 4 * bytes;
  }

  /** A name as written in the file, without its slash, escapes (`#20`) and all. */
  name(written: string): PDFName {
    const known = this.names.get(written);
    if (known) return known;
    this.nameCharacters -= written.length;
    if (this.names.size >= limits.names || this.nameCharacters < 0) throw refusals.tooComplex();
    // A copy: a slice would keep the whole file in memory for as long as pdf-lib keeps the name. A `#` that stays is
    // escaped again, since pdf-lib would take what follows it for an escape once more.
    const copy = Buffer.from(written, 'latin1').toString('latin1');
    const plain = copy.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    const name = PDFName.of(plain.replaceAll('#', '#23'));
    this.names.set(copy, name);
    return name;
  }

  ref(objectNumber: number, generation: number): PDFRef {
    const tag = `${objectNumber} ${generation}`;
    const known = this.refs.get(tag);
    if (known) return known;
    if (this.refs.size >= limits.objects) throw refusals.tooComplex();
    const ref = PDFRef.of(this.refs.size + 1, 0);
    this.refs.set(tag, ref);
    return ref;
  }

  resolve(object: PDFObject | undefined): PDFObject | undefined {
    const found = this.context.lookup(object);
    return found === PDFNull ? undefined : found;
  }
}
