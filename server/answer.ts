import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isGuestPage } from '../app/events/live/guest';
import { audienceOf } from '../app/heard/audience.server';
import { fillVoices, holdsVoices } from '../app/heard/fill.server';
import type { Reader } from '../app/people/person';
import type { AppContext } from '../app/shared/context';
import { i18nFor } from '../app/shared/i18n.server';
import { isRefusal } from '../app/shared/refusal';
import type { Host } from './host';
import { languageOf } from './language';
import { comesFromHere } from './origin';
import { packed } from './packed';
import type { Filling } from './pages';
import { mostBytes, plainPage, readBody } from './remix';
import { addressOf, soundUrl } from './request';
import { safetyHeaders } from './safety-headers';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Answers with a page that is rendered now. Under a `key` it is kept for those who ask next, where it says that it may be. */
export async function answerPage(
  host: Host,
  req: IncomingMessage,
  res: ServerResponse,
  key: string | null,
): Promise<void> {
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

  const found = req.headers.cookie ? await host.whoAsks(secure, req.headers.cookie) : { reader: null, setCookie: null };
  const language = languageOf(url, req.headers, found.reader?.language);
  const i18n = i18nFor(language);
  const signedIn = found.reader !== null;
  // Beside a talk, whoever came by the link of a mail follows it as those do who are signed in.
  const runsScripts = signedIn || isGuestPage(url.pathname, req.headers.cookie);
  for (const [name, value] of Object.entries(safetyHeaders(runsScripts ? nonce : null, secure, host.development)))
    res.setHeader(name, value);
  res.setHeader('X-Request-Id', requestId);
  if (found.setCookie) res.appendHeader('Set-Cookie', found.setCookie);

  const refusePlainly = (status: number, text: string) => {
    res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end(plainPage(i18n.t('shared:apology.refused.title'), text, language));
  };
  let body: Buffer | undefined;
  if (unsafe.has(req.method!)) {
    if (isWayOut(url.pathname)) forgetOrigin(req);
    else if (!comesFromHere(req, host)) return refusePlainly(403, i18n.t('shared:errors.other-site'));
    const most = mostBytes(req.headers['content-type'], signedIn);
    const read = await readBody(req, most);
    if (read === null)
      return refusePlainly(413, i18n.t('shared:errors.too-large', { megabytes: Math.floor(most / 1024 / 1024) }));
    body = read;
  }

  let isUrgent = true;
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
    tellLater: () => {
      isUrgent = false;
    },
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
    voices: host.voices,
    wholePage: !url.pathname.endsWith('.data'),
  };
  const rendered = await host.render(req, res, url, body, context);
  // What the deed announced is committed by now: tell the others before the answer is even on its way.
  if (unsafe.has(req.method!) && isUrgent) host.bus.wake();

  const keep = kept as { tags: string[]; until: Date | null } | null;
  // Whatever a survivor said is asked for now, for this reader, and is in nothing that stays: no kept page, no copy on the way.
  const voiced = isPage(rendered.headers) && holdsVoices(rendered.body);
  const shown = voiced ? await fill(host, rendered.body, found.reader, i18n.t) : rendered.body;
  const mayKeep =
    !voiced && filling !== undefined && keep !== null && rendered.status === 200 && !signedIn && !host.development;
  // What a route says of itself stands in the place of what every page says: a file's policy is stricter.
  for (const [name, value] of rendered.headers) {
    if (name === 'set-cookie') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (voiced) {
    res.setHeader('Cache-Control', 'no-store');
    // A copy that others keep is one that cannot be taken back.
    res.setHeader('X-Robots-Tag', 'noarchive, nosnippet');
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
  const sent = packed(shown, req, res);
  res.setHeader('Content-Length', sent.length);
  res.end(sent);
}

/**
 * A mail program ends a list with a POST of its own, from no page of ours (RFC 8058). The address is signed, and says all
 * that is done; who else posts to it needs to have the mail.
 */
function isWayOut(pathname: string): boolean {
  return /^\/unsubscribe\/[\w.-]+$/.test(pathname);
}

/** The router refuses by itself what another site's page has sent. */
function forgetOrigin({ rawHeaders }: IncomingMessage): void {
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2)
    if (rawHeaders[i]!.toLowerCase() === 'origin') rawHeaders.splice(i, 2);
}

function isPage(headers: [string, string][]): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('text/html'));
}

async function fill(host: Host, page: Buffer, reader: Reader | null, t: AppContext['t']): Promise<Buffer> {
  const audience = await audienceOf(host.sql, reader);
  return Buffer.from(await fillVoices(page.toString('utf8'), { voices: host.voices, audience, t }));
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
