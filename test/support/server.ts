import { afterAll, inject } from 'vitest';
import { startServerOn, type TestServer } from './running';

export { root, type TestServer } from './running';

type Options = NonNullable<Parameters<typeof startServerOn>[1]> & { base?: string };

/** A whole server for a vitest file; `base` names another database server than the run's own. */
export async function startServer({ base, ...options }: Options = {}): Promise<TestServer> {
  return startServerOn(base ?? inject('databaseUrl'), options);
}

/** The same, stopped when the test file ends. */
export async function serverForFile(options: Options = {}): Promise<TestServer> {
  const server = await startServer(options);
  afterAll(() => server.stop());
  return server;
}
