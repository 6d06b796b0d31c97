import http from 'node:http';
import path from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { createServer } from 'vite';
import { seedWorld } from '../db/seed/seed';
import { isSettingsRefusal, readConfig } from './config';
import { holdFolder } from './hold';
import { start } from './main';
import { printSignIns } from './sign-ins';

/** `npm run dev`: screens are replaced as they are saved; a change of the host starts the process anew. */
const config = readConfig({ ...process.env, NODE_ENV: 'development' });
const held = isSettingsRefusal(config) ? config : holdFolder(config.dataDir);
if (isSettingsRefusal(config) || isSettingsRefusal(held)) {
  console.error(isSettingsRefusal(config) ? config.sentence : (held as { sentence: string }).sentence);
  process.exit(1);
}
const root = path.resolve(import.meta.dirname, '..');
const server = http.createServer();
const vite = await createServer({
  root,
  configFile: path.join(root, 'vite.config.ts'),
  server: { middlewareMode: true, hmr: { server, path: '/@hmr' } },
});
// Vite leaves a listener behind that exits before anything has drained.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.removeAllListeners(signal);

try {
  const running = await start(config, {
    root,
    server,
    vite: {
      middleware: vite.middlewares,
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as unknown as Promise<ServerBuild>,
    },
    beforeListening: async (sql, isNew) => {
      if (isNew) await seedWorld(sql, config.dataDir);
    },
  });
  console.log(`\nPlenary is at ${running.url}, for development\n`);
  printSignIns(config.dataDir, running.isNew);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await vite.close();
      await running.stop();
      held();
      process.exit(0);
    });
  }
} catch (e) {
  held();
  if (!isSettingsRefusal(e)) throw e;
  console.error(e.sentence);
  process.exit(1);
}
