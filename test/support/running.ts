import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Log } from '../../app/shared/context';
import { type Config, isSettingsRefusal, readConfig } from '../../server/config';
import { type Extras, type Running, start } from '../../server/main';
import { cloneDatabase } from './clone';

export const root = path.resolve(import.meta.dirname, '../..');

export interface TestServer extends Running {
  databaseUrl: string;
  dataDir: string;
  /** Everything that was logged, as text: for what must not be in it. */
  logged: string[];
  /** Texts of the statements sent since the last call. */
  statements(): string[];
  /** Those of pages: without what the bus, the queue, presence and the opening of a connection do at any moment. */
  pageStatements(): string[];
}

/** A whole server on port 0, with the real build, a database of its own and a data folder of its own. */
export async function startServerOn(
  base: string,
  options: { env?: Record<string, string>; extras?: Partial<Extras> } = {},
): Promise<TestServer> {
  const clone = await cloneDatabase(base);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-data-'));
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: clone.url,
    ...options.env,
  });
  if (isSettingsRefusal(config)) throw new Error(config.sentence);
  const logged: string[] = [];
  const write = (values: Record<string, unknown>, message: string) =>
    void logged.push(JSON.stringify({ ...values, message }));
  const log: Log = { info: write, warn: write, error: write };
  let statements: string[] = [];
  const running = await start(config as Config, {
    root,
    log,
    limitFactor: 1000,
    // Wake-ups and presence go out beside whatever is measured.
    onQuery: (text) => {
      if (!text.includes('pg_notify')) statements.push(text);
    },
    ...options.extras,
  });
  const takeStatements = () => {
    const seen = statements;
    statements = [];
    return seen;
  };
  return {
    ...running,
    databaseUrl: clone.url,
    dataDir,
    logged,
    statements: takeStatements,
    // Nor what the server does by its clocks: a sweep that falls into a page's time is no statement of the page.
    pageStatements: () =>
      takeStatements().filter(
        (text) =>
          /^\s*(select|with|insert|update|delete)/i.test(text) &&
          !/announcement|\bdue\b|pg_catalog|select t\.room from joint_text/.test(text),
      ),
    async stop() {
      await running.stop();
      await clone.drop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
