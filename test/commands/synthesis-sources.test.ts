import { describe, expect, it, test } from 'vitest';
import { editPost } from '../../app/discussions/posting.server';
import { readPosts } from '../../app/discussions/queries/posts.server';
import { readRules } from '../../app/discussions/rules.server';
import { hidePost, letThrough, showPostAgain } from '../../app/facilitation/moderation.server';
import { movePost } from '../../app/facilitation/moving.server';
import { redactPassage, withdrawPost } from '../../app/facilitation/redaction.server';
import { settleSource } from '../../app/synthesis/commands/arranging.server';
import { publishSynthesis } from '../../app/synthesis/commands/closing.server';
import { saveStatement } from '../../app/synthesis/commands/writing.server';
import { readSynthesis } from '../../app/synthesis/queries/reading.server';
import { freshDatabase } from '../support/database';
import { aDiscussion } from '../support/discussions';
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

/** One statement that cites the first two posts, and its sources as the facilitator sees them. */
async function aCitedPair(values: Parameters<typeof aBegunSynthesis>[1] = {}) {
  const s = await aBegunSynthesis(sql, values);
  const { id: statement } = await saveStatement(
    sql,
    s.writer,
    aStatementForm(s.id, 'Two say so.', [s.first, s.second]),
    during,
  );
  const sources = async (reader = s.writer as typeof s.writer | null) =>
    (await readSynthesis(sql, reader, s.id, 'en')).statements[0]!.sources;
  const version = async () =>
    (await sql<{ version: number }[]>`select version from statement where id = ${statement}`)[0]!.version;
  const tasks = () => sql<{ personId: number; done: boolean; place: string }[]>`
    select person_id, done_at is not null as done, place from task where key = ${`source-changed:${statement}`}`;
  const announced = async () =>
    (
      await sql`select from announcement where what = 'synthesis.source-changed' and ids = ${sql.json({ discussion: s.id, statement })}`
    ).length;
  const settle = async (post: number, as: 'keep' | 'drop', at?: number) => {
    const [row] = await sql<
      { id: number }[]
    >`select id from citation where citing_id = ${statement} and cited_id = ${post}`;
    return settleSource(
      sql,
      s.writer,
      { discussion: s.id, statement, citation: row!.id, version: at ?? (await version()), as },
      later(1),
    );
  };
  const edit = async (body: string, at = 1) =>
    editPost(sql, await s.anna.reader(), { post: s.first, body, language: 'en', version: at }, during);
  return { ...s, statement, sources, version, tasks, announced, settle, edit };
}

/** What the statement's reader sees of each source. */
const seen = (sources: Awaited<ReturnType<Awaited<ReturnType<typeof aCitedPair>>['sources']>>) =>
  sources.map(({ now, state, waits }) => [
    now.kind === 'nothing' ? now.why : 'excerpt' in now && now.excerpt,
    state,
    waits,
  ]);

const bilal = ['Labour inspectors meet workers first.', 'current', false];

describe('a cited post that changes', () => {
  it('flags its statement at once, gives each facilitator a task, and tells readers', async () => {
    const s = await aCitedPair();
    const second = await aPerson(sql, { role: { discussion: s.id, role: 'facilitator' } });
    const before = await s.version();
    await s.edit('Shelters need a budget line, and beds.');
    expect(seen(await s.sources())).toEqual([['Shelters need a budget line, and beds.', 'changed', true], bilal]);
    expect((await s.tasks()).map((t) => t.personId).sort()).toEqual([s.writer.id, second.id].sort());
    expect((await s.tasks())[0]).toMatchObject({
      done: false,
      place: `/discussions/${s.id}/synthesis/edit#statement-${s.statement}`,
    });
    expect(await s.announced()).toBe(1);
    expect(await s.version()).toBe(before + 1);
  });

  it('shows nothing of what is hidden, to nobody; shown again, all is as before', async () => {
    const s = await aCitedPair();
    await hidePost(sql, s.writer, { post: s.first, reason: 'Checked' }, during);
    expect(seen(await s.sources())).toEqual([['hidden', 'hidden', true], bilal]);
    expect(JSON.stringify(await s.sources())).not.toContain('budget');
    expect((await s.tasks()).every((t) => !t.done)).toBe(true);
    await showPostAgain(sql, s.writer, s.first, during);
    expect(seen(await s.sources())).toEqual([['Shelters need a budget line of their own.', 'current', false], bilal]);
    expect((await s.tasks()).every((t) => t.done)).toBe(true);
    await hidePost(sql, s.writer, { post: s.first, reason: 'Again' }, during);
    expect((await s.tasks()).map((t) => t.done)).toEqual([false]);
  });

  it('held again after an edit, its words are not shown; let through, it is changed', async () => {
    const s = await aBegunSynthesis(sql, { moderation: 'pre' });
    await letThrough(sql, s.writer, s.first, during);
    await saveStatement(sql, s.writer, aStatementForm(s.id, 'One says so.', [s.first]), during);
    const source = async () => (await readSynthesis(sql, s.writer, s.id, 'en')).statements[0]!.sources[0]!;
    await editPost(
      sql,
      await s.anna.reader(),
      { post: s.first, body: 'Held words.', language: 'en', version: 1 },
      during,
    );
    expect((await source()).state).toBe('hidden');
    expect(JSON.stringify(await source())).not.toContain('Held words');
    await letThrough(sql, s.writer, s.first, during);
    expect(await source()).toMatchObject({ state: 'changed', waits: true });
  });

  it('withdrawn, it is gone for good; redacted in part, it has changed', async () => {
    const s = await aCitedPair();
    await withdrawPost(sql, await s.anna.reader(), { post: s.first, reason: '' }, during);
    await redactPassage(
      sql,
      s.writer,
      {
        post: s.second,
        passage: 'workers',
        reason: 'Identifies someone',
        files: [],
        everywhere: false,
        copiesSeen: true,
      },
      during,
    );
    const [first, second] = await s.sources();
    expect(first).toMatchObject({
      now: { kind: 'nothing', why: 'gone', author: 'Anna Demonstration' },
      state: 'gone',
      waits: true,
    });
    expect(second).toMatchObject({ state: 'changed', waits: true });
    expect(JSON.stringify([first, second])).not.toMatch(/workers|budget/);
  });

  it('at the moment it is cited, cites what stands then or is flagged', async () => {
    const s = await aBegunSynthesis(sql);
    const anna = await s.anna.reader();
    const edits = async () => {
      for (let version = 1; version <= 8; version++)
        await editPost(sql, anna, { post: s.first, body: `Version ${version + 1}`, language: 'en', version }, during);
    };
    const cites = async () => {
      for (let i = 0; i < 8; i++)
        await saveStatement(sql, s.writer, aStatementForm(s.id, `Statement ${i}`, [s.first, s.second]), during);
    };
    await Promise.all([edits(), cites()]);
    const rows = await sql<{ citedVersion: number; state: 'current' | 'changed'; version: number; waits: boolean }[]>`
      select c.cited_version, c.state, p.version, exists (select from task t where t.key = 'source-changed:' || c.citing_id and t.done_at is null) as waits
      from citation c join post p on p.id = c.cited_id where p.id = ${s.first}`;
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      expect(row.state).toBe(row.citedVersion === row.version ? 'current' : 'changed');
      expect(row.waits).toBe(row.state === 'changed');
    }
  });
});

describe('settling a changed source', () => {
  it('keeps it in the version that stands now, and ends the task', async () => {
    const s = await aCitedPair();
    await s.edit('Shelters need beds.');
    await s.settle(s.first, 'keep');
    expect(seen(await s.sources())).toEqual([['Shelters need beds.', 'current', false], bilal]);
    expect((await s.tasks()).every((t) => t.done)).toBe(true);
    await s.edit('Shelters need many beds.', 2);
    expect((await s.tasks()).every((t) => !t.done)).toBe(true);
  });

  it('keeps what is gone without its words, and says so still', async () => {
    const s = await aCitedPair();
    await hidePost(sql, s.writer, { post: s.first, reason: 'Checked' }, during);
    await s.settle(s.first, 'keep');
    expect(seen(await s.sources())).toEqual([['hidden', 'hidden', false], bilal]);
    expect((await s.tasks()).every((t) => t.done)).toBe(true);
  });

  it('waits until all of them were looked at', async () => {
    const s = await aCitedPair();
    await s.edit('Shelters need beds.');
    await hidePost(sql, s.writer, { post: s.second, reason: 'Checked' }, during);
    await s.settle(s.first, 'keep');
    expect((await s.tasks()).every((t) => !t.done)).toBe(true);
    await s.settle(s.second, 'drop');
    expect((await s.tasks()).every((t) => t.done)).toBe(true);
    expect((await s.sources()).map((x) => x.now.kind)).toEqual(['post']);
    await s.edit('Shelters need many beds.', 2);
    expect(await refusalOf(s.settle(s.first, 'drop'))).toEqual({
      kind: 'invalid',
      message: 'synthesis:refusals.last-source',
    });
  });

  it('is refused to a screen that was opened before another change', async () => {
    const s = await aCitedPair();
    await s.edit('Shelters need beds.');
    const opened = await s.version();
    await hidePost(sql, s.writer, { post: s.first, reason: 'Checked' }, during);
    expect((await refusalOf(s.settle(s.first, 'keep', opened))).kind).toBe('conflict');
    const form = aStatementForm(s.id, 'Rewritten.', [s.first, s.second], { statement: s.statement, version: opened });
    expect((await refusalOf(saveStatement(sql, s.writer, form, during))).kind).toBe('conflict');
  });

  it('is done by rewriting too', async () => {
    const s = await aCitedPair();
    await s.edit('Shelters need beds.');
    await hidePost(sql, s.writer, { post: s.second, reason: 'Checked' }, during);
    const form = aStatementForm(s.id, 'Rewritten.', [s.first, s.second], {
      statement: s.statement,
      version: await s.version(),
    });
    await saveStatement(sql, s.writer, form, during);
    expect(seen(await s.sources())).toEqual([
      ['Shelters need beds.', 'current', false],
      ['hidden', 'hidden', false],
    ]);
    expect((await s.tasks()).every((t) => t.done)).toBe(true);
  });

  it('is for nobody else', async () => {
    const s = await aCitedPair();
    await s.edit('Shelters need beds.');
    const [row] = await sql<
      { id: number }[]
    >`select id from citation where citing_id = ${s.statement} and cited_id = ${s.first}`;
    const asked = {
      discussion: s.id,
      statement: s.statement,
      citation: row!.id,
      version: await s.version(),
      as: 'keep' as const,
    };
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      expect((await refusalOf(settleSource(sql, await readerOf(person), asked, during))).kind, who).toBe('not-found');
    }
    const other = await aCitedPair();
    expect((await refusalOf(settleSource(sql, other.writer, { ...asked, discussion: other.id }, during))).kind).toBe(
      'not-found',
    );
    expect(
      (
        await refusalOf(
          settleSource(sql, other.writer, { ...asked, discussion: other.id, statement: other.statement }, during),
        )
      ).kind,
    ).toBe('not-found');
  });

  it('comes before publishing, and a statement without a source that can be read is not published', async () => {
    const s = await aCitedPair();
    await waiveRest(sql, s.writer, s.id);
    await hidePost(sql, s.writer, { post: s.first, reason: 'Checked' }, during);
    await waiveRest(sql, s.writer, s.id);
    expect((await refusalOf(publishSynthesis(sql, s.writer, s.id, after))).message).toBe(
      'synthesis:refusals.unsettled',
    );
    await s.settle(s.first, 'keep');
    await hidePost(sql, s.writer, { post: s.second, reason: 'Checked' }, during);
    await s.settle(s.second, 'keep');
    expect((await refusalOf(publishSynthesis(sql, s.writer, s.id, after))).message).toBe(
      'synthesis:refusals.sourceless',
    );
  });
});

describe('what readers of a published synthesis see', () => {
  it('a statement that has lost all its sources is labelled so', async () => {
    const s = await aCitedPair();
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, after);
    await withdrawPost(sql, await s.anna.reader(), { post: s.first, reason: '' }, later(1));
    expect((await readSynthesis(sql, null, s.id, 'en')).statements[0]!.lost).toBe(false);
    await hidePost(sql, s.writer, { post: s.second, reason: 'Checked' }, later(1));
    const [statement] = (await readSynthesis(sql, null, s.id, 'en')).statements;
    expect(statement!.lost).toBe(true);
    expect(seen(statement!.sources)).toEqual([
      ['gone', 'gone', true],
      ['hidden', 'hidden', true],
    ]);
  });

  test('a public synthesis never shows the words of a post that was moved to an invited discussion', async () => {
    const s = await aCitedPair();
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, after);
    const invited = await aDiscussion(sql, { readers: 'invited', invited: [s.ngo] });
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${invited.id}, ${s.writer.id}, 'facilitator')`;
    await movePost(sql, s.writer, { post: s.first, phase: invited.phaseIds[0]!, wider: false }, later(1));

    const read = async (reader: typeof s.writer | null) => readSynthesis(sql, reader, s.id, 'en');
    for (const reader of [null, await s.bilal.reader(), await (await aPerson(sql)).reader()]) {
      const view = await read(reader);
      expect(view.statements[0]!.sources[0]).toMatchObject({
        now: { kind: 'nothing', why: 'not-for-you' },
        state: 'not-for-you',
      });
      expect(JSON.stringify(view.statements)).not.toMatch(/budget line|Anna Demonstration/);
      expect(view.shows).toEqual([s.id]);
      expect(view.statements[0]!.lost).toBe(false);
    }
    for (const reader of [s.writer, await (await aPerson(sql, { organisation: s.ngo })).reader()]) {
      const view = await read(reader);
      expect(view.statements[0]!.sources[0]).toMatchObject({
        now: { excerpt: 'Shelters need a budget line of their own.' },
        state: 'current',
      });
      expect(view.shows).toEqual([s.id, invited.id]);
    }
    // It can be cited still, by whoever may read it there.
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'Put right.', [s.first, s.second], { statement: s.statement, version: await s.version() }),
      later(2),
    );
  });

  test('nor does a public discussion show the statement of an invited one that cites a post moved here', async () => {
    const s = await aCitedPair({ readers: 'invited' });
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, after);
    const open = await aDiscussion(sql);
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${open.id}, ${s.writer.id}, 'facilitator')`;
    await movePost(sql, s.writer, { post: s.first, phase: open.phaseIds[0]!, wider: true }, later(1));
    const citedIn = async (reader: typeof s.writer | null) => {
      const ruled = await readRules(sql, reader, open.id);
      return (await readPosts(sql, reader, ruled, { discussion: open.id, ids: [s.first] }, 'en'))[0]!.citedIn;
    };
    expect(await citedIn(null)).toEqual([]);
    expect(await citedIn(await (await aPerson(sql)).reader())).toEqual([]);
    expect(await citedIn(await s.anna.reader())).toEqual([{ statementId: s.statement, words: 'Two say so.' }]);
  });

  test('from a post one sees the published statements that cite it, and no draft', async () => {
    const s = await aCitedPair();
    const citedIn = async () => {
      const ruled = await readRules(sql, null, s.id);
      return (await readPosts(sql, null, ruled, { discussion: s.id, ids: [s.first] }, 'en'))[0]!.citedIn;
    };
    expect(await citedIn()).toEqual([]);
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, after);
    expect(await citedIn()).toEqual([{ statementId: s.statement, words: 'Two say so.' }]);
  });
});
