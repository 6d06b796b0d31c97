import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { withdrawMotion, writeMotion } from '../../app/committee/commands/motions.server';
import { enterFirstChair, settleTerms } from '../../app/committee/commands/terms.server';
import type { MotionInput } from '../../app/committee/forms';
import { subjectKindOf } from '../../app/committee/motion';
import { readCommittee } from '../../app/committee/queries.server';
import { readState, scheduleFrom } from '../../app/committee/state.server';
import { closeProposal, deferProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { beginProposal, saveReview, saveSettings } from '../../app/decisions/commands/preparing.server';
import { principles } from '../../app/decisions/principles';
import type { PositionKind } from '../../app/decisions/proposal';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import { readSubjectOf } from '../../app/decisions/subjects.server';
import { freshDatabase } from '../support/database';
import { anOpenProposal, aSettledDocument, hoursAfter, type SomeCommittee, say, settings } from '../support/decisions';
import { anOrganisation, aPerson } from '../support/people';

const { sql } = await freshDatabase();

/** Instants are given: nothing here hangs on the day on which it runs. */
const now = new Date('2026-06-01T12:00:00Z');
const closes = hoursAfter(100, now);

let c: SomeCommittee;
const org: Record<string, number> = {};
const name = (id: number | null) => Object.keys(org).find((key) => org[key] === id) ?? null;

beforeAll(async () => {
  const members: SomeCommittee['members'] = [];
  for (const handle of ['aaa', 'bbb', 'ccc', 'ddd']) {
    const id = await anOrganisation(sql, { handle, member: true });
    org[handle] = id;
    const focal = await aPerson(sql, { organisation: id, office: 'focal-point' });
    members.push({ id, focal, alternate: await aPerson(sql, { organisation: id, office: 'alternate' }) });
  }
  for (const handle of ['new-chairing', 'new-regional', 'never']) org[handle] = await anOrganisation(sql, { handle });
  c = {
    members,
    secretariat: await aPerson(sql, { secretariat: true }),
    outsider: await aPerson(sql, { organisation: org.never!, office: 'focal-point' }),
  };
  const first = { organisation: org.aaa!, from: '2026-03-01' };
  await enterFirstChair(sql, await c.secretariat.reader(), first, now);
});

const written = async (values: Partial<MotionInput> & Pick<MotionInput, 'kind'>) => {
  const none = { quorum: null, admitOutcome: null, admitFrom: null, admitLetter: null };
  const empty = { organisation: null, mayChair: null, onDay: '2026-09-01', reason: 'As agreed.', language: 'en' };
  const motion = { ...none, ...empty, once: randomUUID(), ...values } as MotionInput;
  return { id: await writeMotion(sql, await c.secretariat.reader(), motion, now), kind: values.kind };
};
type Written = Awaited<ReturnType<typeof written>>;

/** A draft about a motion, with all that it needs to be put. */
async function drafted({ id: motion, kind }: Written) {
  const by = await c.secretariat.reader();
  const subject = { kind: subjectKindOf(kind), id: motion };
  const begun = { title: 'About the committee (invented)', language: 'en', lead: null, subject, once: randomUUID() };
  const id = await beginProposal(sql, by, { ...begun, language: 'en' as const }, now);
  const document = await aSettledDocument(sql, { lead: org.aaa!, by: c.secretariat.id });
  const around = { origin: '', now };
  await saveSettings(sql, by, id, settings(1, { document, deadline: closes }), around);
  const review = principles.map((principle) => ({ principle, applies: true, words: 'As it should be (invented).' }));
  await saveReview(sql, by, id, review, around);
  return { id, hash: (await readSnapshot(sql, by, { document, version: null }, now)).hash };
}

/** Put to the committee in its own words, from a draft to the positions of all its members. */
async function put(motion: Written, positions: (PositionKind | null)[]): Promise<number> {
  const { id, hash } = await drafted(motion);
  await openProposal(sql, await c.secretariat.reader(), id, { hash }, now);
  for (const [n, kind] of positions.entries()) if (kind) await say(sql, id, c.members[n]!, kind, hoursAfter(1, now));
  return id;
}

const closed = (proposal: number, at = closes) => sql.begin((tx) => closeProposal(tx, proposal, at));

async function decide(values: Parameters<typeof written>[0], positions?: (PositionKind | null)[]) {
  const motion = await written(values);
  const proposal = await put(motion, positions ?? c.members.map(() => 'support'));
  const before = await stands();
  expect(await closed(proposal, hoursAfter(99, now))).toMatchObject({ again: closes });
  expect(await stands()).toEqual(before);
  return { motion, proposal, outcome: (await closed(proposal)) as { outcome: string } };
}

/** All that a decision about the committee may change. */
async function stands() {
  const memberships = await sql`
    select organisation_id, since::text as since, until::text as until, may_chair, decided_by, ceased_by
    from membership order by organisation_id, since`;
  const terms = await sql`
    select role, organisation_id, from_day::text as "from", until_day::text as until, ceased_on::text as ceased, decided_by
    from term order by from_day, role`;
  const state = await readState(sql, '2026-06-01');
  return {
    memberships,
    terms,
    rules: state.rules,
    exceptions: state.exceptions,
    schedule: scheduleFrom(state, '2026-06-01'),
  };
}

const chairs = async () => (await stands()).schedule.map((turn) => name(turn.chair));
const membershipOf = async (handle: string) =>
  (await stands()).memberships.filter((m) => m.organisationId === org[handle]);

describe('what the committee adopts about itself is carried out at the close', () => {
  test('its rules, by which members are admitted from then on', async () => {
    const rules = {
      kind: 'rules',
      onDay: '2026-06-01',
      quorum: 3,
      admitOutcome: 'consensus',
      admitLetter: false,
    } as const;
    expect((await decide(rules)).outcome).toEqual({ outcome: 'adopted-by-consensus' });
    expect((await readState(sql, '2026-06-05')).rules).toMatchObject({ quorum: 3, admitOutcome: 'consensus' });
    expect(await chairs()).toEqual(['aaa', 'bbb', 'ccc', 'ddd', 'aaa', 'bbb']);
  });

  test('a new member with the right to chair is last in line; one without it is in no line', async () => {
    const one = await decide({ kind: 'admit', organisation: org['new-chairing']!, mayChair: true });
    expect(await membershipOf('new-chairing')).toEqual([
      {
        ...{ organisationId: org['new-chairing'], since: '2026-09-01', until: null },
        ...{ mayChair: true, decidedBy: one.proposal, ceasedBy: null },
      },
    ]);
    expect(await chairs()).toEqual(['aaa', 'bbb', 'ccc', 'ddd', 'new-chairing', 'aaa']);
    const two = await decide({ kind: 'admit', organisation: org['new-regional']!, mayChair: false });
    expect(await membershipOf('new-regional')).toMatchObject([{ mayChair: false, decidedBy: two.proposal }]);
    expect(await chairs()).toEqual(['aaa', 'bbb', 'ccc', 'ddd', 'new-chairing', 'aaa']);
    const { motions } = await readCommittee(sql, await c.secretariat.reader(), 'en', closes);
    expect(motions.find((m) => m.id === two.motion.id)).toMatchObject({
      ...{ proposalId: two.proposal, outcome: 'adopted-by-consensus', carriedOutAt: expect.any(String) },
    });
  });

  test('an exception to the rotation, for its one year, which is written down as decided when it begins', async () => {
    const { proposal } = await decide({ kind: 'chair', organisation: org.ddd!, onDay: '2027-07-07' });
    expect(await chairs()).toEqual(['aaa', 'ddd', 'bbb', 'ccc', 'new-chairing', 'aaa']);
    expect((await stands()).schedule[1]).toMatchObject({ from: '2027-03-01', by: 'decision', decidedBy: proposal });
    await sql.begin((tx) => settleTerms(tx, new Date('2027-03-02T00:00:00Z')));
    expect((await stands()).terms.filter((t) => t.role === 'chair')).toMatchObject([
      { organisationId: org.aaa, from: '2026-03-01', until: '2027-02-28', decidedBy: null },
      { organisationId: org.ddd, from: '2027-03-01', until: '2028-02-29', decidedBy: proposal },
    ]);
  });

  test('a member that leaves has no turn any more, its open objection falls, and its people see nothing more', async () => {
    const other = await anOpenProposal(sql, c, { deadline: new Date('2026-08-01T12:00:00Z') }, now);
    const [ddd] = c.members.slice(3);
    await say(sql, other.id, ddd!, 'strongly-object', hoursAfter(2, now));
    for (const member of c.members.slice(0, 3)) await say(sql, other.id, member, 'support', hoursAfter(2, now));
    const { proposal } = await decide({ kind: 'cease', organisation: org.ddd!, onDay: '2026-06-20' });
    expect(await membershipOf('ddd')).toMatchObject([{ until: '2026-06-20', ceasedBy: proposal }]);
    // The term that lay ahead is gone; the year that was decided for it goes by the rotation.
    expect((await stands()).terms.filter((t) => t.organisationId === org.ddd)).toEqual([]);
    expect((await stands()).schedule[1]).toMatchObject({ chair: org.bbb, by: 'rotation', void: true });
    expect(await chairs()).toEqual(['aaa', 'bbb', 'ccc', 'new-chairing', 'aaa', 'bbb']);
    const seen = await readCommittee(sql, await ddd!.focal.reader(), 'en', new Date('2026-06-21T00:00:00Z'));
    expect([seen.inside, seen.motions]).toEqual([false, []]);
    const outcome = await sql.begin((tx) => closeProposal(tx, other.id, new Date('2026-08-02T00:00:00Z')));
    expect(outcome).toMatchObject({ outcome: expect.stringContaining('adopted-') });
  });
});

describe('what is not adopted changes nothing', () => {
  const kinds = [
    () => ({ kind: 'admit', organisation: org.never!, mayChair: true }) as const,
    () => ({ kind: 'change', organisation: org.bbb!, mayChair: false }) as const,
    () => ({ kind: 'cease', organisation: org.bbb!, onDay: '2026-12-31' }) as const,
    () => ({ kind: 'chair', organisation: org.aaa!, onDay: '2029-07-07' }) as const,
    () => ({ kind: 'co-chair', organisation: org.aaa!, onDay: '2029-07-07' }) as const,
  ];
  const all: PositionKind[] = ['support', 'support', 'support'];

  test.each<[string, (proposal: number) => Promise<unknown>, (PositionKind | null)[]]>([
    ['not-adopted', closed, ['strongly-object', 'support', 'support']],
    ['lapsed', closed, ['support', null, null]],
    [
      'deferred',
      async (id) => deferProposal(sql, await c.secretariat.reader(), id, { reason: 'Later.' }, hoursAfter(3, now)),
      all,
    ],
  ])('%s: a member, the right to chair, leaving, the chair and the co-chair', async (outcome, end, positions) => {
    const before = await stands();
    for (const values of kinds) {
      const motion = await written(values());
      const proposal = await put(motion, positions);
      await end(proposal);
      expect(await sql`select outcome from proposal where id = ${proposal}`).toEqual([{ outcome }]);
      expect(await stands(), values().kind).toEqual(before);
      const { motions } = await readCommittee(sql, await c.secretariat.reader(), 'en', closes);
      expect(motions.find((m) => m.id === motion.id)).toMatchObject({
        ...{ proposalId: proposal, outcome, carriedOutAt: null, voidBecause: null },
      });
    }
  });

  test('it can be put anew, and is carried out by the decision that adopts it', async () => {
    const motion = await written({ kind: 'co-chair', organisation: org.bbb!, onDay: '2029-07-07' });
    await closed(await put(motion, ['strongly-object', 'support', 'support']));
    const again = await put(motion, all);
    expect(await closed(again)).toEqual({ outcome: 'adopted-by-consensus' });
    expect((await readState(sql, '2026-06-05')).exceptions).toContainEqual(
      expect.objectContaining({ role: 'co-chair', organisationId: org.bbb, decidedBy: again }),
    );
  });

  test('what was taken back is not carried out by a draft that was put all the same, and both say so', async () => {
    const secretariat = await c.secretariat.reader();
    const motion = await written({ kind: 'cease', organisation: org.ccc!, onDay: '2026-12-31' });
    const { id, hash } = await drafted(motion);
    await withdrawMotion(sql, secretariat, motion.id, now);
    await openProposal(sql, secretariat, id, { hash }, now);
    for (const [n, kind] of all.entries()) await say(sql, id, c.members[n]!, kind, hoursAfter(1, now));
    const subject = { kind: 'membership', id: motion.id };
    const flags = [{ key: 'committee:mistakes.taken-back' }];
    expect(await readSubjectOf(sql, secretariat, subject, 'en', hoursAfter(1, now))).toMatchObject({ flags });
    const before = await stands();
    expect(await closed(id)).toEqual({ outcome: 'adopted-by-consensus' });
    expect(await stands()).toEqual(before);
    const { motions } = await readCommittee(sql, secretariat, 'en', closes);
    expect(motions.find((m) => m.id === motion.id)).toMatchObject({ voidBecause: 'committee:mistakes.taken-back' });
  });
});
