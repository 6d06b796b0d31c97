import { expect, test } from 'vitest';
import { Awareness, Elsewhere } from './awareness';
import { Reader, Writer } from './bytes';

type Connection = { name: string };

function said(...entries: [id: number, clock: number, state: unknown][]): Uint8Array {
  const writer = new Writer().number(entries.length);
  for (const [id, clock, state] of entries)
    writer
      .number(id)
      .number(clock)
      .block(Buffer.from(JSON.stringify(state)));
  return writer.done();
}

function read(update: Uint8Array | null | undefined): [id: number, clock: number, state: unknown][] {
  if (!update) return [];
  const reader = new Reader(update);
  return Array.from({ length: reader.count() }, () => [reader.number(), reader.number(), JSON.parse(reader.text())]);
}

const ann: Connection = { name: 'Ann' };
const bob: Connection = { name: 'Bob' };
const [here, there] = [new Elsewhere(1), new Elsewhere(2)];
const plenty = 5000;

test('what one process tells of its people another one tells to its own', () => {
  const [a, b] = [new Awareness<Connection>(), new Awareness<Connection>()];
  a.hear(ann, 1, said([11, 3, { user: 'Ann' }]));
  expect(b.hearElsewhere(here, a.takeUntold(plenty)!)).toBe(true);
  expect(read(b.news()?.all)).toEqual([[11, 3, { user: 'Ann' }]]);
  expect(a.takeUntold(plenty)).toBeNull();
  // What was heard from elsewhere is not told on.
  expect(b.takeUntold(plenty, true)).toBeNull();
  a.leave(ann);
  b.hearElsewhere(here, a.takeUntold(plenty)!);
  expect(read(b.news()?.all)).toEqual([[11, 4, null]]);
  expect(b.everyone()).toBeNull();
});

test('of somebody who is here nobody else speaks, and of somebody elsewhere only who has them says that they are gone', () => {
  const [a, b, c] = [new Awareness<Connection>(), new Awareness<Connection>(), new Awareness<Connection>()];
  a.hear(ann, 1, said([11, 9, { user: 'Ann' }]));
  c.hear(bob, 2, said([11, 50, { user: 'Not Ann' }]));
  expect(a.hearElsewhere(there, c.takeUntold(plenty)!)).toBe(false);
  b.hearElsewhere(here, a.takeUntold(plenty)!);
  c.leave(bob);
  expect(b.hearElsewhere(there, c.takeUntold(plenty)!)).toBe(false);
  expect(read(b.everyone())).toEqual([[11, 9, { user: 'Ann' }]]);
});

test('someone who moves to another process is told with a higher count, and their leaving the first is old by then', () => {
  const [a, b, c] = [new Awareness<Connection>(), new Awareness<Connection>(), new Awareness<Connection>()];
  a.hear(ann, 1, said([11, 9, { at: 'a' }]));
  const first = a.takeUntold(plenty)!;
  for (const other of [b, c]) other.hearElsewhere(here, first);
  c.news();
  // A new tab's count begins again.
  b.hear(bob, 1, said([11, 0, { at: 'b' }]));
  expect(a.hearElsewhere(there, b.takeUntold(plenty)!)).toBe(false);
  expect(read(b.news()?.all)).toEqual([[11, 10, { at: 'b' }]]);
  c.hearElsewhere(there, b.takeUntold(plenty, true)!);
  expect(read(c.news()?.all)).toEqual([[11, 10, { at: 'b' }]]);
  a.leave(ann);
  const gone = a.takeUntold(plenty)!;
  expect([b.hearElsewhere(here, gone), c.hearElsewhere(here, gone)]).toEqual([false, false]);
  expect(read(c.everyone())).toEqual([[11, 10, { at: 'b' }]]);
});

test('a process that is gone takes its people along, and those of others stay', () => {
  const a = new Awareness<Connection>();
  const told = (id: number) => new Writer().number(id).number(1).number(7).block(Buffer.from('{}')).done();
  for (let id = 1; id <= 9; id++) a.hearElsewhere(id < 9 ? here : there, told(id));
  expect(a.leave(here)).toBe(true);
  expect(read(a.everyone()).map(([id]) => id)).toEqual([9]);
});

test('what does not fit into one notice comes with the next', () => {
  const [a, b] = [new Awareness<Connection>(), new Awareness<Connection>()];
  const connections = Array.from({ length: 20 }, (_, i) => ({ name: String(i) }));
  for (const [i, c] of connections.entries()) a.hear(c, i, said([100 + i, 1, { user: 'x'.repeat(900) }]));
  let notices = 0;
  for (let some = a.takeUntold(plenty); some; some = a.takeUntold(plenty), notices++) {
    expect(some.length).toBeLessThanOrEqual(plenty);
    b.hearElsewhere(here, some);
  }
  expect(notices).toBe(4);
  expect(read(b.everyone())).toHaveLength(20);
});

test('nobody says that they are another person; who tells again what others said stays', () => {
  const awareness = new Awareness<Connection>();
  expect(awareness.hear(ann, 1, said([11, 1, { user: { person: 2, name: 'Bob' } }]))).toBe(false);
  expect(awareness.everyone()).toBeNull();
  awareness.hear(ann, 1, said([11, 1, { user: { person: 1, name: 'Ann' } }]));
  // Once introduced, it cannot turn into somebody else either.
  expect(awareness.hear(ann, 1, said([11, 2, { user: { person: 2, name: 'Bob' } }]))).toBe(false);
  expect(read(awareness.everyone())).toEqual([[11, 1, { user: { person: 1, name: 'Ann' } }]]);
  // A client that knows no persons, as any of y-websocket.
  expect(awareness.hear(bob, 2, said([12, 1, { user: { name: 'Bob', color: '#fff' } }]))).toBe(true);
});
