import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import { correctionsIn, type MinutesPosition, mayReadMinutes, whyNotSayOfMinutes } from './minutes';

const standing = { members: [1, 2, 3] };
const office = (organisationId: number) => ({ offices: [{ organisationId, role: 'focal-point' as const }] });
const member = aReader({ id: 11, organisationId: 1, ...office(1) });
const ofMember = aReader({ id: 12, organisationId: 1 });
const outsider = aReader({ id: 13, organisationId: 9, ...office(9) });
const suspended = aReader({ id: 14, organisationId: 1, state: 'suspended' });
const at = new Date('2026-06-01T12:00:00Z');
const made = { minutesDocumentId: 3, approvedAt: null, publishedAt: null, cancelledAt: null };

describe('minutes', () => {
  it.each([
    ['made', made, [false, true, true, false, false]],
    ['approved', { ...made, approvedAt: at }, [false, true, true, false, false]],
    ['published', { ...made, approvedAt: at, publishedAt: at }, [true, true, true, true, true]],
    ['not made', { ...made, minutesDocumentId: null }, [false, false, false, false, false]],
  ])('that are %s are read by those whose they are', (_, of, expected) => {
    expect([null, member, ofMember, outsider, suspended].map((r) => mayReadMinutes(of, r, standing))).toEqual(expected);
  });

  it.each([
    ['for its member', made, member, 1, undefined],
    ['for another', made, member, 2, 'not-allowed'],
    ['without an office', made, ofMember, 1, 'not-allowed'],
    ['for no member', made, outsider, 9, 'not-allowed'],
    ['of none', { ...made, minutesDocumentId: null }, member, 1, 'conflict'],
    ['of what is approved', { ...made, approvedAt: at }, member, 1, 'closed'],
  ])('somebody says something of them %s', (_, of, reader, organisation, refused) => {
    expect(whyNotSayOfMinutes(of, reader, organisation, standing)?.kind).toBe(refused);
  });

  it('a correction is open until its member approves or leaves, whatever text it was asked of', () => {
    const says = (organisation: number, kind: MinutesPosition['kind'], hash = 'a') => ({ organisation, kind, hash });
    expect(correctionsIn([says(1, 'approve'), says(2, 'correct', 'before'), says(9, 'correct')], standing)).toEqual([
      2,
    ]);
    expect(correctionsIn([says(1, 'approve'), says(2, 'approve')], standing)).toEqual([]);
  });
});
