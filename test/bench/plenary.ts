import path from 'node:path';
import { isSettingsRefusal, readConfig } from '../../server/config';
import { start } from '../../server/main';
import { answerAsks } from './asks';

/** Plenary itself, as `npm start` runs it, with limits that one machine's worth of posters does not meet. */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) throw new Error(config.sentence);
const running = await start(config, { root: path.resolve(import.meta.dirname, '../..'), limitFactor: 1e6 });

answerAsks({
  url: () => running.url,
  settled: () => running.settled(),
  sockets: () => running.live.figures().sockets,
});
