import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDocx } from '../../app/documents/exchange/read-docx';
import { tieDocument } from '../../app/programmes/commands/preparing.server';
import { Visitor } from '../support/browser-like';
import { aDocument, paragraph, textWith, write } from '../support/documents';
import { Listener } from '../support/live';
import { agree, aProgramme, type SomeProgramme, withLine } from '../support/programmes';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
let p: SomeProgramme;

beforeAll(async () => {
  p = await aProgramme(sql, { open: true });
  await agree(sql, p.secretariat, { 'victim-support': 3000, evaluation: 500 });
});

const line = (more: Record<string, string> = {}) => ({
  deed: 'line-new',
  once: randomUUID(),
  title: 'Beds in the port',
  activity: '',
  organisation: String(p.partner),
  fiduciary: String(p.lead),
  source: 'A fund (invented)',
  funding: 'seed',
  earmark: 'direct-assistance',
  'year-2026': '400',
  'year-2027': '600',
  total: '',
  ...more,
});
/** Words without what surrounds them. */
const plain = (html: string) =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('without JavaScript', () => {
  test('a focal point begins a programme, part by part, opens it, and everybody reads it', async () => {
    const lead = p.leadFocal.at(url);
    const begun = await lead.post('/programmes/new', {
      deed: 'begin',
      title: 'Roads home (invented)',
      language: 'en',
      lead: String(p.lead),
      area: '014',
      country: 'KE',
      currency: 'USD',
      firstYear: '2026',
      lastYear: '2027',
      once: randomUUID(),
    });
    expect(begun.status).toBe(200);
    const path = begun.path.replace('/edit', '');
    expect(path).toMatch(/^\/programmes\/\d+$/);
    const add = async (part: string, fields: Record<string, string>) => {
      const answer = await lead.post(`${path}/edit/${part}`, { once: randomUUID(), ...fields });
      expect([part, answer.status, plain(answer.text).match(/alert|Look at/)]).toEqual([part, 200, null]);
      return answer;
    };
    const own = { organisation: String(p.lead) };
    await add('activities', {
      deed: 'activity-new',
      title: 'Shelters',
      body: '',
      aim: 'short',
      ...own,
      startsOn: '2026-03-01',
      endsOn: '2026-10-25',
    });
    await add('framework', { deed: 'result-new', kind: 'outcome', parentId: '', title: 'People are safe' });
    const [result] = await sql<{ id: number }[]>`select id from programme_result where title = 'People are safe'`;
    await add('framework', {
      deed: 'indicator-new',
      subject: String(result!.id),
      what: 'How many people sleep in a safe place?',
      unit: 'people',
      direction: 'up',
      baseline: '10',
      baselineOn: '2019-12-31',
      target: '40',
      targetOn: '2027-12-31',
      source: 'Registers',
    });
    const [indicator] = await sql<{ id: number }[]>`select id from indicator where subject_id = ${result!.id}`;
    await add('framework', {
      deed: `value-${indicator!.id}`,
      onDay: '2020-03-29',
      value: '17,5',
      source: 'A count',
      note: '',
    });
    await add('budget', line({ organisation: String(p.lead) }));
    await add('risks', {
      deed: 'risk-new',
      title: 'Being found',
      likelihood: 'low',
      harm: 'high',
      answer: 'No addresses',
      organisation: '',
    });
    await add('phases', {
      deed: 'phase-new',
      title: 'First',
      startsOn: '2020-01-01',
      endsOn: '2029-12-31',
      funding: 'seed',
    });
    await add('reports', {
      deed: 'report-new',
      startsOn: '2026-01-01',
      endsOn: '2026-03-31',
      body: 'Two shelters were opened.',
      spent: '120',
    });
    await add('lessons', { deed: 'lesson-new', title: 'Begin with lawyers', body: '' });
    const visitor = new Visitor(url);
    expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.get('/programmes')).text).not.toContain('Roads home');
    const reason = { deed: 'behind', version: '1', consultation: '', noConsultationReason: 'A flood.', document: '' };
    expect((await lead.post(`${path}/edit`, reason)).status).toBe(200);
    expect((await lead.post(`${path}/edit`, { deed: 'open', version: '2' })).status).toBe(200);
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    for (const words of [
      ...[
        'Under way',
        'Without a consultation',
        'A flood.',
        'USD 1,000 in all',
        '100% agreed: 30%',
        '0% below the agreed 5%',
      ],
      ...[
        'Shelters',
        'Outcome 1',
        'How many people sleep in a safe place?',
        '25% of the way',
        '17.5',
        'Direct assistance to victims',
      ],
      ...[
        'Being found',
        'No addresses',
        'Two shelters were opened.',
        'Spent: USD 120',
        'Begin with lawyers',
        'Nothing is fixed yet',
      ],
    ])
      expect(plain(page.text).replaceAll('\u00a0', ' ')).toContain(words);
    expect(page.text).toContain('<polyline points="');
    expect(page.text).not.toMatch(/\sstyle=/);
    const list = plain((await visitor.get('/programmes?state=carried-through&region=002')).text);
    expect(list).toContain('Roads home (invented)');
    expect((await visitor.get(`${path}/budget.csv`)).text).toContain('USD,400,600,1000');
    const arabic = await visitor.get(path, { 'Accept-Language': 'ar' });
    expect(arabic.text).toContain('<html lang="ar" dir="rtl"');
  });

  test('what does not add up comes back beside its field, as it was typed', async () => {
    const lead = p.leadFocal.at(url);
    const answer = await lead.post(`${p.path}/edit/budget`, line({ total: '1 000,5' }), { follow: false });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The years come to 1000: 0.50 is missing.');
    expect(answer.text).toContain('value="1 000,5"');
    expect(answer.text).toContain('value="Beds in the port"');
    const turned = await lead.post(`${p.path}/edit/phases`, {
      deed: 'phase-new',
      once: randomUUID(),
      title: 'Turned',
      startsOn: '2026-10-25',
      endsOn: '2026-10-24',
      funding: 'seed',
    });
    expect(turned.status).toBe(422);
    expect(turned.text).toContain('It ends before it begins.');
  });

  test('a partner signs, and nobody for another', async () => {
    const q = await aProgramme(sql, { open: true });
    await q.leadFocal.at(url).post(`${q.path}/edit`, { deed: 'fix', version: '1' });
    const page = await q.partnerFocal.at(url).get(q.path);
    const fixed = /name="fixed" value="(\d+)"/.exec(page.text)![1]!;
    expect(page.text.match(/name="fixed"/g)).toHaveLength(1);
    const answer = {
      deed: `sign-${q.partner}`,
      fixed,
      organisation: String(q.partner),
      state: 'declined',
      comment: '',
    };
    const refused = await q.partnerFocal.at(url).post(q.path, answer);
    expect([refused.status, refused.text.includes('Say why.')]).toEqual([422, true]);
    expect((await q.leadFocal.at(url).post(q.path, { ...answer, comment: 'x' })).status).toBe(403);
    const said = await q.partnerFocal.at(url).post(q.path, { ...answer, comment: 'The money is not ours.' });
    expect(plain(said.text)).toContain('Not signed, with a reason');
    expect(plain((await new Visitor(url).get(q.path)).text)).toContain('The money is not ours.');
  });
});

describe('a document that shows its programme', () => {
  const part = (of: number, name: string) => ({
    type: 'programmePart',
    attrs: { id: `live-${name}`, programme: String(of), part: name },
  });

  test('is begun with live views, which say what the data says, in every form', async () => {
    const q = await aProgramme(sql, { open: true });
    const focal = q.leadFocal.at(url);
    const begun = await focal.post(`${q.path}/edit`, { deed: 'document', language: 'en', once: randomUUID() });
    expect(begun.path).toMatch(/^\/documents\/\d+\/people$/);
    const path = begun.path.replace('/people', '');
    const id = Number(path.split('/')[2]);
    await server.settled();
    const first = (await focal.get(path)).text;
    for (const name of ['actors', 'activities', 'framework', 'budget', 'shares', 'risks'])
      expect(first).toContain(`data-programme="${q.id}" data-part="${name}"`);
    expect(first).not.toContain('Lines of activity</p></td>');
    expect(plain(first)).toContain('It has no budget yet.');
    await withLine(sql, q, '1234.50', 'direct-assistance', 'Beds <in> the port');
    const second = (await focal.get(path)).text;
    expect(second).toContain('Beds &lt;in&gt; the port (Direct assistance to victims)');
    expect(second).toContain('1,234.50');
    // Its search text is that of now too.
    const [settled] = await sql<{ plain: string }[]>`select plain from document_settled where document_id = ${id}`;
    expect(settled!.plain).toContain('Beds <in> the port');
    const docx = await readDocx(new Uint8Array((await focal.get(`${path}.docx`)).bytes), 'en');
    expect(JSON.stringify(docx.document.text)).toContain('Beds <in> the port');
    for (const format of ['html', 'md']) expect((await focal.get(`${path}.${format}`)).text).toContain('1,234.50');
    expect((await focal.get(`${path}.odt`)).status).toBe(200);
    expect(plain((await new Visitor(url).get(q.path)).text)).toContain('Not open to you');
  });

  test('shows to each reader what they may see, wherever the text goes', async () => {
    const hidden = await aProgramme(sql, { title: 'Hidden work (invented)' });
    await withLine(sql, hidden, '77.70', 'none', 'Quiet beds');
    const d = await aDocument(sql, server.coediting.texts, { readers: 'public' });
    await write(
      server,
      d.id,
      d.leadEditor,
      textWith(paragraph('p', 'Before.'), part(hidden.id, 'budget'), part(999_999, 'risks')),
    );
    const visitor = new Visitor(url);
    const page = await visitor.get(d.path);
    expect(page.status).toBe(200);
    expect(page.text.match(/Part of a programme that is not open to you/g)).toHaveLength(2);
    for (const at of ['', '.html', '.md'])
      expect((await visitor.get(`${d.path}${at}`)).text).not.toContain('Quiet beds');
    const [settled] = await sql<{ plain: string }[]>`select plain from document_settled where document_id = ${d.id}`;
    expect(settled!.plain).not.toContain('Quiet beds');
    expect((await d.secretariat.at(url).get(d.path)).text).toContain('Quiet beds');
    const fragment = `${hidden.path}/parts/budget?in=fr`;
    expect((await visitor.get(fragment)).status).toBe(404);
    const own = JSON.parse((await hidden.partnerFocal.at(url).get(fragment)).text);
    expect(own).toMatchObject({ edit: `${hidden.path}/edit/budget` });
    expect(own.html).toContain('Poste');
    // Opened, it is there for everyone at once, and found by its words.
    await sql`update programme set no_consultation_reason = 'A trial.' where id = ${hidden.id}`;
    await hidden.leadFocal.at(url).post(`${hidden.path}/edit`, { deed: 'open', version: '1' });
    await server.settled();
    expect((await visitor.get(d.path)).text).toContain('Quiet beds');
    const [opened] = await sql<{ plain: string }[]>`select plain from document_settled where document_id = ${d.id}`;
    expect(opened!.plain).toContain('Quiet beds');
  });

  test('belongs to one programme', async () => {
    const [q, other] = [await aProgramme(sql), await aProgramme(sql)];
    const d = await aDocument(sql, server.coediting.texts, { readers: 'public' });
    await tieDocument(sql, await q.leadFocal.reader(), q.id, d.id, new Date());
    const behind = { deed: 'behind', version: '1', consultation: '', noConsultationReason: '', document: String(d.id) };
    const answer = await other.leadFocal.at(url).post(`${other.path}/edit`, behind);
    expect([answer.status, answer.text.includes('This document is that of another programme.')]).toEqual([422, true]);
  });
});

test('a line of activity is taken on, and its owner says how it stands where the programme shows it', async () => {
  const q = await aProgramme(sql, { open: true });
  const owner = q.partnerFocal.at(url);
  const fields = {
    title: 'Open a shelter',
    body: '',
    aim: 'short',
    organisation: String(q.partner),
    startsOn: '',
    endsOn: '',
  };
  await owner.post(`${q.path}/edit/activities`, { deed: 'activity-new', once: randomUUID(), ...fields });
  const [line] = await sql<{ id: number; commitmentId: number }[]>`
    select id, commitment_id from programme_activity where programme_id = ${q.id}`;
  const waiting = plain((await owner.get('/for-you')).text);
  expect(waiting).toContain('has taken on');
  const visitor = new Visitor(url);
  expect(plain((await visitor.get('/commitments?kind=activity')).text)).toContain('Open a shelter');
  const form = await owner.get(q.path);
  const version = new RegExp(`name="deed" value="stand-${line!.id}".*?name="version"[^>]*value="(\\d+)"`, 's').exec(
    form.text,
  )?.[1];
  expect(version).toBe('1');
  expect((await q.leadFocal.at(url).get(q.path)).text).not.toContain(`stand-${line!.id}`);
  const stand = { deed: `stand-${line!.id}`, version: '1', state: 'not-pursued', reason: '', done: '' };
  const refused = await owner.post(q.path, stand);
  expect([refused.status, refused.text.includes('Say why it is not pursued.')]).toEqual([422, true]);
  expect((await owner.post(q.path, { ...stand, reason: 'No house was found.' })).status).toBe(200);
  const shown = plain((await visitor.get(q.path)).text);
  expect(shown).toMatch(/Open a shelter .* Not pursued No house was found\./);
  expect(plain((await visitor.get(`/commitments/${line!.commitmentId}`)).text)).toContain('Line of activity');
  expect((await owner.post(q.path, { ...stand, state: 'done' })).status).toBe(409);
});

test('what was spent is noted beside the plan by who answers for the money, and read by everybody', async () => {
  const q = await aProgramme(sql, { open: true });
  // Of years that have begun, whatever the day of the test.
  await sql`update programme set first_year = 2020, last_year = 2027 where id = ${q.id}`;
  const id = await withLine(sql, q, '100');
  const lead = q.leadFocal.at(url);
  const spent = { deed: `spent-${id}`, version: '0', note: 'Accounts', 'year-2020': '12.50' };
  const others = await q.partnerFocal.at(url).get(`${q.path}/edit/spending`);
  expect([others.text.includes(`spent-${id}`), plain(others.text).includes('which holds the fiduciary duty')]).toEqual([
    false,
    true,
  ]);
  const wrong = await lead.post(`${q.path}/edit/spending`, { ...spent, 'year-2020': 'much' });
  expect([wrong.status, wrong.text.includes('value="much"')]).toEqual([422, true]);
  expect((await lead.post(`${q.path}/edit/spending`, spent)).status).toBe(200);
  expect((await lead.post(`${q.path}/edit/spending`, spent)).status).toBe(409);
  const page = plain((await new Visitor(url).get(q.path)).text);
  expect(page).toMatch(/Beds 2020 0 12\.50 12\.50 .* Accounts/);
  expect(page).toContain('Beds 2026 100 not noted');
  expect((await new Visitor(url).get(`${q.path}/budget.csv`)).text).toContain(',12.50,,,,,,,,12.50,12.50');
});

test('what changed from one fixed version to the next is read in words, and followed by whoever wants to', async () => {
  const q = await aProgramme(sql, { open: true });
  const lead = q.leadFocal.at(url);
  const id = await withLine(sql, q, '100');
  const fix = async () => {
    const [row] = await sql<{ version: number }[]>`select version from programme where id = ${q.id}`;
    expect((await lead.post(`${q.path}/edit`, { deed: 'fix', version: String(row!.version) })).status).toBe(200);
  };
  await fix();
  const own = { organisation: String(q.partner), fiduciary: String(q.lead) };
  await lead.post(`${q.path}/edit/budget`, {
    ...line({ 'year-2026': '250', 'year-2027': '', ...own }),
    deed: `line-${id}`,
    version: '1',
  });
  const risk = { deed: 'risk-new', once: randomUUID(), title: 'Being found', likelihood: 'low', harm: 'high' };
  await lead.post(`${q.path}/edit/risks`, { ...risk, answer: '', organisation: '' });
  await fix();
  const visitor = new Visitor(url);
  const page = plain((await visitor.get(`${q.path}/versions?from=1&to=2`)).text);
  for (const words of [
    'What changed from version 1 to version 2',
    'Changed: Beds',
    'Title Beds Beds in the port',
    'USD 100 USD 250',
    'Earmarked for None of these Direct assistance to victims',
    'Added: Being found',
  ])
    expect(page).toContain(words);
  expect(plain((await visitor.get(`${q.path}/versions?from=2&to=9`)).text)).not.toContain('What changed from version');
  // Those from before it was open are for its own people.
  await sql`update programme_version set fixed_at = now() - interval '2 hours' where programme_id = ${q.id} and number = 1`;
  await sql`update programme set opened_at = now() - interval '1 hour' where id = ${q.id}`;
  server.pages.dropAll();
  expect((await visitor.get(`${q.path}/versions?from=1&to=2`)).text).not.toContain('Beds in the port');
  expect((await lead.get(`${q.path}/versions?from=1&to=2`)).text).toContain('Beds in the port');

  const follow = {
    deed: `follow-programme-${q.id}`,
    back: 'yes',
    activity: 'programme',
    id: String(q.id),
    level: 'everything',
  };
  const outsider = q.outsider.at(url);
  expect((await outsider.get(q.path)).text).toContain(`value="${follow.deed}"`);
  expect((await outsider.post('/notices/following', follow)).status).toBe(200);
  expect(plain((await outsider.get('/notices/following')).text)).toContain('Safe ports (invented)');
});

test('whoever looks at a programme is told by nothing but that one has changed', async () => {
  const listener = new Listener(url, null);
  await listener.connected();
  await p.leadFocal.at(url).post(`${p.path}/edit/budget`, line());
  expect(await listener.hears('programmes')).toEqual({});
  listener.socket.close();
});
