import type { Socket, Server as SocketServer } from 'socket.io';
import type { FromClient, FromServer } from '../../app/discussions/live-events';
import type { EventPlace } from '../../app/events/live/live-events';
import type { Reader } from '../../app/people/person';
import type { Log } from '../../app/shared/context';
import type { Sql } from '../../db/connect';
import type { Bus } from '../bus';
import type { Address } from '../origin';

export interface LiveHost extends Address {
  sql: Sql;
  bus: Bus;
  log: Log;
  now: () => Date;
  /** True while demonstration accounts exist: then only this machine is answered. */
  demonstration: () => boolean;
  /** Milliseconds between two figures of who is present in one room. */
  presentEveryMs?: number | undefined;
}

/** What is remembered of one socket. */
export interface Seated {
  reader: Reader | null;
  /** Discussions this socket reads now. */
  reads: Set<number>;
  /** Documents it has open. */
  documents: Set<number>;
  /** Events that it follows, and what of each. */
  talks: Map<number, Set<EventPlace>>;
  /** Events whose sessions it follows. */
  sessions: Set<number>;
  /** Consultations of which it has a page open. */
  consultations: Set<number>;
  /** How often anyone's access had changed when this socket's rights were read. */
  asOf: number;
}

export type Io = SocketServer<FromClient, FromServer, Record<string, never>, Seated>;
export type LiveSocket = Socket<FromClient, FromServer, Record<string, never>, Seated>;

export const rooms = {
  readers: (discussion: number) => `discussion:${discussion}`,
  facilitators: (discussion: number) => `discussion:${discussion}:facilitators`,
  document: (id: number) => `document:${id}`,
  talk: (event: number) => `talk-${event}`,
  talkModerators: (event: number) => `talk-${event}-moderators`,
  /** Who has the page of an event open, or follows a session. */
  eventPlace: (event: number, place: 'page' | 'session') => `event-${event}-${place}`,
  sessionLeaders: (event: number) => `event-${event}-leaders`,
  consultation: (id: number) => `consultation:${id}`,
  /** Everybody who is signed in. */
  signedIn: 'signed-in',
  person: (id: number) => `person:${id}`,
  /** Whoever takes part in a talk by the link of a mail. */
  registration: (id: number) => `registration:${id}`,
  session: (stored: string) => `session:${stored}`,
};

/** Sockets of this process in a room. */
export function socketsIn(io: Io, room: string): LiveSocket[] {
  const ids = io.sockets.adapter.rooms.get(room);
  if (!ids) return [];
  return [...ids].map((id) => io.sockets.sockets.get(id)).filter((s) => s !== undefined);
}

/** Whether anyone of this process would hear what is said in a room. */
export function hasAny(io: Io, room: string): boolean {
  return io.sockets.adapter.rooms.has(room);
}
