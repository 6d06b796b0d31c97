import { describe, expect, it } from 'vitest';
import { aReader } from '../../test/support/readers';
import {
  type Candidate,
  mayAdmit,
  mayReadPerson,
  whyNotAppoint,
  whyNotApprove,
  whyNotInvite,
  whyNotRefuse,
  whyNotReinstate,
  whyNotSuspend,
} from './admission';
import type { PersonState, Reader } from './person';

const ours = 1;
const theirs = 2;

const someone = (values: Partial<Reader> = {}) => aReader({ id: 10, organisationId: ours, ...values });

function candidate(values: Partial<Candidate> = {}): Candidate {
  return {
    id: 20,
    state: 'waiting',
    organisationId: ours,
    secretariat: false,
    offices: [],
    decidedBySecretariat: false,
    ...values,
  };
}

const readers = {
  visitor: null,
  waiting: someone({ state: 'waiting' }),
  colleague: someone(),
  'focal point': someone({ offices: [{ organisationId: ours, role: 'focal-point' }] }),
  alternate: someone({ offices: [{ organisationId: ours, role: 'alternate' }] }),
  'focal point elsewhere': someone({
    organisationId: theirs,
    offices: [{ organisationId: theirs, role: 'focal-point' }],
  }),
  'suspended focal point': someone({ state: 'suspended', offices: [{ organisationId: ours, role: 'focal-point' }] }),
  secretariat: someone({ secretariat: true, organisationId: theirs }),
} satisfies Record<string, Reader | null>;

type Who = keyof typeof readers;
const everyone = Object.keys(readers) as Who[];
const deciders: Who[] = ['focal point', 'alternate', 'secretariat'];

/** Everyone, and what each is told: those who are not named in the table see nothing there. */
function told(rule: (reader: Reader | null) => { kind: string; message: string } | undefined): Record<string, string> {
  const answers = everyone.map((who) => [who, rule(readers[who])?.message.replace(/^\w+:\w+\./, '') ?? 'may'] as const);
  return Object.fromEntries(answers.filter(([, answer]) => answer !== 'not-found'));
}

describe('who has the page of people', () => {
  it.each(everyone)('%s', (who) => {
    const may = ['focal point', 'alternate', 'focal point elsewhere', 'secretariat'].includes(who);
    expect(mayAdmit(readers[who])).toBe(may);
  });
});

describe('whose page is seen', () => {
  it.each<[PersonState, Who[]]>([
    ['unconfirmed', []],
    ['waiting', deciders],
    ['refused', deciders],
    ['suspended', deciders],
    ['active', ['colleague', ...deciders, 'focal point elsewhere']],
  ])('%s', (state, seers) => {
    for (const who of everyone)
      expect(mayReadPerson(readers[who], candidate({ state })), who).toBe(seers.includes(who));
  });
});

describe('deciding', () => {
  const allMay = { 'focal point': 'may', alternate: 'may', secretariat: 'may' };
  const allTold = (key: string) => ({ 'focal point': key, alternate: key, secretariat: key });

  it.each<[string, Partial<Candidate>, Record<string, string>]>([
    ['who waits', {}, allMay],
    ['who has not confirmed', { state: 'unconfirmed' }, {}],
    ['who is in', { state: 'active' }, allTold('decided')],
    ['who is suspended', { state: 'suspended' }, allTold('decided')],
    ['whom a focal point refused', { state: 'refused' }, allMay],
    [
      'whom the secretariat refused',
      { state: 'refused', decidedBySecretariat: true },
      { ...allTold('secretariat-decided'), secretariat: 'may' },
    ],
    ['who named no organisation that is here', { organisationId: null }, { secretariat: 'may' }],
    [
      'who is of another organisation',
      { organisationId: theirs },
      { 'focal point elsewhere': 'may', secretariat: 'may' },
    ],
  ])('approve %s', (_, values, expected) =>
    expect(
      told((r) => whyNotApprove(r, candidate(values), values.state === 'refused' ? 'refused' : 'waiting')),
    ).toEqual(expected),
  );

  it.each<[PersonState, Record<string, string>]>([
    ['waiting', allMay],
    ['active', allTold('decided')],
    ['refused', allTold('decided')],
    ['unconfirmed', {}],
  ])('refuse who is %s', (state, expected) =>
    expect(told((r) => whyNotRefuse(r, candidate({ state })))).toEqual(expected),
  );

  it.each<[string, Partial<Candidate>, Record<string, string>]>([
    ['who is in', {}, allMay],
    ['who waits', { state: 'waiting' }, allTold('decided')],
    ['themselves', { id: 10 }, allTold('yourself')],
    [
      'an alternate',
      { offices: [{ organisationId: ours, role: 'alternate' }] },
      { ...allTold('officer'), secretariat: 'may' },
    ],
    ['one of the secretariat', { secretariat: true }, { ...allTold('officer'), secretariat: 'may' }],
  ])('suspend %s', (_, values, expected) =>
    expect(told((r) => whyNotSuspend(r, candidate({ state: 'active', ...values })))).toEqual(expected),
  );

  it.each<[string, Partial<Candidate>, Record<string, string>]>([
    ['whom a focal point suspended', {}, allMay],
    [
      'whom the secretariat suspended',
      { decidedBySecretariat: true },
      { ...allTold('secretariat-decided'), secretariat: 'may' },
    ],
    ['who is in', { state: 'active' }, allTold('decided')],
  ])('reinstate %s', (_, values, expected) =>
    expect(told((r) => whyNotReinstate(r, candidate({ state: 'suspended', ...values })))).toEqual(expected),
  );

  it.each<[PersonState, Record<string, string>]>([
    ['active', { secretariat: 'may' }],
    ['waiting', { secretariat: 'not-active' }],
    ['unconfirmed', {}],
  ])('appoint who is %s', (state, expected) =>
    expect(told((r) => whyNotAppoint(r, candidate({ state })))).toEqual(expected),
  );
});

describe('inviting', () => {
  it.each<[string, Parameters<typeof whyNotInvite>[1], Record<string, string>]>([
    [
      'a colleague',
      { organisationId: ours, organisationRole: null },
      { 'focal point': 'may', alternate: 'may', secretariat: 'may' },
    ],
    ['an alternate', { organisationId: ours, organisationRole: 'alternate' }, { secretariat: 'may' }],
    ['someone of no organisation', { organisationId: null, organisationRole: null }, { secretariat: 'may' }],
    [
      'a focal point of nothing',
      { organisationId: null, organisationRole: 'focal-point' },
      { secretariat: 'check-fields' },
    ],
  ])('%s', (_, offer, expected) => expect(told((r) => whyNotInvite(r, offer))).toEqual(expected));
});
