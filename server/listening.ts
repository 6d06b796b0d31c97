import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, refused } from './config';

/** Takes requests from now on; resolves with the port. Refuses in one sentence (a settings refusal) where it cannot. */
export function listen(server: http.Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (e: NodeJS.ErrnoException) => reject(refused(whyNot(e.code, config))));
    server.listen(config.port, config.host, () => resolve((server.address() as AddressInfo).port));
  });
}

function whyNot(code: string | undefined, { host, port }: Config): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is already in use. Stop what uses it, or set PORT to another number.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user. Set PORT to a number above 1023.`;
  return `The server cannot listen on ${host}:${port} (${code}). Check HOST and PORT.`;
}

/** Takes no more requests, and resolves when those under way have ended or ten seconds are over. `held`: what else holds sockets open. */
export async function closeAfterLast(server: http.Server, held: () => Promise<unknown>): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  await held();
  server.closeIdleConnections();
  const hard = setTimeout(() => server.closeAllConnections(), 10_000);
  await closed;
  clearTimeout(hard);
}
