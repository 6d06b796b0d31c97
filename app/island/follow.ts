import { io } from 'socket.io-client';
import { liveOptions, open } from '../discussions/live-client';
import { mayBeOld, type PostEvent } from '../discussions/live-events';
import { refilling } from '../heard/keeping-true';
import { inTurn, later } from './in-turn';
import { sayNews } from './news';
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

/** An address that the server keeps in memory holds no more ids than this. */
const mostIds = 20;

/** What an event told of a post that is to be fetched again, and how often to ask for it. */
interface Told {
  state: string;
  version: number;
  tries: number;
}

/**
 * Keeps a visitor's page of a discussion true. What changed is fetched as the server renders it and put in its place;
 * what is new waits behind a button, so that nothing moves under the reader's eyes.
 */
export function follow(here: HTMLElement): void {
  const discussion = Number(here.dataset.liveDiscussion);
  const end = here.querySelector('[data-posts-end]');
  const news = end && sayNews(end, here.querySelector<HTMLElement>('[data-new-posts]'), () => void showNew());
  const isLast = here.dataset.last === 'yes';
  const changed = new Map<number, Told>();
  const fresh = new Set<number>();
  /** New posts that were asked for and are on their way. */
  const coming = new Set<number>();
  let wholePage = false;

  const soon = inTurn(
    () => wholePage || changed.size > 0,
    async () => {
      if (!wholePage) return changed.size > 0 ? rereadPosts() : undefined;
      await rereadPage();
      return undefined;
    },
  );

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
    return late ? later() : undefined;
  }

  /** The whole page again: after a lost connection, and when what stands around the posts has changed. */
  async function rereadPage(): Promise<void> {
    wholePage = false;
    const waited = [...fresh];
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
        if (!fetched) remove(article);
        // What has been told of meanwhile is fetched next; this may be older.
        else if (!changed.has(idOf(article))) replace(article, fetched);
      }
      const found = await gatherNew(page);
      for (const id of waited) if (isLast && !found.has(id)) fresh.delete(id);
    } catch (e) {
      wholePage = true;
      throw e;
    }
    replaceParts(page);
    sayPresent();
    news?.(fresh.size);
  }

  /** What a fetched page holds that is not here: new posts wait, and what belongs between others stands there at once. */
  async function gatherNew(page: Document): Promise<Set<number>> {
    const last = lastOrdinal();
    const found = new Set<number>();
    for (const article of articlesIn(page)) {
      if (articleOf(idOf(article))) continue;
      if (ordinalOf(article) < last && end) insert(article, end);
      else if (article.classList.contains('shown')) found.add(idOf(article));
    }
    // The page may have become full meanwhile.
    let next: Document | null = isLast ? page : null;
    for (let pages = 0; next && pages < 10; pages++) {
      const link = next.querySelector<HTMLAnchorElement>('a[rel=next]');
      next = link && (await fetchPage(link.getAttribute('href')!));
      for (const article of next ? articlesIn(next) : [])
        if (article.classList.contains('shown') && !articleOf(idOf(article))) found.add(idOf(article));
    }
    for (const id of found) fresh.add(id);
    return found;
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
    } else if (coming.has(post.id)) {
      changed.set(post.id, { state: post.state, version: post.version, tries: 3 });
    } else if (post.ordinal > lastOrdinal()) {
      if (isLast && post.state === 'shown') fresh.add(post.id);
    } else if (post.ordinal > ordinalOf(articlesIn(document)[0] ?? here)) wholePage = true;
    news?.(fresh.size);
    if (wholePage || changed.size > 0) soon();
  }

  async function showNew(): Promise<void> {
    const ids = [...fresh];
    for (const id of ids) coming.add(id);
    let found: Map<number, HTMLElement>;
    try {
      found = await fetchPosts(ids);
    } catch {
      coming.clear();
      return;
    }
    for (const id of ids) fresh.delete(id);
    coming.clear();
    const shown = [...found.values()]
      .sort((a, b) => ordinalOf(a) - ordinalOf(b))
      .filter((fetched) => !articleOf(idOf(fetched)))
      .map((fetched) => insert(fetched, end!));
    // Hidden while they were on their way: what was fetched may still hold the words.
    for (const article of shown) if ((changed.get(idOf(article))?.state ?? 'shown') !== 'shown') hideWords(article);
    news?.(fresh.size);
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

  let present: number | undefined;
  function sayPresent(): void {
    if (present === undefined) return;
    for (const place of document.querySelectorAll<HTMLElement>('[data-present]'))
      place.textContent = counted(place, present);
  }

  function reread(): void {
    wholePage = true;
    soon();
  }

  const voices = refilling(location.pathname + location.search);
  take(document);
  open(io(liveOptions), discussion, {
    joined(answer, again) {
      present = answer.present;
      sayPresent();
      if (again || mayBeOld(here.dataset.asOf ?? '', answer.changed)) reread();
    },
    post: hearPost,
    reactions({ post, reactions }) {
      for (const place of document.querySelectorAll<HTMLElement>(`[data-reaction^="${post}:"]`)) {
        place.textContent = String(reactions[place.dataset.reaction!.split(':')[1] as keyof typeof reactions] ?? 0);
      }
    },
    changed: reread,
    voices: () => voices.hear(true),
    reread,
    present({ count }) {
      present = count;
      sayPresent();
    },
    out: () => location.reload(),
  });
}

/** Another server may have answered that has not heard of it yet. */
function isBehind(fetched: HTMLElement, told: Told): boolean {
  const { version } = fetched.dataset;
  if (told.tries === 0) return false;
  return !fetched.classList.contains(told.state) || (version !== undefined && Number(version) < told.version);
}
