import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../app/events/registration/links.server';
import type { Reader } from '../../app/people/person';
import {
  beginAnswers,
  chooseAnswer,
  reopenAnswers,
  saveAnswers,
  submitAnswers,
} from '../../app/questionnaires/answering.server';
import { questionsOf } from '../../app/questionnaires/content';
import type { QuestionForm } from '../../app/questionnaires/forms';
import { type Comer, findQuestionnaire } from '../../app/questionnaires/found.server';
import {
  addQuestionnaire,
  changeSection,
  changeSettings,
  closeNow,
  discardQuestionnaire,
  moveBy,
  publishVersion,
  remove,
  writeQuestion,
} from '../../app/questionnaires/preparing.server';
import { findResponse, madeWith } from '../../app/questionnaires/queries/response.server';
import { typeIn } from '../../app/questionnaires/typing.server';
import { freshDatabase } from '../support/database';
import { anEvent } from '../support/events';
import { anOrganisation, aPerson } from '../support/people';
import { aPage, aQuestionnaire } from '../support/questionnaires';

const { sql } = await freshDatabase();
const now = new Date();
const as = (reader: Reader | null, more: Partial<Comer> = {}): Comer => ({ reader, token: null, key: null, ...more });
const why = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (e: { message: string; fields?: Record<string, string> }) =>
      e.fields
        ? Object.entries(e.fields)
            .map(([name, key]) => `${name} ${key.split(/[:.]/).at(-1)}`)
            .join()
        : e.message.split(/[:.]/).at(-1),
  );

/** The link of somebody registered without an account. */
async function registered(event: number, state = 'registered'): Promise<{ id: number; token: string }> {
  const token = randomUUID();
  const [row] = await sql<{ id: number }[]>`
    insert into registration (event_id, email, name, sector, region, language, time_zone, state, place_order)
    values (${event}, ${`${token}@plenary.example`}, 'Somebody Demonstration', 'research', '001', 'en', 'UTC', ${state}, nextval('registration_order'))
    returning id`;
  await sql`insert into registration_link (hash, registration_id) values (${hashOf(token)}, ${row!.id})`;
  return { id: row!.id, token };
}

const found = (id: number, comer: Comer) => findQuestionnaire(sql, comer, id, 'en');
const mine = async (id: number, comer: Comer) => (await findResponse(sql, await found(id, comer), comer))!;
const typedOf = async (id: number, comer: Comer) =>
  Object.fromEntries([...(await mine(id, comer)).answers].map(([q, a]) => [q, a.typed]));

describe('preparing', () => {
  const blank: Omit<QuestionForm, 'version'> = {
    language: 'en',
    type: 'single',
    section: 's1',
    label: 'How?',
    hint: '',
    required: false,
    options: 'Well\nBadly',
    rows: '',
    low: '',
    high: '',
    unit: '',
    min: '',
    max: '',
    whole: false,
    condition: '',
    conditionValue: '',
    meaning: 'same',
  };
  const write = async (reader: Reader, id: number, question: string | null, form: Partial<QuestionForm>) =>
    writeQuestion(sql, reader, id, question, { ...blank, version: (await found(id, as(reader))).version, ...form });
  const draftOf = async (id: number, reader: Reader) => (await found(id, as(reader))).draft;

  test('a facilitator adds the feedback form of an event, and nobody else does', async () => {
    const event = await anEvent(sql);
    const facilitator = await event.facilitator.reader();
    const form = {
      subject: 'event',
      about: event.id,
      template: 'event-feedback',
      language: 'fr',
      once: randomUUID(),
    } as const;
    const id = await addQuestionnaire(sql, facilitator, form);
    expect(await addQuestionnaire(sql, facilitator, form)).toBe(id);
    expect(await found(id, as(facilitator))).toMatchObject({ answerers: 'registered', anonymous: true, current: null });
    const other = await (await aPerson(sql)).reader();
    expect(await why(addQuestionnaire(sql, other, { ...form, once: randomUUID() }))).toBe('not-found');
    expect(await why(addQuestionnaire(sql, other, form))).toBe('not-found');
    expect(await why(found(id, as(other)))).toBe('not-found');
    expect(
      await why(addQuestionnaire(sql, facilitator, { ...form, subject: 'platform', about: 0, once: randomUUID() })),
    ).toBe('not-found');
    expect(await why(addQuestionnaire(sql, facilitator, { ...form, language: 'ru', once: randomUUID() }))).toBe(
      'language template',
    );
  });

  test('questions keep their ids; a changed meaning is another question that says whose place it took', async () => {
    const reader = await (await aPerson(sql, { secretariat: true })).reader();
    const id = await aQuestionnaire(sql, {
      published: false,
      content: {
        texts: { en: { title: 'T', introduction: '' } },
        sections: [{ id: 's1', texts: {}, questions: [] }],
        next: 2,
      },
    });
    const first = await write(reader, id, null, {});
    const second = await write(reader, id, null, { type: 'text', options: '', condition: `${first}=o1` });
    expect([first, second]).toEqual(['q2', 'q3']);
    const version = async () => (await found(id, as(reader))).version;
    await publishVersion(sql, reader, id, await version(), now);
    expect(await why(publishVersion(sql, reader, id, await version(), now))).toBe('nothing-new');

    expect(await write(reader, id, first, { label: 'How was it?', options: 'o1: Very well\no2: Badly\nSo so' })).toBe(
      first,
    );
    expect(await why(write(reader, id, first, { options: 'o1: Well\nSo so' }))).toBe('meaning meaning');
    const successor = await write(reader, id, first, { options: 'o1: Well\nSo so', meaning: 'changed' });
    const draft = await draftOf(id, reader);
    expect(questionsOf(draft).map((q) => [q.id, q.succeeds, q.condition?.question ?? null])).toEqual([
      [successor, first, null],
      [second, null, successor],
    ]);
    // An id that was taken out goes to no other option.
    expect(questionsOf(draft)[0]!.options.map((o) => o.id)).toEqual(['o1', 'o4']);
    await publishVersion(sql, reader, id, await version(), now);
    const rows = await sql<{ number: number; ids: string[] }[]>`
      select number, array(select jsonb_path_query(content, '$.sections[*].questions[*].id') #>> '{}') as ids
      from questionnaire_version where questionnaire_id = ${id} order by number`;
    expect(rows.map((r) => r.ids)).toEqual([
      [first, second],
      [successor, second],
    ]);
  });

  test('a published version is never edited, whoever tries', async () => {
    const id = await aQuestionnaire(sql);
    await expect(sql`update questionnaire_version set content = '{}' where questionnaire_id = ${id}`).rejects.toThrow(
      /never changed/,
    );
    await expect(sql`delete from questionnaire_version where questionnaire_id = ${id}`).rejects.toThrow(
      /never changed/,
    );
  });

  test('of two who change it at once the later is told', async () => {
    const reader = await (await aPerson(sql, { secretariat: true })).reader();
    const id = await aQuestionnaire(sql);
    const { version } = await found(id, as(reader));
    const section = (title: string) => ({ section: '', language: 'en' as const, title, introduction: '', version });
    const both = await Promise.all([
      why(changeSection(sql, reader, id, section('A'))),
      why(changeSection(sql, reader, id, section('B'))),
    ]);
    expect(both.sort()).toEqual(['changed-meanwhile', null].sort());
  });

  test('what others hang on is not taken out, and no condition can look forward', async () => {
    const reader = await (await aPerson(sql, { secretariat: true })).reader();
    const id = await aQuestionnaire(sql);
    const at = async (q: string) => ({ at: q, version: (await found(id, as(reader))).version });
    expect(await why(remove(sql, reader, id, await at('q1')))).toBe('hangs');
    await moveBy(sql, reader, id, await at('q1'), 1);
    expect(await why(publishVersion(sql, reader, id, (await at('')).version, now))).toBe('flaws');
    expect(await why(write(reader, id, 'q1', { options: 'o1: A\no2: B', condition: 'q3=o1' }))).toBe(
      'condition later-condition',
    );
    await remove(sql, reader, id, await at('q2'));
    await remove(sql, reader, id, await at('q1'));
    expect(questionsOf(await draftOf(id, reader)).map((q) => q.id)).toEqual(['q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9']);
    expect(await why(remove(sql, reader, id, await at('s1')))).toBe('section-not-empty');
  });

  test('a translation gives words, and changes nothing else', async () => {
    const reader = await (await aPerson(sql, { secretariat: true })).reader();
    const id = await aQuestionnaire(sql);
    const before = questionsOf(await draftOf(id, reader))[0]!;
    await write(reader, id, 'q1', {
      language: 'fr',
      label: 'Comment ?',
      options: 'o2: Mal\no1: Bien',
      required: false,
    });
    const after = questionsOf(await draftOf(id, reader))[0]!;
    expect(after).toEqual({
      ...before,
      texts: { ...before.texts, fr: { label: 'Comment ?', hint: '', low: '', high: '', unit: '' } },
      options: [
        { id: 'o1', texts: { en: 'Label of o1', fr: 'Bien' } },
        { id: 'o2', texts: { en: 'Label of o2', fr: 'Mal' } },
      ],
    });
  });

  test('settings say what does not go together, and stay once somebody has begun', async () => {
    const event = await anEvent(sql, { starts: -5, ends: -3 });
    const reader = await event.facilitator.reader();
    const id = await aQuestionnaire(sql, { event: event.id, answerers: 'people' });
    const change = async (more: object) =>
      why(
        changeSettings(sql, reader, id, {
          answerers: 'people',
          anonymous: false,
          results: 'public',
          opens: '',
          closes: '',
          version: (await found(id, as(reader))).version,
          ...more,
        }),
      );
    expect(await change({ answerers: 'organisations', anonymous: true })).toBe('answerers together');
    expect(await change({ opens: '2027-02-30T10:00' })).toBe('opens time');
    expect(await change({ opens: '2027-02-20T10:00', closes: '2027-02-20T09:00' })).toBe('closes backward');
    expect(await change({ closes: '2020-02-20T09:00' })).toBe('closes backward');
    expect(await change({})).toBeNull();
    const person = await (await aPerson(sql)).reader();
    await beginAnswers(sql, as(person), id, 'en', now);
    expect(await change({ anonymous: true })).toBe('answerers begun');
    expect(await why(closeNow(sql, reader, id, now))).toBeNull();
    expect(await why(saveAnswers(sql, as(person), id, aPage({ q1: 'o1' }), new Date(now.getTime() + 1)))).toBe(
      'closed',
    );
    expect(await why(discardQuestionnaire(sql, reader, id, (await found(id, as(reader))).version))).toBe('published');
  });
});

describe('answering', () => {
  test('is kept field by field, and taken up on another device', async () => {
    const id = await aQuestionnaire(sql);
    const comer = as(await (await aPerson(sql)).reader());
    expect(await why(saveAnswers(sql, comer, id, aPage({ q1: 'o1' }), now))).toBe('not-begun');
    await beginAnswers(sql, comer, id, 'en', now);
    await beginAnswers(sql, comer, id, 'en', now);
    const page = randomUUID();
    const { was } = await saveAnswers(sql, comer, id, aPage({ q7: 'about ten' }, {}, page), now);
    await saveAnswers(sql, comer, id, aPage({ q7: '10' }, was, page), now);
    await saveAnswers(sql, comer, id, aPage({ q5: { r3: ['o1'] } }), now);
    expect(await typedOf(id, comer)).toEqual({ q7: { '': ['10'] }, q5: { r3: ['o1'] } });
  });

  test('what is wrong is kept as it was typed, and keeps the rest from being sent', async () => {
    const id = await aQuestionnaire(sql);
    const comer = as(await (await aPerson(sql)).reader());
    await beginAnswers(sql, comer, id, 'en', now);
    const wrong = { q1: 'o1', q7: 'ten', q8: '2026-02-30', q3: { '': ['o9'] }, q6: { o1: ['1'], o2: ['1'] } };
    expect(await submitAnswers(sql, comer, id, aPage(wrong), now)).toBeNull();
    expect(await typedOf(id, comer)).toEqual({
      q1: { '': ['o1'] },
      q7: { '': ['ten'] },
      q8: { '': ['2026-02-30'] },
      q3: { '': ['o9'] },
      q6: { o1: ['1'], o2: ['1'] },
    });
    expect((await mine(id, comer)).submittedAt).toBeNull();
  });

  test('answers to what is not asked are dropped, and it is said how many', async () => {
    const id = await aQuestionnaire(sql);
    const comer = as(await (await aPerson(sql)).reader());
    await beginAnswers(sql, comer, id, 'en', now);
    const sent = await submitAnswers(sql, comer, id, aPage({ q1: 'o1', q2: 'Nobody asked', q7: '3,5' }), now);
    expect(sent).toEqual({ dropped: 1 });
    const rows =
      await sql`select question_id, value from questionnaire_answer where response_id = ${(await mine(id, comer)).id} order by 1`;
    expect(rows.map((r) => ({ ...r }))).toEqual([
      { questionId: 'q1', value: 'o1' },
      { questionId: 'q7', value: 3.5 },
    ]);
    expect(await why(saveAnswers(sql, comer, id, aPage({ q1: 'o2' }), now))).toBe('sent');
    await reopenAnswers(sql, comer, id, now);
    expect(await why(saveAnswers(sql, comer, id, aPage({ q1: 'o2' }), now))).toBeNull();
  });

  test('answers stay with the version they were begun with', async () => {
    const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
    const id = await aQuestionnaire(sql);
    const comer = as(await (await aPerson(sql)).reader());
    await beginAnswers(sql, comer, id, 'en', now);
    const { version } = await found(id, as(secretariat));
    await remove(sql, secretariat, id, { at: 'q4', version });
    await publishVersion(sql, secretariat, id, version + 1, now);
    expect((await mine(id, comer)).version).toBe(1);
    await saveAnswers(sql, comer, id, aPage({ q4: '5' }), now);
    expect(Object.keys(await typedOf(id, comer))).toEqual(['q4']);
    const later = as(await (await aPerson(sql)).reader());
    await beginAnswers(sql, later, id, 'en', now);
    await saveAnswers(sql, later, id, aPage({ q4: '5' }), now);
    expect(await typedOf(id, later)).toEqual({});
  });

  test('bytes that no table holds are left out, and 10,000 characters wait to be made fewer', async () => {
    const id = await aQuestionnaire(sql);
    const comer = as(await (await aPerson(sql)).reader());
    await beginAnswers(sql, comer, id, 'en', now);
    await saveAnswers(sql, comer, id, aPage({ q2: 'a\0b\ud800' }), now);
    expect(await typedOf(id, comer)).toEqual({ q2: { '': ['ab'] } });
    expect(
      await submitAnswers(sql, comer, id, aPage({ q1: 'o2', q2: 'x'.repeat(10_000) }, { q2: '1.' }), now),
    ).toBeNull();
    expect((await typedOf(id, comer)).q2!['']![0]).toHaveLength(10_000);
  });
});

describe('several of one organisation', () => {
  async function together() {
    const organisation = await anOrganisation(sql);
    const [amina, ben] = await Promise.all([
      aPerson(sql, { organisation, name: 'Amina Demonstration' }),
      aPerson(sql, { organisation }),
    ]);
    const id = await aQuestionnaire(sql, { answerers: 'organisations' });
    const comers = [as(await amina.reader()), as(await ben.reader())] as const;
    await Promise.all(comers.map((c) => beginAnswers(sql, c, id, 'en', now)));
    return { id, a: comers[0], b: comers[1] };
  }

  test('fill in one together, each their fields', async () => {
    const { id, a, b } = await together();
    await Promise.all([
      saveAnswers(sql, a, id, aPage({ q1: 'o1', q7: '' }), now),
      saveAnswers(sql, b, id, aPage({ q1: '', q7: '7' }), now),
    ]);
    expect(await typedOf(id, a)).toEqual({ q1: { '': ['o1'] }, q7: { '': ['7'] } });
    const [{ count }] =
      (await sql`select count(*)::int as count from questionnaire_response where questionnaire_id = ${id}`) as unknown as [
        { count: number },
      ];
    expect(count).toBe(1);
  });

  test('the same field at once: both are kept until one is chosen', async () => {
    const { id, a, b } = await together();
    const ways = await Promise.all([
      saveAnswers(sql, a, id, aPage({ q7: '1' }), now),
      saveAnswers(sql, b, id, aPage({ q7: '2' }), now),
    ]);
    expect(ways.map((w) => w.conflicts.length).sort()).toEqual([0, 1]);
    const both = await mine(id, a);
    const values = [both.answers.get('q7')!.typed['']![0], both.rivals[0]!.typed['']![0]];
    expect(values.sort()).toEqual(['1', '2']);
    await saveAnswers(sql, a, id, aPage({ q1: 'o1' }), now);
    expect(await submitAnswers(sql, a, id, aPage({}), now)).toBeNull();
    await chooseAnswer(sql, b, id, String(both.rivals[0]!.id), now);
    const after = await mine(id, a);
    expect(after.rivals).toEqual([]);
    expect(after.answers.get('q7')!.typed).toEqual(both.rivals[0]!.typed);
    expect(await submitAnswers(sql, a, id, aPage({}), now)).toEqual({ dropped: 0 });
  });

  test('one page never contradicts itself, and a page that changed nothing contradicts nobody', async () => {
    const { id, a, b } = await together();
    const page = randomUUID();
    // Sent before the answer to the first came back.
    await saveAnswers(sql, a, id, aPage({ q2: 'Wor' }, {}, page), now);
    expect((await saveAnswers(sql, a, id, aPage({ q2: 'Words' }, {}, page), now)).conflicts).toEqual([]);
    const before = { q2: madeWith(undefined) };
    expect((await saveAnswers(sql, b, id, aPage({ q2: '' }, before), now)).conflicts).toEqual([]);
    expect((await saveAnswers(sql, b, id, aPage({ q2: 'Words' }, before), now)).conflicts).toEqual([]);
    expect(await typedOf(id, b)).toEqual({ q2: { '': ['Words'] } });
  });

  test('twenty pages at once lose nothing', async () => {
    const { id, a, b } = await together();
    const pages = Array.from({ length: 10 }, (_, i) => [
      saveAnswers(sql, a, id, aPage({ q2: `A${i}` }), now),
      saveAnswers(sql, b, id, aPage({ q2: `B${i}` }), now),
    ]).flat();
    const done = await Promise.allSettled(pages);
    const { answers, rivals } = await mine(id, a);
    const kept = [answers.get('q2')!.typed['']![0], ...rivals.map((r) => r.typed['']![0])];
    // As many as there may be; whoever came after is told, and nothing of theirs was taken for saved.
    expect(new Set(kept).size).toBe(11);
    expect(done.filter((d) => d.status === 'rejected')).toHaveLength(9);
  });
});

describe('who is registered', () => {
  test('answers by the link, once the event is over, and comes back by it', async () => {
    const event = await anEvent(sql, { starts: -5, ends: -3 });
    const { token, id: registration } = await registered(event.id);
    const id = await aQuestionnaire(sql, { event: event.id, answerers: 'registered' });
    const comer = as(null, { token });
    await beginAnswers(sql, comer, id, 'en', now);
    await saveAnswers(sql, comer, id, aPage({ q1: 'o1' }), now);
    expect(await typedOf(id, comer)).toEqual({ q1: { '': ['o1'] } });
    const [row] =
      await sql`select registration_id, person_id, key_hash from questionnaire_response where questionnaire_id = ${id}`;
    expect({ ...row }).toEqual({ registrationId: registration, personId: null, keyHash: null });
    expect(await why(beginAnswers(sql, as(null), id, 'en', now))).toBe('registered-only');
    expect(await why(beginAnswers(sql, as(null, { token: randomUUID() }), id, 'en', now))).toBe('registered-only');
    const waiting = await registered(event.id, 'waiting');
    expect(await why(beginAnswers(sql, as(null, { token: waiting.token }), id, 'en', now))).toBe('registered-only');
  });

  test('not before it is over, and not of another event', async () => {
    const event = await anEvent(sql, { starts: -1, ends: 1 });
    const other = await anEvent(sql, { starts: -5, ends: -3 });
    const { token } = await registered(event.id);
    const id = await aQuestionnaire(sql, { event: event.id, answerers: 'registered' });
    const past = await aQuestionnaire(sql, { event: other.id, answerers: 'registered' });
    expect(await why(beginAnswers(sql, as(null, { token }), id, 'en', now))).toBe('not-yet-open');
    expect(await why(beginAnswers(sql, as(null, { token }), past, 'en', now))).toBe('registered-only');
  });

  test('anonymous answers hold nothing of whoever gave them, and a key leads back', async () => {
    const event = await anEvent(sql, { starts: -5, ends: -3 });
    const person = await aPerson(sql);
    const id = await aQuestionnaire(sql, { event: event.id, answerers: 'people', anonymous: true });
    const reader = await person.reader();
    const key = (await beginAnswers(sql, as(reader), id, 'en', now))!;
    const comer = as(reader, { key });
    await saveAnswers(sql, comer, id, aPage({ q7: '1' }), now);
    await saveAnswers(sql, comer, id, aPage({ q7: '2' }), now);
    await chooseAnswer(sql, comer, id, 'q7', now);
    await submitAnswers(sql, comer, id, aPage({ q1: 'o1' }), now);
    const rows = await sql`
      select r.person_id, r.organisation_id, r.registration_id, r.typed_by, r.submitted_at = date_trunc('day', r.submitted_at, 'UTC') as is_day, a.by_person, a.at
      from questionnaire_response r join questionnaire_answer a on a.response_id = r.id where r.questionnaire_id = ${id}`;
    expect(rows.map((r) => ({ ...r }))).toEqual(
      Array(2).fill({
        personId: null,
        organisationId: null,
        registrationId: null,
        typedBy: null,
        isDay: true,
        byPerson: null,
        at: null,
      }),
    );
    const all = JSON.stringify([
      ...(await sql`select * from questionnaire_response`),
      ...(await sql`select what, ids from announcement`),
    ]);
    expect(all).not.toContain(key);
    // The key alone is the way back; without it nothing is there, for nobody.
    expect((await mine(id, as(null, { key }))).submittedAt).not.toBeNull();
    expect(await findResponse(sql, await found(id, as(reader)), as(reader))).toBeNull();
  });

  test('where a survivor speaks, answers are anonymous whatever was chosen', async () => {
    const event = await anEvent(sql, { starts: -5, ends: -3, survivorSpeaks: true });
    const { token } = await registered(event.id);
    const id = await aQuestionnaire(sql, { event: event.id, answerers: 'registered', anonymous: false });
    const key = await beginAnswers(sql, as(null, { token }), id, 'en', now);
    expect(key).toMatch(/^[\w-]{22}$/);
    const [row] = await sql`select registration_id from questionnaire_response where questionnaire_id = ${id}`;
    expect({ ...row }).toEqual({ registrationId: null });
  });
});

describe('from paper', () => {
  test('one form is taken in by its marks, once, by those who prepare it', async () => {
    const secretariat = await (await aPerson(sql, { secretariat: true })).reader();
    const id = await aQuestionnaire(sql);
    const form = {
      lines: 'q1: o1\nq2: Not asked\nq3: o1, o2\nq5.r3: o2\nq6.o2: 1\nq7: 12\nq8: 2026-11-22',
      language: 'en',
      once: randomUUID(),
    };
    expect(await typeIn(sql, secretariat, id, form, now)).toEqual({ dropped: 1 });
    expect(await typeIn(sql, secretariat, id, form, now)).toEqual({ dropped: 0 });
    const rows =
      await sql`select question_id, value from questionnaire_answer a join questionnaire_response r on r.id = a.response_id where r.questionnaire_id = ${id} order by 1`;
    expect(Object.fromEntries(rows.map((r) => [r.questionId, r.value]))).toEqual({
      q1: 'o1',
      q3: ['o1', 'o2'],
      q5: { r3: 'o2' },
      q6: ['o2'],
      q7: 12,
      q8: '2026-11-22',
    });
    const wrong = await typeIn(sql, secretariat, id, { ...form, lines: 'q1: yes\nq77: 1', once: randomUUID() }, now);
    expect(wrong).toEqual({
      mistakes: {
        lines: [{ line: 2, why: 'unknown' }],
        questions: [{ question: 'q1', mistake: 'questionnaires:mistakes.no-option' }],
      },
    });
    const person = await (await aPerson(sql)).reader();
    expect(await why(typeIn(sql, person, id, { ...form, once: randomUUID() }, now))).toBe('not-found');
  });
});
