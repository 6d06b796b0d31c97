import { randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { editPost, writePost } from '../../app/discussions/posting.server';
import { Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
let d: SomeDiscussion;

beforeAll(async () => {
  d = await aDiscussion(sql, { title: 'What a list should hold' });
  const organisation = await anOrganisation(sql, { name: '=cmd|calc (invented)' });
  const author = await (await aPerson(sql, { organisation, name: '+Amina Demonstration' })).reader();
  await writePost(sql, author, aPostForm(d.id, '=SUM(A1:A9) is where a list begins, "quoted", with a comma'), now);
  const edited = await writePost(sql, author, aPostForm(d.id, 'Words of before.'), now);
  await editPost(sql, author, { post: edited.id, body: 'Words of now & <then>.', language: 'en', version: 1 }, now);
  const hidden = await writePost(sql, author, aPostForm(d.id, 'Hiddenword among them.'), now);
  await sql`update post set state = 'hidden', state_reason = 'Not on the question', state_by = ${d.facilitator.id} where id = ${hidden.id}`;
  const held = await writePost(sql, author, aPostForm(d.id, 'Heldword among them.'), now);
  await sql`update post set state = 'waiting', shown_at = null where id = ${held.id}`;
});

describe('what goes out', () => {
  test('CSV opens as a table and runs nothing', async () => {
    const { text, headers } = await new Visitor(url).get(`/discussions/${d.id}.csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    // Every cell that a spreadsheet would compute begins with a quotation mark of text.
    expect(text).not.toMatch(/(^|[,\r\n"])[=+@-][A-Za-z(]/);
    expect(text).toContain('""quoted"", with a comma');
    expect(text).not.toMatch(/Hiddenword|Heldword|of before/);
  });

  test('JSON says the same as data', async () => {
    const { text } = await new Visitor(url).get(`/discussions/${d.id}.json`);
    const out = JSON.parse(text) as { title: string; posts: { text: string; state: string }[] };
    expect(out.title).toBe('What a list should hold');
    expect(out.posts.map((p) => p.state)).toEqual(['shown', 'shown', 'hidden']);
    expect(out.posts[2]!.text).toBe('');
    expect(text).not.toMatch(/Hiddenword|Heldword|of before/);
  });

  test('the Atom feed has what RFC 4287 requires, and only of what everyone may read', async () => {
    const { text, headers } = await new Visitor(url).get(`/discussions/${d.id}.atom`);
    expect(headers.get('content-type')).toContain('application/atom+xml');
    expect(text).toContain('<feed xmlns="http://www.w3.org/2005/Atom"');
    for (const element of ['<id>', '<title>', '<updated>', 'rel="self"']) expect(text).toContain(element);
    expect(text.match(/<entry>/g)).toHaveLength(2);
    expect(text).not.toMatch(/Hiddenword|Heldword|of before/);
    const registered = await aDiscussion(sql, { readers: 'registered' });
    const secretariat = await aPerson(sql, { secretariat: true });
    expect((await secretariat.at(url).get(`/discussions/${registered.id}.atom`)).status).toBe(404);
    const list = await new Visitor(url).get('/discussions.atom');
    expect(list.text).toContain(`/discussions/${d.id}/`);
    expect(list.text).not.toContain(`/discussions/${registered.id}/`);
  });

  test('the page for paper holds the record, its address and its date', async () => {
    const { text } = await new Visitor(url).get(`/discussions/${d.id}/print`);
    expect(text).toContain('What a list should hold');
    expect(text).toContain(`/discussions/${d.id}/${d.slug}`);
    expect(text).not.toMatch(/Hiddenword|Heldword|of before/);
  });

  test('an old slug leads to the address of today', async () => {
    const answer = await new Visitor(url).get(`/discussions/${d.id}/an-older-title?page=1`);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `/discussions/${d.id}/${d.slug}?page=1`]);
  });
});

describe('files', () => {
  const form = (files: [Uint8Array, string][], body = 'With a file.') => {
    const data = new FormData();
    for (const [k, v] of Object.entries({
      deed: 'post',
      as: 'post',
      body,
      language: 'en',
      inReplyTo: '',
      once: randomUUID(),
    }))
      data.set(k, v);
    for (const [bytes, name] of files) data.append('files', new Blob([new Uint8Array(bytes)]), name);
    return data;
  };

  test('a document is cleaned, shown as its post is, and sent so that nothing runs', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    pdf.setAuthor('Canaryauthor');
    const author = await aPerson(sql);
    const page = await author
      .at(url)
      .post(d.path, form([[await pdf.save({ useObjectStreams: false }), '../../plan\u202efdp.exe']]));
    // To the post's permanent address, and from there to its place.
    expect(page.status).toBe(303);
    const [file] = await sql<
      { id: string; postId: number; name: string }[]
    >`select id, post_id, name from attachment where person_id = ${author.id}`;
    const address = `/attachments/${file!.id}/${encodeURIComponent(file!.name)}`;
    const visitor = new Visitor(url);
    const got = await visitor.get(address);
    expect(got.status).toBe(200);
    expect(got.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(got.text).not.toContain('Canaryauthor');
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]*\.pdf"/);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(got.headers.get('content-security-policy')).toContain('sandbox');
    await sql`update post set state = 'hidden' where id = ${file!.postId}`;
    expect((await visitor.get(address)).status).toBe(404);
    expect((await author.at(url).get(address)).status).toBe(200);
    expect((await d.facilitator.at(url).get(address)).status).toBe(200);
  });

  test.each([
    ['a page that calls itself a picture', [[Buffer.from('<html><script>alert(1)</script>'), 'photo.png']]],
    [
      'a drawing that can hold scripts',
      [[Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'photo.svg']],
    ],
    ['a program', [[Buffer.from('MZ\x90\0'), 'report.pdf']]],
    ['six files', Array.from({ length: 6 }, () => [Buffer.from('x'), 'x.pdf'])],
  ] as [string, [Uint8Array, string][]][])('%s is refused, and the text is kept', async (_, files) => {
    const author = await aPerson(sql);
    const answer = await author.at(url).post(d.path, form(files, 'The words stay.'), { follow: false });
    expect([422, 429]).toContain(answer.status);
    expect(answer.text).toContain('The words stay.');
    expect(await sql`select 1 from post where author_id = ${author.id}`).toHaveLength(0);
  });
});
