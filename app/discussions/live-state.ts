import type { PostEvent, ReactionsEvent } from './live-events';
import type { Personal, PostView } from './post-view';

export type ShownPost = PostView & Personal;

/** Whose page it is, and which: as far as what arrives depends on it. */
export interface LiveWhere {
  /** The reader's id; their own posts are shown at once. */
  me: number | null;
  moderates: boolean;
  /** Whether this is the last page: what is new belongs to it. */
  isLast: boolean;
  /** When the loader began to read (its `now`, ISO 8601). */
  asOf: string;
}

/**
 * The posts of a page that is being read. What is new waits until the reader asks for it, so that nothing moves under
 * their eyes; what changes or is hidden does so at once and in its place.
 */
export interface LiveState extends LiveWhere {
  /** In order, as they stand on the page. */
  posts: ShownPost[];
  /** In order, not yet on the page. */
  pending: ShownPost[];
  /** When the server read each post, in milliseconds: of two readings the later holds. */
  readAt: Times;
  /** The same for reactions that came by themselves. */
  tallyAt: Times;
  /** Events that were taken, newest last. */
  seen: string[];
  /** The connection was lost: what the next reading does not bring may be old, and goes. */
  unsure: boolean;
}

type Times = Record<number, number>;

export type LiveAction =
  | { type: 'post'; event: PostEvent }
  | { type: 'reactions'; event: ReactionsEvent }
  /** The reader asks for what is new. */
  | { type: 'show-new' }
  /** Something may have been missed; the page is about to be read again. */
  | { type: 'lost' }
  /** The loader has read the page again: after a reconnection, or after a deed of the reader's own. */
  | { type: 'loaded'; posts: ShownPost[]; where: LiveWhere }
  /** Another page, or another discussion. */
  | { type: 'turned'; posts: ShownPost[]; where: LiveWhere };

const mostSeen = 300;

export function initial(posts: ShownPost[], where: LiveWhere): LiveState {
  return {
    ...where,
    posts: inOrder(posts),
    pending: [],
    readAt: timesOf(posts, Date.parse(where.asOf)),
    tallyAt: {},
    seen: [],
    unsure: false,
  };
}

/** How many new posts to say there are: those that were taken back before anyone looked are not worth a word. */
export function newCount(state: LiveState): number {
  return state.pending.filter((p) => p.state === 'shown' || p.state === 'waiting').length;
}

export function liveReducer(state: LiveState, action: LiveAction): LiveState {
  switch (action.type) {
    case 'post':
      return once(state, action.event, `${action.event.seq}:${action.event.post.id}`, takePost);
    case 'reactions':
      return once(state, action.event, `${action.event.seq}:${action.event.post}`, takeReactions);
    case 'show-new':
      return showUpTo(state, Number.POSITIVE_INFINITY);
    case 'lost':
      return { ...state, unsure: true };
    case 'loaded':
      return merge(state, action.posts, action.where);
    case 'turned':
      return initial(action.posts, action.where);
  }
}

/** One announcement may tell of two posts (a move, and what stands in its place), but of each only once. */
function once<E>(state: LiveState, event: E, key: string, take: (state: LiveState, event: E) => LiveState): LiveState {
  if (state.seen.includes(key)) return state;
  return take({ ...state, seen: [...state.seen.slice(-mostSeen), key] }, event);
}

function takePost(state: LiveState, { post, at }: PostEvent): LiveState {
  const read = Date.parse(at);
  if ((state.readAt[post.id] ?? 0) > read) return state;
  const next = { ...state, readAt: { ...state.readAt, [post.id]: read } };
  const known = find(state, post.id);
  if ('gone' in post) return known?.mine || state.moderates ? state : { ...next, ...without(state, post.id) };
  if (known && post.version < known.version) return state;
  if (known) return put(next, withPersonal(post, known, state));
  if (!belongsHere(state, post)) return state;
  const fresh: ShownPost = { ...post, mine: post.author.id === state.me, reacted: [], flagged: [] };
  // A pointer to where a post went is nothing new: it stands where the post stood.
  if (fresh.state === 'moved') return { ...next, posts: inOrder([...next.posts, fresh]) };
  const waiting = { ...next, pending: inOrder([...next.pending, fresh]) };
  return fresh.mine ? showUpTo(waiting, fresh.ordinal) : waiting;
}

function takeReactions(state: LiveState, { post, at, reactions }: ReactionsEvent): LiveState {
  const read = Date.parse(at);
  const known = find(state, post);
  if (!known || (state.readAt[post] ?? 0) > read || (state.tallyAt[post] ?? 0) > read) return state;
  return put({ ...state, tallyAt: { ...state.tallyAt, [post]: read } }, { ...known, reactions });
}

/**
 * The event says what everyone may see. What this reader alone sees stays: their own reactions, and hidden words that
 * they wrote or moderate, as long as they are the same words.
 */
function withPersonal(post: PostView, known: ShownPost, state: LiveState): ShownPost {
  const { mine, reacted, flagged } = known;
  const keeps = post.state === 'hidden' && !post.html && post.version === known.version && (mine || state.moderates);
  const words = keeps ? { html: known.html, attachments: known.attachments, translations: known.translations } : {};
  return { ...post, ...words, mine, reacted, flagged };
}

/**
 * What the loader read replaces what is here, except what an event has told since the loader began. New posts wait as
 * if they had come one by one; where the reader has just written, they see their post, and so all before it.
 */
function merge(state: LiveState, loaded: ShownPost[], where: LiveWhere): LiveState {
  const at = Date.parse(where.asOf);
  const onPage = new Set(state.posts.map((p) => p.id));
  const inLoaded = new Set(loaded.map((p) => p.id));
  const last = loaded.at(-1)?.ordinal ?? 0;
  const heardSince = (id: number) => (state.readAt[id] ?? 0) > at;
  /** What an event has told since; null where it has taken the post away, which the older reading does not undo. */
  const latest = (p: ShownPost): ShownPost | null => {
    if (heardSince(p.id)) return find(state, p.id) ?? null;
    const tally = (state.tallyAt[p.id] ?? 0) > at ? find(state, p.id)?.reactions : undefined;
    return tally ? { ...p, reactions: tally } : p;
  };
  // The page was full when its last posts came: they stand on the next one now, but not for who reads them here.
  const overflows = (p: ShownPost) => state.isLast && !where.isLast && !state.unsure && p.ordinal > last;
  const kept = (posts: ShownPost[]) => posts.filter((p) => !inLoaded.has(p.id) && (heardSince(p.id) || overflows(p)));
  const overflow = kept(state.posts).some(overflows);
  const merged: LiveState = {
    ...where,
    isLast: where.isLast || overflow,
    posts: inOrder([...present(loaded.filter((p) => onPage.has(p.id)).map(latest)), ...kept(state.posts)]),
    pending: inOrder([...present(loaded.filter((p) => !onPage.has(p.id)).map(latest)), ...kept(state.pending)]),
    readAt: { ...timesOf(loaded, at), ...since(state.readAt, at) },
    tallyAt: since(state.tallyAt, at),
    seen: state.seen,
    unsure: false,
  };
  if (state.posts.length === 0) return showUpTo(merged, Number.POSITIVE_INFINITY);
  const mine = merged.pending.filter((p) => p.mine).at(-1);
  return mine ? showUpTo(merged, mine.ordinal) : merged;
}

function since(times: Times, at: number): Times {
  return Object.fromEntries(Object.entries(times).filter(([, t]) => t > at));
}

function timesOf(posts: ShownPost[], at: number): Times {
  return Object.fromEntries(posts.map((p) => [p.id, at]));
}

function showUpTo(state: LiveState, ordinal: number): LiveState {
  const show = state.pending.filter((p) => p.ordinal <= ordinal);
  if (show.length === 0) return state;
  const posts = inOrder([...state.posts, ...show]);
  return { ...state, posts, pending: state.pending.filter((p) => p.ordinal > ordinal) };
}

/** After everything here on the last page; on an earlier one, between what stands on it. */
function belongsHere(state: LiveState, post: PostView): boolean {
  const first = state.posts[0]?.ordinal;
  if (first === undefined) return state.isLast;
  return post.ordinal > first && (state.isLast || post.ordinal < (state.posts.at(-1)?.ordinal ?? 0));
}

function find(state: LiveState, id: number): ShownPost | undefined {
  return state.posts.find((p) => p.id === id) ?? state.pending.find((p) => p.id === id);
}

function put(state: LiveState, post: ShownPost): LiveState {
  const replace = (posts: ShownPost[]) =>
    posts.some((p) => p.id === post.id) ? inOrder(posts.map((p) => (p.id === post.id ? post : p))) : posts;
  return { ...state, posts: replace(state.posts), pending: replace(state.pending) };
}

function without(state: LiveState, id: number): Pick<LiveState, 'posts' | 'pending'> {
  return { posts: state.posts.filter((p) => p.id !== id), pending: state.pending.filter((p) => p.id !== id) };
}

function present(posts: (ShownPost | null)[]): ShownPost[] {
  return posts.filter((p) => p !== null);
}

function inOrder(posts: ShownPost[]): ShownPost[] {
  return [...posts].sort((a, b) => a.ordinal - b.ordinal || a.id - b.id);
}
