import { describe, expect, test } from 'vitest';
import { chosen, contentOf, lineChanges, type OwnActivity, type Planned, standingOf, type YearRecord } from './record';

const ilo = { id: 1, name: 'ILO', handle: 'ilo' };
const iom = { id: 2, name: 'IOM', handle: 'iom' };
const line = (id: number, more: Partial<Planned> = {}): Planned => ({
  ...{
    about: 'line',
    id,
    programme: { id: 9, title: 'Ports', language: 'en' },
    title: `Line ${id}`,
    language: 'en',
    owner: ilo,
  },
  ...{
    startsOn: '2027-01-01',
    endsOn: '2027-06-30',
    state: 'open',
    reason: '',
    done: '',
    commitment: 100 + id,
    late: false,
  },
  ...more,
});
const own = (id: number, more: Partial<OwnActivity> = {}): OwnActivity => ({
  ...(line(id) as OwnActivity),
  ...{
    about: 'own',
    programme: null,
    title: `Own ${id}`,
    body: '',
    owner: null,
    ownerIsMember: true,
    version: 1,
    commitmentVersion: 1,
  },
  money: { currency: 'USD', planned: 100n, spent: null, unknown: 1 },
  ...more,
});
const record = (more: Partial<YearRecord> = {}): YearRecord => ({
  ...{
    id: 1,
    year: 2027,
    language: 'en',
    words: '',
    version: 1,
    approvedBy: null,
    approvedAt: null,
    approvedHash: null,
  },
  ...{
    approvedContent: null,
    approvedNumber: null,
    own: [own(1)],
    lines: [line(1), line(2)],
    corrections: [],
    changes: [],
  },
  programmes: [{ id: 9, title: 'Ports', language: 'en', currency: 'EUR', planned: 500n, spent: 600n, unknown: 0 }],
  ...{ proposals: [], leads: [], issues: 0, hasReview: false },
  ...more,
});

describe('since the approval', () => {
  const approved = contentOf(record());

  test('nothing has changed where nothing has, nor where only states have', () => {
    expect(lineChanges(approved, record().lines)).toEqual([]);
    expect(lineChanges(approved, [line(1, { state: 'done' }), line(2)])).toEqual([]);
  });

  test('says which lines came, went and are otherwise', () => {
    const moved = line(1, { endsOn: '2027-09-30', owner: iom });
    expect(lineChanges(approved, [moved, line(3)])).toEqual([
      { id: 1, title: 'Line 1', what: 'changed', fields: ['owner', 'endsOn'] },
      { id: 3, title: 'Line 3', what: 'added', fields: [] },
      { id: 2, title: 'Line 2', what: 'removed', fields: [] },
    ]);
  });
});

test('what is adopted is whole in JSON, and holds no state', () => {
  const content = contentOf(record());
  expect(JSON.parse(JSON.stringify(content))).toEqual(content);
  expect(content.activities[0]).toMatchObject({ about: 'own', money: { currency: 'USD', planned: '100' } });
  expect(content.programmes).toEqual([{ id: 9, currency: 'EUR', planned: '500' }]);
  expect(JSON.stringify(content)).not.toContain('state');
});

test.each([
  [{}, ['own-1', 'line-1', 'line-2']],
  [{ owner: 1 }, ['line-1', 'line-2']],
  [{ owner: 'none' as const }, ['own-1']],
  [{ programme: 9 }, ['line-1', 'line-2']],
  [{ programme: 'none' as const }, ['own-1']],
  [{ state: 'done' as const }, ['line-2']],
  [{ overdue: 'yes' as const }, ['line-1']],
  [{ overdue: 'yes' as const, state: 'done' as const }, []],
])('narrowed to %j', (search, keys) => {
  const all: Planned[] = [own(1), line(1, { late: true }), line(2, { state: 'done' })];
  expect(chosen(all, search).map((a) => `${a.about}-${a.id}`)).toEqual(keys);
});

describe('what may be corrected', () => {
  const r = record({
    own: [own(1, { money: { currency: 'USD', planned: 0n, spent: 5n, unknown: 0 } }), own(2, { late: true })],
    lines: [line(1, { late: true }), line(2)],
  });

  test.each([
    ['own', 1, { late: false, overspent: true, programme: null }],
    ['own', 2, { late: true, overspent: false, programme: null }],
    ['own', 3, null],
    ['line', 1, { late: true, overspent: false, programme: 9 }],
    ['line', 2, { late: false, overspent: false, programme: 9 }],
    ['programme', 9, { late: false, overspent: true, programme: 9 }],
    ['programme', 8, null],
  ] as const)('%s %i', (about, id, standing) => {
    expect(standingOf(r, { about, id }, '2027-07-02')).toEqual(standing);
  });
});
