import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { putActivity, removeItem } from '../../app/programmes/commands/parts.server';
import {
  changeBehind,
  changeWhat,
  closeProgramme,
  openProgramme,
} from '../../app/programmes/commands/preparing.server';
import { fixVersion } from '../../app/programmes/commands/signing.server';
import { noteSpending } from '../../app/programmes/commands/spending.server';
import { sayHowActivityStands } from '../../app/programmes/commands/standing.server';
import { csvOfBudget } from '../../app/programmes/out.server';
import { readRecord, standsAsFixed } from '../../app/programmes/queries/record.server';
import { activitiesOfYear, spendingOfYear } from '../../app/programmes/queries/year.server';
import { tableOf } from '../../app/programmes/tables.server';
import { isRefusal, type Refusal } from '../../app/shared/refusal';
import { listCommitments } from '../../app/tasks/commitments-listed.server';
import { freshDatabase } from '../support/database';
import type { SomePerson } from '../support/people';
import { aProgramme, type SomeProgramme, withLine } from '../support/programmes';

const { sql } = await freshDatabase();
const now = new Date('2026-03-29T01:30:00Z');

async function refusalOf(deed: Promise<unknown>): Promise<Refusal> {
  const e = await deed.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!isRefusal(e)) throw e ?? new Error('it was not refused');
  return e;
}

const record = async (p: SomeProgramme, by: SomePerson | null = p.leadFocal) =>
  readRecord(sql, by && (await by.reader()), p.id, 'en', now);

const activity = (p: SomeProgramme, more: Partial<Parameters<typeof putActivity>[4]> = {}) => ({
  title: 'Shelters',
  body: '',
  aim: 'short' as const,
  organisation: p.partner,
  others: [],
  startsOn: '2026-01-01',
  endsOn: '2026-02-28',
  ...more,
});

async function withActivity(p: SomeProgramme, more: Parameters<typeof activity>[1] = {}): Promise<number> {
  const once = randomUUID();
  await putActivity(sql, await p.leadFocal.reader(), { programme: p.id, now }, { once }, activity(p, more));
  const [row] = await sql<{ id: number }[]>`select id from programme_activity where once = ${once}`;
  return row!.id;
}

async function open(p: SomeProgramme): Promise<void> {
  const lead = await p.leadFocal.reader();
  const behind = { version: 1, consultation: null, noConsultationReason: 'A trial.', document: null };
  await changeBehind(sql, lead, p.id, behind, now);
  await openProgramme(sql, lead, p.id, 2, now);
}

const listed = async (p: SomeProgramme, by: SomePerson | null = null) =>
  (
    await listCommitments(sql, {
      reader: by && (await by.reader()),
      language: 'en',
      today: '2026-03-28',
      subject: { kind: 'programme', id: p.id },
    })
  ).commitments;
const waits = async (p: SomeProgramme) =>
  sql<{ personId: number; place: string; dueAt: Date }[]>`
    select person_id, place, due_at from task where done_at is null and key in (
      select 'commitment:' || id from commitment where subject_kind = 'programme' and subject_id = ${p.id}) order by id`;

describe('a line of activity', () => {
  test('binds its organisation from the day on which the programme is open', async () => {
    const p = await aProgramme(sql);
    const id = await withActivity(p);
    expect([await listed(p, p.leadFocal), [...(await waits(p))], (await record(p)).standings]).toEqual([[], [], []]);
    await open(p);
    expect(await listed(p)).toMatchObject([
      {
        kind: 'activity',
        words: 'Shelters',
        subject: 'Safe ports (invented)',
        ownerOrganisationId: p.partner,
        dueOn: '2026-02-28',
        state: 'open',
        path: `${p.path}#activity-${id}`,
      },
    ]);
    expect(await waits(p)).toMatchObject([
      { personId: p.partnerFocal.id, place: `${p.path}#activity-${id}`, dueAt: new Date('2026-02-28T12:00:00Z') },
    ]);
    // One that is added later binds at once, and one that is changed changes what was taken on.
    await withActivity(p, { title: 'Lawyers', organisation: p.lead, endsOn: null });
    await putActivity(
      sql,
      await p.leadFocal.reader(),
      { programme: p.id, now },
      { id, version: 1 },
      activity(p, { title: 'Shelters in two ports', organisation: p.lead, endsOn: '2027-01-31' }),
    );
    expect((await listed(p)).map((k) => [k.words, k.ownerOrganisationId, k.dueOn])).toEqual([
      ['Shelters in two ports', p.lead, '2027-01-31'],
      ['Lawyers', p.lead, null],
    ]);
    expect((await waits(p)).map((t) => t.personId)).toEqual([p.leadFocal.id, p.leadFocal.id]);
  });

  test('is seen by nobody else while the programme is prepared', async () => {
    const p = await aProgramme(sql);
    await withActivity(p);
    await sql`update commitment set binding = true where subject_kind = 'programme' and subject_id = ${p.id}`;
    expect(await listed(p, p.outsider)).toEqual([]);
    expect(await listed(p)).toEqual([]);
    expect(await listed(p, p.partnerFocal)).toHaveLength(1);
  });

  test('stands as those say who answer for it, also after the end; what was signed stands', async () => {
    const p = await aProgramme(sql);
    const id = await withActivity(p);
    const [lead, partner, secretariat, outsider] = await Promise.all(
      [p.leadFocal, p.partnerFocal, p.secretariat, p.outsider].map((who) => who.reader()),
    );
    const say = (who: typeof lead, version: number, state: 'under-way' | 'done' | 'not-pursued', reason = '') =>
      sayHowActivityStands(sql, who!, { programme: p.id, now }, id, { version, state, reason, done: 'Two of them.' });
    expect(await refusalOf(say(partner, 1, 'done'))).toMatchObject({ message: 'programmes:refusals.not-open' });
    await open(p);
    await fixVersion(sql, lead!, p.id, 3, now);
    const { version } = (await record(p)).standings[0]!;
    expect(await refusalOf(say(outsider, version, 'done'))).toMatchObject({ kind: 'not-found' });
    expect(await refusalOf(say(lead, version, 'done'))).toMatchObject({ kind: 'not-allowed' });
    expect(await refusalOf(say(partner, version, 'not-pursued'))).toMatchObject({
      fields: { reason: 'commitments:mistakes.no-reason' },
    });
    const both = await Promise.allSettled([say(partner, version, 'under-way'), say(secretariat, version, 'under-way')]);
    expect(both.filter((d) => d.status === 'rejected').map((d) => d.reason)).toMatchObject([{ kind: 'conflict' }]);
    const table = tableOf(await record(p, null), 'activities', 'fr');
    expect([table.head.at(-1), table.rows[0]!.at(-1)]).toEqual(['Où il en est', 'En cours']);
    await closeProgramme(sql, lead!, p.id, 3, now);
    await say(partner, version + 1, 'done');
    const whole = await record(p, null);
    expect(whole.standings).toMatchObject([{ activityId: id, state: 'done', done: 'Two of them.' }]);
    expect(standsAsFixed(whole)).toBe(true);
    expect([...(await waits(p))]).toEqual([]);
    const history = await sql`
      select state from commitment_change where commitment_id = ${whole.standings[0]!.commitmentId} order by id`;
    expect(history.map((h) => h.state)).toEqual(['open', 'under-way', 'done']);
  });

  test('goes while nobody has said how it stands, and stays on record then', async () => {
    const p = await aProgramme(sql);
    const [first, second] = [await withActivity(p), await withActivity(p, { title: 'Lawyers' })];
    const draft = await withActivity(p, { title: 'A thought' });
    const [lead, partner] = [await p.leadFocal.reader(), await p.partnerFocal.reader()];
    const remove = (id: number) =>
      removeItem(sql, lead, { programme: p.id, now }, { part: 'activities', item: 'activity', id, version: 1 });
    await remove(draft);
    await open(p);
    const { version } = (await record(p)).standings[0]!;
    const input = { version, state: 'under-way' as const, reason: null, done: null };
    await sayHowActivityStands(sql, partner, { programme: p.id, now }, first, input);
    expect(await refusalOf(remove(first))).toMatchObject({ message: 'programmes:refusals.activity-stands' });
    await remove(second);
    expect((await listed(p)).map((k) => k.words)).toEqual(['Shelters']);
    expect(await waits(p)).toHaveLength(1);
  });
});

describe('what was spent', () => {
  const note = async (
    p: SomeProgramme,
    who: SomePerson,
    line: number,
    years: [number, string][],
    version = 0,
    at = now,
  ) =>
    noteSpending(sql, await who.reader(), { programme: p.id, now: at }, line, {
      version,
      note: 'Accounts',
      years: years.map(([year, typed]) => ({ year, typed })),
    });
  const last = async (p: SomeProgramme) => Math.max(...(await record(p)).spending.map((s) => s.id));

  test('is noted by who answers for the money and by the lead, and stands beside the plan', async () => {
    const p = await aProgramme(sql);
    await open(p);
    const line = await withLine(sql, p, '100');
    await withLine(sql, p, '40', 'none', 'Lawyers');
    await sql`update programme_budget_line set fiduciary_id = ${p.partner} where id = ${line}`;
    const [other] = await sql<
      { id: number }[]
    >`select id from programme_budget_line where programme_id = ${p.id} and id <> ${line}`;
    expect(tableOf(await record(p), 'budget', 'en').head).toHaveLength(6);
    expect(await refusalOf(note(p, p.outsider, line, [[2026, '1']]))).toMatchObject({ kind: 'not-found' });
    expect(await refusalOf(note(p, p.partnerFocal, other!.id, [[2026, '1']]))).toMatchObject({ kind: 'not-allowed' });
    await note(p, p.partnerFocal, line, [[2026, '125.50']]);
    const whole = await record(p, null);
    expect(tableOf(whole, 'budget', 'en').rows.map((row) => row.slice(-3))).toEqual([
      ['100', '125.50', '25.50'],
      ['40', 'not noted', ''],
      ['140', '125.50', '25.50'],
    ]);
    const spending = tableOf(whole, 'spending', 'en');
    expect(spending.rows.map((row) => row.slice(1, 5))).toEqual([
      ['2026', '100', '125.50', '25.50'],
      ['2026', '40', 'not noted', ''],
      ['', '140', '125.50', '25.50'],
    ]);
    expect(spending.rows[0]![5]).toContain('29 March 2026. Accounts');
    expect(spending.notes).toEqual(['Of 1 line and year nothing is noted. The difference leaves it out.']);
    expect(
      csvOfBudget(whole)
        .split('\r\n')
        .slice(1, 3)
        .map((row) => row.split(',').slice(-7)),
    ).toEqual([
      ['100', '0', '100', '125.50', '', '125.50', '25.50'],
      ['40', '0', '40', '', '', '', ''],
    ]);
    // Corrected, and taken back: the last word counts, and all of them stay on record.
    await note(p, p.leadFocal, line, [[2026, '75']], await last(p));
    expect(csvOfBudget(await record(p)).split('\r\n')[1]).toMatch(/,75,,75,-25$/);
    await note(p, p.leadFocal, line, [[2026, '']], await last(p));
    expect(csvOfBudget(await record(p)).split('\r\n')[1]).toMatch(/,,,,$/);
    const kept =
      await sql`select amount::text as amount, organisation_id from programme_spending where line_id = ${line} order by id`;
    expect(kept.map((k) => [k.amount, k.organisationId])).toEqual([
      ['12550', p.partner],
      ['7500', p.lead],
      [null, p.lead],
    ]);
  });

  test.each<[string, [number, string][], Record<string, string>]>([
    ['what is no amount', [[2026, 'ten']], { 'year-2026': 'money' }],
    ['parts that the currency does not have', [[2026, '0.001']], { 'year-2026': 'money-too-fine' }],
    ['a year that has not begun', [[2027, '1']], { 'year-2027': 'year-to-come' }],
    ['a year that is none of its', [[2025, '1']], { 'year-2025': 'year' }],
  ])('is refused with %s', async (_, years, wanted) => {
    const p = await aProgramme(sql);
    const line = await withLine(sql, p, '100');
    const { kind, fields } = await refusalOf(note(p, p.leadFocal, line, years));
    const keys = Object.entries(wanted).map(([field, key]) => [field, `programmes:mistakes.${key}`]);
    expect([kind, fields]).toEqual(['invalid', Object.fromEntries(keys)]);
    expect((await record(p)).spending).toEqual([]);
  });

  test('by two at once is noted by one; a line of which money was spent stays, and so do its years', async () => {
    const p = await aProgramme(sql);
    const line = await withLine(sql, p, '100');
    const both = await Promise.allSettled([
      note(p, p.leadFocal, line, [[2026, '10']]),
      note(p, p.secretariat, line, [[2026, '20']]),
    ]);
    expect(both.filter((d) => d.status === 'rejected').map((d) => d.reason)).toMatchObject([{ kind: 'conflict' }]);
    const lead = await p.leadFocal.reader();
    const remove = () =>
      removeItem(sql, lead, { programme: p.id, now }, { part: 'budget', item: 'line', id: line, version: 1 });
    expect(await refusalOf(remove())).toMatchObject({ message: 'programmes:refusals.has-spending' });
    await sql`update programme_budget_year set amount = 0 where line_id = ${line}`;
    const what = {
      ...{ version: 1, title: 'Ports', summary: '', area: '014' as const, country: null, currency: 'USD' as const },
      ...{ firstYear: 2027, lastYear: 2027, total: '' },
    };
    expect(await refusalOf(changeWhat(sql, lead, p.id, what, now))).toMatchObject({
      fields: { firstYear: 'programmes:mistakes.year-used' },
    });
    await note(p, p.leadFocal, line, [[2026, '']], await last(p));
    await remove();
    expect(await record(p)).toMatchObject({ lines: [], spending: [] });
  });
});

describe('a year across programmes', () => {
  test('has the lines of activity that touch it, of programmes that are open', async () => {
    const p = await aProgramme(sql, { title: 'A year of ports (invented)' });
    const early = await withActivity(p);
    const whole = await withActivity(p, { title: 'All along', startsOn: null, endsOn: null });
    const late = await withActivity(p, { title: 'Later', startsOn: '2027-01-01', endsOn: '2027-12-31' });
    const own = async (year: number, who: SomePerson | null = null) =>
      (await activitiesOfYear(sql, who && (await who.reader()), year, 'en', now)).filter((a) => a.programme === p.id);
    expect(await own(2026, p.leadFocal)).toEqual([]);
    await open(p);
    expect((await own(2026)).map((a) => [a.activity, a.overdue])).toEqual([
      [early, true],
      [whole, false],
    ]);
    expect((await own(2027)).map((a) => a.activity).sort()).toEqual([whole, late].sort());
    expect([await own(2025), await own(2028)]).toEqual([[], []]);
    expect((await own(2026))[0]).toMatchObject({
      programmeTitle: 'A year of ports (invented)',
      programmeLanguage: 'en',
      title: 'Shelters',
      owner: { id: p.partner },
      startsOn: '2026-01-01',
      endsOn: '2026-02-28',
      state: 'open',
      reason: '',
    });
  });

  test('has what was planned and spent by each, and no nought where nothing is noted', async () => {
    const p = await aProgramme(sql, { open: true });
    const own = async (year: number) => (await spendingOfYear(sql, null, year)).filter((s) => s.programme === p.id);
    expect(await own(2026)).toMatchObject([{ planned: 0n, spent: null, unknown: 0 }]);
    const [line] = [await withLine(sql, p, '100'), await withLine(sql, p, '40', 'none', 'Lawyers')];
    await noteSpending(sql, await p.leadFocal.reader(), { programme: p.id, now }, line, {
      version: 0,
      note: '',
      years: [{ year: 2026, typed: '60.01' }],
    });
    expect(await own(2026)).toMatchObject([{ currency: 'USD', planned: 14_000n, spent: 6001n, unknown: 1 }]);
    expect(await own(2027)).toMatchObject([{ planned: 0n, spent: null, unknown: 0 }]);
    expect(await own(2028)).toEqual([]);
    await sql`update programme set opened_at = null where id = ${p.id}`;
    expect(await own(2026)).toEqual([]);
  });
});
