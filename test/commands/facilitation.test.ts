import { beforeAll, describe, expect, it } from 'vitest';
import { react, writePost } from '../../app/discussions/posting.server';
import { readPosts } from '../../app/discussions/queries/posts.server';
import { readRules } from '../../app/discussions/rules.server';
import { readBoard } from '../../app/facilitation/board.server';
import { keepPost, reportPost } from '../../app/facilitation/flags.server';
import { hidePost, letThrough, showPostAgain } from '../../app/facilitation/moderation.server';
import { movePost } from '../../app/facilitation/moving.server';
import {
  readHistory,
  readPostToModerate,
  readPostToMove,
  readPostToReport,
} from '../../app/facilitation/queries.server';
import { removeTranslation, translatePost } from '../../app/facilitation/translating.server';
import { tellSome } from '../../app/notices/telling.server';
import { isRefusal } from '../../app/shared/refusal';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date();

async function refusalOf(
  deed: Promise<unknown>,
): Promise<{ kind: string; message: string; fields?: Record<string, string> }> {
  const outcome = await deed.then(
    () => ({ refusal: true, kind: 'none', message: '' }),
    (e: unknown) => e,
  );
  if (!isRefusal(outcome)) return outcome as never;
  return outcome;
}

const post = async (id: number) =>
  (
    await sql<
      {
        state: string;
        ordinal: number;
        discussionId: number;
        phaseId: number;
        shownAt: Date | null;
        stateReason: string | null;
        movedTo: number | null;
        body: string;
      }[]
    >`select state, ordinal, discussion_id, phase_id, shown_at, state_reason, moved_to, body from post where id = ${id}`
  )[0]!;
const announced = async (what: string, id: number) =>
  (await sql`select 1 from announcement where what = ${what} and (ids->>'post')::bigint = ${id}`).length;
const tasksOf = async (person: number, key: string) =>
  (await sql`select 1 from task where person_id = ${person} and key = ${key} and done_at is null`).length;

async function held(body = 'Wait for me', mentions = '') {
  const discussion = await aDiscussion(sql, { moderation: 'pre' });
  const author = await aPerson(sql, { organisation: await anOrganisation(sql) });
  const { id, state } = await writePost(sql, await author.reader(), aPostForm(discussion.id, body + mentions), now);
  expect(state).toBe('waiting');
  return { discussion, author, id, facilitator: await discussion.facilitator.reader() };
}

async function shown(values: Parameters<typeof aDiscussion>[1] = {}, body = 'Here I am') {
  const discussion = await aDiscussion(sql, values);
  const author = await aPerson(sql, { organisation: values.invited?.[0] ?? (await anOrganisation(sql)) });
  const { id } = await writePost(sql, await author.reader(), aPostForm(discussion.id, body), now);
  return { discussion, author, id, facilitator: await discussion.facilitator.reader() };
}

describe('what waits', () => {
  it('comes after what was seen when it is let through, and only then is anybody mentioned told', async () => {
    const mentioned = await aPerson(sql);
    const { discussion, id, facilitator } = await held('Ask ', `@${mentioned.handle}`);
    const later = await writePost(sql, facilitator, aPostForm(discussion.id, 'A later one'), now);
    await tellSome(sql, now);
    expect(await sql`select 1 from mail where post_id = ${id}`).toHaveLength(0);
    await letThrough(sql, facilitator, id, now);
    await tellSome(sql, now);
    expect((await post(id)).state).toBe('shown');
    expect((await post(id)).ordinal).toBeGreaterThan((await post(later.id)).ordinal);
    expect(await announced('discussion.post-written', id)).toBe(1);
    expect(await sql`select 1 from mail where post_id = ${id}`).toHaveLength(1);
  });

  it('is let through once: the second of two facilitators is told', async () => {
    const { id, facilitator } = await held();
    const outcomes = await Promise.allSettled([
      letThrough(sql, facilitator, id, now),
      letThrough(sql, facilitator, id, now),
    ]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await announced('discussion.post-written', id)).toBe(1);
    expect((await refusalOf(letThrough(sql, facilitator, id, now))).message).toBe('facilitation:refusals.now-shown');
  });

  it('is refused with a reason that its author is told of, and nobody else sees that it was there', async () => {
    const { discussion, author, id, facilitator } = await held();
    await hidePost(sql, facilitator, { post: id, reason: 'It answers another question.' }, now, 'refuse');
    expect(await post(id)).toMatchObject({
      state: 'hidden',
      stateReason: 'It answers another question.',
      body: 'Wait for me',
    });
    expect(await tasksOf(author.id, `hidden:${id}`)).toBe(1);
    const other = await (await aPerson(sql)).reader();
    expect((await refusalOf(readPostToReport(sql, other, id, 'en'))).kind).toBe('not-found');
    const listed = await readPosts(
      sql,
      other,
      await readRules(sql, other, discussion.id),
      { discussion: discussion.id, page: 1 },
      'en',
    );
    expect(listed).toEqual([]);
    const mine = await author.reader();
    expect(
      await readPosts(
        sql,
        mine,
        await readRules(sql, mine, discussion.id),
        { discussion: discussion.id, page: 1 },
        'en',
      ),
    ).toMatchObject([{ state: 'hidden', tombstone: { reason: 'It answers another question.' } }]);
    // Shown after all, it comes as a new one.
    await showPostAgain(sql, facilitator, id, now);
    expect(await announced('discussion.post-written', id)).toBe(1);
    expect(await tasksOf(author.id, `hidden:${id}`)).toBe(0);
    expect(
      (
        await readPosts(
          sql,
          other,
          await readRules(sql, other, discussion.id),
          { discussion: discussion.id, ids: [id] },
          'en',
        )
      )[0]!.html,
    ).toContain('Wait for me');
  });
});

describe('hiding', () => {
  it('keeps the words for author and facilitator, and shows again in the same place', async () => {
    const { discussion, author, id, facilitator } = await shown();
    const before = await post(id);
    await hidePost(sql, facilitator, { post: id, reason: 'Heated.' }, now);
    const seenBy = async (reader: Awaited<ReturnType<typeof author.reader>> | null) =>
      (
        await readPosts(
          sql,
          reader,
          await readRules(sql, reader, discussion.id),
          { discussion: discussion.id, ids: [id] },
          'en',
        )
      )[0]!.html;
    expect(await seenBy(null)).toBe('');
    expect(await seenBy(await author.reader())).toContain('Here I am');
    expect(await seenBy(facilitator)).toContain('Here I am');
    expect(await announced('discussion.post-hidden', id)).toBe(1);
    await showPostAgain(sql, facilitator, id, now);
    expect(await post(id)).toMatchObject({ state: 'shown', ordinal: before.ordinal, stateReason: null });
    expect(await announced('discussion.post-shown', id)).toBe(1);
  });

  it('is refused to all who do not facilitate, and not found by those who do not see', async () => {
    const { id } = await shown();
    const others = [await aPerson(sql), await aPerson(sql, { state: 'waiting' })];
    for (const other of others) {
      const refusal = await refusalOf(hidePost(sql, await other.reader(), { post: id, reason: 'x' }, now));
      expect(refusal.kind).toBe('not-allowed');
    }
    const invited = await shown({ readers: 'invited', invited: [await anOrganisation(sql)] });
    expect(
      (await refusalOf(hidePost(sql, await others[0]!.reader(), { post: invited.id, reason: 'x' }, now))).kind,
    ).toBe('not-found');
    expect((await post(id)).state).toBe('shown');
  });

  it('of a discussion is no matter of another one’s facilitator', async () => {
    const { id } = await shown();
    const elsewhere = await aDiscussion(sql);
    expect(
      (await refusalOf(hidePost(sql, await elsewhere.facilitator.reader(), { post: id, reason: 'x' }, now))).kind,
    ).toBe('not-allowed');
  });
});

describe('reports', () => {
  it('reach the facilitators once, with their reasons, and end with an answer', async () => {
    const { discussion, id, facilitator } = await shown();
    const [one, two] = [await (await aPerson(sql)).reader(), await (await aPerson(sql)).reader()];
    await reportPost(sql, one, { post: id, kind: 'harmful', reason: 'First words' }, now);
    await reportPost(sql, one, { post: id, kind: 'harmful', reason: 'Better words' }, now);
    await reportPost(sql, two, { post: id, kind: 'off-topic', reason: '' }, now);
    expect(await tasksOf(facilitator.id, `flags:${discussion.id}`)).toBe(1);
    const { board } = await readBoard(sql, facilitator, discussion.id, 'en');
    expect(board.flagged.rows).toHaveLength(1);
    expect(board.flagged.rows[0]!.flags.map((f) => [f.kind, f.reason])).toEqual([
      ['harmful', 'Better words'],
      ['off-topic', ''],
    ]);
    await keepPost(sql, facilitator, id, now);
    expect(await tasksOf(facilitator.id, `flags:${discussion.id}`)).toBe(0);
    expect((await readBoard(sql, facilitator, discussion.id, 'en')).board.flagged.total).toBe(0);
    // A new report after that is a new one, and asks again.
    await reportPost(sql, one, { post: id, kind: 'harmful', reason: 'Still' }, now);
    expect(await tasksOf(facilitator.id, `flags:${discussion.id}`)).toBe(1);
    await hidePost(sql, facilitator, { post: id, reason: 'Yes.' }, now);
    expect(
      await sql`select settled_as from flag where post_id = ${id} order by id`.then((r) => r.map((f) => f.settledAs)),
    ).toEqual(['kept', 'kept', 'hidden']);
    expect(await tasksOf(facilitator.id, `flags:${discussion.id}`)).toBe(0);
  });

  it('come from visitors too, where they read, and only that it identifies someone', async () => {
    const { id, discussion, facilitator } = await shown();
    await reportPost(sql, null, { post: id, kind: 'identifies-someone', reason: 'In the second line' }, now);
    await reportPost(sql, null, { post: id, kind: 'identifies-someone', reason: 'In the third line' }, now);
    expect(
      (await readBoard(sql, facilitator, discussion.id, 'en')).board.flagged.rows[0]!.flags.map((f) => f.by),
    ).toEqual([null, null]);
    expect((await refusalOf(reportPost(sql, null, { post: id, kind: 'harmful', reason: '' }, now))).kind).toBe(
      'not-allowed',
    );
    const among = await shown({ readers: 'registered' });
    expect(
      (await refusalOf(reportPost(sql, null, { post: among.id, kind: 'identifies-someone', reason: '' }, now))).kind,
    ).toBe('not-found');
  });

  it('by visitors cannot fill the board', async () => {
    const { id } = await shown();
    for (let i = 0; i < 25; i++)
      await reportPost(sql, null, { post: id, kind: 'identifies-someone', reason: `${i}` }, now);
    expect(await sql`select 1 from flag where post_id = ${id}`).toHaveLength(20);
  });

  it('go to the secretariat where nobody facilitates', async () => {
    const { id, discussion } = await shown();
    await sql`delete from activity_role where activity_id = ${discussion.id}`;
    const secretariat = await aPerson(sql, { secretariat: true });
    await reportPost(sql, null, { post: id, kind: 'identifies-someone', reason: '' }, now);
    expect(await tasksOf(secretariat.id, `flags:${discussion.id}`)).toBe(1);
  });
});

describe('moving', () => {
  it('leaves a pointer, and the post keeps what hangs on it', async () => {
    const { discussion, author, id, facilitator } = await shown({
      phases: [
        { opens: -2, closes: -1 },
        { opens: -1, closes: 24 },
      ],
    });
    const other = await (await aPerson(sql)).reader();
    const reply = await writePost(sql, other, aPostForm(discussion.id, 'A reply', { inReplyTo: id }), now);
    await react(sql, other, { post: id, kind: 'agree', on: true }, now);
    const before = await post(id);
    await movePost(sql, facilitator, { post: id, phase: discussion.phaseIds[0]!, wider: false }, now);
    const [pointer] = await sql<{ id: number; ordinal: number; phaseId: number; state: string; body: string }[]>`
      select id, ordinal, phase_id, state, body from post where moved_to = ${id}`;
    expect(pointer).toMatchObject({ ordinal: before.ordinal, phaseId: before.phaseId, state: 'moved', body: '' });
    expect(await post(id)).toMatchObject({ phaseId: discussion.phaseIds[0], state: 'shown', body: 'Here I am' });
    const posts = await readPosts(
      sql,
      other,
      await readRules(sql, other, discussion.id),
      { discussion: discussion.id, page: 1 },
      'en',
    );
    expect(posts.map((p) => p.id)).toEqual([pointer!.id, reply.id, id]);
    expect(posts[0]!.movedTo).toEqual({ postId: id, discussionId: discussion.id });
    expect(posts[0]!.html).toBe('');
    expect(posts[1]!.inReplyTo?.id).toBe(id);
    expect(posts[2]!.reactions).toEqual({ agree: 1 });
    expect(await announced('discussion.post-moved', id)).toBe(1);
    expect(await tasksOf(author.id, `moved:${id}`)).toBe(0);
    // The pointer is no post.
    const hiding = hidePost(sql, facilitator, { post: pointer!.id, reason: 'x' }, now);
    expect((await refusalOf(hiding)).kind).toBe('not-found');
    const page = readPostToModerate(sql, facilitator, pointer!.id, 'en', 'hide');
    expect((await refusalOf(page)).kind).toBe('not-found');
  });

  it('to another discussion needs both, and tells the author', async () => {
    const { discussion, author, id, facilitator } = await shown();
    const foreign = await aDiscussion(sql);
    const refusal = await refusalOf(
      movePost(sql, facilitator, { post: id, phase: foreign.phaseIds[0]!, wider: false }, now),
    );
    expect(refusal.fields).toEqual({ phase: 'facilitation:mistakes.no-such-place' });
    const places = (await readPostToMove(sql, facilitator, id, 'en')).places;
    expect(places).toEqual([]);
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${foreign.id}, ${facilitator.id}, 'facilitator')`;
    expect((await readPostToMove(sql, facilitator, id, 'en')).places.map((p) => p.phase)).toEqual(foreign.phaseIds);
    await movePost(sql, facilitator, { post: id, phase: foreign.phaseIds[0]!, wider: false }, now);
    expect((await post(id)).discussionId).toBe(foreign.id);
    expect(await tasksOf(author.id, `moved:${id}`)).toBe(1);
    const [told] = await sql<
      { ids: object }[]
    >`select ids from announcement where what = 'discussion.post-moved' and (ids->>'post')::bigint = ${id}`;
    expect(told!.ids).toEqual({ discussion: foreign.id, from: discussion.id, post: id, pointer: expect.any(Number) });
  });

  it('to where more people read asks again', async () => {
    const organisation = await anOrganisation(sql);
    const { id, facilitator, discussion } = await shown({ readers: 'invited', invited: [organisation] });
    const wider = await aDiscussion(sql, { readers: 'registered' });
    const circle = await aDiscussion(sql, { readers: 'invited', invited: [organisation] });
    for (const to of [wider, circle]) {
      await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${to.id}, ${facilitator.id}, 'facilitator')`;
    }
    expect(
      (await refusalOf(movePost(sql, facilitator, { post: id, phase: wider.phaseIds[0]!, wider: false }, now))).message,
    ).toBe('facilitation:refusals.reaches-more');
    expect((await post(id)).discussionId).toBe(discussion.id);
    // The other circle has a facilitator of its own, who could not read this one.
    expect(
      (await refusalOf(movePost(sql, facilitator, { post: id, phase: circle.phaseIds[0]!, wider: false }, now))).kind,
    ).toBe('conflict');
    await sql`delete from activity_role where activity_id = ${circle.id} and person_id <> ${facilitator.id}`;
    await movePost(sql, facilitator, { post: id, phase: circle.phaseIds[0]!, wider: false }, now);
    await movePost(sql, facilitator, { post: id, phase: wider.phaseIds[0]!, wider: true }, now);
    expect((await post(id)).discussionId).toBe(wider.id);
    expect(await sql`select 1 from post where moved_to = ${id}`).toHaveLength(2);
  });

  it('of a post that nobody has seen leaves no pointer', async () => {
    const { discussion, id, facilitator } = await held();
    const [phase] = await sql<{ id: number }[]>`
      insert into phase (discussion_id, position, opens_at, closes_at) values (${discussion.id}, 9, now() + interval '2 days', now() + interval '3 days') returning id`;
    await movePost(sql, facilitator, { post: id, phase: phase!.id, wider: false }, now);
    expect(await sql`select 1 from post where moved_to = ${id}`).toHaveLength(0);
    expect((await post(id)).state).toBe('waiting');
  });
});

describe('translations', () => {
  it('are added, replaced and removed, of the version that was read', async () => {
    const { id, facilitator } = await shown();
    await translatePost(sql, facilitator, { post: id, language: 'fr', body: 'Me **voici**', version: 1 }, now);
    await translatePost(sql, facilitator, { post: id, language: 'fr', body: 'Me voilà', version: 1 }, now);
    expect((await readPostToModerate(sql, facilitator, id, 'en', 'translate')).translations).toMatchObject([
      { language: 'fr', body: 'Me voilà', stale: false },
    ]);
    expect(
      (await refusalOf(translatePost(sql, facilitator, { post: id, language: 'en', body: 'x', version: 1 }, now)))
        .fields,
    ).toHaveProperty('language');
    await sql`update post set version = 2 where id = ${id}`;
    expect(
      (await refusalOf(translatePost(sql, facilitator, { post: id, language: 'fr', body: 'x', version: 1 }, now))).kind,
    ).toBe('conflict');
    expect((await readPostToModerate(sql, facilitator, id, 'en', 'translate')).translations[0]!.stale).toBe(true);
    await removeTranslation(sql, facilitator, { post: id, language: 'fr' });
    await removeTranslation(sql, facilitator, { post: id, language: 'fr' });
    expect(await announced('discussion.post-translated', id)).toBe(3);
  });
});

describe('the board', () => {
  let facilitator: Awaited<ReturnType<Awaited<ReturnType<typeof aPerson>>['reader']>>;
  let discussion: Awaited<ReturnType<typeof aDiscussion>>;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    discussion = await aDiscussion(sql);
    facilitator = await discussion.facilitator.reader();
    const of = async (sector: string, region: string) =>
      (await aPerson(sql, { organisation: await anOrganisation(sql, { sector, region }) })).reader();
    const [ministry, union, press] = [
      await of('government', '014'),
      await of('workers-organisation', '150'),
      await of('media', '001'),
    ];
    const say = async (reader: typeof ministry, body: string, inReplyTo: number | null = null) =>
      (await writePost(sql, reader, aPostForm(discussion.id, body, { inReplyTo }), new Date())).id;
    ids.answered = await say(ministry, 'Who pays for the hotline?');
    ids.answer = await say(union, 'We do.', ids.answered);
    ids.open = await say(ministry, '> Who pays for the hotline?\n\nAnd at night؟');
    ids.quoting = await say(union, '> And at night؟\n\nNobody.');
    ids.address = await say(press, 'See https://a.example/list?page=2');
    ids.unclear = await say(ministry, 'It depends.');
    await react(sql, union, { post: ids.unclear, kind: 'please-clarify', on: true }, new Date());
    ids.cleared = await say(ministry, 'On many things.');
    await react(sql, union, { post: ids.cleared, kind: 'please-clarify', on: true }, new Date());
    await say(ministry, 'On money and on law.', ids.cleared);
    ids.own = await say(facilitator, 'What do others think?');
    await sql`insert into synthesis (discussion_id, language) values (${discussion.id}, 'en')`;
    const [statement] = await sql<
      { id: number }[]
    >`insert into statement (discussion_id, position) values (${discussion.id}, 1) returning id`;
    await sql`
      insert into citation (citing_kind, citing_id, cited_kind, cited_id, cited_version, made_by)
      values ('statement', ${statement!.id}, 'post', ${ids.answer}, 1, ${facilitator.id})`;
    await sql`insert into waiver (discussion_id, kind, subject, reason, by_person) values (${discussion.id}, 'post', ${String(ids.own)}, 'A question', ${facilitator.id})`;
  });

  it('shows what asks for an answer', async () => {
    const { board } = await readBoard(sql, facilitator, discussion.id, 'en');
    expect(board.questions.rows.map((q) => [q.id, q.clarify])).toEqual([
      [ids.open, 0],
      [ids.unclear, 1],
    ]);
    expect(board.questions.rows.map((q) => q.words)).toEqual(['And at night؟', 'It depends.']);
  });

  it('shows whose first post nobody has answered', async () => {
    const { board } = await readBoard(sql, facilitator, discussion.id, 'en');
    expect(board.newVoices.rows.map((v) => v.id)).toEqual([ids.answer, ids.address]);
  });

  it('shows who has not spoken, and what is not cited', async () => {
    const { board } = await readBoard(sql, facilitator, discussion.id, 'en');
    expect(board.silentSectors).toHaveLength(8);
    expect(board.silentSectors.map((s) => s.sector)).not.toContain('media');
    expect(board.silentRegions).toEqual(['019', '142', '009']);
    expect([board.uncited, board.posts]).toEqual([board.posts - 2, 9]);
  });

  it('says where nobody of a silent sector could speak', async () => {
    const circle = await aDiscussion(sql, {
      readers: 'invited',
      invited: [await anOrganisation(sql, { sector: 'academia' })],
    });
    const { board } = await readBoard(sql, await circle.facilitator.reader(), circle.id, 'en');
    expect(board.silentSectors.filter((s) => s.invited).map((s) => s.sector)).toEqual(['academia']);
  });

  it('lists what waits, oldest first, with its words', async () => {
    const { discussion: pre, facilitator: moderator, id } = await held('I was *first*');
    const second = await writePost(
      sql,
      await (await aPerson(sql)).reader(),
      aPostForm(pre.id, 'Second'),
      new Date(now.getTime() + 1000),
    );
    const { board } = await readBoard(sql, moderator, pre.id, 'en');
    expect(board.waiting).toMatchObject({
      total: 2,
      rows: [{ id, firstOfAuthor: true, edited: false, files: 0 }, { id: second.id }],
    });
    expect(board.waiting.rows[0]!.html).toContain('<em>first</em>');
  });

  it('exists for those who facilitate, and for nobody else', async () => {
    const others = [
      await aPerson(sql),
      await aPerson(sql, { role: { discussion: discussion.id, role: 'participant' } }),
      await aPerson(sql, { role: { discussion: discussion.id, role: 'observer' } }),
    ];
    for (const reader of [null, ...(await Promise.all(others.map((o) => o.reader())))]) {
      expect((await refusalOf(readBoard(sql, reader, discussion.id, 'en'))).kind).toBe('not-found');
    }
    const secretariat = await aPerson(sql, { secretariat: true });
    expect((await readBoard(sql, await secretariat.reader(), discussion.id, 'en')).board.posts).toBe(9);
  });
});

describe('history', () => {
  it('gives all versions to whoever may read the words', async () => {
    const { id, author, facilitator } = await shown();
    await sql`insert into post_revision (post_id, version, body, html, replaced_by) values (${id}, 1, 'Here I was', '<p>Here I was</p>', ${author.id})`;
    await sql`update post set version = 2, edited_at = now() where id = ${id}`;
    expect((await readHistory(sql, null, id, 'en')).versions.map((v) => [v.version, v.body])).toEqual([
      [2, 'Here I am'],
      [1, 'Here I was'],
    ]);
    await hidePost(sql, facilitator, { post: id, reason: 'x' }, now);
    expect((await refusalOf(readHistory(sql, null, id, 'en'))).kind).toBe('not-found');
    expect((await readHistory(sql, await author.reader(), id, 'en')).versions).toHaveLength(2);
  });
});
