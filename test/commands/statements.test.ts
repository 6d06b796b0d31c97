import { randomUUID } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { readCited } from '../../app/citations/queries.server';
import { work } from '../../app/consultations/map/tasks';
import { proposeStatement, seedStatement } from '../../app/consultations/statements/commands/proposing.server';
import {
  approveStatement,
  mergeStatement,
  refuseStatement,
  translateStatement,
  withdrawStatement,
} from '../../app/consultations/statements/commands/settling.server';
import { castVote, castVotes } from '../../app/consultations/statements/commands/voting.server';
import {
  findMapHash,
  listUncounted,
  readBallots,
  readVotes,
  storeCounts,
  storeMap,
} from '../../app/consultations/statements/counting.server';
import { shownOf } from '../../app/consultations/statements/figures';
import { readResults } from '../../app/consultations/statements/queries/results.server';
import { findStatement, readMine, readVoting } from '../../app/consultations/statements/queries/voting.server';
import type { Choice } from '../../app/consultations/statements/statement';
import { isRefusal } from '../../app/shared/refusal';
import type { SomeConsultation } from '../support/consultations';
import { freshDatabase } from '../support/database';
import { writeLetters } from '../support/letters';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aStatement, votesOf, withStatements } from '../support/statements';

const { sql } = await freshDatabase();
const now = new Date();

const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => undefined,
    (e) => (isRefusal(e) ? e.message : e),
  );
const vote = async (who: SomePerson, consultation: number, statement: number, choice: Choice, at = now) =>
  castVote(sql, await who.reader(), { consultation, statement, choice }, at);
const propose = async (
  who: SomePerson,
  c: SomeConsultation,
  words: string,
  at = now,
  seen = true,
  once = randomUUID(),
) => proposeStatement(sql, await who.reader(), { consultation: c.id, words, language: 'en', once, seen }, at);
const rowsOf = (statement: number) =>
  sql<{ personId: number; choice: number }[]>`
    select person_id, choice from consultation_vote where statement_id = ${statement} order by person_id`;
const stateOf = async (id: number) =>
  (await sql<{ state: string }[]>`select state from consultation_statement where id = ${id}`)[0]!.state;
/** After the phase in which statements are open. */
const later = new Date(now.getTime() + 300 * 3_600_000);

/** Counts as the server does beside the requests. */
async function count(consultation: number): Promise<boolean> {
  const votes = await readVotes(sql, consultation);
  const counted = votes.map((v) => ({ ...v, shown: shownOf(v.votes) }));
  return storeCounts(sql, consultation, counted, new Date());
}

describe('voting', () => {
  it('counts one vote for each person, however often and from however many windows it comes; the last holds', async () => {
    const c = await withStatements(sql, 2);
    const person = await aPerson(sql);
    const both = (choice: Choice) => [1, 2, 3, 4].map(() => vote(person, c.id, c.statements[0]!, choice));
    await Promise.all([...both('agree'), ...both('agree')]);
    expect(await rowsOf(c.statements[0]!)).toEqual([{ personId: person.id, choice: 1 }]);
    await vote(person, c.id, c.statements[0]!, 'disagree');
    expect(await rowsOf(c.statements[0]!)).toEqual([{ personId: person.id, choice: -1 }]);
    const voices = await sql`select submitted_at from consultation_voice where consultation_id = ${c.id}`;
    expect(voices).toHaveLength(1);
    expect(voices[0]!.submittedAt).not.toBeNull();
  });

  it('tells of a vote that changes something, and of no other', async () => {
    const c = await withStatements(sql, 1);
    const person = await aPerson(sql);
    const told = async () =>
      (
        await sql`select from announcement where what = 'consultation.votes-changed' and (ids ->> 'consultation')::bigint = ${c.id}`
      ).length;
    await vote(person, c.id, c.statements[0]!, 'pass');
    await vote(person, c.id, c.statements[0]!, 'pass');
    expect(await told()).toBe(1);
    await vote(person, c.id, c.statements[0]!, 'agree');
    expect(await told()).toBe(2);
  });

  it('is refused on what is withdrawn, refused or merged, and nothing is counted', async () => {
    const c = await withStatements(sql, 4);
    const facilitator = await c.facilitator.reader();
    const [gone, no, same, stays] = c.statements as [number, number, number, number];
    await withdrawStatement(sql, facilitator, { consultation: c.id, statement: gone }, now);
    await refuseStatement(sql, facilitator, { consultation: c.id, statement: no, reason: 'It names a person.' }, now);
    await mergeStatement(sql, facilitator, { consultation: c.id, statement: same, into: stays }, now);
    const person = await aPerson(sql);
    for (const [statement, why] of [
      [gone, 'withdrawn'],
      [no, 'refused'],
      [same, 'merged'],
    ] as const) {
      expect(await refused(vote(person, c.id, statement, 'agree'))).toBe(`statements:refusals.vote-${why}`);
      expect(await rowsOf(statement)).toEqual([]);
    }
    expect(await sql`select from consultation_voice where consultation_id = ${c.id}`).toHaveLength(0);
  });

  it('of somebody whose voice is counted is refused likewise', async () => {
    const c = await withStatements(sql, 2);
    const person = await aPerson(sql);
    await vote(person, c.id, c.statements[1]!, 'agree');
    await withdrawStatement(
      sql,
      await c.facilitator.reader(),
      { consultation: c.id, statement: c.statements[0]! },
      now,
    );
    expect(await refused(vote(person, c.id, c.statements[0]!, 'agree'))).toBe('statements:refusals.vote-withdrawn');
    expect(await rowsOf(c.statements[0]!)).toEqual([]);
  });

  it('of many at once is each answered for itself, and told of once', async () => {
    const c = await withStatements(sql, 3, { readers: 'invited', invited: [await anOrganisation(sql)] });
    const [one, two, gone] = c.statements as [number, number, number];
    await withdrawStatement(sql, await c.facilitator.reader(), { consultation: c.id, statement: gone }, now);
    const inside = await sql<{ organisationId: number }[]>`
      select organisation_id from consultation_invitation where consultation_id = ${c.id}`;
    const people = await Promise.all([1, 2, 3].map(() => aPerson(sql, { organisation: inside[0]!.organisationId })));
    const [first, second, third] = await Promise.all(people.map((p) => p.reader()));
    const stranger = await (await aPerson(sql)).reader();
    await vote(people[2]!, c.id, one, 'pass');
    const heardOf = () =>
      sql`select from announcement where what = 'consultation.votes-changed' and (ids ->> 'consultation')::bigint = ${c.id}`;
    const before = (await heardOf()).length;
    const answers = await castVotes(
      sql,
      c.id,
      [
        { reader: first!, statement: one, choice: 'agree' },
        { reader: stranger, statement: one, choice: 'agree' },
        { reader: second!, statement: gone, choice: 'agree' },
        { reader: first!, statement: two, choice: 'agree' },
        { reader: third!, statement: one, choice: 'disagree' },
        // From another window of the first, a moment later.
        { reader: first!, statement: one, choice: 'disagree' },
        { reader: first!, statement: 999_999_999, choice: 'agree' },
      ],
      now,
    );
    expect(answers.map((no) => no?.message)).toEqual([
      undefined,
      'shared:errors.not-found',
      'statements:refusals.vote-withdrawn',
      undefined,
      undefined,
      undefined,
      'shared:errors.not-found',
    ]);
    const byPerson = [...people.slice(0, 1), people[2]!].map((p) => ({ personId: p.id, choice: -1 }));
    expect(await rowsOf(one)).toEqual(byPerson.sort((a, b) => a.personId - b.personId));
    expect(await rowsOf(two)).toEqual([{ personId: first!.id, choice: 1 }]);
    // Whose every vote was refused has no voice.
    const voices = await sql<{ personId: number }[]>`
      select person_id from consultation_voice where consultation_id = ${c.id} order by person_id`;
    expect(voices.map((v) => v.personId)).toEqual([first!.id, third!.id].sort((a, b) => a - b));
    // Once for those who were counted before, and once for those who came new.
    expect((await heardOf()).length - before).toBe(2);
  });

  it('of the same people on the same statements, written many times at once, waits in no circle', async () => {
    const c = await withStatements(sql, 6);
    const readers = await Promise.all([1, 2, 3, 4, 5].map(async () => (await aPerson(sql)).reader()));
    const all = c.statements.flatMap((statement) => readers.map((reader) => ({ reader, statement })));
    const rounds = (['agree', 'disagree', 'pass', 'agree', 'disagree', 'pass'] as const).map((choice, round) =>
      castVotes(
        sql,
        c.id,
        (round % 2 ? all.toReversed() : all).map((v) => ({ ...v, choice })),
        now,
      ),
    );
    expect((await Promise.all(rounds)).flat().filter(Boolean)).toEqual([]);
    const rows = await sql`select from consultation_vote where statement_id in ${sql(c.statements)}`;
    expect(rows).toHaveLength(all.length);
  });

  it('and withdrawing at once: either the vote came first and went with the statement, or it is refused', async () => {
    const c = await withStatements(sql, 1);
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => aPerson(sql)));
    const facilitator = await c.facilitator.reader();
    const about = { consultation: c.id, statement: c.statements[0]! };
    const outcomes = await Promise.all([
      ...people.slice(0, 3).map((p) => refused(vote(p, c.id, about.statement, 'agree'))),
      refused(withdrawStatement(sql, facilitator, about, now)),
      ...people.slice(3).map((p) => refused(vote(p, c.id, about.statement, 'agree'))),
    ]);
    for (const outcome of outcomes) expect([undefined, 'statements:refusals.vote-withdrawn']).toContain(outcome);
    expect(await rowsOf(about.statement)).toEqual([]);
  });

  it('is closed when the phase is, and before it', async () => {
    const c = await withStatements(sql, 1);
    const person = await aPerson(sql);
    expect(await refused(vote(person, c.id, c.statements[0]!, 'agree', later))).toBe(
      'consultations:refusals.part-closed',
    );
    expect(await rowsOf(c.statements[0]!)).toEqual([]);
  });

  it('on a statement of another consultation, or one that waits, finds nothing', async () => {
    const [c, other] = [await withStatements(sql, 1), await withStatements(sql, 1)];
    const waiting = await aStatement(sql, c, { state: 'waiting' });
    const person = await aPerson(sql);
    for (const statement of [other.statements[0]!, waiting, 999_999])
      expect(await refused(vote(person, c.id, statement, 'agree'))).toBe('shared:errors.not-found');
  });
});

describe('proposing', () => {
  it('waits for a facilitator, once however often the form is sent; then others vote on it', async () => {
    const c = await withStatements(sql);
    const [author, other] = [await aPerson(sql), await aPerson(sql)];
    const once = randomUUID();
    await Promise.all([1, 2, 3].map(() => propose(author, c, 'Fees are paid by the employer.', now, true, once)));
    const { proposed } = await readMine(sql, { consultation: c.id, person: author.id, language: 'en' });
    expect(proposed).toMatchObject([{ number: 1, words: 'Fees are paid by the employer.', state: 'waiting' }]);
    const seenBy = async () => (await readVoting(sql, { consultation: c.id, person: other.id, language: 'en' })).next;
    expect(await seenBy()).toEqual([]);
    const [row] = await sql<{ id: number }[]>`select id from consultation_statement where consultation_id = ${c.id}`;
    await approveStatement(sql, await c.facilitator.reader(), { consultation: c.id, statement: row!.id }, now);
    expect(await seenBy()).toMatchObject([{ number: 1, words: 'Fees are paid by the employer.' }]);
    const [voice] = await sql`select submitted_at from consultation_voice where person_id = ${author.id}`;
    expect(voice!.submittedAt).toBeNull();
  });

  it('shows first what says nearly the same, and takes it when that was seen', async () => {
    const c = await withStatements(sql);
    await aStatement(sql, c, { words: 'Labour inspectors need interpreters.' });
    const author = await aPerson(sql);
    const words = 'Labour inspectors need more interpreters';
    expect(await propose(author, c, words, now, false)).toMatchObject([{ number: 1 }]);
    expect(await sql`select from consultation_statement where consultation_id = ${c.id}`).toHaveLength(1);
    expect(await propose(author, c, words, now, true)).toEqual([]);
    expect(await sql`select from consultation_statement where consultation_id = ${c.id}`).toHaveLength(2);
  });

  it('when the phase has closed meanwhile, keeps what was typed as a draft', async () => {
    const c = await withStatements(sql);
    const author = await aPerson(sql);
    expect(await refused(propose(author, c, 'Typed as it closed.', later))).toBe('statements:refusals.closed-kept');
    const mine = await readMine(sql, { consultation: c.id, person: author.id, language: 'en' });
    expect(mine).toMatchObject({ proposed: [], draft: { words: 'Typed as it closed.', language: 'en' } });
    await propose(author, c, 'Typed as it closed.');
    const then = await readMine(sql, { consultation: c.id, person: author.id, language: 'en' });
    expect(then).toMatchObject({ proposed: [{ state: 'waiting' }], draft: null });
  });

  it('gives numbers in a row to those who propose at once', async () => {
    const c = await withStatements(sql);
    const authors = await Promise.all([1, 2, 3, 4, 5].map(() => aPerson(sql)));
    await Promise.all(authors.map((a, i) => propose(a, c, `At once, ${i}.`)));
    const rows = await sql<{ number: number }[]>`
      select number from consultation_statement where consultation_id = ${c.id} order by number`;
    expect(rows.map((r) => r.number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('is bounded by what waits already', async () => {
    const c = await withStatements(sql);
    const author = await aPerson(sql);
    for (let n = 0; n < 10; n++) await aStatement(sql, c, { author: author.id, state: 'waiting' });
    expect(await refused(propose(author, c, 'One more.'))).toBe('statements:refusals.too-many-waiting');
  });

  it('of seeds is for those who facilitate, also before it opens', async () => {
    const c = await withStatements(sql, 0, { starts: [-2, 10, 20, 30, 40, 50] });
    const seed = { consultation: c.id, words: 'To begin with.', language: 'en', once: randomUUID() };
    await seedStatement(sql, await c.facilitator.reader(), seed, now);
    const [row] = await sql`select state, seed from consultation_statement where consultation_id = ${c.id}`;
    expect(row).toMatchObject({ state: 'approved', seed: true });
    const other = await aPerson(sql);
    expect(await refused(seedStatement(sql, await other.reader(), { ...seed, once: randomUUID() }, now))).toBe(
      'shared:errors.not-found',
    );
  });
});

describe('what becomes of statements', () => {
  it('its author reads why it was refused; approved again, its votes are there', async () => {
    const c = await withStatements(sql);
    const [author, voter] = [await aPerson(sql), await aPerson(sql)];
    const statement = await aStatement(sql, c, { author: author.id });
    await vote(voter, c.id, statement, 'agree');
    const facilitator = await c.facilitator.reader();
    const about = { consultation: c.id, statement };
    await refuseStatement(sql, facilitator, { ...about, reason: 'Two thoughts: propose each.' }, now);
    const { proposed } = await readMine(sql, { consultation: c.id, person: author.id, language: 'en' });
    expect(proposed).toMatchObject([{ state: 'refused', reason: 'Two thoughts: propose each.' }]);
    expect(await readVotes(sql, c.id)).toEqual([]);
    await approveStatement(sql, facilitator, about, now);
    expect(await readVotes(sql, c.id)).toMatchObject([{ votes: [{ agree: 1 }] }]);
  });

  it('is told to its author by mail, without the reason; what they do themselves is told to nobody', async () => {
    const c = await withStatements(sql, 1, { title: 'On interpreters (invented)' });
    const [author, facilitator] = [await aPerson(sql), await c.facilitator.reader()];
    const [one, two] = [
      await aStatement(sql, c, { author: author.id, state: 'waiting' }),
      await aStatement(sql, c, { author: author.id, state: 'waiting' }),
    ];
    const reason = 'Canaryreason (invented).';
    await refuseStatement(sql, facilitator, { consultation: c.id, statement: one, reason }, now);
    await withdrawStatement(sql, await author.reader(), { consultation: c.id, statement: two }, now);
    // Put there by whoever facilitates, and settled by them.
    await refuseStatement(sql, facilitator, { consultation: c.id, statement: c.statements[0]!, reason }, now);
    const letters = (await writeLetters(sql)).filter((l) => JSON.stringify(l).includes('On interpreters'));
    expect(letters.map((l) => [l.to, l.subject, l.link?.path])).toEqual([
      [
        author.email,
        'Your statement in “On interpreters (invented)” was not taken up',
        `/consultations/${c.id}/statements/2`,
      ],
    ]);
    expect(JSON.stringify(letters)).not.toContain('Canaryreason');
  });

  it('withdrawn by its author: words and votes are gone, the number stays', async () => {
    const c = await withStatements(sql);
    const [author, voter] = [await aPerson(sql), await aPerson(sql)];
    const statement = await aStatement(sql, c, { author: author.id, words: 'To be taken back.' });
    await vote(voter, c.id, statement, 'agree');
    await count(c.id);
    const about = { consultation: c.id, statement };
    expect(await refused(withdrawStatement(sql, await voter.reader(), about, now))).toBe('shared:errors.not-found');
    await withdrawStatement(sql, await author.reader(), about, now);
    expect(await stateOf(statement)).toBe('withdrawn');
    for (const table of ['consultation_statement_text', 'consultation_vote', 'consultation_statement_count'])
      expect(await sql`select from ${sql(table)} where statement_id = ${statement}`).toHaveLength(0);
    await propose(author, c, 'Another one.');
    const { proposed } = await readMine(sql, { consultation: c.id, person: author.id, language: 'en' });
    expect(proposed.map((p) => [p.number, p.words, p.state])).toEqual([
      [2, 'Another one.', 'waiting'],
      [1, null, 'withdrawn'],
    ]);
    const cited = await readCited(sql, [{ kind: 'consultation-statement', id: statement }], null, 'en');
    expect(cited('consultation-statement', statement)).toMatchObject({ kind: 'nothing', why: 'gone' });
  });

  it('merged ones point to the one that stays, also when that is merged; two into each other: one stays', async () => {
    const c = await withStatements(sql, 3);
    const [a, b, d] = c.statements as [number, number, number];
    const facilitator = await c.facilitator.reader();
    const merge = (statement: number, into: number) =>
      mergeStatement(sql, facilitator, { consultation: c.id, statement, into }, now);
    await merge(a, b);
    await merge(b, d);
    const at = async (number: number) =>
      (await findStatement(sql, { consultation: c.id, number, person: null, language: 'en' }))!.statement;
    expect([(await at(1)).into, (await at(2)).into]).toEqual([3, 3]);
    expect(await refused(merge(d, d))).toBe('shared:errors.check-fields');
    const two = await withStatements(sql, 2);
    const [x, y] = two.statements as [number, number];
    const outcomes = await Promise.all(
      [
        [x, y],
        [y, x],
      ].map(async ([statement, into]) =>
        refused(
          mergeStatement(
            sql,
            await two.facilitator.reader(),
            { consultation: two.id, statement: statement!, into: into! },
            now,
          ),
        ),
      ),
    );
    expect(outcomes.filter((o) => o === undefined)).toHaveLength(1);
  });

  it('translations are shown to those who read that language; the own words are changed by nobody', async () => {
    const c = await withStatements(sql);
    const statement = await aStatement(sql, c, { words: 'Inspectors need interpreters.' });
    const facilitator = await c.facilitator.reader();
    const about = { consultation: c.id, statement };
    await translateStatement(sql, facilitator, { ...about, language: 'ar', words: 'يحتاج المفتشون إلى مترجمين.' });
    expect(
      await refused(translateStatement(sql, facilitator, { ...about, language: 'en', words: 'Better words.' })),
    ).toBe('shared:errors.check-fields');
    const person = await aPerson(sql);
    const shownIn = async (language: string) =>
      (await readVoting(sql, { consultation: c.id, person: person.id, language })).next[0];
    expect(await shownIn('ar')).toMatchObject({ language: 'ar', from: 'en' });
    expect(await shownIn('fr')).toMatchObject({ language: 'en', from: null });
  });

  test.each(['approve', 'refuse', 'merge', 'translate'] as const)(
    '%s: nobody else may, or learns of it',
    async (what) => {
      const c = await withStatements(sql, 2);
      const reader = await (await aPerson(sql)).reader();
      const about = { consultation: c.id, statement: c.statements[0]! };
      const deeds = {
        approve: () => approveStatement(sql, reader, about, now),
        refuse: () => refuseStatement(sql, reader, { ...about, reason: 'x' }, now),
        merge: () => mergeStatement(sql, reader, { ...about, into: c.statements[1]! }, now),
        translate: () => translateStatement(sql, reader, { ...about, language: 'fr', words: 'x' }),
      };
      expect(await refused(deeds[what]())).toBe('shared:errors.not-found');
      expect(await stateOf(about.statement)).toBe('approved');
    },
  );
});

describe('counting', () => {
  it('leaves survivor groups out of every figure, total, order and map', async () => {
    const c = await withStatements(sql, 1);
    const [statement] = c.statements as [number];
    await votesOf(sql, c.id, 'government', statement, { agree: 8, disagree: 7, pass: 6 });
    await votesOf(sql, c.id, 'media', statement, { agree: 6, disagree: 7, pass: 8 });
    expect(await count(c.id)).toBe(true);
    const without = await readResults(sql, { consultation: c.id, person: null, seen: 'all', language: 'en' });
    await votesOf(sql, c.id, 'survivor-group', statement, { agree: 9 });
    expect(await count(c.id)).toBe(false);
    const results = await readResults(sql, { consultation: c.id, person: null, seen: 'all', language: 'en' });
    expect(results.statements).toEqual(without.statements);
    expect(results.statements[0]!.shown).toMatchObject({ voters: 42 });
    expect((await readBallots(sql, c.id)).rows).toHaveLength(42);
  });

  it('a survivor group that votes through the door that all use is told of to nobody', async () => {
    const c = await withStatements(sql, 1);
    const group = await anOrganisation(sql, { sector: 'survivor-group' });
    const person = await aPerson(sql, { organisation: group });
    await vote(person, c.id, c.statements[0]!, 'agree');
    expect(await rowsOf(c.statements[0]!)).toHaveLength(1);
    expect(await count(c.id)).toBe(false);
    expect(await readVotes(sql, c.id)).toEqual([]);
  });

  it('tells of figures that moved, and of no others; finds what was never counted', async () => {
    const c = await withStatements(sql, 1);
    const [statement] = c.statements as [number];
    await votesOf(sql, c.id, 'media', statement, { agree: 6, disagree: 6 });
    expect(await listUncounted(sql)).toContain(c.id);
    expect(await count(c.id)).toBe(true);
    expect(await count(c.id)).toBe(false);
    expect(await listUncounted(sql)).not.toContain(c.id);
    // One vote of a sector of which nothing is shown.
    await votesOf(sql, c.id, 'academia', statement, { agree: 1 });
    await count(c.id);
    const { statements } = await readResults(sql, { consultation: c.id, person: null, seen: 'all', language: 'en' });
    expect(statements[0]!.shown!.sectors.map((s) => s.sector)).toEqual(['media']);
  });

  it('shows a participant the results of what they have voted on, and the map when nothing is left', async () => {
    const c = await withStatements(sql, 2);
    const [person] = (await votesOf(sql, c.id, 'media', c.statements[0]!, { agree: 6 })) as [SomePerson];
    await count(c.id);
    await storeMap(sql, c.id, work({ deed: 'map', ballots: await readBallots(sql, c.id), known: null }) as never, now);
    const seenBy = () => readResults(sql, { consultation: c.id, person: person.id, seen: 'voted', language: 'en' });
    const first = await seenBy();
    expect(first.statements.map((s) => s.number)).toEqual([1]);
    expect(first).toMatchObject({ all: 2, map: null });
    await vote(person, c.id, c.statements[1]!, 'pass');
    expect(await seenBy()).toMatchObject({ map: { map: { outcome: 'too-few', extremity: {} } } });
    const nobody = await readResults(sql, { consultation: c.id, person: null, seen: 'none', language: 'en' });
    expect(nobody).toMatchObject({ statements: [], map: null });
  });

  it('draws no map again of the same votes', async () => {
    const c = await withStatements(sql, 3);
    for (const statement of c.statements) await votesOf(sql, c.id, 'media', statement, { agree: 3, disagree: 3 });
    const ballots = await readBallots(sql, c.id);
    const drawn = work({ deed: 'map', ballots, known: await findMapHash(sql, c.id) });
    await storeMap(sql, c.id, drawn as never, now);
    expect(
      work({ deed: 'map', ballots: await readBallots(sql, c.id), known: await findMapHash(sql, c.id) }),
    ).toBeNull();
  });
});
