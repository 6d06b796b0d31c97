import { beforeEach, describe, expect, test } from 'vitest';
import { withdraw } from '../../app/voices/contributing/withdraw.server';
import {
  joinConversation,
  leaveConversation,
  readConversation,
  writeMessage,
} from '../../app/voices/conversation/contributing.server';
import { pseudonymIn, pseudonyms } from '../../app/voices/conversation/conversation';
import {
  refuseMessage,
  releaseMessage,
  sayAsFacilitator,
  takeOut,
  watchConversation,
} from '../../app/voices/conversation/facilitating.server';
import { pairOf } from '../../app/voices/crypto/boxes';
import { openWaiting } from '../../app/voices/crypto/epochs';
import { agree } from '../../app/voices/desk/agreeing.server';
import { ask } from '../../app/voices/desk/asking.server';
import { keepDesk } from '../../app/voices/desk/weekly.server';
import { roomData } from '../support/room-data';
import { anOpenRoom, aStaff, aSupportOrganisation, type SomeOpenRoom, type SomeStaff } from '../support/room-people';
import { notThere, someWords } from './desk-support';

const room = await roomData();
let open: SomeOpenRoom;
let eve: SomeStaff;
let fay: SomeStaff;
type Her = Awaited<ReturnType<typeof someWords>>;
let one: Her;
let two: Her;

beforeEach(async () => {
  open = await anOpenRoom(room, { hasConversation: true, organisations: 2 });
  [eve, fay] = open.facilitators;
  one = await someWords(room, open);
  two = await someWords(room, open, { organisation: 1 });
  await joinConversation(room, one.contributor);
  await joinConversation(room, two.contributor);
});

const reads = async (her: Her) => readConversation(room, her.contributor, her.privateKey);
const texts = async (her: Her) => (await reads(her)).messages.map((m) => m.text);
const watches = async (who: SomeStaff) => watchConversation(room, await who.member(), who.privateKey, open.id);
const releases = async (who: SomeStaff, message: string) =>
  releaseMessage(room, await who.member(), who.privateKey, open.id, message);
const waitingFor = async (who: SomeStaff) => (await watches(who)).waiting;
const said = async (her: Her, text: string, by = eve) => {
  await writeMessage(room, her.contributor, text);
  const [message] = await waitingFor(by);
  await releases(by, message!.id);
};
const epochs = async () =>
  (await room.sql<{ n: number }[]>`select count(*)::int as n from group_epoch where room = ${open.id}`)[0]!.n;

describe('a message', () => {
  test('is read by the group only after a facilitator has released it', async () => {
    await writeMessage(room, one.contributor, 'Evening hours would help.');
    expect([await texts(one), await texts(two), (await reads(one)).waiting]).toEqual([[], [], 1]);
    const [message] = await waitingFor(fay);
    expect(message!.text).toBe('Evening hours would help.');
    await releases(fay, message!.id);
    expect([await texts(one), await texts(two)]).toEqual([
      ['Evening hours would help.'],
      ['Evening hours would help.'],
    ]);
    expect((await reads(one)).messages[0]!.mine).toBe(true);
    expect((await reads(two)).messages[0]!.mine).toBe(false);
  });

  test('that waits is sealed to the facilitators alone: nobody else’s key opens it, its writer’s included', async () => {
    await writeMessage(room, one.contributor, 'Evening hours would help.');
    const [row] = await room.sql<{ id: string; body: Buffer; shred: string }[]>`
      select id, body, shred from group_message where room = ${open.id}`;
    const keys = await room.sql<{ reader: string; blob: Buffer }[]>`
      select reader, blob from group_message_key where message = ${row!.id}`;
    expect(keys.map((k) => k.reader).sort()).toEqual([eve.id, fay.id].sort());
    const shredKey = await room.shred.read(row!.shred);
    const [ann] = open.organisations[0]!.caseworkers;
    const opens = (who: { privateKey: Buffer }, reader: string, blob: Buffer) => {
      try {
        openWaiting({ message: row!.id, body: row!.body, reader, blob, keys: pairOf(who.privateKey), shredKey });
        return true;
      } catch {
        return false;
      }
    };
    for (const { reader, blob } of keys)
      expect([one, two, ann].map((who) => opens(who, reader, blob))).toEqual([false, false, false]);
    const mine = keys.find((k) => k.reader === eve.id)!;
    expect(opens(eve, eve.id, mine.blob)).toBe(true);
  });

  test('that is refused is destroyed', async () => {
    await writeMessage(room, one.contributor, 'Something that is not for a group.');
    const [message] = await waitingFor(eve);
    const [row] = await room.sql<{ shred: string }[]>`select shred from group_message where id = ${message!.id}`;
    await refuseMessage(room, await eve.member(), open.id, message!.id);
    await expect(room.shred.read(row!.shred)).rejects.toThrow();
    expect([await texts(two), (await reads(one)).waiting, (await waitingFor(eve)).length]).toEqual([[], 0, 0]);
  });

  test('of a facilitator waits for the other one', async () => {
    await sayAsFacilitator(room, await eve.member(), open.id, 'Welcome.');
    const [message] = await waitingFor(eve);
    expect(message).toMatchObject({ pseudonym: null, mayRelease: false });
    await expect(releases(eve, message!.id)).rejects.toMatchObject({ message: 'desk:refusals.second-person' });
    await releases(fay, message!.id);
    expect((await reads(one)).messages[0]).toMatchObject({ pseudonym: null, text: 'Welcome.' });
  });

  test('is released by nobody but a facilitator of the room', async () => {
    await writeMessage(room, one.contributor, 'Evening hours would help.');
    const [message] = await waitingFor(eve);
    const stranger = await aStaff(room, { role: 'facilitator' });
    for (const who of [...open.organisations[0]!.caseworkers, stranger]) {
      await expect(releases(who, message!.id)).rejects.toMatchObject(notThere);
      await expect(watches(who)).rejects.toMatchObject(notThere);
    }
  });

  test('too many that wait, an empty one and one that is too long are not taken', async () => {
    for (let i = 0; i < 5; i++) await writeMessage(room, one.contributor, `Point ${i}.`);
    await expect(writeMessage(room, one.contributor, 'One more.')).rejects.toMatchObject({ kind: 'too-much' });
    await expect(writeMessage(room, two.contributor, ' ')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(writeMessage(room, two.contributor, 'a'.repeat(2001))).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('who is in it', () => {
  test('has a name that is given, another one for each, and unlinked between rooms', async () => {
    const names = [(await reads(one)).pseudonym!, (await reads(two)).pseudonym!];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(pseudonyms.map((p) => p[0])).toContain(name);
    for (const language of ['en', 'fr', 'ar'] as const) {
      const all = pseudonyms.map((p) => pseudonymIn(p[0], language));
      expect(new Set(all).size).toBe(pseudonyms.length);
    }
    // Drawn by chance for each room: a dozen rooms do not give one name.
    const drawn = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const other = await anOpenRoom(room, { hasConversation: true });
      const her = await someWords(room, other);
      await joinConversation(room, her.contributor);
      drawn.add((await reads(her)).pseudonym!);
    }
    expect(drawn.size).toBeGreaterThan(3);
  });

  test('begins a new key with each change: who comes reads nothing of before, who goes nothing of after', async () => {
    await said(one, 'Before.');
    const before = await epochs();
    const three = await someWords(room, open);
    await joinConversation(room, three.contributor);
    expect(await epochs()).toBe(before + 1);
    expect(await texts(three)).toEqual([]);
    await said(one, 'After.');
    expect(await texts(three)).toEqual(['After.']);
    await leaveConversation(room, two.contributor);
    expect(await epochs()).toBe(before + 2);
    await said(three, 'Without her.');
    expect(await texts(one)).toEqual(['Before.', 'After.', 'Without her.']);
    // Neither by a page nor by a key of hers in the rows.
    expect(await reads(two)).toMatchObject({ state: 'may-join', messages: [] });
    const [kept] = await room.sql`
      select from group_key k join group_message m on m.epoch = k.epoch and m.n = 3 where k.reader = ${two.contributor}`;
    expect(kept).toBeUndefined();
    await takeOut(room, await fay.member(), open.id, (await reads(three)).pseudonym!);
    expect(await epochs()).toBe(before + 3);
    await expect(writeMessage(room, three.contributor, 'Still there?')).rejects.toMatchObject(notThere);
  });

  test('and a facilitator who stops begin a new key too, and it rests below two', async () => {
    const before = await epochs();
    const [ann, bea] = open.organisations[0]!.caseworkers;
    const act = await ask(room, await ann.member(), ann.privateKey, {
      what: 'unset-facilitator',
      room: open.id,
      staff: fay.id,
    });
    await agree(room, await bea.member(), bea.privateKey, act);
    expect(await epochs()).toBe(before + 1);
    await expect(writeMessage(room, one.contributor, 'Is somebody there?')).rejects.toMatchObject({ kind: 'closed' });
    await expect(sayAsFacilitator(room, await eve.member(), open.id, 'Alone.')).rejects.toMatchObject({
      kind: 'closed',
    });
  });

  test('takes everything back that she said with a withdrawal, and is out of it', async () => {
    await said(one, 'Mine.');
    await said(two, 'Hers.');
    await writeMessage(room, one.contributor, 'Waiting.');
    const shreds = await room.sql<
      { shred: string }[]
    >`select shred from group_message where contributor = ${one.contributor}`;
    const before = await epochs();
    await withdraw(room, () => 0, one.contributor, null);
    expect(await texts(two)).toEqual(['Hers.']);
    expect(await waitingFor(eve)).toEqual([]);
    for (const { shred } of shreds) await expect(room.shred.read(shred)).rejects.toThrow();
    expect(await epochs()).toBe(before + 1);
  });

  test('is not together with an organisation that she shut out, whoever came first', async () => {
    const at = 4100;
    await room.sql`insert into platform_organisation values (${at}, 'Kept out (invented)', 'police') on conflict do nothing`;
    const kept = await aSupportOrganisation(room, { platformOrganisation: at });
    const workers = [await aStaff(room, { organisation: kept }), await aStaff(room, { organisation: kept })] as const;
    await room.sql`insert into room_organisation (room, organisation) values (${open.id}, ${kept})`;
    open.organisations.push({ id: kept, caseworkers: [workers[0], workers[1]] });
    const careful = await someWords(room, open, { exclusions: { organisations: [], categories: ['police'] } });
    const theirs = await someWords(room, open, { organisation: 2 });
    await joinConversation(room, careful.contributor);
    expect((await reads(theirs)).state).toBe('none');
    await expect(joinConversation(room, theirs.contributor)).rejects.toMatchObject({ kind: 'closed' });
    await leaveConversation(room, careful.contributor);
    await joinConversation(room, theirs.contributor);
    expect((await reads(careful)).state).toBe('none');
    // Nor does a facilitator of theirs come to sit with her.
    await leaveConversation(room, theirs.contributor);
    await joinConversation(room, careful.contributor);
    const gil = await aStaff(room, { role: 'facilitator', organisation: kept });
    const [ann, bea] = open.organisations[0]!.caseworkers;
    const act = await ask(room, await ann.member(), ann.privateKey, {
      what: 'set-facilitator',
      room: open.id,
      staff: gil.id,
      training: 'Two days (invented)',
    });
    await expect(agree(room, await bea.member(), bea.privateKey, act)).rejects.toMatchObject({
      message: 'desk:refusals.no-facilitator',
    });
  });
});

test('a conversation whose time is over is erased with its keys', async () => {
  await said(one, 'For a while.');
  const shreds = await room.sql<{ shred: string }[]>`
    select shred from group_message where room = ${open.id} union all select shred from group_epoch where room = ${open.id}`;
  room.advance(30);
  await keepDesk(room);
  room.advance(-30);
  for (const { shred } of shreds) await expect(room.shred.read(shred)).rejects.toThrow();
  const [left] = await room.sql`select from group_message where room = ${open.id}`;
  expect(left).toBeUndefined();
});
