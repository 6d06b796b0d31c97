import { io } from 'socket.io-client';
import { openConsultation } from '../consultations/live-client';
import { liveOptions } from '../discussions/live-client';
import { mayBeOld } from '../discussions/live-events';
import { refilling } from '../heard/keeping-true';
import { fetchPage, replace } from './pieces';

/** Longest wait before asking, so that a thousand visitors who hear the same thing do not ask in the same instant. */
const jitterMs = 400;
const retryMs = 2000;

/**
 * Keeps a visitor's page of a consultation true: the parts of it that change are fetched as the server renders them, which it
 * does once for all visitors. One thing at a time: an older answer must not come over a newer one.
 */
export function followConsultation(here: HTMLElement): void {
  let asOf = here.dataset.asOf ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  let again = false;
  const voices = refilling(location.pathname + location.search);

  function soon(ms = Math.random() * jitterMs): void {
    again = true;
    if (timer === undefined && !working) timer = setTimeout(work, ms);
  }

  async function work(): Promise<void> {
    timer = undefined;
    working = true;
    again = false;
    let wait: number | undefined;
    try {
      await reread();
    } catch {
      again = true;
      wait = retryMs * (0.5 + Math.random());
    }
    working = false;
    if (again) soon(wait);
  }

  async function reread(): Promise<void> {
    const page = await fetchPage(location.pathname + location.search);
    if (!page) return location.reload();
    const fetched = page.querySelector<HTMLElement>('[data-live-consultation]');
    if (!fetched) return;
    asOf = fetched.dataset.asOf ?? asOf;
    for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
      const other = page.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart!)}"]`);
      if (other) replace(part, other);
    }
  }

  openConsultation(io(liveOptions), Number(here.dataset.liveConsultation), {
    changed: () => soon(),
    joined(changed, wasLost) {
      if (wasLost || mayBeOld(asOf, changed)) soon();
    },
    reread: soon,
    out: () => location.reload(),
    voices: () => voices.hear(true),
  });
}
