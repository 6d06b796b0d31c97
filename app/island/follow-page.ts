import { io } from 'socket.io-client';
import { openConsultation } from '../consultations/live-client';
import { openSession } from '../consultations/session/live-client';
import { liveOptions } from '../discussions/live-client';
import { mayBeOld } from '../discussions/live-events';
import { openTalk } from '../events/live/live-client';
import type { TalkEvent } from '../events/live/live-events';
import { refilling } from '../heard/keeping-true';
import { inTurn } from './in-turn';
import { fetchPage, replace } from './pieces';

/** Those who follow a talk are many: nothing but its figures is fetched at once. */
const talkJitterMs = 600;

/**
 * Keeps the parts of a visitor's page true: they are fetched as the server renders them, which it does once for all visitors.
 * Answers what a page of any subject does when it hears of a change; `replaced` is called with each page that came.
 */
function keepParts(here: HTMLElement, within?: number, replaced: (page: Document) => void = () => {}) {
  let asOf = here.dataset.asOf ?? '';
  let wanted = false;

  const ask = inTurn(
    () => wanted,
    async () => {
      wanted = false;
      try {
        await reread();
      } catch (e) {
        wanted = true;
        throw e;
      }
      return undefined;
    },
  );

  function soon(most = within): void {
    wanted = true;
    ask(most);
  }

  async function reread(): Promise<void> {
    const page = await fetchPage(location.pathname + location.search);
    if (!page) return location.reload();
    const fetched = page.querySelector<HTMLElement>('[data-as-of]');
    if (!fetched) return;
    asOf = fetched.dataset.asOf ?? asOf;
    for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
      const other = page.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart!)}"]`);
      if (other) replace(part, other);
    }
    replaced(page);
  }

  return {
    soon,
    hear: {
      joined(changed: string, wasLost: boolean) {
        if (wasLost || mayBeOld(asOf, changed)) soon();
      },
      reread: () => soon(),
      out: () => location.reload(),
    },
  };
}

export function followConsultation(here: HTMLElement): void {
  const { soon, hear } = keepParts(here);
  const voices = refilling(location.pathname + location.search);
  openConsultation(io(liveOptions), Number(here.dataset.liveConsultation), {
    ...hear,
    changed: () => soon(),
    voices: () => voices.hear(true),
  });
}

/** The page of an event. Where its time is another or it was cancelled, it says so: nobody looks again at what they have read. */
export function followEvent(here: HTMLElement): void {
  const first = here.dataset.when;
  const { soon, hear } = keepParts(here, undefined, (page) => {
    const place = here.querySelector<HTMLElement>('[data-other-when]');
    const now = page.querySelector<HTMLElement>('[data-when]')?.dataset.when;
    if (!place || now === undefined) return;
    const other = now !== first;
    place.classList.toggle('notice', other);
    place.textContent = other ? (place.dataset.otherWhen ?? '') : '';
  });
  openTalk(io(liveOptions), Number(here.dataset.liveEvent), { ...hear, changed: soon }, 'page');
}

/** Beside a talk counts are put in as they are told, and the order follows, without asking anybody. */
export function followTalk(here: HTMLElement): void {
  const { soon, hear } = keepParts(here, talkJitterMs);

  function talk(told: TalkEvent): void {
    for (const [id, votes] of told.votes) {
      for (const place of document.querySelectorAll(`[data-votes="${id}"]`)) place.textContent = String(votes);
    }
    const list = document.querySelector('.asked-list');
    if (told.votes.length > 0 && list) sortByVotes(list);
    // Beyond the few on a screen others may have come up.
    const mayBring = told.votes.some(([id]) => !document.querySelector(`[data-question="${id}"]`));
    if (told.questions.length + told.polls.length > 0 || told.chosen || told.reread || mayBring) soon();
  }

  openTalk(io(liveOptions), Number(here.dataset.liveTalk), { ...hear, talk });
}

/** How a session stands is rendered anew for visitors, once for all of them: within the time that so many need. */
export function followSession(here: HTMLElement): void {
  const { soon, hear } = keepParts(here);
  openSession(io(liveOptions), Number(here.dataset.liveSession), { ...hear, session: ({ within }) => soon(within) });
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
