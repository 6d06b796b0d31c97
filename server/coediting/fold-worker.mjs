import { parentPort } from 'node:worker_threads';
import { folded } from './fold.mjs';

/** The thread that folds large texts, one at a time. */
parentPort?.on('message', (/** @type {Uint8Array[]} */ updates) => {
  try {
    const state = new Uint8Array(folded(updates));
    parentPort?.postMessage(state, [state.buffer]);
  } catch {
    parentPort?.postMessage(null);
  }
});
