import { describe, expect, it } from 'vitest';
import { type Account, isContested, isSingleSource, type PassageOf, sourcesIn, whyNotPublish } from './claim';
import { coverageOf } from './coverage';
import { hashOf, placeOf } from './places.server';
import { lengthOf, sentencesOf, spansOf, trimmed, wordsAt } from './spans';
import { weekOf } from './view';

const passage = (source: number, side: 'for' | 'against' = 'for', kind: PassageOf['kind'] = 'post'): PassageOf => ({
  kind,
  source,
  side,
});

describe('what a claim rests on', () => {
  it('is counted by its sources: two passages of one are one voice', () => {
    expect(sourcesIn([passage(1), passage(1), passage(2)])).toBe(2);
    expect(isSingleSource([passage(1), passage(1, 'against')])).toBe(true);
    expect(isSingleSource([passage(1), passage(1, 'for', 'answer')])).toBe(false);
    expect(isSingleSource([])).toBe(false);
  });
  it('is contested where both sides are there', () => {
    expect(isContested([passage(1), passage(2)])).toBe(false);
    expect(isContested([passage(1), passage(2, 'against')])).toBe(true);
  });
});

describe('sentences', () => {
  it.each<[string, string, string[]]>([
    [
      'en',
      'Shelters need money. They need it now!\nWho pays?',
      ['Shelters need money.', 'They need it now!', 'Who pays?'],
    ],
    ['ar', 'تحتاج الملاجئ إلى المال. من يدفع؟', ['تحتاج الملاجئ إلى المال.', 'من يدفع؟']],
    ['zh', '庇护所需要钱。谁来付？', ['庇护所需要钱。', '谁来付？']],
    ['en', '  \n\n ', []],
    ['en', 'One line\nwithout a full stop', ['One line', 'without a full stop']],
  ])('of %s: %s', (language, text, expected) => {
    const sentences = sentencesOf(text, language);
    expect(sentences.map((s) => s.words)).toEqual(expected);
    for (const s of sentences) expect(wordsAt(text, s)).toBe(s.words);
  });
  it('count a letter outside of the first plane as one', () => {
    const text = '😀 One. 𝒳 two.';
    expect(lengthOf(text)).toBe(13);
    for (const s of sentencesOf(text, 'en')) expect(wordsAt(text, s)).toBe(s.words);
  });
  it('that follow one another are one passage', () => {
    const sentences = sentencesOf('A one. B two. C three. D four.', 'en');
    expect(spansOf(sentences, [3, 0, 1, 1, 9]).map((s) => wordsAt('A one. B two. C three. D four.', s))).toEqual([
      'A one. B two.',
      'D four.',
    ]);
    expect(spansOf(sentences, [])).toEqual([]);
  });
});

it.each<[string, number, number, string | null]>([
  ['  words  ', 0, 9, 'words'],
  ['words', 0, 6, null],
  ['words', -1, 3, null],
  ['   ', 0, 3, null],
  ['one two', 4, 7, 'two'],
])('of "%s" from %i to %i', (text, start, end, expected) => {
  const span = trimmed(text, { start, end });
  expect(span && wordsAt(text, span)).toBe(expected);
});

describe('a passage in a text that has changed', () => {
  const text = 'Shelters need a budget line. Inspectors meet workers first.';
  const span = { start: 29, end: 59, hash: hashOf('Inspectors meet workers first.') };
  it.each<[string, string, { start: number; moved: boolean } | null]>([
    ['stands where it stood', text, { start: 29, moved: false }],
    ['was moved by what was written before it', `Indeed: ${text}`, { start: 37, moved: true }],
    ['was moved up', 'Inspectors meet workers first.', { start: 0, moved: true }],
    ['has other words', text.replace('first', 'last'), null],
    ['is gone', '', null],
    ['stands twice: the nearest counts', `Inspectors meet workers first. ${text}`, { start: 0, moved: true }],
  ])('%s', (_, now, expected) => {
    const place = placeOf(now, span);
    if (expected === null) expect(place).toBeNull();
    else expect(place).toMatchObject(expected);
  });
  it('is nowhere once its mark was forgotten', () => expect(placeOf(text, { ...span, hash: '' })).toBeNull());
});

it('coverage counts by kind, sector and region, and survivor groups in none of it', () => {
  const source = (
    kind: 'post' | 'answer',
    sector: string | null,
    region: string | null,
    state: 'coded' | 'waived' | 'unused',
  ) => ({ kind, sector, region, state });
  const coverage = coverageOf([
    source('post', 'civil-society', '002', 'coded'),
    source('post', 'government', '002', 'unused'),
    source('answer', 'government', '150', 'coded'),
    source('answer', null, null, 'waived'),
    source('post', 'survivor-group', '002', 'coded'),
  ]);
  expect(coverage.whole).toEqual({ all: 4, coded: 2 });
  expect(coverage.kinds).toEqual([
    { kind: 'post', share: { all: 2, coded: 1 } },
    { kind: 'answer', share: { all: 2, coded: 1 } },
  ]);
  expect(coverage.sectors.find((s) => s.sector === 'government')?.share).toEqual({ all: 2, coded: 1 });
  expect(coverage.sectors.at(-1)).toEqual({ sector: null, share: { all: 1, coded: 0 } });
  expect(JSON.stringify(coverage)).not.toContain('survivor');
  expect(coverage.regions.find((r) => r.region === '002')?.share).toEqual({ all: 2, coded: 1 });
});

describe('publishing', () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const phase = (kind: 'open' | 'synthesis', opens: string, closes: string) => ({
    id: 1,
    kind,
    opensAt: new Date(opens),
    closesAt: new Date(closes),
  });
  const over = { phases: [phase('open', '2026-01-01', '2026-05-01'), phase('synthesis', '2026-05-01', '2026-08-01')] };
  const whole: Account = { fresh: 1, sourceless: 0, unsettled: 0, unused: 0, themes: 0 };
  it.each<[string, Partial<Account>, string | undefined]>([
    ['with everything used or waived', {}, undefined],
    ['without a claim', { fresh: 0 }, 'claims:refusals.no-claims'],
    ['with a claim that rests on nothing', { sourceless: 1 }, 'claims:refusals.sourceless'],
    ['with a changed source', { unsettled: 2 }, 'claims:refusals.unsettled'],
    ['with sources used nowhere', { unused: 3 }, 'claims:refusals.unused'],
    ['with a theme that has no response', { themes: 1 }, 'heard:refusals.unanswered'],
  ])('%s', (_, account, expected) =>
    expect(whyNotPublish(over, { ...whole, ...account }, now)?.message).toBe(expected),
  );
  it('waits for the last phase in which one can take part', () => {
    const open = { phases: [...over.phases, phase('open', '2026-08-01', '2026-09-01')] };
    expect(whyNotPublish(open, whole, now)?.message).toBe('claims:refusals.still-open');
  });
});

it.each([
  ['2026-11-22T23:00:00Z', 202647],
  ['2026-11-23T01:00:00Z', 202648],
  ['2027-01-01T00:00:00Z', 202653],
  ['2024-12-30T00:00:00Z', 202501],
])('the week of %s', (at, week) => expect(weekOf(new Date(at))).toBe(week));
