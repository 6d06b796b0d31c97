import { expect, it, test } from 'vitest';
import { type Counted, orderFor, priorityOf } from './ordering';

const statement = (id: number, values: Partial<Counted> = {}): Counted => ({
  id,
  agree: 0,
  disagree: 0,
  pass: 0,
  extremity: 0,
  ...values,
});
const ids = (statements: Counted[]) => statements.map((s) => s.id);
const some = Array.from({ length: 30 }, (_, i) => statement(i + 1));

test.each<[string, Partial<Counted>, Partial<Counted>]>([
  ['nobody has seen it, before many have', {}, { agree: 20, disagree: 20 }],
  ['few have seen it, before many have', { agree: 2, disagree: 1 }, { agree: 20, disagree: 10 }],
  ['it is agreed to, before one that is not', { agree: 18, disagree: 2 }, { agree: 2, disagree: 18 }],
  ['it is voted on, before one that is passed over', { agree: 10, disagree: 10 }, { agree: 5, disagree: 5, pass: 10 }],
  ['it parts people, before one that does not', { agree: 10, disagree: 10, extremity: 2 }, { agree: 10, disagree: 10 }],
])('%s', (_, first, then) => expect(priorityOf(statement(1, first))).toBeGreaterThan(priorityOf(statement(1, then))));

it('is as the formula says', () => {
  // a = 1/2, p = 1/2, nobody has seen it: (1/2 * 1/2 * 9)^2.
  expect(priorityOf(statement(1))).toBeCloseTo(5.0625);
  // Eight votes: a = 5/10, p = 1/10, 1 + 8 * 2^(-8/5).
  expect(priorityOf(statement(1, { agree: 4, disagree: 4 }))).toBeCloseTo((0.9 * 0.5 * (1 + 8 * 2 ** -1.6)) ** 2);
});

it('is the same for one person each time, in whatever order the statements come', () => {
  expect(ids(orderFor(7, some))).toEqual(ids(orderFor(7, [...some].reverse())));
});

it('is another one for another person', () => {
  const orders = new Set([1, 2, 3, 4, 5, 6, 7, 8].map((person) => ids(orderFor(person, some)).join()));
  expect(orders.size).toBe(8);
});

it('shows what few have seen to most people first', () => {
  const seen = Array.from({ length: 10 }, (_, i) => statement(i + 1, { agree: 40, disagree: 40, pass: 10 }));
  const fresh = statement(11);
  const places = Array.from({ length: 400 }, (_, person) => ids(orderFor(person + 1, [...seen, fresh])).indexOf(11));
  expect(places.filter((place) => place < 3).length).toBeGreaterThan(360);
});

it('gives each of equal statements its turn', () => {
  const firsts = new Map<number, number>();
  for (let person = 1; person <= 3000; person++) {
    const [first] = orderFor(person, some);
    firsts.set(first!.id, (firsts.get(first!.id) ?? 0) + 1);
  }
  // A hundred for each, on the mean; five spreads beside it would be chance in a million.
  for (const { id } of some) expect(Math.abs((firsts.get(id) ?? 0) - 100)).toBeLessThan(50);
});
