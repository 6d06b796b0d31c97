import { expect, it } from 'vitest';
import type { TalkEvent } from './live-events';
import { initialTalk, type TalkAction, type TalkState, talkReducer } from './talk-state';
import type { PollView, QuestionView, TalkShown } from './views';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 26, 10, 0, seconds)).toISOString();
const question = (id: number, votes = 0, words = `Question ${id}`) => ({ id, votes, words }) as QuestionView;
const poll = (id: number, voters = 0) => ({ id, voters }) as PollView;
const shown = (values: Partial<TalkShown> = {}): TalkShown => ({
  questions: [question(1, 1), question(2)],
  polls: [],
  chosen: { question: null, poll: null },
  ...values,
});
const told = (second: number, values: Partial<TalkEvent>): TalkAction => ({
  type: 'told',
  event: { seq: second, event: 5, at: at(second), questions: [], votes: [], polls: [], ...values },
});
const after = (...actions: TalkAction[]): TalkState => actions.reduce(talkReducer, initialTalk(shown(), at(0)));
const order = (state: TalkState) => state.questions.map((q) => [q.id, q.votes]);

it('counts come and the order follows', () => {
  expect(order(after(told(1, { votes: [[2, 4]] })))).toEqual([
    [2, 4],
    [1, 1],
  ]);
});

it('an older count does not come over a newer one', () => {
  expect(order(after(told(3, { votes: [[2, 4]] }), told(2, { votes: [[2, 3]] })))).toEqual([
    [2, 4],
    [1, 1],
  ]);
});

it('what was read before the page was is not taken', () => {
  const state = initialTalk(shown(), at(10));
  expect(order(talkReducer(state, told(9, { votes: [[2, 4]] })))).toEqual([
    [1, 1],
    [2, 0],
  ]);
});

it('a count of a question that is not here is left alone', () => {
  expect(order(after(told(1, { votes: [[9, 4]] })))).toHaveLength(2);
});

it('questions come, change and go', () => {
  const state = after(
    told(1, { questions: [question(3, 2)] }),
    told(2, { questions: [question(2, 0, 'In other words')] }),
    told(3, { questions: [{ id: 1, gone: true }] }),
  );
  expect(order(state)).toEqual([
    [3, 2],
    [2, 0],
  ]);
  expect(state.questions[1]!.words).toBe('In other words');
});

it('a slower loader does not undo what was told since it began', () => {
  const state = after(told(5, { questions: [question(3, 2), { id: 1, gone: true }], votes: [[2, 7]] }), {
    type: 'loaded',
    shown: shown(),
    asOf: at(4),
  });
  expect(order(state)).toEqual([
    [2, 7],
    [3, 2],
  ]);
});

it('a later loader holds against everything that was told before', () => {
  const state = after(told(5, { questions: [question(3, 2)], votes: [[2, 7]] }), {
    type: 'loaded',
    shown: shown({ questions: [question(1, 9)] }),
    asOf: at(6),
  });
  expect(order(state)).toEqual([[1, 9]]);
  expect(order(talkReducer(state, { type: 'loaded', shown: shown(), asOf: at(3) }))).toEqual([[1, 9]]);
});

it('a poll that is opened comes first, and keeps its place when it is answered', () => {
  const state = after(told(1, { polls: [poll(1)] }), told(2, { polls: [poll(2)] }), told(3, { polls: [poll(1, 5)] }));
  expect(state.polls.map((p) => [p.id, p.voters])).toEqual([
    [2, 0],
    [1, 5],
  ]);
  expect(talkReducer(state, told(4, { polls: [{ id: 2, gone: true }] })).polls.map((p) => p.id)).toEqual([1]);
});

it('what is on the screen is what was chosen last', () => {
  const chosen = (n: number) => ({ question: n, poll: null });
  const state = after(told(3, { chosen: chosen(1) }), told(2, { chosen: chosen(2) }));
  expect(state.chosen).toEqual(chosen(1));
  expect(talkReducer(state, { type: 'loaded', shown: shown(), asOf: at(1) }).chosen).toEqual(chosen(1));
  expect(talkReducer(state, { type: 'loaded', shown: shown(), asOf: at(4) }).chosen).toEqual(shown().chosen);
});
