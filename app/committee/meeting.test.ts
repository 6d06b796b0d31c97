import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import { type MeetingStanding, quorumOf } from './committee';
import {
  beginnings,
  type MeetingRules,
  maySeeMeeting,
  reordered,
  whyNotAgenda,
  whyNotApprove,
  whyNotAttend,
  whyNotMakeMinutes,
  whyNotPublish,
} from './meeting';

const standing: MeetingStanding = { members: [1, 2, 3], chair: 1, coChair: 2, there: [1, 2, 3] };
const at = (time: string) => new Date(`2026-10-25T${time}Z`);
const meeting: MeetingRules = {
  id: 5,
  announcedAt: new Date('2026-10-01T00:00:00Z'),
  cancelledAt: null,
  startsAt: at('08:00:00'),
  endsAt: at('10:00:00'),
  minutesDocumentId: null,
  approvedAt: null,
  publishedAt: null,
};
const office = (organisationId: number) => ({ offices: [{ organisationId, role: 'alternate' as const }] });
const people = {
  visitor: null,
  secretariat: aReader({ id: 10, organisationId: 9, secretariat: true }),
  'chair’s focal point': aReader({ id: 11, organisationId: 1, ...office(1) }),
  'co-chair’s focal point': aReader({ id: 12, organisationId: 2, ...office(2) }),
  'member’s focal point': aReader({ id: 13, organisationId: 3, ...office(3) }),
  'one of a member': aReader({ id: 14, organisationId: 3 }),
  'one of a member, suspended': aReader({ id: 15, organisationId: 3, state: 'suspended' }),
  outsider: aReader({ id: 16, organisationId: 4, ...office(4) }),
};

describe('who sees a meeting, and who conducts it', () => {
  it.each<[keyof typeof people, boolean, boolean, string | undefined]>([
    ['visitor', false, false, 'not-found'],
    ['secretariat', true, true, undefined],
    ['chair’s focal point', true, true, undefined],
    ['co-chair’s focal point', true, true, undefined],
    ['member’s focal point', true, false, 'not-allowed'],
    ['one of a member', true, false, 'not-allowed'],
    ['one of a member, suspended', false, false, 'not-found'],
    ['outsider', false, false, 'not-found'],
  ])('%s', (who, sees, prepares, refused) => {
    const reader = people[who];
    expect(maySeeMeeting(meeting, reader, standing, false)).toBe(sees);
    expect(maySeeMeeting({ announcedAt: null }, reader, standing, false)).toBe(prepares);
    expect(whyNotAgenda(meeting, reader, standing, false, at('07:00:00'))?.kind).toBe(refused);
  });

  it('shows it to an observer who was named, and lets them change nothing', () => {
    expect(maySeeMeeting(meeting, people.outsider, standing, true)).toBe(true);
    expect(whyNotAgenda(meeting, people.outsider, standing, true, at('07:00:00'))?.kind).toBe('not-allowed');
  });

  it.each<[string, Partial<MeetingRules>, string, string | undefined]>([
    ['before it', {}, '07:00:00', undefined],
    ['while it goes on', {}, '09:59:59', undefined],
    ['when it is over', {}, '10:00:00', 'closed'],
    ['when it was cancelled', { cancelledAt: at('01:00:00') }, '07:00:00', 'closed'],
  ])('changes the agenda %s', (_, values, time, refused) => {
    expect(whyNotAgenda({ ...meeting, ...values }, people.secretariat, standing, false, at(time))?.kind).toBe(refused);
  });
});

describe('attendance', () => {
  const self = (who: keyof typeof people) => ({ id: people[who]!.id, organisationId: people[who]!.organisationId });
  it.each<[keyof typeof people, { id: number; organisationId: number | null }, string, string | undefined]>([
    ['one of a member', self('one of a member'), '08:00:00', undefined],
    ['one of a member', self('member’s focal point'), '08:00:00', 'not-allowed'],
    ['member’s focal point', self('one of a member'), '08:00:00', undefined],
    ['secretariat', self('one of a member'), '08:00:00', undefined],
    ['secretariat', self('outsider'), '08:00:00', 'not-allowed'],
    ['secretariat', self('secretariat'), '08:00:00', 'not-allowed'],
    ['outsider', self('outsider'), '08:00:00', 'not-found'],
    ['one of a member', self('one of a member'), '05:59:59', 'closed'],
    ['one of a member', self('one of a member'), '06:00:00', undefined],
  ])('%s', (who, person, time, refused) => {
    expect(whyNotAttend(meeting, people[who]!, standing, person, at(time))?.kind).toBe(refused);
  });

  it('is of the members of its day, whoever is one by now', () => {
    const changed = { ...standing, members: [1, 2, 4], there: [1, 2, 3] };
    const secretariat = people.secretariat;
    const [left, came] = [self('one of a member'), self('outsider')];
    expect(whyNotAttend(meeting, secretariat, changed, left, at('09:00:00'))).toBeUndefined();
    expect(whyNotAttend(meeting, secretariat, changed, came, at('09:00:00'))?.kind).toBe('not-allowed');
  });

  it.each([
    ['none set', [1, 2], null, null],
    ['too few', [1, 1], 2, { needed: 2, present: 1, reached: false }],
    ['enough', [1, 3], 2, { needed: 2, present: 2, reached: true }],
    ['people of no member', [1, 8], 2, { needed: 2, present: 1, reached: false }],
  ])('quorum: %s', (_, present, quorum, expected) => {
    expect(quorumOf(present, standing.members, quorum)).toEqual(expected);
  });
});

describe('minutes', () => {
  const made = { ...meeting, minutesDocumentId: 3 };
  const next = {
    ...meeting,
    id: 6,
    startsAt: new Date('2026-11-25T08:00:00Z'),
    endsAt: new Date('2026-11-25T10:00:00Z'),
  };
  const later = new Date('2026-11-25T08:30:00Z');
  it.each<[string, MeetingRules, MeetingRules, Date, string | undefined]>([
    ['at the next meeting', made, next, later, undefined],
    ['before the next meeting begins', made, next, new Date('2026-11-24T00:00:00Z'), 'closed'],
    ['at the same meeting', made, made, later, 'conflict'],
    ['at an earlier one', { ...next, minutesDocumentId: 3 }, meeting, later, 'conflict'],
    ['at one that was cancelled', made, { ...next, cancelledAt: later }, later, 'closed'],
    ['of which there are none', meeting, next, later, 'conflict'],
    ['twice', { ...made, approvedAt: later }, next, later, 'closed'],
  ])('are approved %s', (_, of, where, now, refused) => expect(whyNotApprove(of, where, now)?.kind).toBe(refused));

  it('are made from its beginning on', () => {
    expect(whyNotMakeMinutes(meeting, at('07:59:59'))?.kind).toBe('closed');
    expect(whyNotMakeMinutes(meeting, at('08:00:00'))).toBeUndefined();
    expect(whyNotMakeMinutes({ ...meeting, cancelledAt: at('00:00:00') }, at('09:00:00'))?.kind).toBe('closed');
  });

  it('are published once, and approved first', () => {
    expect(whyNotPublish(made)?.kind).toBe('closed');
    expect(whyNotPublish({ ...made, approvedAt: later })).toBeUndefined();
    expect(whyNotPublish({ ...made, approvedAt: later, publishedAt: later })?.kind).toBe('closed');
  });
});

describe('the order of items', () => {
  it.each<[number, 'up' | 'down', number[]]>([
    [2, 'up', [2, 1, 3]],
    [2, 'down', [1, 3, 2]],
    [1, 'up', [1, 2, 3]],
    [3, 'down', [1, 2, 3]],
    [9, 'up', [1, 2, 3]],
  ])('%i %s', (id, to, expected) => expect(reordered([1, 2, 3], id, to)).toEqual(expected));

  it('says when each begins until one does not say how long it takes, also over a change of clocks', () => {
    // In Vienna clocks go back at 01:00 UTC of that day.
    const starts = new Date('2026-10-25T00:30:00Z');
    expect(beginnings(starts, [45, 30, null, 10]).map((b) => b?.toISOString() ?? null)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:15:00.000Z',
      '2026-10-25T01:45:00.000Z',
      null,
    ]);
  });
});
