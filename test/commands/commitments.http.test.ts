import { beforeAll, describe, expect, test } from 'vitest';
import { lastDay } from '../../app/tasks/commitment';
import { commit, type NewCommitment } from '../../app/tasks/commitments.server';
import { findCommitment, listCommitments } from '../../app/tasks/commitments-listed.server';
import { tasksFor } from '../../app/tasks/queries.server';
import { Visitor } from '../support/browser-like';
import { anEvent } from '../support/events';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aRecommendation } from '../support/recommendations';
import { aConsultationWithClaims } from '../support/responses';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
let owner: number;
let secretariat: SomePerson;
let focal: SomePerson;
let invitedMeeting: number;
let openMeeting: number;

beforeAll(async () => {
  owner = await anOrganisation(sql, { name: 'Harbour office (invented)' });
  secretariat = await aPerson(sql, { secretariat: true });
  focal = await aPerson(sql, { organisation: owner, office: 'focal-point' });
  invitedMeeting = (await anEvent(sql, { readers: 'invited', invited: [] })).id;
  openMeeting = (await anEvent(sql)).id;
});

const action = async (rest: Partial<NewCommitment> = {}): Promise<number> =>
  sql.begin((tx) =>
    commit(
      tx,
      {
        kind: 'action',
        subjectKind: 'event',
        subjectId: openMeeting,
        ownerOrganisationId: owner,
        words: 'Send the list of lamps (invented).',
        language: 'en',
        dueOn: '2031-05-04',
        ...rest,
      },
      { id: secretariat.id },
      now,
    ),
  ) as Promise<number>;
const tasks = async (person: SomePerson) =>
  (await tasksFor(sql, await person.reader(), 'en', now)).open.filter((t) => t.what.startsWith('commitments:'));
const find = async (id: number, person: SomePerson | null) =>
  findCommitment(sql, id, { reader: person ? await person.reader() : null, language: 'en', today: lastDay(now) });

describe('an action', () => {
  test('waits for those who own it until they say that it is done; how it stood stays', async () => {
    const id = await action();
    expect(await tasks(focal)).toMatchObject([
      { what: 'commitments:task', place: `/commitments/${id}`, dueAt: '2031-05-04T12:00:00.000Z' },
    ]);
    const at = focal.at(url);
    const page = await at.get(`/commitments/${id}`);
    expect(page.text).toContain('Send the list of lamps (invented).');
    const stand = (version: string, fields: Record<string, string>) =>
      at.post(`/commitments/${id}`, { deed: 'stand', version, ...fields }, { follow: false });
    const refused = await stand('1', { state: 'not-pursued', done: 'Kept while refused.' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Say why it is not pursued.');
    expect(refused.text).toContain('Kept while refused.');
    expect((await stand('1', { state: 'under-way' })).status).toBe(303);
    const late = await stand('1', { state: 'open' });
    expect([late.status, late.text.includes('Somebody has changed it meanwhile')]).toEqual([409, true]);
    expect((await stand('2', { state: 'done', done: 'The list was sent (invented).' })).status).toBe(303);
    expect(await tasks(focal)).toEqual([]);
    const record = (await find(id, null))!;
    expect(record).toMatchObject({ state: 'done', done: 'The list was sent (invented).', reason: '' });
    expect(record.history.map((h) => [h.state, h.by])).toEqual([
      ['done', 'Harbour office (invented)'],
      ['under-way', 'Harbour office (invented)'],
      ['open', null],
    ]);
    expect((await new Visitor(url).get(`/commitments/${id}`)).text).toContain('The list was sent (invented).');
  });

  test('of a person waits for that person, and is theirs to follow up', async () => {
    const person = await aPerson(sql);
    const id = await action({ ownerOrganisationId: null, ownerPersonId: person.id, dueOn: null });
    expect(await tasks(person)).toMatchObject([{ what: 'commitments:task-own', dueAt: null }]);
    const done = { deed: 'stand', version: '1', state: 'done' };
    expect((await focal.at(url).post(`/commitments/${id}`, done, { follow: false })).status).toBe(403);
    expect((await person.at(url).post(`/commitments/${id}`, done, { follow: false })).status).toBe(303);
    // The name of a person is for people who are signed in.
    expect((await find(id, null))!.person).toBeNull();
    expect((await find(id, focal))!.person).toBe(person.name);
  });

  test('is read by whoever may see the meeting and by those whose it is, and by nobody else', async () => {
    const id = await action({ subjectId: invitedMeeting, words: 'Canary of a closed meeting.' });
    const stranger = await aPerson(sql);
    expect(await find(id, null)).toBeNull();
    expect(await find(id, stranger)).toBeNull();
    expect(await find(id, secretariat)).toMatchObject({ subject: expect.any(String) });
    expect(await find(id, focal)).toMatchObject({ words: 'Canary of a closed meeting.', subject: null });
    for (const [who, status] of [
      [new Visitor(url), 404],
      [stranger.at(url), 404],
      [focal.at(url), 200],
    ] as const)
      expect((await who.get(`/commitments/${id}`)).status).toBe(status);
    const done = { deed: 'stand', version: '1', state: 'done' };
    expect((await stranger.at(url).post(`/commitments/${id}`, done, { follow: false })).status).toBe(404);
    for (const place of ['/commitments', '/commitments.csv'])
      expect((await new Visitor(url).get(place)).text).not.toContain('Canary of a closed meeting.');
  });

  test('is given to another by whoever wrote it down: the task goes with it', async () => {
    const id = await action();
    const other = await anOrganisation(sql);
    const next = await aPerson(sql, { organisation: other, office: 'alternate' });
    const change = {
      deed: 'change',
      version: '1',
      words: 'Send it twice (invented).',
      owner: String(other),
      dueOn: '2031-06-01',
    };
    expect((await focal.at(url).post(`/commitments/${id}`, change, { follow: false })).status).toBe(403);
    expect((await secretariat.at(url).post(`/commitments/${id}`, change, { follow: false })).status).toBe(303);
    expect((await tasks(focal)).filter((t) => t.place === `/commitments/${id}`)).toEqual([]);
    expect(await tasks(next)).toMatchObject([{ place: `/commitments/${id}`, dueAt: '2031-06-01T12:00:00.000Z' }]);
    expect((await find(id, null))!.history.map((h) => h.dueOn)).toEqual(['2031-06-01', '2031-05-04']);
    const nobodys = { ...change, version: '2', owner: '' };
    expect((await secretariat.at(url).post(`/commitments/${id}`, nobodys, { follow: false })).status).toBe(422);
  });
});

describe('the list', () => {
  test('holds all three kinds, narrowed by links, with what is overdue', async () => {
    const lead = await anOrganisation(sql, { name: 'Lead of lists (invented)' });
    const late = await aRecommendation(sql, secretariat.id, {
      body: 'Canary on the quay.',
      owner: lead,
      due: '2020-01-01',
    });
    await action({ ownerOrganisationId: lead, words: 'Canary in the minutes.' });
    const s = await aConsultationWithClaims(sql);
    const respond = {
      deed: `respond-${s.host}`,
      organisation: String(s.host),
      decision: 'accepted',
      reason: 'It is so (invented).',
      action: 'Canary in the answer.',
      language: 'en',
      version: '0',
    };
    const place = `/consultations/${s.id}/responses/${s.claim}`;
    await s.facilitator.at(url).post(place, { ...respond, go: 'keep' });
    const get = async (search: string) => (await new Visitor(url).get(`/commitments${search}`)).text;
    // A draft binds nobody, and is on no list.
    expect(await get(`?owner=${s.host}`)).not.toContain('Canary in the answer.');
    await s.facilitator.at(url).post(place, { ...respond, version: '1', go: 'publish' });
    expect(await get(`?owner=${s.host}`)).toContain('Canary in the answer.');
    const mine = await get(`?owner=${lead}`);
    expect(mine).toContain('Canary on the quay.');
    expect(mine).toContain('Canary in the minutes.');
    expect(mine).toContain('Overdue');
    expect(mine).toContain(`href="/recommendations/${late}"`);
    const overdue = await get(`?owner=${lead}&overdue=yes`);
    expect(overdue).toContain('Canary on the quay.');
    expect(overdue).not.toContain('Canary in the minutes.');
    expect(await get(`?owner=${lead}&kind=action`)).not.toContain('Canary on the quay.');
    expect(await get(`?owner=${lead}&state=done`)).toContain('No commitment is like that.');
    for (const odd of ['?owner=x', '?state=x', '?kind=a&kind=b', '?page=-1', '?owner=none'])
      expect((await new Visitor(url).get(`/commitments${odd}`)).status, odd).toBe(200);
    expect((await new Visitor(url).get('/commitments?page=99')).status).toBe(404);
  });

  test('goes out as a table that runs nothing', async () => {
    const lead = await anOrganisation(sql);
    await action({ ownerOrganisationId: lead, words: '=SUM(A1) is asked for' });
    const csv = await new Visitor(url).get(`/commitments.csv?owner=${lead}`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain('SUM(A1) is asked for');
    expect(csv.text).not.toMatch(/(^|[,\r\n"])[=+@-][A-Za-z(]/);
  });

  test('of one meeting is what its page shows', async () => {
    const meeting = (await anEvent(sql)).id;
    const first = await action({ subjectId: meeting, dueOn: '2031-07-01' });
    const sooner = await action({ subjectId: meeting, dueOn: '2031-06-01' });
    const of = { reader: null, language: 'en', today: lastDay(now), subject: { kind: 'event' as const, id: meeting } };
    expect((await listCommitments(sql, of)).commitments.map((c) => c.id)).toEqual([sooner, first]);
  });
});

test('a promise that an answer takes back is given up for the reason of the answer, and may be made again', async () => {
  const s = await aConsultationWithClaims(sql);
  const host = await aPerson(sql, { organisation: s.host, office: 'focal-point' });
  const place = `/consultations/${s.id}/responses/${s.claim}`;
  const say = (version: number, fields: Record<string, string>) =>
    host.at(url).post(
      place,
      {
        deed: `respond-${s.host}`,
        organisation: String(s.host),
        decision: 'accepted',
        reason: 'It is so (invented).',
        action: 'A second line (invented).',
        language: 'en',
        version: String(version),
        go: 'publish',
        ...fields,
      },
      { follow: false },
    );
  const listed = async () =>
    (await listCommitments(sql, { reader: null, language: 'en', today: lastDay(now), owner: s.host, kind: 'response' }))
      .commitments;
  expect((await say(0, {})).status).toBe(303);
  expect(await listed()).toMatchObject([{ state: 'open', words: 'A second line (invented).' }]);
  expect((await say(1, { decision: 'not', action: '', reason: 'The law forbids it (invented).' })).status).toBe(303);
  expect(await listed()).toMatchObject([{ state: 'not-pursued', reason: 'The law forbids it (invented).' }]);
  const page = (await new Visitor(url).get(`/consultations/${s.id}/responses`)).text;
  expect(page).not.toContain('A second line (invented).');
  const id = (await listed())[0]!.id;
  const elsewhere = { deed: 'stand', version: '2', state: 'done' };
  expect((await host.at(url).post(`/commitments/${id}`, elsewhere, { follow: false })).status).toBe(409);
  expect((await say(2, { action: 'A third line (invented).' })).status).toBe(303);
  expect(await listed()).toMatchObject([{ id, state: 'open', words: 'A third line (invented).', reason: '' }]);
  expect((await find(id, null))!.history.map((h) => h.state)).toEqual(['open', 'not-pursued', 'open']);
});
