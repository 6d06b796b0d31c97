import { expect, test } from 'vitest';
import { handleFor } from './handle';

const allowed = /^[a-z0-9][a-z0-9-]*[.][a-z0-9.-]*[a-z0-9]$/;

test.each([
  ['Amina Diallo', 1, 'amina.diallo'],
  ['Amina Diallo', 2, 'amina.diallo.2'],
  ['José Ñandú da Silva', 1, 'jose.nandu-da-silva'],
  ['Łukasz Øster', 1, 'lukasz.oster'],
  ["Siobhán O'Neill", 1, 'siobhan.oneill'],
  ['Anne-Marie Weiß', 1, 'anne.marie-weiss'],
  ['Suharto', 1, 'suharto.1'],
  ['Suharto', 7, 'suharto.7'],
  ['أمينة ديالو', 1, 'person.1'],
  ['李 明', 12, 'person.12'],
  ['...', 1, 'person.1'],
  ['  A   B  ', 1, 'a.b'],
])('%s, try %i: %s', (name, n, handle) => {
  expect(handleFor(name, n)).toBe(handle);
});

test.each([[`A ${'b'.repeat(300)}`], [`${'a'.repeat(300)} B`], [`${'a'.repeat(39)} b c`], ['A -- ..'], ['9 9']])(
  'whatever the name (%s), the handle is one',
  (name) => {
    for (const n of [1, 2, 99_999]) {
      expect(handleFor(name, n)).toMatch(allowed);
      expect(handleFor(name, n).length).toBeLessThan(50);
    }
  },
);
