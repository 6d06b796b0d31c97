import http from 'node:http';
import net from 'node:net';

export interface RawAnswer {
  status: number;
  /** Names in small letters, each with its value, in the order in which they came. */
  headers: [string, string][];
  header(name: string): string | undefined;
  body: Buffer;
}

/** A request with exactly these headers, as no browser would help to write it. */
export function ask(
  base: string,
  path = '/',
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  const url = new URL(base);
  return new Promise((resolve, reject) => {
    const req = http.request({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path,
      method: options.method ?? 'GET',
      agent: false,
      headers: {
        Host: url.host,
        ...(options.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(options.body)) }),
        ...options.headers,
      },
    });
    req.on('error', reject);
    req.on('response', (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        const headers: [string, string][] = [];
        for (let i = 0; i < res.rawHeaders.length; i += 2)
          headers.push([res.rawHeaders[i]!.toLowerCase(), res.rawHeaders[i + 1]!]);
        resolve({
          status: res.statusCode!,
          headers,
          header: (name) => headers.find(([n]) => n === name)?.[1],
          body: Buffer.concat(chunks),
        });
      });
    });
    req.end(options.body);
  });
}

/** Bytes as they are, and what came back until the end. */
export function askBytes(base: string, bytes: string): Promise<string> {
  const url = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(url.port), url.hostname.replace(/^\[|\]$/g, ''), () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}
