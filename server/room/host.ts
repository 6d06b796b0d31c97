import type { ServerBuild } from '@remix-run/node';
import type { RoomContext, RoomLook } from '../../app/room/context';
import type { Busy } from './busy';
import type { Limits } from './limits';
import type { RoomLog } from './log';
import type { PlainPages } from './plain';
import type { SessionStore } from './sessions';

/** A name under which the room answers. Under any other it is not there. */
export interface HostName {
  origin: string;
  kind: 'public' | 'onion' | 'local';
}

/** What all requests of the room share. */
export interface RoomHost extends Pick<RoomContext, 'sql' | 'keys' | 'shred' | 'now' | 'platform'> {
  build: ServerBuild;
  look: RoomLook;
  statics: Map<string, { type: string; bytes: Buffer }>;
  plain: PlainPages;
  /** By the Host header, in small letters; known once the server listens. */
  names: () => Map<string, HostName>;
  /** Address for slips of paper. */
  address: () => string;
  /** Undefined in the demonstration. */
  exitUrl: string | undefined;
  onionUrl: string | undefined;
  trustProxy: boolean;
  bootKey: Buffer;
  store: SessionStore;
  limits: Limits;
  busy: Busy;
  log: RoomLog;
  /** Told of a request that failed for want of the database, and of one that did not. */
  database: (answers: boolean) => void;
}
