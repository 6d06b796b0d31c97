import { io } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';
import { fetchPage, replace } from './pieces';

/** Longest wait before asking, so that a thousand visitors who hear the same thing do not ask in the same instant. */
const jitterMs = 600;
const retryMs = 2000;

/**
 * Keeps a visitor's page true that shows a programme: its parts, or those that a document shows, are fetched as the server
 * renders them, which it does once for all visitors. The same for one that shows calls for pilots.
 */
export function followProgrammes(word: 'programmes' | 'pilots'): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  let again = false;
  let wasLost = false;

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
    for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
      const other = page.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart!)}"]`);
      if (other) replace(part, other);
    }
    // Those of a document have no names: a part may stand in it twice, and both say the same.
    for (const part of document.querySelectorAll<HTMLElement>('.document [data-programme]')) {
      const { programme, part: name } = part.dataset;
      const other = page.querySelector(`.document [data-programme="${programme}"][data-part="${name}"]`);
      if (other && other.innerHTML !== part.innerHTML)
        part.replaceChildren(...[...other.childNodes].map((node) => document.importNode(node, true)));
    }
  }

  const socket = io(liveOptions);
  socket.on(word, () => soon());
  socket.on('reread', () => soon());
  socket.on('connect', () => {
    if (wasLost) soon();
  });
  socket.on('disconnect', () => {
    wasLost = true;
  });
}
