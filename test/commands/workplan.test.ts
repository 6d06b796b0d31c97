import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSubjectOf } from '../../app/decisions/subjects.server';
import { noteSpending } from '../../app/programmes/commands/spending.server';
import { sayHowActivityStands as sayHowLineStands } from '../../app/programmes/commands/standing.server';
import { hashOf } from '../../app/programmes/snapshot.server';
import { isRefusal, type Refusal } from '../../app/shared/refusal';
import { sayHowItStands } from '../../app/tasks/commitments.server';
import { listCommitments } from '../../app/tasks/commitments-listed.server';
import { putActivity, removeActivity, sayHowActivityStands } from '../../app/workplan/commands/activities.server';
import { writeCorrection } from '../../app/workplan/commands/corrections.server';
import { beginPlan, changePlan } from '../../app/workplan/commands/plan.server';
import { issueReview, saveReview } from '../../app/workplan/commands/review.server';
import { readIssued } from '../../app/workplan/queries/review.server';
import { readYear } from '../../app/workplan/queries/year.server';
import { freshDatabase } from '../support/database';
import { aCommittee } from '../support/decisions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { adoptPlan, anActivity, aRunningProgramme, aYear, midYear, withActivity } from '../support/workplan';

const { sql } = await freshDatabase();
const now = midYear;
/** Each test has a year of its own: there is one plan of each. */
let lastYear = 2030;
const nextYear = () => ++lastYear;

async function refusalOf(deed: Promise<unknown>): Promise<Refusal> {
  const e = await deed.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!isRefusal(e)) throw e ?? new Error('it was not refused');
  return e;
}

const read = async (year: number, by: SomePerson | null, at = now) =>
  readYear(sql, by && (await by.reader()), year, 'en', at);
const listed = async (plan: number, by: SomePerson | null = null) =>
  (
    await listCommitments(sql, {
      reader: by && (await by.reader()),
      language: 'en',
      today: '2026-07-14',
      subject: { kind: 'workplan', id: plan },
    })
  ).commitments;
const waits = async (plan: number) =>
  (
    await sql<{ personId: number }[]>`
      select person_id from task where done_at is null and key in (
        select 'commitment:' || id from commitment where subject_kind = 'workplan' and subject_id = ${plan}) order by id`
  ).map((t) => t.personId);
const within = (year: number, more: Parameters<typeof anActivity>[0] = {}) => ({
  startsOn: `${year}-02-01`,
  endsOn: `${year}-05-31`,
  ...more,
});

describe('the plan of a year', () => {
  test('is there once, and begun by the secretariat alone', async () => {
    const { secretariat, year } = await aYear(sql, nextYear());
    const reader = await secretariat.reader();
    expect(await refusalOf(beginPlan(sql, reader, { year, language: 'en' }, now))).toMatchObject({
      fields: { year: 'workplan:mistakes.year-taken' },
    });
    const other = await aPerson(sql, {
      organisation: await anOrganisation(sql, { member: true }),
      office: 'focal-point',
    });
    const input = { year: nextYear(), language: 'en' as const };
    expect(await refusalOf(beginPlan(sql, await other.reader(), input, now))).toMatchObject({ kind: 'not-found' });
    await changePlan(sql, reader, year, { version: 1, words: 'What matters.' });
    expect(await refusalOf(changePlan(sql, reader, year, { version: 1, words: 'Else.' }))).toMatchObject({
      kind: 'conflict',
    });
    expect(await read(year, secretariat)).toMatchObject({ words: 'What matters.', version: 2 });
  });

  test('is a draft for the committee’s own people, and for everybody once it is adopted', async () => {
    const committee = await aCommittee(sql);
    const plan = await aYear(sql, nextYear());
    await withActivity(sql, plan.secretariat, plan.year, within(plan.year, { owner: committee.members[0]!.id }));
    const [member, outsider] = [committee.members[0]!.focal, committee.outsider];
    expect((await read(plan.year, member)).own).toHaveLength(1);
    for (const who of [null, outsider])
      expect(await refusalOf(read(plan.year, who))).toMatchObject({ kind: 'not-found' });
    expect([await listed(plan.id, member), await waits(plan.id)]).toEqual([[], []]);
    const decision = await adoptPlan(sql, committee, plan.id);
    const seen = await read(plan.year, null);
    expect(seen).toMatchObject({ approvedBy: decision, approvedHash: hashOf(seen.approvedContent) });
    const [number] = await sql<{ number: string }[]>`
      select register_year || '/' || register_number as number from proposal where id = ${decision}`;
    expect(seen.approvedNumber).toBe(number!.number);
    expect(seen.approvedContent?.activities).toMatchObject([
      { about: 'own', title: 'A common checklist (invented)', money: { currency: 'USD', planned: '100000' } },
    ]);
    expect(seen.changes).toEqual([]);
    // What was adopted binds: it is on the list of all, and waits for those who speak for its owner.
    expect(await listed(plan.id)).toMatchObject([
      {
        kind: 'activity',
        ownerOrganisationId: committee.members[0]!.id,
        dueOn: `${plan.year}-05-31`,
        subject: `Workplan ${plan.year}`,
      },
    ]);
    expect(await waits(plan.id)).toEqual([committee.members[0]!.focal.id, committee.members[0]!.alternate.id]);
  });

  test('tells the committee what it should know before it decides', async () => {
    const committee = await aCommittee(sql);
    const plan = await aYear(sql, nextYear());
    const gone = await anOrganisation(sql, { member: true });
    await withActivity(sql, plan.secretariat, plan.year, within(plan.year, { owner: gone, planned: '12.50' }));
    await withActivity(sql, plan.secretariat, plan.year, {
      startsOn: null,
      endsOn: null,
      currency: 'JPY',
      planned: '500',
    });
    await sql`update membership set until = '2026-07-01' where organisation_id = ${gone}`;
    const subject = { kind: 'workplan', id: plan.id };
    const told = await readSubjectOf(sql, await committee.members[0]!.focal.reader(), subject, 'en', now);
    expect(told).toMatchObject({ title: `Workplan ${plan.year}`, path: `/workplan/${plan.year}` });
    expect(told!.flags).toEqual([
      { key: 'workplan:flags.no-owner', values: { count: 1 } },
      { key: 'workplan:flags.no-day', values: { count: 1 } },
      { key: 'workplan:flags.owner-left', values: { count: 1 } },
      { key: 'workplan:flags.above-programmes', values: { own: 'JPY\u00a0500', programmes: 'JPY\u00a00' } },
      { key: 'workplan:flags.above-programmes', values: { own: 'USD\u00a012.50', programmes: 'USD\u00a00' } },
    ]);
    expect(await readSubjectOf(sql, null, subject, 'en', now)).toBeNull();
  });
});

describe('an activity of the initiative itself', () => {
  test('says beside each field what is wrong, all at once', async () => {
    const { secretariat, year } = await aYear(sql, nextYear());
    const reader = await secretariat.reader();
    const put = (more: Parameters<typeof anActivity>[0]) =>
      refusalOf(putActivity(sql, reader, year, { once: randomUUID() }, anActivity(within(year, more)), now));
    const outside = await anOrganisation(sql);
    expect(
      await put({ owner: outside, startsOn: `${year}-06-01`, currency: 'JPY', planned: '10.5', spent: 'much' }),
    ).toMatchObject({
      fields: {
        owner: 'workplan:mistakes.no-member',
        endsOn: 'workplan:mistakes.ends-early',
        planned: 'workplan:mistakes.money-too-fine',
        spent: 'workplan:mistakes.money',
      },
    });
    expect(await put({ endsOn: `${year + 1}-01-01` })).toMatchObject({
      fields: { endsOn: 'workplan:mistakes.outside' },
    });
    expect((await read(year, secretariat)).own).toEqual([]);
  });

  test('reads amounts as they are written in three languages, to the cent', async () => {
    const { secretariat, year } = await aYear(sql, nextYear());
    for (const [currency, planned] of [
      ['USD', '1 234,50'],
      ['EUR', '١٢٣٤٫٥'],
      ['JPY', '1,234'],
    ] as const)
      await withActivity(sql, secretariat, year, within(year, { currency, planned }));
    expect((await read(year, secretariat)).own.map((a) => a.money)).toEqual([
      { currency: 'USD', planned: 123_450n, spent: null, unknown: 1 },
      { currency: 'EUR', planned: 123_450n, spent: null, unknown: 1 },
      { currency: 'JPY', planned: 1234n, spent: null, unknown: 1 },
    ]);
  });

  test('sent twice is there once; of two changes at once one is refused', async () => {
    const { secretariat, year } = await aYear(sql, nextYear());
    const reader = await secretariat.reader();
    const once = randomUUID();
    const send = () => putActivity(sql, reader, year, { once }, anActivity(within(year)), now);
    await Promise.all([send(), send()]);
    const [one, ...others] = (await read(year, secretariat)).own;
    expect(others).toEqual([]);
    const change = (title: string) =>
      putActivity(sql, reader, year, { id: one!.id, version: 1 }, anActivity(within(year, { title })), now);
    const both = await Promise.allSettled([change('One'), change('Two')]);
    expect(both.filter((d) => d.status === 'rejected').map((d) => d.reason)).toMatchObject([{ kind: 'conflict' }]);
  });

  test('keeps an owner who has left until another is chosen', async () => {
    const { secretariat, year } = await aYear(sql, nextYear());
    const reader = await secretariat.reader();
    const owner = await anOrganisation(sql, { member: true });
    const id = await withActivity(sql, secretariat, year, within(year, { owner }));
    await sql`update membership set until = '2026-07-01' where organisation_id = ${owner}`;
    await putActivity(sql, reader, year, { id, version: 1 }, anActivity(within(year, { owner, title: 'Anew' })), now);
    expect((await read(year, secretariat)).own).toMatchObject([{ title: 'Anew', ownerIsMember: false }]);
    await putActivity(sql, reader, year, { id, version: 2 }, anActivity(within(year, { owner: null })), now);
    expect(
      await refusalOf(putActivity(sql, reader, year, { id, version: 3 }, anActivity(within(year, { owner })), now)),
    ).toMatchObject({ fields: { owner: 'workplan:mistakes.no-member' } });
  });

  test('goes out of a draft, and out of an approved plan no more: changes of that are on record', async () => {
    const committee = await aCommittee(sql);
    const plan = await aYear(sql, nextYear());
    const reader = await plan.secretariat.reader();
    const owner = committee.members[0]!.id;
    const [id, other] = [
      await withActivity(sql, plan.secretariat, plan.year, within(plan.year, { owner })),
      await withActivity(sql, plan.secretariat, plan.year, within(plan.year)),
    ];
    await removeActivity(sql, reader, plan.year, { id: other, version: 1 });
    expect((await read(plan.year, plan.secretariat)).own.map((a) => a.id)).toEqual([id]);
    const stand = { version: 1, state: 'done' as const, reason: null, done: 'All of it.' };
    const focal = await committee.members[0]!.focal.reader();
    expect(await refusalOf(sayHowActivityStands(sql, focal, { year: plan.year, now }, id, stand))).toMatchObject({
      kind: 'closed',
    });
    await adoptPlan(sql, committee, plan.id);
    expect(await refusalOf(removeActivity(sql, reader, plan.year, { id, version: 1 }))).toMatchObject({
      message: 'workplan:refusals.binds',
    });
    const later = within(plan.year, { owner: committee.members[1]!.id, endsOn: `${plan.year}-06-30`, spent: '1250.5' });
    await putActivity(sql, reader, plan.year, { id, version: 1 }, anActivity(later), now);
    await withActivity(sql, plan.secretariat, plan.year, within(plan.year, { title: 'Something new' }));
    const { changes } = await read(plan.year, plan.secretariat);
    expect(changes.map((c) => [c.title, c.by, c.fields?.map((f) => [f.field, f.from, f.to]) ?? null])).toEqual([
      ['Something new', plan.secretariat.name, null],
      [
        'A common checklist (invented)',
        plan.secretariat.name,
        [
          ['owner', expect.stringContaining('Organisation'), expect.stringContaining('Organisation')],
          ['endsOn', `${plan.year}-05-31`, `${plan.year}-06-30`],
          ['spent', '', 'USD 1250.50'],
        ],
      ],
    ]);
    // To those who are not signed in, people have no names.
    expect((await read(plan.year, null)).changes.map((c) => c.by)).toEqual([null, null]);
    const own = (await read(plan.year, null)).own.find((a) => a.id === id);
    const who = await committee.members[1]!.focal.reader();
    const done = { ...stand, version: own!.commitmentVersion };
    expect(await refusalOf(sayHowActivityStands(sql, focal, { year: plan.year, now }, id, done))).toMatchObject({
      kind: 'not-allowed',
    });
    await sayHowActivityStands(sql, who, { year: plan.year, now }, id, done);
    expect((await read(plan.year, null)).own.find((a) => a.id === id)).toMatchObject({
      ...{ state: 'done', done: 'All of it.', late: false },
    });
    expect(await waits(plan.id)).toEqual([]);
  });
});

describe('with programmes', () => {
  /** The plan of 2026 with all programmes of this file's database: counted by its own alone. */
  let plan: Awaited<ReturnType<typeof aYear>>;

  beforeAll(async () => {
    plan = await aYear(sql, 2026);
  });

  test('lines of activity and money stand in the year, and what is late or overspent can be corrected', async () => {
    const p = await aRunningProgramme(sql);
    const lead = await p.leadFocal.reader();
    const line = async (by: SomePerson | null, at = now) =>
      (await read(2026, by, at)).lines.find((a) => a.id === p.activity);
    expect(await line(plan.secretariat)).toMatchObject({
      title: 'Shelters (invented)',
      startsOn: '2025-11-01',
      endsOn: '2026-03-31',
      late: true,
      owner: { id: p.partner },
    });
    expect((await line(plan.secretariat, new Date('2026-03-31T23:00:00Z')))?.late).toBe(false);
    const money = async () => (await read(2026, plan.secretariat)).programmes.find((m) => m.id === p.id);
    expect(await money()).toMatchObject({ currency: 'USD', planned: 1_000_000n, spent: null, unknown: 1 });

    const correction = {
      ...{ words: 'Rent the other house (invented).', language: 'en' as const },
      ...{ owner: p.partner, dueOn: '2026-09-30' },
    };
    const correct = (by: typeof lead, about: 'line' | 'programme', id: number, more = {}) =>
      writeCorrection(sql, by, 2026, { about, id }, { once: randomUUID(), ...correction, ...more }, now);
    // The lead is a member of the committee and so sees the draft; another member sees it too, and corrects nothing of theirs.
    expect(await refusalOf(correct(await p.outsider.reader(), 'line', p.activity))).toMatchObject({
      kind: 'not-found',
    });
    expect(await refusalOf(correct(await p.partnerFocal.reader(), 'line', p.activity))).toMatchObject({
      kind: 'not-found',
    });
    expect(await refusalOf(correct(lead, 'programme', p.id))).toMatchObject({
      message: 'workplan:refusals.nothing-to-correct',
    });
    expect(await refusalOf(correct(lead, 'line', p.activity, { dueOn: '2026-07-13' }))).toMatchObject({
      fields: { dueOn: 'workplan:mistakes.day-past' },
    });
    await correct(lead, 'line', p.activity);
    const spend = { version: 0, years: [{ year: 2026, typed: '11000.01' }], note: '' };
    await noteSpending(sql, lead, { programme: p.id, now }, p.line, spend);
    expect(await money()).toMatchObject({ planned: 1_000_000n, spent: 1_100_001n, unknown: 0 });
    const once = randomUUID();
    await Promise.all([correct(lead, 'programme', p.id, { once }), correct(lead, 'programme', p.id, { once })]);
    const own = (await read(2026, plan.secretariat)).corrections.filter((c) => [p.activity, p.id].includes(c.aboutId));
    expect(own.map((c) => [c.about, c.late, c.overspent, c.state])).toEqual([
      ['line', true, false, 'open'],
      ['programme', false, true, 'open'],
    ]);
    // It is followed up by its owner, where all that was taken on is.
    const partner = await p.partnerFocal.reader();
    const stand = { version: 1, state: 'done' as const, reason: null, done: 'Rented.' };
    await sayHowItStands(sql, partner, own[0]!.commitment, stand, now);
    expect((await read(2026, plan.secretariat)).corrections.find((c) => c.id === own[0]!.id)).toMatchObject({
      state: 'done',
      done: 'Rented.',
    });
  });

  test('a review is written, issued with the figures of its day, and corrected by another', async () => {
    const reader = await plan.secretariat.reader();
    const p = await aRunningProgramme(sql);
    const [line] = await sql<{ version: number }[]>`
      select k.version from commitment k join programme_activity a on a.commitment_id = k.id where a.id = ${p.activity}`;
    await sayHowLineStands(sql, await p.partnerFocal.reader(), { programme: p.id, now }, p.activity, {
      ...{ version: line!.version, state: 'not-pursued', reason: 'No house was found (invented).', done: null },
    });
    await withActivity(sql, plan.secretariat, 2026, { planned: '100', spent: '40', title: 'Ours (invented)' });
    await withActivity(sql, plan.secretariat, 2026, {
      planned: '50.25',
      spent: '',
      currency: 'USD',
      startsOn: null,
      endsOn: null,
    });
    expect(await refusalOf(readIssued(sql, 2026, null))).toMatchObject({ kind: 'not-found' });
    const words = {
      language: 'en' as const,
      done: 'Much.',
      undone: 'One thing.',
      lessons: 'Begin early.',
      heard: 'They were heard.',
    };
    expect(await refusalOf(issueReview(sql, reader, 2026, { version: 1, reason: '' }, now))).toMatchObject({
      kind: 'closed',
    });
    await saveReview(sql, reader, 2026, { version: 0, ...words }, now);
    expect(await refusalOf(saveReview(sql, reader, 2026, { version: 0, ...words }, now))).toMatchObject({
      kind: 'conflict',
    });
    expect(
      await refusalOf(saveReview(sql, await p.leadFocal.reader(), 2026, { version: 1, ...words }, now)),
    ).toMatchObject({
      kind: 'not-found',
    });
    const both = await Promise.allSettled(
      [1, 2].map(() => issueReview(sql, reader, 2026, { version: 1, reason: '' }, now)),
    );
    expect(both.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    const first = await readIssued(sql, 2026, null);
    expect(first).toMatchObject({ number: 1, hash: hashOf(first.content) });
    const { figures } = first.content;
    expect(figures.asOf).toBe('2026-07-15');
    expect(figures.undone.find((a) => a.about === 'line' && a.id === p.activity)).toMatchObject({
      state: 'not-pursued',
      words: 'No house was found (invented).',
    });
    // 100 and 50.25 dollars of the initiative's own, of which 40 are spent; what is spent of the 50.25 is not known.
    expect(figures.money.find((m) => m.programme === null)).toMatchObject({
      ...{ currency: 'USD', planned: '15025', spent: '4000', difference: null, share: null, apart: null },
    });
    const { all, done, late, open } = figures.activities;
    expect([all, done]).toEqual([figures.done.length + figures.undone.length, figures.done.length]);
    expect(late).toBeLessThanOrEqual(open + figures.activities['under-way']);

    // What moves afterwards moves nothing in it; a correction says why it is one.
    await withActivity(sql, plan.secretariat, 2026, { title: 'Later (invented)' });
    await saveReview(sql, reader, 2026, { version: 1, ...words, done: 'Very much.' }, now);
    expect(await readIssued(sql, 2026, null)).toEqual(first);
    expect(await refusalOf(issueReview(sql, reader, 2026, { version: 2, reason: '' }, now))).toMatchObject({
      fields: { reason: 'workplan:mistakes.no-reason' },
    });
    await issueReview(sql, reader, 2026, { version: 2, reason: 'A sum was missing.' }, now);
    const second = await readIssued(sql, 2026, null);
    expect(second).toMatchObject({
      number: 2,
      reason: 'A sum was missing.',
      content: { words: { done: 'Very much.' } },
    });
    expect(second.issues.map((i) => i.number)).toEqual([2, 1]);
    expect((await readIssued(sql, 2026, 1)).content).toEqual(first.content);
  });
});

test('of a year that has not begun there is no review', async () => {
  const { secretariat, year } = await aYear(sql, nextYear());
  const reader = await secretariat.reader();
  await saveReview(
    sql,
    reader,
    year,
    { version: 0, language: 'en', done: 'Much.', undone: '', lessons: '', heard: '' },
    now,
  );
  expect(await refusalOf(issueReview(sql, reader, year, { version: 1, reason: '' }, now))).toMatchObject({
    message: 'workplan:refusals.year-to-come',
  });
});
