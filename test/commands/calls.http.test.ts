import { beforeAll, describe, expect, test } from 'vitest';
import { items } from '../../app/calls/scoring';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { principles } from '../../app/decisions/principles';
import { type Answer, fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { aCall, aPilot, aPilotForm, daysFrom, type SomeCall, scored } from '../support/calls';
import { aCommittee, anOpenProposal, hoursAfter, type SomeCommittee, say } from '../support/decisions';
import { Listener } from '../support/live';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const now = new Date();
const past = daysFrom(now, -11);
let committee: SomeCommittee;

beforeAll(async () => {
  committee = await aCommittee(sql, 1);
});

const visitor = () => new Visitor(url);
/** As it is read, without the signs that hold the direction of names. */
const plain = (html: string) =>
  unescapeHtml(
    html
      .replace(/<!--.*?-->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/[\u2066-\u2069]/g, '')
      .replaceAll('\u00a0', ' ')
      .replace(/\s+/g, ' '),
  );
/** A deed that has to be done, or what the page says in its place. */
const done = (answer: Answer): Answer => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${plain(answer.text).slice(0, 600)}`);
  return answer;
};
const formOf = (change: Parameters<typeof aPilotForm>[1] = {}) => {
  const { answers, partners: _p, country, version: _v, ...fields } = aPilotForm(1, change);
  return { ...fields, deed: 'pilot', country: country ?? '', 'answer-q1': answers.q1 ?? '' };
};
const marksOf = (mark: string) => Object.fromEntries(items.map((item) => [`mark-${item}`, mark]));

describe('without JavaScript', () => {
  test('a call is prepared, announced, answered on its form, handed in, changed and withdrawn', async () => {
    const secretariat = (await aPerson(sql, { secretariat: true })).at(url);
    const reviewer = await aPerson(sql);
    const begun = await secretariat.get('/pilots/calls/new');
    const title = 'Lights on the quay (invented)';
    const made = done(
      await secretariat.post('/pilots/calls/new', {
        deed: 'begin-call',
        once: fieldOf(begun.text, 'once'),
        title,
        language: 'en',
      }),
    );
    const edit = made.path;
    expect(edit).toMatch(/^\/pilots\/calls\/\d+\/edit$/);
    const call = edit.replace('/edit', '');
    expect((await visitor().get(call)).status).toBe(404);
    expect((await visitor().get('/pilots')).text).not.toContain(title);
    const version = async () => fieldOf((await secretariat.get(edit)).text, 'version');
    const deed = async (fields: Record<string, string | string[]>) =>
      done(await secretariat.post(edit, { version: await version(), ...fields }));
    const early = await secretariat.post(edit, { deed: 'announce', version: await version() });
    expect([early.status, plain(early.text).includes('Say first what is sought.')]).toEqual([409, true]);
    const what = { introduction: 'For ports.', sought: 'Lamps.', area: '002', currency: 'USD', ceiling: '50,000' };
    await deed({ deed: 'what', title, themes: ['labour', 'migration'], ...what });
    const local = (days: number) => daysFrom(now, days).toISOString().slice(0, 16);
    const times = { timeZone: 'UTC', opens: local(-1), closes: local(5), scored: local(9) };
    const wrong = await secretariat.post(edit, {
      deed: 'times',
      version: await version(),
      ...times,
      closes: local(-2),
    });
    expect([wrong.status, plain(wrong.text).includes('It has to close after it opens.')]).toEqual([422, true]);
    expect(wrong.text).toContain(`value="${local(9)}"`);
    await deed({ deed: 'times', ...times });
    await deed({ deed: 'questions', 'words-1': 'Who lights them?', 'most-1': '300', 'words-2': '', 'most-2': '1000' });
    await deed({ deed: 'reviewers', reviewers: reviewer.handle });
    expect((await deed({ deed: 'announce' })).path).toBe(call);
    const page = plain((await visitor().get(call)).text);
    for (const words of [title, 'Open', 'Lamps.', 'Who lights them?', 'USD 50,000', 'Forced labour', 'Africa'])
      expect(page).toContain(words);
    expect(page).not.toContain(reviewer.name);

    const organisation = await anOrganisation(sql);
    const focal = (await aPerson(sql, { organisation, office: 'focal-point' })).at(url);
    const open = await focal.get(call);
    const draft = done(
      await focal.post(call, {
        deed: 'begin',
        once: fieldOf(open.text, 'once'),
        title: 'Lamps by the sea (invented)',
        organisation: String(organisation),
        language: 'en',
      }),
    );
    const form = draft.path;
    expect(form).toMatch(/^\/pilots\/\d+\/edit$/);
    const pilot = form.replace('/edit', '');
    expect((await secretariat.get(pilot)).status).toBe(404);
    const apart = await focal.post(form, { ...formOf({ total: '60000' }), version: '1' });
    expect(apart.status).toBe(422);
    expect(plain(apart.text)).toContain('The amounts come to 50000: 10000 is missing.');
    expect(apart.text).toContain('Opened by neighbours.');
    const kept = done(await focal.post(form, { ...formOf({ total: '60000', next: 'save' }), version: '1' }));
    expect(plain(kept.text)).toContain('The amounts come to USD 50,000. USD 10,000 is missing.');
    expect((await secretariat.get(pilot)).status).toBe(404);
    const submitted = done(await focal.post(form, { ...formOf(), version: '2' }));
    expect([submitted.path, plain(submitted.text).includes('It is submitted.')]).toEqual([pilot, true]);
    expect((await secretariat.get(pilot)).status).toBe(200);
    expect((await reviewer.at(url).get(pilot)).status).toBe(404);
    const withdrawn = done(await focal.post(pilot, { deed: 'withdraw', version: '3' }));
    expect(plain(withdrawn.text)).toContain('Withdrawn');
    expect((await secretariat.get(pilot)).status).toBe(404);
  });

  test('the deadline passes between the opening of the form and its sending: nothing is taken, and all words are there', async () => {
    const call = await aCall(sql, now);
    const { path } = await aPilot(sql, call, now, { next: 'save' });
    const focal = call.focal.at(url);
    expect((await focal.get(`${path}/edit`)).text).toContain('value="submit"');
    await sql`update pilot_call set closes_at = now() - interval '1 second' where id = ${call.id}`;
    const late = await focal.post(`${path}/edit`, { ...formOf({ aims: 'Written at the last minute.' }), version: '2' });
    expect(late.status).toBe(409);
    expect(plain(late.text)).toContain('The call has closed. What you typed was not taken.');
    expect(late.text).toContain('Written at the last minute.');
    expect(late.text).not.toContain('value="submit"');
    expect(plain((await focal.get(path)).text)).toContain('Not submitted in time');
  });

  test('two of one organisation save at once: the later one sees what stands, and its own words', async () => {
    const call = await aCall(sql, now);
    const { path } = await aPilot(sql, call, now, { next: 'save' });
    done(
      await call.focal
        .at(url)
        .post(`${path}/edit`, { ...formOf({ aims: 'Of the first.', next: 'save' }), version: '2' }),
    );
    const second = { ...formOf({ aims: 'Of the second.', next: 'save' }), version: '2' };
    const answer = await call.alternate.at(url).post(`${path}/edit`, second);
    expect(answer.status).toBe(409);
    for (const words of ['Somebody has saved this', 'Of the first.', 'Of the second.'])
      expect(plain(answer.text)).toContain(words);
    expect(fieldOf(answer.text, 'version')).toBe('3');
  });

  test('reviewers are asked, score with what they can judge, and see each other only then; proposers never', async () => {
    const call = await aCall(sql, past);
    const pilot = await aPilot(sql, call, past);
    const [one, two] = call.reviewers as [SomePerson, SomePerson];
    // The instant of the close has passed: the queue asks whoever has something to score.
    const asked = async () => plain((await one.at(url).get('/for-you')).text);
    await expect.poll(asked, { timeout: 30_000 }).toContain('You are asked to score pilots: Safe nights (invented)');
    const page = plain((await one.at(url).get(call.path)).text);
    expect(page).toContain('1 pilot waits for your score.');
    const review = `${pilot.path}/review`;
    const form = await one.at(url).get(review);
    expect(form.text.match(/<fieldset/g)!.length).toBe(items.length);
    const gap = { deed: 'review', version: '0', ...marksOf('3'), [`mark-${principles[0]}`]: 'cannot', next: 'submit' };
    const refused = await one.at(url).post(review, gap);
    expect([refused.status, plain(refused.text).includes('Say why it cannot be judged.')]).toEqual([422, true]);
    done(
      await one
        .at(url)
        .post(review, { ...gap, [`words-${principles[0]}`]: 'Nothing is said of it.', comment: 'Good.' }),
    );
    const first = plain((await one.at(url).get(pilot.path)).text);
    expect(first).toContain('1 reviewer');
    expect(plain((await two.at(url).get(pilot.path)).text)).not.toContain('What the reviewers say');
    done(await two.at(url).post(review, { deed: 'review', version: '0', ...marksOf('1'), next: 'submit' }));
    const both = plain((await one.at(url).get(pilot.path)).text);
    for (const words of ['2 reviewers', '0 of 16 mostly or fully met', 'far apart', 'Nothing is said of it.', two.name])
      expect(both).toContain(words);
    const own = plain((await call.focal.at(url).get(pilot.path)).text);
    for (const words of [one.name, two.name, 'What the reviewers say', 'Middle mark', 'Nothing is said of it.'])
      expect(own).not.toContain(words);
    expect(own).toContain('Reviewers are scoring it.');
    expect((await call.focal.at(url).get(review)).status).toBe(404);
    expect((await call.outsider.at(url).get(pilot.path)).status).toBe(404);
  });

  test('whoever has a part says so, or is told so', async () => {
    const call = await aCall(sql, past);
    const pilot = await aPilot(sql, call, past);
    const [one, two] = call.reviewers as [SomePerson, SomePerson];
    await sql`update person set organisation_id = ${call.organisation} where id = ${one.id}`;
    const told = await one.at(url).get(`${pilot.path}/review`);
    expect(plain(told.text)).toContain('An organisation of yours has a part in this pilot.');
    const refused = await one
      .at(url)
      .post(`${pilot.path}/review`, { deed: 'review', version: '0', ...marksOf('4'), next: 'submit' });
    expect(refused.status).toBe(403);
    const said = await two
      .at(url)
      .post(`${pilot.path}/review`, { deed: 'conflict', conflict: 'My brother works there.' });
    expect(plain(done(said).text)).toContain('You said that you have a part in this pilot.');
    const seen = plain((await call.secretariat.at(url).get(pilot.path)).text);
    expect(seen).toContain('My brother works there.');
    expect(plain((await call.focal.at(url).get(pilot.path)).text)).not.toContain('My brother works there.');
  });
});

describe('decided as other things are', () => {
  async function put(call: SomeCall, pilot: number) {
    const secretariat = call.secretariat.at(url);
    const page = await secretariat.get(`/pilots/${pilot}`);
    expect(page.text).toContain(`/decisions/new?subject=pilot&amp;id=${pilot}`);
    const begin = plain((await secretariat.get(`/decisions/new?subject=pilot&id=${pilot}`)).text);
    expect(begin).toContain('Beds above the bakery (invented)');
    const subject = { kind: 'pilot', id: pilot };
    return anOpenProposal(sql, committee, { deadline: hoursAfter(1, now), quorum: 1 }, now, subject);
  }

  test('the committee reads its scores as flags, adopts it, and everybody reads the pilot with its decision', async () => {
    const call = await aCall(sql, past);
    const pilot = await aPilot(sql, call, past);
    const [one] = call.reviewers as [SomePerson];
    await scored(sql, pilot.id, one, 2, now);
    const { id } = await put(call, pilot.id);
    const member = committee.members[0]!;
    const seen = plain((await member.focal.at(url).get(`/decisions/${id}`)).text);
    for (const words of [
      'Beds above the bakery (invented)',
      'Fewer than two reviewers have scored it: 1.',
      'Low marks: ',
    ])
      expect(seen).toContain(words);
    expect(seen).not.toContain(one.name);
    const read = await member.focal.at(url).get(pilot.path);
    expect([read.status, plain(read.text).includes('1 reviewer'), plain(read.text).includes(one.name)]).toEqual([
      200,
      true,
      false,
    ]);
    expect((await visitor().get(pilot.path)).status).toBe(404);
    expect((await visitor().get(call.path)).text).not.toContain('Beds above the bakery');

    await say(sql, id, member, 'support', now);
    await sql.begin((tx) => closeProposal(tx, id, hoursAfter(2, now)));
    await expect.poll(async () => (await visitor().get(pilot.path)).status, { timeout: 30_000 }).toBe(200);
    await server.settled();
    const adopted = plain((await visitor().get(pilot.path)).text);
    const [register] = await sql<{ year: number; number: number }[]>`
      select register_year as year, register_number as number from proposal where id = ${id}`;
    expect(adopted).toContain('The committee took it on by consensus.');
    expect(adopted).toContain(`Decision ${register!.year}/${register!.number}`);
    for (const words of [one.name, 'What the reviewers say', 'Middle mark']) expect(adopted).not.toContain(words);
    for (const path of ['/pilots', call.path])
      await expect
        .poll(async () => (await visitor().get(path)).text, { timeout: 30_000 })
        .toContain('Beds above the bakery');
    // Whoever proposed it hears of the decision.
    const told = async () =>
      (
        await sql`select from notice where person_id = ${call.focal.id} and activity_id = ${id} and kind = 'decision-decided'`
      ).length;
    await expect.poll(told, { timeout: 30_000 }).toBe(1);
    const own = plain((await call.focal.at(url).get(pilot.path)).text);
    expect([own.includes('What the reviewers say'), own.includes(one.name)]).toEqual([true, false]);
    const arabic = await visitor().get(pilot.path, { 'Accept-Language': 'ar' });
    expect(arabic.text).toContain('<html lang="ar" dir="rtl"');
  });
});

test('whoever has a page of pilots open is told that one has changed, and nothing of what', async () => {
  const call = await aCall(sql, now);
  const listener = new Listener(url, null);
  await listener.connected();
  await aPilot(sql, call, now, { next: 'save' });
  expect(await listener.hears('pilots')).toEqual({});
  listener.close();
});
