import { describe, expect, it, test } from 'vitest';
import { blankQuestion, type Content, type Question } from './content';
import { linesOf, readLines, translateLines } from './option-lines';
import { marksOf, readTypedLines } from './typed-lines';

const before = [
  { id: 'o1', texts: { en: 'Yes', fr: 'Oui' } },
  { id: 'o2', texts: { en: 'No' } },
];
const en = { language: 'en', letter: 'o', next: 3, max: 4 } as const;

describe('options, one to a line', () => {
  it.each<[string, string, string[] | string]>([
    ['as they are', 'o1: Yes\no2: No', ['o1 Yes', 'o2 No']],
    ['in another order', 'o2: No\r\no1: Yes', ['o2 No', 'o1 Yes']],
    ['reworded', 'o1:  Yes, often ', ['o1 Yes, often']],
    ['a new one', 'o1: Yes\n\nPerhaps\no2: No', ['o1 Yes', 'o3 Perhaps', 'o2 No']],
    ['one emptied', 'o1: Yes\no2:', ['o1 Yes']],
    ['a colon of its own', 'o1: Yes\nOften: each week', ['o1 Yes', 'o3 Often: each week']],
    ['an id that is nobody’s', 'o9: Yes', '! unknown-id'],
    ['an id twice', 'o1: Yes\no1: No', '! twice'],
    ['too many', 'a\nb\nc\nd\ne', '! too-many'],
    ['too long', 'x'.repeat(301), '! too-long'],
  ])('%s', (_, text, expected) => {
    const read = readLines(text, before, en);
    expect('mistake' in read ? `! ${read.mistake}` : read.options.map((o) => `${o.id} ${o.texts.en}`)).toEqual(
      expected,
    );
  });

  test('keep their translations, and give no id away twice', () => {
    const read = readLines('o1: Yes, often\nPerhaps', before, en);
    expect(read).toEqual({
      options: [
        { id: 'o1', texts: { en: 'Yes, often', fr: 'Oui' } },
        { id: 'o3', texts: { en: 'Perhaps' } },
      ],
      next: 4,
    });
  });

  it.each<[string, string, string | string[]]>([
    ['both', 'o1: Oui\no2: Non', ['Oui', 'Non']],
    ['one only', 'o2: Non', ['', 'Non']],
    ['a line without its mark', 'Oui', '! no-id'],
    ['a mark of nothing', 'o5: Oui', '! unknown-id'],
  ])('a translation gives words and nothing else: %s', (_, text, expected) => {
    const read = translateLines(text, before, { language: 'fr', letter: 'o' });
    expect('mistake' in read ? `! ${read.mistake}` : read.options.map((o) => o.texts.fr ?? '')).toEqual(expected);
    expect(linesOf(before, 'fr')).toBe('o1: Oui\no2: ');
  });
});

const ask = (id: string, type: Question['type']): Question => ({
  ...blankQuestion(id, type),
  options: before,
  rows: [{ id: 'r3', texts: {} }],
});
const form: Content = {
  texts: {},
  sections: [
    { id: 's1', texts: {}, questions: [ask('q2', 'single'), ask('q3', 'multiple'), ask('q4', 'matrix')] },
    {
      id: 's5',
      texts: {},
      questions: [ask('q6', 'ranking'), ask('q7', 'number'), ask('q8', 'text'), ask('q9', 'file')],
    },
  ],
  next: 10,
};

describe('answers from paper, by the marks printed on it', () => {
  test('every kind', () => {
    const text =
      'q2: O2\nQ3: o1, o2\nq4.r3: o1\n\nq6.o1: 2\nq6.o2 = 1\nq7: 3,5\nq8: First line.\nSecond: line.\n\nLast.';
    const { typed, wrong } = readTypedLines(form, text);
    expect(wrong).toEqual([]);
    expect(Object.fromEntries(typed)).toEqual({
      q2: { '': ['o2'] },
      q3: { '': ['o1', 'o2'] },
      q4: { r3: ['o1'] },
      q6: { o1: ['2'], o2: ['1'] },
      q7: { '': ['3,5'] },
      q8: { '': ['First line.\nSecond: line.\n\nLast.'] },
    });
  });

  it.each([
    ['words before any mark', 'Hello', 1, 'no-mark'],
    ['words after what is no text', 'q2: o1\nHello', 2, 'no-mark'],
    ['a question that is not there', 'q99: o1', 1, 'unknown'],
    ['a row that is not there', 'q4.r9: o1', 1, 'unknown'],
    ['a matrix without its row', 'q4: o1', 1, 'unknown'],
    ['a row where there are none', 'q7.r3: 1', 1, 'unknown'],
    ['a mark twice', 'q7: 1\nq7: 2', 2, 'twice'],
    ['a file', 'q9: plan.pdf', 1, 'file'],
  ])('says of a line what is wrong with it: %s', (_, text, line, why) =>
    expect(readTypedLines(form, text).wrong).toEqual([{ line, why }]),
  );

  test('the marks alone answer nothing and are not wrong', () => {
    const { typed, wrong } = readTypedLines(form, marksOf(form));
    expect(wrong).toEqual([]);
    expect([...typed.keys()]).toEqual(['q2', 'q3', 'q4', 'q6', 'q7', 'q8']);
    expect([...typed.values()].flatMap((parts) => Object.values(parts).flat()).filter((said) => said !== '')).toEqual(
      [],
    );
  });
});
