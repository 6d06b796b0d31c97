import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { writePost } from '../../app/discussions/posting.server';
import { startThread } from '../../app/documents/commands/commenting.server';
import { createDocument } from '../../app/documents/commands/creating.server';
import { putPicture } from '../../app/documents/commands/picturing.server';
import { findChromium } from '../../app/documents/exchange/chromium.server';
import { leavePath } from '../../app/notices/leaving.server';
import { commit } from '../../app/tasks/commitments.server';
import { messages } from '../../server/live/messages';
import { Visitor } from '../support/browser-like';
import { aCall, aPilot, aPilotForm, daysFrom, type SomeCall } from '../support/calls';
import { aPart } from '../support/consultations';
import { aCommittee, anOpenProposal, hoursAfter } from '../support/decisions';
import { aDiscussion, aPostForm, type SomeDiscussion } from '../support/discussions';
import { aText } from '../support/documents';
import { anEvent, facilitates, type SomeEvent } from '../support/events';
import { Listener } from '../support/live';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aProgramme as aJointProgramme } from '../support/programmes';
import { aQuestionnaire } from '../support/questionnaires';
import { aRecommendation } from '../support/recommendations';
import { aConsultationWithClaims, type SomeClaims } from '../support/responses';
import { root, serverForFile } from '../support/server';
import { withStatements } from '../support/statements';
import { aYear } from '../support/workplan';

/*
 * Every address against every role. An address that is not in this table fails the test, so that nobody adds one
 * without saying whom it is for. The answers, in the order of `roles`:
 *   o  200, a page or a file             s  to the sign-in page and back
 *   >  303, done, or led elsewhere       -  404, as if it were not there
 *   x  403, seen, but not theirs to do   g  410, a link that has been used or never was
 *   !  409 or 422, theirs to do, but not so (used where doing it would spoil the fixture)
 */
const roles = [
  'visitor',
  'waiting',
  'participant',
  'other',
  'observer',
  'facilitator',
  'focal-point',
  'secretariat',
] as const;
type Role = (typeof roles)[number];

const server = await serverForFile();
const { sql, url } = server;
const people = {} as Record<Exclude<Role, 'visitor'>, SomePerson>;
/** For invited organisations alone, open; public and open; public and closed with a synthesis under way. */
let invited: SomeDiscussion;
let open: SomeDiscussion;
let closed: SomeDiscussion;
/** An announced event for invited organisations alone. */
let meeting: SomeEvent;
/** The series it belongs to, and a file among its materials. */
let meetings: string;
let slides: string;
/** A meeting of the Steering Committee, of which nobody here is a member. */
let sitting: SomeEvent;
/** One for everybody. */
let seminar: SomeEvent;
/** A public consultation whose synthesis is published. */
let consulted: SomeClaims;
/** One that the organisation of the focal point owns. */
let recommended: number;
/** Led by the organisation of the focal point, in preparation; and one that is open, of other organisations. */
let joint: number;
let opened: number;
/** A proposal that is put to a committee of one member. */
let proposed: number;
/** An open call, to which the organisation of the focal point has handed a pilot in; one with a closed call, which the facilitator scores. */
let called: SomeCall;
let piloted: number;
let reviewed: number;
/** An action of a meeting that is open to everybody, of the same organisation. */
let committed: number;
let askedThere: number;
let post: number;
let file: string;
let statement: number;
/** Of one invited organisation, which leads it; and one whose settled text everyone may read. */
let programme: number;
let published: number;
let passage: number;
let picture: string;
let thread: number;
/** A consultation for invited organisations alone, with a statement that is voted on. */
let stating: Awaited<ReturnType<typeof withStatements>>;
/** What is on in a session of that consultation, which is the meeting. */
let itemOn: number;
/** Of the participant; the way out of their digests; an announcement that is not sent. */
let notice: number;
let wayOut: string;
let news: number;
/** An answer by mail that waits for the participant. */
let reply: number;
const now = new Date();

beforeAll(async () => {
  const inside = await anOrganisation(sql, { handle: 'inside' });
  const outside = await anOrganisation(sql, { handle: 'outside' });
  invited = await aDiscussion(sql, { readers: 'invited', invited: [inside] });
  open = await aDiscussion(sql);
  closed = await aDiscussion(sql, { phases: [{ opens: -3, closes: -1 }] });
  seminar = await anEvent(sql);
  meeting = await anEvent(sql, { readers: 'invited', invited: [inside] });
  sitting = await anEvent(sql, { kind: 'committee-meeting', readers: 'invited' });
  people.waiting = await aPerson(sql, { state: 'waiting', organisation: outside });
  people.participant = await aPerson(sql, { organisation: inside });
  people.other = await aPerson(sql, { organisation: outside });
  people.observer = await aPerson(sql);
  people.facilitator = await aPerson(sql);
  people['focal-point'] = await aPerson(sql, { organisation: outside, office: 'focal-point' });
  people.secretariat = await aPerson(sql, { secretariat: true });
  for (const d of [invited, open, closed]) {
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${d.id}, ${people.facilitator.id}, 'facilitator')`;
  }
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${invited.id}, ${people.observer.id}, 'observer')`;
  await facilitates(sql, meeting.id, people.facilitator.id);
  stating = await withStatements(sql, 1, { readers: 'invited', invited: [inside] });
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${stating.id}, ${people.facilitator.id}, 'facilitator')`;
  await aPart(sql, stating, { kind: 'session', subject: meeting.id });
  itemOn = await aSessionOn(meeting.id, stating.statements[0]!);
  consulted = await aConsultationWithClaims(sql);
  recommended = await aRecommendation(sql, people.secretariat.id, { owner: outside });
  joint = (await aJointProgramme(sql)).id;
  await sql`update programme set lead_id = ${outside} where id = ${joint}`;
  await sql`delete from programme_partner where programme_id = ${joint}`;
  await sql`insert into programme_partner (programme_id, organisation_id) values (${joint}, ${outside})`;
  opened = (await aJointProgramme(sql, { open: true })).id;
  await aYear(sql, 2027);
  proposed = (await anOpenProposal(sql, await aCommittee(sql, 1), { deadline: hoursAfter(200, now) }, now)).id;
  called = await aCall(sql, now);
  const proposing = { ...called, organisation: outside, focal: people['focal-point'] };
  piloted = (await aPilot(sql, proposing, now)).id;
  const past = await aCall(sql, daysFrom(now, -11));
  reviewed = (await aPilot(sql, past, daysFrom(now, -11))).id;
  await sql`
    insert into pilot_reviewer (call_id, person_id, named_by) values (${past.id}, ${people.facilitator.id}, ${people.secretariat.id})`;
  committed = await sql.begin((tx) =>
    commit(
      tx,
      {
        kind: 'action',
        subjectKind: 'event',
        subjectId: seminar.id,
        ownerOrganisationId: outside,
        words: 'Send the list (invented).',
        language: 'en',
        dueOn: null,
      },
      people.secretariat,
      now,
    ),
  );
  await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${consulted.id}, ${people.facilitator.id}, 'facilitator')`;
  const [series] = await sql<{ id: number }[]>`
    insert into event_series (slug, language, created_by) values ('meetings', 'en', ${people.secretariat.id}) returning id`;
  await sql`insert into event_series_text (series_id, language, title) values (${series!.id}, 'en', 'Meetings')`;
  await sql`update event set series_id = ${series!.id} where id = ${meeting.id}`;
  meetings = `/events/series/${series!.id}`;
  const [material] = await sql<{ file: string }[]>`
    insert into event_material (event_id, position, kind, title, language, file, file_name, file_type, file_size, added_by)
    values (${meeting.id}, 1, 'slides', 'Slides', 'en', gen_random_uuid(), 'slides.pdf', 'application/pdf', 4, ${people.facilitator.id}) returning file`;
  slides = material!.file;
  await sql`insert into event_material_content (file, bytes) values (${slides}, ${Buffer.from('%PDF')})`;
  const [asked] = await sql<{ id: number }[]>`
    insert into talk_question (event_id, words, state, asked_at, once)
    values (${meeting.id}, 'What does the law say?', 'shown', ${now}, ${randomUUID()}) returning id`;
  askedThere = asked!.id;
  post = (
    await writePost(sql, await people.participant.reader(), aPostForm(invited.id, 'Words among the invited.'), now)
  ).id;
  const [attached] = await sql<{ id: string }[]>`
    insert into attachment (post_id, person_id, name, type, size) values (${post}, ${people.participant.id}, 'plan.pdf', 'application/pdf', 3) returning id`;
  file = attached!.id;
  await sql`insert into attachment_content (attachment_id, bytes) values (${file}, ${Buffer.from('%PDF')})`;
  await sql`insert into synthesis (discussion_id, language) values (${closed.id}, 'en')`;
  await sql`insert into synthesis_text (discussion_id, language, title) values (${closed.id}, 'en', 'A synthesis')`;
  const [made] = await sql<
    { id: number }[]
  >`insert into statement (discussion_id, position) values (${closed.id}, 1) returning id`;
  statement = made!.id;
  await sql`insert into statement_text (statement_id, language, body, html, plain) values (${statement}, 'en', 'x', '<p>x</p>', 'x')`;
  [{ id: reply }] = await sql<[{ id: number }]>`
    insert into reply_waiting (person_id, discussion_id, from_address, body, why, came_at)
    values (${people.participant.id}, ${open.id}, 'somebody@mail.example', 'Words.', 'unproven', now()) returning id`;
  programme = await aProgramme(inside, 'invited');
  published = await aProgramme(inside, 'public');
  const [block] = await sql<
    { id: number }[]
  >`select id from document_passage where document_id = ${programme} and block_id = 'p1'`;
  passage = block!.id;
  picture = (
    await sql.begin((tx) =>
      putPicture(tx, people.participant.id, {
        document: programme,
        type: 'image/png',
        bytes: new Uint8Array([1]),
        alt: 'x',
      }),
    )
  ).id;
  const participant = await people.participant.reader();
  const about = { document: programme, body: 'x', anchor: null, block: '', quote: '' };
  thread = (await startThread(sql, participant, about, now)).thread;
  const { id } = people.participant;
  const [told] = await sql<{ id: number }[]>`
    insert into notice (person_id, kind, why, activity, activity_id, subject_id)
    values (${id}, 'post', 'follow', 'discussion', ${invited.id}, ${post}) returning id`;
  notice = told!.id;
  wayOut = await sql.begin((tx) => leavePath(tx, id, 'digest'));
  const [written] = await sql<{ id: number }[]>`
    insert into news (language, created_by) values ('en', ${people.secretariat.id}) returning id`;
  news = written!.id;
  await sql`insert into news_text (news_id, language, subject, body) values (${news}, 'en', 'News (invented)', 'Some.')`;
  asks = await aQuestionnaire(sql, { event: meeting.id, opens: new Date(now.getTime() - 3_600_000) });
  const [response] = await sql<{ id: string }[]>`
    insert into questionnaire_response (questionnaire_id, version, person_id, language)
    values (${asks}, 1, ${people.participant.id}, 'en') returning id`;
  const [inAnswer] = await sql<{ id: string }[]>`
    insert into questionnaire_file (response_id, question_id, name, type, bytes)
    values (${response!.id}, 'q9', 'plan.pdf', 'application/pdf', ${Buffer.from('%PDF')}) returning id`;
  answered = inAnswer!.id;
});

/** A document that the participant writes for their organisation. */
async function aProgramme(lead: number, readers: 'invited' | 'public'): Promise<number> {
  const secretariat = await people.secretariat.reader();
  const input = {
    title: 'A programme',
    language: 'en',
    template: 'blank',
    lead,
    readers,
    once: randomUUID(),
    text: aText(),
  };
  const id = await createDocument(sql, server.coediting.texts, secretariat, input, now);
  await sql`
    insert into document_person (document_id, organisation_id, person_id, named_by)
    values (${id}, ${lead}, ${people.participant.id}, ${people.secretariat.id})`;
  return id;
}

/** A session that is led at this event, straight into the tables, with this statement on. Answers its item. */
async function aSessionOn(event: number, on: number): Promise<number> {
  await sql`insert into led_session (event_id, started_at) values (${event}, now())`;
  const [item] = await sql<{ id: number }[]>`
    insert into led_item (event_id, position, kind, minutes, opened_at, once) values (${event}, 1, 'statements', 5, now(), ${randomUUID()}) returning id`;
  await sql`insert into led_item_text (item_id, language, title) values (${item!.id}, 'en', 'Statements (invented)')`;
  await sql`insert into led_item_statement (item_id, statement_id, position) values (${item!.id}, ${on}, 1)`;
  await sql`update led_session set current_item_id = ${item!.id}, current_since = now() where event_id = ${event}`;
  return item!.id;
}

/** To a theme that nothing cites. */
const theme = '7d0a5c1e-2f64-4b3e-9a51-0c6f1be80d11';
const aResponse = {
  deed: `respond-${theme}`,
  voice: theme,
  decision: 'done',
  reason: 'x',
  language: 'en',
  version: '0',
};

const ofStating = (place: string) => () => `/consultations/${stating.id}/statements${place}`;
const aVote = () => ({ deed: 'vote', statement: String(stating.statements[0]), choice: 'agree' });
const anApproval = () => ({ deed: 'approve', statement: String(stating.statements[0]) });
const ofProgramme = (place: string) => () => `/documents/${programme}${place}`;
/** Of the meeting, published and open, for people with an account; answers of the participant's. */
let asks: number;
let answered: string;
const ofAsks = (place: string) => () => `/questionnaires/${asks}${place}`;
const ofMeeting = (place: string) => () => `/events/${meeting.id}${place}`;
const ofPublished = (place: string) => () => `/documents/${published}${place}`;

/** A post of the participant's, new for each attempt, so that one role's deed does not stand in another's way. */
const freshPost = async (d = invited) =>
  (await writePost(sql, await people.participant.reader(), aPostForm(d.id, `Words ${randomUUID()}.`), now)).id;

const follow = (d: SomeDiscussion) => ({
  deed: `follow-discussion-${d.id}`,
  activity: 'discussion',
  id: String(d.id),
  level: 'digest',
});

interface Row {
  get?: [address: () => string | Promise<string>, answers: string];
  post?: [address: () => string | Promise<string>, fields: () => Record<string, string>, answers: string][];
}

const table: Record<string, Row> = {
  'routes/_index': { get: [() => '/', 'oooooooo'] },
  'routes/$': { get: [() => '/nowhere/at/all', '--------'], post: [[() => '/nowhere', () => ({}), '--------']] },
  'routes/voices': { get: [() => '/voices', 'oooooooo'] },
  'routes/help': { get: [() => '/help', 'oooooooo'] },
  'routes/glossary': { get: [() => '/glossary', 'oooooooo'] },
  'routes/search': { get: [() => '/search?q=words', 'oooooooo'] },
  'routes/language': {
    get: [() => '/language', '>>>>>>>>'],
    post: [[() => '/language', () => ({ language: 'en', to: '/' }), '>>>>>>>>']],
  },
  'routes/dev.outbox': { get: [() => '/dev/outbox', '--------'] },

  'routes/discussions._index': { get: [() => '/discussions', 'oooooooo'] },
  'routes/discussions[.]atom': { get: [() => '/discussions.atom', 'oooooooo'] },
  'routes/discussions.new': {
    get: [() => '/discussions/new', 's------o'],
    post: [[() => '/discussions/new', () => ({ deed: 'prepare' }), 's------!']],
  },
  'routes/discussions.$id.($slug)': {
    get: [() => invited.path, '--o-oo-o'],
    post: [
      [
        () => invited.path,
        () => ({ deed: 'post', as: 'post', body: 'Words.', language: 'en', inReplyTo: '', once: randomUUID() }),
        's->-x>->',
      ],
      [
        () => open.path,
        () => ({ deed: 'post', as: 'post', body: 'Words.', language: 'en', inReplyTo: '', once: randomUUID() }),
        'sx>>>>>>',
      ],
      [() => invited.path, () => ({ deed: 'react', post: String(post), reaction: 'agree yes' }), 's->-x>->'],
      [() => invited.path, () => ({ deed: 'read', ordinal: '1' }), 's->->>->'],
    ],
  },
  'routes/discussions.$id_.draft': {
    post: [
      [
        () => `/discussions/${open.id}/draft`,
        () => ({ deed: 'draft', body: 'Words.', language: 'en', inReplyTo: '' }),
        'sooooooo',
      ],
      [
        () => `/discussions/${invited.id}/draft`,
        () => ({ deed: 'draft', body: 'Words.', language: 'en', inReplyTo: '' }),
        's-o-xo-o',
      ],
    ],
  },
  'routes/discussions.$id[.]atom': { get: [() => `/discussions/${invited.id}.atom`, '--------'] },
  'routes/discussions.$id[.]csv': { get: [() => `/discussions/${invited.id}.csv`, '--o-oo-o'] },
  'routes/discussions.$id[.]json': { get: [() => `/discussions/${invited.id}.json`, '--o-oo-o'] },
  'routes/discussions.$id_.print': { get: [() => `/discussions/${invited.id}/print`, '--o-oo-o'] },
  'routes/discussions.$id_.posts': { get: [() => `/discussions/${invited.id}/posts?posts=${post}`, '--o-oo-o'] },
  'routes/discussions.$id_.names': { get: [() => `/discussions/${invited.id}/names?q=de`, 's-o--o-o'] },
  'routes/discussions.$id_.edit': {
    get: [() => `/discussions/${invited.id}/edit`, 's----o-o'],
    post: [[() => `/discussions/${invited.id}/edit`, () => ({ deed: 'open-now' }), 's-x-x!-!']],
  },
  'routes/discussions.$id_.board': {
    get: [() => `/discussions/${invited.id}/board`, '-----o-o'],
    post: [[() => `/discussions/${invited.id}/board`, () => ({ deed: `keep:${post}` }), 's-x-x>->']],
  },
  'routes/discussions.$id_.synthesis': { get: [() => `/discussions/${closed.id}/synthesis`, '-----o-o'] },
  'routes/discussions.$id_.synthesis_.edit': {
    get: [() => `/discussions/${closed.id}/synthesis/edit`, 'sx---o-o'],
    post: [
      [
        () => `/discussions/${closed.id}/synthesis/edit`,
        () => ({ deed: 'frame', language: 'en', version: '999', title: 'x', introduction: '' }),
        'sx---!-!',
      ],
    ],
  },
  'routes/discussions.$id_.synthesis_.close': {
    get: [() => `/discussions/${closed.id}/synthesis/close`, 'sx---o-o'],
    post: [[() => `/discussions/${closed.id}/synthesis/close`, () => ({ deed: 'publish' }), 'sx---!-!']],
  },
  'routes/discussions.$id_.synthesis_.voices': {
    get: [() => `/discussions/${closed.id}/synthesis/voices`, '-----o-o'],
    post: [[() => `/discussions/${closed.id}/synthesis/voices`, () => aResponse, 'sx------']],
  },
  'routes/statements.$id': { get: [() => `/statements/${statement}`, '----->->'] },
  'routes/reflections.$discussion': {
    get: [() => `/reflections/${closed.id}`, 'sx------'],
    post: [
      [
        () => `/reflections/${closed.id}`,
        () => ({ deed: `reflect-${statement}`, statement: String(statement), answer: 'yes', correction: '' }),
        'sx------',
      ],
    ],
  },

  'routes/notices._index': {
    get: [() => '/notices', 'sooooooo'],
    post: [[() => '/notices', () => ({ deed: 'read-all' }), 's>>>>>>>']],
  },
  'routes/notices.$id': { get: [() => `/notices/${notice}`, 's->-----'] },
  'routes/notices.following': {
    get: [() => '/notices/following', 'sooooooo'],
    post: [
      [
        () => '/notices/following',
        () => ({ deed: 'defaults', posting: 'mentions', facilitating: 'digest', registering: 'mentions' }),
        's>>>>>>>',
      ],
      [() => '/notices/following', () => follow(open), 's>>>>>>>'],
      [() => '/notices/following', () => follow(invited), 's->->>->'],
    ],
  },
  'routes/unsubscribe.$token': {
    get: [() => wayOut, 'oooooooo'],
    post: [
      [() => wayOut, () => ({ 'List-Unsubscribe': 'One-Click' }), 'oooooooo'],
      [() => `${wayOut.slice(0, -1)}_`, () => ({ 'List-Unsubscribe': 'One-Click' }), '--------'],
    ],
  },
  'routes/announcements._index': { get: [() => '/announcements', 's------o'] },
  'routes/announcements.new': {
    get: [() => '/announcements/new', 's------o'],
    post: [[() => '/announcements/new', () => ({ deed: 'save' }), 's------!']],
  },
  'routes/announcements.$id': {
    get: [() => `/announcements/${news}`, 's------o'],
    post: [[() => `/announcements/${news}`, () => ({ deed: 'discard', version: '999' }), 's------!']],
  },

  'routes/posts.$id._index': { get: [() => `/posts/${post}`, '-->->>->'] },
  'routes/posts.$id_.edit': {
    get: [() => `/posts/${post}/edit`, 'sxo-xx-x'],
    post: [
      [
        () => `/posts/${post}/edit`,
        () => ({ deed: 'edit', body: 'Words among the invited.', language: 'en', version: '1' }),
        'sx>-xx-x',
      ],
    ],
  },
  'routes/posts.$id_.history': { get: [() => `/posts/${post}/history`, '--o-oo-o'] },
  'routes/posts.$id_.report': {
    get: [() => `/posts/${post}/report`, '--o-oo-o'],
    post: [
      [() => `/posts/${post}/report`, () => ({ deed: 'report', kind: 'off-topic', reason: 'Elsewhere.' }), '-->->>->'],
      [
        async () => `/posts/${await freshPost(open)}/report`,
        () => ({ deed: 'report', kind: 'identifies-someone', reason: 'A name.' }),
        '>>>>>>>>',
      ],
    ],
  },
  'routes/posts.$id_.moderate': {
    get: [() => `/posts/${post}/moderate`, 's-x-xo-o'],
    post: [
      [
        async () => `/posts/${await freshPost()}/moderate`,
        () => ({ deed: 'hide', reason: 'Not on the question.' }),
        's-x-x>->',
      ],
    ],
  },
  'routes/posts.$id_.redact': {
    get: [() => `/posts/${post}/redact`, 's-x-xo-o'],
    post: [
      [
        async () => `/posts/${await freshPost()}/redact`,
        () => ({ deed: 'whole', reason: 'It identifies someone.', sure: 'yes' }),
        's-x-x>->',
      ],
    ],
  },
  'routes/posts.$id_.translate': {
    get: [() => `/posts/${post}/translate`, 's-x-xo-o'],
    post: [
      [
        () => `/posts/${post}/translate`,
        () => ({ deed: 'translate', language: 'fr', body: 'Des mots.', version: '1' }),
        's-x-x>->',
      ],
    ],
  },
  'routes/posts.$id_.withdraw': {
    get: [() => `/posts/${post}/withdraw`, 's-o-xx-x'],
    post: [
      [
        async () => `/posts/${await freshPost()}/withdraw`,
        () => ({ deed: 'withdraw', reason: '', sure: 'yes' }),
        's->-xx-x',
      ],
    ],
  },
  'routes/attachments.$id.$name': { get: [() => `/attachments/${file}/plan.pdf`, '--o-oo-o'] },

  'routes/events._index': { get: [() => '/events', 'oooooooo'] },
  'routes/events[.]atom': { get: [() => '/events.atom', 'oooooooo'] },
  'routes/events[.]csv': { get: [() => '/events.csv', 'oooooooo'] },
  'routes/events[.]json': { get: [() => '/events.json', 'oooooooo'] },
  'routes/events.series.new': {
    get: [() => '/events/series/new', 's------o'],
    post: [[() => '/events/series/new', () => ({ deed: 'series' }), 's------!']],
  },
  'routes/events.series.$id.($slug)': { get: [() => `${meetings}/meetings`, '--o--o-o'] },
  'routes/events.series.$id_.edit': {
    get: [() => `${meetings}/edit`, 's------o'],
    post: [
      [
        () => `${meetings}/edit`,
        () => ({ deed: 'series', language: 'en', title: 'Meetings', introduction: '', version: '999' }),
        's------!',
      ],
    ],
  },
  'routes/events.$id_.materials.$file.$name': {
    get: [() => `/events/${meeting.id}/materials/${slides}/slides.pdf`, '--o--o-o'],
  },
  'routes/events.new': {
    get: [() => '/events/new', 's------o'],
    post: [[() => '/events/new', () => ({ deed: 'prepare' }), 's------!']],
  },
  'routes/events.$id.($slug)': { get: [() => meeting.path, '--o--o-o'] },
  'routes/events.$id[.]ics': { get: [() => `/events/${meeting.id}.ics`, '--o--o-o'] },
  'routes/events.series.$id[.]ics': { get: [() => '/events/series/999999.ics', '--------'] },
  'routes/calendar': {
    get: [() => '/calendar', 'sooooooo'],
    post: [
      [() => '/calendar', () => ({ deed: 'make', once: randomUUID() }), 'sxoooooo'],
      [() => '/calendar', () => ({ deed: 'reminders', day: 'on' }), 's>>>>>>>'],
      [() => '/calendar', () => ({ deed: 'revoke' }), 's>>>>>>>'],
    ],
  },
  'routes/calendar[.]ics': { get: [() => '/calendar.ics?key=nothing', '--------'] },
  'routes/events.$id_.register': {
    get: [() => `/events/${meeting.id}/register`, '--o--o-o'],
    post: [
      [() => `/events/${seminar.id}/register`, () => ({ deed: 'register' }), 's>>>!!>!'],
      [() => `/events/${meeting.id}/register`, () => ({ deed: 'accept' }), 's-------'],
    ],
  },
  'routes/events.$id_.register_.join': { get: [() => `/events/${meeting.id}/register/join`, 's-------'] },
  'routes/events.$id_.participants': {
    get: [() => `/events/${meeting.id}/participants`, 's----o-o'],
    post: [
      [() => `/events/${meeting.id}/participants`, () => ({ deed: 'approve-1', registration: '999999' }), 's-------'],
      [() => `/events/${meeting.id}/participants`, () => ({ deed: 'joined' }), 's----!-!'],
    ],
  },
  'routes/events.$id_.participants[.]csv': { get: [() => `/events/${meeting.id}/participants.csv`, 's----o-o'] },
  'routes/events.$id_.participants_.tell': {
    get: [() => `/events/${meeting.id}/participants/tell`, 's----o-o'],
    post: [[() => `/events/${meeting.id}/participants/tell`, () => ({ deed: 'tell' }), 's----!-!']],
  },
  'routes/registrations': {
    get: [() => '/registrations?token=x', 'gggggggg'],
    post: [
      [() => '/registrations?token=x', () => ({ deed: 'confirm' }), '!!!!!!!!'],
      [() => '/registrations?token=x', () => ({ deed: 'take-part' }), '!!!!!!!!'],
    ],
  },
  'routes/registrations_.join': { get: [() => '/registrations/join?token=x', '--------'] },
  'routes/events.$id_.edit': {
    get: [() => `/events/${meeting.id}/edit`, 's----o-o'],
    post: [[() => `/events/${meeting.id}/edit`, () => ({ deed: 'announce' }), 's-x--!-!']],
  },
  'routes/events.$id_.live': {
    get: [ofMeeting('/live'), '--o--o-o'],
    // Whoever has no place there only reads.
    post: [
      [ofMeeting('/live'), () => ({ deed: 'ask', words: 'Words?', as: 'named', once: randomUUID() }), 's-x-->-x'],
      [ofMeeting('/live'), () => ({ deed: 'vote-1', question: String(askedThere), on: 'yes' }), 's-x-->-x'],
      [ofMeeting('/live'), () => ({ deed: 'ballot-1', poll: '999999', choice: '1' }), 's-x----x'],
      [ofMeeting('/live'), () => ({ deed: 'hand', up: 'no' }), 's->-->->'],
      [ofMeeting('/live'), () => ({ deed: `take-back-${askedThere}`, question: String(askedThere) }), 's-------'],
      [ofMeeting('/live'), () => ({ deed: 'leave' }), '>>>>>>>>'],
    ],
  },
  'routes/events.$id_.screen': { get: [ofMeeting('/screen'), '--o--o-o'] },
  'routes/events.$id_.live_.moderate': {
    get: [ofMeeting('/live/moderate'), 's----o-o'],
    post: [[ofMeeting('/live/moderate'), () => ({ deed: 'moderation', moderation: 'pre' }), 's---->->']],
  },
  'routes/events.$id_.live_.questions.$question': {
    get: [() => `/events/${meeting.id}/live/questions/${askedThere}`, 's----o-o'],
    post: [[() => `/events/${meeting.id}/live/questions/${askedThere}`, () => ({ deed: 'show' }), 's---->->']],
  },
  'routes/events.$id_.live_.questions[.]csv': { get: [ofMeeting('/live/questions.csv'), 's----o-o'] },
  'routes/events.$id_.live_.close': {
    get: [ofMeeting('/live/close'), 's----o-o'],
    post: [[ofMeeting('/live/close'), () => ({ deed: 'close' }), 's----!-!']],
  },

  'routes/events.$id_.session': {
    get: [ofMeeting('/session'), '--o--o-o'],
    post: [
      [
        ofMeeting('/session'),
        () => ({
          deed: 'vote-1',
          item: String(itemOn),
          statement: String(stating.statements[0]),
          choice: 'pass',
        }),
        's->-->->',
      ],
      [
        ofMeeting('/session'),
        () => ({
          deed: 'propose',
          item: String(itemOn),
          words: 'Another (invented).',
          language: 'en',
          once: randomUUID(),
          seen: 'yes',
        }),
        's->-->->',
      ],
      // What is on is no poll.
      [ofMeeting('/session'), () => ({ deed: 'ballot-1', item: String(itemOn), choice: '1' }), 's-------'],
      [ofMeeting('/session'), () => ({ deed: 'floor', up: 'yes' }), 's->-->->'],
    ],
  },
  'routes/events.$id_.session_.screen': { get: [ofMeeting('/session/screen'), '--o--o-o'] },
  'routes/events.$id_.session_.lead': {
    get: [ofMeeting('/session/lead'), 's----o-o'],
    post: [
      [ofMeeting('/session/lead'), () => ({ deed: 'results-1', item: String(itemOn), on: 'yes' }), 's---->->'],
      [ofMeeting('/session/lead'), () => ({ deed: 'start', version: '1' }), 's----!-!'],
    ],
  },
  'routes/events.$id_.session_.prepare': {
    get: [ofMeeting('/session/prepare'), 's----o-o'],
    post: [
      [
        ofMeeting('/session/prepare'),
        () => ({ deed: 'add-floor', kind: 'floor', title: 'The floor', words: '', minutes: '5', once: randomUUID() }),
        's---->->',
      ],
    ],
  },

  'routes/consultations._index': { get: [() => '/consultations', 'oooooooo'] },
  'routes/consultations[.]atom': { get: [() => '/consultations.atom', 'oooooooo'] },
  'routes/consultations.new': {
    get: [() => '/consultations/new', 's------o'],
    post: [[() => '/consultations/new', () => ({ deed: 'prepare' }), 's------!']],
  },
  'routes/consultations.$id_.statements': {
    get: [ofStating(''), '--o--o-o'],
    post: [[ofStating(''), aVote, 's->-->->']],
  },
  'routes/consultations.$id_.statements_.propose': {
    get: [ofStating('/propose'), 's-o--o-o'],
    post: [
      [
        ofStating('/propose'),
        () => ({ deed: 'propose', words: 'One thought (invented).', language: 'en', once: randomUUID(), seen: 'yes' }),
        's->-->->',
      ],
    ],
  },
  'routes/consultations.$id_.statements_.mine': {
    get: [ofStating('/mine'), 's-o--o-o'],
    post: [[ofStating('/mine'), aVote, 's->-->->']],
  },
  'routes/consultations.$id_.statements_.$number': {
    get: [ofStating('/1'), '--o--o-o'],
    post: [
      [ofStating('/1'), aVote, 's->-->->'],
      [ofStating('/1'), anApproval, 's----!-!'],
    ],
  },
  'routes/consultations.$id_.statements_.moderate': {
    get: [ofStating('/moderate'), 's----o-o'],
    post: [[ofStating('/moderate'), anApproval, 's----!-!']],
  },
  'routes/consultations.$id_.statements_.results': { get: [ofStating('/results'), '--o--o-o'] },
  'routes/consultations.$id_.statements_.results[.]csv': { get: [ofStating('/results.csv'), '--o--o-o'] },
  'routes/consultations.$id.($slug)': { get: [() => consulted.path, 'oooooooo'] },
  'routes/consultations.$id_.reading.$part': {
    get: [() => `/consultations/${consulted.id}/reading/999999`, '--------'],
  },
  'routes/consultations.$id_.edit': {
    get: [() => `/consultations/${consulted.id}/edit`, 's----o-o'],
    post: [
      [() => `/consultations/${consulted.id}/edit`, () => ({ deed: 'announce' }), 'sxxxx!x!'],
      [() => `/consultations/${consulted.id}/edit`, () => ({ deed: 'phase-new', version: '1' }), 'sxxxx!x!'],
    ],
  },
  'routes/consultations.$id_.results': { get: [() => `/consultations/${stating.id}/results`, '--o--o-o'] },
  'routes/consultations.$id_.results[.]csv': { get: [() => `/consultations/${stating.id}/results.csv`, '--o--o-o'] },
  'routes/consultations.$id_.results[.]ods': { get: [() => `/consultations/${stating.id}/results.ods`, '--o--o-o'] },
  'routes/consultations.$id_.results_.words': {
    get: [() => `/consultations/${stating.id}/results/words?of=999999&question=q1`, 's-------'],
    post: [
      [
        () => `/consultations/${stating.id}/results/words?of=999999&question=q1`,
        () => ({ deed: 'together' }),
        's-------',
      ],
    ],
  },
  'routes/consultations.$id_.balance': {
    get: [() => `/consultations/${consulted.id}/balance`, 'oooooooo'],
    post: [
      [
        () => `/consultations/${consulted.id}/balance`,
        () => ({ deed: 'invite-999999', organisation: '999999', people: '0' }),
        's---->->',
      ],
    ],
  },
  'routes/consultations.$id_.balance_.targets': {
    get: [() => `/consultations/${consulted.id}/balance/targets`, 's----o-o'],
    post: [
      [
        () => `/consultations/${consulted.id}/balance/targets`,
        () => ({ deed: 'targets', version: '1', 'media-002': '3' }),
        's----!-!',
      ],
    ],
  },
  'routes/consultations.$id_.invitations': {
    get: [() => `/consultations/${consulted.id}/invitations`, 's----o-o'],
    post: [[() => `/consultations/${consulted.id}/invitations`, () => ({ deed: 'announce' }), 's------>']],
  },
  'routes/consultations.$id_.invitations_.confirm': {
    get: [() => `/consultations/${consulted.id}/invitations/confirm?organisation=999999`, 's----o-o'],
    post: [
      [
        () => `/consultations/${consulted.id}/invitations/confirm`,
        () => ({ deed: 'send', what: 'invite', organisations: '999999', people: '0' }),
        's---->->',
      ],
    ],
  },
  'routes/consultations.$id_.claims': {
    get: [() => `/consultations/${consulted.id}/claims`, 's----o-o'],
    post: [[() => `/consultations/${consulted.id}/claims`, () => ({ deed: 'publish' }), 's----!-!']],
  },
  'routes/consultations.$id_.claims_.code': {
    get: [() => `/consultations/${consulted.id}/claims/code`, 's----o-o'],
    post: [
      [
        () => `/consultations/${consulted.id}/claims/code`,
        () => ({ deed: 'waive', sources: 'post:999999', reason: 'x' }),
        's---->->',
      ],
    ],
  },
  'routes/consultations.$id_.claims_.voices': {
    get: [() => `/consultations/${consulted.id}/claims/voices`, 's----o-o'],
    post: [[() => `/consultations/${consulted.id}/claims/voices`, () => aResponse, 's-------']],
  },
  'routes/consultations.$id_.claims_.$claim': {
    get: [() => `/consultations/${consulted.id}/claims/${consulted.claim}`, 's----o-o'],
    post: [
      [
        () => `/consultations/${consulted.id}/claims/${consulted.claim}`,
        () => ({ deed: 'place', section: 'other' }),
        's---->->',
      ],
    ],
  },
  'routes/consultations.$id_.synthesis': { get: [() => `/consultations/${consulted.id}/synthesis`, 'oooooooo'] },
  'routes/consultations.$id_.report': { get: [() => `/consultations/${consulted.id}/report`, 'oooooooo'] },
  'routes/consultations.$id_.report[.]docx': { get: [() => `/consultations/${consulted.id}/report.docx`, 'oooooooo'] },
  'routes/consultations.$id_.report[.]html': { get: [() => `/consultations/${consulted.id}/report.html`, 'oooooooo'] },
  'routes/consultations.$id_.report[.]pdf': {
    get: [() => `/consultations/${consulted.id}/report.pdf`, findChromium() ? 'oooooooo' : '--------'],
  },
  'routes/claims.$id': { get: [() => `/claims/${consulted.claim}`, 'oooooooo'] },
  'routes/claims.of.$kind.$source': { get: [() => `/claims/of/post/${post}`, '>>>>>>>>'] },
  'routes/consultations.$id_.responses': { get: [() => `/consultations/${consulted.id}/responses`, 'oooooooo'] },
  'routes/consultations.$id_.responses_.$claim': {
    get: [() => `/consultations/${consulted.id}/responses/${consulted.claim}`, 's----o-o'],
    post: [
      [
        () => `/consultations/${consulted.id}/responses/${consulted.claim}`,
        () => ({ deed: 'unask', organisation: '999999' }),
        's---->->',
      ],
    ],
  },
  'routes/contributions': { get: [() => '/contributions', 'sooooooo'] },
  'routes/trace.$kind.$id': { get: [() => `/trace/post/${consulted.post}`, 'oooooooo'] },

  'routes/commitments._index': { get: [() => '/commitments', 'oooooooo'] },
  'routes/commitments[.]csv': { get: [() => '/commitments.csv', 'oooooooo'] },
  'routes/commitments.$id': {
    get: [() => `/commitments/${committed}`, 'oooooooo'],
    post: [
      [() => `/commitments/${committed}`, () => ({ deed: 'stand', version: '99', state: 'done' }), 'sxxxxx!!'],
      [
        () => `/commitments/${committed}`,
        () => ({ deed: 'change', version: '99', words: 'Words.', owner: '', dueOn: '' }),
        'sxxxxxx!',
      ],
    ],
  },
  'routes/committee._index': { get: [() => '/committee', 'oooooooo'] },
  'routes/committee.members': {
    get: [() => '/committee/members', 's------o'],
    post: [[() => '/committee/members', () => ({ deed: 'motion-rules', kind: 'rules' }), 's------!']],
  },
  'routes/committee.handover': {
    get: [() => '/committee/handover', 's------o'],
    post: [[() => '/committee/handover', () => ({ deed: 'tick-funds-incoming', item: 'x' }), 's------!']],
  },
  'routes/committee.letters': {
    get: [() => '/committee/letters', 's------o'],
    post: [[() => '/committee/letters', () => ({ deed: 'letter', title: '' }), 's------!']],
  },
  'routes/committee.letters_.$file.$name': {
    get: [() => `/committee/letters/${file}/letter.pdf`, '--------'],
  },
  'routes/committee.meetings.new': {
    get: [() => '/committee/meetings/new', 's------o'],
    post: [[() => '/committee/meetings/new', () => ({ deed: 'call', title: '' }), 's------!']],
  },
  'routes/committee.meetings.$id': {
    get: [() => `/committee/meetings/${sitting.id}`, 's------o'],
    post: [[() => `/committee/meetings/${sitting.id}`, () => ({ deed: 'add-open' }), 's------>']],
  },
  'routes/committee.meetings.$id_.minutes': {
    // Of a meeting of which no minutes were made.
    get: [() => `/committee/meetings/${sitting.id}/minutes`, '--------'],
    post: [[() => `/committee/meetings/${sitting.id}/minutes`, () => ({ deed: 'publish' }), 's------!']],
  },
  'routes/committee.meetings.$id_.papers.$file.$name': {
    get: [() => `/committee/meetings/${sitting.id}/papers/${file}/paper.pdf`, '--------'],
  },

  'routes/decisions.register': { get: [() => '/decisions/register', 'oooooooo'] },
  'routes/decisions.register_.log': { get: [() => '/decisions/register/log', 'oooooooo'] },
  'routes/decisions.register_.log[.]jsonl': { get: [() => '/decisions/register/log.jsonl', 'oooooooo'] },
  'routes/decisions.register[.]csv': { get: [() => '/decisions/register.csv', 'oooooooo'] },
  'routes/decisions[.]atom': { get: [() => '/decisions.atom', 'oooooooo'] },
  'routes/decisions._index': { get: [() => '/decisions', 'oooooooo'] },
  'routes/decisions.new': {
    get: [() => '/decisions/new', 's-----oo'],
    post: [[() => '/decisions/new', () => ({ deed: 'begin', title: '' }), 'sx!!!!!!']],
  },
  'routes/decisions.$id.($slug)': {
    get: [() => `/decisions/${proposed}`, '-------o'],
    post: [
      [
        () => `/decisions/${proposed}`,
        () => ({ deed: 'comment', body: 'Words.', language: 'en', once: randomUUID() }),
        'sx----->',
      ],
      [
        () => `/decisions/${proposed}`,
        () => ({ deed: 'position-1', organisation: '1', kind: 'support', language: 'en', was: '0' }),
        'sx-----x',
      ],
    ],
  },
  'routes/decisions.$id_.prepare': {
    get: [() => `/decisions/${proposed}/prepare`, 's-------'],
    post: [[() => `/decisions/${proposed}/prepare`, () => ({ deed: 'review' }), 'sx-----!']],
  },
  'routes/decisions.$id_.sources': {
    get: [() => `/decisions/${proposed}/sources`, 's-------'],
    post: [[() => `/decisions/${proposed}/sources`, () => ({ deed: 'paste', addresses: '' }), 'sx-----!']],
  },
  'routes/decisions.$id_.put': {
    get: [() => `/decisions/${proposed}/put`, 's-------'],
    post: [[() => `/decisions/${proposed}/put`, () => ({ deed: 'open', hash: '0'.repeat(64) }), 'sx-----!']],
  },
  'routes/decisions.$id_.change': {
    get: [() => `/decisions/${proposed}/change`, 's------o'],
    post: [[() => `/decisions/${proposed}/change`, () => ({ deed: 'translate', document: '' }), 'sx-----!']],
  },
  'routes/decisions.$id_.changes.$number': { get: [() => `/decisions/${proposed}/changes/2`, '--------'] },
  'routes/decisions.$id_.evidence': { get: [() => `/decisions/${proposed}/evidence`, '-------o'] },
  'routes/decisions.$id_.text[.]html': { get: [() => `/decisions/${proposed}/text.html`, '-------o'] },

  'routes/recommendations._index': { get: [() => '/recommendations', 'oooooooo'] },
  'routes/recommendations[.]atom': { get: [() => '/recommendations.atom', 'oooooooo'] },
  'routes/recommendations[.]csv': { get: [() => '/recommendations.csv', 'oooooooo'] },
  'routes/recommendations.$id': {
    get: [() => `/recommendations/${recommended}`, 'oooooooo'],
    post: [
      [
        () => `/recommendations/${recommended}`,
        () => ({ deed: 'follow-up', version: '999', state: 'done', places: '' }),
        'sxxxxx!!',
      ],
      [
        () => `/recommendations/${recommended}`,
        () => ({
          deed: 'keep',
          version: '999',
          number: '(a)',
          kind: 'recommendation',
          language: 'en',
          body: 'x',
          owner: '',
        }),
        'sx-----!',
      ],
      [
        () => `/recommendations/${recommended}`,
        () => ({ deed: 'note', onDay: '2026-05-04', language: 'en', body: 'x', once: randomUUID() }),
        'sxxxxx>>',
      ],
    ],
  },
  'routes/recommendations.new': {
    get: [() => '/recommendations/new', 's------o'],
    post: [[() => '/recommendations/new', () => ({ deed: 'new', title: '' }), 's------!']],
  },
  'routes/recommendations.outcomes.$id': {
    get: [() => '/recommendations/outcomes/1', 's------o'],
    post: [[() => '/recommendations/outcomes/1', () => ({ deed: 'add', mark: '1', body: '' }), 's------!']],
  },
  'routes/recommendations.import': {
    get: [() => '/recommendations/import', 's------o'],
    post: [[() => '/recommendations/import', () => ({ deed: 'read', language: 'en', text: '' }), 's------!']],
  },

  'routes/programmes._index': { get: [() => '/programmes', 'oooooooo'] },
  'routes/programmes.new': {
    get: [() => '/programmes/new', 's------o'],
    post: [[() => '/programmes/new', () => ({ deed: 'begin' }), 's------!']],
  },
  'routes/programmes.shares': {
    get: [() => '/programmes/shares', 'oooooooo'],
    post: [[() => '/programmes/shares', () => ({ deed: 'share', kind: 'evaluation', share: '101' }), 'sx-----!']],
  },
  'routes/programmes.$id': {
    get: [() => `/programmes/${joint}`, '------oo'],
    post: [
      [
        () => `/programmes/${joint}`,
        () => ({ deed: 'sign-1', fixed: '1', organisation: '1', state: 'signed', comment: '' }),
        'sx----xx',
      ],
      [
        () => `/programmes/${opened}`,
        () => ({ deed: 'sign-1', fixed: '1', organisation: '1', state: 'signed', comment: '' }),
        'sxxxxxxx',
      ],
    ],
  },
  'routes/programmes.$id_.edit': {
    get: [() => `/programmes/${joint}/edit`, 's-----oo'],
    post: [[() => `/programmes/${joint}/edit`, () => ({ deed: 'open', version: '999' }), 'sx----!!']],
  },
  'routes/programmes.$id_.edit_.$part': {
    get: [() => `/programmes/${opened}/edit/budget`, 's------o'],
    post: [[() => `/programmes/${joint}/edit/budget`, () => ({ deed: 'remove-line-999', version: '1' }), 'sx----!!']],
  },
  'routes/programmes.$id_.parts.$part': { get: [() => `/programmes/${joint}/parts/budget?in=en`, '------oo'] },
  'routes/programmes.$id_.versions': { get: [() => `/programmes/${joint}/versions`, '------oo'] },
  'routes/programmes.$id_.budget[.]csv': { get: [() => `/programmes/${opened}/budget.csv`, 'oooooooo'] },
  'routes/programmes.$id_.framework[.]csv': { get: [() => `/programmes/${joint}/framework.csv`, '------oo'] },

  'routes/workplan._index': {
    get: [() => '/workplan', 'oooooooo'],
    post: [[() => '/workplan', () => ({ deed: 'begin', year: '2027', language: 'en' }), 'sx-----!']],
  },
  // A draft: of the secretariat and of members of the committee, of which nobody here is one.
  'routes/workplan.$year': { get: [() => '/workplan/2027', '-------o'] },
  'routes/workplan.$year_.activities[.]csv': { get: [() => '/workplan/2027/activities.csv', '-------o'] },
  'routes/workplan.$year_.edit': {
    get: [() => '/workplan/2027/edit', 's------o'],
    post: [[() => '/workplan/2027/edit', () => ({ deed: 'plan', version: '999', words: '' }), 'sx-----!']],
  },
  'routes/workplan.$year_.$about': {
    get: [() => `/workplan/2027/programme-${opened}`, '-------o'],
    post: [
      [
        () => `/workplan/2027/programme-${opened}`,
        () => ({ deed: 'correct', once: randomUUID(), language: 'en', words: 'x', owner: '1', dueOn: '2150-01-01' }),
        'sx-----!',
      ],
    ],
  },
  'routes/workplan.$year_.review': { get: [() => '/workplan/2027/review', '--------'] },
  'routes/workplan.$year_.review[.]html': { get: [() => '/workplan/2027/review.html', '--------'] },
  'routes/workplan.$year_.review[.]docx': { get: [() => '/workplan/2027/review.docx', '--------'] },
  'routes/workplan.$year_.review[.]pdf': { get: [() => '/workplan/2027/review.pdf', '--------'] },
  'routes/workplan.$year_.review_.edit': {
    get: [() => '/workplan/2027/review/edit', 's------o'],
    post: [[() => '/workplan/2027/review/edit', () => ({ deed: 'issue', version: '999', reason: '' }), 'sx-----!']],
  },

  'routes/pilots._index': { get: [() => '/pilots', 'oooooooo'] },
  'routes/pilots.calls.new': {
    get: [() => '/pilots/calls/new', 's------o'],
    post: [[() => '/pilots/calls/new', () => ({ deed: 'begin-call' }), 'sx-----!']],
  },
  'routes/pilots.calls.$id': {
    get: [() => called.path, 'oooooooo'],
    post: [
      [
        () => called.path,
        () => ({ deed: 'begin', organisation: '999999', title: 'x', language: 'en', once: randomUUID() }),
        'sx------',
      ],
    ],
  },
  'routes/pilots.calls.$id_.edit': {
    get: [() => `${called.path}/edit`, 's------o'],
    post: [[() => `${called.path}/edit`, () => ({ deed: 'announce', version: '999' }), 'sx-----!']],
  },
  'routes/pilots.$id': {
    get: [() => `/pilots/${piloted}`, '------oo'],
    post: [[() => `/pilots/${piloted}`, () => ({ deed: 'withdraw', version: '999' }), 'sx----!-']],
  },
  'routes/pilots.$id_.edit': {
    get: [() => `/pilots/${piloted}/edit`, 's-----o-'],
    post: [
      [
        () => `/pilots/${piloted}/edit`,
        () => {
          const { answers, partners: _p, country, version: _v, ...fields } = aPilotForm(1);
          return { ...fields, deed: 'pilot', version: '999', country: country ?? '', 'answer-q1': answers.q1! };
        },
        'sx----!-',
      ],
    ],
  },
  'routes/pilots.$id_.review': {
    get: [() => `/pilots/${reviewed}/review`, 's----o--'],
    post: [[() => `/pilots/${reviewed}/review`, () => ({ deed: 'review', version: '7' }), 'sx---!--']],
  },

  'routes/documents._index': { get: [() => '/documents', 'oooooooo'] },
  'routes/documents.new': {
    get: [() => '/documents/new', 's------o'],
    post: [[() => '/documents/new', () => ({ deed: 'new' }), 's------!']],
  },
  'routes/documents.$id._index': { get: [ofProgramme(''), '--o----o'] },
  'routes/documents.$id_.write': { get: [ofPublished('/write'), 's>o>>>>o'] },
  'routes/documents.$id_.people': {
    get: [ofProgramme('/people'), 's-o----o'],
    post: [
      [ofProgramme('/people'), () => ({ deed: 'invite', organisation: '999999', role: 'reader' }), 's-x----!'],
      [ofProgramme('/people'), () => ({ deed: 'unname-1-1', organisation: '999999', person: '1' }), 's-x----!'],
      [
        ofPublished('/people'),
        () => ({ deed: 'settings', title: 'x', readers: 'public', lead: '1', version: '999' }),
        's-x----!',
      ],
    ],
  },
  'routes/documents.$id_.comments': {
    get: [ofPublished('/comments'), 's-o----o'],
    post: [
      [ofPublished('/comments'), () => ({ deed: 'comment', body: 'Words.' }), 's->---->'],
      [ofProgramme('/comments'), () => ({ deed: 'reply', thread: String(thread), body: 'Words.' }), 's->---->'],
      [ofProgramme('/comments'), () => ({ deed: 'resolve', thread: String(thread) }), 's->---->'],
      [ofProgramme('/comments'), () => ({ deed: 'withdraw', comment: '999999' }), 's-------'],
    ],
  },
  'routes/documents.$id_.comments_.new': {
    get: [ofPublished('/comments/new'), 's-o----o'],
    post: [[ofPublished('/comments/new'), () => ({ deed: 'comment', body: 'Words.' }), 's->---->']],
  },
  'routes/documents.$id_.suggestions': {
    get: [ofProgramme('/suggestions'), 's-o----o'],
    // Whoever owns no section of it has nothing to decide.
    post: [[ofPublished('/suggestions'), () => ({ deed: 'accept-all' }), 's-!----x']],
  },
  'routes/documents.$id_.clearance': {
    get: [ofProgramme('/clearance'), 's-o----o'],
    post: [
      [ofPublished('/clearance'), () => ({ deed: 'owner', section: 'first', owner: '' }), 's-x---->'],
      [
        ofPublished('/clearance'),
        () => ({ deed: 'clear', section: 'first', organisation: '999999', hash: '0'.repeat(64), comment: '' }),
        's-x----x',
      ],
    ],
  },
  'routes/documents.$id_.clearance_.changes': {
    get: [ofProgramme('/clearance/changes?section=first&organisation=1'), 's-------'],
  },
  'routes/documents.$id_.versions': {
    get: [ofProgramme('/versions'), 's-o----o'],
    post: [
      [ofPublished('/versions'), () => ({ deed: 'name', name: 'Kept' }), 's->---->'],
      [ofPublished('/versions'), () => ({ deed: 'restore', version: '999999' }), 's------x'],
    ],
  },
  'routes/documents.$id_.versions_.compare': { get: [ofProgramme('/versions/compare'), 's-o----o'] },
  'routes/documents.$id_.sources': {
    get: [ofProgramme('/sources'), '--o----o'],
    post: [[ofPublished('/sources'), () => ({ deed: 'keep', citation: '999999' }), 's-------']],
  },
  'routes/documents.$id_.voices': {
    get: [ofProgramme('/voices'), '--o----o'],
    post: [
      [ofPublished('/voices'), () => aResponse, 's------x'],
      [ofPublished('/voices'), () => ({ deed: 'finish' }), 's-x----x'],
    ],
  },
  'routes/documents.$id_.voices_.choose': { get: [ofPublished('/voices/choose'), 'sxoxxxxx'] },
  'routes/documents.$id_.redact': {
    get: [ofPublished('/redact'), 's------o'],
    post: [
      [
        ofPublished('/redact'),
        () => ({ deed: 'redact', passage: 'nowhere at all', reason: 'x', sure: 'yes' }),
        's-x----!',
      ],
    ],
  },
  'routes/documents.$id_.report': {
    get: [ofProgramme('/report'), '--o----o'],
    post: [[ofPublished('/report'), () => ({ deed: 'report', block: '', reason: '' }), '>>>>>>>>']],
  },
  'routes/documents.$id_.pictures': {
    post: [[ofPublished('/pictures'), () => ({ alt: 'x' }), 'sx!!!!!!']],
  },
  'routes/documents.$id_.pictures_.$picture': {
    get: [() => `/documents/${programme}/pictures/${picture}`, '--o----o'],
  },
  'routes/documents.$id_.names': { get: [ofPublished('/names?q=de'), 's-o----o'] },
  'routes/documents.$id_.programmes': { get: [ofPublished('/programmes'), 's-o----o'] },
  'routes/documents.$id_.citable': { get: [ofPublished('/citable?q=de'), 's-o----o'] },
  'routes/documents.$id_.cited': { get: [ofPublished('/cited'), 's-o----o'] },
  'routes/documents.$id_.writers': { get: [ofPublished('/writers?client=1&person=1'), 's-o----o'] },
  'routes/documents.import': {
    get: [() => '/documents/import', 's------o'],
    post: [[() => '/documents/import', () => ({ deed: 'import' }), 's------!']],
  },
  'routes/documents.$id_.imported': { get: [ofProgramme('/imported'), '--o----o'] },
  'routes/documents.$id_.export': { get: [ofProgramme('/export'), '--o----o'] },
  'routes/documents.$id[.]docx': { get: [ofProgramme('.docx'), '--o----o'] },
  'routes/documents.$id[.]odt': { get: [ofProgramme('.odt'), '--o----o'] },
  'routes/documents.$id[.]html': { get: [ofProgramme('.html'), '--o----o'] },
  'routes/documents.$id[.]md': { get: [ofProgramme('.md'), '--o----o'] },
  // Where no Chromium is found there is no such address.
  'routes/documents.$id[.]pdf': { get: [ofProgramme('.pdf'), findChromium() ? '--o----o' : '--------'] },
  'routes/passages.$id': { get: [() => `/passages/${passage}`, '-->---->'] },

  'routes/questionnaires._index': { get: [() => '/questionnaires', 'sooooooo'] },
  'routes/questionnaires.new': {
    get: [() => `/questionnaires/new?event=${meeting.id}`, 's----o-o'],
    post: [[() => '/questionnaires/new', () => ({ deed: 'new' }), 's!!!!!!!']],
  },
  'routes/questionnaires.$id._index': {
    get: [ofAsks(''), '--o--o-o'],
    post: [[ofAsks(''), () => ({ deed: 'begin' }), '-->-->->']],
  },
  'routes/questionnaires.$id_.answer': {
    get: [ofAsks('/answer'), '--o--o-o'],
    post: [[ofAsks('/answer'), () => ({ deed: 'answer', as: 'save', page: randomUUID() }), '-->-->->']],
  },
  'routes/questionnaires.$id_.field': { post: [[ofAsks('/field'), () => ({ page: randomUUID() }), '--o--o-o']] },
  'routes/questionnaires.$id_.files.$file': { get: [() => `/questionnaires/${asks}/files/${answered}`, '--o-----'] },
  'routes/questionnaires.$id_.edit': {
    get: [ofAsks('/edit'), 's----o-o'],
    post: [
      [
        ofAsks('/edit'),
        () => ({ deed: 'texts', language: 'en', title: 'x', introduction: '', version: '999' }),
        's----!-!',
      ],
    ],
  },
  'routes/questionnaires.$id_.questions.$question': {
    get: [ofAsks('/questions/q1'), 's----o-o'],
    post: [
      [
        ofAsks('/questions/q1'),
        () => ({ deed: 'question', language: 'en', type: 'single', version: '999' }),
        's----!-!',
      ],
    ],
  },
  'routes/questionnaires.$id_.preview': { get: [ofAsks('/preview'), 's----o-o'] },
  'routes/questionnaires.$id_.versions': { get: [ofAsks('/versions'), 's----o-o'] },
  'routes/questionnaires.$id_.results': { get: [ofAsks('/results'), '-----o-o'] },
  'routes/questionnaires.$id_.typing': {
    get: [ofAsks('/typing'), 's----o-o'],
    post: [[ofAsks('/typing'), () => ({ deed: 'typing', lines: 'x', language: 'en', once: randomUUID() }), 's----!-!']],
  },
  'routes/questionnaires.$id[.]csv': { get: [ofAsks('.csv'), 's----o-o'] },
  'routes/questionnaires.$id[.]ods': { get: [ofAsks('.ods'), 's----o-o'] },
  'routes/questionnaires.$id[.]docx': { get: [ofAsks('.docx'), '--o--o-o'] },

  'routes/organisations._index': { get: [() => '/organisations', 'oooooooo'] },
  'routes/organisations.$handle': { get: [() => '/organisations/outside', 'oooooooo'] },
  'routes/organisations.new': {
    get: [() => '/organisations/new', 's------o'],
    post: [[() => '/organisations/new', () => ({ deed: 'new' }), 's------!']],
  },
  'routes/organisations.$handle_.edit': {
    get: [() => '/organisations/outside/edit', 's-----oo'],
    post: [
      [
        () => '/organisations/outside/edit',
        () => ({ deed: 'words', version: '999', name: 'Taken over', language: 'en', mandate: '' }),
        's-----!!',
      ],
    ],
  },
  'routes/people._index': {
    get: [() => '/people', 's-----oo'],
    post: [
      [
        () => '/people',
        () => ({ deed: `refuse-${people.other.id}`, person: String(people.other.id), reason: 'No.' }),
        's-----!!',
      ],
    ],
  },
  'routes/people.invitations': {
    get: [() => '/people/invitations', 's-----oo'],
    post: [[() => '/people/invitations', () => ({ deed: 'invite', email: 'not-an-address' }), 's-----!!']],
  },
  'routes/people.$handle': {
    get: [() => `/people/${people.participant.handle}`, '--oooooo'],
    post: [[() => `/people/${people.participant.handle}`, () => ({ deed: 'suspend', reason: '' }), '-------!']],
  },

  'routes/replies.$id': {
    get: [() => `/replies/${reply}`, 's-o-----'],
    post: [[() => `/replies/${reply}`, () => ({ deed: 'post', body: '', language: 'en', erased: '' }), 's-!-----']],
  },
  'routes/for-you': {
    get: [() => '/for-you', 'sooooooo'],
    post: [[() => '/for-you', () => ({ deed: 'done', task: '999999' }), 's-------']],
  },
  'routes/account': {
    get: [() => '/account', 'sooooooo'],
    post: [[() => '/account', () => ({ deed: 'profile', name: '' }), 's!!!!!!!']],
  },
  'routes/account_.address': {
    get: [() => '/account/address', 'gggggggg'],
    post: [[() => '/account/address', () => ({ token: 'x' }), '!!!!!!!!']],
  },
  'routes/register': {
    get: [() => '/register', 'o>>>>>>>'],
    post: [[() => '/register', () => ({ deed: 'register' }), '!>>>>>>>']],
  },
  'routes/confirm': {
    get: [() => '/confirm?token=x', 'gggggggg'],
    post: [[() => '/confirm', () => ({ token: 'x' }), '!!!!!!!!']],
  },
  'routes/invitation': {
    get: [() => '/invitation?token=x', 'gggggggg'],
    post: [[() => '/invitation', () => ({ token: 'x' }), '!!!!!!!!']],
  },
  'routes/sign-in': {
    get: [() => '/sign-in', 'o>>>>>>>'],
    post: [
      [
        () => '/sign-in',
        () => ({ deed: 'password', email: 'nobody@plenary.example', password: 'wrong password here' }),
        '!>>>>>>>',
      ],
    ],
  },
  'routes/sign-in_.link': {
    get: [() => '/sign-in/link?token=x', 'gggggggg'],
    post: [[() => '/sign-in/link', () => ({ token: 'x' }), '!!!!!!!!']],
  },
  'routes/sign-out': { get: [() => '/sign-out', 'oooooooo'] },
  'routes/reset': {
    get: [() => '/reset', 'oooooooo'],
    post: [[() => '/reset', () => ({ email: 'nobody@plenary.example' }), '>>>>>>>>']],
  },
  'routes/reset_.new': {
    get: [() => '/reset/new?token=x', 'gggggggg'],
    post: [[() => '/reset/new', () => ({ token: 'x', password: 'a long enough phrase' }), '!!!!!!!!']],
  },
};

function sign(status: number, location: string | null): string {
  if (status === 200) return 'o';
  if (status === 404) return '-';
  if (status === 403) return 'x';
  if (status === 409 || status === 422) return '!';
  if (status === 410) return 'g';
  if ([301, 302, 303].includes(status)) return location?.startsWith('/sign-in?to=') ? 's' : '>';
  return `[${status}]`;
}

async function answersOf(ask: (visitor: Visitor) => Promise<{ status: number; headers: Headers }>): Promise<string> {
  let answers = '';
  for (const role of roles) {
    const answer = await ask(role === 'visitor' ? new Visitor(url) : people[role].at(url));
    answers += sign(answer.status, answer.headers.get('location'));
  }
  return answers;
}

test('every address is in the table', async () => {
  const build = (await import(pathToFileURL(path.join(root, 'build/server/index.js')).href)) as {
    routes: Record<string, { id: string; module: { action?: unknown } }>;
  };
  const all = Object.values(build.routes).filter((r) => r.id !== 'root');
  expect(Object.keys(table).sort()).toEqual(all.map((r) => r.id).sort());
  const acting = all.filter((r) => r.module.action).map((r) => r.id);
  expect(
    Object.keys(table)
      .filter((id) => table[id]!.post)
      .concat('routes/sign-out')
      .sort(),
  ).toEqual(acting.sort());
});

for (const [id, row] of Object.entries(table)) {
  if (row.get) {
    const [address, answers] = row.get;
    test(`GET ${id}`, async () => {
      expect(await answersOf(async (v) => v.get(await address()))).toBe(answers);
    });
  }
  for (const [i, [address, fields, answers]] of (row.post ?? []).entries()) {
    test(`POST ${id} (${i + 1})`, async () => {
      expect(await answersOf(async (v) => v.post(await address(), fields(), { follow: false }))).toBe(answers);
    });
  }
}

test('no answer of all these was a fault of ours', () => {
  expect(server.logged.filter((line) => line.includes('"a request failed"'))).toEqual([]);
});

test('signing out ends the session of whoever asks, and of nobody else', async () => {
  const [one, two] = [await aPerson(sql), await aPerson(sql)];
  const visitor = one.at(url);
  expect((await visitor.post('/sign-out', {}, { follow: false })).status).toBe(303);
  expect(sign((await one.at(url).get('/account')).status, '/sign-in?to=')).toBe('s');
  expect((await two.at(url).get('/account')).status).toBe(200);
});

test('every socket event: joined only by those who may read, and left by anyone without harm', async () => {
  expect(Object.keys(messages).sort()).toEqual([
    'join',
    'joinConsultation',
    'joinDocument',
    'joinTalk',
    'leave',
    'leaveConsultation',
    'leaveDocument',
    'leaveTalk',
  ]);
  const named = (event: string) => {
    if (event.endsWith('Talk')) return { event: meeting.id };
    if (event.endsWith('Consultation')) return { consultation: consulted.id };
    return event.endsWith('Document') ? { document: published } : { discussion: invited.id };
  };
  const answers: Record<string, string> = {};
  for (const event of Object.keys(messages) as (keyof typeof messages)[]) {
    for (const role of roles) {
      const listener = new Listener(url, role === 'visitor' ? null : people[role]);
      const answer = await listener.ask(event, named(event));
      answers[event] = `${answers[event] ?? ''}${answer?.ok ? 'o' : '-'}`;
      listener.close();
    }
  }
  expect(answers.join).toBe('--o-oo-o');
  expect(answers.leave).toBe('oooooooo');
  // Reading what has settled is no reason to sit where it is written.
  expect(answers.joinDocument).toBe('--o----o');
  expect(answers.leaveDocument).toBe('oooooooo');
  expect(answers.joinTalk).toBe('--o--o-o');
  expect(answers.leaveTalk).toBe('oooooooo');
  expect(answers.joinConsultation).toBe('oooooooo');
  expect(answers.leaveConsultation).toBe('oooooooo');
});
