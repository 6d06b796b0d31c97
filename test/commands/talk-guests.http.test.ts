import { expect, test } from 'vitest';
import { answerInWriting, giveToOwner } from '../../app/events/live/commands/answering.server';
import { voteFor } from '../../app/events/live/commands/asking.server';
import { openPoll, preparePoll } from '../../app/events/live/commands/polling.server';
import { dismissQuestion, rewordQuestion } from '../../app/events/live/commands/sorting.server';
import { takeBackQuestion } from '../../app/events/live/commands/taking-back.server';
import { Visitor } from '../support/browser-like';
import { Listener } from '../support/live';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { readCsv } from '../support/spreadsheets';
import { aGuest, aQuestion, aTalk, ended, type SomeGuest, type SomeTalk } from '../support/talk';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();

const words = (html: string) => html.replace(/<script[\s\S]*?<\/script>|<!-- -->|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const settled = async () => {
  server.wake();
  await server.settled();
};
const own = (guest: SomeGuest) => `/registrations?token=${guest.token}`;
/** Somebody's browser without scripts, with the place that the button on their own page opens. */
async function beside(guest: SomeGuest): Promise<Visitor> {
  const visitor = new Visitor(url);
  expect((await visitor.get(own(guest))).text).toContain('Ask, upvote and answer polls');
  expect(visitor.cookie).toBe('');
  const led = await visitor.post(own(guest), { deed: 'take-part' }, { follow: false });
  expect(led.status).toBe(303);
  const cookie = led.headers.get('set-cookie')!;
  expect(cookie).toContain('HttpOnly; SameSite=Lax');
  expect(cookie).not.toContain(guest.token);
  return visitor;
}
const deed = (visitor: Visitor, talk: SomeTalk, fields: Record<string, string | string[]>) =>
  visitor.post(talk.live, fields, { follow: false });

test('by the link of a mail one asks, upvotes, answers a poll and raises a hand, all by plain forms', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'Who pays?');
  const moderator = await talk.facilitator.reader();
  const once = crypto.randomUUID();
  await preparePoll(sql, moderator, {
    event: talk.id,
    question: 'Is there a law?',
    several: false,
    choices: ['Yes', 'No'],
    once,
  });
  const [poll] = await sql<{ id: number; choice: number }[]>`
    select p.id, c.id as choice from talk_poll p join talk_poll_choice c on c.poll_id = p.id and c.position = 1 where p.once = ${once}`;
  await openPoll(sql, moderator, { event: talk.id, poll: poll!.id }, now);
  await settled();
  // What is kept for visitors is not shown to a guest, nor a guest's page to anybody else.
  const visitor = new Visitor(url);
  expect(words((await visitor.get(talk.live)).text)).toContain('Did you register by mail?');
  const guest = await aGuest(sql, talk.id);
  const browser = await beside(guest);
  const page = await browser.get(talk.live);
  expect(words(page.text)).toContain('You take part by the link of your mail');
  expect(page.headers.get('cache-control')).toContain('no-store');
  expect(page.text).toMatch(/<input[^>]*value="unnamed"[^>]*checked|<input[^>]*checked[^>]*value="unnamed"/);
  const asked = { deed: 'ask', words: 'Asked from a mail?', as: 'unnamed', once: crypto.randomUUID() };
  expect((await deed(browser, talk, asked)).status).toBe(303);
  const voted = await deed(browser, talk, { deed: `vote-${question}`, question: String(question), on: 'yes' });
  expect(voted.headers.get('location')).toBe(`${talk.live}#question-${question}`);
  const ballot = { deed: `ballot-${poll!.id}`, poll: String(poll!.id), choice: String(poll!.choice) };
  expect((await deed(browser, talk, ballot)).status).toBe(303);
  expect((await deed(browser, talk, { deed: 'hand', up: 'yes' })).status).toBe(303);
  await settled();
  const after = words((await browser.get(talk.live)).text);
  for (const said of ['Asked from a mail?', 'Change my answer', 'Your place in the line: 1.'])
    expect(after).toContain(said);
  const board = words((await talk.facilitator.at(url).get(`${talk.live}/moderate`)).text);
  expect(board).toContain('Participant 1');
  for (const text of [after, board, words((await visitor.get(talk.live)).text)]) {
    expect(text).not.toContain(guest.name);
    expect(text).not.toContain(guest.email);
  }
  expect(words((await visitor.get(talk.live)).text)).not.toContain('You take part by the link');
});

test('a guest’s page takes two statements, and tells the next who comes nothing once it was left', async () => {
  const talk = await aTalk(sql);
  await aQuestion(sql, talk, talk.one, 'Who pays?');
  const browser = await beside(await aGuest(sql, talk.id));
  await settled();
  server.statements();
  await browser.get(talk.live);
  expect(server.pageStatements().slice(2)).toEqual([]);
  expect((await deed(browser, talk, { deed: 'leave' })).status).toBe(303);
  expect(browser.cookie).toBe('');
  expect(
    (
      await sql`select 1 from talk_place p join registration r on r.id = p.registration_id where r.event_id = ${talk.id}`
    ).length,
  ).toBe(0);
  const led = await deed(browser, talk, { deed: 'hand', up: 'yes' });
  expect(led.headers.get('location')).toContain('/sign-in');
});

test('another site’s page does nothing in a guest’s name, and a cookie of nobody’s is led nowhere', async () => {
  const talk = await aTalk(sql);
  const guest = await aGuest(sql, talk.id);
  const browser = await beside(guest);
  const asked = { deed: 'ask', words: 'Forged?', as: 'named', once: crypto.randomUUID() };
  const forged = await browser.post(talk.live, asked, {
    follow: false,
    headers: { Origin: 'https://elsewhere.example' },
  });
  expect(forged.status).toBe(403);
  const opened = await browser.post(
    own(guest),
    { deed: 'take-part' },
    { follow: false, headers: { Origin: 'https://elsewhere.example' } },
  );
  expect(opened.status).toBe(403);
  const stranger = new Visitor(url);
  stranger.setCookie(`plenary-place-${talk.id}`, 'x'.repeat(43));
  expect(words((await stranger.get(talk.live)).text)).toContain('Did you register by mail?');
  const refused = await deed(stranger, talk, asked);
  expect(refused.status).toBe(403);
  expect(words(refused.text)).toContain('Your place on this device has lapsed.');
  expect((await sql`select 1 from talk_question where event_id = ${talk.id}`).length).toBe(0);
  await ended(sql, talk.id, 40);
  const late = await deed(browser, talk, asked);
  expect(late.status).toBe(409);
  expect(late.text).toContain('Forged?');
});

test('the socket knows a guest: they hear what becomes of their hand, and nobody else does', async () => {
  const talk = await aTalk(sql);
  const browser = await beside(await aGuest(sql, talk.id));
  const other = await beside(await aGuest(sql, talk.id));
  const [mine, theirs, visitor] = [new Listener(url, browser), new Listener(url, other), new Listener(url, null)];
  for (const listener of [mine, theirs, visitor])
    expect(await listener.ask('joinTalk', { event: talk.id })).toMatchObject({ ok: true });
  await deed(browser, talk, { deed: 'hand', up: 'yes' });
  await mine.hears('talkHand', (e) => e.place === 1);
  await deed(browser, talk, { deed: 'hand', up: 'no' });
  await mine.hears('talkHand', (e) => e.place === null);
  for (const listener of [theirs, visitor]) expect(listener.times('talkHand')).toBe(0);
});

test('a person takes their named question back by a plain form, also when it is published', async () => {
  const talk = await aTalk(sql);
  const question = await aQuestion(sql, talk, talk.one, 'A word too much?');
  const page = await talk.one.at(url).get(talk.live);
  expect(words(page.text)).toContain('Take it back');
  const form = { deed: `take-back-${question}`, question: String(question) };
  expect((await talk.two.at(url).post(talk.live, form, { follow: false })).status).toBe(404);
  await ended(sql, talk.id, 40);
  await sql`insert into talk (event_id, closed_at, closed_by) values (${talk.id}, now(), ${talk.facilitator.id})`;
  await settled();
  expect(words((await new Visitor(url).get(talk.path)).text)).toContain('A word too much?');
  expect((await talk.one.at(url).post(talk.live, form, { follow: false })).status).toBe(303);
  await settled();
  const published = words((await new Visitor(url).get(talk.path)).text);
  expect(published).not.toContain('A word too much?');
  expect(published).toContain(`Question ${question} was taken back by whoever asked it`);
});

test('those who prepare take questions and answers with them; what was not published stands apart', async () => {
  const talk = await aTalk(sql);
  const moderator = await talk.facilitator.reader();
  const about = async (text: string, named = true) => ({
    event: talk.id,
    question: await aQuestion(sql, talk, talk.one, text, { named }),
  });
  const [shown, unnamed, dismissed, gone] = [
    await about('=SUM(1)?'),
    await about('Of nobody?', false),
    await about('Off the matter.'),
    await about('Regretted.'),
  ];
  await rewordQuestion(sql, moderator, { ...shown, words: 'How much in all?', version: 1 });
  await voteFor(sql, await talk.two.reader(), { ...shown, on: true }, now);
  await answerInWriting(sql, moderator, { ...shown, answer: 'One, "and" no more.', version: 2 }, now);
  const dueOn = new Date(now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
  await giveToOwner(sql, moderator, { ...unnamed, owner: talk.speaker.id, dueOn }, now);
  await dismissQuestion(sql, moderator, { ...dismissed, reason: 'Another law.' });
  await takeBackQuestion(sql, await talk.one.reader(), gone, now);
  const file = `${talk.live}/questions.csv`;
  expect((await talk.two.at(url).get(file)).status).toBe(404);
  const answer = await talk.facilitator.at(url).get(file);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [head, ...lines] = readCsv(answer.text);
  const rows = lines.map((line) => Object.fromEntries(line.map((cell, i) => [head![i], cell])));
  expect(rows).toMatchObject([
    {
      number: String(shown.question),
      question: 'How much in all?',
      original: "'=SUM(1)?",
      asker: talk.one.name,
      state: 'shown',
      votes: '1',
      answered: 'writing',
      answer: 'One, "and" no more.',
      answeredBy: talk.facilitator.name,
    },
    { question: 'Of nobody?', original: '', asker: '', answered: 'later', owner: talk.speaker.name, dueOn },
    { question: '', original: 'Off the matter.', state: 'dismissed' },
    { question: '', original: '', asker: '', state: 'taken-back' },
  ]);
  // Where a survivor speaks, the secretariat reads what was published and nothing else.
  const survivor = await aTalk(sql, { survivorSpeaks: true });
  await aQuestion(sql, survivor, survivor.one, 'Only for facilitators.');
  const secretary = await aPerson(sql, { secretariat: true });
  expect((await secretary.at(url).get(`${survivor.live}/questions.csv`)).text).not.toContain('Only for facilitators.');
  expect((await survivor.facilitator.at(url).get(`${survivor.live}/questions.csv`)).text).toContain(
    'Only for facilitators.',
  );
});
