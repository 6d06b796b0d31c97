import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import type { Reader } from '../people/person';
import { nameIn } from './names';
import {
  areasUnder,
  currentMembership,
  type Membership,
  mayAdministerOrganisations,
  mayChairOn,
  mayEditWords,
  placeFilters,
  type StoredMembership,
  whyNotFounding,
} from './organisation';
import { groupings, regions, subRegionsOf, world } from './places';

const ours = 1;

const someone = (values: Partial<Reader>) => aReader({ id: 10, organisationId: ours, ...values });

describe('who changes an organisation', () => {
  const office = (organisationId: number) => ({ offices: [{ organisationId, role: 'alternate' as const }] });
  it.each<[string, Reader | null, boolean, boolean]>([
    ['a visitor', null, false, false],
    ['one of its people', someone({}), false, false],
    ['its alternate', someone(office(ours)), true, false],
    ['its alternate, suspended', someone({ ...office(ours), state: 'suspended' }), false, false],
    ['the alternate of another', someone(office(2)), false, false],
    ['the secretariat', someone({ secretariat: true }), true, true],
    ['the secretariat, waiting', someone({ secretariat: true, state: 'waiting' }), false, false],
  ])('%s', (_, reader, words, place) => {
    expect(mayEditWords(reader, ours)).toBe(words);
    expect(mayAdministerOrganisations(reader)).toBe(place);
  });
});

describe('membership', () => {
  const founder: Membership = { since: '2007-03-01', until: null, mayChair: true };
  const past: Membership = { since: '2010-01-01', until: '2012-12-31', mayChair: false };

  it.each([
    ['the day before', '2009-12-31', false],
    ['its first day', '2010-01-01', true],
    ['its last day', '2012-12-31', true],
    ['the day after', '2013-01-01', false],
  ])('counts on %s', (_, day, expected) => expect(currentMembership([past], day) !== undefined).toBe(expected));

  it('gives the chair only to those whose membership says so', () => {
    expect(mayChairOn([founder], '2026-11-26')).toBe(true);
    expect(mayChairOn([past], '2011-06-01')).toBe(false);
    expect(mayChairOn([{ ...founder, until: '2020-01-01' }], '2026-11-26')).toBe(false);
    expect(mayChairOn([], '2026-11-26')).toBe(false);
  });

  const stored = { since: '2007-03-01', until: null, mayChair: true, founding: true, decided: false };
  it.each<[string, StoredMembership[], string | null, string, string | undefined]>([
    ['of the first to be entered', [], null, '2007-03-01', undefined],
    ['of one that began with the others', [], '2007-03-01', '2007-03-01', undefined],
    ['of one that came later', [], '2007-03-01', '2007-03-02', 'invalid'],
    ['again, with another day, where no other was entered', [stored], null, '2007-03-02', undefined],
    ['of one that a decision has changed', [{ ...stored, decided: true }], '2007-03-01', '2007-03-01', 'closed'],
    ['of one that was admitted', [{ ...stored, founding: false }], '2007-03-01', '2007-03-01', 'closed'],
  ])('founding %s', (_, there, began, since, kind) => expect(whyNotFounding(there, began, since)?.kind).toBe(kind));
});

describe('regions of the list', () => {
  it('hold every area once, and the world by itself', () => {
    const all = placeFilters.flatMap(areasUnder);
    const expected = [world, ...regions, ...groupings, ...regions.flatMap((r) => subRegionsOf(r))];
    expect([...all].sort()).toEqual([...expected].sort());
    expect(areasUnder(world)).toEqual([world]);
    expect(areasUnder('002')).toContain('014');
    expect(areasUnder('002')).toContain('202');
  });
});

it('a name is shown in the language of the page, else in its own', () => {
  const organisation = { language: 'es', name: 'Red (inventada)', names: { fr: 'Réseau (inventé)' } };
  expect(nameIn(organisation, 'fr')).toEqual({ name: 'Réseau (inventé)', language: 'fr' });
  expect(nameIn(organisation, 'ar')).toEqual({ name: 'Red (inventada)', language: 'es' });
});
