import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { voteFor } from '../../app/events/live/commands/asking.server';
import { readChanged, readShown } from '../../app/events/live/queries/shown.server';
import type { Reader } from '../../app/people/person';
import { randomFrom } from '../../app/shared/rich-text/random-for-tests';
import { freshDatabase } from '../support/database';
import { aTalk, shownTo } from '../support/talk';

const { sql } = await freshDatabase();
const people = 1000;
const questions = 30;
const atOnce = 40;

/** Readers as a session would give them, without a thousand sessions. */
async function aThousand(event: number): Promise<Reader[]> {
  const rows = await sql<{ id: number; email: string }[]>`
    with made as (
      insert into person (handle, email, name, state, email_confirmed_at)
      select 'voter.n' || n, 'voter' || n || '@plenary.example', 'Voter ' || n, 'active', now() from generate_series(1, ${people}) n
      returning id, email, name
    ), placed as (
      insert into registration (event_id, person_id, email, name, sector, region, language, time_zone, state, place_order)
      select ${event}, id, email, name, 'civil-society', '002', 'en', 'UTC', 'registered', nextval('registration_order') from made
    )
    select id, email from made order by id`;
  return rows.map(
    ({ id, email }) =>
      ({ id, email, state: 'active', secretariat: false, organisationId: null, offices: [] }) as unknown as Reader,
  );
}

test('1,000 people upvote as fast as they can, many of them twice: each counts once, and the order is right', async () => {
  const talk = await aTalk(sql);
  const now = new Date();
  const readers = await aThousand(talk.id);
  const ids: number[] = [];
  for (let n = 0; n < questions; n++) {
    const [row] = await sql<{ id: number }[]>`
      insert into talk_question (event_id, words, state, asked_at, once) values (${talk.id}, ${`Question ${n}?`}, 'shown', ${now}, ${randomUUID()}) returning id`;
    ids.push(row!.id);
  }
  // Two upvotes for each, of which some are the same one again; some questions are wanted by far more than others.
  const chance = randomFrom(20261122);
  const wanted = () => ids[Math.floor((chance.below(1000) / 1000) ** 2 * questions)]!;
  const votes: { reader: Reader; question: number }[] = [];
  for (const reader of readers) {
    const question = wanted();
    votes.push({ reader, question }, { reader, question: chance.chance(0.2) ? question : wanted() });
  }
  // In no particular order, and one in ten sent again at once.
  const sent = votes.flatMap((v) => (chance.chance(0.1) ? [v, v] : [v]));
  for (let i = sent.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    [sent[i], sent[j]] = [sent[j]!, sent[i]!];
  }
  expect(sent.length).toBeGreaterThan(2 * people);

  let at = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (at < sent.length) {
        const { reader, question } = sent[at++]!;
        await voteFor(sql, reader, { event: talk.id, question, on: true }, now);
      }
    }),
  );

  const counted = new Map(
    ids.map((id) => [id, new Set(votes.filter((v) => v.question === id).map((v) => v.reader.id)).size]),
  );
  const order = [...counted].sort(([a, n], [b, m]) => m - n || a - b);
  const shown = (await readShown(sql, talk.id, null)).questions.map((q) => [q.id, q.votes]);
  expect(shown).toEqual(order);
  const pushed = await readChanged(sql, talk.id, { questions: [], votes: ids, polls: [] });
  expect(new Map(pushed.votes)).toEqual(counted);
  const [rows] = await sql<{ n: number }[]>`select count(*) as n from talk_vote`;
  expect(rows!.n).toBe([...counted.values()].reduce((sum, n) => sum + n, 0));
}, 120_000);

test('upvotes and their taking back, all at once, leave what was wanted last', async () => {
  const talk = await aTalk(sql);
  const now = new Date();
  const [row] = await sql<{ id: number }[]>`
    insert into talk_question (event_id, words, state, asked_at, once) values (${talk.id}, 'One?', 'shown', ${now}, ${randomUUID()}) returning id`;
  const [one, two] = [await talk.one.reader(), await talk.two.reader()];
  const vote = (reader: Reader, on: boolean) => voteFor(sql, reader, { event: talk.id, question: row!.id, on }, now);
  await Promise.all(Array.from({ length: 20 }, (_, i) => vote(i % 2 ? one : two, i % 4 < 2)));
  await vote(one, true);
  await vote(two, false);
  expect((await readShown(sql, talk.id, null)).questions).toMatchObject([{ id: row!.id, votes: 1 }]);
  expect((await shownTo(sql, talk, one)).mine.votes).toEqual([row!.id]);
});
