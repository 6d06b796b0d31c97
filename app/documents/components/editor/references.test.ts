import { expect, it } from 'vitest';
import { referenceOf, referencesIn } from './references';

it.each([
  [{ kind: 'post', cited: '12', version: '3', key: null }, 'post:12:3:'],
  [{ kind: 'claim', cited: '7', version: '2', key: '' }, 'claim:7:2:'],
  [{ kind: 'decision', cited: '2', version: '1', key: '' }, 'decision:2:1:'],
  [{ kind: 'passage', cited: '4', version: null, key: 'ab12' }, 'passage:4::ab12'],
])('%j is %s', (attrs, written) => {
  expect(referenceOf(attrs)).toBe(written);
  expect(referencesIn([written])[0]).toMatchObject({ written, kind: attrs.kind, cited: Number(attrs.cited) });
});

it.each(['', 'post:0:1:', 'voice:1:1:', 'post:1', 'post:1:1:<x>', 'post:9999999999999999:1:', 'null:null::'])(
  '%j is no reference',
  (written) => expect(referencesIn([written])).toEqual([]),
);
