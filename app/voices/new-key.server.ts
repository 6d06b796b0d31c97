import type { ShredStore } from './crypto/shred';

/**
 * Makes a key of the shred store for what `store` writes in one transaction. Where that failed for certain, the key is
 * destroyed again. Where the database fell silent, the key stays: the transaction may stand, and without its key what
 * somebody is told to be kept could never be read.
 */
export async function withNewKey<T>(
  shred: Pick<ShredStore, 'make' | 'read' | 'destroy'>,
  store: (name: string, key: Buffer) => Promise<T>,
): Promise<T> {
  const name = await shred.make();
  try {
    const key = await shred.read(name);
    const done = await store(name, key);
    key.fill(0);
    return done;
  } catch (e) {
    if (!isSilence(e)) await shred.destroy([name]);
    throw e;
  }
}

/** The answer to a commit was lost: by code, for messages hold what was asked. */
function isSilence(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(CONNECT_|CONNECTION_|ECONN|EPIPE$|ETIMEDOUT$|ENOENT$|57P0|08)/.test(code);
}
