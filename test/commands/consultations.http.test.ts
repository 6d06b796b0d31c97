import { beforeAll, describe, expect, test } from 'vitest';
import { Visitor } from '../support/browser-like';
import { aConsultation, aConsultationQuestionnaire, type SomeConsultation } from '../support/consultations';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { withStatements } from '../support/statements';

const server = await serverForFile();
const { sql, url } = server;
const visitor = () => new Visitor(url);
let organisation: number;
let member: SomePerson;
let other: SomePerson;
let secretariat: SomePerson;
let open: SomeConsultation;
let hidden: SomeConsultation;

beforeAll(async () => {
  organisation = await anOrganisation(sql, { name: 'Invited Forum (invented)' });
  [member, other] = [await aPerson(sql, { organisation }), await aPerson(sql)];
  secretariat = await aPerson(sql, { secretariat: true });
  open = await aConsultation(sql, {
    title: 'Heard by all (invented)',
    parts: [
      { kind: 'reading', title: 'What we know (invented)', during: ['preparation', 'open'] },
      { kind: 'reading', title: 'What was said (invented)', during: ['response'] },
    ],
  });
  hidden = await aConsultation(sql, {
    title: 'Canaryhidden (invented)',
    readers: 'invited',
    invited: [organisation],
    parts: [{ kind: 'reading', title: 'Canarytext (invented)' }],
  });
});

/** Sends a form of the edit page as a browser without JavaScript does, against the version that stands. */
async function change(by: SomePerson, c: SomeConsultation, deed: string, fields: Record<string, string> = {}) {
  const [row] = await sql<{ version: number }[]>`select version from consultation where id = ${c.id}`;
  return by
    .at(url)
    .post(`/consultations/${c.id}/edit`, { deed, version: String(row!.version), ...fields }, { follow: false });
}

describe('the page', () => {
  test('says first what it will feed and what can be done now, then where it stands and what comes later', async () => {
    const page = await visitor().get(open.path);
    expect(page.status).toBe(200);
    const order = [
      'A programme (invented)',
      'What you can do now',
      'What we know (invented)',
      'Where it stands',
      'What it is about',
      'What comes later',
    ];
    const places = order.map((words) => page.text.indexOf(`>${words}`));
    expect(places.every((at) => at > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(page.text).toContain('aria-current="step"');
    // The consultation's own zone and UTC, each with its name; one's own is said by the island.
    for (const words of ['Africa/Nairobi, UTC+3', '<dt>UTC</dt>', 'data-own-time']) expect(page.text).toContain(words);
    expect(page.text).toContain(`/consultations/${open.id}/reading/${open.parts[0]}`);
    // What is not there yet is no link.
    expect(page.text).not.toContain(`/consultations/${open.id}/reading/${open.parts[1]}`);
  });

  test('leads from an old address to its own, and names nothing to who may not see it', async () => {
    const moved = await fetch(`${url}/consultations/${open.id}/old-name`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([301, open.path]);
    const addresses = [hidden.path, `${hidden.path}.data`, `/consultations/${hidden.id}/reading/${hidden.parts[0]}`];
    for (const who of [visitor(), other.at(url)])
      for (const path of addresses) {
        const answer = await who.get(path);
        expect([path, answer.status]).toEqual([path, 404]);
        expect(answer.text).not.toContain('Canary');
      }
    for (const path of ['/consultations', '/consultations.atom', '/search?q=canaryhidden', '/for-you'])
      expect((await other.at(url).get(path)).text, path).not.toContain('Canaryhidden');
    const seen = await member.at(url).get(hidden.path);
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('Your organisation is invited to take part.');
    expect((await member.at(url).get('/for-you')).text).toContain('Canaryhidden');
  });

  test('is kept for visitors until something about it changes', async () => {
    const before = await visitor().get(open.path);
    expect(before.text).not.toContain('A further name');
    const added = await change(open.facilitator, open, 'part-new-reading', {
      ...{ part: '', language: 'en', kind: 'reading', subject: '', title: 'A further name (invented)', body: 'Words.' },
      phases: String(open.phases[1]!.id),
    });
    expect(added.status).toBe(303);
    await expect
      .poll(async () => (await visitor().get(open.path)).text, { timeout: 15_000 })
      .toContain('A further name (invented)');
  });

  test('asks in a language that one reads, as far as there are texts, and says which language it is', async () => {
    const arabic = await visitor().get(open.path, { 'Accept-Language': 'ar' });
    expect(arabic.text).toContain('dir="rtl"');
    expect(arabic.text).toContain('ما يمكنك فعله الآن');
    expect(arabic.text).toMatch(/<h1 lang="en" dir="ltr"/);
  });

  test('takes no more statements than a page may', async () => {
    // What the consultation will feed stands on the pages of its questionnaire, too.
    const questionnaire = await aConsultationQuestionnaire(sql, open);
    expect((await member.at(url).get(`/questionnaires/${questionnaire}`)).text).toContain('A programme (invented)');
    const asked = async (who: SomePerson, path: string) => {
      await server.settled();
      server.statements();
      expect((await who.at(url).get(path)).status).toBe(200);
      return server.pageStatements().length;
    };
    for (const path of [open.path, '/consultations', `/consultations/${open.id}/reading/${open.parts[0]}`])
      expect(await asked(member, path), path).toBeLessThanOrEqual(3);
    expect(await asked(open.facilitator, `/consultations/${open.id}/edit`)).toBeLessThanOrEqual(3);
  });
});

describe('preparing over the wire', () => {
  test('a consultation from nothing to announced, without JavaScript', async () => {
    const at = secretariat.at(url);
    const form = await at.get('/consultations/new');
    const once = /name="once" value="([^"]+)"/.exec(form.text)![1]!;
    const made = await at.post('/consultations/new', {
      ...{ deed: 'prepare', once, language: 'en', title: 'From nothing (invented)', purpose: 'Why we ask.' },
      ...{
        feedsWords: 'A decision of spring (invented)',
        feeds: 'decision',
        feedsDocument: '',
        scope: 'region',
        region: '002',
        theme: '',
      },
      ...{
        host: String(organisation),
        readers: 'public',
        participants: 'registered',
        timeZone: 'Europe/Vienna',
        facilitators: other.handle,
      },
    });
    const { path } = made;
    expect(path).toMatch(/^\/consultations\/\d+\/edit$/);
    const id = Number(path.split('/')[2]);
    expect((await visitor().get(`/consultations/${id}`)).status).toBe(404);
    const send = (fields: Record<string, string>) => other.at(url).post(path, fields, { follow: false });
    const early = await send({ deed: 'announce' });
    expect(early.status).toBe(409);
    expect(early.text).toContain('Add a phase that is open for contributions');
    const year = new Date().getUTCFullYear() + 1;
    const phase = { deed: 'phase-new', phase: '', language: 'en', kind: 'open', title: '', introduction: '' };
    const backward = await send({
      ...phase,
      version: '1',
      opens: `${year}-05-01T09:00`,
      closes: `${year}-04-01T09:00`,
    });
    expect(backward.status).toBe(422);
    expect(backward.text).toContain('The end comes before the beginning');
    expect(
      (await send({ ...phase, version: '1', opens: `${year}-04-01T09:00`, closes: `${year}-05-01T09:00` })).status,
    ).toBe(303);
    expect((await send({ deed: 'announce' })).status).toBe(303);
    const page = await visitor().get(`/consultations/${id}/from-nothing-invented`);
    expect(page.text).toContain('A decision of spring (invented)');
    expect(page.text).toContain('Nothing is open now.');
    expect((await visitor().get('/consultations.atom')).text).toContain('From nothing (invented)');
    expect((await visitor().get('/consultations?state=announced&region=002')).text).toContain(
      'From nothing (invented)',
    );
    expect((await visitor().get('/consultations?scope=theme')).text).not.toContain('From nothing (invented)');
  });

  test('what is wrong stays beside its field with what was typed, and nobody else learns of it', async () => {
    const bad = {
      phase: '',
      language: 'en',
      kind: 'never',
      title: 'Kept words',
      introduction: '',
      opens: 'soon',
      closes: '',
    };
    const answer = await change(open.facilitator, open, 'phase-new', bad);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Kept words"');
    expect(answer.text).toContain('Give a day and a time');
    expect((await change(open.facilitator, open, 'fly')).status).toBe(422);
    expect((await change(member, hidden, 'phase-new', bad)).status).toBe(403);
    expect((await change(other, hidden, 'phase-new', bad)).status).toBe(404);
    expect((await change(open.facilitator, open, 'phase-remove', { id: '999999' })).status).toBe(404);
    const taken = await change(open.facilitator, open, 'part-new-discussion', {
      ...{ part: '', language: 'en', kind: 'discussion', subject: '999999', title: '', body: '' },
    });
    expect(taken.status).toBe(422);
  });

  test('markup in what was typed is shown as it was typed', async () => {
    const c = await aConsultation(sql, { title: '<script>alert(1)</script> (invented)' });
    const page = await visitor().get(c.path);
    expect(page.text).not.toContain('<script>alert(1)');
    await change(c.facilitator, c, 'part-new-reading', {
      ...{ part: '', language: 'en', kind: 'reading', subject: '', title: 'Text', phases: String(c.phases[1]!.id) },
      body: '[press](javascript:alert(1)) <img src=x onerror=alert(1)>',
    });
    const [part] = await sql<{ id: number }[]>`select id from consultation_part where consultation_id = ${c.id}`;
    const text = await visitor().get(`/consultations/${c.id}/reading/${part!.id}`);
    expect(text.status).toBe(200);
    expect(text.text).not.toMatch(/href="javascript|<img src=x/);
    expect(text.text).toContain('A programme (invented)');
  });

  test('cancelled, it says so and why, and offers nothing', async () => {
    const c = await aConsultation(sql, { parts: [{ kind: 'reading' }] });
    const done = await change(c.facilitator, c, 'cancel', { reason: 'No funds <b>(invented)</b>.' });
    expect(done.status).toBe(303);
    const page = await visitor().get(c.path);
    expect(page.text).toContain('No funds &lt;b&gt;(invented)&lt;/b&gt;.');
    expect(page.text).not.toContain('What you can do now');
  });
});

test('how many are invited is for those who prepare it, without survivor groups; what is aimed for is for all', async () => {
  const [one, group] = [await anOrganisation(sql), await anOrganisation(sql, { sector: 'survivor-group' })];
  const c = await aConsultation(sql, { invited: [one, group] });
  await sql`
    insert into consultation_target (consultation_id, sector, region, target)
    values (${c.id}, 'media', '002', 7), (${c.id}, 'academia', '150', 4)`;
  const facts = async (who: Visitor) =>
    [...(await who.get(c.path)).text.matchAll(/<dt>(Aimed for|Invited)<\/dt><dd>([^<]*)<\/dd>/g)].map((m) =>
      m.slice(1),
    );
  expect(await facts(visitor())).toEqual([['Aimed for', '11 organisations']]);
  expect(await facts(other.at(url))).toEqual([['Aimed for', '11 organisations']]);
  expect(await facts(c.facilitator.at(url))).toEqual([
    ['Aimed for', '11 organisations'],
    ['Invited', '1 organisation'],
  ]);
});

test('whoever can vote is told how many statements are left; a visitor and whoever is not asked are not', async () => {
  const c = await withStatements(sql, 2);
  const said = async (who: Visitor) =>
    /statements? left for you|You have voted on every statement/.exec((await who.get(c.path)).text)?.[0];
  const voter = await aPerson(sql);
  expect((await voter.at(url).get(c.path)).text).toContain('2 statements left for you');
  const vote = (statement: number) =>
    sql`insert into consultation_vote (statement_id, person_id, choice, voted_at) values (${statement}, ${voter.id}, 0, now())`;
  await vote(c.statements[0]!);
  expect((await voter.at(url).get(c.path)).text).toContain('1 statement left for you');
  await vote(c.statements[1]!);
  expect(await said(voter.at(url))).toBe('You have voted on every statement');
  expect(await said(visitor())).toBeUndefined();
  expect(await said((await aPerson(sql, { state: 'waiting' })).at(url))).toBeUndefined();
  const none = await withStatements(sql, 0);
  expect((await voter.at(url).get(none.path)).text).not.toContain('every statement');
});
