import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { type Answer, asked, most, type Question, questions } from '../../app/voices/door/protocol';

export interface Door {
  close(): Promise<void>;
}

/**
 * Opens the room's one door: a unix socket that only this user can reach (0600, in a folder of 0700), on which the platform's
 * process asks. Nothing is logged, and an answer to what went wrong is a status without words. Rejects where something else
 * already answers on the path.
 */
export async function openDoor({ path: socket, answer }: { path: string; answer: Answer }): Promise<Door> {
  const folder = path.dirname(socket);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chmodSync(folder, 0o700);
  await clear(socket);
  const server = http.createServer(
    { maxHeaderSize: 4096, keepAliveTimeout: 60_000, requestTimeout: 10_000 },
    (req, res) => {
      const end = (status: number, body = '') => {
        if (res.destroyed) return;
        const close = status === 200 ? {} : { connection: 'close' };
        res.writeHead(status, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...close,
        });
        res.end(body);
      };
      reply(req, answer).then(
        ({ status, body }) => end(status, body),
        () => end(500),
      );
    },
  );
  server.on('clientError', (_, connection) => connection.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  fs.chmodSync(socket, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function reply(req: http.IncomingMessage, answer: Answer): Promise<{ status: number; body?: string }> {
  const question = questions.find((q) => req.url === `/${q}`);
  if (!question) return { status: 404 };
  if (req.method !== 'POST') return { status: 405 };
  const bytes = await readAll(req);
  if (!bytes) return { status: 413 };
  let typed: unknown;
  try {
    typed = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { status: 400 };
  }
  const input = asked[question].safeParse(typed);
  if (!input.success) return { status: 400 };
  const said = await (answer as (q: Question, input: unknown) => Promise<unknown>)(question, input.data);
  return { status: 200, body: JSON.stringify(said) };
}

function readAll(req: http.IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most.question) {
        resolve(null);
        chunks.length = 0;
      } else chunks.push(chunk);
    });
    req.on('end', () => resolve(Buffer.concat(chunks)));
    req.on('error', reject);
  });
}

/** Removes the socket that a process left when it was killed; of one that is alive, nothing. */
async function clear(socket: string): Promise<void> {
  const alive = await new Promise<boolean>((resolve) => {
    const probe = net.connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (alive) throw new Error('The door of the room is already open in another process.');
  fs.rmSync(socket, { force: true });
}
