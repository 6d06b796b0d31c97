import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { keepDraft } from '../../app/discussions/drafts.server';
import { editPost, writePost } from '../../app/discussions/posting.server';
import { reportPost } from '../../app/facilitation/flags.server';
import { redactPassage, redactPost, withdrawPost } from '../../app/facilitation/redaction.server';
import { translatePost } from '../../app/facilitation/translating.server';
import { isRefusal } from '../../app/shared/refusal';
import { Visitor } from '../support/browser-like';
import { aDiscussion, aPostForm } from '../support/discussions';
import { columnsWith, filesWith } from '../support/every-store';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql } = server;
const now = new Date();

/**
 * A world in which one sentence of one post has gone everywhere it can go. The word in it stands for a name that must
 * not be found any more.
 */
async function plant(word: string) {
  const name = word[0]!.toUpperCase() + word.slice(1);
  const sentence = `The woman from the laundry is called ${name} and lives by the mill.`;
  const discussion = await aDiscussion(sql);
  const facilitator = await discussion.facilitator.reader();
  const author = await aPerson(sql, { organisation: await anOrganisation(sql) });
  const other = await aPerson(sql, { organisation: await anOrganisation(sql) });
  const [told, late] = [await aPerson(sql), await aPerson(sql)];
  const [me, they] = [await author.reader(), await other.reader()];

  const body = `${sentence}\n\nWe helped her, @${told.handle}.`;
  const { id } = await writePost(sql, me, aPostForm(discussion.id, `${sentence} We met @${told.handle} there.`), now);
  await editPost(sql, me, { post: id, body, language: 'en', version: 1 }, now);
  const quoting = await writePost(
    sql,
    they,
    aPostForm(discussion.id, `> The woman from the laundry is called **${name}**\n\nPlease say no names.`, {
      inReplyTo: id,
    }),
    now,
  );
  await keepDraft(sql, they, {
    discussion: discussion.id,
    inReplyTo: id,
    body: `> ${sentence}\n\nMy answer is not written yet.`,
    language: 'en',
  });
  await keepDraft(sql, me, {
    discussion: discussion.id,
    inReplyTo: null,
    body: `As I said: ${sentence} More to come.`,
    language: 'en',
  });
  // The author's own second rewriting, overtaken by the first.
  await editPost(sql, me, { post: id, body: `${sentence} A variant.`, language: 'en', version: 1 }, now).catch(
    () => {},
  );
  await translatePost(
    sql,
    facilitator,
    { post: id, language: 'fr', body: `La femme s’appelle ${name}.`, version: 2 },
    now,
  );
  const [file] = await sql<{ id: string }[]>`
    insert into attachment (post_id, person_id, name, type, size) values (${id}, ${author.id}, ${`${name}.pdf`}, 'application/pdf', ${5 + name.length}) returning id`;
  await sql`insert into attachment_content (attachment_id, bytes) values (${file!.id}, ${Buffer.from(`%PDF ${name}`)})`;

  // Drafts hold what only their owners see: a copy of the file under another name, and one that is called by the words.
  const copy = { name: 'notes.pdf', type: 'application/pdf', bytes: Buffer.from(`%PDF ${name}`) };
  await keepDraft(sql, me, { discussion: discussion.id, inReplyTo: quoting.id, body: '', language: 'en' }, [copy]);
  // Word names a file by its first sentence.
  const called = { ...copy, name: `${sentence}pdf`, bytes: Buffer.from(`% ${name}`) };
  const unconcerned = { ...copy, name: 'plan.pdf', bytes: Buffer.from('%PDF') };
  await keepDraft(sql, they, { discussion: discussion.id, inReplyTo: null, body: 'A plan.', language: 'en' }, [
    called,
    unconcerned,
    copy,
  ]);

  await sql`insert into synthesis (discussion_id, language, published_at, published_by) values (${discussion.id}, 'en', now(), ${facilitator.id})`;
  await sql`
    insert into synthesis_text (discussion_id, language, title, introduction, introduction_html)
    values (${discussion.id}, 'en', 'What was said', ${`One wrote: “${sentence}”`}, ${`<p dir="auto">One wrote: “${sentence}”</p>`})`;
  const [statement] = await sql<
    { id: number }[]
  >`insert into statement (discussion_id, position) values (${discussion.id}, 1) returning id`;
  const said = `One contributor wrote that “the woman from the laundry is called ${name}”.`;
  await sql`
    insert into statement_text (statement_id, language, body, html, plain)
    values (${statement!.id}, 'en', ${said}, ${`<p dir="auto">${said}</p>`}, ${said}), (${statement!.id}, 'fr', 'Une femme du lavoir', '<p>Une femme du lavoir</p>', 'Une femme du lavoir')`;
  await sql`
    insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by)
    values ('statement', ${statement!.id}, 'post', ${id}, 2, ${facilitator.id})`;
  await sql`
    insert into reflection (statement_id, person_id, answer, correction, correction_html, answered_at)
    values (${statement!.id}, ${author.id}, 'partly', ${`Her name is ${name}.`}, ${`<p dir="auto">Her name is ${name}.</p>`}, now())`;
  await sql`
    insert into waiver (discussion_id, kind, subject, reason, by_person)
    values (${discussion.id}, 'post', ${String(quoting.id)}, ${`It only repeats “${sentence}”`}, ${facilitator.id})`;
  await reportPost(sql, they, { post: id, kind: 'identifies-someone', reason: `It names ${name}` }, now);
  await reportPost(sql, me, { post: quoting.id, kind: 'other', reason: `It repeats: ${sentence}` }, now);

  // One mail about the post has gone out by now, another waits for its hour.
  const [notice] = await sql<{ id: number }[]>`
    insert into notice (person_id, kind, why, activity, activity_id, subject_id)
    values (${late.id}, 'post', 'mention', 'discussion', ${discussion.id}, ${id}) returning id`;
  const [mail] = await sql<{ id: string }[]>`
    insert into mail (kind, to_address, person_id, language, about, post_id)
    values ('notice', ${late.email}, ${late.id}, 'en', ${sql.json({ notice: notice!.id })}, ${id}) returning id`;
  await sql`insert into due (at, deed, about) values (now() + interval '1 hour', 'send-mail', ${sql.json({ mail: mail!.id })})`;
  server.wake();
  await server.settled();
  return {
    name,
    sentence,
    discussion,
    author,
    other,
    told,
    late,
    id,
    quoting: quoting.id,
    file: file!.id,
    statement: statement!.id,
  };
}

type Planted = Awaited<ReturnType<typeof plant>>;

/** Every address at which somebody may come upon the post's words, for a visitor and for people who are signed in. */
function pagesOf(p: Planted): { who: 'visitor' | 'author' | 'other' | 'facilitator'; path: string }[] {
  const d = `/discussions/${p.discussion.id}`;
  const open = [
    p.discussion.path,
    `${d}/posts?posts=${p.id},${p.quoting}`,
    `${d}/print`,
    `${d}.csv`,
    `${d}.json`,
    `${d}.atom`,
    `${d}/synthesis`,
  ];
  return [
    ...open.map((path) => ({ who: 'visitor' as const, path })),
    ...open.map((path) => ({ who: 'author' as const, path })),
    { who: 'visitor', path: `/posts/${p.id}/history` },
    { who: 'visitor', path: `/posts/${p.id}/report` },
    { who: 'visitor', path: `/attachments/${p.file}/file.pdf` },
    { who: 'visitor', path: `/search?q=laundry` },
    { who: 'visitor', path: `/statements/${p.statement}` },
    { who: 'author', path: `/posts/${p.id}/withdraw` },
    { who: 'author', path: `/posts/${p.id}/edit` },
    { who: 'author', path: '/for-you' },
    { who: 'other', path: '/for-you' },
    { who: 'other', path: `${p.discussion.path}?reply=${p.id}` },
    { who: 'facilitator', path: `${d}/board` },
    { who: 'facilitator', path: `/posts/${p.id}/moderate` },
    { who: 'facilitator', path: `/posts/${p.id}/redact` },
    { who: 'facilitator', path: `/posts/${p.id}/translate` },
    { who: 'facilitator', path: `${d}/synthesis/edit` },
  ];
}

async function pagesWith(p: Planted, word: string): Promise<string[]> {
  const visitors = {
    visitor: new Visitor(server.url),
    author: p.author.at(server.url),
    other: p.other.at(server.url),
    facilitator: p.discussion.facilitator.at(server.url),
  };
  const found: string[] = [];
  for (const { who, path: address } of pagesOf(p)) {
    const answer = await visitors[who].get(address);
    expect(answer.status, `${who} ${address}`).not.toBe(500);
    if (answer.bytes.toString('latin1').toLowerCase().includes(word)) found.push(`${who} ${address}`);
  }
  return found;
}

/** What lies in the memory of pages: not asked through an address, but looked at as it lies there. */
function keptWith(word: string): number {
  const kept = (server.pages as unknown as { kept: Map<string, { variants: { identity: { body: Buffer } } }> }).kept;
  return [...kept.values()].filter((page) => page.variants.identity.body.toString().toLowerCase().includes(word))
    .length;
}

const planted = [
  'attachment.name',
  'attachment_content.bytes',
  'draft.body',
  'flag.reason',
  'post.body',
  'post.html',
  'post.plain',
  'post.search',
  'post_revision.body',
  'post_revision.html',
  'post_translation.body',
  'post_translation.html',
  'post_translation.plain',
  'reflection.correction',
  'reflection.correction_html',
  'statement_text.body',
  'statement_text.html',
  'statement_text.plain',
  'synthesis_text.introduction',
  'synthesis_text.introduction_html',
  'waiver.reason',
];

async function expectEverywhere(p: Planted, word: string) {
  expect(await columnsWith(sql, word)).toEqual(planted);
  // To whom the post mentions, and to its author, whom the post that repeats it answers.
  expect(await filesWith(path.join(server.dataDir, 'outbox'), word)).toHaveLength(2);
  const pages = await pagesWith(p, word);
  for (const place of [
    `visitor ${p.discussion.path}`,
    `visitor /discussions/${p.discussion.id}.csv`,
    `visitor /discussions/${p.discussion.id}.json`,
    `visitor /discussions/${p.discussion.id}.atom`,
    `visitor /discussions/${p.discussion.id}/print`,
    `visitor /discussions/${p.discussion.id}/synthesis`,
    `visitor /posts/${p.id}/history`,
    `visitor /attachments/${p.file}/file.pdf`,
    `visitor /search?q=laundry`,
    `author ${p.discussion.path}`,
    `other ${p.discussion.path}?reply=${p.id}`,
    `facilitator /discussions/${p.discussion.id}/board`,
  ]) {
    expect(pages).toContain(place);
  }
  expect(keptWith(word)).toBeGreaterThan(0);
}

async function expectNowhere(p: Planted, word: string) {
  // The mail that waited is written now, after the words are gone.
  await sql`update due set at = now() where deed = 'send-mail'`;
  server.wake();
  await server.settled();
  expect(await sql`select 1 from mail where post_id = ${p.id} and sent_at is null and gave_up_at is null`).toHaveLength(
    0,
  );
  expect(await columnsWith(sql, word)).toEqual([]);
  expect(await filesWith(server.dataDir, word)).toEqual([]);
  expect(keptWith(word)).toBe(0);
  expect(await pagesWith(p, word)).toEqual([]);
  expect(server.logged.filter((line) => line.toLowerCase().includes(word))).toEqual([]);
  // Of the files in drafts, those that told it are gone, and their owners are told; the others stay.
  const left = await sql<{ name: string }[]>`
    select name from attachment where draft_id is not null and erased_at is null and person_id = ${p.other.id}`;
  expect(left.map((f) => f.name)).toEqual(['plan.pdf']);
  expect((await p.other.at(server.url).get(p.discussion.path)).text).toContain('2 files of your draft were erased');
}

const reasonOf = async (id: number) =>
  await sql<
    { what: string; byAuthor: boolean; reason: string }[]
  >`select what, by_author, reason from erasure where post_id = ${id}`;

describe('what is erased is found nowhere, having been found everywhere', { timeout: 90_000 }, () => {
  it('a passage, by a facilitator, without JavaScript', async () => {
    const word = 'kestrelvox81';
    const p = await plant(word);
    await expectEverywhere(p, word);
    const facilitator = p.discussion.facilitator.at(server.url);
    const form = { deed: 'passage', passage: p.name, reason: 'It could lead to a person.', [`file:${p.file}`]: 'yes' };

    const first = await facilitator.post(`/posts/${p.id}/redact`, form);
    expect(first.status).toBe(409);
    expect(first.text).toContain('name="everywhere"');
    expect(first.text).toContain(`href="/posts/${p.quoting}"`);
    expect(first.text).toContain(`href="/statements/${p.statement}"`);
    expect(first.text).toMatch(new RegExp(`name="file:${p.file}"[^>]*checked`));
    expect(await columnsWith(sql, word)).toEqual(planted);

    const second = await facilitator.post(`/posts/${p.id}/redact`, { ...form, everywhere: 'yes' }, { follow: false });
    expect(second.status).toBe(303);
    await expectNowhere(p, word);

    const page = await facilitator.get(p.discussion.path);
    expect(page.text).toContain('The woman from the laundry is called […] and lives by the mill.');
    expect(page.text).toContain('It could lead to a person.');
    expect(page.text).toContain('Please say no names.');
    const [draft] = await sql<
      { body: string }[]
    >`select body from draft where person_id = ${p.other.id} and in_reply_to = ${p.id}`;
    expect(draft!.body).toBe(
      '> The woman from the laundry is called […] and lives by the mill.\n\nMy answer is not written yet.',
    );
    expect(await reasonOf(p.id)).toEqual([{ what: 'passage', byAuthor: false, reason: 'It could lead to a person.' }]);
    expect(await reasonOf(p.quoting)).toEqual([
      { what: 'passage', byAuthor: false, reason: 'It could lead to a person.' },
    ]);
    const languages = await sql`select language from statement_text where statement_id = ${p.statement}`;
    expect(languages.map((l) => l.language)).toEqual(['en']);
    expect(await sql`select state from citation where cited_id = ${p.id}`).toEqual([{ state: 'changed' }]);
  });

  it('a whole post, by a facilitator', async () => {
    const word = 'mirabrant27';
    const p = await plant(word);
    await expectEverywhere(p, word);
    const facilitator = p.discussion.facilitator.at(server.url);
    const unsure = await facilitator.post(`/posts/${p.id}/redact`, {
      deed: 'whole',
      reason: 'It tells a person’s story.',
    });
    expect(unsure.status).toBe(422);
    const done = await facilitator.post(
      `/posts/${p.id}/redact`,
      { deed: 'whole', reason: 'It tells a person’s story.', sure: 'yes' },
      { follow: false },
    );
    expect(done.status).toBe(303);
    await expectNowhere(p, word);
    expect(await sql`select state, state_reason from post where id = ${p.id}`).toEqual([
      { state: 'redacted', stateReason: 'It tells a person’s story.' },
    ]);
    expect((await facilitator.get(p.discussion.path)).text).toContain('It tells a person’s story.');
    expect(await sql`select state from citation where cited_id = ${p.id}`).toEqual([{ state: 'gone' }]);
  });

  it('a whole post, by its author', async () => {
    const word = 'ondrevska59';
    const p = await plant(word);
    await expectEverywhere(p, word);
    const author = p.author.at(server.url);
    const done = await author.post(
      `/posts/${p.id}/withdraw`,
      { deed: 'withdraw', reason: '', sure: 'yes' },
      { follow: false },
    );
    expect(done.status).toBe(303);
    await expectNowhere(p, word);
    expect(await sql`select state, body, html, plain, search::text as search from post where id = ${p.id}`).toEqual([
      { state: 'withdrawn', body: '', html: '', plain: '', search: '' },
    ]);
    const page = await author.get(p.discussion.path);
    expect(page.text).toContain('withdrawn by its author');
    expect(page.text).toContain('Please say no names.');
    expect(await reasonOf(p.quoting)).toEqual([{ what: 'quote', byAuthor: true, reason: '' }]);
    const [draft] = await sql<
      { body: string }[]
    >`select body from draft where person_id = ${p.other.id} and in_reply_to = ${p.id}`;
    expect(draft!.body).toBe('> […]\n\nMy answer is not written yet.');
    expect(await sql`select 1 from draft where of_post = ${p.id}`).toHaveLength(0);
    expect(
      await sql`select 1 from task where person_id = ${p.other.id} and key = ${`redacted:${p.quoting}`}`,
    ).toHaveLength(1);
    expect(
      await sql`select 1 from task where person_id = ${p.discussion.facilitator.id} and key = ${`source-changed:${p.statement}`}`,
    ).toHaveLength(1);
  });
});

describe('what must not happen while erasing', () => {
  async function aPost(body: string) {
    const discussion = await aDiscussion(sql);
    const author = await aPerson(sql);
    const { id } = await writePost(sql, await author.reader(), aPostForm(discussion.id, body), now);
    return { id, author, discussion, facilitator: await discussion.facilitator.reader() };
  }
  const bodyOf = async (id: number) => (await sql<{ body: string }[]>`select body from post where id = ${id}`)[0]!.body;
  const refusalOf = async (deed: Promise<unknown>) => {
    const e = await deed.then(
      () => null,
      (x: unknown) => x,
    );
    return isRefusal(e) ? e : { kind: 'none', message: String(e), fields: {} };
  };

  test('a reason brings the words back', async () => {
    const { id, facilitator, author } = await aPost('Tamsin Orlo was there. Nobody else knew where she went.');
    const asked = {
      post: id,
      passage: 'Tamsin Orlo',
      reason: 'It names TAMSIN  ORLO.',
      files: [],
      everywhere: false,
      copiesSeen: true,
    };
    expect((await refusalOf(redactPassage(sql, facilitator, asked, now))).fields).toEqual({
      reason: 'facilitation:mistakes.reason-repeats',
    });
    const story = { post: id, reason: 'It says that nobody else knew where she went.' };
    expect((await refusalOf(redactPost(sql, facilitator, story, now))).fields).toHaveProperty('reason');
    expect((await refusalOf(withdrawPost(sql, await author.reader(), story, now))).fields).toHaveProperty('reason');
    expect(await bodyOf(id)).toContain('Tamsin');
  });

  test('a passage that is not there, or has no letters, erases anything', async () => {
    const { id, facilitator } = await aPost('Nothing to see');
    for (const [passage, key] of [
      ['Tamsin', 'not-in-post'],
      ['—', 'no-letters'],
    ] as const) {
      const refusal = await refusalOf(
        redactPassage(
          sql,
          facilitator,
          { post: id, passage, reason: 'x', files: [], everywhere: true, copiesSeen: true },
          now,
        ),
      );
      expect(refusal.fields).toEqual({ passage: `facilitation:mistakes.${key}` });
    }
    expect(await bodyOf(id)).toBe('Nothing to see');
  });

  test('a passage that was edited out stays in the history', async () => {
    const { id, author, facilitator } = await aPost('Tamsin Orlo was there.');
    await editPost(
      sql,
      await author.reader(),
      { post: id, body: 'Someone was there.', language: 'en', version: 1 },
      now,
    );
    await redactPassage(
      sql,
      facilitator,
      { post: id, passage: 'Tamsin Orlo', reason: 'A name.', files: [], everywhere: false, copiesSeen: true },
      now,
    );
    expect(await sql`select 1 from post_revision where post_id = ${id}`).toHaveLength(0);
    expect(await bodyOf(id)).toBe('Someone was there.');
  });

  test('others’ words go with it, or a common word goes everywhere unasked', async () => {
    const { id, discussion, facilitator } = await aPost('The house of Tamsin Orlo.');
    const reader = await (await aPerson(sql)).reader();
    const other = await writePost(
      sql,
      reader,
      aPostForm(discussion.id, 'A house is a house. Tamsin is a common name.'),
      now,
    );
    const elsewhere = await refusalOf(
      redactPassage(
        sql,
        facilitator,
        { post: id, passage: 'house', reason: 'x', files: [], everywhere: false, copiesSeen: true },
        now,
      ),
    );
    expect(elsewhere).toMatchObject({ kind: 'conflict', values: { count: 1 } });
    await redactPassage(
      sql,
      facilitator,
      { post: id, passage: 'Tamsin Orlo', reason: 'x', files: [], everywhere: false, copiesSeen: true },
      now,
    );
    expect(await bodyOf(other.id)).toBe('A house is a house. Tamsin is a common name.');
    expect(await bodyOf(id)).toBe('The house of […].');
  });

  test('another discussion is touched, unless the post was there before', async () => {
    const { id, discussion, facilitator } = await aPost('The house of Tamsin Orlo.');
    const [elsewhere, before] = [await aPost('Tamsin Orlo too.'), await aPost('Tamsin Orlo again.')];
    await sql`
      insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state, moved_to)
      values (${before.discussion.id}, ${before.discussion.phaseIds[0]!}, ${facilitator.id}, 'en', '', '', '', 'moved', ${id})`;
    await redactPassage(
      sql,
      facilitator,
      { post: id, passage: 'Tamsin Orlo', reason: 'x', files: [], everywhere: true, copiesSeen: true },
      now,
    );
    expect(await bodyOf(elsewhere.id)).toBe('Tamsin Orlo too.');
    expect(await bodyOf(before.id)).toBe('[…] again.');
    expect(discussion.id).not.toBe(before.discussion.id);
  });

  test('a person mentioned by a handle stays readable by name', async () => {
    const known = await aPerson(sql, { name: 'Tamsin Orlo' });
    const { id, facilitator } = await aPost(`Ask @${known.handle} about it.`);
    await redactPassage(
      sql,
      facilitator,
      { post: id, passage: 'Tamsin Orlo', reason: 'x', files: [], everywhere: false, copiesSeen: true },
      now,
    );
    expect(await bodyOf(id)).toBe('Ask […] about it.');
  });

  test('two erase at once, and wait for each other for ever', async () => {
    const { id, discussion, facilitator } = await aPost('Tamsin Orlo and Wenna Flint.');
    const reader = await (await aPerson(sql)).reader();
    const others = await Promise.all(
      ['On my own.', ...Array(3).fill('Tamsin Orlo and Wenna Flint.')].map((body) =>
        writePost(sql, reader, aPostForm(discussion.id, body), now),
      ),
    );
    await Promise.all([
      redactPassage(
        sql,
        facilitator,
        { post: id, passage: 'Tamsin Orlo', reason: 'x', files: [], everywhere: true, copiesSeen: true },
        now,
      ),
      redactPassage(
        sql,
        facilitator,
        { post: others[3]!.id, passage: 'Wenna Flint', reason: 'x', files: [], everywhere: true, copiesSeen: true },
        now,
      ),
      withdrawPost(sql, reader, { post: others[0]!.id, reason: '' }, now),
    ]);
    for (const post of [id, others[1]!.id, others[2]!.id]) expect(await bodyOf(post)).not.toMatch(/Tamsin|Wenna/);
    expect(await bodyOf(others[0]!.id)).toBe('');
  });

  test('a withdrawn post is withdrawn or redacted again, or by someone else', async () => {
    const { id, author, facilitator } = await aPost('My words.');
    expect((await refusalOf(withdrawPost(sql, facilitator, { post: id, reason: '' }, now))).kind).toBe('not-allowed');
    expect((await refusalOf(withdrawPost(sql, null, { post: id, reason: '' }, now))).kind).toBe('not-allowed');
    await withdrawPost(sql, await author.reader(), { post: id, reason: '' }, now);
    expect((await refusalOf(withdrawPost(sql, await author.reader(), { post: id, reason: '' }, now))).kind).toBe(
      'closed',
    );
    expect((await refusalOf(redactPost(sql, facilitator, { post: id, reason: 'x' }, now))).kind).toBe('closed');
    expect(await reasonOf(id)).toHaveLength(1);
  });

  test('an author cannot withdraw where they may no longer read', async () => {
    const organisation = await anOrganisation(sql);
    const discussion = await aDiscussion(sql, { readers: 'invited', invited: [organisation] });
    const author = await aPerson(sql, { organisation });
    const { id } = await writePost(sql, await author.reader(), aPostForm(discussion.id, 'Said in the circle.'), now);
    await sql`delete from discussion_invitation where discussion_id = ${discussion.id}`;
    const page = await author.at(server.url).get(`/posts/${id}/withdraw`);
    expect(page.status).toBe(200);
    await withdrawPost(sql, await author.reader(), { post: id, reason: '' }, now);
    expect(await bodyOf(id)).toBe('');
    expect(
      (await refusalOf(withdrawPost(sql, await (await aPerson(sql)).reader(), { post: id, reason: '' }, now))).kind,
    ).toBe('not-found');
  });
});
