import { expect, test } from 'vitest';
import { publishPolls } from '../../app/consultations/results/publishing.server';
import { answerInSession } from '../../app/consultations/session/commands/answering.server';
import { Visitor } from '../support/browser-like';
import { times } from '../support/consultations';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { anItem, aSession, of, over, type SomeSession, started } from '../support/sessions';

/*
 * What survivor groups answer to a poll of a live session: in nothing that moves, in none of the session's figures and in no
 * file; a week later it comes to those who prepare the consultation, where eleven or more are together.
 */
const server = await serverForFile();
const { sql, url } = server;
const day = 86_400_000;
/** Polls close in a week that the server's own clock has not come to: what is given out here, this test gives out. */
const closed = new Date(Date.now() + 9 * day);
const later = new Date(closed.getTime() + 7 * day);

const settled = async () => {
  server.wake();
  await server.settled();
};
const give = async (at: Date) => {
  await sql.begin((tx) => publishPolls(tx as never, at));
  await settled();
};
const words = (html: string) => html.replace(/<script[\s\S]*?<\/script>|<!-- -->|<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** One person of a sector for each choice that is named, in one organisation. */
async function answers(session: SomeSession, sector: string, choices: number[][]): Promise<void> {
  const [item] = session.items;
  const offered = await sql<{ id: number }[]>`
    select c.id from talk_poll_choice c join led_item i on i.poll_id = c.poll_id where i.id = ${item!} order by c.position`;
  const organisation = await anOrganisation(sql, { sector });
  for (const chosen of choices) {
    const reader = await (await aPerson(sql, { organisation })).reader();
    const ids = chosen.map((c) => offered[c]!.id);
    await answerInSession(sql, reader, { event: session.event.id, item: item!, choices: ids }, new Date());
  }
}

/** A session whose poll is on: seven say this and six say that, beside so many of survivor groups. */
async function aPoll(survivors: number[][], several = false): Promise<SomeSession> {
  const session = await aSession(sql);
  const poll = { question: 'Which first (invented)?', several, choices: ['This', 'That'] };
  await anItem(sql, session, { kind: 'poll', poll });
  await started(sql, session);
  await answers(session, 'media', [...times(7, [0]), ...times(6, [1])]);
  await answers(session, 'survivor-group', survivors);
  return session;
}

const apartOf = async (session: SomeSession) => {
  const [row] = await sql<{ counted: unknown; shown: { voters: number | null; votes: (number | null)[] } | null }[]>`
    select a.counted, a.shown from talk_poll_apart a join talk_poll p on p.id = a.poll_id where p.event_id = ${session.event.id}`;
  return row;
};

/** Every page and file that has a figure of the session, to whom it is shown. */
async function everywhere(session: SomeSession): Promise<{ place: string; text: string }[]> {
  const { event, consultation, leader, path } = session;
  const here = `/consultations/${consultation.id}`;
  const places: [path: string, by: Visitor | (typeof session)['leader']][] = [
    ...['', '/screen'].map((p): [string, Visitor] => [path + p, new Visitor(url)]),
    ...['', '/lead', '/prepare'].map((p): [string, typeof leader] => [path + p, leader]),
    [event.live, event.one],
    [event.path, event.one],
    [`/events/${event.id}/live/moderate`, event.facilitator],
    [`${here}/results`, event.one],
    [`${here}/results`, new Visitor(url)],
    [`${here}/results.csv`, leader],
    [`${here}/results.ods`, leader],
    [`${here}/report`, leader],
    [`${here}/report.html`, leader],
    [`${here}/balance`, leader],
  ];
  const read: { place: string; text: string }[] = [];
  for (const [place, by] of places) {
    const visitor = by instanceof Visitor ? by : by.at(url);
    const answer = await visitor.get(place);
    expect([place, answer.status]).toEqual([place, 200]);
    read.push({ place, text: place.endsWith('.ods') ? answer.bytes.toString('latin1') : words(answer.text) });
    const data = place.includes('.') ? null : await visitor.get(`${place}.data`);
    if (data) read.push({ place: `${place}.data`, text: data.text });
  }
  return read;
}

const heading = 'Survivor groups in polls of live sessions';
const resultsFor = async (session: SomeSession) =>
  words((await session.leader.at(url).get(`/consultations/${session.consultation.id}/results`)).text);

test('what survivor groups choose is in nothing that moves, and comes a week later to those who prepare, and to nobody else', async () => {
  const session = await aPoll([...times(23, [0]), ...times(14, [1])]);
  // Twenty-three and fourteen of thirty-seven; with the others thirty, twenty and fifty.
  const tells = /\b(?:23|14|37|30|20|50)\b (?:people|\d|That|What)|This (?:23|30|25)\b|That (?:14|20|15)\b/;
  await settled();
  for (const { place, text } of await everywhere(session))
    expect([place, tells.exec(text)?.[0]]).toEqual([place, undefined]);
  await over(sql, session, closed);
  await settled();
  // Who chose what is known to nobody any more, and in the week itself nothing is given out.
  expect(
    await sql`select from talk_ballot b join talk_poll p on p.id = b.poll_id where p.event_id = ${session.event.id}`,
  ).toHaveLength(0);
  await give(closed);
  expect(await apartOf(session)).toMatchObject({ counted: { voters: 37, votes: [23, 14] }, shown: null });
  expect(await resultsFor(session)).not.toContain(heading);
  await give(later);
  expect(await apartOf(session)).toEqual({ counted: null, shown: { voters: 35, votes: [25, 15] } });
  expect(await resultsFor(session)).toMatch(
    /Survivor groups in polls of live sessions .*Which first \(invented\)\? .*About 35 people answered\. .*This 25 That 15/,
  );
  for (const { place, text } of await everywhere(session)) {
    expect([place, tells.exec(text)?.[0]]).toEqual([place, undefined]);
    expect([place, text.includes(heading)]).toEqual([place, false]);
  }
  // The session's own figures are the same as ever, of all others.
  expect(words((await new Visitor(url).get(session.path)).text)).toMatch(/13 people answered .*This 7 That 6/);
});

test.each([
  ['ten', times(10, [0])],
  ['nobody', []],
])('of %s nothing is shown, nothing is left, and being told of it says nothing', async (_, survivors) => {
  const session = await aPoll(survivors);
  await over(sql, session, closed);
  await give(closed);
  const [before] = await sql<{ id: number }[]>`select coalesce(max(id), 0) as id from announcement`;
  await give(later);
  const told = await sql`
    select what from announcement where id > ${before!.id} and (ids ->> 'consultation')::bigint = ${session.consultation.id} order by id`;
  expect(told.map((a) => a.what)).toEqual(['consultation.results-changed']);
  expect(await apartOf(session)).toEqual({ counted: null, shown: { voters: null, votes: [null, null] } });
  const page = await resultsFor(session);
  expect(page).toMatch(/Which first \(invented\)\? .*Fewer than 11 answered, or none: nothing is shown\./);
  // Given out once: later answers there are none, and a later look changes nothing.
  await give(new Date(later.getTime() + 7 * day));
  expect(await apartOf(session)).toEqual({ counted: null, shown: { voters: null, votes: [null, null] } });
});

test('one choice of eleven and another of few is withheld with it, and where several may be chosen so are those who did not', async () => {
  const one = await aPoll([...times(12, [0]), [1]]);
  const several = await aPoll([...times(20, [0, 1]), ...times(3, [1])], true);
  for (const session of [one, several]) await over(sql, session, closed);
  await give(later);
  expect((await apartOf(one))!.shown).toEqual({ voters: 15, votes: [null, null] });
  expect((await apartOf(several))!.shown).toEqual({ voters: 25, votes: [null, null] });
});

test('a member of a survivor group who comes by mail counts apart too, and whoever may not see the session sees none of it', async () => {
  const session = await aPoll(times(11, [0]));
  const [registration] = await sql<{ id: number }[]>`
    insert into registration (event_id, email, name, sector, region, language, time_zone, state, place_order, by_mail)
    values (${session.event.id}, 'somebody@plenary.example', 'Somebody', 'survivor-group', '002', 'en', 'UTC', 'registered', nextval('registration_order'), true)
    returning id`;
  await sql`
    insert into talk_ballot (poll_id, registration_id, choices)
    select p.id, ${registration!.id}, array(select min(c.id) from talk_poll_choice c where c.poll_id = p.id) from talk_poll p
    where p.event_id = ${session.event.id}`;
  await over(sql, session, closed);
  expect(await apartOf(session)).toMatchObject({ counted: { voters: 12, votes: [12, 0] } });
  await give(later);
  await sql`update event set readers = 'invited' where id = ${session.event.id}`;
  expect(await resultsFor(session)).not.toContain(heading);
  const outsider = await of(sql, 'media');
  const page = await outsider.at(url).get(`/consultations/${session.consultation.id}/results`);
  expect([page.status, words(page.text).includes(heading)]).toEqual([200, false]);
});
