import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { enterFirstChair } from '../../app/committee/commands/terms.server';
import { noteAction } from '../../app/committee/meetings/actions.server';
import { addItem, addOpenProposals, moveItem } from '../../app/committee/meetings/agenda.server';
import { approveMinutes } from '../../app/committee/meetings/approving.server';
import { attend } from '../../app/committee/meetings/attending.server';
import { callMeeting } from '../../app/committee/meetings/calling.server';
import { makeMinutes, publishMinutes } from '../../app/committee/meetings/minutes.server';
import { readMeeting } from '../../app/committee/meetings/reading.server';
import { localOf } from '../../app/shared/zone.server';
import { unescapeHtml, Visitor } from '../support/browser-like';
import { aCommittee, anOpenProposal, type SomeCommittee } from '../support/decisions';
import { Listener } from '../support/live';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { pollMs: 40 } });
const { sql, url } = server;
const hour = 3_600_000;
const now = new Date();
const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });
const { texts } = server.coediting;

let c: SomeCommittee;
/** A meeting that goes on now, and one that comes later. */
let meeting: number;
let next: number;

const call = (starts: number, values: object = {}) => ({
  title: 'A meeting of the committee (invented)',
  language: 'en' as const,
  timeZone: 'UTC',
  starts: localOf(new Date(now.getTime() + starts * hour), 'UTC'),
  startsWhich: null,
  ends: localOf(new Date(now.getTime() + (starts + 2) * hour), 'UTC'),
  endsWhich: null,
  venue: null,
  joiningUrl: '',
  once: randomUUID(),
  ...values,
});
const secretariat = () => c.secretariat.reader();

/** Announced before it began, since what is past is called by nobody. */
async function called(starts: number): Promise<number> {
  return callMeeting(sql, await secretariat(), call(starts), new Date(now.getTime() + (starts - 24) * hour));
}

beforeAll(async () => {
  c = await aCommittee(sql, 3);
  const year = new Date(now.getTime() - 100 * 24 * hour).toISOString().slice(0, 10);
  await enterFirstChair(sql, await secretariat(), { organisation: c.members[0]!.id, from: year }, now);
  meeting = await called(-1);
  next = await called(30);
}, 60_000);

describe('calling a meeting', () => {
  test('invites everybody who speaks for a member, who has a place without asking for one', async () => {
    const places = await sql<{ personId: number }[]>`
      select person_id from registration where event_id = ${next} and state = 'registered' order by person_id`;
    const expected = c.members.flatMap((m) => [m.focal.id, m.alternate.id]).sort((a, b) => a - b);
    expect(places.map((p) => p.personId)).toEqual(expected);
  });

  test('happens once however often the form is sent, and is the secretariat’s', async () => {
    const form = call(60);
    const one = await callMeeting(sql, await secretariat(), form, now);
    expect(await callMeeting(sql, await secretariat(), form, now)).toBe(one);
    await expect(callMeeting(sql, await c.members[0]!.focal.reader(), call(60), now)).rejects.toEqual(
      refusal('not-found'),
    );
    await sql`update event set cancelled_at = now() where id = ${one}`;
  });

  test.each([
    ['an hour that the clocks leave out', '2027-03-28T02:30', '2027-03-28T05:00', 'starts'],
    ['an hour that comes twice, where nobody says which', '2027-10-31T02:30', '2027-10-31T05:00', 'starts'],
    ['an end before the beginning', '2027-06-01T10:00', '2027-06-01T09:00', 'ends'],
  ])('is refused with %s', async (_, starts, ends, field) => {
    const form = call(60, { timeZone: 'Europe/Vienna', starts, ends });
    await expect(callMeeting(sql, await secretariat(), form, now)).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
  });
});

test('the agenda takes all open proposals with one press, and keeps its order when two move at once', async () => {
  const proposal = await anOpenProposal(sql, c, { deadline: new Date(now.getTime() + 90 * hour) }, now);
  const chair = await c.members[0]!.focal.reader();
  await expect(addOpenProposals(sql, await c.members[2]!.focal.reader(), meeting, now)).rejects.toEqual(
    refusal('not-allowed'),
  );
  await expect(addOpenProposals(sql, await c.outsider.reader(), meeting, now)).rejects.toEqual(refusal('not-found'));
  await Promise.all([addOpenProposals(sql, chair, meeting, now), addOpenProposals(sql, chair, meeting, now)]);
  const item = { title: 'Workplan', language: 'en' as const, minutes: 20, lead: c.members[1]!.id, once: randomUUID() };
  await addItem(sql, chair, meeting, item, now);
  await addItem(sql, chair, meeting, item, now);
  await addItem(sql, chair, meeting, { ...item, title: 'Other matters', once: randomUUID() }, now);
  const before = (await readMeeting(sql, chair, meeting, 'en', now)).items;
  expect(before.map((i) => i.proposalId ?? i.title)).toEqual([proposal.id, 'Workplan', 'Other matters']);
  const last = before[2]!.id;
  await Promise.all([1, 2].map(() => moveItem(sql, chair, meeting, { id: last, to: 'up' }, now)));
  const after = (await readMeeting(sql, chair, meeting, 'en', now)).items;
  expect(after.map((i) => i.id)).toEqual([last, before[0]!.id, before[1]!.id]);
});

test('attendance is said by each for themselves, and by two at once it is one', async () => {
  const person = c.members[2]!.focal;
  const input = { person: person.id, how: 'remote' as const };
  await Promise.all([
    attend(sql, await person.reader(), meeting, input, now),
    attend(sql, await c.members[0]!.focal.reader(), meeting, input, now),
  ]);
  expect(await sql`select how, organisation_id from meeting_attendance where event_id = ${meeting}`).toEqual([
    { how: 'remote', organisationId: c.members[2]!.id },
  ]);
  await expect(attend(sql, await person.reader(), next, input, now)).rejects.toEqual(refusal('closed'));
  await expect(
    attend(sql, await c.outsider.reader(), meeting, { ...input, person: c.outsider.id }, now),
  ).rejects.toEqual(refusal('not-found'));
});

test('an action has an owner that is a member; it waits for them, and comes up at the next meeting', async () => {
  const chair = await c.members[0]!.focal.reader();
  const action = {
    words: 'Draft the terms of reference (invented)',
    language: 'en' as const,
    owner: c.members[1]!.id,
    dueOn: '2037-05-01',
    once: randomUUID(),
  };
  await noteAction(sql, chair, meeting, action, now);
  await noteAction(sql, chair, meeting, action, now);
  const [outside] = await sql<{ id: number }[]>`select organisation_id as id from person where id = ${c.outsider.id}`;
  await expect(
    noteAction(sql, chair, meeting, { ...action, owner: outside!.id, once: randomUUID() }, now),
  ).rejects.toMatchObject({ fields: { owner: 'committee:mistakes.no-member' } });
  await expect(noteAction(sql, chair, next, { ...action, once: randomUUID() }, now)).rejects.toEqual(refusal('closed'));
  expect((await c.members[1]!.focal.at(url).get('/for-you')).text).toContain('/commitments/');
  const later = await readMeeting(sql, chair, next, 'en', now);
  expect(later.followUps.map((a) => a.words)).toEqual(['Draft the terms of reference (invented)']);
});

test('minutes are made once of what is known, approved at a later meeting, and only then published', async () => {
  const [reader, chair] = [await secretariat(), await c.members[0]!.focal.reader()];
  await expect(makeMinutes(sql, texts, await c.members[2]!.focal.reader(), meeting, now)).rejects.toEqual(
    refusal('not-allowed'),
  );
  await expect(makeMinutes(sql, texts, reader, next, now)).rejects.toEqual(refusal('closed'));
  const [one, other] = await Promise.all([
    makeMinutes(sql, texts, reader, meeting, now),
    makeMinutes(sql, texts, chair, meeting, now),
  ]);
  expect(one).toBe(other);
  const [document] = await sql<{ template: string; readers: string; plain: string }[]>`
    select d.template, d.readers, s.plain from document d join document_settled s on s.document_id = d.id where d.id = ${one}`;
  expect(document).toMatchObject({ template: 'minutes', readers: 'invited' });
  for (const words of [
    'Workplan',
    'A joint assessment (invented)',
    'Draft the terms of reference',
    c.members[2]!.focal.name,
  ])
    expect(document!.plain).toContain(words);
  expect((await c.members[2]!.focal.at(url).get(`/documents/${one}/write`)).status).toBe(200);
  expect((await new Visitor(url).get(`/documents/${one}`)).status).toBe(404);

  await expect(publishMinutes(sql, reader, meeting, now)).rejects.toEqual(refusal('closed'));
  const minutes = `/committee/meetings/${meeting}/minutes`;
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec((await c.members[0]!.focal.at(url).get(minutes)).text)![1]!;
  const approval = { at: next, hash, note: 'Approved as they stand.' };
  await expect(approveMinutes(sql, reader, meeting, approval, now)).rejects.toEqual(refusal('closed'));
  const then = new Date(now.getTime() + 31 * hour);
  await expect(approveMinutes(sql, reader, meeting, { ...approval, at: meeting }, then)).rejects.toEqual(
    refusal('conflict'),
  );
  await Promise.all([1, 2].map(() => approveMinutes(sql, reader, meeting, approval, then)));
  expect(await sql`select name from document_version where document_id = ${one} and kind = 'named'`).toEqual([
    { name: 'Approved minutes' },
  ]);
  await expect(addOpenProposals(sql, chair, meeting, now)).rejects.toEqual(refusal('closed'));
  await publishMinutes(sql, reader, meeting, then);
  expect((await new Visitor(url).get(minutes)).text).toContain('Draft the terms of reference');
  // What is written in the document later was approved by nobody.
  expect((await new Visitor(url).get(`/documents/${one}`)).status).toBe(404);
});

describe('without scripts', () => {
  const place = () => `/committee/meetings/${meeting}`;

  test('a focal point says that they are there, gives a position, and everybody present is told', async () => {
    const focal = c.members[1]!.focal;
    const page = await focal.at(url).get(place());
    expect(page.text).toContain('A meeting of the committee (invented)');
    expect(page.text).not.toContain('value="add-open"');
    const listener = new Listener(url, c.members[2]!.focal);
    await listener.connected();
    const [open] = await sql<{ id: number }[]>`select id from proposal order by id limit 1`;
    const given = await focal.at(url).post(place(), {
      deed: `position-${open!.id}`,
      id: String(open!.id),
      organisation: String(c.members[1]!.id),
      kind: 'support',
      words: '',
      resolution: '',
      was: '0',
      language: 'en',
    });
    expect(given.status).toBe(200);
    expect(given.text).toContain('supports');
    await listener.hears('committee');
  });

  test('an action without an owner is refused beside the field, and what was typed is kept', async () => {
    const fresh = await called(-3);
    const refused = await c.secretariat.at(url).post(`/committee/meetings/${fresh}`, {
      deed: 'action',
      once: randomUUID(),
      language: 'en',
      words: 'Typed and kept (invented)',
      owner: '',
      dueOn: '2037-01-01',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('an action without an owner is done by nobody');
    expect(refused.text).toContain('Typed and kept (invented)');
  });

  test('the secretariat calls a meeting, adds a paper and names an observer, who sees it', async () => {
    const browser = c.secretariat.at(url);
    const form = call(48, { title: 'Called by a form (invented)' });
    const made = await browser.post('/committee/meetings/new', {
      ...Object.fromEntries(Object.entries(form).map(([k, v]) => [k, String(v ?? '')])),
    });
    expect(made.status).toBe(200);
    expect(made.text).toContain('Called by a form (invented)');
    const observer = await aPerson(sql);
    expect((await observer.at(url).get(made.path)).status).toBe(404);
    expect((await observer.at(url).post(made.path, { deed: 'add-open' })).status).toBe(404);
    await browser.post(made.path, { deed: 'observers', observers: observer.handle });
    const paper = new FormData();
    for (const [name, value] of Object.entries({
      deed: 'paper',
      title: 'A paper (invented)',
      language: 'en',
      item: '',
      document: '',
      once: randomUUID(),
    }))
      paper.set(name, value);
    const pixel = 'R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==';
    paper.set('files', new File([Buffer.from(pixel, 'base64')], 'dot.gif', { type: 'image/gif' }));
    const added = await browser.post(made.path, paper);
    const file = /href="([^"]*\/papers\/[^"]+)"/.exec(added.text)?.[1];
    expect(file).toBeTruthy();
    expect((await observer.at(url).get(made.path)).text).toContain('A paper (invented)');
    expect((await observer.at(url).get(file!)).status).toBe(200);
    expect((await observer.at(url).post(made.path, { deed: 'add-open' })).status).toBe(403);
    expect((await c.outsider.at(url).get(file!)).status).toBe(404);
  });

  test('a visitor sees who chairs, when it meets and the minutes that were published, in three languages', async () => {
    const visitor = new Visitor(url);
    const page = await visitor.get('/committee');
    expect(page.text).toContain('The chair in the coming years');
    expect(page.text).not.toContain('A meeting of the committee (invented)');
    expect(page.text).toMatch(/href="\/committee\/meetings\/\d+\/minutes"/);
    expect((await visitor.get('/committee?lang=fr')).text).toContain('Comité directeur');
    expect((await visitor.get('/committee?lang=ar')).text).toContain('dir="rtl"');
    for (const path of ['/committee/members', '/committee/handover', '/committee/letters'])
      expect((await visitor.get(path)).headers.get('location')).toContain('/sign-in');
    for (const path of ['/committee/members', '/committee/handover', '/committee/letters', place()])
      expect((await c.outsider.at(url).get(path)).status, path).toBe(404);
  });

  test('members read what is decided about the committee, and those who conduct it write it down', async () => {
    const chair = c.members[0]!.focal.at(url);
    const form = {
      deed: 'motion-rules',
      kind: 'rules',
      once: randomUUID(),
      onDay: '2037-01-01',
      quorum: '3',
      admitOutcome: 'consensus',
      admitLetter: 'yes',
      admitFrom: '',
      reason: 'So that it is clear (invented).',
      language: 'en',
    };
    const refused = await chair.post('/committee/members', { ...form, onDay: '2037-02-30' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Give a day that exists.');
    const written = await chair.post('/committee/members', form);
    expect(written.text).toContain('So that it is clear (invented).');
    const [, put] = /href="(\/decisions\/new\?subject=membership&amp;id=\d+)"/.exec(written.text)!;
    const begin = await chair.get(unescapeHtml(put!));
    expect(begin.text).toContain('New rules of the committee, from 1 January 2037');
    const member = await c.members[2]!.focal.at(url).get('/committee/members');
    expect(member.text).toContain('So that it is clear (invented).');
    expect(member.text).not.toContain('name="deed" value="motion-rules"');
    expect((await c.members[2]!.focal.at(url).get('/committee/handover')).text).toContain('A joint assessment');
  });
});
