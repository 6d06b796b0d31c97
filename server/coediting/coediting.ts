import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Announcement } from '../../db/announce';
import type { Sql } from '../../db/connect';
import { openDoor } from './endpoint';
import { type Limits, usualLimits } from './limits';
import { makeRooms } from './rooms';
import { openStore } from './store';

/*
 * Texts that several people write at once. Nothing here knows what a document is: who someone is, what they may and what
 * becomes of a text that has settled are handed in.
 */

export type Access = 'none' | 'read' | 'suggest' | 'write';

export interface Writer {
  person: number;
  organisation: number | null;
}

export interface Person {
  id: number;
  organisation: number | null;
  /** Stored name of the session, as announcements of its end carry it. */
  session: string;
}

export interface Log {
  info(values: Record<string, unknown>, message: string): void;
  warn(values: Record<string, unknown>, message: string): void;
  error(values: Record<string, unknown>, message: string): void;
}

/** What is kept of the request that opened a socket, to ask again later who it is. */
export type Asking = Pick<IncomingMessage, 'headers'>;

export interface Host {
  sql: Sql;
  /** A connection for edits alone: where all are busy, the driver puts a query behind another one that may take its time. */
  edits: Sql;
  bus: {
    onAnnouncement(hear: (announcement: Announcement) => void): void;
    onGap(hear: () => void): void;
    onWake(hear: () => void): void;
  };
  log: Log;
  /** Whether this request may open a socket at all: its origin, and where it comes from. */
  mayConnect(req: IncomingMessage): boolean;
  /** Who holds the session of this request, and a cookie to send back where it was renewed. */
  whoIs(asking: Asking): Promise<{ person: Person | null; setCookie: string | null }>;
  accessTo(person: Person, room: number): Promise<Access>;
  /** Makes a text readable once it is quiet. Called again where it throws, and after a restart. */
  settled(room: number, state: Uint8Array, epoch: number): Promise<void>;
  /** Whether an update of someone who may only suggest proposes in their name, and changes nothing of what stands. */
  isSuggestion(before: Uint8Array, update: Uint8Array, by: Writer): boolean;
  /** Number of the text's schema; clients that name another one are sent away. */
  schema: number;
  limits?: Limits | undefined;
  /** Milliseconds without an edit after which a text is settled. */
  quietMs?: number | undefined;
}

export interface Authored extends Writer {
  client: number;
  from: number;
  to: number;
}

export interface Coediting {
  /** Takes an upgrade of a path that begins with `/coediting/`. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  texts: {
    read(room: number): Promise<Uint8Array>;
    change(room: number, by: Writer, make: (state: Uint8Array) => Uint8Array | null): Promise<void>;
    rewrite(room: number, by: Writer, make: (state: Uint8Array) => Uint8Array): Promise<number>;
    readAuthored(room: number): Promise<{ state: Uint8Array; authors: Authored[] }>;
    readWriters(room: number, clients: number[], people: number[]): Promise<Authored[]>;
  };
  figures(): { rooms: number; connections: number };
  /** Resolves when everything is committed and every text that was written in is settled. */
  settled(): Promise<void>;
  /** Lets nobody in any more, commits what was received, tells everyone 1012. */
  stop(): Promise<void>;
}

export const coeditingPath = '/coediting';

export async function openCoediting(host: Host): Promise<Coediting> {
  // Tells rows of this process from those of others; a clash of two would only cost them the tail.
  const process = Math.floor(Math.random() * 0x7fffffff);
  const limits = host.limits ?? usualLimits;
  const store = openStore(host.sql, process, host.edits);
  const rooms = await makeRooms(host, store, limits, process);
  const door = openDoor(host, rooms, limits);
  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    door.close();
    await rooms.stop();
  }
  return {
    upgrade: door.upgrade,
    texts: {
      read: rooms.read,
      change: rooms.change,
      rewrite: rooms.rewrite,
      async readAuthored(room) {
        const { state, writing } = await store.readAuthored(room);
        return { state, authors: withoutOverlap(writing) };
      },
      readWriters: async (room, clients, people) => withoutOverlap(await store.readWriters(room, clients, people)),
    },
    figures: () => ({ rooms: rooms.count(), connections: door.count() }),
    async settled() {
      await door.settled();
      await rooms.settled();
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** A struct that reached two processes at once is in the log twice: the first who brought it wrote it. */
function withoutOverlap(authored: Authored[]): Authored[] {
  let client = -1;
  let end = 0;
  const parts: Authored[] = [];
  for (const part of authored) {
    if (part.client !== client) {
      client = part.client;
      end = 0;
    }
    if (part.to > end) parts.push({ ...part, from: Math.max(part.from, end) });
    end = Math.max(end, part.to);
  }
  return parts;
}
