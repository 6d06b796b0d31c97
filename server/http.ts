import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express from 'express';
import helmet from 'helmet';
import { carriesSession, findReader } from '../app/people/sessions.server';
import type { AppContext, Log } from '../app/shared/context';
import { i18nFor } from '../app/shared/i18n.server';
import { isRefusal } from '../app/shared/refusal';
import type { Sql } from '../db/connect';
import { openAssets } from './assets';
import type { Bus } from './bus';
import { languageOf } from './language';
import type { makeLimits } from './limits';
import type { Markup } from './markup';
import { type Address, comesFromHere, originOf } from './origin';
import { packed } from './packed';
import type { Filling, Pages } from './pages';
import { mostBytes, plainPage, type RenderRequest, readBody } from './remix';

export interface Host extends Address {
  sql: Sql;
  bus: Bus;
  pages: Pages;
  markup: Markup;
  log: Log;
  limit: ReturnType<typeof makeLimits>;
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
  vite?: express.RequestHandler;
}

const keepable = new Set(['page', 'sector', 'lang', 'state', 'posts', 'region', 'language']);
const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Everything that answers HTTP. Kept pages come first, because they are nine tenths of what visitors ask; then scripts
 * and styles, and pages that have to be rendered. Express has what else a server needs: it costs a tenth of a page.
 */
export function makeHttp(host: Host): RequestListener {
  const assets = host.vite ? null : openAssets(host.clientFolder);
  const others = makeOthers(host);

  return (req, res) => {
    if (host.demonstration() && !loopbackAddress.test(req.socket.remoteAddress ?? '')) {
      res.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' });
      res.end('This installation holds demonstration accounts and answers this machine alone.');
      return;
    }
    const words = wordsOf(req);
    const before = words === null ? undefined : keysByWords.get(words);
    if (before !== undefined && host.pages.serve(before, req, res)) return;

    const url = soundUrl(req, host);
    if (!url || !known.has(req.method!)) {
      res.writeHead(url ? 405 : 400, {
        'Content-Type': 'text/plain; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
      });
      res.end(url ? 'This method is not used here.' : 'This address is not well formed.');
      return;
    }
    const key = words === null ? null : keepKey(url, languageOf(url, req.headers, undefined));
    if (key !== null) {
      remember(words!, key);
      if (host.pages.serve(key, req, res)) return;
    }
    const began = performance.now();
    const render = () => {
      res.on('finish', () => {
        host.log.info(
          { method: req.method, path: url.pathname, status: res.statusCode, ms: Math.round(performance.now() - began) },
          'answered',
        );
      });
      if (assets?.(url.pathname, req, res)) return;
      if (host.vite || forOthers.has(url.pathname)) others(req as express.Request, res as express.Response);
      // A HEAD renders no body: kept, it would be an empty page for everyone after.
      else void answerPage(host, req, res, req.method === 'GET' ? key : null);
    };
    const first = key !== null && host.pages.waitFor(key);
    if (!first) return render();
    void first.then(() => {
      if (!res.destroyed && !host.pages.serve(key, req, res)) render();
    });
  };
}

const forOthers = new Set(['/healthz', '/readyz']);

/** What asks whether the process is well, and in development whatever Vite serves. */
function makeOthers(host: Host): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.get('/healthz', (_req, res) => void res.type('text').send('alive'));
  app.get('/readyz', async (_req, res) => {
    const ready = !host.isDraining() && (await host.isReady().catch(() => false));
    res
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'not ready');
  });
  if (host.vite) app.use(host.vite);
  app.use((req, res) => void answerPage(host, req, res, null));
  return app;
}

async function answerPage(host: Host, req: IncomingMessage, res: ServerResponse, key: string | null): Promise<void> {
  const filling = key === null ? undefined : host.pages.begin(key);
  const id = randomBytes(8).toString('hex');
  try {
    await answer(host, req, res, id, filling);
  } catch (error) {
    host.log.error({ id, error: (error as Error).name }, 'a request failed outside of a page');
    if (res.headersSent) return void res.destroy();
    const page = plainPage('Something broke on our side', 'The fault has been written down. Please try again.', 'en');
    res.writeHead(500, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end(page);
  } finally {
    if (filling) host.pages.end(filling);
  }
}

/**
 * Keys of kept pages by the words in which they were asked for: to read an address, its query and the languages of a
 * browser anew for each visitor cost more than to send the page.
 */
const keysByWords = new Map<string, string>();
const mostWords = 10_000;

/** Everything that the key comes from; null where the answer must not come from memory: by method or session. */
function wordsOf(req: IncomingMessage): string | null {
  if (req.method !== 'GET' && req.method !== 'HEAD') return null;
  const { cookie } = req.headers;
  if (carriesSession(cookie)) return null;
  return `${req.url}\n${req.headers['accept-language'] ?? ''}\n${cookie ?? ''}`;
}

function remember(words: string, key: string): void {
  if (words.length > 1000) return;
  if (keysByWords.size >= mostWords) keysByWords.clear();
  keysByWords.set(words, key);
}

/** Pages that may come from memory: with nothing in the address that we do not know. */
function keepKey(url: URL, language: string): string | null {
  for (const name of url.searchParams.keys()) if (!keepable.has(name)) return null;
  if (url.search.length > 300) return null;
  url.searchParams.sort();
  return `${language} ${url.pathname}?${url.searchParams}`;
}

/** Bad encodings would be logged with their path further in; NUL would reach the database. */
function soundUrl(req: IncomingMessage, host: Host): URL | null {
  try {
    const raw = req.url ?? '/';
    if (!raw.startsWith('/') || raw.length > 4000) return null;
    decodeURIComponent(raw.split('?')[0]!);
    const query = raw.split('?')[1];
    if (query) decodeURIComponent(query.replace(/\+/g, ' '));
    if (/%00/.test(raw)) return null;
    return new URL(originOf(req, host) + raw.replace(/^\/{2,}/, '/'));
  } catch {
    return null;
  }
}

async function answer(
  host: Host,
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  filling: Filling | undefined,
): Promise<void> {
  const url = soundUrl(req, host)!;
  const secure = url.protocol === 'https:';
  const nonce = randomBytes(16).toString('base64');

  const found = req.headers.cookie
    ? await findReader(host.sql, req.headers.cookie, secure)
    : { reader: null, setCookie: null };
  const language = languageOf(url, req.headers, found.reader?.language);
  const i18n = i18nFor(language);
  const signedIn = found.reader !== null;
  for (const [name, value] of Object.entries(safetyHeaders(signedIn ? nonce : null, secure, host.development)))
    res.setHeader(name, value);
  res.setHeader('X-Request-Id', requestId);
  if (found.setCookie) res.appendHeader('Set-Cookie', found.setCookie);

  const refusePlainly = (status: number, text: string) => {
    res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end(plainPage(i18n.t('shared:apology.refused.title'), text, language));
  };
  let body: Buffer | undefined;
  if (unsafe.has(req.method!)) {
    if (!comesFromHere(req, host)) return refusePlainly(403, i18n.t('shared:errors.other-site'));
    const most = mostBytes(req.headers['content-type'], signedIn);
    const read = await readBody(req, most);
    if (read === null)
      return refusePlainly(413, i18n.t('shared:errors.too-large', { megabytes: Math.floor(most / 1024 / 1024) }));
    body = read;
  }

  let kept: { tags: string[]; until: Date | null } | null = null;
  // Remix leaves the headers of a refused form out of the page that it makes of it.
  let retryAfter: string | number | undefined;
  const context: AppContext = {
    sql: host.sql,
    now: host.now,
    reader: found.reader,
    language,
    i18n,
    t: i18n.t,
    nonce,
    requestId,
    publicUrl: host.publicUrl(),
    development: host.development,
    log: host.log,
    limit: (name, key) =>
      host.limit(name, key).catch((refusal) => {
        retryAfter = isRefusal(refusal) ? refusal.values?.retryAfter : undefined;
        throw refusal;
      }),
    keep: ({ tags, until }) => {
      kept = { tags: [...(kept?.tags ?? []), ...tags], until: earlier(kept?.until ?? null, until ?? null) };
    },
    outbox: host.outbox,
    secureCookies: secure,
    from: addressOf(req, host),
    island: host.island,
    give: () => {},
    markup: host.development ? null : host.markup.forPage(),
    texts: host.texts,
    wholePage: !url.pathname.endsWith('.data'),
  };
  const rendered = await host.render(req, res, url, body, context);
  // What the deed announced is committed by now: tell the others before the answer is even on its way.
  if (unsafe.has(req.method!)) host.bus.wake();

  const keep = kept as { tags: string[]; until: Date | null } | null;
  const mayKeep = filling !== undefined && keep !== null && rendered.status === 200 && !signedIn && !host.development;
  // What a route says of itself stands in the place of what every page says: a file's policy is stricter.
  for (const [name, value] of rendered.headers) {
    if (name === 'set-cookie') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (retryAfter && rendered.status === 429) res.setHeader('Retry-After', String(retryAfter));
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', mayKeep ? 'no-cache' : 'private, no-store');
  if (!res.hasHeader('Vary')) res.setHeader('Vary', 'Accept-Encoding, Accept-Language, Cookie');
  if (mayKeep) {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(res.getHeaders())) {
      if (name !== 'set-cookie' && name !== 'x-request-id') headers[name] = String(value);
    }
    await host.pages.fill(filling, { body: rendered.body, headers, tags: keep.tags, until: keep.until });
    if (host.pages.serve(filling.key, req, res, () => clear(res))) return;
  }
  res.statusCode = rendered.status;
  if (req.method === 'HEAD') return void res.end();
  const sent = packed(rendered.body, req, res);
  res.setHeader('Content-Length', sent.length);
  res.end(sent);
}

/**
 * The kept page brings its own headers; those already set on the answer would be sent twice. Only once there is such a
 * page: a rendering that was overtaken, or may not be kept, is sent with what was set, and would go out bare.
 */
function clear(res: ServerResponse): void {
  for (const name of res.getHeaderNames()) if (name !== 'set-cookie' && name !== 'x-request-id') res.removeHeader(name);
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}

function addressOf(req: IncomingMessage, host: Host): string {
  const forwarded = host.trustProxy
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .pop()
        ?.trim()
    : '';
  return forwarded || (req.socket.remoteAddress ?? 'unknown');
}

/**
 * Visitors' pages hold no inline script and need no nonce, so the same bytes can be sent again; pages of people who
 * are signed in carry Remix's own scripts under a nonce used once.
 */
function safetyHeaders(nonce: string | null, secure: boolean, development: boolean): Record<string, string> {
  const key = `${nonce !== null} ${secure} ${development}`;
  let headers = headersByKind.get(key);
  if (!headers) {
    headers = writeSafetyHeaders(nonce !== null, secure, development);
    headersByKind.set(key, headers);
  }
  if (nonce === null) return headers;
  const name = 'Content-Security-Policy';
  return { ...headers, [name]: headers[name]!.replace(nonceHere, nonce) };
}

const nonceHere = 'NONCE';
const headersByKind = new Map<string, Record<string, string>>();

/** What helmet would set on each answer, asked of it once for each kind: on every request it cost more than the cookie. */
function writeSafetyHeaders(withNonce: boolean, secure: boolean, development: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  const collect = {
    setHeader(name: string, value: string) {
      headers[name] = value;
    },
    removeHeader() {},
  };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: withNonce ? ["'self'", `'nonce-${nonceHere}'`] : ["'self'"],
        // Vite's development server writes styles into the page; production has one stylesheet and no inline style.
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })({} as IncomingMessage, collect as unknown as ServerResponse, () => {});
  headers['Permissions-Policy'] = 'camera=(), microphone=(), geolocation=(), browsing-topics=()';
  return headers;
}
