import type { Log } from '../app/shared/context';
import { type Announcement, readAnnouncements, readPlace, wakeChannel } from '../db/announce';
import type { Sql } from '../db/connect';

/** How long announcements are kept; a process that was away longer re-reads everything. */
const keptFor = '1 hour';
const keptForMs = 3_600_000;

/** Longer than any transaction may live (see db/connect.ts): what has not come by then was rolled back. */
const missingForMs = 180_000;
const mostMissing = 20_000;
/** Further behind than this, telling everyone to read again is cheaper than telling them each thing. */
const mostBehind = 5000;

export interface Bus {
  /** Called for each announcement once, in the order of ids as far as they were visible. Must not wait for anything. */
  onAnnouncement(hear: (announcement: Announcement) => void): void;
  /** Called when something may have been missed: drop what is cached, tell sockets to read again. */
  onGap(hear: () => void): void;
  /** Called at each wake-up, with or without announcements: timed work looks whether something is due. */
  onWake(hear: () => void): void;
  /** The highest announcement heard of so far. */
  heard(): number;
  /** Says "look": coalesced, empty, and outside any writing transaction. */
  wake(): void;
  /** Looks now; resolves when what was committed before the call has been heard. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tails the announcement table. A wake-up is only a hint: once a second the table is looked at without one. A number
 * that is skipped belongs to a transaction that is still open or was rolled back; each look asks for those too, until
 * they are too old to come. (Reading the last minute again instead would cost thirty thousand rows a look at 500
 * replies a second.)
 */
export async function startBus(sql: Sql, log: Log, options: { pollMs?: number } = {}): Promise<Bus> {
  const hearers: ((a: Announcement) => void)[] = [];
  const gapHearers: (() => void)[] = [];
  const wakeHearers: (() => void)[] = [];
  let stopped = false;
  let failing = false;
  let lastLook = Date.now();
  let looking: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let notifying = false;
  let notifyAgain = false;

  let after = 0;
  /** Skipped numbers, and when they were first seen to be missing. */
  let missing = new Map<number, number>();

  async function takePlace(): Promise<void> {
    const place = await readPlace(sql);
    after = place.after;
    missing = new Map(place.missing.map((id) => [id, Date.now()]));
  }
  await takePlace();

  /** After a fault the database may be another one, behind where this process was: then from where it is. */
  async function comeBack(): Promise<void> {
    const place = await readPlace(sql, 0);
    if (place.after < after) await takePlace();
    failing = false;
    gap();
  }

  function tell<A extends unknown[]>(hear: (...args: A) => void, ...args: A): void {
    try {
      hear(...args);
    } catch (e) {
      log.error({ error: String((e as Error)?.message ?? e).slice(0, 200) }, 'an announcement could not be passed on');
    }
  }

  function gap(): void {
    for (const hear of gapHearers) tell(hear);
  }

  async function lookOnce(): Promise<void> {
    try {
      if (failing) await comeBack();
      const rows = await readAnnouncements(sql, after, [...missing.keys()], mostBehind);
      const away = Date.now() - lastLook > keptForMs / 2;
      lastLook = Date.now();
      if (rows.length === mostBehind || away) {
        await takePlace();
        gap();
        return;
      }
      for (const row of rows) {
        note(row.id);
        for (const hear of hearers) tell(hear, row);
      }
      forgetOld();
    } catch {
      if (!failing && !stopped) log.warn({}, 'the announcements cannot be read; trying again every second');
      failing = true;
    }
  }

  function note(id: number): void {
    if (id < after) {
      missing.delete(id);
      return;
    }
    const at = Date.now();
    for (let skipped = Math.max(after + 1, id - mostMissing); skipped < id; skipped++) missing.set(skipped, at);
    after = id;
  }

  function forgetOld(): void {
    const old = Date.now() - missingForMs;
    for (const [id, at] of missing) {
      if (at > old && missing.size <= mostMissing) break;
      missing.delete(id);
    }
  }

  /** One look at a time; who asks during a look waits for the one after it, which sees what they committed. */
  function look(): Promise<void> {
    if (!looking) {
      looking = lookOnce().finally(() => {
        looking = null;
      });
      return looking;
    }
    next ??= looking.then(() => {
      next = null;
      return stopped ? undefined : look();
    });
    return next;
  }

  function wakeUp(): void {
    if (stopped) return;
    for (const hear of wakeHearers) tell(hear);
    void look();
  }

  const listening = await sql.listen(
    wakeChannel,
    () => wakeUp(),
    // Also called after the listening connection was lost and made again: what was missed is in the table.
    () => wakeUp(),
  );
  const timer = setInterval(wakeUp, options.pollMs ?? 1000);
  timer.unref();
  const sweep = () =>
    void sql`delete from announcement where at < clock_timestamp() - ${keptFor}::interval`.catch(() => {});
  const sweeper = setInterval(sweep, keptForMs / 6);
  sweeper.unref();

  async function notify(): Promise<void> {
    if (notifying) {
      notifyAgain = true;
      return;
    }
    notifying = true;
    try {
      do {
        notifyAgain = false;
        await sql.notify(wakeChannel, '');
      } while (notifyAgain && !stopped);
    } catch {
      // The poll of the next second stands in for a notice that could not be sent.
    } finally {
      notifying = false;
    }
  }

  return {
    onAnnouncement: (hear) => void hearers.push(hear),
    onGap: (hear) => void gapHearers.push(hear),
    onWake: (hear) => void wakeHearers.push(hear),
    heard: () => after,
    wake: () => void notify(),
    look,
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearInterval(sweeper);
      await listening.unlisten().catch(() => {});
      await (next ?? looking);
    },
  };
}
