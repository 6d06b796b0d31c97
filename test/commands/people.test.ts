import { describe, expect, test } from 'vitest';
import {
  askAddressChange,
  changeAddress,
  changePassword,
  changeProfile,
  endMyOtherSessions,
  endMySession,
} from '../../app/people/commands/account.server';
import { confirm, findConfirmable, register } from '../../app/people/commands/registration.server';
import { askLink, resetPassword, signInByLink, signInByPassword } from '../../app/people/commands/signing-in.server';
import type { Registration } from '../../app/people/forms';
import { peopleDeeds, plantSweep } from '../../app/people/jobs.server';
import { hashPassword, isPassword } from '../../app/people/password.server';
import { findReader, listSessions } from '../../app/people/sessions.server';
import { findToken, makeToken, spendToken } from '../../app/people/tokens.server';
import { freshDatabase } from '../support/database';
import { writeLetters } from '../support/letters';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-11-26T10:00:00Z');
const door = { agent: 'Firefox on Linux', secure: false };
const words = 'seven lamps on a quiet road';
const otherWords = 'nine boats under a red bridge';

let count = 0;
function someone(values: Partial<Registration> = {}): Registration {
  const n = ++count;
  return {
    name: 'Amina Diallo',
    email: `amina${n}@maison.example`,
    password: words,
    organisationId: null,
    organisationWanted: 'Maison Ouverte (invented)',
    language: 'fr',
    timeZone: 'Africa/Dakar',
    ...values,
  };
}

const refusal = (message: string) => expect.objectContaining({ refusal: true, message });
const mistake = (field: string, key: string) => expect.objectContaining({ refusal: true, fields: { [field]: key } });
const stateOf = async (email: string) =>
  (await sql<{ state: string }[]>`select state from person where email = ${email}`)[0]?.state;
const readerOf = async (cookie: string) => (await findReader(sql, cookie.split(';')[0]!, false)).reader;
const tasksAbout = async (id: number) =>
  (
    await sql<
      { personId: number }[]
    >`select person_id from task where key = ${`decide-on-person:${id}`} order by person_id`
  ).map((t) => t.personId);

async function registered(values: Partial<Registration> = {}) {
  const person = someone(values);
  await register(sql, person);
  const [letter] = await writeLetters(sql);
  return { ...person, token: letter!.token };
}

async function confirmed(values: Partial<Registration> = {}) {
  const person = await registered(values);
  const cookie = await confirm(sql, person.token, undefined, door, now);
  return { ...person, cookie, reader: (await readerOf(cookie))! };
}

describe('registering', () => {
  test('leads by mail to an account that waits, with tasks for those who decide and for nobody else', async () => {
    const organisation = await anOrganisation(sql);
    const other = await anOrganisation(sql);
    const secretariat = await aPerson(sql, { secretariat: true });
    const focalPoint = await aPerson(sql, { organisation, office: 'focal-point' });
    const alternate = await aPerson(sql, { organisation, office: 'alternate' });
    await aPerson(sql, { organisation });
    await aPerson(sql, { organisation: other, office: 'focal-point' });
    await aPerson(sql, { organisation, office: 'focal-point', state: 'suspended' });

    const person = await registered({ organisationId: organisation, organisationWanted: null });
    expect(await stateOf(person.email)).toBe('unconfirmed');
    const reader = (await readerOf(await confirm(sql, person.token, undefined, door, now)))!;
    expect(reader).toMatchObject({
      state: 'waiting',
      name: 'Amina Diallo',
      language: 'fr',
      timeZone: 'Africa/Dakar',
      organisationId: organisation,
    });
    expect(await tasksAbout(reader.id)).toEqual([secretariat.id, focalPoint.id, alternate.id]);
    const [task] = await sql<
      { what: string; dueAt: Date; place: string }[]
    >`select what, due_at, place from task where person_id = ${secretariat.id}`;
    expect(task).toEqual({ what: 'people:task.decide', dueAt: new Date('2026-11-30T10:00:00Z'), place: '/people' });
    const heard = await sql<{ ids: unknown }[]>`select ids from announcement where what = 'person.access-changed'`;
    expect(heard.map((a) => a.ids)).toContainEqual({ person: reader.id });
  });

  test('gives everyone a handle of their own, at once too', async () => {
    const people = Array.from({ length: 4 }, () => someone({ name: 'Zoë Okonkwo' }));
    await Promise.all(people.map((person) => register(sql, person)));
    const rows = await sql<{ handle: string }[]>`select handle from person where name = 'Zoë Okonkwo' order by handle`;
    expect(rows.map((r) => r.handle)).toEqual(['zoe.okonkwo', 'zoe.okonkwo.2', 'zoe.okonkwo.3', 'zoe.okonkwo.4']);
    await writeLetters(sql);
  });

  test('with an address that has an account changes nothing and tells its owner', async () => {
    const known = await aPerson(sql);
    await register(sql, someone({ email: known.email.toUpperCase(), name: 'Somebody Else' }));
    expect(await writeLetters(sql)).toMatchObject([{ kind: 'known', token: '' }]);
    const [row] = await sql`select name, password_hash from person where id = ${known.id}`;
    expect(row).toEqual({ name: known.name, passwordHash: null });
  });

  test('twice with the same form, even at once, makes one account and one mail', async () => {
    const person = someone();
    await Promise.all([register(sql, person), register(sql, person)]);
    await register(sql, person);
    const letters = await writeLetters(sql);
    expect(letters.map((l) => l.kind)).toEqual(['confirm']);
    expect((await findConfirmable(sql, letters[0]!.token))?.hasPassword).toBe(true);
  });

  test('of an address by a second hand takes the first password away: the owner of the mailbox chooses one', async () => {
    const first = await registered();
    await register(sql, { ...first, password: otherWords, name: 'Amina D.' });
    const [letter] = await writeLetters(sql);
    expect(await findConfirmable(sql, first.token)).toBeNull();
    expect(await findConfirmable(sql, letter!.token)).toMatchObject({ name: 'Amina D.', hasPassword: false });
    await expect(confirm(sql, letter!.token, undefined, door, now)).rejects.toEqual(
      mistake('password', 'people:password.too-short'),
    );
    await expect(signInByPassword(sql, { email: first.email, password: words }, door)).rejects.toEqual(
      refusal('people:refusals.wrong-sign-in'),
    );
    await confirm(sql, letter!.token, 'a third phrase of her own', door, now);
    await expect(signInByPassword(sql, { email: first.email, password: otherWords }, door)).rejects.toEqual(
      refusal('people:refusals.wrong-sign-in'),
    );
    expect(await signInByPassword(sql, { email: first.email, password: 'a third phrase of her own' }, door)).toContain(
      'plenary=',
    );
  });

  test.each([
    ['a common password', { password: 'Administrator2026' }, 'password', 'people:password.common'],
    ['a short password', { password: 'lamps' }, 'password', 'people:password.too-short'],
    ['her own name', { password: 'aminadiallo1234' }, 'password', 'people:password.own'],
    [
      'an organisation that is not there',
      { organisationId: 999_999, organisationWanted: null },
      'organisationId',
      'people:mistakes.organisation',
    ],
  ])('is refused with %s', async (_, values, field, key) => {
    const person = someone(values);
    await expect(register(sql, person)).rejects.toEqual(mistake(field, key));
    expect(await stateOf(person.email)).toBeUndefined();
  });
});

describe('a link', () => {
  test('is spent once, also when two spend it at once', async () => {
    const { token } = await registered();
    const both = await Promise.allSettled([
      confirm(sql, token, undefined, door, now),
      confirm(sql, token, undefined, door, now),
    ]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((r) => r.status === 'rejected')).toMatchObject({ reason: refusal('people:refusals.link-dead') });
  });

  test('signs in once, at once too, and ends the others that were sent', async () => {
    const person = await aPerson(sql);
    await askLink(sql, 'sign-in', { email: person.email, language: 'en' });
    await askLink(sql, 'sign-in', { email: person.email, language: 'en', to: '/discussions/3' });
    const [one, two] = await writeLetters(sql);
    expect(two!.link?.path).toBe(`/sign-in/link?token=${two!.token}&to=%2Fdiscussions%2F3`);
    const both = await Promise.allSettled([signInByLink(sql, one!.token, door), signInByLink(sql, one!.token, door)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(signInByLink(sql, two!.token, door)).rejects.toEqual(refusal('people:refusals.link-dead'));
  });

  test('that has ended, is of another kind or was made up opens nothing', async () => {
    const person = await aPerson(sql);
    const token = await sql.begin((tx) => makeToken(tx, 'sign-in', { personId: person.id }));
    await expect(sql.begin((tx) => spendToken(tx, 'reset', token))).rejects.toEqual(
      refusal('people:refusals.link-dead'),
    );
    await sql`update token set expires_at = now() where person_id = ${person.id}`;
    expect(await findToken(sql, 'sign-in', token)).toBeNull();
    for (const dead of [token, 'x', '', null, 'x'.repeat(5000)]) {
      await expect(signInByLink(sql, dead, door)).rejects.toEqual(refusal('people:refusals.link-dead'));
    }
  });

  test.each([
    ['sign-in', 20],
    ['reset', 60],
    ['confirm', 48 * 60],
    ['invitation', 14 * 24 * 60],
  ] as const)('of kind %s lives %i minutes', async (kind, minutes) => {
    const token = await sql.begin((tx) => makeToken(tx, kind, {}));
    const [row] = await sql<{ minutes: number }[]>`
      select extract(epoch from expires_at - created_at) / 60 as minutes from token where kind = ${kind} order by created_at desc limit 1`;
    expect(Number(row!.minutes)).toBeCloseTo(minutes, 3);
    expect(await findToken(sql, kind, token)).not.toBeNull();
  });

  test('is mailed to those who may come in, and the unconfirmed get theirs', async () => {
    const waiting = await aPerson(sql, { state: 'waiting' });
    const unconfirmed = await aPerson(sql, { state: 'unconfirmed' });
    const suspended = await aPerson(sql, { state: 'suspended' });
    const emails = [waiting.email, unconfirmed.email, suspended.email, 'nobody@maison.example'];
    for (const email of emails)
      for (const kind of ['sign-in', 'reset'] as const) await askLink(sql, kind, { email, language: 'en' });
    const letters = await writeLetters(sql);
    expect(letters.map((l) => `${l.kind} ${l.to}`)).toEqual([
      `sign-in ${waiting.email}`,
      `reset ${waiting.email}`,
      `sign-in ${unconfirmed.email}`,
      `reset ${unconfirmed.email}`,
    ]);
    expect(letters[2]!.link?.path).toMatch(/^\/confirm\?token=/);
    expect(letters[3]!.link?.path).toMatch(/^\/confirm\?token=/);
  });

  test('never carries another token into the queue', async () => {
    await askLink(sql, 'sign-in', { email: 'nobody@maison.example', language: 'en', to: '/invitation?token=abc' });
    const rows = await sql<
      { about: unknown }[]
    >`select about from mail where kind = 'sign-in' order by created_at desc limit 1`;
    expect(rows[0]!.about).toEqual({ to: '/' });
  });
});

describe('signing in with a password', () => {
  test('says the same of a wrong password, an unknown address and an account without one', async () => {
    const person = await confirmed();
    const without = await aPerson(sql);
    for (const input of [
      { email: person.email, password: otherWords },
      { email: person.email, password: 'x'.repeat(9000) },
      { email: 'nobody@maison.example', password: words },
      { email: without.email, password: words },
      { email: without.email, password: '' },
    ]) {
      await expect(signInByPassword(sql, input, door)).rejects.toEqual({
        refusal: true,
        kind: 'invalid',
        message: 'people:refusals.wrong-sign-in',
      });
    }
  });

  test('takes the password however it is typed', async () => {
    const person = await confirmed({ password: 'été à l’île, sept lampes' });
    const decomposed = 'été à l’île, sept lampes'.normalize('NFD');
    expect(await signInByPassword(sql, { email: person.email.toUpperCase(), password: decomposed }, door)).toContain(
      'HttpOnly',
    );
  });

  test.each([
    ['refused', 'people:refusals.refused'],
    ['suspended', 'people:refusals.suspended'],
  ])('tells who was %s only after the right password', async (state, key) => {
    const person = await confirmed();
    await sql`update person set state = ${state} where email = ${person.email}`;
    await expect(signInByPassword(sql, { email: person.email, password: words }, door)).rejects.toEqual(refusal(key));
    await expect(signInByPassword(sql, { email: person.email, password: otherWords }, door)).rejects.toEqual(
      refusal('people:refusals.wrong-sign-in'),
    );
    expect(await readerOf(person.cookie)).toBeNull();
  });

  test('sends the mail of an unconfirmed address again, but not each time', async () => {
    const person = await registered();
    const again = () =>
      expect(signInByPassword(sql, person, door)).rejects.toEqual(refusal('people:refusals.unconfirmed'));
    await again();
    expect(await writeLetters(sql)).toEqual([]);
    await sql`update mail set created_at = now() - interval '11 minutes' where to_address = ${person.email}`;
    await again();
    await again();
    expect(await writeLetters(sql)).toMatchObject([{ kind: 'confirm', to: person.email }]);
  });

  test('hashes with argon2id at the stated cost', async () => {
    const hash = await hashPassword(words);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword(hash, words)).toBe(true);
    expect(await isPassword(hash, `${words} `)).toBe(false);
    expect(await isPassword(null, 'a')).toBe(false);
  });
});

describe('a new password', () => {
  test('by mail ends every session and every link, and tells the owner', async () => {
    const person = await confirmed();
    await askLink(sql, 'sign-in', { email: person.email, language: 'en' });
    await askLink(sql, 'reset', { email: person.email, language: 'en' });
    const [link, reset] = await writeLetters(sql);
    await expect(resetPassword(sql, reset!.token, 'too short', door)).rejects.toEqual(
      mistake('password', 'people:password.too-short'),
    );
    const cookie = await resetPassword(sql, reset!.token, otherWords, door);
    expect(await readerOf(person.cookie)).toBeNull();
    expect((await readerOf(cookie))?.id).toBe(person.reader.id);
    await expect(signInByLink(sql, link!.token, door)).rejects.toEqual(refusal('people:refusals.link-dead'));
    await expect(resetPassword(sql, reset!.token, words, door)).rejects.toEqual(refusal('people:refusals.link-dead'));
    expect(await writeLetters(sql)).toMatchObject([{ kind: 'password-changed', to: person.email }]);
  });

  test('on the account page asks for the old one, and ends the other sessions alone', async () => {
    const person = await confirmed();
    const other = await signInByPassword(sql, person, door);
    await expect(changePassword(sql, person.reader, { oldPassword: otherWords, password: otherWords })).rejects.toEqual(
      mistake('oldPassword', 'people:mistakes.old-password'),
    );
    await expect(changePassword(sql, person.reader, { password: otherWords })).rejects.toEqual(
      mistake('oldPassword', 'people:mistakes.old-password'),
    );
    await changePassword(sql, person.reader, { oldPassword: words, password: otherWords });
    expect(await readerOf(person.cookie)).not.toBeNull();
    expect(await readerOf(other)).toBeNull();
    const ended =
      await sql`select ids from announcement where what = 'person.session-ended' and ids ->> 'person' = ${String(person.reader.id)}`;
    expect(ended).toHaveLength(1);
    await writeLetters(sql);
  });

  test('is not for someone who was suspended meanwhile', async () => {
    const person = await confirmed();
    await askLink(sql, 'reset', { email: person.email, language: 'en' });
    const [reset] = await writeLetters(sql);
    await sql`update person set state = 'suspended' where id = ${person.reader.id}`;
    await expect(resetPassword(sql, reset!.token, otherWords, door)).rejects.toEqual(
      refusal('people:refusals.suspended'),
    );
  });
});

describe('sessions', () => {
  test('are listed, and ended by their owner alone', async () => {
    const person = await confirmed();
    const stranger = await confirmed();
    const second = await signInByPassword(sql, person, { ...door, agent: 'Chrome on Android' });
    await signInByPassword(sql, person, door);
    const list = await listSessions(sql, person.reader.id);
    expect(list).toHaveLength(3);
    const phone = list.find((s) => s.agent === 'Chrome on Android')!;
    await endMySession(sql, stranger.reader, phone.id);
    expect(await readerOf(second)).not.toBeNull();
    expect(
      await sql`select from announcement where what = 'person.session-ended' and ids ->> 'session' = ${phone.id}`,
    ).toHaveLength(0);
    await endMySession(sql, person.reader, phone.id);
    expect(await readerOf(second)).toBeNull();
    await endMyOtherSessions(sql, person.reader);
    expect((await listSessions(sql, person.reader.id)).map((s) => s.id)).toEqual([person.reader.session]);
  });

  test('remember their last use to the hour', async () => {
    const person = await confirmed();
    await sql`update session set last_seen_at = now() - interval '59 minutes' where user_id = ${person.reader.id}`;
    const before = (await listSessions(sql, person.reader.id))[0]!.lastSeenAt;
    await readerOf(person.cookie);
    expect((await listSessions(sql, person.reader.id))[0]!.lastSeenAt).toEqual(before);
    await sql`update session set last_seen_at = now() - interval '61 minutes' where user_id = ${person.reader.id}`;
    await readerOf(person.cookie);
    expect((await listSessions(sql, person.reader.id))[0]!.lastSeenAt.getTime()).toBeGreaterThan(before.getTime());
  });
});

describe('the account', () => {
  test('changes its words and settings, and tells where a name may stand', async () => {
    const { reader } = await confirmed();
    const settings = { name: reader.name, language: 'ar' as const, timeZone: 'Asia/Amman', shortcuts: false };
    const renamed = () =>
      sql`select from announcement where what = 'person.renamed' and ids ->> 'person' = ${String(reader.id)}`;
    await changeProfile(sql, reader, settings);
    expect(await renamed()).toHaveLength(0);
    await changeProfile(sql, reader, { ...settings, name: 'Amina Diallo Sow' });
    expect(await renamed()).toHaveLength(1);
    const [row] = await sql`select name, language, time_zone, shortcuts from person where id = ${reader.id}`;
    expect(row).toEqual({ name: 'Amina Diallo Sow', language: 'ar', timeZone: 'Asia/Amman', shortcuts: false });
  });

  test('gets another address when the link sent there is followed, and the old one is told', async () => {
    const person = await confirmed();
    await askLink(sql, 'reset', { email: person.email, language: 'en' });
    await expect(
      askAddressChange(sql, person.reader, { email: 'new@maison.example', oldPassword: otherWords }),
    ).rejects.toEqual(mistake('oldPassword', 'people:mistakes.old-password'));
    await expect(
      askAddressChange(sql, person.reader, { email: person.email.toUpperCase(), oldPassword: words }),
    ).rejects.toEqual(mistake('email', 'people:mistakes.same-address'));
    await askAddressChange(sql, person.reader, { email: 'new@maison.example', oldPassword: words });
    const [reset, change] = await writeLetters(sql);
    expect(change).toMatchObject({ kind: 'address', to: 'new@maison.example' });
    expect(await stateOf('new@maison.example')).toBeUndefined();
    await changeAddress(sql, change!.token);
    expect(await stateOf('new@maison.example')).toBe('waiting');
    expect(await stateOf(person.email)).toBeUndefined();
    await expect(resetPassword(sql, reset!.token, otherWords, door)).rejects.toEqual(
      refusal('people:refusals.link-dead'),
    );
    expect(await writeLetters(sql)).toMatchObject([{ kind: 'address-changed', to: person.email }]);
  });

  test('does not get an address that has an account, before or by then', async () => {
    const person = await confirmed();
    const known = await aPerson(sql);
    await askAddressChange(sql, person.reader, { email: known.email, oldPassword: words });
    expect(await writeLetters(sql)).toMatchObject([{ kind: 'known', to: known.email }]);
    await askAddressChange(sql, person.reader, { email: 'contested@maison.example', oldPassword: words });
    const [change] = await writeLetters(sql);
    await registered({ email: 'contested@maison.example' });
    await expect(changeAddress(sql, change!.token)).rejects.toEqual(refusal('people:refusals.address-taken'));
    expect(await stateOf(person.email)).toBe('waiting');
  });
});

test('once a day what has ended is swept, and the next sweep is planted', async () => {
  await sql`delete from due`;
  const old = await registered();
  const recent = await registered();
  await sql`update person set registered_at = now() - interval '31 days' where email = ${old.email}`;
  const person = await aPerson(sql);
  const ended = await sql.begin((tx) => makeToken(tx, 'sign-in', { personId: person.id }));
  await sql`update token set expires_at = now() - interval '1 second' where person_id = ${person.id}`;
  await sql`update session set expires_at = now() - interval '1 second' where user_id = ${person.id}`;
  await askLink(sql, 'reset', { email: 'mistyped@maison.example', language: 'en' });
  await writeLetters(sql);
  await sql`update mail set gave_up_at = now() - interval '2 days' where to_address = 'mistyped@maison.example'`;

  await plantSweep(sql);
  await plantSweep(sql);
  const [due] = await sql<{ id: number; deed: string }[]>`select id, deed from due where deed = 'sweep-people'`;
  // As the runner does it: the deed, and then its row.
  await sql.begin(async (tx) => {
    await peopleDeeds[due!.deed]!(tx, { ...due!, at: now, about: {}, tries: 0 });
    await tx`delete from due where id = ${due!.id}`;
  });

  expect(await findToken(sql, 'sign-in', ended)).toBeNull();
  expect(await sql`select from token where expires_at < now()`).toHaveLength(0);
  expect(await sql`select from session where user_id = ${person.id}`).toHaveLength(0);
  expect(await stateOf(old.email)).toBeUndefined();
  expect(await stateOf(recent.email)).toBe('unconfirmed');
  expect(await sql`select from mail where to_address in (${old.email}, 'mistyped@maison.example')`).toHaveLength(0);
  const next = await sql<
    { hours: number }[]
  >`select extract(epoch from at - now()) / 3600 as hours from due where deed = 'sweep-people'`;
  expect(next).toHaveLength(1);
  expect(Number(next[0]!.hours)).toBeCloseTo(24, 1);
});
