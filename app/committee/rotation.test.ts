import { describe, expect, it } from 'vitest';
import { yearsAfter } from './days';
import { type Exception, mayChairUntil, type Seat, scheduleOf, type Term, turnOn } from './rotation';

const names = ['ilo', 'iom', 'ohchr', 'osce', 'unicef', 'unodc'];
const idOf = (handle: string) => [...names, 'late', 'regional'].indexOf(handle) + 1;
const nameOf = (id: number | null) => (id === null ? null : ([...names, 'late', 'regional'][id - 1] ?? '?'));

function seat(handle: string, since = '2007-03-01', until: string | null = null, mayChair = true): Seat {
  return { organisationId: idOf(handle), handle, memberships: [{ since, until, mayChair }] };
}
const founders = names.map((n) => seat(n));

function term(handle: string, from: string, until: string, more: Partial<Term> = {}): Term {
  const organisationId = idOf(handle);
  return { role: 'chair', organisationId, from, until, ceasedOn: null, standIn: false, decidedBy: null, ...more };
}
const first = term('ilo', '2024-03-01', '2025-02-28');
const told = (turns: ReturnType<typeof scheduleOf>) =>
  turns.map((t) => `${t.from} ${t.until} ${nameOf(t.chair)}/${nameOf(t.coChair)} ${t.by}`);
const chairs = (turns: ReturnType<typeof scheduleOf>) => turns.map((t) => nameOf(t.chair));

describe('the rotation', () => {
  it('goes round by the alphabet among those who have waited equally long, for 12 months each', () => {
    expect(told(scheduleOf(founders, [first], [], '2024-06-01', 7))).toEqual([
      '2024-03-01 2025-02-28 ilo/iom term',
      '2025-03-01 2026-02-28 iom/ohchr rotation',
      '2026-03-01 2027-02-28 ohchr/osce rotation',
      '2027-03-01 2028-02-29 osce/unicef rotation',
      '2028-03-01 2029-02-28 unicef/unodc rotation',
      '2029-03-01 2030-02-28 unodc/ilo rotation',
      '2030-03-01 2031-02-28 ilo/iom rotation',
    ]);
  });

  it('begins with the turn that is running, whatever the order in which seats were read', () => {
    const turned = scheduleOf([...founders].reverse(), [first], [], '2027-02-28', 2);
    expect(chairs(turned)).toEqual(['ohchr', 'osce']);
    expect(nameOf(turnOn(turned, '2027-03-01')!.chair)).toBe('osce');
  });

  it('is none where nobody was ever designated', () =>
    expect(scheduleOf(founders, [], [], '2026-01-01', 5)).toEqual([]));

  it('counts leap days from the first day, not from the year before', () => {
    const leap = term('ilo', '2024-02-29', '2025-02-27');
    const turns = scheduleOf(founders, [leap], [], '2024-02-29', 5);
    expect(turns.map((t) => t.from)).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
    for (const [n, turn] of turns.entries()) {
      if (n > 0) expect(Date.parse(turn.from) - Date.parse(turns[n - 1]!.until)).toBe(86_400_000);
    }
  });

  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-29', 76, '2100-02-28'],
    ['2023-12-31', 1, '2024-12-31'],
  ])('%s and %i years', (day, years, then) => expect(yearsAfter(day, years)).toBe(then));
});

describe('who joins and who leaves', () => {
  it('puts a member that joins last in line', () => {
    const turns = scheduleOf([...founders, seat('late', '2025-06-01')], [first], [], '2024-03-01', 9);
    expect(chairs(turns)).toEqual(['ilo', 'iom', 'ohchr', 'osce', 'unicef', 'unodc', 'ilo', 'late', 'iom']);
  });

  it('never gives the chair to a member that may not chair', () => {
    const turns = scheduleOf([...founders, seat('regional', '2007-03-01', null, false)], [first], [], '2024-03-01', 14);
    expect(chairs(turns)).not.toContain('regional');
    expect(turns.map((t) => nameOf(t.coChair))).not.toContain('regional');
  });

  it('passes over a member that has ceased by the first day of its year', () => {
    const seats = founders.map((s) => (s.handle === 'ohchr' ? seat('ohchr', '2007-03-01', '2025-12-31') : s));
    expect(chairs(scheduleOf(seats, [first], [], '2024-03-01', 4))).toEqual(['ilo', 'iom', 'osce', 'unicef']);
  });

  it('has the co-chair finish the year of a chair that ceases in it, and have its own year too', () => {
    const seats = founders.map((s) => (s.handle === 'iom' ? seat('iom', '2007-03-01', '2025-09-30') : s));
    expect(told(scheduleOf(seats, [first], [], '2025-03-01', 3))).toEqual([
      '2025-03-01 2025-09-30 iom/ohchr rotation',
      '2025-10-01 2026-02-28 ohchr/osce stand-in',
      '2026-03-01 2027-02-28 ohchr/osce rotation',
      '2027-03-01 2028-02-29 osce/unicef rotation',
    ]);
  });

  it('keeps the rest of a year that was written down as such, and counts it as nobody’s turn', () => {
    const seats = founders.map((s) => (s.handle === 'iom' ? seat('iom', '2007-03-01', '2025-09-30') : s));
    const terms = [
      first,
      term('iom', '2025-03-01', '2026-02-28', { ceasedOn: '2025-09-30' }),
      term('ohchr', '2025-10-01', '2026-02-28', { standIn: true }),
    ];
    expect(told(scheduleOf(seats, terms, [], '2025-12-01', 2))).toEqual([
      '2025-10-01 2026-02-28 ohchr/osce term',
      '2026-03-01 2027-02-28 ohchr/osce rotation',
    ]);
  });

  it('counts a membership that follows another the next day as one', () => {
    const renewed: Seat = {
      ...seat('iom'),
      memberships: [
        { since: '2007-03-01', until: '2025-09-30', mayChair: true },
        { since: '2025-10-01', until: null, mayChair: true },
      ],
    };
    expect(mayChairUntil(renewed, '2025-03-01')).toBeNull();
    const seats = founders.map((s) => (s.handle === 'iom' ? renewed : s));
    expect(chairs(scheduleOf(seats, [first], [], '2024-03-01', 3))).toEqual(['ilo', 'iom', 'ohchr']);
  });

  it('begins anew with one that comes back', () => {
    const back: Seat = {
      ...seat('iom'),
      memberships: [
        { since: '2007-03-01', until: '2024-12-31', mayChair: true },
        { since: '2026-01-01', until: null, mayChair: true },
      ],
    };
    const seats = founders.map((s) => (s.handle === 'iom' ? back : s));
    expect(chairs(scheduleOf(seats, [first], [], '2024-03-01', 7))).toEqual([
      'ilo',
      'ohchr',
      'osce',
      'unicef',
      'unodc',
      'ilo',
      'iom',
    ]);
  });

  it('says that nobody may, and names one who chairs alone no co-chair', () => {
    const alone = [seat('ilo'), seat('regional', '2007-03-01', null, false)];
    expect(told(scheduleOf(alone, [first], [], '2024-03-01', 2))).toEqual([
      '2024-03-01 2025-02-28 ilo/null term',
      '2025-03-01 2026-02-28 ilo/null rotation',
    ]);
    const gone = [seat('ilo', '2007-03-01', '2025-02-28')];
    expect(chairs(scheduleOf(gone, [first], [], '2024-03-01', 2))).toEqual(['ilo', null]);
  });
});

describe('exceptions', () => {
  const exception = (handle: string, from: string, role: Exception['role'] = 'chair'): Exception => ({
    role,
    organisationId: idOf(handle),
    from,
    decidedBy: 7,
  });

  it('give one year to another, and leave who gave it up first in line', () => {
    const turns = scheduleOf(founders, [first], [exception('unicef', '2025-03-01')], '2024-03-01', 6);
    expect(chairs(turns)).toEqual(['ilo', 'unicef', 'iom', 'ohchr', 'osce', 'unodc']);
    expect(turns[1]).toMatchObject({ by: 'decision', decidedBy: 7, void: false });
  });

  it('can begin the rotation', () => {
    const turns = scheduleOf(founders, [], [exception('osce', '2026-01-01')], '2026-01-01', 2);
    expect(chairs(turns)).toEqual(['osce', 'ilo']);
  });

  it('do not put in the chair who may not chair by then: the rotation goes on, and says so', () => {
    const seats = [...founders, seat('regional', '2007-03-01', null, false)];
    const turns = scheduleOf(seats, [first], [exception('regional', '2025-03-01')], '2024-03-01', 2);
    expect(told(turns)[1]).toBe('2025-03-01 2026-02-28 iom/ohchr rotation');
    expect(turns[1]!.void).toBe(true);
  });

  it('can name another co-chair', () => {
    const turns = scheduleOf(founders, [first], [exception('unodc', '2025-05-05', 'co-chair')], '2025-03-01', 2);
    expect(told(turns)[0]).toBe('2025-03-01 2026-02-28 iom/unodc rotation');
  });

  it('do not make one organisation both', () => {
    const turns = scheduleOf(founders, [first], [exception('ilo', '2025-03-01')], '2024-03-01', 2);
    expect(told(turns)).toEqual(['2024-03-01 2025-02-28 ilo/iom term', '2025-03-01 2026-02-28 ilo/iom decision']);
  });
});

describe('over sixty years', () => {
  it('leaves no day without a chair, gives nobody two years running, and everybody equally many', () => {
    const turns = scheduleOf(founders, [first], [], '2024-03-01', 60);
    const counts = new Map<number, number>();
    for (const [n, turn] of turns.entries()) {
      counts.set(turn.chair!, (counts.get(turn.chair!) ?? 0) + 1);
      if (n === 0) continue;
      expect(Date.parse(turn.from) - Date.parse(turns[n - 1]!.until)).toBe(86_400_000);
      expect(turn.chair).not.toBe(turns[n - 1]!.chair);
      expect(turn.chair).toBe(turns[n - 1]!.coChair);
    }
    expect([...counts.values()]).toEqual(Array(6).fill(10));
  });
});
