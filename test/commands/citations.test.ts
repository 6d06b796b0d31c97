import { describe, expect, it } from 'vitest';
import {
  cite,
  markSourceChanged,
  markSourceShown,
  replaceCitations,
  uncite,
} from '../../app/citations/commands.server';
import { citingOf, readCited } from '../../app/citations/queries.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { redactPost, withdrawPost } from '../../app/facilitation/redaction.server';
import { translatePost } from '../../app/facilitation/translating.server';
import { publishSynthesis } from '../../app/synthesis/commands/closing.server';
import { saveStatement } from '../../app/synthesis/commands/writing.server';
import { freshDatabase } from '../support/database';
import { aPerson } from '../support/people';
import { aBegunSynthesis, after, aStatementForm, during, outsiders, readerOf, waiveRest } from '../support/synthesis';

const queries: string[] = [];
const { sql } = await freshDatabase({ onQuery: (text) => void queries.push(text) });

async function aStatement(values: Parameters<typeof aBegunSynthesis>[1] = {}) {
  const s = await aBegunSynthesis(sql, values);
  const { id } = await saveStatement(sql, s.writer, aStatementForm(s.id, 'It rests on one.', [s.first]), during);
  const citing = { kind: 'statement' as const, id };
  const rows = () => sql<
    { citedId: number; citedVersion: number; state: string; anchor: string; settledAt: Date | null }[]
  >`
    select cited_id, cited_version, state, anchor, settled_at from citation where citing_kind = 'statement' and citing_id = ${id} order by anchor, cited_id`;
  return { ...s, statement: id, citing, rows, made: { by: s.writer.id, now: during } };
}

describe('citing', () => {
  it('the same thing twice cites it once, in the version that stands now', async () => {
    const s = await aStatement();
    await sql.begin((tx) => cite(tx, s.citing, { kind: 'post', id: s.second, version: 1 }, s.made));
    await sql.begin((tx) => cite(tx, s.citing, { kind: 'post', id: s.second, version: 3 }, s.made));
    expect(await s.rows()).toMatchObject([
      { citedId: s.first, citedVersion: 1 },
      { citedId: s.second, citedVersion: 3 },
    ]);
  });

  it('at two places of a thing is two citations', async () => {
    const s = await aStatement();
    await sql.begin((tx) => cite(tx, { ...s.citing, anchor: 'b' }, { kind: 'post', id: s.first, version: 1 }, s.made));
    expect((await s.rows()).map((r) => r.anchor)).toEqual(['', 'b']);
    await sql.begin((tx) => uncite(tx, s.citing, { kind: 'post', id: s.first }));
    expect((await s.rows()).map((r) => r.anchor)).toEqual(['b']);
  });

  it('all anew keeps what stays, and says whether anything is other than before', async () => {
    const s = await aStatement();
    const replace = (ids: [number, number | null][]) =>
      sql.begin((tx) =>
        replaceCitations(
          tx,
          s.citing,
          ids.map(([id, version]) => ({ kind: 'post', id, version })),
          s.made,
        ),
      );
    expect(await replace([[s.first, 1]])).toBe(false);
    expect(
      await replace([
        [s.second, 1],
        [s.first, 1],
      ]),
    ).toBe(true);
    expect(await replace([[s.second, 1]])).toBe(true);
    expect((await s.rows()).map((r) => r.citedId)).toEqual([s.second]);
    expect(await replace([[s.second, null]])).toBe(false);
    expect(await replace([])).toBe(true);
    expect(await s.rows()).toEqual([]);
  });

  it('what cannot be read is kept as it was cited, and settled', async () => {
    const s = await aStatement();
    await sql.begin((tx) => markSourceChanged(tx, { kind: 'post', id: s.first, state: 'gone' }));
    await sql.begin((tx) => cite(tx, s.citing, { kind: 'post', id: s.first, version: null }, s.made));
    expect(await s.rows()).toMatchObject([{ citedVersion: 1, state: 'gone', settledAt: during }]);
    await sql.begin((tx) => markSourceChanged(tx, { kind: 'post', id: s.first, state: 'gone' }));
    expect(await s.rows()).toMatchObject([{ settledAt: null }]);
  });

  it('a thing that nothing cites can change without anyone being told', async () => {
    const s = await aStatement();
    const before = await sql`select from announcement where what = 'synthesis.source-changed'`;
    await sql.begin((tx) => markSourceChanged(tx, { kind: 'post', id: s.third, state: 'changed' }));
    await sql.begin((tx) => markSourceShown(tx, { kind: 'post', id: s.third, version: 1 }));
    expect(await sql`select from announcement where what = 'synthesis.source-changed'`).toHaveLength(before.length);
  });

  it.each([
    [1, 'current'],
    [2, 'changed'],
  ])('shown again in version %i, it is %s', async (version, state) => {
    const s = await aStatement();
    await sql.begin((tx) => markSourceChanged(tx, { kind: 'post', id: s.first, state: 'hidden' }));
    await sql.begin((tx) => markSourceShown(tx, { kind: 'post', id: s.first, version }));
    expect(await s.rows()).toMatchObject([{ state }]);
  });
});

describe('what is cited', () => {
  const one = (id: number) => [{ kind: 'post' as const, id }];

  it('is read with the rights of its reader', async () => {
    const s = await aStatement({ readers: 'invited' });
    const people = [
      ...(await outsiders(sql, s.id, (await aBegunSynthesis(sql)).ngo)),
      ['one who is invited', s.bilal] as const,
      ['the facilitator', s.facilitator] as const,
    ];
    const allowed = new Set(['a participant', 'an observer', 'one who is invited', 'the facilitator']);
    for (const [who, person] of people) {
      const thing = (await readCited(sql, one(s.first), await readerOf(person), 'en'))('post', s.first);
      if (allowed.has(who))
        expect(thing, who).toMatchObject({
          kind: 'post',
          author: 'Anna Demonstration',
          excerpt: 'Shelters need a budget line of their own.',
        });
      else expect(thing, who).toEqual({ kind: 'nothing', why: 'not-for-you' });
    }
  });

  it('gives author, organisation, sector, beginning and path, in one query for all', async () => {
    const s = await aStatement();
    queries.length = 0;
    const things = await readCited(
      sql,
      [s.first, s.second, s.third, 987_654].map((id) => ({ kind: 'post' as const, id })),
      null,
      'en',
    );
    expect(queries).toHaveLength(1);
    expect(things('post', s.second)).toMatchObject({
      organisation: expect.stringContaining('invented'),
      sector: 'government',
      path: `/posts/${s.second}`,
      version: 1,
      language: 'en',
      translated: false,
    });
    expect(things('post', 987_654)).toEqual({ kind: 'nothing', why: 'not-for-you' });
    expect((await readCited(sql, [], null, 'en'))('post', 1)).toEqual({ kind: 'nothing', why: 'not-for-you' });
  });

  it('is shown in a translation where there is one of its present words', async () => {
    const s = await aStatement();
    await translatePost(
      sql,
      s.writer,
      { post: s.first, language: 'fr', body: 'Il faut une ligne budgétaire.', version: 1 },
      during,
    );
    const french = async () => (await readCited(sql, one(s.first), null, 'fr'))('post', s.first);
    expect(await french()).toMatchObject({
      excerpt: 'Il faut une ligne budgétaire.',
      language: 'fr',
      translated: true,
    });
    await sql`update post set version = 2 where id = ${s.first}`;
    expect(await french()).toMatchObject({ language: 'en', translated: false });
  });

  it('leaves a place without words where it is hidden, withdrawn or redacted, for those who moderate too', async () => {
    const s = await aStatement();
    await hidePost(sql, s.writer, { post: s.first, reason: 'Checked' }, during);
    await withdrawPost(sql, await s.bilal.reader(), { post: s.second, reason: '' }, during);
    await redactPost(sql, s.writer, { post: s.third, reason: 'Identifies someone' }, during);
    for (const reader of [
      null,
      s.writer,
      await s.anna.reader(),
      await (await aPerson(sql, { secretariat: true })).reader(),
    ]) {
      const things = await readCited(
        sql,
        [s.first, s.second, s.third].map((id) => ({ kind: 'post' as const, id })),
        reader,
        'en',
      );
      const all = [s.first, s.second, s.third].map((id) => things('post', id));
      expect(all.map((x) => x.kind === 'nothing' && x.why)).toEqual(['hidden', 'gone', 'gone']);
      expect(JSON.stringify(all)).not.toMatch(/budget|inspectors|Interpreters/);
    }
  });
});

describe('what cites', () => {
  it('is seen from the cited thing once it is published, by those who may read it', async () => {
    const s = await aStatement({ readers: 'invited' });
    expect(await citingOf(sql, 'post', s.first, s.writer, 'en')).toEqual([]);
    await waiveRest(sql, s.writer, s.id);
    await publishSynthesis(sql, s.writer, s.id, after);
    const seen = [
      {
        kind: 'statement',
        id: s.statement,
        words: 'It rests on one.',
        language: 'en',
        path: `/statements/${s.statement}`,
      },
    ];
    expect(await citingOf(sql, 'post', s.first, await s.anna.reader(), 'fr')).toEqual(seen);
    expect(await citingOf(sql, 'post', s.second, await s.anna.reader(), 'fr')).toEqual([]);
    expect(await citingOf(sql, 'post', s.first, null, 'en')).toEqual([]);
    expect(await citingOf(sql, 'post', s.first, await (await aPerson(sql)).reader(), 'en')).toEqual([]);
  });
});
