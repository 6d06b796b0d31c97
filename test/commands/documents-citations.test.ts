import type { JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { citingOf, readCited } from '../../app/citations/queries.server';
import { editPost, writePost } from '../../app/discussions/posting.server';
import { keepCitation } from '../../app/documents/commands/sourcing.server';
import { readSources } from '../../app/documents/queries/sources.server';
import { withdrawPost } from '../../app/facilitation/redaction.server';
import { Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aDocument, heading, paragraph, type SomeDocument, textWith, write } from '../support/documents';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const kindOf = (e: unknown) => (e as { kind?: string }).kind;

const cites = (kind: string, cited: number, key: string, version = 1): JSONContent => ({
  type: 'citation',
  attrs: { kind, cited: String(cited), version: String(version), key },
});
const citing = (...nodes: JSONContent[]) =>
  textWith(
    heading('first', 'Situation'),
    paragraph('p1', 'It rests on this', ...nodes, '.'),
    heading('second', 'Aims'),
    paragraph('p2', 'More shelters in two years.'),
  );

async function aPost(values: { readers?: 'public' | 'invited'; invited?: number[] } = {}) {
  const discussion = await aDiscussion(sql, values as never);
  const author = await aPerson(sql, values.invited ? { organisation: values.invited[0]! } : {});
  const { id } = await writePost(
    sql,
    await author.reader(),
    aPostForm(discussion.id, 'Numbat shelters need money.'),
    now,
  );
  return { discussion, author, id };
}
const rows = (document: number) => sql<
  { anchor: string; citedKind: string; citedId: number; citedVersion: number; state: string }[]
>`
  select anchor, cited_kind, cited_id, cited_version, state from citation where citing_kind = 'document' and citing_id = ${document} order by anchor`;
const sources = async (d: SomeDocument, by: SomePerson | null) =>
  (await readSources(sql, by && (await by.reader()), d.id, 'en', new Date())).sources;

describe('a text that cites', () => {
  it('is followed by its citations, and the cited post names the document to those who may read it', async () => {
    const d = await aDocument(sql, texts, { readers: 'public', title: 'Programme that cites' });
    const post = await aPost();
    await write(server, d.id, d.leadEditor, citing(cites('post', post.id, 'k1'), cites('post', post.id, 'k2')));
    expect(await rows(d.id)).toEqual([
      { anchor: 'k1', citedKind: 'post', citedId: post.id, citedVersion: 1, state: 'current' },
      { anchor: 'k2', citedKind: 'post', citedId: post.id, citedVersion: 1, state: 'current' },
    ]);
    const page = await new Visitor(url).get(d.path);
    expect(page.text).toContain(`href="/posts/${post.id}"`);
    expect(page.text).not.toContain('Numbat');
    expect((await new Visitor(url).get(`${d.path}/sources`)).text).toContain('Numbat shelters');
    expect((await new Visitor(url).get(post.discussion.path)).text).toContain('Programme that cites');
    expect(await citingOf(sql, 'post', post.id, null, 'en')).toMatchObject([{ kind: 'document', path: d.path }]);
    await sql`update document set readers = 'invited' where id = ${d.id}`;
    expect(await citingOf(sql, 'post', post.id, null, 'en')).toEqual([]);
    await write(server, d.id, d.leadEditor, citing());
    expect(await rows(d.id)).toEqual([]);
  });

  it('shows the words of an invited discussion to nobody who may not read it', async () => {
    const d = await aDocument(sql, texts, { readers: 'public' });
    const post = await aPost({ readers: 'invited', invited: [d.partner] });
    await write(server, d.id, d.partnerEditor, citing(cites('post', post.id, 'k1')));
    for (const by of [null, d.outsider, d.leadEditor])
      expect((await sources(d, by))[0]!.now).toEqual({ kind: 'nothing', why: 'not-for-you' });
    expect((await sources(d, d.partnerEditor))[0]!.now).toMatchObject({
      kind: 'post',
      excerpt: 'Numbat shelters need money.',
    });
    expect((await new Visitor(url).get(`${d.path}/sources`)).text).not.toContain('Numbat');
  });

  it('is told when a source changes or goes; who owns the section looks, and keeps or changes it', async () => {
    const d = await aDocument(sql, texts, { readers: 'public' });
    const post = await aPost();
    await write(server, d.id, d.leadEditor, citing(cites('post', post.id, 'k1')));
    const tasks = () => sql<{ personId: number }[]>`
      select person_id from task where key = ${`document-sources:${d.id}`} and done_at is null`;
    expect(await tasks()).toEqual([]);
    await editPost(
      sql,
      await post.author.reader(),
      { post: post.id, body: 'Numbat shelters need much money.', language: 'en', version: 1 },
      now,
    );
    expect(await tasks()).toEqual([{ personId: d.leadFocal.id }]);
    server.wake();
    await server.settled();
    expect((await new Visitor(url).get(d.path)).text).toContain('Changed since it was cited');
    const [one] = await sources(d, d.leadEditor);
    expect(one).toMatchObject({ state: 'changed', settled: false, maySettle: true });
    const keep = async (by: SomePerson) =>
      keepCitation(sql, await by.reader(), { document: d.id, citation: one!.citation }, now).then(() => 'may', kindOf);
    expect(await keep(d.partnerEditor)).toBe('not-allowed');
    expect(await keep(d.outsider)).toBe('not-found');
    expect(await keep(d.leadEditor)).toBe('may');
    expect(await tasks()).toEqual([]);
    // Settling the text anew forgets nothing of it.
    await write(server, d.id, d.leadEditor, citing(cites('post', post.id, 'k1'), { type: 'text', text: ' indeed' }));
    expect((await sources(d, d.leadEditor))[0]).toMatchObject({ settled: true });
    await withdrawPost(sql, await post.author.reader(), { post: post.id, reason: '' }, now);
    expect(await tasks()).toEqual([{ personId: d.leadFocal.id }]);
    expect((await sources(d, d.leadEditor))[0]).toMatchObject({
      state: 'gone',
      settled: false,
      now: { kind: 'nothing', why: 'gone' },
    });
    expect((await new Visitor(url).get(`${d.path}/sources`)).text).not.toContain('Numbat');
    // The citation taken out, nothing waits.
    await write(server, d.id, d.leadEditor, citing());
    expect(await tasks()).toEqual([]);
  });

  it('of a passage of another document: its words, its changes, and its end', async () => {
    const cited = await aDocument(sql, texts, { readers: 'public', title: 'The cited one' });
    const d = await aDocument(sql, texts, { readers: 'public', title: 'The citing one' });
    const [passage] = await sql<
      { id: number }[]
    >`select id from document_passage where document_id = ${cited.id} and block_id = 'p1'`;
    await write(server, d.id, d.leadEditor, citing(cites('passage', passage!.id, 'k1')));
    const thing = async (by: SomePerson | null) =>
      (await readCited(sql, [{ kind: 'passage', id: passage!.id }], by && (await by.reader()), 'en'))(
        'passage',
        passage!.id,
      );
    expect(await thing(null)).toMatchObject({
      author: 'The cited one',
      excerpt: 'Shelters are few and far apart.',
      version: 1,
    });
    expect((await new Visitor(url).get(cited.path)).text).toContain('The citing one');
    await write(server, cited.id, cited.leadEditor, textWith(paragraph('p1', 'Shelters are full.')));
    expect(await rows(d.id)).toMatchObject([{ state: 'changed' }]);
    expect(await thing(null)).toMatchObject({ excerpt: 'Shelters are full.', version: 2 });
    await write(server, cited.id, cited.leadEditor, textWith(paragraph('other', 'Nothing of it.')));
    expect(await rows(d.id)).toMatchObject([{ state: 'gone' }]);
    expect(await thing(null)).toMatchObject({ kind: 'nothing', why: 'gone' });
    await sql`update document set readers = 'invited' where id = ${cited.id}`;
    expect(await thing(null)).toEqual({ kind: 'nothing', why: 'not-for-you' });
  });

  it('a reference that no editor makes is none', async () => {
    const d = await aDocument(sql, texts);
    await write(server, d.id, d.leadEditor, citing(cites('voice', 3, 'k'), cites('post', 0, 'k2')));
    expect(await rows(d.id)).toEqual([]);
  });
});

describe('what the editor may pick', () => {
  it('is what this reader may read', async () => {
    const d = await aDocument(sql, texts);
    const open = await aPost();
    const closed = await aPost({ readers: 'invited', invited: [d.partner] });
    const pick = async (by: SomePerson, q: string) => {
      const answer = await by.at(url).get(`${d.path}/citable?q=${encodeURIComponent(q)}`);
      if (answer.status !== 200) return answer.status;
      return JSON.parse(answer.text).found.map((f: { kind: string; cited: number }) => `${f.kind} ${f.cited}`);
    };
    expect(await pick(d.partnerEditor, 'numbat')).toEqual(
      expect.arrayContaining([`post ${open.id}`, `post ${closed.id}`]),
    );
    expect(await pick(d.leadEditor, 'numbat')).not.toContain(`post ${closed.id}`);
    expect(await pick(d.leadEditor, `${url}/posts/${open.id}`)).toEqual([`post ${open.id}`]);
    expect(await pick(d.leadEditor, `/posts/${closed.id}`)).toEqual([]);
    expect(await pick(d.outsider, 'numbat')).toBe(404);
    const other = await aDocument(sql, texts, { text: textWith(paragraph('q', 'Bandicoot passage')) });
    expect(await pick(d.leadEditor, 'bandicoot')).toEqual([]);
    await sql`update document set readers = 'public' where id = ${other.id}`;
    expect(await pick(d.leadEditor, 'bandicoot')).toHaveLength(1);
  });
});
