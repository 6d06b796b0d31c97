import { describe, expect, it } from 'vitest';
import { asksAt, type Handover, handoverItems, handoverOf, isDone, isOpen, sidesOf, whyNotTick } from './handover';
import type { Turn } from './rotation';

const turn = (from: string, until: string, chair: number | null): Turn => ({
  from,
  until,
  chair,
  coChair: null,
  by: 'rotation',
  decidedBy: null,
  void: false,
});
const schedule = [
  turn('2025-03-01', '2026-02-28', 1),
  turn('2026-03-01', '2027-02-28', 2),
  turn('2027-03-01', '2028-02-29', 2),
  turn('2028-03-01', '2029-02-28', 3),
];
const handover: Handover = { day: '2026-03-01', outgoing: 1, incoming: 2 };

describe('which handover concerns a day', () => {
  it.each([
    ['2025-06-01', '2026-03-01'],
    ['2026-02-28', '2026-03-01'],
    ['2026-03-31', '2026-03-01'],
    ['2026-04-01', '2028-03-01'],
    ['2028-06-01', undefined],
  ])('%s', (today, day) => expect(handoverOf(schedule, today)?.day).toBe(day));

  it('is none where nobody chairs', () =>
    expect(handoverOf([turn('2025-03-01', '2026-02-28', null)], '2025-04-01')).toBeNull());
});

describe('who ticks, and when', () => {
  it.each<[string, 'outgoing' | 'incoming', number[], string | undefined]>([
    ['2026-01-14', 'outgoing', [1], 'closed'],
    ['2026-01-15', 'outgoing', [1], undefined],
    ['2026-02-01', 'incoming', [1], 'not-allowed'],
    ['2026-02-01', 'incoming', [2], undefined],
    ['2026-02-01', 'outgoing', [], 'not-allowed'],
    ['2026-03-31', 'incoming', [2], undefined],
    ['2026-04-01', 'incoming', [2], 'closed'],
  ])('%s %s', (today, side, spokenFor, refused) =>
    expect(whyNotTick(handover, side, spokenFor, today)?.kind).toBe(refused),
  );

  it('asks both sides on the day on which the list opens', () => {
    expect(asksAt(handover).toISOString()).toBe('2026-01-15T06:00:00.000Z');
    expect(isOpen(handover, '2026-01-15')).toBe(true);
    expect(sidesOf(handover, [2, 1])).toEqual(['outgoing', 'incoming']);
  });

  it('is done on one side when that side has ticked everything', () => {
    const ticks = handoverItems.map((item) => ({ item, side: 'outgoing' as const }));
    expect(isDone(ticks, 'outgoing')).toBe(true);
    expect(isDone(ticks.slice(1), 'outgoing')).toBe(false);
    expect(isDone(ticks, 'incoming')).toBe(false);
  });
});
