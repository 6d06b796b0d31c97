import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { citingOf } from '../../app/citations/queries.server';
import {
  publishSynthesis,
  takeBackWaiver,
  waiveSources,
} from '../../app/consultations/claims/commands/publishing.server';
import { settleSource } from '../../app/consultations/claims/commands/settling.server';
import { changeSide, tag, untag } from '../../app/consultations/claims/commands/tagging.server';
import {
  moveClaim,
  placeClaim,
  removeClaim,
  rewordClaim,
} from '../../app/consultations/claims/commands/writing.server';
import { readBoard } from '../../app/consultations/claims/queries/board.server';
import { readClaim, readSynthesis } from '../../app/consultations/claims/queries/claim.server';
import { readCoding } from '../../app/consultations/claims/queries/coding.server';
import { readTrace } from '../../app/consultations/response/uses.server';
import { editPost } from '../../app/discussions/posting.server';
import { hidePost, showPostAgain } from '../../app/facilitation/moderation.server';
import { redactPost, withdrawPost } from '../../app/facilitation/redaction.server';
import { reopenAnswers, submitAnswers } from '../../app/questionnaires/answering.server';
import { aConsultationToCode, after, during, tagWords, waiveOthers } from '../support/claims';
import { freshDatabase } from '../support/database';
import { aPerson } from '../support/people';
import { aPage } from '../support/questionnaires';
import { readerOf, refusalOf } from '../support/synthesis';

const { sql } = await freshDatabase();

type Made = Awaited<ReturnType<typeof aConsultationToCode>>;

const post = (id: number) => ({ kind: 'post' as const, id });
const board = (c: Made) => readBoard(sql, c.coder, c.id, 'en', after);
const claimOf = async (c: Made, id: number) => (await board(c)).claims.find((m) => m.id === id)!;

/** A claim that rests on the first post, and against which the second speaks. */
async function aClaim(values: Parameters<typeof aConsultationToCode>[1] = {}) {
  const c = await aConsultationToCode(sql, values);
  const claim = await tagWords(sql, c.coder, c.id, post(c.first), 'Shelters need a budget line of their own.', {
    body: 'Shelters need their own budget line.',
  });
  await tagWords(sql, c.coder, c.id, post(c.second), 'A budget line is not needed.', { claim, side: 'against' });
  return { ...c, claim };
}

async function published(values: Parameters<typeof aConsultationToCode>[1] = {}) {
  const c = await aClaim(values);
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, after);
  return c;
}

describe('coding', () => {
  it('reads what is uncoded first, one source after the other', async () => {
    const c = await aConsultationToCode(sql);
    const start = await readCoding(sql, c.coder, c.id, 'en', null, after);
    expect(start).toMatchObject({ all: 4, coded: 0, source: { kind: 'post', id: c.first }, next: post(c.second) });
    expect(start.source!.sentences.map((s) => s.words)).toEqual([
      'Shelters need a budget line of their own.',
      'Nobody else will pay.',
    ]);
    await tagWords(sql, c.coder, c.id, post(c.first), 'Nobody else will pay.');
    const next = await readCoding(sql, c.coder, c.id, 'en', null, after);
    expect(next).toMatchObject({ coded: 1, source: { id: c.second }, next: { kind: 'answer', id: c.answer } });
    const again = await readCoding(sql, c.coder, c.id, 'en', post(c.first), after);
    expect(again.source!.tagged).toMatchObject([{ number: 1, side: 'for', start: 42, end: 63 }]);
  });

  it('shows what speaks for a claim and what speaks against it', async () => {
    const c = await aClaim();
    const claim = await claimOf(c, c.claim);
    expect(claim.for.map((p) => p.words)).toEqual(['Shelters need a budget line of their own.']);
    expect(claim.against.map((p) => p.words)).toEqual(['A budget line is not needed.']);
    expect(claim).toMatchObject({ sources: 2, lost: false, words: 'Shelters need their own budget line.' });
  });

  it('holds places and marks, and no words of a source', async () => {
    const c = await aClaim();
    const rows = await sql`select row_to_json(g)::text as row from claim_passage g where claim_id = ${c.claim}`;
    expect(JSON.stringify(rows)).not.toMatch(/budget|Shelters/);
  });

  it('tags the same passage once, and on the side that was said last', async () => {
    const c = await aClaim();
    await tagWords(sql, c.coder, c.id, post(c.second), 'A budget line is not needed.', { claim: c.claim, side: 'for' });
    const claim = await claimOf(c, c.claim);
    expect([claim.for.length, claim.against.length]).toEqual([2, 0]);
  });

  it('sent twice, a new claim is made once', async () => {
    const c = await aConsultationToCode(sql);
    const claim = { section: 'agreement', body: 'One.', language: 'en' as const, once: randomUUID() };
    const asked = {
      consultation: c.id,
      source: post(c.first),
      version: 1,
      spans: [{ start: 0, end: 8 }],
      side: 'for' as const,
      claim,
    };
    const made = await Promise.all([tag(sql, c.coder, asked, after), tag(sql, c.coder, asked, after)]);
    expect(made[0]).toEqual(made[1]);
    expect((await board(c)).claims).toHaveLength(1);
  });

  it('by several at once loses nothing', async () => {
    const c = await aClaim();
    const other = await aPerson(sql);
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('consultation', ${c.id}, ${other.id}, 'facilitator')`;
    const second = await other.reader();
    await Promise.all([
      tagWords(sql, c.coder, c.id, { kind: 'answer', id: c.answer }, 'Nobody repays us.', { claim: c.claim }),
      tagWords(sql, second, c.id, { kind: 'consultation-statement', id: c.statement }, 'Shelters should be free.', {
        claim: c.claim,
      }),
    ]);
    expect((await claimOf(c, c.claim)).sources).toBe(4);
  });

  it('refuses what has changed since it was read, and nothing chosen', async () => {
    const c = await aConsultationToCode(sql);
    const claim = { section: 'agreement', body: 'One.', language: 'en' as const, once: randomUUID() };
    const asked = { consultation: c.id, source: post(c.first), version: 1, spans: [], side: 'for' as const, claim };
    expect(await refusalOf(tag(sql, c.coder, asked, after))).toMatchObject({
      message: 'claims:refusals.nothing-chosen',
    });
    const beyond = { ...asked, spans: [{ start: 0, end: 5000 }] };
    expect(await refusalOf(tag(sql, c.coder, beyond, after))).toMatchObject({ kind: 'invalid' });
    await sql`update post set version = 2 where id = ${c.first}`;
    const old = { ...asked, spans: [{ start: 0, end: 8 }] };
    expect(await refusalOf(tag(sql, c.coder, old, after))).toMatchObject({ kind: 'conflict' });
    const elsewhere = await aConsultationToCode(sql);
    const foreign = { ...old, source: post(elsewhere.first) };
    expect(await refusalOf(tag(sql, c.coder, foreign, after))).toMatchObject({
      message: 'claims:refusals.source-gone',
    });
    expect((await board(c)).claims).toEqual([]);
  });

  it('is for those who prepare the consultation, from its opening on', async () => {
    const c = await aConsultationToCode(sql);
    for (const person of [c.anna, await aPerson(sql), await aPerson(sql, { state: 'waiting' })])
      expect(await refusalOf(readBoard(sql, (await readerOf(person))!, c.id, 'en', after))).toMatchObject({
        kind: 'not-found',
      });
    const early = await aConsultationToCode(sql, { starts: [24, 48, 72, 96, 120, 144] });
    expect(await refusalOf(readBoard(sql, early.coder, early.id, 'en', during))).toMatchObject({ kind: 'closed' });
    await expect(
      readBoard(sql, await (await aPerson(sql, { secretariat: true })).reader(), c.id, 'en', after),
    ).resolves.toBeDefined();
  });
});

describe('composing', () => {
  it('moves claims within a section and between sections', async () => {
    const c = await aClaim();
    const other = await tagWords(sql, c.coder, c.id, post(c.first), 'Nobody else will pay.', { body: 'Second.' });
    const order = async () => (await board(c)).claims.map((m) => m.id);
    expect(await order()).toEqual([c.claim, other]);
    await moveClaim(sql, c.coder, { consultation: c.id, claim: other, direction: 'up' }, after);
    expect(await order()).toEqual([other, c.claim]);
    await moveClaim(sql, c.coder, { consultation: c.id, claim: other, direction: 'up' }, after);
    await placeClaim(sql, c.coder, { consultation: c.id, claim: other, section: `${c.questionnaire}:q2` }, after);
    await placeClaim(sql, c.coder, { consultation: c.id, claim: c.claim, section: 'disagreement' }, after);
    expect(await order()).toEqual([other, c.claim]);
    const wrong = placeClaim(sql, c.coder, { consultation: c.id, claim: other, section: '1:q77' }, after);
    expect(await refusalOf(wrong)).toMatchObject({ message: 'claims:refusals.section' });
  });

  it('tells who saves over somebody else’s words', async () => {
    const c = await aClaim();
    const words = { consultation: c.id, claim: c.claim, version: 1, language: 'en' as const };
    await rewordClaim(sql, c.coder, { ...words, body: 'Reworded.' }, after);
    expect(await refusalOf(rewordClaim(sql, c.coder, { ...words, body: 'Mine.' }, after))).toMatchObject({
      kind: 'conflict',
    });
    await rewordClaim(sql, c.coder, { ...words, version: 2, language: 'fr' as never, body: 'En français.' }, after);
    expect((await readBoard(sql, c.coder, c.id, 'fr', after)).claims[0]!.words).toBe('En français.');
  });

  it('keeps the last passage of what is published, and takes a draft whole', async () => {
    const c = await published();
    const [passage] = (await claimOf(c, c.claim)).against;
    await untag(sql, c.coder, { consultation: c.id, claim: c.claim, passage: passage!.id }, after);
    const [last] = (await claimOf(c, c.claim)).for;
    const gone = untag(sql, c.coder, { consultation: c.id, claim: c.claim, passage: last!.id }, after);
    expect(await refusalOf(gone)).toMatchObject({ message: 'claims:refusals.last-passage' });
    await changeSide(sql, c.coder, { consultation: c.id, claim: c.claim, passage: last!.id, side: 'against' }, after);
    expect((await claimOf(c, c.claim)).against).toHaveLength(1);
  });

  it('takes a published claim back with a reason, and erases its words', async () => {
    const c = await published();
    const { version } = await claimOf(c, c.claim);
    const asked = { consultation: c.id, claim: c.claim, version, reason: '' };
    expect(await refusalOf(removeClaim(sql, c.coder, asked, after))).toMatchObject({ kind: 'invalid' });
    await removeClaim(sql, c.coder, { ...asked, reason: 'It was not what they said.' }, after);
    const view = await readClaim(sql, null, c.claim, 'en');
    expect(view.claim).toMatchObject({ words: '', withdrawn: { reason: 'It was not what they said.' } });
    expect(await sql`select from claim_text where claim_id = ${c.claim}`).toHaveLength(0);
    expect(await sql`select from claim_passage where claim_id = ${c.claim}`).toHaveLength(0);
  });
});

describe('publishing', () => {
  it('waits until every source is used or set aside with a reason', async () => {
    const c = await aClaim();
    expect(await refusalOf(publishSynthesis(sql, c.coder, c.id, during))).toMatchObject({ kind: 'closed' });
    expect(await refusalOf(publishSynthesis(sql, c.coder, c.id, after))).toMatchObject({
      message: 'claims:refusals.unused',
    });
    const sources = [{ kind: 'answer', id: c.answer }];
    expect(
      await refusalOf(waiveSources(sql, c.coder, { consultation: c.id, sources, reason: ' ' }, after)),
    ).toMatchObject({
      kind: 'invalid',
    });
    await waiveOthers(sql, c.coder, c.id);
    const before = await board(c);
    expect([before.unusedCount, before.waived.length, before.why]).toEqual([0, 2, null]);
    await takeBackWaiver(sql, c.coder, { consultation: c.id, kind: 'answer', id: c.answer }, after);
    expect((await board(c)).unusedCount).toBe(1);
    await waiveOthers(sql, c.coder, c.id);
    await publishSynthesis(sql, c.coder, c.id, after);
    expect((await readSynthesis(sql, null, c.id, 'en')).claims).toHaveLength(1);
    const late = takeBackWaiver(sql, c.coder, { consultation: c.id, kind: 'answer', id: c.answer }, after);
    expect(await refusalOf(late)).toMatchObject({ kind: 'closed' });
  });

  it('counts what is covered, without survivor groups', async () => {
    const c = await aClaim();
    const { coverage } = await board(c);
    expect(coverage.whole).toEqual({ all: 4, coded: 2 });
    const of = (sector: string) => coverage.sectors.find((s) => s.sector === sector)?.share;
    expect(of('government')).toEqual({ all: 1, coded: 1 });
    expect(of('business')).toEqual({ all: 1, coded: 0 });
    await sql`update organisation set sector = 'survivor-group' where id = (select organisation_id from post where id = ${c.first})`;
    expect((await board(c)).coverage.whole).toEqual({ all: 3, coded: 1 });
  });

  it('is there for nobody before, and then for whoever sees the consultation', async () => {
    const c = await aClaim({ readers: 'registered' });
    expect(await refusalOf(readClaim(sql, await c.anna.reader(), c.claim, 'en'))).toMatchObject({ kind: 'not-found' });
    expect(await citingOf(sql, 'post', c.first, await c.anna.reader(), 'en')).toEqual([]);
    await waiveOthers(sql, c.coder, c.id);
    await publishSynthesis(sql, c.coder, c.id, after);
    expect((await readClaim(sql, await c.anna.reader(), c.claim, 'en')).claim.id).toBe(c.claim);
    expect(await refusalOf(readClaim(sql, null, c.claim, 'en'))).toMatchObject({ kind: 'not-found' });
    expect(await citingOf(sql, 'post', c.first, await c.anna.reader(), 'en')).toMatchObject([
      { kind: 'claim', id: c.claim, path: `/claims/${c.claim}` },
    ]);
    expect(await citingOf(sql, 'post', c.first, null, 'en')).toEqual([]);
  });
});

describe('a source that is not as it was', () => {
  const tasks = (c: Made) => sql<{ personId: number; doneAt: Date | null }[]>`
    select person_id, done_at from task where key like 'claim-source:%' and person_id = ${c.coder.id} order by id`;
  const reread = async (c: Awaited<ReturnType<typeof aClaim>>) => (await claimOf(c, c.claim)).for[0]!;

  it('edited, says so, gives its coders a task, and is found again where it was moved', async () => {
    const c = await published();
    const body = 'First of all. Shelters need a budget line of their own. Nobody else will pay.';
    await editPost(sql, await c.anna.reader(), { post: c.first, body, language: 'en', version: 1 } as never, during);
    expect(await reread(c)).toMatchObject({ state: 'changed', waits: true, words: null });
    expect(await tasks(c)).toMatchObject([{ doneAt: null }]);
    const { citation } = await reread(c);
    await settleSource(sql, c.coder, { consultation: c.id, claim: c.claim, citation, as: 'keep' }, after);
    expect(await reread(c)).toMatchObject({
      state: 'current',
      waits: false,
      words: 'Shelters need a budget line of their own.',
    });
    expect(await tasks(c)).toMatchObject([{ doneAt: expect.any(Date) }]);
  });

  it('hidden, is not shown to anybody, and comes back as it was', async () => {
    const c = await published();
    const moderator = await c.discussion.facilitator.reader();
    await hidePost(sql, moderator, { post: c.first, reason: 'Checked' }, after);
    expect(await reread(c)).toMatchObject({ state: 'hidden', words: null });
    expect(JSON.stringify(await readClaim(sql, null, c.claim, 'en'))).not.toContain('budget line of their own');
    await showPostAgain(sql, moderator, c.first, after);
    expect(await reread(c)).toMatchObject({ state: 'current', words: 'Shelters need a budget line of their own.' });
  });

  it.each(['withdrawn', 'redacted'] as const)(
    '%s, is gone everywhere, and so is the mark of its words',
    async (how) => {
      const c = await published();
      const asked = { post: c.first, reason: how === 'redacted' ? 'It says who' : '' };
      if (how === 'withdrawn') await withdrawPost(sql, await c.anna.reader(), asked, after);
      else await redactPost(sql, await c.discussion.facilitator.reader(), asked, after);
      expect(await reread(c)).toMatchObject({ state: 'gone', words: null });
      for (const reader of [null, c.coder, await c.anna.reader()])
        expect(JSON.stringify(await readClaim(sql, reader, c.claim, 'en'))).not.toContain('budget line of their own');
      const hashes = await sql`select hash from claim_passage where kind = 'post' and source_id = ${c.first}`;
      expect(hashes.map((h) => h.hash)).toEqual(['']);
      const { citation } = await reread(c);
      await settleSource(sql, c.coder, { consultation: c.id, claim: c.claim, citation, as: 'drop' }, after);
      expect((await claimOf(c, c.claim)).sources).toBe(1);
      const last = (await claimOf(c, c.claim)).against[0]!.citation;
      const none = settleSource(
        sql,
        c.coder,
        { consultation: c.id, claim: c.claim, citation: last, as: 'drop' },
        after,
      );
      expect(await refusalOf(none)).toMatchObject({ message: 'claims:refusals.last-source' });
    },
  );

  it('an answer that is being changed is hidden, and has changed or not when it is sent again', async () => {
    const c = await aConsultationToCode(sql);
    const claim = await tagWords(sql, c.coder, c.id, { kind: 'answer', id: c.answer }, 'Nobody repays us.');
    const owner = await aPerson(sql, { organisation: c.company, office: 'focal-point' });
    const comer = { reader: await owner.reader(), token: null, key: null };
    const state = async () => (await claimOf(c, claim)).for[0]!.state;
    expect(await state()).toBe('current');
    await sql`update questionnaire_answer set typed = '{"": ["We pay for it ourselves. Nobody repays us."]}' where id = ${c.answer}`;
    await sql`update questionnaire_answer set typed = '{"": ["o1"]}' where response_id = ${c.response} and question_id = 'q1'`;
    await reopenAnswers(sql, comer, c.questionnaire, during);
    expect(await state()).toBe('hidden');
    await submitAnswers(sql, comer, c.questionnaire, aPage({}), during);
    expect(await state()).toBe('current');
  });
});

describe('what a reader may see of a source', () => {
  it('an answer is words for those who were promised it, and nothing for everyone else', async () => {
    const c = await aConsultationToCode(sql);
    const claim = await tagWords(sql, c.coder, c.id, { kind: 'answer', id: c.answer }, 'Nobody repays us.');
    await waiveOthers(sql, c.coder, c.id);
    await publishSynthesis(sql, c.coder, c.id, after);
    const own = await aPerson(sql, { organisation: c.company });
    const seen = async (reader: Parameters<typeof readClaim>[1]) =>
      (await readClaim(sql, reader, claim, 'en')).claim.for[0]!;
    expect(await seen(c.coder)).toMatchObject({ words: 'Nobody repays us.', now: { kind: 'answer' } });
    expect(await seen(await own.reader())).toMatchObject({ words: 'Nobody repays us.' });
    for (const reader of [null, await c.anna.reader(), await readerOf(await aPerson(sql))]) {
      expect(await seen(reader)).toMatchObject({ words: null, now: { kind: 'nothing', why: 'not-for-you' } });
      const trace = readTrace(sql, { kind: 'answer', id: c.answer }, { reader, language: 'en', now: after });
      expect(await refusalOf(trace)).toMatchObject({ kind: 'not-found' });
    }
    const asked = { reader: await own.reader(), language: 'en', now: after };
    const mine = await readTrace(sql, { kind: 'answer', id: c.answer }, asked);
    expect(mine.uses.claims).toMatchObject([{ id: claim }]);
  });

  it('nobody’s name stands beside an answer of a person, nor beside a statement', async () => {
    const c = await aConsultationToCode(sql);
    await sql`update questionnaire_response set organisation_id = null, person_id = ${c.bilal.id} where id = ${c.response}`;
    const answer = await tagWords(sql, c.coder, c.id, { kind: 'answer', id: c.answer }, 'Nobody repays us.');
    const statement = { kind: 'consultation-statement' as const, id: c.statement };
    await tagWords(sql, c.coder, c.id, statement, 'Shelters should be free.', { claim: answer });
    const shown = JSON.stringify(await claimOf(c, answer));
    expect(shown).toContain('Shelters should be free.');
    expect(shown).not.toMatch(/Demonstration/);
  });
});
