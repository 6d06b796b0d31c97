import { readKept, type Unsent } from './unsent';

/** What nobody came back for is not left lying on a device for longer. */
const keptDays = 30;
const prefix = 'answers:';

/**
 * What was typed and has not reached the server, in this browser's own storage, by the set of answers: another person at the
 * same browser has another one. It goes as soon as the server has it.
 */
export function keptOnDevice(of: string): Unsent {
  try {
    forgetOld();
    return readKept(localStorage.getItem(prefix + of));
  } catch {
    return {};
  }
}

/** False where this browser keeps nothing: then the page has to stay open. */
export function keepOnDevice(of: string, unsent: Unsent): boolean {
  try {
    if (Object.keys(unsent).length === 0) localStorage.removeItem(prefix + of);
    else localStorage.setItem(prefix + of, JSON.stringify({ at: Date.now(), unsent }));
    return true;
  } catch {
    return false;
  }
}

/** Answers that were sent are nowhere but where they were sent to. */
export function forgetOnDevice(of: string): void {
  keepOnDevice(of, {});
}

function forgetOld(): void {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(prefix)) continue;
    const at = /"at":(\d+)/.exec(localStorage.getItem(name) ?? '')?.[1];
    if (Number(at ?? 0) < Date.now() - keptDays * 24 * 3600 * 1000) localStorage.removeItem(name);
  }
}
