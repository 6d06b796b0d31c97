import { describe, expect, test } from 'vitest';
import { shownApart } from './apart';

describe('what may be shown of survivor groups in a poll', () => {
  test.each([
    ['nobody', [0, 0], { voters: null, votes: [null, null] }],
    ['ten', [10, 0], { voters: null, votes: [null, null] }],
    ['eleven of one mind, beside whom nobody is told', [11, 0], { voters: 10, votes: [null, null] }],
    ['two groups that are large enough, rounded', [23, 12], { voters: 35, votes: [25, 10] }],
    ['one that is small, and another beside it by its place', [23, 12, 3], { voters: 40, votes: [null, 10, null] }],
    ['one that is small, where the next is not enough', [12, 23, 3, 40], { voters: 80, votes: [null, null, null, 40] }],
  ])('one choice each: %s', (_, votes, shown) => {
    const voters = votes.reduce((a, b) => a + b, 0);
    expect(shownApart({ several: false, voters, votes })).toEqual(shown);
  });

  test.each([
    ['those who did not choose something are few', 30, [30, 22, 15], { voters: 30, votes: [null, null, 15] }],
    ['all are enough both ways', 40, [22, 15], { voters: 40, votes: [20, 15] }],
    ['ten', 10, [10, 10], { voters: null, votes: [null, null] }],
  ])('several: %s', (_, voters, votes, shown) => {
    expect(shownApart({ several: true, voters, votes })).toEqual(shown);
  });
});
