import { expect, test } from 'vitest';
import { shownFloor, shownPoll } from './figures';

test.each([
  ['fewer than five', { several: false, voters: 4, votes: [4, 0] }, null, [null, null]],
  ['enough for each', { several: false, voters: 12, votes: [7, 5] }, 12, [7, 5]],
  [
    'of two choices a small one takes the other with it',
    { several: false, voters: 10, votes: [8, 2] },
    10,
    [null, null],
  ],
  ['several: a small one alone', { several: true, voters: 12, votes: [6, 2, 12] }, 12, [6, null, 12]],
  ['several: few who did not choose', { several: true, voters: 12, votes: [10, 6] }, 12, [null, 6]],
])('a poll: %s', (_, counts, voters, votes) => {
  expect(shownPoll(counts)).toEqual({ voters, votes });
});

test('who spoke is published by sector, without survivor groups in any of it', () => {
  const counts = [
    { sector: 'government', times: 7 },
    { sector: 'civil-society', times: 6 },
    { sector: 'survivor-group', times: 9 },
  ];
  expect(shownFloor(counts)).toEqual({
    times: 13,
    sectors: [
      { sector: 'civil-society', times: 6 },
      { sector: 'government', times: 7 },
    ],
  });
  expect(shownFloor(counts.slice(2))).toEqual({ times: null, sectors: [] });
  expect(shownFloor([])).toEqual({ times: null, sectors: [] });
});

test('a sector that spoke seldom is not to be worked out from the others', () => {
  const shown = shownFloor([
    { sector: 'government', times: 7 },
    { sector: 'civil-society', times: 6 },
    { sector: 'media', times: 1 },
  ]);
  expect(shown.sectors.map((s) => s.sector)).not.toContain('media');
  const left = (shown.times ?? 0) - shown.sectors.reduce((sum, s) => sum + s.times, 0);
  expect(left).toBeGreaterThan(1);
});
