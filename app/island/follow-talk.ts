import { io } from 'socket.io-client';
import { liveOptions } from '../discussions/live-client';
import { mayBeOld } from '../discussions/live-events';
import { openTalk } from '../events/live/live-client';
import type { TalkEvent } from '../events/live/live-events';
import { fetchPage, replace } from './pieces';

/** Longest wait before asking, so that a thousand visitors who hear the same thing do not ask in the same instant. */
const jitterMs = 600;
const retryMs = 2000;

/**
 * Keeps a visitor's page beside a talk true. Counts are put in as they are told, and the order follows, without asking
 * anybody; what else has changed is fetched as the server renders it, which it does once for all visitors.
 */
export function followTalk(here: HTMLElement): void {
  let asOf = here.dataset.asOf ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  let again = false;

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
    const fetched = page.querySelector<HTMLElement>('[data-live-talk]');
    if (!fetched) return;
    asOf = fetched.dataset.asOf ?? asOf;
    for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
      const other = page.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart!)}"]`);
      if (other) replace(part, other);
    }
  }

  function hear(told: TalkEvent): void {
    for (const [id, votes] of told.votes) {
      for (const place of document.querySelectorAll(`[data-votes="${id}"]`)) place.textContent = String(votes);
    }
    const list = document.querySelector('.asked-list');
    if (told.votes.length > 0 && list) sortByVotes(list);
    // Beyond the few on a screen others may have come up.
    const mayBring = told.votes.some(([id]) => !document.querySelector(`[data-question="${id}"]`));
    if (told.questions.length + told.polls.length > 0 || told.chosen || told.reread || mayBring) soon();
  }

  openTalk(io(liveOptions), Number(here.dataset.liveTalk), {
    talk: hear,
    joined(changed, wasLost) {
      if (wasLost || mayBeOld(asOf, changed)) soon();
    },
    reread: soon,
    out: () => location.reload(),
  });
}

/** Most upvotes first; of as many, the one that was asked first. */
function sortByVotes(list: Element): void {
  const place = (item: Element) => {
    const id = (item.querySelector('[data-question]') ?? item).getAttribute('data-question');
    return { item, id: Number(id), votes: Number(item.querySelector('[data-votes]')?.textContent ?? 0) };
  };
  const sorted = [...list.children].map(place).sort((a, b) => b.votes - a.votes || a.id - b.id);
  if (sorted.some(({ item }, i) => list.children[i] !== item)) list.append(...sorted.map(({ item }) => item));
}
