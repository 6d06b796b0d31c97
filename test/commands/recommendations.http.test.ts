import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { markSourceChanged } from '../../app/citations/commands.server';
import { citingOf } from '../../app/citations/queries.server';
import { createDocument } from '../../app/documents/commands/creating.server';
import { addNote, applyOutcomes, followUp, keepRecommendation } from '../../app/recommendations/commands.server';
import type { KeepInput } from '../../app/recommendations/forms';
import { readRecommendation } from '../../app/recommendations/queries.server';
import { tasksFor } from '../../app/tasks/queries.server';
import { Visitor } from '../support/browser-like';
import { aText } from '../support/documents';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aRecommendation } from '../support/recommendations';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
const visitor = () => new Visitor(url);
let owner: number;
let secretariat: SomePerson;
let focal: SomePerson;

beforeAll(async () => {
  owner = await anOrganisation(sql, { handle: 'harbour', name: 'Harbour office (invented)' });
  secretariat = await aPerson(sql, { secretariat: true });
  focal = await aPerson(sql, { organisation: owner, office: 'focal-point' });
});

const read = (id: number) => readRecommendation(sql, null, id, 'en', now);
const keep = async (id: number, rest: Partial<KeepInput> = {}) =>
  keepRecommendation(
    sql,
    await secretariat.reader(),
    id,
    {
      version: (await read(id)).version,
      number: '(a)',
      kind: 'recommendation',
      language: 'en',
      heading: null,
      body: 'Lights on every quay (invented).',
      theme: 'prevention',
      sectors: ['government'],
      organisations: [],
      owner,
      dueOn: '2031-05-04',
      ...rest,
    },
    now,
  );
const stand = async (
  id: number,
  rest: { state?: 'done' | 'not-pursued'; reason?: string; places?: string[] },
  by = focal,
) =>
  followUp(
    sql,
    await by.reader(),
    id,
    {
      version: (await read(id)).version,
      state: rest.state ?? 'under-way',
      reason: rest.reason ?? null,
      done: null,
      places: rest.places ?? [],
    },
    { origin: url, now },
  );
const tasks = async (person: SomePerson) => (await tasksFor(sql, await person.reader(), 'en', now)).open;

describe('a commitment', () => {
  test('gives its owner a task with the day, which ends when it is done', async () => {
    const id = await aRecommendation(sql, secretariat.id);
    await keep(id);
    expect(await tasks(focal)).toMatchObject([
      { what: 'recommendations:task', place: `/recommendations/${id}`, dueAt: '2031-05-04T12:00:00.000Z' },
    ]);
    await keep(id, { dueOn: '2031-06-01' });
    expect(await tasks(focal)).toMatchObject([{ dueAt: '2031-06-01T12:00:00.000Z' }]);
    await stand(id, { state: 'done' });
    expect(await tasks(focal)).toEqual([]);
  });

  test('is no more that of an owner of before', async () => {
    const id = await aRecommendation(sql, secretariat.id);
    const other = await anOrganisation(sql);
    const next = await aPerson(sql, { organisation: other, office: 'alternate' });
    await keep(id);
    await keep(id, { owner: other });
    expect(await tasks(focal)).toEqual([]);
    expect(await tasks(next)).toHaveLength(1);
  });

  test('is not set aside without a reason, nor followed up by others, nor saved over another', async () => {
    const id = await aRecommendation(sql, secretariat.id, { owner });
    await expect(stand(id, { state: 'not-pursued' })).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    await expect(stand(id, { state: 'done' }, await aPerson(sql))).rejects.toMatchObject({ kind: 'not-allowed' });
    await stand(id, { state: 'not-pursued', reason: 'It is done elsewhere.' });
    await expect(keep(id, { version: 1 })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(keep(id, { owner: null })).rejects.toMatchObject({ fields: { owner: expect.any(String) } });
    await expect(keep(id, { organisations: ['nobody-here'] })).rejects.toMatchObject({
      values: { names: 'nobody-here' },
    });
    expect((await visitor().get(`/recommendations/${id}`)).text).toContain('It is done elsewhere.');
  });
});

test('what it led to is a paragraph, named by its address, and the paragraph says so back', async () => {
  const id = await aRecommendation(sql, secretariat.id, { owner });
  const programme = async (readers: 'public' | 'invited') =>
    createDocument(
      sql,
      server.coediting.texts,
      await secretariat.reader(),
      {
        title: 'A programme (invented)',
        language: 'en',
        template: 'blank',
        lead: owner,
        readers,
        once: randomUUID(),
        text: aText(),
      },
      now,
    );
  const [seen, unseen] = [await programme('public'), await programme('invited')];
  const passageOf = async (document: number) =>
    (
      await sql<{ id: number }[]>`select id from document_passage where document_id = ${document} and block_id = 'p1'`
    )[0]!.id;
  const passage = await passageOf(seen);
  await stand(id, { places: [`${url}/documents/${seen}#p1`] }, secretariat);
  expect((await read(id)).places).toMatchObject([{ path: `/passages/${passage}`, state: 'current' }]);
  expect(await citingOf(sql, 'passage', passage, null, 'en')).toMatchObject([
    { kind: 'recommendation', id, path: `/recommendations/${id}` },
  ]);
  const stranger = await aPerson(sql, { organisation: await anOrganisation(sql), office: 'focal-point' });
  const theirs = await aRecommendation(sql, secretariat.id, { owner: (await stranger.reader()).organisationId! });
  await expect(stand(theirs, { places: [`/passages/${await passageOf(unseen)}`] }, stranger)).rejects.toMatchObject({
    fields: { places: expect.any(String) },
  });
  await expect(stand(id, { places: ['https://elsewhere.example/passages/1'] })).rejects.toMatchObject({
    kind: 'invalid',
  });
});

test('a paragraph that it led to and that reads otherwise now is looked at again by its owner', async () => {
  const lead = await anOrganisation(sql);
  const speaker = await aPerson(sql, { organisation: lead, office: 'focal-point' });
  const id = await aRecommendation(sql, secretariat.id, { owner: lead });
  const document = await createDocument(
    sql,
    server.coediting.texts,
    await secretariat.reader(),
    {
      title: 'A programme (invented)',
      language: 'en',
      template: 'blank',
      lead,
      readers: 'public',
      once: randomUUID(),
      text: aText(),
    },
    now,
  );
  const places = [`${url}/documents/${document}#p1`];
  const waits = async () =>
    (await tasks(speaker)).filter((t) => t.what === 'recommendations:source-changed').map((t) => t.place);
  await stand(id, { places }, speaker);
  await sql.begin(async (tx) => {
    const [passage] = await tx<{ id: number }[]>`
      update document_passage set version = version + 1 where document_id = ${document} and block_id = 'p1' returning id`;
    await markSourceChanged(tx, { kind: 'passage', id: passage!.id, state: 'changed' });
  });
  expect(await waits()).toEqual([`/recommendations/${id}`]);
  await stand(id, { places }, speaker);
  expect(await waits()).toEqual([]);
});

test('a note is there once, with its day and who wrote it', async () => {
  const id = await aRecommendation(sql, secretariat.id, { owner });
  const note = { onDay: '2026-02-03', language: 'en' as const, body: 'Lamps were bought.', once: randomUUID() };
  await addNote(sql, await focal.reader(), id, note);
  await addNote(sql, await focal.reader(), id, note);
  expect((await read(id)).notes).toMatchObject([
    { onDay: '2026-02-03', body: 'Lamps were bought.', by: 'Harbour office (invented)' },
  ]);
  expect((await visitor().get(`/recommendations/${id}`)).text).toContain('Lamps were bought.');
});

describe('the register', () => {
  test('is narrowed by links, counts by region and theme, and says what is overdue', async () => {
    await aRecommendation(sql, secretariat.id, {
      body: 'Canary of the sea.',
      region: '009',
      theme: 'conflict',
      owner,
      due: '2020-01-01',
    });
    await aRecommendation(sql, secretariat.id, {
      body: 'Canary of the hills.',
      region: '053',
      theme: 'conflict',
      state: 'done',
    });
    const get = async (search: string) => (await visitor().get(`/recommendations${search}`)).text;
    const all = await get('?region=009&theme=conflict');
    expect(all).toContain('Canary of the sea.');
    expect(all).toContain('Canary of the hills.');
    expect(all).toContain('Overdue');
    expect(all).toContain('href="/recommendations?region=009"');
    const open = await get('?region=009&overdue=yes');
    expect(open).toContain('Canary of the sea.');
    expect(open).not.toContain('Canary of the hills.');
    expect(await get('?state=done&sector=media')).toContain('Nothing in the register is like that.');
    for (const odd of ['?state=x', '?region=014x', '?page=-1', '?outcome=zz', '?theme=a&theme=b'])
      expect((await visitor().get(`/recommendations${odd}`)).status, odd).toBe(200);
    expect((await visitor().get('/recommendations?page=99')).status).toBe(404);
  });

  test('goes out as a table that runs nothing, and as a feed', async () => {
    const id = await aRecommendation(sql, secretariat.id, {
      body: '=SUM(A1) is asked for',
      region: '019',
      due: '2020-01-01',
      owner,
    });
    const csv = await visitor().get('/recommendations.csv?region=019');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain(`/recommendations/${id}`);
    expect(csv.text).not.toMatch(/(^|[,\r\n"])[=+@-][A-Za-z(]/);
    const atom = await visitor().get('/recommendations.atom?region=019');
    for (const element of ['<id>', '<updated>', 'rel="self"', `/recommendations/${id}`])
      expect(atom.text).toContain(element);
  });
});

describe('by hand', () => {
  const outcome = {
    deed: 'new',
    language: 'en',
    title: 'Meeting on harbours (invented)',
    organisers: 'A series',
    place: 'Port City',
    region: '142',
    from: '2020-05-03',
    until: '2020-05-05',
    event: '',
  };
  const idIn = (answer: { headers: Headers }) =>
    Number(/outcomes\/(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1]);
  const markIn = (html: string) => /name="mark" value="(\d+)"/.exec(html)![1]!;

  test('an event and its entries are added, once each, and corrected in each language', async () => {
    const at = secretariat.at(url);
    const once = randomUUID();
    const refused = await at.post('/recommendations/new', { ...outcome, once, until: '2020-05-01' }, { follow: false });
    expect([refused.status, refused.text.includes('The last day is before the first.')]).toEqual([422, true]);
    const made = idIn(await at.post('/recommendations/new', { ...outcome, once }, { follow: false }));
    expect(idIn(await at.post('/recommendations/new', { ...outcome, once }, { follow: false }))).toBe(made);
    const here = `/recommendations/outcomes/${made}`;
    const entry = { deed: 'add', number: '(a)', kind: 'conclusion', language: 'en', body: 'Canary of a harbour.' };
    const mark = markIn((await at.get(here)).text);
    expect((await at.post(here, { ...entry, mark }, { follow: false })).status).toBe(303);
    const twice = await at.post(here, { ...entry, mark }, { follow: false });
    expect([twice.status, twice.text.includes('Canary of a harbour.')]).toEqual([409, true]);
    const page = await at.get(here);
    const id = Number(/href="\/recommendations\/(\d+)"/.exec(page.text)![1]);
    await at.post(here, {
      ...outcome,
      deed: 'outcome',
      mark: markIn(page.text),
      language: 'fr',
      title: 'Réunion (inventée)',
    });
    expect(await read(id)).toMatchObject({ number: '(a)', kind: 'conclusion', state: 'open', heldUntil: '2020-05-05' });
    expect((await readRecommendation(sql, null, id, 'fr', now)).outcome).toBe('Réunion (inventée)');
    await keep(id, { number: '(b) (i)', language: 'ar', body: 'نص بالعربية (متخيَّل).', owner: null, dueOn: null });
    expect(await read(id)).toMatchObject({ number: '(b) (i)', kind: 'recommendation', body: 'Canary of a harbour.' });
    expect((await readRecommendation(sql, null, id, 'ar', now)).body).toBe('نص بالعربية (متخيَّل).');
  });

  test('what came in by mistake is taken out; what somebody has taken on is not', async () => {
    const at = secretariat.at(url);
    const remove = (id: number, version: number) =>
      at.post(`/recommendations/${id}`, { deed: 'remove', version: String(version) }, { follow: false });
    const id = await aRecommendation(sql, secretariat.id);
    expect((await remove(id, 7)).status).toBe(409);
    expect((await remove(id, 1)).status).toBe(303);
    expect((await visitor().get(`/recommendations/${id}`)).status).toBe(404);
    expect(await sql`select from commitment where subject_kind = 'recommendation' and subject_id = ${id}`).toHaveLength(
      0,
    );
    const owned = await aRecommendation(sql, secretariat.id, { owner });
    expect((await remove(owned, 1)).text).toContain('Say instead that it is not pursued, and why.');
  });

  test('is for the secretariat alone', async () => {
    for (const who of [visitor(), focal.at(url)])
      expect(
        (await who.post('/recommendations/new', { ...outcome, once: randomUUID() }, { follow: false })).status,
      ).not.toBe(200);
    expect((await focal.at(url).get('/recommendations/new')).status).toBe(404);
    expect(await sql`select from outcome_text where title = ${outcome.title}`).toHaveLength(1);
  });
});

describe('the importer', () => {
  const text = [
    '# A series (invented)',
    '## Meeting on quays (invented), held in Port City from 3 to 5 May 2019',
    '',
    'The meeting asked for:',
    '',
    '- (a) Canarylights on every quay;',
    '- (b) Agreements:',
    '  - (i) On watches.',
    '',
    'A stray line.',
  ].join('\r\n');

  test('shows what it recognised and what it does not know, and keeps nothing of it yet', async () => {
    const at = secretariat.at(url);
    const preview = await at.post('/recommendations/import', { deed: 'read', language: 'en', text });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('3 entries.');
    expect(preview.text).toContain('A stray line.');
    expect(await sql`select from recommendation_text where body like 'Canarylights%'`).toHaveLength(0);
  });

  test('applies all of it once, with the region that was chosen', async () => {
    const once = randomUUID();
    const at = secretariat.at(url);
    const fields = { deed: 'apply', language: 'en', text, once, regions: '142' };
    expect((await at.post('/recommendations/import', fields)).status).toBe(200);
    await at.post('/recommendations/import', fields);
    const rows = await sql`
      select o.place, o.region, o.held_from::text as held_from, r.number, x.body from recommendation r
      join outcome o on o.id = r.outcome_id join recommendation_text x on x.recommendation_id = r.id
      where o.once = ${once} order by r.position`;
    expect(rows.map((r) => [r.place, r.region, r.heldFrom, r.number, r.body])).toEqual([
      ['Port City', '142', '2019-05-03', '(a)', 'Canarylights on every quay;'],
      ['Port City', '142', '2019-05-03', '(b)', 'Agreements:'],
      ['Port City', '142', '2019-05-03', '(b) (i)', 'On watches.'],
    ]);
  });

  test('refuses a text of which nothing is recognised, and whoever does not keep the register', async () => {
    const of = { language: 'en' as const, text: 'Some words.', once: randomUUID(), regions: [] };
    await expect(applyOutcomes(sql, await secretariat.reader(), of, now)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(applyOutcomes(sql, await focal.reader(), { ...of, text }, now)).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});
