import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { CarriedDocument, Read } from '../../app/documents/exchange/carried';
import { findChromium } from '../../app/documents/exchange/chromium.server';
import { readDocx } from '../../app/documents/exchange/read-docx';
import { readMarkdown } from '../../app/documents/exchange/read-markdown';
import { readOpenDocument } from '../../app/documents/exchange/read-opendocument';
import { comparable, invented, plainOptions, withProposals } from '../../app/documents/exchange/test-carried';
import { writeDocx } from '../../app/documents/exchange/write-docx';
import { schemaVersion } from '../../app/documents/text/schema';
import { rejectAll } from '../../app/documents/text/suggestions';
import { textOf } from '../../app/documents/text/yjs';
import { Visitor } from '../support/browser-like';
import { Editor } from '../support/coediting';
import { aDocument, aText, heading, paragraph, textWith, words, write } from '../support/documents';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;

async function aFocalPoint() {
  const organisation = await anOrganisation(sql, { member: true });
  return { organisation, focal: await aPerson(sql, { organisation, office: 'focal-point' }) };
}

/** Brings a file in as a person does, and answers the document's number and what the next page says. */
async function bringIn(focal: SomePerson, organisation: number, bytes: Uint8Array, name: string, title = '') {
  const fields = {
    deed: 'import',
    title,
    lead: String(organisation),
    language: 'en',
    readers: 'invited',
    once: randomUUID(),
    file: new File([Buffer.from(bytes)], name),
  };
  const answer = await focal.at(url).post('/documents/import', fields);
  return { answer, id: Number(/^\/documents\/(\d+)\/imported/.exec(answer.path)?.[1] ?? 0) };
}

async function fetched(person: SomePerson, path: string): Promise<Uint8Array> {
  const answer = await fetch(url + path, { headers: { Cookie: person.cookie } });
  expect(answer.status, path).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

/** What stands in the document now, to be compared with what a file holds. */
async function standing(id: number, title: string, pictures: CarriedDocument['pictures']): Promise<unknown> {
  const text = rejectAll(textOf(await texts.read(id))).toJSON() as JSONContent;
  return comparable({ title, language: 'en', text, pictures, threads: [] });
}

async function picturesOf(id: number) {
  return sql<CarriedDocument['pictures']>`
    select p.id, p.type, c.bytes from document_picture p join document_picture_content c on c.picture_id = p.id where p.document_id = ${id}`;
}

test('the long programme comes in, five people write in it at once, and it goes out as it stands then', async () => {
  const { organisation, focal } = await aFocalPoint();
  const { answer, id } = await bringIn(focal, organisation, invented, 'programme.md');
  expect(answer.text).toContain('Everything came along.');
  const title = 'Joint programme for the Halmar Basin (invented)';
  const pictures = await picturesOf(id);
  // The picture was cleaned when it came in; in all else it is the same.
  const { document } = readMarkdown(invented, 'en');
  const kept = [{ ...pictures[0]!, id: document.pictures[0]!.id }];
  expect(await standing(id, title, pictures)).toEqual(comparable({ ...document, pictures: kept }));

  const people = await Promise.all(Array.from({ length: 5 }, () => aPerson(sql, { organisation })));
  for (const person of people) {
    await sql`insert into document_person (document_id, organisation_id, person_id, named_by) values (${id}, ${organisation}, ${person.id}, ${focal.id})`;
  }
  const editors = people.map((person) => new Editor(url, person, id, { params: { schema: String(schemaVersion) } }));
  await Promise.all(editors.map((editor) => editor.synced()));
  for (let round = 0; round < 3; round++) {
    editors.forEach((editor, n) => {
      editor.doc.transact(() => edit(editor.text, n, round));
    });
  }
  const last = editors.map((_, n) => said(n, 2));
  await Promise.all(
    editors.map((editor) => editor.sees((text) => last.every((each) => text.includes(each)), 'all edits')),
  );
  const states = editors.map((editor) => JSON.stringify(textOf(Y.encodeStateAsUpdate(editor.doc)).toJSON()));
  expect(new Set(states).size).toBe(1);
  for (const editor of editors) editor.leave();
  await server.settled();

  const there = await standing(id, title, pictures);
  expect(JSON.stringify(there)).toContain(said(4, 2));
  const markdown = readMarkdown(await fetched(focal, `/documents/${id}.md`), 'en');
  expect(comparable(markdown.document)).toEqual(there);
  const docx = await readDocx(await fetched(focal, `/documents/${id}.docx`), 'en');
  expect(comparable(docx.document)).toEqual(there);
  const odt = await readOpenDocument(await fetched(focal, `/documents/${id}.odt`), 'en');
  expect(wordsOf(odt)).toBe(wordsOf(docx));
  const html = new TextDecoder().decode(await fetched(focal, `/documents/${id}.html`));
  for (const words of last) expect(html).toContain(words);
  expect(html).toContain('<img src="data:image/png;base64,');
  expect(html).not.toMatch(/<script|src="\//);
}, 120_000);

const said = (n: number, round: number) => `Person ${n} wrote this in round ${round}.`;

/** Each writes in a part of their own, and all of them at the beginning. */
function edit(text: Y.XmlFragment, n: number, round: number): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(said(n, round))]);
  text.insert(Math.floor((text.length * (n + 1)) / 6), [paragraph]);
  const first = text
    .toArray()
    .find((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph') as Y.XmlElement;
  const line = first.get(0);
  if (line instanceof Y.XmlText) line.insert(Math.min(line.length, 5 + n), String(n));
}

function wordsOf({ document }: Read): string {
  const words = (node: JSONContent): string =>
    node.text ?? (node.content ?? []).map(words).join(node.type === 'paragraph' ? '' : '\n');
  return words(document.text);
}

test('tracked changes and comments of a file are suggestions and threads of whoever brings them in, and go out again', async () => {
  const { organisation, focal } = await aFocalPoint();
  const made = withProposals();
  // Whoever writes a file can call themselves anything.
  made.threads[0]!.comments[0]!.author = `@${(await aPerson(sql)).handle}`;
  const { answer, id } = await bringIn(focal, organisation, await writeDocx(made, plainOptions), 'proposals.docx');
  expect(answer.text).toContain('tracked changes of the file are suggestions now');
  expect(answer.text).toContain('Everything came along.');
  const text = textOf(await texts.read(id)).toJSON() as JSONContent;
  expect(JSON.stringify(text)).toContain(`"person":${focal.id},"organisation":${organisation}`);
  expect(JSON.stringify(text)).not.toContain('"person":null');
  const threads = await sql<{ quote: string; resolved: boolean; bodies: string[] }[]>`
    select t.quote, t.resolved_at is not null as resolved, array_agg(c.plain order by c.id) as bodies
    from document_thread t join document_comment c on c.thread_id = t.id where t.document_id = ${id} group by t.id order by t.id`;
  expect(
    await sql`select from document_mention m join document_comment c on c.id = m.comment_id
    join document_thread t on t.id = c.thread_id where t.document_id = ${id}`,
  ).toHaveLength(0);
  // The proposals are the importer's here: who made them in the file is said beside each passage.
  const remarks = threads.splice(2).map(({ quote, bodies }) => [quote, ...bodies]);
  expect(remarks).toContainEqual(['One that goes.', 'Proposed in the file by Person 1 (2026-11-21).']);
  expect(threads.map((thread) => [thread.quote, thread.resolved, thread.bodies.length])).toEqual([
    ['Aims', true, 1],
    ['The programme', false, 2],
  ]);
  expect(threads[1]!.bodies[0]).toContain('Ada wrote in the file (2026-11-20):');

  const back = await readDocx(await fetched(focal, `/documents/${id}.docx`), 'en');
  const reader = await focal.reader();
  expect(new Set([...back.proposers.values()].map(({ name }) => name.split(' (')[0]))).toEqual(new Set([reader.name]));
  const said = back.document.threads.filter((thread) => !thread.comments[0]!.words.startsWith('Proposed in the file'));
  expect(back.document.threads.length - said.length).toBe(remarks.length);
  expect(said.map(({ from, to, resolved }) => ({ from, to, resolved }))).toEqual(
    made.threads.map(({ from, to, resolved }) => ({ from, to, resolved })),
  );
  const plain = await readDocx(await fetched(focal, `/documents/${id}.docx?suggestions=none`), 'en');
  expect(plain.proposers.size).toBe(0);
  expect(plain.document.threads).toEqual([]);
  expect(comparable(plain.document)).toEqual(await standing(id, made.title, []));
});

test('readers take along what stands, nobody a voice, and sources only as title and address where they may see them', async () => {
  const d = await aDocument(sql, texts, { readers: 'public' });
  const other = await aDocument(sql, texts, { title: 'Zebrafinch' });
  const [passage] = await sql<
    { id: number }[]
  >`select id from document_passage where document_id = ${other.id} and block_id = 'p1'`;
  await write(server, d.id, d.leadEditor, {
    ...aText(),
    content: [
      ...aText().content!,
      paragraph(
        'p3',
        'Rests on ',
        { type: 'citation', attrs: { kind: 'passage', cited: String(passage!.id), version: '1', key: 'k1' } },
        { type: 'voice', attrs: { id: 'voice-7f3a' } },
      ),
      paragraph(
        'p4',
        'Stands',
        words(' only proposed', {
          type: 'insertion',
          attrs: { id: 's1', person: d.leadEditor.id, organisation: d.lead, at: null },
        }),
      ),
    ],
  });
  const visitor = new Visitor(url);
  for (const format of ['docx', 'odt', 'md', 'html']) {
    const answer = await fetch(`${url}${d.path}.${format}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''A%20joint%20programme.${format}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const said =
      format === 'docx'
        ? JSON.stringify((await readDocx(bytes, 'en')).document)
        : format === 'odt'
          ? JSON.stringify((await readOpenDocument(bytes, 'en')).document)
          : new TextDecoder().decode(bytes);
    expect(said).toContain('a source that is not open to you');
    expect(said).not.toContain('Zebrafinch');
    expect(said).not.toContain('Shelters are few and far apart.”');
    expect(said).not.toContain('voice-7f3a');
    expect(said).not.toContain('only proposed');
  }
  const mine = new TextDecoder().decode(await fetched(other.secretariat, `${d.path}.md`));
  expect(mine).toContain('[Passage of a document (Zebrafinch');
  expect(mine).not.toContain('only proposed');
  expect(JSON.stringify((await readDocx(await fetched(d.partnerEditor, `${d.path}.docx`), 'en')).document)).toContain(
    'only proposed',
  );
  expect((await visitor.get(`${d.path}/export`)).text).toContain(`href="${d.path}.odt"`);
  // A title is no path: all of it names the file.
  await sql`update document set title = 'Aims / ways' where id = ${d.id}`;
  expect((await fetch(`${url}${d.path}.md`)).headers.get('content-disposition')).toContain("''Aims%20-%20ways.md");
  await sql`update document set readers = 'invited' where id = ${d.id}`;
  for (const format of ['docx', 'odt', 'md', 'html', 'pdf'])
    expect((await fetch(`${url}${d.path}.${format}`)).status).toBe(404);
}, 120_000);

test('a file that cannot be read is refused beside its field, and nothing is made', async () => {
  const { organisation, focal } = await aFocalPoint();
  const [before] = await sql<{ n: number }[]>`select count(*)::int as n from document`;
  for (const [bytes, name, message] of [
    ['', 'empty.md', 'There are no words in this file.'],
    ['', '', 'Choose a file.'],
    [' \n', 'blank.md', 'There are no words in this file.'],
    ['Only words', 'fake.docx', 'This is called DOCX, but is no such file.'],
    ['Only words', 'Fake.ODT', 'This is called ODT, but is no such file.'],
    ['MZ only words', 'setup.exe', 'This is neither a Word'],
    ['MZ\x90\x00\x03', 'setup', 'This is neither a Word'],
    ['a\x01b', 'bytes.txt', 'This is neither a Word'],
    ['\xff\xfeW\x00', 'wide.txt', 'This file is not text in UTF-8.'],
    ['caf\xe9', 'latin.txt', 'This file is not text in UTF-8.'],
    ['%PDF-1.7', 'a.pdf', 'This is neither a Word'],
    ['PK\x03\x04broken', 'a.docx', 'This file cannot be read to its end.'],
  ] as const) {
    const { answer } = await bringIn(focal, organisation, Buffer.from(bytes, 'latin1'), name);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('id="import.file.mistake"');
  }
  // Too much is said as that, beside the field, with all that was typed: nobody has to wait and come again.
  for (const megabytes of [11, 45]) {
    const large = Buffer.alloc(megabytes * 1024 * 1024, 'Words. ');
    const { answer } = await bringIn(focal, organisation, large, 'large.md', 'A title that was typed');
    expect(answer.status).toBe(413);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.text).toMatch(/id="import.file.mistake"[^>]*>This file is larger than 10 MB/);
    expect(answer.text).toContain('value="A title that was typed"');
  }
  const [after] = await sql<{ n: number }[]>`select count(*)::int as n from document`;
  expect(after).toEqual(before);
}, 120_000);

test('a file speaks the language of its document, whoever takes it along', async () => {
  const d = await aDocument(sql, texts, { readers: 'public', title: 'Programme commun' });
  await sql`update document set language = 'fr' where id = ${d.id}`;
  const other = await aDocument(sql, texts, { title: 'Zebrafinch', readers: 'public' });
  const passages = await sql<{ id: number; documentId: number }[]>`
    select id, document_id from document_passage where document_id = ${other.id} and block_id = 'p1'`;
  const cites = (cited: string, key: string) => ({
    type: 'citation',
    attrs: { kind: 'passage', cited, version: '1', key },
  });
  const note = { type: 'footnote', content: [words('Une note.')] };
  await write(server, d.id, d.leadEditor, {
    ...aText(),
    content: [
      ...aText().content!,
      heading('third', 'Budget'),
      heading('fourth', 'Risques'),
      paragraph('p3', 'Selon ', cites(String(passages[0]!.id), 'k1'), note, cites('999999999', 'k2')),
    ],
  });
  for (const language of ['en', 'ar']) {
    const answer = await fetch(`${url}${d.path}.html`, { headers: { 'Accept-Language': language } });
    const said = await answer.text();
    expect(said).toContain('Sommaire');
    expect(said).not.toMatch(/Contents|Passage of a document|a source that is not open|[\u0600-\u06ff]/);
    const markdown = await (await fetch(`${url}${d.path}.md`, { headers: { 'Accept-Language': language } })).text();
    expect(markdown).toContain('Zebrafinch');
    expect(markdown).not.toMatch(/Passage of a document|a source that is not open|[\u0600-\u06ff]/);
  }
}, 120_000);

test('PDF is offered where a Chromium is found, tagged and with an outline, and nowhere else', async () => {
  const d = await aDocument(sql, texts, { readers: 'public', text: textWith(...aText().content!) });
  const page = (await new Visitor(url).get(`${d.path}/export`)).text;
  const answer = await fetch(`${url}${d.path}.pdf`);
  if (findChromium()) {
    expect(page).toContain(`href="${d.path}.pdf"`);
    const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    expect(pdf.startsWith('%PDF')).toBe(true);
    expect(pdf).toContain('/MarkInfo <</Type /MarkInfo\n/Marked true>>');
    expect(pdf).toContain('/Outlines');
  } else {
    expect(page).not.toContain(`href="${d.path}.pdf"`);
    expect(page).toContain('PDF cannot be made on this server.');
    expect(answer.status).toBe(404);
  }
}, 60_000);

/** Everything that is printed until the test ends, by whatever part of the process. */
function printed(): string[] {
  const lines: string[] = [];
  const note = (...said: unknown[]) => void lines.push(said.map(String).join(' '));
  const spies = [
    ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(note),
    ),
    ...[process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((said) => {
        note(said);
        return true;
      }),
    ),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return lines;
}

test('starting, bringing in, restoring, erasing and taking along print nothing', async () => {
  const { organisation, focal } = await aFocalPoint();
  const lines = printed();
  const visitor = focal.at(url);
  const begun = await visitor.post('/documents/new', {
    deed: 'new',
    title: 'A quiet one',
    lead: String(organisation),
    language: 'en',
    template: 'joint-programme',
    readers: 'invited',
    once: randomUUID(),
  });
  const own = begun.path.replace('/people', '');
  const { id } = await bringIn(focal, organisation, await writeDocx(withProposals(), plainOptions), 'proposals.docx');
  for (const path of [own, `/documents/${id}`]) {
    expect((await visitor.post(`${path}/versions`, { deed: 'name', name: 'As it came' })).status).toBe(200);
    const [version] = await sql<{ id: number }[]>`
      select id from document_version where document_id = ${Number(path.split('/')[2])} and name = 'As it came'`;
    const erasure = { deed: 'redact', passage: 'Aims', reason: 'It says too much', sure: 'yes' };
    const deeds = { versions: { deed: 'restore', version: String(version!.id) }, redact: erasure };
    for (const [page, fields] of Object.entries(deeds))
      expect((await visitor.post(`${path}/${page}`, fields, { follow: false })).status, page).toBe(303);
    for (const format of ['docx', 'odt', 'md', 'html']) await fetched(focal, `${path}.${format}`);
  }
  await server.settled();
  expect(lines).toEqual([]);
}, 60_000);
