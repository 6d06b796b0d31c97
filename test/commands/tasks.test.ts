import { describe, expect, test } from 'vitest';
import { finishMyTask, finishTasks, giveTask, type NewTask } from '../../app/tasks/commands.server';
import { mentionsAndDraftsOf, tasksFor } from '../../app/tasks/queries.server';
import { unescapeHtml, Visitor } from '../support/browser-like';
import { aDiscussion, type SomeDiscussion } from '../support/discussions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;

const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });
const now = () => new Date();
const give = (person: SomePerson, task: Partial<NewTask> = {}) =>
  sql.begin((tx) =>
    giveTask(tx, {
      personId: person.id,
      key: 'look:1',
      what: 'facilitation:tasks.hidden',
      about: {},
      place: '/discussions',
      ...task,
    }),
  );
const openOf = async (person: SomePerson) => (await tasksFor(sql, await person.reader(), 'en', now())).open;
const announcedTo = async (person: SomePerson) =>
  (await sql`select from announcement where what = 'person.tasks-changed' and ids ->> 'person' = ${String(person.id)}`)
    .length;

describe('a task', () => {
  test('is one of its key, keeps its age while it waits, and waits anew when it is given after it was done', async () => {
    const person = await aPerson(sql);
    await give(person);
    await sql`update task set created_at = '2026-01-01' where person_id = ${person.id}`;
    await give(person);
    expect(await announcedTo(person)).toBe(1);
    await give(person, { dueAt: new Date('2026-12-01T00:00:00Z') });
    expect(await openOf(person)).toMatchObject([
      { createdAt: '2026-01-01T00:00:00.000Z', dueAt: '2026-12-01T00:00:00.000Z' },
    ]);
    await sql.begin((tx) => finishTasks(tx, { key: 'look:1' }));
    expect(await openOf(person)).toEqual([]);
    await give(person);
    expect((await openOf(person))[0]!.createdAt > '2026-01-02').toBe(true);
    expect(await announcedTo(person)).toBe(4);
  });

  test('is done for everyone who was asked, or for one', async () => {
    const [a, b] = [await aPerson(sql), await aPerson(sql)];
    for (const person of [a, b]) await give(person, { key: 'both:1' });
    await sql.begin((tx) => finishTasks(tx, { key: 'both:1', personId: a.id }));
    expect(await openOf(a)).toHaveLength(0);
    expect(await openOf(b)).toHaveLength(1);
    await sql.begin((tx) => finishTasks(tx, { key: 'both:1' }));
    expect(await openOf(b)).toHaveLength(0);
    expect(await announcedTo(a)).toBe(2);
    expect(await announcedTo(b)).toBe(2);
  });

  test('is put aside by its owner alone, once', async () => {
    const person = await aPerson(sql);
    const other = await (await aPerson(sql)).reader();
    await give(person);
    const [task] = await openOf(person);
    await expect(finishMyTask(sql, other, task!.id)).rejects.toEqual(refusal('not-found'));
    const reader = await person.reader();
    await Promise.all([finishMyTask(sql, reader, task!.id), finishMyTask(sql, reader, task!.id)]);
    expect(await announcedTo(person)).toBe(2);
    expect((await tasksFor(sql, reader, 'en', now())).done).toHaveLength(1);
  });

  test('ends by what it asks for alone, where somebody waits for that', async () => {
    const person = await aPerson(sql);
    await give(person, { key: 'judged:1' });
    const whats = [
      'people:task.decide',
      'facilitation:tasks.queue',
      'facilitation:tasks.flags',
      'documents:tasks.clear',
    ];
    for (const [i, what] of whats.entries()) {
      await give(person, { key: `asked:${i}`, what });
      const task = (await openOf(person)).find((t) => t.what === what)!;
      await expect(finishMyTask(sql, await person.reader(), task.id)).rejects.toEqual(refusal('not-allowed'));
    }
    const page = await person.at(url).get('/for-you');
    expect(page.text.match(/name="deed" value="done-/g)).toHaveLength(1);
  });

  test('leads nowhere else, and holds no sentence in its key', async () => {
    const person = await aPerson(sql);
    await expect(give(person, { place: 'https://elsewhere.example/' })).rejects.toThrow('address of this site');
    await expect(give(person, { key: 'Somebody said hello' })).rejects.toThrow('a key');
  });

  test('names what its reader may see, and nothing else', async () => {
    const organisation = await anOrganisation(sql, { name: 'Asked (invented)' });
    const focalPoint = await aPerson(sql, { organisation, office: 'focal-point' });
    const applicant = await aPerson(sql, { name: 'Ours Demonstration', state: 'waiting', organisation });
    const stranger = await aPerson(sql, { name: 'Theirs Demonstration', state: 'waiting' });
    const hidden = await aDiscussion(sql, { title: 'Among the invited (invented)', readers: 'invited' });
    const open = await aDiscussion(sql, { title: 'For all (invented)' });
    const about = { discussion: open.id, person: applicant.id, organisation, count: 3 };
    await give(focalPoint, { key: 'seen:1', about });
    await give(focalPoint, { key: 'seen:2', about: { discussion: hidden.id, person: stranger.id } });
    const [seen, unseen] = await openOf(focalPoint);
    expect(seen!.values).toEqual({
      discussion: '\u2068For all (invented)\u2069',
      person: '\u2068Ours Demonstration\u2069',
      organisation: '\u2068Asked (invented)\u2069',
      count: 3,
    });
    expect(unseen!.values).toEqual({});
  });

  test('once done is shown for a month', async () => {
    const person = await aPerson(sql);
    await give(person, { key: 'old:1' });
    await give(person, { key: 'new:1' });
    await sql`update task set done_at = now() - interval '31 days' where key = 'old:1' and person_id = ${person.id}`;
    await sql`update task set done_at = now() - interval '29 days' where key = 'new:1' and person_id = ${person.id}`;
    expect((await tasksFor(sql, await person.reader(), 'en', now())).done).toHaveLength(1);
  });
});

async function aPost(d: SomeDiscussion, author: SomePerson, plain: string, state = 'shown'): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state, shown_at)
    values (${d.id}, ${d.phaseIds[0]!}, ${author.id}, 'en', ${plain}, ${plain}, ${plain}, ${state}, now()) returning id`;
  return row!.id;
}

describe('mentions', () => {
  test('are those of me and of organisations I belong to or speak for, once each, in shown posts that I may read', async () => {
    const [mine, spoken, other] = [await anOrganisation(sql), await anOrganisation(sql), await anOrganisation(sql)];
    const me = await aPerson(sql, { organisation: mine });
    await sql`insert into organisation_role (organisation_id, person_id, role) values (${spoken}, ${me.id}, 'alternate')`;
    const author = await aPerson(sql, { name: 'Author Demonstration' });
    const open = await aDiscussion(sql);
    const draft = await aDiscussion(sql, { announced: false });
    const circle = await aDiscussion(sql, { readers: 'invited' });
    const invited = await aDiscussion(sql, { readers: 'invited', invited: [mine] });
    const mention = async (post: number, of: { person?: number; organisation?: number }) => {
      await sql`insert into mention (post_id, person_id, organisation_id) values (${post}, ${of.person ?? null}, ${of.organisation ?? null})`;
      return post;
    };
    const both = await mention(await aPost(open, author, 'Both of us'), { person: me.id });
    await mention(both, { organisation: mine });
    const office = await mention(await aPost(open, author, 'The office'), { organisation: spoken });
    const within = await mention(await aPost(invited, author, 'Among us'), { person: me.id });
    await mention(await aPost(open, author, 'Others'), { organisation: other });
    await mention(await aPost(open, author, 'Held'), { person: me.id });
    await sql`update post set state = 'waiting' where plain = 'Held'`;
    await mention(await aPost(open, author, 'Hidden', 'hidden'), { person: me.id });
    await mention(await aPost(open, author, 'Gone', 'redacted'), { person: me.id });
    await mention(await aPost(open, me, 'By myself'), { organisation: mine });
    await mention(await aPost(draft, author, 'Not announced'), { person: me.id });
    await mention(await aPost(circle, author, 'Not for me'), { person: me.id });
    const { mentions } = await mentionsAndDraftsOf(sql, await me.reader(), 'en');
    expect(mentions.map((m) => m.postId).sort()).toEqual([both, office, within].sort());
    expect(mentions.find((m) => m.postId === both)).toMatchObject({
      byName: true,
      words: 'Both of us',
      author: 'Author Demonstration',
    });
    expect(mentions.find((m) => m.postId === office)).toMatchObject({ byName: false });
    await sql`delete from discussion_invitation where discussion_id = ${invited.id}`;
    expect((await mentionsAndDraftsOf(sql, await me.reader(), 'en')).mentions).toHaveLength(2);
  });
});

test('who waits for approval is not told of mentions of the organisation that they have named', async () => {
  const claimed = await anOrganisation(sql);
  const d = await aDiscussion(sql);
  const post = await aPost(d, await aPerson(sql), 'To that organisation');
  await sql`insert into mention (post_id, organisation_id) values (${post}, ${claimed})`;
  const mentionsOf = async (person: SomePerson) =>
    (await mentionsAndDraftsOf(sql, await person.reader(), 'en')).mentions.length;
  expect(await mentionsOf(await aPerson(sql, { state: 'waiting', organisation: claimed }))).toBe(0);
  expect(await mentionsOf(await aPerson(sql, { organisation: claimed }))).toBe(1);
});

describe('drafts', () => {
  test('are the reader’s own, with the way back; of what is out of reach the words stay and the title goes', async () => {
    const me = await aPerson(sql);
    const other = await aPerson(sql);
    const open = await aDiscussion(sql, { title: 'For all (invented)' });
    const circle = await aDiscussion(sql, { title: 'Among the invited (invented)', readers: 'invited' });
    const post = await aPost(open, other, 'A post');
    const draft = (of: {
      person?: number;
      discussion: number;
      reply?: number;
      ofPost?: number;
      body: string;
      because?: string;
    }) => sql`
      insert into draft (person_id, discussion_id, in_reply_to, of_post, language, body, kept_because)
      values (${of.person ?? me.id}, ${of.discussion}, ${of.reply ?? null}, ${of.ofPost ?? null}, 'en', ${of.body}, ${of.because ?? null})`;
    await draft({ discussion: open.id, body: 'plain' });
    await draft({ discussion: open.id, reply: post, body: 'reply', because: 'closed' });
    await draft({ discussion: open.id, ofPost: post, body: 'rewritten', because: 'conflict' });
    await draft({ discussion: circle.id, body: 'out of reach' });
    await draft({ person: other.id, discussion: open.id, body: 'not mine' });
    const { drafts } = await mentionsAndDraftsOf(sql, await me.reader(), 'en');
    const places = Object.fromEntries(drafts.map((d) => [d.words, d.place]));
    expect(places).toEqual({
      plain: `${open.path}#composer`,
      reply: `${open.path}?reply=${post}#composer`,
      rewritten: `/posts/${post}/edit`,
      'out of reach': null,
    });
    expect(drafts.find((d) => d.words === 'out of reach')!.discussion).toBeNull();
  });
});

describe('the page', () => {
  test('shows what waits, lets it be put aside, and says what will be here', async () => {
    const person = await aPerson(sql);
    const browser = person.at(url);
    const empty = await browser.get('/for-you');
    expect(empty.text).toContain('Nothing waits for you.');
    expect(empty.text).toContain('it will be listed here');
    const open = await aDiscussion(sql, { title: '"><script>alert(1)</script>' });
    await give(person, { about: { discussion: open.id }, dueAt: new Date('2026-01-01T00:00:00Z') });
    const page = await browser.get('/for-you');
    expect(page.text).toContain('Late');
    expect(page.text).not.toContain('<script>alert');
    expect(unescapeHtml(page.text)).toContain('"><script>alert(1)</script>');
    const task = /name="task" value="(\d+)"/.exec(page.text)![1]!;
    const form = { deed: `done-${task}`, task };
    const done = await browser.post('/for-you', form);
    expect(done.text).toContain('Nothing waits for you.');
    expect(done.text).toContain('1 thing done in the last month');
    expect((await browser.post('/for-you', form)).status).toBe(200);
    expect((await (await aPerson(sql)).at(url).post('/for-you', form)).status).toBe(404);
    expect((await browser.post('/for-you', { deed: 'done-x', task: 'x' })).status).toBe(422);
  });

  test('asks a visitor to sign in, and tells who waits that they wait', async () => {
    const out = await new Visitor(url).get('/for-you');
    expect(out.status).toBe(303);
    expect(out.headers.get('location')).toBe('/sign-in?to=%2Ffor-you');
    const waiting = await aPerson(sql, { state: 'waiting' });
    expect((await waiting.at(url).get('/for-you')).text).toContain('Your account waits for approval.');
  });

  test('takes two statements beside the session’s', async () => {
    const person = await aPerson(sql);
    const browser = person.at(url);
    await browser.get('/for-you');
    await server.settled();
    server.statements();
    await browser.get('/for-you');
    const texts = server.statements().filter((text) => / (session|task|mention|draft|person|discussion) /.test(text));
    expect(texts.length).toBeLessThanOrEqual(3);
  });

  test('is there in French and Arabic', async () => {
    const person = await aPerson(sql, { language: 'ar' });
    const browser = person.at(url);
    expect((await browser.get('/for-you')).text).toContain('لا شيء ينتظرك');
    expect((await browser.get('/for-you?lang=fr')).text).toContain('Rien ne vous attend');
  });
});
