import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Keys of the installation, each a file of 32 bytes named `<what>.<key id>`, mode 0400, in a folder that is backed up
 * apart from the database. A higher id is a newer key; older ones stay until nothing is under them any more.
 */
const names = ['pepper', 'salt', 'release', 'guard', 'totp'] as const;
export type SecretName = (typeof names)[number];

const keyLength = 32;

/** scrypt's N, with r = 8 and p = 1. Only tests of other parts give less. */
export interface Costs {
  receipt: number;
  passphrase: number;
}
export const productionCosts: Costs = { receipt: 2 ** 15, passphrase: 2 ** 17 };

export interface Secrets {
  costs: Costs;
  /** The newest key of a kind, with its id. */
  current(name: SecretName): { id: number; key: Buffer };
  /** @throws where there is none of that id. */
  byId(name: SecretName, id: number): Buffer;
  /** Ids of a kind, newest first. */
  ids(name: SecretName): number[];
}

/**
 * Opens the folder, and makes all keys in one that is new. A folder in which some are missing is refused: a key made
 * anew in the place of a lost one would lock out everybody without a word.
 */
export function openSecrets(dir: string, costs: Costs = productionCosts): Secrets {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (filesOf(dir).length === 0) for (const name of names) writeKey(dir, name, 1);
  const keys = new Map<SecretName, Map<number, Buffer>>(names.map((name) => [name, new Map()]));
  for (const file of filesOf(dir)) {
    const key = fs.readFileSync(path.join(dir, file.text));
    if (key.length !== keyLength) throw new Error(`The secret ${file.text} is not of ${keyLength} bytes`);
    keys.get(file.name)!.set(file.id, key);
  }
  const missing = names.filter((name) => keys.get(name)!.size === 0);
  if (missing.length > 0) throw new Error(`The folder of secrets has no ${missing.join(', ')}`);
  // Receipts are stretched with a salt and looked up with a pepper, of one id.
  const ids = (name: SecretName) => [...keys.get(name)!.keys()].sort((a, b) => b - a);
  if (ids('salt').join() !== ids('pepper').join()) throw new Error('Salt and pepper come in pairs of one key id');
  const byId = (name: SecretName, id: number) => {
    const key = keys.get(name)!.get(id);
    if (!key) throw new Error(`There is no ${name} with key id ${id}`);
    return key;
  };
  return {
    costs,
    ids,
    byId,
    current(name) {
      const id = ids(name)[0]!;
      return { id, key: byId(name, id) };
    },
  };
}

/** Adds a newer key of a kind; salt and pepper together. What is open has to be opened again to use it. */
export function renewSecret(dir: string, name: Exclude<SecretName, 'salt'>): number {
  const newest = Math.max(
    ...filesOf(dir)
      .filter((f) => f.name === name)
      .map((f) => f.id),
  );
  const id = newest + 1;
  if (id > 255) throw new Error('A key id is a byte');
  if (name === 'pepper') writeKey(dir, 'salt', id);
  writeKey(dir, name, id);
  return id;
}

function filesOf(dir: string): { text: string; name: SecretName; id: number }[] {
  return fs.readdirSync(dir).flatMap((text) => {
    const found = /^([a-z]+)\.([1-9][0-9]{0,2})$/.exec(text);
    const name = names.find((n) => n === found?.[1]);
    const id = Number(found?.[2]);
    return name && id <= 255 ? [{ text, name, id }] : [];
  });
}

function writeKey(dir: string, name: SecretName, id: number): void {
  const file = fs.openSync(path.join(dir, `${name}.${id}`), 'wx', 0o400);
  fs.writeSync(file, randomBytes(keyLength));
  fs.fsyncSync(file);
  fs.closeSync(file);
}
