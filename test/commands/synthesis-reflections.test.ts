import { describe, expect, it, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { withdrawPost } from '../../app/facilitation/redaction.server';
import { i18nFor } from '../../app/shared/i18n.server';
import type { MailRow } from '../../app/shared/mail.server';
import { removeStatement } from '../../app/synthesis/commands/arranging.server';
import { publishSynthesis } from '../../app/synthesis/commands/closing.server';
import { answerReflection, eraseCorrection, withdrawReflection } from '../../app/synthesis/commands/reflecting.server';
import { saveStatement } from '../../app/synthesis/commands/writing.server';
import { synthesisDeeds } from '../../app/synthesis/jobs.server';
import { synthesisMail } from '../../app/synthesis/mail.server';
import { readSynthesis } from '../../app/synthesis/queries/reading.server';
import { readReflections } from '../../app/synthesis/queries/reflecting.server';
import type { Answer } from '../../app/synthesis/synthesis';
import { freshDatabase } from '../support/database';
import { aPostForm } from '../support/discussions';
import { aPerson, type SomePerson } from '../support/people';
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

/** Published: statement one cites Anna twice, statement two Anna and Bilal. */
async function aPublishedSynthesis(values: Parameters<typeof aBegunSynthesis>[1] = {}) {
  const s = await aBegunSynthesis(sql, values);
  const one = (await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.first, s.third]), during)).id;
  const two = (await saveStatement(sql, s.writer, aStatementForm(s.id, 'Two.', [s.first, s.second]), during)).id;
  await publishSynthesis(sql, s.writer, s.id, after);
  const task = async (person: SomePerson) => {
    const [row] = await sql<{ what: string; place: string; dueAt: Date; doneAt: Date | null }[]>`
      select what, place, due_at, done_at from task where person_id = ${person.id} and key = ${`reflect:${s.id}`}`;
    return row;
  };
  const answer = async (person: SomePerson, statement: number, given: Answer, correction = '', now = later(1)) =>
    answerReflection(sql, await person.reader(), { discussion: s.id, statement, answer: given, correction }, now);
  const beside = async (statement: number) =>
    (await readSynthesis(sql, null, s.id, 'en')).statements.find((x) => x.id === statement)!.reflections;
  const mails = () =>
    sql<
      (MailRow & { sentAt: Date | null })[]
    >`select * from mail where kind = 'reflect' and (about->>'discussion')::bigint = ${s.id} order by person_id`;
  return { ...s, one, two, task, answer, beside, mails };
}

describe('those who are cited', () => {
  it('are asked once: one row for each statement, one task and one mail for each person', async () => {
    const s = await aPublishedSynthesis();
    const rows = await sql<{ statementId: number; personId: number }[]>`
      select statement_id, person_id from reflection where statement_id in (${s.one}, ${s.two}) order by statement_id, person_id`;
    expect(rows.map((r) => [r.statementId, r.personId])).toEqual([
      [s.one, s.anna.id],
      [s.two, s.anna.id],
      [s.two, s.bilal.id],
    ]);
    expect(await s.task(s.anna)).toMatchObject({
      what: 'synthesis:tasks.reflect',
      place: `/reflections/${s.id}`,
      dueAt: later(14),
      doneAt: null,
    });
    expect(await s.task(s.bilal)).toBeDefined();
    expect((await s.mails()).map((m) => m.personId)).toEqual([s.anna.id, s.bilal.id].sort((a, b) => a - b));
    expect(await s.task(s.facilitator)).toBeUndefined();
  });

  it('and not those who may no longer read it, were suspended, or took back their words', async () => {
    const s = await aBegunSynthesis(sql, { readers: 'invited' });
    await saveStatement(sql, s.writer, aStatementForm(s.id, 'One.', [s.first, s.second, s.third]), during);
    await sql`delete from discussion_invitation where discussion_id = ${s.id} and organisation_id = ${s.ngo}`;
    await publishSynthesis(sql, s.writer, s.id, after);
    const asked = async (id: number) =>
      (
        await sql<
          { personId: number }[]
        >`select person_id from reflection r join statement x on x.id = r.statement_id where x.discussion_id = ${id}`
      ).map((r) => r.personId);
    expect(await asked(s.id)).toEqual([s.bilal.id]);

    const t = await aBegunSynthesis(sql);
    const { id } = await saveStatement(
      sql,
      t.writer,
      aStatementForm(t.id, 'One.', [t.first, t.second, t.third]),
      during,
    );
    await sql`update person set state = 'suspended' where id = ${t.bilal.id}`;
    await withdrawPost(sql, await t.anna.reader(), { post: t.first, reason: '' }, during);
    await withdrawPost(sql, await t.anna.reader(), { post: t.third, reason: '' }, during);
    await sql`update citation set settled_at = now() where citing_id = ${id}`;
    await publishSynthesis(sql, t.writer, t.id, after);
    expect(await asked(t.id)).toEqual([]);
    expect(
      await sql`select from mail where kind = 'reflect' and (about->>'discussion')::bigint = ${t.id}`,
    ).toHaveLength(0);
  });

  it('are asked about what is cited later, with fourteen days of their own, and without a second mail', async () => {
    const s = await aPublishedSynthesis();
    await s.answer(s.anna, s.one, 'yes');
    await s.answer(s.anna, s.two, 'yes');
    expect((await s.task(s.anna))!.doneAt).not.toBeNull();
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'One.', [s.first, s.third, s.second], { statement: s.one, version: 1 }),
      later(10),
    );
    expect(await s.mails()).toHaveLength(2);
    expect(await s.task(s.bilal)).toMatchObject({ dueAt: later(24), doneAt: null });
    await s.answer(s.bilal, s.one, 'yes', '', later(20));
    expect((await refusalOf(s.answer(s.bilal, s.two, 'yes', '', later(20)))).message).toBe(
      'synthesis:refusals.asked-until',
    );
    expect((await s.task(s.anna))!.doneAt).not.toBeNull();
  });

  it('find each statement beside their own words, and nobody else finds anything', async () => {
    const s = await aPublishedSynthesis();
    const page = await readReflections(sql, await s.anna.reader(), s.id, 'en', later(1));
    expect(
      page.asked.map((x) => [
        x.number,
        x.mayAnswer,
        x.sources.map((y) => (y.now.kind === 'nothing' ? y.now.why : 'excerpt' in y.now && y.now.excerpt)),
      ]),
    ).toEqual([
      [1, true, ['Shelters need a budget line of their own.', 'Interpreters should be paid and trained.']],
      [2, true, ['Shelters need a budget line of their own.']],
    ]);
    expect(
      (await readReflections(sql, await s.anna.reader(), s.id, 'en', later(14))).asked.every((x) => !x.mayAnswer),
    ).toBe(true);
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      const reader = await readerOf(person);
      if (!reader) continue;
      expect((await refusalOf(readReflections(sql, reader, s.id, 'en', later(1)))).kind, who).toBe('not-found');
      expect(
        (
          await refusalOf(
            answerReflection(
              sql,
              reader,
              { discussion: s.id, statement: s.one, answer: 'no', correction: 'Not mine.' },
              later(1),
            ),
          )
        ).kind,
        who,
      ).toBe('not-found');
      expect((await refusalOf(withdrawReflection(sql, reader, { discussion: s.id, statement: s.one }))).kind, who).toBe(
        'not-found',
      );
    }
    expect((await refusalOf(s.answer(s.bilal, s.one, 'yes'))).kind).toBe('not-found');
    expect((await refusalOf(readReflections(sql, s.writer, s.id, 'en', later(1)))).kind).toBe('not-found');
  });
});

describe('an answer', () => {
  it('stands beside the statement with name and organisation, and can be changed until the day', async () => {
    const s = await aPublishedSynthesis();
    expect((await refusalOf(s.answer(s.anna, s.one, 'partly', '  '))).fields).toEqual({
      correction: 'synthesis:refusals.needs-correction',
    });
    expect((await refusalOf(s.answer(s.anna, s.one, 'no', '\u200b'))).fields).toEqual({ correction: 'text:empty' });
    expect((await refusalOf(s.answer(s.anna, s.one, 'no', 'x'.repeat(3001)))).fields).toEqual({
      correction: 'text:too-long',
    });
    expect(await s.beside(s.one)).toEqual([]);
    await s.answer(s.anna, s.one, 'partly', 'A *line*, <b>not</b> a budget.');
    expect(await s.beside(s.one)).toMatchObject([
      {
        name: 'Anna Demonstration',
        organisation: expect.stringContaining('invented'),
        answer: 'partly',
        aboutEarlierWords: false,
      },
    ]);
    expect((await s.beside(s.one))[0]!.correctionHtml).toBe(
      '<p dir="auto">A <em>line</em>, &lt;b&gt;not&lt;/b&gt; a budget.</p>\n',
    );
    expect((await s.task(s.anna))!.doneAt).toBeNull();
    await s.answer(s.anna, s.two, 'yes');
    expect((await s.task(s.anna))!.doneAt).not.toBeNull();
    await s.answer(s.anna, s.one, 'yes', '', later(13));
    expect(await s.beside(s.one)).toMatchObject([{ answer: 'yes', correctionHtml: '' }]);
    expect((await refusalOf(s.answer(s.anna, s.one, 'no', 'Too late.', later(14)))).kind).toBe('closed');
    expect(
      await sql`select from announcement where what = 'synthesis.reflected' and ids = ${sql.json({ discussion: s.id, statement: s.one })}`,
    ).toHaveLength(2);
  });

  it('is taken back at any time, and its words are nowhere', async () => {
    const s = await aPublishedSynthesis();
    await s.answer(s.bilal, s.two, 'no', 'Canary of a correction.');
    await withdrawReflection(sql, await s.bilal.reader(), { discussion: s.id, statement: s.two });
    expect(await s.beside(s.two)).toEqual([]);
    const rows = await sql`select * from reflection where statement_id = ${s.two}`;
    expect(JSON.stringify(rows)).not.toContain('Canary');
  });

  it('says when it is about words that were corrected since', async () => {
    const s = await aPublishedSynthesis();
    await s.answer(s.bilal, s.two, 'no', 'Not quite.');
    await saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'Two, put right.', [s.first, s.second], { statement: s.two, version: 1 }),
      later(2),
    );
    expect((await s.beside(s.two))[0]!.aboutEarlierWords).toBe(true);
    await s.answer(s.bilal, s.two, 'yes', '', later(3));
    expect((await s.beside(s.two))[0]!.aboutEarlierWords).toBe(false);
  });

  it('loses its words with the post that their author withdraws, and says by whom', async () => {
    const s = await aPublishedSynthesis();
    await s.answer(s.anna, s.one, 'partly', 'And a bed.');
    await withdrawPost(sql, await s.anna.reader(), { post: s.first, reason: 'No longer so' }, later(2));
    expect(await s.beside(s.one)).toMatchObject([
      { answer: 'partly', correctionHtml: '', erasedReason: 'No longer so', erasedByAuthor: true },
    ]);
  });

  it('loses the words of a correction that could harm someone, by a facilitator and with a reason', async () => {
    const s = await aPublishedSynthesis();
    await s.answer(s.anna, s.one, 'no', 'Canary who identifies someone.');
    const asked = { discussion: s.id, statement: s.one, person: s.anna.id, reason: 'It identified someone.' };
    for (const [who, person] of await outsiders(sql, s.id, s.ngo)) {
      expect((await refusalOf(eraseCorrection(sql, await readerOf(person), asked, later(1)))).kind, who).toBe(
        'not-found',
      );
    }
    expect((await refusalOf(eraseCorrection(sql, s.writer, { ...asked, reason: '' }, later(1)))).fields).toEqual({
      reason: 'text:empty',
    });
    await eraseCorrection(sql, s.writer, asked, later(1));
    expect(await s.beside(s.one)).toMatchObject([
      { answer: 'no', correctionHtml: '', erasedReason: 'It identified someone.', erasedByAuthor: false },
    ]);
    expect(JSON.stringify(await sql`select * from reflection`)).not.toContain('Canary who');
    expect((await refusalOf(eraseCorrection(sql, s.writer, asked, later(1)))).kind).toBe('not-found');
    const other = await aPublishedSynthesis();
    expect(
      (await refusalOf(eraseCorrection(sql, other.writer, { ...asked, discussion: other.id }, later(1)))).kind,
    ).toBe('not-found');
  });

  it('stays beside the place of a statement that was taken out, and none is asked for there', async () => {
    const s = await aPublishedSynthesis();
    await s.answer(s.anna, s.one, 'no', 'I never said this.');
    await removeStatement(
      sql,
      s.writer,
      { discussion: s.id, statement: s.two, version: 1, reason: 'Unclear' },
      later(1),
    );
    expect((await s.task(s.bilal))!.doneAt).not.toBeNull();
    expect((await s.task(s.anna))!.doneAt).not.toBeNull();
    expect((await refusalOf(s.answer(s.bilal, s.two, 'yes'))).message).toBe('synthesis:refusals.statement-withdrawn');
    await removeStatement(sql, s.writer, { discussion: s.id, statement: s.one, version: 1, reason: 'Wrong' }, later(1));
    expect(await s.beside(s.one)).toMatchObject([{ answer: 'no' }]);
  });
});

describe('the mail', () => {
  const t = i18nFor('en').getFixedT('en', 'mail');
  const written = async (mail: MailRow) => sql.begin((tx) => synthesisMail.reflect!(tx, mail, t));

  it('names the discussion, counts the statements and leads to the page, and holds no words of anyone', async () => {
    const s = await aPublishedSynthesis();
    const mail = (await s.mails()).find((m) => m.personId === s.anna.id)!;
    const text = await written(mail);
    expect(text).toMatchObject({ link: { path: `/reflections/${s.id}` } });
    expect(text!.paragraphs[0]).toContain('2 statements rest on your words');
    expect(JSON.stringify(text)).not.toMatch(/budget|One\.|Two\./);
    for (const language of ['en', 'fr', 'ar'] as const) {
      const other = await sql.begin((tx) =>
        synthesisMail.reflect!(tx, { ...mail, language }, i18nFor(language).getFixedT(language, 'mail')),
      );
      expect(JSON.stringify(other)).not.toMatch(/synthesis\.reflect|\{\{/);
    }
  });

  it('is not sent to those who have answered meanwhile, or may no longer read it', async () => {
    const s = await aPublishedSynthesis({ readers: 'invited' });
    const [anna, bilal] = (await s.mails()).sort(
      (a, b) => Number(a.personId === s.bilal.id) - Number(b.personId === s.bilal.id),
    );
    await s.answer(s.bilal, s.two, 'yes');
    expect(await written(bilal!)).toBeNull();
    expect(await written(anna!)).not.toBeNull();
    await sql`delete from discussion_invitation where discussion_id = ${s.id}`;
    expect(await written(anna!)).toBeNull();
    expect(await written({ ...anna!, personId: null })).toBeNull();
  });
});

test('when the time for answers has passed, the task is taken away from those who did not answer', async () => {
  const s = await aPublishedSynthesis();
  const [due] = await sql<
    { id: number; at: Date; about: Record<string, unknown> }[]
  >`select id, at, about from due where deed = 'end-reflections' and (about->>'discussion')::bigint = ${s.id}`;
  expect(due!.at).toEqual(later(14));
  const end = (at: Date) =>
    sql.begin((tx) => synthesisDeeds['end-reflections']!(tx, { ...due!, deed: 'end-reflections', tries: 0, at }));
  await end(later(13));
  expect((await s.task(s.bilal))!.doneAt).toBeNull();
  await end(later(14));
  expect((await s.task(s.bilal))!.doneAt).not.toBeNull();
});

test('the answers of many people at once are all there', async () => {
  const s = await aBegunSynthesis(sql);
  const people = await Promise.all(Array.from({ length: 12 }, () => aPerson(sql, { organisation: s.ngo })));
  const posts: number[] = [];
  for (const person of people)
    posts.push((await writePost(sql, await person.reader(), aPostForm(s.id, `Words of ${person.name}`), during)).id);
  const { id } = await saveStatement(sql, s.writer, aStatementForm(s.id, 'All say so.', posts), during);
  await waiveRest(sql, s.writer, s.id);
  await publishSynthesis(sql, s.writer, s.id, after);
  await Promise.all(
    people.map(async (p) =>
      answerReflection(
        sql,
        await p.reader(),
        { discussion: s.id, statement: id, answer: 'yes', correction: '' },
        later(1),
      ),
    ),
  );
  const [statement] = (await readSynthesis(sql, null, s.id, 'en')).statements;
  expect([statement!.asked, statement!.reflections.length]).toEqual([12, 12]);
  expect(await sql`select from task where key = ${`reflect:${s.id}`} and done_at is null`).toHaveLength(0);
});
