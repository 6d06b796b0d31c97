import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { putLine } from '../../app/programmes/commands/budgeting.server';
import { putIndicator, putResult, putRisk, putValue, removeItem } from '../../app/programmes/commands/parts.server';
import {
  changeAims,
  changeWhat,
  keepPartner,
  namePerson,
  openProgramme,
  removePartner,
} from '../../app/programmes/commands/preparing.server';
import { keepShare } from '../../app/programmes/commands/sharing.server';
import { fixVersion, signVersion } from '../../app/programmes/commands/signing.server';
import { followProgrammeDecided, readProgrammeDecided } from '../../app/programmes/decided.server';
import { csvOfBudget, csvOfFramework } from '../../app/programmes/out.server';
import { listProgrammes } from '../../app/programmes/queries/list.server';
import { readRecord, standsAsFixed } from '../../app/programmes/queries/record.server';
import { isRefusal, type Refusal } from '../../app/shared/refusal';
import { freshDatabase } from '../support/database';
import { aPerson, type SomePerson } from '../support/people';
import { agree, aLine, aProgramme, type SomeProgramme, withLine } from '../support/programmes';

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

describe('a budget line', () => {
  test('is kept to the cent, and its years come to its total', async () => {
    const p = await aProgramme(sql);
    const reader = await p.partnerFocal.reader();
    const line = aLine(p, '1 000 000.01', [
      [2026, '400000'],
      [2027, '600,000.01'],
    ]);
    await putLine(sql, reader, { programme: p.id, now }, { once: randomUUID() }, line);
    const { lines } = await record(p);
    expect(lines.map((l) => [l.total, l.years.map((y) => y.amount)])).toEqual([
      [100_000_001n, [40_000_000n, 60_000_001n]],
    ]);
  });

  test.each([
    ['a total that is not that of its years', '500', [[2026, '100']], { total: 'years-short' }],
    ['years beyond its total', '50', [[2026, '100']], { total: 'years-over' }],
    ['what is no amount', '', [[2026, 'ten']], { 'year-2026': 'money' }],
    ['both at once', 'much', [[2027, '0.001']], { 'year-2027': 'money-too-fine', total: 'money' }],
    ['a year that is none of its', '', [[2031, '5']], { 'year-2031': 'year' }],
  ] as [string, string, [number, string][], Record<string, string>][])(
    'is refused with %s',
    async (_, total, years, wanted) => {
      const p = await aProgramme(sql);
      const reader = await p.leadFocal.reader();
      const { kind, fields } = await refusalOf(
        putLine(sql, reader, { programme: p.id, now }, { once: randomUUID() }, aLine(p, total, years)),
      );
      expect(kind).toBe('invalid');
      const keys = Object.entries(wanted).map(([field, key]) => [field, `programmes:mistakes.${key}`]);
      expect(fields).toEqual(Object.fromEntries(keys));
      expect((await record(p)).lines).toEqual([]);
    },
  );

  test('sent twice is there once; two that come at once are both there', async () => {
    const p = await aProgramme(sql);
    const place = { programme: p.id, now };
    const once = randomUUID();
    const [lead, partner] = [await p.leadFocal.reader(), await p.partnerFocal.reader()];
    const line = (title: string) => aLine(p, '10', [[2026, '10']], { title });
    await Promise.all([
      putLine(sql, lead, place, { once }, line('Beds')),
      putLine(sql, lead, place, { once }, line('Beds')),
      putLine(sql, partner, place, { once: randomUUID() }, line('Lawyers')),
    ]);
    expect((await record(p)).lines.map((l) => l.title).sort()).toEqual(['Beds', 'Lawyers']);
  });

  test('changed by two at once is changed by one, and the other is told', async () => {
    const p = await aProgramme(sql);
    const id = await withLine(sql, p, '10');
    const readers = [await p.leadFocal.reader(), await p.partnerFocal.reader()];
    const done = await Promise.allSettled(
      readers.map((reader, i) =>
        putLine(
          sql,
          reader,
          { programme: p.id, now },
          { id, version: 1 },
          aLine(p, `${20 + i}`, [[2026, `${20 + i}`]]),
        ),
      ),
    );
    const refused = done.flatMap((d) => (d.status === 'rejected' ? [d.reason] : []));
    expect(refused).toMatchObject([{ kind: 'conflict', message: 'programmes:refusals.changed' }]);
    expect((await record(p)).lines).toMatchObject([{ version: 2 }]);
  });

  test('removed meanwhile is a conflict, and those of another programme are not there', async () => {
    const [p, other] = [await aProgramme(sql), await aProgramme(sql)];
    const id = await withLine(sql, p, '10');
    const remove = async (of: SomeProgramme) =>
      removeItem(
        sql,
        await of.leadFocal.reader(),
        { programme: of.id, now },
        { part: 'budget', item: 'line', id, version: 1 },
      );
    expect(await refusalOf(remove(other))).toMatchObject({ kind: 'conflict', message: 'programmes:refusals.gone' });
    await remove(p);
    expect(await refusalOf(remove(p))).toMatchObject({ kind: 'conflict', message: 'programmes:refusals.gone' });
  });

  test('belongs to partners, and to nobody else', async () => {
    const p = await aProgramme(sql);
    const reader = await p.leadFocal.reader();
    const line = aLine(p, '10', [[2026, '10']], { fiduciary: p.outside });
    expect(await refusalOf(putLine(sql, reader, { programme: p.id, now }, { once: randomUUID() }, line))).toMatchObject(
      {
        fields: { fiduciary: 'programmes:mistakes.no-partner' },
      },
    );
  });
});

describe('who may', () => {
  test('is not found by those who do not work on it, and opened to everyone', async () => {
    const p = await aProgramme(sql);
    const waiting = await aPerson(sql, { state: 'waiting', organisation: p.lead });
    for (const who of [p.outsider, p.colleague, waiting, null]) {
      expect(await refusalOf(record(p, who))).toMatchObject({ kind: 'not-found' });
      if (who)
        expect(
          await refusalOf(
            putLine(
              sql,
              await who.reader(),
              { programme: p.id, now },
              { once: randomUUID() },
              aLine(p, '', [[2026, '1']]),
            ),
          ),
        ).toMatchObject({ kind: 'not-found' });
    }
    await sql`update programme set opened_at = ${now}, no_consultation_reason = 'A trial.' where id = ${p.id}`;
    expect((await record(p, null)).title).toBe('Safe ports (invented)');
    expect(
      await refusalOf(
        putLine(
          sql,
          await p.outsider.reader(),
          { programme: p.id, now },
          { once: randomUUID() },
          aLine(p, '', [[2026, '1']]),
        ),
      ),
    ).toMatchObject({ kind: 'not-found' });
  });

  test('works on it once named, until they leave', async () => {
    const p = await aProgramme(sql);
    const name = { organisation: p.partner, person: p.colleague.handle };
    expect(await refusalOf(namePerson(sql, await p.leadFocal.reader(), p.id, name, now))).toMatchObject({
      kind: 'not-allowed',
    });
    await namePerson(sql, await p.partnerFocal.reader(), p.id, name, now);
    expect((await record(p, p.colleague)).partners.flatMap((o) => o.people.map((x) => x.id))).toEqual([p.colleague.id]);
    await sql`update person set organisation_id = ${p.outside} where id = ${p.colleague.id}`;
    expect(await refusalOf(record(p, p.colleague))).toMatchObject({ kind: 'not-found' });
  });

  test('is lead or secretariat where it is opened, and a partner goes that answers for nothing', async () => {
    const p = await aProgramme(sql);
    const partner = await p.partnerFocal.reader();
    const lead = await p.leadFocal.reader();
    expect(await refusalOf(openProgramme(sql, partner, p.id, 1, now))).toMatchObject({ kind: 'not-allowed' });
    expect(await refusalOf(openProgramme(sql, lead, p.id, 1, now))).toMatchObject({
      message: 'programmes:refusals.no-consultation',
    });
    await keepPartner(sql, partner, p.id, { organisation: p.partner, part: 'Shelters and lawyers' }, now);
    expect(await refusalOf(keepPartner(sql, partner, p.id, { organisation: p.outside, part: '' }, now))).toMatchObject({
      kind: 'not-allowed',
    });
    const line = await withLine(sql, p, '10');
    expect(await refusalOf(removePartner(sql, lead, p.id, p.partner, now))).toMatchObject({
      message: 'programmes:refusals.partner-answers',
    });
    await removeItem(sql, lead, { programme: p.id, now }, { part: 'budget', item: 'line', id: line, version: 1 });
    await removePartner(sql, lead, p.id, p.partner, now);
    expect((await record(p)).partners.map((o) => o.id)).toEqual([p.lead]);
  });
});

test('a currency stays once there are amounts in it, and so does a year', async () => {
  const p = await aProgramme(sql);
  const lead = await p.leadFocal.reader();
  const what = {
    version: 1,
    title: 'Ports',
    summary: '',
    area: '014' as const,
    country: null,
    currency: 'USD' as const,
    firstYear: 2026,
    lastYear: 2027,
    total: '',
  };
  await withLine(sql, p, '10');
  expect(await refusalOf(changeWhat(sql, lead, p.id, { ...what, currency: 'EUR' }, now))).toMatchObject({
    fields: { currency: 'programmes:mistakes.currency-used' },
  });
  expect(await refusalOf(changeWhat(sql, lead, p.id, { ...what, firstYear: 2027 }, now))).toMatchObject({
    fields: { firstYear: 'programmes:mistakes.year-used' },
    values: { year: 2026 },
  });
  await changeWhat(sql, lead, p.id, { ...what, lastYear: 2026, total: '9.50' }, now);
  expect(await record(p)).toMatchObject({ lastYear: 2026, total: 950n, version: 2 });
  const aims = { version: 1, short: 'Beds', medium: '', long: '' };
  expect(await refusalOf(changeAims(sql, lead, p.id, aims, now))).toMatchObject({ kind: 'conflict' });
});

describe('a results framework', () => {
  const indicator = {
    what: 'How many people sleep in a safe place?',
    unit: 'people',
    direction: 'up' as const,
    baseline: '10',
    baselineOn: '2026-01-01',
    target: '40',
    targetOn: '2027-12-31',
    source: 'Registers',
  };
  async function withResult(p: SomeProgramme) {
    const once = randomUUID();
    await putResult(
      sql,
      await p.leadFocal.reader(),
      { programme: p.id, now },
      { once },
      { kind: 'outcome', parentId: null, title: 'Safe' },
    );
    const [row] = await sql<{ id: number }[]>`select id from programme_result where once = ${once}`;
    return row!.id;
  }

  test('refuses a target below its baseline in the command and in the database, unless less is better', async () => {
    const p = await aProgramme(sql);
    const subject = await withResult(p);
    const put = async (more: Partial<typeof indicator> | { direction: 'down' }) =>
      putIndicator(
        sql,
        await p.leadFocal.reader(),
        { programme: p.id, now },
        { once: randomUUID() },
        { ...indicator, subject, ...more },
      );
    expect(await refusalOf(put({ target: '9.999999' }))).toMatchObject({
      fields: { target: 'programmes:mistakes.target-below' },
    });
    await put({ direction: 'down' as const, target: '5' } as never);
    await put({});
    await expect(
      sql`update indicator set target = 0 where subject_id = ${subject} and direction = 'up'`,
    ).rejects.toThrow(/check/);
    expect((await record(p)).indicators.map((i) => [i.direction, i.baseline, i.target])).toEqual([
      ['down', '10', '5'],
      ['up', '10', '40'],
    ]);
  });

  test('keeps the values of days, the last of a day counting, and goes only when nothing hangs on it', async () => {
    const p = await aProgramme(sql);
    const subject = await withResult(p);
    const lead = await p.leadFocal.reader();
    const place = { programme: p.id, now };
    await putIndicator(sql, lead, place, { once: randomUUID() }, { ...indicator, subject });
    const { id } = (await record(p)).indicators[0]!;
    const value = { onDay: '2026-03-29', value: '12.5', source: 'Count', note: null };
    await putValue(sql, lead, place, id, randomUUID(), value);
    const once = randomUUID();
    await putValue(sql, lead, place, id, once, { ...value, value: '13' });
    await putValue(sql, lead, place, id, once, { ...value, value: '13' });
    // It is the thirtieth already on Kiribati, and nowhere the thirty-first.
    await putValue(sql, lead, { ...place, now: new Date('2026-03-29T10:30:00Z') }, id, randomUUID(), {
      ...value,
      onDay: '2026-03-30',
    });
    expect(
      await refusalOf(putValue(sql, lead, place, id, randomUUID(), { ...value, onDay: '2026-03-31' })),
    ).toMatchObject({
      fields: { onDay: 'programmes:mistakes.day-to-come' },
    });
    const whole = await record(p);
    expect(whole.indicators[0]!.values.map((v) => [v.onDay, v.value])).toEqual([
      ['2026-03-29', '12.5'],
      ['2026-03-29', '13'],
      ['2026-03-30', '12.5'],
    ]);
    const rows = csvOfFramework(whole).split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain(',2026-03-29,13,Count,');
    const gone = { part: 'framework', item: 'result', id: subject, version: 1 } as const;
    expect(await refusalOf(removeItem(sql, lead, place, gone))).toMatchObject({
      message: 'programmes:refusals.has-indicators',
    });
    await removeItem(sql, lead, place, { part: 'framework', item: 'indicator', id, version: 1 });
    await removeItem(sql, lead, place, gone);
    expect(await record(p)).toMatchObject({ results: [], indicators: [] });
  });

  test('measures nothing of another programme', async () => {
    const [p, other] = [await aProgramme(sql), await aProgramme(sql)];
    const subject = await withResult(other);
    const put = putIndicator(
      sql,
      await p.leadFocal.reader(),
      { programme: p.id, now },
      { once: randomUUID() },
      { ...indicator, subject },
    );
    expect(await refusalOf(put)).toMatchObject({ fields: { subject: 'programmes:mistakes.no-result' } });
  });
});

describe('partners sign', () => {
  test('the fixed version, each for itself, and not another that was fixed meanwhile', async () => {
    const p = await aProgramme(sql);
    const [lead, partner] = [await p.leadFocal.reader(), await p.partnerFocal.reader()];
    await withLine(sql, p, '10');
    expect(await refusalOf(fixVersion(sql, partner, p.id, 1, now))).toMatchObject({ kind: 'not-allowed' });
    await fixVersion(sql, lead, p.id, 1, now);
    expect(await refusalOf(fixVersion(sql, lead, p.id, 1, now))).toMatchObject({
      message: 'programmes:refusals.fixed-already',
    });
    const first = await record(p);
    expect(standsAsFixed(first)).toBe(true);
    const tasks = async () =>
      sql`select person_id from task where key like ${`sign-programme:${p.id}-%`} and done_at is null order by person_id`;
    expect(await tasks()).toHaveLength(2);
    const answer = { fixed: first.fixed!.id, organisation: p.partner, state: 'signed' as const, comment: '' };
    expect(await refusalOf(signVersion(sql, lead, p.id, answer, now))).toMatchObject({ kind: 'not-allowed' });
    expect(await refusalOf(signVersion(sql, await p.secretariat.reader(), p.id, answer, now))).toMatchObject({
      kind: 'not-allowed',
    });
    expect(await refusalOf(signVersion(sql, await p.outsider.reader(), p.id, answer, now))).toMatchObject({
      kind: 'not-found',
    });
    expect(await refusalOf(signVersion(sql, partner, p.id, { ...answer, state: 'declined' }, now))).toMatchObject({
      kind: 'invalid',
    });
    await signVersion(sql, partner, p.id, answer, now);
    expect((await record(p)).fixed!.signoffs).toMatchObject([{ organisationId: p.partner, state: 'signed' }]);
    expect((await tasks()).map((t) => t.personId)).toEqual([p.leadFocal.id]);
    await putRisk(
      sql,
      partner,
      { programme: p.id, now },
      { once: randomUUID() },
      { title: 'Found again', likelihood: 'low', harm: 'high', answer: '', organisation: null },
    );
    expect(standsAsFixed(await record(p))).toBe(false);
    await fixVersion(sql, lead, p.id, 1, now);
    expect(await refusalOf(signVersion(sql, partner, p.id, answer, now))).toMatchObject({ kind: 'conflict' });
    expect((await record(p)).fixed).toMatchObject({ number: 2, signoffs: [] });
  });
});

describe('what the committee is told', () => {
  test('no consultation, shares below the agreed ones, a budget that does not add up; and what follows', async () => {
    const p = await aProgramme(sql, { open: true });
    await agree(sql, p.secretariat, { 'victim-support': 3000, evaluation: 500 });
    await withLine(sql, p, '70', 'none');
    await withLine(sql, p, '29.99', 'direct-assistance');
    await sql`update programme set total = 100000 where id = ${p.id}`;
    const flags = async () => (await readProgrammeDecided(sql, null, p.id, 'en', new Date()))!.flags;
    expect((await flags()).map((f) => f.key.replace('programmes:flags.', ''))).toEqual([
      'no-consultation',
      'not-adding-up',
      'below-victim-support',
      'below-evaluation',
    ]);
    expect((await flags())[2]!.values).toEqual({ share: '29.9%', agreed: '30%' });
    await withLine(sql, p, '10', 'victim-support');
    await withLine(sql, p, '10', 'evaluation');
    await sql`update programme set total = null where id = ${p.id}`;
    expect((await flags()).map((f) => f.key)).toEqual(['programmes:flags.no-consultation']);
    for (const outcome of ['lapsed', 'adopted-by-consensus'])
      await sql.begin((tx) =>
        followProgrammeDecided(tx, { proposal: outcome === 'lapsed' ? 1 : 77, subject: p.id, outcome, at: now }),
      );
    expect((await record(p)).adoptedBy).toBe(77);
  });

  test('nothing of one that this reader does not see', async () => {
    const p = await aProgramme(sql);
    expect(await readProgrammeDecided(sql, await p.outsider.reader(), p.id, 'en', now)).toBeNull();
  });

  test('agreed shares are the secretariat’s to write down, with the decision', async () => {
    const p = await aProgramme(sql);
    const share = { kind: 'evaluation' as const, share: 700, since: '2026-01-01', proposal: null, basis: '' };
    expect(await refusalOf(keepShare(sql, await p.leadFocal.reader(), { ...share, basis: 'x' }))).toMatchObject({
      kind: 'not-found',
    });
    const secretariat = await p.secretariat.reader();
    expect(await refusalOf(keepShare(sql, secretariat, share))).toMatchObject({
      fields: { basis: 'programmes:mistakes.no-basis' },
    });
    expect(await refusalOf(keepShare(sql, secretariat, { ...share, proposal: 999_999 }))).toMatchObject({
      fields: { proposal: 'programmes:mistakes.no-decision' },
    });
    await keepShare(sql, secretariat, { ...share, basis: 'The second meeting (invented)' });
    expect((await record(p)).agreed.find((s) => s.kind === 'evaluation')).toEqual({
      kind: 'evaluation',
      basisPoints: 700,
    });
  });
});

test('the list narrows by state and region, and hides what is prepared', async () => {
  const [draft, open] = [await aProgramme(sql), await aProgramme(sql, { open: true })];
  await sql`update programme set area = '035' where id in ${sql([draft.id, open.id])}`;
  const filter = { state: undefined, region: '142' as const, country: undefined, page: 1, now: new Date() };
  const ids = async (by: SomePerson | null, more: object = {}) =>
    (await listProgrammes(sql, by && (await by.reader()), { ...filter, ...more })).programmes
      .map((x) => x.id)
      .sort((a, b) => a - b);
  expect(await ids(null)).toEqual([open.id]);
  expect(await ids(draft.partnerFocal)).toEqual([draft.id, open.id].sort((a, b) => a - b));
  expect(await ids(draft.secretariat, { state: 'draft' })).toEqual([draft.id]);
  expect(await ids(null, { state: 'formulated' })).toEqual([open.id]);
  expect(await ids(null, { region: '150' })).toEqual([]);
  await sql`insert into programme_phase (programme_id, title, starts_on, ends_on, funding, once) values (${open.id}, 'First', '2020-01-01', '2020-12-31', 'seed', ${randomUUID()})`;
  expect(await ids(null, { state: 'carried-through' })).toEqual([open.id]);
});

test('a budget goes out as it stands, and no cell of it is a formula', async () => {
  const p = await aProgramme(sql);
  await withLine(sql, p, '1234.50', 'direct-assistance', '=cmd()');
  const [head, row] = csvOfBudget(await record(p)).split('\r\n');
  expect(head).toBe(
    '\ufeffline,activity,organisation,fiduciary,source,funding,earmark,currency,2026,2027,total,spent 2026,spent 2027,spent,difference',
  );
  expect(row).toMatch(/^"?'=cmd\(\)"?,/);
  expect(row).toContain(',seed,direct-assistance,USD,1234.50,0,1234.50');
});
