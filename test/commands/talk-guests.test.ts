import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { askQuestion, voteFor } from '../../app/events/live/commands/asking.server';
import { closeTalk } from '../../app/events/live/commands/closing.server';
import { raiseHand } from '../../app/events/live/commands/hands.server';
import { answerPoll, closePoll, openPoll, preparePoll } from '../../app/events/live/commands/polling.server';
import { rewordQuestion } from '../../app/events/live/commands/sorting.server';
import { takeBackQuestion } from '../../app/events/live/commands/taking-back.server';
import type { Comer } from '../../app/events/live/guest';
import { openPlace } from '../../app/events/live/guests.server';
import { readSorted } from '../../app/events/live/queries/sorting.server';
import { withdrawRegistration } from '../../app/events/registration/changing.server';
import { registerReader } from '../../app/events/registration/registering.server';
import { freshDatabase } from '../support/database';
import { aPerson } from '../support/people';
import { aGuest, aGuestBeside, aQuestion, aTalk, ended, type SomeTalk, shownTo } from '../support/talk';

const { sql } = await freshDatabase();
const now = new Date();
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);

const refused = (kind: string, message?: string) =>
  expect.objectContaining({ refusal: true, kind, ...(message ? { message } : {}) });
const vote = (talk: SomeTalk, comer: Comer, question: number, on = true) =>
  voteFor(sql, comer, { event: talk.id, question, on }, now);
const votes = async (talk: SomeTalk) => (await shownTo(sql, talk, null)).questions.map((q) => q.votes);
const ask = async (talk: SomeTalk, comer: Comer, named: boolean) => {
  const once = randomUUID();
  await askQuestion(sql, comer, { event: talk.id, words: 'Asked by mail?', named, once }, now);
  const [row] = await sql<{ id: number }[]>`select id from talk_question where once = ${once}`;
  return row!.id;
};

test('who registered by mail asks, upvotes, answers a poll and raises a hand, each once', async () => {
  const talk = await aTalk(sql);
  const guest = await aGuestBeside(sql, talk.id);
  const moderator = await talk.facilitator.reader();
  const question = await ask(talk, guest.comer, false);
  for (let i = 0; i < 3; i++) await vote(talk, guest.comer, question);
  // The link opened in a second browser: still one person.
  const second = await openPlace(sql, guest.token, now, false);
  expect(second.event).toBe(talk.id);
  const once = randomUUID();
  await preparePoll(sql, moderator, {
    event: talk.id,
    question: 'Which?',
    several: false,
    choices: ['This', 'That'],
    once,
  });
  const [poll] = await sql<{ id: number; choices: number[] }[]>`
    select p.id, array(select c.id from talk_poll_choice c where c.poll_id = p.id order by c.position) as choices from talk_poll p where once = ${once}`;
  const about = { event: talk.id, poll: poll!.id };
  await openPoll(sql, moderator, about, now);
  for (const choice of poll!.choices) await answerPoll(sql, guest.comer, { ...about, choices: [choice] }, now);
  expect((await shownTo(sql, talk, guest.comer)).mine).toMatchObject({
    votes: [question],
    ballots: { [poll!.id]: [poll!.choices[1]] },
  });
  await closePoll(sql, moderator, about, now);
  expect((await readSorted(sql, talk.id, true)).polls).toMatchObject([
    { voters: 1, choices: [{ votes: 0 }, { votes: 1 }] },
  ]);
  for (let i = 0; i < 2; i++) await raiseHand(sql, guest.comer, { event: talk.id, up: true }, now);
  expect((await readSorted(sql, talk.id, true)).hands).toMatchObject([{ name: null, organisation: null }]);
  expect((await shownTo(sql, talk, guest.comer)).mine.hand).toEqual({ place: 1, called: false });
  expect(await votes(talk)).toEqual([1]);
});

test('a guest’s name stands only where they choose it', async () => {
  const talk = await aTalk(sql);
  const guest = await aGuestBeside(sql, talk.id);
  await ask(talk, guest.comer, false);
  await raiseHand(sql, guest.comer, { event: talk.id, up: true }, now);
  const silent = [await shownTo(sql, talk, null), await readSorted(sql, talk.id, true)];
  expect(JSON.stringify(silent)).not.toContain(guest.name);
  await raiseHand(sql, guest.comer, { event: talk.id, up: false }, now);
  await raiseHand(sql, guest.comer, { event: talk.id, up: true, named: true }, now);
  await ask(talk, guest.comer, true);
  expect((await readSorted(sql, talk.id, true)).hands).toMatchObject([{ name: guest.name }]);
  expect((await readSorted(sql, talk.id, false)).hands).toMatchObject([{ name: null }]);
  const asker = { name: guest.name, organisation: 'An office (invented)' };
  expect((await shownTo(sql, talk, null)).questions.map((q) => q.asker)).toEqual([null, asker]);
  expect(JSON.stringify(await shownTo(sql, talk, null))).not.toContain(guest.email);
  const survivor = await aTalk(sql, { survivorSpeaks: true });
  const there = await aGuestBeside(sql, survivor.id);
  await ask(survivor, there.comer, true);
  expect(JSON.stringify(await readSorted(sql, survivor.id, true))).not.toContain(there.name);
});

test('a link and an account of the same address are one person, before and after the two are joined', async () => {
  const talk = await aTalk(sql);
  const person = await aPerson(sql);
  const guest = await aGuest(sql, talk.id, { email: person.email });
  const { cookie } = await openPlace(sql, guest.token, now, false);
  expect(cookie).toMatch(/^plenary-place-\d+=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  const question = await aQuestion(sql, talk, talk.one, 'Whose?');
  const [place] = await sql<
    { hash: string }[]
  >`select hash from talk_place where registration_id = ${guest.registration}`;
  const byLink = { place: place!.hash, reader: null };
  const reader = await person.reader();
  await vote(talk, byLink, question);
  await vote(talk, reader, question);
  await registerReader(sql, reader, { event: talk.id, consent: false, sector: 'civil-society', region: '002' }, now);
  await vote(talk, reader, question);
  await vote(talk, { ...byLink, reader }, question);
  expect(await votes(talk)).toEqual([1]);
  await vote(talk, reader, question, false);
  expect(await votes(talk)).toEqual([0]);
});

test('whoever withdraws and registers anew does not count twice; a place opens nothing any more', async () => {
  const talk = await aTalk(sql);
  const guest = await aGuestBeside(sql, talk.id);
  const question = await aQuestion(sql, talk, talk.one, 'Twice?');
  const named = await ask(talk, guest.comer, true);
  await vote(talk, guest.comer, question);
  await withdrawRegistration(sql, { token: guest.token }, now);
  expect(await votes(talk)).toEqual([0, 0]);
  await expect(vote(talk, guest.comer, question)).rejects.toEqual(refused('not-allowed'));
  await expect(takeBackQuestion(sql, guest.comer, { event: talk.id, question: named }, now)).rejects.toEqual(
    refused('not-allowed'),
  );
  expect(JSON.stringify(await shownTo(sql, talk, null))).not.toContain(guest.name);
  const again = await aGuest(sql, talk.id, { email: guest.email });
  const { cookie } = await openPlace(sql, again.token, now, true);
  expect(cookie).toMatch(/^__Host-plenary-place-\d+=.*; Secure$/);
  // After the end nobody registers anew, and what was counted stays.
  const late = await aTalk(sql);
  const other = await aGuestBeside(sql, late.id);
  const wanted = await aQuestion(sql, late, late.one, 'Wanted?');
  await vote(late, other.comer, wanted);
  await ended(sql, late.id, 5);
  await withdrawRegistration(sql, { token: other.token }, now);
  expect(await votes(late)).toEqual([1]);
});

test('a place is for one event, for whoever has a place there, and for a day', async () => {
  const talk = await aTalk(sql);
  const other = await aTalk(sql);
  const guest = await aGuestBeside(sql, talk.id);
  const question = await aQuestion(sql, other, other.one, 'Elsewhere?');
  await expect(vote(other, guest.comer, question)).rejects.toEqual(refused('not-allowed', 'talk:refusals.place-over'));
  const waiting = await aGuest(sql, talk.id);
  await sql`update registration set state = 'waiting' where id = ${waiting.registration}`;
  await expect(openPlace(sql, waiting.token, now, false)).rejects.toEqual(
    refused('closed', 'talk:refusals.register-first'),
  );
  await expect(openPlace(sql, 'x'.repeat(43), now, false)).rejects.toEqual(
    refused('closed', 'registration:refusals.link-dead'),
  );
  const far = await aTalk(sql, { begins: 60 * 24 * 30 });
  const early = await aGuestBeside(sql, far.id);
  const soon = { event: far.id, words: 'Early?', named: false, once: randomUUID() };
  await askQuestion(sql, early.comer, soon, hours(23));
  await expect(askQuestion(sql, early.comer, { ...soon, once: randomUUID() }, hours(25))).rejects.toEqual(
    refused('not-allowed'),
  );
});

test('one’s own named question is taken back: its words go, its number, upvotes and answer stay', async () => {
  const talk = await aTalk(sql);
  const guest = await aGuestBeside(sql, talk.id);
  const moderator = await talk.facilitator.reader();
  const mine = await aQuestion(sql, talk, talk.one, 'A secret word?');
  const theirs = await ask(talk, guest.comer, true);
  const unnamed = await aQuestion(sql, talk, talk.one, 'Of nobody?', { named: false });
  await vote(talk, await talk.two.reader(), mine);
  await rewordQuestion(sql, moderator, {
    event: talk.id,
    question: mine,
    words: 'The secret word, reworded?',
    version: 1,
  });
  const [one, two] = [await talk.one.reader(), await talk.two.reader()];
  for (const [who, question] of [
    [two, mine],
    [one, theirs],
    [one, unnamed],
    [moderator, mine],
    [guest.comer, mine],
  ] as const)
    await expect(takeBackQuestion(sql, who, { event: talk.id, question }, now)).rejects.toEqual(refused('not-found'));
  await takeBackQuestion(sql, one, { event: talk.id, question: mine }, now);
  await takeBackQuestion(sql, one, { event: talk.id, question: mine }, now);
  await takeBackQuestion(sql, guest.comer, { event: talk.id, question: theirs }, now);
  const shown = (await shownTo(sql, talk, one)).questions;
  expect(shown.map((q) => [q.id, q.takenBack, q.votes])).toEqual([
    [mine, true, 1],
    [theirs, true, 0],
    [unnamed, false, 0],
  ]);
  const left = JSON.stringify(await sql`select to_jsonb(q) from talk_question q where event_id = ${talk.id}`);
  expect(left).not.toMatch(/secret|by mail/);
  expect(JSON.stringify(shown)).not.toContain(talk.one.name);
  await expect(vote(talk, two, mine)).rejects.toEqual(refused('not-found'));
  await expect(
    rewordQuestion(sql, moderator, { event: talk.id, question: mine, words: 'Again?', version: 3 }),
  ).rejects.toEqual(refused('conflict', 'talk:refusals.taken-back'));
  // Nothing is left to answer of it: it does not hold up the close.
  await sql`update talk_question set answered = 'live', answered_at = now() where id = ${unnamed}`;
  await ended(sql, talk.id);
  await closeTalk(sql, moderator, talk.id, now);
});
