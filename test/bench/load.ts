import net from 'node:net';
import { answerAsks } from './asks';
import { boundary, formBody } from './forms';

/*
 * Asks for pages over a few kept connections, one request at a time on each, as fast as they are answered. Written on
 * bare sockets: with node's own client the generator, not the server, would be what is measured.
 */

export interface LoadAsk {
  url: string;
  /** Paths to ask for in turn, each connection from a place of its own. */
  paths: string[];
  headers: Record<string, string>;
  connections: number;
  seconds: number;
  /** Requests after which it ends even before the time. */
  most: number;
  /** What each connection sends as its own, by its number: the cookie of a poster. */
  cookies?: string[];
  /** Makes a POST of each request; `{n}` becomes the request's number, `{once}` a key of its own. */
  form?: Record<string, string>;
}

export interface LoadAnswer {
  requests: number;
  seconds: number;
  p50: number;
  p95: number;
  /** Bytes of an answer's body, of the last one. */
  bytes: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Answers that were neither the page nor the redirect asked for. */
  failed: number;
}

function requestText(ask: LoadAsk, path: string, connection: number, n: number): string {
  const headers = { ...ask.headers };
  const cookie = ask.cookies?.[connection % ask.cookies.length];
  if (cookie) headers.Cookie = cookie;
  const lines = Object.entries(headers)
    .map(([k, v]) => `${k}: ${v}\r\n`)
    .join('');
  const host = new URL(ask.url).host;
  if (!ask.form) return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${lines}\r\n`;
  const body = formBody(ask.form, n);
  return `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${ask.url}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${lines}\r\n${body}`;
}

let sent = 0;

/** One connection until the time or the number is over; calls `took` with each answer's milliseconds. */
function connection(
  ask: LoadAsk,
  number: number,
  until: number,
  took: (ms: number, status: string, bytes: number) => void,
): Promise<void> {
  const { hostname, port } = new URL(ask.url);
  const texts = ask.form ? null : ask.paths.map((p) => Buffer.from(requestText(ask, p, number, 0)));
  let at = Math.floor((number * ask.paths.length) / ask.connections);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    let began = 0;
    let status = '';
    /** Bytes of the body still to come; -1 while the head is read, -2 for a chunked body. */
    let rest = -1;
    let bytes = 0;
    let head: Buffer = Buffer.alloc(0);
    let tail = '';

    const next = () => {
      if (performance.now() >= until || sent >= ask.most) {
        socket.end();
        resolve();
        return;
      }
      sent++;
      rest = -1;
      bytes = 0;
      head = Buffer.alloc(0);
      tail = '';
      const i = at++ % ask.paths.length;
      began = performance.now();
      socket.write(texts ? texts[i]! : requestText(ask, ask.paths[i]!, number, sent));
    };
    const done = () => {
      took(performance.now() - began, status, bytes);
      next();
    };
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk: Buffer) => {
      let body = chunk;
      if (rest === -1) {
        head = head.length ? Buffer.concat([head, chunk]) : chunk;
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const text = head.toString('latin1', 0, end);
        status = text.slice(9, 12);
        const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
        rest = length !== undefined ? Number(length) : /\r\ntransfer-encoding: chunked/i.test(text) ? -2 : 0;
        body = head.subarray(end + 4);
      }
      bytes += body.length;
      if (rest === -2) {
        // One request at a time: what ends with the last chunk's mark is the end.
        tail = (tail + body.toString('latin1', Math.max(0, body.length - 7))).slice(-7);
        if (tail === '\r\n0\r\n\r\n') done();
      } else if (bytes >= rest) done();
    });
  });
}

async function load(ask: LoadAsk): Promise<LoadAnswer> {
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let lastBytes = 0;
  sent = 0;
  const began = performance.now();
  const until = began + ask.seconds * 1000;
  await Promise.all(
    Array.from({ length: ask.connections }, (_, i) =>
      connection(ask, i, until, (ms, status, bytes) => {
        times.push(ms);
        statuses[status] = (statuses[status] ?? 0) + 1;
        lastBytes = bytes;
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  const failed = Object.entries(statuses).reduce((sum, [s, n]) => sum + (/^[23]/.test(s) ? 0 : n), 0);
  return { requests: times.length, seconds, p50: at(0.5), p95: at(0.95), bytes: lastBytes, statuses, failed };
}

answerAsks({ load });
