import v8 from 'node:v8';
import vm from 'node:vm';
import { type Answers, answerAsks } from '../asks';

export interface Memory {
  rss: number;
  /** What the program itself holds: heap, and buffers outside of it. */
  held: number;
}

/** What each of the servers answers, beside what it alone knows. */
export function answerMeasured(answers: Answers): void {
  answerAsks({ memory, ...answers });
}

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** After collecting what is garbage, twice: the first round frees what holds on to buffers. */
async function memory(): Promise<Memory> {
  for (let i = 0; i < 2; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, held: heapUsed + external };
}
