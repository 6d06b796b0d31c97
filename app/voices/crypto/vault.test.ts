import { expect, test } from 'vitest';
import { OpenRefused } from './refused';
import { openInSession, sealInSession } from './vault';

const cookie = 'c'.repeat(43);

test('what another implementation sealed under a cookie opens', () => {
  const hex = '0101020202020202020202020202432c69fc779f06d79c873dfa30a202723c9f0b81753ef80593d92f45';
  expect(openInSession(cookie, 'key', Buffer.from(hex, 'hex')).toString()).toBe('known answer');
});

test('only this cookie opens it, and only as what it was', () => {
  const plain = Buffer.from('a key');
  const sealed = sealInSession(cookie, 'key', plain);
  expect(sealed.includes(plain)).toBe(false);
  expect(openInSession(cookie, 'key', sealed)).toEqual(plain);
  expect(() => openInSession('d'.repeat(43), 'key', sealed)).toThrow(OpenRefused);
  expect(() => openInSession(cookie, 'draft', sealed)).toThrow(OpenRefused);
});
