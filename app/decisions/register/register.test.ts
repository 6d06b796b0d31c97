import { describe, expect, test } from 'vitest';
import { registerAddress, registerSearch } from './register';

describe('what an address says of the register', () => {
  test.each([
    ['', { q: '', due: false, page: 1 }],
    ['year=2026&outcome=lapsed&page=2', { year: 2026, outcome: 'lapsed', q: '', due: false, page: 2 }],
    ['year=twenty&outcome=won&page=0', { q: '', due: false, page: 1 }],
    ['year=20261&page=-1', { q: '', due: false, page: 1 }],
    ['q=%20shelters%20&due=yes', { q: 'shelters', due: true, page: 1 }],
  ])('%s', (address, search) => {
    expect(registerSearch(new URLSearchParams(address))).toEqual({ year: undefined, outcome: undefined, ...search });
  });

  test('and comes back as an address that says no more than was chosen', () => {
    const search = registerSearch(new URLSearchParams('outcome=lapsed&year=2026&page=3&due=no'));
    expect(registerAddress(search)).toBe('/decisions/register?year=2026&outcome=lapsed');
    expect(registerAddress(search, { outcome: undefined, page: 2 })).toBe('/decisions/register?year=2026&page=2');
    expect(registerAddress({}, { page: 1 })).toBe('/decisions/register');
  });
});
