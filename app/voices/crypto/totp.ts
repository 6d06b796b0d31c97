import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { toBase32 } from './base32';
import { aadOf, keyIdOf, open, seal } from './blob';
import type { Secrets } from './secrets';
import { evened } from './typed-digits';

/** Time-based codes (RFC 6238): SHA-1, 30 seconds, six digits, which every authenticator app reads. */
const period = 30;
const digits = 6;

export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / period);
}

export function totpCode(secret: Buffer, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const at = mac[mac.length - 1]! & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 10 ** length).padStart(length, '0');
}

/**
 * The step a typed code belongs to, or null. One step to either side is allowed for clocks; `usedStep` is the highest
 * that was accepted before (`usedStep`), and nothing up to it is accepted again.
 */
export function totpStep(secret: Buffer, typed: string, now: Date, usedStep: number): number | null {
  const code = Buffer.from((evened(typed) ?? '').replaceAll(' ', ''));
  if (code.length !== digits) return null;
  let found: number | null = null;
  for (const step of [stepOf(now) - 1, stepOf(now), stepOf(now) + 1]) {
    // All three are tried whatever comes first; where two have the same code the later one is used up with it.
    const equal = timingSafeEqual(code, Buffer.from(totpCode(secret, step)));
    if (equal && step > usedStep) found = step;
  }
  return found;
}

/**
 * What is stored of the step that was used last. The step itself would be the time of somebody's last sign-in, to half a
 * minute; under a key outside the database it can be recognised while it matters, and says nothing to whoever has a copy.
 */
export function markOfStep(secrets: Secrets, staff: string, step: number, keyId = secrets.current('totp').id): Buffer {
  return createHmac('sha256', secrets.byId('totp', keyId)).update(`used|${staff}|${step}`).digest();
}

/** The step that a stored mark stands for, or 0 where it is none of those a code could be used for now. */
export function usedStep(secrets: Secrets, staff: string, mark: Buffer | null, now: Date): number {
  const near = [stepOf(now) - 1, stepOf(now), stepOf(now) + 1];
  const isMarked = (step: number) =>
    secrets.ids('totp').some((id) => mark?.equals(markOfStep(secrets, staff, step, id)));
  return near.find(isMarked) ?? 0;
}

/** What an authenticator app reads. The label is neutral: it stands on somebody's phone. */
export function totpAddress(secret: Buffer, label: string): string {
  return `otpauth://totp/${encodeURIComponent(label)}?secret=${toBase32(secret)}&period=${period}&digits=${digits}`;
}

export function sealTotp(secrets: Secrets, staff: string, secret: Buffer): Buffer {
  const { id, key } = secrets.current('totp');
  return seal(key, aadOf('staff', 'totp', staff), secret, id);
}

/** @throws OpenRefused */
export function openTotp(secrets: Secrets, staff: string, blob: Buffer): Buffer {
  return open(secrets.byId('totp', keyIdOf(blob)), aadOf('staff', 'totp', staff), blob);
}
