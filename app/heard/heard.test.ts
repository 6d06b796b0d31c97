import { expect, it } from 'vitest';
import { type ThemeView, thingOf, unansweredAmong } from './heard';

const response = { decision: 'done', reason: 'R', language: 'en', organisation: null, at: '', version: 1 } as const;

it.each<[string, ThemeView['state'], ThemeView['response'], boolean]>([
  ['released, without a response', 'released', null, true],
  ['withheld, without a response', 'withheld', null, true],
  ['withdrawn, without a response', 'gone', null, false],
  ['released and answered', 'released', response, false],
  ['withheld and answered', 'withheld', response, false],
  ['withdrawn and answered', 'gone', response, false],
])('a theme that is %s holds a final version up: %#', (_, state, said, waits) => {
  expect(unansweredAmong([{ voice: 'v', state, response: said }])).toHaveLength(waits ? 1 : 0);
});

it('names what cites by kind and number alone', () => {
  expect(thingOf({ kind: 'synthesis', id: 5 })).toBe('synthesis:5');
});
