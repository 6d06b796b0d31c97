import type { RequestHandler } from 'express';
import type { Voices } from '../app/heard/voices';
import type { FoundReader } from '../app/people/sessions.server';
import type { AppContext, Log } from '../app/shared/context';
import type { Sql } from '../db/connect';
import type { Bus } from './bus';
import type { makeLimits } from './limits';
import type { Markup } from './markup';
import type { Address } from './origin';
import type { Pages } from './pages';
import type { RenderRequest } from './remix';

/** All that answering needs of the process. */
export interface Host extends Address {
  sql: Sql;
  bus: Bus;
  pages: Pages;
  markup: Markup;
  log: Log;
  limit: ReturnType<typeof makeLimits>;
  /** Who holds the session of this cookie header; those who come at the same moment are looked for in one query. */
  whoAsks: (secure: boolean, cookieHeader: string) => Promise<FoundReader>;
  development: boolean;
  trustProxy: boolean;
  outbox: AppContext['outbox'];
  render: RenderRequest;
  clientFolder: string;
  island: string;
  isReady: () => Promise<boolean>;
  isDraining: () => boolean;
  /** True while demonstration accounts exist: their passwords lie in a file, so nobody else may come in. */
  demonstration: () => boolean;
  now: () => Date;
  texts: AppContext['texts'];
  voices: Voices;
  /** Names of hosts under which the room is reached, and the platform not. */
  roomNames: readonly string[];
  vite?: RequestHandler;
}
