import { beforeAll, expect, test } from 'vitest';
import { aadOf, open, seal } from './blob';
import { makeKeyPair, openSealed, ready, sealTo } from './boxes';
import { unwrapAs, type Wrapping, wrapFor } from './wraps';

beforeAll(ready);

const shredKey = Buffer.alloc(32, 5);
const key = Buffer.alloc(32, 1);

test.each(['wrapped_key', 'group_key', 'group_message_key'] as const)(
  'a key in %s is laid out as it always was',
  (table) => {
    const reader = makeKeyPair();
    const wrapping: Wrapping = { table, of: 'row-1' };
    const place = aadOf(table, 'blob', 'row-1/reader-1');
    const { blob } = wrapFor(wrapping, { reader: 'reader-1', publicKey: reader.publicKey }, key, shredKey);
    expect(openSealed(reader, open(shredKey, place, blob))).toEqual(key);
    const made = seal(shredKey, place, sealTo(reader.publicKey, key));
    expect(unwrapAs(wrapping, { reader: 'reader-1', blob: made }, reader, shredKey)).toEqual(key);
  },
);
