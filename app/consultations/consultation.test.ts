import { describe, expect, test } from 'vitest';
import type { Reader } from '../people/person';
import {
  type ConsultationRules,
  type ConsultationState,
  type ConsultationTie,
  hasBegun,
  isPartOpen,
  mayPrepareConsultation,
  maySeeConsultation,
  mayTakePart,
  mistakesOfPhase,
  nextInstant,
  nextPhaseOf,
  noConsultationTie,
  openUntil,
  phaseAt,
  stateOf,
  whyNotAnnounce,
  whyNotCancel,
  whyNotPrepare,
  whyNotTakePart,
} from './consultation';

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12));

const phases: ConsultationRules['phases'] = [
  { id: 1, kind: 'preparation', opensAt: day(2), closesAt: day(5) },
  { id: 2, kind: 'open', opensAt: day(5), closesAt: day(10) },
  { id: 3, kind: 'synthesis', opensAt: day(12), closesAt: day(15) },
];

function consultation(values: Partial<ConsultationRules> = {}): ConsultationRules {
  return {
    id: 1,
    scope: 'general',
    region: '001',
    theme: null,
    hostId: 9,
    readers: 'public',
    participants: 'registered',
    timeZone: 'Europe/Vienna',
    language: 'en',
    announcedAt: day(1),
    cancelledAt: null,
    phases,
    ...values,
  };
}

function reader(values: Partial<Reader> = {}): Reader {
  return {
    id: 1,
    session: '',
    handle: 'someone.d',
    name: 'Someone Demonstration',
    email: 'someone@plenary.example',
    state: 'active',
    secretariat: false,
    language: 'en',
    timeZone: 'UTC',
    shortcuts: true,
    organisationId: 5,
    organisationName: null,
    offices: [],
    waiting: 0,
    ...values,
  };
}

describe('where it stands', () => {
  const cases: [string, Partial<ConsultationRules>, number, ConsultationState, number | undefined, Date | null][] = [
    ['what nobody was told of', { announcedAt: null }, 6, 'preparing', 2, null],
    ['before its first phase', {}, 1, 'announced', undefined, day(2)],
    ['at the first instant of a phase', {}, 2, 'running', 1, day(5)],
    ['where one phase ends the next begins', {}, 5, 'running', 2, day(10)],
    ['between two phases', {}, 11, 'running', undefined, day(12)],
    ['at the last instant', {}, 15, 'ended', undefined, null],
    ['without phases', { phases: [] }, 6, 'announced', undefined, null],
    ['what is cancelled stays so', { cancelledAt: day(3) }, 6, 'cancelled', 2, null],
  ];
  test.each(cases)('%s', (_, values, n, state, phase, next) => {
    const c = consultation(values);
    expect(stateOf(c, day(n))).toBe(state);
    expect(phaseAt(c, day(n))?.id).toBe(phase);
    expect(nextInstant(c, day(n))).toEqual(next);
  });
});

const ties: Record<string, ConsultationTie> = {
  nobody: noConsultationTie,
  invited: { ...noConsultationTie, invited: true },
  host: { ...noConsultationTie, host: true },
  participant: { ...noConsultationTie, role: 'participant' },
  observer: { ...noConsultationTie, role: 'observer' },
  facilitator: { ...noConsultationTie, role: 'facilitator' },
};

describe('who sees it and for whom it is', () => {
  const who: [string, Reader | null, keyof typeof ties, string, string][] = [
    // For each: public, public for invited organisations, for registered people, for invited organisations, a draft.
    ['a visitor', null, 'nobody', 'oo---', '-----'],
    ['somebody who waits for approval', reader({ state: 'waiting' }), 'invited', 'oo---', '-----'],
    ['a suspended facilitator', reader({ state: 'suspended' }), 'facilitator', 'oo---', '-----'],
    ['somebody', reader(), 'nobody', 'ooo--', 'o-o--'],
    ['somebody of an invited organisation', reader(), 'invited', 'oooo-', 'oooo-'],
    ['somebody of the host', reader(), 'host', 'oooo-', 'oooo-'],
    ['a participant by name', reader(), 'participant', 'oooo-', 'oooo-'],
    ['an observer', reader(), 'observer', 'oooo-', '-----'],
    ['its facilitator', reader(), 'facilitator', 'ooooo', 'ooooo'],
    ['the secretariat', reader({ secretariat: true }), 'nobody', 'ooooo', 'ooooo'],
  ];
  const several = [
    consultation(),
    consultation({ participants: 'invited' }),
    consultation({ readers: 'registered' }),
    consultation({ readers: 'invited', participants: 'invited' }),
    consultation({ announcedAt: null }),
  ];
  const table = (may: (c: ConsultationRules) => boolean) => several.map((c) => (may(c) ? 'o' : '-')).join('');
  test.each(who)('%s', (_, someone, tie, sees, takesPart) => {
    expect(table((c) => maySeeConsultation(c, someone, ties[tie]!))).toBe(sees);
    expect(table((c) => mayTakePart(c, someone, ties[tie]!))).toBe(takesPart);
    expect(mayPrepareConsultation(someone, ties[tie]!)).toBe(sees === 'ooooo');
  });
});

describe('why somebody does not take part', () => {
  const part = { phaseIds: [2] };
  const cases: [string, Partial<ConsultationRules>, Reader | null, keyof typeof ties, number, string | undefined][] = [
    ['nothing stands against it', {}, reader(), 'nobody', 6, undefined],
    ['a visitor signs in first', {}, null, 'nobody', 6, 'sign-in'],
    ['who waits for approval waits', {}, reader({ state: 'waiting' }), 'nobody', 6, 'waiting'],
    ['an observer reads', {}, reader(), 'observer', 6, 'observer'],
    ['who is not asked', { participants: 'invited' }, reader(), 'nobody', 6, 'not-invited'],
    ['who is invited', { participants: 'invited' }, reader(), 'invited', 6, undefined],
    ['the phase before', {}, reader(), 'nobody', 3, 'not-open-yet'],
    ['at its first instant', {}, reader(), 'nobody', 5, undefined],
    ['at its last instant', {}, reader(), 'nobody', 10, 'part-closed'],
    ['facilitators are bound by the phases', {}, reader(), 'facilitator', 11, 'part-closed'],
    ['a draft has not begun', { announcedAt: null }, reader(), 'facilitator', 6, 'not-open-yet'],
    ['what is cancelled', { cancelledAt: day(3) }, reader(), 'nobody', 6, 'cancelled'],
  ];
  test.each(cases)('%s', (_, values, someone, tie, n, why) => {
    const c = consultation(values);
    expect(whyNotTakePart(c, part, someone, ties[tie]!, day(n))?.message.replace('consultations:refusals.', '')).toBe(
      why,
    );
  });
  test('what one may not see is not there', () => {
    const hidden = consultation({ readers: 'invited', participants: 'invited' });
    for (const someone of [null, reader()]) {
      expect(whyNotTakePart(hidden, part, someone, noConsultationTie, day(6))?.kind).toBe('not-found');
      expect(whyNotPrepare(hidden, someone, noConsultationTie)?.kind).toBe('not-found');
    }
    expect(whyNotPrepare(consultation(), reader(), noConsultationTie)?.kind).toBe('not-allowed');
  });
});

test.each([
  ['of one phase', [2], 6, true, undefined],
  ['not yet', [2], 3, false, 2],
  ['of two phases, in the gap between them', [2, 3], 11, false, 3],
  ['of two phases, in the second', [2, 3], 13, true, undefined],
  ['of no phase', [], 6, false, undefined],
])('a part %s', (_, phaseIds, n, open, next) => {
  expect(isPartOpen({ phaseIds }, consultation(), day(n))).toBe(open);
  expect(nextPhaseOf({ phaseIds }, consultation(), day(n))?.id).toBe(next);
});

test.each([
  ['in one phase', [2], 6, day(10)],
  ['in two that follow each other', [1, 2], 3, day(10)],
  ['in two with a gap', [2, 3], 6, day(10)],
  ['that is closed', [2], 11, undefined],
])('a part open %s', (_, phaseIds, n, until) => expect(openUntil({ phaseIds }, consultation(), day(n))).toEqual(until));

test('what is there to read stays, from its first phase on', () => {
  const begun = (n: number, values = {}) => hasBegun({ phaseIds: [2] }, consultation(values), day(n));
  expect([4, 5, 11, 20].map((n) => begun(n))).toEqual([false, true, true, true]);
  expect(begun(6, { announcedAt: null })).toBe(false);
});

describe('announcing and cancelling', () => {
  const ready = { ...consultation({ announcedAt: null }), feeds: 'The programme of 2028', facilitators: 1 };
  const cases: [string, Partial<typeof ready>, number, string | undefined][] = [
    ['ready', {}, 1, undefined],
    ['in the middle of its open phase', {}, 6, undefined],
    ['a second time', { announcedAt: day(1) }, 1, 'announced-already'],
    ['that feeds nothing', { feeds: '  ' }, 1, 'no-feeds'],
    ['without an open phase', { phases: phases.filter((p) => p.kind !== 'open') }, 1, 'no-open-phase'],
    ['whose open phase is over', {}, 10, 'no-open-phase'],
    ['that nobody facilitates', { facilitators: 0 }, 1, 'no-facilitator'],
  ];
  test.each(cases)('one %s', (_, values, n, why) =>
    expect(whyNotAnnounce({ ...ready, ...values }, day(n))?.message.replace('consultations:refusals.', '')).toBe(why),
  );
  test.each([
    ['a draft', { announcedAt: null }, 6, 'not-announced'],
    ['announced', {}, 1, undefined],
    ['running', {}, 6, undefined],
    ['ended', {}, 16, 'ended'],
    ['cancelled', { cancelledAt: day(3) }, 6, 'cancelled'],
  ] as const)('cancelling what is %s', (_, values, n, why) =>
    expect(whyNotCancel(consultation(values), day(n))?.message.replace('consultations:refusals.', '')).toBe(why),
  );
});

describe('the instants of a phase', () => {
  const others = [phases[0]!, phases[2]!];
  const before = phases[1]!;
  const cases: [string, Date, Date, boolean, number, Record<string, string>][] = [
    ['between the others', day(5), day(12), false, 1, {}],
    ['backward', day(7), day(6), false, 1, { closes: 'backward' }],
    ['no time at all', day(7), day(7), false, 1, { closes: 'backward' }],
    ['reaching into what comes later', day(6), day(13), false, 1, { closes: 'overlaps' }],
    ['beginning in what came before', day(4), day(8), false, 1, { opens: 'overlaps' }],
    ['around everything', day(1), day(20), false, 1, { closes: 'overlaps' }],
    ['inside of another', day(13), day(14), false, 1, { opens: 'overlaps' }],
    ['a draft may lie in the past', day(6), day(8), false, 20, {}],
    ['prolonged while it runs', day(5), day(11), true, 6, {}],
    ['begun again', day(7), day(11), true, 6, { opens: 'has-begun' }],
    ['ended before now', day(5), day(6), true, 7, { closes: 'past' }],
    ['reopened', day(5), day(12), true, 11, { closes: 'is-over' }],
    ['moved into the past', day(6), day(9), true, 1, {}],
  ];
  test.each(cases)('%s', (_, opensAt, closesAt, announced, n, mistakes) => {
    const said = Object.entries(mistakesOfPhase({ opensAt, closesAt }, others, before, announced, day(n)));
    expect(Object.fromEntries(said.map(([field, key]) => [field, key.replace('consultations:refusals.', '')]))).toEqual(
      mistakes,
    );
  });
  test('a new one does not begin in the past once the consultation was announced', () => {
    const late = mistakesOfPhase({ opensAt: day(16), closesAt: day(18) }, phases, null, true, day(17));
    expect(late).toEqual({ opens: 'consultations:refusals.past' });
  });
});
