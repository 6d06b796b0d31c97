import { describe, expect, it, test } from 'vitest';
import { campaignsOf, plainWords, type Text } from './campaigns';

const letter =
  'We ask that every fee a worker has paid for a job be paid back within thirty days by whoever employs them, and that recruiters be listed in public.';
const other =
  'Inspectors need interpreters, and a way to speak with workers where nobody who employs them can hear what they say about their wages.';
const texts = (...all: string[]): Text[] => all.map((text, i) => ({ id: `a${i + 1}`, text }));
const members = (all: Text[], apart?: Set<string>) => campaignsOf(all, apart).map((c) => c.members);

describe('answers in nearly the same words', () => {
  it.each<[string, string[], string[][]]>([
    ['the same', [letter, letter, other], [['a1', 'a2']]],
    ['other capitals, signs and spaces', [letter, `  ${letter.toUpperCase().replaceAll(',', ' ;')} `], [['a1', 'a2']]],
    ['a word changed', [letter, letter.replace('thirty', 'sixty')], [['a1', 'a2']]],
    ['a sentence put before', [letter, `We are from Somewhere. ${letter}`], [['a1', 'a2']]],
    ['nothing alike', [letter, other], []],
    ['one alone', [letter], []],
    ['nobody', [], []],
    ['short answers are the same by chance', ['Nothing to add.', 'Nothing to add.'], []],
    [
      'two campaigns, the larger first',
      [other, letter, letter, letter, other],
      [
        ['a2', 'a3', 'a4'],
        ['a1', 'a5'],
      ],
    ],
    [
      'a script that does not part its words',
      [
        '雇主必须在三十天内退还工人为工作支付的所有费用并公开招聘者名单',
        '雇主必须在三十天内退还工人为工作支付的所有费用并公开招聘者名单。',
      ],
      [['a1', 'a2']],
    ],
  ])('%s', (_, all, expected) => expect(members(texts(...all))).toEqual(expected));

  test('the words that most have used stand for all of them', () => {
    const changed = letter.replace('thirty', 'sixty');
    expect(campaignsOf(texts(changed, letter, letter))[0]!.first).toBe('a2');
  });

  test('one that was taken out stands for itself, and the others stay', () => {
    expect(members(texts(letter, letter, letter), new Set(['a2']))).toEqual([['a1', 'a3']]);
    expect(members(texts(letter, letter), new Set(['a2']))).toEqual([]);
  });

  test('words in one form', () => {
    expect(plainWords('  “Fees”, paid—back!\n In 30 days… ')).toBe('fees paid back in 30 days');
  });

  test('whatever the order, the groups are the same, and nobody is in two or lost', () => {
    let seed = 23;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const words = letter.split(' ');
    const all: Text[] = Array.from({ length: 120 }, (_, i) => {
      const base = [letter, other, words.toReversed().join(' ')][next(3)]!.split(' ');
      for (let changes = next(6); changes > 0; changes--) base[next(base.length)] = `word${next(9)}`;
      return { id: `a${i}`, text: base.join(' ') };
    });
    const groups = campaignsOf(all);
    const ids = groups.flatMap((g) => g.members);
    expect(new Set(ids).size).toBe(ids.length);
    for (let run = 0; run < 5; run++) {
      const shuffled = all
        .map((text) => ({ text, at: next(1e6) }))
        .sort((a, b) => a.at - b.at)
        .map(({ text }) => text);
      expect(campaignsOf(shuffled)).toEqual(groups);
    }
  });
});
