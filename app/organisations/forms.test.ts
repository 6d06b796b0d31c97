import { describe, expect, it } from 'vitest';
import { listSearch, membershipForm, newForm, wholeForm, wordsForm } from './forms';

const words = { name: 'Harbour Network (invented)', shortName: '', language: 'en', mandate: '' };
const place = { sector: 'academia', region: '014', country: 'KE' };

function mistakes(
  schema: { safeParse: (x: unknown) => { success: boolean; error?: { issues: { path: PropertyKey[] }[] } } },
  raw: unknown,
): string[] {
  const parsed = schema.safeParse(raw);
  return parsed.success ? [] : [...new Set(parsed.error!.issues.map((i) => i.path.join('.')))];
}

describe('a new organisation', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['is whole', {}, []],
    ['needs a name', { name: ' \u200b ' }, ['name']],
    ['has a name of 200 characters at most', { name: 'a'.repeat(201) }, ['name']],
    ['needs a handle', { handle: '' }, ['handle']],
    ['has no dot in its handle', { handle: 'some.one' }, ['handle']],
    ['cannot be called new', { handle: 'new' }, ['handle']],
    ['cannot end with a hyphen', { handle: 'harbour-' }, ['handle']],
    ['may be typed in capitals', { handle: ' Harbour ' }, []],
    ['needs a sector that exists', { sector: 'toString' }, ['sector']],
    ['has a detail of its own sector', { sector: 'media/kind.university' }, ['sector']],
    ['may have a detail', { sector: 'academia/kind.university' }, []],
    ['has one detail', { sector: 'academia/kind.university/kind.university' }, ['sector']],
    ['needs a region or a country', { region: '', country: '' }, ['region']],
    ['has a country of its region', { region: '142' }, ['country']],
    ['may work everywhere and sit somewhere', { region: '001', country: 'CH' }, []],
    ['has a language that is known', { language: 'tlh' }, ['language']],
  ])('%s', (_, change, expected) => {
    expect(mistakes(newForm, { handle: 'harbour', ...words, ...place, ...change })).toEqual(expected);
  });

  it('takes its region from its country', () => {
    expect(newForm.parse({ handle: 'harbour', ...words, ...place, region: '' }).place.region).toBe('014');
  });

  it('keeps its own language out of the further names, and what is empty too', () => {
    const { words: w } = newForm.parse({
      handle: 'harbour',
      ...words,
      ...place,
      name_en: 'Twice',
      name_fr: 'Réseau',
      name_ar: '  ',
    });
    expect(w.names).toEqual({ fr: 'Réseau' });
  });

  it('loses what would turn the words around it', () => {
    const { words: w } = newForm.parse({ handle: 'harbour', ...words, ...place, name: 'A\u202eB\0C\nD' });
    expect(w.name).toBe('ABC D');
  });
});

describe('a changed one', () => {
  it('carries the version that was read', () => {
    expect(mistakes(wordsForm, { ...words, version: '3' })).toEqual([]);
    expect(mistakes(wordsForm, { ...words, version: '' })).toEqual(['version']);
    expect(mistakes(wholeForm, { ...words, version: '3' })).toEqual(['sector', 'region', 'country']);
  });
});

describe('a membership', () => {
  const whole = { version: '1', was: '', since: '2026-01-01', mayChair: 'no' };
  it.each<[string, Record<string, string>, string[]]>([
    ['is whole', {}, []],
    ['begins on a day', { since: '' }, ['since']],
    ['begins on a day that exists', { since: '2026-02-30' }, ['since']],
    ['is of a time that a calendar holds', { since: '0001-01-01' }, ['since']],
    ['says whether it may chair', { mayChair: '' }, ['mayChair']],
  ])('%s', (_, change, expected) => expect(mistakes(membershipForm, { ...whole, ...change })).toEqual(expected));
});

describe('the address of the list', () => {
  it.each([
    [{}, { page: 1 }],
    [
      { sector: 'media', region: '002', page: '2' },
      { sector: 'media', region: '002', page: 2 },
    ],
    [{ sector: '__proto__', region: '999', page: '-1' }, { page: 1 }],
    [{ page: 'x' }, { page: 1 }],
  ])('%j', (raw, expected) => expect(listSearch.parse(raw)).toEqual(expected));
});
