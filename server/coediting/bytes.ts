import { isUtf8 } from 'node:buffer';

/** What was sent is not what it says it is; whoever sent it is put out, and nobody else notices. */
export class Broken extends Error {}

const decoder = new TextDecoder();

/**
 * Reads the variable-length numbers and texts of lib0's encoding, with every claim of a length held against the bytes
 * that are left. lib0's own reader allocates what it is told to.
 */
export class Reader {
  at = 0;

  constructor(
    readonly bytes: Uint8Array,
    public end = bytes.length,
  ) {}

  byte(): number {
    if (this.at >= this.end) throw new Broken('ends too early');
    return this.bytes[this.at++]!;
  }

  /** An unsigned number up to 2^53 - 1. */
  number(): number {
    let n = 0;
    let unit = 1;
    for (;;) {
      const b = this.byte();
      n += (b & 0x7f) * unit;
      if (b < 0x80) return n;
      unit *= 128;
      if (unit > 2 ** 49) {
        const last = this.byte();
        n += last * unit;
        if (last >= 0x80 || n > Number.MAX_SAFE_INTEGER) throw new Broken('a number is too large');
        return n;
      }
    }
  }

  /** A signed number, as lib0 writes integers of any value; its value does not matter here. */
  skipSigned(): void {
    for (let i = 0; ; i++) {
      if (this.byte() < 0x80) return;
      if (i > 8) throw new Broken('a number is too large');
    }
  }

  skip(length: number): void {
    if (length > this.end - this.at) throw new Broken('claims more than it holds');
    this.at += length;
  }

  /** A number of things that take one byte each at least. */
  count(): number {
    const n = this.number();
    if (n > this.end - this.at) throw new Broken('claims more than it holds');
    return n;
  }

  /** Bytes with their length before them; a view, not a copy. */
  block(): Uint8Array {
    const length = this.count();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** A text's length in UTF-16 units, as JavaScript and Yjs count; refuses what is not UTF-8. */
  textLength(): number {
    const block = this.block();
    let units = 0;
    let plain = true;
    for (let i = 0; i < block.length; i++) {
      const b = block[i]!;
      if (b < 0x80) units++;
      else {
        plain = false;
        if (b >= 0xf0) units += 2;
        else if (b >= 0xc0) units++;
      }
    }
    if (!plain && !isUtf8(block)) throw new Broken('not UTF-8');
    return units;
  }

  text(): string {
    const block = this.block();
    if (!isUtf8(block)) throw new Broken('not UTF-8');
    return decoder.decode(block);
  }

  get isAtEnd(): boolean {
    return this.at === this.end;
  }
}

/** Collects what is encoded; grows as needed. */
export class Writer {
  private bytes = new Uint8Array(64);
  private length = 0;

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  number(n: number): this {
    this.room(9);
    let left = n;
    while (left > 0x7f) {
      this.bytes[this.length++] = 0x80 | (left % 128);
      left = Math.floor(left / 128);
    }
    this.bytes[this.length++] = left;
    return this;
  }

  raw(block: Uint8Array): this {
    this.room(block.length);
    this.bytes.set(block, this.length);
    this.length += block.length;
    return this;
  }

  block(block: Uint8Array): this {
    return this.number(block.length).raw(block);
  }

  get size(): number {
    return this.length;
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** What the database gave as base64: the driver's way for bytes is twice as long on the way, and six times as slow to read. */
export function bytesOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  // Small ones lie in a buffer that the process shares, which each would keep from being given back.
  return bytes.buffer.byteLength === bytes.length ? bytes : new Uint8Array(bytes);
}
