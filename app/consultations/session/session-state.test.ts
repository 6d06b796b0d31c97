import { expect, test } from 'vitest';
import { later, mustReread, type ShownAt } from './session-state';
import type { SessionShown } from './views';

const shown = (version: number, state: SessionShown['state'] = 'running') => ({ version, state }) as SessionShown;
const state: ShownAt = { shown: shown(3), at: Date.parse('2030-03-05T10:00:00.500Z') };
const told = (s: SessionShown | null) => ({ seq: 1, event: 1, at: '2030-03-05T10:00:01Z', shown: s, within: 0 });

test('of two readings the later one holds', () => {
  expect(later(state, shown(4), '2030-03-05T10:00:00.600Z').shown.version).toBe(4);
  expect(later(state, shown(2), '2030-03-05T10:00:00.400Z').shown.version).toBe(3);
  // Of the same instant what came last.
  expect(later(state, shown(4), '2030-03-05T10:00:00.500Z').shown.version).toBe(4);
  expect(later(state, null, '2030-03-05T10:00:09Z')).toBe(state);
});

test('the page is read again where it begins or ends, and where that is said', () => {
  expect(mustReread(state, told(shown(9)))).toBe(false);
  expect(mustReread(state, told(shown(9, 'ended')))).toBe(true);
  expect(mustReread(state, told(null))).toBe(true);
});
