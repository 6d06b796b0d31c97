import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  type PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PdfBudget } from './pdf-budget';
import { refusals } from './refusals';

const deepest = 100;

const blank = 1;
const delimiter = 2;
const digit = 4;
const sign = 8;
const kinds = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) kinds[code] = blank;
for (const mark of '()<>[]{}/%') kinds[mark.charCodeAt(0)] = delimiter;
for (const mark of '0123456789') kinds[mark.charCodeAt(0)] = digit;
for (const mark of '+-.') kinds[mark.charCodeAt(0)] = sign;

const words = [
  ['true', PDFBool.True],
  ['false', PDFBool.False],
  ['null', PDFNull],
] as const;

/**
 * Reads the objects of PDF syntax (ISO 32000-1, section 7.3) from `at` on, into pdf-lib's model. `text` has one character
 * for each byte. Each step goes forward, or back by one look ahead. What is no object is refused as damaged; the caller
 * decides what that means for the file.
 */
export class PdfSyntax {
  private depth = 0;

  constructor(
    readonly text: string,
    readonly budget: PdfBudget,
    public at = 0,
  ) {}

  isAt(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** 0 at the end of the text too, like a letter; whoever goes on reading has to look for the end. */
  private kind(): number {
    return this.at < this.text.length ? kinds[this.text.charCodeAt(this.at)]! : 0;
  }

  skipBlank(): void {
    for (;;) {
      if (this.kind() === blank) this.at++;
      else if (this.isAt('%')) this.skipLine();
      else return;
    }
  }

  private skipLine(): void {
    while (this.at < this.text.length && !this.isAt('\n') && !this.isAt('\r')) this.at++;
  }

  object(): PDFObject {
    this.skipBlank();
    this.budget.value(1);
    if ((this.kind() & (digit | sign)) !== 0) return this.numberOrRef();
    switch (this.text[this.at]) {
      case '/':
        return this.name();
      case '(':
        return this.string();
      case '[':
        return this.nested(() => this.array());
      case '<':
        return this.text[this.at + 1] === '<' ? this.nested(() => this.dictionary()) : this.hexString();
    }
    for (const [word, value] of words) {
      if (!this.isAt(word)) continue;
      this.at += word.length;
      return value;
    }
    throw refusals.damaged();
  }

  private nested<T>(read: () => T): T {
    if (this.depth >= deepest) throw refusals.damaged();
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  private dictionary(): PDFDict {
    this.at += 2;
    const dictionary = PDFDict.withContext(this.budget.context);
    this.budget.value(4);
    for (;;) {
      this.skipBlank();
      if (this.isAt('>>')) break;
      if (!this.isAt('/')) throw refusals.damaged();
      const key = this.name();
      this.skipBlank();
      this.budget.value(2);
      if (this.isAt('>>')) break;
      dictionary.set(key, this.object());
    }
    this.at += 2;
    return dictionary;
  }

  private array(): PDFArray {
    this.at++;
    const array = PDFArray.withContext(this.budget.context);
    this.budget.value(2);
    for (;;) {
      this.skipBlank();
      if (this.isAt(']')) break;
      array.push(this.object());
    }
    this.at++;
    return array;
  }

  private name(): PDFName {
    const from = ++this.at;
    while (this.at < this.text.length && (this.kind() & (blank | delimiter)) === 0) this.at++;
    return this.budget.name(this.text.slice(from, this.at));
  }

  /** As it is written, escapes and all: pdf-lib keeps and writes it so. */
  private string(): PDFString {
    const from = this.at + 1;
    let open = 0;
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at];
      if (character === '\\') this.at++;
      else if (character === '(') open++;
      else if (character === ')' && --open === 0) return PDFString.of(this.text.slice(from, this.at++));
    }
    throw refusals.damaged();
  }

  private hexString(): PDFHexString {
    const end = this.text.indexOf('>', this.at);
    if (end < 0) {
      // Looked at to the end, and to be paid for: a file can be full of these.
      this.at = this.text.length;
      throw refusals.damaged();
    }
    const digits = this.text.slice(this.at + 1, end).replace(/[^0-9a-f]/gi, '');
    this.at = end + 1;
    return PDFHexString.of(digits);
  }

  private digits(): string {
    const from = this.at;
    while (this.kind() === digit) this.at++;
    return this.text.slice(from, this.at);
  }

  /** Undefined where there is none here; refused where it is longer than any that is meant. */
  integer(): number | undefined {
    this.skipBlank();
    const digits = this.digits();
    if (digits.length > 10) throw refusals.damaged();
    return digits === '' ? undefined : Number(digits);
  }

  private numberOrRef(): PDFObject {
    const from = this.at;
    const whole = this.digits();
    if ((this.kind() & sign) === 0 && whole.length <= 10) {
      const back = this.at;
      const generation = this.generationOfRef();
      if (generation !== undefined) return this.budget.ref(Number(whole), generation);
      this.at = back;
      return PDFNumber.of(Number(whole));
    }
    while ((this.kind() & (digit | sign)) !== 0) this.at++;
    // Written badly but commonly (`--5`, `1.2-3`): read as far as it is a number.
    const raw = this.text.slice(from, Math.min(this.at, from + 64));
    const [, signs, digits] = /^([+-]*)(\d*\.?\d*)/.exec(raw)!;
    const value = digits === '.' ? 0 : Number(digits);
    return PDFNumber.of(signs?.startsWith('-') ? -value : value);
  }

  private generationOfRef(): number | undefined {
    this.skipBlank();
    const generation = this.digits();
    if (generation === '' || generation.length > 5) return undefined;
    this.skipBlank();
    if (!this.isAt('R')) return undefined;
    this.at++;
    if (this.at < this.text.length && (this.kind() & (blank | delimiter)) === 0) return undefined;
    return Number(generation);
  }
}
