const firstStrong = /[\p{L}\u200E\u200F]/u;
const rightToLeft =
  /[\u200F\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether words are read from right to left, by their first letter, as a browser works out `dir="auto"`; `otherwise` where they have none. */
export function isRightToLeft(words: string, otherwise = false): boolean {
  const letter = firstStrong.exec(words)?.[0];
  return letter ? rightToLeft.test(letter) : otherwise;
}

/**
 * Whether most letters run from right to left; `otherwise` where there are none. For what holds many lines: a table in
 * Arabic may well begin with the Latin name of an organisation.
 */
export function isMostlyRightToLeft(words: string, otherwise: boolean): boolean {
  let [rtl, ltr] = [0, 0];
  for (const [letter] of words.matchAll(/\p{L}/gu)) {
    if (rightToLeft.test(letter)) rtl++;
    else ltr++;
  }
  return rtl === ltr ? otherwise : rtl > ltr;
}

/**
 * The language that a screen reader is told where words run the other way than those around them: Arabic by its script;
 * nothing where a script has many languages, which is better than the voice of the wrong one.
 */
export function languageOfOther(words: string): string {
  return /\p{Script=Arabic}/u.test(words) ? 'ar' : '';
}
