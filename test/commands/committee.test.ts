import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { tickHandover } from '../../app/committee/commands/handover.server';
import { endLetter, fileLetter, noteSignature, readLetterFile } from '../../app/committee/commands/letters.server';
import { carryOut, withdrawMotion, writeMotion } from '../../app/committee/commands/motions.server';
import { enterFirstChair, settleTerms } from '../../app/committee/commands/terms.server';
import type { MotionInput } from '../../app/committee/forms';
import { handoverItems } from '../../app/committee/handover';
import type { Adopted } from '../../app/committee/motion';
import { readCommittee } from '../../app/committee/queries.server';
import { readState, scheduleFrom } from '../../app/committee/state.server';
import { dayOf } from '../../app/organisations/organisation';
import type { Reader } from '../../app/people/person';
import { freshDatabase } from '../support/database';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();
const refusal = (kind: string) => expect.objectContaining({ refusal: true, kind });
const wrong = (field: string, key: string) =>
  expect.objectContaining({ kind: 'invalid', fields: { [field]: `committee:mistakes.${key}` } });

/** Instants are given: nothing here hangs on the day on which it runs. */
const at = (day: string, time = '09:00:00') => new Date(`${day}T${time}Z`);
const now = at('2026-06-15');

const org: Record<string, number> = {};
const speaker: Record<string, Reader> = {};
let secretariat: Reader;
let outsider: Reader;

beforeAll(async () => {
  for (const handle of ['aaa', 'bbb', 'ccc', 'ddd']) {
    org[handle] = await anOrganisation(sql, { handle, member: true });
    speaker[handle] = await (await aPerson(sql, { organisation: org[handle]!, office: 'focal-point' })).reader();
  }
  org.regional = await anOrganisation(sql, { handle: 'regional', member: true, mayChair: false });
  org.new = await anOrganisation(sql, { handle: 'new-one' });
  secretariat = await (await aPerson(sql, { secretariat: true })).reader();
  outsider = await (await aPerson(sql, { organisation: org.new, office: 'focal-point' })).reader();
});

function motion(values: Partial<MotionInput> & Pick<MotionInput, 'kind'>): MotionInput {
  const none = {
    organisation: null,
    mayChair: null,
    quorum: null,
    admitOutcome: null,
    admitFrom: null,
    admitLetter: null,
  };
  return {
    ...none,
    onDay: '2026-07-01',
    reason: 'As agreed.',
    language: 'en',
    once: randomUUID(),
    ...values,
  } as MotionInput;
}

async function decided(id: number, outcome: Adopted = 'adopted-by-consensus', on = now): Promise<void> {
  await sql.begin((tx) => carryOut(tx, id, { decidedBy: null, outcome, now: on }));
}

async function decide(values: Parameters<typeof motion>[0], outcome?: Adopted, on = now): Promise<number> {
  const id = await writeMotion(sql, secretariat, motion(values), now);
  await decided(id, outcome, on);
  return id;
}

const memberships = (organisation: number) => sql`
  select since::text as since, until::text as until, may_chair, founding from membership where organisation_id = ${organisation} order by since`;
const terms = () => sql<
  { role: string; who: string; from: string; until: string; ceased: string | null; standIn: boolean }[]
>`
  select t.role, o.handle as who, from_day::text as "from", until_day::text as until, ceased_on::text as ceased, stand_in
  from term t join organisation o on o.id = t.organisation_id order by from_day, role`;
const who = async (day: string) => {
  const handles = Object.fromEntries((await readState(sql, day)).seats.map((s) => [s.organisationId, s.handle]));
  return scheduleFrom(await readState(sql, day), day).map((t) => handles[t.chair ?? 0] ?? null);
};

describe('the first chair', () => {
  test('is entered by the secretariat, once, and is one that may chair', async () => {
    const first = { organisation: org.aaa!, from: '2024-03-01' };
    await expect(enterFirstChair(sql, speaker.aaa!, first, now)).rejects.toEqual(refusal('not-found'));
    await expect(enterFirstChair(sql, secretariat, { ...first, organisation: org.regional! }, now)).rejects.toEqual(
      wrong('organisation', 'may-not-chair'),
    );
    await enterFirstChair(sql, secretariat, first, now);
    await enterFirstChair(sql, secretariat, first, now);
    await expect(enterFirstChair(sql, secretariat, { ...first, from: '2025-01-01' }, now)).rejects.toEqual(
      wrong('from', 'chair-begun'),
    );
  });

  test('begins the rotation, and what has begun is written down', async () => {
    expect((await terms()).map((t) => `${t.role} ${t.who} ${t.from} ${t.until}`)).toEqual([
      'chair aaa 2024-03-01 2025-02-28',
      'co-chair bbb 2024-03-01 2025-02-28',
      'chair bbb 2025-03-01 2026-02-28',
      'co-chair ccc 2025-03-01 2026-02-28',
      'chair ccc 2026-03-01 2027-02-28',
      'co-chair ddd 2026-03-01 2027-02-28',
    ]);
    expect(await who('2026-06-15')).toEqual(['ccc', 'ddd', 'aaa', 'bbb', 'ccc', 'ddd']);
  });

  test('the database keeps terms from overlapping, whoever writes them', async () => {
    await expect(
      sql`insert into term (role, organisation_id, from_day, until_day, designated_at)
        values ('chair', ${org.ddd!}, '2027-02-28', '2028-02-27', now())`,
    ).rejects.toThrow(/term_one_chair/);
  });
});

describe('what the committee decides on itself', () => {
  test('is written by those who conduct it, once, and changes nothing yet', async () => {
    const input = motion({ kind: 'cease', organisation: org.ddd!, onDay: '2026-12-31' });
    await expect(writeMotion(sql, outsider, input, now)).rejects.toEqual(refusal('not-found'));
    await expect(writeMotion(sql, speaker.aaa!, input, now)).rejects.toEqual(refusal('not-allowed'));
    const [one, other] = await Promise.all([
      writeMotion(sql, speaker.ccc!, input, now),
      writeMotion(sql, speaker.ccc!, input, now),
    ]);
    expect(one).toBe(other);
    expect(await memberships(org.ddd!)).toMatchObject([{ until: null }]);
    await withdrawMotion(sql, secretariat, one!, now);
    await withdrawMotion(sql, secretariat, one!, now);
    expect((await readCommittee(sql, secretariat, 'en', now)).motions).toEqual([]);
  });

  test('nobody is admitted before the committee has decided how', async () => {
    const input = motion({ kind: 'admit', organisation: org.new!, mayChair: false });
    await expect(writeMotion(sql, secretariat, input, now)).rejects.toEqual(wrong('organisation', 'no-method'));
    await decide({
      kind: 'rules',
      onDay: '2026-06-01',
      quorum: 3,
      admitOutcome: 'consensus',
      admitLetter: true,
      admitFrom: '2026-06-20',
    });
    expect((await readState(sql, '2026-06-15')).rules).toEqual({
      quorum: 3,
      admitOutcome: 'consensus',
      admitLetter: true,
      admitFrom: '2026-06-20',
    });
    await expect(writeMotion(sql, secretariat, { ...input, onDay: '2026-06-19' }, now)).rejects.toEqual(
      wrong('onDay', 'too-early'),
    );
    await expect(writeMotion(sql, secretariat, input, now)).rejects.toEqual(wrong('organisation', 'no-letter'));
  });

  test('a member is admitted as the decision says, by the consensus that the rules want', async () => {
    const file = { name: 'letter.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
    const letter = {
      title: 'Letter of agreement',
      language: 'en' as const,
      from: '2026-01-01',
      until: null,
      once: randomUUID(),
    };
    await expect(fileLetter(sql, speaker.ccc!, letter, [file], now)).rejects.toEqual(refusal('not-found'));
    await expect(fileLetter(sql, secretariat, letter, [], now)).rejects.toEqual(wrong('files', 'one-file'));
    await fileLetter(sql, secretariat, letter, [file], now);
    await fileLetter(sql, secretariat, letter, [file], now);
    const [filed, ...more] = (await readCommittee(sql, secretariat, 'en', now)).letters;
    expect(more).toEqual([]);
    await noteSignature(sql, secretariat, { letter: filed!.id, organisation: org.new!, signedOn: '2026-06-01' });

    const admit = { kind: 'admit', organisation: org.new!, mayChair: true } as const;
    const failed = await decide(admit, 'adopted-no-strong-objection');
    expect(await memberships(org.new!)).toEqual([]);
    const { motions } = await readCommittee(sql, secretariat, 'en', now);
    expect(motions.find((m) => m.id === failed)).toMatchObject({ voidBecause: 'committee:mistakes.no-consensus' });
    await decide(admit);
    expect(await memberships(org.new!)).toEqual([
      { since: '2026-07-01', until: null, mayChair: true, founding: false },
    ]);
    await expect(writeMotion(sql, secretariat, motion(admit), now)).rejects.toEqual(
      wrong('organisation', 'member-already'),
    );
    expect(await who('2026-07-01')).toEqual(['ccc', 'ddd', 'aaa', 'bbb', 'new-one', 'ccc']);
  });

  test('a letter itself is for the committee’s people; that it is on file is for everybody', async () => {
    const [mine] = (await readCommittee(sql, speaker.aaa!, 'en', now)).letters;
    expect(mine).toMatchObject({ from: '2026-01-01', signatures: [{ signedOn: '2026-06-01' }] });
    const [seen] = (await readCommittee(sql, null, 'en', now)).letters;
    expect(seen).toMatchObject({ from: '2026-01-01', file: null, fileName: null });
    expect((await readLetterFile(sql, speaker.aaa!, mine!.file!, now)).name).toBe('letter.pdf');
    for (const reader of [null, outsider])
      await expect(readLetterFile(sql, reader, mine!.file!, at('2026-06-16'))).rejects.toEqual(refusal('not-found'));
    await expect(endLetter(sql, secretariat, mine!.id, '2025-12-31')).rejects.toEqual(
      wrong('until', 'until-before-from'),
    );
  });

  test('an exception gives one year to another, and not to one that may not chair', async () => {
    const chair = { kind: 'chair', onDay: '2027-06-01' } as const;
    await expect(writeMotion(sql, secretariat, motion({ ...chair, organisation: org.regional! }), now)).rejects.toEqual(
      wrong('organisation', 'may-not-chair'),
    );
    await expect(
      writeMotion(sql, secretariat, motion({ ...chair, organisation: org.aaa!, onDay: '2026-08-01' }), now),
    ).rejects.toEqual(wrong('onDay', 'year-begun'));
    await decide({ ...chair, organisation: org.bbb! });
    expect(await who('2026-07-01')).toEqual(['ccc', 'bbb', 'ddd', 'aaa', 'new-one', 'ccc']);
  });

  test('a chair that may not chair any more is followed by its co-chair, and what was written stays', async () => {
    await decide({ kind: 'change', organisation: org.ccc!, mayChair: false, onDay: '2026-10-01' });
    expect(await memberships(org.ccc!)).toMatchObject([
      { since: '2007-03-01', until: '2026-09-30', mayChair: true },
      { since: '2026-10-01', until: null, mayChair: false },
    ]);
    await sql.begin((tx) => settleTerms(tx, at('2026-11-01')));
    const written = await terms();
    expect(written).toContainEqual(
      expect.objectContaining({ role: 'chair', who: 'ccc', until: '2027-02-28', ceased: '2026-09-30' }),
    );
    expect(written).toContainEqual(
      expect.objectContaining({ role: 'chair', who: 'ddd', from: '2026-10-01', until: '2027-02-28', standIn: true }),
    );
    expect(written.filter((t) => t.role === 'co-chair' && t.from >= '2026-03-01')).toMatchObject([
      { who: 'ddd', ceased: '2026-09-30' },
      { who: 'bbb', from: '2026-10-01', until: '2027-02-28' },
    ]);
    expect(await who('2026-11-01')).toEqual(['ddd', 'bbb', 'ddd', 'aaa', 'new-one', 'bbb']);
  });

  test('takes effect on the day of the decision where its own has passed', async () => {
    const later = at('2026-12-01');
    const id = await writeMotion(
      sql,
      secretariat,
      motion({ kind: 'cease', organisation: org.regional!, onDay: '2026-11-15' }),
      now,
    );
    await decided(id, 'adopted-no-strong-objection', later);
    await decided(id, 'adopted-no-strong-objection', later);
    expect(await memberships(org.regional!)).toMatchObject([{ until: '2026-12-01' }]);
  });

  test('what cannot be carried out any more is noted as void, and nothing else changes', async () => {
    const id = await writeMotion(
      sql,
      secretariat,
      motion({ kind: 'chair', organisation: org.aaa!, onDay: '2029-05-05' }),
      now,
    );
    await decide({ kind: 'cease', organisation: org.aaa!, onDay: '2028-12-31' });
    await decided(id, 'adopted-by-consensus', at('2026-12-02'));
    const { motions } = await readCommittee(sql, secretariat, 'en', at('2026-12-02'));
    expect(motions.find((m) => m.id === id)?.voidBecause).toBe('committee:mistakes.may-not-chair');
  });
});

describe('a handover', () => {
  const day = '2027-03-01';
  const during = at('2027-02-01');

  test('asks both sides when its list opens, and once', async () => {
    for (let i = 0; i < 2; i++) await sql.begin((tx) => settleTerms(tx, during));
    const asked = await sql<{ personId: number; what: string; dueAt: Date }[]>`
      select person_id, what, due_at from task where key = ${`committee-handover:${day}`} order by person_id`;
    expect(asked).toEqual([
      { personId: speaker.bbb!.id, what: 'committee:tasks.handover-incoming', dueAt: at('2027-02-28', '12:00:00') },
      { personId: speaker.ddd!.id, what: 'committee:tasks.handover-outgoing', dueAt: at('2027-02-28', '12:00:00') },
    ]);
  });

  test('is ticked by each side for itself; two who tick at once tick once', async () => {
    const tick = { item: 'minutes' as const, side: 'outgoing' as const, day };
    await expect(tickHandover(sql, outsider, { ...tick, day: '2027-03-02' }, during)).rejects.toEqual(
      refusal('conflict'),
    );
    await expect(tickHandover(sql, speaker.bbb!, tick, during)).rejects.toEqual(refusal('not-allowed'));
    await expect(tickHandover(sql, secretariat, tick, during)).rejects.toEqual(refusal('not-allowed'));
    await Promise.all([1, 2, 3].map(() => tickHandover(sql, speaker.ddd!, tick, during)));
    expect(await sql`select side, person_id from handover_tick`).toEqual([
      { side: 'outgoing', personId: speaker.ddd!.id },
    ]);
  });

  test('waits for nobody of a side that has ticked everything', async () => {
    for (const item of handoverItems) await tickHandover(sql, speaker.ddd!, { item, side: 'outgoing', day }, during);
    const open = await sql<{ personId: number }[]>`
      select person_id from task where key = ${`committee-handover:${day}`} and done_at is null`;
    expect(open.map((t) => t.personId)).toEqual([speaker.bbb!.id]);
  });

  test('is not ticked before its list opens, nor after it has closed', async () => {
    const tick = { item: 'funds' as const, side: 'incoming' as const };
    await expect(tickHandover(sql, speaker.bbb!, { ...tick, day }, at('2027-01-14'))).rejects.toEqual(
      refusal('closed'),
    );
    await sql.begin((tx) => settleTerms(tx, at('2027-04-01')));
    await expect(tickHandover(sql, speaker.bbb!, { ...tick, day }, at('2027-04-01'))).rejects.toEqual(
      refusal('conflict'),
    );
  });
});

test('everybody sees who chairs and when it meets; what it works on is for its own people', async () => {
  const id = await writeMotion(
    sql,
    secretariat,
    motion({ kind: 'cease', organisation: org.ddd!, onDay: '2029-12-31' }),
    now,
  );
  for (const reader of [null, await (await aPerson(sql)).reader()]) {
    const seen = await readCommittee(sql, reader, 'en', now);
    expect(seen.inside).toBe(false);
    expect(seen.motions).toEqual([]);
    expect(seen.standing.members).toContain(org.aaa!);
  }
  const inside = await readCommittee(sql, speaker.aaa!, 'en', now);
  expect(inside.motions.map((m) => m.id)).toContain(id);
  expect(dayOf(now)).toBe('2026-06-15');
});
