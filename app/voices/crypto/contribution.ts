import { randomBytes } from 'node:crypto';
import { aadOf, open, seal } from './blob';
import type { KeyPair } from './boxes';
import { pad, unpad } from './padding';
import { type Reader, unwrapAs, type Wrapped, wrapFor } from './wraps';

/**
 * A contribution: its text under a key of its own (DEK), which is wrapped for the assigned caseworkers and for the
 * contributor. Replies and proposed wordings stand beside it under the same key, each at its own place.
 */
export interface Locked {
  body: Buffer;
  sizeBucket: number;
  wrapped: Wrapped[];
}

/** What opens a contribution: one reader's wrapped key, that reader's keys, and the shred key. */
export interface Opening {
  /** Of the contribution. */
  id: string;
  reader: string;
  blob: Buffer;
  keys: KeyPair;
  shredKey: Buffer;
}

export interface Beside {
  table: 'reply' | 'excerpt';
  column: 'body' | 'proposed_body';
  rowId: string;
}

export function lock(of: { id: string; text: Buffer; readers: Reader[]; shredKey: Buffer }): Locked {
  const dek = randomBytes(32);
  const padded = pad(of.text);
  const body = seal(dek, bodyOf(of.id), padded);
  const wrapped = of.readers.map((reader) => wrapFor({ table: 'wrapped_key', of: of.id }, reader, dek, of.shredKey));
  padded.fill(0);
  dek.fill(0);
  return { body, sizeBucket: body.length, wrapped };
}

/** @throws OpenRefused */
export function unlock(of: Opening & { body: Buffer }): Buffer {
  return unpad(open(dekOf(of), bodyOf(of.id), of.body));
}

/** The same key for one more reader. @throws OpenRefused */
export function rewrap(of: Opening, to: Reader): Wrapped {
  return wrapFor({ table: 'wrapped_key', of: of.id }, to, dekOf(of), of.shredKey);
}

/** @throws OpenRefused */
export function lockBeside(of: Opening, beside: Beside, text: Buffer): Buffer {
  return seal(dekOf(of), aadOf(beside.table, beside.column, beside.rowId), pad(text));
}

/** @throws OpenRefused */
export function unlockBeside(of: Opening, beside: Beside, blob: Buffer): Buffer {
  return unpad(open(dekOf(of), aadOf(beside.table, beside.column, beside.rowId), blob));
}

function dekOf(of: Opening): Buffer {
  return unwrapAs({ table: 'wrapped_key', of: of.id }, { reader: of.reader, blob: of.blob }, of.keys, of.shredKey);
}

function bodyOf(id: string): Buffer {
  return aadOf('contribution', 'body', id);
}
