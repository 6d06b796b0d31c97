import { describe, expect, it } from 'vitest';
import type { Reader } from '../people/person';
import {
  mayBegin,
  mayLead,
  mayNameFor,
  mayRead,
  maySignFor,
  mayWork,
  type Rules,
  type Standing,
  stateOf,
  whyNotChange,
  whyNotOpen,
  whyNotSign,
  whyNotSpan,
} from './programme';

const now = new Date('2026-03-29T01:30:00Z');
const before = new Date('2026-03-01T00:00:00Z');
const later = new Date('2026-04-01T00:00:00Z');

const reader = (more: Partial<Reader>): Reader => ({
  id: 1,
  session: 's',
  handle: 'a.b',
  name: 'A B',
  email: 'a@plenary.example',
  state: 'active',
  secretariat: false,
  language: 'en',
  timeZone: 'UTC',
  shortcuts: false,
  organisationId: null,
  organisationName: null,
  offices: [],
  waiting: 0,
  ...more,
});
const speaks = (organisationId: number) => reader({ offices: [{ organisationId, role: 'focal-point' }] });
const people: Record<string, Reader | null> = {
  visitor: null,
  waiting: reader({ state: 'waiting', offices: [{ organisationId: 10, role: 'focal-point' }] }),
  participant: reader({ organisationId: 10 }),
  outsider: speaks(30),
  partner: speaks(20),
  lead: speaks(10),
  secretariat: reader({ secretariat: true }),
};
const programme: Rules = { id: 1, leadId: 10, partners: [10, 20], openedAt: null, closedAt: null, namedFor: null };

describe('who may', () => {
  const roles = ['visitor', 'waiting', 'participant', 'outsider', 'partner', 'lead', 'secretariat'];
  it.each<[string, (reader: Reader | null) => boolean, string]>([
    ['read what is prepared', (r) => mayRead(programme, r, now), '----ooo'],
    ['read what is opened', (r) => mayRead({ ...programme, openedAt: before }, r, now), 'ooooooo'],
    ['read what opens later', (r) => mayRead({ ...programme, openedAt: later }, r, now), '----ooo'],
    ['work on it', (r) => mayWork(programme, r), '----ooo'],
    ['work on it, having been named', (r) => mayWork({ ...programme, namedFor: 20 }, r), '--ooooo'],
    ['lead it', (r) => mayLead(programme, r), '-----oo'],
    ['sign for the partner', (r) => maySignFor(programme, r, 20), '----o--'],
    ['sign for the lead', (r) => maySignFor(programme, r, 10), '-----o-'],
    ['sign for an organisation that is no partner', (r) => maySignFor(programme, r, 30), '-------'],
    ['name people of the partner', (r) => mayNameFor(programme, r, 20), '----o-o'],
    ['begin one for a member', (r) => mayBegin(r, { id: 10, member: true }), '-----oo'],
    ['begin one for an organisation that is none', (r) => mayBegin(r, { id: 10, member: false }), '------o'],
  ])('%s', (_, may, answers) => {
    expect(roles.map((role) => (may(people[role]!) ? 'o' : '-')).join('')).toBe(answers);
  });
});

describe('where a programme is', () => {
  it.each<[string, Standing, string]>([
    ['not opened', { openedAt: null, closedAt: null, startsOn: '2020-01-01' }, 'draft'],
    ['opens later', { openedAt: later, closedAt: null, startsOn: null }, 'draft'],
    ['opened, without phases', { openedAt: before, closedAt: null, startsOn: null }, 'formulated'],
    ['opened, its first phase tomorrow', { openedAt: before, closedAt: null, startsOn: '2026-03-30' }, 'formulated'],
    // The night in which clocks in Europe are set forward: the day is that of UTC.
    ['its first phase today', { openedAt: before, closedAt: null, startsOn: '2026-03-29' }, 'carried-through'],
    ['closed', { openedAt: before, closedAt: now, startsOn: '2026-01-01' }, 'closed'],
    ['closes later', { openedAt: before, closedAt: later, startsOn: '2026-01-01' }, 'carried-through'],
  ])('%s', (_, standing, state) => {
    expect(stateOf(standing, now)).toBe(state);
  });
});

it.each<[string, Rules, keyof typeof people, 'budget' | 'lessons', string | undefined]>([
  ['who does not work on it finds no forms', { ...programme, openedAt: before }, 'outsider', 'budget', 'not-found'],
  ['who works on it changes it', programme, 'partner', 'budget', undefined],
  ['what is closed stays', { ...programme, openedAt: before, closedAt: before }, 'lead', 'budget', 'closed'],
  [
    'lessons are learned after the end',
    { ...programme, openedAt: before, closedAt: before },
    'lead',
    'lessons',
    undefined,
  ],
])('%s', (_, of, who, part, kind) => {
  expect(whyNotChange(of, people[who]!, part, now)?.kind).toBe(kind);
});

it.each<[string, Parameters<typeof whyNotOpen>[0], string | undefined]>([
  ['with a consultation', { openedAt: null, consultationId: 3, noConsultationReason: '' }, undefined],
  ['with a reason', { openedAt: null, consultationId: null, noConsultationReason: 'A flood.' }, undefined],
  [
    'with neither',
    { openedAt: null, consultationId: null, noConsultationReason: '' },
    'programmes:refusals.no-consultation',
  ],
  ['again', { openedAt: before, consultationId: 3, noConsultationReason: '' }, 'programmes:refusals.open-already'],
])('opening %s', (_, of, message) => {
  expect(whyNotOpen(of)?.message).toBe(message);
});

it('asks whoever does not simply sign why', () => {
  expect(whyNotSign('signed', '')).toBeUndefined();
  expect(whyNotSign('declined', 'The budget is not ours.')).toBeUndefined();
  expect(whyNotSign('declined', '')?.fields).toEqual({ comment: 'programmes:mistakes.no-comment' });
  expect(whyNotSign('signed-with-comment', '')?.fields).toEqual({ comment: 'programmes:mistakes.no-comment' });
});

it('has days that end when they begin, or later', () => {
  expect(whyNotSpan('2026-03-29', '2026-03-29')).toBeUndefined();
  expect(whyNotSpan(null, '2026-03-29')).toBeUndefined();
  expect(whyNotSpan('2026-03-30', '2026-03-29')?.fields).toEqual({ endsOn: 'programmes:mistakes.ends-early' });
});
