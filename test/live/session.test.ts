import { beforeAll, expect, it } from 'vitest';
import { answerInSession } from '../../app/consultations/session/commands/answering.server';
import { askFloor, giveFloor } from '../../app/consultations/session/commands/floor.server';
import { showResults } from '../../app/consultations/session/commands/running.server';
import type { SessionEvent } from '../../app/consultations/session/live-events';
import { announce } from '../../db/announce';
import { Listener } from '../support/live';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';
import { aSession, casting, gone, of, type SomeSession, started } from '../support/sessions';
import { votesOf } from '../support/statements';

const server = await serverForFile();
const { sql, url } = server;

let session: SomeSession;
beforeAll(async () => {
  session = await started(sql, await aSession(sql, { items: ['question', 'statements', 'poll', 'floor'] }));
  await settled();
});

async function settled(): Promise<void> {
  server.wake();
  await server.settled();
}

async function following(of: SomeSession, person: SomePerson | null): Promise<Listener> {
  const listener = new Listener(url, person);
  expect(await listener.ask('joinTalk', { event: of.event.id, place: 'session' })).toMatchObject({ ok: true });
  return listener;
}
const on = (of: SomeSession, is: (shown: NonNullable<SessionEvent['shown']>) => boolean) => (e: SessionEvent) =>
  e.event === of.event.id && e.shown !== null && is(e.shown);
/** What is read of a session for all who follow it. */
const isReadForRoom = (text: string) => text.includes('from led_session l join event e');

it('tells everybody what is on, with one reading for all of them', async () => {
  const people = await Promise.all([following(session, null), following(session, session.event.one)]);
  const many = await Promise.all(Array.from({ length: 10 }, () => following(session, null)));
  await settled();
  server.statements();
  await gone(sql, session, 1);
  await settled();
  const all = [...people, ...many];
  for (const listener of all) {
    const told = await listener.hears(
      'session',
      on(session, (s) => s.currentId === session.items[1]),
    );
    expect(told.shown!.brought[0]!.statements.map((s) => s.shown)).toEqual([null, null]);
  }
  expect(server.statements().filter(isReadForRoom)).toHaveLength(1);
  for (const listener of all) expect(listener.times('session')).toBe(1);
  for (const listener of all) expect(listener.times('sessionBoard')).toBe(0);
});

it('moves figures that are shown, and tells of no vote by itself', async () => {
  const listener = await following(session, null);
  const [statement] = session.consultation.statements as [number];
  const about = { event: session.event.id, item: session.items[1]! };
  await showResults(sql, await session.leader.reader(), { ...about, on: true });
  await votesOf(sql, session.consultation.id, 'media', statement, { agree: 8, disagree: 7 });
  const voter = await of(sql, 'media');
  await casting(sql, voter)(session.consultation.id, { statement, choice: 'agree' });
  await settled();
  const told = await listener.hears(
    'session',
    on(session, (s) => s.brought[0]?.statements[0]?.shown?.voters === 16),
  );
  expect(told.shown!.brought[0]!.statements[0]!.shown).toMatchObject({ voters: 16, agree: 9 });
  expect(listener.text).not.toContain(voter.name);
});

it('moves no figure for one of a survivor group, and is not heard of', async () => {
  const other = await started(sql, await aSession(sql, { items: ['poll'] }));
  const about = { event: other.event.id, item: other.items[0]! };
  await showResults(sql, await other.leader.reader(), { ...about, on: true });
  const [choice] = await sql<{ id: number }[]>`
    select c.id from talk_poll_choice c join talk_poll p on p.id = c.poll_id where p.event_id = ${other.event.id} order by c.position`;
  await settled();
  const listener = await following(other, null);
  const answer = async (who: SomePerson) =>
    answerInSession(sql, await who.reader(), { ...about, choices: [choice!.id] }, new Date());
  await answer(await of(sql, 'survivor-group'));
  await settled();
  // What is told in order comes after whatever the answer would have brought.
  for (let n = 0; n < 5; n++) await answer(await of(sql, 'media'));
  await settled();
  await listener.hears(
    'session',
    on(other, (s) => s.brought[0]?.poll?.voters === 5),
  );
  const counts = listener.heard.flatMap((h) => {
    const { shown } = h.data as unknown as SessionEvent;
    return h.event === 'session' ? [shown?.brought[0]?.poll?.voters ?? null] : [];
  });
  expect(counts.filter((c) => c !== null && c !== 5)).toEqual([]);
});

it('tells each whose hand is up their own place, and those who lead that there is something to do', async () => {
  const [one, two] = [await of(sql, 'media'), await of(sql, 'media')];
  const [first, second] = [await following(session, one), await following(session, two)];
  const [leader, visitor] = [await following(session, session.leader), await following(session, null)];
  const ask = async (who: SomePerson, minutes: number) =>
    askFloor(sql, await who.reader(), { event: session.event.id, up: true }, new Date(Date.now() + minutes * 60_000));
  await ask(one, -2);
  await settled();
  await ask(two, -1);
  await settled();
  await first.hears('sessionHand', (h) => h.hand?.place === 1);
  await second.hears('sessionHand', (h) => h.hand?.place === 2);
  await leader.hears('sessionBoard');
  const [hand] = await sql<{ id: number }[]>`select id from led_hand where person_id = ${one.id}`;
  await giveFloor(sql, await session.leader.reader(), { event: session.event.id, hand: hand!.id }, new Date());
  await settled();
  await first.hears('sessionHand', (h) => h.hand?.speaking === true);
  await second.hears('sessionHand', (h) => h.hand?.place === 1);
  await visitor.hears(
    'session',
    on(session, (s) => s.speaking !== null),
  );
  expect(visitor.times('sessionHand') + visitor.times('sessionBoard')).toBe(0);
  for (const who of [one, two]) expect(visitor.text).not.toContain(who.name);
  await askFloor(sql, await one.reader(), { event: session.event.id, up: false }, new Date());
  await settled();
  await first.hears('sessionHand', (h) => h.hand === null);
});

it('lets in who may see the event and the consultation, and puts out who may not any more', async () => {
  const other = await started(sql, await aSession(sql, { items: ['floor'] }));
  const [visitor, member] = [await following(other, null), await following(other, await aPerson(sql))];
  await sql.begin(async (tx) => {
    await tx`update consultation set readers = 'registered' where id = ${other.consultation.id}`;
    await announce(tx, 'consultation.changed', { consultation: other.consultation.id });
  });
  await settled();
  await visitor.hears('sessionOut', (e) => e.event === other.event.id);
  // Whoever stays reads the page again: what it says around the session may be another.
  await member.hears('session', (e) => e.event === other.event.id && e.shown === null);
  expect(member.times('sessionOut')).toBe(0);
  const again = new Listener(url, null);
  expect(await again.ask('joinTalk', { event: other.event.id, place: 'session' })).toMatchObject({ kind: 'not-found' });
  await sql.begin(async (tx) => {
    await tx`update event set readers = 'invited' where id = ${other.event.id}`;
    await announce(tx, 'event.changed', { event: other.event.id });
  });
  await settled();
  await member.hears('sessionOut', (e) => e.event === other.event.id);
});

it('says that the event was cancelled under it', async () => {
  const other = await started(sql, await aSession(sql, { items: ['floor'] }));
  await settled();
  const listener = await following(other, null);
  await sql.begin(async (tx) => {
    await tx`update event set cancelled_at = now() where id = ${other.event.id}`;
    await announce(tx, 'event.cancelled', { event: other.event.id });
  });
  await settled();
  await listener.hears('session', (e) => e.event === other.event.id && e.shown === null);
});
