import { describe, expect, it, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { moveStatement, removeStatement } from '../../app/synthesis/commands/arranging.server';
import { publishSynthesis, takeBackWaiver, waive } from '../../app/synthesis/commands/closing.server';
import { saveFrame, saveStatement, startSynthesis } from '../../app/synthesis/commands/writing.server';
import { readToClose } from '../../app/synthesis/queries/closing.server';
import { lookForPosts, readToEdit } from '../../app/synthesis/queries/editing.server';
import { findPlaceOfStatement, readSynthesis } from '../../app/synthesis/queries/reading.server';
import { limits } from '../../app/synthesis/synthesis';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm } from '../support/discussions';
import { aPerson } from '../support/people';
import {
  aBegunSynthesis,
  after,
  aStatementForm,
  during,
  later,
  outsiders,
  readerOf,
  refusalOf,
  waiveRest,
} from '../support/synthesis';

const { sql } = await freshDatabase();

const told = async (what: string) =>
  (await sql<{ ids: Record<string, number> }[]>`select ids from announcement where what = ${what} order by id`).map(
    (a) => a.ids,
  );

describe('beginning', () => {
  it('is for facilitators and the secretariat, once the discussion has opened', async () => {
    const s = await aBegunSynthesis(sql);
    const fresh = await aDiscussion(sql);
    for (const [who, person] of await outsiders(sql, fresh.id, s.ngo)) {
      expect((await refusalOf(startSynthesis(sql, await readerOf(person), fresh.id, during))).kind, who).toBe(
        'not-found',
      );
    }
    expect(await sql`select from synthesis where discussion_id = ${fresh.id}`).toHaveLength(0);
    const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
    await startSynthesis(sql, secretariat, fresh.id, during);
    await startSynthesis(sql, await fresh.facilitator.reader(), fresh.id, during);
    expect(await sql`select from synthesis where discussion_id = ${fresh.id}`).toHaveLength(1);
    const ahead = await aDiscussion(sql, { phases: [{ opens: 1, closes: 2 }] });
    expect(await refusalOf(startSynthesis(sql, secretariat, ahead.id, during))).toEqual({
      kind: 'closed',
      message: 'synthesis:refusals.not-yet-open',
    });
  });

  it('shows a draft to nobody else, on any of its pages', async () => {
    const s = await aBegunSynthesis(sql);
    const { id } = await saveStatement(sql, s.writer, aStatementForm(s.id, 'A draft.', [s.first]), during);
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      const reader = await readerOf(person);
      expect((await refusalOf(readSynthesis(sql, reader, s.id, 'en'))).kind, who).toBe('not-found');
      expect((await refusalOf(findPlaceOfStatement(sql, reader, id))).kind, who).toBe('not-found');
      expect((await refusalOf(readToEdit(sql, reader, s.id, 'en', {}, during))).kind, who).toBe('not-found');
      if (reader) expect((await refusalOf(readToClose(sql, reader, s.id, 'en', during))).kind, who).toBe('not-found');
      const asked = { discussion: s.id, ticked: [], search: '', page: 1 };
      expect((await refusalOf(lookForPosts(sql, reader, asked, during))).kind, who).toBe('not-found');
    }
    expect((await readSynthesis(sql, s.writer, s.id, 'en')).statements).toHaveLength(1);
    expect(await told('synthesis.draft-changed')).toContainEqual({ synthesis: s.id });
    expect(await told('synthesis.changed')).not.toContainEqual({ discussion: s.id });
  });
});

describe('title and introduction', () => {
  it('have a version in each language, and tell the later of two edits', async () => {
    const s = await aBegunSynthesis(sql);
    const edit = {
      discussion: s.id,
      language: 'en',
      version: 1,
      title: '  What was  said ',
      introduction: 'We *read* all.',
    };
    await saveFrame(sql, s.writer, edit, during);
    const colleague = await (await aPerson(sql, { secretariat: true })).reader();
    expect(await refusalOf(saveFrame(sql, colleague, { ...edit, title: 'Another' }, during))).toMatchObject({
      kind: 'conflict',
    });
    await saveFrame(
      sql,
      colleague,
      { ...edit, language: 'fr', version: 2, title: 'Ce qui a été dit', introduction: '' },
      later(0),
    );
    expect(await readSynthesis(sql, s.writer, s.id, 'en')).toMatchObject({
      title: 'What was said',
      introductionHtml: '<p dir="auto">We <em>read</em> all.</p>\n',
      stale: false,
    });
    expect(await readSynthesis(sql, s.writer, s.id, 'fr')).toMatchObject({
      title: 'Ce qui a été dit',
      language: 'fr',
      stale: false,
    });
    expect(await readSynthesis(sql, s.writer, s.id, 'ar')).toMatchObject({
      title: 'What was said',
      language: 'en',
      languages: ['en', 'fr'],
    });
    await saveFrame(sql, s.writer, { ...edit, version: 3, title: 'Said anew' }, later(1));
    expect((await readSynthesis(sql, s.writer, s.id, 'fr')).stale).toBe(true);
  });

  it('refuse what is too long, beside the field', async () => {
    const s = await aBegunSynthesis(sql);
    const edit = { discussion: s.id, language: 'en', version: 1, title: 'T', introduction: '' };
    expect(
      (await refusalOf(saveFrame(sql, s.writer, { ...edit, title: 'x'.repeat(limits.title + 1) }, during))).fields,
    ).toEqual({ title: 'text:too-long' });
    expect(
      (
        await refusalOf(
          saveFrame(sql, s.writer, { ...edit, introduction: 'x'.repeat(limits.introduction + 1) }, during),
        )
      ).fields,
    ).toEqual({ introduction: 'text:too-long' });
    expect((await refusalOf(saveFrame(sql, s.writer, { ...edit, introduction: '\u200b' }, during))).fields).toEqual({
      introduction: 'text:empty',
    });
  });
});

describe('a statement', () => {
  it('cites at least one post that is shown in its discussion', async () => {
    const s = await aBegunSynthesis(sql);
    const elsewhere = await aBegunSynthesis(sql);
    const held = await aBegunSynthesis(sql, { moderation: 'pre' });
    const write = (cites: number[], values = {}) =>
      refusalOf(saveStatement(sql, s.writer, aStatementForm(s.id, 'Words.', cites, values), during));
    expect(await write([])).toEqual({
      kind: 'invalid',
      message: 'synthesis:refusals.cites-nothing',
      fields: { posts: 'synthesis:refusals.cites-nothing' },
    });
    const notCitable = {
      kind: 'invalid',
      message: 'synthesis:refusals.not-citable',
      fields: { posts: 'synthesis:refusals.not-citable' },
    };
    expect(await write([elsewhere.first])).toEqual(notCitable);
    expect(await write([s.first, elsewhere.first])).toEqual(notCitable);
    expect(await write([987_654_321])).toEqual(notCitable);
    await hidePost(sql, s.writer, { post: s.second, reason: 'Off topic' }, during);
    expect(await write([s.second])).toEqual(notCitable);
    expect(
      await refusalOf(saveStatement(sql, held.writer, aStatementForm(held.id, 'Words.', [held.first]), during)),
    ).toEqual(notCitable);
    expect((await write([s.first], { body: ' ' })).fields).toEqual({ body: 'text:empty' });
    expect((await write([s.first], { body: 'x'.repeat(limits.statement + 1) })).fields).toEqual({
      body: 'text:too-long',
    });
    expect(await sql`select from statement where discussion_id in (${s.id}, ${held.id})`).toHaveLength(0);
  });

  it('is written by nobody else', async () => {
    const s = await aBegunSynthesis(sql);
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      const reader = await readerOf(person);
      expect(
        (await refusalOf(saveStatement(sql, reader, aStatementForm(s.id, 'Words.', [s.first]), during))).kind,
        who,
      ).toBe('not-found');
    }
    const facilitatorElsewhere = (await aBegunSynthesis(sql)).writer;
    expect(
      (await refusalOf(saveStatement(sql, facilitatorElsewhere, aStatementForm(s.id, 'Words.', [s.first]), during)))
        .kind,
    ).toBe('not-found');
  });

  it('sent twice is written once, two at the same moment too', async () => {
    const s = await aBegunSynthesis(sql);
    const form = aStatementForm(s.id, 'Once.', [s.first, s.second]);
    const [one, two] = await Promise.all([
      saveStatement(sql, s.writer, form, during),
      saveStatement(sql, s.writer, form, during),
    ]);
    expect(one.id).toBe(two.id);
    expect(await sql`select from citation where citing_id = ${one.id}`).toHaveLength(2);
    const elsewhere = await aBegunSynthesis(sql);
    const stolen = { ...form, discussion: elsewhere.id, cites: [elsewhere.first] };
    expect((await refusalOf(saveStatement(sql, elsewhere.writer, stolen, during))).kind).toBe('invalid');
  });

  it('is written in the language of the discussion first', async () => {
    const s = await aBegunSynthesis(sql);
    expect(
      (
        await refusalOf(
          saveStatement(sql, s.writer, aStatementForm(s.id, 'Mots.', [s.first], { language: 'fr' }), during),
        )
      ).message,
    ).toBe('synthesis:refusals.own-language-first');
    const { id } = await saveStatement(sql, s.writer, aStatementForm(s.id, 'Words.', [s.first]), during);
    const french = aStatementForm(s.id, 'Mots.', [s.first], { statement: id, language: 'fr', version: 1 });
    await saveStatement(sql, s.writer, french, during);
    expect((await readSynthesis(sql, s.writer, s.id, 'fr')).statements[0]).toMatchObject({
      language: 'fr',
      stale: false,
    });
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'Other words.', [s.first], { statement: id, version: 2 }),
      later(0),
    );
    expect((await readSynthesis(sql, s.writer, s.id, 'fr')).statements[0]).toMatchObject({
      language: 'fr',
      stale: true,
    });
    expect((await readSynthesis(sql, s.writer, s.id, 'ar')).statements[0]).toMatchObject({
      language: 'en',
      stale: false,
    });
    await saveStatement(sql, s.writer, { ...french, version: 3 }, later(1));
    expect((await readSynthesis(sql, s.writer, s.id, 'fr')).statements[0]!.stale).toBe(false);
  });

  it('tells the later of two edits, and loses neither', async () => {
    const s = await aBegunSynthesis(sql);
    const { id } = await saveStatement(sql, s.writer, aStatementForm(s.id, 'First.', [s.first]), during);
    const colleague = await (await aPerson(sql, { secretariat: true })).reader();
    const edit = (body: string) => aStatementForm(s.id, body, [s.first, s.second], { statement: id, version: 1 });
    const outcomes = await Promise.allSettled([
      saveStatement(sql, s.writer, edit('Mine.'), during),
      saveStatement(sql, colleague, edit('Theirs.'), during),
    ]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((o) => o.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ kind: 'conflict', message: 'synthesis:refusals.changed-meanwhile' });
    const winner = outcomes[0]!.status === 'fulfilled' ? 'Mine.' : 'Theirs.';
    const view = await readToEdit(sql, s.writer, s.id, 'en', { statement: id }, during);
    expect(view.form).toMatchObject({ body: winner, version: 2 });
    await saveStatement(sql, colleague, { ...edit('Both.'), version: 2 }, during);
  });

  it('keeps nothing that could run', async () => {
    const s = await aBegunSynthesis(sql);
    const { id } = await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, '<script>alert(1)</script> [x](javascript:alert(1))\0\u202e', [s.first]),
      during,
    );
    const [row] = await sql<
      { html: string; body: string }[]
    >`select html, body from statement_text where statement_id = ${id}`;
    expect(row!.html).not.toMatch(/<script|href="javascript/);
    expect(row!.body).not.toMatch(/[\0\u202e]/);
  });

  it('moves up and down, and goes', async () => {
    const s = await aBegunSynthesis(sql);
    const ids: number[] = [];
    for (const words of ['One.', 'Two.', 'Three.'])
      ids.push((await saveStatement(sql, s.writer, aStatementForm(s.id, words, [s.first]), during)).id);
    const [one, two, three] = ids as [number, number, number];
    const order = async () => (await readSynthesis(sql, s.writer, s.id, 'en')).statements.map((x) => x.id);
    const move = (statement: number, direction: 'up' | 'down') =>
      moveStatement(sql, s.writer, { discussion: s.id, statement, direction }, during);
    await move(three, 'up');
    expect(await order()).toEqual([one, three, two]);
    await move(one, 'up');
    await move(two, 'down');
    expect(await order()).toEqual([one, three, two]);
    await move(one, 'down');
    expect(await order()).toEqual([three, one, two]);
    const gone = { discussion: s.id, statement: one, reason: '' };
    expect((await refusalOf(removeStatement(sql, s.writer, { ...gone, version: 9 }, during))).kind).toBe('conflict');
    await removeStatement(sql, s.writer, { ...gone, version: 1 }, during);
    expect(await order()).toEqual([three, two]);
    expect(await sql`select from citation where citing_kind = 'statement' and citing_id = ${one}`).toHaveLength(0);
    const other = await aBegunSynthesis(sql);
    expect(
      (
        await refusalOf(
          removeStatement(sql, other.writer, { ...gone, discussion: other.id, statement: two, version: 1 }, during),
        )
      ).kind,
    ).toBe('not-found');
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      const reader = await readerOf(person);
      expect(
        (await refusalOf(moveStatement(sql, reader, { discussion: s.id, statement: two, direction: 'up' }, during)))
          .kind,
        who,
      ).toBe('not-found');
      expect(
        (await refusalOf(removeStatement(sql, reader, { ...gone, statement: two, version: 1 }, during))).kind,
        who,
      ).toBe('not-found');
    }
  });
});

describe('the list of posts to cite', () => {
  it('holds the shown posts in order, those that are ticked first, each with the statements that cite it', async () => {
    const s = await aBegunSynthesis(sql, {
      phases: [
        { opens: -2, closes: 10 },
        { opens: 10, closes: 20 },
      ],
    });
    const { id } = await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.third]), during);
    const hidden = (await writePost(sql, await s.anna.reader(), aPostForm(s.id, 'Hidden words'), during)).id;
    await hidePost(sql, s.writer, { post: hidden, reason: 'No' }, during);
    const { list } = await readToEdit(sql, s.writer, s.id, 'en', { statement: id, cite: s.second }, during);
    expect(list!.ticked.map((x) => x.id)).toEqual([s.third, s.second]);
    expect(list!.ticked[0]!.post).toMatchObject({
      author: 'Anna Demonstration',
      sector: 'civil-society',
      citedBy: [id],
    });
    expect(list!.posts.map((p) => p.id)).toEqual([s.first]);
    const look = (search: string, ticked: number[] = []) =>
      lookForPosts(sql, s.writer, { discussion: s.id, ticked, search, page: 1 }, during);
    expect((await look('BILAL')).posts.map((p) => p.id)).toEqual([s.second]);
    expect((await look('budget')).posts.map((p) => p.id)).toEqual([s.first]);
    expect((await look('100%')).posts).toEqual([]);
    expect((await look('_')).posts).toEqual([]);
    expect(await look('budget', [s.third, hidden])).toMatchObject({
      ticked: [{ id: s.third }, { id: hidden, post: null }],
      total: 1,
      pages: 1,
    });
  });
});

describe('closing', () => {
  it('asks for every post and every sector, and publishes only then, and only after the close', async () => {
    const s = await aBegunSynthesis(sql);
    const publish = (now: Date) => publishSynthesis(sql, s.writer, s.id, now);
    expect((await refusalOf(publish(during))).message).toBe('synthesis:refusals.not-closed');
    expect((await refusalOf(publish(after))).message).toBe('synthesis:refusals.no-statements');
    await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.first]), during);
    expect((await refusalOf(publish(after))).message).toBe('synthesis:refusals.not-accounted');
    const open = await readToClose(sql, s.writer, s.id, 'en', after);
    expect(open.view.uncitedPosts.map((p) => p.id)).toEqual([s.second, s.third]);
    expect(open.view.uncitedSectors).toMatchObject([{ sector: 'government', posts: 1, reason: null }]);
    expect(open.account).toMatchObject({ posts: 2, sectors: 1 });

    const waiver = {
      discussion: s.id,
      posts: [s.second, s.third, s.first, 987_654],
      sectors: [],
      reason: 'Said in statement 1.',
    };
    expect((await refusalOf(waive(sql, s.writer, { ...waiver, reason: ' ' }, after))).fields).toEqual({
      reason: 'text:empty',
    });
    expect((await refusalOf(waive(sql, s.writer, { ...waiver, posts: [] }, after))).message).toBe(
      'synthesis:refusals.nothing-chosen',
    );
    await waive(sql, s.writer, waiver, after);
    expect(await sql`select from waiver where discussion_id = ${s.id}`).toHaveLength(2);
    expect((await refusalOf(publish(after))).message).toBe('synthesis:refusals.not-accounted');
    await waive(
      sql,
      s.writer,
      { ...waiver, posts: [], sectors: ['government', 'media'], reason: 'The ministry answers in writing.' },
      after,
    );
    await takeBackWaiver(sql, s.writer, { discussion: s.id, kind: 'post', subject: String(s.third) }, after);
    expect((await refusalOf(publish(after))).message).toBe('synthesis:refusals.not-accounted');
    await waive(sql, s.writer, { ...waiver, posts: [s.third] }, after);
    expect((await refusalOf(publish(during))).message).toBe('synthesis:refusals.not-closed');
    await publish(after);

    const visitor = await readSynthesis(sql, null, s.id, 'en');
    expect(visitor.publishedAt).not.toBeNull();
    expect(visitor.uncitedPosts.map((p) => [p.id, p.reason])).toEqual([
      [s.second, 'Said in statement 1.'],
      [s.third, 'Said in statement 1.'],
    ]);
    expect(visitor.uncitedSectors.map((x) => [x.sector, x.reason])).toEqual([
      ['government', 'The ministry answers in writing.'],
    ]);
    expect(await told('synthesis.published')).toContainEqual({ discussion: s.id });
    const [row] = await sql<
      { askUntil: Date; publishedBy: number }[]
    >`select ask_until, published_by from synthesis where discussion_id = ${s.id}`;
    expect(row!.askUntil.getTime() - after.getTime()).toBe(14 * 86_400_000);
    expect(row!.publishedBy).toBe(s.writer.id);
    expect((await refusalOf(publish(later(1)))).message).toBe('synthesis:refusals.already-published');
    expect(
      (
        await refusalOf(
          takeBackWaiver(sql, s.writer, { discussion: s.id, kind: 'post', subject: String(s.third) }, later(1)),
        )
      ).kind,
    ).toBe('closed');
  });

  it('is for nobody else', async () => {
    const s = await aBegunSynthesis(sql);
    await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.first, s.second, s.third]), during);
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      const reader = await readerOf(person);
      expect((await refusalOf(publishSynthesis(sql, reader, s.id, after))).kind, who).toBe('not-found');
      expect(
        (await refusalOf(waive(sql, reader, { discussion: s.id, posts: [s.first], sectors: [], reason: 'R' }, after)))
          .kind,
        who,
      ).toBe('not-found');
      expect(
        (await refusalOf(takeBackWaiver(sql, reader, { discussion: s.id, kind: 'post', subject: '1' }, after))).kind,
        who,
      ).toBe('not-found');
    }
    await publishSynthesis(sql, await (await aPerson(sql, { secretariat: true })).reader(), s.id, after);
  });

  test('two who publish at the same moment publish once, and ask once', async () => {
    const s = await aBegunSynthesis(sql);
    await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.first, s.second, s.third]), during);
    const outcomes = await Promise.allSettled([
      publishSynthesis(sql, s.writer, s.id, after),
      publishSynthesis(sql, s.writer, s.id, after),
    ]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      await sql`select from mail where kind = 'reflect' and (about->>'discussion')::bigint = ${s.id}`,
    ).toHaveLength(2);
  });
});

describe('after publishing', () => {
  async function aPublishedSynthesis() {
    const s = await aBegunSynthesis(sql);
    const one = (await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.first]), during)).id;
    const two = (await saveStatement(sql, s.writer, aStatementForm(s.id, 'Two.', [s.second]), during)).id;
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, after);
    return { ...s, one, two };
  }

  it('a statement is corrected, and says when', async () => {
    const s = await aPublishedSynthesis();
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'One, put right.', [s.first, s.third], { statement: s.one, version: 1 }),
      later(1),
    );
    const [one, two] = (await readSynthesis(sql, null, s.id, 'en')).statements;
    expect(one!.html).toContain('put right');
    expect(new Date(one!.correctedAt!)).toEqual(later(1));
    expect(two!.correctedAt).toBeNull();
    expect(await told('synthesis.changed')).toContainEqual({ discussion: s.id });
    // Saved as it was, nothing was corrected.
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'Two.', [s.second], { statement: s.two, version: 1 }),
      later(2),
    );
    expect((await readSynthesis(sql, null, s.id, 'en')).statements[1]!.correctedAt).toBeNull();
  });

  it('none is added or moved', async () => {
    const s = await aPublishedSynthesis();
    expect(
      (await refusalOf(saveStatement(sql, s.writer, aStatementForm(s.id, 'New.', [s.first]), later(1)))).message,
    ).toBe('synthesis:refusals.published');
    expect(
      (
        await refusalOf(
          moveStatement(sql, s.writer, { discussion: s.id, statement: s.one, direction: 'down' }, later(1)),
        )
      ).message,
    ).toBe('synthesis:refusals.published');
  });

  it('one is taken out with a reason: its words go, its number and the reason stay', async () => {
    const s = await aPublishedSynthesis();
    const remove = (reason: string) =>
      removeStatement(sql, s.writer, { discussion: s.id, statement: s.one, version: 1, reason }, later(1));
    expect((await refusalOf(remove(''))).fields).toEqual({ reason: 'text:empty' });
    await remove('It said more than its source.');
    const view = await readSynthesis(sql, null, s.id, 'en');
    expect(view.statements.map((x) => x.number)).toEqual([1, 2]);
    expect(view.statements[0]).toMatchObject({
      html: '',
      sources: [],
      withdrawn: { reason: 'It said more than its source.' },
    });
    expect(await sql`select from statement_text where statement_id = ${s.one}`).toHaveLength(0);
    // What it alone cited is uncited now, and readers see that nobody has said why.
    expect(view.uncitedPosts.find((p) => p.id === s.first)).toMatchObject({ reason: null });
    expect(
      (
        await refusalOf(
          saveStatement(
            sql,
            s.writer,
            aStatementForm(s.id, 'Back.', [s.first], { statement: s.one, version: 2 }),
            later(2),
          ),
        )
      ).kind,
    ).toBe('not-found');
    await waive(
      sql,
      s.writer,
      { discussion: s.id, posts: [s.first], sectors: [], reason: 'See statement 1.' },
      later(2),
    );
    expect((await readSynthesis(sql, null, s.id, 'en')).uncitedPosts.find((p) => p.id === s.first)!.reason).toBe(
      'See statement 1.',
    );
  });

  it('it is read by those who may read the discussion, and by no one else', async () => {
    const s = await aBegunSynthesis(sql, { readers: 'invited' });
    const { id } = await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'One.', [s.first, s.second, s.third]),
      during,
    );
    await publishSynthesis(sql, s.writer, s.id, after);
    const stranger = await (await aPerson(sql)).reader();
    const waiting = await (await aPerson(sql, { organisation: s.ngo, state: 'waiting' })).reader();
    for (const reader of [null, stranger, waiting]) {
      expect((await refusalOf(readSynthesis(sql, reader, s.id, 'en'))).kind).toBe('not-found');
      expect((await refusalOf(findPlaceOfStatement(sql, reader, id))).kind).toBe('not-found');
    }
    expect((await readSynthesis(sql, await s.anna.reader(), s.id, 'en')).statements).toHaveLength(1);
    expect(await findPlaceOfStatement(sql, await s.anna.reader(), id)).toEqual({ discussion: s.id });
  });
});
