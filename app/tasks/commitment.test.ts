import { describe, expect, it } from 'vitest';
import type { Reader } from '../people/person';
import { isOverdue, lastDay, mayChangeAction, mayFollowUp, whyNotCommit } from './commitment';

const reader = (rest: Partial<Reader>) =>
  ({ id: 3, state: 'active', secretariat: false, offices: [], ...rest }) as unknown as Reader;
const speaker = reader({ offices: [{ organisationId: 7, role: 'focal-point' }] });
const secretariat = reader({ secretariat: true });

describe('who says how something stands', () => {
  it.each([
    ['nobody', null, false],
    ['anybody', reader({}), false],
    ['whoever speaks for the owner', speaker, true],
    ['one who speaks for another', reader({ offices: [{ organisationId: 8, role: 'focal-point' }] }), false],
    ['one whose account is suspended', { ...speaker, state: 'suspended' } as Reader, false],
    ['the secretariat', secretariat, true],
  ])('%s', (_, who, expected) =>
    expect(mayFollowUp({ ownerOrganisationId: 7, ownerPersonId: null }, who)).toBe(expected),
  );
  it('whoever owns it as a person', () => {
    expect(mayFollowUp({ ownerOrganisationId: null, ownerPersonId: 3 }, reader({}))).toBe(true);
    expect(mayFollowUp({ ownerOrganisationId: null, ownerPersonId: 4 }, reader({}))).toBe(false);
  });
  it('of what nobody owns, the secretariat alone', () => {
    const nobodys = { ownerOrganisationId: null, ownerPersonId: null };
    expect([mayFollowUp(nobodys, speaker), mayFollowUp(nobodys, secretariat)]).toEqual([false, true]);
  });
});

it.each([
  ['an action, by whoever wrote it down', { kind: 'action', createdBy: 3 }, reader({}), true],
  ['an action, by somebody else', { kind: 'action', createdBy: 4 }, reader({}), false],
  ['an action, by the secretariat', { kind: 'action', createdBy: 4 }, secretariat, true],
  ['what has a page of its own', { kind: 'recommendation', createdBy: 3 }, secretariat, false],
  ['an action of which nobody knows who wrote it down', { kind: 'action', createdBy: null }, null, false],
] as const)('changed: %s', (_, of, who, expected) => expect(mayChangeAction(of, who)).toBe(expected));

describe('overdue', () => {
  it.each([
    ['2026-05-04', 'open', false],
    ['2026-05-03', 'open', true],
    ['2026-05-03', 'under-way', true],
    ['2026-05-03', 'done', false],
    ['2026-05-03', 'not-pursued', false],
    [null, 'open', false],
  ] as const)('due %s, %s', (dueOn, state, expected) =>
    expect(isOverdue({ dueOn, state }, '2026-05-04')).toBe(expected),
  );
  it.each([
    ['2026-05-04T11:59:59Z', '2026-05-03'],
    ['2026-05-04T12:00:00Z', '2026-05-04'],
    ['2027-01-01T03:00:00Z', '2026-12-31'],
  ])('at %s it is still %s somewhere', (now, day) => expect(lastDay(new Date(now))).toBe(day));
});

describe('a commitment', () => {
  const commitment = {
    ownerOrganisationId: 7,
    ownerPersonId: null,
    dueOn: '2026-05-03',
    state: 'open' as const,
    reason: '',
  };
  it.each([
    ['as it is', commitment, undefined],
    ['not pursued, without a reason', { ...commitment, state: 'not-pursued' as const }, 'reason'],
    ['not pursued, with one', { ...commitment, state: 'not-pursued' as const, reason: 'Done elsewhere.' }, undefined],
    ['a day that binds nobody', { ...commitment, ownerOrganisationId: null }, 'owner'],
    ['a day that binds a person', { ...commitment, ownerOrganisationId: null, ownerPersonId: 4 }, undefined],
  ])('%s', (_, wanted, field) => expect(Object.keys(whyNotCommit(wanted)?.fields ?? {})[0]).toBe(field));
});
