/** Longest wait before asking, so that a thousand visitors who hear the same thing do not ask in the same instant. */
const jitterMs = 400;
const retryMs = 2000;

/** A while after something failed, for each browser another. */
export const later = () => retryMs * (0.5 + Math.random());

/**
 * Does one thing at a time: an older answer must not come over a newer one. `work` is called as long as something is `wanted`,
 * and says how long to wait before what is left; where it fails, it is tried again. What is answered asks for it, within so many
 * milliseconds.
 */
export function inTurn(wanted: () => boolean, work: () => Promise<number | undefined>): (within?: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;

  function start(wait: number): void {
    if (timer === undefined && !working) timer = setTimeout(run, wait);
  }

  async function run(): Promise<void> {
    timer = undefined;
    working = true;
    let wait: number | undefined;
    try {
      wait = await work();
    } catch {
      wait = later();
    }
    working = false;
    if (wanted()) start(wait ?? Math.random() * jitterMs);
  }

  return (within = jitterMs) => start(Math.random() * within);
}
