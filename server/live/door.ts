import type { IncomingMessage } from 'node:http';
import type { Reader } from '../../app/people/person';
import { findReader } from '../../app/people/sessions.server';
import { socketComesFromHere } from '../origin';
import type { Io, LiveHost } from './io';

const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;

interface Admitted {
  reader: Reader | null;
  setCookie: string | null;
  asOf: number;
}

/**
 * Who may open a socket, and who they are: decided from the handshake's own request, in one query for those who bring
 * a cookie and none for visitors. A cookie that opens nothing is a visitor, as it is for pages.
 */
export function makeDoor(host: LiveHost, accessCount: () => number, isClosing: () => boolean) {
  const admitted = new WeakMap<IncomingMessage, Admitted>();

  /** Why this request is not let in, before anyone looks who it is. */
  function whyNot(req: IncomingMessage): string | null {
    if (isClosing()) return 'closing';
    if (host.demonstration() && !loopbackAddress.test(req.socket.remoteAddress ?? '')) return 'not here';
    return socketComesFromHere(req, host) ? null : 'from another site';
  }

  async function admit(req: IncomingMessage): Promise<void> {
    const asOf = accessCount();
    const secure = host.fixedOrigin?.startsWith('https:') ?? false;
    const { cookie } = req.headers;
    const found = cookie ? await findReader(host.sql, cookie, secure) : { reader: null, setCookie: null };
    admitted.set(req, { ...found, asOf });
  }

  function allowRequest(req: IncomingMessage, answer: (why: string | null, yes: boolean) => void): void {
    const no = whyNot(req);
    if (no) answer(no, false);
    else
      admit(req).then(
        () => answer(null, true),
        () => answer('unavailable', false),
      );
  }

  /** What the handshake found; a socket without one was never let in. */
  function whoIs(req: IncomingMessage): Admitted {
    return admitted.get(req) ?? { reader: null, setCookie: null, asOf: -1 };
  }

  function dress(io: Io): void {
    // Looking at a session may have prolonged it: without the new cookie the browser would drop it at the old date.
    io.engine.on('initial_headers', (headers: Record<string, string | string[]>, req: IncomingMessage) => {
      const { setCookie, reader } = whoIs(req);
      if (setCookie && reader) headers['set-cookie'] = setCookie;
    });
    io.engine.on('headers', (headers: Record<string, string | string[]>) => {
      headers['X-Content-Type-Options'] = 'nosniff';
    });
  }

  return { allowRequest, whoIs, dress };
}
