import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerInWriting, giveToOwner } from '../../app/events/live/commands/answering.server';
import { askQuestion, voteFor } from '../../app/events/live/commands/asking.server';
import { closeTalk } from '../../app/events/live/commands/closing.server';
import { callOn, lowerHandOf, raiseHand } from '../../app/events/live/commands/hands.server';
import {
  answerPoll,
  closePoll,
  discardPoll,
  openPoll,
  preparePoll,
  showResults,
} from '../../app/events/live/commands/polling.server';
import {
  chooseForScreen,
  dismissQuestion,
  markAnswered,
  mergeQuestion,
  rewordQuestion,
  setModeration,
  showQuestion,
} from '../../app/events/live/commands/sorting.server';
import { findQuestion, readSorted } from '../../app/events/live/queries/sorting.server';
import { readTalk } from '../../app/events/live/rules.server';
import { tasksFor } from '../../app/tasks/queries.server';
import { freshDatabase } from '../support/database';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aQuestion, aTalk, ended, handOf, registered, type SomeTalk, shownTo } from '../support/talk';

const { sql } = await freshDatabase();
const now = new Date();
const soon = new Date(now.getTime() + 14 * 86_400_000).toISOString().slice(0, 10);

const refused = (kind: string, message?: string) =>
  expect.objectContaining({ refusal: true, kind, ...(message ? { message } : {}) });
const shown = async (talk: SomeTalk, as: SomePerson | null = null) => shownTo(sql, talk, as ? await as.reader() : null);
const order = async (talk: SomeTalk) => (await shown(talk)).questions.map((q) => [q.id, q.votes]);
const vote = async (talk: SomeTalk, by: SomePerson, question: number, on = true) =>
  voteFor(sql, await by.reader(), { event: talk.id, question, on }, now);
const heardOf = async (talk: SomeTalk, what: string) =>
  (await sql`select 1 from announcement where what = ${what} and (ids ->> 'event')::bigint = ${talk.id}`).length;

async function poll(talk: SomeTalk, several = false, choices = ['Yes', 'No', 'Not yet']) {
  const once = randomUUID();
  const moderator = await talk.facilitator.reader();
  await preparePoll(sql, moderator, { event: talk.id, question: 'Is there a law?', several, choices, once });
  const [row] = await sql<{ id: number; choices: number[] }[]>`
    select p.id, array(select c.id from talk_poll_choice c where c.poll_id = p.id order by c.position) as choices from talk_poll p where once = ${once}`;
  return { ...row!, about: { event: talk.id, poll: row!.id } };
}

test('those registered ask, once however often the form is sent; named where they say so', async () => {
  const talk = await aTalk(sql);
  const asked = { event: talk.id, words: 'What does the law say?', named: true, once: randomUUID() };
  for (let i = 0; i < 2; i++) expect(await askQuestion(sql, await talk.one.reader(), asked, now)).toBe('shown');
  const { questions } = await shown(talk);
  expect(questions).toHaveLength(1);
  expect(questions[0]).toMatchObject({ words: asked.words, asker: { name: talk.one.name }, votes: 0, answered: null });
  expect(await heardOf(talk, 'event.question-changed')).toBe(1);
});

test('who may not see the event finds none, and who has no place asks nothing', async () => {
  const outsider = await (await aPerson(sql)).reader();
  const asked = { event: 0, words: 'x', named: true, once: randomUUID() };
  const open = await aTalk(sql);
  await expect(askQuestion(sql, outsider, { ...asked, event: open.id }, now)).rejects.toEqual(
    refused('not-allowed', 'talk:refusals.register-first'),
  );
  const invited = await aTalk(sql, { readers: 'invited' });
  for (const event of [invited.id, 999_999])
    await expect(askQuestion(sql, outsider, { ...asked, event }, now)).rejects.toEqual(refused('not-found'));
  const waiting = await aPerson(sql, { state: 'waiting' });
  await registered(sql, open.id, waiting);
  await expect(askQuestion(sql, await waiting.reader(), { ...asked, event: open.id }, now)).rejects.toEqual(
    refused('not-allowed'),
  );
});

test('nothing is asked, upvoted or raised half an hour after the end', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'Early enough.');
  await ended(sql, talk.id, 31);
  await expect(aQuestion(sql, talk, talk.one, 'Too late.')).rejects.toEqual(refused('closed'));
  await expect(vote(talk, talk.two, question)).rejects.toEqual(refused('closed'));
  const hand = { event: talk.id, up: true };
  await expect(raiseHand(sql, await talk.one.reader(), hand, now)).rejects.toEqual(refused('closed'));
});

test('a question without a name is nobody’s: not in the tables, nor to moderators, nor to whoever asked it', async () => {
  const talk = await aTalk(sql, { moderation: 'pre' });
  const at = new Date('2030-01-01T10:20:33.456Z');
  const late = await aTalk(sql, { now: at });
  const question = await aQuestion(sql, late, late.one, 'Asked by nobody.', { named: false, now: at });
  const [row] = await sql<{ row: Record<string, unknown> }[]>`
    select to_jsonb(q) as row from talk_question q where id = ${question}`;
  expect(Object.entries(row!.row).filter(([name, value]) => name !== 'event_id' && value === late.one.id)).toEqual([]);
  expect(new Date(String(row!.row.asked_at)).toISOString()).toBe('2030-01-01T10:20:00.000Z');
  expect((await sql`select 1 from talk_vote where question_id = ${question}`).length).toBe(0);
  const told = await sql<{ ids: object }[]>`
    select ids from announcement where what = 'event.question-changed' and (ids ->> 'question')::bigint = ${question}`;
  expect(told.map((t) => t.ids)).toEqual([{ event: late.id, question }]);
  const held = await aQuestion(sql, talk, talk.one, 'Waits, of nobody.', { named: false });
  const sorted = await readSorted(sql, talk.id, true);
  expect(sorted.questions).toMatchObject([{ id: held, asker: null, state: 'waiting' }]);
  expect((await shown(talk, talk.one)).mine.own).toEqual([]);
});

test('each person counts once, and may think again', async () => {
  const talk = await aTalk(sql);
  const [a, b] = [await aQuestion(sql, talk, talk.one, 'First.'), await aQuestion(sql, talk, talk.one, 'Second.')];
  expect(await order(talk)).toEqual([
    [a, 0],
    [b, 0],
  ]);
  for (let i = 0; i < 3; i++) await vote(talk, talk.two, b);
  expect(await order(talk)).toEqual([
    [b, 1],
    [a, 0],
  ]);
  expect(await heardOf(talk, 'event.question-voted')).toBe(1);
  expect((await shown(talk, talk.two)).mine.votes).toEqual([b]);
  await vote(talk, talk.two, b, false);
  await vote(talk, talk.two, b, false);
  expect(await order(talk)).toEqual([
    [a, 0],
    [b, 0],
  ]);
  const other = await aTalk(sql);
  await expect(vote(other, other.one, a)).rejects.toEqual(refused('not-found'));
});

test('where it is chosen, and always where a survivor speaks, a moderator reads first', async () => {
  const chosen = await aTalk(sql, { moderation: 'pre' });
  const survivor = await aTalk(sql, { survivorSpeaks: true });
  for (const talk of [chosen, survivor]) {
    const question = await aQuestion(sql, talk, talk.one, 'Before anyone reads it.');
    expect((await shown(talk)).questions).toEqual([]);
    await expect(vote(talk, talk.two, question)).rejects.toEqual(refused('not-found'));
    for (const who of [talk.one, talk.speaker])
      await expect(showQuestion(sql, await who.reader(), { event: talk.id, question })).rejects.toEqual(
        refused('not-found'),
      );
    await showQuestion(sql, await talk.facilitator.reader(), { event: talk.id, question });
    expect((await shown(talk)).questions).toMatchObject([{ id: question }]);
  }
  expect((await shown(survivor)).questions[0]!.asker).toBeNull();
  const moderation = { event: survivor.id, moderation: 'post' as const };
  await expect(setModeration(sql, await survivor.facilitator.reader(), moderation)).rejects.toEqual(
    refused('not-allowed'),
  );
});

test('whoever asked with a name sees that it waits, and why it was dismissed', async () => {
  const talk = await aTalk(sql, { moderation: 'pre' });
  const question = await aQuestion(sql, talk, talk.one, 'Elsewhere.');
  expect((await shown(talk, talk.one)).mine.own).toMatchObject([{ id: question, state: 'waiting' }]);
  const reason = 'It is about another law.';
  await dismissQuestion(sql, await talk.facilitator.reader(), { event: talk.id, question, reason });
  expect((await shown(talk, talk.one)).mine.own).toMatchObject([{ id: question, state: 'dismissed', reason }]);
  expect((await shown(talk, talk.two)).mine.own).toEqual([]);
  await showQuestion(sql, await talk.facilitator.reader(), { event: talk.id, question });
  expect((await shown(talk)).questions).toHaveLength(1);
});

test('merged questions count each person once; what was merged comes along, and can be parted again', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const ids = [];
  for (const words of ['One.', 'One, again.', 'Once more.']) ids.push(await aQuestion(sql, talk, talk.one, words));
  const [a, b, c] = ids as [number, number, number];
  await vote(talk, talk.one, a);
  await vote(talk, talk.one, b);
  await vote(talk, talk.two, b);
  await vote(talk, talk.two, c);
  await vote(talk, talk.speaker, c);
  await mergeQuestion(sql, moderator, { event: talk.id, question: c, into: b });
  expect(await order(talk)).toEqual([
    [b, 3],
    [a, 1],
  ]);
  await mergeQuestion(sql, moderator, { event: talk.id, question: b, into: a });
  expect(await order(talk)).toEqual([[a, 3]]);
  expect((await shown(talk)).questions[0]!.merged).toBe(2);
  // A page that does not know yet: its vote is for what the question became, and is taken back there.
  await vote(talk, talk.facilitator, c);
  expect(await order(talk)).toEqual([[a, 4]]);
  await vote(talk, talk.one, a, false);
  expect(await order(talk)).toEqual([[a, 3]]);
  for (const [question, into] of [
    [a, a],
    [a, b],
    [b, a],
  ] as const)
    await expect(mergeQuestion(sql, moderator, { event: talk.id, question, into })).rejects.toMatchObject({
      refusal: true,
    });
  await showQuestion(sql, moderator, { event: talk.id, question: c });
  expect(await order(talk)).toEqual([
    [a, 2],
    [c, 2],
  ]);
});

test('a reworded question keeps what was asked, however often, and nobody writes over another unseen', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const question = await aQuestion(sql, talk, talk.one, 'wot about law');
  const reword = (words: string, version: number) =>
    rewordQuestion(sql, moderator, { event: talk.id, question, words, version });
  await reword('What about the law?', 1);
  await expect(reword('Something else?', 1)).rejects.toEqual(refused('conflict'));
  await reword('What does the law say?', 2);
  expect((await shown(talk)).questions[0]).toMatchObject({
    words: 'What does the law say?',
    askedWords: 'wot about law',
    asker: { name: talk.one.name },
  });
  await reword('wot about law', 3);
  expect((await shown(talk)).questions[0]).toMatchObject({ words: 'wot about law', askedWords: null });
});

test('answered live, and taken back; on the screen, and off it', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const question = await aQuestion(sql, talk, talk.one, 'And now?');
  const about = { event: talk.id, question };
  await chooseForScreen(sql, moderator, about);
  expect((await readTalk(sql, null, talk.id)).chosen).toEqual({ question, poll: null });
  await markAnswered(sql, moderator, { ...about, on: true }, now);
  expect((await shown(talk)).questions[0]!.answered).toBe('live');
  await markAnswered(sql, moderator, { ...about, on: false }, now);
  expect((await shown(talk)).questions[0]!.answered).toBeNull();
  await dismissQuestion(sql, moderator, { ...about, reason: 'By mistake.' });
  expect((await readTalk(sql, null, talk.id)).chosen.question).toBeNull();
  await expect(chooseForScreen(sql, moderator, about)).rejects.toEqual(refused('conflict'));
});

test('an event closes when each question is answered, or has an owner and a date', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const [live, written, later] = [
    await aQuestion(sql, talk, talk.one, 'Answered live?'),
    await aQuestion(sql, talk, talk.one, 'Answered in writing?'),
    await aQuestion(sql, talk, talk.two, 'Answered later?'),
  ];
  await expect(closeTalk(sql, moderator, talk.id, now)).rejects.toEqual(refused('closed', 'talk:refusals.not-over'));
  await ended(sql, talk.id);
  const left = async () =>
    closeTalk(sql, moderator, talk.id, now).then(
      () => 0,
      (e) => e.values?.count ?? e.message,
    );
  expect(await left()).toBe(3);
  await markAnswered(sql, moderator, { event: talk.id, question: live, on: true }, now);
  expect(await left()).toBe(2);
  const answer = { event: talk.id, question: written, answer: 'It says **no**.', version: 1 };
  for (const who of [talk.one, talk.speaker])
    await expect(answerInWriting(sql, await who.reader(), answer, now)).rejects.toEqual(refused('not-found'));
  await answerInWriting(sql, moderator, answer, now);
  expect(await left()).toBe(1);
  const give = { event: talk.id, question: later, owner: talk.speaker.id, dueOn: soon };
  await expect(giveToOwner(sql, moderator, { ...give, owner: talk.one.id }, now)).rejects.toMatchObject({
    fields: { owner: 'talk:refusals.choose-owner' },
  });
  await expect(giveToOwner(sql, moderator, { ...give, dueOn: '2020-01-01' }, now)).rejects.toMatchObject({
    fields: { dueOn: 'talk:refusals.day-over' },
  });
  await giveToOwner(sql, moderator, give, now);
  expect(await left()).toBe(0);
  expect(await left()).toBe('talk:refusals.closed');
  const { questions } = await shown(talk);
  expect(questions.find((q) => q.id === written)).toMatchObject({
    answered: 'writing',
    answerHtml: expect.stringContaining('<strong>no</strong>'),
    answeredBy: talk.facilitator.name,
  });
  expect(questions.find((q) => q.id === later)).toMatchObject({
    answered: null,
    owner: talk.speaker.name,
    dueOn: soon,
  });
  const reword = { event: talk.id, question: later, words: 'Other words', version: 2 };
  await expect(rewordQuestion(sql, moderator, reword)).rejects.toEqual(refused('closed'));
});

test('whoever a question was given to finds it under "For you" and answers it later; given on, it leaves them', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const question = await aQuestion(sql, talk, talk.one, 'By and by?');
  const about = { event: talk.id, question };
  const open = async (who: SomePerson) => (await tasksFor(sql, await who.reader(), 'en', now)).open;
  await giveToOwner(sql, moderator, { ...about, owner: talk.speaker.id, dueOn: soon }, now);
  const place = `/events/${talk.id}/live/questions/${question}`;
  expect(await open(talk.speaker)).toMatchObject([{ what: 'talk:tasks.answer', place }]);
  await giveToOwner(sql, moderator, { ...about, owner: talk.facilitator.id, dueOn: soon }, now);
  expect(await open(talk.speaker)).toEqual([]);
  await giveToOwner(sql, moderator, { ...about, owner: talk.speaker.id, dueOn: soon }, now);
  await ended(sql, talk.id);
  await closeTalk(sql, moderator, talk.id, now);
  const found = await findQuestion(sql, talk.id, question);
  const answer = { ...about, answer: 'Here it is.', version: found!.question.version };
  await answerInWriting(sql, await talk.speaker.reader(), answer, now);
  expect(await open(talk.speaker)).toEqual([]);
  expect((await shown(talk)).questions[0]).toMatchObject({
    answered: 'writing',
    answeredBy: talk.speaker.name,
    owner: null,
  });
});

test('a poll is seen when it is opened, counted once for each person, and its results when they are shown', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const { about, choices } = await poll(talk);
  const [yes, no] = choices as [number, number];
  const answer = async (who: SomePerson, ...chosen: number[]) =>
    answerPoll(sql, await who.reader(), { ...about, choices: chosen }, now);
  expect((await shown(talk)).polls).toEqual([]);
  await expect(answer(talk.one, yes)).rejects.toEqual(refused('not-found'));
  await expect(openPoll(sql, await talk.one.reader(), about, now)).rejects.toEqual(refused('not-found'));
  await openPoll(sql, moderator, about, now);
  expect((await readTalk(sql, null, talk.id)).chosen).toEqual({ question: null, poll: about.poll });
  await expect(answer(talk.one, yes, no)).rejects.toEqual(refused('invalid'));
  await expect(answer(talk.one)).rejects.toEqual(refused('invalid'));
  await expect(answer(talk.one, 999_999)).rejects.toEqual(refused('invalid'));
  await expect(answer(await aPerson(sql), yes)).rejects.toEqual(refused('not-allowed'));
  await answer(talk.one, yes);
  await answer(talk.one, no);
  await Promise.all([answer(talk.two, yes), answer(talk.two, yes), answer(talk.two, no)]);
  await answer(talk.two, yes);
  const open = (await shown(talk, talk.one)).polls[0]!;
  expect(open).toMatchObject({
    state: 'open',
    voters: 2,
    choices: [{ votes: null }, { votes: null }, { votes: null }],
  });
  expect((await shown(talk, talk.one)).mine.ballots).toEqual({ [about.poll]: [no] });
  expect((await readSorted(sql, talk.id, true)).polls[0]!.choices.map((c) => c.votes)).toEqual([1, 1, 0]);
  await expect(showResults(sql, moderator, { ...about, on: true })).rejects.toEqual(refused('conflict'));
  await closePoll(sql, moderator, about, now);
  await expect(answer(talk.one, yes)).rejects.toEqual(refused('closed'));
  expect((await shown(talk)).polls[0]!.choices.map((c) => c.votes)).toEqual([null, null, null]);
  await showResults(sql, moderator, { ...about, on: true });
  expect((await shown(talk)).polls[0]).toMatchObject({ state: 'closed', voters: 2, resultsShown: true });
  expect((await shown(talk)).polls[0]!.choices.map((c) => c.votes)).toEqual([1, 1, 0]);
  // From the close on there are figures, and nobody who chose.
  expect((await sql`select 1 from talk_ballot where poll_id = ${about.poll}`).length).toBe(0);
  await showResults(sql, moderator, { ...about, on: false });
  expect((await shown(talk)).polls[0]!.choices.map((c) => c.votes)).toEqual([null, null, null]);
});

test('a poll of several choices counts people and choices apart; one that nobody was asked can be taken back', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const { about, choices } = await poll(talk, true);
  await openPoll(sql, moderator, about, now);
  await answerPoll(sql, await talk.one.reader(), { ...about, choices: [choices[0]!, choices[2]!, choices[0]!] }, now);
  await answerPoll(sql, await talk.two.reader(), { ...about, choices: [choices[2]!] }, now);
  await closePoll(sql, moderator, about, now);
  const [sorted] = (await readSorted(sql, talk.id, true)).polls;
  expect(sorted).toMatchObject({ voters: 2 });
  expect(sorted!.choices.map((c) => c.votes)).toEqual([1, 0, 2]);
  await expect(discardPoll(sql, moderator, about)).rejects.toEqual(refused('conflict'));
  const other = await poll(talk);
  await discardPoll(sql, moderator, other.about);
  expect((await readSorted(sql, talk.id, true)).polls).toHaveLength(1);
});

test('answers that come while a poll is closed are counted or refused, and none is lost', async () => {
  const talk = await aTalk(sql);
  const { about, choices } = await poll(talk);
  await openPoll(sql, await talk.facilitator.reader(), about, now);
  const people: SomePerson[] = [];
  for (let i = 0; i < 12; i++) people.push(await aPerson(sql));
  for (const person of people) await registered(sql, talk.id, person);
  const readers = await Promise.all(people.map((p) => p.reader()));
  const moderator = await talk.facilitator.reader();
  const answers = readers.map((reader) => answerPoll(sql, reader, { ...about, choices: [choices[0]!] }, now));
  const closing = closePoll(sql, moderator, about, now);
  const taken = (await Promise.allSettled(answers)).filter((a) => a.status === 'fulfilled').length;
  await closing;
  expect((await readSorted(sql, talk.id, true)).polls[0]).toMatchObject({
    voters: taken,
    choices: [{ votes: taken }, {}, {}],
  });
});

test('hands stand in the order of raising; whoever is called next takes the place of who has spoken', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const raise = async (who: SomePerson, up = true) => raiseHand(sql, await who.reader(), { event: talk.id, up }, now);
  const line = async () => (await readSorted(sql, talk.id, true)).hands.map((h) => [h.id, h.called]);
  const hands: Record<number, number> = {};
  await raise(talk.two);
  await raise(talk.one);
  await raise(talk.two);
  for (const who of [talk.one, talk.two]) hands[who.id] = await handOf(sql, talk, who);
  expect(await line()).toEqual([
    [hands[talk.two.id], false],
    [hands[talk.one.id], false],
  ]);
  expect((await shown(talk, talk.one)).mine.hand).toEqual({ place: 2, called: false });
  await expect(
    callOn(sql, await talk.one.reader(), { event: talk.id, hand: hands[talk.one.id]! }, now),
  ).rejects.toEqual(refused('not-found'));
  await callOn(sql, moderator, { event: talk.id, hand: hands[talk.two.id]! }, now);
  expect((await shown(talk, talk.two)).mine.hand).toEqual({ place: 1, called: true });
  await callOn(sql, moderator, { event: talk.id, hand: hands[talk.one.id]! }, now);
  expect(await line()).toEqual([[hands[talk.one.id], true]]);
  await lowerHandOf(sql, moderator, { event: talk.id, hand: hands[talk.one.id]! });
  expect(await line()).toEqual([]);
  await expect(callOn(sql, moderator, { event: talk.id, hand: hands[talk.one.id]! }, now)).rejects.toEqual(
    refused('conflict'),
  );
  await raise(talk.one);
  await raise(talk.one, false);
  expect((await sql`select 1 from talk_hand where event_id = ${talk.id}`).length).toBe(0);
  const early = await aTalk(sql, { begins: 60 });
  const hand = { event: early.id, up: true };
  await expect(raiseHand(sql, await early.one.reader(), hand, now)).rejects.toEqual(refused('closed'));
});

test('where a survivor speaks only the event’s own facilitators see whose hand is up', async () => {
  const talk = await aTalk(sql, { survivorSpeaks: true });
  const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  await raiseHand(sql, await talk.one.reader(), { event: talk.id, up: true }, now);
  expect((await readTalk(sql, secretariat, talk.id)).seesNames).toBe(false);
  expect((await readTalk(sql, await talk.facilitator.reader(), talk.id)).seesNames).toBe(true);
  expect((await readSorted(sql, talk.id, false)).hands).toMatchObject([{ name: null, organisation: null }]);
});

test('closing counts the polls that are open and lowers the hands; a question that waits stands in its way', async () => {
  const talk = await aTalk(sql, { moderation: 'pre' });
  const moderator = await talk.facilitator.reader();
  const { about, choices } = await poll(talk);
  await openPoll(sql, moderator, about, now);
  await answerPoll(sql, await talk.one.reader(), { ...about, choices: [choices[1]!] }, now);
  await raiseHand(sql, await talk.two.reader(), { event: talk.id, up: true }, now);
  const question = await aQuestion(sql, talk, talk.one, 'Waits.');
  await ended(sql, talk.id, 5);
  await expect(closeTalk(sql, moderator, talk.id, now)).rejects.toEqual(refused('invalid', 'talk:refusals.left-open'));
  await dismissQuestion(sql, moderator, { event: talk.id, question, reason: 'Asked twice.' });
  await closeTalk(sql, moderator, talk.id, now);
  const sorted = await readSorted(sql, talk.id, true);
  expect(sorted.hands).toEqual([]);
  expect(sorted.polls).toMatchObject([
    { state: 'closed', voters: 1, choices: [{ votes: 0 }, { votes: 1 }, { votes: 0 }] },
  ]);
});

test('the invited see and take part, the uninvited do not', async () => {
  const talk = await aTalk(sql, { readers: 'invited' });
  const organisation = await anOrganisation(sql);
  await sql`insert into event_invitation (event_id, organisation_id) values (${talk.id}, ${organisation})`;
  const invited = await aPerson(sql, { organisation });
  expect((await readTalk(sql, await invited.reader(), talk.id)).standing).toEqual({
    moderates: false,
    takesPart: false,
    asGuest: false,
  });
  await registered(sql, talk.id, invited);
  expect((await readTalk(sql, await invited.reader(), talk.id)).standing.takesPart).toBe(true);
  await expect(readTalk(sql, null, talk.id)).rejects.toEqual(refused('not-found'));
});
