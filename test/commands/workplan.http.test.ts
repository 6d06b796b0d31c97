import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readZip, unpackLimits } from '../../app/attachments/clean/zip';
import { findChromium } from '../../app/documents/exchange/chromium.server';
import { hashOf } from '../../app/programmes/snapshot.server';
import { Visitor } from '../support/browser-like';
import { aCommittee, type SomeCommittee } from '../support/decisions';
import { Listener } from '../support/live';
import type { SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { adoptPlan, aRunningProgramme, withActivity } from '../support/workplan';

const server = await serverForFile();
const { sql, url } = server;
let committee: SomeCommittee;
let secretariat: SomePerson;
let p: Awaited<ReturnType<typeof aRunningProgramme>>;

/** Words without what surrounds them. */
const plain = (html: string) =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');

const activity = (more: Record<string, string> = {}) => ({
  ...{ deed: 'activity-new', once: randomUUID(), title: 'A roster of trainers (invented)', body: '', owner: '' },
  ...{ startsOn: '2026-02-01', endsOn: '2026-05-31', currency: 'USD', planned: '1 000,50', spent: '' },
  ...more,
});

beforeAll(async () => {
  committee = await aCommittee(sql);
  secretariat = committee.secretariat;
  p = await aRunningProgramme(sql);
});

describe('without JavaScript', () => {
  test('a plan is begun, filled, adopted, and then read by everybody', async () => {
    const who = secretariat.at(url);
    const wrong = await who.post('/workplan', { deed: 'begin', year: '20266', language: 'en' });
    expect([
      wrong.status,
      wrong.text.includes('Give a year between 1990 and 2150.'),
      wrong.text.includes('value="20266"'),
    ]).toEqual([...[422, true, true]]);
    const begun = await who.post('/workplan', { deed: 'begin', year: '٢٠٢٦', language: 'en' });
    expect([begun.status, begun.path]).toEqual([200, '/workplan/2026/edit']);
    const member = committee.members[0]!;
    const turned = await who.post('/workplan/2026/edit', activity({ endsOn: '2026-01-31', planned: '10.5055' }));
    expect(turned.status).toBe(422);
    for (const words of ['It ends before it begins.', 'This currency has no such small parts.', 'value="10.5055"'])
      expect(turned.text).toContain(words);
    const added = await who.post('/workplan/2026/edit', activity({ owner: String(member.id) }));
    expect(added.status).toBe(200);

    // Somebody else saves in between: what was typed stays, beside what stands.
    const [row] = await sql<
      { id: number }[]
    >`select a.id from workplan_activity a join commitment k on k.id = a.commitment_id
      where k.words = 'A roster of trainers (invented)'`;
    const change = (title: string) =>
      who.post(
        '/workplan/2026/edit',
        activity({ deed: `activity-${row!.id}`, version: '1', title, owner: String(member.id) }),
      );
    expect((await change('A roster of forty trainers (invented)')).status).toBe(200);
    const late = await change('A roster of fifty trainers (invented)');
    expect(late.status).toBe(409);
    for (const words of ['fifty trainers', 'forty trainers', 'name="version" value="2"'])
      expect(late.text).toContain(words);

    const visitor = new Visitor(url);
    expect((await visitor.get('/workplan/2026')).status).toBe(404);
    expect((await visitor.get('/workplan/2026/activities.csv')).status).toBe(404);
    expect((await visitor.get(`/workplan/2026/own-${row!.id}`)).status).toBe(404);
    expect(plain((await visitor.get('/workplan')).text)).toContain('There is no workplan yet.');
    expect((await committee.members[1]!.focal.at(url).get('/workplan/2026')).status).toBe(200);
    for (const path of [
      '/workplan/26',
      '/workplan/1812',
      '/workplan/2026/own-x',
      '/workplan/2026/line-999999',
      '/workplan/2031',
    ])
      expect([path, (await who.get(path)).status]).toEqual([path, 404]);

    const [plan] = await sql<{ id: number }[]>`select id from workplan where year = 2026`;
    const put = await who.get(`/decisions/new?subject=workplan&id=${plan!.id}`);
    expect(put.text).toContain('Workplan 2026');
    const decision = await adoptPlan(sql, committee, plan!.id);
    expect(plain((await visitor.get(`/decisions/${decision}`)).text)).toContain('Workplan 2026');
    const page = await visitor.get('/workplan/2026');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/\sstyle=/);
    const said = plain(page.text);
    for (const words of [
      ...[
        'Approved by decision 2026/',
        'A roster of forty trainers (invented)',
        'Shelters (invented)',
        'Safe ports (invented)',
      ],
      ...['Quarter 1 of 2026', 'Quarter 2 of 2026', 'The initiative itself', '1,000.50', '10,000', 'Overdue'],
    ])
      expect(said).toContain(words);
    // Of the initiative and of its programmes together, in the one currency.
    expect(said).toContain('Together in USD USD 11,000.50');
    const other = plain((await visitor.get('/workplan/2026?programme=none')).text);
    expect([other.includes('forty trainers'), /Shelters \(invented\) Safe ports/.test(other)]).toEqual([true, false]);
    const timeline = await visitor.get('/workplan/2026?view=timeline', { 'Accept-Language': 'ar' });
    expect(timeline.text).toContain('<html lang="ar" dir="rtl"');
    expect(timeline.text).toMatch(/<td colSpan="4" class="goes-on late">/i);
    const csv = (await visitor.get('/workplan/2026/activities.csv')).text;
    expect(csv).toContain(`own,${row!.id},`);
    expect(csv).toContain('USD,1000.50,');
    expect(csv).toContain(`programme,${p.id},`);
    expect((await visitor.get('/workplan/2026/activities.csv?programme=none')).text).not.toContain('Shelters');
    expect((await visitor.get('/workplan/2026/edit')).status).toBe(303);
    expect((await member.focal.at(url).get('/workplan/2026/edit')).status).toBe(404);
  });

  test('a lead writes a corrective action for its programme, which its owner finds and everybody reads', async () => {
    const path = `/workplan/2026/line-${p.activity}`;
    expect((await new Visitor(url).get(path)).text).not.toContain('name="dueOn"');
    const listener = new Listener(url, null);
    await listener.connected();
    const from = listener.heard.length;
    const lead = p.leadFocal.at(url);
    const correct = (dueOn: string, words = 'Rent the other house (invented).') =>
      lead.post(path, { deed: 'correct', once: randomUUID(), language: 'en', words, owner: String(p.partner), dueOn });
    const past = await correct('2020-01-01');
    expect([past.status, past.text.includes('This day is over.'), past.text.includes('Rent the other house')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await correct('2150-01-01')).status).toBe(200);
    await listener.hears('programmes', () => true, from);
    expect((await p.partnerFocal.at(url).post(path, { deed: 'correct', once: randomUUID() })).status).toBe(422);
    for (const place of [path, '/workplan/2026'])
      expect(plain((await new Visitor(url).get(place)).text)).toContain('Rent the other house (invented).');
    await server.settled();
    expect((await p.partnerFocal.at(url).get('/for-you')).text).toContain('/commitments/');
  });

  test('owners say how an activity stands, where it stands in the plan', async () => {
    const member = committee.members[1]!;
    const id = await withActivity(sql, secretariat, 2026, { owner: member.id, title: 'Glossary (invented)' });
    const path = `/workplan/2026/own-${id}`;
    const focal = member.focal.at(url);
    const version = /name="version" value="(\d+)"/.exec((await focal.get(path)).text)![1]!;
    const stand = { deed: 'stand', version, state: 'not-pursued', reason: '', done: '' };
    expect((await focal.post(path, stand)).status).toBe(422);
    expect((await committee.members[2]!.focal.at(url).post(path, stand)).status).toBe(403);
    expect((await focal.post(path, { ...stand, reason: 'There is one (invented).' })).status).toBe(200);
    expect(plain((await new Visitor(url).get('/workplan/2026')).text)).toContain('There is one (invented).');
    // It came after the adoption, and the plan says so.
    expect(plain((await new Visitor(url).get('/workplan/2026')).text)).toMatch(
      /Changes since it was approved Glossary \(invented\) · new/,
    );
    const listed = (await new Visitor(url).get('/commitments?state=not-pursued')).text;
    expect(listed).toContain(`href="${path}"`);
  });
});

describe('the annual review', () => {
  const words = {
    ...{ deed: 'review', version: '0', language: 'en', done: 'Forty trainers teach.\n\nTwo are in the islands.' },
    ...{
      undone: 'One house was not found.',
      lessons: 'Ask the port first.',
      heard: 'They asked for lawyers, and there are two.',
    },
  };

  /** A PDF: where others print at the same moment, once more until there is room. */
  async function printed(path: string) {
    for (let tries = 0; ; tries++) {
      const file = await new Visitor(url).get(path);
      if (file.status !== 429 || tries === 60) return file;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  test('is nobody’s but the secretariat’s until it is issued, and then fixed', async () => {
    const who = secretariat.at(url);
    const visitor = new Visitor(url);
    expect((await who.post('/workplan/2026/review/edit', words)).status).toBe(200);
    for (const path of ['review', 'review.html', 'review.docx', 'review?issue=1'])
      expect([path, (await visitor.get(`/workplan/2026/${path}`)).status]).toEqual([path, 404]);
    expect((await committee.members[0]!.focal.at(url).get('/workplan/2026/review/edit')).status).toBe(404);
    expect(plain((await who.get('/workplan/2026/review/edit')).text)).toContain('Two are in the islands.');
    const old = await who.post('/workplan/2026/review/edit', { ...words, done: 'Something else was typed.' });
    expect(old.status).toBe(409);
    for (const said of ['Something else was typed.', 'Two are in the islands.']) expect(old.text).toContain(said);
    const issued = await who.post('/workplan/2026/review/edit', { deed: 'issue', version: '1', reason: '' });
    expect([issued.status, issued.path]).toEqual([200, '/workplan/2026/review']);

    const [row] = await sql<{ content: unknown; hash: string }[]>`
      select content, hash from annual_review_issue i join workplan w on w.id = i.workplan_id where w.year = 2026`;
    expect(row!.hash).toBe(hashOf(row!.content));
    const page = await visitor.get('/workplan/2026/review');
    const file = await visitor.get('/workplan/2026/review.html');
    const docx = await visitor.get('/workplan/2026/review.docx');
    expect(docx.headers.get('content-type')).toContain('wordprocessingml');
    const document = Buffer.from((await readZip(docx.bytes, unpackLimits)).get('word/document.xml')!).toString();
    for (const text of [page.text, file.text, document]) {
      const said = plain(text.replace(/<\/w:p>/g, ' '));
      for (const part of [
        ...['Forty trainers teach.', 'Two are in the islands.', 'One house was not found.', 'Ask the port first.'],
        ...[
          'They asked for lawyers, and there are two.',
          'There is one (invented).',
          'Rent the other house (invented).',
        ],
        ...['Shelters (invented)', 'Safe ports (invented)', 'Annual review 2026', '10,000'],
      ])
        expect(said).toContain(part);
      expect(text).toContain(row!.hash);
    }
    // 1000.50 of one activity and 1000 of another are planned; nothing is noted as spent.
    expect(plain(file.text)).toContain('The initiative itself · USD USD 2,000.50 Not known Not known');
    expect((await visitor.get('/workplan/2026/review.html', { 'Accept-Language': 'fr' })).text).toContain(
      'Bilan annuel 2026',
    );
    expect((await visitor.get('/workplan/2026/review?issue=2')).status).toBe(404);
    expect((await visitor.get('/workplan/2026/review?issue=x')).status).toBe(404);

    // What happens afterwards moves nothing in it.
    await withActivity(sql, secretariat, 2026, { title: 'Much later (invented)' });
    expect((await visitor.get('/workplan/2026/review')).text).not.toContain('Much later (invented)');
    const again = await who.post('/workplan/2026/review/edit', { deed: 'issue', version: '1', reason: '' });
    expect([again.status, again.text.includes('Say why it is corrected.')]).toEqual([422, true]);
    const corrected = { deed: 'issue', version: '1', reason: 'An activity was missing (invented).' };
    expect((await who.post('/workplan/2026/review/edit', corrected)).status).toBe(200);
    const second = plain((await visitor.get('/workplan/2026/review')).text);
    for (const said of ['Issue 2', 'An activity was missing (invented).', 'Much later (invented)'])
      expect(second).toContain(said);
    expect(plain((await visitor.get('/workplan/2026/review?issue=1')).text)).toContain('There is a later issue.');
  });

  test.runIf(findChromium())('is printed, too', async () => {
    const file = await printed('/workplan/2026/review.pdf');
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toContain('annual-review-2026.pdf');
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.bytes.length).toBeGreaterThan(5000);
  });
});

test('each page takes three statements at most', async () => {
  const [own] = await sql<{ id: number }[]>`select id from workplan_activity order by id limit 1`;
  const places = [
    ...['/workplan', '/workplan/2026', '/workplan/2026?view=timeline&overdue=yes', `/workplan/2026/own-${own!.id}`],
    ...[
      `/workplan/2026/line-${p.activity}`,
      '/workplan/2026/edit',
      '/workplan/2026/review',
      '/workplan/2026/review/edit',
    ],
  ];
  const who = secretariat.at(url);
  for (const path of places) {
    await server.settled();
    server.statements();
    expect((await who.get(path)).status).toBe(200);
    expect([path, server.pageStatements().slice(3)]).toEqual([path, []]);
  }
});
