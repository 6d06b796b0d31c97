import { parentPort } from 'node:worker_threads';
import { type Conversion, convert } from '../../app/documents/exchange/conversion';

/** A thread that reads or writes one document, as converter.ts hands it over, and ends. */
const port = parentPort!;

port.once('message', async (conversion: Conversion) => {
  port.postMessage(await convert(conversion));
  port.close();
});
