import { expect, it } from 'vitest';
import { type CitedNothing, type CitedWords, type SourceState, sourceState } from './citation';

const words = (version: number): CitedWords => ({
  kind: 'post',
  id: 1,
  author: 'A',
  organisation: null,
  sector: null,
  excerpt: 'Words',
  language: 'en',
  translated: false,
  path: '/posts/1',
  version,
  at: '2026-03-01T00:00:00.000Z',
  state: 'shown',
  discussion: 1,
});
const nothing = (why: 'hidden' | 'gone'): CitedNothing => ({
  kind: 'nothing',
  why,
  author: 'A',
  organisation: null,
  path: '/posts/1',
  discussion: 1,
});

it.each<[string, SourceState, number, CitedWords | CitedNothing, SourceState | 'not-for-you']>([
  ['as it was cited', 'current', 1, words(1), 'current'],
  ['edited, and noted', 'changed', 1, words(2), 'changed'],
  ['edited at the same moment as it was cited', 'current', 1, words(2), 'changed'],
  ['redacted in part, in the same version', 'changed', 1, words(1), 'changed'],
  ['hidden', 'hidden', 1, nothing('hidden'), 'hidden'],
  ['hidden, and shown again', 'hidden', 1, words(1), 'current'],
  ['hidden, edited, and shown again', 'hidden', 1, words(2), 'changed'],
  ['held after an edit', 'changed', 1, nothing('hidden'), 'hidden'],
  ['withdrawn', 'gone', 1, nothing('gone'), 'gone'],
  ['moved out of sight', 'current', 1, { kind: 'nothing', why: 'not-for-you' }, 'not-for-you'],
])('%s', (_, state, version, now, expected) => expect(sourceState({ state, version }, now)).toBe(expected));
