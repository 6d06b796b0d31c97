import { randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { keepDraft, removeDraftFile } from '../../app/discussions/drafts.server';
import { writePost } from '../../app/discussions/posting.server';
import { redactPassage } from '../../app/facilitation/redaction.server';
import { fieldOf, Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
let d: SomeDiscussion;
let pdf: Uint8Array;

beforeAll(async () => {
  d = await aDiscussion(sql);
  const document = await PDFDocument.create();
  document.addPage();
  document.setAuthor('Canaryauthor');
  pdf = await document.save({ useObjectStreams: false });
});

const composerOf = (page: string) => /<form[^>]*id="composer"[\s\S]*?<\/form>/.exec(page)![0];

/** Sends the composer as it stands on the page, with what was typed and chosen, by one of its buttons. */
async function press(
  visitor: Visitor,
  page: string,
  as: string,
  body: string,
  files: [Uint8Array, string][] = [],
  options: { follow?: boolean } = {},
) {
  const form = new FormData();
  const composer = composerOf(page);
  const fields = {
    deed: 'post',
    once: fieldOf(composer, 'once'),
    inReplyTo: fieldOf(composer, 'inReplyTo'),
    body,
    language: 'en',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('as', as);
  for (const [bytes, name] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name);
  // A browser sends a field of files in which none was chosen.
  if (files.length === 0) form.append('files', new Blob([]), '');
  return visitor.post(d.path, form, options);
}

const textOf = (page: string) => /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(page)![1]!.trim();
const keptOf = (page: string) =>
  [
    ...composerOf(page).matchAll(/<a href="(\/attachments\/[^"]+)"><bdi>([^<]*)<\/bdi>[\s\S]*?value="(remove:[^"]+)"/g),
  ].map(([, href, name, remove]) => ({ href: href!, name: name!, remove: remove! }));
const names = (page: string) => keptOf(page).map((file) => file.name);
const draftsOf = (person: { id: number }) =>
  sql<{ id: number; body: string; files: number }[]>`
    select id, body, (select count(*) from attachment f where f.draft_id = draft.id)::int as files
    from draft where person_id = ${person.id}`;
const contents = async () => (await sql`select count(*)::int as n from attachment_content`)[0]!.n as number;

const someFile = { name: 'kept.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
const files = (count: number) => Array.from({ length: count }, () => someFile);

async function withDraft(person: SomePerson, body: string, count: number) {
  const draft = { discussion: d.id, inReplyTo: null, body, language: 'en' };
  await keepDraft(sql, await person.reader(), draft, files(count));
}

describe('files of a draft', () => {
  test('are kept, shown, taken out and posted, without JavaScript', async () => {
    const person = await aPerson(sql);
    const visitor = person.at(url);
    const opened = await visitor.get(d.path);
    expect(opened.text).toContain('Saving the draft keeps them with it.');
    const saved = await press(visitor, opened.text, 'draft', 'Words of a draft.', [
      [pdf, 'first.pdf'],
      [pdf, '../../second\u202efdp.exe'],
    ]);
    expect([saved.status, textOf(saved.text)]).toEqual([200, 'Words of a draft.']);
    expect(names(saved.text)).toEqual(['first.pdf', 'secondfdp.pdf']);

    // Cleaned like every file, and there for whoever chose it.
    const file = await visitor.get(keptOf(saved.text)[0]!.href);
    expect(file.status).toBe(200);
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.text).not.toContain('Canaryauthor');

    // What was typed and chosen meanwhile is kept by the button that takes one out.
    const fewer = await press(visitor, saved.text, keptOf(saved.text)[0]!.remove, 'More words.', [[pdf, 'third.pdf']]);
    expect(textOf(fewer.text)).toBe('More words.');
    expect(names(fewer.text)).toEqual(['secondfdp.pdf', 'third.pdf']);
    expect((await visitor.get(keptOf(saved.text)[0]!.href)).status).toBe(404);
    // Pressed again on a page that is behind: nothing more is taken out.
    const again = await press(visitor, saved.text, keptOf(saved.text)[0]!.remove, 'More words.');
    expect(names(again.text)).toHaveLength(2);

    const posted = await press(visitor, again.text, 'post', 'The whole text.', [[pdf, 'fourth.pdf']], {
      follow: false,
    });
    expect(posted.status).toBe(303);
    expect(await draftsOf(person)).toEqual([]);
    const page = await new Visitor(url).get(`${d.path}?page=1`);
    for (const name of ['secondfdp.pdf', 'third.pdf', 'fourth.pdf']) expect(page.text).toContain(name);
    const href = /href="(\/attachments\/[^"]+\/third\.pdf)"/.exec(page.text)![1]!;
    expect((await new Visitor(url).get(href)).status).toBe(200);
    expect(names((await visitor.get(d.path)).text)).toEqual([]);
  });

  test('are there for the owner of the draft and for nobody else', async () => {
    const person = await aPerson(sql);
    const saved = await press(person.at(url), (await person.at(url).get(d.path)).text, 'draft', '', [[pdf, 'a.pdf']]);
    const { href, remove } = keptOf(saved.text)[0]!;
    const others = [await aPerson(sql), d.facilitator, await aPerson(sql, { secretariat: true })];
    expect((await new Visitor(url).get(href)).status).toBe(404);
    for (const other of others) {
      expect((await other.at(url).get(href)).status).toBe(404);
      expect((await other.at(url).get(d.path)).text).not.toContain('a.pdf');
      await press(other.at(url), (await other.at(url).get(d.path)).text, remove, '');
    }
    expect((await person.at(url).get(href)).status).toBe(200);
  });

  test('keep the draft while it has no words; without both it is gone', async () => {
    const person = await aPerson(sql);
    const reader = await person.reader();
    await withDraft(person, 'Words.', 2);
    const typed = (body: string) => keepDraft(sql, reader, { discussion: d.id, inReplyTo: null, body, language: 'en' });
    const [draft] = await draftsOf(person);
    for (const body of ['Word', '', '  ', 'Others.', '']) {
      await typed(body);
      expect(await draftsOf(person)).toEqual([{ id: draft!.id, body, files: 2 }]);
    }
    expect((await person.at(url).get('/for-you')).text).toContain('No words yet');
    const before = await contents();
    for (const { id } of await sql<{ id: string }[]>`select id from attachment where draft_id = ${draft!.id}`)
      await removeDraftFile(sql, reader, id);
    expect(await draftsOf(person)).toEqual([]);
    expect(await contents()).toBe(before - 2);
  });

  test('are not more than a post may have, over several forms and together with those of the post', async () => {
    const person = await aPerson(sql);
    const visitor = person.at(url);
    await withDraft(person, 'Words.', 4);
    const page = await visitor.get(d.path);
    const refused = await press(visitor, page.text, 'draft', 'Words, and more.', [
      [pdf, 'x.pdf'],
      [pdf, 'y.pdf'],
    ]);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('A post can carry 5 files at most');
    expect(await draftsOf(person)).toMatchObject([{ body: 'Words, and more.', files: 4 }]);
    const post = await press(visitor, page.text, 'post', 'Words, and more.', [
      [pdf, 'x.pdf'],
      [pdf, 'y.pdf'],
    ]);
    expect(post.status).toBe(429);
    expect(await sql`select 1 from post where author_id = ${person.id}`).toHaveLength(0);
    expect(await draftsOf(person)).toMatchObject([{ files: 4 }]);
    // At the same moment: each alone would fit, both do not.
    const reader = await person.reader();
    const draft = { discussion: d.id, inReplyTo: null, body: 'Words.', language: 'en' };
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => keepDraft(sql, reader, draft, files(1))));
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
    expect(await draftsOf(person)).toMatchObject([{ files: 5 }]);
  });

  test('that are refused leave the words kept', async () => {
    const person = await aPerson(sql);
    const page = await person.at(url).get(d.path);
    const answer = await press(person.at(url), page.text, 'draft', 'The words stay.', [
      [Buffer.from('<script>alert(1)</script>'), 'photo.png'],
    ]);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('“photo.png” was not attached');
    expect(await draftsOf(person)).toMatchObject([{ body: 'The words stay.', files: 0 }]);
  });

  test('are not taken in from people who wait for approval; their words are', async () => {
    const person = await aPerson(sql, { state: 'waiting' });
    const page = await person.at(url).get(d.path);
    const answer = await press(person.at(url), page.text, 'draft', 'Until then.', [[pdf, 'a.pdf']]);
    expect(answer.status).toBe(403);
    expect(await draftsOf(person)).toMatchObject([{ body: 'Until then.', files: 0 }]);
  });

  test('come too late as the words do, and are kept with them', async () => {
    const closed = await aDiscussion(sql, { phases: [{ opens: -3, closes: -1 }] });
    const person = await aPerson(sql);
    const form = new FormData();
    const fields = { deed: 'post', as: 'post', body: 'Too late.', language: 'en', inReplyTo: '', once: randomUUID() };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.append('files', new Blob([new Uint8Array(pdf)]), 'late.pdf');
    const answer = await person.at(url).post(closed.path, form);
    expect(answer.status).toBe(409);
    expect(names(answer.text)).toEqual(['late.pdf']);
    expect(await draftsOf(person)).toMatchObject([{ body: 'Too late.', files: 1 }]);
  });

  test('belong to the answer that they were chosen for', async () => {
    const person = await aPerson(sql);
    const reader = await person.reader();
    const { id } = await writePost(sql, reader, aPostForm(d.id, 'Something to answer.'), now);
    await withDraft(person, 'Alone.', 1);
    await keepDraft(sql, reader, { discussion: d.id, inReplyTo: id, body: 'An answer.', language: 'en' }, files(2));
    const answer = await writePost(sql, reader, aPostForm(d.id, 'An answer.', { inReplyTo: id }), now);
    expect(await sql`select 1 from attachment where post_id = ${answer.id}`).toHaveLength(2);
    expect(await draftsOf(person)).toMatchObject([{ body: 'Alone.', files: 1 }]);
  });

  test('that arrive while the draft is being posted or emptied are in the post or in the draft, never lost', async () => {
    const person = await aPerson(sql);
    const reader = await person.reader();
    const draft = { discussion: d.id, inReplyTo: null, body: 'Words.', language: 'en' };
    for (let i = 0; i < 8; i++) {
      await keepDraft(sql, reader, draft, files(1));
      const deeds = [
        () => keepDraft(sql, reader, draft, files(1)),
        () => writePost(sql, reader, aPostForm(d.id, `Round ${i}.`), now),
        () => keepDraft(sql, reader, { ...draft, body: '' }),
      ];
      await Promise.all((i % 2 ? deeds : deeds.reverse()).map((deed) => deed()));
      await writePost(sql, reader, aPostForm(d.id, `After round ${i}.`), now);
      const [kept] = await sql<{ n: number }[]>`
        select count(*)::int as n from attachment where person_id = ${person.id} and post_id is not null`;
      expect(kept!.n).toBe((i + 1) * 2);
    }
  });

  test('cost no more statements than without: three for the page, seven for the post', async () => {
    const person = await aPerson(sql);
    const visitor = person.at(url);
    await withDraft(person, 'Words.', 5);
    await visitor.get(d.path);
    await server.settled();
    server.statements();
    const page = await visitor.get(d.path);
    expect(names(page.text)).toHaveLength(5);
    expect(server.pageStatements().slice(3)).toEqual([]);
    expect((await press(visitor, page.text, 'post', 'With five files.', [], { follow: false })).status).toBe(303);
    expect(server.pageStatements().slice(7)).toEqual([]);
    expect(await sql`select 1 from attachment where person_id = ${person.id} and post_id is not null`).toHaveLength(5);
  });
});

test('words that were erased from a draft do not come back from a page that holds them still', async () => {
  const author = await aPerson(sql);
  const visitor = author.at(url);
  const held = await aDiscussion(sql);
  const words = 'I met Canaryname Surname there.';
  const keep = async (body: string, since: string, once: string = randomUUID()) => {
    const answer = await visitor.post(`/discussions/${held.id}/draft`, {
      deed: 'draft',
      body,
      since,
      once,
      language: 'en',
      inReplyTo: '',
    });
    expect(answer.status).toBe(200);
    return JSON.parse(answer.text) as { at: string; erased?: string };
  };
  const { at: before } = await keep(words, '');
  const other = await (await aPerson(sql)).reader();
  const told = await writePost(sql, other, aPostForm(held.id, 'Canaryname Surname runs it.'), now);
  await redactPassage(
    sql,
    await held.facilitator.reader(),
    { post: told.id, passage: 'Canaryname Surname', reason: 'Names a person', files: [], everywhere: true },
    new Date(),
  );

  const late = await keep(`${words} And I wrote on.`, before);
  expect(late.erased).toContain('I met');
  expect(JSON.stringify(late)).not.toContain('Canaryname');
  const stored = async () => (await sql<{ body: string }[]>`select body from draft where person_id = ${author.id}`)[0]!;
  expect((await stored()).body).toBe(late.erased);

  const send = (body: string, since: string, as: string) =>
    visitor.post(
      held.path,
      { deed: 'post', as, once: randomUUID(), body, since, language: 'en', inReplyTo: '' },
      { follow: false },
    );
  for (const as of ['post', 'draft']) {
    const refused = await send(words, before, as);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('your text holds them still');
    expect(refused.text).toContain('I met Canaryname Surname there.');
  }
  expect((await stored()).body).toBe(late.erased);
  expect(await sql`select 1 from post where author_id = ${author.id}`).toHaveLength(0);

  // With the page of now what is written on is kept and sent.
  expect((await keep(`${late.erased} And I wrote on.`, late.at)).erased).toBeUndefined();
  const page = (await visitor.get(held.path)).text;
  expect((await send(textOf(page), fieldOf(composerOf(page), 'since'), 'post')).status).toBe(303);
  expect(JSON.stringify(await sql`select body from post where author_id = ${author.id}`)).not.toContain('Canaryname');
});
