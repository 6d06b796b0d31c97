import { expect, test } from 'vitest';
import { Markup, mayErase } from './markup';

function counted() {
  let made = 0;
  return { make: () => `<p>${++made}</p>`, made: () => made };
}

test('what was made of the same is made once, for every page', () => {
  const markup = new Markup(10_000);
  const { make, made } = counted();
  expect(markup.forPage()('a', make).toString()).toBe('<p>1</p>');
  expect(markup.forPage()('a', make).toString()).toBe('<p>1</p>');
  expect(markup.forPage()('b', make).toString()).toBe('<p>2</p>');
  expect(made()).toBe(2);
});

test('nothing of what was made before an erasure is found after it', () => {
  const markup = new Markup(10_000);
  const { make } = counted();
  markup.forPage()('a', make);
  markup.dropAll();
  expect(markup.forPage()('a', make).toString()).toBe('<p>2</p>');
});

test('a page that was being made when words were erased keeps nothing', () => {
  const markup = new Markup(10_000);
  const { make } = counted();
  const page = markup.forPage();
  markup.dropAll();
  expect(page('a', make).toString()).toBe('<p>1</p>');
  expect(markup.forPage()('a', make).toString()).toBe('<p>2</p>');
});

test('it holds no more than it may, and what is in use stays', () => {
  const markup = new Markup(2000);
  const { make, made } = counted();
  for (let i = 0; i < 1000; i++) {
    markup.forPage()(`other ${i}`, make);
    markup.forPage()('in use', make);
  }
  expect(made()).toBe(1001);
  const held = markup as unknown as { newer: Map<string, Buffer>; older: Map<string, Buffer> };
  const size = [...held.newer, ...held.older].reduce((sum, [key, html]) => sum + key.length + html.length, 0);
  expect(size).toBeLessThanOrEqual(2000);
});

test('a limit of nothing keeps nothing', () => {
  const markup = new Markup(0);
  const { make, made } = counted();
  markup.forPage()('a', make);
  markup.forPage()('a', make);
  expect(made()).toBe(2);
});

test.each([
  ['discussion.post-written', false],
  ['discussion.reacted', false],
  ['discussion.post-redacted', true],
  ['discussion.post-hidden', true],
  ['discussion.post-edited', true],
  ['discussion.post-withdrawn', true],
])('%s may take words away: %s', (what, erases) => {
  expect(mayErase(what, { discussion: 1, post: 2 })).toBe(erases);
});

test('what names no post takes no words away', () => {
  expect(mayErase('discussion.changed', { discussion: 1 })).toBe(false);
});
