import { expect, test } from 'vitest';
import { askFloor } from '../../app/consultations/session/commands/floor.server';
import { leaveTalk } from '../../app/events/live/guests.server';
import { Visitor } from '../support/browser-like';
import { Listener } from '../support/live';
import { aPerson } from '../support/people';
import { serverForFile } from '../support/server';
import { aSession, gone, of, over, type SomeSession, started } from '../support/sessions';
import { aGuest, type SomeGuest } from '../support/talk';

/*
 * Who registered by mail, without an account, in a live session: in a browser without scripts. They ask for the floor and
 * answer polls where whoever is registered takes part in the consultation; otherwise they watch, and read why.
 */
const server = await serverForFile();
const { sql, url } = server;
const words = (html: string) => html.replace(/<script[\s\S]*?<\/script>|<!-- -->|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const settled = async () => {
  server.wake();
  await server.settled();
};

/** A guest's browser with the place that the button on their own page opens, and its cookie. */
async function come(session: SomeSession): Promise<{ guest: SomeGuest; browser: Visitor; cookie: string }> {
  const guest = await aGuest(sql, session.event.id);
  const browser = new Visitor(url);
  const own = `/registrations?token=${guest.token}`;
  await browser.get(own);
  const led = await browser.post(own, { deed: 'take-part' }, { follow: false });
  expect([led.status, led.headers.get('location')]).toEqual([303, session.event.live]);
  return { guest, browser, cookie: led.headers.get('set-cookie')!.split(';')[0]! };
}
const page = async (browser: Visitor, path: string) => {
  const answer = await browser.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return words(answer.text);
};
const board = async (session: SomeSession) => page(session.leader.at(url), `${session.path}/lead`);
const press = (browser: Visitor, session: SomeSession, fields: Record<string, string>) =>
  browser.post(session.path, fields);

test('a guest is led to the session, asks for the floor under a number or a name, and is of no sector', async () => {
  const session = await started(sql, await aSession(sql, { items: ['floor'] }));
  const { guest, browser } = await come(session);
  expect((await browser.get(session.event.live)).text).toContain(`href="${session.path}"`);
  const before = await page(browser, session.path);
  expect(before).toContain('You can ask for the floor and answer polls.');
  expect(before).toContain('each of these is a voice in the consultation');
  expect(before).not.toContain('Sign in to vote');
  expect(words((await press(browser, session, { deed: 'floor', up: 'yes' })).text)).toContain(
    'Your place in the list: 1.',
  );
  // A visitor's page is none of it, whatever was kept.
  expect(await page(new Visitor(url), session.path)).not.toMatch(/Your place in the list|by the link of your mail/);
  const line = await board(session);
  expect(line).toMatch(/Participant \d+ By mail · Without an organisation/);
  for (const known of [guest.name, 'An office (invented)', 'Civil society']) expect(line).not.toContain(known);
  await press(browser, session, { deed: 'floor', up: 'no' });
  await press(browser, session, { deed: 'floor', up: 'yes', named: 'yes' });
  expect(await board(session)).toContain(`${guest.name} By mail · Without an organisation`);
  const hand = /name="hand" value="(\d+)"/.exec((await session.leader.at(url).get(`${session.path}/lead`)).text)![1]!;
  await session.leader.at(url).post(`${session.path}/lead`, { deed: `give-${hand}`, hand });
  expect(await page(browser, session.path)).toContain('You have the floor. Please speak.');
  expect(await page(new Visitor(url), session.path)).toContain('Somebody has the floor.');
  expect(await sql`select sector from led_floor where event_id = ${session.event.id}`).toEqual([{ sector: null }]);
});

test('a guest answers a poll once, and neither votes on statements nor proposes one', async () => {
  const session = await started(sql, await aSession(sql, { items: ['poll', 'statements'] }));
  const { browser } = await come(session);
  const choices = await sql<{ id: number; poll: number }[]>`
    select c.id, c.poll_id as poll from talk_poll_choice c join talk_poll p on p.id = c.poll_id where p.event_id = ${session.event.id} order by c.position`;
  const item = String(session.items[0]);
  for (const { id, poll } of choices)
    expect((await press(browser, session, { deed: `ballot-${poll}`, item, choice: String(id) })).status).toBe(200);
  expect(await sql`select choices from talk_ballot where poll_id = ${choices[0]!.poll}`).toEqual([
    { choices: [choices[1]!.id] },
  ]);
  expect((await browser.get(session.path)).text).toMatch(/checked=""[^>]*>\s*<span dir="auto">That/);
  await gone(sql, session, 1);
  const shown = (await browser.get(session.path)).text;
  expect(shown).not.toContain('class="ballot"');
  expect(words(shown)).toContain('Register to have one.');
  const [statement] = session.consultation.statements;
  const vote = { deed: `vote-${statement}`, statement: String(statement), item: String(session.items[1]) };
  const voices: Record<string, string>[] = [
    { ...vote, choice: 'agree' },
    { deed: 'propose', item: vote.item, words: 'A thought (invented).', language: 'en', once: crypto.randomUUID() },
  ];
  for (const fields of voices) {
    const refused = await press(browser, session, fields);
    expect(refused.status).toBe(403);
    expect(words(refused.text)).toContain('does not vote on statements or propose them');
  }
  expect(await sql`select from consultation_vote where statement_id = ${statement!}`).toHaveLength(0);
});

test('where the consultation is for those who are invited a guest watches, and reads why', async () => {
  const consultation = { participants: 'invited' as const };
  const session = await started(sql, await aSession(sql, { items: ['poll', 'floor'], consultation }));
  const { browser } = await come(session);
  const said = await page(browser, session.path);
  expect(said).toContain('You watch this session.');
  expect(said).not.toMatch(/Ask for the floor|You can ask for the floor/);
  const [choice] = await sql<{ id: number; poll: number }[]>`
    select c.id, c.poll_id as poll from talk_poll_choice c join talk_poll p on p.id = c.poll_id where p.event_id = ${session.event.id} order by c.position`;
  const asked: Record<string, string>[] = [
    { deed: 'floor', up: 'yes' },
    { deed: `ballot-${choice!.poll}`, item: String(session.items[0]), choice: String(choice!.id) },
  ];
  for (const fields of asked) {
    const refused = await press(browser, session, fields);
    expect(refused.status).toBe(403);
    expect(words(refused.text)).toContain('an invitation is to an organisation');
  }
  expect(await sql`select from led_hand where event_id = ${session.event.id}`).toHaveLength(0);
});

test('one who has left has no hand, one person has one, and one of a survivor group is in no figure', async () => {
  const session = await started(sql, await aSession(sql, { items: ['floor'] }));
  const [one, group] = [await come(session), await come(session)];
  await sql`update registration set sector = 'survivor-group' where id = ${group.guest.registration}`;
  for (const { browser } of [one, group]) await press(browser, session, { deed: 'floor', up: 'yes', named: 'yes' });
  // The same person by an account: they have a hand up already.
  const account = await aPerson(sql);
  await sql`update person set email = ${one.guest.email} where id = ${account.id}`;
  await askFloor(sql, await account.reader(), { event: session.event.id, up: true }, new Date());
  expect(await sql`select from led_hand where event_id = ${session.event.id}`).toHaveLength(2);
  await sql.begin(async (tx) => {
    await leaveTalk(tx as never, session.event.id, one.guest.registration, false);
    await tx`update registration set state = 'withdrawn', email = null, name = '', organisation = '' where id = ${one.guest.registration}`;
  });
  const line = await board(session);
  expect(line).toContain('1 person asks for the floor');
  expect(line).not.toContain(one.guest.name);
  const refused = await press(one.browser, session, { deed: 'floor', up: 'yes' });
  expect(refused.status).toBe(403);
  expect(words(refused.text)).toContain('Your place on this device has lapsed.');
  const [hand] = await sql<{ id: number }[]>`
    select id from led_hand where event_id = ${session.event.id} and registration_id = ${group.guest.registration}`;
  await session.leader.at(url).post(`${session.path}/lead`, { deed: `give-${hand!.id}`, hand: String(hand!.id) });
  for (let n = 0; n < 5; n++) {
    const media = await of(sql, 'media');
    await askFloor(sql, await media.reader(), { event: session.event.id, up: true }, new Date());
    const [next] = await sql<{ id: number }[]>`select id from led_hand where person_id = ${media.id}`;
    await session.leader.at(url).post(`${session.path}/lead`, { deed: `give-${next!.id}`, hand: String(next!.id) });
  }
  await over(sql, session);
  await settled();
  expect(await page(new Visitor(url), session.path)).toMatch(/Media 5 All together 5/);
});

test('is told what becomes of their own hand, and nobody else is', async () => {
  const session = await started(sql, await aSession(sql, { items: ['floor'] }));
  const { browser, cookie } = await come(session);
  const [own, visitor] = [new Listener(url, { cookie }), new Listener(url, null)];
  for (const listener of [own, visitor])
    expect(await listener.ask('joinTalk', { event: session.event.id, place: 'session' })).toMatchObject({ ok: true });
  await press(browser, session, { deed: 'floor', up: 'yes' });
  await settled();
  await own.hears('sessionHand', (h) => h.hand?.place === 1);
  await press(browser, session, { deed: 'floor', up: 'no' });
  await settled();
  await own.hears('sessionHand', (h) => h.hand === null);
  expect(visitor.times('sessionHand')).toBe(0);
});

test('gives the place up on this device, and sees the session as any visitor does', async () => {
  const session = await started(sql, await aSession(sql, { items: ['floor'] }));
  const { browser } = await come(session);
  const left = words((await press(browser, session, { deed: 'leave' })).text);
  expect(left).toContain('Sign in to vote and to ask for the floor');
  expect(left).toContain('Did you register by mail?');
});
