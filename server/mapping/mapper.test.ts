import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Ballots } from '../../app/consultations/map/ballots';
import { drawMap } from '../../app/consultations/map/opinion-map';
import { seeded } from '../../app/consultations/map/seeded';
import { shownOf } from '../../app/consultations/statements/figures';
import { type MapperOptions, openMapper } from './mapper';

const entry = path.join(import.meta.dirname, 'worker-from-source.mjs');
const log = { info() {}, warn() {}, error() {} };
const open: ReturnType<typeof openMapper>[] = [];
const mapper = (options: Partial<MapperOptions> = {}) => {
  const opened = openMapper({ entry, log, ...options });
  open.push(opened);
  return opened;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()));
});

function ballots(people: number, statements: number): Ballots {
  const random = seeded(5);
  return {
    statements: Array.from({ length: statements }, (_, i) => i + 1),
    rows: Array.from({ length: people }, (_, n) =>
      Int8Array.from({ length: statements }, (_, j) => (random() < 0.1 ? 0 : (n + j) % 2 ? 1 : -1)),
    ),
  };
}

test('a thread counts and draws as it is done here, one task after the other', async () => {
  const { work } = mapper();
  const votes = [{ sector: 'media', agree: 9, disagree: 8, pass: 7 }];
  const given = ballots(60, 12);
  const [figures, drawn, again] = await Promise.all([
    work({ deed: 'figures', statements: [{ statement: 3, votes }] }),
    work({ deed: 'map', ballots: given, known: null }),
    work({ deed: 'map', ballots: given, known: null }),
  ]);
  expect(figures).toEqual([{ statement: 3, shown: shownOf(votes) }]);
  expect(drawn!.map).toEqual(drawMap(given).map);
  expect(again!.map).toEqual(drawn!.map);
  expect(await work({ deed: 'map', ballots: given, known: drawn!.hash })).toBeNull();
}, 60_000);

test('what takes too long is ended, and the next one gets a new thread', async () => {
  const { work } = mapper({ limitMs: 1 });
  const slow = () =>
    work({ deed: 'map', ballots: ballots(3000, 100), known: null }).then(
      () => 'drawn',
      () => 'ended',
    );
  expect([await slow(), await slow()]).toEqual(['ended', 'ended']);
}, 60_000);

test('stopped, it does nothing more', async () => {
  const { work, stop } = mapper();
  await stop();
  await expect(work({ deed: 'figures', statements: [] })).rejects.toThrow('stopped');
});
