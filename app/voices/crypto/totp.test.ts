import { expect, test } from 'vitest';
import { knownSecrets } from '../../../test/support/voice-keys';
import { OpenRefused } from './refused';
import {
  markOfStep,
  newTotpSecret,
  openTotp,
  sealTotp,
  stepOf,
  totpAddress,
  totpCode,
  totpStep,
  usedStep,
} from './totp';

const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at second %i the code is %s (RFC 6238, appendix B)', (second, code) => {
  const at = new Date(second * 1000);
  expect(totpCode(secret, stepOf(at), 8)).toBe(code);
  expect(totpCode(secret, stepOf(at))).toBe(code.slice(2));
});

const now = new Date(1111111111_000);
const step = stepOf(now);

test('a step is thirty seconds', () => {
  expect([stepOf(new Date(0)), stepOf(new Date(29_999)), stepOf(new Date(30_000))]).toEqual([0, 0, 1]);
});

test('the code of now, of the step before and of the next one is good, and no other', () => {
  const good = [-3, -2, -1, 0, 1, 2, 3].filter(
    (by) => totpStep(secret, totpCode(secret, step + by), now, 0) === step + by,
  );
  expect(good).toEqual([-1, 0, 1]);
  expect(totpStep(secret, totpCode(secret, step + 2), now, 0)).toBeNull();
});

test('a code is good once, and none before it any more', () => {
  const code = totpCode(secret, step);
  expect(totpStep(secret, code, now, step - 1)).toBe(step);
  expect(totpStep(secret, code, now, step)).toBeNull();
  expect(totpStep(secret, totpCode(secret, step - 1), now, step)).toBeNull();
  expect(totpStep(secret, totpCode(secret, step + 1), now, step)).toBe(step + 1);
});

test('where one code stands for two steps it is good once all the same', () => {
  // Found by trying: this secret has the same code in this step and the one before.
  const twice = Buffer.from('00000000000000804244');
  expect(totpCode(twice, step - 1)).toBe(totpCode(twice, step));
  expect(totpStep(twice, totpCode(twice, step), now, 0)).toBe(step);
});

test('digits of any script with spaces are read; what is no code is none', () => {
  const arabic = totpCode(secret, step).replace(/\d/g, (d) => String.fromCodePoint(0x660 + Number(d)));
  expect(totpStep(secret, `${arabic.slice(0, 3)} ${arabic.slice(3)}`, now, 0)).toBe(step);
  for (const typed of ['', '1', '12345', '1234567', 'abcdef', '٠', 'é1234', 'x'.repeat(1000)]) {
    expect(totpStep(secret, typed, now, 0)).toBeNull();
  }
  expect(totpStep(secret, `${totpCode(secret, step)}0`, now, 0)).toBeNull();
});

test('a secret is 20 random bytes, and an app can read its address', () => {
  expect(newTotpSecret().length).toBe(20);
  expect(newTotpSecret().equals(newTotpSecret())).toBe(false);
  expect(totpAddress(secret, 'Forms: a/b')).toBe(
    'otpauth://totp/Forms%3A%20a%2Fb?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&period=30&digits=6',
  );
});

test('it is kept under a key outside the database, for one person', () => {
  const { secrets } = knownSecrets([1, 2]);
  const sealed = sealTotp(secrets, 'staff-1', secret);
  expect(sealed.includes(secret)).toBe(false);
  expect(sealed[1]).toBe(2);
  expect(openTotp(secrets, 'staff-1', sealed)).toEqual(secret);
  expect(() => openTotp(secrets, 'staff-2', sealed)).toThrow(OpenRefused);
  // One that was sealed before the key was renewed, and where it stood.
  const old = sealTotp({ ...secrets, current: () => ({ id: 1, key: secrets.byId('totp', 1) }) }, 'staff-1', secret);
  expect(openTotp(secrets, 'staff-1', old)).toEqual(secret);
});

test('of a used step only a mark is kept, known (Python), which is another one for each person and step', () => {
  const { secrets } = knownSecrets();
  const mark = markOfStep(secrets, 'staff-1', 37037037);
  expect(mark.toString('hex')).toBe('cac63b214f9ab5f2fd6dcabb1edbb216d5f8219352f3968469e8033bcb82f6a9');
  expect(markOfStep(secrets, 'staff-2', 37037037)).not.toEqual(mark);
  expect(markOfStep(secrets, 'staff-1', 37037038)).not.toEqual(mark);
});

test('a mark is recognised as long as its code could be used, also after the key was renewed', () => {
  const before = knownSecrets([1]).secrets;
  const { secrets } = knownSecrets([1, 2]);
  const used = (by: number) => usedStep(secrets, 'staff-1', markOfStep(before, 'staff-1', step + by), now);
  expect([-2, -1, 0, 1, 2].map(used)).toEqual([0, step - 1, step, step + 1, 0]);
  expect(usedStep(secrets, 'staff-1', markOfStep(secrets, 'staff-1', step), now)).toBe(step);
  expect(usedStep(secrets, 'staff-1', markOfStep(secrets, 'staff-2', step), now)).toBe(0);
  expect(usedStep(secrets, 'staff-1', null, now)).toBe(0);
});
