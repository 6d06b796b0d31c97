import { beforeEach, describe, expect, test } from 'vitest';
import { roomTexts } from '../../app/room/texts.server';
import type { Scope } from '../../app/voices/consent';
import { textOf } from '../../app/voices/contributing/contributing';
import { enter } from '../../app/voices/contributing/entering.server';
import { answerReply, repliesTo } from '../../app/voices/contributing/replies.server';
import { withdraw } from '../../app/voices/contributing/withdraw.server';
import { answerWording, wordingsOf } from '../../app/voices/contributing/wordings.server';
import { pairOf } from '../../app/voices/crypto/boxes';
import { lockBeside } from '../../app/voices/crypto/contribution';
import { openRelease } from '../../app/voices/crypto/release';
import { newId } from '../../app/voices/crypto/tokens';
import { listExcerpts, proposeExcerpt, releaseExcerpt, takeBackExcerpt } from '../../app/voices/desk/excerpts.server';
import { endInvitation, listInvitations, makeInvitation, mostOpen } from '../../app/voices/desk/invitations.server';
import { submitForSomebody } from '../../app/voices/desk/proxy.server';
import { listAssigned, readContribution, writeReply } from '../../app/voices/desk/reading.server';
import { endTheme, listThemes, releaseTheme, setSupport, writeTheme } from '../../app/voices/desk/themes.server';
import { keepDesk, readCounts } from '../../app/voices/desk/weekly.server';
import { addWeeks, weekOf } from '../../app/voices/week';
import { roomData } from '../support/room-data';
import { anOpenRoom, aStaff, type SomeOpenRoom, type SomeStaff } from '../support/room-people';
import { nothingSeen, notThere, someWords } from './desk-support';

const room = await roomData();
let open: SomeOpenRoom;
let ann: SomeStaff;
let bea: SomeStaff;

beforeEach(async () => {
  open = await anOpenRoom(room, { organisations: 2 });
  [ann, bea] = open.organisations[0]!.caseworkers;
});

const week = () => weekOf(room.now());
const told = () => room.sql<{ voice: string; state: string }[]>`select voice, state from voice_change order by n`;
const toldOf = async (voice: string) => (await told()).filter((c) => c.voice === voice).map((c) => c.state);

describe('reading what is assigned', () => {
  test('is counted by week, once for each person', async () => {
    const words = await someWords(room, open);
    expect((await listAssigned(room, await ann.member())).find((a) => a.id === words.id)).toMatchObject({
      isNew: true,
    });
    await readContribution(room, await ann.member(), ann.privateKey, words.id);
    await readContribution(room, await ann.member(), ann.privateKey, words.id);
    await readContribution(room, await bea.member(), bea.privateKey, words.id);
    const rows = await room.sql`select whose, week from reader_event where contribution = ${words.id}`;
    expect(rows).toEqual([
      { whose: 'support', week: week() },
      { whose: 'support', week: week() },
    ]);
    expect((await listAssigned(room, await ann.member())).find((a) => a.id === words.id)).toMatchObject({
      isNew: false,
    });
  });

  test('is for its own readers alone: neither another organisation, nor a facilitator, nor somebody who waits', async () => {
    const words = await someWords(room, open);
    const cleo = await aStaff(room, { organisation: ann.organisation, state: 'waiting' });
    for (const who of [open.organisations[1]!.caseworkers[0], ...open.facilitators, cleo]) {
      await expect(readContribution(room, await who.member(), who.privateKey, words.id)).rejects.toMatchObject(
        notThere,
      );
      expect(await listAssigned(room, await who.member())).toEqual([]);
    }
    await expect(readContribution(room, await ann.member(), ann.privateKey, 'no-id')).rejects.toMatchObject(notThere);
  });

  test('reaches a facilitator of the same organisation where she shared with them', async () => {
    const words = await someWords(room, open, { scopes: ['share_with_facilitator'] });
    const [eve] = open.facilitators;
    expect((await readContribution(room, await eve.member(), eve.privateKey, words.id)).text).toContain('legal advice');
  });

  test('ends with a withdrawal', async () => {
    const words = await someWords(room, open);
    await withdraw(room, () => 0, words.contributor, null);
    await expect(readContribution(room, await ann.member(), ann.privateKey, words.id)).rejects.toMatchObject(notThere);
  });
});

describe('replying', () => {
  const reply = async (id: string, text: string, seen = nothingSeen) =>
    writeReply(room, await ann.member(), ann.privateKey, id, { text, ...seen });

  test('reaches her, and her answer comes back', async () => {
    const words = await someWords(room, open, { scopes: ['reply'] });
    const her = { contributor: words.contributor, privateKey: words.privateKey };
    await reply(words.id, 'Thank you. We have asked for shorter waiting times.');
    const { replies, mayAnswer } = await repliesTo(room, her, words.id);
    expect([replies[0]!.text, mayAnswer]).toEqual(['Thank you. We have asked for shorter waiting times.', true]);
    await answerReply(room, her, words.id, 'That would help.');
    const opened = await readContribution(room, await bea.member(), bea.privateKey, words.id);
    expect(opened.replies.map((r) => r.text).sort()).toEqual(
      ['Thank you. We have asked for shorter waiting times.', 'That would help.'].sort(),
    );
  });

  test('is refused where she takes no replies', async () => {
    const words = await someWords(room, open);
    await expect(reply(words.id, 'Thank you.')).rejects.toMatchObject({ message: 'desk:gate.no-consent' });
  });

  test('with a number to call, a date, an hour or an address is not sent, whatever its writer says', async () => {
    const words = await someWords(room, open, { scopes: ['reply'] });
    for (const text of [
      'Call +33 1 23 45 67 89.',
      'Come on 12/03/2026.',
      'Write to a@example.org.',
      'We are there on Monday at 2 pm.',
      'Nous sommes là demain à 14h.',
      'سنكون هناك غداً',
    ])
      await expect(reply(words.id, text, { seen: text, resolved: true })).rejects.toMatchObject({
        message: 'desk:lint.must',
      });
  });

  test('with what looks like a name is sent only when its writer has seen it and stands for it', async () => {
    const words = await someWords(room, open, { scopes: ['reply'] });
    const text = 'You can ask for Fatima at the desk.';
    const no = await reply(words.id, text).catch((e) => e);
    expect(no).toMatchObject({ message: 'desk:lint.may' });
    await expect(reply(words.id, text, { seen: 'something else', resolved: true })).rejects.toMatchObject({
      message: 'desk:lint.may',
    });
    await reply(words.id, text, { seen: no.values.seen, resolved: true });
  });
});

describe('an excerpt', () => {
  const words = 'The waiting time for legal advice is too long.';
  const propose = async (id: string, form: string, text = words) =>
    proposeExcerpt(room, await ann.member(), ann.privateKey, id, { form, words: text, language: 'en', ...nothingSeen });
  const release = async (who: SomeStaff, excerpt: string) =>
    releaseExcerpt(room, await who.member(), who.privateKey, excerpt, nothingSeen);
  const approved = async (given: { contributor: string; id: string; privateKey: Buffer }) => {
    const excerpt = await propose(given.id, 'quote');
    const [waiting] = await wordingsOf(room, given, given.id);
    await answerWording(room, given, excerpt, { yes: true, version: waiting!.version });
    return excerpt;
  };

  test('in her exact words: proposed, approved, released by a second reader, given with next week’s batch', async () => {
    const given = await someWords(room, open, { scopes: ['quote'] });
    const excerpt = await propose(given.id, 'quote');
    await expect(release(bea, excerpt)).rejects.toMatchObject({ message: 'desk:refusals.not-approved' });
    const [waiting] = await wordingsOf(room, given, given.id);
    expect(waiting!.words).toBe(words);
    await answerWording(room, given, excerpt, { yes: true, version: waiting!.version });
    await expect(release(ann, excerpt)).rejects.toMatchObject({ message: 'desk:refusals.second-person' });
    await release(bea, excerpt);
    const [row] = await room.sql`select * from excerpt where id = ${excerpt}`;
    expect(row).toMatchObject({
      state: 'released',
      secondReader: bea.id,
      batchWeek: addWeeks(week(), 1),
      proposedBody: null,
    });
    expect(openRelease(room.keys, excerpt, row!.releasedBody, await room.shred.read(row!.shred)).toString()).toBe(
      words,
    );
    await keepDesk(room);
    expect(await toldOf(excerpt)).toEqual([]);
    room.advance(1);
    await keepDesk(room);
    await keepDesk(room);
    expect(await toldOf(excerpt)).toEqual(['released']);
    room.advance(-1);
  });

  test('is hers alone: what the room asked her is refused as her words, by itself and with her answer', async () => {
    const [asked] = await room.sql<{ questions: { en: string[] } }[]>`select questions from room where id = ${open.id}`;
    const [question] = asked!.questions.en;
    const answer = 'Somebody who listens.';
    const text = textOf([{ question: question!, answer }]);
    const given = await someWords(room, open, { scopes: ['quote'], text });
    for (const not of [question!, `${question} ${answer}`, `${question} … ${answer}`])
      await expect(propose(given.id, 'quote', not)).rejects.toMatchObject({
        fields: { words: 'desk:refusals.not-her-words' },
      });
    await propose(given.id, 'quote', answer);
  });

  test.each([
    ['other words', 'Legal advice comes late.'],
    ['hers and some more', `${words} They should hurry.`],
    ['her passages in another order', 'is too long … The waiting time'],
    ['parts of her words', 'The wait … too long.'],
    ['an ellipsis alone', '…'],
  ])('called hers is refused beside the field with %s', async (_, text) => {
    const given = await someWords(room, open, { scopes: ['quote', 'paraphrase'] });
    await expect(propose(given.id, 'quote', text)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { words: 'desk:refusals.not-her-words' },
    });
    expect((await room.sql`select from excerpt where contribution = ${given.id}`).count).toBe(0);
  });

  test('of hers may be spaced in another way, and leave out what stands between', async () => {
    const given = await someWords(room, open, { scopes: ['quote'] });
    for (const text of [
      'The waiting\n time  for legal advice',
      'The waiting time … is too long.',
      'legal advice [...] long',
    ])
      await propose(given.id, 'quote', text);
  });

  test('is not released when one character is another than she approved', async () => {
    const given = await someWords(room, open, { scopes: ['quote'] });
    const excerpt = await approved(given);
    const [row] = await room.sql<{ shred: string; blob: Buffer }[]>`
      select c.shred, k.blob from contribution c join wrapped_key k on k.contribution = c.id and k.reader = ${ann.id} where c.id = ${given.id}`;
    const opening = {
      id: given.id,
      reader: ann.id,
      blob: row!.blob,
      keys: pairOf(ann.privateKey),
      shredKey: await room.shred.read(row!.shred),
    };
    const place = { table: 'excerpt', column: 'proposed_body', rowId: excerpt } as const;
    await room.sql`update excerpt set proposed_body = ${lockBeside(opening, place, Buffer.from(`${words} `))} where id = ${excerpt}`;
    await expect(release(bea, excerpt)).rejects.toMatchObject({ message: 'desk:gate.other-wording' });
    await room.sql`update excerpt set proposed_body = ${lockBeside(opening, place, Buffer.from(words))} where id = ${excerpt}`;
    await release(bea, excerpt);
  });

  test('is not released when she has taken her yes back, and leaves no key behind', async () => {
    const given = await someWords(room, open, { scopes: ['quote', 'reply'] });
    const excerpt = await approved(given);
    room.advance(20);
    await expect(release(bea, excerpt)).rejects.toMatchObject(notThere);
    room.advance(-20);
    await withdraw(room, () => 0, given.contributor, null);
    await expect(release(bea, excerpt)).rejects.toMatchObject(notThere);
    const [row] = await room.sql`select state, released_body, shred from excerpt where id = ${excerpt}`;
    expect(row).toEqual({ state: 'withdrawn', releasedBody: null, shred: null });
  });

  test('beside a withdrawal at the same instant is never left released', async () => {
    for (let i = 0; i < 5; i++) {
      const given = await someWords(room, open, { scopes: ['quote'] });
      const excerpt = await approved(given);
      await Promise.allSettled([release(bea, excerpt), withdraw(room, () => 0, given.contributor, null)]);
      const [row] = await room.sql`select state, released_body from excerpt where id = ${excerpt}`;
      expect(row).toMatchObject({ state: 'withdrawn', releasedBody: null });
    }
  });

  test('in other words needs her yes to those, and a second reader', async () => {
    const given = await someWords(room, open, { scopes: ['paraphrase'] });
    await expect(propose(given.id, 'quote')).rejects.toMatchObject({ message: 'desk:gate.no-consent' });
    const excerpt = await propose(given.id, 'paraphrase', 'Legal advice comes late.');
    await expect(release(ann, excerpt)).rejects.toMatchObject({ message: 'desk:refusals.second-person' });
    await release(bea, excerpt);
    expect((await listExcerpts(room, await bea.member(), bea.privateKey)).find((e) => e.id === excerpt)).toMatchObject({
      state: 'released',
      words: 'Legal advice comes late.',
    });
  });

  test.each<[string, Scope[]]>([
    ['quote', ['paraphrase', 'theme', 'publish_outside', 'reply']],
    ['paraphrase', ['quote', 'theme', 'publish_outside', 'reply']],
  ])('is not proposed as %s under any other yes', async (form, scopes) => {
    const given = await someWords(room, open, { scopes });
    await expect(propose(given.id, form)).rejects.toMatchObject({ message: 'desk:gate.no-consent' });
  });

  test('is proposed, read and released by nobody without a key of what it comes from', async () => {
    const given = await someWords(room, open, { scopes: ['paraphrase'] });
    const excerpt = await propose(given.id, 'paraphrase');
    for (const who of [open.organisations[1]!.caseworkers[0], open.facilitators[0]]) {
      await expect(release(who, excerpt)).rejects.toMatchObject(notThere);
      await expect(takeBackExcerpt(room, await who.member(), who.privateKey, excerpt)).rejects.toMatchObject(notThere);
      expect((await listExcerpts(room, await who.member(), who.privateKey)).map((e) => e.id)).not.toContain(excerpt);
    }
  });

  test('that is taken back is gone, and its key with it', async () => {
    const given = await someWords(room, open, { scopes: ['paraphrase'] });
    const excerpt = await propose(given.id, 'paraphrase');
    await release(bea, excerpt);
    const [row] = await room.sql<{ shred: string }[]>`select shred from excerpt where id = ${excerpt}`;
    await takeBackExcerpt(room, await ann.member(), ann.privateKey, excerpt);
    await expect(room.shred.read(row!.shred)).rejects.toThrow();
    expect(await toldOf(excerpt)).toEqual(['gone']);
  });
});

describe('a theme', () => {
  const write = async (who: SomeStaff) =>
    writeTheme(room, await who.member(), open.id, {
      words: 'Legal advice comes too late to be of use.',
      language: 'en',
      ...nothingSeen,
    });
  const support = async (who: SomeStaff, theme: string, id: string, on = true) =>
    setSupport(room, await who.member(), theme, id, on);
  const isSupported = async (theme: string) =>
    (await listThemes(room, await ann.member(), open.id)).themes.find((t) => t.id === theme)!.isSupported;

  test('needs three contributors of two organisations, a second facilitator, and falls with its support', async () => {
    const [eve, fay] = open.facilitators;
    const [ona] = open.organisations[1]!.caseworkers;
    const theme = await write(eve);
    const one = await someWords(room, open, { scopes: ['theme'] });
    const two = await someWords(room, open, { scopes: ['theme'] });
    const three = await someWords(room, open, { scopes: ['theme'] });
    const other = await someWords(room, open, { scopes: ['theme'], organisation: 1 });
    for (const c of [one, two, three]) await support(ann, theme, c.id);
    expect(await isSupported(theme)).toBe(false);
    await expect(releaseTheme(room, await fay.member(), theme, nothingSeen)).rejects.toMatchObject({
      message: 'desk:refusals.too-little-support',
    });
    await support(ona!, theme, other.id);
    expect(await isSupported(theme)).toBe(true);
    await expect(releaseTheme(room, await eve.member(), theme, nothingSeen)).rejects.toMatchObject({
      message: 'desk:refusals.second-person',
    });
    await expect(releaseTheme(room, await ann.member(), theme, nothingSeen)).rejects.toMatchObject(notThere);
    await releaseTheme(room, await fay.member(), theme, nothingSeen);
    room.advance(1);
    await keepDesk(room);
    expect(await toldOf(theme)).toEqual(['released']);
    room.advance(-1);
    await withdraw(room, () => 0, other.contributor, null);
    expect(await isSupported(theme)).toBe(false);
    expect(await toldOf(theme)).toEqual(['released', 'withheld']);
    const more = await someWords(room, open, { scopes: ['theme'], organisation: 1 });
    await support(ona!, theme, more.id);
    expect(await toldOf(theme)).toEqual(['released', 'withheld', 'released']);
    await support(ona!, theme, more.id, false);
    expect(await toldOf(theme)).toEqual(['released', 'withheld', 'released', 'withheld']);
    await endTheme(room, await fay.member(), theme);
    expect((await toldOf(theme)).at(-1)).toBe('gone');
  });

  test('may rest on one who said that hers may stand alone', async () => {
    const theme = await write(open.facilitators[0]);
    const one = await someWords(room, open, { scopes: ['theme_alone'] });
    await support(ann, theme, one.id);
    expect(await isSupported(theme)).toBe(true);
  });

  test('is supported by nothing that has no live yes, and by nothing that its supporter has no key of', async () => {
    const theme = await write(open.facilitators[0]);
    const silent = await someWords(room, open, { scopes: ['quote', 'paraphrase'] });
    await expect(support(ann, theme, silent.id)).rejects.toMatchObject({ message: 'desk:gate.no-consent' });
    const foreign = await someWords(room, open, { scopes: ['theme'], organisation: 1 });
    await expect(support(ann, theme, foreign.id)).rejects.toMatchObject(notThere);
  });

  test('is written by the facilitators of its room alone', async () => {
    await expect(write(ann)).rejects.toMatchObject(notThere);
    const stranger = await aStaff(room, { role: 'facilitator' });
    await expect(write(stranger)).rejects.toMatchObject(notThere);
  });
});

describe('invitations', () => {
  test('are good once, for two weeks, and can be ended', async () => {
    const made = await makeInvitation(room, await ann.member(), { room: open.id, provenance: 'direct' });
    expect(made.shown).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await enter(room, (w) => w(), made.shown)).toMatchObject({
      kind: 'invited',
      provenance: 'direct',
      room: open.id,
    });
    expect((await listInvitations(room, await bea.member())).map((i) => i.id)).toEqual([made.id]);
    const foreign = open.organisations[1]!.caseworkers[0];
    expect(await listInvitations(room, await foreign.member())).toEqual([]);
    await expect(endInvitation(room, await foreign.member(), made.id)).rejects.toMatchObject(notThere);
    room.advance(3);
    expect(await enter(room, (w) => w(), made.shown)).toBeNull();
    room.advance(-3);
    await endInvitation(room, await bea.member(), made.id);
    expect(await enter(room, (w) => w(), made.shown)).toBeNull();
  });

  test('are bounded alike, used or not: reaching the bound does not tell how many were used', async () => {
    await room.sql`
      insert into invitation (hmac, key_id, room, organisation, provenance, made_by, expires_week, state)
      select decode(md5(n::text || ${ann.id}) || md5(n::text), 'hex'), 1, ${open.id}, ${ann.organisation}, 'direct', ${ann.id}, ${week()},
        case when n % 2 = 0 then 'used' else 'open' end from generate_series(1, ${mostOpen}) n`;
    const make = async () => makeInvitation(room, await ann.member(), { room: open.id, provenance: 'direct' });
    await expect(make()).rejects.toMatchObject({ message: 'desk:refusals.too-many-open' });
    const [used] = await room.sql<{ id: string }[]>`
      select id from invitation where organisation = ${ann.organisation} and state = 'used' limit 1`;
    await endInvitation(room, await ann.member(), used!.id);
    await make();
  });

  test('are listed and ended alike, used or not', async () => {
    const unused = await makeInvitation(room, await ann.member(), { room: open.id, provenance: 'direct' });
    const given = await someWords(room, open);
    const [used] = await room.sql<{ id: string }[]>`
      select id from invitation where organisation = ${ann.organisation} and state = 'used'`;
    const listed = async () => (await listInvitations(room, await bea.member())).map((i) => i.id);
    expect((await listed()).sort()).toEqual([unused.id, used!.id].sort());
    const [one, other] = await listInvitations(room, await bea.member());
    expect(Object.keys(one!)).toEqual(Object.keys(other!));
    for (const id of [unused.id, used!.id]) {
      await endInvitation(room, await bea.member(), id);
      expect(await listed()).not.toContain(id);
      await expect(endInvitation(room, await bea.member(), id)).rejects.toMatchObject(notThere);
    }
    expect(await enter(room, (w) => w(), given.receipt)).not.toBeNull();
    expect((await readContribution(room, await ann.member(), ann.privateKey, given.id)).text).toContain('legal advice');
  });

  test('for a group that speaks as one say so', async () => {
    const made = await makeInvitation(room, await ann.member(), { room: open.id, provenance: 'group' });
    expect(await enter(room, (w) => w(), made.shown)).toMatchObject({ provenance: 'group' });
  });

  test('are made by caseworkers of the room alone, and for a room that is open', async () => {
    for (const who of [open.facilitators[0], await aStaff(room)])
      await expect(
        makeInvitation(room, await who.member(), { room: open.id, provenance: 'direct' }),
      ).rejects.toMatchObject(notThere);
    await room.sql`update room set state = 'preparing' where id = ${open.id}`;
    await expect(
      makeInvitation(room, await ann.member(), { room: open.id, provenance: 'direct' }),
    ).rejects.toMatchObject({
      kind: 'closed',
    });
  });
});

describe('typing for somebody', () => {
  const type = async (values = {}) =>
    submitForSomebody(
      room,
      (language) => roomTexts(language).t,
      (work) => work(),
      await ann.member(),
      {
        room: open.id,
        language: 'en',
        text: 'Somebody should explain the forms.',
        given: ['read_by_support', 'quote'],
        exclusions: { organisations: [], categories: [] },
        readAloud: true,
        once: newId(),
        ...values,
      },
    );

  test('gives a receipt that is hers: with it she is back without her caseworker, and takes it all back', async () => {
    const { receipt } = await type();
    const back = await enter(room, (work) => work(), receipt);
    expect(back).toMatchObject({ kind: 'back', can: 'all' });
    const contributor = back!.kind === 'back' ? back!.contributor : '';
    const [row] = await room.sql`select id, provenance from contribution where contributor = ${contributor}`;
    expect(row!.provenance).toBe('proxy');
    expect((await readContribution(room, await bea.member(), bea.privateKey, row!.id)).text).toContain(
      'explain the forms',
    );
    // Nothing that is kept gives the receipt again: its row holds an HMAC and a key that only the receipt opens.
    const dump = JSON.stringify(await room.sql`select * from receipt where contributor = ${contributor}`);
    expect(dump).not.toContain(receipt.replaceAll(' ', ''));
    await withdraw(room, () => 0, contributor, null);
    await expect(readContribution(room, await bea.member(), bea.privateKey, row!.id)).rejects.toMatchObject(notThere);
  });

  test.each([
    ['without having read it to her', { readAloud: false }],
    ['without her yes to be read', { given: ['quote'] }],
    ['without words', { text: ' ' }],
  ])('%s keeps nothing', async (_, values) => {
    const count = async () => (await room.sql`select count(*)::int as n from contribution`)[0]!.n;
    const invitations = async () => (await room.sql`select count(*)::int as n from invitation`)[0]!.n;
    const before = [await count(), await invitations()];
    await expect(type(values)).rejects.toMatchObject({ kind: 'invalid' });
    expect([await count(), await invitations()]).toEqual(before);
  });

  test('is not offered in a language that nobody reviewed', async () => {
    await room.sql`delete from room_requirement where room = ${open.id} and item = 'language-review' and language = 'fr'`;
    await expect(type({ language: 'fr' })).rejects.toMatchObject({ message: 'desk:refusals.language-not-reviewed' });
  });
});

describe('counts', () => {
  test('of fewer than eleven are not published, and change no more often than weekly', async () => {
    for (let i = 0; i < 3; i++) await someWords(room, open, { scopes: ['statistics'] });
    await keepDesk(room);
    expect(await readCounts(room, open.id)).toMatchObject({
      week: week(),
      total: null,
      tables: { provenance: { direct: null, proxy: null, group: null } },
    });
    for (let i = 0; i < 9; i++) await someWords(room, open, { scopes: ['statistics'] });
    await keepDesk(room);
    expect((await readCounts(room, open.id))!.total).toBeNull();
    room.advance(1);
    for (let i = 0; i < 3; i++) await someWords(room, open, { scopes: ['statistics'] });
    await someWords(room, open);
    await keepDesk(room);
    expect((await readCounts(room, open.id))!.total).toBe(15);
    expect(JSON.stringify(await readCounts(room, open.id))).not.toContain('basis');
    room.advance(-1);
  });
});
