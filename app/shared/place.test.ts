import { expect, test } from 'vitest';
import { placeWithin } from './place';

test.each([
  ['/', '/'],
  ['/discussions/3?page=2#post-9', '/discussions/3?page=2#post-9'],
  ['/account', '/account'],
  ['/recherche?q=été', '/recherche?q=%C3%A9t%C3%A9'],
])('%s is a place here', (text, place) => {
  expect(placeWithin(text)).toBe(place);
});

test.each([
  [''],
  [null],
  ['https://elsewhere.example/'],
  ['//elsewhere.example/'],
  ['/\\elsewhere.example'],
  ['\\\\elsewhere.example'],
  ['/\t/elsewhere.example'],
  ['/\n/elsewhere.example'],
  ['/.//elsewhere.example'],
  ['/a/..//elsewhere.example'],
  ['javascript:alert(1)'],
  ['account'],
  [`/${'a'.repeat(3000)}`],
])('%j leads to the start page', (text) => {
  expect(placeWithin(text)).toBe('/');
});
