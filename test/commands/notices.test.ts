import { describe, expect, test } from 'vitest';
import { editPost, writePost } from '../../app/discussions/posting.server';
import { withdrawRegistration } from '../../app/events/registration/changing.server';
import { registerReader } from '../../app/events/registration/registering.server';
import { mayLeave, waitOfWords, withoutRoom } from '../../app/heard/guarded.server';
import { chooseDefaults, chooseLevel, chooseMail, follow } from '../../app/notices/commands/following.server';
import { markNotices } from '../../app/notices/commands/reading.server';
import { leave, leavePath, readLeaving } from '../../app/notices/leaving.server';
import type { Level } from '../../app/notices/notice';
import { readFollowing } from '../../app/notices/queries/following.server';
import { listNotices, placeOfNotice } from '../../app/notices/queries/notices.server';
import { countUnread } from '../../app/notices/queries/unread.server';
import { happenedDays, noticeDays, sweepNotices } from '../../app/notices/sweeping.server';
import { tellSome } from '../../app/notices/telling.server';
import { changeProfile } from '../../app/people/commands/account.server';
import { announce } from '../../db/announce';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { anEvent } from '../support/events';
import { writeLetters } from '../support/letters';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date();
const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });

const post = async (d: SomeDiscussion, by: SomePerson, body: string, inReplyTo: number | null = null) =>
  (await writePost(sql, await by.reader(), aPostForm(d.id, body, { inReplyTo }), now)).id;
const choose = async (person: SomePerson, d: { id: number }, level: Level) =>
  chooseLevel(sql, await person.reader(), { activity: 'discussion', id: d.id, level }, now);
const tellAll = async () => {
  while ((await tellSome(sql, now)) > 0);
};
const noticesOf = async (person: SomePerson) => (await listNotices(sql, await person.reader(), 'en', 1, now)).notices;
const mailsTo = async (person: SomePerson) =>
  (await sql<{ kind: string }[]>`select kind from mail where person_id = ${person.id} order by created_at`).map(
    (m) => m.kind,
  );
const digestDue = async (person: SomePerson) =>
  (await sql<{ at: Date }[]>`select at from due where key = ${`digest:${person.id}`}`)[0]?.at ?? null;
/** The hour of everybody's digest has come. */
const dueNow = async () => {
  const { writeDigest } = await import('../../app/notices/digests.server');
  const due = await sql<{ id: number; at: Date; deed: string; about: Record<string, unknown>; tries: number }[]>`
    select id, at, deed, about, tries from due where deed = 'write-digest' order by id`;
  for (const one of due)
    await sql.begin(async (tx) => {
      await writeDigest(tx, one);
      await tx`delete from due where id = ${one.id}`;
    });
};
/** Only what is written from here on. */
const forget = () => sql`update mail set gave_up_at = now() where sent_at is null and gave_up_at is null`;

describe('who is told of a post', () => {
  test('whoever follows everything, is mentioned or answered; each once, with the reason that is nearest', async () => {
    const d = await aDiscussion(sql);
    const [author, everything, mentions, digest, nothing, stranger] = await Promise.all(
      Array.from({ length: 6 }, () => aPerson(sql)),
    );
    await choose(everything!, d, 'everything');
    await choose(mentions!, d, 'mentions');
    await choose(digest!, d, 'digest');
    await choose(nothing!, d, 'nothing');
    const first = await post(d, mentions!, 'A first post.');
    await tellAll();
    await post(d, author!, `To @${everything!.handle} @${nothing!.handle} @${stranger!.handle}`, first);
    await tellAll();
    expect((await noticesOf(everything!)).map((n) => n.why)).toEqual(['mention', 'follow']);
    expect((await noticesOf(mentions!)).map((n) => n.why)).toEqual(['reply']);
    expect((await noticesOf(stranger!)).map((n) => n.why)).toEqual(['mention']);
    for (const person of [digest!, nothing!, author!]) expect(await noticesOf(person)).toEqual([]);
    expect(await mailsTo(everything!)).toEqual(['notice', 'notice']);
    expect(await mailsTo(mentions!)).toEqual(['notice']);
    for (const person of [digest!, nothing!, author!]) expect(await mailsTo(person)).toEqual([]);
    expect(await digestDue(digest!)).not.toBeNull();
    expect(await digestDue(everything!)).toBeNull();
  });

  test('is nobody who may not read it: neither who is named, nor who could once', async () => {
    const [inside, outside] = [await anOrganisation(sql), await anOrganisation(sql)];
    const d = await aDiscussion(sql, { readers: 'invited', invited: [inside] });
    const author = await aPerson(sql, { organisation: inside });
    const left = await aPerson(sql, { organisation: inside });
    const stranger = await aPerson(sql, { organisation: outside });
    await choose(left, d, 'everything');
    await sql`update person set organisation_id = ${outside} where id = ${left.id}`;
    await post(d, author, `Among us, @${stranger.handle} @${left.handle}`);
    await tellAll();
    for (const person of [left, stranger]) {
      expect(await noticesOf(person)).toEqual([]);
      expect(await mailsTo(person)).toEqual([]);
    }
  });

  test('is told once, however often and by however many processes it is looked at', async () => {
    const d = await aDiscussion(sql);
    const reader = await aPerson(sql);
    await choose(reader, d, 'everything');
    const author = await aPerson(sql);
    for (let n = 0; n < 20; n++) await post(d, author, `Post ${n}.`);
    await Promise.all(Array.from({ length: 6 }, tellAll));
    await tellAll();
    expect(await noticesOf(reader)).toHaveLength(20);
    expect(await mailsTo(reader)).toHaveLength(20);
  });

  test('who is named by a later edit is told then, and a held post tells nobody before it is let through', async () => {
    const d = await aDiscussion(sql);
    const [author, reader] = [await aPerson(sql), await aPerson(sql)];
    await choose(reader, d, 'everything');
    const id = await post(d, author, 'First without a name.');
    await tellAll();
    await markNotices(sql, await reader.reader(), null, true);
    const edit = { post: id, body: `Now with @${reader.handle}.`, language: 'en', version: 1 };
    await editPost(sql, await author.reader(), edit, now);
    await tellAll();
    expect(await noticesOf(reader)).toMatchObject([{ why: 'mention', read: false }]);
    expect(await mailsTo(reader)).toHaveLength(2);
    const held = await aDiscussion(sql, { moderation: 'pre' });
    await choose(reader, held, 'everything');
    await post(held, author, `Wait, @${reader.handle}.`);
    await tellAll();
    expect(await noticesOf(reader)).toHaveLength(1);
  });

  test('a mistake in one announcement holds up nobody else', async () => {
    const d = await aDiscussion(sql);
    const [author, reader] = [await aPerson(sql), await aPerson(sql)];
    await choose(reader, d, 'everything');
    await sql.begin((tx) => announce(tx, 'discussion.post-written', { discussion: d.id, post: 'no number' }));
    await post(d, author, 'After it.');
    await tellAll();
    expect(await noticesOf(reader)).toHaveLength(1);
    await sql`delete from untold`;
  });
});

describe('taking part', () => {
  test('makes one follow as one has set for it, and never over a choice', async () => {
    const d = await aDiscussion(sql);
    const [plain, set, chosen] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
    await chooseDefaults(sql, await set.reader(), {
      posting: 'everything',
      facilitating: 'nothing',
      registering: 'digest',
    });
    await choose(chosen, d, 'nothing');
    for (const person of [plain, set, chosen]) await post(d, person, 'Here I am.');
    await tellAll();
    const levelOf = async (person: SomePerson) => {
      const { followed } = await readFollowing(sql, await person.reader(), 'en', now);
      return followed.map((f) => [f.id, f.level, f.chosen]);
    };
    expect(await levelOf(plain)).toEqual([[d.id, 'mentions', false]]);
    expect(await levelOf(set)).toEqual([[d.id, 'everything', false]]);
    expect(await levelOf(chosen)).toEqual([[d.id, 'nothing', true]]);
    expect(await levelOf(d.facilitator)).toEqual([[d.id, 'digest', false]]);
  });

  test('registering for an event makes one follow it, as one has set for that and never over a choice', async () => {
    const event = await anEvent(sql);
    const organisation = await anOrganisation(sql);
    const people = await Promise.all(Array.from({ length: 4 }, () => aPerson(sql, { organisation })));
    const [plain, set, chosen, left] = people as [SomePerson, SomePerson, SomePerson, SomePerson];
    await chooseDefaults(sql, await set.reader(), {
      posting: 'everything',
      facilitating: 'nothing',
      registering: 'digest',
    });
    const level = { activity: 'event', id: event.id, level: 'nothing' } as const;
    await chooseLevel(sql, await chosen.reader(), level, now);
    for (const person of people)
      await registerReader(sql, await person.reader(), { event: event.id, consent: false }, now);
    await withdrawRegistration(sql, { event: event.id, reader: await left.reader() }, now);
    await tellAll();
    const follows = async (person: SomePerson) =>
      (await readFollowing(sql, await person.reader(), 'en', now)).followed.map((f) => [
        f.activity,
        f.id,
        f.level,
        f.chosen,
      ]);
    expect(await follows(plain)).toEqual([['event', event.id, 'mentions', false]]);
    expect(await follows(set)).toEqual([['event', event.id, 'digest', false]]);
    expect(await follows(chosen)).toEqual([['event', event.id, 'nothing', true]]);
    expect(await follows(left)).toEqual([]);
    // That it is moved reaches them by what they follow.
    await sql.begin((tx) => announce(tx, 'event.materials-changed', { event: event.id }));
    await tellAll();
    expect(await digestDue(set)).not.toBeNull();
  });

  test('a level is chosen for what one may see; ending it is possible beyond that', async () => {
    const d = await aDiscussion(sql, { readers: 'invited' });
    const person = await aPerson(sql);
    await expect(choose(person, d, 'everything')).rejects.toEqual(refusal('not-found'));
    await choose(person, d, 'nothing');
    await expect(
      chooseLevel(sql, await person.reader(), { activity: 'event', id: 999_999, level: 'digest' }, now),
    ).rejects.toEqual(refusal('not-found'));
  });
});

describe('a digest', () => {
  test('tells of what came since, by thread, the newest first, whole; once, and the next tells of what came after', async () => {
    await forget();
    const d = await aDiscussion(sql, { title: 'On shelters (invented)' });
    const [reader, author, other] = [
      await aPerson(sql),
      await aPerson(sql, { name: 'Amina Demonstration' }),
      await aPerson(sql, { name: 'Bo Demonstration' }),
    ];
    await post(d, author, 'From before.');
    await tellAll();
    await choose(reader, d, 'digest');
    const long = `A long one. ${'It goes on. '.repeat(200)}The end.`;
    const a = await post(d, author, long);
    await post(d, other, 'Another thread.');
    await post(d, other, 'An answer.', a);
    await post(d, reader, 'My own.');
    await tellAll();
    await choose(reader, d, 'digest');
    await dueNow();
    await dueNow();
    const [digest, ...more] = (await writeLetters(sql)).filter((l) => l.to === reader.email && l.kind === 'digest');
    expect(more).toEqual([]);
    expect(digest!.parts).toHaveLength(1);
    expect(digest!.parts![0]!.title).toBe('On shelters (invented)');
    const words = digest!.parts![0]!.items.map((i) => i.words);
    expect(words).toEqual(['An answer.', long.trim(), 'Another thread.']);
    expect(digest!.parts![0]!.items[0]!.by).toMatch(/Bo Demonstration.*Amina Demonstration/);
    expect(await digestDue(reader)).toBeNull();
    await post(d, author, 'On the next day.');
    await tellAll();
    expect(await digestDue(reader)).not.toBeNull();
    await dueNow();
    const next = (await writeLetters(sql)).filter((l) => l.to === reader.email);
    expect(next.flatMap((l) => l.parts!.flatMap((p) => p.items.map((i) => i.words)))).toEqual(['On the next day.']);
  });

  test('holds nothing that was withdrawn or erased by then, and is not sent where nothing is left', async () => {
    await forget();
    const d = await aDiscussion(sql);
    const [reader, author] = [await aPerson(sql), await aPerson(sql)];
    await choose(reader, d, 'digest');
    const ids = [
      await post(d, author, 'It stays.'),
      await post(d, author, 'It goes.'),
      await post(d, author, 'So does this.'),
    ];
    await tellAll();
    await dueNow();
    await sql`update post set state = 'withdrawn', body = '', html = '', plain = '' where id = ${ids[1]!}`;
    await sql`update post set plain = '[redacted]', state = 'redacted' where id = ${ids[2]!}`;
    const [digest] = (await writeLetters(sql)).filter((l) => l.to === reader.email);
    expect(digest!.parts!.flatMap((p) => p.items.map((i) => i.words))).toEqual(['It stays.']);
    const last = await post(d, author, 'Only this.');
    await tellAll();
    await dueNow();
    await sql`update post set state = 'hidden' where id = ${last}`;
    expect((await writeLetters(sql)).filter((l) => l.to === reader.email)).toEqual([]);
  });

  test('and mail of any kind about what is not public holds a title and a link only', async () => {
    await forget();
    const inside = await anOrganisation(sql);
    const d = await aDiscussion(sql, { readers: 'invited', invited: [inside], title: 'Among the invited (invented)' });
    const author = await aPerson(sql, { organisation: inside, name: 'Cai Demonstration' });
    const [daily, each] = [await aPerson(sql, { organisation: inside }), await aPerson(sql, { organisation: inside })];
    await choose(daily, d, 'digest');
    await choose(each, d, 'everything');
    await post(d, author, `Words between us for @${each.handle}.`);
    await tellAll();
    await dueNow();
    const letters = (await writeLetters(sql)).filter((l) => [daily.email, each.email].includes(l.to));
    expect(letters.map((l) => l.kind).sort()).toEqual(['digest', 'notice']);
    for (const letter of letters) {
      expect(JSON.stringify(letter)).toContain('Among the invited (invented)');
      expect(JSON.stringify(letter)).not.toMatch(/Words between us|Cai Demonstration/);
    }
  });

  test('words that may be those of a survivor leave in no mail: they are looked through first', async () => {
    await forget();
    const [voice] = await sql<{ id: number }[]>`
      insert into voice (reference, kind) values (gen_random_uuid(), 'excerpt') returning id`;
    const d = await aDiscussion(sql);
    const [reader, author] = [await aPerson(sql), await aPerson(sql)];
    await choose(reader, d, 'everything');
    const ids = [
      await post(d, author, 'Not looked through.'),
      await post(d, author, 'Copied words.'),
      await post(d, author, 'Free words.'),
    ];
    await tellAll();
    // Such mail waits until there was time to look.
    const [row] = await sql<{ later: boolean }[]>`
      select min(d.at - m.created_at) >= interval '4 seconds' as later from due d join mail m on m.id::text = d.about ->> 'mail'
      where d.deed = 'send-bulk-mail' and m.person_id = ${reader.id}`;
    expect(row!.later).toBe(true);
    await sql`
      insert into voice_guard (kind, thing_id, of_text)
      select 'post', id, date_trunc('milliseconds', greatest(written_at, edited_at, state_at)) from post where id = any(${ids.slice(1)}::bigint[])`;
    await sql`insert into voice_copy (voice_id, kind, thing_id) values (${voice!.id}, 'post', ${ids[1]!})`;
    const texts = (await writeLetters(sql)).filter((l) => l.to === reader.email).map((l) => JSON.stringify(l));
    expect(texts).toHaveLength(3);
    expect(texts.filter((t) => /Not looked through|Copied words/.test(t))).toEqual([]);
    expect(texts.filter((t) => t.includes('Free words.'))).toHaveLength(1);
    await sql`delete from voice_copy`;
    await sql`delete from voice`;
  });

  test('where no room stands beside the house nobody looks, and mail is no poorer; what was found before stays out', async () => {
    await forget();
    const [voice] = await sql<{ id: number }[]>`
      insert into voice (reference, kind) values (gen_random_uuid(), 'excerpt') returning id`;
    const d = await aDiscussion(sql);
    const [reader, author] = [await aPerson(sql), await aPerson(sql)];
    await choose(reader, d, 'everything');
    const ids = [await post(d, author, 'Words as they are.'), await post(d, author, 'Copied words.')];
    await sql`insert into voice_copy (voice_id, kind, thing_id) values (${voice!.id}, 'post', ${ids[1]!})`;
    await tellAll();
    const free = await sql.begin(async (tx) => {
      for (const [name, value] of Object.entries(withoutRoom)) await tx`select set_config(${name}, ${value}, true)`;
      expect(await waitOfWords(tx)).toBe(0);
      return tx`select p.plain, ${mayLeave(tx)} as free from post p where p.id = any(${ids}::bigint[]) order by p.id`;
    });
    expect(free.map((p) => p.free)).toEqual([true, false]);
    expect(await waitOfWords(sql)).toBe(5);
    await sql`delete from voice_copy`;
    await sql`delete from voice`;
  });

  test('is due at the hour of the person’s own zone, and moves with the zone and the hour; none is, where none is wanted', async () => {
    const d = await aDiscussion(sql);
    const [reader, author] = [await aPerson(sql, { timeZone: 'Asia/Kathmandu' }), await aPerson(sql)];
    await choose(reader, d, 'digest');
    await post(d, author, 'Something.');
    await tellAll();
    const local = async (zone: string) => {
      const at = await digestDue(reader);
      return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at!);
    };
    expect(await local('Asia/Kathmandu')).toBe('07:00');
    const me = await reader.reader();
    await changeProfile(sql, me, { name: me.name, language: 'en', timeZone: 'America/Lima', shortcuts: true });
    await tellAll();
    expect(await local('America/Lima')).toBe('07:00');
    const mail = { digest: 'weekly', digestHour: 18, digestWeekday: 5, news: false } as const;
    await chooseMail(sql, await reader.reader(), mail, now);
    expect(await local('America/Lima')).toBe('18:00');
    await chooseMail(sql, await reader.reader(), { ...mail, digest: 'off' }, now);
    expect(await digestDue(reader)).toBeNull();
    await post(d, author, 'More.');
    await tellAll();
    expect(await digestDue(reader)).toBeNull();
    await chooseMail(sql, await reader.reader(), { ...mail, digest: 'daily' }, now);
    expect(await digestDue(reader)).not.toBeNull();
  });
});

describe('notices', () => {
  test('are counted while unread, marked by their owner alone, and lead to what they tell of', async () => {
    const d = await aDiscussion(sql, { title: 'On work (invented)' });
    const [reader, author, other] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
    const id = await post(d, author, `For @${reader.handle}.`);
    await tellAll();
    const [notice] = await noticesOf(reader);
    expect(notice).toMatchObject({
      kind: 'post',
      why: 'mention',
      title: 'On work (invented)',
      author: author.name,
      read: false,
    });
    const unread = async () => (await countUnread(sql, [reader.id])).get(reader.id);
    expect(await unread()).toBe(1);
    expect((await reader.reader()).unread).toBe(1);
    await markNotices(sql, await other.reader(), [notice!.id], true);
    expect(await unread()).toBe(1);
    await expect(placeOfNotice(sql, await other.reader(), notice!.id, now)).rejects.toEqual(refusal('not-found'));
    expect(await placeOfNotice(sql, await reader.reader(), notice!.id, now)).toBe(`/posts/${id}`);
    await markNotices(sql, await reader.reader(), [notice!.id], true);
    expect(await unread()).toBe(0);
    await markNotices(sql, await reader.reader(), [notice!.id], false);
    expect(await unread()).toBe(1);
    await sql`update discussion set readers = 'invited', writers = 'invited' where id = ${d.id}`;
    expect(await noticesOf(reader)).toMatchObject([{ title: null, author: null }]);
    await expect(placeOfNotice(sql, await reader.reader(), notice!.id, now)).rejects.toEqual(refusal('not-found'));
  });

  test('of a post that was read in the product, or whose reader wants no more of it, no mail is sent', async () => {
    await forget();
    const d = await aDiscussion(sql);
    const author = await aPerson(sql);
    const [read, ended, kept] = [await aPerson(sql), await aPerson(sql), await aPerson(sql)];
    for (const person of [read, ended, kept]) await choose(person, d, 'everything');
    await post(d, author, 'News.');
    await tellAll();
    await markNotices(sql, await read.reader(), null, true);
    await choose(ended, d, 'nothing');
    const to = (await writeLetters(sql)).map((l) => l.to);
    expect(to).toContain(kept.email);
    expect(to).not.toContain(read.email);
    expect(to).not.toContain(ended.email);
  });
});

describe('the way out of a list', () => {
  test('is the same each time, ends that list for that person, and no other is found by changing it', async () => {
    const d = await aDiscussion(sql);
    const person = await aPerson(sql);
    await choose(person, d, 'everything');
    const list = `discussion-${d.id}` as const;
    const path = await sql.begin((tx) => leavePath(tx, person.id, list));
    expect(await sql.begin((tx) => leavePath(tx, person.id, list))).toBe(path);
    const token = path.split('/').pop()!;
    const leaving = await readLeaving(sql, token);
    expect(leaving).toEqual({ person: person.id, list });
    const other = await aPerson(sql);
    const wrong = [
      token.replace(String(person.id), String(other.id)),
      token.replace(list, 'news'),
      token.replace(list, `discussion-${d.id + 1}`),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.slice(0, -1),
      '',
      '1.digest.',
    ];
    for (const bad of wrong) await expect(readLeaving(sql, bad), bad).rejects.toEqual(refusal('not-found'));
    await leave(sql, leaving, now);
    await leave(sql, leaving, now);
    const { followed } = await readFollowing(sql, await person.reader(), 'en', now);
    expect(followed).toMatchObject([{ id: d.id, level: 'nothing', chosen: true }]);
  });

  test('of digests and of news ends those', async () => {
    const person = await aPerson(sql);
    await sql`update person set news_since = now() where id = ${person.id}`;
    for (const list of ['digest', 'news'] as const) {
      const path = await sql.begin((tx) => leavePath(tx, person.id, list));
      await leave(sql, await readLeaving(sql, path.split('/').pop()), now);
    }
    const view = await readFollowing(sql, await person.reader(), 'en', now);
    expect(view.newsSince).toBeNull();
    expect(view.time.digest).toBe('off');
  });
});

test('mentions in a document are mailed as its reader has chosen for it', async () => {
  await forget();
  const lead = await anOrganisation(sql);
  const author = await aPerson(sql, { secretariat: true });
  const [document] = await sql<{ id: number }[]>`
    insert into document (title, language, lead_id, readers, created_by)
    values ('A programme (invented)', 'en', ${lead}, 'invited', ${author.id}) returning id`;
  const [thread] = await sql<
    { id: number }[]
  >`insert into document_thread (document_id) values (${document!.id}) returning id`;
  const [comment] = await sql<{ id: number }[]>`
    insert into document_comment (thread_id, author_id, language, body, html, plain)
    values (${thread!.id}, ${author.id}, 'en', 'x', 'x', 'x') returning id`;
  const sentTo = async (level: Level | null) => {
    const person = await aPerson(sql, { secretariat: true });
    if (level) await sql.begin((tx) => follow(tx, person.id, { activity: 'document', id: document!.id, level }));
    await sql`
      insert into mail (kind, to_address, person_id, language, about)
      values ('document-mention', ${person.email}, ${person.id}, 'en', ${sql.json({ document: document!.id, thread: thread!.id, comment: comment!.id })})`;
    return (await writeLetters(sql)).length;
  };
  expect(await sentTo(null)).toBe(1);
  expect(await sentTo('mentions')).toBe(1);
  expect(await sentTo('digest')).toBe(0);
  expect(await sentTo('nothing')).toBe(0);
});

test('comments and versions of a document reach those who follow it and work on it; mail holds its title and a link', async () => {
  await forget();
  const lead = await anOrganisation(sql);
  const [author, other, outside] = [
    await aPerson(sql, { secretariat: true }),
    await aPerson(sql, { secretariat: true }),
    await aPerson(sql),
  ];
  const [document] = await sql<{ id: number }[]>`
    insert into document (title, language, lead_id, readers, created_by)
    values ('A shared programme (invented)', 'en', ${lead}, 'public', ${author.id}) returning id`;
  for (const person of [other, outside])
    await sql.begin((tx) => follow(tx, person.id, { activity: 'document', id: document!.id, level: 'everything' }));
  const [thread] = await sql<
    { id: number }[]
  >`insert into document_thread (document_id) values (${document!.id}) returning id`;
  const comment = () => sql`
    insert into document_comment (thread_id, author_id, language, body, html, plain)
    values (${thread!.id}, ${author.id}, 'en', 'Words of a comment', 'x', 'Words of a comment')`;
  const tell = async (what: string) => {
    await sql.begin((tx) => announce(tx, what, { document: document!.id }));
    await tellAll();
  };
  await comment();
  await tell('document.comments-changed');
  await tell('document.comments-changed');
  await sql`
    insert into document_version (document_id, number, kind, name, text, by_person)
    values (${document!.id}, 1, 'final', 'Agreed', '{}', ${author.id})`;
  await tell('document.finished');
  expect((await noticesOf(other)).map((n) => n.kind)).toEqual(['version', 'comment']);
  expect((await noticesOf(outside)).map((n) => n.kind)).toEqual(['version']);
  const letters = await writeLetters(sql);
  expect(letters).toHaveLength(3);
  for (const letter of letters) expect(JSON.stringify(letter)).not.toContain('Words of a comment');
});

test('a follower keeps since when, so that another choice of the same level forgets nothing', async () => {
  const d = await aDiscussion(sql);
  const person = await aPerson(sql);
  const since = async () => {
    const [row] = await sql<{ since: Date }[]>`select since from follow where person_id = ${person.id}`;
    return row!.since.getTime();
  };
  await sql.begin((tx) => follow(tx, person.id, { activity: 'discussion', id: d.id, level: 'digest' }));
  await sql`update follow set since = now() - interval '1 day' where person_id = ${person.id}`;
  const before = await since();
  await sql.begin((tx) => follow(tx, person.id, { activity: 'discussion', id: d.id, level: 'digest' }));
  expect(await since()).toBe(before);
  await sql.begin((tx) => follow(tx, person.id, { activity: 'discussion', id: d.id, level: 'everything' }));
  expect(await since()).toBeGreaterThan(before);
});

test('what is past its term is taken out, and nothing else; a digest begins where the last one ended', async () => {
  const d = await aDiscussion(sql);
  const [reader, author] = [await aPerson(sql), await aPerson(sql)];
  await choose(reader, d, 'everything');
  const subjects: number[] = [];
  for (const words of ['Old.', 'Not so old.', 'New.']) subjects.push(await post(d, author, words));
  await tellAll();
  const old = async (subject: number, days: number) => {
    await sql`update notice set at = now() - make_interval(days => ${days}) where person_id = ${reader.id} and subject_id = ${subject}`;
    await sql`update happened set told_at = now() - make_interval(days => ${days}) where kind = 'post' and subject_id = ${subject}`;
  };
  await old(subjects[0]!, noticeDays + 1);
  await old(subjects[1]!, happenedDays + 1);
  const left = async () => ({
    notices: (await sql`select subject_id from notice where person_id = ${reader.id} order by 1`).map(
      (n) => n.subjectId,
    ),
    happened: (
      await sql`select subject_id from happened where kind = 'post' and subject_id = any(${subjects}::bigint[]) order by 1`
    ).map((h) => h.subjectId),
  });
  await sql.begin((tx) => sweepNotices(tx, new Date()));
  expect(await left()).toEqual({ notices: subjects.slice(1), happened: subjects.slice(2) });
  // Of what is the last of all, its number is what digests begin behind.
  await old(subjects[2]!, noticeDays + 1);
  await sql.begin((tx) => sweepNotices(tx, new Date()));
  const after = await left();
  expect(after.notices).toEqual([subjects[1]]);
  const [last] = await sql`select max(id) as id from happened`;
  expect(last!.id).not.toBeNull();
});
