import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { refuse } from '../shared/refusal';
import { longestPassword, normalised, type Own, shortestPassword, whyNotPassword } from './password';

/** Argon2id with the first of the equal choices in OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const common = new Set(dictionary.passwords);

/** Of a password that nobody has: whoever has none is looked up as long as whoever has one. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$bVa+RPRIxhsZ4DaRYawNwA$rtiH4YGioUk5W9eivo43AaMOVberzMnvGtvDafh0W2E';

/** Refuses a password that cannot be chosen, beside its field. */
export function checkPassword(password: string, own: Own, field = 'password'): void {
  const mistake = whyNotPassword(password, own, (word) => common.has(word));
  if (!mistake) return;
  const values = { shortest: shortestPassword, longest: longestPassword };
  throw refuse('invalid', 'shared:errors.check-fields', values, { [field]: mistake });
}

export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), cost);
}

/**
 * Whether this is the password of a stored hash. Takes the same time where there is none, so that an answer does not
 * tell whether somebody has an account.
 */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const typed = normalised(password);
  const same = await verify(stored ?? nobodys, [...typed].length > longestPassword ? '' : typed);
  return same && stored !== null;
}
