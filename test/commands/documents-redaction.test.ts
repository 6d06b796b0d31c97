import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { askClearance, clearSection } from '../../app/documents/commands/clearing.server';
import { replyInThread, startThread } from '../../app/documents/commands/commenting.server';
import { putPicture } from '../../app/documents/commands/picturing.server';
import { keepReported, redactPassage, redactPicture } from '../../app/documents/commands/redacting.server';
import { reportPassage } from '../../app/documents/commands/reporting.server';
import { nameVersion, restoreVersion } from '../../app/documents/commands/versioning.server';
import { readClearance } from '../../app/documents/queries/clearance.server';
import { readShares } from '../../app/documents/queries/shares.server';
import { readWriting } from '../../app/documents/queries/writing.server';
import { textOf } from '../../app/documents/text/yjs';
import { Visitor } from '../support/browser-like';
import { aDocument, heading, paragraph, textWith, words, write } from '../support/documents';
import { columnsWith } from '../support/every-store';
import type { SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const kindOf = (e: unknown) => (e as { kind?: string }).kind;
const fieldsOf = (e: unknown) => (e as { fields?: Record<string, string> }).fields;

const withWord = (sentence: string) =>
  textWith(
    heading('first', 'Situation'),
    paragraph(
      'p1',
      'One of them is called ',
      words(sentence.slice(0, 4), { type: 'bold' }),
      `${sentence.slice(4)} and lives by the mill.`,
    ),
    heading('second', `What ${sentence} says`),
    paragraph('p2', 'More shelters', { type: 'footnote', content: [words(`Told by ${sentence}.`)] }, '.'),
  );

/** A document in which one word has gone everywhere it can go; another stands there as a control that stays. */
async function plant(word: string, control: string) {
  const d = await aDocument(sql, texts, { readers: 'public' });
  await write(server, d.id, d.leadEditor, withWord(word));
  const [lead, partner] = [await d.leadEditor.reader(), await d.partnerEditor.reader()];
  await nameVersion(sql, texts, lead, { document: d.id, name: `After ${word} spoke` }, now);
  const { thread } = await startThread(
    sql,
    partner,
    {
      document: d.id,
      body: `Who is **${word}**? Not ${control}.`,
      anchor: new Uint8Array([1]),
      block: 'p1',
      quote: `is called ${word} ${control}`,
    },
    now,
  );
  await replyInThread(sql, lead, { document: d.id, thread, body: `> Who is ${word}?\n\nWe met ${control}.` }, now);
  await askClearance(sql, lead, { document: d.id, sections: ['first'], organisations: [d.partner], due: null }, now);
  const focal = await d.partnerFocal.reader();
  const section = (await readClearance(sql, focal, d.id, 'en', now)).sections.find((s) => s.key === 'first')!;
  await clearSection(
    sql,
    focal,
    {
      document: d.id,
      section: 'first',
      organisation: d.partner,
      hash: section.hash,
      comment: `Is ${word} told? ${control}`,
    },
    now,
  );
  await reportPassage(sql, await d.outsider.reader(), { document: d.id, block: 'p1', reason: `It names ${word}` }, now);
  await sql.begin((tx) =>
    putPicture(tx, lead.id, {
      document: d.id,
      type: 'image/png',
      bytes: new Uint8Array([137, 80, 78, 71]),
      alt: `${word} before the mill, ${control}`,
    }),
  );
  // Typed letter by letter and taken back: it stands nowhere, and lies in the log.
  for (const text of [`${word.slice(0, 3)}`, word]) {
    await write(server, d.id, d.partnerEditor, {
      ...withWord(word),
      content: [...withWord(word).content!, paragraph('p5', text)],
    });
  }
  await write(server, d.id, d.partnerEditor, withWord(word));
  return { d, thread };
}

const redact = async (document: number, by: SomePerson, passage: string, reason = 'It identifies a person') =>
  redactPassage(sql, texts, await by.reader(), { document, passage, reason }, now);

/** Everything the committed text holds, as text: all strings of its structs. An element's children are structs too. */
function everythingIn(state: Uint8Array): string {
  return Y.decodeUpdate(state)
    .structs.flatMap((s) =>
      s instanceof Y.Item && !(s.content instanceof Y.ContentType) ? s.content.getContent() : [],
    )
    .map((c) => (typeof c === 'string' ? c : JSON.stringify(c)))
    .join('');
}

describe('a passage that is erased', () => {
  it('is gone from every store and every page, and what stands beside it stays', async () => {
    const [word, control] = ['zq7mirabel', 'kx4control'];
    const { d } = await plant(word, control);
    // The search finds it where it must be: otherwise finding nothing would mean nothing.
    const before = await columnsWith(sql, word);
    for (const column of [
      'document_settled.html',
      'document_settled.plain',
      'document_settled.text',
      'document_settled.outline',
      'document_settled.search',
      'document_section.title',
      'document_passage.plain',
      'document_version.text',
      'document_version.name',
      'document_comment.body',
      'document_comment.html',
      'document_comment.plain',
      'document_thread.quote',
      'document_clearance.comment',
      'document_clearance.comment_html',
      'document_report.reason',
      'document_picture.alt',
    ])
      expect(before, column).toContain(column);
    expect(
      before.some((column) => /^joint_/.test(column)),
      String(before),
    ).toBe(true);
    expect(everythingIn(await texts.read(d.id))).toContain(word);
    const controls = await columnsWith(sql, control);

    await redact(d.id, d.leadFocal, word.toUpperCase());
    server.wake();
    await server.settled();
    expect(await columnsWith(sql, word)).toEqual([]);
    expect(await columnsWith(sql, word.slice(2))).toEqual([]);
    expect(everythingIn(await texts.read(d.id))).not.toContain(word);
    expect(await columnsWith(sql, control)).toEqual(controls);
    const text = textOf(await texts.read(d.id));
    expect(text.textBetween(0, text.content.size, '|', ' ')).toContain(
      'One of them is called […] and lives by the mill.',
    );
    const addresses = [
      '',
      '/sources',
      '/comments',
      '/suggestions',
      '/clearance',
      `/clearance/changes?section=first&organisation=${d.partner}`,
      '/versions',
      '/people',
      '/redact',
      '/report?block=p1',
    ];
    for (const who of [null, d.leadFocal, d.partnerEditor, d.secretariat]) {
      const visitor = who ? who.at(url) : new Visitor(url);
      for (const address of addresses)
        expect((await visitor.get(d.path + address)).text.toLowerCase(), address).not.toContain(word);
      expect((await visitor.get(`/search?q=${word}`)).text).not.toContain(d.path);
    }
    expect((await new Visitor(url).get(d.path)).text).toContain('It identifies a person');
    expect(JSON.stringify(server.logged)).not.toContain(word);
  }, 90_000);

  it('drops all versions, says why, and keeps one of what is left', async () => {
    const { d } = await plant('zq8ottilie', 'kx5control');
    await redact(d.id, d.secretariat, 'zq8ottilie', 'A person can be recognised');
    const page = await d.leadEditor.at(url).get(`${d.path}/versions`);
    expect(page.text).toContain('A person can be recognised');
    const rows = await sql<{ id: number; kind: string; dropped: boolean }[]>`
      select id, kind, text is null as dropped from document_version where document_id = ${d.id} order by number`;
    expect(rows.at(-1)).toMatchObject({ kind: 'redacted', dropped: false });
    expect(rows.slice(0, -1).every((r) => r.dropped)).toBe(true);
    expect(
      await restoreVersion(
        sql,
        texts,
        await d.leadEditor.reader(),
        { document: d.id, version: rows[0]!.id },
        now,
      ).catch(kindOf),
    ).toBe('closed');
  });

  it('gives the text a higher epoch, and an older one that settles late is left', async () => {
    const { d } = await plant('zq9perdita', 'kx6control');
    const stale = await texts.read(d.id);
    await redact(d.id, d.leadFocal, 'zq9perdita');
    const { data } = await readWriting(sql, await d.leadEditor.reader(), d.id, 'en', now);
    expect(data.epoch).toBe(1);
    const { recordText } = await import('../../app/documents/coediting.server');
    await recordText(sql, d.id, stale, 0);
    expect(await columnsWith(sql, 'zq9perdita')).toEqual([]);
    await write(server, d.id, d.partnerEditor, withWord('nobody'));
    expect((await new Visitor(url).get(d.path)).text).toContain('What nobody says');
  });

  it('only by those who administer, with a reason that does not repeat it, and where it is', async () => {
    const { d } = await plant('zq6delphine', 'kx7control');
    for (const [by, kind] of [
      [d.leadEditor, 'not-allowed'],
      [d.partnerFocal, 'not-allowed'],
      [d.outsider, 'not-found'],
    ] as const)
      expect(await redact(d.id, by, 'zq6delphine').catch(kindOf)).toBe(kind);
    expect(await redact(d.id, d.leadFocal, '…').catch(fieldsOf)).toEqual({ passage: 'documents:mistakes.no-letters' });
    expect(await redact(d.id, d.leadFocal, 'nowhere-at-all').catch(fieldsOf)).toEqual({
      passage: 'documents:mistakes.not-in-document',
    });
    expect(await redact(d.id, d.leadFocal, 'zq6delphine', 'Delete zq6delphine').catch(fieldsOf)).toEqual({
      reason: 'documents:mistakes.reason-repeats',
    });
    // What was refused has changed nothing.
    const [{ n } = { n: 0 }] = await sql<
      { n: number }[]
    >`select count(*)::int as n from document_version where document_id = ${d.id} and text is null`;
    expect(n).toBe(0);
    const answer = await d.leadFocal
      .at(url)
      .post(`${d.path}/redact`, { deed: 'redact', passage: 'zq6delphine', reason: 'Named', sure: 'yes' });
    expect(answer.path).toBe(d.path);
    expect(answer.text).not.toContain('zq6delphine');
    expect(await columnsWith(sql, 'zq6delphine')).toEqual([]);
  });

  it('goes from the titles too, in every language', async () => {
    const d = await aDocument(sql, texts, { title: 'The house of zq5rosalind (invented)' });
    await sql`update document set titles = ${sql.json({ fr: 'La maison de zq5rosalind (inventée)' })} where id = ${d.id}`;
    const form = { deed: 'redact', passage: 'zq5rosalind', reason: 'It names a person', sure: 'yes' };
    const answer = await d.leadFocal.at(url).post(`${d.path}/redact`, form);
    expect(answer.path).toBe(d.path);
    expect(answer.text).toContain('The house of […] (invented)');
    expect(await columnsWith(sql, 'zq5rosalind')).toEqual([]);
    expect((await d.leadFocal.at(url).get('/documents')).text).not.toContain('zq5rosalind');
  });

  it('leaves whose the rest is, be it as short as a name within other words, and says why some is nobody’s', async () => {
    const d = await aDocument(sql, texts, { text: textWith(paragraph('p1', 'We met Ana there.')) });
    const both = textWith(paragraph('p1', 'We met Ana there.'), paragraph('p2', 'She managed a canal.'));
    await write(server, d.id, d.partnerEditor, both);
    const names = [
      { id: d.lead, name: 'Lead' },
      { id: d.partner, name: 'Partner' },
    ];
    await redact(d.id, d.leadFocal, 'Ana');
    const shares = async () =>
      (await readShares(texts, d.id, names)).map((s) => [s.organisation, s.characters] as const);
    expect(await shares()).toEqual([
      ['Partner', 20],
      ['Lead', 14],
      [null, 3],
    ]);
    // And after what is written since, and another erasure.
    const [state] = [textOf(await texts.read(d.id)).toJSON()];
    await write(server, d.id, d.leadEditor, { ...state, content: [...state.content, paragraph('p3', 'More.')] });
    await redact(d.id, d.leadFocal, 'canal');
    expect(await shares()).toEqual([
      ['Lead', 19],
      ['Partner', 15],
      [null, 6],
    ]);
    const page = await d.leadEditor.at(url).get(`${d.path}/versions`);
    expect(page.text).toContain('Not known is who wrote the signs in the place of erased words');
    expect(await sql`select from joint_writing where room = ${d.id} and client is null`).toHaveLength(0);
  }, 60_000);

  it('is not spoken of to those who may not erase, whatever they send', async () => {
    const d = await aDocument(sql, texts, { role: 'commenter' });
    const send = async (by: SomePerson, fields: Record<string, string>) =>
      (await by.at(url).post(`${d.path}/redact.data`, fields, { follow: false })).status;
    for (const deed of ['redact', 'picture-1', 'keep-1', 'nothing']) {
      expect(await send(d.partnerEditor, { deed })).toBe(403);
      expect(await send(d.outsider, { deed })).toBe(404);
      expect(await send(d.leadFocal, { deed })).toBe(422);
    }
  });
});

describe('reports', () => {
  it('come from anyone who reads it, wait for those who can erase, and are settled', async () => {
    const d = await aDocument(sql, texts, { readers: 'public' });
    const sent = await new Visitor(url).post(`${d.path}/report`, { deed: 'report', block: 'p1', reason: 'A name' });
    expect(sent.text).toContain('Reported');
    const tasks = async () =>
      (
        await sql<
          { personId: number }[]
        >`select person_id from task where key = ${`document-reports:${d.id}`} and done_at is null`
      ).map((t) => t.personId);
    expect(await tasks()).toEqual(expect.arrayContaining([d.leadFocal.id, d.secretariat.id]));
    const [report] = await sql<{ id: number }[]>`select id from document_report where document_id = ${d.id}`;
    expect((await d.leadFocal.at(url).get(`${d.path}/redact`)).text).toContain('A name');
    const keep = async (by: SomePerson) =>
      keepReported(sql, await by.reader(), { document: d.id, report: report!.id }, now).then(() => 'may', kindOf);
    expect(await keep(d.partnerFocal)).toBe('not-allowed');
    expect(await keep(d.leadFocal)).toBe('may');
    expect(await tasks()).toEqual([]);
    await sql`update document set readers = 'invited' where id = ${d.id}`;
    expect((await new Visitor(url).get(`${d.path}/report`)).status).toBe(404);
  });
});

describe('pictures', () => {
  // One pixel.
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = async (by: SomePerson | null, document: number, alt: string, bytes: Buffer = png) => {
    const form = new FormData();
    form.set('alt', alt);
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'picture.png');
    return (by ? by.at(url) : new Visitor(url)).post(`/documents/${document}/pictures`, form, { follow: false });
  };

  it('are taken from those who write, with words for those who do not see them, and shown as the document is read', async () => {
    const d = await aDocument(sql, texts);
    expect((await upload(d.leadEditor, d.id, '')).status).toBe(422);
    expect((await upload(d.leadEditor, d.id, 'A map', Buffer.from('GIF89a no picture'))).status).toBe(422);
    expect((await upload(d.secretariat, d.id, 'A map')).status).toBe(403);
    expect((await upload(d.outsider, d.id, 'A map')).status).toBe(404);
    const made = await upload(d.leadEditor, d.id, 'A map');
    expect(made.status).toBe(201);
    const { id } = JSON.parse(made.text);
    const path = `${d.path}/pictures/${id}`;
    const seen = await d.partnerEditor.at(url).get(path);
    expect(seen.status).toBe(200);
    expect(seen.headers.get('content-type')).toBe('image/png');
    expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
    expect(seen.headers.get('content-disposition')).toContain('picture.png');
    expect((await d.outsider.at(url).get(path)).status).toBe(404);
    expect((await new Visitor(url).get(path)).status).toBe(404);
    await sql`update document set readers = 'public' where id = ${d.id}`;
    expect((await new Visitor(url).get(path)).status).toBe(200);
    const other = await aDocument(sql, texts, { readers: 'public' });
    expect((await new Visitor(url).get(`${other.path}/pictures/${id}`)).status).toBe(404);
    await redactPicture(sql, texts, await d.leadFocal.reader(), { document: d.id, picture: id, reason: 'A face' }, now);
    expect((await new Visitor(url).get(path)).status).toBe(404);
    expect(await sql`select from document_picture_content where picture_id = ${id}`).toHaveLength(0);
  });

  it('take with them what was said of them, wherever it is kept, and leave the versions', async () => {
    const d = await aDocument(sql, texts);
    const { id } = JSON.parse((await upload(d.leadEditor, d.id, 'The zq4ophelia door')).text);
    const withPicture = (alt: string) =>
      textWith(heading('first', 'Situation'), paragraph('p1', 'Shelters are few.'), {
        type: 'image',
        attrs: { id: 'i1', image: id, alt, caption: 'Beside zq4ophelia' },
      });
    await write(server, d.id, d.leadEditor, withPicture('At first zq4ophelia'));
    await write(server, d.id, d.leadEditor, withPicture('The zq4ophelia door'));
    await nameVersion(sql, texts, await d.leadEditor.reader(), { document: d.id, name: 'With it' }, now);
    const cleared = { document: d.id, section: 'first', organisation: d.partner };
    await askClearance(
      sql,
      await d.leadFocal.reader(),
      { document: d.id, sections: ['first'], organisations: [d.partner], due: null },
      now,
    );
    const [{ hash } = { hash: '' }] = await sql<{ hash: string }[]>`
      select hash from document_section where document_id = ${d.id} and key = 'first'`;
    await clearSection(sql, await d.partnerFocal.reader(), { ...cleared, hash, comment: null }, now);
    const before = await columnsWith(sql, 'zq4ophelia');
    for (const column of ['document_settled.html', 'document_version.text', 'document_clearance.cleared_text'])
      expect(before).toContain(column);

    const form = { deed: `picture-${id}`, picture: id, reason: 'A face' };
    expect((await d.leadFocal.at(url).post(`${d.path}/redact`, form)).status).toBe(200);
    await server.settled();
    expect(await columnsWith(sql, 'zq4ophelia')).toEqual([]);
    expect(everythingIn(await texts.read(d.id))).not.toContain('zq4ophelia');
    expect((await d.leadFocal.at(url).get(d.path)).text).toContain('[…]');
    const dropped = await sql`select from document_version where document_id = ${d.id} and text is null`;
    expect(dropped).toHaveLength(0);
  }, 90_000);
});
