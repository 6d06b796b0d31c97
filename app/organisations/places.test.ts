import { describe, expect, it } from 'vitest';
import {
  countries,
  countriesOf,
  groupings,
  isArea,
  isCountry,
  isRegion,
  isSubRegion,
  placeName,
  regionOf,
  regionOfCountry,
  regions,
  subRegionOfCountry,
  subRegionsOf,
  world,
} from './places';

describe('the M49 areas', () => {
  it('are five regions of 22 sub-regions, each sub-region in exactly one', () => {
    expect(regions).toEqual(['002', '019', '142', '150', '009']);
    const all = regions.flatMap((region) => subRegionsOf(region));
    expect(all).toHaveLength(22);
    expect(new Set(all).size).toBe(22);
    for (const region of regions) {
      for (const subRegion of subRegionsOf(region)) expect(regionOf(subRegion)).toBe(region);
    }
  });

  it('hold their groupings whole', () => {
    for (const grouping of groupings) {
      const region = regionOf(grouping);
      expect(region && subRegionsOf(region)).toEqual(expect.arrayContaining([...subRegionsOf(grouping)]));
    }
    expect(countriesOf('202')).not.toContain('EG');
    expect(countriesOf('419')).not.toContain('CA');
  });

  it.each([
    ['002', 60],
    ['019', 57],
    ['142', 51],
    ['150', 51],
    ['009', 29],
    [world, 249],
  ] as const)('%s has %i countries', (area, count) => {
    expect(countriesOf(area)).toHaveLength(count);
  });
});

describe('the countries', () => {
  it('are the 249 of ISO 3166-1, each once, in a sub-region of its region', () => {
    expect(countries).toHaveLength(249);
    expect(new Set(countries).size).toBe(249);
    for (const code of countries) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      const subRegion = subRegionOfCountry(code);
      if (subRegion) expect(countriesOf(subRegion)).toContain(code);
    }
    expect(countries.filter((code) => !regionOfCountry(code))).toEqual(['AQ']);
  });

  it.each([
    ['KE', '014', '002'],
    ['EG', '015', '002'],
    ['CI', '011', '002'],
    ['MX', '013', '019'],
    ['TT', '029', '019'],
    ['CY', '145', '142'],
    ['TR', '145', '142'],
    ['MD', '151', '150'],
    ['GB', '154', '150'],
    ['VU', '054', '009'],
    ['TV', '061', '009'],
  ] as const)('%s lies in %s, in %s', (code, subRegion, region) => {
    expect(subRegionOfCountry(code)).toBe(subRegion);
    expect(regionOfCountry(code)).toBe(region);
  });
});

describe('what is a code', () => {
  it.each([
    ['002', { area: true, region: true, subRegion: false, country: false }],
    ['014', { area: true, region: false, subRegion: true, country: false }],
    ['419', { area: true, region: false, subRegion: false, country: false }],
    ['001', { area: true, region: false, subRegion: false, country: false }],
    ['KE', { area: false, region: false, subRegion: false, country: true }],
    ['ke', { area: false, region: false, subRegion: false, country: false }],
    ['XK', { area: false, region: false, subRegion: false, country: false }],
    ['14', { area: false, region: false, subRegion: false, country: false }],
    ['constructor', { area: false, region: false, subRegion: false, country: false }],
    [undefined, { area: false, region: false, subRegion: false, country: false }],
    [14, { area: false, region: false, subRegion: false, country: false }],
  ])('%s', (code, expected) => {
    expect({
      area: isArea(code),
      region: isRegion(code),
      subRegion: isSubRegion(code),
      country: isCountry(code),
    }).toEqual(expected);
  });
});

describe('placeName', () => {
  it.each([
    ['014', 'en', 'Eastern Africa'],
    ['014', 'fr', 'Afrique orientale'],
    ['001', 'en', 'World'],
    ['001', 'fr', 'Monde'],
    ['KE', 'ar', 'كينيا'],
    ['DE', 'fr-CA', 'Allemagne'],
    ['PS', 'en', 'State of Palestine'],
    ['CD', 'fr', 'République démocratique du Congo'],
    ['053', 'en', 'Australia and New Zealand'],
  ])('%s in %s is %s', (code, language, name) => {
    expect(placeName(code, language)).toBe(name);
  });

  it('falls back to English for a language that is none, and to the code for a place that is none', () => {
    expect(placeName('KE', 'not a language')).toBe('Kenya');
    expect(placeName('014', '')).toBe('Eastern Africa');
    expect(placeName('ZZ', 'en')).toBe('ZZ');
  });

  it('names every place in every language of the interface, never by its code', () => {
    const places = [
      world,
      ...regions,
      ...groupings,
      ...regions.flatMap((region) => [...subRegionsOf(region)]),
      ...countries,
    ];
    for (const language of ['en', 'fr', 'ar', 'es', 'ru', 'zh']) {
      for (const code of places) expect(placeName(code, language)).not.toBe(code);
    }
  });
});
