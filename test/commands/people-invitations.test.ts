import { expect, test } from 'vitest';
import { acceptAsNew, acceptAsReader } from '../../app/people/commands/invitation.server';
import { register } from '../../app/people/commands/registration.server';
import { signInByPassword } from '../../app/people/commands/signing-in.server';
import type { Acceptance } from '../../app/people/forms';
import { findInvitation } from '../../app/people/queries.server';
import { findReader } from '../../app/people/sessions.server';
import { sendMail } from '../../app/shared/mail.server';
import { freshDatabase } from '../support/database';
import { type Letter, writeLetters } from '../support/letters';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-11-26T10:00:00Z');
const door = { agent: 'Firefox on Linux', secure: false };
const acceptance: Acceptance = {
  name: 'Kofi Mensah',
  password: 'seven lamps on a quiet road',
  language: 'fr',
  timeZone: 'Africa/Accra',
};
const organisation = await anOrganisation(sql, { name: 'Maison Ouverte (invented)' });
const secretariat = await aPerson(sql, { secretariat: true });

const refusal = (message: string) => expect.objectContaining({ refusal: true, message });
const readerOf = async (cookie: string) => (await findReader(sql, cookie.split(';')[0]!, false)).reader!;

let count = 0;
async function invited(
  values: { email?: string; organisation?: number | null; office?: string; discussion?: number; role?: string } = {},
): Promise<Letter & { id: number }> {
  const email = values.email ?? `invited${++count}@maison.example`;
  const [row] = await sql<{ id: number }[]>`
    insert into invitation (email, name, organisation_id, organisation_role, activity, activity_id, activity_role, invited_by)
    values (${email}, 'K. Mensah', ${values.organisation === undefined ? organisation : values.organisation}, ${values.office ?? null},
      ${values.discussion ? 'discussion' : null}, ${values.discussion ?? null}, ${values.role ?? null}, ${secretariat.id})
    returning id`;
  await sql.begin((tx) =>
    sendMail(tx, { kind: 'invitation', to: email, language: 'en', about: { invitation: row!.id } }),
  );
  const letter = (await writeLetters(sql)).find((l) => l.to === email)!;
  return { ...letter, id: row!.id };
}

async function aDiscussion(): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into discussion (slug, language, time_zone, readers, writers, moderation, created_by)
    values ('shelter', 'en', 'UTC', 'invited', 'invited', 'post', ${secretariat.id}) returning id`;
  await sql`insert into discussion_text (discussion_id, language, title) values (${row!.id}, 'en', 'Shelter that lasts'), (${row!.id}, 'fr', 'Un abri qui dure')`;
  return row!.id;
}

test('says who invites to what, in the language of whoever looks', async () => {
  const discussion = await aDiscussion();
  const letter = await invited({ discussion, role: 'participant' });
  expect(letter.subject).toBe(`${secretariat.name} invites you to Plenary`);
  expect(letter.paragraphs.join('\n')).toContain('Maison Ouverte (invented)');
  expect(letter.paragraphs.join('\n')).toContain('Shelter that lasts');
  expect(await findInvitation(sql, letter.token, 'fr')).toMatchObject({
    activityTitle: 'Un abri qui dure',
    inviter: secretariat.name,
    account: null,
  });
});

test('makes somebody new an active person of the organisation, with its roles and a session', async () => {
  const discussion = await aDiscussion();
  const letter = await invited({ office: 'alternate', discussion, role: 'facilitator' });
  const reader = await readerOf(await acceptAsNew(sql, letter.token, acceptance, door, now));
  expect(reader).toMatchObject({
    name: 'Kofi Mensah',
    handle: 'kofi.mensah',
    email: letter.to,
    state: 'active',
    language: 'fr',
    timeZone: 'Africa/Accra',
    organisationId: organisation,
    offices: [{ organisationId: organisation, role: 'alternate' }],
  });
  const [row] =
    await sql`select decided_by, email_confirmed_at, i.accepted_at from person p, invitation i where p.id = ${reader.id} and i.id = ${letter.id}`;
  expect(row).toEqual({ decidedBy: secretariat.id, emailConfirmedAt: expect.any(Date), acceptedAt: now });
  const roles = await sql`select activity, activity_id, role from activity_role where person_id = ${reader.id}`;
  expect([...roles]).toEqual([{ activity: 'discussion', activityId: discussion, role: 'facilitator' }]);
  const heard = await sql<{ ids: unknown }[]>`select ids from announcement where what = 'person.access-changed'`;
  expect(heard.map((a) => a.ids)).toContainEqual({ person: reader.id });
  expect(await signInByPassword(sql, { email: letter.to, password: acceptance.password }, door)).toContain('plenary=');
});

test('is accepted once, at once too', async () => {
  const letter = await invited();
  const both = await Promise.allSettled([1, 2].map(() => acceptAsNew(sql, letter.token, acceptance, door, now)));
  expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await sql`select from person where email = ${letter.to}`).toHaveLength(1);
  await expect(acceptAsNew(sql, letter.token, acceptance, door, now)).rejects.toEqual(
    refusal('people:refusals.link-dead'),
  );
});

test('keeps its link when the password cannot be chosen', async () => {
  const letter = await invited();
  await expect(
    acceptAsNew(sql, letter.token, { ...acceptance, password: 'kofimensah20261' }, door, now),
  ).rejects.toMatchObject({
    fields: { password: 'people:password.own' },
  });
  await acceptAsNew(sql, letter.token, acceptance, door, now);
});

test('that was withdrawn is neither shown nor accepted, and not mailed any more', async () => {
  const letter = await invited();
  await sql`update invitation set withdrawn_at = now() where id = ${letter.id}`;
  expect(await findInvitation(sql, letter.token, 'en')).toBeNull();
  await expect(acceptAsNew(sql, letter.token, acceptance, door, now)).rejects.toEqual(
    refusal('people:refusals.link-dead'),
  );
  await sql.begin((tx) =>
    sendMail(tx, { kind: 'invitation', to: letter.to, language: 'en', about: { invitation: letter.id } }),
  );
  expect(await writeLetters(sql)).toEqual([]);
});

test('adds to an account that is there, and asks its owner to sign in first', async () => {
  const discussion = await aDiscussion();
  const other = await anOrganisation(sql);
  const person = await aPerson(sql, { organisation: other, role: { discussion, role: 'facilitator' } });
  const letter = await invited({ email: person.email, organisation: null, discussion, role: 'observer' });
  await expect(acceptAsNew(sql, letter.token, acceptance, door, now)).rejects.toEqual(
    refusal('people:refusals.sign-in-first'),
  );
  await expect(acceptAsReader(sql, await secretariat.reader(), letter.token, now)).rejects.toEqual(
    refusal('people:refusals.other-account'),
  );
  await acceptAsReader(sql, await person.reader(), letter.token, now);
  const [row] =
    await sql`select name, organisation_id, password_hash, role from person p join activity_role r on r.person_id = p.id where p.id = ${person.id}`;
  expect(row).toEqual({ name: person.name, organisationId: other, passwordHash: null, role: 'facilitator' });
});

test('lets in who waited, and ends the tasks of those who would have decided', async () => {
  await register(sql, {
    ...acceptance,
    name: 'Ama Owusu',
    email: 'ama@maison.example',
    organisationId: organisation,
    organisationWanted: null,
  });
  await sql`update person set state = 'waiting' where email = 'ama@maison.example'`;
  const reader = await readerOf(
    await signInByPassword(sql, { email: 'ama@maison.example', password: acceptance.password }, door),
  );
  await sql`insert into task (person_id, key, what, place) values (${secretariat.id}, ${`decide-on-person:${reader.id}`}, 'people:task.decide', '/people')`;
  const letter = await invited({ email: 'ama@maison.example', office: 'focal-point' });
  await acceptAsReader(sql, reader, letter.token, now);
  const [row] = await sql`select state, decided_by from person where id = ${reader.id}`;
  expect(row).toEqual({ state: 'active', decidedBy: secretariat.id });
  expect(await sql`select from task where key = ${`decide-on-person:${reader.id}`} and done_at is null`).toHaveLength(
    0,
  );
});

test('replaces a registration of the address that nobody confirmed', async () => {
  await register(sql, {
    ...acceptance,
    name: 'Somebody Else',
    password: 'a stranger typed this one',
    email: 'late@maison.example',
    organisationId: null,
    organisationWanted: 'Elsewhere',
  });
  const [confirmation] = await writeLetters(sql);
  const letter = await invited({ email: 'late@maison.example' });
  const reader = await readerOf(await acceptAsNew(sql, letter.token, acceptance, door, now));
  expect(reader).toMatchObject({ name: 'Kofi Mensah', state: 'active', organisationId: organisation });
  expect(reader.handle).toMatch(/^kofi\.mensah/);
  await expect(
    signInByPassword(sql, { email: 'late@maison.example', password: 'a stranger typed this one' }, door),
  ).rejects.toEqual(refusal('people:refusals.wrong-sign-in'));
  expect(await sql`select from token where kind = 'confirm' and person_id = ${reader.id}`).toHaveLength(0);
  expect(confirmation!.kind).toBe('confirm');
});

test('lets nobody in who was suspended', async () => {
  const person = await aPerson(sql, { organisation });
  const letter = await invited({ email: person.email });
  const reader = await person.reader();
  await sql`update person set state = 'suspended' where id = ${person.id}`;
  await expect(acceptAsReader(sql, reader, letter.token, now)).rejects.toEqual(refusal('people:refusals.suspended'));
  await expect(acceptAsNew(sql, letter.token, acceptance, door, now)).rejects.toEqual(
    refusal('people:refusals.sign-in-first'),
  );
});
