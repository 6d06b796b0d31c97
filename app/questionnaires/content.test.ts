import { describe, expect, it } from 'vitest';
import {
  blankQuestion,
  type Content,
  changesBetween,
  flawsOf,
  languagesOf,
  meansTheSame,
  missingIn,
  type Question,
  whyNotCondition,
  wordsIn,
} from './content';
import { templateNames, templateOf } from './templates';

const words = (label: string) => ({ label, hint: '', low: '', high: '', unit: '' });
const question = (id: string, type: Question['type'], more: Partial<Question> = {}): Question => ({
  ...blankQuestion(id, type),
  texts: { en: words(id) },
  ...more,
});
const options = [
  { id: 'o1', texts: { en: 'Yes' } },
  { id: 'o2', texts: { en: 'No' } },
];
const content = (...questions: Question[]): Content => ({
  texts: { en: { title: 'T', introduction: '' } },
  sections: [{ id: 's1', texts: {}, questions }],
  next: 9,
});
const on = (q: string, kind: 'is' | 'contains', value: string) => ({ condition: { question: q, kind, value } });

describe('conditions look back only, at what can be answered so', () => {
  const yes = question('q1', 'single', { options });
  const many = question('q2', 'multiple', { options });
  const scale = question('q3', 'scale');
  const matrix = question('q4', 'matrix', { options, rows: [{ id: 'r1', texts: {} }] });
  const all = [yes, many, scale, matrix, question('q5', 'text'), question('q6', 'number')];
  it.each([
    ['an option of an earlier question', 'q1', 'is', 'o1', undefined],
    ['one of several', 'q2', 'contains', 'o2', undefined],
    ['a step of a scale', 'q3', 'is', '5', undefined],
    ['a figure', 'q6', 'is', '12', undefined],
    ['a word in a text', 'q5', 'contains', 'child', undefined],
    ['an option that is not there', 'q1', 'is', 'o9', 'empty-condition'],
    ['the wrong way to look', 'q1', 'contains', 'o1', 'empty-condition'],
    ['is, of several', 'q2', 'is', 'o1', 'empty-condition'],
    ['a step that is none', 'q3', 'is', '6', 'empty-condition'],
    ['half a step', 'q3', 'is', '1.5', 'empty-condition'],
    ['a matrix', 'q4', 'is', 'o1', 'empty-condition'],
    ['nothing', 'q5', 'contains', '', 'empty-condition'],
    ['a question that is not there', 'q99', 'is', 'o1', 'no-condition'],
  ] as const)('%s', (_, q, kind, value, why) => expect(whyNotCondition({ question: q, kind, value }, all)).toBe(why));

  it.each<[string, Question[], string[]]>([
    ['itself', [question('q1', 'single', { options, ...on('q1', 'is', 'o1') })], ['q1 later-condition']],
    [
      'a later one',
      [question('q1', 'text', on('q2', 'is', 'o1')), question('q2', 'single', { options })],
      ['q1 later-condition'],
    ],
    [
      'each other',
      [
        question('q1', 'single', { options, ...on('q2', 'is', 'o1') }),
        question('q2', 'single', { options, ...on('q1', 'is', 'o1') }),
      ],
      ['q1 later-condition'],
    ],
    [
      'a chain',
      [
        yes,
        question('q2', 'single', { options, ...on('q1', 'is', 'o1') }),
        question('q3', 'text', on('q2', 'is', 'o2')),
      ],
      [],
    ],
  ])('no circle can be made: %s', (_, questions, expected) =>
    expect(flawsOf(content(...questions), 'en').map((f) => `${f.at} ${f.why}`)).toEqual(expected),
  );
});

describe('what keeps it from being published', () => {
  it.each<[string, Content, string[]]>([
    ['nothing', content(question('q1', 'text')), []],
    ['no question', content(), [' no-questions']],
    [
      'no title in its own language',
      { ...content(question('q1', 'text')), texts: { fr: { title: 'T', introduction: '' } } },
      [' no-title'],
    ],
    ['a question without words', content(question('q1', 'text', { texts: { fr: words('Q') } })), ['q1 no-label']],
    ['nothing to choose from', content(question('q1', 'single', { options: options.slice(1) })), ['q1 few-options']],
    ['a matrix without rows', content(question('q1', 'matrix', { options })), ['q1 no-rows']],
  ])('%s', (_, of, expected) => expect(flawsOf(of, 'en').map((f) => `${f.at} ${f.why}`)).toEqual(expected));
});

describe('which changes keep a question the same', () => {
  const before = question('q1', 'single', { options });
  it.each<[string, Partial<Question>, boolean]>([
    ['its words', { texts: { en: words('Better said') } }, true],
    ['the words of an option', { options: [{ id: 'o1', texts: { en: 'Yes, often' } }, options[1]!] }, true],
    ['their order', { options: [...options].reverse() }, true],
    ['one more option', { options: [...options, { id: 'o3', texts: {} }] }, true],
    ['required', { required: true }, true],
    ['an option less', { options: options.slice(1) }, false],
    ['another type', { type: 'multiple' }, false],
  ])('%s', (_, change, same) => expect(meansTheSame(before, { ...before, ...change })).toBe(same));

  it('a scale with other ends asks something else', () => {
    const scale = question('q1', 'scale');
    expect(meansTheSame(scale, { ...scale, scale: { min: 0, max: 10 } })).toBe(false);
  });
});

it('says how versions differ, by id', () => {
  const before = content(
    question('q1', 'text'),
    question('q2', 'text'),
    question('q3', 'text'),
    question('q4', 'text'),
  );
  const after = content(
    question('q4', 'text'),
    question('q1', 'text', { texts: { en: words('Better said') } }),
    question('q5', 'number', { succeeds: 'q2' }),
    question('q6', 'date'),
  );
  expect(changesBetween(before, after)).toEqual({
    added: ['q6'],
    removed: ['q3'],
    reworded: ['q1'],
    succeeded: [{ id: 'q2', by: 'q5' }],
  });
});

describe('wording', () => {
  it('is shown in the language wanted, else in its own, else in any', () => {
    const texts = { fr: 'Oui', ar: 'نعم' };
    expect(wordsIn(texts, 'ar', 'fr')).toEqual({ words: 'نعم', language: 'ar' });
    expect(wordsIn(texts, 'en', 'fr')).toEqual({ words: 'Oui', language: 'fr' });
    expect(wordsIn({ ar: 'نعم', fr: '' }, 'en', 'fr')).toEqual({ words: 'نعم', language: 'ar' });
    expect(wordsIn({}, 'en', 'fr')).toBeUndefined();
  });

  it('says what a language lacks, part by part', () => {
    const q = question('q1', 'single', {
      texts: { en: { ...words('Q'), hint: 'H' }, fr: words('Q') },
      options: [{ id: 'o1', texts: { en: 'Yes', fr: 'Oui' } }, options[1]!],
    });
    expect(languagesOf(content(q), 'en')).toEqual(['en', 'fr']);
    expect(missingIn(content(q), 'en', 'fr').map((m) => `${m.at} ${m.part}`)).toEqual([
      ' title',
      'q1 hint',
      'q1 option',
    ]);
    expect(missingIn(content(q), 'en', 'en')).toEqual([]);
  });
});

describe('templates', () => {
  it.each(templateNames.filter((name) => name !== 'blank'))('%s can be asked as it is, in three languages', (name) => {
    const template = templateOf(name);
    for (const own of ['en', 'fr', 'ar'] as const) {
      expect(flawsOf(template, own)).toEqual([]);
      for (const language of ['en', 'fr', 'ar'] as const) expect(missingIn(template, own, language)).toEqual([]);
    }
    const ids = template.sections.flatMap((s) => [s.id, ...s.questions.map((q) => q.id)]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => Number(id.slice(1)) < template.next)).toBe(true);
    // Nobody may change what the next one begins with.
    template.sections.length = 0;
    expect(templateOf(name).sections.length).toBeGreaterThan(0);
  });
});
