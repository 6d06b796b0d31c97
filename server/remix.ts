import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { AppContext, ProcessContext } from '../app/shared/context';
import { directionOf } from '../app/shared/languages';
import { nearbyRoutes } from './nearby-routes';

const mostText = 2 * 1024 * 1024;
const mostFiles = 55 * 1024 * 1024;

/** What a request may bring: files only from people who are signed in, five of ten megabytes at most. */
export function mostBytes(contentType: string | undefined, signedIn: boolean): number {
  return signedIn && contentType?.startsWith('multipart/form-data') ? mostFiles : mostText;
}

/**
 * Reads a body whole, or null where it is longer than may be sent. A body of known size costs one buffer; streams were
 * slower, and a form has to be whole before anything can be said of it.
 */
export function readBody(req: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers['content-length'] ?? 0) > most) {
      // Read on without keeping, for a while: a browser shows the answer only when it has sent what it began.
      let rest = 4 * mostFiles;
      req.on('data', (chunk: Buffer) => {
        rest -= chunk.length;
        if (rest < 0) req.destroy();
      });
      req.on('end', () => resolve(null));
      req.on('error', () => resolve(null));
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) chunks.push(chunk);
    });
    req.on('end', () => resolve(bytes <= most ? Buffer.concat(chunks) : null));
    req.on('error', reject);
  });
}

export interface Rendered {
  status: number;
  headers: [string, string][];
  body: Buffer;
}

export type RenderRequest = (
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  body: Buffer | undefined,
  context: AppContext,
) => Promise<Rendered>;

/** Calls Remix with a web Request made from Node's, and answers with the whole body. */
export function makeRenderer(
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: string,
  forAll: ProcessContext,
): RenderRequest {
  const handlerFor = makeHandlers(build, mode);
  return async (req, res, url, body, context) => {
    const gone = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) gone.abort();
    });
    const headers = new Headers();
    for (let i = 0; i < req.rawHeaders.length; i += 2) {
      const name = req.rawHeaders[i]!;
      if (!name.startsWith(':')) headers.append(name, req.rawHeaders[i + 1]!);
    }
    const request = new Request(url, {
      method: req.method!,
      headers,
      signal: gone.signal,
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
    let given: Buffer | undefined;
    const give = (page: Buffer) => {
      given = page;
    };
    const response = await handlerFor(url.pathname)(request, { ...context, ...forAll, give });
    const list: [string, string][] = [];
    response.headers.forEach((value, name) => {
      if (name !== 'set-cookie') list.push([name, value]);
    });
    for (const cookie of response.headers.getSetCookie()) list.push(['set-cookie', cookie]);
    const sent = given ?? Buffer.from(response.body ? await response.arrayBuffer() : new ArrayBuffer(0));
    // Remix waits five seconds for data that might still come, and holds all of the page meanwhile, unless told not to.
    // Of an answer without a body nothing comes, and telling everybody who listens costs a twentieth of a vote.
    if (response.body) gone.abort(answered);
    return { status: response.status, headers: list, body: sent };
  };
}

const answered = 'answered';

type Handler = ReturnType<typeof createRequestHandler>;

function makeHandlers(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): (pathname: string) => Handler {
  if (typeof build === 'function') {
    const handler = createRequestHandler(build, mode);
    return () => handler;
  }
  const handlers = new Map<ServerBuild, Handler>();
  const nearby = nearbyRoutes(build);
  return (pathname) => {
    const some = nearby(pathname);
    let handler = handlers.get(some);
    if (!handler) {
      handler = createRequestHandler(some, mode);
      handlers.set(some, handler);
    }
    return handler;
  };
}

/** An answer that needs no React, for what is refused before a page is made. */
export function plainPage(title: string, text: string, language: string, home = 'Plenary'): string {
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${text}</p><p><a href="/">${home}</a></p></html>`;
}
