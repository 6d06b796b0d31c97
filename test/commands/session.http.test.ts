import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { closeSession, showResults } from '../../app/consultations/session/commands/running.server';
import { Visitor } from '../support/browser-like';
import type { SomePerson } from '../support/people';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { anItem, aSession, gone, of, type SomeSession, started, versionOf } from '../support/sessions';
import { votesOf } from '../support/statements';

/* A live session over the wire, in a browser without JavaScript. */
const server = await serverForFile();
const { sql, url } = server;
const now = new Date();

const settled = async () => {
  server.wake();
  await server.settled();
};
const at = (who: SomePerson | null) => (who ? who.at(url) : new Visitor(url));
const pageOf = async (who: SomePerson | null, path: string) => {
  const answer = await at(who).get(path);
  expect(answer.status, path).toBe(200);
  return answer.text;
};
/** What the page holds for the eye, with the words of React's scripts and markers left out. */
const words = (html: string) => html.replace(/<script[\s\S]*?<\/script>|<!-- -->|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const headOf = (html: string) => words(/<h2 id="on"[\s\S]*?<\/h2>/.exec(html)?.[0] ?? '').trim();

describe('the pages of a session', () => {
  test('take three statements at most, and a visitor’s none once it is kept', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements', 'poll'] }));
    for (const path of [session.path, `${session.path}/screen`]) {
      await settled();
      await pageOf(null, path);
      server.statements();
      await pageOf(null, path);
      expect(server.pageStatements(), path).toEqual([]);
    }
    for (const [who, paths] of [
      [session.event.one, ['', '/screen']],
      [session.leader, ['/lead', '/prepare']],
    ] as const)
      for (const path of paths) {
        await settled();
        server.statements();
        await pageOf(who, session.path + path);
        expect(server.pageStatements().slice(3), path).toEqual([]);
      }
  });

  test('show what is on to everybody at once, and go from the memory when it is another', async () => {
    const session = await started(sql, await aSession(sql, { items: ['question', 'statements'] }));
    await settled();
    expect(headOf(await pageOf(null, session.path))).toContain('Item 1: question');
    expect(words(await pageOf(null, `${session.path}/screen`))).toContain('What would change in practice');
    await gone(sql, session, 1);
    await settled();
    expect(headOf(await pageOf(null, session.path))).toContain('Item 2: statements');
    expect(words(await pageOf(null, `${session.path}/screen`))).toContain('Thought number 1 of a test');
    const visitor = await pageOf(null, session.path);
    expect(visitor).toContain('Look again');
    expect(visitor).not.toContain('class="ballot"');
    expect(visitor).not.toContain(session.leader.name);
  });

  test('are not there for those who may not see the event, the consultation, or who do not lead', async () => {
    const session = await aSession(sql, { items: ['floor'], consultation: { readers: 'registered' } });
    for (const place of ['', '/screen']) expect((await at(null).get(session.path + place)).status).toBe(404);
    const person = await aPerson(sql);
    for (const place of ['', '/screen']) expect((await at(person).get(session.path + place)).status).toBe(200);
    for (const place of ['/lead', '/prepare']) expect((await at(person).get(session.path + place)).status).toBe(404);
    for (const deed of ['start', 'go-1', 'nothing', 'give-1'])
      expect((await at(person).post(`${session.path}/lead`, { deed, version: '1', item: '1', hand: '1' })).status).toBe(
        404,
      );
    expect((await at(person).post(`${session.path}/prepare`, { deed: 'add-floor' })).status).toBe(404);
    // An event that is no session of any consultation has none.
    const other = await aSession(sql);
    await sql`delete from consultation_part where kind = 'session' and subject_id = ${other.event.id}`;
    expect((await at(other.leader).get(other.path)).status).toBe(404);
  });
});

describe('leading', () => {
  const press = (session: SomeSession, who: SomePerson, fields: Record<string, string>) =>
    at(who).post(`${session.path}/lead`, fields);

  test('goes from an agenda without items to its end', async () => {
    const session = await aSession(sql);
    const empty = await press(session, session.leader, { deed: 'start', version: '0' });
    expect(empty.status).toBe(422);
    expect(words(empty.text)).toContain('Nothing is on the agenda. Add an item first.');
    const fields = { kind: 'question', title: 'Fees (invented)', words: 'Who pays (invented)?', minutes: '7' };
    const add = (values: Record<string, string>) =>
      at(session.leader).post(`${session.path}/prepare`, {
        deed: 'add-question',
        ...fields,
        once: randomUUID(),
        ...values,
      });
    const long = await add({ title: 'x'.repeat(5000), minutes: '0' });
    expect(long.status).toBe(422);
    expect(words(long.text)).toContain('This title is too long.');
    expect(words(long.text)).toContain('Give whole minutes, from 1 to 480.');
    expect(long.text).toContain('x'.repeat(5000));
    expect(words((await add({ words: '' })).text)).toContain('Write the question.');
    const once = randomUUID();
    for (let twice = 0; twice < 2; twice++) expect((await add({ once })).status).toBe(200);
    await anItem(sql, session, { kind: 'floor' });
    expect(await sql`select from led_item where event_id = ${session.event.id}`).toHaveLength(2);
    const version = String(await versionOf(sql, session));
    const running = await press(session, session.leader, { deed: 'start', version });
    expect(headOf(running.text)).toBe('Fees (invented)');
    expect(words(running.text)).toContain('0 minutes of 7 planned');
    // Pressed from a page that is old: nothing is done, and the page says so.
    const old = await press(session, session.leader, { deed: 'close', version });
    expect(old.status).toBe(409);
    expect(words(old.text)).toContain('Somebody else has moved the session or its agenda meanwhile.');
    expect(headOf(old.text)).toBe('Fees (invented)');
    const over = await press(session, session.leader, {
      deed: 'close',
      version: String(await versionOf(sql, session)),
    });
    expect(over.status).toBe(200);
    expect(words(await pageOf(null, session.path))).toContain('What was asked, and how it came out');
  });

  test('adds a poll with its choices, and says beside the field what is wrong with them', async () => {
    const session = await aSession(sql, { items: ['floor'] });
    const poll = {
      deed: 'add-poll',
      kind: 'poll',
      title: 'First steps (invented)',
      words: '',
      minutes: '5',
      question: 'Which first (invented)?',
      several: 'one',
      once: randomUUID(),
    };
    const place = `${session.path}/prepare`;
    const one = await at(session.leader).post(place, { ...poll, choices: 'This' });
    expect(one.status).toBe(422);
    expect(one.text).toMatch(/id="add-poll\.choices\.mistake"/);
    expect(one.text).toContain('Which first (invented)?');
    const answer = await at(session.leader).post(place, { ...poll, choices: 'This\nThat' }, { follow: false });
    expect(answer.status).toBe(303);
    const [made] = await sql`
      select p.in_session, p.opened_at, i.poll_id is not null as tied from talk_poll p left join led_item i on i.poll_id = p.id where p.event_id = ${session.event.id}`;
    expect(made).toEqual({ inSession: true, openedAt: null, tied: true });
  });

  test('gives the floor in turn, and names nobody to anybody else', async () => {
    const session = await started(sql, await aSession(sql, { items: ['floor'] }));
    const [one, two] = [await of(sql, 'media'), await of(sql, 'survivor-group')];
    for (const who of [one, two]) {
      const page = await at(who).post(session.path, { deed: 'floor', up: 'yes', labelled: 'yes' });
      expect(page.status).toBe(200);
    }
    expect(words(await pageOf(two, session.path))).toContain('Your place in the list: 2.');
    expect(await pageOf(two, session.path)).not.toContain('Show my sector while I speak');
    const board = await pageOf(session.leader, `${session.path}/lead`);
    for (const who of [one, two]) expect(board).toContain(who.name);
    const hand = /name="hand" value="(\d+)"/.exec(board)![1]!;
    const given = await press(session, session.leader, { deed: `give-${hand}`, hand });
    expect(words(given.text)).toMatch(/Has the floor: Person \d+ Demonstration · Media/);
    await settled();
    for (const path of [session.path, `${session.path}/screen`]) {
      const page = await pageOf(null, path);
      expect(words(page)).toContain('Has the floor: Media');
      expect(page).not.toContain(one.name);
      expect(page).not.toContain('urvivor-group');
    }
    const gone = await press(session, session.leader, { deed: 'give-999999', hand: '999999' });
    expect(gone.status).toBe(409);
    expect(words(gone.text)).toContain('This hand is down meanwhile.');
  });
});

describe('taking part', () => {
  const send = (session: SomeSession, who: SomePerson, fields: Record<string, string>) =>
    at(who).post(session.path, fields);

  test('votes without JavaScript, and is told when the item is over', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements', 'question'] }));
    const voter = await aPerson(sql);
    const [statement] = session.consultation.statements as [number];
    const page = await pageOf(voter, session.path);
    const item = /name="item" value="(\d+)"/.exec(page)![1]!;
    const vote = { deed: `vote-${statement}`, statement: String(statement), item, choice: 'agree' };
    const answer = await at(voter).post(session.path, vote, { follow: false });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${session.path}#statement-${statement}`]);
    expect((await pageOf(voter, session.path)).match(/aria-pressed="true"/g)).toHaveLength(1);
    await gone(sql, session, 1);
    const late = await send(session, voter, { ...vote, choice: 'disagree' });
    expect(late.status).toBe(409);
    expect(words(late.text)).toContain('This item is over: the session has moved on.');
    expect(headOf(late.text)).toContain('Item 2: question');
    expect(await sql`select choice from consultation_vote where person_id = ${voter.id}`).toEqual([{ choice: 1 }]);
  });

  test('keeps the words of a statement that came too late, and shows what is there already', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements', 'question'], statements: 1 }));
    const author = await aPerson(sql);
    const item = String(session.items[0]);
    const proposal = {
      deed: 'propose',
      item,
      words: 'Wages are paid through a bank (invented).',
      language: 'en',
      once: randomUUID(),
    };
    const similar = await send(session, author, { ...proposal, words: 'Thought number 1 of a test (invented)' });
    expect(words(similar.text)).toContain('This is there already, or nearly.');
    expect(similar.text).toContain('name="seen"');
    const taken = await send(session, author, proposal);
    expect(words(taken.text)).toContain('Your statement was taken.');
    expect(words(await pageOf(session.leader, `${session.path}/lead`))).toContain('1 statement waits to be read');
    await gone(sql, session, 1);
    const late = await send(session, author, { ...proposal, words: 'Typed as it went on.', once: randomUUID() });
    expect(late.status).toBe(409);
    expect(words(late.text)).toContain('What you wrote: Typed as it went on.');
  });

  test('says why one cannot vote: a phase that is over, an observer, somebody who waits', async () => {
    const session = await started(sql, await aSession(sql, { items: ['statements'] }));
    const waits = await aPerson(sql, { state: 'waiting' });
    expect(await pageOf(waits, session.path)).not.toContain('class="ballot"');
    await sql`update consultation_phase set closes_at = now() - interval '1 minute' where consultation_id = ${session.consultation.id} and kind = 'open'`;
    const page = await pageOf(session.event.one, session.path);
    expect(page).not.toContain('class="ballot"');
    expect(page).toContain('class="notice"');
    expect(words(await pageOf(session.leader, `${session.path}/lead`))).toContain('Votes are not taken now.');
  });
});

test('when it is over, the page is its record: with the figures that may be told, and no others', async () => {
  const session = await started(sql, await aSession(sql, { items: ['statements', 'poll'] }));
  const [statement, other] = session.consultation.statements as [number, number];
  for (const sector of ['media', 'government'])
    await votesOf(sql, session.consultation.id, sector, statement, { agree: 8, disagree: 6, pass: 5 });
  await votesOf(sql, session.consultation.id, 'survivor-group', statement, { agree: 30 });
  await votesOf(sql, session.consultation.id, 'media', other, { agree: 4 });
  await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: session.consultation.id })})`;
  await settled();
  const leader = await session.leader.reader();
  const about = { event: session.event.id, item: session.items[0]! };
  expect(words(await pageOf(null, session.path))).not.toContain('All together');
  await showResults(sql, leader, { ...about, on: true });
  await settled();
  expect(words(await pageOf(null, session.path))).toMatch(/Government 8 6 5 .*Media 8 6 5 .*All together 16 12 10/);
  await gone(sql, session, 1);
  await closeSession(sql, leader, { event: session.event.id, version: await versionOf(sql, session) }, now);
  await settled();
  const record = await pageOf(null, session.path);
  expect(words(record)).toMatch(/All together 16 12 10/);
  expect(words(record)).toContain('Fewer than five counted so far: nothing is shown.');
  expect(words(record)).toContain('The floor was given fewer than five times');
  // From the page of the consultation it is one step away.
  expect(await pageOf(null, session.consultation.path)).toContain(`href="${session.path}"`);
});
