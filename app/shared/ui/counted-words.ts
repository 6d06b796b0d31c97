import type { i18n } from 'i18next';

/**
 * The words of a figure that is not known yet, as attributes: `data-one`, `data-other` and whichever more the language
 * has, with `{n}` where the figure goes. Without all its forms Arabic would say "3" with the words of "100".
 */
export function countedWords(i18n: i18n, key: string): Record<`data-${string}`, string> {
  const forms = new Intl.PluralRules(i18n.language).resolvedOptions().pluralCategories;
  return Object.fromEntries(
    forms
      .map((form) => [`data-${form}`, `${key}_${form}`] as const)
      .filter(([, name]) => i18n.exists(name))
      // A figure in words would ask for the form of the plural again.
      .map(([attribute, name]) => [attribute, i18n.t(name, { count: '{n}' as never })]),
  );
}
