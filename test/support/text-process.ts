import { isSettingsRefusal, readConfig } from '../../server/config';
import { start } from '../../server/main';
import { looseRules } from './coediting';
import { root } from './running';

/**
 * A server in a process of its own, to be killed, asked for its memory or stopped. Every text is open to everyone who has
 * a session.
 */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) throw new Error(config.sentence);
const running = await start(config, {
  root,
  limitFactor: 1e6,
  texts: { ...looseRules().rules, quietMs: Number(process.env.QUIET_MS ?? 300) },
});
process.on('message', (message) => {
  if (message === 'memory') {
    globalThis.gc?.();
    process.send!({ memory: process.memoryUsage() });
  }
});
process.on('SIGTERM', () => {
  void running.stop().then(() => process.exit(0));
});
process.send!({ url: running.url });
