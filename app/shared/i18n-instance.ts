import i18next, { type i18n, type TFunction } from 'i18next';
import { type Language, languages } from './languages';

/** An i18next instance that holds one language whole and falls back to none: a missing text must be seen in tests. */
export function createI18n(language: Language, texts: Record<string, unknown>): i18n {
  const instance = i18next.createInstance();
  instance.init({
    lng: language,
    supportedLngs: [...languages],
    resources: { [language]: texts } as never,
    defaultNS: 'shared',
    fallbackLng: false,
    initImmediate: false,
    // React escapes what it shows; escaping twice would show &amp; in names.
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  remember(instance);
  return instance;
}

/**
 * A page asks for some hundred texts, and i18next takes each apart anew: more than a tenth of what a page costs. Those
 * without values, or with numbers alone, are looked up once.
 */
function remember(instance: i18n): void {
  const made = new Map<string, TFunction>();
  const getFixedT = instance.getFixedT.bind(instance) as (...args: unknown[]) => TFunction;
  const remembered = (...args: unknown[]): TFunction => {
    const about = args.map(String).join(' ');
    let t = made.get(about);
    if (!t) {
      t = rememberTexts(getFixedT(...args));
      made.set(about, t);
    }
    return t;
  };
  instance.getFixedT = remembered as typeof instance.getFixedT;
}

/** More than a language has texts with a number in them; what is counted goes up and up. */
const mostTexts = 3000;

function rememberTexts(t: TFunction): TFunction {
  const texts = new Map<string, unknown>();
  const quick = (key: unknown, ...values: unknown[]) => {
    const about = typeof key === 'string' ? aboutOf(key, values) : null;
    if (about === null) return (t as unknown as (...all: unknown[]) => unknown)(key, ...values);
    let text = texts.get(about);
    if (text === undefined) {
      text = (t as unknown as (...all: unknown[]) => unknown)(key, ...values);
      if (texts.size >= mostTexts) texts.clear();
      texts.set(about, text);
    }
    return text;
  };
  return Object.assign(quick, t) as unknown as TFunction;
}

/** What a text is remembered by; null with words among its values: they may have to be erased, and would stay here. */
function aboutOf(key: string, values: unknown[]): string | null {
  if (values.length === 0) return key;
  const [given] = values;
  if (values.length > 1 || typeof given !== 'object' || given === null) return null;
  let about = key;
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'number') return null;
    about += ` ${name}=${value}`;
  }
  return about;
}
