/*
 * Apart from the noun, which knows every country: screens need the names alone, and a browser would load the rest.
 */

interface Named {
  language: string;
  name: string;
  names: Partial<Record<string, string>>;
}

/** The name to show in a language, and the language it is in: the one asked for where there is one, else its own. */
export function nameIn(organisation: Named, language: string): { name: string; language: string } {
  const version = organisation.names[language];
  return version ? { name: version, language } : { name: organisation.name, language: organisation.language };
}

/** The form's field for the name in one language: name_fr, name_ar. */
export function nameField(language: string): string {
  return `name_${language}`;
}
