import path from 'node:path';
import { isSettingsRefusal, readConfig } from '../../../server/config';
import { start } from '../../../server/main';
import { answerMeasured } from './measured';

/** Plenary itself, as `npm start` runs it, with limits of rates that a whole crowd on one machine does not meet. */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) throw new Error(config.sentence);
const running = await start(config, { root: path.resolve(import.meta.dirname, '../../..'), limitFactor: 1e6 });

answerMeasured({
  url: () => running.url.replace(/^http/, 'ws'),
  rooms: () => running.coediting.figures().rooms,
  stop: () => running.stop(),
});
