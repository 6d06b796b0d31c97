import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../app/events/registration/links.server';
import { beginAnswers, reopenAnswers, submitAnswers } from '../../app/questionnaires/answering.server';
import { questionsOf } from '../../app/questionnaires/content';
import { templateOf } from '../../app/questionnaires/templates';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { anEvent, type SomeEvent } from '../support/events';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aContent, aPage, aQuestionnaire, hiddenOf, sendAnswers } from '../support/questionnaires';
import { serverForFile } from '../support/server';
import { readCsv, readOds } from '../support/spreadsheets';

const server = await serverForFile();
const { sql, url } = server;
const token = 'a-link-from-a-mail-about-it';
let event: SomeEvent;
let secretariat: SomePerson;

beforeAll(async () => {
  event = await anEvent(sql, { starts: -5, ends: -3, title: 'A seminar that is over (invented)' });
  secretariat = await aPerson(sql, { secretariat: true });
  const [row] = await sql<{ id: number }[]>`
    insert into registration (event_id, email, name, sector, region, language, time_zone, state, place_order)
    values (${event.id}, 'visitor@plenary.example', '=Visitor Demonstration', 'research', '001', 'en', 'UTC', 'registered', 1) returning id`;
  await sql`insert into registration_link (hash, registration_id) values (${hashOf(token)}, ${row!.id})`;
});

describe('the feedback form of an event, without scripts', () => {
  let id: number;

  test('a facilitator adds it from the template and publishes it', async () => {
    const facilitator = event.facilitator.at(url);
    const page = await facilitator.get(event.path);
    const ways = await Promise.all([`/events/${event.id}/edit`, '/questionnaires'].map((at) => facilitator.get(at)));
    for (const way of [page, ...ways]) expect(way.text).toContain(`href="/questionnaires/new?event=${event.id}"`);
    const form = await facilitator.get(`/questionnaires/new?event=${event.id}`);
    const added = await facilitator.post(`/questionnaires/new?event=${event.id}`, {
      deed: 'new',
      once: fieldOf(form.text, 'once'),
      subject: 'event',
      about: String(event.id),
      template: 'event-feedback',
      language: 'en',
    });
    expect(added.path).toMatch(/^\/questionnaires\/\d+\/edit$/);
    id = Number(added.path.split('/')[2]);
    expect((await new Visitor(url).get(event.path)).text).not.toContain(`/questionnaires/${id}`);
    await facilitator.post(added.path, { deed: 'publish', version: '1' });
    expect((await new Visitor(url).get(`/questionnaires/${id}`)).status).toBe(200);
    expect((await facilitator.get(event.path)).text).toContain(`/questionnaires/${id}`);
    expect((await facilitator.get(`/events/${event.id}/edit`)).text).toContain(`href="/questionnaires/${id}/edit"`);
    // Nothing is missing any more.
    expect((await facilitator.get('/questionnaires')).text).not.toContain(`/questionnaires/new?event=${event.id}`);
  });

  test('somebody registered answers it by the link, page by page, and finds it again', async () => {
    // Chosen in this browser: the language of the registration would hold otherwise, whatever the browser says.
    const visitor = new Visitor(url);
    visitor.setCookie('lang', 'fr');
    expect((await visitor.get(`/questionnaires/${id}`)).text).not.toContain('name="deed" value="begin"');
    // Whoever has no account gets there by the link that all mails about the event carry.
    const own = await visitor.get(`/registrations?token=${token}`);
    expect(own.text).toContain(`href="/questionnaires/${id}?token=${token}"`);
    const front = await visitor.get(`/questionnaires/${id}?token=${token}`);
    expect(front.text).toContain('Comment avez-vous trouvé cet événement');
    const begun = await visitor.post(`/questionnaires/${id}?token=${token}`, { deed: 'begin' }, { follow: false });
    const place = begun.headers.get('location')!;
    // From here on a key of its own leads the way, and nothing that says who it is.
    expect(place).toMatch(new RegExp(`^/questionnaires/${id}/answer\\?key=[\\w-]{22}$`));
    const key = place.split('key=')[1]!;

    const first = await visitor.get(place);
    expect(first.text).toContain('Dans quelle mesure a-t-il été utile');
    const sent = { deed: 'answer', ...hiddenOf(first.text), q2: '4', 'q3.r5': 'o4', q4: ['o1', 'o2'], as: 'to:s7' };
    const second = await visitor.post(`/questionnaires/${id}/answer?key=${key}&section=s1`, sent);
    expect(second.text).toContain('Que faire en premier ensuite');
    const wrong = {
      deed: 'answer',
      ...hiddenOf(second.text),
      'q8.o1': '1',
      'q8.o2': '1',
      q9: 'Plus de temps <script>',
      as: 'submit',
    };
    const refused = await visitor.post(`/questionnaires/${id}/answer?key=${key}&section=s7`, wrong);
    expect(refused.text).toContain('Le même rang a été donné deux fois.');
    expect(refused.text).toContain('Plus de temps &lt;script&gt;');
    expect(refused.text).toMatch(/id="answer\.q8"/);
    const right = { ...wrong, ...hiddenOf(refused.text), q2: '4', q4: ['o1', 'o2'], 'q3.r5': 'o4', 'q8.o2': '2' };
    const done = await visitor.post(`/questionnaires/${id}/answer?key=${key}&all=yes`, right);
    expect(done.text).toContain('Vos réponses ont été envoyées.');
    // On another device, by the address alone.
    expect((await new Visitor(url).get(`/questionnaires/${id}?key=${key}`)).text).toContain(
      'name="deed" value="reopen"',
    );
    expect((await new Visitor(url).get(`/questionnaires/${id}/answer?key=${'x'.repeat(22)}`)).status).toBe(403);
  });

  test('what is required and missing is said beside its field', async () => {
    const visitor = new Visitor(url);
    const begun = await visitor.post(`/questionnaires/${id}?token=${token}`, { deed: 'begin' }, { follow: false });
    const place = begun.headers.get('location')!;
    const page = await visitor.get(`${place}&all=yes`);
    const answer = await visitor.post(`${place}&all=yes`, { deed: 'answer', ...hiddenOf(page.text), as: 'submit' });
    expect(answer.text).toContain('href="#answer.q2"');
    expect(answer.text).toContain('Answer this.');
  });

  test('one answer without a name is not shown, not even to those who prepare it', async () => {
    const facilitator = event.facilitator.at(url);
    expect((await facilitator.get(`/questionnaires/${id}/results`)).text).toContain('Fewer than 5 have answered');
    expect((await facilitator.get(`/questionnaires/${id}.csv`)).status).toBe(403);
    expect((await new Visitor(url).get(`/questionnaires/${id}/results`)).status).toBe(404);
  });
});

describe('what is typed', () => {
  test('is kept field by field for the script, and what is against the rules is kept too', async () => {
    const id = await aQuestionnaire(sql);
    const person = (await aPerson(sql)).at(url);
    await person.post(`/questionnaires/${id}`, { deed: 'begin' });
    const { text } = await person.get(`/questionnaires/${id}/answer?all=yes`);
    const hidden = hiddenOf(text);
    const fields = { page: hidden.page!, q7: 'many', 'was.q7': hidden['was.q7']! };
    const kept = await person.post(`/questionnaires/${id}/field`, fields, { follow: false });
    expect(kept.status).toBe(200);
    const { was } = JSON.parse(kept.text) as { was: Record<string, string> };
    expect(was.q7).toMatch(/^1\./);
    expect((await person.get(`/questionnaires/${id}/answer?all=yes`)).text).toContain('value="many"');
    // From a page that is older than what stands there now.
    const other = await person.post(
      `/questionnaires/${id}/field`,
      { ...fields, page: crypto.randomUUID(), q7: '9' },
      { follow: false },
    );
    expect(JSON.parse(other.text).conflicts).toEqual(['q7']);
    const both = await person.get(`/questionnaires/${id}/answer?all=yes`);
    expect(both.text).toMatch(/value="choose:q7"[\s\S]*value="choose:\d+"/);
  });

  test('a choice is taken back as it was made, without scripts', async () => {
    const id = await aQuestionnaire(sql);
    const person = (await aPerson(sql)).at(url);
    await person.post(`/questionnaires/${id}`, { deed: 'begin' });
    const address = `/questionnaires/${id}/answer?all=yes`;
    const chosen = (html: string) =>
      Object.fromEntries(
        [...html.matchAll(/<input type="radio"[^>]*>/g)]
          .map(([input]) => input)
          .filter((input) => input.includes(' checked=""'))
          .map((input) => [/ name="([^"]*)"/.exec(input)![1], / value="([^"]*)"/.exec(input)![1]]),
      );
    const none = { q1: '', q4: '', 'q5.r3': '', 'q5.r4': '' };
    const some = { ...none, q1: 'o2', q4: '5', 'q5.r3': 'o1' };
    const first = await person.get(address);
    expect(chosen(first.text)).toEqual(none);
    const form = { deed: 'answer', as: 'save' };
    const made = await person.post(address, { ...form, ...hiddenOf(first.text), ...some });
    expect(chosen(made.text)).toEqual(some);
    const back = await person.post(address, { ...form, ...hiddenOf(made.text), ...none });
    expect(chosen(back.text)).toEqual(none);
  });

  test('a form that is no form changes nothing', async () => {
    const id = await aQuestionnaire(sql);
    const person = (await aPerson(sql)).at(url);
    await person.post(`/questionnaires/${id}`, { deed: 'begin' });
    expect((await person.post(`/questionnaires/${id}/answer`, { deed: 'answer', q1: 'o1' })).status).toBe(422);
    expect((await person.post(`/questionnaires/${id}`, { deed: 'other' })).status).toBe(422);
    const signs = { deed: 'answer', page: crypto.randomUUID(), 'was.q2': '0.', q2: 'a\u202eb', as: 'save' };
    const answer = await person.post(`/questionnaires/${id}/answer`, signs);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#answer.q2"');
  });

  test('a file is cleaned, and is there for whose answer it is', async () => {
    const id = await aQuestionnaire(sql);
    const someone = await aPerson(sql);
    const person = someone.at(url);
    await person.post(`/questionnaires/${id}`, { deed: 'begin' });
    const page = await person.get(`/questionnaires/${id}/answer?all=yes`);
    const form = new FormData();
    for (const [name, value] of Object.entries({ deed: 'answer', ...hiddenOf(page.text), as: 'save' }))
      form.set(name, value);
    form.set('file.q9', new File(['no such kind of file'], 'plan.exe'));
    expect((await person.post(`/questionnaires/${id}/answer?all=yes`, form)).text).toContain('id="answer.q9.mistake"');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    form.set('file.q9', new File([png], 'plan.png', { type: 'image/png' }));
    const kept = await person.post(`/questionnaires/${id}/answer?all=yes`, form);
    const place = new RegExp(`/questionnaires/${id}/files/[0-9a-f-]{36}`).exec(kept.text)![0];
    expect((await person.get(place)).headers.get('content-type')).toBe('image/png');
    expect((await (await aPerson(sql)).at(url).get(place)).status).toBe(404);
    expect((await secretariat.at(url).get(place)).status).toBe(404);
  });
});

describe('what goes out', () => {
  let id: number;

  beforeAll(async () => {
    id = await aQuestionnaire(sql, { results: 'public', answerers: 'organisations' });
    for (const [i, name] of ['=1+1 (invented)', 'Plain (invented)'].entries()) {
      const organisation = await anOrganisation(sql, { name });
      const reader = await (await aPerson(sql, { organisation })).reader();
      const answers = {
        q1: 'o2',
        q2: ['=HYPERLINK("http://x")', '  @SUM(1)\n+second'][i]!,
        q4: '5',
        q5: { r3: ['o1'] },
        q6: { o2: ['1'], o1: ['2'] },
        q7: '-2',
      };
      await sendAnswers(sql, { reader, token: null, key: null }, id, answers);
    }
  });

  test('CSV opens as a table and runs nothing', async () => {
    const { text, headers } = await secretariat.at(url).get(`/questionnaires/${id}.csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).toContain('q5.r3 Question q5: Label of r3');
    expect(text).not.toMatch(/(^|,|\r\n)"?\s*[=+@]/);
    expect(text).toContain(`,"'  @SUM(1)\n+second",`);
  });

  test('the spreadsheet is known by its first bytes, is whole, and computes nothing', async () => {
    const { bytes, headers } = await secretariat.at(url).get(`/questionnaires/${id}.ods`);
    const type = 'application/vnd.oasis.opendocument.spreadsheet';
    expect(headers.get('content-type')).toBe(type);
    // Local header, 30 bytes; the name; then the media type as it is.
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    expect(bytes.readUInt16LE(8)).toBe(0);
    expect(bytes.subarray(30, 38 + type.length).toString('latin1')).toBe(`mimetype${type}`);
    const parts = unzipSync(bytes);
    const content = Buffer.from(parts['content.xml']!).toString('utf8');
    expect(content).not.toContain('table:formula');
    expect(unescapeHtml(content)).toContain('<text:p>=HYPERLINK("http://x")</text:p>');
    expect(content).toContain('office:value-type="float" office:value="-2"');
    expect(content.match(/<table:table /g)).toHaveLength(2);
    expect(Buffer.from(parts['META-INF/manifest.xml']!).toString()).toContain('content.xml');
  });

  test('read by another program, the spreadsheet says what the CSV says', async () => {
    const desk = secretariat.at(url);
    const [csv, ods] = await Promise.all(['csv', 'ods'].map((as) => desk.get(`/questionnaires/${id}.${as}`)));
    // The mark before what a spreadsheet would compute is of the CSV alone: in the other a text is a text.
    const plain = readCsv(csv!.text).map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@])/, '')));
    const { Answers: answers, Questions: questions } = readOds(ods!.bytes);
    expect(answers!.map((row) => row.map(String))).toEqual(plain);
    expect(answers).toHaveLength(3);
    expect(answers!.flat()).toContain('  @SUM(1)\n+second');
    expect(answers!.flat()).toContain(-2);
    expect(questions!.slice(1).map(([mark]) => mark)).toEqual(questionsOf(aContent()).map((q) => q.id));
  });

  test('figures that are for everybody hide small counts, and words are for those who prepare it', async () => {
    const other = (await aPerson(sql)).at(url);
    const shown = await other.get(`/questionnaires/${id}/results`);
    expect(shown.text).toContain('Fewer than 5 have answered');
    expect(shown.text).not.toContain('HYPERLINK');
    const whole = await secretariat.at(url).get(`/questionnaires/${id}/results`);
    expect(whole.text).toContain('HYPERLINK');
    expect(whole.text).toMatch(/<svg[^>]*role="img"[\s\S]*<table/);
    expect(whole.text).not.toMatch(/ style="/);
  });

  test('the form for paper carries a mark for each field', async () => {
    const { bytes } = await secretariat.at(url).get(`/questionnaires/${id}.docx`);
    const words = Buffer.from(unzipSync(bytes)['word/document.xml']!).toString('utf8');
    const marks = questionsOf(aContent()).map((q) => q.id);
    for (const mark of [...marks, 'q5.r3', 'q5.r4', 'q6.o1', 'o2']) expect(words).toContain(mark);
  });

  test('answers from paper are typed in by these marks, and wrong lines are named', async () => {
    const typist = secretariat.at(url);
    const page = await typist.get(`/questionnaires/${id}/typing`);
    const form = { deed: 'typing', once: fieldOf(page.text, 'once'), language: 'en' };
    const wrong = await typist.post(`/questionnaires/${id}/typing`, { ...form, lines: 'q1: perhaps\nq7: ten' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('q1: perhaps');
    const done = await typist.post(`/questionnaires/${id}/typing`, { ...form, lines: 'q1: o1\nq7: 10' });
    expect(done.text).toContain('The form was taken in.');
  });
});

describe('the search finds what is asked', () => {
  const finds = async (who: Visitor, words: string) =>
    (await who.get(`/search?q=${encodeURIComponent(words)}`)).text.match(/href="\/questionnaires\/\d+"/g) ?? [];

  test('by its title, for those who see what it is about, once it is published', async () => {
    const titled = (title: string) => ({ ...aContent(), texts: { en: { title, introduction: '' } } });
    const closed = await anEvent(sql, { readers: 'invited' });
    const of = { content: titled('Quaverlight about it (invented)') };
    const open = await aQuestionnaire(sql, { event: event.id, ...of });
    const hidden = await aQuestionnaire(sql, { event: closed.id, ...of });
    const platform = await aQuestionnaire(sql, of);
    await aQuestionnaire(sql, { event: event.id, ...of, published: false });
    const way = (id: number) => `href="/questionnaires/${id}"`;
    expect(await finds(new Visitor(url), 'quaverlight')).toEqual([way(open)]);
    expect(await finds((await aPerson(sql)).at(url), 'quaverlight')).toEqual([way(platform), way(open)]);
    expect(await finds(closed.facilitator.at(url), 'quaverlight invented')).toEqual([
      way(platform),
      way(hidden),
      way(open),
    ]);
    expect(await finds(secretariat.at(url), 'quaverlight nothing')).toEqual([]);
  });
});

describe('without names, two views are never one person apart', () => {
  const figures = (html: string) => [
    /(\d+) sets of answers/.exec(html)?.[1],
    ...[...html.matchAll(/<td class="number">([^<]*)/g)].map(([, figure]) => figure),
  ];

  test('figures, words and exports come in steps, and nothing that is changed shows alone', async () => {
    const content = aContent();
    content.sections[0]!.questions[1]!.condition = null;
    const id = await aQuestionnaire(sql, { anonymous: true, results: 'public', content });
    const reader = await (await aPerson(sql)).reader();
    const comer = { reader, token: null, key: null };
    const send = async (option: string, words: string) => {
      await sendAnswers(sql, comer, id, { q1: option, q2: words });
      await server.settled();
    };
    const person = (await aPerson(sql)).at(url);
    const desk = secretariat.at(url);
    const views = async () => {
      const [others, own, csv] = await Promise.all([
        person.get(`/questionnaires/${id}/results`),
        desk.get(`/questionnaires/${id}/results`),
        desk.get(`/questionnaires/${id}.csv`),
      ]);
      return {
        others: figures(others.text),
        own: figures(own.text),
        words: [...new Set(own.text.match(/Words \d+/g))],
        csv: csv.text,
      };
    };

    for (let i = 0; i < 4; i++) await send('o2', `Words ${i}`);
    expect((await desk.get(`/questionnaires/${id}.csv`)).status).toBe(403);
    await send('o2', 'Words 4');
    const first = await views();
    expect(first.others).toEqual(first.own);
    expect(first.own[0]).toBe('5');
    expect(first.words).toHaveLength(5);
    expect(first.csv.match(/Words \d/g)).toHaveLength(5);

    await send('o2', 'Words 5');
    expect(await views()).toEqual(first);
    // Whose answers were given out takes them back: who knows of it must not see which ones go.
    const key = (await beginAnswers(sql, comer, id, 'en', new Date()))!;
    const own = { ...comer, key };
    await submitAnswers(sql, own, id, aPage({ q1: 'o2', q2: 'Words 6' }), new Date());
    await server.settled();
    await reopenAnswers(sql, own, id, new Date());
    await server.settled();
    expect(await views()).toEqual(first);
    for (let i = 7; i < 11; i++) await send('o1', `Words ${i}`);
    const second = await views();
    expect(second.own[0]).toBe('10');
    expect(second.words).toHaveLength(10);
    expect(second.csv.trim().split('\r\n')).toHaveLength(1 + 10);
    expect(second.others).toEqual(second.own);
  });
});

test('after its end the page of an event shows what was given out, where that is for everybody', async () => {
  const over = await anEvent(sql, { starts: -5, ends: -3 });
  const asked = { event: over.id, answerers: 'people', anonymous: true } as const;
  const open = await aQuestionnaire(sql, { ...asked, results: 'public' });
  const own = await aQuestionnaire(sql, { ...asked, results: 'preparers' });
  const reader = await (await aPerson(sql)).reader();
  const comer = { reader, token: null, key: null };
  const send = (id: number) => sendAnswers(sql, comer, id, { q1: 'o1', q3: 'o2', q4: '5', q7: '3' });
  const page = async () => (await new Visitor(url).get(over.path)).text;
  for (let i = 0; i < 5; i++) await send(own);
  for (let i = 0; i < 4; i++) await send(open);
  await server.settled();
  expect(await page()).not.toContain('class="chart"');
  await send(open);
  await server.settled();
  const text = await page();
  // A chart with its table beside it for each question that can be counted; the words of nobody.
  expect(text).toContain(`id="figures-${open}"`);
  expect(text).not.toContain(`id="figures-${own}"`);
  expect(text).toMatch(/Question q4[\s\S]*?<svg[^>]*role="img"[\s\S]*?<table[\s\S]*?<td class="number">5</);
  expect(text).not.toContain('Question q2');
});

test('a page asks the database three times at most', async () => {
  const id = await aQuestionnaire(sql, {
    event: event.id,
    answerers: 'people',
    content: templateOf('event-feedback'),
    opens: event.startsAt,
  });
  const person = (await aPerson(sql)).at(url);
  const facilitator = event.facilitator.at(url);
  await person.post(`/questionnaires/${id}`, { deed: 'begin' });
  const counts: Record<string, number> = {};
  const pages = ['', '/answer', '/answer?all=yes&check=yes'].map((p) => [person, p] as const);
  const desks = ['/edit', '/preview', '/versions', '/results', '/typing', '/questions/q2', '.csv', '.docx'].map(
    (p) => [facilitator, p] as const,
  );
  for (const [who, page] of [...pages, ...desks]) {
    server.pageStatements();
    expect((await who.get(`/questionnaires/${id}${page}`)).status, page).toBe(200);
    counts[page] = server.pageStatements().length;
  }
  expect(Object.entries(counts).filter(([, count]) => count > 3)).toEqual([]);
});
