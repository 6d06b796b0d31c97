import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { roomTexts } from '../../app/room/texts.server';
import { appendConsent, liveScopes } from '../../app/voices/consent';
import { consentsOf } from '../../app/voices/contributing/chain.server';
import { isCurrentText, type scopeText, versionOf } from '../../app/voices/contributing/consent-texts.server';
import { changeConsent, keepLonger, scopesNow } from '../../app/voices/contributing/consenting.server';
import { enter } from '../../app/voices/contributing/entering.server';
import { changeExclusions } from '../../app/voices/contributing/exclusions.server';
import { openingOf } from '../../app/voices/contributing/opening.server';
import { answerReply } from '../../app/voices/contributing/replies.server';
import { keepToTime } from '../../app/voices/contributing/retention.server';
import { usedOf } from '../../app/voices/contributing/used.server';
import { withdraw } from '../../app/voices/contributing/withdraw.server';
import { answerWording, wordingsOf } from '../../app/voices/contributing/wordings.server';
import { pairOf } from '../../app/voices/crypto/boxes';
import { lockBeside, unlock } from '../../app/voices/crypto/contribution';
import { openSecrets, renewSecret } from '../../app/voices/crypto/secrets';
import { newId } from '../../app/voices/crypto/tokens';
import { proposeExcerpt, releaseExcerpt } from '../../app/voices/desk/excerpts.server';
import { submitForSomebody } from '../../app/voices/desk/proxy.server';
import { readContribution } from '../../app/voices/desk/reading.server';
import { answering } from '../../app/voices/door/answers.server';
import { weekOf } from '../../app/voices/week';
import { aContribution, notBusy, type SomeContribution } from '../support/room-contributions';
import { roomData } from '../support/room-data';
import { anOpenRoom } from '../support/room-people';
import { nothingSeen } from './desk-support';

const room = await roomData();
const open = await anOpenRoom(room);
const { sql } = room;
const noSessions = () => 0;
const door = answering(room);
const week = () => weekOf(room.now());
const [first, second] = open.organisations[0]!.caseworkers;
const everybody = { organisations: [1], categories: ['academia'] };

const readAt = async (voice: string, audience: typeof everybody | 'public' = everybody) =>
  (await door('read', { voices: [voice], audience, surface: 'document' })).voices[voice]!;

async function aQuote(of: SomeContribution, words = 'Opening hours should fit people who work'): Promise<string> {
  return proposeExcerpt(room, await first.member(), first.privateKey, of.contribution, {
    form: 'quote',
    words,
    language: 'en',
    ...nothingSeen,
  });
}

async function approved(of: SomeContribution, excerpt: string): Promise<void> {
  const waiting = (await wordingsOf(room, of, of.contribution)).find((w) => w.id === excerpt)!;
  await answerWording(room, of, excerpt, { yes: true, version: waiting.version });
}

const release = async (excerpt: string) =>
  releaseExcerpt(room, await second.member(), second.privateKey, excerpt, nothingSeen);

async function aReleasedQuote(of: SomeContribution): Promise<string> {
  const excerpt = await aQuote(of);
  await approved(of, excerpt);
  await release(excerpt);
  return excerpt;
}

const stateOf = async (excerpt: string) =>
  (await sql<{ state: string }[]>`select state from excerpt where id = ${excerpt}`)[0]!.state;

const say = (of: SomeContribution, scope: Parameters<typeof scopeText>[0], yes: boolean) =>
  changeConsent(room, of, {
    contribution: of.contribution,
    scope,
    yes,
    textHash: versionOf(scope, 'en', []),
    language: 'en',
  });

const notNow = { refusal: true, kind: 'conflict' };

describe('each scope by itself', () => {
  test('what she said is kept with the version of the words she read, and as a whole chain', async () => {
    const of = await aContribution(room, { open, consents: ['read_by_support', 'quote', 'theme'] });
    const events = await consentsOf(sql, of.contribution);
    expect(events.map((e) => [e.scope, e.state])).toEqual([
      ['read_by_support', 'given'],
      ['theme', 'given'],
      ['quote', 'given'],
    ]);
    expect(events[2]!.textHash).toEqual(versionOf('quote', 'en', []));
    expect(versionOf('quote', 'en', [])).not.toEqual(versionOf('quote', 'fr', []));
    expect([...liveScopes(events, week()).keys()]).toEqual(['read_by_support', 'theme', 'quote']);
  });

  test('a no to her exact words ends those, and leaves the theme alive', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aReleasedQuote(of);
    room.advance(1);
    expect(await readAt(excerpt)).toMatchObject({ words: 'Opening hours should fit people who work' });
    await say(of, 'quote', false);
    expect(await readAt(excerpt)).toEqual({ marker: 'withdrawn' });
    expect(await stateOf(excerpt)).toBe('withdrawn');
    const [row] = await sql<{ shred: string }[]>`select shred from excerpt where id = ${excerpt}`;
    expect(await room.shred.isErased(row!.shred)).toBe(true);
    const live = liveScopes(await consentsOf(sql, of.contribution), week());
    expect(live.has('theme')).toBe(true);
    expect(live.has('quote')).toBe(false);
  });

  test('a no to what is shown to everyone leaves it with people who have an account', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aReleasedQuote(of);
    room.advance(1);
    expect(await readAt(excerpt, 'public')).toHaveProperty('words');
    await say(of, 'publish_outside', false);
    expect(await readAt(excerpt, 'public')).toEqual({ marker: 'not-for-you' });
    expect(await readAt(excerpt)).toHaveProperty('words');
  });

  test('facilitators can read from a yes on, and not after a no', async () => {
    const of = await aContribution(room, { open, consents: ['read_by_support'] });
    const [facilitator] = open.facilitators;
    const read = async () =>
      readContribution(room, await facilitator.member(), facilitator.privateKey, of.contribution).then(
        () => true,
        () => false,
      );
    expect(await read()).toBe(false);
    await say(of, 'share_with_facilitator', true);
    expect(await read()).toBe(true);
    await say(of, 'share_with_facilitator', false);
    expect(await read()).toBe(false);
  });

  test('words that changed since take nothing away, and are asked again', async () => {
    const of = await aContribution(room, { open });
    const events = await consentsOf(sql, of.contribution);
    const changed = events.map((e) => e.scope).indexOf('quote');
    const before = appendConsent('another', [], { ...events[changed]!, textHash: Buffer.alloc(32, 1) });
    const now = scopesNow([events[0]!], week(), isCurrentText);
    expect(now.find((s) => s.scope === 'quote')).toEqual({ scope: 'quote', state: 'no' });
    expect(isCurrentText(events[changed]!)).toBe(true);
    expect(isCurrentText(before)).toBe(false);
    const asked = scopesNow(events, week(), (e) => e.scope !== 'quote');
    expect(asked.filter((s) => s.state === 'again').map((s) => s.scope)).toEqual(['quote']);
    expect(liveScopes(events, week()).has('quote')).toBe(true);
  });

  test('nobody changes, answers or takes back what is somebody else’s', async () => {
    const of = await aContribution(room, { open });
    const other = await aContribution(room, { open });
    const crossed = { ...other, contribution: of.contribution };
    await expect(say(crossed as SomeContribution, 'quote', false)).rejects.toMatchObject(notNow);
    await expect(answerReply(room, other, of.contribution, 'Words')).rejects.toMatchObject(notNow);
    await expect(changeExclusions(sql, crossed, { organisations: [], categories: ['media'] })).rejects.toMatchObject(
      notNow,
    );
    await expect(keepLonger(room, other.contributor, of.contribution)).rejects.toMatchObject(notNow);
    expect((await withdraw(room, noSessions, other.contributor, of.contribution)).erased).toBe(0);
    expect(await openingOf(room, other, of.contribution)).toBeNull();
  });
});

describe('exact words', () => {
  test('one sign changed after her yes, and nothing is released', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aQuote(of, 'people who work in the day.');
    await approved(of, excerpt);
    const opening = (await openingOf(room, of, of.contribution))!;
    const place = { table: 'excerpt', column: 'proposed_body', rowId: excerpt } as const;
    const other = lockBeside(opening, place, Buffer.from('people who work in the day!'));
    await sql`update excerpt set proposed_body = ${other} where id = ${excerpt}`;
    await expect(release(excerpt)).rejects.toMatchObject(notNow);
    expect(await stateOf(excerpt)).toBe('approved');
  });

  test('her yes is to the bytes that she saw: another version is not taken', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aQuote(of);
    const [waiting] = await wordingsOf(room, of, of.contribution);
    expect(waiting!.words).toBe('Opening hours should fit people who work');
    const wrong = waiting!.version.replace(/^./, (c) => (c === '0' ? '1' : '0'));
    await expect(answerWording(room, of, excerpt, { yes: true, version: wrong })).rejects.toMatchObject(notNow);
    expect(await stateOf(excerpt)).toBe('proposed');
  });

  test('a no destroys the proposal; it cannot be released, nor answered again', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aQuote(of);
    const { version } = (await wordingsOf(room, of, of.contribution))[0]!;
    await answerWording(room, of, excerpt, { yes: false, version });
    expect(await stateOf(excerpt)).toBe('refused');
    await expect(release(excerpt)).rejects.toMatchObject(notNow);
    await expect(answerWording(room, of, excerpt, { yes: true, version })).rejects.toMatchObject(notNow);
  });

  test('an approval ends with the yes that it was given under', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aQuote(of);
    await approved(of, excerpt);
    await say(of, 'quote', false);
    await say(of, 'quote', true);
    await expect(release(excerpt)).rejects.toMatchObject(notNow);
    expect(await stateOf(excerpt)).toBe('withdrawn');
  });

  test('an approval lasts where the text is only kept longer', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aQuote(of);
    await approved(of, excerpt);
    room.advance(1);
    await keepLonger(room, of.contributor, of.contribution);
    await release(excerpt);
    expect(await stateOf(excerpt)).toBe('released');
  });

  test('somebody else’s wording cannot be seen or answered', async () => {
    const of = await aContribution(room, { open });
    const other = await aContribution(room, { open });
    const excerpt = await aQuote(of);
    const { version } = (await wordingsOf(room, of, of.contribution))[0]!;
    expect(await wordingsOf(room, other, of.contribution)).toEqual([]);
    await expect(answerWording(room, other, excerpt, { yes: true, version })).rejects.toMatchObject(notNow);
  });
});

describe('how her words were used', () => {
  test('we heard, we did, why not: counted, without a name of a text; and gone when taken back', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aReleasedQuote(of);
    const theme = (
      await sql<{ id: string }[]>`
        insert into theme (room, language, words, state, written_by, second_reader, batch_week)
        values (${open.id}, 'en', 'Offices should open in the evening.', 'released', ${open.facilitators[0].id},
          ${open.facilitators[1].id}, ${week()}) returning id`
    )[0]!.id;
    await sql`insert into theme_support (theme, contribution) values (${theme}, ${of.contribution})`;
    room.advance(1);
    await door('used', {
      uses: [
        { voice: excerpt, thing: 'document:4711', section: 'a', state: 'used' },
        { voice: excerpt, thing: 'document:4712', section: 'b', state: 'final' },
        { voice: excerpt, thing: 'decision:4713', section: 'whole', state: 'used' },
        { voice: theme, thing: 'document:4711', section: 'a', state: 'used' },
      ],
    });
    await door('responded', {
      theme,
      thing: 'document:4711',
      decision: 'partly',
      reason: 'Two offices will open later.',
      language: 'en',
    });
    const used = await usedOf(sql, of.contribution, week());
    expect(used).toEqual({
      excerpts: [{ form: 'quote', texts: 2, final: 1, decisions: 1, taken: 0 }],
      themes: [
        {
          words: 'Offices should open in the evening.',
          language: 'en',
          texts: 1,
          rests: 0,
          taken: 0,
          decisions: [{ decision: 'partly', reason: 'Two offices will open later.', language: 'en' }],
        },
      ],
    });
    expect(JSON.stringify(used)).not.toContain('4711');
    await say(of, 'quote', false);
    expect((await usedOf(sql, of.contribution, week())).excerpts).toEqual([]);
    await withdraw(room, noSessions, of.contributor, null);
    expect(await usedOf(sql, of.contribution, week())).toEqual({ excerpts: [], themes: [] });
  });
});

describe('who is shut out', () => {
  test('sees the marker, wherever it stands; others see the words', async () => {
    const of = await aContribution(room, { open, exclusions: { organisations: [7], categories: ['government'] } });
    const excerpt = await aReleasedQuote(of);
    room.advance(1);
    expect(await readAt(excerpt)).toHaveProperty('words');
    expect(await readAt(excerpt, { organisations: [7], categories: ['media'] })).toEqual({ marker: 'not-for-you' });
    expect(await readAt(excerpt, { organisations: [9], categories: ['government'] })).toEqual({
      marker: 'not-for-you',
    });
    expect(await readAt(excerpt, 'public')).toEqual({ marker: 'not-for-you' });
    await changeExclusions(sql, of, { organisations: [], categories: [] });
    expect(await readAt(excerpt, { organisations: [7], categories: ['government'] })).toHaveProperty('words');
    await changeExclusions(sql, of, { organisations: [1], categories: [] });
    expect(await readAt(excerpt)).toEqual({ marker: 'not-for-you' });
  });
});

/** All that a copy of the database of this moment holds of a contribution. */
async function copyOf(of: SomeContribution) {
  const [row] = await sql<{ body: Buffer; shred: string }[]>`
    select body, shred from contribution where id = ${of.contribution}`;
  const keys = await sql<{ reader: string; blob: Buffer }[]>`
    select reader, blob from wrapped_key where contribution = ${of.contribution}`;
  return { ...row!, keys };
}

async function opens(of: SomeContribution, copy: Awaited<ReturnType<typeof copyOf>>): Promise<boolean> {
  const privateKeys = new Map([
    [of.contributor, of.privateKey],
    [first.id, first.privateKey],
    [second.id, second.privateKey],
  ]);
  for (const { reader, blob } of copy.keys) {
    try {
      const shredKey = await room.shred.read(copy.shred);
      const keys = pairOf(privateKeys.get(reader)!);
      unlock({ id: of.contribution, reader, blob, keys, shredKey, body: copy.body });
      return true;
    } catch {
      // The next reader's key.
    }
  }
  return false;
}

describe('taking words back', () => {
  test('nobody opens them any more, from this database or from a copy of before; every rendering has the marker', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aReleasedQuote(of);
    await answerReply(room, of, of.contribution, 'An answer.');
    room.advance(1);
    const copy = await copyOf(of);
    expect(await opens(of, copy)).toBe(true);
    expect(await readAt(excerpt)).toHaveProperty('words');
    const since = (await door('changed', { since: 0 })).last;
    const dropped: string[] = [];
    const done = await withdraw(room, (who) => dropped.push(who), of.contributor, null);
    expect(done).toEqual({ erased: 1, isOver: true });
    expect(dropped).toEqual([of.contributor]);
    expect(await opens(of, copy)).toBe(false);
    expect(await readAt(excerpt)).toEqual({ marker: 'withdrawn' });
    expect((await door('changed', { since })).changes.map(({ voice, state }) => ({ voice, state }))).toEqual([
      { voice: excerpt, state: 'gone' },
    ]);
    for (const table of ['wrapped_key', 'reply', 'exclusion', 'reader_event', 'theme_support'])
      expect(await sql`select from ${sql(table)} where contribution = ${of.contribution}`).toHaveLength(0);
    expect(await sql`select from fingerprint where excerpt = ${excerpt}`).toHaveLength(0);
    const [left] = await sql`
      select c.body, c.state, e.released_body, e.proposed_body from contribution c join excerpt e on e.contribution = c.id
      where c.id = ${of.contribution}`;
    expect(left).toEqual({ body: null, state: 'withdrawn', releasedBody: null, proposedBody: null });
    expect(await enter(room, notBusy, of.receipt.shown)).toBeNull();
    expect(await enter(room, notBusy, of.withdrawReceipt.shown)).toBeNull();
    const events = await consentsOf(sql, of.contribution);
    expect(events.at(-1)).toMatchObject({ scope: 'read_by_support', state: 'withdrawn' });
    expect(liveScopes(events, week()).size).toBe(0);
    expect((await withdraw(room, noSessions, of.contributor, null)).erased).toBe(0);
  });

  test('stopped between the rows and the keys, it is finished by the daily job; no page has said that it is done', async () => {
    const of = await aContribution(room, { open });
    const copy = await copyOf(of);
    const stopped = {
      ...room,
      shred: { ...room.shred, destroy: () => Promise.reject(new Error('The process was stopped')) },
    };
    await expect(withdraw(stopped, noSessions, of.contributor, null)).rejects.toThrow('stopped');
    expect(await opens(of, copy)).toBe(true);
    expect((await keepToTime(room, noSessions)).finished).toBe(1);
    expect(await opens(of, copy)).toBe(false);
    expect((await keepToTime(room, noSessions)).finished).toBe(0);
  });

  test('beside a release, nothing stays released', async () => {
    for (let i = 0; i < 12; i++) {
      const of = await aContribution(room, { open });
      const excerpt = await aQuote(of);
      await approved(of, excerpt);
      const [taken] = await Promise.allSettled([withdraw(room, noSessions, of.contributor, null), release(excerpt)]);
      expect(taken.status).toBe('fulfilled');
      expect(await stateOf(excerpt)).toBe('withdrawn');
      room.advance(0);
      expect(await readAt(excerpt)).not.toHaveProperty('words');
      const [row] = await sql<{ shred: string | null }[]>`select shred from excerpt where id = ${excerpt}`;
      if (row!.shred) expect(await room.shred.isErased(row!.shred)).toBe(true);
    }
  });

  test('a theme under its need is withheld in the same deed', async () => {
    const wide = await anOpenRoom(room, { organisations: 2 });
    const three = [
      await aContribution(room, { open: wide, consents: ['read_by_support', 'theme'] }),
      await aContribution(room, { open: wide, consents: ['read_by_support', 'theme'] }),
      await aContribution(room, { open: wide, consents: ['read_by_support', 'theme'], organisation: 1 }),
    ];
    const [made] = await sql<{ id: string }[]>`
      insert into theme (room, language, words, state, written_by, second_reader, batch_week)
      values (${wide.id}, 'en', 'Letters should be short.', 'released', ${wide.facilitators[0].id},
        ${wide.facilitators[1].id}, ${week()}) returning id`;
    const theme = made!.id;
    for (const one of three)
      await sql`insert into theme_support (theme, contribution) values (${theme}, ${one.contribution})`;
    expect(await readAt(theme)).toHaveProperty('words');
    const since = (await door('changed', { since: 0 })).last;
    await withdraw(room, noSessions, three[0]!.contributor, null);
    expect(await readAt(theme)).toEqual({ marker: 'withheld' });
    expect((await door('changed', { since })).changes).toMatchObject([{ voice: theme, state: 'withheld' }]);
  });
});

describe('somebody who uses no device', () => {
  test('has a code of her own: she changes and takes back without her caseworker; the record says proxy', async () => {
    const fresh = await anOpenRoom(room);
    const [worker] = fresh.organisations[0]!.caseworkers;
    const { receipt } = await submitForSomebody(
      room,
      (language) => roomTexts(language).t,
      notBusy,
      await worker.member(),
      {
        room: fresh.id,
        language: 'en',
        text: 'Letters should be short.',
        given: ['read_by_support', 'quote'],
        exclusions: { organisations: [], categories: [] },
        readAloud: true,
        once: newId(),
      },
    );
    const back = await enter(room, notBusy, receipt);
    if (back?.kind !== 'back' || back.can !== 'all') throw new Error('The code of the envelope opens nothing');
    const [kept] = await sql<{ id: string; provenance: string }[]>`
      select id, provenance from contribution where contributor = ${back.contributor}`;
    expect(kept!.provenance).toBe('proxy');
    await changeConsent(room, back, {
      contribution: kept!.id,
      scope: 'quote',
      yes: false,
      textHash: versionOf('quote', 'en', []),
      language: 'en',
    });
    expect([...liveScopes(await consentsOf(sql, kept!.id), week()).keys()]).toEqual(['read_by_support']);
    expect((await withdraw(room, noSessions, back.contributor, null)).isOver).toBe(true);
    await expect(readContribution(room, await worker.member(), worker.privateKey, kept!.id)).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});

describe('time', () => {
  test('a contribution erases itself at the end of its last week, as if it had been taken back', async () => {
    const of = await aContribution(room, { open });
    const excerpt = await aReleasedQuote(of);
    const copy = await copyOf(of);
    room.advance(13);
    await keepToTime(room, noSessions);
    expect(await opens(of, copy)).toBe(true);
    room.advance(1);
    const dropped: string[] = [];
    expect((await keepToTime(room, (who) => dropped.push(who))).expired).toBeGreaterThan(0);
    expect(dropped).toContain(of.contributor);
    expect(await opens(of, copy)).toBe(false);
    expect(await readAt(excerpt)).toEqual({ marker: 'ended' });
    expect(await enter(room, notBusy, of.receipt.shown)).toBeNull();
    const [row] = await sql`select state, body from contribution where id = ${of.contribution}`;
    expect(row).toEqual({ state: 'expired', body: null });
  });

  test('kept longer only by a new yes: every scope that was yes is said again, for longer', async () => {
    const fresh = await anOpenRoom(room);
    const of = await aContribution(room, { open: fresh, consents: ['read_by_support', 'theme'] });
    room.advance(12);
    const before = (await consentsOf(sql, of.contribution)).length;
    await keepLonger(room, of.contributor, of.contribution);
    const events = await consentsOf(sql, of.contribution);
    expect(events.length).toBe(before + 2);
    room.advance(5);
    await keepToTime(room, noSessions);
    const live = liveScopes(events, week());
    expect([...live.keys()]).toEqual(['read_by_support', 'theme']);
    expect(await enter(room, notBusy, of.receipt.shown)).toMatchObject({ contributor: of.contributor });
  });

  test('a code under an older salt and pepper still opens, and moves under the newest', async () => {
    const fresh = await anOpenRoom(room);
    const of = await aContribution(room, { open: fresh });
    const folder = path.join(room.folder, 'secrets');
    renewSecret(folder, 'pepper');
    const renewed = { ...room, keys: openSecrets(folder, room.keys.costs) };
    for (const code of [of.receipt.shown, of.receipt.shown, of.withdrawReceipt.shown])
      expect(await enter(renewed, notBusy, code)).toMatchObject({ contributor: of.contributor });
    const rows = await sql<{ keyId: number }[]>`select key_id from receipt where contributor = ${of.contributor}`;
    expect(rows.map((r) => r.keyId)).toEqual([2, 2]);
    expect(await enter(room, notBusy, of.receipt.shown)).toBeNull();
  });
});

describe('bounds', () => {
  test('an organisation’s bytes of a week end, and nothing is kept of what came after', async () => {
    const small = await anOpenRoom(room);
    await sql`update organisation set daily_bytes = 300 where id = ${small.organisations[0]!.id}`;
    await aContribution(room, { open: small });
    const keys = async () => (await sql`select from contribution`).length;
    const before = await keys();
    await expect(aContribution(room, { open: small })).rejects.toMatchObject({ kind: 'too-much' });
    expect(await keys()).toBe(before);
  });
});
