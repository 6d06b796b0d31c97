import { expect, test } from 'vitest';
import type { PostEvent, ReactionsEvent } from './live-events';
import { initial, type LiveState, type LiveWhere, liveReducer, newCount, type ShownPost } from './live-state';
import type { PostView } from './post-view';

const me = 7;
const second = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString();
const where: LiveWhere = { me, moderates: false, isLast: true, asOf: second(0) };

function view(id: number, more: Partial<PostView> = {}): PostView {
  return {
    id,
    ordinal: id,
    discussionId: 1,
    phaseId: 1,
    author: { id: 100 + id, name: `Author ${id}`, handle: `author.n${id}` },
    organisation: null,
    inReplyTo: null,
    language: 'en',
    state: 'shown',
    html: `<p>Words ${id}</p>`,
    version: 1,
    at: second(0),
    editedAt: null,
    tombstone: null,
    erasures: [],
    movedTo: null,
    attachments: [],
    reactions: {},
    translations: [],
    citedIn: [],
    citedInDocuments: [],
    citedInClaims: [],
    ...more,
  };
}

const shown = (id: number, more: Partial<ShownPost> = {}): ShownPost => ({
  ...view(id),
  mine: false,
  reacted: [],
  flagged: [],
  ...more,
});

function post(
  seq: number,
  at: number,
  what: PostView | { id: number; gone: true },
): { type: 'post'; event: PostEvent } {
  return { type: 'post', event: { seq, discussion: 1, at: second(at), what: 'discussion.post-edited', post: what } };
}

function tally(
  seq: number,
  at: number,
  id: number,
  reactions: ReactionsEvent['reactions'],
): { type: 'reactions'; event: ReactionsEvent } {
  return { type: 'reactions', event: { seq, discussion: 1, at: second(at), post: id, reactions } };
}

const loaded = (posts: ShownPost[], at: number, more: Partial<LiveWhere> = {}) =>
  ({ type: 'loaded', posts, where: { ...where, asOf: second(at), ...more } }) as const;

function run(state: LiveState, ...actions: Parameters<typeof liveReducer>[1][]): LiveState {
  return actions.reduce(liveReducer, state);
}

const ids = (posts: ShownPost[]) => posts.map((p) => p.id);
const start = (more: Partial<LiveWhere> = {}) => initial([shown(1), shown(2)], { ...where, ...more });
const hidden = (id: number, more: Partial<PostView> = {}) =>
  view(id, { state: 'hidden', html: '', tombstone: { byAuthor: false, reason: 'Off topic' }, ...more });

test('new posts wait until they are asked for, and then stand in order', () => {
  const state = run(start(), post(12, 2, view(4)), post(11, 1, view(3)));
  expect(ids(state.posts)).toEqual([1, 2]);
  expect(newCount(state)).toBe(2);
  const after = run(state, { type: 'show-new' });
  expect(ids(after.posts)).toEqual([1, 2, 3, 4]);
  expect(newCount(after)).toBe(0);
});

test('what comes twice counts once', () => {
  const state = run(start(), post(11, 1, view(3)), post(11, 1, view(3)), { type: 'show-new' }, post(11, 1, view(3)));
  expect(ids(state.posts)).toEqual([1, 2, 3]);
  expect(newCount(state)).toBe(0);
});

test('one announcement may tell of two posts', () => {
  const pointer = view(9, { ordinal: 1, state: 'moved', html: '', movedTo: { postId: 1, discussionId: 2 } });
  const state = run(
    initial([shown(1), shown(2), shown(3)], where),
    post(11, 1, { id: 1, gone: true }),
    post(11, 1, pointer),
  );
  expect(ids(state.posts)).toEqual([2, 3]);
  const between = run(
    initial([shown(1), shown(2), shown(3)], where),
    post(11, 1, { id: 2, gone: true }),
    post(11, 1, { ...pointer, ordinal: 2 }),
  );
  expect(ids(between.posts)).toEqual([1, 9, 3]);
  expect(newCount(between)).toBe(0);
});

test('an edit replaces in its place, and an older version never comes back', () => {
  const edited = view(1, { version: 2, html: '<p>Better</p>' });
  const state = run(start(), post(12, 2, edited), post(11, 3, view(1)));
  expect(state.posts[0]!.html).toBe('<p>Better</p>');
});

test('an edit that arrives before the post was heard of brings the post; its writing changes nothing then', () => {
  const edited = view(3, { version: 2, html: '<p>Better</p>' });
  const state = run(start(), post(12, 2, edited), post(11, 2, view(3)));
  expect(newCount(state)).toBe(1);
  expect(run(state, { type: 'show-new' }).posts[2]!.html).toBe('<p>Better</p>');
});

test('an earlier reading does not undo a later one, whatever its number', () => {
  const state = run(start(), post(11, 5, hidden(1)), post(12, 4, view(1)));
  expect(state.posts[0]!.state).toBe('hidden');
  // A lower number that became visible late was read later, and holds.
  const late = run(
    start(),
    post(12, 4, view(1, { translations: [] })),
    post(11, 5, view(1, { translations: [{ language: 'fr', html: 'x', by: 'A', stale: false }] })),
  );
  expect(late.posts[0]!.translations).toHaveLength(1);
});

test('hidden while it waits: not counted, and its words are not kept', () => {
  const state = run(start(), post(11, 1, view(3)), post(12, 2, hidden(3)));
  expect(newCount(state)).toBe(0);
  expect(JSON.stringify(state)).not.toContain('Words 3');
});

test('gone while it waits, or while it is read: nothing of it is left', () => {
  const state = run(
    start(),
    post(11, 1, view(3)),
    post(12, 2, { id: 3, gone: true }),
    post(13, 2, { id: 1, gone: true }),
  );
  expect(ids(state.posts)).toEqual([2]);
  expect(state.pending).toEqual([]);
});

const keepers: [string, Partial<ShownPost>, Partial<LiveWhere>, Partial<PostView>, boolean][] = [
  ['the author keeps hidden words', { mine: true }, {}, {}, true],
  ['a moderator keeps hidden words', {}, { moderates: true }, {}, true],
  ['others do not', {}, {}, {}, false],
  ['nobody keeps words of another version', { mine: true }, {}, { version: 2 }, false],
  ['nobody keeps what was redacted', { mine: true }, { moderates: true }, { state: 'redacted' }, false],
  ['nobody keeps what was withdrawn', { mine: true }, { moderates: true }, { state: 'withdrawn' }, false],
];
test.each(keepers)('%s', (_, own, who, event, keeps) => {
  const state = run(initial([shown(1, own)], { ...where, ...who }), post(11, 1, hidden(1, event)));
  expect(state.posts[0]!.html !== '').toBe(keeps);
});

test('what is for this reader alone stays when a post changes', () => {
  const state = run(
    initial([shown(1, { mine: true, reacted: ['agree'], flagged: ['other'] })], where),
    post(11, 1, view(1, { version: 2 })),
    tally(12, 2, 1, { agree: 3 }),
  );
  expect(state.posts[0]).toMatchObject({ mine: true, reacted: ['agree'], flagged: ['other'], reactions: { agree: 3 } });
});

test("one's own post is shown at once, with what came before it", () => {
  const state = run(
    start(),
    post(11, 1, view(3)),
    post(12, 2, view(4, { author: { id: me, name: 'Me', handle: 'me.me' } })),
    post(13, 3, view(5)),
  );
  expect(ids(state.posts)).toEqual([1, 2, 3, 4]);
  expect(state.posts[3]!.mine).toBe(true);
  expect(ids(state.pending)).toEqual([5]);
});

test('an earlier page takes changes, and nothing new', () => {
  const state = run(start({ isLast: false }), post(11, 1, view(3)), post(12, 1, view(2, { version: 2 })));
  expect(ids(state.posts)).toEqual([1, 2]);
  expect(state.posts[1]!.version).toBe(2);
  expect(newCount(state)).toBe(0);
});

test('on an empty last page the first post waits too', () => {
  const state = run(initial([], where), post(11, 1, view(1)));
  expect(newCount(state)).toBe(1);
});

test('after a lost connection: changes in place, new ones wait, nothing twice', () => {
  const state = run(
    start(),
    post(11, 1, view(3)),
    { type: 'lost' },
    loaded([shown(1, { version: 2 }), shown(2), shown(3), shown(4)], 9),
  );
  expect(ids(state.posts)).toEqual([1, 2]);
  expect(state.posts[0]!.version).toBe(2);
  expect(ids(state.pending)).toEqual([3, 4]);
  const after = run(state, post(12, 8, view(4)), post(13, 10, view(4)), { type: 'show-new' });
  expect(ids(after.posts)).toEqual([1, 2, 3, 4]);
});

test('what an event told since the loader began to read is kept', () => {
  const state = run(
    start(),
    post(11, 5, hidden(1)),
    post(12, 5, view(3)),
    post(13, 5, { id: 2, gone: true }),
    loaded([shown(1), shown(2)], 4),
  );
  expect(state.posts.map((p) => [p.id, p.state])).toEqual([[1, 'hidden']]);
  expect(ids(state.pending)).toEqual([3]);
});

test("reactions that came since are kept, though the rest is the loader's", () => {
  const state = run(start(), tally(11, 5, 1, { agree: 2 }), loaded([shown(1, { version: 3 }), shown(2)], 4));
  expect(state.posts[0]).toMatchObject({ version: 3, reactions: { agree: 2 } });
  const older = run(
    start(),
    tally(11, 5, 1, { agree: 2 }),
    loaded([shown(1, { reactions: { agree: 4 } }), shown(2)], 6),
    tally(12, 5, 1, { agree: 2 }),
  );
  expect(older.posts[0]!.reactions).toEqual({ agree: 4 });
});

test('what the loader does not bring any more goes, also from those that wait', () => {
  const state = run(start(), post(11, 1, view(3)), { type: 'lost' }, loaded([shown(1)], 9));
  expect(ids(state.posts)).toEqual([1]);
  expect(state.pending).toEqual([]);
});

test('posts that were shown beyond a full page stay while the reader reads on, and new ones still come', () => {
  const beyond = run(start(), post(11, 1, view(3)), { type: 'show-new' });
  const state = run(beyond, loaded([shown(1), shown(2)], 9, { isLast: false }), post(12, 10, view(4)));
  expect(ids(state.posts)).toEqual([1, 2, 3]);
  expect(newCount(state)).toBe(1);
  // After a lost connection they might be old, and they are on the next page.
  const lost = run(beyond, { type: 'lost' }, loaded([shown(1), shown(2)], 9, { isLast: false }));
  expect(ids(lost.posts)).toEqual([1, 2]);
});

test("having written oneself, one sees one's post", () => {
  const state = run(start(), post(11, 1, view(3)), loaded([shown(1), shown(2), shown(3), shown(4, { mine: true })], 9));
  expect(ids(state.posts)).toEqual([1, 2, 3, 4]);
});

test('another page begins anew', () => {
  const state = run(start(), post(11, 1, view(3)), {
    type: 'turned',
    posts: [shown(21)],
    where: { ...where, isLast: false },
  });
  expect(ids(state.posts)).toEqual([21]);
  expect(state.pending).toEqual([]);
});

test('however often it is told, little is remembered', () => {
  const state = run(start(), ...Array.from({ length: 2000 }, (_, i) => tally(i + 10, 1, 1, { agree: i })));
  expect(state.seen.length).toBeLessThan(400);
});
