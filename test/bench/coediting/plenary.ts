import { isSettingsRefusal, readConfig } from '../../../server/config';
import { start } from '../../../server/main';
import { answerMeasured } from './measured';

/** Plenary itself, as `npm start` runs it; where BENCH_WIDE is set with rates that no person reaches, but a bench does. */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) throw new Error(config.sentence);
const running = await start(config, {
  root: process.env.BENCH_ROOT!,
  ...(process.env.BENCH_WIDE ? { limitFactor: 1e6 } : {}),
});

answerMeasured({
  url: () => running.url.replace(/^http/, 'ws'),
  rooms: () => running.coediting.figures().rooms,
  stop: () => running.stop(),
});
