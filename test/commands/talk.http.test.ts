import { expect, test } from 'vitest';
import { giveToOwner } from '../../app/events/live/commands/answering.server';
import { voteFor } from '../../app/events/live/commands/asking.server';
import { closeTalk } from '../../app/events/live/commands/closing.server';
import { chooseForScreen, markAnswered } from '../../app/events/live/commands/sorting.server';
import { Visitor } from '../support/browser-like';
import type { SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { aGuest, aQuestion, aTalk, ended } from '../support/talk';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();

const settled = async () => {
  server.wake();
  await server.settled();
};
const pageOf = async (who: SomePerson | null, path: string) => {
  const answer = await (who ? who.at(url) : new Visitor(url)).get(path);
  expect(answer.status).toBe(200);
  return answer.text;
};
/** What the page holds for the eye, with the words of React's scripts and markers left out. */
const words = (html: string) => html.replace(/<script[\s\S]*?<\/script>|<!-- -->|<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('each page takes three statements at most, and a visitor’s none once it is kept', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'How many?');
  await settled();
  const { id } = talk;
  for (const path of [talk.live, `/events/${id}/screen`]) {
    await pageOf(null, path);
    server.statements();
    await pageOf(null, path);
    expect(server.pageStatements(), path).toEqual([]);
  }
  for (const [who, paths] of [
    [talk.one, [talk.live, `/events/${id}/screen`]],
    [talk.facilitator, ['moderate', 'close', `questions/${question}`].map((p) => `${talk.live}/${p}`)],
  ] as const)
    for (const path of paths) {
      await settled();
      server.statements();
      await pageOf(who, path);
      expect(server.pageStatements().slice(3), path).toEqual([]);
    }
});

test('a kept page goes with the first upvote, and with what is put on the screen', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'Wanted?');
  await settled();
  const wall = `/events/${talk.id}/screen`;
  for (const path of [talk.live, wall]) expect(words(await pageOf(null, path))).toContain('Wanted?');
  await voteFor(sql, await talk.two.reader(), { event: talk.id, question, on: true }, now);
  await settled();
  expect(words(await pageOf(null, talk.live))).toMatch(/1 upvote\b/);
  await chooseForScreen(sql, await talk.facilitator.reader(), { event: talk.id, question });
  await settled();
  expect(await pageOf(null, wall)).toContain('class="chosen"');
});

test('nobody reads who asked without a name: not another, not a moderator, not a visitor', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'Of nobody?', { named: false });
  await settled();
  const pages: [SomePerson | null, string][] = [
    [talk.two, talk.live],
    [talk.facilitator, `${talk.live}/moderate`],
    [talk.facilitator, `${talk.live}/questions/${question}`],
    [talk.facilitator, `${talk.live}/close`],
    [null, talk.live],
    [null, `/events/${talk.id}/screen`],
  ];
  for (const [who, path] of pages) {
    const html = await pageOf(who, path);
    expect(html).toContain('Of nobody?');
    for (const trace of [talk.one.name, talk.one.handle, talk.one.email]) expect(html, path).not.toContain(trace);
  }
});

test('what the form says wrongly comes back beside it, with what was typed', async () => {
  const talk = await aTalk(sql);
  const once = crypto.randomUUID();
  const long = 'x'.repeat(501);
  const answer = await talk.one
    .at(url)
    .post(talk.live, { deed: 'ask', words: long, as: 'named', once }, { follow: false });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(long);
  expect(words(answer.text)).toContain('This is too long.');
  const late = await aTalk(sql);
  const question = await aQuestion(sql, late, late.one, 'Too late?');
  await ended(sql, late.id, 40);
  const vote = { deed: `vote-${question}`, question: String(question), on: 'yes' };
  const refused = await late.two.at(url).post(late.live, vote, { follow: false });
  expect(refused.status).toBe(409);
  expect(words(refused.text)).toContain('The event is over. Nobody can ask or upvote any more.');
});

test('the page of the event shows questions when they are closed, and an answer that comes later', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const [live, later] = [
    await aQuestion(sql, talk, talk.one, 'Answered there?'),
    await aQuestion(sql, talk, talk.two, 'Answered by and by?'),
  ];
  await markAnswered(sql, moderator, { event: talk.id, question: live, on: true }, now);
  const dueOn = new Date(now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
  await giveToOwner(sql, moderator, { event: talk.id, question: later, owner: talk.speaker.id, dueOn }, now);
  await ended(sql, talk.id);
  await settled();
  const before = words(await pageOf(null, talk.path));
  expect(before).not.toContain('Answered there?');
  // Nobody asks any more: what is offered is to read; and what will stand here is said.
  expect(before).toContain('Read the questions');
  expect(before).not.toContain('Ask and upvote');
  expect(before).toContain('Recordings and papers will stand here.');
  const { token } = await aGuest(sql, talk.id);
  expect(words(await pageOf(null, `/registrations?token=${token}`))).toContain('See the questions, and your own');
  await closeTalk(sql, moderator, talk.id, now);
  await settled();
  const published = words(await pageOf(null, talk.path));
  expect(published).toContain('Answered live');
  expect(published).toContain(`Will be answered by ${talk.speaker.name}`);
  const place = `${talk.live}/questions/${later}`;
  expect((await talk.two.at(url).get(place)).status).toBe(404);
  const form = { deed: 'answer', answer: 'By the employer.', version: '2' };
  expect((await talk.speaker.at(url).post(place, form, { follow: false })).status).toBe(303);
  await settled();
  expect(words(await pageOf(null, talk.path))).toContain('By the employer.');
});
