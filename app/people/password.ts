/**
 * NIST SP 800-63B, fourth revision: 15 characters at least where nothing but a password stands before the account, and
 * no rules about which. Whoever does not want to remember that many signs in by a link.
 */
export const shortestPassword = 15;
/** Long enough for any phrase; without an end, one form could keep the processor busy. */
export const longestPassword = 256;

/** What a password must not be made of: the person's own words. */
export interface Own {
  name: string;
  email: string;
}

/** One password however it is typed: an é may reach us as one character or as two (NIST SP 800-63B, 5.1.1.2). */
export function normalised(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Why this password cannot be chosen, as an i18n key, or nothing. Length and lists only, no rules of composition (NIST
 * SP 800-63B). `isCommon` tells whether a word, in small letters, is on the list of passwords that are tried first.
 */
export function whyNotPassword(password: string, own: Own, isCommon: (word: string) => boolean): string | undefined {
  const whole = normalised(password);
  const length = [...whole].length;
  if (length < shortestPassword) return 'people:password.too-short';
  if (length > longestPassword) return 'people:password.too-long';
  const folded = whole.toLowerCase();
  const stem = withoutTail(folded);
  if (isCommon(folded) || (stem !== '' && isCommon(stem)) || isMonotonous(folded)) return 'people:password.common';
  if (isOwn(folded, own)) return 'people:password.own';
  return undefined;
}

/** "Password2026!" is "password" with what everybody adds to it. */
function withoutTail(word: string): string {
  return word.replace(/[\p{N}\p{P}\p{S}\s]+$/u, '');
}

/** Few different characters, or one step repeated: aaaaaaaaaaaa, 121212121212, abcdefghijkl, 987654321098. */
function isMonotonous(word: string): boolean {
  const points = [...word].map((c) => c.codePointAt(0)!);
  if (new Set(points).size < 5) return true;
  const steps = points.slice(1).map((point, i) => point - points[i]!);
  // 9 to 0 and z to a count as one step on.
  const even = (step: number) => steps.every((s) => s === step || s === -9 * step || s === -25 * step);
  return even(1) || even(-1);
}

/** Nothing much is left once the person's own words and the name of this site are taken out. */
function isOwn(word: string, { name, email }: Own): boolean {
  const words = [...name.split(/[^\p{L}\p{M}]+/u), ...email.split(/[^\p{L}\p{M}\p{N}]+/u), 'plenary']
    .map((w) => normalised(w).toLowerCase())
    .filter((w) => w.length >= 3)
    .sort((a, b) => b.length - a.length);
  let rest = word;
  for (const w of words) rest = rest.replaceAll(w, ' ');
  return rest !== word && withoutTail(rest).replace(/[\s\p{P}]/gu, '').length < 4;
}
