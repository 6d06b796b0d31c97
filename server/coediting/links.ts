import type { Sql } from '../../db/connect';
import type { Log } from './coediting';

const channel = 'plenary_text';
const hereEveryMs = 10_000;
/** A process that has not been heard of for so long is gone. */
const goneAfterMs = 35_000;

/** What is heard from other processes. */
export interface Hearers {
  /** Something was committed, or may have been. */
  wrote(): void;
  /** A process opened a room and asks who is there. */
  asked(process: number, room: number): void;
  /** Who is there at another process, as Awareness tells it. */
  told(process: number, room: number, presences: Uint8Array): void;
  /** A process has a room open no longer. */
  left(process: number, room: number): void;
  /** A process is gone, with all who were there. */
  gone(process: number): void;
  /** Notices may have been missed. */
  missed(): void;
}

export interface Links {
  /** Whether any other process serves texts of this database. */
  hasOthers(): boolean;
  /** Says that something was committed: coalesced, outside of the commit, and not at all where nobody would hear it. */
  tell(): void;
  /** Asks who else is in a room. */
  ask(room: number): Promise<void>;
  /** Says that a room is open here no longer. */
  leave(room: number): Promise<void>;
  /** Tells who is there; `mostPresenceBytes` at most. */
  tellPresence(room: number, presences: Uint8Array): Promise<void>;
  stop(): Promise<void>;
}

/** A notice of PostgreSQL has 8,000 bytes at most, and these go as base64. */
export const mostPresenceBytes = 5800;

/**
 * Tells other processes that there is something to read, and who is there, and hears it from them. The notice is a hint:
 * what was written is in the table, and is looked for once a second without one. Processes know of each other so that a
 * single one, which is the usual case, does not wake itself with every commit.
 */
export async function startLinks(sql: Sql, me: number, log: Log, hearers: Hearers): Promise<Links> {
  const elsewhere = new Map<number, number>();
  let telling = false;
  let again = false;
  let stopped = false;

  const say = (what: 'here' | 'wrote' | 'bye' | 'asks' | 'who' | 'leaves', ...about: (string | number)[]) =>
    sql.notify(channel, [me, what, ...about].join(' '));
  /** One after the other: over two connections, "opened" could arrive before the "left" that was said first. */
  let lastSaid: Promise<unknown> = Promise.resolve();
  const sayInOrder = (what: 'asks' | 'who' | 'leaves', ...about: (string | number)[]): Promise<unknown> => {
    const said = lastSaid.then(() => say(what, ...about));
    lastSaid = said.catch(() => {});
    return said;
  };
  const sayHere = () => {
    if (!stopped) say('here').catch(() => {});
  };

  function hearNotice(payload: string): void {
    const [who, what, room, presences] = payload.split(' ');
    const from = Number(who);
    if (from === me || !Number.isInteger(from)) return;
    if (what === 'bye') {
      forget(from);
      return;
    }
    const isNew = !elsewhere.has(from);
    elsewhere.set(from, Date.now());
    // It has just come, and has not heard of us.
    if (isNew) sayHere();
    if (what === 'wrote' || isNew) hearers.wrote();
    if (isNew) hearers.missed();
    if (what === 'asks') hearers.asked(from, Number(room));
    if (what === 'leaves') hearers.left(from, Number(room));
    if (what === 'who') hearers.told(from, Number(room), Buffer.from(presences ?? '', 'base64'));
  }

  function forget(process: number): void {
    if (elsewhere.delete(process)) hearers.gone(process);
  }

  const listening = await sql.listen(channel, hearNotice, () => {
    hearers.wrote();
    hearers.missed();
  });
  await say('here').catch(() => log.warn({}, 'other servers could not be told of this one'));
  const timer = setInterval(() => {
    sayHere();
    hasOthers();
  }, hereEveryMs);
  timer.unref();

  function hasOthers(): boolean {
    const old = Date.now() - goneAfterMs;
    for (const [id, at] of elsewhere) if (at < old) forget(id);
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
    async ask(room) {
      await sayInOrder('asks', room);
    },
    async leave(room) {
      await sayInOrder('leaves', room);
    },
    async tellPresence(room, presences) {
      await sayInOrder('who', room, Buffer.from(presences).toString('base64'));
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await say('bye').catch(() => {});
      await listening.unlisten().catch(() => {});
    },
  };
}
