import { io } from 'socket.io-client';
import { liveOptions, open } from '../discussions/live-client';
import { mayBeOld, type PostEvent } from '../discussions/live-events';
import {
  articleOf,
  articlesIn,
  fetchPage,
  hideWords,
  idOf,
  insert,
  ordinalOf,
  remove,
  replace,
  replaceParts,
  take,
} from './pieces';
import { counted } from './times';

/** Longest wait before asking, so that a thousand visitors who hear the same thing do not ask in the same instant. */
const jitterMs = 400;
const retryMs = 2000;
/** What an event told of a post that is to be fetched again, and how often to ask for it. */
interface Told {
  state: string;
  version: number;
  tries: number;
}

/** An address that the server keeps in memory holds no more ids than this. */
const mostIds = 20;

/**
 * Keeps a visitor's page of a discussion true. What changed is fetched as the server renders it and put in its place;
 * what is new waits behind a button, so that nothing moves under the reader's eyes.
 */
export function follow(here: HTMLElement): void {
  const discussion = Number(here.dataset.liveDiscussion);
  const end = here.querySelector('[data-posts-end]');
  const template = here.querySelector<HTMLTemplateElement>('template[data-new-posts]');
  const isLast = here.dataset.last === 'yes';
  const changed = new Map<number, Told>();
  const fresh = new Set<number>();
  let wholePage = false;

  // One thing at a time: an older answer must not come over a newer one.
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working = false;
  function soon(ms = Math.random() * jitterMs): void {
    if (timer === undefined && !working) timer = setTimeout(work, ms);
  }
  async function work(): Promise<void> {
    timer = undefined;
    working = true;
    let wait: number | undefined;
    try {
      if (wholePage) await rereadPage();
      else if (changed.size > 0) wait = await rereadPosts();
    } catch {
      wait = retryMs * (0.5 + Math.random());
    }
    working = false;
    if (wholePage || changed.size > 0) soon(wait);
  }

  /** Fetches posts by their ids. One id stands for one article or none. */
  async function fetchPosts(ids: number[]): Promise<Map<number, HTMLElement>> {
    const found = new Map<number, HTMLElement>();
    const sorted = [...ids].sort((a, b) => a - b);
    for (let i = 0; i < sorted.length; i += mostIds) {
      const page = await fetchPage(
        `/discussions/${discussion}/posts?posts=${sorted.slice(i, i + mostIds).join('%2C')}`,
      );
      if (page) for (const article of articlesIn(page)) found.set(idOf(article), article);
    }
    return found;
  }

  async function rereadPosts(): Promise<number | undefined> {
    const wanted = new Map(changed);
    changed.clear();
    let found: Map<number, HTMLElement>;
    try {
      found = await fetchPosts([...wanted.keys()]);
    } catch (e) {
      for (const [id, told] of wanted) if (!changed.has(id)) changed.set(id, told);
      throw e;
    }
    let late = false;
    for (const [id, told] of wanted) {
      const article = articleOf(id);
      const fetched = found.get(id);
      if (!article) continue;
      if (!fetched) remove(article);
      else replace(article, fetched);
      if (fetched && isBehind(fetched, told) && !changed.has(id)) {
        changed.set(id, { ...told, tries: told.tries - 1 });
        late = true;
      }
    }
    return late ? retryMs : undefined;
  }

  /** The whole page again: after a lost connection, and when what stands around the posts has changed. */
  async function rereadPage(): Promise<void> {
    wholePage = false;
    let page: Document | null;
    try {
      page = await fetchPage(location.pathname + location.search);
      if (!page) return location.reload();
      const there = new Map(articlesIn(page).map((a) => [idOf(a), a]));
      // Those that were shown here beyond the page's end stand on the next page now.
      const beyond = articlesIn(document)
        .map(idOf)
        .filter((id) => !there.has(id));
      const more = beyond.length > 0 ? await fetchPosts(beyond) : new Map<number, HTMLElement>();
      for (const article of articlesIn(document)) {
        const fetched = there.get(idOf(article)) ?? more.get(idOf(article));
        if (fetched) replace(article, fetched);
        else remove(article);
      }
      await gatherNew(page);
    } catch (e) {
      wholePage = true;
      throw e;
    }
    replaceParts(page);
    sayNew();
  }

  /** What a fetched page holds that is not here: new posts wait, and what belongs between others stands there at once. */
  async function gatherNew(page: Document): Promise<void> {
    const last = lastOrdinal();
    for (const article of articlesIn(page)) {
      if (articleOf(idOf(article))) continue;
      if (ordinalOf(article) > last) fresh.add(idOf(article));
      else if (end) insert(article, end);
    }
    if (!isLast) return;
    let next = page;
    for (let pages = 0; pages < 10; pages++) {
      const link = next.querySelector<HTMLAnchorElement>('a[rel=next]');
      const following = link && (await fetchPage(link.getAttribute('href')!));
      if (!following) return;
      for (const article of articlesIn(following)) if (!articleOf(idOf(article))) fresh.add(idOf(article));
      next = following;
    }
  }

  function lastOrdinal(): number {
    return Math.max(0, ...articlesIn(document).map(ordinalOf));
  }

  function hearPost({ post }: PostEvent): void {
    const article = articleOf(post.id);
    if ('gone' in post || post.state !== 'shown') fresh.delete(post.id);
    if ('gone' in post) {
      if (article) {
        hideWords(article);
        wholePage = true;
      }
    } else if (article) {
      if (post.html === '') hideWords(article);
      changed.set(post.id, { state: post.state, version: post.version, tries: 3 });
    } else if (post.ordinal > lastOrdinal()) {
      if (isLast && post.state === 'shown') fresh.add(post.id);
    } else if (post.ordinal > ordinalOf(articlesIn(document)[0] ?? here)) wholePage = true;
    sayNew();
    if (wholePage || changed.size > 0) soon();
  }

  // A region that is there before its words are is read out when they come.
  const news = document.createElement('div');
  news.className = 'new';
  news.setAttribute('role', 'status');
  news.hidden = true;
  end?.after(news);

  function sayNew(): void {
    if (!template || !end) return;
    news.hidden = fresh.size === 0;
    if (fresh.size === 0) {
      news.replaceChildren();
      return;
    }
    const words = counted(template, fresh.size);
    const button = news.querySelector('button');
    if (button) {
      button.textContent = words;
      return;
    }
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = words;
    made.addEventListener('click', () => void showNew());
    news.append(made);
  }

  async function showNew(): Promise<void> {
    const ids = [...fresh];
    let found: Map<number, HTMLElement>;
    try {
      found = await fetchPosts(ids);
    } catch {
      return;
    }
    for (const id of ids) fresh.delete(id);
    const shown = [...found.values()]
      .sort((a, b) => ordinalOf(a) - ordinalOf(b))
      .filter((fetched) => !articleOf(idOf(fetched)))
      .map((fetched) => insert(fetched, end!));
    sayNew();
    const first = shown[0];
    if (first) {
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
      first.scrollIntoView({ block: 'start' });
    }
    // How many have written, and who: that changed with them.
    wholePage = true;
    soon();
  }

  function sayPresent(count: number): void {
    for (const place of document.querySelectorAll<HTMLElement>('[data-present]'))
      place.textContent = counted(place, count);
  }

  function reread(): void {
    wholePage = true;
    soon();
  }

  take(document);
  open(io(liveOptions), discussion, {
    joined(answer, again) {
      sayPresent(answer.present);
      if (again || mayBeOld(here.dataset.asOf ?? '', answer.changed)) reread();
    },
    post: hearPost,
    reactions({ post, reactions }) {
      for (const place of document.querySelectorAll<HTMLElement>(`[data-reaction^="${post}:"]`)) {
        place.textContent = String(reactions[place.dataset.reaction!.split(':')[1] as keyof typeof reactions] ?? 0);
      }
    },
    changed: reread,
    reread,
    present: ({ count }) => sayPresent(count),
    out: () => location.reload(),
  });
}

/** Another server may have answered that has not heard of it yet. */
function isBehind(fetched: HTMLElement, told: Told): boolean {
  const { version } = fetched.dataset;
  if (told.tries === 0) return false;
  return !fetched.classList.contains(told.state) || (version !== undefined && Number(version) < told.version);
}
