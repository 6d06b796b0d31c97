/**
 * Figures as people write them and as Postgres keeps them (numeric): a string of digits, exact. A float would show a target
 * of 0.3 as not reached by 0.1 + 0.2.
 */
export type Decimal = string;

/** Digits that a figure may have before and after its point, as in the columns of `indicator`. */
export const digits = { whole: 18, parts: 6 };

/** Digits of other scripts as those of ASCII, spaces of any kind away. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (d) => String(d.charCodeAt(0) - 0x6f0))
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, '')
    .replace(/[\s\u00a0\u2009\u202f'\u2019]/g, '')
    .replace(/[\u2212\u2013]/g, '-');
}

/**
 * A figure as it was typed: `12.5`, `12,5`, `1 250`, `1,250.5`, `١٢٫٥`. Null where it is none, or could be two: a single
 * point or comma before exactly three digits is thousands to some and parts to others, so it is refused unless what stands
 * before it is nought.
 */
export function readDecimal(typed: string): Decimal | null {
  const text = asciiDigits(typed);
  const plain = withoutGroups(text);
  if (plain === null) return null;
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!parts) return null;
  const whole = parts[2]!.replace(/^0+(?=\d)/, '');
  const rest = (parts[3] ?? '').replace(/0+$/, '');
  if (whole.length > digits.whole || rest.length > digits.parts) return null;
  const figure = rest ? `${whole}.${rest}` : whole;
  return parts[1] && figure !== '0' ? `-${figure}` : figure;
}

/** The point alone left of the signs between digits; null where it cannot be told what they mean. */
export function withoutGroups(text: string): string | null {
  const signs = [...text.matchAll(/[.,]/g)].map((m) => m[0]);
  if (signs.length === 0) return text;
  const last = signs.at(-1)!;
  const first = signs[0]!;
  if (signs.length === 1) {
    const [before, after] = text.split(last) as [string, string];
    const isOpen = after.length === 3 && /^-?[1-9]\d{0,2}$/.test(before);
    return isOpen ? null : `${before}.${after}`;
  }
  if (signs.every((sign) => sign === first)) return grouped(text, first) ? text.replaceAll(first, '') : null;
  if (signs.slice(0, -1).some((sign) => sign !== first)) return null;
  const at = text.lastIndexOf(last);
  const whole = text.slice(0, at);
  return grouped(whole, first) ? `${whole.replaceAll(first, '')}.${text.slice(at + 1)}` : null;
}

function grouped(text: string, sign: string): boolean {
  const [head, ...rest] = text.split(sign);
  return /^-?\d{1,3}$/.test(head!) && rest.every((group) => /^\d{3}$/.test(group));
}

/** As a field takes it: read again, it is the same figure, which `1.250` would not be (see `readDecimal`). */
export function typedAs(figure: Decimal): string {
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(figure) ? `${figure}0` : figure;
}

/** In millionths, for what has to be compared or divided. */
function scaled(figure: Decimal): bigint {
  const [, sign, whole, rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(figure)!;
  const all = BigInt(whole! + rest.padEnd(digits.parts, '0'));
  return sign ? -all : all;
}

/** Below 0 where the first is less, above 0 where it is more. */
export function compare(a: Decimal, b: Decimal): number {
  const difference = scaled(a) - scaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** How far `value` is on the way from one figure to another, in whole per cents rounded down; null where there is no way. */
export function wayGone(from: Decimal, to: Decimal, value: Decimal): number | null {
  const whole = scaled(to) - scaled(from);
  if (whole === 0n) return null;
  const gone = ((scaled(value) - scaled(from)) * 100n) / whole;
  return Number(gone > 10_000n ? 10_000n : gone < -10_000n ? -10_000n : gone);
}

/** For drawing alone, where the nearest float is as good as the figure. */
export function drawn(figure: Decimal): number {
  return Number(figure);
}
