import sodium from 'libsodium-wrappers';
import { OpenRefused } from './refused';

/** X25519 sealed boxes: whoever seals cannot open again. The only thing libsodium is used for. */
export interface KeyPair {
  publicKey: Buffer;
  privateKey: Buffer;
}

/** Bytes a sealed message is longer than the message. */
export const boxOverhead = 48;

/** To be awaited once, before anything here is used: the library is compiled when it is loaded. */
export async function ready(): Promise<void> {
  await sodium.ready;
}

export function makeKeyPair(): KeyPair {
  const pair = sodium.crypto_box_keypair();
  return { publicKey: Buffer.from(pair.publicKey), privateKey: Buffer.from(pair.privateKey) };
}

/** A pair from its private half, which is all that is kept, wrapped. */
export function pairOf(privateKey: Buffer): KeyPair {
  return { publicKey: Buffer.from(sodium.crypto_scalarmult_base(privateKey)), privateKey };
}

export function sealTo(publicKey: Buffer, message: Buffer): Buffer {
  return Buffer.from(sodium.crypto_box_seal(message, publicKey));
}

/** @throws OpenRefused where it was sealed to somebody else, or changed. */
export function openSealed(keys: KeyPair, sealed: Buffer): Buffer {
  try {
    return Buffer.from(sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.privateKey));
  } catch {
    throw new OpenRefused();
  }
}
