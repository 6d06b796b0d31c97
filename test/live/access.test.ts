import { expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { endSession, endSessions } from '../../app/people/sessions.server';
import { announce } from '../../db/announce';
import { aDiscussion, aPostForm } from '../support/discussions';
import { Listener, listening } from '../support/live';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile({ extras: { presentEveryMs: 50 } });
const { sql, url } = server;
const invitedOrganisation = await anOrganisation(sql);

async function write(discussion: number, by: SomePerson, body: string) {
  const post = await writePost(sql, await by.reader(), aPostForm(discussion, body), new Date());
  server.wake();
  return post;
}

/** Tells the world something else was done; announced as the commands of its slice do. */
async function tell(what: string, ids: Record<string, number | string>) {
  await sql.begin((tx) => announce(tx, what, ids));
  server.wake();
}

const roles: [
  string,
  () => Promise<SomePerson | null>,
  { public: boolean; registered: boolean; invited: boolean; draft: boolean },
][] = [
  ['a visitor', async () => null, { public: true, registered: false, invited: false, draft: false }],
  [
    'one who waits for approval',
    () => aPerson(sql, { state: 'waiting' }),
    { public: true, registered: false, invited: false, draft: false },
  ],
  [
    'a member of another organisation',
    async () => aPerson(sql, { organisation: await anOrganisation(sql) }),
    { public: true, registered: true, invited: false, draft: false },
  ],
  [
    'a member of an invited organisation',
    () => aPerson(sql, { organisation: invitedOrganisation }),
    { public: true, registered: true, invited: true, draft: false },
  ],
  [
    'a focal point of another organisation',
    async () => aPerson(sql, { organisation: await anOrganisation(sql), office: 'focal-point' }),
    { public: true, registered: true, invited: false, draft: false },
  ],
  [
    'the secretariat',
    () => aPerson(sql, { secretariat: true }),
    { public: true, registered: true, invited: true, draft: true },
  ],
];

test.each(roles)('%s is let in where they may read, and hears nothing elsewhere', async (_, who, may) => {
  const person = await who();
  const listener = new Listener(url, person);
  for (const audience of ['public', 'registered', 'invited', 'draft'] as const) {
    const d = await aDiscussion(sql, {
      readers: audience === 'draft' ? 'public' : audience,
      announced: audience !== 'draft',
      invited: audience === 'invited' ? [invitedOrganisation] : [],
    });
    const answer = await listener.join(d.id);
    expect(answer, audience).toMatchObject(may[audience] ? { ok: true } : { ok: false, kind: 'not-found' });
    const control = await listening(url, d.facilitator, d.id);
    const post = await sql.begin(async (tx) => {
      const [row] = await tx<{ id: number }[]>`
        insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state, shown_at)
        values (${d.id}, ${d.phaseIds[0]!}, ${d.facilitator.id}, 'en', 'x', ${`<p>Canary ${audience}</p>`}, 'x', 'shown', now()) returning id`;
      await announce(tx, 'discussion.post-written', { discussion: d.id, post: row!.id });
      return row!;
    });
    server.wake();
    await control.hears('post', (e) => e.post.id === post.id);
    const open = await aDiscussion(sql);
    await listener.join(open.id);
    const marker = await write(open.id, open.facilitator, 'A marker.');
    await listener.hears('post', (e) => e.post.id === marker.id);
    expect(listener.text.includes(`Canary ${audience}`), audience).toBe(may[audience]);
  }
  listener.close();
});

test.each(['observer', 'participant', 'facilitator'] as const)(
  'with the role of %s one reads an invited discussion',
  async (role) => {
    const d = await aDiscussion(sql, { readers: 'invited' });
    const person = await aPerson(sql, { role: { discussion: d.id, role } });
    expect(await new Listener(url, person).join(d.id)).toMatchObject({ ok: true });
  },
);

test('someone who facilitates elsewhere hears nothing of this board', async () => {
  const [here, elsewhere] = [await aDiscussion(sql), await aDiscussion(sql)];
  const [mine, theirs] = [
    await listening(url, here.facilitator, here.id),
    await listening(url, elsewhere.facilitator, here.id),
  ];
  await tell('discussion.post-flagged', { discussion: here.id, post: 1 });
  await mine.hears('board');
  const marker = await write(here.id, here.facilitator, 'A marker.');
  await theirs.hears('post', (e) => e.post.id === marker.id);
  expect(theirs.times('board')).toBe(0);
});

test('a session that ends closes its sockets at once, and no others of the same person', async () => {
  const d = await aDiscussion(sql);
  const person = await aPerson(sql);
  const again = { ...person, cookie: (await secondSession(person)).split(';')[0]! };
  const [first, second] = [await listening(url, person, d.id), await listening(url, again, d.id)];
  const { session } = await person.reader();
  await sql.begin((tx) => endSession(tx, person.id, session));
  server.wake();
  await first.hears('disconnect');
  expect(first.times('ended')).toBe(1);
  const marker = await write(d.id, d.facilitator, 'Canary after the end.');
  await second.hears('post', (e) => e.post.id === marker.id);
  expect(first.text).not.toContain('Canary');
  // With the ended cookie one is a visitor, who may read what is public and nothing more.
  const closed = await aDiscussion(sql, { readers: 'registered' });
  expect(await new Listener(url, person).join(closed.id)).toMatchObject({ ok: false, kind: 'not-found' });
  expect(await second.join(closed.id)).toMatchObject({ ok: true });
});

async function secondSession(person: SomePerson): Promise<string> {
  const { beginSession } = await import('../../app/people/sessions.server');
  return beginSession(sql, person.id, 'test', false);
}

test('all sessions of one who is suspended end, also for sockets that read nothing', async () => {
  const person = await aPerson(sql);
  const idle = new Listener(url, person);
  await idle.connected();
  await sql.begin(async (tx) => {
    await tx`update person set state = 'suspended' where id = ${person.id}`;
    await announce(tx, 'person.access-changed', { person: person.id });
  });
  server.wake();
  await idle.hears('disconnect');
  expect(idle.times('ended')).toBe(1);
  // The same by the end of their sessions.
  const other = await aPerson(sql);
  const too = new Listener(url, other);
  await too.connected();
  await sql.begin((tx) => endSessions(tx, other.id));
  server.wake();
  await too.hears('disconnect');
});

const withdrawals: [string, (tx: never, d: number, person: SomePerson) => Promise<unknown>, string][] = [
  [
    'the invitation of the organisation',
    (tx, d) => run(tx, (t) => t`delete from discussion_invitation where discussion_id = ${d}`),
    'discussion.audience-changed',
  ],
  [
    'the organisation of the person',
    (tx, _, p) => run(tx, (t) => t`update person set organisation_id = null where id = ${p.id}`),
    'person.access-changed',
  ],
  [
    'the approval of the person',
    (tx, _, p) => run(tx, (t) => t`update person set state = 'waiting' where id = ${p.id}`),
    'person.access-changed',
  ],
];
const run = async (tx: never, query: (tx: typeof sql) => Promise<unknown>) => query(tx as typeof sql);

test.each(withdrawals)('without %s one is out of the room at once', async (_, withdraw, what) => {
  const organisation = await anOrganisation(sql);
  const d = await aDiscussion(sql, { readers: 'invited', invited: [organisation] });
  const open = await aDiscussion(sql);
  const person = await aPerson(sql, { organisation });
  const [listener, control] = [await listening(url, person, d.id), await listening(url, d.facilitator, d.id)];
  await listener.join(open.id);
  await write(d.id, d.facilitator, 'Heard by both.');
  await Promise.all([listener.hears('post'), control.hears('post')]);
  await sql.begin(async (tx) => {
    await withdraw(tx as never, d.id, person);
    await announce(tx, what, what.startsWith('person.') ? { person: person.id } : { discussion: d.id });
  });
  server.wake();
  expect(await listener.hears('out')).toEqual({ discussion: d.id });
  const after = await write(d.id, d.facilitator, 'Canary after the withdrawal.');
  await control.hears('post', (e) => e.post.id === after.id);
  const marker = await write(open.id, open.facilitator, 'A marker.');
  await listener.hears('post', (e) => e.post.id === marker.id);
  expect(listener.text).not.toContain('Canary');
  expect(control.times('out')).toBe(0);
  expect(await listener.join(d.id)).toMatchObject({ ok: false, kind: 'not-found' });
});

test('what was withdrawn in the same breath as something was written is not heard', async () => {
  const organisation = await anOrganisation(sql);
  const d = await aDiscussion(sql, { readers: 'invited', invited: [organisation] });
  const open = await aDiscussion(sql);
  const listener = await listening(url, await aPerson(sql, { organisation }), d.id);
  await listener.join(open.id);
  await sql.begin(async (tx) => {
    await tx`delete from discussion_invitation where discussion_id = ${d.id}`;
    await announce(tx, 'discussion.audience-changed', { discussion: d.id });
    const [row] = await tx<{ id: number }[]>`
      insert into post (discussion_id, phase_id, author_id, language, body, html, plain, state, shown_at)
      values (${d.id}, ${d.phaseIds[0]!}, ${d.facilitator.id}, 'en', 'x', '<p>Canary</p>', 'x', 'shown', now()) returning id`;
    await announce(tx, 'discussion.post-written', { discussion: d.id, post: row!.id });
  });
  const marker = await write(open.id, open.facilitator, 'A marker.');
  await listener.hears('post', (e) => e.post.id === marker.id);
  expect(listener.times('out')).toBe(1);
  expect(listener.text).not.toContain('Canary');
});

test('one question to the database puts out everyone who may not stay', async () => {
  const organisation = await anOrganisation(sql);
  const d = await aDiscussion(sql, { readers: 'invited', invited: [organisation] });
  const people = await Promise.all(Array.from({ length: 12 }, () => aPerson(sql, { organisation })));
  const listeners = await Promise.all(people.map((p) => listening(url, p, d.id)));
  await server.settled();
  server.statements();
  await sql.begin(async (tx) => {
    await tx`delete from discussion_invitation where discussion_id = ${d.id}`;
    await announce(tx, 'discussion.audience-changed', { discussion: d.id });
  });
  server.wake();
  await Promise.all(listeners.map((l) => l.hears('out')));
  expect(server.statements().filter((text) => /with seat as/.test(text))).toHaveLength(1);
});

test('one who becomes a facilitator hears the board, and no longer when they are not', async () => {
  const d = await aDiscussion(sql);
  const person = await aPerson(sql);
  const listener = await listening(url, person, d.id);
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${d.id}, ${person.id}, 'facilitator')`;
  await tell('person.access-changed', { person: person.id });
  await tell('discussion.post-flagged', { discussion: d.id, post: 1 });
  await listener.hears('board');
  await sql`delete from activity_role where person_id = ${person.id}`;
  await tell('person.access-changed', { person: person.id });
  await tell('discussion.post-flagged', { discussion: d.id, post: 2 });
  const marker = await write(d.id, d.facilitator, 'A marker.');
  await listener.hears('post', (e) => e.post.id === marker.id);
  expect(listener.times('board')).toBe(1);
  expect(listener.times('out')).toBe(0);
});

test('who comes in while access is being withdrawn does not slip through', async () => {
  const organisation = await anOrganisation(sql);
  const person = await aPerson(sql, { organisation });
  for (let round = 0; round < 40; round++) {
    const d = await aDiscussion(sql, { readers: 'invited', invited: [organisation] });
    const listener = new Listener(url, person);
    await listener.connected();
    const withdrawn = sql.begin(async (tx) => {
      await tx`delete from discussion_invitation where discussion_id = ${d.id}`;
      await announce(tx, 'discussion.audience-changed', { discussion: d.id });
    });
    const joining = listener.join(d.id);
    await withdrawn;
    server.wake();
    const answer = await joining;
    await server.settled();
    if (answer.ok) await listener.hears('out');
    const count = listener.heard.length;
    await write(d.id, d.facilitator, 'Canary.');
    await server.settled();
    await listener.ask('leave', { discussion: d.id });
    expect(JSON.stringify(listener.heard.slice(count))).not.toContain('Canary');
    listener.close();
  }
});
