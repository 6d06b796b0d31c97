import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeProposal, deferProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { commentOnProposal, settleObjection } from '../../app/decisions/commands/positions.server';
import { beginProposal, saveObservers, saveReview, saveSettings } from '../../app/decisions/commands/preparing.server';
import { addTranslation, amendProposal, protestAmendment } from '../../app/decisions/commands/texts.server';
import { closesAt, stateOf } from '../../app/decisions/proposal';
import { findProposalRules, readProposalRules } from '../../app/decisions/queries/rules.server';
import { findBroken } from '../../app/decisions/register/log.server';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import type { Sql } from '../../db/connect';
import { freshDatabase } from '../support/database';
import {
  aCommittee,
  aDraft,
  anOpenProposal,
  aSettledDocument,
  hoursAfter,
  noon,
  type SomeCommittee,
  say,
  settings,
  settle,
} from '../support/decisions';
import { paragraph, textWith } from '../support/documents';

let sql: Sql;
let committee: SomeCommittee;
const around = { origin: 'https://plenary.example', now: noon };

beforeAll(async () => {
  ({ sql } = await freshDatabase());
  committee = await aCommittee(sql);
});

const rulesOf = async (id: number, now: Date) => (await findProposalRules(sql, id, now))!.rules;
const close = (id: number, now: Date) => sql.begin((tx) => closeProposal(tx, id, now));
const outcomeOf = async (id: number) =>
  (await sql<{ outcome: string | null }[]>`select outcome from proposal where id = ${id}`)[0]!.outcome;

async function amend(id: number, document: number, words: string, editorial: boolean, now: Date): Promise<void> {
  await settle(sql, document, textWith(paragraph('aaa', words)));
  const by = await committee.secretariat.reader();
  const { hash } = await readSnapshot(sql, by, { document, version: null }, now);
  await amendProposal(sql, by, id, { hash, editorial, note: 'Because (invented).' }, now);
}

async function settleFor(id: number, member: number, what: 'withdraw' | 'sustain', now: Date): Promise<void> {
  const of = committee.members[member]!;
  const [objection] = await sql<{ id: number }[]>`
    select id from objection where proposal_id = ${id} and organisation_id = ${of.id} order by id desc limit 1`;
  const input = { objection: objection!.id, settle: what, words: 'So be it (invented).' };
  await settleObjection(sql, await of.focal.reader(), id, input, now);
}

describe('what is put', () => {
  it('is fixed by its hash, whatever becomes of the document', async () => {
    const { id, document, hash } = await anOpenProposal(sql, committee);
    await settle(sql, document, textWith(paragraph('aaa', 'Something else (invented).')));
    const [text] = await sql<{ hash: string; plain: string; number: number }[]>`
      select t.hash, t.plain, v.number from proposal_text t join document_version v on v.id = t.document_version_id where t.proposal_id = ${id}`;
    expect(text).toMatchObject({ hash, plain: 'The committee funds a joint assessment (invented).' });
  });

  it('is the text that was on the screen', async () => {
    const { id, document, hash } = await aDraft(sql, committee);
    await settle(sql, document, textWith(paragraph('aaa', 'Typed a moment ago (invented).')));
    const by = await committee.secretariat.reader();
    await expect(openProposal(sql, by, id, { hash }, noon)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it.each([
    ['without a consultation or a reason', { significant: true }, 'decisions:mistakes.not-consulted'],
    ['without a deadline', { deadline: null }, 'decisions:mistakes.deadline'],
    ['with a deadline that has passed', { deadline: hoursAfter(-1) }, 'decisions:mistakes.deadline'],
    ['without a text', { document: null }, 'decisions:mistakes.no-document'],
  ])('does not open %s', async (_, change, message) => {
    const { id, hash } = await aDraft(sql, committee, change);
    const by = await committee.secretariat.reader();
    await expect(openProposal(sql, by, id, { hash }, noon)).rejects.toSatisfy(
      (e: { message: string; fields?: Record<string, string> }) =>
        [e.message, ...Object.values(e.fields ?? {})].includes(message),
    );
  });

  it('does not open before each of the eleven principles is spoken of', async () => {
    const { id, hash } = await aDraft(sql, committee);
    const by = await committee.secretariat.reader();
    await saveReview(sql, by, id, [{ principle: 'protocol', applies: false, words: 'Not here (invented).' }], around);
    await expect(openProposal(sql, by, id, { hash }, noon)).rejects.toMatchObject({
      message: 'decisions:mistakes.principles',
      values: { count: 10 },
    });
  });

  it('opens as significant with a published reason', async () => {
    const { id } = await anOpenProposal(sql, committee, {
      significant: true,
      noConsultationReason: 'Urgent (invented).',
    });
    expect(stateOf(await rulesOf(id, noon), noon.getTime())).toBe('open');
  });

  it('cannot be opened as significant by any other way', async () => {
    const { id } = await aDraft(sql, committee, { significant: true });
    await expect(
      sql`update proposal set opened_at = now(), opened_by = ${committee.secretariat.id}, quorum = 1 where id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'significant_is_consulted' });
  });

  it('is begun by the secretariat and by those who speak for a member, once however often it is sent', async () => {
    const [member, other] = committee.members;
    const input = {
      title: 'From a member (invented)',
      language: 'en' as const,
      lead: member!.id,
      subject: null,
      once: randomUUID(),
    };
    const by = await member!.alternate.reader();
    const id = await beginProposal(sql, by, input, noon);
    expect(await beginProposal(sql, by, input, noon)).toBe(id);
    const denied = expect.objectContaining({ kind: 'not-found' });
    await expect(
      beginProposal(sql, await other!.focal.reader(), { ...input, once: randomUUID() }, noon),
    ).rejects.toEqual(denied);
    await expect(
      beginProposal(sql, await committee.outsider.reader(), { ...input, once: randomUUID() }, noon),
    ).rejects.toEqual(denied);
    await expect(readProposalRules(sql, await other!.focal.reader(), id, noon)).rejects.toEqual(denied);
  });

  it('is not overwritten by an older form', async () => {
    const { id } = await aDraft(sql, committee);
    const by = await committee.secretariat.reader();
    await expect(saveSettings(sql, by, id, settings(1), around)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is seen by observers once it is put, and commented by them', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const reader = await committee.outsider.reader();
    await expect(readProposalRules(sql, reader, id, noon)).rejects.toMatchObject({ kind: 'not-found' });
    await saveObservers(
      sql,
      await committee.secretariat.reader(),
      id,
      { observers: [committee.outsider.handle] },
      around,
    );
    await expect(readProposalRules(sql, reader, id, noon)).resolves.toMatchObject({ tie: { observer: true } });
    const comment = { objection: null, body: 'Seen (invented).', language: 'en' as const, once: randomUUID() };
    await commentOnProposal(sql, reader, id, comment, hoursAfter(1));
    await commentOnProposal(sql, reader, id, comment, hoursAfter(1));
    expect(await sql`select body from proposal_comment where proposal_id = ${id}`).toHaveLength(1);
    await expect(readProposalRules(sql, null, id, noon)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a position', () => {
  it('is given by the focal point or the alternate, and by nobody else for a member', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const [one, two] = committee.members;
    await say(sql, id, one!, 'support', hoursAfter(1));
    await say(sql, id, one!, 'concern', hoursAfter(2), { by: one!.alternate });
    const kinds =
      await sql`select kind, ended_at is null as stands from position where proposal_id = ${id} order by id`;
    expect(kinds).toEqual([
      { kind: 'support', stands: false },
      { kind: 'concern', stands: true },
    ]);
    for (const by of [two!.focal, committee.secretariat])
      await expect(say(sql, id, one!, 'support', hoursAfter(3), { by })).rejects.toMatchObject({ kind: 'not-allowed' });
  });

  it('of two people of one organisation at once is that of the first; the second is told', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const one = committee.members[0]!;
    const both = await Promise.allSettled([
      say(sql, id, one, 'support', hoursAfter(1), { was: 0 }),
      say(sql, id, one, 'strongly-object', hoursAfter(1), { was: 0, by: one.alternate }),
    ]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((b) => b.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ refusal: true });
    expect(await sql`select from position where proposal_id = ${id} and ended_at is null`).toHaveLength(1);
  });

  it('a second after the close is refused, whether or not the close was written down', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const [one, two] = committee.members;
    await say(sql, id, one!, 'support', new Date(hoursAfter(100).getTime() - 1));
    await expect(say(sql, id, two!, 'support', hoursAfter(100))).rejects.toMatchObject({ kind: 'closed' });
    await close(id, new Date(hoursAfter(100).getTime() + 5000));
    await expect(say(sql, id, two!, 'support', new Date(hoursAfter(100).getTime() + 1000))).rejects.toMatchObject({
      kind: 'closed',
    });
    await expect(
      sql`insert into position (proposal_id, organisation_id, version, kind, language, by_person, at)
        values (${id}, ${two!.id}, 1, 'support', 'en', ${two!.focal.id}, now())`,
    ).rejects.toThrow(/closed/);
    expect(await outcomeOf(id)).toBe('lapsed');
  });

  it('is asked of each member with the instant of the close, and asked no more once it is given', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const [one] = committee.members;
    const waiting = () => sql<{ personId: number; dueAt: Date }[]>`
      select person_id, due_at from task where key like ${`decision:${id}:%`} and done_at is null order by person_id`;
    const before = await waiting();
    expect(before).toHaveLength(6);
    expect(before[0]!.dueAt).toEqual(hoursAfter(100));
    await say(sql, id, one!, 'support', hoursAfter(1));
    expect((await waiting()).map((w) => w.personId)).not.toContain(one!.alternate.id);
    await close(id, hoursAfter(101));
    expect(await waiting()).toEqual([]);
  });
});

describe('an objection', () => {
  it('is raised, discussed and withdrawn, which clears the position', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const [one, two] = committee.members;
    await say(sql, id, one!, 'strongly-object', hoursAfter(1));
    await expect(say(sql, id, one!, 'support', hoursAfter(2))).rejects.toMatchObject({
      message: 'decisions:refusals.withdraw-first',
    });
    const [objection] = await sql<{ id: number }[]>`select id from objection where proposal_id = ${id}`;
    const comment = (body: string) => ({ objection: objection!.id, body, language: 'en' as const, once: randomUUID() });
    await commentOnProposal(sql, await one!.alternate.reader(), id, comment('Ours (invented).'), hoursAfter(3));
    expect((await rulesOf(id, hoursAfter(3))).objections[0]!.state).toBe('raised');
    await commentOnProposal(sql, await two!.focal.reader(), id, comment('An answer (invented).'), hoursAfter(4));
    expect((await rulesOf(id, hoursAfter(4))).objections[0]!.state).toBe('discussed');
    await settleFor(id, 0, 'withdraw', hoursAfter(5));
    const rules = await rulesOf(id, hoursAfter(5));
    expect(rules.positions).toEqual([]);
    expect(rules.objections[0]!.state).toBe('withdrawn');
    for (const member of committee.members) await say(sql, id, member, 'support', hoursAfter(6));
    expect(await close(id, hoursAfter(100))).toEqual({ outcome: 'adopted-by-consensus' });
    const [decided] = await sql`select decided_at from proposal where id = ${id}`;
    expect(decided!.decidedAt).toEqual(hoursAfter(100));
  });

  it('that is sustained makes adoption impossible in the command and in the database', async () => {
    const { id, document } = await anOpenProposal(sql, committee);
    const [one, two, three] = committee.members;
    await say(sql, id, two!, 'support', hoursAfter(1));
    await say(sql, id, three!, 'support', hoursAfter(1));
    await say(sql, id, one!, 'strongly-object', hoursAfter(1));
    await settleFor(id, 0, 'sustain', hoursAfter(2));
    await expect(amend(id, document, 'Another (invented).', false, hoursAfter(3))).rejects.toMatchObject({
      message: 'decisions:refusals.amend-sustained',
    });
    for (const outcome of ['adopted-by-consensus', 'adopted-no-strong-objection'])
      await expect(
        sql`update proposal set outcome = ${outcome}, decided_at = now() where id = ${id}`,
      ).rejects.toMatchObject({
        constraint_name: 'adopted_without_objection',
      });
    await expect(
      sql`update proposal set outcome = 'adopted-by-consensus', decided_at = now(), blocking = 0 where id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'adopted_without_objection' });
    await expect(sql`update objection set state = 'withdrawn' where proposal_id = ${id}`).rejects.toThrow(/stays so/);
    await expect(sql`delete from objection where proposal_id = ${id}`).rejects.toThrow(/on record/);
    expect(await close(id, hoursAfter(100))).toEqual({ outcome: 'not-adopted' });
  });

  it('that is open blocks like a sustained one, through an amendment too', async () => {
    const { id, document } = await anOpenProposal(sql, committee);
    const [one, two, three] = committee.members;
    await say(sql, id, one!, 'strongly-object', hoursAfter(1));
    await amend(id, document, 'Amended for their sake (invented).', false, hoursAfter(2));
    await say(sql, id, two!, 'support', hoursAfter(3));
    await say(sql, id, three!, 'support', hoursAfter(3));
    expect((await rulesOf(id, hoursAfter(3))).objections[0]!.state).toBe('raised');
    await expect(
      sql`update proposal set outcome = 'adopted-by-consensus', decided_at = now() where id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'adopted_without_objection' });
    expect(await close(id, hoursAfter(100))).toEqual({ outcome: 'not-adopted' });
  });

  it('ends a silence for good, and positions decide from then on', async () => {
    const { id } = await anOpenProposal(sql, committee, { mode: 'silence', deadline: null });
    const [one] = committee.members;
    await say(sql, id, one!, 'concern', hoursAfter(1));
    expect(stateOf(await rulesOf(id, hoursAfter(1)), hoursAfter(1).getTime())).toBe('silence');
    await say(sql, id, one!, 'strongly-object', hoursAfter(71));
    await settleFor(id, 0, 'withdraw', hoursAfter(72));
    const rules = await rulesOf(id, hoursAfter(73));
    expect(stateOf(rules, hoursAfter(73).getTime())).toBe('open');
    expect(closesAt(rules)).toBe(hoursAfter(143).getTime());
    expect(await close(id, hoursAfter(72))).toEqual({ again: hoursAfter(143) });
    expect(await close(id, hoursAfter(143))).toEqual({ outcome: 'lapsed' });
  });
});

describe('a silence', () => {
  it('agrees, and waits for the language versions', async () => {
    const { id } = await anOpenProposal(sql, committee, { mode: 'silence', deadline: null, languages: ['fr'] });
    expect(closesAt(await rulesOf(id, noon))).toBeNull();
    expect(await sql`select from due where key = ${`decision-close:${id}`}`).toHaveLength(0);
    const by = committee.secretariat.id;
    const lead = committee.members[0]!.id;
    const french = await aSettledDocument(sql, {
      lead,
      by,
      language: 'fr',
      text: textWith(paragraph('aaa', 'En français (inventé).')),
    });
    await addTranslation(sql, await committee.secretariat.reader(), id, { document: french }, hoursAfter(30));
    expect(closesAt(await rulesOf(id, hoursAfter(30)))).toBe(hoursAfter(102).getTime());
    const due = await sql`select key, at from due where about ->> 'proposal' = ${String(id)} order by at`;
    expect(due).toEqual([
      { key: `decision-half:${id}`, at: hoursAfter(66) },
      { key: `decision-day:${id}`, at: hoursAfter(78) },
      { key: `decision-close:${id}`, at: hoursAfter(102) },
    ]);
    expect(await close(id, hoursAfter(102))).toEqual({ outcome: 'adopted-by-consensus' });
  });

  it('does not move where the document is written on, and begins anew with an amendment', async () => {
    const { id, document, hash } = await anOpenProposal(sql, committee, { mode: 'silence', deadline: null });
    await settle(sql, document, textWith(paragraph('aaa', 'Written under it (invented).')));
    expect(closesAt(await rulesOf(id, hoursAfter(10)))).toBe(hoursAfter(72).getTime());
    await amend(id, document, 'Amended (invented).', true, hoursAfter(20));
    expect(closesAt(await rulesOf(id, hoursAfter(20)))).toBe(hoursAfter(92).getTime());
    const texts = await sql<{ version: number; hash: string }[]>`
      select version, hash from proposal_text where proposal_id = ${id} order by version`;
    expect(texts.map((t) => t.version)).toEqual([1, 2]);
    expect(texts[0]!.hash).toBe(hash);
    await expect(amend(id, document, 'Amended (invented).', true, hoursAfter(21))).rejects.toMatchObject({
      message: 'decisions:mistakes.same-text',
    });
  });
});

describe('an amendment', () => {
  it('that is editorial carries positions over, until a member protests', async () => {
    const { id, document } = await anOpenProposal(sql, committee);
    const [one, two] = committee.members;
    for (const member of committee.members) await say(sql, id, member, 'support', hoursAfter(1));
    await amend(id, document, 'A comma (invented).', true, hoursAfter(90));
    expect(closesAt(await rulesOf(id, hoursAfter(90)))).toBe(hoursAfter(114).getTime());
    expect(await close(id, hoursAfter(100))).toEqual({ again: hoursAfter(114) });
    const protest = { organisation: two!.id, number: 2, reason: 'It is more (invented).' };
    await expect(protestAmendment(sql, await one!.focal.reader(), id, protest, hoursAfter(91))).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    await protestAmendment(sql, await two!.focal.reader(), id, protest, hoursAfter(113));
    expect(closesAt(await rulesOf(id, hoursAfter(113)))).toBe(hoursAfter(185).getTime());
    const open = await sql`select from task where key like ${`decision:${id}:%`} and done_at is null`;
    expect(open).toHaveLength(6);
    expect(await close(id, hoursAfter(185))).toEqual({ outcome: 'lapsed' });
  });
});

describe('a member that leaves', () => {
  async function leave(member: number, until: string): Promise<void> {
    await sql`update membership set until = ${until} where organisation_id = ${member}`;
  }

  it('leaves its open objection behind, which falls; the others have 72 hours', async () => {
    const own = await aCommittee(sql, 3);
    await sql`update membership set until = '2026-05-01' where organisation_id <> all(${own.members.map((m) => m.id)}::bigint[])`;
    const { id } = await anOpenProposal(sql, own);
    const [one, two, three] = own.members;
    await say(sql, id, one!, 'strongly-object', hoursAfter(1));
    await say(sql, id, two!, 'support', hoursAfter(1));
    await say(sql, id, three!, 'support', hoursAfter(1));
    await leave(one!.id, '2026-06-04');
    const later = hoursAfter(90);
    const rules = await rulesOf(id, later);
    expect(rules.objections[0]!.state).toBe('fallen');
    // The day after its last one began 60 hours after the opening at noon.
    expect(closesAt(rules)).toBe(new Date('2026-06-08T00:00:00Z').getTime());
    await expect(say(sql, id, one!, 'support', later)).rejects.toMatchObject({ refusal: true });
    expect(await close(id, later)).toEqual({ again: new Date('2026-06-08T00:00:00Z') });
    expect(await close(id, new Date('2026-06-08T00:00:00Z'))).toEqual({ outcome: 'adopted-by-consensus' });
    await sql`update membership set until = null`;
  });

  it('leaves a sustained one that blocks', async () => {
    const own = await aCommittee(sql, 2);
    await sql`update membership set until = '2026-05-01' where organisation_id <> all(${own.members.map((m) => m.id)}::bigint[])`;
    const { id } = await anOpenProposal(sql, own);
    const [one, two] = own.members;
    await say(sql, id, two!, 'support', hoursAfter(1));
    await say(sql, id, one!, 'strongly-object', hoursAfter(1));
    const [objection] = await sql<{ id: number }[]>`select id from objection where proposal_id = ${id}`;
    const input = { objection: objection!.id, settle: 'sustain' as const, words: '' };
    await settleObjection(sql, await one!.focal.reader(), id, input, hoursAfter(2));
    await leave(one!.id, '2026-06-02');
    expect(await close(id, hoursAfter(100))).toEqual({ outcome: 'not-adopted' });
    await sql`update membership set until = null`;
  });
});

describe('the end', () => {
  it('may be that it is put off, with the reason', async () => {
    const { id } = await anOpenProposal(sql, committee);
    const reason = { reason: 'Not ready (invented).' };
    await expect(
      deferProposal(sql, await committee.members[0]!.focal.reader(), id, reason, hoursAfter(1)),
    ).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    await deferProposal(sql, await committee.secretariat.reader(), id, reason, hoursAfter(1));
    expect(await outcomeOf(id)).toBe('deferred');
    expect(await close(id, hoursAfter(100))).toBeNull();
    await expect(sql`update proposal set outcome = 'lapsed' where id = ${id}`).rejects.toThrow(/stays decided/);
  });

  it('is written down once, by whoever comes first', async () => {
    const { id } = await anOpenProposal(sql, committee);
    await Promise.all([close(id, hoursAfter(100)), close(id, hoursAfter(100))]);
    expect(await sql`select from decision_log where proposal_id = ${id} and kind = 'decided'`).toHaveLength(1);
  });

  it('stands in a log that nobody changes', async () => {
    expect(await findBroken(sql)).toBeNull();
    await expect(sql`update decision_log set kind = 'x'`).rejects.toThrow(/added to/);
    await expect(sql`delete from decision_log`).rejects.toThrow(/added to/);
  });
});
