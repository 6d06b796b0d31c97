import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { openSecrets, type SecretName, type Secrets } from '../../app/voices/crypto/secrets';

/** A folder of this test file's own, gone at its end. */
export function freshFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-keys-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const cheap = { receipt: 1024, passphrase: 1024 };

/** Secrets that are the same in each run, for known answers: the bytes of each are one number, repeated. */
export function knownSecrets(ids: number[] = [1]): { folder: string; secrets: Secrets } {
  const folder = freshFolder();
  const fill: Record<SecretName, number> = { salt: 10, pepper: 11, release: 12, guard: 13, totp: 14 };
  for (const [name, byte] of Object.entries(fill)) {
    for (const id of ids) fs.writeFileSync(path.join(folder, `${name}.${id}`), Buffer.alloc(32, byte + (id - 1) * 16));
  }
  return { folder, secrets: openSecrets(folder, cheap) };
}
