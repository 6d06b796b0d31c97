import { beforeAll, expect, test } from 'vitest';
import { hidePost } from '../../app/facilitation/moderation.server';
import { Visitor } from '../support/browser-like';
import { anOrganisation, aPerson } from '../support/people';
import { aClaim, aConsultationWithClaims, type SomeClaims } from '../support/responses';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;

let s: SomeClaims;
beforeAll(async () => {
  s = await aConsultationWithClaims(sql);
});

const form = (organisation: number, given: Record<string, string> = {}) => ({
  deed: `respond-${organisation}`,
  organisation: String(organisation),
  version: '0',
  decision: 'partly',
  reason: 'It is what the survey found too (invented).',
  action: 'A second line in each province (invented).',
  dueOn: '',
  places: '',
  language: 'en',
  go: 'publish',
  ...given,
});

test('without scripts: an organisation is asked, keeps an answer, publishes it and says what it did; everybody reads it', async () => {
  const ministry = await anOrganisation(sql, { name: 'Ministry of Examples (invented)' });
  const focal = await aPerson(sql, { organisation: ministry, office: 'focal-point' });
  const facilitator = s.facilitator.at(url);
  const place = `/consultations/${s.id}/responses/${s.claim}`;
  const asked = await facilitator.post(place, { deed: 'ask', organisation: String(ministry), dueOn: '2037-05-01' });
  expect(asked.text).toContain('Ministry of Examples (invented)');
  const visitor = new Visitor(url);
  expect((await visitor.get(`/consultations/${s.id}/responses`)).text).toContain('Awaited from Ministry of Examples');

  const mine = focal.at(url);
  const forYou = await mine.get('/for-you');
  expect(forYou.text).toContain('Answer a claim of a synthesis for');
  expect(forYou.text).toContain(place);
  // What is missing is said beside the field, and the rest is still there.
  const refused = await mine.post(place, form(ministry, { action: '', reason: 'Kept while refused.' }), {
    follow: false,
  });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Say what will be done.');
  expect(refused.text).toContain('Kept while refused.');
  await mine.post(place, form(ministry, { go: 'keep', reason: 'Canary of a draft.' }));
  expect((await visitor.get(`/consultations/${s.id}/responses`)).text).not.toContain('Canary of a draft');
  expect((await facilitator.get(place)).text).not.toContain('Canary of a draft');
  expect((await mine.get(place)).text).toContain('Canary of a draft');

  await mine.post(place, form(ministry, { version: '1', dueOn: '2037-06-01' }));
  const page = (await visitor.get(`/consultations/${s.id}/responses`)).text;
  expect(page).toContain('Accepted in part');
  expect(page).toContain('A second line in each province (invented).');
  expect(page).toContain('1 of 1 claim has an answer');
  expect(page).not.toContain('Awaited from');
  // A form that was opened before that is told so, and keeps its words.
  const late = await mine.post(place, form(ministry, { version: '1', reason: 'Too late.' }), { follow: false });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Too late.');

  await mine.post(place, {
    deed: `stand-${ministry}`,
    organisation: String(ministry),
    version: '2',
    state: 'done',
    done: 'Both lines are there (invented).',
  });
  expect((await visitor.get(`/consultations/${s.id}/responses`)).text).toContain('Both lines are there (invented).');
});

test('whoever said something finds where it went, on a page of their own and on one that can be shared', async () => {
  const t = await aConsultationWithClaims(sql);
  const author = t.author.at(url);
  const trace = `/trace/post/${t.post}`;
  expect((await author.get('/contributions')).text).toContain('Used');
  await t.facilitator.at(url).post(`/consultations/${t.id}/responses/${t.claim}`, form(t.host));
  const page = await author.get('/contributions');
  expect(page.text).toContain('Answered');
  expect(page.text).toContain('A second line in each province (invented).');
  expect(page.text).toContain(`href="/claims/${t.claim}"`);
  const other = await (await aPerson(sql)).at(url).get('/contributions');
  expect(other.text).not.toContain(t.words);

  const shared = await new Visitor(url).get(trace);
  expect(shared.status).toBe(200);
  expect(shared.text).toContain(t.words);
  expect(shared.text).toContain(`href="/claims/${t.claim}"`);
  await hidePost(sql, t.moderator, { post: t.post, reason: 'Checked' }, new Date());
  const hidden = await new Visitor(url).get(trace);
  expect(hidden.text).not.toContain(t.words);
  expect(hidden.text).toContain('hidden at present');
});

test('what one may not see is not there: other kinds, other consultations, answers of others', async () => {
  const closed = await aConsultationWithClaims(sql, { readers: 'invited' });
  const visitor = new Visitor(url);
  for (const place of [
    `/consultations/${closed.id}/responses`,
    `/trace/post/${closed.post}`,
    '/trace/voice/1',
    '/trace/person/1',
    '/trace/post/999999',
    '/trace/answer/1',
    `/consultations/999999/responses`,
  ])
    expect([place, (await visitor.get(place)).status]).toEqual([place, 404]);
  const someone = (await aPerson(sql)).at(url);
  expect((await someone.get(`/consultations/${s.id}/responses/${s.claim}`)).status).toBe(404);
  // Of another consultation's claim neither.
  const elsewhere = `/consultations/${s.id}/responses/${closed.claim}`;
  expect((await s.facilitator.at(url).get(elsewhere)).status).toBe(404);
});

test('takes three statements, with many claims and many contributions', async () => {
  const t = await aConsultationWithClaims(sql);
  for (let i = 0; i < 5; i++) await aClaim(sql, t, { words: `Another claim ${i} (invented).` });
  for (let i = 0; i < 3; i++) await t.anotherPost(`Another post ${i} (invented).`);
  const author = t.author.at(url);
  for (const place of [`/consultations/${t.id}/responses`, '/contributions', `/trace/post/${t.post}`]) {
    await author.get(place);
    await server.settled();
    server.statements();
    await author.get(place);
    expect(server.pageStatements().slice(3), place).toEqual([]);
  }
});
