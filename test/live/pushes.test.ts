import { expect, test } from 'vitest';
import { editPost, react, writePost } from '../../app/discussions/posting.server';
import { hidePost, letThrough, showPostAgain } from '../../app/facilitation/moderation.server';
import { movePost } from '../../app/facilitation/moving.server';
import { redactPassage, withdrawPost } from '../../app/facilitation/redaction.server';
import { translatePost } from '../../app/facilitation/translating.server';
import { announce } from '../../db/announce';
import { aDiscussion, aPostForm } from '../support/discussions';
import { listening } from '../support/live';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { presentEveryMs: 50 } });
const { sql, url } = server;
const author = await aPerson(sql);
const other = await aPerson(sql);

async function write(discussion: number, body: string, by = author) {
  const post = await writePost(sql, await by.reader(), aPostForm(discussion, body), new Date());
  server.wake();
  return post;
}

test('a post reaches everyone who reads, with its words, once', async () => {
  const d = await aDiscussion(sql);
  const listeners = await Promise.all([
    listening(url, author, d.id),
    listening(url, other, d.id),
    listening(url, null, d.id),
  ]);
  const first = await write(d.id, 'The first post.');
  const second = await write(d.id, 'The second post.');
  for (const listener of listeners) {
    await listener.hears('post', (e) => e.post.id === second.id);
    const event = await listener.hears('post', (e) => e.post.id === first.id);
    expect(event).toMatchObject({
      discussion: d.id,
      what: 'discussion.post-written',
      post: { state: 'shown', author: { id: author.id } },
    });
    expect(event.post.html).toContain('The first post.');
    expect(listener.times('post', (e) => e.post.id === first.id)).toBe(1);
    const seqs = listener.heard.filter((h) => h.event === 'post').map((h) => h.data.seq as number);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
});

test('what one reader alone may see of a post is never in it', async () => {
  const d = await aDiscussion(sql);
  const mine = await listening(url, author, d.id);
  const post = await write(d.id, 'Whose is it?');
  const event = await mine.hears('post', (e) => e.post.id === post.id);
  for (const own of ['mine', 'reacted', 'flagged']) expect(event.post).not.toHaveProperty(own);
});

test('an edit, reactions, a translation and a withdrawal reach the room', async () => {
  const d = await aDiscussion(sql);
  const visitor = await listening(url, null, d.id);
  const post = await write(d.id, 'As it was first.');
  await editPost(
    sql,
    await author.reader(),
    { post: post.id, body: 'As it is now.', language: 'en', version: 1 },
    new Date(),
  );
  server.wake();
  const edited = await visitor.hears('post', (e) => e.what === 'discussion.post-edited');
  expect(edited.post.html).toContain('As it is now.');
  expect(edited.post.version).toBe(2);

  await react(sql, await other.reader(), { post: post.id, kind: 'agree', on: true }, new Date());
  server.wake();
  expect(await visitor.hears('reactions')).toMatchObject({ discussion: d.id, post: post.id, reactions: { agree: 1 } });
  await react(sql, await other.reader(), { post: post.id, kind: 'agree', on: false }, new Date());
  server.wake();
  await visitor.hears('reactions', (e) => Object.keys(e.reactions).length === 0);

  const facilitator = await d.facilitator.reader();
  await translatePost(
    sql,
    facilitator,
    { post: post.id, language: 'fr', body: 'Tel que maintenant.', version: 2 },
    new Date(),
  );
  server.wake();
  const translated = await visitor.hears('post', (e) => e.what === 'discussion.post-translated');
  expect(translated.post.translations).toMatchObject([{ language: 'fr' }]);

  await withdrawPost(sql, await author.reader(), { post: post.id, reason: 'Said too soon' }, new Date());
  server.wake();
  const gone = await visitor.hears('post', (e) => e.post.state === 'withdrawn');
  expect(gone.post).toMatchObject({ html: '', tombstone: { byAuthor: true }, translations: [] });
});

test('hidden words leave every screen at once, and come back when they are shown again', async () => {
  const d = await aDiscussion(sql);
  const [visitor, facilitator] = [await listening(url, null, d.id), await listening(url, d.facilitator, d.id)];
  const post = await write(d.id, 'Canary words to be hidden.');
  await visitor.hears('post');
  const from = visitor.heard.length;
  await hidePost(sql, await d.facilitator.reader(), { post: post.id, reason: 'Off topic' }, new Date());
  server.wake();
  for (const listener of [visitor, facilitator]) {
    const event = await listener.hears('post', (e) => e.post.state === 'hidden');
    expect(event.post).toMatchObject({ html: '', tombstone: { byAuthor: false, reason: 'Off topic' } });
  }
  expect(JSON.stringify(visitor.heard.slice(from))).not.toContain('Canary');
  await showPostAgain(sql, await d.facilitator.reader(), post.id, new Date());
  server.wake();
  const again = await visitor.hears('post', (e) => e.what === 'discussion.post-shown');
  expect(again.post.html).toContain('Canary');
});

test('a redacted passage is in nothing that is pushed afterwards', async () => {
  const d = await aDiscussion(sql);
  const visitor = await listening(url, null, d.id);
  const post = await write(d.id, 'She lives in Examplestadt and told us so.');
  await visitor.hears('post');
  const from = visitor.heard.length;
  await redactPassage(
    sql,
    await d.facilitator.reader(),
    { post: post.id, passage: 'lives in Examplestadt', reason: 'Identifies someone', files: [], everywhere: true },
    new Date(),
  );
  server.wake();
  await visitor.hears('post', (e) => e.what === 'discussion.post-redacted');
  await react(sql, await other.reader(), { post: post.id, kind: 'agree', on: true }, new Date());
  server.wake();
  await visitor.hears('reactions');
  expect(JSON.stringify(visitor.heard.slice(from))).not.toContain('Examplestadt');
});

test('a held post is told to those who moderate alone, and comes to all when it is let through', async () => {
  const d = await aDiscussion(sql, { moderation: 'pre' });
  const [visitor, writer, facilitator] = [
    await listening(url, null, d.id),
    await listening(url, author, d.id),
    await listening(url, d.facilitator, d.id),
  ];
  const held = await write(d.id, 'Canary held words.');
  expect(held.state).toBe('waiting');
  await facilitator.hears('board', (e) => e.discussion === d.id);
  const marker = await write(d.id, 'By the facilitator.', d.facilitator);
  for (const listener of [visitor, writer, facilitator]) {
    await listener.hears('post', (e) => e.post.id === marker.id);
    expect(listener.text).not.toContain('Canary');
    expect(listener.times('post', (e) => e.post.id === held.id)).toBe(0);
  }
  expect(visitor.times('board') + writer.times('board')).toBe(0);
  await letThrough(sql, await d.facilitator.reader(), held.id, new Date());
  server.wake();
  const shown = await visitor.hears('post', (e) => e.post.id === held.id);
  expect(shown.post.html).toContain('Canary held words.');
});

test('an edit that is held takes the post off the screens', async () => {
  const d = await aDiscussion(sql, { moderation: 'pre' });
  const visitor = await listening(url, null, d.id);
  const post = await write(d.id, 'Words that were let through.');
  await letThrough(sql, await d.facilitator.reader(), post.id, new Date());
  server.wake();
  await visitor.hears('post', (e) => e.post.id === post.id);
  await editPost(
    sql,
    await author.reader(),
    { post: post.id, body: 'Canary edit.', language: 'en', version: 1 },
    new Date(),
  );
  server.wake();
  expect(await visitor.hears('post', (e) => 'gone' in e.post)).toMatchObject({ post: { id: post.id, gone: true } });
  expect(visitor.text).not.toContain('Canary');
});

test('a post that moves is gone from its old place, stands in its new one, and leaves a pointer without words', async () => {
  const [from, to] = [await aDiscussion(sql), await aDiscussion(sql)];
  const secretariat = await aPerson(sql, { secretariat: true });
  const post = await write(from.id, 'Canary on the move.');
  await server.settled();
  const [there, here] = [await listening(url, null, from.id), await listening(url, null, to.id)];
  await movePost(sql, await secretariat.reader(), { post: post.id, phase: to.phaseIds[0]!, wider: true }, new Date());
  server.wake();
  const arrived = await here.hears('post');
  expect(arrived.post).toMatchObject({ id: post.id, discussionId: to.id, state: 'shown' });
  const pointer = await there.hears('post', (e) => e.post.state === 'moved');
  expect(pointer.post).toMatchObject({ html: '', movedTo: { postId: post.id, discussionId: to.id } });
  expect(there.times('post', (e) => e.post.id === post.id && e.post.gone === true)).toBe(1);
  expect(there.text).not.toContain('Canary');
  expect(here.times('post')).toBe(1);
});

test('what changes around the posts is told with ids alone, and none of people', async () => {
  const d = await aDiscussion(sql);
  const visitor = await listening(url, null, d.id);
  for (const what of [
    'discussion.instant-passed',
    'discussion.changed',
    'synthesis.published',
    'synthesis.source-changed',
    'synthesis.changed',
  ]) {
    await sql.begin((tx) =>
      announce(tx, what, { discussion: d.id, statement: 5, person: author.id, session: 'secret' }),
    );
    server.wake();
    const event = await visitor.hears('changed', (e) => e.what === what);
    expect(event.ids).toEqual({ discussion: d.id, statement: 5 });
  }
  expect(visitor.text).not.toContain('secret');
});

test('tasks are told to their person alone, on each of their screens', async () => {
  const d = await aDiscussion(sql);
  const [mine, mineToo, theirs] = [
    await listening(url, author, d.id),
    await listening(url, author, d.id),
    await listening(url, other, d.id),
  ];
  await sql.begin((tx) => announce(tx, 'person.tasks-changed', { person: author.id }));
  server.wake();
  await Promise.all([mine.hears('tasks'), mineToo.hears('tasks')]);
  const marker = await write(d.id, 'A marker.');
  await theirs.hears('post', (e) => e.post.id === marker.id);
  expect(theirs.times('tasks')).toBe(0);
});

test('words are read once for each announcement, however many listen', async () => {
  const d = await aDiscussion(sql);
  const many = await Promise.all(Array.from({ length: 30 }, (_, i) => listening(url, i % 2 ? other : null, d.id)));
  await server.settled();
  server.statements();
  const post = await write(d.id, 'Read once.');
  await Promise.all(many.map((l) => l.hears('post', (e) => e.post.id === post.id)));
  const reads = server.statements().filter((text) => /\) p\s+join person a/.test(text));
  expect(reads).toHaveLength(1);
});

test('nothing is read where nobody listens', async () => {
  const d = await aDiscussion(sql);
  const listener = await listening(url, null, d.id);
  await listener.ask('leave', { discussion: d.id });
  await server.settled();
  server.statements();
  await write(d.id, 'Unheard.');
  await server.settled();
  expect(server.statements().filter((text) => /\) p\s+join person a/.test(text))).toHaveLength(0);
  expect(listener.times('post')).toBe(0);
});
