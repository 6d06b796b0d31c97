import { describe, expect, it, test } from 'vitest';
import { afterTaken, isSame, mayOutlive, outcomeOf, pauseAfter, readKept, restored, type Unsent } from './unsent';

const kept = (value: string, was = '0.'): Unsent[string] => ({ said: [['q1', value]], was });

describe('what an answer of the server means', () => {
  it.each<[string, number | null, ReturnType<typeof outcomeOf>]>([
    ['it has it', 200, 'taken'],
    ['nothing came back', null, 'later'],
    ['too much at once', 429, 'later'],
    ['it is being restarted', 503, 'later'],
    ['a mistake of ours', 500, 'later'],
    ['it took too long', 408, 'later'],
    ['it is closed', 409, 'refused'],
    ['it is not theirs', 403, 'refused'],
    ['there is no such thing any more', 404, 'refused'],
    ['it is no form', 422, 'refused'],
  ])('%s', (_, status, outcome) => expect(outcomeOf(status)).toBe(outcome));

  it.each<[number, string | null, number]>([
    [1, null, 1000],
    [2, null, 2000],
    [5, null, 16_000],
    [50, null, 60_000],
    [1, '7', 7000],
    [6, '7', 32_000],
    [1, 'Sun, 22 Nov 2026 16:00:00 GMT', 1000],
  ])('tried %i times, asked to wait %s', (tries, asked, ms) => expect(pauseAfter(tries, asked)).toBe(ms));

  test('a long text cannot outlive its page', () => {
    expect(mayOutlive(5000)).toBe(true);
    expect(mayOutlive(64 * 1024)).toBe(false);
  });
});

describe('what is left when something was taken', () => {
  it.each<[string, Unsent, Unsent, Record<string, string>, Unsent]>([
    ['nothing', { q1: kept('a') }, { q1: kept('a') }, { q1: '1.x' }, {}],
    [
      'what was typed since, made with what stands there now',
      { q1: kept('ab') },
      { q1: kept('a') },
      { q1: '1.x' },
      { q1: kept('ab', '1.x') },
    ],
    [
      'what was not sent with it',
      { q1: kept('a'), q2: kept('b') },
      { q1: kept('a') },
      { q1: '1.x' },
      { q2: kept('b') },
    ],
    ['what contradicted another, made with what it was', { q1: kept('ab') }, { q1: kept('a') }, {}, { q1: kept('ab') }],
  ])('%s', (_, unsent, sent, was, left) => expect(afterTaken(unsent, sent, was)).toEqual(left));
});

describe('what becomes of what the device kept', () => {
  it.each<[string, Unsent, Unsent, ReturnType<typeof restored>]>([
    ['it had arrived after all', { q1: kept('a') }, { q1: kept('a', '1.x') }, { fill: {}, apart: {} }],
    [
      'the page is of before: it is filled in',
      { q1: kept('a') },
      { q1: kept('') },
      { fill: { q1: kept('a') }, apart: {} },
    ],
    [
      'answered elsewhere: both are for the server to keep',
      { q1: kept('a') },
      { q1: kept('b', '1.x') },
      { fill: {}, apart: { q1: kept('a') } },
    ],
    ['of another page of the form', { q1: kept('a') }, { q2: kept('b') }, { fill: {}, apart: { q1: kept('a') } }],
    [
      'taken back, and the page has it still',
      { q1: kept('', '1.x') },
      { q1: kept('a', '1.x') },
      { fill: { q1: kept('', '1.x') }, apart: {} },
    ],
  ])('%s', (_, left, onPage, becomes) => expect(restored(left, onPage)).toEqual(becomes));

  it.each<[string, string | null, Unsent]>([
    ['nothing', null, {}],
    ['no JSON', '{', {}],
    ['something else', '[1]', {}],
    ['fields of no question', JSON.stringify({ unsent: { page: kept('a') } }), {}],
    ['half of one', JSON.stringify({ unsent: { q1: { said: [['q1', 'a']] }, q2: { said: 'x', was: '' } } }), {}],
    ['what was kept', JSON.stringify({ at: 1, unsent: { q1: kept('a') } }), { q1: kept('a') }],
  ])('from the device: %s', (_, text, unsent) => expect(readKept(text)).toEqual(unsent));
});

test('two say the same whatever the ends of their lines, and what is empty says nothing', () => {
  expect(isSame([['q1', 'a\r\nb']], [['q1', 'a\nb']])).toBe(true);
  expect(isSame([['q1', '']], [])).toBe(true);
  expect(isSame([['q1.r3', 'o1']], [['q1.r4', 'o1']])).toBe(false);
});
