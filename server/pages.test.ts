import type { IncomingMessage, ServerResponse } from 'node:http';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { Pages } from './pages';

/** What a visitor got from memory, or null where the page has to be rendered. */
function ask(pages: Pages, key: string, headers: Record<string, string> = {}, method = 'GET') {
  const got = { status: 0, headers: {} as Record<string, string>, body: undefined as Buffer | undefined };
  const res = {
    writeHead(status: number, sent: string[]) {
      got.status = status;
      for (let i = 0; i < sent.length; i += 2) got.headers[sent[i]!] = sent[i + 1]!;
      return this;
    },
    end(body?: Buffer) {
      got.body = body;
    },
  };
  const kept = pages.serve(key, { headers, method } as unknown as IncomingMessage, res as unknown as ServerResponse);
  return kept ? got : null;
}

const page = (text: string, tags = ['discussion:1'], until: Date | null = null) => ({
  body: Buffer.from(text),
  headers: { 'content-type': 'text/html' },
  tags,
  until,
});

async function keep(pages: Pages, key: string, text: string, tags?: string[], until?: Date | null) {
  const filling = pages.begin(key);
  await pages.fill(filling, page(text, tags, until));
  pages.end(filling);
}

const megabyte = 1024 * 1024;

test('a kept page is served until one of its tags is dropped, and others stay', async () => {
  const pages = new Pages(megabyte);
  await keep(pages, 'en /a?', 'a', ['discussion:1', 'everything']);
  await keep(pages, 'en /b?', 'b', ['discussion:2']);
  pages.drop(['discussion:3', 'discussions']);
  expect(ask(pages, 'en /a?')?.body?.toString()).toBe('a');
  pages.drop(['everything']);
  expect(ask(pages, 'en /a?')).toBeNull();
  expect(ask(pages, 'en /b?')?.body?.toString()).toBe('b');
});

test('a page whose tag was dropped while it was made is never kept; 250 rounds at every point of its making', async () => {
  const pages = new Pages(4 * megabyte);
  let stale = 0;
  for (let round = 0; round < 250; round++) {
    const key = `en /${round}?`;
    let truth = 'old';
    const point = round % 5;
    const change = () => {
      truth = 'new';
      pages.drop(['discussion:1']);
    };
    const render = async () => {
      const filling = pages.begin(key);
      if (point === 0) change();
      const read = truth;
      if (point === 1) change();
      await null;
      if (point === 2) change();
      const filled = pages.fill(filling, page(read));
      // The fill compresses meanwhile.
      if (point === 3) change();
      await filled;
      pages.end(filling);
      if (point === 4) change();
    };
    await render();
    const served = ask(pages, key)?.body?.toString();
    if (served !== undefined && served !== truth) stale++;
    // What was refused can be made anew.
    await keep(pages, key, truth);
    if (ask(pages, key)?.body?.toString() !== truth) stale++;
  }
  expect(stale).toBe(0);
});

test('two visitors whose pages are made at once: the older page does not come over the newer one', async () => {
  const pages = new Pages(megabyte);
  const early = pages.begin('en /a?');
  pages.drop(['discussion:1']);
  await keep(pages, 'en /a?', 'new');
  await pages.fill(early, page('old'));
  pages.end(early);
  expect(ask(pages, 'en /a?')?.body?.toString()).toBe('new');
});

test('after a gap nothing is left, and nothing that was being made is kept', async () => {
  const pages = new Pages(megabyte);
  await keep(pages, 'en /a?', 'a');
  const filling = pages.begin('en /b?');
  pages.dropAll();
  await pages.fill(filling, page('b'));
  expect(ask(pages, 'en /a?')).toBeNull();
  expect(ask(pages, 'en /b?')).toBeNull();
  expect(pages.size).toEqual({ pages: 0, bytes: 0 });
});

test('a page is kept until the instant at which something that it shows changes', async () => {
  let now = 1000;
  const pages = new Pages(megabyte, () => now);
  await keep(pages, 'en /a?', 'open', ['discussion:1'], new Date(2000));
  now = 1999;
  expect(ask(pages, 'en /a?')).not.toBeNull();
  now = 2000;
  expect(ask(pages, 'en /a?')).toBeNull();
  // Made across the instant: not kept at all.
  await keep(pages, 'en /a?', 'still says open', ['discussion:1'], new Date(2000));
  expect(ask(pages, 'en /a?')).toBeNull();
});

test('memory is bounded: what was used longest ago goes first, and what is far too large never comes in', async () => {
  const pages = new Pages(100_000);
  // Random bytes do not compress: each page takes its size three times.
  const text = () => Buffer.from(crypto.getRandomValues(new Uint8Array(5000))).toString('latin1');
  for (let i = 0; i < 60; i++) {
    await keep(pages, `en /${i}?`, text());
    ask(pages, 'en /0?');
    expect(pages.size.bytes).toBeLessThanOrEqual(100_000);
  }
  expect(pages.size.pages).toBeGreaterThan(2);
  expect(ask(pages, 'en /0?')).not.toBeNull();
  expect(ask(pages, 'en /1?')).toBeNull();
  expect(ask(pages, 'en /59?')).not.toBeNull();
  await keep(pages, 'en /large?', 'x'.repeat(200_000));
  expect(ask(pages, 'en /large?')).toBeNull();
});

test('very many different tags are forgotten safely', async () => {
  const pages = new Pages(megabyte);
  const filling = pages.begin('en /a?');
  pages.drop(['discussion:1']);
  for (let i = 0; i < 20_100; i++) pages.drop([`discussion:${i + 10}`]);
  await pages.fill(filling, page('old'));
  expect(ask(pages, 'en /a?')).toBeNull();
});

test('each encoding has its own bytes and its own ETag; a known one is answered without a body', async () => {
  const pages = new Pages(megabyte);
  const text = 'The same words. '.repeat(100);
  await keep(pages, 'en /a?', text);
  const unpack = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync, identity: (b: Buffer) => b };
  const etags = new Set<unknown>();
  for (const [accepted, encoding] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['gzip;q=0', 'identity'],
    ['', 'identity'],
  ] as const) {
    const got = ask(pages, 'en /a?', { 'accept-encoding': accepted })!;
    expect(got.headers['Content-Encoding'] ?? 'identity').toBe(encoding);
    expect(got.headers['Content-Length']).toBe(String(got.body!.length));
    expect(unpack[encoding](got.body!).toString()).toBe(text);
    etags.add(got.headers.ETag);
    for (const known of [String(got.headers.ETag), `"other", W/${got.headers.ETag}`]) {
      const again = ask(pages, 'en /a?', { 'accept-encoding': accepted, 'if-none-match': known })!;
      expect(again.status).toBe(304);
      expect(again.body).toBeUndefined();
    }
  }
  expect(etags.size).toBe(3);
  const other = ask(pages, 'en /a?', { 'accept-encoding': 'br', 'if-none-match': [...etags].at(-1) as string })!;
  expect(other.status).toBe(200);
  const head = ask(pages, 'en /a?', {}, 'HEAD')!;
  expect(head).toMatchObject({ status: 200, body: undefined });
  expect(head.headers['Content-Length']).toBe(String(text.length));
});

test('who comes while a page is being made waits for it, unless it turned out not to be one to keep', async () => {
  const pages = new Pages(megabyte);
  expect(pages.waitFor('en /a?')).toBeUndefined();
  const first = pages.begin('en /a?');
  const waiting = pages.waitFor('en /a?');
  expect(waiting).toBeDefined();
  expect(pages.waitFor('fr /a?')).toBeUndefined();
  await pages.fill(first, page('a'));
  pages.end(first);
  await waiting;
  expect(ask(pages, 'en /a?')?.body?.toString()).toBe('a');
  expect(pages.waitFor('en /a?')).toBeUndefined();

  const never = pages.begin('en /sign-in?');
  pages.end(never);
  pages.begin('en /sign-in?lang=en');
  expect(pages.waitFor('en /sign-in?lang=en')).toBeUndefined();
});

test('without memory nothing is kept', async () => {
  const pages = new Pages(0);
  await keep(pages, 'en /a?', 'a');
  expect(ask(pages, 'en /a?')).toBeNull();
});
