import { createRequestHandler } from '@remix-run/node';
import type { NewSession, RoomContext } from '../../app/room/context';
import type { RoomForm } from '../../app/room/form';
import { isRefusal, refuse } from '../../app/shared/refusal';
import { formToken, newCookie } from '../../app/voices/crypto/tokens';
import type { RoomHost } from './host';
import { type Cookie, writeCookie } from './request';
import type { OpenSession } from './sessions';

export interface Rendered {
  status: number;
  body: Buffer;
  location?: string;
  cookie?: string;
  retryAfter?: number;
  /** A page of a route's own, whatever its status. */
  isOwn: boolean;
}

export interface Asking {
  path: string;
  /** Null where something is read only. */
  form: RoomForm | null;
  cookie: Cookie | null;
  language: Cookie['language'];
  /** Key of the caller for limits; null where callers cannot be told apart. */
  caller: string | null;
}

/** Of the shape of somebody who came back. */
const ofNobody: NewSession = {
  kind: 'contributor',
  who: '00000000-0000-4000-8000-000000000000',
  step: 'home',
  values: { can: 'all' },
  privateKey: Buffer.alloc(32, 1),
};

/** Calls Remix with a request that holds a method and a path: no header and no address goes any further than here. */
export function makeRender(host: RoomHost): (asking: Asking) => Promise<Rendered> {
  const handler = createRequestHandler(host.build, 'production');
  return async (asking) => {
    const before = asking.cookie;
    const state = {
      cookie: before ?? { secret: newCookie(), language: asking.language },
      session: before ? host.store.open(before.secret) : null,
      begun: [] as OpenSession[],
      ending: [] as string[],
      retryAfter: undefined as number | undefined,
      isSilent: false,
    };
    if (state.session) state.begun.push(state.session);
    const context: RoomContext = {
      sql: host.sql,
      now: host.now,
      keys: host.keys,
      shred: host.shred,
      platform: host.platform,
      look: host.look,
      form: asking.form,
      language: asking.language,
      exitPath: '/leave',
      log: host.log,
      get address() {
        return host.address();
      },
      get session() {
        return state.session;
      },
      get token() {
        return formToken(host.bootKey, state.cookie.secret);
      },
      missed: before !== null && asking.form === null ? host.store.wasMissed(before.secret) : null,
      sessions: {
        begin(session: NewSession) {
          if (state.session) host.store.end(state.cookie.secret);
          const begun = host.store.begin(session);
          if (!begun) return tooMuch(60);
          state.cookie = { secret: begun.cookie, language: state.cookie.language };
          state.session = begun.open;
          state.begun.push(begun.open);
          return begun.open;
        },
        miss(why) {
          if (state.session) host.store.end(state.cookie.secret);
          state.session = null;
          // A right code begins a session. One of nobody's takes as long, and is gone before this is answered.
          const begun = host.store.begin(ofNobody);
          if (begun) {
            state.begun.push(begun.open);
            state.ending.push(begun.cookie);
          }
          state.cookie = { secret: begun?.cookie ?? newCookie(), language: state.cookie.language };
          host.store.miss(state.cookie.secret, why);
        },
        end() {
          if (!state.session) return;
          host.store.end(state.cookie.secret);
          state.session = null;
          state.cookie = { secret: newCookie(), language: state.cookie.language };
        },
        endOf(who) {
          const dropped = host.store.endOf(who);
          if (dropped > 0) host.log('sessions-dropped', dropped);
          if (state.session?.who === who) {
            state.session = null;
            state.cookie = { secret: newCookie(), language: state.cookie.language };
          }
          return dropped;
        },
      },
      limit(what, extra) {
        const wait = host.limits.take(what, asking.caller, extra);
        if (wait !== null) tooMuch(wait);
      },
      async busy(work) {
        return host.busy(work).catch((e: unknown) => {
          if (isRefusal(e) && e.kind === 'too-much') state.retryAfter = Number(e.values?.retryAfter);
          throw e;
        });
      },
      fault(error) {
        if (isAnswer(error)) return;
        state.isSilent = isSilence(error);
        host.database(!state.isSilent);
        if (!state.isSilent) host.log('answered-with-error');
      },
    };
    const tooMuch = (wait: number): never => {
      state.retryAfter = wait;
      host.log('limited');
      throw refuse('too-much', 'forms:errors.too-much', { retryAfter: wait });
    };

    try {
      // Which of two routes of one address a form is for, Remix tells by this word.
      const url = `http://room.invalid${asking.path}${asking.form ? '?index' : ''}`;
      const response = await handler(
        new Request(url, { method: asking.form ? 'POST' : 'GET' }),
        context as unknown as Parameters<typeof handler>[1],
      );
      const status = state.isSilent && response.status === 500 ? 503 : response.status;
      if (status === 200) host.database(true);
      const location = response.headers.get('location') ?? undefined;
      const body = Buffer.from(await response.arrayBuffer());
      const changed = before?.secret !== state.cookie.secret;
      return {
        status,
        body,
        isOwn: status === response.status && body.length > 0,
        ...(location === undefined ? {} : { location }),
        ...(changed ? { cookie: writeCookie(state.cookie) } : {}),
        ...(state.retryAfter === undefined ? {} : { retryAfter: state.retryAfter }),
      };
    } finally {
      for (const session of state.begun) session.close();
      for (const cookie of state.ending) host.store.end(cookie);
    }
  };
}

/** A status that a route gave, or an address that no route has: no fault. */
function isAnswer(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status < 500;
}

/** The database is gone or going: by code, for the messages hold what was asked. A file that is missing is not silence. */
function isSilence(error: unknown): boolean {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof code !== 'string' || path !== undefined) return false;
  return /^(ECONN|EPIPE$|ENOENT$|EACCES$|CONNECT_|CONNECTION_|57P0|08|53300$)/.test(code);
}
