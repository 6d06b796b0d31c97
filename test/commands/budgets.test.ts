import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { beginSession } from '../../app/people/sessions.server';
import { seedWorld } from '../../db/seed/seed';
import { Visitor } from '../support/browser-like';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;

beforeAll(async () => {
  await seedWorld(sql, server.dataDir);
  await server.settled();
});

async function signedIn(handle: string): Promise<Visitor> {
  const [person] = await sql<{ id: number }[]>`select id from person where handle = ${handle}`;
  const [name, value] = (await beginSession(sql, person!.id, 'test', false)).split(';')[0]!.split('=');
  const visitor = new Visitor(url);
  visitor.setCookie(name!, value!);
  return visitor;
}

const pages = [
  '/',
  '/discussions',
  '/discussions/1/complaint-channels',
  '/discussions/1/complaint-channels?page=2',
  '/discussions/3/victim-assistance',
  '/discussions/3/synthesis',
  '/events',
  '/events?view=month&theme=labour',
  '/events?view=agenda&past=yes',
  '/events/1/who-pays-for-recruitment',
  '/events/series/1/fair-recruitment-talks',
  '/documents',
  '/consultations',
  '/consultations?state=ended',
  '/consultations/1/eastern-africa-recruitment-one-can-complain-about-invented',
  '/consultations/3/what-counts-as-direct-help-invented',
  '/consultations/1/results',
  '/consultations/3/synthesis',
  '/committee',
  '/decisions',
  '/decisions/1',
  '/programmes',
  '/programmes/1',
  '/pilots',
  '/pilots/calls/1',
  '/pilots/1',
  '/organisations',
  '/organisations/ilo',
  '/help',
  '/glossary',
];
/** Read anew each time: what they show moves without a word of it, or is another for each reader. */
const unkept = [
  '/workplan',
  `/workplan/${new Date().getUTCFullYear()}`,
  '/consultations/1/balance',
  '/consultations/3/report',
  '/consultations/3/responses',
  '/trace/post/1',
  '/recommendations',
  '/recommendations/1',
  '/commitments',
  '/commitments/1',
];
const own = [
  '/consultations/1/edit',
  '/consultations/1/balance/targets?seats=60',
  '/consultations/1/invitations',
  '/consultations/1/invitations/confirm?what=invite',
  '/consultations/1/statements',
  '/consultations/1/statements/1',
  '/consultations/1/statements/mine',
  '/consultations/1/statements/propose',
  '/consultations/1/statements/moderate',
  '/consultations/1/statements/results',
  '/contributions',
  '/for-you',
  '/account',
  '/discussions/1/board',
  '/people/wanjiru.d',
  '/events/1/edit',
  '/documents/1',
  '/documents/1/write',
  '/documents/1/comments',
  '/documents/1/suggestions',
  '/documents/1/clearance',
  '/documents/1/versions',
  '/documents/1/versions/compare',
  '/documents/1/people',
  '/decisions?show=open',
  '/decisions/4',
  '/decisions/4/evidence',
  '/programmes/1/edit',
  '/programmes/1/edit/spending',
  '/committee/members',
  '/committee/handover',
  '/committee/letters',
  '/pilots/2',
  '/pilots/3/review',
];

// Of which voices there are the page knows, and the session for whom they are asked. Never from memory.
test('a synthesis that cites a voice takes three statements at most, each time anew; without one it is like any page', async () => {
  for (const person of [new Visitor(url), new Visitor(url), await signedIn('wanjiru.d')]) {
    await server.settled();
    server.statements();
    expect((await person.get('/discussions/3/synthesis')).status).toBe(200);
    const asked = server.pageStatements();
    expect(asked.slice(3)).toEqual([]);
    expect(asked).not.toEqual([]);
  }
  await sql`delete from citation where cited_kind = 'voice' and citing_kind = 'statement'`;
  server.pages.dropAll();
});

test.each(pages)('%s takes three statements at most, and none from memory', async (path) => {
  const visitor = new Visitor(url);
  await server.settled();
  server.statements();
  expect((await visitor.get(path)).status).toBe(200);
  expect(server.pageStatements().slice(3)).toEqual([]);
  expect((await visitor.get(path)).status).toBe(200);
  expect(server.pageStatements()).toEqual([]);
});

test.each(unkept)('%s takes three statements at most for a visitor', async (path) => {
  const visitor = new Visitor(url);
  await server.settled();
  server.statements();
  expect((await visitor.get(path)).status).toBe(200);
  expect(server.pageStatements().slice(3)).toEqual([]);
});

test.each([...pages, ...unkept, ...own])(
  '%s takes three statements at most for someone who is signed in',
  async (path) => {
    const facilitator = await signedIn('wanjiru.d');
    await server.settled();
    server.statements();
    expect((await facilitator.get(path)).status).toBe(200);
    expect(server.pageStatements().slice(3)).toEqual([]);
  },
);

test('what a consultation asked takes three statements at most for those who prepare it', async () => {
  const [asked] = await sql<{ id: number; question: string }[]>`
    select q.id, u.value ->> 'id' as question from questionnaire q
    join questionnaire_version v on v.questionnaire_id = q.id
    cross join jsonb_path_query(v.content, '$.sections[*].questions[*] ? (@.type == "text")') u (value)
    where q.subject_kind = 'consultation' and q.subject_id = 1 order by q.id, v.number limit 1`;
  const facilitator = await signedIn('wanjiru.d');
  const words = `/consultations/1/results/words?of=${asked!.id}&question=${asked!.question}`;
  for (const path of [words, `/questionnaires/${asked!.id}/typing`, `/questionnaires/${asked!.id}.csv`]) {
    await server.settled();
    server.statements();
    expect((await facilitator.get(path)).status, path).toBe(200);
    expect(server.pageStatements().slice(3)).toEqual([]);
  }
});

test('a meeting of the committee takes three statements at most', async () => {
  const [meeting] = await sql<{ id: number }[]>`select id from event where slug = 'committee-session'`;
  const member = await signedIn('kwame.d');
  await server.settled();
  server.statements();
  const page = await member.get(`/committee/meetings/${meeting!.id}`);
  expect(page.text).toContain('Call for pilots: first reading of the criteria');
  expect(server.pageStatements().slice(3)).toEqual([]);
});

test('what a document rests on takes three statements, of however many kinds its sources are', async () => {
  const facilitator = await signedIn('wanjiru.d');
  // A voice as well: the session says for which organisations the survivor room is asked.
  const kinds = ['answer', 'claim', 'consultation-statement', 'decision', 'passage', 'post', 'statement', 'voice'];
  await sql`
    insert into citation (citing_kind, citing_id, anchor, cited_kind, cited_id, cited_version)
    select 'document', 1, 'each-' || k, k, coalesce((select min(v.id) from voice v where k = 'voice'), 1), 1 from unnest(${kinds}::text[]) k`;
  await sql`
    update document_settled set citations = citations || (select jsonb_agg(jsonb_build_object(
      'anchor', 'each-' || k, 'block', '', 'section', '')) from unnest(${kinds}::text[]) k) where document_id = 1`;
  await server.settled();
  server.statements();
  const page = await facilitator.get('/documents/1/sources');
  expect(page.status).toBe(200);
  expect(page.text.match(/<article/g)?.length).toBeGreaterThanOrEqual(kinds.length);
  expect(server.pageStatements().slice(3)).toEqual([]);
});

/** Bytes over the wire of one address, as a browser asks for it. */
async function wire(path: string, cookie = ''): Promise<{ bytes: number; text: string }> {
  const response = await fetch(new URL(path, url), {
    headers: { 'Accept-Encoding': 'br, gzip', ...(cookie ? { Cookie: cookie } : {}) },
  });
  expect(response.status, path).toBe(200);
  const text = await response.text();
  // The client of Node unpacks what it gets: what was sent is said by the length.
  return { bytes: Number(response.headers.get('content-length') ?? gzipSync(text).length), text };
}

/** Everything that the page names for the browser to load. */
function loaded(html: string): string[] {
  const named = [
    ...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:js|css|svg))"/g),
    ...html.matchAll(/import [^'"]*['"](\/assets\/[^'"]+\.js)['"]/g),
  ];
  return [...new Set(named.map((m) => m[1]!))];
}

test('a first visit to a page of 20 posts weighs 60 kB at most, its script 25, and asks nothing of others', async () => {
  await wire('/discussions/1/complaint-channels');
  const page = await wire('/discussions/1/complaint-channels');
  expect(page.text.match(/<article/g)!.length).toBe(20);
  const parts = await Promise.all(loaded(page.text).map(async (path) => ({ path, ...(await wire(path)) })));
  const island = parts.find((p) => p.path.includes('island'))!;
  expect(island.bytes).toBeLessThanOrEqual(25_000);
  expect(page.bytes + parts.reduce((sum, p) => sum + p.bytes, 0)).toBeLessThanOrEqual(60_000);
  expect(parts.length + 1).toBeLessThanOrEqual(15);
  expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\/[^"]*\.(?:js|css|woff2?)"/);
});

test('signed in it weighs 170 kB at most, in 15 requests at most', async () => {
  const visitor = await signedIn('halima.d');
  const page = await wire('/discussions/1/complaint-channels?page=1', visitor.cookie);
  const named = loaded(page.text);
  const scripts = await Promise.all(named.map(async (path) => ({ path, ...(await wire(path)) })));
  // What hydration asks for by itself: the language that is read, and the sockets.
  const entry = scripts.find((s) => s.path.includes('entry.client'))!;
  // One of the three, and the sockets' file with its connection: the largest counts.
  const languages = [...entry.text.matchAll(/(page-[\w-]+\.js)/g)].map((m) => `/assets/${m[1]}`);
  expect(new Set(languages).size).toBe(3);
  const bytes = page.bytes + scripts.reduce((sum, s) => sum + s.bytes, 0);
  const largest = Math.max(...(await Promise.all(languages.map(async (path) => (await wire(path)).bytes))));
  expect(bytes + largest).toBeLessThanOrEqual(170_000);
  expect(1 + scripts.length + 1 + 2).toBeLessThanOrEqual(15);
});

test('a reply takes seven statements at most, in one transaction', async () => {
  const halima = await signedIn('halima.d');
  await server.settled();
  server.statements();
  const body = {
    deed: 'post',
    as: 'post',
    body: 'One reply.',
    language: 'en',
    inReplyTo: '1',
    once: crypto.randomUUID(),
  };
  expect((await halima.post('/discussions/1/complaint-channels', body, { follow: false })).status).toBe(303);
  expect(server.pageStatements().slice(7)).toEqual([]);
});
