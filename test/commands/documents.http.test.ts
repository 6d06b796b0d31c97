import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Visitor } from '../support/browser-like';
import { aDocument, aText, heading, paragraph, textWith, words, write } from '../support/documents';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;

describe('starting a document', () => {
  test('a focal point of a member starts one from a template, and its organisation writes', async () => {
    const organisation = await anOrganisation(sql, { member: true, name: 'Lead Agency (invented)' });
    const focal = await aPerson(sql, { organisation, office: 'focal-point' });
    const form = {
      deed: 'new',
      title: 'Safe return (invented)',
      lead: String(organisation),
      language: 'fr',
      template: 'joint-programme',
      readers: 'registered',
      once: randomUUID(),
    };
    const visitor = focal.at(url);
    expect((await visitor.get('/documents/new')).text).toContain('Lead Agency');
    const answer = await visitor.post('/documents/new', form);
    expect(answer.status).toBe(200);
    expect(answer.path).toMatch(/^\/documents\/\d+\/people$/);
    const path = answer.path.replace('/people', '');
    // Sent twice, made once.
    expect((await visitor.post('/documents/new', form)).path).toBe(answer.path);
    const page = (await visitor.get(path)).text;
    for (const part of [
      'Cadre de résultats',
      'Objectifs',
      'Part destinée aux victimes',
      'Risques',
      'Suivi et évaluation',
    ])
      expect(page).toContain(part);
    expect((await (await aPerson(sql)).at(url).get(path)).status).toBe(200);
    expect((await new Visitor(url).get(path)).status).toBe(404);
    expect((await (await aPerson(sql)).at(url).get('/documents')).text).toContain('Safe return');
    expect((await new Visitor(url).get('/documents')).text).not.toContain('Safe return');
  });
});

describe('reading', () => {
  test('settled text with contents, permanent addresses and search, for those who may read it', async () => {
    const d = await aDocument(sql, texts, { title: 'Zebrafinch programme', readers: 'public' });
    await write(server, d.id, d.leadEditor, {
      ...aText(),
      content: [
        ...aText().content!,
        paragraph('p3', 'Quokka counselling', words(' only proposed', { type: 'insertion', attrs: { id: 's1' } })),
      ],
    });
    const visitor = new Visitor(url);
    const page = await visitor.get(d.path);
    expect(page.text).toContain('<h2 id="first"');
    expect(page.text).toContain('href="#second"');
    expect(page.text).toContain('Quokka counselling');
    expect(page.text).not.toContain('only proposed');
    expect((await visitor.get('/search?q=quokka')).text).toContain(`href="${d.path}"`);
    const [passage] = await sql<
      { id: number }[]
    >`select id from document_passage where document_id = ${d.id} and block_id = 'p3'`;
    expect((await visitor.get(`/passages/${passage!.id}`)).status).toBe(303);
    await sql`update document set readers = 'invited' where id = ${d.id}`;
    expect((await visitor.get('/search?q=quokka')).text).not.toContain('Quokka');
    expect((await visitor.get(`/passages/${passage!.id}`)).status).toBe(404);
    expect((await d.outsider.at(url).get('/search?q=quokka')).text).not.toContain('Quokka');
    expect((await d.partnerEditor.at(url).get('/search?q=quokka')).text).toContain('Quokka');
  });

  test('a passage keeps its number, says when it changed, and is marked when it has gone', async () => {
    const d = await aDocument(sql, texts);
    const passages = () => sql<{ blockId: string; version: number; gone: boolean; plain: string }[]>`
      select block_id, version, gone_at is not null as gone, plain from document_passage where document_id = ${d.id} order by block_id`;
    const before = await passages();
    expect(before.map((p) => p.blockId)).toEqual(['first', 'p1', 'p2', 'second']);
    await write(
      server,
      d.id,
      d.leadEditor,
      textWith(heading('first', 'Situation'), paragraph('p1', 'Shelters are full.')),
    );
    expect(await passages()).toEqual([
      { blockId: 'first', version: 1, gone: false, plain: 'Situation' },
      { blockId: 'p1', version: 2, gone: false, plain: 'Shelters are full.' },
      { blockId: 'p2', version: 2, gone: true, plain: '' },
      { blockId: 'second', version: 2, gone: true, plain: '' },
    ]);
    await write(server, d.id, d.leadEditor, aText());
    expect((await passages()).map((p) => p.gone)).toEqual([false, false, false, false]);
    // An owner outlives its heading.
    const [second] = await sql<
      { ownerId: number }[]
    >`select owner_id from document_section where document_id = ${d.id} and key = 'second'`;
    expect(second!.ownerId).toBe(d.partner);
  });
});
