import { expect, test } from 'vitest';
import { react, writePost } from '../../app/discussions/posting.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { announce } from '../../db/announce';
import { Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';
import { serverForFile, startServer } from '../support/server';

let shift = 0;
const server = await serverForFile({ extras: { now: () => new Date(Date.now() + shift), pollMs: 3_600_000 } });
const { sql, url, pages } = server;
const person = await aPerson(sql);
const visitor = new Visitor(url);

/** Whether the page came from memory: then it was rendered by nobody, and asks the database nothing. */
async function fromMemory(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ kept: boolean; text: string; etag: string | null }> {
  server.statements();
  const answer = await visitor.get(path, headers);
  expect(answer.status).toBe(200);
  return { kept: server.statements().length === 0, text: answer.text, etag: answer.headers.get('etag') };
}

async function retitle(discussion: number, title: string) {
  await sql.begin(async (tx) => {
    await tx`update discussion_text set title = ${title} where discussion_id = ${discussion}`;
    await announce(tx, 'discussion.changed', { discussion });
  });
}

test('a page is rendered once, kept, and dropped by what it shows and nothing else', async () => {
  const [d, other] = [await aDiscussion(sql), await aDiscussion(sql)];
  expect((await fromMemory(d.path)).kept).toBe(false);
  expect((await fromMemory(d.path)).kept).toBe(true);
  await writePost(sql, await person.reader(), aPostForm(other.id, 'Elsewhere.'), new Date());
  await server.settled();
  expect((await fromMemory(d.path)).kept).toBe(true);
  const post = await writePost(sql, await person.reader(), aPostForm(d.id, 'Canary here.'), new Date());
  await server.settled();
  const shown = await fromMemory(d.path);
  expect(shown.kept).toBe(false);
  expect(shown.text).toContain('Canary here.');
  await fromMemory(d.path);
  await react(sql, await (await aPerson(sql)).reader(), { post: post.id, kind: 'agree', on: true }, new Date());
  await server.settled();
  expect((await fromMemory(d.path)).kept).toBe(false);
  await hidePost(sql, await d.facilitator.reader(), { post: post.id, reason: 'Off topic' }, new Date());
  await server.settled();
  const hidden = await fromMemory(d.path);
  expect(hidden.kept).toBe(false);
  expect(hidden.text).not.toContain('Canary');
});

function isWhole(headers: Headers): boolean {
  return (
    headers.get('content-type') === 'text/html; charset=utf-8' &&
    headers.get('content-security-policy') !== null &&
    headers.get('cache-control') !== null
  );
}

test('250 rounds in which something changes while its page is being rendered: never an old page afterwards', async () => {
  const d = await aDiscussion(sql);
  let stale = 0;
  let refused = 0;
  let bare = 0;
  for (let round = 0; round < 250; round++) {
    const title = `Title of round ${round} (invented)`;
    const before = pages.size.pages;
    const rendering = Promise.all([visitor.get(d.path), round % 3 === 0 ? visitor.get(`${d.path}?page=1`) : null]);
    // Somewhere within a rendering, which takes some ten milliseconds.
    for (let turns = 0; turns < (round * 7) % 40; turns++) await new Promise((next) => setImmediate(next));
    const changing = retitle(d.id, title).then(() => server.settled());
    const [rendered] = await Promise.all([rendering, changing]);
    // What was overtaken is sent to whoever asked, with all that keeps a page safe.
    for (const page of rendered) if (page && !isWhole(page.headers)) bare++;
    if (pages.size.pages <= before) refused++;
    const after = await visitor.get(d.path);
    const again = await visitor.get(d.path);
    if (!after.text.includes(title) || !again.text.includes(title)) stale++;
  }
  expect(stale).toBe(0);
  expect(bare).toBe(0);
  expect(refused).toBeGreaterThan(0);
}, 60_000);

test('a page is not kept beyond the instant at which it changes by itself', async () => {
  const d = await aDiscussion(sql, { phases: [{ opens: -1, closes: 1 }] });
  const open = await fromMemory(d.path);
  expect((await fromMemory(d.path)).kept).toBe(true);
  shift = 3_600_000 + 1000;
  const closed = await fromMemory(d.path);
  shift = 0;
  expect(closed.kept).toBe(false);
  expect(closed.text).not.toBe(open.text);
});

test('who brings a session, or asks with an address that is not known, goes around the memory', async () => {
  const d = await aDiscussion(sql);
  await fromMemory(d.path);
  expect((await fromMemory(d.path)).kept).toBe(true);
  for (const cookie of [person.cookie, 'plenary=ended', '__Host-plenary=x', 'lang=en; plenary=x']) {
    expect((await fromMemory(d.path, { Cookie: cookie })).kept, cookie).toBe(false);
  }
  expect((await fromMemory(d.path, { Cookie: 'lang=en' })).kept).toBe(true);
  const before = pages.size.pages;
  for (const query of ['?reply=1', '?x=1', '?utm_source=x', '?_routes=root']) {
    expect((await fromMemory(d.path + query)).kept, query).toBe(false);
    expect((await fromMemory(d.path + query)).kept, query).toBe(false);
  }
  expect(pages.size.pages).toBe(before);
  const mine = await person.at(url).get(d.path);
  expect(mine.headers.get('cache-control')).toContain('no-store');
  expect(mine.headers.get('etag')).toBeNull();
});

test('each language has its own page, and a HEAD leaves none that is empty', async () => {
  const d = await aDiscussion(sql);
  const head = await fetch(url + d.path, { method: 'HEAD' });
  expect(head.status).toBe(200);
  const english = await fromMemory(d.path);
  expect(english.text).toContain('<html lang="en"');
  const french = await fromMemory(d.path, { 'Accept-Language': 'fr' });
  expect(french.kept).toBe(false);
  expect(french.text).toContain('<html lang="fr"');
  expect((await fromMemory(d.path)).text).toBe(english.text);
  expect((await fetch(url + d.path, { method: 'HEAD' })).headers.get('etag')).toBe(english.etag);
});

test('a known page is answered without being rendered or sent', async () => {
  const d = await aDiscussion(sql);
  const { etag } = await fromMemory(d.path);
  server.statements();
  const again = await visitor.get(d.path, { 'If-None-Match': etag! });
  expect(again.status).toBe(304);
  expect(again.bytes).toHaveLength(0);
  expect(server.statements()).toHaveLength(0);
  await retitle(d.id, 'Another title (invented)');
  await server.settled();
  expect((await visitor.get(d.path, { 'If-None-Match': etag! })).status).toBe(200);
});

test('what is not for visitors is never kept, nor what is no page', async () => {
  const d = await aDiscussion(sql, { readers: 'registered' });
  const before = pages.size.pages;
  for (const path of [d.path, '/nothing-here', '/sign-in']) {
    await visitor.get(path);
    await visitor.get(path);
  }
  expect(pages.size.pages).toBe(before);
});

test('a page that is no longer public is gone for the next visitor', async () => {
  const d = await aDiscussion(sql);
  await fromMemory(d.path);
  await sql.begin(async (tx) => {
    await tx`update discussion set readers = 'registered' where id = ${d.id}`;
    await announce(tx, 'discussion.audience-changed', { discussion: d.id });
  });
  await server.settled();
  expect((await visitor.get(d.path)).status).toBe(404);
});

test('a thousand who come for what has just changed need few renderings, and all get the new page', async () => {
  const d = await aDiscussion(sql);
  await fromMemory(d.path);
  await retitle(d.id, 'For everyone (invented)');
  await server.settled();
  server.statements();
  const answers = await Promise.all(Array.from({ length: 200 }, () => visitor.get(d.path)));
  expect(answers.every((a) => a.status === 200 && a.text.includes('For everyone (invented)'))).toBe(true);
  expect(server.statements().length).toBeLessThan(8);
});

test('nobody waits for ever where a page cannot be rendered', async () => {
  const d = await aDiscussion(sql);
  await sql`alter table discussion_text rename to discussion_text_away`;
  const failed = await Promise.all(Array.from({ length: 5 }, () => visitor.get(d.path)));
  await sql`alter table discussion_text_away rename to discussion_text`;
  expect(failed.map((a) => a.status)).toEqual([500, 500, 500, 500, 500]);
  expect((await visitor.get(d.path)).status).toBe(200);
});

test('a server that keeps nothing sends every page with all that keeps it safe', async () => {
  const forgetful = await startServer({ env: { PAGES_IN_MEMORY_MB: '0' } });
  const answer = await new Visitor(forgetful.url).get('/discussions');
  await forgetful.stop();
  expect(answer.status).toBe(200);
  expect(isWhole(answer.headers)).toBe(true);
});
