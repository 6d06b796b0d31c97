import { parentPort } from 'node:worker_threads';
import { cleanFile } from '../../app/attachments/clean/clean-file';
import { isRefusal } from '../../app/shared/refusal';

/** The thread that takes files apart: one file at a time, as cleaner.ts hands them to it. */
const port = parentPort!;

port.on('message', async ({ bytes, name }: { bytes: Uint8Array; name: string }) => {
  const cleaned = await cleanFile(bytes, name);
  if (isRefusal(cleaned)) return port.postMessage(cleaned);
  // A copy of its own: what was cleaned may be a piece of something larger, which cannot be given away.
  const own = new Uint8Array(cleaned.bytes);
  port.postMessage({ ...cleaned, bytes: own }, [own.buffer]);
});

port.postMessage('ready');
