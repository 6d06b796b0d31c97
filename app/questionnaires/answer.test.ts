import { describe, expect, it, test } from 'vitest';
import {
  askedOf,
  asTyped,
  figureIn,
  isDate,
  isSameTyped,
  judge,
  readAnswer,
  type Typed,
  typedIn,
  type Value,
} from './answer';
import { blankQuestion, type Content, type Question } from './content';

const options = ['o1', 'o2', 'o3'].map((id) => ({ id, texts: {} }));
const rows = ['r1', 'r2'].map((id) => ({ id, texts: {} }));
const ask = (type: Question['type'], more: Partial<Question> = {}, id = 'q1'): Question => ({
  ...blankQuestion(id, type),
  options,
  rows,
  ...more,
});
const one = (said: string): Typed => ({ '': [said] });
const read = (question: Question, typed: Typed) => {
  const answer = readAnswer(question, typed);
  return 'mistake' in answer ? answer.mistake.replace('questionnaires:mistakes.', '! ') : answer.value;
};

describe('one answer, by its type', () => {
  it.each<[string, Question, Typed, Value | string | null]>([
    ['one option', ask('single'), one('o2'), 'o2'],
    ['none', ask('single'), {}, null],
    ['an option that is not there', ask('single'), one('o9'), '! no-option'],
    ['the name of a property', ask('single'), one('__proto__'), '! no-option'],
    ['two where one is asked for', ask('single'), { '': ['o1', 'o2'] }, '! one-only'],
    ['several, in the order of the question', ask('multiple'), { '': ['o3', 'o1', 'o3'] }, ['o1', 'o3']],
    ['several, one of them unknown', ask('multiple'), { '': ['o1', 'x'] }, '! no-option'],
    ['several, none chosen', ask('multiple'), { '': [''] }, null],
    ['a step', ask('scale'), one('5'), 5],
    ['a step too far', ask('scale'), one('6'), '! scale'],
    ['half a step', ask('scale'), one('2.5'), '! scale'],
    ['a step in words', ask('scale'), one('five'), '! scale'],
    ['a matrix', ask('matrix'), { r1: ['o1'], r2: ['o3'] }, { r1: 'o1', r2: 'o3' }],
    ['part of a matrix', ask('matrix'), { r1: [''], r2: ['o3'] }, { r2: 'o3' }],
    ['a row that is unknown', ask('matrix'), { r9: ['o1'] }, '! no-row'],
    ['a column that is unknown', ask('matrix'), { r1: ['r1'] }, '! no-option'],
    ['two in a row', ask('matrix'), { r1: ['o1', 'o2'] }, '! one-only'],
    ['places', ask('ranking'), { o1: ['2'], o2: ['1'], o3: ['3'] }, ['o2', 'o1', 'o3']],
    ['some places', ask('ranking'), { o1: [''], o2: ['1'], o3: ['2'] }, ['o2', 'o3']],
    ['a place twice', ask('ranking'), { o1: ['1'], o2: ['1'] }, '! place-twice'],
    ['a place left free', ask('ranking'), { o1: ['1'], o2: ['3'] }, '! place-gap'],
    ['a place beyond the last', ask('ranking'), { o1: ['4'] }, '! place'],
    ['a place for what is not there', ask('ranking'), { o7: ['1'] }, '! no-option'],
    ['a figure', ask('number'), one(' 12 '), 12],
    ['a figure as text', ask('number'), one('twelve'), '! number'],
    ['a figure with more behind it', ask('number'), one('12 people'), '! number'],
    ['a figure as machines write it', ask('number'), one('1e3'), '! number'],
    ['a figure without end', ask('number'), one('9'.repeat(400)), '! number'],
    ['a figure beyond counting', ask('number'), one('999999999999999'), '! number'],
    [
      'a part where whole ones are asked for',
      ask('number', { number: { min: null, max: null, whole: true } }),
      one('1.5'),
      '! whole',
    ],
    ['too little', ask('number', { number: { min: 0, max: 10, whole: false } }), one('-1'), '! too-small'],
    ['too much', ask('number', { number: { min: 0, max: 10, whole: false } }), one('11'), '! too-large'],
    ['a day', ask('date'), one('2026-02-28'), '2026-02-28'],
    ['a day that is none', ask('date'), one('2026-02-30'), '! date'],
    ['a day in words', ask('date'), one('tomorrow'), '! date'],
    ['words', ask('text'), one('  Words.\r\nMore. '), '  Words.\nMore.'],
    ['spaces', ask('text'), one(' \n '), null],
    ['10,000 characters', ask('text'), one('x'.repeat(10_000)), '! text'],
  ])('%s', (_, question, typed, expected) => expect(read(question, typed)).toEqual(expected));

  it.each<[string, number | null]>([
    ['3,5', 3.5],
    ['3.5', 3.5],
    ['-7', -7],
    ['\u22127', -7],
    ['٣٫٥', 3.5],
    ['۱۲', 12],
    ['1,000', null],
    ['0,125', 0.125],
    ['1.000', 1],
    ['1 000', null],
    ['', null],
    ['-', null],
    ['NaN', null],
    ['Infinity', null],
    ['0x10', null],
  ])('the figure %s', (said, figure) => expect(figureIn(said)).toBe(figure));

  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['0000-01-01', false],
    ['12026-01-01', false],
    ['2026-01-01T00:00', false],
  ])('the day %s', (text, is) => expect(isDate(text)).toBe(is));
});

const content = (...questions: Question[]): Content => ({
  texts: {},
  sections: [{ id: 's1', texts: {}, questions }],
  next: 9,
});
const given = (id: string, kind: 'is' | 'contains', value: string) => ({ condition: { question: id, kind, value } });

describe('what is asked', () => {
  const form = content(
    ask('single', {}, 'q1'),
    ask('multiple', given('q1', 'is', 'o1'), 'q2'),
    ask('text', given('q2', 'contains', 'o3'), 'q3'),
    ask('scale', {}, 'q4'),
    ask('text', given('q4', 'is', '1'), 'q5'),
    ask('number', given('q3', 'contains', 'Visa'), 'q6'),
  );
  it.each<[string, Record<string, Value>, string[]]>([
    ['nothing answered', {}, ['q1', 'q4']],
    ['a condition that is met', { q1: 'o1' }, ['q1', 'q2', 'q4']],
    ['one that is not', { q1: 'o2' }, ['q1', 'q4']],
    ['a chain', { q1: 'o1', q2: ['o1', 'o3'], q3: 'a visa' }, ['q1', 'q2', 'q3', 'q4', 'q6']],
    ['a chain whose beginning fell', { q1: 'o2', q2: ['o3'], q3: 'a visa' }, ['q1', 'q4']],
    ['a figure', { q4: 1 }, ['q1', 'q4', 'q5']],
    ['another figure', { q4: 2 }, ['q1', 'q4']],
  ])('%s', (_, answers, asked) => expect([...askedOf(form, new Map(Object.entries(answers)))]).toEqual(asked));
});

test('what is sent is judged together: required, wrong, and answered though it is not asked', () => {
  const form = content(
    ask('single', { required: true }, 'q1'),
    ask('text', { required: true, ...given('q1', 'is', 'o1') }, 'q2'),
    ask('number', { required: true, ...given('q1', 'is', 'o2') }, 'q3'),
    ask('matrix', { required: true }, 'q4'),
    ask('ranking', { required: true }, 'q5'),
    ask('number', given('q1', 'is', 'o3'), 'q6'),
  );
  const sent = judge(
    form,
    new Map<string, Typed>([
      ['q1', one('o2')],
      ['q2', one('Words for nobody')],
      ['q4', { r1: ['o1'] }],
      ['q5', { o1: ['1'] }],
      ['q6', one('no figure')],
    ]),
  );
  expect([...sent.values]).toEqual([['q1', 'o2']]);
  expect(sent.dropped).toEqual(['q2', 'q6']);
  expect([...sent.mistakes].map(([id, m]) => `${id} ${m.split('.')[1]}`)).toEqual([
    'q3 required',
    'q4 not-all',
    'q5 not-all',
  ]);
});

describe('what was typed', () => {
  it('is taken by the names of fields, and nothing else', () => {
    const typed = typedIn(
      [ask('matrix', {}, 'q4'), ask('multiple', {}, 'q7')],
      [
        ['q4.r1', 'o1'],
        ['q7', 'o1'],
        ['q7', 'o2'],
        ['q9', 'x'],
        ['deed', 'save'],
        ['q4.r1.x', 'x'],
        ['q4.constructor', 'x'],
        ['q4.__proto__', 'x'],
        ['__proto__', 'x'],
      ],
    );
    expect(Object.fromEntries(typed)).toEqual({ q4: { r1: ['o1'] }, q7: { '': ['o1', 'o2'] } });
  });

  it.each<[string, Typed, Typed, boolean]>([
    ['the same', one('a'), one('a'), true],
    ['what is empty', { '': [''], r1: [] }, {}, true],
    ['ends of lines', one('a\r\nb'), one('a\nb'), true],
    ['parts in another order', { r1: ['o1'], r2: ['o2'] }, { r2: ['o2'], r1: ['o1'] }, true],
    ['another word', one('a'), one('b'), false],
  ])('says the same or not: %s', (_, a, b, same) => expect(isSameTyped(a, b)).toBe(same));

  it.each<[Question, Typed]>([
    [ask('single'), one('o2')],
    [ask('multiple'), { '': ['o1', 'o3'] }],
    [ask('matrix'), { r1: ['o1'], r2: ['o2'] }],
    [ask('ranking'), { o3: ['1'], o1: ['2'] }],
    [ask('number'), one('3.5')],
  ])('comes back as it would have been typed', (question, typed) => {
    const answer = readAnswer(question, typed) as { value: Value };
    expect(isSameTyped(asTyped(question, answer.value), typed)).toBe(true);
  });
});
