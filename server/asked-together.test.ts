import { expect, test } from 'vitest';
import { askedTogether, askedTogetherBy } from './asked-together';

/** Questions that are answered when the test says so. */
function aQuestion() {
  const put: { keys: number[]; answer: (values: number[]) => void; fail: (e: Error) => void }[] = [];
  let heard = () => {};
  const ask = askedTogether(
    (keys: number[]) =>
      new Promise<number[]>((answer, fail) => {
        put.push({ keys, answer, fail });
        heard();
      }),
  );
  const questions = async (n: number) => {
    while (put.length < n) await new Promise<void>((go) => (heard = go));
    return put.map(({ keys }) => keys);
  };
  return { ask, put, questions };
}

test('what is asked at the same moment is one question, and each gets their own answer', async () => {
  const { ask, put, questions } = aQuestion();
  const answers = Promise.all([1, 2, 3].map(ask));
  expect(await questions(1)).toEqual([[1, 2, 3]]);
  put[0]!.answer([10, 20, 30]);
  expect(await answers).toEqual([10, 20, 30]);
});

test('who asks while a question is under way gets an answer that was begun afterwards', async () => {
  const { ask, put, questions } = aQuestion();
  const before = ask(1);
  await questions(1);
  const after = ask(1);
  expect(await questions(2)).toEqual([[1], [1]]);
  // The first was begun before the second asked: what it says is no answer to that.
  put[0]!.answer([10]);
  expect(await before).toBe(10);
  put[1]!.answer([11]);
  expect(await after).toBe(11);
});

test('no more than two are under way; the rest waits together for the next', async () => {
  const { ask, put, questions } = aQuestion();
  const first = ask(1);
  await questions(1);
  const second = ask(2);
  await questions(2);
  const rest = Promise.all([3, 4].map(ask));
  await new Promise((turn) => setImmediate(turn));
  expect(await questions(2)).toEqual([[1], [2]]);
  put[0]!.answer([10]);
  expect(await questions(3)).toEqual([[1], [2], [3, 4]]);
  put[1]!.answer([20]);
  put[2]!.answer([30, 40]);
  expect([await first, await second, ...(await rest)]).toEqual([10, 20, 30, 40]);
});

test('a question that fails fails for those who asked it, and for nobody else', async () => {
  const { ask, put, questions } = aQuestion();
  const failing = Promise.allSettled([1, 2].map(ask));
  await questions(1);
  const other = ask(3);
  await questions(2);
  put[0]!.fail(new Error('away'));
  expect((await failing).map((f) => f.status)).toEqual(['rejected', 'rejected']);
  put[1]!.answer([30]);
  expect(await other).toBe(30);
});

test('of thousands only so many are in one question', async () => {
  const { ask, put, questions } = aQuestion();
  const answers = Promise.all(Array.from({ length: 1200 }, (_, i) => ask(i)));
  await questions(2);
  for (let i = 0; i < 3; i++) {
    await questions(i + 1);
    put[i]!.answer(put[i]!.keys.map((n) => -n));
  }
  expect(put.map(({ keys }) => keys.length)).toEqual([500, 500, 200]);
  expect((await answers)[1199]).toBe(-1199);
});

test('by a key, what is asked of one thing waits for nothing of another, and is not asked with it', async () => {
  const put: { of: string; keys: number[]; answer: (values: number[]) => void }[] = [];
  const ask = askedTogetherBy(
    (of: string, keys: number[]) => new Promise<number[]>((answer) => put.push({ of, keys, answer })),
  );
  const slow = Promise.all([1, 2].map((n) => ask('slow', n)));
  const quick = Promise.all([3, 4].map((n) => ask('quick', n)));
  while (put.length < 2) await new Promise((turn) => setImmediate(turn));
  expect(put.map(({ of, keys }) => ({ of, keys }))).toEqual([
    { of: 'slow', keys: [1, 2] },
    { of: 'quick', keys: [3, 4] },
  ]);
  put[1]!.answer([30, 40]);
  expect(await quick).toEqual([30, 40]);
  put[0]!.answer([10, 20]);
  expect(await slow).toEqual([10, 20]);
});
