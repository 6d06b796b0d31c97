import { expect, test } from 'vitest';
import { inTurn, labelOf, mayBeLabelled, type Waiting } from './speaking';

/** `government` waits since 3: 'g3'; skipped once: 'g3!'; without an organisation: '-3'. */
const sectors: Record<string, string | null> = {
  g: 'government',
  c: 'civil-society',
  w: 'workers-organisation',
  s: 'survivor-group',
  '-': null,
};
const hands = (text: string): (Waiting & { name: string })[] =>
  text.split(' ').map((name, i) => ({
    id: i + 1,
    name,
    sector: sectors[name[0]!]!,
    askedAt: Number.parseInt(name.slice(1), 10),
    skipped: name.split('!').length - 1,
  }));

test.each([
  ['whoever waits longest, where nobody has spoken', 'g2 c1 w3', {}, 'c1 g2 w3'],
  ['the sector that has spoken least', 'g1 c2', { government: 2, 'civil-society': 1 }, 'c2 g1'],
  ['one that has not spoken yet before all', 'g1 c2 w9', { government: 1, 'civil-society': 1 }, 'w9 g1 c2'],
  ['in turn, so that ten of one sector do not speak in a row', 'g1 g2 g3 c4', {}, 'g1 c4 g2 g3'],
  ['what was given counts for those behind', 'g1 g2 c3 c4 w5', { government: 1 }, 'c3 w5 g1 c4 g2'],
  ['those without an organisation are one of their own', '-1 -2 g3', {}, '-1 g3 -2'],
  ['survivor groups are balanced as all others', 'g1 s2', { government: 1 }, 's2 g1'],
  ['who was not there behind all who were', 'g1! c2 g3', { 'civil-society': 5 }, 'g3 c2 g1!'],
  ['who was not there twice behind who was not once', 'g1!! c2! w3', {}, 'w3 c2! g1!!'],
  ['of the same instant whoever asked first', 'g1 c1', {}, 'g1 c1'],
  ['nobody', '', {}, ''],
])('gives the floor to %s', (_, waiting, spoken, order) => {
  const given = waiting ? hands(waiting) : [];
  expect(
    inTurn(given, spoken)
      .map((h) => h.name)
      .join(' '),
  ).toBe(order);
  // Whatever comes in, in whatever order: the list is the same.
  expect(
    inTurn([...given].reverse(), spoken)
      .map((h) => h.name)
      .join(' '),
  ).toBe(order);
});

test('leaves what it is given as it was', () => {
  const spoken = { government: 1 };
  const given = hands('g1 c2');
  inTurn(given, spoken);
  expect(spoken).toEqual({ government: 1 });
  expect(given.map((h) => h.name)).toEqual(['g1', 'c2']);
});

test.each([
  ['government', true, 'government'],
  ['government', false, null],
  ['survivor-group', true, null],
  ['survivor-group', false, null],
  [null, true, null],
])('of %s, agreed: %s, all read %s', (sector, labelled, read) => {
  expect(labelOf({ sector, labelled })).toBe(read);
});

test('asks nobody of a survivor group whether their sector may be said', () => {
  expect(mayBeLabelled('media')).toBe(true);
  expect(mayBeLabelled('survivor-group')).toBe(false);
  expect(mayBeLabelled(null)).toBe(false);
});
