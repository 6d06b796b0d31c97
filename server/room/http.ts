import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type RoomForm, readRoomForm } from '../../app/room/form';
import { isLanguage } from '../../app/shared/languages';
import { formToken, isSame } from '../../app/voices/crypto/tokens';
import { goldenHeaders, padded } from './headers';
import type { HostName, RoomHost } from './host';
import { callerOf } from './limits';
import { type Asking, makeRender } from './render';
import { addressOf, isPath, languageAsked, noCookie, readBody, readCookie, whyNotRead, writeCookie } from './request';
import { inTurn } from './turns';

interface Answer {
  status: number;
  body?: Buffer;
  type?: string;
  location?: string;
  cookie?: string;
  retryAfter?: number;
  /** The rest of what was sent is not read. */
  close?: boolean;
}

const html = 'text/html; charset=utf-8';
/** Pages that a route may give with words of its own; of any other status the process has the page. */
const ownPages = new Set([200, 409, 422, 429, 503]);
/** Seconds after which a page that says "not now" is worth asking for again. */
const comeBack = new Map([
  [429, 60],
  [503, 20],
]);
const mostHeaders = 60;

/**
 * Everything that answers HTTP in the room, in this order: the name it was asked by, bounds, what stands beside the
 * pages, the way out, session and token, pages. Headers are laid on at the end, over whatever came before.
 */
export function makeRoomHttp(host: RoomHost): RequestListener {
  const render = makeRender(host);
  const turns = inTurn();

  async function answer(req: IncomingMessage, name: HostName): Promise<Answer> {
    const raw = req.url ?? '';
    const isPost = req.method === 'POST';
    if (req.rawHeaders.length > 2 * mostHeaders) return plain(431, { close: true });
    if (!isPost && req.method !== 'GET' && req.method !== 'HEAD') return plain(405, { close: true });
    const beside = host.statics.get(raw);
    if (beside) return isPost ? plain(405, { close: true }) : { status: 200, body: beside.bytes, type: beside.type };
    if (!isPath(raw)) return plain(404, { close: isPost });
    const cookie = readCookie(req.headers.cookie);
    if (raw === '/leave') {
      if (isPost) return plain(405, { close: true });
      if (cookie) host.store.end(cookie.secret);
      return { status: 303, location: host.exitUrl ?? '/away', cookie: noCookie };
    }
    if (raw === '/away' && host.exitUrl === undefined && !isPost) return { status: 200, body: host.plain.away };

    const asking: Asking = {
      path: raw,
      form: null,
      cookie,
      language: cookie?.language ?? languageAsked(req.headers['accept-language']),
      // All who come by the onion come from one place: the queue before the codes is what bounds them.
      caller: name.kind === 'onion' ? null : callerOf(host.bootKey, addressOf(req, host.trustProxy)),
    };
    if (isPost) {
      if (!comesFromHere(req, name)) return refusedAs('refused-origin', 403);
      const status = whyNotRead(req);
      if (status) return refusedAs('refused-request', status);
      const body = await readBody(req);
      if (!body) return refusedAs('refused-request', 413);
      asking.form = readRoomForm(body);
      body.fill(0);
      if (!asking.form) return refusedAs('refused-request', 422);
      if (!cookie || !isSame(asking.form.text('token'), formToken(host.bootKey, cookie.secret)))
        return refusedAs('refused-origin', 403);
      const language = asking.form.text('set-language');
      if (isLanguage(language)) {
        const { form } = asking;
        await turns(cookie.secret, async () => keepTyped(host, cookie.secret, form));
        return { status: 303, location: raw, cookie: writeCookie({ secret: cookie.secret, language }) };
      }
    }
    // One after the other for one cookie: two presses of one button are one press and one that comes too late.
    const rendered = await turns(cookie?.secret ?? null, () => render(asking));
    // Not a page in answer to a form: on the way back, the browser would offer to send it again.
    if (!rendered) return { ...(isPost ? { status: 303, location: raw } : plain(429)), retryAfter: 5 };
    const { status, body, location, cookie: set } = rendered;
    const retryAfter = rendered.retryAfter ?? (rendered.isOwn ? comeBack.get(status) : undefined);
    const also = { ...(set ? { cookie: set } : {}), ...(retryAfter ? { retryAfter } : {}) };
    if (status >= 300 && status < 400)
      return location && isPath(location) ? { status: 303, location, ...also } : plain(500);
    if (ownPages.has(status) && rendered.isOwn) return { status, body: padded(body), ...also };
    return { ...plain(status), ...(retryAfter ? { retryAfter } : status === 503 ? { retryAfter: 30 } : {}) };
  }

  const plain = (status: number, also: Partial<Answer> = {}): Answer => ({
    status,
    body: host.plain.of(status),
    ...also,
  });
  const refusedAs = (event: 'refused-origin' | 'refused-request', status: number): Answer => {
    host.log(event);
    return plain(status, { close: true });
  };

  return (req, res) => {
    res.sendDate = false;
    const name = host.names().get((req.headers.host ?? '').toLowerCase());
    if (!name) {
      // Not there: no header of this house, no cookie, and nothing is read.
      host.log('refused-host');
      return send(host, req, res, { kind: 'local' }, plain(404, { close: true }));
    }
    answer(req, name).then(
      (said) => send(host, req, res, name, said),
      (error: unknown) => {
        if (req.destroyed && !req.complete) return void res.destroy();
        void error;
        host.log('answered-with-error');
        send(host, req, res, name, plain(500));
      },
    );
  };
}

function send(
  host: RoomHost,
  req: IncomingMessage,
  res: ServerResponse,
  name: Pick<HostName, 'kind'>,
  { status, body = Buffer.alloc(0), type = html, location, cookie, retryAfter, close }: Answer,
): void {
  if (res.destroyed || res.headersSent) return;
  res.writeHead(status, {
    ...goldenHeaders({
      integrity: host.look.exit.integrity,
      sheetIntegrity: host.look.sheetIntegrity,
      strictTransport: name.kind === 'public',
      onionUrl: name.kind === 'public' ? host.onionUrl : undefined,
    }),
    'Content-Length': body.length,
    ...(body.length > 0 ? { 'Content-Type': type } : {}),
    ...(location ? { Location: location } : {}),
    ...(cookie ? { 'Set-Cookie': cookie } : {}),
    ...(retryAfter ? { 'Retry-After': retryAfter } : {}),
    ...(status === 405 ? { Allow: 'GET, HEAD, POST' } : {}),
    ...(close ? { Connection: 'close' } : {}),
  });
  res.end(req.method === 'HEAD' ? undefined : body);
  // A browser shows the answer only when what it sends is taken off its hands; for a while it is, and thrown away.
  if (close) drain(req);
}

/** Somebody chose another language while writing: what stood in the form waits, sealed, for the one page that follows. */
function keepTyped(host: RoomHost, cookie: string, form: RoomForm): void {
  const deed = form.text('deed');
  const session = deed === 'language' ? null : host.store.open(cookie);
  if (!session) return;
  if (session.kind !== 'staff' && session.step === form.text('step'))
    session.put({ kept: { typed: form.typed(), deed } });
  session.close();
}

const mostDrained = 4 * 1024 * 1024;

function drain(req: IncomingMessage): void {
  let rest = mostDrained;
  req.on('data', (chunk: Buffer) => {
    rest -= chunk.length;
    if (rest < 0) req.destroy();
  });
  req.on('error', () => {});
  req.resume();
}

/** A form comes from a page of this very name. Browsers say so of every form; what says nothing is none. */
function comesFromHere(req: IncomingMessage, name: HostName): boolean {
  const site = req.headers['sec-fetch-site'];
  return req.headers.origin === name.origin && (site === undefined || site === 'same-origin');
}

/** What is answered before there is a request: headers too long, or no HTTP at all. Written by hand, with all headers. */
export function answerBroken(host: RoomHost, code: string | undefined): Buffer {
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const said = status === 431 ? 'Request Header Fields Too Large' : 'Bad Request';
  const headers = {
    ...goldenHeaders({
      integrity: host.look.exit.integrity,
      sheetIntegrity: host.look.sheetIntegrity,
      strictTransport: false,
      onionUrl: undefined,
    }),
    'Content-Length': host.plain.of(status).length,
    'Content-Type': html,
    Connection: 'close',
  };
  const head = `HTTP/1.1 ${status} ${said}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), host.plain.of(status)]);
}
