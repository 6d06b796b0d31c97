import { describe, expect, it, test } from 'vitest';
import { roomEvents } from '../../app/room/events';
import { formBounds, readRoomForm } from '../../app/room/form';
import { newBootKey } from '../../app/voices/crypto/tokens';
import { openBusy } from './busy';
import { padded, piece } from './headers';
import { callerOf, openLimits, prefixOf } from './limits';
import { openLog } from './log';
import { isPath, languageAsked, readCookie } from './request';
import { SessionStore, sessionBounds } from './sessions';
import { inTurn } from './turns';

describe('the log', () => {
  test('takes words of its list and whole numbers, by type and when it runs', () => {
    const lines: string[] = [];
    const logger = openLog((line) => void lines.push(line));
    logger.log('started');
    logger.log('erased-again-after-restore', 3);
    // @ts-expect-error no text can be logged
    logger.log('somebody wrote: CANARY');
    // @ts-expect-error nor can a text be counted
    logger.log('started', 'CANARY');
    // @ts-expect-error nor anything beside
    logger.log('started', 1, 'CANARY');
    logger.log('started', 1.5);
    logger.log('started', Number.NaN);
    logger.stop();
    expect(lines.join('\n')).not.toContain('CANARY');
    for (const line of lines) expect(line).toMatch(/^room: [a-z-]+( \d+)?$/);
    for (const line of lines) expect(roomEvents).toContain(line.split(' ')[1]);
  });

  test('counts what somebody did, and says the count at the end of an hour alone', () => {
    const lines: string[] = [];
    const logger = openLog((line) => void lines.push(line));
    for (let i = 0; i < 5; i++) logger.log('code-wrong');
    logger.log('limited', 2);
    expect(lines).toEqual([]);
    logger.stop();
    expect(lines.sort()).toEqual(['room: code-wrong 5', 'room: limited 2']);
  });
});

describe('limits', () => {
  it('knows a neighbourhood, not an address', () => {
    expect(prefixOf('203.0.113.77')).toBe('203.0.113');
    expect(prefixOf('::ffff:203.0.113.77')).toBe('203.0.113');
    expect(prefixOf('2001:db8:12:34::1')).toBe('2001:db8:12');
    expect(prefixOf('2001:0db8:0012::1')).toBe('2001:db8:12');
    expect(prefixOf('::1')).toBe('0:0:0');
    expect(prefixOf('fe80::1%eth0')).toBe('fe80:0:0');
  });

  it('keeps an address in no key, and another key for each start', () => {
    const key = callerOf(newBootKey(), '203.0.113.77');
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(key).not.toBe(callerOf(newBootKey(), '203.0.113.77'));
  });

  it('lets ten codes through, then five a minute; another caller is not held up, and no code is ever locked', () => {
    let at = 0;
    const limits = openLimits(() => at);
    const tries = (n: number, caller: string) =>
      [...Array(n)].filter(() => limits.take('code', caller, undefined) === null);
    expect(tries(1000, 'a')).toHaveLength(10);
    expect(tries(1, 'b')).toHaveLength(1);
    expect(limits.take('code', 'a', undefined)).toBe(12);
    at += 60_000;
    expect(tries(1000, 'a')).toHaveLength(5);
  });

  it('lets a contributor send five in a day, from wherever', () => {
    const limits = openLimits(() => 0);
    const sent = [...Array(20)].filter((_, i) => limits.take('submit', `caller ${i}`, 'one contributor') === null);
    expect(sent).toHaveLength(5);
    expect(limits.take('submit', 'caller 0', 'another contributor')).toBeNull();
  });

  it('does not grow without end', () => {
    const limits = openLimits(() => 0);
    for (let i = 0; i < 25_000; i++) limits.take('code', String(i), undefined);
    expect(limits.size()).toBe(20_000);
  });
});

test('three at work, fifty wait in order, and who comes after them is refused', async () => {
  const busy = openBusy(() => {
    throw new Error('full');
  });
  const going: (() => void)[] = [];
  const order: number[] = [];
  const all = [...Array(53)].map((_, i) =>
    busy(async () => {
      order.push(i);
      await new Promise<void>((go) => going.push(go));
    }),
  );
  expect(busy.load()).toEqual({ working: 3, waiting: 50 });
  await expect(busy(async () => {})).rejects.toThrow('full');
  while (order.length < 53 || busy.load().working > 0) {
    expect(busy.load().working).toBeLessThanOrEqual(3);
    for (const go of going.splice(0)) go();
    await new Promise((turn) => setImmediate(turn));
  }
  await Promise.all(all);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  // One that fails gives its place back.
  await expect(busy(() => Promise.reject(new Error('own')))).rejects.toThrow('own');
  expect(busy.load()).toEqual({ working: 0, waiting: 0 });
});

test('requests of one cookie go one after the other, and not too many wait', async () => {
  const turns = inTurn();
  const seen: string[] = [];
  const going: (() => void)[] = [];
  const one = (name: string, key: string | null) =>
    turns(key, async () => {
      seen.push(name);
      await new Promise<void>((go) => going.push(go));
      return name;
    });
  const all = [...Array(9)].map((_, i) => one(`a${i}`, 'a'));
  const other = one('b', 'b');
  const nobody = one('n', null);
  await new Promise((turn) => setImmediate(turn));
  expect(seen.sort()).toEqual(['a0', 'b', 'n']);
  expect(await all[8]).toBeNull();
  while (going.length > 0) {
    for (const go of going.splice(0)) go();
    await new Promise((turn) => setImmediate(turn));
  }
  expect(await Promise.all(all.slice(0, 8))).toEqual(seen.filter((s) => s.startsWith('a')));
  expect([await other, await nobody]).toEqual(['b', 'n']);
  const again = one('c', 'a');
  await new Promise((turn) => setImmediate(turn));
  going.splice(0).forEach((go) => {
    go();
  });
  expect(await again).toBe('c');
});

describe('sessions', () => {
  const minute = 60_000;
  const store = (at = { now: 0 }) => ({ at, sessions: new SessionStore(() => at.now) });

  test('hold what was put until they end, and give the key to their cookie alone', () => {
    const { sessions } = store();
    const begun = sessions.begin({
      kind: 'staff',
      who: 'w',
      step: 'one',
      values: { a: 1 },
      privateKey: Buffer.from('KEY'),
    })!;
    begun.open.put({ step: 'two', b: 'words', a: undefined });
    begun.open.close();
    const again = sessions.open(begun.cookie)!;
    expect([again.kind, again.who, again.step, again.values]).toEqual(['staff', 'w', 'two', { b: 'words' }]);
    const key = again.privateKey();
    expect(key.toString()).toBe('KEY');
    again.close();
    // What the request had in hand is wiped when it is over.
    expect(key.equals(Buffer.alloc(3))).toBe(true);
    expect(sessions.open('x'.repeat(43))).toBeNull();
    sessions.end(begun.cookie);
    expect(sessions.open(begun.cookie)).toBeNull();
  });

  test('a copy of the memory opens nothing', () => {
    const { sessions } = store();
    const begun = sessions.begin({
      kind: 'invited',
      who: 'w',
      values: { words: 'CANARY' },
      privateKey: Buffer.from('CANARY'),
    })!;
    const held = JSON.stringify([...sessions.copy()], (_, v) =>
      v instanceof Uint8Array || (v as { type?: string } | null)?.type === 'Buffer'
        ? Buffer.from(v.data ?? v).toString('latin1')
        : v,
    );
    expect(held).toContain('"w"');
    expect(held).not.toContain('CANARY');
    expect(held).not.toContain(begun.cookie);
  });

  test('end 15 minutes after the last request and 60 after they began', () => {
    const { at, sessions } = store();
    const idle = sessions.begin({ kind: 'invited', who: 'a' })!.cookie;
    const used = sessions.begin({ kind: 'invited', who: 'b' })!.cookie;
    for (let m = 0; m < 60; m += 10) {
      at.now = m * minute;
      expect(sessions.open(used)).not.toBeNull();
    }
    expect(sessions.open(idle)).toBeNull();
    at.now = 60 * minute + 1;
    expect(sessions.open(used)).toBeNull();
  });

  test('of one person all end at once, also one that is open just now', () => {
    const { sessions } = store();
    const first = sessions.begin({ kind: 'contributor', who: 'a', privateKey: Buffer.from('k') })!;
    const second = sessions.begin({ kind: 'contributor', who: 'a' })!;
    const other = sessions.begin({ kind: 'contributor', who: 'b' })!;
    const open = sessions.open(first.cookie)!;
    expect(sessions.endOf('a')).toBe(2);
    open.put({ late: true });
    open.close();
    expect([sessions.open(first.cookie), sessions.open(second.cookie)]).toEqual([null, null]);
    expect(sessions.open(other.cookie)).not.toBeNull();
  });

  test('are bounded in number', () => {
    const { at, sessions } = store();
    for (let i = 0; i < sessionBounds.most; i++) expect(sessions.begin({ kind: 'invited', who: 'a' })).not.toBeNull();
    expect(sessions.begin({ kind: 'invited', who: 'a' })).toBeNull();
    at.now = sessionBounds.idleMs + 1;
    expect(sessions.begin({ kind: 'invited', who: 'a' })).not.toBeNull();
  }, 60_000);
});

describe('what comes in', () => {
  const read = (text: string | Buffer) => readRoomForm(Buffer.from(text));

  it('reads a form as text in NFC, with plain line breaks and no control characters', () => {
    const form = read('a=e%CC%81&b=one%0D%0Atwo%0Dthree&c=a%00b%1B%5B31m%C2%85&d=+x%2B&e')!;
    expect(form.text('a')).toBe('é');
    expect(form.text('b')).toBe('one\ntwo\nthree');
    expect(form.text('c')).toBe('ab[31m');
    expect(form.text('d')).toBe(' x+');
    expect([form.has('e'), form.text('e'), form.has('f'), form.text('f')]).toEqual([true, '', false, '']);
    expect(read('x-1=a&x-2=b&y=c')?.namesAfter('x-')).toEqual(['1', '2']);
  });

  it('shows codes, phrases and tokens to nobody again', () => {
    const form = read('token=a&code=b&passphrase=c&receipt=d&views=words&totp=e&recovery-key=f')!;
    expect({ ...form.typed() }).toEqual({ views: 'words' });
  });

  it.each([
    ['a name twice', 'a=1&a=2'],
    ['a broken letter', 'a=%C3'],
    ['a longer form of a letter', 'a=%C0%AF'],
    ['half a letter of two', 'a=%ED%A0%80'],
    ['half an escape', 'a=%4'],
    ['bytes that are no text', Buffer.from([0x61, 0x3d, 0xff, 0xfe])],
    ['a name of the language', '__proto__=1'],
    ['a name in brackets', 'a[]=1'],
    ['no name', '=1'],
    ['too many', [...Array(formBounds.fields + 1)].map((_, i) => `a${i}=1`).join('&')],
    ['too long a value', `a=${'x'.repeat(formBounds.value + 1)}`],
    ['too long in all', 'x'.repeat(formBounds.bytes + 1)],
  ] as [string, string | Buffer][])('takes no form with %s', (_, text) => expect(read(text)).toBeNull());

  it('takes a cookie of its own making, once', () => {
    const secret = 'A'.repeat(43);
    expect(readCookie(`a=b; __Host-s=${secret}.fr`)).toEqual({ secret, language: 'fr' });
    for (const wrong of [
      undefined,
      `__Host-s=${secret}`,
      `__Host-s=${secret}.xx`,
      `__Host-s=${secret}!.en`,
      `__Host-s=short.en`,
      `__Host-s=${secret}.en; __Host-s=${secret}.en`,
      `x__Host-s=${secret}.en`,
    ])
      expect(readCookie(wrong)).toBeNull();
  });

  it('has a page for paths of letters alone', () => {
    for (const path of ['/', '/desk', '/desk/reading/0a1b']) expect(isPath(path)).toBe(true);
    for (const path of ['', '//', '/a?b', '/a/', '/%61', '/a.css', '/../a', '/A', '*', `/${'a'.repeat(300)}`])
      expect(isPath(path)).toBe(false);
  });

  it('finds the language that is asked for', () => {
    expect(languageAsked('de-DE, ar;q=0.8, en;q=0.5')).toBe('ar');
    expect(languageAsked('fr-CA')).toBe('fr');
    expect(languageAsked(undefined)).toBe('en');
    expect(languageAsked('x'.repeat(9000))).toBe('en');
  });
});

test('a page is filled up to whole pieces', () => {
  for (const length of [0, 1, piece - 1, piece, piece + 1]) {
    const page = padded(Buffer.alloc(length, 0x61));
    expect(page.length % piece).toBe(0);
    expect(page.length).toBeGreaterThan(0);
    expect(page.length - length).toBeLessThanOrEqual(piece);
    expect(page.subarray(length).every((byte) => byte === 0x20)).toBe(true);
  }
});
