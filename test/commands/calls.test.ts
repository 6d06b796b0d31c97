import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  announceCall,
  cancelCall,
  changeWhat,
  discardCall,
  nameReviewers,
  setQuestions,
  setTimes,
} from '../../app/calls/commands/calling.server';
import { holdCall } from '../../app/calls/commands/holding.server';
import { beginPilot, savePilot, withdrawPilot } from '../../app/calls/commands/proposing.server';
import { declareConflict, saveReview } from '../../app/calls/commands/reviewing.server';
import { followPilotDecided, readPilotDecided } from '../../app/calls/decided.server';
import { passInstant } from '../../app/calls/jobs.server';
import { readCall, searchPilots } from '../../app/calls/queries/calls.server';
import { readPilot } from '../../app/calls/queries/pilots.server';
import { isRefusal, type Refusal } from '../../app/shared/refusal';
import { tasksFor } from '../../app/tasks/queries.server';
import { aCall, aPilot, aPilotForm, aReview, daysFrom, type SomeCall, scored } from '../support/calls';
import { freshDatabase } from '../support/database';
import { aCommittee, anOpenProposal, hoursAfter } from '../support/decisions';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';

const { sql } = await freshDatabase();
const now = new Date('2026-03-10T12:00:00Z');
const after = daysFrom(now, 11);

async function refusalOf(deed: Promise<unknown>): Promise<Refusal> {
  const e = await deed.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!isRefusal(e)) throw e ?? new Error('it was not refused');
  return e;
}
const told = async (deed: Promise<unknown>) => {
  const { kind, message, fields } = await refusalOf(deed);
  return fields ? Object.keys(fields) : `${kind} ${message.split('.').at(-1)}`;
};
const pass = (call: SomeCall, at: Date) => sql.begin(async (tx) => passInstant(tx, (await holdCall(tx, call.id))!, at));
const waiting = async (person: SomePerson) =>
  (await tasksFor(sql, await person.reader(), 'en', now)).open.map((t) => t.what);
const sees = async (pilot: number, person: SomePerson | null, at: Date) =>
  (await readPilot(sql, person && (await person.reader()), pilot, 'en', at).catch(() => null)) !== null;

describe('a call', () => {
  test('is seen by the secretariat alone until it is announced, and deleted only till then', async () => {
    const call = await aCall(sql, now, { draft: true });
    const by = await call.secretariat.reader();
    expect(await told(readCall(sql, await call.focal.reader(), call.id, 'en', now))).toBe('not-found not-found');
    expect((await readCall(sql, by, call.id, 'en', now)).title).toBe('Safe nights (invented)');
    expect(await told(announceCall(sql, await call.focal.reader(), call.id, 4, now))).toBe('not-found not-found');
    await announceCall(sql, by, call.id, 4, now);
    expect((await readCall(sql, null, call.id, 'en', now)).reviewers).toEqual([]);
    expect(await told(discardCall(sql, by, call.id, 5))).toBe('closed announced');
    expect(await told(announceCall(sql, by, call.id, 5, now))).toBe('closed announced');
  });

  test('says what it says from its opening on, and is moved later with a reason', async () => {
    const call = await aCall(sql, now);
    const by = await call.secretariat.reader();
    const what = { introduction: '', sought: 'More.', themes: [], area: '001', currency: 'USD', ceiling: '' } as const;
    const change = changeWhat(sql, by, call.id, { ...what, themes: [], version: 5, title: 'x' }, now);
    expect(await told(change)).toBe('closed call-begun');
    expect(await told(setQuestions(sql, by, call.id, { version: 5, questions: [] }, now))).toBe('closed call-begun');
    const local = (at: Date) => at.toISOString().slice(0, 16);
    const whichs = { opensWhich: null, closesWhich: null, scoredWhich: null } as const;
    const times = (closes: Date) => ({
      ...whichs,
      timeZone: 'UTC',
      version: 5,
      reason: '',
      opens: local(call.opensAt),
      closes: local(closes),
      scored: local(daysFrom(now, 40)),
    });
    const sooner = setTimes(sql, by, call.id, { ...times(daysFrom(now, 5)), reason: 'Haste.' }, now);
    expect(await told(sooner)).toEqual(['closes']);
    expect(await told(setTimes(sql, by, call.id, times(daysFrom(now, 15)), now))).toEqual(['reason']);
    await setTimes(sql, by, call.id, { ...times(daysFrom(now, 15)), reason: 'A storm (invented).' }, now);
    const moved = await readCall(sql, null, call.id, 'en', now);
    expect([moved.moves.map((m) => m.because), Number(moved.closesAt)]).toEqual([
      ['A storm (invented).'],
      Number(daysFrom(now, 15)),
    ]);
  });

  // The clocks of Nairobi do not change; those of Vienna do, on 29 March and 25 October 2026.
  test('closes by the clocks of its zone: an hour that is left out is none, one that comes twice is asked for', async () => {
    const call = await aCall(sql, now, { draft: true });
    const by = await call.secretariat.reader();
    const times = (closes: string, closesWhich: 'first' | 'second' | null) =>
      setTimes(
        sql,
        by,
        call.id,
        {
          ...{
            version: 4,
            timeZone: 'Europe/Vienna',
            reason: '',
            opens: '2026-03-20T09:00',
            scored: '2026-11-30T09:00',
          },
          ...{ closes, closesWhich, opensWhich: null, scoredWhich: null },
        },
        now,
      );
    expect((await refusalOf(times('2026-03-29T02:30', null))).fields).toEqual({
      closes: 'preparing:mistakes.time-skipped',
    });
    expect((await refusalOf(times('2026-10-25T02:30', null))).fields).toEqual({
      closes: 'preparing:mistakes.time-twice',
    });
    await times('2026-10-25T02:30', 'second');
    const { closesAt } = await readCall(sql, by, call.id, 'en', now);
    expect(closesAt!.toISOString()).toBe('2026-10-25T01:30:00.000Z');
  });

  test('is changed by two at once, and the later one is told', async () => {
    const call = await aCall(sql, now, { draft: true });
    const by = await call.secretariat.reader();
    const questions = [{ id: 'q1', words: 'Why?', most: 300 }];
    const both = await Promise.allSettled([
      setQuestions(sql, by, call.id, { version: 4, questions }, now),
      setQuestions(sql, by, call.id, { version: 4, questions: [] }, now),
    ]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('that is cancelled takes nothing, ends what was asked, and says why', async () => {
    const call = await aCall(sql, now);
    const by = await call.secretariat.reader();
    const begin = { organisation: call.organisation, title: 'Draft (invented)', language: 'en', once: randomUUID() };
    const draft = await beginPilot(sql, await call.focal.reader(), call.id, begin as never, now);
    expect(await waiting(call.alternate)).toEqual(['pilots:task.submit']);
    await cancelCall(sql, by, call.id, { version: 5, reason: 'No money (invented).' }, now);
    expect(await waiting(call.alternate)).toEqual([]);
    const save = savePilot(sql, await call.focal.reader(), draft, aPilotForm(1), now);
    expect(await told(save)).toBe('closed call-cancelled');
    expect(await sees(draft, call.focal, now)).toBe(true);
    expect(await sees(draft, call.secretariat, now)).toBe(false);
    expect((await readCall(sql, null, call.id, 'en', now)).cancelledBecause).toBe('No money (invented).');
  });
});

describe('a pilot', () => {
  test('is its organisation’s alone until it is handed in, then also the secretariat’s', async () => {
    const call = await aCall(sql, now);
    const { id } = await aPilot(sql, call, now, { next: 'save' });
    const everyone = [call.focal, call.alternate, call.secretariat, call.colleague, call.reviewers[0]!, call.outsider];
    const seen = (at: Date) => Promise.all([...everyone, null].map((person) => sees(id, person, at)));
    expect(await seen(now)).toEqual([true, true, false, false, false, false, false]);
    await savePilot(sql, await call.alternate.reader(), id, aPilotForm(2), now);
    expect(await seen(now)).toEqual([true, true, true, false, false, false, false]);
    expect(await seen(after)).toEqual([true, true, true, false, true, false, false]);
    await withdrawPilot(sql, await call.focal.reader(), id, 3, now);
    expect(await seen(after)).toEqual([true, true, false, false, false, false, false]);
  });

  test('is begun by those who speak for an organisation, once, and five times at most', async () => {
    const call = await aCall(sql, now);
    const input = () => ({
      organisation: call.organisation,
      title: 'P (invented)',
      language: 'en' as const,
      once: randomUUID(),
    });
    const same = input();
    const by = await call.focal.reader();
    const [one, two] = await Promise.all([
      beginPilot(sql, by, call.id, same, now),
      beginPilot(sql, by, call.id, same, now),
    ]);
    expect(one).toBe(two);
    for (const person of [call.colleague, call.outsider, call.secretariat])
      expect(await told(beginPilot(sql, await person.reader(), call.id, input(), now))).toBe('not-found not-found');
    for (let i = 0; i < 4; i++) await beginPilot(sql, by, call.id, input(), now);
    expect(await told(beginPilot(sql, by, call.id, input(), now))).toBe('too-much many-pilots');
  });

  test('is taken until the closing instant, and not at it', async () => {
    const call = await aCall(sql, now);
    const { id } = await aPilot(sql, call, now, { next: 'save' });
    const by = await call.focal.reader();
    const last = new Date(call.closesAt.getTime() - 1);
    await savePilot(sql, by, id, aPilotForm(2), last);
    expect(await told(savePilot(sql, by, id, aPilotForm(3), call.closesAt))).toBe('closed too-late');
    expect(await told(withdrawPilot(sql, by, id, 3, call.closesAt))).toBe('closed too-late');
    const begin = { organisation: call.organisation, title: 'Late', language: 'en', once: randomUUID() } as const;
    expect(await told(beginPilot(sql, by, call.id, begin, call.closesAt))).toBe('closed too-late');
  });

  test.each([
    ['heads that come to less', { total: '60000' }, ['total']],
    ['heads that come to more', { total: '40000' }, ['total']],
    ['more than the ceiling', { staff: '90000', total: '123000' }, ['total']],
    ['what is no amount, even in a draft', { staff: 'much', next: 'save' }, ['staff']],
    ['a gap', { aims: '', answers: {} }, ['aims', 'answer-q1']],
    ['an answer beyond its length', { answers: { q1: 'x'.repeat(301) }, next: 'save' }, ['answer-q1']],
    ['a partner that is not there', { partners: [999_999] }, ['partners']],
  ] as [string, Parameters<typeof aPilotForm>[1], string[]][])(
    'is not handed in with %s',
    async (_, change, fields) => {
      const call = await aCall(sql, now);
      const { id } = await aPilot(sql, call, now, { next: 'save' });
      expect(await told(savePilot(sql, await call.focal.reader(), id, aPilotForm(2, change), now))).toEqual(fields);
    },
  );

  test('that was handed in stays whole, also in the database', async () => {
    const call = await aCall(sql, now);
    const { id } = await aPilot(sql, call, now);
    const save = savePilot(sql, await call.focal.reader(), id, aPilotForm(2, { aims: '', next: 'save' }), now);
    expect(await told(save)).toEqual(['aims']);
    await expect(sql`update pilot set total = total + 1 where id = ${id}`).rejects.toThrow(/pilot_adds_up/);
  });

  test('is saved by two of one organisation at once: one counts, the other is told', async () => {
    const call = await aCall(sql, now);
    const { id } = await aPilot(sql, call, now, { next: 'save' });
    const [focal, alternate] = [await call.focal.reader(), await call.alternate.reader()];
    const both = await Promise.allSettled([
      savePilot(sql, focal, id, aPilotForm(2, { aims: 'One' }), now),
      savePilot(sql, alternate, id, aPilotForm(2, { aims: 'Two' }), now),
    ]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((b) => b.status === 'rejected') as PromiseRejectedResult;
    expect((lost.reason as Refusal).kind).toBe('conflict');
  });
});

describe('reviewing', () => {
  async function closedCall(values: Parameters<typeof aCall>[2] = {}) {
    const call = await aCall(sql, now, values);
    const pilot = await aPilot(sql, call, now);
    return { call, pilot };
  }

  test('is asked for after the close, of those who have no part, until they have handed in', async () => {
    const { call, pilot } = await closedCall();
    const [one, two] = call.reviewers as [SomePerson, SomePerson];
    await sql`update person set organisation_id = ${call.organisation} where id = ${two.id}`;
    expect(await waiting(one)).toEqual([]);
    await pass(call, after);
    expect([await waiting(one), await waiting(two)]).toEqual([['pilots:task.score'], []]);
    await saveReview(sql, await one.reader(), pilot.id, aReview(3, { submit: false }), after);
    expect(await waiting(one)).toEqual(['pilots:task.score']);
    await saveReview(sql, await one.reader(), pilot.id, aReview(3, { version: 1 }), after);
    expect(await waiting(one)).toEqual([]);
  });

  test('is refused before the close, to others, to whoever has a part, and a second time', async () => {
    const { call, pilot } = await closedCall({ reviewers: 3 });
    const [one, two, three] = call.reviewers as [SomePerson, SomePerson, SomePerson];
    const partner = await anOrganisation(sql);
    await sql`insert into pilot_partner (pilot_id, organisation_id) values (${pilot.id}, ${partner})`;
    await sql`insert into organisation_role (organisation_id, person_id, role) values (${partner}, ${two.id}, 'alternate')`;
    const score = async (person: SomePerson, at: Date) =>
      saveReview(sql, await person.reader(), pilot.id, aReview(4), at);
    expect(await told(score(one, now))).toBe('not-found not-found');
    expect(await told(score(call.secretariat, after))).toBe('not-found not-found');
    expect(await told(score(call.focal, after))).toBe('not-found not-found');
    expect(await told(score(two, after))).toBe('not-allowed has-part');
    await declareConflict(sql, await three.reader(), pilot.id, 'My sister works there.', after);
    expect(await told(score(three, after))).toBe('closed has-declared');
    await score(one, after);
    expect(await told(score(one, after))).toBe('closed has-scored');
  });

  test('keeps a draft, which nobody else sees, and lacks nothing when it is handed in', async () => {
    const { call, pilot } = await closedCall();
    const [one, two] = call.reviewers as [SomePerson, SomePerson];
    const by = await one.reader();
    const some = aReview(2).judged.slice(0, 3);
    await saveReview(sql, by, pilot.id, aReview(2, { judged: some, submit: false }), after);
    expect(await told(saveReview(sql, by, pilot.id, aReview(2, { judged: some }), after))).toBe(
      'conflict review-changed',
    );
    expect(await told(saveReview(sql, by, pilot.id, aReview(2, { judged: some, version: 1 }), after))).toHaveLength(13);
    const own = await readPilot(sql, by, pilot.id, 'en', after);
    expect([own.review!.marks.length, own.marks, own.reviews]).toEqual([3, [], []]);
    await scored(sql, pilot.id, two, 4, after);
    const other = await readPilot(sql, await two.reader(), pilot.id, 'en', after);
    expect([other.reviews.map((r) => r.id), other.marks.length]).toEqual([[two.id], 1]);
    // Whoever has not handed in sees nothing of those who have.
    const still = await readPilot(sql, by, pilot.id, 'en', after);
    expect([still.marks, still.reviews]).toEqual([[], []]);
    const row = (await readCall(sql, by, call.id, 'en', after)).pilots[0]!;
    expect([row.seesSummary, row.marks]).toEqual([false, null]);
  });

  test('is never shown to those who propose, by name or number, until it is decided: then what all say together', async () => {
    const { call, pilot } = await closedCall();
    for (const reviewer of call.reviewers) await scored(sql, pilot.id, reviewer, 3, after);
    const focal = await call.focal.reader();
    const before = await readPilot(sql, focal, pilot.id, 'en', after);
    expect([before.marks, before.reviews, before.review]).toEqual([[], [], null]);
    // Also where they are of the secretariat.
    await sql`update person set secretariat = true where id = ${call.alternate.id}`;
    const both = await readPilot(sql, await call.alternate.reader(), pilot.id, 'en', after);
    expect([both.marks, both.reviews]).toEqual([[], []]);
    const decided = { subject: pilot.id, outcome: 'not-adopted', at: after };
    const { id: proposal } = await anOpenProposal(sql, await aCommittee(sql, 1));
    await sql.begin((tx) => followPilotDecided(tx, { ...decided, proposal }));
    const then = await readPilot(sql, focal, pilot.id, 'en', after);
    expect([then.marks.length, then.reviews]).toEqual([2, []]);
    const [follow] = await sql`
      select from follow where activity = 'decision' and activity_id = ${proposal} and person_id = ${call.focal.id}`;
    expect(follow).toBeDefined();
  });

  test('of a reviewer who has handed in stays, whoever is named then', async () => {
    const { call, pilot } = await closedCall();
    const [one, two] = call.reviewers as [SomePerson, SomePerson];
    await pass(call, after);
    await scored(sql, pilot.id, one, 3, after);
    const by = await call.secretariat.reader();
    expect(await told(nameReviewers(sql, by, call.id, [two.handle], after))).toEqual(['reviewers']);
    const third = await aPerson(sql);
    await nameReviewers(sql, by, call.id, [one.handle, third.email], after);
    expect([await waiting(two), await waiting(third)]).toEqual([[], ['pilots:task.score']]);
  });
});

describe('decided as other things are', () => {
  const putAbout = async (pilot: number, committee: Awaited<ReturnType<typeof aCommittee>>) => {
    const { id } = await anOpenProposal(sql, committee, { deadline: hoursAfter(200, after) }, after);
    await sql`update proposal set subject_kind = 'pilot', subject_id = ${pilot} where id = ${id}`;
    return id;
  };

  test('the committee sees it once it is put to them, with its scores as flags and no names', async () => {
    const call = await aCall(sql, now, { reviewers: 3 });
    const pilot = await aPilot(sql, call, now, { request: 'none', evaluation: '1000', staff: '19000' });
    const committee = await aCommittee(sql, 2);
    await sql`
      insert into agreed_share (kind, basis_points, since, basis, set_by)
      values ('evaluation', 500, '2020-01-01', 'A meeting (invented)', ${call.secretariat.id})`;
    const member = committee.members[0]!.focal;
    const [one, two, three] = call.reviewers as [SomePerson, SomePerson, SomePerson];
    const flags = async (person: SomePerson | null) =>
      (await readPilotDecided(sql, person && (await person.reader()), pilot.id, 'en', after))?.flags.map((f) => f.key);
    expect(await flags(member)).toBeUndefined();
    await putAbout(pilot.id, committee);
    const always = ['pilots:flags.no-request', 'pilots:flags.below-evaluation'];
    expect(await flags(member)).toEqual(['pilots:flags.few', ...always]);
    await scored(sql, pilot.id, one, 1, after);
    expect(await flags(member)).toEqual(['pilots:flags.few', 'pilots:flags.scored', 'pilots:flags.low', ...always]);
    await scored(sql, pilot.id, two, 4, after);
    expect(await flags(member)).toEqual(['pilots:flags.scored', 'pilots:flags.apart', ...always]);
    // Who is still to score it, and who has proposed it, is not told.
    expect(await flags(three)).toEqual(always);
    expect(await flags(call.focal)).toEqual(always);
    const seen = await readPilot(sql, await member.reader(), pilot.id, 'en', after);
    expect([seen.marks.length, seen.reviews]).toEqual([2, []]);
  });

  test('what was not handed in, or not yet closed, is nobody else’s and not made public by a proposal about it', async () => {
    const call = await aCall(sql, now);
    const draft = await aPilot(sql, call, now, { next: 'save' });
    const submitted = await aPilot(sql, call, now);
    const committee = await aCommittee(sql, 1);
    const member = committee.members[0]!.focal;
    for (const { id } of [draft, submitted]) {
      const proposal = await putAbout(id, committee);
      expect(await sees(id, member, now)).toBe(false);
      const adopted = { proposal, subject: id, outcome: 'adopted-by-consensus' };
      await sql.begin((tx) => followPilotDecided(tx, { ...adopted, at: now }));
      expect([await sees(id, null, now), await sees(id, null, after)]).toEqual([false, false]);
    }
    expect([await sees(draft.id, member, after), await sees(submitted.id, member, after)]).toEqual([false, true]);
    const adopted = { proposal: 1, subject: draft.id, outcome: 'adopted-by-consensus', at: after };
    await sql.begin((tx) => followPilotDecided(tx, adopted));
    expect(await sees(draft.id, null, after)).toBe(false);
  });

  test.each([
    ['adopted-by-consensus', true],
    ['not-adopted', false],
    ['deferred', false],
  ])('%s comes back to the pilot, and visitors see it: %s', async (outcome, isPublic) => {
    const call = await aCall(sql, now);
    const pilot = await aPilot(sql, call, now, { title: `Lamps ${outcome} (invented)` });
    const [one] = call.reviewers as [SomePerson];
    await pass(call, after);
    const proposal = await putAbout(pilot.id, await aCommittee(sql, 1));
    expect(await sees(pilot.id, null, after)).toBe(false);
    await sql.begin((tx) => followPilotDecided(tx, { proposal, subject: pilot.id, outcome, at: after }));
    expect(await sees(pilot.id, null, after)).toBe(isPublic);
    const found = await searchPilots(sql, null, `Lamps ${outcome}`, after);
    expect(found.map((f) => f.path)).toEqual(isPublic ? [pilot.path] : []);
    const row = await readPilot(sql, await call.focal.reader(), pilot.id, 'en', after);
    expect([row.outcome, row.decidedBy]).toEqual([outcome, proposal]);
    expect(await waiting(one)).toEqual([]);
    const score = saveReview(sql, await one.reader(), pilot.id, aReview(3), after);
    expect(await told(score)).toBe('closed is-decided');
    const cancel = cancelCall(sql, await call.secretariat.reader(), call.id, { version: 5, reason: 'x' }, after);
    expect(await told(cancel)).toBe('closed is-put');
  });
});
