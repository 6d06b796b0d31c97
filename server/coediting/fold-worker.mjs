import { parentPort } from 'node:worker_threads';
import { folded } from './fold.mjs';
import { moved } from './moved.mjs';

/** The thread that folds large texts, and finds what was moved in them, one at a time. */
parentPort?.on('message', (/** @type {{ what: 'fold' | 'moved', updates: Uint8Array[] }} */ { what, updates }) => {
  try {
    if (what === 'moved') return parentPort?.postMessage(moved(updates));
    const state = new Uint8Array(folded(updates));
    parentPort?.postMessage(state, [state.buffer]);
  } catch {
    parentPort?.postMessage(null);
  }
});
