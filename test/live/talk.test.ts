import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { askQuestion, voteFor } from '../../app/events/live/commands/asking.server';
import { callOn, raiseHand } from '../../app/events/live/commands/hands.server';
import {
  answerPoll,
  closePoll,
  openPoll,
  preparePoll,
  showResults,
} from '../../app/events/live/commands/polling.server';
import { chooseForScreen, mergeQuestion, showQuestion } from '../../app/events/live/commands/sorting.server';
import type { TalkEvent } from '../../app/events/live/live-events';
import { announce } from '../../db/announce';
import { isSettingsRefusal, readConfig } from '../../server/config';
import { type Running, start } from '../../server/main';
import { Listener } from '../support/live';
import { aPerson, type SomePerson } from '../support/people';
import { root, startServer } from '../support/server';
import { aQuestion, aTalk, handOf, registered, type SomeTalk } from '../support/talk';

const first = await startServer({ extras: { pollMs: 40 } });
const { sql } = first;

/** Another process's worth of server on the same database; its own address, its own sockets, its own memory. */
async function another(): Promise<Running> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-data-'));
  const config = readConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: first.databaseUrl,
  });
  if (isSettingsRefusal(config)) throw new Error(config.sentence);
  const log = { info() {}, warn() {}, error() {} };
  return start(config, { root, log, limitFactor: 1000, pollMs: 40 });
}

const second = await another();
afterAll(async () => {
  await second.stop();
  await first.stop();
});
const now = () => new Date();

async function following(url: string, person: SomePerson | null, talk: SomeTalk): Promise<Listener> {
  const listener = new Listener(url, person);
  const answer = await listener.ask('joinTalk', { event: talk.id });
  if (!answer.ok) throw new Error(`not let in: ${answer.kind}`);
  return listener;
}

const vote = async (talk: SomeTalk, by: SomePerson, question: number, on = true) =>
  voteFor(sql, await by.reader(), { event: talk.id, question, on }, now());
const tells = (talk: SomeTalk, is: (e: TalkEvent) => boolean) => (e: TalkEvent) => e.event === talk.id && is(e);
/** What is read of a talk for all who follow it. */
const isReadForRoom = (text: string) => text.includes('one left join talk t');
/** The count that this event tells of a question, whichever way; null where it tells none. */
const countIn = (e: TalkEvent, question: number): number | null => {
  const whole = e.questions.find((q) => q.id === question);
  if (whole && 'votes' in whole) return whole.votes;
  return e.votes.find(([id]) => id === question)?.[1] ?? null;
};

test('what is asked, upvoted and put on the screen through one server reaches those at the other, of nobody in particular', async () => {
  const talk = await aTalk(sql);
  const listeners = [
    await following(first.url, talk.one, talk),
    await following(second.url, talk.two, talk),
    await following(second.url, null, talk),
  ];
  const visitor = talk.one.at(first.url);
  const fields = { deed: 'ask', words: 'Asked through the first?', as: 'unnamed', once: crypto.randomUUID() };
  expect((await visitor.post(talk.live, fields, { follow: false })).status).toBe(303);
  const asked = await listeners[1]!.hears(
    'talk',
    tells(talk, (e) => e.questions.length > 0),
  );
  expect(asked.questions).toMatchObject([{ words: 'Asked through the first?', asker: null, votes: 0 }]);
  const question = asked.questions[0]!.id;
  const up = { deed: `vote-${question}`, question: String(question), on: 'yes' };
  expect((await talk.two.at(second.url).post(talk.live, up, { follow: false })).status).toBe(303);
  for (const listener of listeners)
    await listener.hears(
      'talk',
      tells(talk, (e) => countIn(e, question) === 1),
    );
  await chooseForScreen(sql, await talk.facilitator.reader(), { event: talk.id, question });
  for (const listener of listeners) {
    const told = await listener.hears(
      'talk',
      tells(talk, (e) => e.chosen?.question === question),
    );
    // What the screen shows comes with it: nobody reads their page again for that.
    expect(told.reread).toBeUndefined();
    for (const name of [talk.one.name, talk.two.name, talk.one.handle]) expect(listener.text).not.toContain(name);
    expect(listener.times('talkBoard')).toBe(0);
  }
});

test('a question that waits is told to those who moderate alone, and comes to all when it is shown', async () => {
  const talk = await aTalk(sql, { moderation: 'pre' });
  const [visitor, asker, moderator] = [
    await following(first.url, null, talk),
    await following(second.url, talk.one, talk),
    await following(second.url, talk.facilitator, talk),
  ];
  const question = await aQuestion(sql, talk, talk.one, 'Tamarin words?');
  first.wake();
  await moderator.hears('talkBoard', (e) => e.event === talk.id);
  await Promise.all(
    [visitor, asker].map((l) =>
      l.hears(
        'talk',
        tells(talk, (e) => e.questions.length > 0),
      ),
    ),
  );
  for (const listener of [visitor, asker, moderator]) expect(listener.text).not.toContain('Tamarin');
  await showQuestion(sql, await talk.facilitator.reader(), { event: talk.id, question });
  const shown = await visitor.hears(
    'talk',
    tells(talk, (e) => e.questions.some((q) => 'words' in q)),
  );
  expect(shown.questions).toMatchObject([{ id: question, words: 'Tamarin words?' }]);
  expect(visitor.times('talkBoard') + asker.times('talkBoard')).toBe(0);
});

test('who may not see the event gets no room, and who may not any more is put out', async () => {
  const talk = await aTalk(sql, { readers: 'registered' });
  for (const [who, event] of [
    [null, talk.id],
    [await aPerson(sql, { state: 'waiting' }), talk.id],
    [talk.one, 999_999],
  ] as const)
    expect(await new Listener(first.url, who).ask('joinTalk', { event })).toEqual({ ok: false, kind: 'not-found' });
  const out = await following(second.url, talk.one, talk);
  const stays = await following(second.url, talk.two, talk);
  await sql.begin(async (tx) => {
    await tx`update person set state = 'waiting' where id = ${talk.one.id}`;
    await announce(tx, 'person.access-changed', { person: talk.one.id });
  });
  first.wake();
  await out.hears('talkOut', (e) => e.event === talk.id);
  await aQuestion(sql, talk, talk.two, 'Tamarin after that?');
  await stays.hears(
    'talk',
    tells(talk, (e) => e.questions.some((q) => 'words' in q)),
  );
  expect(out.text).not.toContain('Tamarin');
  // The event itself may become one for the invited alone.
  await sql.begin(async (tx) => {
    await tx`update event set readers = 'invited' where id = ${talk.id}`;
    await announce(tx, 'event.changed', { event: talk.id });
  });
  first.wake();
  await stays.hears('talkOut', (e) => e.event === talk.id);
});

test('a merge takes the one away and brings the other’s new count', async () => {
  const talk = await aTalk(sql);
  const [a, b] = [await aQuestion(sql, talk, talk.one, 'One?'), await aQuestion(sql, talk, talk.one, 'The same?')];
  await vote(talk, talk.one, a);
  await vote(talk, talk.one, b);
  await vote(talk, talk.two, b);
  const listener = await following(first.url, null, talk);
  await mergeQuestion(sql, await talk.facilitator.reader(), { event: talk.id, question: b, into: a });
  await listener.hears(
    'talk',
    tells(talk, (e) => e.questions.some((q) => q.id === b && 'gone' in q)),
  );
  await listener.hears(
    'talk',
    tells(talk, (e) => countIn(e, a) === 2),
  );
});

test('how an open poll stands is told to nobody before its results are shown', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const listener = await following(second.url, talk.two, talk);
  await preparePoll(sql, moderator, {
    event: talk.id,
    question: 'Is there a law?',
    several: false,
    choices: ['Yes', 'No'],
    once: crypto.randomUUID(),
  });
  const [row] = await sql<{ id: number; choice: number }[]>`
    select p.id, min(c.id) as choice from talk_poll p join talk_poll_choice c on c.poll_id = p.id where p.event_id = ${talk.id} group by p.id`;
  const about = { event: talk.id, poll: row!.id };
  await openPoll(sql, moderator, about, now());
  await listener.hears(
    'talk',
    tells(talk, (e) => e.polls.some((p) => 'state' in p && p.state === 'open')),
  );
  await answerPoll(sql, await talk.one.reader(), { ...about, choices: [row!.choice] }, now());
  const answered = await listener.hears(
    'talk',
    tells(talk, (e) => e.polls.some((p) => 'voters' in p && p.voters === 1)),
  );
  expect(answered.polls).toMatchObject([{ choices: [{ votes: null }, { votes: null }] }]);
  await closePoll(sql, moderator, about, now());
  await showResults(sql, moderator, { ...about, on: true });
  const results = await listener.hears(
    'talk',
    tells(talk, (e) => e.polls.some((p) => 'resultsShown' in p && p.resultsShown)),
  );
  expect(results.polls).toMatchObject([{ state: 'closed', voters: 1, choices: [{ votes: 1 }, { votes: 0 }] }]);
});

test('whose hand is up hears of their own place alone', async () => {
  const talk = await aTalk(sql);
  const raise = async (who: SomePerson, up = true) => raiseHand(sql, await who.reader(), { event: talk.id, up }, now());
  const [one, two, visitor] = [
    await following(first.url, talk.one, talk),
    await following(second.url, talk.two, talk),
    await following(second.url, null, talk),
  ];
  await raise(talk.one);
  await one.hears('talkHand', (e) => e.place === 1);
  await raise(talk.two);
  await two.hears('talkHand', (e) => e.place === 2 && !e.called);
  const hand = await handOf(sql, talk, talk.one);
  await callOn(sql, await talk.facilitator.reader(), { event: talk.id, hand }, now());
  await one.hears('talkHand', (e) => e.called);
  await raise(talk.one, false);
  await one.hears('talkHand', (e) => e.place === null);
  await two.hears('talkHand', (e) => e.place === 1);
  expect(two.heard.filter((h) => h.event === 'talkHand').some((h) => h.data.called)).toBe(false);
  expect(visitor.times('talkHand')).toBe(0);
});

test('upvotes are read once for all who follow, however many come in an instant, and not once for each', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'Wanted by many?');
  const people: SomePerson[] = [];
  for (let i = 0; i < 40; i++) people.push(await aPerson(sql));
  for (const person of people) await registered(sql, talk.id, person);
  const many = await Promise.all(people.slice(0, 20).map((p) => following(first.url, p, talk)));
  await first.settled();
  first.statements();
  await sql.begin(async (tx) => {
    for (const { id } of people) {
      await tx`insert into talk_vote (question_id, person_id) values (${question}, ${id})`;
      await announce(tx, 'event.question-voted', { event: talk.id, question });
    }
  });
  first.wake();
  await Promise.all(
    many.map((l) =>
      l.hears(
        'talk',
        tells(talk, (e) => countIn(e, question) === 40),
      ),
    ),
  );
  await first.settled();
  // One at once, and one for all that came meanwhile.
  expect(first.statements().filter(isReadForRoom).length).toBeLessThanOrEqual(2);
});

test('nothing is read where nobody follows', async () => {
  const talk = await aTalk(sql);
  const listener = await following(first.url, null, talk);
  await listener.ask('leaveTalk', { event: talk.id });
  await first.settled();
  first.statements();
  const once = crypto.randomUUID();
  await askQuestion(sql, await talk.one.reader(), { event: talk.id, words: 'Unheard?', named: false, once }, now());
  first.wake();
  await first.settled();
  expect(first.statements().filter(isReadForRoom)).toHaveLength(0);
  expect(listener.times('talk')).toBe(0);
});

test('who has the event’s page open hears that it is another, of whom it is full, and nothing of questions', async () => {
  const talk = await aTalk(sql);
  const page = new Listener(second.url, talk.one);
  expect(await page.ask('joinTalk', { event: talk.id, place: 'page' })).toMatchObject({ ok: true });
  const outsider = new Listener(second.url, await aPerson(sql));
  expect(await outsider.ask('joinTalk', { event: talk.id })).toMatchObject({ ok: true });
  // It is no session of a consultation: there is none to follow.
  expect(await outsider.ask('joinTalk', { event: talk.id, place: 'session' })).toMatchObject({ ok: false });
  const question = await aQuestion(sql, talk, talk.two, 'Not for the page?');
  await vote(talk, talk.one, question);
  for (const what of ['event.registrations-changed', 'event.moved', 'event.cancelled']) {
    const from = page.heard.length;
    await sql.begin((tx) => announce(tx, what, { event: talk.id }));
    first.wake();
    const told = await page.hears('eventChanged', (e) => e.event === talk.id && e.place === 'page', from);
    // The only one there need not wait for others.
    expect(told.within).toBeLessThan(50);
  }
  expect(page.times('talk')).toBe(0);
  expect(outsider.times('eventChanged')).toBe(0);
  const invited = await aTalk(sql, { readers: 'invited' });
  expect(await outsider.ask('joinTalk', { event: invited.id, place: 'page' })).toMatchObject({
    ok: false,
    kind: 'not-found',
  });
});
