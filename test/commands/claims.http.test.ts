import { expect, test } from 'vitest';
import { publishSynthesis } from '../../app/consultations/claims/commands/publishing.server';
import { removeClaim } from '../../app/consultations/claims/commands/writing.server';
import { readBoard } from '../../app/consultations/claims/queries/board.server';
import { publishFigures } from '../../app/consultations/results/publishing.server';
import { withdrawPost } from '../../app/facilitation/redaction.server';
import { Visitor } from '../support/browser-like';
import { aConsultationToCode, during, tagWords, waiveOthers } from '../support/claims';
import { times, voicesOf } from '../support/consultations';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { pollMs: 40 } });
const { sql, url } = server;

/** Everything here is past its open phase: the database of this file is made so. */
const over = { starts: [-96, -72, -48, 24, 48, 72] as [number, number, number, number, number, number] };

async function published(values: Parameters<typeof aConsultationToCode>[1] = {}) {
  const c = await aConsultationToCode(sql, { ...over, ...values });
  const post = { kind: 'post' as const, id: c.first };
  const claim = await tagWords(sql, c.coder, c.id, post, 'Shelters need a budget line of their own.', {
    body: 'Shelters need their own budget line.',
    at: during,
  });
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
  return { ...c, claim };
}

test('without scripts: sentences are chosen, tagged, put aside, and the synthesis is published', async () => {
  const c = await aConsultationToCode(sql, over);
  const coder = c.facilitator.at(url);
  const here = `/consultations/${c.id}/claims`;
  const page = await coder.get(`${here}/code`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Nobody else will pay.');
  const once = /name="once" value="([^"]+)"/.exec(page.text)![1]!;
  const form = {
    deed: 'tag',
    source: `post:${c.first}`,
    version: '1',
    sentences: ['0', '1'],
    claim: 'new',
    body: 'Shelters need money of their own.',
    section: 'agreement',
    language: 'en',
    once,
    side: 'for',
  };
  const nothing = await coder.post(`${here}/code`, { ...form, sentences: [] });
  expect(nothing.status).toBe(422);
  expect(nothing.text).toContain('Choose at least one sentence');
  // What was typed is still there.
  expect(nothing.text).toContain('Shelters need money of their own.');
  const tagged = await coder.post(`${here}/code`, form);
  expect(tagged.text).toContain('For claim 1');
  const board = await coder.get(here);
  expect(board.text).toContain('Shelters need money of their own.');
  expect(board.text).toContain('3 sources in no claim');
  const early = await coder.post(here, { deed: 'publish' });
  expect(early.status).toBe(422);
  const sources = [`post:${c.second}`, `answer:${c.answer}`, `consultation-statement:${c.statement}`];
  await coder.post(here, { deed: 'waive', sources, reason: 'Not about the question.' });
  const done = await coder.post(here, { deed: 'publish' });
  expect(done.path).toBe(`/consultations/${c.id}/synthesis`);
  const seen = await new Visitor(url).get(`/consultations/${c.id}/synthesis`);
  expect(seen.text).toContain('Shelters need money of their own.');
  expect(seen.text).toContain('Shelters need a budget line of their own. Nobody else will pay.');
  expect(seen.text).toContain('A single source');
});

test('the desk is for those who prepare it, and the synthesis for nobody before it is published', async () => {
  const c = await aConsultationToCode(sql, over);
  const claim = await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.first }, 'Nobody else will pay.', {
    at: during,
  });
  const pages = ['/claims', '/claims/code', `/claims/${claim}`, '/claims/voices'].map(
    (p) => `/consultations/${c.id}${p}`,
  );
  for (const path of pages) {
    expect((await new Visitor(url).get(path)).status).toBe(303);
    for (const person of [c.anna, await aPerson(sql), await aPerson(sql, { state: 'waiting' })])
      expect([path, (await person.at(url).get(path)).status]).toEqual([path, 404]);
    expect([path, (await c.facilitator.at(url).get(path)).status]).toEqual([path, 200]);
  }
  for (const path of [`/consultations/${c.id}/synthesis`, `/claims/${claim}`]) {
    for (const visitor of [new Visitor(url), c.anna.at(url)]) expect((await visitor.get(path)).status).toBe(404);
    expect((await c.facilitator.at(url).get(path)).status).toBe(200);
  }
});

test('an invited consultation is not there for others, published or not', async () => {
  const c = await published({ readers: 'invited' });
  for (const path of [`/consultations/${c.id}/synthesis`, `/claims/${c.claim}`, `/trace/post/${c.first}`]) {
    expect((await new Visitor(url).get(path)).status).toBe(404);
    expect((await (await aPerson(sql)).at(url).get(path)).status).toBe(404);
    const inside = await c.anna.at(url).get(path);
    expect(inside.status).toBe(200);
    expect(inside.headers.get('cache-control')).not.toContain('public');
  }
});

test('an answer is words for those who were promised it: in no page of anybody else, kept or not', async () => {
  const c = await aConsultationToCode(sql, over);
  const answer = { kind: 'answer' as const, id: c.answer };
  const claim = await tagWords(sql, c.coder, c.id, answer, 'Nobody repays us.', {
    at: during,
    body: 'It is paid alone.',
  });
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
  const own = await aPerson(sql, { organisation: c.company });
  const paths = [`/claims/${claim}`, `/consultations/${c.id}/synthesis`];
  const reads = async (who: Visitor, path: string) => (await who.get(path)).text.includes('Nobody repays us.');
  for (const path of paths) {
    expect(await reads(own.at(url), path)).toBe(true);
    for (const who of [new Visitor(url), c.anna.at(url), new Visitor(url)]) expect(await reads(who, path)).toBe(false);
    expect((await new Visitor(url).get(path)).text).toContain('A source that is not for you to read.');
    expect((await c.anna.at(url).get(`${path}.data`)).text).not.toContain('Nobody repays us.');
  }
  expect((await new Visitor(url).get(`/trace/answer/${c.answer}`)).status).toBe(404);
  expect((await own.at(url).get(`/trace/answer/${c.answer}`)).text).toContain(`/claims/${claim}`);
});

test('words of survivor groups come to those who prepare it with the weekly figures, eleven together, under no name', async () => {
  const c = await aConsultationToCode(sql, over);
  const facilitator = c.facilitator.at(url);
  const publish = (days: number) =>
    sql.begin((tx) => publishFigures(tx, c.id, new Date(during.getTime() + days * 86_400_000)));
  const answering = (count: number) =>
    voicesOf(
      sql,
      c.id,
      c.questionnaire,
      'organisations',
      times(count, { sector: 'survivor-group', answers: { q1: 'o1', q2: 'Canaryword of a group (invented).' } }),
    );
  const [first] = await answering(10);
  const [answer] = await sql<{ id: number }[]>`
    select id from questionnaire_answer where response_id = ${first!.response} and question_id = 'q2'`;
  const here = `/consultations/${c.id}`;
  const paths = [
    `${here}/claims`,
    `${here}/claims/code?source=answer:${answer!.id}`,
    `${here}/results/words?of=${c.questionnaire}&question=q2`,
  ];
  const nothing = async () => {
    for (const path of paths) expect((await facilitator.get(path)).text).not.toContain('Canaryword');
    expect((await facilitator.get(`/trace/answer/${answer!.id}`)).status).toBe(404);
    expect((await readBoard(sql, c.coder, c.id, 'en', during)).unusedCount).toBe(4);
  };
  await publish(0);
  await publish(8);
  // Ten are too few, and of those that come after them nothing is said before another week has begun.
  await nothing();
  await answering(1);
  await sql`update questionnaire_response set submitted_at = ${new Date(during.getTime() + 8 * 86_400_000)} where questionnaire_id = ${c.questionnaire} and organisation_id in (
    select organisation_id from consultation_voice where consultation_id = ${c.id} and sector = 'survivor-group' order by id desc limit 1)`;
  await nothing();
  await publish(15);
  const groups = await sql<{ name: string }[]>`
    select o.name from consultation_voice v join organisation o on o.id = v.organisation_id where v.consultation_id = ${c.id} and v.sector = 'survivor-group'`;
  for (const path of paths) {
    const { text } = await facilitator.get(path);
    expect([path, text.includes('Canaryword')]).toEqual([path, true]);
    for (const { name } of groups) expect(text).not.toContain(name);
  }
  const { coverage, unused, unusedCount } = await readBoard(sql, c.coder, c.id, 'en', during);
  expect([coverage.whole.all, unusedCount]).toEqual([4, 15]);
  const given = unused.filter((s) => s.words?.includes('Canaryword'));
  expect(given).toHaveLength(11);
  expect(given.every((s) => s.sector === 'survivor-group' && s.organisation === null && s.region === null)).toBe(true);
  // Their own people read it with their name, whoever else may.
  const own = await (await aPerson(sql, { organisation: first!.organisation! }))
    .at(url)
    .get(`/trace/answer/${answer!.id}`);
  expect([own.status, own.text.includes('Canaryword')]).toEqual([200, true]);
});

test('a source that is withdrawn is gone from pages that were kept, and the claim says so', async () => {
  const c = await published();
  const reading = async (who: SomePerson | null, path: string) => (who ? who.at(url) : new Visitor(url)).get(path);
  const paths = [`/claims/${c.claim}`, `/consultations/${c.id}/synthesis`];
  for (const path of [...paths, ...paths])
    expect((await reading(null, path)).text).toContain('Shelters need a budget line of their own.');
  await withdrawPost(sql, await c.anna.reader(), { post: c.first, reason: '' }, during);
  for (const path of paths) {
    await expect
      .poll(async () => (await reading(null, path)).text, { timeout: 15_000 })
      .not.toContain('Shelters need a budget line of their own.');
    for (const who of [null, c.facilitator, c.anna]) {
      const page = await reading(who, path);
      expect(page.text).toContain('Source changed: it was withdrawn.');
      expect(page.text).not.toContain('Shelters need a budget line of their own.');
    }
  }
  const waiting = await c.facilitator.at(url).get('/for-you');
  expect(waiting.text).toContain('something it rests on has changed');
});

test('what rests on a post is said at one address, to which the one of before leads', async () => {
  const c = await published();
  const before = await new Visitor(url).get(`/claims/of/post/${c.first}`);
  expect([before.status, before.headers.get('location')]).toEqual([301, `/trace/post/${c.first}`]);
  for (const odd of ['/claims/of/voice/1', '/claims/of/post/x'])
    expect((await new Visitor(url).get(odd)).status).toBe(404);
  const page = await new Visitor(url).get(`/trace/post/${c.first}`);
  expect(page.text).toContain('Shelters need their own budget line.');
  expect(page.text).toContain(`/claims/${c.claim}`);
  expect((await new Visitor(url).get('/trace/voice/1')).status).toBe(404);
  expect((await new Visitor(url).get('/trace/post/x')).status).toBe(404);
});

test('the text is made once, led by the host, and cites the claims', async () => {
  const c = await published();
  const coder = c.facilitator.at(url);
  const made = await Promise.all(
    [1, 2].map(() => coder.post(`/consultations/${c.id}/claims`, { deed: 'document' }, { follow: false })),
  );
  const [first, second] = made.map((m) => m.headers.get('location')!);
  expect(second).toBe(first);
  const id = Number(/\/documents\/(\d+)/.exec(first!)![1]);
  const [document] = await sql<{ leadId: number }[]>`select lead_id from document where id = ${id}`;
  expect(document!.leadId).toBe(c.host);
  await expect
    .poll(
      () =>
        sql`select from citation where citing_kind = 'document' and citing_id = ${id} and cited_kind = 'claim' and cited_id = ${c.claim}`,
      {
        timeout: 15_000,
      },
    )
    .toHaveLength(1);
  expect((await new Visitor(url).get(first!)).status).toBe(404);
});

test('the discussion says below a post which claims rest on it, also where its page was kept', async () => {
  const c = await aConsultationToCode(sql, over);
  const claim = await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.first }, 'Nobody else will pay.', {
    body: 'Nobody else pays for shelters.',
    at: during,
  });
  const text = async () => (await new Visitor(url).get(c.discussion.path)).text;
  for (let i = 0; i < 2; i++) expect(await text()).not.toContain('Nobody else pays for shelters.');
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
  await expect.poll(text, { timeout: 15_000 }).toContain(`href="/claims/${claim}"`);
  await removeClaim(sql, c.coder, { consultation: c.id, claim, version: 1, reason: 'Not so.' }, during);
  await expect.poll(text, { timeout: 15_000 }).not.toContain('Nobody else pays for shelters.');
  const page = await new Visitor(url).get(c.path);
  expect(page.text).toContain(`/consultations/${c.id}/synthesis`);
});
