/** How long things are waited for, and who is to be sent away at the end. */

let patienceMs = 15_000;

/** How long things are waited for from here on, where a whole crowd has to come. */
export function waitAtMost(ms: number): void {
  patienceMs = ms;
}

/** For expect.poll: its own second is nothing on a busy machine. */
export const patiently = { timeout: 15_000, interval: 20 };

/** Resolves when it is so; looks again whenever `on` says that something happened. */
export function until(isSo: () => boolean, on: (look: () => void) => () => void, what: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isSo()) return;
      off();
      clearTimeout(late);
      resolve();
    };
    const off = on(look);
    const late = setTimeout(() => {
      off();
      reject(new Error(`waited for ${what()}`));
    }, patienceMs);
    look();
  });
}

export const opened = new Set<{ leave(): void }>();

/** Everyone who is still there goes. */
export function everyoneLeaves(): void {
  for (const one of [...opened]) one.leave();
}
