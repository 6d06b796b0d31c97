import { createCipheriv } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeKeyPair, ready } from './boxes';
import { lockReleased, lockWaiting, newEpoch, openEpoch, openReleased, openWaiting, wrapEpoch } from './epochs';
import { pad } from './padding';
import { OpenRefused } from './refused';

beforeAll(ready);

const text = Buffer.from('I agree with what was said.');
const shredKey = Buffer.alloc(32, 5);

describe('the key of an epoch', () => {
  test('opens for its members, and for nobody else or elsewhere', () => {
    const [ann, bo, stranger] = [makeKeyPair(), makeKeyPair(), makeKeyPair()];
    const readers = [
      { reader: 'ann', publicKey: ann.publicKey },
      { reader: 'bo', publicKey: bo.publicKey },
    ];
    const { key, wrapped } = newEpoch({ epoch: 'e-1', readers, shredKey });
    expect(key.length).toBe(32);
    expect(wrapped.map((w) => w.reader)).toEqual(['ann', 'bo']);
    const opening = { epoch: 'e-1', ...wrapped[0]!, keys: ann, shredKey };
    expect(openEpoch(opening)).toEqual(key);
    expect(openEpoch({ epoch: 'e-1', ...wrapped[1]!, keys: bo, shredKey })).toEqual(key);
    for (const other of [{ epoch: 'e-2' }, { reader: 'bo' }, { keys: stranger }, { shredKey: Buffer.alloc(32) }]) {
      expect(() => openEpoch({ ...opening, ...other })).toThrow(OpenRefused);
    }
    const late = wrapEpoch({ epoch: 'e-1', key, shredKey }, { reader: 'new', publicKey: stranger.publicKey });
    expect(late.reader).toBe('new');
    expect(openEpoch({ epoch: 'e-1', ...late, keys: stranger, shredKey })).toEqual(key);
  });

  test('of the next epoch is another one: who left does not read on', () => {
    const ann = makeKeyPair();
    const readers = [{ reader: 'ann', publicKey: ann.publicKey }];
    const [first, second] = [
      newEpoch({ epoch: 'e-1', readers, shredKey }),
      newEpoch({ epoch: 'e-2', readers, shredKey }),
    ];
    expect(first.key.equals(second.key)).toBe(false);
  });
});

describe('a message', () => {
  test('that waits opens for the facilitators alone', () => {
    const [one, two, member] = [makeKeyPair(), makeKeyPair(), makeKeyPair()];
    const facilitators = [
      { reader: 'f-1', publicKey: one.publicKey },
      { reader: 'f-2', publicKey: two.publicKey },
    ];
    const { body, wrapped } = lockWaiting({ message: 'm-1', text, facilitators, shredKey });
    expect(body.length).toBe(1024 + 30);
    const opening = { message: 'm-1', body, ...wrapped[0]!, keys: one, shredKey };
    expect(openWaiting(opening)).toEqual(text);
    expect(openWaiting({ ...opening, ...wrapped[1]!, keys: two })).toEqual(text);
    for (const other of [{ keys: member }, { message: 'm-2' }, { reader: 'f-2' }, { shredKey: Buffer.alloc(32) }]) {
      expect(() => openWaiting({ ...opening, ...other })).toThrow(OpenRefused);
    }
    const next = lockWaiting({ message: 'm-1', text, facilitators, shredKey });
    expect(() => openWaiting({ ...opening, body: next.body })).toThrow(OpenRefused);
  });

  test('that is released opens with the key of the epoch and its own shred key together', () => {
    const epochKey = Buffer.alloc(32, 4);
    const body = lockReleased({ message: 'm', text, epochKey, shredKey });
    const opening = { message: 'm', body, epochKey, shredKey };
    expect(openReleased(opening)).toEqual(text);
    for (const other of [{ message: 'n' }, { epochKey: Buffer.alloc(32) }, { shredKey: Buffer.alloc(32) }]) {
      expect(() => openReleased({ ...opening, ...other })).toThrow(OpenRefused);
    }
  });

  test('made by another implementation opens', () => {
    // The key by HKDF of WebCrypto, from epoch key 04…, salt 05… and "group_message|m".
    const key = Buffer.from('671acb5f4efc1ca4da129dc480443cfc7650f343e89c33f5f613c6d80d81b6d7', 'hex');
    const start = Buffer.from([1, 1]);
    const nonce = Buffer.alloc(12, 2);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.concat([start, Buffer.from('group_message|body.released|m|1')]));
    const body = Buffer.concat([start, nonce, cipher.update(pad(text)), cipher.final(), cipher.getAuthTag()]);
    expect(openReleased({ message: 'm', body, epochKey: Buffer.alloc(32, 4), shredKey })).toEqual(text);
  });

  test('that waits is not one that is released', () => {
    const epochKey = Buffer.alloc(32, 4);
    const reader = makeKeyPair();
    const released = lockReleased({ message: 'm', text, epochKey, shredKey });
    const { body, wrapped } = lockWaiting({
      message: 'm',
      text,
      facilitators: [{ reader: 'f', publicKey: reader.publicKey }],
      shredKey,
    });
    expect(() => openReleased({ message: 'm', body, epochKey, shredKey })).toThrow(OpenRefused);
    expect(() => openWaiting({ message: 'm', body: released, ...wrapped[0]!, keys: reader, shredKey })).toThrow(
      OpenRefused,
    );
  });
});
