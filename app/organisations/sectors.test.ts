import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Dimension,
  detailNameKey,
  detailsOf,
  dimensionNameKey,
  isDetail,
  isSector,
  sectorKeys,
  sectorNameKey,
  sectors,
} from './sectors';

describe('isSector', () => {
  it.each([
    ['government', true],
    ['survivor-group', true],
    ['Government', false],
    ['toString', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (value, expected) => {
    expect(isSector(value)).toBe(expected);
  });

  it('knows eleven sectors', () => {
    expect(sectorKeys).toHaveLength(11);
  });
});

describe('isDetail', () => {
  it.each([
    ['civil-society', 'focus.child-rights', true],
    ['civil-society', 'size.small', true],
    ['civil-society', 'child-rights', false],
    ['civil-society', 'kind.university', false],
    ['academia', 'kind.university', true],
    ['academia', 'kind.national', false],
    ['workers-organisation', 'kind.national', true],
    ['private-sector', 'industry.recruitment', true],
    ['survivor-group', 'size.small', false],
    ['government', undefined, false],
  ] as const)('%s, %s: %s', (sector, detail, expected) => {
    expect(isDetail(sector, detail)).toBe(expected);
  });

  it('holds for every detail that is offered, and for no detail twice', () => {
    for (const sector of sectorKeys) {
      const details = detailsOf(sector);
      expect(new Set(details).size).toBe(details.length);
      for (const detail of details) expect(isDetail(sector, detail)).toBe(true);
    }
    expect(detailsOf('survivor-group')).toEqual([]);
  });
});

describe.each(['en', 'fr', 'ar'])('the names in %s', (language) => {
  const file = new URL(`../shared/locales/${language}/sectors.json`, import.meta.url);
  const names = leaves(JSON.parse(readFileSync(file, 'utf8')));

  it('are there for every sector, detail and dimension, and for nothing else', () => {
    const dimensions = new Set(sectorKeys.flatMap((sector) => Object.keys(sectors[sector].details) as Dimension[]));
    const wanted = [
      ...sectorKeys.map(sectorNameKey),
      ...sectorKeys.flatMap((sector) => detailsOf(sector).map((detail) => detailNameKey(sector, detail))),
      ...[...dimensions].map(dimensionNameKey),
    ].map((key) => key.replace('sectors:', ''));
    expect([...names.keys()].sort()).toEqual(wanted.sort());
  });

  it('are not empty', () => {
    for (const [key, name] of names) expect(name.trim(), key).not.toBe('');
  });
});

function leaves(tree: object, path: readonly string[] = []): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? [...leaves(value, [...path, key])]
        : [[[...path, key].join('.'), String(value)] as const],
    ),
  );
}
