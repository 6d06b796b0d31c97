import i18next, { type i18n, type Module, type TFunction } from 'i18next';
import { type Language, languages } from './languages';

/** Fetches the texts of one subject. */
export type Later = (subject: string) => Promise<Record<string, unknown>>;

/**
 * An i18next instance that holds one language and falls back to none: a missing text must be seen in tests. With `later`
 * it does not hold all of it: what a page needs of the rest is fetched before the page is shown.
 */
export function createI18n(language: Language, texts: Record<string, unknown>, later?: Later): i18n {
  const instance = i18next.createInstance();
  if (later) instance.use(fetching(later));
  instance.init({
    lng: language,
    supportedLngs: [...languages],
    resources: { [language]: texts } as never,
    ns: Object.keys(texts),
    partialBundledLanguages: later !== undefined,
    defaultNS: 'shared',
    fallbackLng: false,
    initImmediate: false,
    // React escapes what it shows; escaping twice would show &amp; in names.
    interpolation: { escapeValue: false },
    returnNull: false,
    // While texts are on their way React keeps the page that is there: the one before, or the server's.
    react: { useSuspense: later !== undefined },
  });
  remember(instance);
  return instance;
}

/**
 * Makes something of texts, at once and not in steps, and says of which subjects they were: the browser fetches those
 * before it takes the page over, since what is suspended while a whole document is taken over is thrown away.
 */
export function withSubjects<Made>(instance: i18n, make: () => Made): { made: Made; subjects: string[] } {
  const subjects = new Set<string>();
  const has = instance.hasLoadedNamespace;
  instance.hasLoadedNamespace = (subject, options) => {
    for (const one of [subject].flat() as string[]) subjects.add(one);
    return has.call(instance, subject, options);
  };
  try {
    return { made: make(), subjects: [...subjects] };
  } finally {
    instance.hasLoadedNamespace = has;
  }
}

function fetching(later: Later): Module {
  return {
    type: 'backend',
    read(_language: string, subject: string, done: (error: unknown, texts: unknown) => void) {
      later(subject).then(
        (texts) => done(null, texts),
        (error) => done(error, false),
      );
    },
  } as Module;
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
  // What was looked up before its texts were here was not found.
  instance.on('loaded', () => made.clear());
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
