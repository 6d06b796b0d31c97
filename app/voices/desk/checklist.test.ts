import { expect, test } from 'vitest';
import { items, languageItems, missingOf, onceItems, type RoomToCheck } from './checklist';

const whole: RoomToCheck = {
  questions: { en: ['What helps?'], ar: ['ما الذي يساعد؟'] },
  answerWeeks: 4,
  organisations: [{ caseworkers: 2, state: 'open' }],
  facilitators: 2,
  requirements: [
    ...onceItems.map((item) => ({ item, language: '' })),
    ...languageItems.flatMap((item) => ['en', 'ar'].map((language) => ({ item, language }))),
  ],
};

test('a room that has everything lacks nothing', () => {
  expect(missingOf(whole)).toEqual([]);
});

test.each([...items])('a room without its %s does not open, and says so', (item) => {
  const room = { ...whole, requirements: whole.requirements.filter((r) => r.item !== item) };
  expect(missingOf(room).map((m) => m.what)).toContain(item);
});

test.each([...languageItems])('%s is needed in each language in which the room asks', (item) => {
  const room = { ...whole, requirements: whole.requirements.filter((r) => !(r.item === item && r.language === 'ar')) };
  expect(missingOf(room)).toEqual([{ what: item, language: 'ar' }]);
});

test.each<[string, Partial<RoomToCheck>, string]>([
  ['questions', { questions: {} }, 'questions'],
  ['an empty list of questions', { questions: { en: [] } }, 'questions'],
  ['weeks to answer', { answerWeeks: null }, 'answer-weeks'],
  ['an organisation', { organisations: [] }, 'organisation'],
  ['an open organisation', { organisations: [{ caseworkers: 2, state: 'waiting' }] }, 'organisation'],
  ['two caseworkers', { organisations: [{ caseworkers: 1, state: 'open' }] }, 'caseworkers'],
  ['two facilitators', { facilitators: 1 }, 'facilitators'],
])('without %s it does not open', (_, without, what) => {
  expect(missingOf({ ...whole, ...without }).map((m) => m.what)).toContain(what);
});
