import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { Visitor } from '../support/browser-like';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { aStatement, votesOf, withStatements } from '../support/statements';

/* Statements over the wire, in a browser without JavaScript. */
const server = await serverForFile();
const { sql, url } = server;
const pageOf = (c: { id: number }, place = '') => `/consultations/${c.id}/statements${place}`;

/** Which statement the page asks for: its number, as its head says it. */
const numberOn = (body: string) => Number(/id="statement">Statement (\d+)</.exec(body)?.[1] ?? 0);
const idOn = (body: string) => /name="statement" value="(\d+)"/.exec(body)?.[1] ?? '';

let person: SomePerson;
beforeAll(async () => {
  person = await aPerson(sql);
});

describe('voting without JavaScript', () => {
  it('goes from one statement to the next until none is left', async () => {
    const c = await withStatements(sql, 3);
    const voter = person.at(url);
    const seen: number[] = [];
    let page = (await voter.get(pageOf(c))).text;
    expect(page).toContain('You have 3 statements left.');
    for (const choice of ['agree', 'disagree', 'pass']) {
      seen.push(numberOn(page));
      const answer = await voter.post(pageOf(c), { deed: 'vote-1', statement: idOn(page), choice }, { follow: false });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, pageOf(c)]);
      page = (await voter.get(pageOf(c))).text;
    }
    expect([...seen].sort()).toEqual([1, 2, 3]);
    expect(page).toContain('You have voted on all 3 statements.');
    const mine = (await voter.get(pageOf(c, '/mine'))).text;
    expect(mine.match(/aria-pressed="true"/g)).toHaveLength(3);
  });

  it('says why a vote on what was withdrawn is not counted', async () => {
    const c = await withStatements(sql, 1);
    const facilitator = c.facilitator.at(url);
    const about = { deed: 'withdraw', statement: String(c.statements[0]) };
    expect((await facilitator.post(pageOf(c, '/1'), about)).status).toBe(200);
    const answer = await person.at(url).post(pageOf(c), {
      deed: `vote-${c.statements[0]}`,
      statement: String(c.statements[0]),
      choice: 'agree',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('This statement was withdrawn. Your vote was not counted.');
    expect(await sql`select from consultation_vote where statement_id = ${c.statements[0]!}`).toHaveLength(0);
    const page = (await person.at(url).get(pageOf(c, '/1'))).text;
    expect(page).toContain('The words were withdrawn.');
  });

  it('takes votes of many from two windows each at once: every one is answered, each person counts once', async () => {
    const c = await withStatements(sql, 2);
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => aPerson(sql)));
    const windows = people.flatMap((p) => [
      { of: p.at(url), choice: 'agree' },
      { of: p.at(url), choice: 'disagree' },
    ]);
    const statuses = await Promise.all(
      windows.flatMap(({ of, choice }) =>
        c.statements.map(async (statement) => {
          const vote = { deed: `vote-${statement}`, statement: String(statement), choice };
          return (await of.post(pageOf(c), vote, { follow: false })).status;
        }),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([303]));
    const rows = await sql<{ personId: number }[]>`
      select person_id from consultation_vote where statement_id in ${sql(c.statements)}`;
    expect(rows).toHaveLength(people.length * 2);
    expect(new Set(rows.map((r) => r.personId))).toEqual(new Set(people.map((p) => p.id)));
    await server.settled();
    const counts = await sql<{ all: number }[]>`
      select agree + disagree + pass as all from consultation_statement_count where statement_id in ${sql(c.statements)}`;
    expect(counts.map((n) => n.all)).toEqual([people.length, people.length]);
  });

  it('shows visitors what is asked, in the direction of each statement', async () => {
    const c = await withStatements(sql, 1);
    await aStatement(sql, c, { words: 'يحتاج المفتشون إلى مترجمين (مختلق).', language: 'ar' });
    const body = (await new Visitor(url).get(pageOf(c))).text;
    expect(body).toContain('Sign in to vote');
    expect(body).toMatch(/class="asked-words" lang="ar" dir="rtl"/);
    expect(body).toMatch(/class="asked-words" lang="en" dir="ltr"/);
    expect(body).not.toContain('class="ballot"');
  });
});

describe('proposing', () => {
  it('shows what is nearly the same first, with what was typed, and takes it then', async () => {
    const c = await withStatements(sql);
    await aStatement(sql, c, { words: 'Labour inspectors need interpreters.' });
    const author = (await aPerson(sql)).at(url);
    const typed = {
      deed: 'propose',
      words: 'Labour inspectors need more interpreters',
      language: 'en',
      once: randomUUID(),
    };
    const first = await author.post(pageOf(c, '/propose'), typed);
    const body = first.text;
    expect(first.status).toBe(200);
    expect(body).toContain('This is there already, or nearly');
    expect(body).toContain('Labour inspectors need more interpreters</textarea>');
    expect(body).toContain('name="seen"');
    const then = await author.post(pageOf(c, '/propose'), { ...typed, seen: 'yes' }, { follow: false });
    expect(then.headers.get('location')).toBe(pageOf(c, '/mine?proposed=yes'));
    const desk = (await c.facilitator.at(url).get(pageOf(c, '/moderate'))).text;
    expect(desk).toContain('Labour inspectors need more interpreters');
  });

  it('when the phase is over, keeps what was typed as a draft', async () => {
    const c = await withStatements(sql, 0, { starts: [-50, -40, -1, 100, 200, 300] });
    const author = (await aPerson(sql)).at(url);
    const answer = await author.post(pageOf(c, '/propose'), {
      deed: 'propose',
      words: 'Typed as it closed.',
      language: 'en',
      once: randomUUID(),
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('What you typed is kept as a draft here.');
    expect((await author.get(pageOf(c, '/propose'))).text).toContain('Typed as it closed.</textarea>');
  });

  test.each([
    [{ words: '' }, 'Write your statement.'],
    [{ words: 'x'.repeat(241) }, 'This is too long for one thought.'],
    [{ language: 'tlh' }, 'Choose the language of the statement.'],
    // Letters of one direction, turned by a sign that nobody sees.
    [{ words: 'مفتشون \u202ewith interpreters' }, 'Send it without these signs'],
  ])('refuses %j beside its field', async (values, why) => {
    const c = await withStatements(sql);
    const answer = await person.at(url).post(pageOf(c, '/propose'), {
      deed: 'propose',
      words: 'One thought.',
      language: 'en',
      once: randomUUID(),
      ...values,
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(why);
  });
});

describe('results', () => {
  it('lead with agreement across sectors and the weakest sector, and give the same as a file', async () => {
    const c = await withStatements(sql, 2, { starts: [-50, -40, -1, 100, 200, 300] });
    const [first, second] = c.statements as [number, number];
    await votesOf(sql, c.id, 'government', first, { agree: 20, disagree: 6, pass: 5 });
    await votesOf(sql, c.id, 'media', first, { agree: 6, disagree: 20, pass: 5 });
    await votesOf(sql, c.id, 'survivor-group', first, { agree: 17 });
    await votesOf(sql, c.id, 'government', second, { agree: 20, disagree: 6, pass: 5 });
    await votesOf(sql, c.id, 'academia', first, { agree: 1 });
    await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: c.id })})`;
    await server.settled();
    const visitor = new Visitor(url);
    const body = (await visitor.get(pageOf(c, '/results'))).text;
    // Beside the one vote of academia, how many of the government agree is told as 20 to 24: sqrt(23/33 * 7/33).
    expect(body).toContain('38 %');
    expect(body).toContain('Media');
    expect(body).not.toContain('Survivor groups</th>');
    const csv = (await visitor.get(pageOf(c, '/results.csv'))).text;
    const rows = csv.trim().split('\r\n');
    expect(rows[0]).toContain('statement,words,language,sector,agreement,voters,agree,disagree,pass');
    expect(csv).toMatch(/1,Thought number 1 of a test \(invented\)\.,en,all,38,63,/);
    expect(csv).not.toContain('survivor');
    expect(csv).not.toContain('academia');
  });

  it('while it is open, are for those who facilitate, and for others of what they have voted on', async () => {
    const c = await withStatements(sql, 2);
    const [voter] = (await votesOf(sql, c.id, 'media', c.statements[0]!, { agree: 9 })) as [SomePerson];
    await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: c.id })})`;
    await server.settled();
    const words = async (who: Visitor) => {
      const body = (await who.get(pageOf(c, '/results'))).text;
      return [1, 2].map((n) => body.includes(`Thought number ${n} of a test`));
    };
    expect(await words(new Visitor(url))).toEqual([false, false]);
    expect(await words(person.at(url))).toEqual([false, false]);
    expect(await words(voter.at(url))).toEqual([true, false]);
    expect(await words(c.facilitator.at(url))).toEqual([true, true]);
  });
});

test('what waits or was refused is there for its author and for those who facilitate', async () => {
  const c = await withStatements(sql);
  const author = await aPerson(sql);
  await aStatement(sql, c, { author: author.id, state: 'waiting' });
  const status = async (who: Visitor) => (await who.get(pageOf(c, '/1'))).status;
  expect(await status(author.at(url))).toBe(200);
  expect(await status(c.facilitator.at(url))).toBe(200);
  expect(await status(person.at(url))).toBe(404);
  expect(await status(new Visitor(url))).toBe(404);
});

test('of a consultation for those who are invited nobody else finds a statement', async () => {
  const inside = await anOrganisation(sql);
  const c = await withStatements(sql, 1, { readers: 'invited', invited: [inside] });
  const member = await aPerson(sql, { organisation: inside });
  for (const place of ['', '/1', '/results', '/results.csv', '/propose', '/mine', '/moderate'])
    expect((await person.at(url).get(pageOf(c, place))).status).toBe(404);
  expect((await member.at(url).get(pageOf(c))).status).toBe(200);
});

test.each(['', '/1', '/results', '/mine', '/propose', '/moderate'])(
  'statements%s takes three statements at most',
  async (place) => {
    const c = await withStatements(sql, 2);
    const facilitator = c.facilitator.at(url);
    await server.settled();
    server.statements();
    expect((await facilitator.get(pageOf(c, place))).status).toBe(200);
    expect(server.pageStatements().slice(3)).toEqual([]);
  },
);

test('who proposed a statement is told that it is voted on, or why not; nobody else is', async () => {
  const c = await withStatements(sql);
  const author = await aPerson(sql);
  const statement = String(await aStatement(sql, c, { author: author.id, state: 'waiting' }));
  const facilitator = c.facilitator.at(url);
  const browser = author.at(url);
  const reason = 'It names a person (invented).';
  expect((await facilitator.post(pageOf(c, '/1'), { deed: 'refuse', statement, reason })).status).toBe(200);
  const refused = (await browser.get('/notices')).text;
  expect(refused).toContain('was not taken up');
  expect(refused).toContain(reason);
  const id = /href="\/notices\/(\d+)"/.exec(refused)![1];
  const led = await browser.get(`/notices/${id}`);
  expect(led.headers.get('location')).toBe(pageOf(c, '/1'));
  expect((await facilitator.post(pageOf(c, '/1'), { deed: 'approve', statement })).status).toBe(200);
  const approved = (await browser.get('/notices')).text;
  expect(approved).toContain('is voted on');
  expect(approved).not.toContain(reason);
  // Read in between: told anew, by one notice.
  expect(approved.match(/href="\/notices\/\d+"/g)).toHaveLength(1);
  expect(approved).toContain('New');
  const notices = await sql<{ personId: number }[]>`
    select person_id from notice where activity = 'consultation' and activity_id = ${c.id} and kind = 'statement'`;
  expect(notices.map((n) => n.personId)).toEqual([author.id]);
});
