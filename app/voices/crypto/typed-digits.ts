/** A decimal digit of any script as 0 to 9, or null. Unicode keeps the ten of a script in a row, with gaps between rows. */
export function digitValue(character: string): number | null {
  if (!isDigit(character)) return null;
  let value = 0;
  for (let at = character.codePointAt(0)! - 1; isDigit(String.fromCodePoint(at)); at -= 1) value += 1;
  return value % 10;
}

function isDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character);
}

const longestTyped = 400;

/**
 * What somebody typed, for comparing: compatible forms made one, digits of any script as 0 to 9, lower case, marks that
 * one cannot see left out, and spaces and dashes of all kinds as one space. Null where it is too long to be looked at.
 */
export function evened(typed: string): string | null {
  if (typed.length > longestTyped) return null;
  return [...typed.normalize('NFKC')]
    .map((c) => digitValue(c)?.toString() ?? c)
    .join('')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Z}\p{Pd}_.]+/gu, ' ')
    .trim();
}
