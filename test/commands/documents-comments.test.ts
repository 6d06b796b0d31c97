import { describe, expect, it } from 'vitest';
import {
  editComment,
  replyInThread,
  settleThread,
  startThread,
  withdrawComment,
} from '../../app/documents/commands/commenting.server';
import { readComments } from '../../app/documents/queries/comments.server';
import { readWriting } from '../../app/documents/queries/writing.server';
import { fieldOf } from '../support/browser-like';
import { aDocument, aText, heading, textWith, write } from '../support/documents';
import { writeLetters } from '../support/letters';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const kindOf = (e: unknown) => (e as { kind?: string }).kind;

const say = async (document: number, by: SomePerson, body: string, values: { block?: string; quote?: string } = {}) =>
  startThread(
    sql,
    await by.reader(),
    { document, body, anchor: new Uint8Array([1, 2, 3]), block: values.block ?? '', quote: values.quote ?? '' },
    now,
  );
const read = async (document: number, by: SomePerson, which: 'open' | 'resolved' = 'open') =>
  readComments(sql, await by.reader(), document, 'en', new Date(), which);

describe('comments', () => {
  it('are said about one passage without a script, by those who may comment', async () => {
    const d = await aDocument(sql, texts, { role: 'commenter' });
    const visitor = d.partnerEditor.at(url);
    const path = `${d.path}/comments/new`;
    for (const from of ['', '/comments']) expect((await visitor.get(d.path + from)).text).toContain(`href="${path}"`);
    const choice = await visitor.get(path);
    for (const [block, words] of [
      ['p1', 'Shelters are few and far apart.'],
      ['second', 'Aims'],
    ])
      expect(choice.text).toMatch(new RegExp(`href="${path}\\?block=${block}"[^>]*><bdi>${words}`));
    const form = await visitor.get(`${path}?block=p1`);
    expect(form.text).toContain('Shelters are few and far apart.');
    const fields = {
      deed: 'comment',
      block: fieldOf(form.text, 'block')!,
      once: fieldOf(form.text, 'once')!,
      body: '',
    };
    const refused = await visitor.post(`${path}?block=p1`, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Shelters are few and far apart.');
    const said = await visitor.post(`${path}?block=p1`, { ...fields, body: 'How few are they?' });
    expect(said.path).toBe(`${d.path}/comments`);
    expect((await read(d.id, d.leadEditor)).threads).toMatchObject([
      { about: 'Shelters are few and far apart.', block: 'p1', gone: false, comments: [{ body: '' }] },
    ]);
    expect((await visitor.get(`${path}?block=nowhere`)).status).toBe(404);
    await sql`update document_organisation set role = 'reader' where document_id = ${d.id} and organisation_id = ${d.partner}`;
    expect((await visitor.get(`${path}?block=p1`)).status).toBe(404);
  });

  it('are said about a passage, answered, resolved and opened again by an answer', async () => {
    const d = await aDocument(sql, texts);
    const { thread } = await say(d.id, d.partnerEditor, 'How *few*?', { block: 'p1', quote: 'few and far' });
    await replyInThread(sql, await d.leadEditor.reader(), { document: d.id, thread, body: 'Eleven.' }, now);
    let view = await read(d.id, d.leadEditor);
    expect(view.threads).toMatchObject([
      {
        about: 'few and far',
        block: 'p1',
        gone: false,
        resolved: null,
        comments: [
          { author: d.partnerEditor.name, mine: false, body: '' },
          { mine: true, body: 'Eleven.' },
        ],
      },
    ]);
    expect(view.threads[0]!.comments[0]!.html).toContain('<em>few</em>');
    await settleThread(sql, await d.leadEditor.reader(), { document: d.id, thread, resolved: true }, now);
    view = await read(d.id, d.leadEditor);
    expect([view.open, view.resolved]).toEqual([0, 1]);
    expect((await read(d.id, d.leadEditor, 'resolved')).threads[0]!.resolved).toMatchObject({ by: d.leadEditor.name });
    await replyInThread(
      sql,
      await d.partnerEditor.reader(),
      { document: d.id, thread, body: 'And in the north?' },
      now,
    );
    expect((await read(d.id, d.leadEditor)).open).toBe(1);
    const { data } = await readWriting(sql, await d.partnerEditor.reader(), d.id, 'en', now);
    expect(data.threads).toMatchObject([
      { id: thread, anchor: 'AQID', block: 'p1', quote: 'few and far', state: 'open' },
    ]);
    expect(data.sections).toMatchObject([
      { key: 'first', mayDecide: false },
      { key: 'second', mayDecide: true },
    ]);
  });

  it('are changed and withdrawn by their authors; a thread of which nothing is left goes', async () => {
    const d = await aDocument(sql, texts);
    const { thread } = await say(d.id, d.partnerEditor, 'First');
    const [comment] = (await read(d.id, d.partnerEditor)).threads[0]!.comments;
    const edit = async (by: SomePerson, version = 1) =>
      editComment(sql, await by.reader(), { document: d.id, comment: comment!.id, body: 'Second', version }, now).then(
        () => 'may',
        kindOf,
      );
    expect(await edit(d.leadEditor)).toBe('not-allowed');
    expect(await edit(d.outsider)).toBe('not-found');
    expect(await edit(d.partnerEditor)).toBe('may');
    expect(await edit(d.partnerEditor)).toBe('conflict');
    await replyInThread(sql, await d.leadEditor.reader(), { document: d.id, thread, body: 'Answer' }, now);
    // Also after one may no longer read.
    await sql`delete from document_person where person_id = ${d.partnerEditor.id}`;
    await withdrawComment(sql, await d.partnerEditor.reader(), { document: d.id, comment: comment!.id }, now);
    const view = await read(d.id, d.leadEditor);
    expect(view.threads[0]!.comments[0]).toMatchObject({ state: 'withdrawn', html: '' });
    const [answer] = view.threads[0]!.comments.slice(1);
    await withdrawComment(sql, await d.leadEditor.reader(), { document: d.id, comment: answer!.id }, now);
    expect((await read(d.id, d.leadEditor)).threads).toEqual([]);
  });

  it('by role: readers read them, people from outside know nothing of them', async () => {
    const d = await aDocument(sql, texts, { role: 'reader', readers: 'public' });
    expect(await say(d.id, d.partnerEditor, 'x').catch(kindOf)).toBe('not-allowed');
    expect(await say(d.id, d.outsider, 'x').catch(kindOf)).toBe('not-found');
    const { thread } = await say(d.id, d.secretariat, 'From the secretariat');
    expect((await read(d.id, d.partnerEditor)).threads).toHaveLength(1);
    expect(await read(d.id, d.outsider).catch(kindOf)).toBe('not-found');
    expect(
      await settleThread(sql, await d.partnerEditor.reader(), { document: d.id, thread, resolved: true }, now).catch(
        kindOf,
      ),
    ).toBe('not-allowed');
    expect((await d.outsider.at(url).get(d.path)).text).not.toContain('comments');
  });

  it('stay with their place when it goes from the text', async () => {
    const d = await aDocument(sql, texts);
    await say(d.id, d.leadEditor, 'About this', { block: 'p2' });
    await write(server, d.id, d.leadEditor, textWith(heading('first', 'Situation')));
    expect((await read(d.id, d.leadEditor)).threads).toMatchObject([{ gone: true }]);
    await write(server, d.id, d.leadEditor, aText());
    expect((await read(d.id, d.leadEditor)).threads).toMatchObject([
      { gone: false, about: 'More shelters in two years.' },
    ]);
  });
});

describe('mentions', () => {
  it('tell people and organisations that work on it, and nobody else', async () => {
    const d = await aDocument(sql, texts, { title: 'Title for letters' });
    const [partner] = await sql<{ handle: string }[]>`select handle from organisation where id = ${d.partner}`;
    await say(
      d.id,
      d.leadEditor,
      `@${d.partnerEditor.handle} and @${d.outsider.handle} and @${partner!.handle}: look.`,
    );
    const told = await sql<{ personId: number; what: string; place: string }[]>`
      select person_id, what, place from task where what = 'documents:tasks.mentioned' order by person_id`;
    expect(told.map((t) => t.personId).sort()).toEqual([d.partnerEditor.id, d.partnerFocal.id].sort());
    const letters = await writeLetters(sql);
    expect(
      letters
        .filter((l) => l.kind === 'document-mention')
        .map((l) => l.to)
        .sort(),
    ).toEqual([d.partnerEditor.email, d.partnerFocal.email].sort());
    expect(JSON.stringify(letters)).toContain('Title for letters');
    expect(JSON.stringify(letters)).not.toContain('look.');
    expect((await d.partnerEditor.at(url).get('/for-you')).text).toContain('Title for letters');
  });

  it('a letter is not sent to somebody who lost access meanwhile', async () => {
    const d = await aDocument(sql, texts);
    await say(d.id, d.leadEditor, `@${d.partnerEditor.handle}`);
    await sql`delete from document_person where person_id = ${d.partnerEditor.id}`;
    expect((await writeLetters(sql)).filter((l) => l.to === d.partnerEditor.email)).toEqual([]);
  });
});

describe('the page of comments', () => {
  it('takes other words under the same key as another comment, and the same words once', async () => {
    const d = await aDocument(sql, texts);
    const visitor = d.partnerEditor.at(url);
    const once = fieldOf((await visitor.get(`${d.path}/comments`)).text, 'once')!;
    for (const body of ['Said first.', 'Said first.', 'Said then.'])
      await visitor.post(`${d.path}/comments`, { deed: 'comment', body, once });
    const threads = await sql<{ id: number; plain: string }[]>`
      select t.id, c.plain from document_thread t join document_comment c on c.thread_id = t.id
      where t.document_id = ${d.id} order by c.id`;
    expect(threads.map((t) => t.plain)).toEqual(['Said first.', 'Said then.']);
    const answer = { deed: `reply-${threads[0]!.id}`, thread: String(threads[0]!.id), once };
    for (const body of ['Said first.', 'Said first.', 'Answered then.'])
      await visitor.post(`${d.path}/comments`, { ...answer, body });
    const said = await sql<{ plain: string }[]>`
      select plain from document_comment where thread_id = ${threads[0]!.id} order by id`;
    expect(said.map((c) => c.plain)).toEqual(['Said first.', 'Said first.', 'Answered then.']);
  });

  it('is read and answered without a script', async () => {
    const d = await aDocument(sql, texts);
    const visitor = d.partnerEditor.at(url);
    const page = await visitor.get(`${d.path}/comments`);
    const sent = await visitor.post(`${d.path}/comments`, {
      deed: 'comment',
      body: 'Said **here**.',
      once: fieldOf(page.text, 'once'),
    });
    expect(sent.text).toContain('Said <strong>here</strong>.');
    const [row] = await sql<{ id: number }[]>`select id from document_thread where document_id = ${d.id}`;
    const answered = await d.leadEditor
      .at(url)
      .post(`${d.path}/comments`, { deed: `reply-${row!.id}`, thread: String(row!.id), body: 'Seen.' });
    expect(answered.text).toContain('Seen.');
    const empty = await visitor.post(`${d.path}/comments`, { deed: 'comment', body: '  ' });
    expect(empty.status).toBe(422);
    const names = await visitor.get(`${d.path}/names?q=${encodeURIComponent(d.leadEditor.name.slice(0, 9))}`);
    expect(JSON.parse(names.text).names.map((n: { handle: string }) => n.handle)).toContain(d.leadEditor.handle);
    expect(JSON.parse(names.text).names.map((n: { handle: string }) => n.handle)).not.toContain(d.outsider.handle);
    expect((await (await aPerson(sql)).at(url).get(`${d.path}/names?q=per`)).status).toBe(404);
  });
});
