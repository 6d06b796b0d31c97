import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { putPart, raisePart, removePart } from '../../app/consultations/commands/parts.server';
import { putPhase, removePhase } from '../../app/consultations/commands/phases.server';
import {
  announceConsultation,
  cancelConsultation,
  changeConsultation,
  discardConsultation,
  prepareConsultation,
} from '../../app/consultations/commands/preparing.server';
import { type ConsultationReaders, maySeeConsultation } from '../../app/consultations/consultation';
import {
  type NewForm,
  newForm,
  type PartForm,
  type PhaseForm,
  partForm,
  phaseForm,
} from '../../app/consultations/forms-preparing';
import { consultationDeeds } from '../../app/consultations/jobs.server';
import { readConsultation } from '../../app/consultations/queries/consultation.server';
import { listConsultations } from '../../app/consultations/queries/list.server';
import { readPreparation } from '../../app/consultations/queries/preparing.server';
import { readReading } from '../../app/consultations/queries/reading.server';
import { partOf, readConsultationRules } from '../../app/consultations/queries/rules.server';
import { searchConsultations } from '../../app/consultations/search.server';
import { writePost } from '../../app/discussions/posting.server';
import { startThread } from '../../app/documents/commands/commenting.server';
import { mayComment, roleOf } from '../../app/documents/document';
import { findRules } from '../../app/documents/rules.server';
import { readableBy } from '../../app/documents/visible.server';
import { chooseLevel } from '../../app/notices/commands/following.server';
import type { Level } from '../../app/notices/notice';
import { readFollowing } from '../../app/notices/queries/following.server';
import { listNotices } from '../../app/notices/queries/notices.server';
import { tellSome } from '../../app/notices/telling.server';
import type { Reader } from '../../app/people/person';
import { findQuestionnaire } from '../../app/questionnaires/found.server';
import { addQuestionnaire, discardQuestionnaire } from '../../app/questionnaires/preparing.server';
import { whyNotAnswer } from '../../app/questionnaires/questionnaire';
import { isRefusal, type Refusal } from '../../app/shared/refusal';
import { mentionsAndDraftsOf } from '../../app/tasks/queries.server';
import { announce } from '../../db/announce';
import { aConsultation, aConsultationQuestionnaire, aPart, type SomeConsultation } from '../support/consultations';
import { freshDatabase } from '../support/database';
import { aDiscussion, aPostForm } from '../support/discussions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-11-22T12:00:00Z');
let secretariat: Reader;
let someone: Reader;
let helper: SomePerson;
let host: number;

beforeAll(async () => {
  secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  someone = await (await aPerson(sql)).reader();
  helper = await aPerson(sql);
  host = await anOrganisation(sql);
});

/** What the form of a new consultation sends, with what is said otherwise. */
function form(values: Record<string, unknown> = {}): NewForm {
  return newForm.parse({
    language: 'en',
    title: 'What should come next (invented)',
    purpose: 'What works, and **what does not**.',
    feedsWords: 'The programme of the coming years (invented)',
    feeds: 'programme',
    feedsDocument: '',
    scope: 'general',
    region: '001',
    theme: '',
    languages: ['fr'],
    host: String(host),
    readers: 'public',
    participants: 'registered',
    timeZone: 'Europe/Vienna',
    facilitators: helper.handle,
    once: randomUUID(),
    ...values,
  });
}

function phase(values: Record<string, unknown> = {}): PhaseForm {
  return phaseForm.parse({
    ...{ version: 1, phase: '', language: 'en', kind: 'open', title: 'Tell us', introduction: '' },
    ...{ opens: '2026-12-01T09:00', opensWhich: '', closes: '2026-12-15T18:00', closesWhich: '' },
    ...values,
  });
}

function part(values: Record<string, unknown> = {}): PartForm {
  return partForm.parse({
    ...{
      version: 1,
      part: '',
      language: 'en',
      kind: 'reading',
      subject: '',
      title: 'Background',
      body: 'Read **this**.',
    },
    phases: [],
    ...values,
  });
}

async function refusalOf(deed: Promise<unknown>): Promise<Refusal> {
  const thrown = await deed.then(
    () => null,
    (e) => e,
  );
  if (!isRefusal(thrown)) throw thrown ?? new Error('nothing was refused');
  return thrown;
}

async function mistakesOf(deed: Promise<unknown>): Promise<Record<string, string>> {
  const { fields = {} } = await refusalOf(deed);
  return Object.fromEntries(
    Object.entries(fields).map(([f, key]) => [f, key.replace(/^(consultations:refusals|preparing:mistakes)\./, '')]),
  );
}

const versionOf = async (id: number) => (await readConsultationRules(sql, secretariat, id)).version;
const read = (id: number, reader: Reader | null, language = 'en') => readConsultation(sql, reader, id, language, now);

async function announced(id: number): Promise<string[]> {
  const rows = await sql<{ what: string }[]>`
    select what from announcement where ids @> ${sql.json({ consultation: id })} order by id`;
  return rows.map((r) => r.what);
}

describe('preparing', () => {
  test('a draft is seen by its facilitators and the secretariat, and by nobody else', async () => {
    const id = await prepareConsultation(sql, secretariat, form());
    for (const reader of [null, someone]) expect((await refusalOf(read(id, reader))).kind).toBe('not-found');
    const seen = await read(id, await helper.reader());
    expect(seen).toMatchObject({
      title: 'What should come next (invented)',
      languages: ['en', 'fr'],
      feedsKind: 'programme',
    });
    expect(seen.purposeHtml).toContain('<strong>what does not</strong>');
    expect((await refusalOf(prepareConsultation(sql, someone, form()))).kind).toBe('not-found');
  });

  test('the same form sent twice prepares one', async () => {
    const twice = form();
    expect(await prepareConsultation(sql, secretariat, twice)).toBe(await prepareConsultation(sql, secretariat, twice));
  });

  test('what is missing or does not fit is said beside its field', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ feedsWords: ' ' }, 'feedsWords'],
      [{ host: '' }, 'host'],
      [{ scope: 'region' }, 'region'],
      [{ scope: 'theme' }, 'theme'],
      [{ readers: 'invited' }, 'participants'],
      [{ timeZone: 'Europe/Atlantis' }, 'timeZone'],
      [{ title: 'x'.repeat(161) }, 'title'],
      [{ languages: ['tlh'] }, 'languages'],
    ];
    for (const [values, field] of cases) {
      const all = { ...form(), feedsDocument: '', host: String(host), facilitators: '', once: randomUUID(), ...values };
      const parsed = newForm.safeParse(all);
      expect(parsed.success ? [] : parsed.error.issues.map((i) => i.path[0]), field).toContain(field);
    }
    expect(await mistakesOf(prepareConsultation(sql, secretariat, form({ host: '999999' })))).toEqual({
      host: 'no-host',
    });
    expect(await mistakesOf(prepareConsultation(sql, secretariat, form({ feedsDocument: '999999' })))).toHaveProperty(
      'feedsDocument',
    );
  });

  test('phases follow each other: what overlaps or runs backward is said beside its field', async () => {
    const id = await prepareConsultation(sql, secretariat, form());
    await putPhase(sql, secretariat, id, phase(), now);
    const put = async (values: Record<string, unknown>) =>
      mistakesOf(putPhase(sql, secretariat, id, phase({ version: await versionOf(id), ...values }), now));
    expect(await put({ opens: '2026-12-20T09:00', closes: '2026-12-19T09:00' })).toEqual({ closes: 'backward' });
    expect(await put({ opens: '2026-12-10T09:00', closes: '2026-12-20T09:00' })).toEqual({ opens: 'overlaps' });
    expect(await put({ opens: '2026-11-25T09:00', closes: '2026-12-02T09:00' })).toEqual({ closes: 'overlaps' });
    expect(await put({ opens: '2027-03-28T02:30', closes: '2027-03-29T02:30' })).toEqual({ opens: 'time-skipped' });
    expect(await put({ opens: '2027-10-31T02:30', closes: '2027-11-02T02:30' })).toEqual({ opens: 'time-twice' });
    await putPhase(
      sql,
      secretariat,
      id,
      phase({
        version: await versionOf(id),
        kind: 'preparation',
        opens: '2026-11-20T09:00',
        closes: '2026-12-01T09:00',
        title: '',
      }),
      now,
    );
    const { phases } = await read(id, secretariat);
    expect(phases.map((p) => [p.kind, p.title, p.opensAt.toISOString()])).toEqual([
      ['preparation', '', '2026-11-20T08:00:00.000Z'],
      ['open', 'Tell us', '2026-12-01T08:00:00.000Z'],
    ]);
  });

  test('a change from a page that is old is a conflict, and nothing is written over', async () => {
    const id = await prepareConsultation(sql, secretariat, form());
    await putPhase(sql, secretariat, id, phase(), now);
    const late = await refusalOf(
      changeConsultation(sql, await helper.reader(), id, { ...form({ title: 'Later' }), version: 1 }),
    );
    expect(late).toMatchObject({ kind: 'conflict', message: 'consultations:refusals.changed-meanwhile' });
    await changeConsultation(sql, await helper.reader(), id, {
      ...form({ title: 'Second', scope: 'theme', theme: 'labour' }),
      version: 2,
    });
    expect(await read(id, secretariat)).toMatchObject({
      title: 'Second',
      scope: 'theme',
      theme: 'labour',
      region: '001',
    });
  });

  test('texts in a further language stand beside the first, and what is not translated is shown in its own', async () => {
    const id = await prepareConsultation(sql, secretariat, form());
    await putPart(sql, secretariat, id, part());
    await changeConsultation(sql, secretariat, id, {
      ...form({ language: 'fr', title: 'Et ensuite (inventé)', feedsWords: 'Le programme (inventé)' }),
      version: await versionOf(id),
    });
    const french = await read(id, secretariat, 'fr');
    expect(french).toMatchObject({
      title: 'Et ensuite (inventé)',
      feeds: 'Le programme (inventé)',
      textLanguage: 'fr',
    });
    expect(french.parts[0]).toMatchObject({ title: 'Background', language: 'en' });
    expect((await read(id, secretariat, 'ar')).title).toBe('What should come next (invented)');
    expect((await readPreparation(sql, secretariat, id, 'ar', now)).title).toBe('');
  });

  test('a draft that nobody was told of is deleted with all that is its own', async () => {
    const id = await prepareConsultation(sql, secretariat, form());
    await putPart(sql, secretariat, id, part());
    await discardConsultation(sql, secretariat, id, 2);
    expect((await refusalOf(read(id, secretariat))).kind).toBe('not-found');
    expect(await sql`select from activity_role where activity = 'consultation' and activity_id = ${id}`).toHaveLength(
      0,
    );
  });
});

describe('announcing and cancelling', () => {
  test('it is announced with an open phase and a facilitator, once, and then it is there', async () => {
    const id = await prepareConsultation(sql, secretariat, form({ facilitators: '' }));
    const why = async () => (await refusalOf(announceConsultation(sql, secretariat, id, now))).message;
    expect(await why()).toBe('consultations:refusals.no-open-phase');
    await putPhase(sql, secretariat, id, phase(), now);
    expect(await why()).toBe('consultations:refusals.no-facilitator');
    await changeConsultation(sql, secretariat, id, { ...form(), version: await versionOf(id) });
    await announceConsultation(sql, secretariat, id, now);
    expect(await why()).toBe('consultations:refusals.announced-already');
    expect((await read(id, null)).feeds).toBe('The programme of the coming years (invented)');
    expect((await announced(id)).at(-1)).toBe('consultation.announced');
    const refused = await refusalOf(discardConsultation(sql, secretariat, id, await versionOf(id)));
    expect(refused.message).toBe('consultations:refusals.was-announced');
  });

  test('each instant ahead waits in the queue, once, and none for what is cancelled', async () => {
    const c = await aConsultation(sql);
    const waiting = async () =>
      (
        await sql<{ n: number }[]>`
        select count(*)::int as n from due where deed = 'tell-consultation' and about = ${sql.json({ consultation: c.id })}`
      )[0]!.n;
    await removePhase(sql, secretariat, c.id, { id: c.phases[4]!.id, version: await versionOf(c.id) }, new Date());
    expect(await waiting()).toBe(3);
    await cancelConsultation(
      sql,
      secretariat,
      c.id,
      { reason: 'No funds (invented).', version: await versionOf(c.id) },
      new Date(),
    );
    expect(await waiting()).toBe(0);
    expect(await read(c.id, null)).toMatchObject({ cancelledReason: 'No funds (invented).' });
  });

  test('what has begun stays, and so does the last phase that is open', async () => {
    const c = await aConsultation(sql, { parts: [{ kind: 'reading' }, { kind: 'statements', during: ['follow-up'] }] });
    const facilitator = await c.facilitator.reader();
    const take = async (id: number) =>
      (await refusalOf(removePhase(sql, facilitator, c.id, { id, version: await versionOf(c.id) }, new Date())))
        .message;
    expect(await take(c.phases[0]!.id)).toBe('consultations:refusals.has-begun');
    expect(await take(c.phases[1]!.id)).toBe('consultations:refusals.has-begun');
    const begun = removePart(sql, facilitator, c.id, { id: c.parts[0]!, version: await versionOf(c.id) }, new Date());
    expect((await refusalOf(begun)).message).toBe('consultations:refusals.part-begun');
    await removePart(sql, facilitator, c.id, { id: c.parts[1]!, version: await versionOf(c.id) }, new Date());
    expect((await read(c.id, null)).parts.map((p) => p.kind)).toEqual(['reading']);
  });
});

describe('parts', () => {
  test('only what one runs oneself is made a part, and of one consultation', async () => {
    const c = await aConsultation(sql, { announced: false });
    const facilitator = await c.facilitator.reader();
    const [discussion] = await sql<{ id: number }[]>`
      insert into discussion (slug, language, readers, writers, moderation, time_zone, region, created_by)
      values ('d', 'en', 'public', 'registered', 'post', 'UTC', '001', ${secretariat.id}) returning id`;
    await sql`insert into discussion_text (discussion_id, language, title) values (${discussion!.id}, 'en', 'A discussion (invented)')`;
    const add = async (by: Reader, values: Record<string, unknown> = {}) =>
      putPart(
        sql,
        by,
        c.id,
        part({
          version: await versionOf(c.id),
          kind: 'discussion',
          subject: String(discussion!.id),
          title: '',
          body: '',
          ...values,
        }),
      );
    expect(await mistakesOf(add(facilitator))).toEqual({ subject: 'subject-not-yours' });
    expect(await mistakesOf(add(facilitator, { subject: '' }))).toEqual({ subject: 'no-subject' });
    await add(secretariat, { phases: [String(c.phases[1]!.id)] });
    expect(await mistakesOf(add(secretariat))).toEqual({ subject: 'subject-not-yours' });
    const found = await partOf(sql, 'discussion', discussion!.id);
    expect(found).toMatchObject({
      consultation: { id: c.id },
      part: { kind: 'discussion', phaseIds: [c.phases[1]!.id] },
    });
    expect(await partOf(sql, 'session', discussion!.id)).toBeNull();
    expect(await mistakesOf(add(facilitator, { kind: 'statements', title: '' }))).toEqual({ title: 'text:empty' });
    expect(await mistakesOf(add(facilitator, { kind: 'reading', title: 'T', phases: ['999999'] }))).toEqual({
      body: 'text:empty',
      phases: 'shared:errors.field',
    });
  });

  test('statements stand in one part, and parts change their order', async () => {
    const c = await aConsultation(sql, { parts: [{ kind: 'statements' }, { kind: 'reading', title: 'Second' }] });
    const facilitator = await c.facilitator.reader();
    const again = putPart(sql, facilitator, c.id, part({ kind: 'statements', version: await versionOf(c.id) }));
    expect(await mistakesOf(again)).toEqual({ kind: 'statements-once' });
    await raisePart(sql, facilitator, c.id, { id: c.parts[1]!, version: await versionOf(c.id) });
    expect((await read(c.id, null)).parts.map((p) => p.kind)).toEqual(['reading', 'statements']);
  });

  test('a text is read from its first phase on, and by nobody else before', async () => {
    const c = await aConsultation(sql, {
      parts: [
        { kind: 'reading', during: ['synthesis'] },
        { kind: 'reading', during: ['preparation'] },
      ],
    });
    const text = (reader: Reader | null, n: number) => readReading(sql, reader, c.id, c.parts[n]!, 'en', new Date());
    expect((await refusalOf(text(null, 0))).kind).toBe('not-found');
    expect(await text(await c.facilitator.reader(), 0)).toMatchObject({ title: 'Part: reading', isDraft: true });
    expect(await text(null, 1)).toMatchObject({ title: 'Part: reading', isDraft: false });
    const other = await aConsultation(sql);
    expect((await refusalOf(readReading(sql, secretariat, other.id, c.parts[1]!, 'en', new Date()))).kind).toBe(
      'not-found',
    );
  });
});

test('who sees it: the rule and the queries say the same', async () => {
  const invited = await anOrganisation(sql);
  const member = await aPerson(sql, { organisation: invited });
  const people: (SomePerson | null)[] = [
    null,
    await aPerson(sql, { state: 'waiting', organisation: invited }),
    await aPerson(sql),
    member,
  ];
  people.push(await aPerson(sql, { organisation: host }), await aPerson(sql, { secretariat: true }));
  const observer = await aPerson(sql);
  for (const readers of ['public', 'registered', 'invited'] as ConsultationReaders[])
    for (const isAnnounced of [true, false]) {
      const c = await aConsultation(sql, {
        readers,
        announced: isAnnounced,
        invited: [invited],
        host,
        observer: observer.id,
      });
      for (const who of [...people, observer, c.facilitator]) {
        const reader = who && (await who.reader());
        const tie = {
          role: who === c.facilitator ? ('facilitator' as const) : who === observer ? ('observer' as const) : null,
          invited: reader?.organisationId === invited,
          host: reader?.organisationId === host,
        };
        const may = maySeeConsultation({ readers, announcedAt: isAnnounced ? now : null }, reader, tie);
        const listed = await listConsultations(sql, reader, {
          inLanguage: 'en',
          now: new Date(),
          page: 1,
          length: 500,
        });
        const isRead = await readConsultationRules(sql, reader, c.id).then(
          () => true,
          () => false,
        );
        const said = [listed.consultations.some((x) => x.id === c.id), isRead];
        expect(said, `${readers} ${isAnnounced} ${who?.handle}`).toEqual([may, may]);
      }
    }
});

test('the list: what runs first, the next to close before the others, and each filter by itself', async () => {
  const { sql: own } = await freshDatabase();
  const at = new Date();
  const soon = await aConsultation(own, { starts: [-48, -1, 10, 480, 720, 2000], scope: 'region', region: '002' });
  const later = await aConsultation(own, { scope: 'theme', theme: 'labour' });
  const toCome = await aConsultation(own, { starts: [24, 48, 72, 96, 120, 144] });
  const ended = await aConsultation(own, { starts: [-144, -120, -96, -72, -48, -24] });
  const cancelled = await aConsultation(own, { cancelled: true });
  const draft = await aConsultation(own, { announced: false });
  const ids = async (chosen: Parameters<typeof listConsultations>[2] | object = {}, reader: Reader | null = null) =>
    (await listConsultations(own, reader, { inLanguage: 'en', now: at, page: 1, ...chosen })).consultations.map(
      (c) => c.id,
    );
  expect(await ids()).toEqual([soon.id, later.id, toCome.id, ended.id, cancelled.id]);
  expect(await ids({ state: 'running' })).toEqual([soon.id, later.id]);
  expect(await ids({ state: 'preparing' })).toEqual([]);
  expect(await ids({ state: 'preparing' }, await draft.facilitator.reader())).toEqual([draft.id]);
  expect(await ids({ scope: 'theme' })).toEqual([later.id]);
  expect(await ids({ region: '002' })).toEqual([soon.id]);
  expect(await ids({ theme: 'labour' })).toEqual([later.id]);
  expect(await ids({ language: 'fr' })).toEqual([]);
});

test('a part made by hand is found by what it stands for', async () => {
  const c = await aConsultation(sql);
  const id = await aPart(sql, c, { kind: 'draft', subject: 424242, title: 'A draft' });
  expect((await partOf(sql, 'draft', 424242))?.part.id).toBe(id);
});

describe('a questionnaire of a consultation', () => {
  const ask = (by: Reader, about: number) =>
    addQuestionnaire(sql, by, {
      ...{ subject: 'consultation', about, template: 'blank', language: 'en', once: randomUUID() },
    });
  const found = async (id: number, reader: Reader | null) =>
    findQuestionnaire(sql, { reader, token: null, key: null }, id, 'en');

  test('whoever prepares the consultation makes it, and it is a part of it, open with the contributions', async () => {
    const c = await aConsultation(sql);
    expect((await refusalOf(ask(someone, c.id))).kind).toBe('not-allowed');
    const hidden = await aConsultation(sql, { announced: false });
    expect((await refusalOf(ask(someone, hidden.id))).kind).toBe('not-found');
    const id = await ask(await c.facilitator.reader(), c.id);
    expect(await partOf(sql, 'questionnaire', id)).toMatchObject({
      consultation: { id: c.id },
      part: { phaseIds: [c.phases[1]!.id] },
    });
    // A draft of it is on no page of others, and goes with its part.
    expect((await refusalOf(found(id, someone))).kind).toBe('not-found');
    await discardQuestionnaire(sql, await c.facilitator.reader(), id, 1);
    expect(await partOf(sql, 'questionnaire', id)).toBeNull();
  });

  test('it is open while its part is, for those who are asked', async () => {
    const organisation = await anOrganisation(sql);
    const c = await aConsultation(sql, { participants: 'invited', invited: [organisation] });
    const id = await aConsultationQuestionnaire(sql, c);
    const member = await (await aPerson(sql, { organisation })).reader();
    const other = await (await aPerson(sql, { organisation: await anOrganisation(sql) })).reader();
    const why = async (reader: Reader | null, hours: number) => {
      const q = await found(id, reader);
      return whyNotAnswer(q, reader, q.tie, new Date(Date.now() + hours * 3_600_000))?.message ?? null;
    };
    expect(await why(member, 0)).toBeNull();
    expect(await why(member, -2)).toBe('questionnaires:refusals.not-yet-open');
    expect(await why(member, 241)).toBe('questionnaires:refusals.closed');
    expect(await why(other, 0)).toBe('consultations:refusals.not-invited');
    expect(await why(null, 0)).toBe('questionnaires:refusals.sign-in');
    await sql`update consultation set cancelled_at = now(), cancelled_reason = 'No funds (invented).' where id = ${c.id}`;
    expect(await why(member, 0)).toBe('questionnaires:refusals.closed');
    await sql`update consultation set announced_at = null, cancelled_at = null where id = ${c.id}`;
    expect((await refusalOf(found(id, member))).kind).toBe('not-found');
  });
});

describe('who follows is told', () => {
  const tellAll = async (at = now) => {
    while ((await tellSome(sql, at)) > 0);
  };
  const toldTo = async (person: SomePerson) =>
    (await listNotices(sql, await person.reader(), 'en', 1, now)).notices.map((n) => `${n.kind} ${n.title}`).sort();
  const choose = async (person: SomePerson, id: number, level: Level) =>
    chooseLevel(sql, await person.reader(), { activity: 'consultation', id, level }, now);
  const passed = async (id: number, at: Date) =>
    sql.begin((tx) =>
      consultationDeeds['tell-consultation']!(tx, {
        id: 0,
        at,
        deed: 'tell-consultation',
        about: { consultation: id },
        tries: 0,
      }),
    );

  test('of a phase when it opens, once; of changes once a day; of a cancelled one all who follow it', async () => {
    const c = await aConsultation(sql, { title: 'Told of (invented)' });
    const [everything, mentions, nothing, hidden] = await Promise.all(Array.from({ length: 4 }, () => aPerson(sql)));
    await choose(everything!, c.id, 'everything');
    await choose(mentions!, c.id, 'mentions');
    await choose(nothing!, c.id, 'nothing');
    const closed = await aConsultation(sql, { readers: 'invited' });
    await sql`insert into follow (person_id, activity, activity_id, level, chosen) values (${hidden!.id}, 'consultation', ${closed.id}, 'everything', true)`;
    await passed(c.id, c.phases[1]!.opensAt);
    await passed(c.id, c.phases[1]!.opensAt);
    await passed(c.id, c.phases[4]!.closesAt);
    await passed(closed.id, closed.phases[1]!.opensAt);
    for (let i = 0; i < 3; i++) await sql.begin((tx) => announce(tx, 'consultation.changed', { consultation: c.id }));
    await tellAll();
    expect(await toldTo(everything!)).toEqual([
      'consultation-changed Told of (invented)',
      'consultation-phase Told of (invented)',
    ]);
    expect(await toldTo(mentions!)).toEqual(['consultation-phase Told of (invented)']);
    const version = await versionOf(c.id);
    await cancelConsultation(sql, secretariat, c.id, { reason: 'No funds (invented).', version }, new Date());
    await tellAll();
    expect(await toldTo(mentions!)).toContain('consultation-cancelled Told of (invented)');
    for (const silent of [nothing!, hidden!]) expect(await toldTo(silent)).toEqual([]);
  });

  test('a draft tells nobody of anything', async () => {
    const c = await aConsultation(sql, { announced: false });
    await choose(c.facilitator, c.id, 'everything');
    await sql.begin((tx) => announce(tx, 'consultation.changed', { consultation: c.id }));
    await passed(c.id, c.phases[1]!.opensAt);
    await tellAll();
    expect(await toldTo(c.facilitator)).toEqual([]);
  });

  test('whoever facilitates follows it from the announcement on, and whoever takes part from then on', async () => {
    const organisation = await anOrganisation(sql);
    const [person, focal] = [await aPerson(sql), await aPerson(sql, { organisation, office: 'focal-point' })];
    const c = await aConsultation(sql);
    for (const voice of [
      { person: person.id, organisation: null },
      { person: null, organisation },
    ])
      await sql`
        insert into consultation_voice (consultation_id, person_id, organisation_id, sector, region)
        values (${c.id}, ${voice.person}, ${voice.organisation}, 'civil-society', '002')`;
    await sql.begin((tx) => announce(tx, 'consultation.announced', { consultation: c.id }));
    await sql.begin((tx) => announce(tx, 'consultation.voices-changed', { consultation: c.id }));
    await tellAll();
    const level = async (who: SomePerson) => {
      const { followed } = await readFollowing(sql, await who.reader(), 'en', now);
      return followed.map((f) => [f.activity, f.id, f.level]);
    };
    expect(await level(c.facilitator)).toEqual([['consultation', c.id, 'digest']]);
    for (const who of [person, focal]) expect(await level(who)).toEqual([['consultation', c.id, 'mentions']]);
  });
});

describe('found and shown', () => {
  test('search finds what a reader may see, in any language, and a text from its phase on', async () => {
    const c = await aConsultation(sql, {
      title: 'Zweifelsohne gefragt (invented)',
      parts: [{ kind: 'reading', title: 'Anfangs xylograph' }],
    });
    const later = await aPart(sql, c, { kind: 'reading', title: 'Später xylograph', during: ['response'] });
    const hidden = await aConsultation(sql, { title: 'Zweifelsohne hidden (invented)', readers: 'invited' });
    const found = async (query: string, reader: Reader | null = null) =>
      (await searchConsultations(sql, reader, query, 'en', new Date())).map((f) => f.id);
    expect(await found('zweifelsohne')).toEqual([c.id]);
    expect((await found('zweifelsohne', secretariat)).sort()).toEqual([c.id, hidden.id].sort());
    expect(await found('anfangs xylograph')).toEqual([c.id]);
    expect(await found('später xylograph')).toEqual([]);
    expect(await found('%')).toEqual([]);
    expect(later).toBeGreaterThan(0);
  });

  test('what waits for somebody names the consultations that ask for their organisation, what closes first before the others', async () => {
    const organisation = await anOrganisation(sql);
    const member = await aPerson(sql, { organisation });
    const waiting = await aPerson(sql, { organisation, state: 'waiting' });
    const invited = [organisation];
    const later = await aConsultation(sql, { invited });
    const soon = await aConsultation(sql, { invited, readers: 'invited', starts: [-48, -1, 5, 480, 720, 2000] });
    await aConsultation(sql, { invited, starts: [-144, -120, -96, -72, -48, -24] });
    await aConsultation(sql, { invited, announced: false });
    await aConsultation(sql);
    const mine = async (who: SomePerson) =>
      (await mentionsAndDraftsOf(sql, await who.reader(), 'en', new Date())).consultations.map((c) => [
        c.id,
        c.kind,
        c.isOpen,
      ]);
    expect(await mine(member)).toEqual([
      [soon.id, 'open', true],
      [later.id, 'open', true],
    ]);
    expect(await mine(waiting)).toEqual([]);
    const draft = await aConsultation(sql, { announced: false });
    expect(await mine(draft.facilitator)).toEqual([[draft.id, 'open', true]]);
  });
});

describe('a draft to comment', () => {
  async function aDraft(c: SomeConsultation): Promise<number> {
    const [row] = await sql<{ id: number }[]>`
      insert into document (title, language, lead_id, readers, created_by)
      values ('A draft (invented)', 'en', ${c.host}, 'invited', ${secretariat.id}) returning id`;
    await aPart(sql, c, { kind: 'draft', subject: row!.id });
    return row!.id;
  }
  /** What somebody may do with the document at an hour from now, as the rules and as the queries say it. */
  async function standing(who: SomePerson, document: number, hours = 0) {
    const reader = await who.reader();
    const at = new Date(Date.now() + hours * 3_600_000);
    const ruled = (await findRules(sql, reader.id, document))!;
    const [read] = await sql`select from document d where d.id = ${document} and ${readableBy(sql, reader, at)}`;
    return [roleOf(reader, ruled.tie, at), mayComment(ruled, reader, ruled.tie, at), read !== undefined];
  }

  test('whoever may take part comments it and reads it while its part is open, and not a moment longer', async () => {
    const c = await aConsultation(sql);
    const document = await aDraft(c);
    const [member, alone] = [await aPerson(sql, { organisation: await anOrganisation(sql) }), await aPerson(sql)];
    for (const who of [member, alone]) {
      expect(await standing(who, document)).toEqual(['commenter', true, true]);
      expect(await standing(who, document, -2)).toEqual([null, false, false]);
      expect(await standing(who, document, 241)).toEqual([null, false, false]);
    }
    const waiting = await aPerson(sql, { state: 'waiting' });
    expect(await standing(waiting, document)).toEqual([null, false, false]);
    const version = await versionOf(c.id);
    await cancelConsultation(sql, secretariat, c.id, { reason: 'No funds (invented).', version }, new Date());
    expect(await standing(member, document)).toEqual([null, false, false]);
    const told =
      await sql`select from announcement where what = 'document.access-changed' and ids @> ${sql.json({ document })}`;
    expect(told.length).toBeGreaterThan(0);
  });

  test('of a consultation for invited organisations only those who are asked, and nobody who observes', async () => {
    const organisation = await anOrganisation(sql);
    const observer = await aPerson(sql);
    const c = await aConsultation(sql, { readers: 'invited', invited: [organisation], observer: observer.id });
    const document = await aDraft(c);
    expect(await standing(await aPerson(sql, { organisation }), document)).toEqual(['commenter', true, true]);
    expect(await standing(c.facilitator, document)).toEqual(['commenter', true, true]);
    for (const who of [observer, await aPerson(sql)])
      expect(await standing(who, document)).toEqual([null, false, false]);
  });

  test('a comment is that of a person without an organisation, too', async () => {
    const c = await aConsultation(sql);
    const document = await aDraft(c);
    const alone = await aPerson(sql);
    const at = new Date();
    const said = { document, anchor: null, block: '', quote: '', body: 'A word on this.' };
    const { thread } = await startThread(sql, await alone.reader(), said as never, at);
    expect(await sql`select organisation_id, body from document_comment where thread_id = ${thread}`).toEqual([
      { organisationId: null, body: 'A word on this.' },
    ]);
    const late = startThread(sql, await alone.reader(), said as never, new Date(Number(at) + 241 * 3_600_000));
    expect((await refusalOf(late)).kind).toBe('not-found');
  });
});

test('a discussion takes posts in the phases of its consultation alone, and what was typed is kept', async () => {
  const d = await aDiscussion(sql);
  const [person, at] = [await aPerson(sql), new Date()];
  const post = async () => writePost(sql, await person.reader(), aPostForm(d.id, 'A word.'), at);
  expect((await post()).id).toBeGreaterThan(0);
  const c = await aConsultation(sql, { parts: [{ kind: 'discussion', subject: d.id, during: ['response'] }] });
  expect(await refusalOf(post())).toMatchObject({ kind: 'closed', message: 'discussions:refusals.not-yet-open' });
  const open = c.phases[1]!.id;
  await putPart(
    sql,
    await c.facilitator.reader(),
    c.id,
    part({
      version: await versionOf(c.id),
      part: String(c.parts[0]),
      kind: 'discussion',
      title: '',
      body: '',
      phases: [String(open)],
    }),
  );
  expect((await post()).id).toBeGreaterThan(0);
  const told =
    await sql`select from announcement where what = 'discussion.instant-passed' and ids @> ${sql.json({ discussion: d.id })}`;
  expect(told).toHaveLength(1);
  await sql`update consultation set announced_at = null where id = ${c.id}`;
  expect((await post()).id).toBeGreaterThan(0);
});

test('on its desk a part is called by its own name, else as what it stands for', async () => {
  const d = await aDiscussion(sql);
  const c = await aConsultation(sql, { parts: [{ kind: 'reading', title: 'A text' }] });
  await putPart(
    sql,
    secretariat,
    c.id,
    part({ version: await versionOf(c.id), kind: 'discussion', subject: String(d.id), title: '', body: '' }),
  );
  const { parts } = await readPreparation(sql, secretariat, c.id, null, new Date());
  const [row] = await sql<{ title: string }[]>`select title from discussion_text where discussion_id = ${d.id} limit 1`;
  expect(parts.map((p) => p.title || p.own)).toEqual(['A text', row!.title]);
});
