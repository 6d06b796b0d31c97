import { beforeEach, describe, expect, test } from 'vitest';
import { fromBase32 } from '../../app/voices/crypto/base32';
import { stepOf, totpCode } from '../../app/voices/crypto/totp';
import { confirmColleague, openFirstOrganisation } from '../../app/voices/desk/accounts.server';
import { isAtWork } from '../../app/voices/desk/desk';
import { findMember } from '../../app/voices/desk/members.server';
import { recover, renew, signIn } from '../../app/voices/desk/signing-in.server';
import { roomData } from '../support/room-data';
import { aStaff, type SomeStaff } from '../support/room-people';

const room = await roomData();
const wrong = expect.objectContaining({ refusal: true, kind: 'invalid', message: 'desk:refusals.sign-in' });

describe('the first organisation', () => {
  test('opens when both caseworkers have signed in and each has confirmed the other, and not before', async () => {
    const { organisation, accounts } = await openFirstOrganisation(
      room,
      'First (invented)',
      ['Ann Alder', 'نور'],
      true,
    );
    const [ann, nur] = accounts as [(typeof accounts)[0], (typeof accounts)[0]];
    for (const account of accounts) {
      expect(account.passphrase!.split(' ').length).toBeGreaterThanOrEqual(5);
      expect(account.otpauth).toMatch(/^otpauth:\/\/totp\//);
      expect(account.recovery).toMatch(/^[A-Z2-7 ]{52,}$/);
      expect(account.otpauth).not.toMatch(/First|plenary|survivor/i);
    }
    await expect(openFirstOrganisation(room, 'Second', ['A', 'B'])).rejects.toMatchObject({ kind: 'conflict' });
    const member = async (account: { id: string }) => (await findMember(room.sql, account.id))!;
    const code = (account: { totpSecret?: string }) => totpCode(fromBase32(account.totpSecret!)!, stepOf(room.now()));
    await signIn(room, { signIn: ann.signIn, passphrase: ann.passphrase!, code: code(ann) });
    expect(isAtWork(await member(ann))).toBe(false);
    await expect(confirmColleague(room, await member(ann), nur.id)).rejects.toMatchObject({
      message: 'desk:refusals.not-signed-in',
    });
    await expect(confirmColleague(room, await member(ann), ann.id)).rejects.toMatchObject({ kind: 'not-found' });
    await signIn(room, { signIn: nur.signIn, passphrase: nur.passphrase!, code: code(nur) });
    await confirmColleague(room, await member(ann), nur.id);
    expect((await member(nur)).organisationState).toBe('waiting');
    await confirmColleague(room, await member(nur), ann.id);
    expect(isAtWork(await member(ann)) && isAtWork(await member(nur))).toBe(true);
    const rows =
      await room.sql`select confirmed_by from staff where organisation = ${organisation} order by confirmed_by`;
    expect(rows.map((r) => r.confirmedBy).sort()).toEqual([ann.id, nur.id].sort());
  });
});

describe('signing in', () => {
  let someone: SomeStaff;
  beforeEach(async () => {
    someone = await aStaff(room, { withRecovery: true });
  });
  const phrase = () => ({ signIn: someone.signIn, passphrase: someone.passphrase });

  test('takes a code once', async () => {
    const code = someone.code();
    const { privateKey } = await signIn(room, { ...phrase(), code });
    expect(privateKey.equals(someone.privateKey)).toBe(true);
    await expect(signIn(room, { ...phrase(), code })).rejects.toEqual(wrong);
    await signIn(room, { ...phrase(), code: someone.code() });
  });

  test('takes a code once, also where two come at the same instant', async () => {
    const code = someone.code();
    const both = await Promise.allSettled([signIn(room, { ...phrase(), code }), signIn(room, { ...phrase(), code })]);
    expect(both.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    ['another name', { signIn: 'nobody-1234' }],
    ['another passphrase', { passphrase: 'five other words than those' }],
    ['another code', { code: '000000' }],
    ['no code', { code: '' }],
  ])('refuses %s in the same words', async (_, given) => {
    await expect(signIn(room, { ...phrase(), code: someone.code(), ...given })).rejects.toEqual(wrong);
  });

  test('refuses whoever has left, and one whose organisation has ended', async () => {
    await room.sql`update staff set state = 'ended' where id = ${someone.id}`;
    await expect(signIn(room, { ...phrase(), code: someone.code() })).rejects.toEqual(wrong);
    await room.sql`update staff set state = 'active' where id = ${someone.id}`;
    await room.sql`update organisation set state = 'ended' where id = ${someone.organisation}`;
    await expect(signIn(room, { ...phrase(), code: someone.code() })).rejects.toEqual(wrong);
  });

  test('a new passphrase takes the place of the old one, and opens the same key', async () => {
    const { passphrase } = await renew(room, someone, someone.privateKey, { what: 'passphrase', code: someone.code() });
    await expect(signIn(room, { ...phrase(), code: someone.code() })).rejects.toEqual(wrong);
    room.later(90);
    const opened = await signIn(room, { signIn: someone.signIn, passphrase: passphrase!, code: someone.code() });
    expect(opened.privateKey.equals(someone.privateKey)).toBe(true);
    expect((await someone.member()).hasOwnSecrets).toBe(true);
  });

  test('the first passphrase of her own takes the recovery key with it that others have seen, and later ones leave hers', async () => {
    const made = await aStaff(room, { withRecovery: true });
    await room.sql`update staff set has_own_secrets = false where id = ${made.id}`;
    const first = await renew(room, made, made.privateKey, { what: 'passphrase', code: made.code() });
    expect(first.recovery).toBeDefined();
    room.later(90);
    const seen = { signIn: made.signIn, recovery: made.recovery!, passphrase: '', code: made.code() };
    await expect(recover(room, seen)).rejects.toEqual(wrong);
    room.later(90);
    const later = await renew(room, made, made.privateKey, { what: 'passphrase', code: made.code() });
    expect(later.recovery).toBeUndefined();
    room.later(90);
    await recover(room, { ...seen, recovery: first.recovery!, code: made.code() });
  });

  test('a new passphrase needs a code of this moment', async () => {
    await expect(
      renew(room, someone, someone.privateKey, { what: 'passphrase', code: '123456' }),
    ).rejects.toMatchObject({ fields: { code: 'desk:refusals.code' } });
  });
});

describe('two of the three give back the third', () => {
  let someone: SomeStaff;
  beforeEach(async () => {
    someone = await aStaff(room, { withRecovery: true });
  });

  test('recovery key and code give a passphrase', async () => {
    const of = { signIn: someone.signIn, recovery: someone.recovery!, passphrase: '', code: someone.code() };
    const { shown } = await recover(room, of);
    room.later(90);
    const opened = await signIn(room, { ...of, passphrase: shown.passphrase!, code: someone.code() });
    expect(opened.privateKey.equals(someone.privateKey)).toBe(true);
    // The paper is used up, and there is a new one.
    room.later(90);
    await expect(recover(room, { ...of, code: someone.code() })).rejects.toEqual(wrong);
    room.later(90);
    await recover(room, { ...of, recovery: shown.recovery!, code: someone.code() });
  });

  test('recovery key and passphrase give an authenticator', async () => {
    const of = { signIn: someone.signIn, recovery: someone.recovery!, passphrase: someone.passphrase, code: '' };
    const { shown } = await recover(room, of);
    const code = totpCode(fromBase32(shown.totpSecret!)!, stepOf(room.now()));
    await signIn(room, { signIn: someone.signIn, passphrase: someone.passphrase, code });
    room.later(90);
    await expect(signIn(room, { ...of, code: someone.code() })).rejects.toEqual(wrong);
  });

  test.each([
    ['the recovery key alone', { passphrase: '', code: '' }],
    ['the recovery key and a wrong code', { passphrase: '', code: '000000' }],
    ['the recovery key and a wrong passphrase', { passphrase: 'not the one she has', code: '' }],
  ])('%s gives nothing', async (_, given) => {
    await expect(recover(room, { signIn: someone.signIn, recovery: someone.recovery!, ...given })).rejects.toEqual(
      wrong,
    );
  });

  test('a recovery key of somebody else gives nothing', async () => {
    const other = await aStaff(room, { withRecovery: true });
    await expect(
      recover(room, { signIn: someone.signIn, recovery: other.recovery!, passphrase: '', code: someone.code() }),
    ).rejects.toEqual(wrong);
  });

  test('no recovery key is there but where one was asked for', async () => {
    const without = await aStaff(room);
    expect(without.recovery).toBeUndefined();
    expect((await without.member()).hasRecovery).toBe(false);
  });
});
