import type { Decimal } from '../indicators/decimal';
import { type Currency, plainMoney } from './budget';

/*
 * Figures in words, on the server: a browser may know other signs for a language than the server, and the page would change
 * under its reader. Western digits in Arabic, as on the United Nations' pages.
 */

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(language: string, parts: number): Intl.NumberFormat {
  const key = `${language} ${parts}`;
  let made = formatters.get(key);
  if (!made) {
    const locale = language === 'ar' ? 'ar-u-nu-latn' : language === 'en' ? 'en-GB' : language;
    made = new Intl.NumberFormat(locale, { minimumFractionDigits: parts, maximumFractionDigits: Math.max(parts, 6) });
    formatters.set(key, made);
  }
  return made;
}

/** A string of digits is formatted exactly, whatever its length; the types know it only of literals. */
function exact(language: string, parts: number, figure: string): string {
  return formatter(language, parts).format(figure as `${number}`);
}

/** An amount without its currency, which the head of a column says: `1,250,000` or `1,250,000.50`. */
export function amountIn(language: string, minor: bigint, currency: Currency): string {
  const plain = plainMoney(minor, currency);
  return exact(language, plain.includes('.') ? plain.split('.')[1]!.length : 0, plain);
}

/** An amount with its currency's code, apart by a space that does not break. */
export function moneyIn(language: string, minor: bigint, currency: Currency): string {
  const amount = amountIn(language, minor, currency);
  return language === 'en' ? `${currency}\u00a0${amount}` : `${amount}\u00a0${currency}`;
}

/** Hundredths of one per cent with one digit after the point, rounded down: a share that is missed is never shown as kept. */
export function shareIn(language: string, basisPoints: number): string {
  const tenths = Math.floor(basisPoints / 10);
  const figure = exact(
    language,
    0,
    tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`,
  );
  return language === 'fr' ? `${figure}\u00a0%` : language === 'ar' ? `${figure}٪` : `${figure}%`;
}

export function figureIn(language: string, figure: Decimal): string {
  return exact(language, 0, figure);
}
