import { afterAll, expect, test } from 'vitest';
import { announce } from '../../db/announce';
import { connect } from '../../db/connect';
import { type Bus, startBus } from '../../server/bus';
import { freshDatabase } from '../support/database';

const { sql, url } = await freshDatabase();
const log = { info() {}, warn() {}, error() {} };
const buses: Bus[] = [];
afterAll(() => Promise.all(buses.map((b) => b.stop())));

/** A bus that is looked at by hand, so that nothing depends on when a timer fires. */
async function aBus(options: { pollMs?: number } = { pollMs: 3_600_000 }) {
  const bus = await startBus(sql, log, options);
  buses.push(bus);
  const heard: { id: number; what: string }[] = [];
  let gaps = 0;
  bus.onAnnouncement((a) => void heard.push(a));
  bus.onGap(() => void gaps++);
  return { bus, heard, whats: () => heard.map((a) => a.what), gaps: () => gaps };
}

const tell = (what: string) => sql.begin((tx) => announce(tx, what, { thing: 1 }));

test('each is heard once, however often one looks', async () => {
  const { bus, whats } = await aBus();
  await tell('test.one');
  await bus.look();
  await Promise.all([bus.look(), bus.look(), bus.look()]);
  await tell('test.two');
  await bus.look();
  expect(whats()).toEqual(['test.one', 'test.two']);
});

test('what was there before the start is not heard', async () => {
  await tell('test.before');
  const { bus, whats } = await aBus();
  await bus.look();
  expect(whats()).toEqual([]);
});

test('a lower number that commits after a higher one is heard, and so is one that was open at the start', async () => {
  const other = connect(url, { max: 4 });
  const gate: (() => void)[] = [];
  const open = () => new Promise<void>((go) => gate.push(go));
  const held = (what: string) => {
    let begun: () => void;
    const started = new Promise<void>((b) => (begun = b));
    const wait = open();
    const done = other.begin(async (tx) => {
      await announce(tx, what, {});
      begun();
      await wait;
    });
    return { started, done };
  };
  const early = held('test.open-at-start');
  await early.started;
  const { bus, whats } = await aBus();
  const late = held('test.lower');
  await late.started;
  await tell('test.higher');
  await bus.look();
  expect(whats()).toEqual(['test.higher']);
  for (const go of gate) go();
  await Promise.all([early.done, late.done]);
  await bus.look();
  expect(whats()).toEqual(['test.higher', 'test.open-at-start', 'test.lower']);
  await bus.look();
  expect(whats()).toHaveLength(3);
  await other.end();
});

test('what was rolled back is not heard, and holds nothing up', async () => {
  const { bus, whats } = await aBus();
  await sql
    .begin(async (tx) => {
      await announce(tx, 'test.undone', {});
      throw new Error('undo');
    })
    .catch(() => {});
  await tell('test.done');
  await bus.look();
  await bus.look();
  expect(whats()).toEqual(['test.done']);
});

test('many writers at once: nothing lost, nothing twice', async () => {
  const { bus, heard } = await aBus();
  const writers = connect(url, { max: 12 });
  let writing = true;
  const looking = (async () => {
    while (writing) await bus.look();
  })();
  const rounds = Array.from({ length: 12 }, async (_, w) => {
    for (let i = 0; i < 60; i++) {
      await writers
        .begin(async (tx) => {
          await announce(tx, `test.${w}.${i}`, {});
          // Some take long after their number was given out, and some are undone.
          if (i % 7 === 0) await tx`select pg_sleep(0.005)`;
          if (i % 11 === 10) throw new Error('undo');
        })
        .catch(() => {});
    }
  });
  await Promise.all(rounds);
  writing = false;
  await looking;
  await bus.look();
  const committed = await sql<
    { what: string }[]
  >`select what from announcement where what ~ '^test[.][0-9]+[.][0-9]+$'`;
  expect(heard.map((a) => a.what).sort()).toEqual(committed.map((a) => a.what).sort());
  await writers.end();
});

test('one look is one question, which asks for no old rows', async () => {
  let asked: string[] = [];
  const counted = await freshDatabase({ onQuery: (text) => void asked.push(text) });
  const bus = await startBus(counted.sql, log, { pollMs: 3_600_000 });
  buses.push(bus);
  await counted.sql`insert into announcement (what, ids) select 'test.many', '{}' from generate_series(1, 3000)`;
  let heard = 0;
  bus.onAnnouncement(() => void heard++);
  await bus.look();
  expect(heard).toBe(3000);
  asked = [];
  await bus.look();
  expect(asked.filter((text) => /announcement/.test(text))).toHaveLength(1);
  expect(heard).toBe(3000);
});

test('one that fell far behind is told to read everything again, and goes on from there', async () => {
  const { bus, whats, gaps } = await aBus();
  await sql`insert into announcement (what, ids) select 'test.flood', '{}' from generate_series(1, 6000)`;
  await bus.look();
  expect(gaps()).toBe(1);
  await tell('test.after');
  await bus.look();
  expect(whats()).toEqual(['test.after']);
});

test('a hearer that fails does not keep the others from hearing', async () => {
  const { bus, whats } = await aBus();
  bus.onAnnouncement(() => {
    throw new Error('broken');
  });
  const second: string[] = [];
  bus.onAnnouncement((a) => void second.push(a.what));
  await tell('test.heard');
  await bus.look();
  expect(whats()).toEqual(['test.heard']);
  expect(second).toEqual(['test.heard']);
});

test('a wake-up reaches every process, and the poll stands in where none comes', async () => {
  const [a, b] = [await aBus(), await aBus()];
  const woken = new Promise<void>((done) => b.bus.onWake(done));
  await tell('test.woken');
  a.bus.wake();
  await woken;
  await b.bus.look();
  expect(b.whats()).toContain('test.woken');
  const polled = await aBus({ pollMs: 20 });
  await tell('test.polled');
  await expect.poll(() => polled.whats()).toContain('test.polled');
});

test('after a lost connection what was missed is heard, and caches are told that they may be old', async () => {
  const [{ before }] = (await sql`select clock_timestamp() as before`) as unknown as [{ before: Date }];
  const own = connect(url, { max: 2 });
  const bus = await startBus(own, log, { pollMs: 50 });
  const whats: string[] = [];
  let gaps = 0;
  bus.onAnnouncement((a) => void whats.push(a.what));
  bus.onGap(() => void gaps++);
  // The connection that looks and the one that listens.
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and backend_start >= ${before} and pid <> pg_backend_pid()`;
  const other = connect(url, { max: 1 });
  await other.begin((tx) => announce(tx, 'test.missed', {}));
  await expect.poll(() => whats).toContain('test.missed');
  await other.begin((tx) => announce(tx, 'test.after', {}));
  await other.notify('plenary_wake', '');
  await expect.poll(() => whats).toContain('test.after');
  expect(whats).toEqual(['test.missed', 'test.after']);
  expect(gaps).toBeLessThan(3);
  await bus.stop();
  await Promise.all([own.end({ timeout: 1 }), other.end({ timeout: 1 })]);
});
