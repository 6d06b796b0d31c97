import { describe, expect, test } from 'vitest';
import { entryCriteria } from '../entry-criteria';
import { type EntryAnswer, type Gap, gapsOf, isJudged, noAnswer, notMet, unjudged, whyNotTakenOn } from './entry';

const requested = { requestedBy: 'A State (invented)', requestedOn: '2026-03-01' };
const whole: EntryAnswer[] = entryCriteria.map((criterion) => ({
  ...noAnswer(criterion),
  ...{ met: true, words: 'As it should be (invented).' },
  ...(criterion === 'nobody-elses-task' ? { lookedAt: 'Two organisations (invented)' } : {}),
  ...(criterion === 'request-and-will' ? requested : {}),
}));
const of = (criterion: EntryAnswer['criterion'], change: Partial<EntryAnswer>): EntryAnswer => ({
  ...whole.find((a) => a.criterion === criterion)!,
  ...change,
});
const changed = (answer: EntryAnswer) => whole.map((a) => (a.criterion === answer.criterion ? answer : a));

describe('what is judged', () => {
  test.each([
    ['programme', true],
    ['pilot', true],
    ['document', false],
    ['membership', false],
    ['chair', false],
    ['workplan', false],
    [null, false],
  ])('%s: %s', (kind, judged) => {
    expect(isJudged(kind)).toBe(judged);
  });
});

describe('what an answer lacks', () => {
  const cases: [string, EntryAnswer, Gap[]][] = [
    ['nothing said', noAnswer('together'), ['met', 'words']],
    ['words alone', of('spread', { met: null }), ['met']],
    ['met, and not how', of('spread', { words: '' }), ['words']],
    ['words of spaces', of('spread', { words: ' \n ' }), ['words']],
    ['met and how', of('together', {}), []],
    ['not met and why all the same', of('replication', { met: false }), []],
    ['not met, and not why', of('replication', { met: false, words: '' }), ['words']],
    ['whose task it is not, without whom was asked', of('nobody-elses-task', { lookedAt: '' }), ['looked-at']],
    ['somebody does it, without who', of('nobody-elses-task', { met: false, lookedAt: ' ' }), ['looked-at']],
    ['whose task it is not, with whom was asked', of('nobody-elses-task', {}), []],
    ['asked for, by nobody', of('request-and-will', { requestedBy: '' }), ['requested-by']],
    ['asked for, on no day', of('request-and-will', { requestedOn: null }), ['requested-on']],
    ['asked for, without its paper', of('request-and-will', { reference: '' }), []],
    ['not asked for', of('request-and-will', { met: false, requestedBy: '', requestedOn: null }), []],
    [
      'a request of which nothing is said',
      noAnswer('request-and-will'),
      ['met', 'words', 'requested-by', 'requested-on'],
    ],
    ['of others nobody asks whom they looked at', of('together', { lookedAt: '', requestedBy: '' }), []],
  ];
  test.each(cases)('%s', (_, answer, gaps) => {
    expect(gapsOf(answer)).toEqual(gaps);
  });
});

describe('whether it can be put', () => {
  test('all five are answered, and each that is missing counts', () => {
    expect(whyNotTakenOn('programme', whole)).toBeUndefined();
    for (const criterion of entryCriteria) {
      const rest = whole.filter((a) => a.criterion !== criterion);
      expect(unjudged(rest)).toEqual([criterion]);
      expect(whyNotTakenOn('pilot', rest)).toMatchObject({ kind: 'invalid', values: { count: 1 } });
    }
    expect(unjudged([])).toEqual([...entryCriteria]);
    expect(whyNotTakenOn('programme', [])).toMatchObject({
      message: 'entry:mistakes.unanswered',
      values: { count: 5 },
    });
  });

  test('one that is half answered counts as missing', () => {
    expect(unjudged(changed(of('request-and-will', { requestedOn: null })))).toEqual(['request-and-will']);
  });

  test('one that is not met stops nothing, and is told', () => {
    const answers = changed(of('spread', { met: false }));
    expect(whyNotTakenOn('programme', answers)).toBeUndefined();
    expect(notMet(answers)).toEqual(['spread']);
    expect(notMet(whole)).toEqual([]);
    expect(notMet([noAnswer('spread')])).toEqual([]);
    expect(notMet([...changed(of('together', { met: false })).reverse(), of('spread', { met: false })])).toEqual([
      'together',
      'spread',
    ]);
  });

  test('of what is not taken on nothing is asked', () => {
    for (const kind of ['membership', 'chair', 'document', null]) expect(whyNotTakenOn(kind, [])).toBeUndefined();
  });
});
