import { describe, expect, it } from 'vitest';
import type { Reader } from '../people/person';
import { isOverdue, mayFollowUp, mayKeepRegister, whyNotCommit } from './recommendation';

const reader = (rest: Partial<Reader>) =>
  ({ state: 'active', secretariat: false, offices: [], ...rest }) as unknown as Reader;
const speaker = reader({ offices: [{ organisationId: 7, role: 'focal-point' }] });
const secretariat = reader({ secretariat: true });

describe('who keeps the register, and who says how something stands', () => {
  it.each([
    ['nobody', null, false, false],
    ['anybody', reader({}), false, false],
    ['whoever speaks for the owner', speaker, false, true],
    ['the secretariat', secretariat, true, true],
  ])('%s', (_, who, keeps, follows) => {
    expect(mayKeepRegister(who)).toBe(keeps);
    expect(mayFollowUp({ ownerId: 7 }, who)).toBe(follows);
  });
  it('what nobody owns is for the secretariat alone', () =>
    expect(mayFollowUp({ ownerId: null }, speaker)).toBe(false));
});

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
});

describe('a commitment', () => {
  const commitment = { ownerId: 7, dueOn: '2026-05-03', state: 'open' as const, reason: '' };
  it.each([
    ['as it is', commitment, undefined],
    ['not pursued, without a reason', { ...commitment, state: 'not-pursued' as const }, 'reason'],
    [
      'not pursued, with one',
      { ...commitment, state: 'not-pursued' as const, reason: 'It is done elsewhere.' },
      undefined,
    ],
    ['a day that binds nobody', { ...commitment, ownerId: null }, 'owner'],
  ])('%s', (_, wanted, field) => expect(Object.keys(whyNotCommit(wanted)?.fields ?? {})[0]).toBe(field));
});
