import { beforeAll, describe, expect, test } from 'vitest';
import { makeKeyPair, ready } from './boxes';
import { type Beside, lock, lockBeside, type Opening, rewrap, unlock, unlockBeside } from './contribution';
import { OpenRefused } from './refused';

beforeAll(ready);

const text = Buffer.from('What helped most was a fixed contact person. إن الدعم مهم.');
const shredKey = Buffer.alloc(32, 5);

function aLocked() {
  const people = { anna: makeKeyPair(), ben: makeKeyPair(), self: makeKeyPair() };
  const readers = Object.entries(people).map(([reader, { publicKey }]) => ({ reader, publicKey }));
  const locked = lock({ id: 'c-1', text, readers, shredKey });
  const as = (reader: keyof typeof people): Opening & { body: Buffer } => ({
    id: 'c-1',
    reader,
    blob: locked.wrapped.find((w) => w.reader === reader)!.blob,
    keys: people[reader],
    shredKey,
    body: locked.body,
  });
  return { people, locked, as };
}

describe('a contribution', () => {
  test('opens for each of its readers', () => {
    const { as, locked } = aLocked();
    expect(locked.wrapped.map((w) => w.reader)).toEqual(['anna', 'ben', 'self']);
    for (const reader of ['anna', 'ben', 'self'] as const) expect(unlock(as(reader))).toEqual(text);
  });

  test('holds nothing of its text, and only a bucket of its length', () => {
    const { locked } = aLocked();
    const whole = Buffer.concat([locked.body, ...locked.wrapped.map((w) => w.blob)]);
    for (let at = 0; at + 6 <= text.length; at += 1) expect(whole.includes(text.subarray(at, at + 6))).toBe(false);
    expect(locked.sizeBucket).toBe(1024 + 30);
    expect(locked.body.length).toBe(1024 + 30);
    expect(locked.wrapped.map((w) => w.blob.length)).toEqual([110, 110, 110]);
  });

  test('is under another key each time', () => {
    const [first, second] = [aLocked(), aLocked()];
    expect(() => unlock({ ...first.as('anna'), body: second.locked.body })).toThrow(OpenRefused);
  });

  test('opens for nobody once its shred key is gone, reader or not', () => {
    const { as } = aLocked();
    for (const reader of ['anna', 'ben', 'self'] as const) {
      for (const other of [Buffer.alloc(32), Buffer.alloc(32, 6)]) {
        expect(() => unlock({ ...as(reader), shredKey: other })).toThrow(OpenRefused);
      }
    }
  });

  test('opens for nobody else, with all that the database holds and the shred key', () => {
    const { as, locked } = aLocked();
    const stranger = makeKeyPair();
    for (const { reader, blob } of locked.wrapped) {
      expect(() => unlock({ ...as('anna'), reader, blob, keys: stranger })).toThrow(OpenRefused);
    }
  });

  test.each([
    ['another contribution', { id: 'c-2' }],
    ['another reader', { reader: 'ben' }],
  ])('does not open where a key was moved to %s', (_, moved) => {
    expect(() => unlock({ ...aLocked().as('anna'), ...moved })).toThrow(OpenRefused);
  });

  test('does not open where one bit of its body or key is changed', () => {
    const { as } = aLocked();
    for (const field of ['body', 'blob'] as const) {
      const opening = as('anna');
      const bytes = Buffer.from(opening[field]);
      for (const at of [0, 1, 5, 20, 60, bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 128;
        expect(() => unlock({ ...opening, [field]: changed })).toThrow(OpenRefused);
      }
    }
  });

  test('a body of one row does not open in another, even under its own key', () => {
    const { as } = aLocked();
    const beside: Beside = { table: 'reply', column: 'body', rowId: 'c-1' };
    const reply = lockBeside(as('anna'), beside, text);
    expect(() => unlock({ ...as('anna'), body: reply })).toThrow(OpenRefused);
  });

  test('one reader can let a colleague in, who then reads it like the others', () => {
    const { as, locked } = aLocked();
    const colleague = makeKeyPair();
    const granted = rewrap(as('anna'), { reader: 'cleo', publicKey: colleague.publicKey });
    expect(granted.reader).toBe('cleo');
    const opening = { id: 'c-1', ...granted, keys: colleague, shredKey, body: locked.body };
    expect(unlock(opening)).toEqual(text);
    expect(() => unlock({ ...opening, shredKey: Buffer.alloc(32) })).toThrow(OpenRefused);
    expect(() => rewrap({ ...as('anna'), keys: colleague }, { reader: 'x', publicKey: colleague.publicKey })).toThrow(
      OpenRefused,
    );
  });
});

describe('beside a contribution', () => {
  const reply: Beside = { table: 'reply', column: 'body', rowId: 'r-1' };
  const answer = Buffer.from('We heard you.');

  test('a reply is read by all who read the contribution, padded alike', () => {
    const { as } = aLocked();
    const blob = lockBeside(as('anna'), reply, answer);
    expect(blob.length).toBe(1024 + 30);
    for (const reader of ['anna', 'ben', 'self'] as const)
      expect(unlockBeside(as(reader), reply, blob)).toEqual(answer);
  });

  test.each([
    ['row', { ...reply, rowId: 'r-2' }],
    ['table', { ...reply, table: 'excerpt' as const }],
    ['column', { ...reply, column: 'proposed_body' as const }],
  ])('it does not open in another %s', (_, other) => {
    const { as } = aLocked();
    const blob = lockBeside(as('anna'), reply, answer);
    expect(() => unlockBeside(as('anna'), other, blob)).toThrow(OpenRefused);
  });

  test('it goes with the shred key of the contribution', () => {
    const { as } = aLocked();
    const blob = lockBeside(as('anna'), reply, answer);
    expect(() => unlockBeside({ ...as('self'), shredKey: Buffer.alloc(32) }, reply, blob)).toThrow(OpenRefused);
  });
});
