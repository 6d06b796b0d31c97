import { type Announcement, readAnnouncements, wakeChannel } from '../db/announce';
import type { Sql } from '../db/connect';
import type { Log } from '../app/shared/context';

/** How long announcements are kept; a process that was away longer re-reads everything. */
export const keptFor = '1 hour';

export interface Bus {
  /** Called for each announcement once, in the order of ids as far as they were visible. */
  onAnnouncement(hear: (announcement: Announcement) => void | Promise<void>): void;
  /** Called when something may have been missed: drop what is cached, tell sockets to read again. */
  onGap(hear: () => void): void;
  /** Called at each wake-up, with or without announcements: timed work looks whether something is due. */
  onWake(hear: () => void): void;
  /** Says "look": coalesced, empty, and outside any writing transaction. */
  wake(): void;
  /** Looks now; resolves when what was committed before the call has been heard. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tails the announcement table. A wake-up is only a hint: once a second the table is looked at without one. Of the
 * last minute everything is read again and what was already heard is dropped, because a lower id may commit later.
 */
export async function startBus(sql: Sql, log: Log, options: { pollMs?: number } = {}): Promise<Bus> {
  const hearers: ((a: Announcement) => void | Promise<void>)[] = [];
  const gapHearers: (() => void)[] = [];
  const wakeHearers: (() => void)[] = [];
  const heard = new Map<number, number>();
  let after = 0;
  let stopped = false;
  let failing = false;
  let lastLook = Date.now();
  let looking: Promise<void> | null = null;
  let again = false;
  let notifying = false;
  let notifyAgain = false;

  const [newest] = await sql<{ id: number }[]>`select coalesce(max(id), 0) as id from announcement`;
  after = newest!.id;
  for (const a of await readAnnouncements(sql, after)) heard.set(a.id, Date.now());

  async function lookOnce(): Promise<void> {
    try {
      const rows = await readAnnouncements(sql, after);
      // Away for longer than the table keeps: some may have come and gone unseen.
      if (Date.now() - lastLook > 55_000) for (const hear of gapHearers) hear();
      lastLook = Date.now();
      if (failing) for (const hear of gapHearers) hear();
      failing = false;
      for (const row of rows) {
        if (heard.has(row.id)) continue;
        heard.set(row.id, Date.now());
        after = Math.max(after, row.id);
        for (const hear of hearers) {
          try {
            await hear(row);
          } catch (e) {
            log.error({ what: row.what, error: String((e as Error)?.message ?? e).slice(0, 200) }, 'an announcement could not be passed on');
          }
        }
      }
      const old = Date.now() - 120_000;
      for (const [id, at] of heard) {
        if (at > old) break;
        heard.delete(id);
      }
    } catch {
      if (!failing && !stopped) log.warn({}, 'the announcements cannot be read; trying again every second');
      failing = true;
    }
  }

  function look(): Promise<void> {
    if (looking) {
      again = true;
      return looking.then(() => looking ?? undefined);
    }
    looking = (async () => {
      do {
        again = false;
        await lookOnce();
      } while (again && !stopped);
    })().finally(() => {
      looking = null;
    });
    return looking;
  }

  function wakeUp(): void {
    if (stopped) return;
    for (const hear of wakeHearers) hear();
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
    wake: () => void notify(),
    look: async () => {
      await look();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await listening.unlisten().catch(() => {});
      await looking;
    },
  };
}
