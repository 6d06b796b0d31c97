import { expect, test } from 'vitest';
import { similarTo } from './similar';

const among = [
  { id: 1, words: 'Recruitment fees must be paid by the employer, never by the worker.' },
  { id: 2, words: 'Labour inspectors need interpreters.' },
  { id: 3, words: 'يجب أن يدفع صاحب العمل رسوم التوظيف' },
  { id: 4, words: 'Les inspecteurs du travail ont besoin d’interprètes.' },
  { id: 5, words: '招聘费用应由雇主支付' },
];

test.each<[string, number[]]>([
  ['Recruitment fees must be paid by employers and never by workers', [1]],
  ['RECRUITMENT FEES: must be paid by the employer never the worker', [1]],
  ['Labour inspectors need more interpreters', [2]],
  ['Les inspecteurs du travail ont besoin d interpretes', [4]],
  ['يجِب أن يدفع صاحب العمل رسوم التوظيف كاملة', [3]],
  ['招聘费用必须由雇主支付', [5]],
  ['Every country should publish how many permits it grants', []],
  ['', []],
])('%s', (words, ids) => expect(similarTo(words, among).map((s) => s.id)).toEqual(ids));

test('three at most, the nearest first', () => {
  const many = ['a', 'b', 'c', 'd'].map((ending, i) => ({
    id: i + 1,
    words: `Inspectors need interpreters ${ending}`,
  }));
  expect(similarTo('Inspectors need interpreters c', many).map((s) => s.id)).toEqual([3, 1, 2]);
});
