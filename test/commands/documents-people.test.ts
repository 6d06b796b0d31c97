import { describe, expect, it } from 'vitest';
import { accessToText } from '../../app/documents/coediting.server';
import { changeSettings, inviteOrganisation, uninviteOrganisation } from '../../app/documents/commands/inviting.server';
import { changeStanding, namePerson, unnamePerson } from '../../app/documents/commands/naming.server';
import { readPeople } from '../../app/documents/queries/people.server';
import type { Reader } from '../../app/people/person';
import { aDocument } from '../support/documents';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const hour = 3_600_000;

const access = async (person: { reader: () => Promise<Reader> }, document: number, at = new Date()) =>
  accessToText(sql, await person.reader(), document, at);
const kindOf = (e: unknown) => (e as { kind?: string }).kind;
const tasksOf = (person: number) => sql<{ what: string; place: string; open: boolean }[]>`
  select what, place, done_at is null as open from task where person_id = ${person} order by id`;

describe('organisations', () => {
  it('are invited, given another part and taken off, and their people with them', async () => {
    const d = await aDocument(sql, texts);
    const organisation = await anOrganisation(sql);
    const focal = await aPerson(sql, { organisation, office: 'focal-point' });
    const alternate = await aPerson(sql, { organisation, office: 'alternate' });
    const other = await aPerson(sql, { organisation });
    const lead = await d.leadFocal.reader();
    expect(await access(focal, d.id)).toBe('none');
    await inviteOrganisation(sql, lead, { document: d.id, organisation, role: 'suggester' }, now);
    expect(await access(focal, d.id)).toBe('suggest');
    expect(await access(alternate, d.id)).toBe('suggest');
    expect(await access(other, d.id)).toBe('none');
    expect(await tasksOf(focal.id)).toMatchObject([{ what: 'documents:tasks.invited', place: `${d.path}/people` }]);
    await inviteOrganisation(sql, lead, { document: d.id, organisation, role: 'commenter' }, now);
    expect(await access(focal, d.id)).toBe('read');
    await namePerson(
      sql,
      await focal.reader(),
      { document: d.id, organisation, person: other.id, from: null, until: null },
      now,
    );
    expect(await access(other, d.id)).toBe('read');
    await sql`update document_section set owner_id = ${organisation} where document_id = ${d.id} and key = 'first'`;
    await uninviteOrganisation(sql, lead, { document: d.id, organisation }, now);
    expect(await access(focal, d.id)).toBe('none');
    expect(await access(other, d.id)).toBe('none');
    expect((await tasksOf(focal.id)).every((t) => !t.open)).toBe(true);
    const [section] = await sql<
      { ownerId: number | null }[]
    >`select owner_id from document_section where document_id = ${d.id} and key = 'first'`;
    expect(section!.ownerId).toBeNull();
    const told =
      await sql`select from announcement where what = 'document.access-changed' and (ids ->> 'document')::bigint = ${d.id}`;
    expect(told.length).toBeGreaterThanOrEqual(4);
  });

  it('only by those who administer; to people from outside there is no such document', async () => {
    const d = await aDocument(sql, texts);
    const invite = async (person: { reader: () => Promise<Reader> } | null) =>
      inviteOrganisation(
        sql,
        person && (await person.reader()),
        { document: d.id, organisation: d.outside, role: 'reader' },
        now,
      ).then(() => 'may', kindOf);
    expect(await invite(null)).toBe('not-found');
    expect(await invite(d.outsider)).toBe('not-found');
    expect(await invite(d.partnerFocal)).toBe('not-allowed');
    expect(await invite(d.leadEditor)).toBe('not-allowed');
    expect(await invite(d.secretariat)).toBe('may');
    expect(await invite(d.leadFocal)).toBe('may');
  });

  it('the lead stays an editor until another one leads', async () => {
    const d = await aDocument(sql, texts);
    const lead = await d.leadFocal.reader();
    expect(await uninviteOrganisation(sql, lead, { document: d.id, organisation: d.lead }, now).catch(kindOf)).toBe(
      'closed',
    );
    expect(
      await inviteOrganisation(sql, lead, { document: d.id, organisation: d.lead, role: 'reader' }, now).catch(kindOf),
    ).toBe('invalid');
    const settings = {
      document: d.id,
      title: 'Renamed',
      titles: { fr: 'Renommé' },
      readers: 'public' as const,
      lead: d.partner,
      version: 1,
    };
    await changeSettings(sql, lead, settings, now);
    expect(await changeSettings(sql, await d.secretariat.reader(), settings, now).catch(kindOf)).toBe('conflict');
    // Who led administers no more.
    expect(await changeSettings(sql, lead, { ...settings, version: 2 }, now).catch(kindOf)).toBe('not-allowed');
    await uninviteOrganisation(sql, await d.partnerFocal.reader(), { document: d.id, organisation: d.lead }, now);
    expect(await access(d.leadFocal, d.id)).toBe('none');
  });
});

describe('a reader', () => {
  it('is told what readers do, and led to nothing that leads back', async () => {
    const d = await aDocument(sql, texts, { role: 'reader' });
    const ways = async (by: SomePerson) => (await by.at(url).get(d.path)).text;
    expect(await ways(d.partnerEditor)).not.toContain(`href="${d.path}/write"`);
    expect(await ways(d.partnerEditor)).toContain(`href="${d.path}/comments"`);
    expect(await ways(d.secretariat)).toContain(`href="${d.path}/write"`);
    for (const role of ['commenter', 'suggester', 'editor']) {
      await sql`update document_organisation set role = ${role} where document_id = ${d.id} and organisation_id = ${d.partner}`;
      expect(await ways(d.partnerEditor), role).toContain(`href="${d.path}/write"`);
    }
    const people = await d.leadFocal.at(url).get(`${d.path}/people`);
    expect(people.text).toContain('Reads what stands');
    expect(people.text).not.toContain('Reads what is being written');
  });
});

describe('people', () => {
  it('are named by their focal point, of their own organisation, and are told', async () => {
    const d = await aDocument(sql, texts);
    const one = await aPerson(sql, { organisation: d.partner });
    const name = async (by: { reader: () => Promise<Reader> }, person: number, organisation = d.partner) =>
      namePerson(sql, await by.reader(), { document: d.id, organisation, person, from: null, until: null }, now).then(
        () => 'may',
        kindOf,
      );
    expect(await name(d.leadFocal, one.id)).toBe('not-allowed');
    expect(await name(d.partnerEditor, one.id)).toBe('not-allowed');
    expect(await name(d.outsider, one.id)).toBe('not-found');
    expect(await name(d.partnerFocal, d.outsider.id)).toBe('invalid');
    expect(await name(d.secretariat, one.id, d.outside)).toBe('invalid');
    // By their office they have access anyway, and are not among those who can be chosen.
    expect(await name(d.partnerFocal, d.partnerFocal.id)).toBe('invalid');
    const { organisations } = await readPeople(sql, await d.partnerFocal.reader(), d.id, 'en', now);
    expect(organisations.find((o) => o.id === d.partner)!.candidates).toEqual([{ id: one.id, name: one.name }]);
    expect(await name(d.partnerFocal, one.id)).toBe('may');
    expect(await access(one, d.id)).toBe('write');
    expect(await tasksOf(one.id)).toMatchObject([{ what: 'documents:tasks.named', place: d.path }]);
    await unnamePerson(
      sql,
      await d.partnerFocal.reader(),
      { document: d.id, organisation: d.partner, person: one.id },
      now,
    );
    expect(await access(one, d.id)).toBe('none');
  });

  it('who has left the organisation acts for it no more', async () => {
    const d = await aDocument(sql, texts);
    expect(await access(d.partnerEditor, d.id)).toBe('write');
    await sql`update person set organisation_id = ${d.outside} where id = ${d.partnerEditor.id}`;
    expect(await access(d.partnerEditor, d.id)).toBe('none');
    await sql`update person set state = 'suspended' where id = ${d.leadEditor.id}`;
    expect(await accessToText(sql, { ...(await d.partnerFocal.reader()), state: 'suspended' }, d.id)).toBe('none');
  });

  it('a stand-in has access between two instants, and those who keep people connected are told at each', async () => {
    const d = await aDocument(sql, texts);
    const one = await aPerson(sql, { organisation: d.partner });
    const [from, until] = [new Date(now.getTime() + hour), new Date(now.getTime() + 2 * hour)];
    const named = { document: d.id, organisation: d.partner, person: one.id };
    const focal = await d.partnerFocal.reader();
    expect(await namePerson(sql, focal, { ...named, from: until, until: from }, now).catch(kindOf)).toBe('invalid');
    await namePerson(sql, focal, { ...named, from, until }, now);
    expect(await access(one, d.id, now)).toBe('none');
    expect(await access(one, d.id, from)).toBe('write');
    expect(await access(one, d.id, new Date(until.getTime() - 1))).toBe('write');
    expect(await access(one, d.id, until)).toBe('none');
    const dues = () =>
      sql<
        { at: Date }[]
      >`select at from due where deed = 'document-access' and (about ->> 'document')::bigint = ${d.id} order by at`;
    expect((await dues()).map((r) => r.at)).toEqual([from, until]);
    // Named anew, the old instants are forgotten.
    await namePerson(sql, focal, { ...named, from: null, until }, now);
    expect((await dues()).map((r) => r.at)).toEqual([until]);
    const told = async () =>
      (
        await sql`select from announcement where what = 'document.access-changed' and (ids ->> 'document')::bigint = ${d.id}`
      ).length;
    const before = await told();
    await sql`update due set at = now() where deed = 'document-access' and (about ->> 'document')::bigint = ${d.id}`;
    server.wake();
    await server.settled();
    expect(await told()).toBe(before + 1);
    expect(await dues()).toEqual([]);
  });

  it('a stand-in is given other days without being taken off', async () => {
    const d = await aDocument(sql, texts);
    const one = await aPerson(sql, { organisation: d.partner, name: 'Stand-in (invented)' });
    const named = { document: d.id, organisation: d.partner, person: one.id };
    const focal = await d.partnerFocal.reader();
    const day = (days: number) => new Date(now.getTime() + days * 24 * hour);
    await namePerson(sql, focal, { ...named, from: null, until: day(1) }, now);
    const change = async (by: SomePerson, from: Date | null, until: Date | null) =>
      changeStanding(sql, await by.reader(), { ...named, from, until }, now).then(() => 'may', kindOf);
    expect(await change(d.leadFocal, null, day(9))).toBe('not-allowed');
    expect(await change(one, null, day(9))).toBe('not-allowed');
    expect(await change(d.partnerFocal, day(3), day(2))).toBe('invalid');
    expect(await change(d.partnerFocal, null, day(-1))).toBe('invalid');
    expect(await change(d.partnerFocal, null, day(9))).toBe('may');
    expect(await access(one, d.id, day(8))).toBe('write');
    const dues = await sql<{ at: Date }[]>`
      select at from due where deed = 'document-access' and (about ->> 'document')::bigint = ${d.id} order by at`;
    expect(dues.map((r) => r.at)).toEqual([day(9)]);

    const visitor = d.partnerFocal.at(url);
    const people = `${d.path}/people`;
    const ids = { organisation: String(d.partner), person: String(one.id) };
    const deed = `dates-${d.partner}-${one.id}`;
    expect((await visitor.get(people)).text).toContain(`value="${day(9).toISOString().slice(0, 10)}"`);
    const done = await visitor.post(people, { deed, ...ids, from: '2031-05-06', until: '2031-05-07' });
    expect(done.text).toContain('value="2031-05-06"');
    expect(done.text).toContain('value="2031-05-07"');
    const wrong = await visitor.post(people, { deed, ...ids, from: '2031-05-08', until: '2031-05-07' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(`id="${deed}.until.mistake"`);
    expect(wrong.text).toContain('value="2031-05-08"');
    // Another focal point has taken the person off: they are not named again by other days.
    await unnamePerson(sql, focal, named, now);
    const gone = await visitor.post(people, { deed, ...ids, from: '', until: '2031-05-09' });
    expect(gone.status).toBe(409);
    expect(gone.text).toContain('This person was taken off in the meantime');
    expect(await access(one, d.id, now)).toBe('none');
  });
});
