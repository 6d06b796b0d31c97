import type { Sql } from '../../db/connect';
import type { Log } from './coediting';

const channel = 'plenary_text';
const hereEveryMs = 10_000;
/** A process that has not been heard of for so long is gone. */
const goneAfterMs = 35_000;

export interface Links {
  /** Whether any other process serves texts of this database. */
  hasOthers(): boolean;
  /** Says that something was committed: coalesced, outside of the commit, and not at all where nobody would hear it. */
  tell(): void;
  stop(): Promise<void>;
}

/**
 * Tells other processes that there is something to read, and hears it from them. The notice is a hint: what was written
 * is in the table, and is looked for once a second without one. Processes know of each other so that a single one, which
 * is the usual case, does not wake itself with every commit.
 */
export async function startLinks(sql: Sql, me: number, log: Log, hear: () => void): Promise<Links> {
  const elsewhere = new Map<number, number>();
  let telling = false;
  let again = false;
  let stopped = false;

  const say = (what: 'here' | 'wrote' | 'bye') => sql.notify(channel, `${me} ${what}`);
  const sayHere = () => {
    if (!stopped) say('here').catch(() => {});
  };

  function hearNotice(payload: string): void {
    const [who, what] = payload.split(' ');
    const from = Number(who);
    if (from === me || !Number.isInteger(from)) return;
    if (what === 'bye') {
      elsewhere.delete(from);
      return;
    }
    const isNew = !elsewhere.has(from);
    elsewhere.set(from, Date.now());
    // It has just come, and has not heard of us.
    if (isNew) sayHere();
    if (what === 'wrote' || isNew) hear();
  }

  const listening = await sql.listen(channel, hearNotice, () => hear());
  await say('here').catch(() => log.warn({}, 'other servers could not be told of this one'));
  const timer = setInterval(sayHere, hereEveryMs);
  timer.unref();

  function hasOthers(): boolean {
    const old = Date.now() - goneAfterMs;
    for (const [id, at] of elsewhere) if (at < old) elsewhere.delete(id);
    return elsewhere.size > 0;
  }

  async function tell(): Promise<void> {
    if (telling) {
      again = true;
      return;
    }
    telling = true;
    try {
      do {
        again = false;
        await say('wrote');
      } while (again && !stopped);
    } catch {
      // The look of the next second stands in.
    } finally {
      telling = false;
    }
  }

  return {
    hasOthers,
    tell() {
      if (hasOthers()) void tell();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await say('bye').catch(() => {});
      await listening.unlisten().catch(() => {});
    },
  };
}
