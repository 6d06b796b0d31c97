import { beforeEach, describe, expect, test } from 'vitest';
import { roomTexts } from '../../app/room/texts.server';
import { fromBase32 } from '../../app/voices/crypto/base32';
import { pairOf } from '../../app/voices/crypto/boxes';
import { unlock } from '../../app/voices/crypto/contribution';
import { stepOf, totpCode } from '../../app/voices/crypto/totp';
import { openWithPassphrase } from '../../app/voices/desk/account-keys.server';
import { confirmColleague } from '../../app/voices/desk/accounts.server';
import { agree, listActs, refuseAct } from '../../app/voices/desk/agreeing.server';
import { type Ask, ask } from '../../app/voices/desk/asking.server';
import { grantAgain } from '../../app/voices/desk/granting.server';
import { findMember } from '../../app/voices/desk/members.server';
import { proxyPaper } from '../../app/voices/desk/proxy.server';
import { withFewReaders } from '../../app/voices/desk/readers.server';
import { readContribution } from '../../app/voices/desk/reading.server';
import { putRequirement, readRoom } from '../../app/voices/desk/rooms.server';
import { signIn } from '../../app/voices/desk/signing-in.server';
import { roomData } from '../support/room-data';
import { anOpenRoom, aStaff, type SomeOpenRoom, type SomeStaff } from '../support/room-people';
import { notThere, someWords } from './desk-support';

const room = await roomData();
let open: SomeOpenRoom;
let ann: SomeStaff;
let bea: SomeStaff;

beforeEach(async () => {
  open = await anOpenRoom(room);
  [ann, bea] = open.organisations[0]!.caseworkers;
});

const asks = async (who: SomeStaff, what: Ask) => ask(room, await who.member(), who.privateKey, what);
const agrees = async (who: SomeStaff, act: string) => agree(room, await who.member(), who.privateKey, act);
const reads = async (who: SomeStaff, id: string) => readContribution(room, await who.member(), who.privateKey, id);

describe('every change of who may do what needs two different people', () => {
  const cases: [string, () => Promise<Ask>][] = [
    ['a further organisation', async () => ({ what: 'open-organisation', name: 'Further', caseworkers: ['C', 'D'] })],
    ['somebody new', async () => ({ what: 'add-staff', name: 'Cleo', role: 'caseworker' })],
    [
      'somebody leaving',
      async () => ({ what: 'end-staff', staff: (await aStaff(room, { organisation: ann.organisation })).id }),
    ],
    [
      'a reader more',
      async () => {
        const words = await someWords(room, open);
        const staff = await aStaff(room, { organisation: ann.organisation });
        return { what: 'assign', contribution: words.id, staff: staff.id };
      },
    ],
    ['a facilitator less', async () => ({ what: 'unset-facilitator', room: open.id, staff: open.facilitators[0].id })],
    [
      'a facilitator more',
      async () => {
        const staff = await aStaff(room, { organisation: ann.organisation, role: 'facilitator' });
        return { what: 'set-facilitator', room: open.id, staff: staff.id, training: 'Two days (invented)' };
      },
    ],
    [
      'the number to call in danger',
      async () => ({
        what: 'change-requirement',
        room: open.id,
        item: 'emergency-number',
        language: 'en',
        value: '117 (invented)',
      }),
    ],
  ];

  test.each(cases)('%s: one person alone cannot, and the record has both', async (_, what) => {
    const input = await what();
    const id = await asks(ann, input);
    await expect(agrees(ann, id)).rejects.toMatchObject({ message: 'desk:refusals.second-person' });
    const stranger = await aStaff(room);
    if (input.what !== 'open-organisation') await expect(agrees(stranger, id)).rejects.toMatchObject(notThere);
    await agrees(bea, id);
    const [row] = await room.sql`select * from two_person_act where id = ${id}`;
    expect(row).toMatchObject({ state: 'done', askedBy: ann.id, agreedBy: bea.id, sealed: null });
    await expect(agrees(bea, id)).rejects.toMatchObject({ message: 'desk:refusals.already-decided' });
  });

  test('whoever it is about does not agree to it', async () => {
    const cleo = await aStaff(room, { organisation: ann.organisation });
    const id = await asks(ann, { what: 'end-staff', staff: cleo.id });
    await expect(agrees(cleo, id)).rejects.toMatchObject({ message: 'desk:refusals.about-you' });
  });

  test('whoever waits, or has left, asks and agrees to nothing', async () => {
    const id = await asks(ann, { what: 'add-staff', name: 'Cleo', role: 'caseworker' });
    for (const state of ['waiting', 'ended'] as const) {
      const other = await aStaff(room, { organisation: ann.organisation });
      const member = await other.member();
      await room.sql`update staff set state = ${state} where id = ${other.id}`;
      await expect(agree(room, { ...member, state }, other.privateKey, id)).rejects.toMatchObject(notThere);
    }
  });

  test('what was refused is not agreed to', async () => {
    const id = await asks(ann, { what: 'add-staff', name: 'Cleo', role: 'caseworker' });
    await refuseAct(room, await bea.member(), id);
    await expect(agrees(bea, id)).rejects.toMatchObject({ message: 'desk:refusals.already-decided' });
    expect((await listActs(room, await ann.member())).find((a) => a.id === id)).toMatchObject({
      state: 'refused',
      mine: true,
    });
  });
});

describe('what a room stands on', () => {
  const items = ['emergency-number', 'language-review', 'legal-note', 'referral-list', 'response-promise'];
  const put = async (item: string, value: string) =>
    putRequirement(room, await ann.member(), open.id, { item, language: 'en', value });
  const standing = async () => (await readRoom(room.sql, await ann.member(), open.id)).requirements;

  test.each(['open', 'closed'])('is changed by nobody alone once it is %s', async (state) => {
    await room.sql`update room set state = ${state} where id = ${open.id}`;
    const before = await standing();
    for (const item of items)
      for (const value of ['Other words', ''])
        await expect(put(item, value)).rejects.toMatchObject({
          kind: 'invalid',
          fields: { value: 'desk:refusals.not-alone' },
        });
    expect(await standing()).toEqual(before);
  });

  const change = (item: string, value: string, language = 'en'): Ask => ({
    what: 'change-requirement',
    room: open.id,
    item,
    language,
    value,
  });
  const paper = async () => proxyPaper(room, (language) => roomTexts(language).t, await ann.member(), open.id, 'en');

  test.each(['open', 'closed'])('is changed by two when it is %s; until then the old words hold', async (state) => {
    await room.sql`update room set state = ${state} where id = ${open.id}`;
    const before = await standing();
    const id = await asks(ann, change('emergency-number', '117 (invented)'));
    expect(await standing()).toEqual(before);
    const asked = (await readRoom(room.sql, await bea.member(), open.id)).changes;
    expect(asked).toEqual([{ id, item: 'emergency-number', language: 'en', value: '117 (invented)', by: ann.name }]);
    // Whoever agrees sees to what.
    expect((await listActs(room, await bea.member())).find((a) => a.id === id)).toMatchObject({
      item: 'emergency-number',
      language: 'en',
      value: '117 (invented)',
    });
    await agrees(bea, id);
    expect((await standing()).find((r) => r.item === 'emergency-number' && r.language === 'en')).toMatchObject({
      value: '117 (invented)',
      by: ann.name,
      invented: false,
    });
    expect((await readRoom(room.sql, await bea.member(), open.id)).changes).toEqual([]);
    if (state === 'open') expect((await paper()).told.join(' ')).toContain('117 (invented)');
  });

  test('is not taken away, nor written for a language in which the room asks nothing, nor asked for in preparation', async () => {
    await room.sql`update room set questions = questions - 'fr' where id = ${open.id}`;
    for (const [input, fields] of [
      [change('emergency-number', ' '), ['value']],
      [change('emergency-number', '117', 'fr'), ['language']],
      [change('emergency-number', '117', 'xx'), ['language']],
      [change('nothing', '117'), ['item']],
    ] as const)
      await expect(asks(ann, input).catch((e) => Object.keys(e.fields))).resolves.toEqual(fields);
    await room.sql`update room set state = 'preparing' where id = ${open.id}`;
    await expect(asks(ann, change('emergency-number', '117'))).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('a review of a language holds for the words that were reviewed', async () => {
    await expect(paper()).resolves.toMatchObject({ language: 'en' });
    for (const hash of [Buffer.alloc(32, 9), null]) {
      await room.sql`
        update room_requirement set text_hash = ${hash} where room = ${open.id} and item = 'language-review' and language = 'en'`;
      await expect(paper()).rejects.toMatchObject({ message: 'desk:refusals.language-not-reviewed' });
    }
    const page = await readRoom(room.sql, await ann.member(), open.id);
    expect(page.missing).toEqual([{ what: 'language-review', language: 'en' }]);
    expect(page.requirements.filter((r) => r.isOld).map((r) => [r.item, r.language])).toEqual([
      ['language-review', 'en'],
    ]);
    await agrees(bea, await asks(ann, change('language-review', 'Read anew (invented).')));
    await expect(paper()).resolves.toMatchObject({ language: 'en' });
    expect((await readRoom(room.sql, await ann.member(), open.id)).missing).toEqual([]);
  });

  test('is written and taken away while it is being prepared', async () => {
    await room.sql`update room set state = 'preparing' where id = ${open.id}`;
    await put('emergency-number', '112 or 113');
    expect((await standing()).find((r) => r.item === 'emergency-number' && r.language === 'en')).toMatchObject({
      value: '112 or 113',
    });
    await put('emergency-number', '');
    expect((await standing()).filter((r) => r.item === 'emergency-number' && r.language === 'en')).toEqual([]);
  });
});

describe('a further organisation', () => {
  test('opens when its own two have confirmed each other', async () => {
    const id = await asks(ann, { what: 'open-organisation', name: `Further ${ann.id}`, caseworkers: ['Cy', 'Di'] });
    const { accounts } = await agrees(bea, id);
    expect(accounts).toHaveLength(2);
    for (const a of accounts)
      await signIn(room, {
        signIn: a.signIn,
        passphrase: a.passphrase!,
        code: totpCode(fromBase32(a.totpSecret!)!, stepOf(room.now())),
      });
    const [cy, di] = await Promise.all(accounts.map(async (a) => (await findMember(room.sql, a.id))!));
    expect(cy!.organisationState).toBe('waiting');
    await confirmColleague(room, cy!, di!.id);
    await confirmColleague(room, di!, cy!.id);
    expect(await findMember(room.sql, cy!.id)).toMatchObject({ organisationState: 'open', state: 'active' });
  });
});

describe('somebody new', () => {
  test('is at work from her first sign-in, and reads nothing of before until two assign it', async () => {
    const words = await someWords(room, open);
    const { accounts } = await agrees(bea, await asks(ann, { what: 'add-staff', name: 'Cleo', role: 'caseworker' }));
    const [cleo] = accounts as [(typeof accounts)[0]];
    expect(await findMember(room.sql, cleo.id)).toMatchObject({ state: 'waiting' });
    const code = totpCode(fromBase32(cleo.totpSecret!)!, stepOf(room.now()));
    const { privateKey } = await signIn(room, { signIn: cleo.signIn, passphrase: cleo.passphrase!, code });
    const member = (await findMember(room.sql, cleo.id))!;
    expect(member.state).toBe('active');
    await expect(readContribution(room, member, privateKey, words.id)).rejects.toMatchObject(notThere);
    const act = await asks(ann, { what: 'assign', contribution: words.id, staff: cleo.id });
    await expect(readContribution(room, member, privateKey, words.id)).rejects.toMatchObject(notThere);
    await agrees(bea, act);
    expect((await readContribution(room, member, privateKey, words.id)).text).toContain('legal advice');
  });
});

describe('somebody who leaves', () => {
  test('opens nothing with what she knows and an old copy of the rows; who stays reads on', async () => {
    const cleo = await aStaff(room, { organisation: ann.organisation });
    const words = await someWords(room, open);
    const [before] = await room.sql<{ body: Buffer; shred: string; blob: Buffer }[]>`
      select c.body, c.shred, k.blob from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${cleo.id} where c.id = ${words.id}`;
    const oldKey = await room.shred.read(before!.shred);
    const of = { id: words.id, reader: cleo.id, keys: pairOf(cleo.privateKey), body: before!.body, blob: before!.blob };
    expect(unlock({ ...of, shredKey: oldKey }).toString()).toContain('legal advice');
    const { endSessionsOf } = await agrees(bea, await asks(ann, { what: 'end-staff', staff: cleo.id }));
    expect(endSessionsOf).toEqual([cleo.id]);
    await expect(room.shred.read(before!.shred)).rejects.toThrow();
    const [after] = await room.sql<{ shred: string }[]>`select shred from contribution where id = ${words.id}`;
    const newKey = await room.shred.read(after!.shred);
    expect(() => unlock({ ...of, shredKey: newKey })).toThrow();
    expect((await reads(ann, words.id)).text).toContain('legal advice');
    expect((await reads(bea, words.id)).readers.map((r) => r.id).sort()).toEqual([ann.id, bea.id].sort());
    // And the contributor's own key goes on working.
    const [own] = await room.sql<{ blob: Buffer; body: Buffer }[]>`
      select k.blob, c.body from wrapped_key k join contribution c on c.id = k.contribution where c.id = ${words.id} and k.reader = ${words.contributor}`;
    const hers = { id: words.id, reader: words.contributor, keys: pairOf(words.privateKey), shredKey: newKey, ...own! };
    expect(unlock(hers).toString()).toContain('legal advice');
  });

  test('cannot, where nobody living could read something afterwards', async () => {
    const words = await someWords(room, open);
    await room.sql`delete from wrapped_key where contribution = ${words.id} and reader <> ${bea.id}`;
    const cleo = await aStaff(room, { organisation: ann.organisation });
    const act = await asks(ann, { what: 'end-staff', staff: bea.id });
    await expect(agrees(cleo, act)).rejects.toMatchObject({ message: 'desk:refusals.last-reader' });
    expect((await reads(bea, words.id)).text).toContain('legal advice');
  });

  test('leaves a contribution with one living reader, and the check says so', async () => {
    const words = await someWords(room, open);
    expect(await withFewReaders(room.sql, ann.organisation)).toEqual([]);
    const cleo = await aStaff(room, { organisation: ann.organisation });
    await agrees(cleo, await asks(ann, { what: 'end-staff', staff: bea.id }));
    expect(await withFewReaders(room.sql, ann.organisation)).toEqual([words.id]);
    await expect(
      asks(ann, { what: 'unassign', contribution: words.id, staff: ann.id }).then((id) => agrees(cleo, id)),
    ).rejects.toMatchObject({ message: 'desk:refusals.two-readers' });
  });
});

describe('granting a colleague again', () => {
  test('gives new keys in one click, and the one who grants cannot come in with them', async () => {
    const words = await someWords(room, open);
    const granted = await grantAgain(room, await ann.member(), ann.privateKey, bea.id);
    expect(granted.signIn).toBe(bea.signIn);
    // Ann has the passphrase, and her own authenticator: that is not enough.
    await expect(
      signIn(room, { signIn: bea.signIn, passphrase: granted.passphrase, code: ann.code() }),
    ).rejects.toMatchObject({ message: 'desk:refusals.sign-in' });
    const [asked] =
      await room.sql`select state, agreed_by from two_person_act where what = 'grant-again' and staff = ${bea.id}`;
    expect(asked).toMatchObject({ state: 'asked', agreedBy: null });
    const { privateKey } = await signIn(room, {
      signIn: bea.signIn,
      passphrase: granted.passphrase,
      code: bea.code(),
    });
    expect((await readContribution(room, await bea.member(), privateKey, words.id)).text).toContain('legal advice');
    await expect(readContribution(room, await bea.member(), bea.privateKey, words.id)).rejects.toThrow();
    const [done] =
      await room.sql`select state, asked_by, agreed_by from two_person_act where what = 'grant-again' and staff = ${bea.id}`;
    expect(done).toMatchObject({ state: 'done', askedBy: ann.id, agreedBy: bea.id });
  });

  test('is refused where something would be lost by it, and to other organisations', async () => {
    const words = await someWords(room, open);
    await room.sql`delete from wrapped_key where contribution = ${words.id} and reader = ${ann.id}`;
    await expect(grantAgain(room, await ann.member(), ann.privateKey, bea.id)).rejects.toMatchObject({
      message: 'desk:refusals.last-reader',
    });
    const stranger = await aStaff(room);
    await expect(grantAgain(room, await stranger.member(), stranger.privateKey, bea.id)).rejects.toMatchObject(
      notThere,
    );
    await expect(grantAgain(room, await ann.member(), ann.privateKey, ann.id)).rejects.toMatchObject(notThere);
  });
});

test('no key but those of its own readers opens a contribution in a copy of the database', async () => {
  const words = await someWords(room, open);
  const others = [...open.facilitators, await aStaff(room), await aStaff(room, { role: 'facilitator' })];
  const somebodyElse = await someWords(room, open, { organisation: 0 });
  const [row] = await room.sql<
    { body: Buffer; shred: string }[]
  >`select body, shred from contribution where id = ${words.id}`;
  const blobs = await room.sql<
    { reader: string; blob: Buffer }[]
  >`select reader, blob from wrapped_key where contribution = ${words.id}`;
  const shredKey = await room.shred.read(row!.shred);
  const opens = (privateKey: Buffer, reader: string, blob: Buffer) => {
    try {
      unlock({ id: words.id, reader, blob, keys: pairOf(privateKey), shredKey, body: row!.body });
      return true;
    } catch {
      return false;
    }
  };
  // Each blob under its own name and under theirs: a control shows that the right key does open one.
  for (const { reader, blob } of blobs) {
    for (const other of others) {
      expect(opens(other.privateKey, reader, blob)).toBe(false);
      expect(opens(other.privateKey, other.id, blob)).toBe(false);
    }
    expect(opens(somebodyElse.privateKey, reader, blob)).toBe(false);
  }
  const mine = blobs.find((b) => b.reader === ann.id)!;
  expect(opens(ann.privateKey, ann.id, mine.blob)).toBe(true);
  const wrong = await openWithPassphrase(
    room.keys,
    (
      await room.sql<
        { id: string; salt: Buffer; verifier: Buffer; wrappedPrivate: Buffer }[]
      >`select * from staff where id = ${ann.id}`
    )[0]!,
    'another passphrase of five words',
  );
  expect(wrong).toBeNull();
});

test('a facilitator is made a reader only of what was shared with facilitators, and only as long as it is', async () => {
  const [eve] = open.facilitators;
  const silent = await someWords(room, open);
  const asked = asks(ann, { what: 'assign', contribution: silent.id, staff: eve.id });
  await expect(asked).rejects.toMatchObject({ message: 'desk:gate.no-consent' });
  const shared = await someWords(room, open, { scopes: ['share_with_facilitator'] });
  expect((await reads(eve, shared.id)).text).toContain('legal advice');
  // The key is there still, and the yes is not.
  await room.sql`
    update consent_event set state = 'withdrawn' where contribution = ${shared.id} and scope = 'share_with_facilitator'`;
  await expect(reads(eve, shared.id)).rejects.toMatchObject(notThere);
});
