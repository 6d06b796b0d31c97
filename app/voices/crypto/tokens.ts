import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** 32 random bytes as text: a cookie's value. */
export function newCookie(): string {
  return randomBytes(32).toString('base64url');
}

export function isCookie(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** What a session is kept under: the cookie itself is kept nowhere. */
export function sessionKey(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}

/** Made at start and kept in memory: what is under it cannot be told after a restart. */
export function newBootKey(): Buffer {
  return randomBytes(32);
}

/** The synchroniser token of a cookie's forms. */
export function formToken(bootKey: Buffer, cookie: string): string {
  return createHmac('sha256', bootKey).update('form').update(cookie).digest('base64url');
}

/** What a caller is limited by: an address goes in and cannot be had out again. */
export function callerKey(bootKey: Buffer, address: string): string {
  return createHmac('sha256', bootKey).update('caller').update(address).digest('base64url');
}

/** Whether two texts are equal, in a time that does not tell how far. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** UUID version 4: version 7 and serial numbers would tell when. */
export function newId(): string {
  return randomUUID();
}

export function sha256(bytes: Buffer | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The same things in another order, each order as likely: the order of rows tells who came after whom. */
export function shuffled<T>(things: readonly T[]): T[] {
  return things
    .map((thing) => ({ thing, at: randomBytes(8).readBigUInt64BE() }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ thing }) => thing);
}
