import { expect, test } from 'vitest';
import { Unsaved } from './unsaved';

const ann = { person: 1, organisation: 7 };
const bob = { person: 2, organisation: null };
const range = (from: number, to: number) => [{ client: 5, from, to }];

test('what is accepted is committed in order, a megabyte at a time; a larger update goes alone', () => {
  const unsaved = new Unsaved();
  const sizes = [400_000, 600_000, 100_000, 3_000_000, 10];
  for (const size of sizes) unsaved.add(new Uint8Array(size), ann, [], null);
  expect(unsaved.bytes).toBe(4_100_010);
  const batches: number[][] = [];
  for (let batch = unsaved.take(); batch; batch = unsaved.take()) batches.push(batch.updates.map((u) => u.length));
  expect(batches).toEqual([[400_000, 600_000], [100_000], [3_000_000], [10]]);
  expect([unsaved.bytes, unsaved.hasWaiting, unsaved.isEmpty]).toEqual([0, false, false]);
  unsaved.landed();
  expect(unsaved.isEmpty).toBe(true);
});

test('what is to follow waits for the last of it, also while that is in flight', () => {
  const unsaved = new Unsaved();
  const ran: string[] = [];
  unsaved.after(() => ran.push('at once'));
  unsaved.add(new Uint8Array(1_000_000), ann, [], null);
  unsaved.add(new Uint8Array(1_000_000), ann, [], null);
  unsaved.after(() => ran.push('after both'));
  expect(unsaved.take()!.after).toHaveLength(0);
  const second = unsaved.take()!;
  unsaved.after(() => ran.push('in flight'));
  for (const run of second.after) run();
  expect(ran).toEqual(['at once', 'after both', 'in flight']);
  expect(unsaved.drop()).toHaveLength(2);
  expect(unsaved.isEmpty).toBe(true);
});

test('who wrote what on end is one range, of each person', () => {
  const unsaved = new Unsaved();
  unsaved.add(new Uint8Array(3), ann, range(0, 4), null);
  unsaved.add(new Uint8Array(3), ann, range(4, 6), null);
  unsaved.add(new Uint8Array(3), bob, range(6, 7), null);
  unsaved.add(new Uint8Array(3), ann, range(9, 10), null);
  expect([...unsaved.take()!.wrote.values()]).toEqual([
    { ...ann, ranges: [...range(0, 6), ...range(9, 10)] },
    { ...bob, ranges: range(6, 7) },
  ]);
});
