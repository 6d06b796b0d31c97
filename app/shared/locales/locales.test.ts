import { describe, expect, test } from 'vitest';
import { usedKeys } from '../../../test/support/used-keys';
import arOfPlatform from './ar';
import arOfRoom from './ar/room';
import enOfPlatform from './en';
import enOfRoom from './en/room';
import frOfPlatform from './fr';
import frOfRoom from './fr/room';

// Two bundles, each with texts of its own: what is asked of the one is asked of the other.
const ar = { ...arOfPlatform, ...arOfRoom };
const en = { ...enOfPlatform, ...enOfRoom };
const fr = { ...frOfPlatform, ...frOfRoom };

type Texts = Record<string, string>;

const flat = (node: unknown, path = ''): Texts =>
  typeof node === 'string'
    ? { [path]: node }
    : Object.assign({}, ...Object.entries(node as object).map(([k, v]) => flat(v, path ? `${path}.${k}` : k)));

const byNamespace = (texts: Record<string, unknown>): Texts =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([ns, node]) => Object.entries(flat(node)).map(([k, v]) => [`${ns}:${k}`, v])),
  );

const english = byNamespace(en);
const others = { fr: byNamespace(fr), ar: byNamespace(ar) };
const all = { en: english, ...others };
const languages = Object.keys(all) as (keyof typeof all)[];

const ending = /_(zero|one|two|few|many|other)$/;
const stem = (key: string) => key.replace(ending, '');
const counted = new Set(
  Object.keys(english)
    .filter((k) => k.endsWith('_one') && `${stem(k)}_other` in english)
    .map(stem),
);
const withoutEnding = (key: string) => (counted.has(stem(key)) ? stem(key) : key);

/** Endings that a language needs for figures, and those it may have besides. English and French may name nothing in words of its own. */
const needed = { en: ['one', 'other'], fr: ['one', 'other'], ar: ['zero', 'one', 'two', 'few', 'many', 'other'] };
const possible = { en: ['zero'], fr: ['zero', 'many'], ar: [] as string[] };

const namesIn = (text: string) => [...text.matchAll(/\{\{\s*([\w-]+)/g)].map((m) => m[1]!);

describe('the three languages', () => {
  test('need the endings that their plural rules know', () => {
    for (const language of languages) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      expect(forms.filter((f) => ![...needed[language], ...possible[language]].includes(f))).toEqual([]);
    }
  });

  test.each(languages)('%s has the keys of English, and no others', (language) => {
    const wanted = new Set(Object.keys(english).map(withoutEnding));
    const has = new Set(Object.keys(all[language]).map(withoutEnding));
    expect({
      missing: [...wanted].filter((k) => !has.has(k)),
      beyond: [...has].filter((k) => !wanted.has(k)),
    }).toEqual({ missing: [], beyond: [] });
  });

  test.each(languages)('%s counts with every form of its own', (language) => {
    const texts = all[language];
    const missing = [...counted].flatMap((k) =>
      needed[language].map((form) => `${k}_${form}`).filter((key) => !(key in texts)),
    );
    const allowed = [...needed[language], ...possible[language]];
    const beyond = Object.keys(texts).filter(
      (k) => counted.has(stem(k)) && !allowed.includes(ending.exec(k)?.[1] ?? ''),
    );
    expect({ missing, beyond }).toEqual({ missing: [], beyond: [] });
  });

  test.each(languages)('%s leaves nothing empty', (language) => {
    expect(Object.keys(all[language]).filter((k) => !all[language][k]!.trim())).toEqual([]);
  });

  test.each(['fr', 'ar'] as const)('%s puts in what English puts in', (language) => {
    const texts = others[language];
    const wrong = Object.keys(texts).filter((key) => {
      const same = english[key] ?? english[`${stem(key)}_other`] ?? '';
      const plural = counted.has(stem(key));
      // One, two and none can be said in a word, without the figure.
      const names = (text: string) => [...new Set(namesIn(text))].filter((n) => !(plural && n === 'count')).sort();
      return names(texts[key]!).join() !== names(same).join();
    });
    expect(wrong).toEqual([]);
  });

  test.each(languages)('%s says the figure where a form stands for many', (language) => {
    const shows = (k: string) => namesIn(english[`${k}_other`]!).includes('count');
    const wrong = [...counted]
      .filter(shows)
      .flatMap((k) => ['few', 'many', 'other'].map((form) => `${k}_${form}`))
      .filter((key) => key in all[language] && !namesIn(all[language][key]!).includes('count'));
    expect(wrong).toEqual([]);
  });

  test.each(['fr', 'ar'] as const)('%s keeps no English by mistake', (language) => {
    // An anchor of the help page is the same in every language.
    const isText = (key: string) => !key.endsWith('.id');
    const words = (text: string) => text.replace(/\{\{.*?\}\}/g, '').match(/\p{L}{2,}/gu)?.length ?? 0;
    expect(
      Object.keys(others[language])
        .filter(isText)
        .filter((k) => others[language][k] === english[k] && words(english[k]!) > 3),
    ).toEqual([]);
  });

  test.each(languages)('%s shouts at nobody, and sets its signs with care', (language) => {
    const texts = all[language];
    expect(Object.keys(texts).filter((k) => /[!！]|\p{L}'|\.\.\.| {2}|^\s|\s$/u.test(texts[k]!))).toEqual([]);
  });

  test('French holds its signs to the word before them', () => {
    expect(Object.keys(others.fr).filter((k) => / [;:?!»%]|« /.test(others.fr[k]!))).toEqual([]);
  });

  test('documents and their editor call one thing by one word', () => {
    const other = {
      fr: /suggestion|suggér|validation|\bvalidée?\b|\bsections?\b|refus[eé]/iu,
      ar: /اقتراحات|إجازة|مُجاز|أُجيز/u,
    };
    for (const language of ['fr', 'ar'] as const) {
      const texts = Object.entries(others[language]).filter(([k]) => /^(documents|editor):/.test(k));
      const words = (text: string) => text.replace(/\{\{[^}]*\}\}/g, '');
      expect(texts.filter(([, text]) => other[language].test(words(text))).map(([k]) => k)).toEqual([]);
    }
  });

  test('Arabic writes figures and signs as its readers do', () => {
    // "j, k and ?" names a key of the keyboard.
    const texts = Object.keys(others.ar).filter((k) => k !== 'people:account.shortcuts-hint');
    expect(texts.filter((k) => /[٠-٩۰-۹]|\p{Script=Arabic}[,;?]/u.test(others.ar[k]!))).toEqual([]);
  });
});

describe('the code', () => {
  const known = Object.keys(english);
  const { keys, whole } = usedKeys(Object.keys(en));
  const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.+');
  /** A key, one of its forms or contexts, or what lies below it. */
  const matcher = (key: string) => new RegExp(`^${escaped(key)}((_[a-z]+)+|\\..+)?$`);
  const full = (key: string, within: string[]) => (/^[a-z]+:/.test(key) ? [key] : within.map((ns) => `${ns}:${key}`));

  test('asks for no text that does not exist', () => {
    const there = new Map<string, boolean>();
    const isThere = (key: string): boolean => {
      // One expression for each key, asked once: one for each pair of keys took half a minute on a busy machine.
      if (!there.has(key)) {
        const like = matcher(key);
        there.set(
          key,
          known.some((x) => like.test(x)),
        );
      }
      return there.get(key)!;
    };
    const wrong = keys
      .filter((used) => used.certain && !full(used.key, used.within).some(isThere))
      .map((used) => `${used.file}: ${used.key}`);
    expect([...new Set(wrong)]).toEqual([]);
  });

  test('uses every text', () => {
    const exact = new Set<string>();
    const patterns = new Set<string>();
    for (const used of keys) {
      // A template of holes alone says something only where a call of t names its namespace.
      if (!used.certain && !/[a-z]{2}/.test(used.key)) continue;
      for (const key of full(used.key, used.within)) (key.includes('*') ? patterns : exact).add(key);
    }
    const open = [...patterns].map(matcher);
    const isUsed = (key: string) => {
      const [ns = '', path = ''] = key.split(':');
      const steps = path.split('.');
      const above = steps.map((_, i) => `${ns}:${steps.slice(0, i + 1).join('.')}`);
      const plain = stem(key);
      return (
        whole.has(ns) ||
        [...above, plain, plain.replace(/_[a-z]+$/, '')].some((k) => exact.has(k)) ||
        open.some((p) => p.test(key))
      );
    };
    expect(known.filter((key) => !isUsed(key))).toEqual([]);
  });
});
