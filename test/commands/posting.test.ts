import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mayRead, noTie } from '../../app/discussions/discussion';
import { keepDraft } from '../../app/discussions/drafts.server';
import { editPost, markRead, react, writePost } from '../../app/discussions/posting.server';
import { readDiscussion } from '../../app/discussions/queries/discussion.server';
import { listDiscussions } from '../../app/discussions/queries/list.server';
import { readPosts } from '../../app/discussions/queries/posts.server';
import { readRules } from '../../app/discussions/rules.server';
import { search } from '../../app/discussions/search.server';
import { tellSome } from '../../app/notices/telling.server';
import { isRefusal } from '../../app/shared/refusal';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date();

/** The refusal that a deed meets, or undefined where it was done. */
async function refusalOf(deed: Promise<unknown>) {
  try {
    await deed;
  } catch (e) {
    if (isRefusal(e)) return e;
    throw e;
  }
}

async function announced(post: number): Promise<string[]> {
  return (
    await sql<{ what: string }[]>`select what from announcement where ids ->> 'post' = ${String(post)} order by id`
  ).map((r) => r.what);
}

describe('writing', () => {
  test('a form sent twice, even at once, writes one post and tells of it once', async () => {
    const d = await aDiscussion(sql);
    const author = await (await aPerson(sql)).reader();
    const form = aPostForm(d.id, 'Once is enough.');
    const ids = await Promise.all([1, 2, 3].map(() => writePost(sql, author, form, now)));
    expect(new Set(ids.map((i) => i.id)).size).toBe(1);
    expect(await announced(ids[0]!.id)).toEqual(['discussion.post-written']);
  });

  test('a post after the close is refused and nothing is written', async () => {
    const d = await aDiscussion(sql, { now, phases: [{ opens: -2, closes: -1 / 3600 }] });
    const author = await (await aPerson(sql)).reader();
    expect((await refusalOf(writePost(sql, author, aPostForm(d.id, 'Too late.'), now)))?.kind).toBe('closed');
    expect(await sql`select 1 from post where discussion_id = ${d.id}`).toHaveLength(0);
  });

  test('in a discussion that is moderated beforehand it is held, tells only that, and nobody else reads it', async () => {
    const d = await aDiscussion(sql, { moderation: 'pre' });
    const author = await (await aPerson(sql)).reader();
    const other = await (await aPerson(sql)).reader();
    const facilitator = await d.facilitator.reader();
    const held = await writePost(sql, author, aPostForm(d.id, 'Held words.'), now);
    const direct = await writePost(sql, facilitator, aPostForm(d.id, 'Not held.'), now);
    expect([held.state, direct.state]).toEqual(['waiting', 'shown']);
    expect(await announced(held.id)).toEqual(['discussion.post-held']);
    const seen = async (who: typeof author | null) => {
      const ruled = await readRules(sql, who, d.id);
      return (await readPosts(sql, who, ruled, { discussion: d.id, page: 1 }, 'en')).map((p) => p.id);
    };
    expect(await seen(author)).toEqual([held.id, direct.id]);
    expect(await seen(facilitator)).toEqual([held.id, direct.id]);
    expect(await seen(other)).toEqual([direct.id]);
    expect(await seen(null)).toEqual([direct.id]);
  });

  test('a reply points only into its own discussion', async () => {
    const [one, two] = [await aDiscussion(sql), await aDiscussion(sql)];
    const author = await (await aPerson(sql)).reader();
    const first = await writePost(sql, author, aPostForm(one.id, 'First.'), now);
    const stray = writePost(sql, author, aPostForm(two.id, 'Stray reply.', { inReplyTo: first.id }), now);
    await expect(stray).rejects.toMatchObject({
      kind: 'invalid',
      fields: { inReplyTo: 'discussions:refusals.no-such-reply' },
    });
    expect(await sql`select 1 from post where discussion_id = ${two.id}`).toHaveLength(0);
  });

  test.each([
    ['nothing', ' \n\t ', 'text:empty'],
    ['only marks that show nothing', '\u200b\u202e\u2066', 'text:empty'],
    ['a megabyte', 'a'.repeat(1_000_000), 'text:too-long'],
  ])('%s is refused beside the field', async (_, body, message) => {
    const d = await aDiscussion(sql);
    const author = await (await aPerson(sql)).reader();
    const no = await refusalOf(writePost(sql, author, aPostForm(d.id, body), now));
    expect(no?.fields?.body).toBe(message);
  });

  test('NUL, overrides and markup are stored as harmless words', async () => {
    const d = await aDiscussion(sql);
    const author = await (await aPerson(sql)).reader();
    const { id } = await writePost(
      sql,
      author,
      aPostForm(d.id, 'a\0b \u202Egnp <script>alert(1)</script> <img src=x onerror=alert(1)>'),
      now,
    );
    const [row] = await sql<{ body: string; html: string }[]>`select body, html from post where id = ${id}`;
    expect(row!.body).not.toMatch(/[\0\u202e]/);
    expect(row!.html).not.toMatch(/<script|<img/);
    expect(row!.html).toContain('&lt;script&gt;');
  });

  test('mentions reach people and the focal points of organisations who may read, and nobody else', async () => {
    const inside = await anOrganisation(sql, { handle: 'inside-org' });
    await anOrganisation(sql, { handle: 'outside-org' });
    const member = await aPerson(sql, { organisation: inside });
    const focal = await aPerson(sql, { organisation: inside, office: 'focal-point' });
    const stranger = await aPerson(sql);
    const d = await aDiscussion(sql, { readers: 'invited', invited: [inside] });
    const author = await (await aPerson(sql, { organisation: inside })).reader();
    const { id } = await writePost(
      sql,
      author,
      aPostForm(d.id, `@${member.handle} @${stranger.handle} @inside-org @outside-org @nobody.here`),
      now,
    );
    await tellSome(sql, now);
    const mail = await sql<
      { personId: number; about: unknown }[]
    >`select person_id, about from mail where post_id = ${id}`;
    expect(mail.map((m) => m.personId).sort()).toEqual([member.id, focal.id].sort());
    // Mail waits without words: what is erased before it is sent is in none of it.
    expect(mail[0]!.about).toEqual({ notice: expect.any(Number) });
  });
});

describe('editing', () => {
  test('the earlier words stay in the history; two edits at once: the later is told, and neither is lost', async () => {
    const d = await aDiscussion(sql);
    const author = await (await aPerson(sql)).reader();
    const { id } = await writePost(sql, author, aPostForm(d.id, 'First version.'), now);
    const outcomes = await Promise.all(
      ['Second, from the phone.', 'Second, from the desk.'].map((body) =>
        refusalOf(editPost(sql, author, { post: id, body, language: 'en', version: 1 }, now)),
      ),
    );
    expect(outcomes.filter((o) => o === undefined)).toHaveLength(1);
    expect(outcomes.find((o) => o !== undefined)?.kind).toBe('conflict');
    const [post] = await sql<{ body: string; version: number }[]>`select body, version from post where id = ${id}`;
    const drafts = await sql<
      { body: string; keptBecause: string }[]
    >`select body, kept_because from draft where of_post = ${id}`;
    expect(post!.version).toBe(2);
    expect([post!.body, drafts[0]!.body].sort()).toEqual(['Second, from the desk.', 'Second, from the phone.']);
    expect(
      (await sql<{ body: string }[]>`select body from post_revision where post_id = ${id}`).map((r) => r.body),
    ).toEqual(['First version.']);
  });

  test('somebody else cannot, and where one may not read it does not exist', async () => {
    const open = await aDiscussion(sql);
    const closed = await aDiscussion(sql, { readers: 'invited' });
    const stranger = await (await aPerson(sql)).reader();
    const a = await writePost(sql, await open.facilitator.reader(), aPostForm(open.id, 'Mine.'), now);
    const b = await writePost(sql, await closed.facilitator.reader(), aPostForm(closed.id, 'Mine too.'), now);
    const edit = (post: number) =>
      refusalOf(editPost(sql, stranger, { post, body: 'Theirs.', language: 'en', version: 1 }, now));
    expect((await edit(a.id))?.kind).toBe('not-allowed');
    expect((await edit(b.id))?.kind).toBe('not-found');
    expect((await edit(999_999))?.kind).toBe('not-found');
  });
});

test('drafts are one for each answer, follow what is typed, and go when the post is written; a late one does not come back', async () => {
  const d = await aDiscussion(sql);
  const person = await (await aPerson(sql)).reader();
  const form = aPostForm(d.id, 'The whole text.');
  const draft = (body: string) =>
    keepDraft(sql, person, { discussion: d.id, inReplyTo: null, body, language: 'en', once: form.once });
  await draft('The');
  await draft('The whole');
  expect((await readDiscussion(sql, person, d.id, 'en')).draft?.body).toBe('The whole');
  await writePost(sql, person, form, now);
  await draft('The whole te');
  expect((await readDiscussion(sql, person, d.id, 'en')).draft).toBeNull();
});

test('who waits may keep a draft of what is public, and of nothing else', async () => {
  const open = await aDiscussion(sql);
  const registered = await aDiscussion(sql, { readers: 'registered' });
  const waiting = await (await aPerson(sql, { state: 'waiting' })).reader();
  await keepDraft(sql, waiting, { discussion: open.id, inReplyTo: null, body: 'Until then.', language: 'en' });
  expect((await readDiscussion(sql, waiting, open.id, 'en')).draft?.body).toBe('Until then.');
  expect(
    (
      await refusalOf(
        keepDraft(sql, waiting, { discussion: registered.id, inReplyTo: null, body: 'x', language: 'en' }),
      )
    )?.kind,
  ).toBe('not-found');
  expect((await refusalOf(writePost(sql, waiting, aPostForm(open.id, 'x'), now)))?.kind).toBe('not-allowed');
});

test('a reaction counts once and can be taken back', async () => {
  const d = await aDiscussion(sql);
  const person = await (await aPerson(sql)).reader();
  const { id } = await writePost(sql, await d.facilitator.reader(), aPostForm(d.id, 'Words.'), now);
  await Promise.all([1, 2].map(() => react(sql, person, { post: id, kind: 'agree', on: true }, now)));
  const ruled = await readRules(sql, person, d.id);
  const read = async () => (await readPosts(sql, person, ruled, { discussion: d.id, ids: [id] }, 'en'))[0]!;
  expect((await read()).reactions).toEqual({ agree: 1 });
  expect((await read()).reacted).toEqual(['agree']);
  await react(sql, person, { post: id, kind: 'agree', on: false }, now);
  expect((await read()).reactions).toEqual({});
});

test('the reading position only moves forward, and never past what is there', async () => {
  const d = await aDiscussion(sql);
  const person = await (await aPerson(sql)).reader();
  const post = await writePost(sql, await d.facilitator.reader(), aPostForm(d.id, 'Words.'), now);
  const [row] = await sql<{ ordinal: number }[]>`select ordinal from post where id = ${post.id}`;
  const { ordinal } = row!;
  await markRead(sql, person, { discussion: d.id, ordinal: ordinal + 1000 });
  expect((await readDiscussion(sql, person, d.id, 'en')).read?.ordinal).toBe(ordinal);
  await markRead(sql, person, { discussion: d.id, ordinal: 1 });
  expect((await readDiscussion(sql, person, d.id, 'en')).read?.ordinal).toBe(ordinal);
});

test('the list shows exactly what the rule lets read, for every kind of reader and discussion', async () => {
  const organisation = await anOrganisation(sql);
  const discussions = [];
  for (const readers of ['public', 'registered', 'invited'] as const) {
    for (const isAnnounced of [true, false]) {
      for (const invited of [[], [organisation]])
        discussions.push(
          await aDiscussion(sql, {
            readers,
            announced: isAnnounced,
            invited,
            title: `${readers} ${isAnnounced} ${invited.length}`,
          }),
        );
    }
  }
  const people = [
    await aPerson(sql),
    await aPerson(sql, { organisation }),
    await aPerson(sql, { secretariat: true }),
    await aPerson(sql, { state: 'waiting', organisation }),
  ];
  for (const role of ['facilitator', 'participant', 'observer'] as const) {
    const person = await aPerson(sql);
    for (const d of discussions)
      await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${d.id}, ${person.id}, ${role})`;
    people.push(person);
  }
  for (const reader of [null, ...(await Promise.all(people.map((p) => p.reader())))]) {
    const listed = new Set<number>();
    for (let page = 1; page < 20; page++) {
      const { discussions: rows } = await listDiscussions(sql, reader, { language: 'en', now, page });
      for (const row of rows) listed.add(row.id);
      if (rows.length === 0) break;
    }
    for (const d of discussions) {
      const readable = await readRules(sql, reader, d.id).then(
        (r) => mayRead(r, reader, r.tie),
        () => false,
      );
      expect(listed.has(d.id), `${reader?.handle ?? 'visitor'} and ${d.id}`).toBe(readable);
    }
  }
  expect(noTie.role).toBeNull();
});

test('search finds what one may read and is shown, and nothing else', async () => {
  const d = await aDiscussion(sql);
  const secret = await aDiscussion(sql, { readers: 'invited' });
  const author = await d.facilitator.reader();
  const shown = await writePost(sql, author, aPostForm(d.id, 'Inspectors visited the brickworksxyz twice.'), now);
  const hidden = await writePost(sql, author, aPostForm(d.id, 'The brickworksxyz again.'), now);
  await sql`update post set state = 'hidden' where id = ${hidden.id}`;
  await writePost(sql, await secret.facilitator.reader(), aPostForm(secret.id, 'The brickworksxyz in private.'), now);
  const found = await search(sql, null, 'brickworksxyz', 'en');
  expect(found.map((f) => f.path)).toEqual([`/posts/${shown.id}`]);
  expect(await search(sql, null, `%_' & | ! <-> ${randomUUID()}`, 'en')).toEqual([]);
});
