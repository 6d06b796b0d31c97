import { describe, expect, test } from 'vitest';
import { approve, refusePerson, reinstate, suspend } from '../../app/people/admission.commands.server';
import { listPeople } from '../../app/people/admission.queries.server';
import { giveOffice, setStaff, takeOffice } from '../../app/people/appointing.commands.server';
import { findReader } from '../../app/people/sessions.server';
import { decisionTask } from '../../app/people/waiting';
import { giveTask } from '../../app/tasks/commands.server';
import { freshDatabase } from '../support/database';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-11-26T10:00:00Z');

const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });
const beside = (field: string, key: string) => ({ kind: 'invalid', fields: { [field]: `admission:mistakes.${key}` } });

const ours = await anOrganisation(sql, { name: 'Ours (invented)' });
const theirs = await anOrganisation(sql, { name: 'Theirs (invented)' });
const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
const focalPoint = await (await aPerson(sql, { organisation: ours, office: 'focal-point' })).reader();
const elsewhere = await (await aPerson(sql, { organisation: theirs, office: 'focal-point' })).reader();

const waiting = (values: Parameters<typeof aPerson>[1] = {}) =>
  aPerson(sql, { state: 'waiting', organisation: ours, ...values });
async function rowOf(person: SomePerson) {
  const [row] = await sql<
    {
      state: string;
      organisationId: number | null;
      decidedBy: number;
      decisionReason: string | null;
      organisationWanted: string | null;
    }[]
  >`
    select state, organisation_id, decided_by, decision_reason, organisation_wanted from person where id = ${person.id}`;
  return row!;
}
const mailsTo = (person: SomePerson) =>
  sql<{ kind: string }[]>`select kind from mail where person_id = ${person.id} order by created_at`;
const announcedOf = async (person: SomePerson, what: string) =>
  (await sql`select from announcement where what = ${what} and ids ->> 'person' = ${String(person.id)}`).length;

describe('approving', () => {
  test('lets in, tells the person, and takes the question from everyone who was asked', async () => {
    const person = await waiting();
    const key = decisionTask(person.id);
    for (const asked of [secretariat, focalPoint]) {
      await sql.begin((tx) =>
        giveTask(tx, {
          personId: asked.id,
          key,
          what: 'people:task.decide',
          about: { person: person.id },
          place: '/people',
        }),
      );
    }
    await approve(sql, focalPoint, { person: person.id, organisation: 'as-registered', from: 'waiting' }, now);
    expect(await rowOf(person)).toMatchObject({ state: 'active', organisationId: ours, decidedBy: focalPoint.id });
    expect(await mailsTo(person)).toEqual([{ kind: 'approved' }]);
    expect(await announcedOf(person, 'person.access-changed')).toBe(1);
    expect(await sql`select from task where key = ${key} and done_at is null`).toHaveLength(0);
  });

  test('is done once when the form is sent twice', async () => {
    const person = await waiting();
    const form = { person: person.id, organisation: 'as-registered' as const, from: 'waiting' as const };
    await Promise.all([approve(sql, focalPoint, form, now), approve(sql, focalPoint, form, now)]);
    expect(await mailsTo(person)).toHaveLength(1);
  });

  test('of two who decide otherwise at once, tells the later', async () => {
    const person = await waiting();
    const results = await Promise.allSettled([
      approve(sql, focalPoint, { person: person.id, organisation: 'as-registered', from: 'waiting' }, now),
      refusePerson(sql, secretariat, { person: person.id, reason: 'Nobody knows them.' }, now),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({ reason: refusal('closed') });
    expect(await mailsTo(person)).toHaveLength(1);
  });

  test('wants an organisation for those who named one that is not listed', async () => {
    const person = await waiting({ organisation: undefined });
    await sql`update person set organisation_id = null, organisation_wanted = 'Somewhere (invented)' where id = ${person.id}`;
    const form = (organisation: number | null | 'as-registered') => ({
      person: person.id,
      organisation,
      from: 'waiting' as const,
    });
    await expect(approve(sql, secretariat, form('as-registered'), now)).rejects.toMatchObject(
      beside('organisation', 'organisation'),
    );
    await expect(approve(sql, secretariat, form(987_654), now)).rejects.toMatchObject(
      beside('organisation', 'organisation'),
    );
    await expect(approve(sql, focalPoint, form(ours), now)).rejects.toEqual(refusal('not-found'));
    await approve(sql, secretariat, form(theirs), now);
    expect(await rowOf(person)).toMatchObject({ state: 'active', organisationId: theirs, organisationWanted: null });
  });

  test('may be for nobody’s organisation, by the secretariat; a focal point moves nobody', async () => {
    const person = await waiting();
    await expect(
      approve(sql, focalPoint, { person: person.id, organisation: null, from: 'waiting' }, now),
    ).rejects.toMatchObject(beside('organisation', 'not-yours'));
    await expect(
      approve(sql, focalPoint, { person: person.id, organisation: theirs, from: 'waiting' }, now),
    ).rejects.toMatchObject(beside('organisation', 'not-yours'));
    await approve(sql, secretariat, { person: person.id, organisation: null, from: 'waiting' }, now);
    expect(await rowOf(person)).toMatchObject({ state: 'active', organisationId: null });
  });

  test('is not of other organisations, nor of those who have not confirmed', async () => {
    const person = await waiting();
    await expect(
      approve(sql, elsewhere, { person: person.id, organisation: 'as-registered', from: 'waiting' }, now),
    ).rejects.toEqual(refusal('not-found'));
    const unconfirmed = await aPerson(sql, { state: 'unconfirmed', organisation: ours });
    await expect(
      approve(sql, secretariat, { person: unconfirmed.id, organisation: 'as-registered', from: 'waiting' }, now),
    ).rejects.toEqual(refusal('not-found'));
    await expect(
      approve(sql, secretariat, { person: 999_999, organisation: 'as-registered', from: 'waiting' }, now),
    ).rejects.toEqual(refusal('not-found'));
  });
});

describe('refusing', () => {
  test('keeps the reason, tells the person, ends their sessions, and can be thought over by the same side', async () => {
    const person = await waiting();
    await refusePerson(sql, secretariat, { person: person.id, reason: 'Not of this field.' }, now);
    await refusePerson(sql, secretariat, { person: person.id, reason: 'Not of this field.' }, now);
    expect(await rowOf(person)).toMatchObject({ state: 'refused', decisionReason: 'Not of this field.' });
    expect(await mailsTo(person)).toEqual([{ kind: 'refused' }]);
    expect((await findReader(sql, person.cookie, false)).reader).toBeNull();
    await expect(
      approve(sql, focalPoint, { person: person.id, organisation: 'as-registered', from: 'refused' }, now),
    ).rejects.toEqual(refusal('not-allowed'));
    await expect(
      approve(sql, secretariat, { person: person.id, organisation: 'as-registered', from: 'waiting' }, now),
    ).rejects.toEqual(refusal('closed'));
    await approve(sql, secretariat, { person: person.id, organisation: 'as-registered', from: 'refused' }, now);
    expect(await rowOf(person)).toMatchObject({ state: 'active', decisionReason: null });
  });
});

describe('suspending', () => {
  test('ends every session at once and every link, and reinstating gives all back', async () => {
    const person = await aPerson(sql, { organisation: ours });
    await sql`insert into token (hash, kind, person_id, expires_at) values (${`t${person.id}`}, 'sign-in', ${person.id}, now() + interval '1 hour')`;
    await suspend(sql, focalPoint, { person: person.id, reason: 'Wrote to people outside.' }, now);
    expect(await announcedOf(person, 'person.session-ended')).toBe(1);
    expect(await announcedOf(person, 'person.access-changed')).toBe(1);
    expect(await sql`select from session where user_id = ${person.id}`).toHaveLength(0);
    expect(await sql`select from token where person_id = ${person.id}`).toHaveLength(0);
    await suspend(sql, focalPoint, { person: person.id, reason: 'Wrote to people outside.' }, now);
    await reinstate(sql, focalPoint, { person: person.id }, now);
    expect((await mailsTo(person)).map((m) => m.kind)).toEqual(['suspended', 'reinstated']);
    expect(await rowOf(person)).toMatchObject({ state: 'active', decisionReason: null });
  });

  test('is refused to focal points for officers, and to anyone for themselves', async () => {
    const alternate = await aPerson(sql, { organisation: ours, office: 'alternate' });
    const form = (person: number) => ({ person, reason: 'x' });
    await expect(suspend(sql, focalPoint, form(alternate.id), now)).rejects.toEqual(refusal('not-allowed'));
    await expect(suspend(sql, secretariat, form(secretariat.id), now)).rejects.toEqual(refusal('not-allowed'));
    await expect(suspend(sql, elsewhere, form(alternate.id), now)).rejects.toEqual(refusal('not-found'));
    await suspend(sql, secretariat, form(alternate.id), now);
    await expect(reinstate(sql, focalPoint, { person: alternate.id }, now)).rejects.toEqual(refusal('not-allowed'));
  });

  test('never leaves nobody: of two of the secretariat who suspend each other, one stays', async () => {
    const a = await (await aPerson(sql, { secretariat: true })).reader();
    const b = await (await aPerson(sql, { secretariat: true })).reader();
    const results = await Promise.allSettled([
      suspend(sql, a, { person: b.id, reason: 'x' }, now),
      suspend(sql, b, { person: a.id, reason: 'x' }, now),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await sql`select from person where id in ${sql([a.id, b.id])} and state = 'active'`).toHaveLength(1);
  });
});

describe('offices', () => {
  test('are given by the secretariat, one focal point to an organisation, and taken back', async () => {
    const organisation = await anOrganisation(sql);
    const first = await aPerson(sql, { organisation });
    const second = await aPerson(sql, { organisation });
    const office = (person: SomePerson, role: 'focal-point' | 'alternate') => ({
      person: person.id,
      organisation,
      role,
    });
    await expect(giveOffice(sql, focalPoint, office(first, 'alternate'))).rejects.toEqual(refusal('not-found'));
    await giveOffice(sql, secretariat, office(first, 'focal-point'));
    await giveOffice(sql, secretariat, office(first, 'focal-point'));
    expect(await announcedOf(first, 'person.access-changed')).toBe(1);
    await expect(giveOffice(sql, secretariat, office(second, 'focal-point'))).rejects.toMatchObject(
      beside('office', 'focal-point-there'),
    );
    await giveOffice(sql, secretariat, office(first, 'alternate'));
    await giveOffice(sql, secretariat, office(second, 'focal-point'));
    expect((await second.reader()).offices).toEqual([{ organisationId: organisation, role: 'focal-point' }]);
    await takeOffice(sql, secretariat, { person: second.id, organisation });
    await takeOffice(sql, secretariat, { person: second.id, organisation });
    expect((await second.reader()).offices).toEqual([]);
    expect(await announcedOf(second, 'person.access-changed')).toBe(2);
  });

  test('of two appointed at once make one focal point', async () => {
    const organisation = await anOrganisation(sql);
    const people = [await aPerson(sql, { organisation }), await aPerson(sql, { organisation })];
    const results = await Promise.allSettled(
      people.map((p) => giveOffice(sql, secretariat, { person: p.id, organisation, role: 'focal-point' })),
    );
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('bring the questions that wait, and take them along', async () => {
    const organisation = await anOrganisation(sql);
    const applicant = await waiting({ organisation });
    const officer = await aPerson(sql, { organisation });
    const open = () =>
      sql`select from task where person_id = ${officer.id} and key = ${decisionTask(applicant.id)} and done_at is null`;
    await giveOffice(sql, secretariat, { person: officer.id, organisation, role: 'alternate' });
    expect(await open()).toHaveLength(1);
    await takeOffice(sql, secretariat, { person: officer.id, organisation });
    expect(await open()).toHaveLength(0);
    await setStaff(sql, secretariat, { person: officer.id, on: true });
    expect(await open()).toHaveLength(1);
  });

  test('go to active people, and the secretariat to no one by themselves', async () => {
    const person = await waiting();
    await expect(
      giveOffice(sql, secretariat, { person: person.id, organisation: ours, role: 'alternate' }),
    ).rejects.toEqual(refusal('closed'));
    await expect(setStaff(sql, secretariat, { person: secretariat.id, on: false })).rejects.toEqual(
      refusal('not-allowed'),
    );
    await expect(setStaff(sql, focalPoint, { person: focalPoint.id, on: true })).rejects.toEqual(refusal('not-found'));
  });
});

describe('who waits', () => {
  test('is listed longest first, to those who decide and to nobody else', async () => {
    const organisation = await anOrganisation(sql);
    const late = await waiting({ organisation });
    const early = await waiting({ organisation });
    await sql`update person set email_confirmed_at = '2026-11-01' where id = ${early.id}`;
    await aPerson(sql, { state: 'unconfirmed', organisation });
    const officer = await (await aPerson(sql, { organisation, office: 'alternate' })).reader();
    const list = { state: 'waiting' as const, page: 1, language: 'en' };
    expect((await listPeople(sql, officer, list)).people.map((p) => p.id)).toEqual([early.id, late.id]);
    const seen = (await listPeople(sql, elsewhere, list)).people.map((p) => p.id);
    expect(seen).not.toContain(early.id);
    const all = (await listPeople(sql, secretariat, list)).people.map((p) => p.id);
    expect(all).toEqual(expect.arrayContaining([early.id, late.id]));
  });
});
