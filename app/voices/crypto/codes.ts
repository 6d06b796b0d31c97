import { randomInt } from 'node:crypto';
import { evened } from './typed-digits';

/**
 * The codes people carry: a receipt of 24 digits (79.7 bits), or of six words from a list of at least 7,776 (77.5 bits)
 * where somebody has vetted one for their language; an invitation of 12 characters of Crockford's Base32 (60 bits).
 */
const receiptDigits = 24;
const receiptWords = 6;
const fewestWords = 7776;
const invitationCharacters = 12;
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const receiptBits = receiptDigits * Math.log2(10);
export const invitationBits = invitationCharacters * Math.log2(crockford.length);

export interface NewCode {
  /** What is looked up. */
  canonical: string;
  /** What is shown and printed: in groups. */
  shown: string;
}

export type ReadCode = { kind: 'receipt' | 'invitation'; canonical: string };

export function newReceipt(): NewCode {
  const canonical = take(receiptDigits, '0123456789');
  return { canonical, shown: inFours(canonical) };
}

/** @throws where the list is too short, has a word twice, or one that could not be read again. */
export function newReceiptInWords(list: readonly string[]): NewCode {
  whyNotList(list);
  const canonical = Array.from({ length: receiptWords }, () => list[randomInt(list.length)]).join(' ');
  return { canonical, shown: canonical };
}

export function wordReceiptBits(list: readonly string[]): number {
  whyNotList(list);
  return receiptWords * Math.log2(list.length);
}

export function newInvitation(): NewCode {
  const canonical = take(invitationCharacters, crockford);
  return { canonical, shown: inFours(canonical).replaceAll(' ', '-') };
}

/**
 * What a person typed as a code, or null where it can be none: digits of any script, capitals or not, with spaces and
 * dashes wherever they like. Digits and words of a receipt take one way; whether such a receipt exists is not asked here.
 */
export function readCode(typed: string): ReadCode | null {
  const text = evened(typed);
  if (text === null) return null;
  const joined = text.replaceAll(' ', '');
  if (/^[0-9]+$/.test(joined) && joined.length === receiptDigits) return { kind: 'receipt', canonical: joined };
  // Nobody should have to tell 0 from O, or 1 from I and L, on a slip of paper.
  const invitation = joined.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  if (invitation.length === invitationCharacters && [...invitation].every((c) => crockford.includes(c))) {
    return { kind: 'invitation', canonical: invitation };
  }
  const words = text.split(' ');
  if (words.length === receiptWords && words.every((w) => /^\p{L}[\p{L}\p{M}]+$/u.test(w))) {
    return { kind: 'receipt', canonical: words.join(' ') };
  }
  return null;
}

function whyNotList(list: readonly string[]): void {
  if (list.length < fewestWords) throw new Error('A list of words for receipts has 7,776 of them or more');
  if (new Set(list).size !== list.length) throw new Error('A list of words for receipts has no word twice');
  if (!list.every((w) => /^\p{L}[\p{L}\p{M}]+$/u.test(w) && evened(w) === w)) {
    throw new Error('Words for receipts are written as they are read: lower case, letters alone');
  }
}

function take(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function inFours(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$& ');
}
