import { describe, expect, it } from 'vitest';
import { compare, readDecimal, typedAs, wayGone } from './decimal';

describe('a figure as it was typed', () => {
  it.each<[string, string | null]>([
    ['12', '12'],
    ['012', '12'],
    ['0', '0'],
    ['-0', '0'],
    ['12.50', '12.5'],
    ['12,5', '12.5'],
    ['-12,5', '-12.5'],
    ['−3', '-3'],
    ['1 250', '1250'],
    ['1 250,5', '1250.5'],
    ["1'250.5", '1250.5'],
    ['1,250,000', '1250000'],
    ['1.250.000,75', '1250000.75'],
    ['1,250.5', '1250.5'],
    ['0.125', '0.125'],
    ['1250.125', '1250.125'],
    ['١٢٫٥', '12.5'],
    ['١٬٢٥٠', '1250'],
    // A thousand to some, a little more than one to others.
    ['1,250', null],
    ['1.250', null],
    ['12,50,000', null],
    ['1.2.3', null],
    ['1,250.5,0', null],
    ['', null],
    ['.', null],
    ['12.', null],
    ['.5', null],
    ['about 12', null],
    ['1e3', null],
    ['0.1234567', null],
    ['1234567890123456789', null],
  ])('%j', (typed, figure) => {
    expect(readDecimal(typed)).toBe(figure);
  });
});

it.each<[string, string, number]>([
  ['0.1', '0.10', 0],
  ['0.3', '0.299999', 1],
  ['-2', '1', -1],
  ['900719925474099.3', '900719925474099.2', 1],
])('compares %s with %s exactly', (a, b, sign) => {
  expect(compare(a, b)).toBe(sign);
});

it.each<[string, string, string, number | null]>([
  ['0', '10', '5', 50],
  ['10', '0', '7', 30],
  ['3', '4', '3.999999', 99],
  ['0', '10', '-1', -10],
  ['0', '10', '12', 120],
  ['5', '5', '5', null],
])('from %s to %s, %s is %s per cent of the way', (from, to, value, way) => {
  expect(wayGone(from, to, value)).toBe(way);
});

it.each(['12.345', '-1.255', '0.125', '1250.125', '12', '0', '12.5'])('%s is read again as it was shown', (figure) => {
  expect(readDecimal(typedAs(figure))).toBe(figure);
});
