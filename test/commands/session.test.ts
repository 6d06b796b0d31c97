import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  changeItem,
  raiseItem,
  removeItem,
  translateItem,
} from '../../app/consultations/session/commands/agenda.server';
import {
  answerInSession,
  proposeInSession,
  voteInSession,
} from '../../app/consultations/session/commands/answering.server';
import {
  askFloor,
  endFloor,
  giveFloor,
  skipHand,
  takeBackFloor,
} from '../../app/consultations/session/commands/floor.server';
import { closeSession, goToItem, showResults } from '../../app/consultations/session/commands/running.server';
import { readLeading } from '../../app/consultations/session/queries/leading.server';
import { readShown } from '../../app/consultations/session/queries/shown.server';
import { readSession } from '../../app/consultations/session/rules.server';
import { approveStatement, withdrawStatement } from '../../app/consultations/statements/commands/settling.server';
import { freshDatabase } from '../support/database';
import { aPerson, type SomePerson } from '../support/people';
import { anItem, aSession, casting, gone, of, type SomeSession, started, versionOf } from '../support/sessions';
import { votesOf } from '../support/statements';

const { sql } = await freshDatabase();
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const now = () => new Date();

const shownTo = async (session: SomeSession, person: SomePerson | null) => {
  const reader = person && (await person.reader());
  const ruled = await readSession(sql, reader, session.event.id);
  return readShown(sql, ruled, ruled.here);
};
const boardOf = async (session: SomeSession, seesNames = true) => {
  const ruled = await readSession(sql, await session.leader.reader(), session.event.id);
  return (await readLeading(sql, ruled, 'en', seesNames)).board;
};
const ask = async (session: SomeSession, person: SomePerson, labelled = false, when = now()) =>
  askFloor(sql, await person.reader(), { event: session.event.id, up: true, labelled }, when);
const handOf = async (person: SomePerson) => {
  const [row] = await sql<{ id: number }[]>`select id from led_hand where person_id = ${person.id}`;
  return row?.id ?? 0;
};
const give = async (session: SomeSession, person: SomePerson) =>
  giveFloor(sql, await session.leader.reader(), { event: session.event.id, hand: await handOf(person) }, now());
const vote = async (session: SomeSession, person: SomePerson, place: number, choice: 'agree' | 'disagree' = 'agree') =>
  voteInSession(
    sql,
    await person.reader(),
    {
      event: session.event.id,
      item: session.items[place]!,
      statement: session.consultation.statements[0]!,
      choice,
    },
    casting(sql, person),
  );

describe('an agenda', () => {
  test('goes on, back and to its end, and counts how long each item was on', async () => {
    const session = await started(sql, await aSession(sql, { items: ['question', 'floor'] }), at(-30));
    await gone(sql, session, 1, at(-20));
    await gone(sql, session, 0, at(-15));
    const version = await versionOf(sql, session);
    await closeSession(sql, await session.leader.reader(), { event: session.event.id, version }, at(-9));
    const { shown } = await shownTo(session, null);
    expect(shown.state).toBe('ended');
    expect(shown.items.map((i) => Math.round(i.spentMs / 60_000))).toEqual([16, 5]);
    expect(shown.items.every((i) => i.resultsShown)).toBe(true);
  });

  test('is moved by one of two who press at once', async () => {
    const session = await started(sql, await aSession(sql, { items: ['question', 'floor', 'question'] }));
    const other = await aPerson(sql, { secretariat: true });
    const about = { event: session.event.id, item: session.items[1]!, version: await versionOf(sql, session) };
    const pressed = await Promise.allSettled(
      [session.leader, other].map(async (who) => goToItem(sql, await who.reader(), about, now())),
    );
    expect(pressed.map((p) => p.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pressed.find((p) => p.status === 'rejected')).toMatchObject({
      reason: { kind: 'conflict', message: 'session:refusals.moved' },
    });
    expect((await shownTo(session, null)).shown.currentId).toBe(session.items[1]);
  });

  test('without items does not begin; with items it does once', async () => {
    const session = await aSession(sql);
    await expect(started(sql, session)).rejects.toMatchObject({ message: 'session:refusals.no-items' });
    await anItem(sql, session, { kind: 'floor' });
    await started(sql, session);
    await expect(started(sql, session)).rejects.toMatchObject({ message: 'session:refusals.started' });
  });

  test('is changed by whoever read it last, said in other languages of the consultation, and keeps what was on', async () => {
    const session = await aSession(sql, { items: ['question', 'floor', 'floor'] });
    await sql`insert into consultation_language (consultation_id, language) values (${session.consultation.id}, 'fr')`;
    const reader = await session.leader.reader();
    const event = session.event.id;
    const [first, second, third] = session.items as [number, number, number];
    const change = { item: first, minutes: 5, title: 'Other', words: 'Why?', statements: null, version: 1 };
    await changeItem(sql, reader, event, change);
    await expect(changeItem(sql, reader, event, change)).rejects.toMatchObject({ kind: 'conflict' });
    await translateItem(sql, reader, event, { item: first, language: 'fr', title: 'Autre', words: '' });
    const russian = { item: first, language: 'ru', title: 'x', words: '' };
    await expect(translateItem(sql, reader, event, russian)).rejects.toMatchObject({ kind: 'invalid' });
    await raiseItem(sql, reader, event, { item: second, version: await versionOf(sql, session) });
    await removeItem(sql, reader, event, { item: third, version: await versionOf(sql, session) });
    expect((await shownTo(session, null)).shown.items.map((i) => i.id)).toEqual([second, first]);
    await started(sql, session);
    const version = await versionOf(sql, session);
    await expect(removeItem(sql, reader, event, { item: second, version })).rejects.toMatchObject({
      message: 'session:refusals.was-on',
    });
    expect((await shownTo(session, null)).shown.items[1]!.texts.map((x) => x.title)).toEqual(['Other', 'Autre']);
  });

  test('is nobody’s who does not facilitate: it is not there', async () => {
    const session = await started(sql, await aSession(sql, { items: ['floor'] }));
    const about = { event: session.event.id, item: session.items[0]!, version: 1 };
    for (const who of [session.event.one, session.event.speaker])
      await expect(goToItem(sql, await who.reader(), about, now())).rejects.toMatchObject({ kind: 'not-found' });
    await expect(readSession(sql, null, session.event.id + 100_000)).rejects.toMatchObject({ kind: 'not-found' });
    const hidden = await aSession(sql, { items: ['floor'], consultation: { readers: 'registered' } });
    await expect(readSession(sql, null, hidden.event.id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('stops where the event is cancelled under it', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements', 'floor'] }));
    await sql`update event set cancelled_at = now() where id = ${session.event.id}`;
    await expect(gone(sql, session, 1)).rejects.toMatchObject({ message: 'session:refusals.cancelled' });
    await expect(vote(session, session.event.one, 0)).rejects.toMatchObject({ message: 'session:refusals.cancelled' });
    await expect(ask(session, session.event.one)).rejects.toMatchObject({ message: 'session:refusals.cancelled' });
    expect((await shownTo(session, null)).shown.state).toBe('cancelled');
  });
});

describe('statements of a session', () => {
  test('are voted on while their item is on, once by each person', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements', 'floor'] }));
    const voter = await aPerson(sql);
    await Promise.all([vote(session, voter, 0), vote(session, voter, 0)]);
    await vote(session, voter, 0, 'disagree');
    const [statement] = session.consultation.statements as [number];
    expect(await sql`select choice from consultation_vote where statement_id = ${statement}`).toEqual([{ choice: -1 }]);
    expect((await shownTo(session, voter)).mine.votes).toEqual({ [statement]: -1 });
    await gone(sql, session, 1);
    await expect(vote(session, voter, 0)).rejects.toMatchObject({ message: 'session:refusals.item-over' });
    expect(await sql`select choice from consultation_vote where statement_id = ${statement}`).toEqual([{ choice: -1 }]);
  });

  test('are refused that were withdrawn, that are of another item, and when the phase has closed meanwhile', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements'], statements: 3 }));
    const [first, second, third] = session.consultation.statements as [number, number, number];
    const about = { event: session.event.id, item: session.items[0]! };
    const reader = await session.event.one.reader();
    const cast = casting(sql, session.event.one);
    const leader = await session.leader.reader();
    await withdrawStatement(sql, leader, { consultation: session.consultation.id, statement: first }, now());
    await expect(
      voteInSession(sql, reader, { ...about, statement: first, choice: 'agree' }, cast),
    ).rejects.toMatchObject({ kind: 'closed', message: 'statements:refusals.vote-withdrawn' });
    await sql`delete from led_item_statement where statement_id = ${third}`;
    await expect(
      voteInSession(sql, reader, { ...about, statement: third, choice: 'agree' }, cast),
    ).rejects.toMatchObject({ kind: 'not-found' });
    await sql`update consultation_phase set closes_at = now() - interval '1 minute' where consultation_id = ${session.consultation.id} and kind = 'open'`;
    await expect(
      voteInSession(sql, reader, { ...about, statement: second, choice: 'agree' }, cast),
    ).rejects.toMatchObject({ kind: 'closed', message: 'consultations:refusals.part-closed' });
    // The room goes on talking.
    await ask(session, session.event.one);
    await give(session, session.event.one);
  });

  test('that are proposed in it stand there once a facilitator has read them', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements', 'floor'], statements: 1 }));
    const about = { event: session.event.id, item: session.items[0]! };
    const reader = await session.event.one.reader();
    const once = randomUUID();
    const proposal = {
      words: 'Fees are written down where all can read them (invented).',
      language: 'en',
      seen: false,
    };
    expect(await proposeInSession(sql, reader, { ...about, ...proposal, once }, now())).toEqual([]);
    expect((await shownTo(session, null)).shown.brought[0]!.statements).toHaveLength(1);
    const { waiting } = await boardOf(session);
    expect(waiting.map((s) => s.words)).toEqual([proposal.words]);
    const approved = { consultation: session.consultation.id, statement: waiting[0]!.id };
    await approveStatement(sql, await session.leader.reader(), approved, now());
    const texts = (await shownTo(session, null)).shown.brought[0]!.statements.map((s) => s.texts[0]!.words);
    expect(texts).toContain(proposal.words);
    // What says nearly the same, and what comes too late, leaves nothing behind.
    const again = { ...about, ...proposal, once: randomUUID() };
    expect(await proposeInSession(sql, reader, again, now())).toHaveLength(1);
    await gone(sql, session, 1);
    await expect(proposeInSession(sql, reader, { ...again, once: randomUUID() }, now())).rejects.toMatchObject({
      message: 'session:refusals.item-over',
    });
    expect(await sql`select once from led_proposal`).toEqual([{ once }]);
  });

  test('show how they stand when those who lead show it, and nothing of whom it is too few', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements'] }));
    const [statement] = session.consultation.statements as [number];
    await votesOf(sql, session.consultation.id, 'media', statement, { agree: 8, disagree: 7 });
    const shown = { voters: 15, agree: 8, disagree: 7, pass: null, agreement: null, weakest: null, sectors: [] };
    await sql`
      insert into consultation_statement_count (statement_id, agree, disagree, pass, shown, counted_at)
      values (${statement}, 8, 7, 0, ${sql.json(shown)}, now())`;
    const figures = async (who: SomePerson | null) =>
      (await shownTo(session, who)).shown.brought[0]!.statements.map((s) => s.shown?.voters ?? null);
    expect(await figures(session.event.one)).toEqual([null, null]);
    const leader = await session.leader.reader();
    await showResults(sql, leader, { event: session.event.id, item: session.items[0]!, on: true });
    expect(await figures(null)).toEqual([15, null]);
    await showResults(sql, leader, { event: session.event.id, item: session.items[0]!, on: false });
    expect(await figures(null)).toEqual([null, null]);
  });
});

describe('a poll of a session', () => {
  test('is open while its item is on, and leaves survivor groups out of its figures', async () => {
    const session = await started(sql, await aSession(sql, { items: ['question', 'poll', 'floor'] }));
    await gone(sql, session, 1);
    const poll = async () => (await shownTo(session, null)).shown.brought[0]!.poll!;
    const { id, state, choices } = await poll();
    expect(state).toBe('open');
    const about = { event: session.event.id, item: session.items[1]! };
    const answer = async (who: SomePerson, choice: number) =>
      answerInSession(sql, await who.reader(), { ...about, choices: [choices[choice]!.id] }, now());
    const voters = await Promise.all(Array.from({ length: 12 }, () => of(sql, 'media')));
    for (const [i, voter] of voters.entries()) await answer(voter, i % 2);
    const told = async () => (await sql`select 1 from announcement where what = 'event.poll-answered'`).length;
    const before = await told();
    const group = await of(sql, 'survivor-group');
    await answer(group, 0);
    expect(await told()).toBe(before);
    await showResults(sql, await session.leader.reader(), { ...about, on: true });
    expect(await poll()).toMatchObject({ voters: 12, choices: [{ votes: 6 }, { votes: 6 }] });
    await gone(sql, session, 2);
    await expect(answer(voters[0]!, 1)).rejects.toMatchObject({ message: 'session:refusals.item-over' });
    const [counted] = await sql`select voters, closed_at is not null as closed from talk_poll where id = ${id}`;
    expect(counted).toEqual({ voters: 12, closed: true });
    expect(await sql`select from talk_ballot where poll_id = ${id}`).toHaveLength(0);
  });
});

describe('the floor', () => {
  test('goes to whoever’s sector has spoken least, then to whoever waits longest', async () => {
    const session = await started(sql, await aSession(sql, { items: ['floor'] }));
    const [gov, gov2, media, none] = [
      await of(sql, 'government'),
      await of(sql, 'government'),
      await of(sql, 'media'),
      await of(sql, null),
    ];
    for (const [i, who] of [gov, gov2, media, none].entries()) await ask(session, who, false, at(i - 10));
    const line = async () => (await boardOf(session)).hands.map((h) => h.name);
    expect(await line()).toEqual([gov, media, none, gov2].map((p) => p.name));
    expect((await shownTo(session, gov2)).mine.hand).toEqual({ place: 4, speaking: false });
    await give(session, gov);
    // Given twice, it is given once.
    await give(session, gov);
    expect((await boardOf(session)).spoken).toEqual([{ sector: 'government', times: 1 }]);
    expect((await shownTo(session, gov)).mine.hand).toEqual({ place: null, speaking: true });
    await skipHand(sql, await session.leader.reader(), { event: session.event.id, hand: await handOf(media) });
    expect((await line()).slice(1)).toEqual([none, gov2, media].map((p) => p.name));
    // Given by mistake: it does not count.
    const back = { event: session.event.id, hand: await handOf(gov) };
    await takeBackFloor(sql, await session.leader.reader(), back);
    expect((await boardOf(session)).spoken).toEqual([]);
    expect(await line()).toEqual([gov, none, gov2, media].map((p) => p.name));
    await give(session, gov);
    await give(session, none);
    await endFloor(sql, await session.leader.reader(), session.event.id);
    expect(await handOf(gov)).toBe(0);
    expect((await boardOf(session)).spoken).toEqual([
      { sector: 'government', times: 1 },
      { sector: 'none', times: 1 },
    ]);
    await expect(give(session, gov)).rejects.toMatchObject({ message: 'session:refusals.hand-down' });
  });

  test('says of which sector somebody is where they agree, and of a survivor group never', async () => {
    const session = await started(sql, await aSession(sql, { items: ['floor'] }));
    const [media, quiet, group] = [await of(sql, 'media'), await of(sql, 'media'), await of(sql, 'survivor-group')];
    await ask(session, media, true);
    await ask(session, quiet, false);
    await ask(session, group, true);
    for (const [who, sector] of [
      [media, 'media'],
      [quiet, null],
      [group, null],
    ] as const) {
      await give(session, who);
      expect((await shownTo(session, null)).shown.speaking).toEqual({ sector });
    }
    expect((await shownTo(session, group)).mine.mayBeLabelled).toBe(false);
    // Those who lead balance sectors, and see them.
    expect((await boardOf(session)).hands[0]).toMatchObject({ sector: 'survivor-group', speaking: true });
    expect((await boardOf(session, false)).hands[0]!.name).toBeNull();
    expect(JSON.stringify(await shownTo(session, media))).not.toContain('survivor');
  });

  test('is asked for once from however many windows, and taken back by whoever asked', async () => {
    const session = await started(sql, await aSession(sql, { items: ['floor'] }));
    const person = await aPerson(sql);
    await Promise.all([ask(session, person), ask(session, person), ask(session, person)]);
    expect(await sql`select from led_hand where person_id = ${person.id}`).toHaveLength(1);
    await askFloor(sql, await person.reader(), { event: session.event.id, up: false }, now());
    expect(await handOf(person)).toBe(0);
  });

  test('is nobody’s when it is over: no hand stays, and who spoke is stored nowhere', async () => {
    const session = await started(sql, await aSession(sql, { items: ['floor'] }));
    for (const sector of ['media', 'media', 'media', 'media', 'media', 'survivor-group', 'survivor-group']) {
      const person = await of(sql, sector);
      await ask(session, person);
      await give(session, person);
    }
    await ask(session, await aPerson(sql));
    const version = await versionOf(sql, session);
    await closeSession(sql, await session.leader.reader(), { event: session.event.id, version }, now());
    expect(await sql`select from led_hand where event_id = ${session.event.id}`).toHaveLength(0);
    expect((await shownTo(session, null)).shown.floor).toEqual({ times: 5, sectors: [{ sector: 'media', times: 5 }] });
    await expect(ask(session, await aPerson(sql))).rejects.toMatchObject({ message: 'session:refusals.ended' });
  });
});
