import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { OpenRefused } from './refused';

/**
 * The shred store: one file of 32 random bytes for each thing that can be taken back, named at random, in a folder that
 * is never backed up with the database. Destroying a file makes every copy of what is under it unreadable. `tombstones`
 * names all that was ever destroyed, and is kept for ever: a key that a backup brings back stays dead.
 *
 *   <dir>/keys/<32 hex digits>      <dir>/tombstones, one name or id a line, sorted
 *
 * Times of files say when somebody was here, so all are set to one instant.
 */
export interface ShredStore {
  /** Makes a key and gives its name. It is on the disk when this returns. */
  make(): Promise<string>;
  /** @throws OpenRefused where it was destroyed, is not whole, or never was. */
  read(name: string): Promise<Buffer>;
  /** Writes names on the tombstones, then overwrites and removes the files. Again is no harm. */
  destroy(names: readonly string[]): Promise<void>;
  /** Writes ids (of contributions, excerpts, messages) on the tombstones. */
  tombstone(ids: readonly string[]): Promise<void>;
  isErased(idOrName: string): Promise<boolean>;
  /** All names and ids on the tombstones. */
  erased(): Promise<Set<string>>;
  /** Destroys keys that a backup brought back although they are on the tombstones; gives how many. */
  bury(): Promise<number>;
}

const keyLength = 32;
const oneInstant = new Date(0);
const isName = (text: string) => /^[0-9a-f]{32}$/.test(text);

export async function openShred(dir: string): Promise<ShredStore> {
  const keys = path.join(dir, 'keys');
  const stones = path.join(dir, 'tombstones');
  await fs.mkdir(keys, { recursive: true, mode: 0o700 });

  const erased = async () => {
    const text = await fs.readFile(stones, 'utf8').catch(absent);
    return new Set((text ?? '').split('\n').filter((line) => line !== ''));
  };

  // One after the other: two that read the same stones would write each other's away.
  let before: Promise<unknown> = Promise.resolve();
  const tombstone = (ids: readonly string[]) => {
    const after = before.then(() => addStones(ids));
    before = after.catch(() => undefined);
    return after;
  };
  const addStones = async (ids: readonly string[]) => {
    const all = await erased();
    if (ids.every((id) => all.has(id))) return;
    for (const id of ids) all.add(id);
    // Sorted, so that the order in which people took their words back is not kept.
    await writeWhole(
      stones,
      Buffer.from(
        [...all]
          .sort()
          .map((id) => `${id}\n`)
          .join(''),
      ),
    );
    await settle(dir);
  };

  return {
    async make() {
      const name = randomBytes(16).toString('hex');
      const file = path.join(keys, name);
      const key = randomBytes(keyLength);
      await writeNew(file, key);
      key.fill(0);
      await settle(keys);
      return name;
    },
    async read(name) {
      if (!isName(name) || (await erased()).has(name)) throw new OpenRefused();
      const key = await fs.readFile(path.join(keys, name)).catch(absent);
      if (key?.length !== keyLength) throw new OpenRefused();
      return key;
    },
    async destroy(names) {
      if (!names.every(isName)) throw new Error('This names no key of the shred store');
      await tombstone(names);
      for (const name of names) await overwriteAndRemove(path.join(keys, name));
      await settle(keys);
    },
    tombstone,
    async isErased(idOrName) {
      return (await erased()).has(idOrName);
    },
    erased,
    async bury() {
      const dead = await erased();
      const back = (await fs.readdir(keys)).filter((name) => dead.has(name));
      for (const name of back) await overwriteAndRemove(path.join(keys, name));
      if (back.length > 0) await settle(keys);
      return back.length;
    },
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function writeNew(file: string, bytes: Buffer): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600);
  try {
    await handle.write(bytes);
    await handle.utimes(oneInstant, oneInstant);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Either the old file or the new one is there after a crash, never half of one. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const next = `${file}.next`;
  await fs.rm(next, { force: true });
  await writeNew(next, bytes);
  await fs.rename(next, file);
}

async function overwriteAndRemove(file: string): Promise<void> {
  const handle = await fs.open(file, 'r+').catch(absent);
  if (!handle) return;
  try {
    await handle.write(randomBytes(keyLength), 0, keyLength, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.unlink(file);
}

/** The folder's own entries on the disk, and its time set back. */
async function settle(dir: string): Promise<void> {
  await fs.utimes(dir, oneInstant, oneInstant);
  const handle = await fs.open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
