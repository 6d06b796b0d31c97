import { describe, expect, test } from 'vitest';
import { roomTexts } from '../../app/room/texts.server';
import { languages } from '../../app/shared/languages';
import { textHash } from '../../app/voices/consent';
import { isCurrentText, scopeText, toldIn, versionOf } from '../../app/voices/contributing/consent-texts.server';
import { scopes } from '../../app/voices/scopes';

const of = { organisation: 'Example', hasRecovery: true, emergencyNumber: '112', retentionWeeks: 13, answerWeeks: 4 };

/** Everything of the contributor's side in one language, by its key. */
function textsOf(language: (typeof languages)[number], within = ''): [string, string][] {
  const flat = (node: unknown, path: string): [string, string][] =>
    typeof node === 'string'
      ? [[path, node]]
      : Object.entries(node as object).flatMap(([k, v]) => flat(v, path ? `${path}.${k}` : k));
  return flat(roomTexts(language).getResourceBundle(language, 'voice'), '').filter(([key]) => key.startsWith(within));
}

const sentencesOf = (text: string) =>
  text
    .split(/(?<=[.?!؟:])\s+/u)
    .map((s) => s.trim())
    .filter(Boolean);
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];

/** What one reads before one decides: the way out, the thirteen points, and each use of one's words. */
const asked = (language: (typeof languages)[number]): string[] => [
  ...toldIn(roomTexts(language).t, of),
  ...textsOf(language, 'pause.').map(([, text]) => text),
  ...textsOf(language, 'young.').map(([, text]) => text),
  ...scopes.map((scope) => scopeText(scope, language)),
  ...textsOf(language, 'withdraw.').map(([, text]) => text),
  ...textsOf(language, 'code.').map(([, text]) => text),
];

describe.each(languages)('what is asked in %s', (language) => {
  const sentences = asked(language).flatMap(sentencesOf);

  test('stands in short sentences: ten words, a few more at most', () => {
    const long = sentences.filter((s) => wordsOf(s).length > 14);
    expect(long).toEqual([]);
    const mean = sentences.reduce((sum, s) => sum + wordsOf(s).length, 0) / sentences.length;
    expect(mean).toBeLessThan(10);
  });

  test('can be read at the age of twelve', () => {
    expect(readingAge(language, asked(language).join(' '))).toBeLessThanOrEqual(12);
  });

  test('has thirteen points, with what they name filled in', () => {
    const told = toldIn(roomTexts(language).t, of);
    expect(told).toHaveLength(13);
    expect(told.join(' ')).not.toMatch(/\{\{|told\./);
    expect(told[3]).toContain('Example');
    expect(told[12]).toContain('112');
  });

  test('is hashed as it is shown', () => {
    const t = roomTexts(language).t;
    const told = toldIn(t, of);
    for (const scope of scopes) {
      const shown = t(`voice:scope.${scope}.text`);
      const whole = scope === 'read_by_support' ? [...told, shown].join('\n') : shown;
      expect(versionOf(scope, language, told)).toEqual(textHash(whole, language));
    }
    expect(isCurrentText({ scope: 'quote', language, textHash: versionOf('quote', language, []) })).toBe(true);
  });
});

test('a text of officials is not taken for an easy one', () => {
  const hard = {
    en: 'The confidentiality of your contribution is guaranteed by cryptographic mechanisms administered by authorised personnel of the responsible organisation.',
    fr: 'La confidentialité de votre contribution est garantie par des mécanismes cryptographiques administrés par le personnel autorisé de l’organisation responsable.',
    ar: 'تُضمن سرية مساهماتكم بواسطة آليات المعالجة الإلكترونية التي يديرها الموظفون المخولون التابعون للمؤسسة المسؤولة والمستقلة.',
  };
  for (const language of languages) expect(readingAge(language, hard[language])).toBeGreaterThan(12);
});

/** What a contributor's pages must not say, in titles or anywhere: it would name what happened to her. */
const unsaid: Record<(typeof languages)[number], RegExp> = {
  en: /surviv|victim|traffick|shelter|escape|exploit|abus|slave|prostitut|refuge|rescue|violen|crime|anonym|encrypt/i,
  fr: /surviv|victime|traite\b|trafic|foyer|évad|fuir|exploit|abus|esclav|prostitu|refuge|violen|crime|anonym|chiffr(é|ement)/i,
  ar: /ناج(ي|ية|ون|ين)|ضحي|ضحاي|اتجار|مأوى|ملجأ|هروب|استغلال|اعتداء|عبودية|دعارة|عنف|جريمة|مجهول الهوية|تشفير|مشفر/,
};

test.each(languages)('nothing in %s names what happened to her, or promises what cannot be kept', (language) => {
  expect(textsOf(language).filter(([, text]) => unsaid[language].test(text))).toEqual([]);
});

test.each(languages)('the title in %s is of any form', (language) => {
  expect(roomTexts(language).t('forms:title')).not.toMatch(unsaid[language]);
});

/**
 * Age at which a text can be read. English: Flesch-Kincaid grade, and five years. French: the ease of Kandel and Moles,
 * of which 70 and more is read at eleven to twelve. Arabic has no formula of that standing: length of sentences and the
 * share of long words, by the limits of AARI's first levels.
 */
function readingAge(language: (typeof languages)[number], text: string): number {
  const sentences = sentencesOf(text).length;
  const words = wordsOf(text);
  const perSentence = words.length / sentences;
  if (language === 'en') {
    const grade = 0.39 * perSentence + 11.8 * (count(words, englishSyllables) / words.length) - 15.59;
    return grade + 5;
  }
  if (language === 'fr') {
    const ease = 207 - 1.015 * perSentence - 73.6 * (count(words, frenchSyllables) / words.length);
    return ease >= 80 ? 10 : ease >= 70 ? 12 : ease >= 60 ? 14 : 17;
  }
  const long = words.filter((w) => w.replace(/^(و|ف|ب|ل|ك)?(ال)?/u, '').length > 6).length / words.length;
  return perSentence <= 10 && long <= 0.12 ? 12 : 15;
}

const count = (words: string[], syllables: (word: string) => number) =>
  words.reduce((sum, word) => sum + syllables(word.toLowerCase()), 0);

function englishSyllables(word: string): number {
  const plain = word.replace(/[^a-z]/g, '').replace(/(?:[^laeiouy]es|[^laeiouy]e|ed)$/, '');
  return Math.max(1, plain.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

function frenchSyllables(word: string): number {
  const plain = word.replace(/[^\p{L}]/gu, '').replace(/(e|es|ent)$/, '');
  return Math.max(1, plain.match(/[aeiouyàâéèêëîïôûùœ]+/g)?.length ?? 1);
}
