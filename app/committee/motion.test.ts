import { describe, expect, it } from 'vitest';
import { whyNotTerm } from './committee';
import { type Motion, type Rules, whyNotByOutcome, whyNotMotion, whyNotYear } from './motion';
import type { Seat } from './rotation';

const seat = (memberships: Seat['memberships']): Seat => ({ organisationId: 1, handle: 'one', memberships });
const member = seat([{ since: '2020-01-01', until: null, mayChair: true }]);
const regional = seat([{ since: '2020-01-01', until: null, mayChair: false }]);
const former = seat([{ since: '2020-01-01', until: '2024-12-31', mayChair: true }]);
const outside = seat([]);
const rules: Rules = { quorum: 4, admitOutcome: 'consensus', admitFrom: '2026-01-01', admitLetter: true };
const motion = (values: Partial<Motion>): Motion => ({
  kind: 'admit',
  organisationId: 1,
  onDay: '2026-06-01',
  mayChair: false,
  ...values,
});

describe('what the committee decides on itself', () => {
  it.each<[string, Partial<Motion>, Seat | undefined, Rules | null, boolean, string | undefined]>([
    ['admits', {}, outside, rules, true, undefined],
    ['admits one that was a member before', {}, former, rules, true, undefined],
    ['admits nobody while it has not decided how', {}, outside, null, true, 'organisation'],
    ['admits nobody before the day of its rules', { onDay: '2025-12-31' }, outside, rules, true, 'onDay'],
    ['admits nobody who has not signed', {}, outside, rules, false, 'organisation'],
    ['wants no letter where its rules do not', {}, outside, { ...rules, admitLetter: false }, false, undefined],
    ['admits no member again', {}, member, rules, true, 'organisation'],
    [
      'admits nobody into a membership that is to come',
      { onDay: '2019-01-01' },
      member,
      { ...rules, admitFrom: null },
      true,
      'organisation',
    ],
    ['changes who may chair', { kind: 'change' }, member, rules, false, undefined],
    ['changes nothing that is so already', { kind: 'change' }, regional, rules, false, 'mayChair'],
    ['changes nothing of who is no member', { kind: 'change' }, outside, rules, false, 'organisation'],
    ['lets a member cease', { kind: 'cease', mayChair: null }, member, rules, false, undefined],
    ['lets nobody cease twice', { kind: 'cease', onDay: '2024-12-31' }, former, rules, false, 'onDay'],
    ['lets nobody cease who is no member', { kind: 'cease' }, outside, rules, false, 'organisation'],
    ['gives the chair', { kind: 'chair', mayChair: null }, member, rules, false, undefined],
    ['gives the chair to none that may not', { kind: 'chair', mayChair: null }, regional, rules, false, 'organisation'],
    [
      'gives the chair to none that has gone',
      { kind: 'co-chair', mayChair: null },
      former,
      rules,
      false,
      'organisation',
    ],
    ['sets its rules', { kind: 'rules', organisationId: null }, undefined, null, false, undefined],
  ])('%s', (_, values, of, rule, letter, field) => {
    const no = whyNotMotion(motion(values), of, rule, letter);
    expect(no ? Object.keys(no.fields!)[0] : undefined).toBe(field);
  });

  it('wants the consensus that its rules want', () => {
    expect(whyNotByOutcome(motion({}), rules, 'adopted-by-consensus')).toBeUndefined();
    expect(whyNotByOutcome(motion({}), rules, 'adopted-no-strong-objection')?.kind).toBe('invalid');
    const weaker: Rules = { ...rules, admitOutcome: 'no-strong-objection' };
    expect(whyNotByOutcome(motion({}), weaker, 'adopted-no-strong-objection')).toBeUndefined();
    expect(whyNotByOutcome(motion({ kind: 'cease' }), rules, 'adopted-no-strong-objection')).toBeUndefined();
  });

  it('decides no year of the chair anew that has begun', () => {
    expect(whyNotYear('2026-11-26', '2026-11-26', true)?.kind).toBe('invalid');
    expect(whyNotYear('2026-11-27', '2026-11-26', true)).toBeUndefined();
    expect(whyNotYear('2020-01-01', '2026-11-26', false)).toBeUndefined();
  });
});

describe('a term of the chair', () => {
  const terms = [{ role: 'chair' as const, from: '2025-03-01', until: '2026-02-28', ceasedOn: null }];
  const ceased = [{ ...terms[0]!, ceasedOn: '2025-09-30' }];
  it.each([
    ['follows another', terms, { from: '2026-03-01', until: '2027-02-28' }, member, undefined],
    ['overlaps by a day', terms, { from: '2026-02-28', until: '2027-02-27' }, member, 'from'],
    ['lies within another', terms, { from: '2025-06-01', until: '2025-06-30' }, member, 'from'],
    ['takes what another gave up', ceased, { from: '2025-10-01', until: '2026-02-28' }, member, undefined],
    ['ends before it begins', [], { from: '2026-03-01', until: '2026-02-28' }, member, 'until'],
    ['of one that may not chair', [], { from: '2026-03-01', until: '2027-02-28' }, regional, 'organisation'],
    ['of one that is not there', [], { from: '2026-03-01', until: '2027-02-28' }, undefined, 'organisation'],
  ])('%s', (_, before, days, of, field) => {
    const no = whyNotTerm(before, { role: 'chair', ...days }, of);
    expect(no ? Object.keys(no.fields!)[0] : undefined).toBe(field);
  });

  it('of the co-chair stands beside it', () =>
    expect(whyNotTerm(terms, { role: 'co-chair', from: '2025-03-01', until: '2026-02-28' }, member)).toBeUndefined());
});
