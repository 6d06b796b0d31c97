import { describe, expect, test } from 'vitest';
import { cite, markSourceChanged } from '../../app/citations/commands.server';
import { citingOf, readCited } from '../../app/citations/queries.server';
import {
  askNoMore,
  askToRespond,
  respond,
  sayHowPromiseStands,
} from '../../app/consultations/response/commands.server';
import { listContributions } from '../../app/consultations/response/contributions.server';
import type { RespondInput } from '../../app/consultations/response/forms';
import { readClaimToRespond, readResponses } from '../../app/consultations/response/queries.server';
import { readUses } from '../../app/consultations/response/uses.server';
import { writePost } from '../../app/discussions/posting.server';
import { hidePost } from '../../app/facilitation/moderation.server';
import { redactPost } from '../../app/facilitation/redaction.server';
import { tellSome } from '../../app/notices/telling.server';
import type { Reader } from '../../app/people/person';
import { announce } from '../../db/announce';

import { freshDatabase } from '../support/database';
import { aPostForm } from '../support/discussions';
import { anOrganisation, aPerson } from '../support/people';
import { aClaim, aConsultationWithClaims, type SomeClaims } from '../support/responses';
import { refusalOf } from '../support/synthesis';

const { sql } = await freshDatabase();

const origin = 'https://plenary.example';
const now = () => new Date();
const saying = (organisation: number, given: Partial<RespondInput> = {}): RespondInput => ({
  organisation,
  decision: 'accepted',
  reason: 'It is what the survey found too (invented).',
  action: 'A second line in each province (invented).',
  dueOn: null,
  places: [],
  language: 'en',
  version: 0,
  go: 'publish',
  ...given,
});

async function answered(s: SomeClaims, claim: number, given: Partial<RespondInput> = {}): Promise<void> {
  const about = { consultation: s.id, claim };
  await respond(sql, await s.facilitator.reader(), about, saying(s.host, given), { origin, now: now() });
}

const read = (s: SomeClaims, reader: Reader | null) => readResponses(sql, s.id, { reader, language: 'en', now: now() });

describe('a response', () => {
  test('is kept for those who write it, and read by everybody once it is published', async () => {
    const s = await aConsultationWithClaims(sql);
    await answered(s, s.claim, { go: 'keep' });
    const visitor = await read(s, null);
    expect(visitor.claims.map((c) => c.responses)).toEqual([[]]);
    expect((await read(s, await s.facilitator.reader())).claims[0]!.responses).toEqual([]);
    const mine = await readClaimToRespond(
      sql,
      { consultation: s.id, claim: s.claim },
      { reader: await s.facilitator.reader(), language: 'en', now: now() },
    );
    expect(mine.mine[0]!.response).toMatchObject({ decision: 'accepted', publishedAt: null, version: 1 });
    await answered(s, s.claim, { version: 1, decision: 'partly' });
    const [claim] = (await read(s, null)).claims;
    expect(claim!.responses).toMatchObject([
      { decision: 'partly', reason: 'It is what the survey found too (invented).', done: '', correctedAt: null },
    ]);
    // What was published stays so, and says that it was changed.
    await answered(s, s.claim, { version: 2, decision: 'not', action: '', go: 'keep' });
    expect((await read(s, null)).claims[0]!.responses).toMatchObject([{ decision: 'not', action: '' }]);
    expect((await read(s, null)).claims[0]!.responses[0]!.correctedAt).not.toBeNull();
  });

  test('is given by those who speak for whoever is asked, in its name alone', async () => {
    const s = await aConsultationWithClaims(sql);
    const other = await anOrganisation(sql, { name: 'Ministry of Examples (invented)' });
    const focal = await (await aPerson(sql, { organisation: other, office: 'focal-point' })).reader();
    const colleague = await (await aPerson(sql, { organisation: other })).reader();
    const about = { consultation: s.id, claim: s.claim };
    const tries = (reader: Reader, organisation: number) =>
      refusalOf(respond(sql, reader, about, saying(organisation), { origin, now: now() }));
    expect((await tries(focal, other)).kind).toBe('not-found');
    await askToRespond(sql, await s.facilitator.reader(), about, { organisation: other, dueOn: '2037-05-01' }, now());
    const task = () =>
      sql`select done_at is not null as done from task where person_id = ${focal.id} and what = 'responses:tasks.respond'`;
    expect([...(await task())]).toEqual([{ done: false }]);
    expect((await tries(focal, s.host)).kind).toBe('not-allowed');
    expect((await tries(colleague, other)).kind).toBe('not-found');
    expect((await read(s, null)).claims[0]!.awaited).toMatchObject([{ id: other, dueOn: '2037-05-01' }]);
    await respond(sql, focal, about, saying(other), { origin, now: now() });
    expect([...(await task())]).toEqual([{ done: true }]);
    const view = await read(s, null);
    expect(view.claims[0]!.awaited).toEqual([]);
    expect(view.claims[0]!.responses.map((r) => r.organisationId)).toEqual([other]);
    const no = await refusalOf(askNoMore(sql, await s.facilitator.reader(), about, { organisation: other }));
    expect(no.kind).toBe('closed');
  });

  test('of two people of one organisation at once: the later is told, and nothing is written over', async () => {
    const s = await aConsultationWithClaims(sql);
    const focal = await (await aPerson(sql, { organisation: s.host, office: 'focal-point' })).reader();
    const about = { consultation: s.id, claim: s.claim };
    const all = await Promise.allSettled(
      ['One.', 'Two.', 'Three.'].map((reason) =>
        respond(sql, focal, about, saying(s.host, { reason }), { origin, now: now() }),
      ),
    );
    expect(all.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(all.flatMap((r) => (r.status === 'rejected' ? [(r.reason as { kind: string }).kind] : []))).toEqual([
      'conflict',
      'conflict',
    ]);
    expect((await sql`select version from claim_response where claim_id = ${s.claim}`)[0]).toEqual({ version: 1 });
  });

  test.each<[string, Partial<RespondInput>, string]>([
    ['a promise without words', { action: '' }, 'action'],
    ['a day that is over', { dueOn: '2020-01-01' }, 'dueOn'],
    ['an address of another site', { places: ['https://elsewhere.example/passages/1'] }, 'places'],
    ['a passage that is not there', { places: ['/passages/999999'] }, 'places'],
    ['a block that is not there', { places: ['/documents/1#nowhere'] }, 'places'],
    ['too many places', { places: Array.from({ length: 6 }, () => '/passages/1') }, 'places'],
  ])('is refused beside the field: %s', async (_name, given, field) => {
    const s = await aConsultationWithClaims(sql);
    const no = await refusalOf(answered(s, s.claim, given));
    expect(Object.keys(no.fields ?? {})).toEqual([field]);
    expect(await sql`select from claim_response where claim_id = ${s.claim}`).toHaveLength(0);
  });

  test('names a passage of a programme: the words for whoever may read it, a marker for others, and back from there', async () => {
    const s = await aConsultationWithClaims(sql);
    const passage = await s.passage('Two lines in each province (invented).');
    await answered(s, s.claim, { places: [`${origin}/passages/${passage.id}`] });
    const facilitator = await s.facilitator.reader();
    const seen = (await read(s, await passage.owner.reader())).claims[0]!.responses[0]!;
    expect(seen.places).toMatchObject([{ words: 'Two lines in each province (invented).', state: 'current' }]);
    const hidden = (await read(s, null)).claims[0]!.responses[0]!;
    expect([hidden.places, hidden.hidden]).toEqual([[], 1]);
    const back = await citingOf(sql, 'passage', passage.id, facilitator, 'en');
    expect(back.map((b) => [b.kind, b.path])).toEqual([
      ['response', `/consultations/${s.id}/responses#claim-${s.claim}`],
    ]);
    await sql`update document_passage set plain = 'Three lines.', version = version + 1 where id = ${passage.id}`;
    expect((await read(s, await passage.owner.reader())).claims[0]!.responses[0]!.places[0]!.state).toBe('changed');
    await sql`update document_passage set gone_at = now(), plain = '' where id = ${passage.id}`;
    expect((await read(s, await passage.owner.reader())).claims[0]!.responses[0]!.places[0]).toMatchObject({
      state: 'gone',
      words: '',
    });
  });

  test('whose passage is changed or gone is looked at again by those who gave it, and nobody has to twice', async () => {
    const s = await aConsultationWithClaims(sql);
    const focal = await aPerson(sql, { organisation: s.host, office: 'focal-point' });
    const passage = await s.passage('Two lines in each province (invented).');
    const waits = async () =>
      (
        await sql`select from task where person_id = ${focal.id} and what = 'responses:tasks.source-changed' and done_at is null`
      ).length;
    const places = [`${origin}/passages/${passage.id}`];
    const change = (state: 'changed' | 'gone') =>
      sql.begin(async (tx) => {
        await tx`
          update document_passage set version = version + 1, gone_at = ${state === 'gone' ? now() : null} where id = ${passage.id}`;
        await markSourceChanged(tx, { kind: 'passage', id: passage.id, state });
      });
    await answered(s, s.claim, { places });
    expect(await waits()).toBe(0);
    await change('changed');
    expect(await waits()).toBe(1);
    await answered(s, s.claim, { places, version: 1 });
    expect(await waits()).toBe(0);
    expect((await read(s, await passage.owner.reader())).claims[0]!.responses[0]!.places[0]!.state).toBe('current');
    await change('gone');
    expect(await waits()).toBe(1);
    await answered(s, s.claim, { places: [], version: 2 });
    expect(await waits()).toBe(0);
    await change('changed');
    expect(await waits()).toBe(0);
  });

  test('with a day waits for those who promised it, until they say what was done', async () => {
    const s = await aConsultationWithClaims(sql);
    const focal = await aPerson(sql, { organisation: s.host, office: 'focal-point' });
    const about = { consultation: s.id, claim: s.claim };
    const task = () =>
      sql`select done_at is not null as done from task where person_id = ${focal.id} and what = 'responses:tasks.keep'`;
    const done = {
      organisation: s.host,
      state: 'done' as const,
      reason: null,
      done: 'Both lines are there (invented).',
    };
    const early = await refusalOf(
      sayHowPromiseStands(sql, await focal.reader(), about, { ...done, version: 0 }, now()),
    );
    expect(early.kind).toBe('closed');
    await answered(s, s.claim, { dueOn: '2037-05-01' });
    expect([...(await task())]).toEqual([{ done: false }]);
    const late = await refusalOf(sayHowPromiseStands(sql, await focal.reader(), about, { ...done, version: 7 }, now()));
    expect(late.kind).toBe('conflict');
    await sayHowPromiseStands(sql, await focal.reader(), about, { ...done, version: 1 }, now());
    expect([...(await task())]).toEqual([{ done: true }]);
    expect((await read(s, null)).claims[0]!.responses[0]).toMatchObject({ done: done.done });
  });

  test('is there for nobody who may not see the consultation, nor before the synthesis is published', async () => {
    const s = await aConsultationWithClaims(sql, { readers: 'invited' });
    await answered(s, s.claim);
    const stranger = await (await aPerson(sql)).reader();
    for (const reader of [null, stranger]) expect((await refusalOf(read(s, reader))).kind).toBe('not-found');
    const fresh = await aConsultationWithClaims(sql, { published: false });
    expect((await refusalOf(read(fresh, await fresh.facilitator.reader()))).kind).toBe('not-found');
    expect((await refusalOf(answered(fresh, fresh.claim))).kind).toBe('not-found');
  });

  test('goes with a claim that is withdrawn', async () => {
    const s = await aConsultationWithClaims(sql);
    await answered(s, s.claim, { reason: 'Canary of a reason.' });
    await sql`update claim set withdrawn_at = now(), withdrawn_reason = 'Checked' where id = ${s.claim}`;
    expect(JSON.stringify(await read(s, null))).not.toContain('Canary');
    expect((await refusalOf(answered(s, s.claim, { version: 1 }))).kind).toBe('closed');
    const uses = await readUses(sql, { kind: 'post', id: s.post }, { reader: null, language: 'en', now: now() });
    expect(uses).toMatchObject({ standing: 'waiting', claims: [] });
  });

  test('cannot be asked of a survivor group, nor of one that may not read the consultation', async () => {
    const s = await aConsultationWithClaims(sql, { readers: 'invited' });
    const about = { consultation: s.id, claim: s.claim };
    const group = await anOrganisation(sql, { sector: 'survivor-group' });
    const outside = await anOrganisation(sql);
    for (const organisation of [group, outside, 999_999]) {
      const no = await refusalOf(
        askToRespond(sql, await s.facilitator.reader(), about, { organisation, dueOn: null }, now()),
      );
      expect(Object.keys(no.fields ?? {})).toEqual(['organisation']);
    }
  });
});

describe('a trace, from a post to a paragraph and back', () => {
  test('is walked in both directions, and stays right when the post is hidden', async () => {
    const s = await aConsultationWithClaims(sql);
    const passage = await s.passage('What is said is done here (invented).');
    const of = { reader: await passage.owner.reader(), language: 'en', now: now() };
    expect((await readUses(sql, { kind: 'post', id: s.post }, of)).standing).toBe('used');
    await answered(s, s.claim, { places: [`/passages/${passage.id}`] });
    // Out: the post, the claim, the response, the paragraph.
    const out = await readUses(sql, { kind: 'post', id: s.post }, of);
    expect(out.standing).toBe('answered');
    expect(out.claims[0]).toMatchObject({ id: s.claim, side: 'for' });
    const place = out.claims[0]!.responses[0]!.places[0]!;
    expect(place.words).toBe('What is said is done here (invented).');
    // Back: the paragraph, the response, the claim, the post.
    const id = Number(/passages\/(\d+)/.exec(place.path)![1]);
    const [response] = await citingOf(sql, 'passage', id, of.reader, 'en');
    const claim = Number(/claim-(\d+)$/.exec(response!.path)![1]);
    const [source] = await sql<{ kind: 'post'; id: number }[]>`
      select cited_kind as kind, cited_id as id from citation where citing_kind = 'claim' and citing_id = ${claim}`;
    const things = await readCited(sql, [source!], of.reader, 'en');
    expect(things('post', source!.id)).toMatchObject({ kind: 'post', id: s.post });

    await hidePost(sql, s.moderator, { post: s.post, reason: 'Checked' }, now());
    const hidden = await readCited(sql, [source!], of.reader, 'en');
    expect(hidden('post', source!.id)).toMatchObject({ kind: 'nothing', why: 'hidden' });
    expect(JSON.stringify(await readUses(sql, { kind: 'post', id: s.post }, of))).not.toContain(s.words);
  });

  test('where a document cites the claim it leads there too, for whoever may read it', async () => {
    const s = await aConsultationWithClaims(sql);
    const passage = await s.passage('Cites the claim.');
    await sql.begin((tx) =>
      cite(
        tx,
        { kind: 'document', id: passage.document, anchor: 'a1' },
        { kind: 'claim', id: s.claim, version: 1 },
        { by: s.facilitator.id, now: now() },
      ),
    );
    const uses = (reader: Reader | null) =>
      readUses(sql, { kind: 'post', id: s.post }, { reader, language: 'en', now: now() });
    expect((await uses(await passage.owner.reader())).claims[0]!.documents.map((d) => d.id)).toEqual([
      passage.document,
    ]);
    expect((await uses(null)).claims[0]!.documents).toEqual([]);
  });
});

describe('what somebody contributed', () => {
  test('stands with where it went, newest first; what is not used says why, and nobody sees another’s', async () => {
    const s = await aConsultationWithClaims(sql);
    const author = await s.author.reader();
    const list = (reader: Reader) => listContributions(sql, { reader, language: 'en', now: now() }, 1);
    const [mine] = (await list(author)).contributions;
    expect(mine).toMatchObject({ kind: 'post', id: s.post, uses: { standing: 'used' } });
    expect(mine!.uses.claims.map((c) => c.id)).toEqual([s.claim]);
    await answered(s, s.claim);
    expect((await list(author)).contributions[0]!.uses.standing).toBe('answered');

    const unused = await s.anotherPost('Not about this (invented).');
    await sql`
      insert into claim_waiver (consultation_id, kind, source_id, reason, by_person)
      values (${s.id}, 'post', ${unused}, 'Outside the question (invented).', ${s.facilitator.id})`;
    const { contributions, total } = await list(author);
    expect(total).toBe(2);
    expect(contributions[0]).toMatchObject({
      id: unused,
      uses: { standing: 'set-aside', setAside: 'Outside the question (invented).' },
    });
    expect((await list(await (await aPerson(sql)).reader())).contributions).toEqual([]);
  });

  test('shows nothing of a synthesis that is not published yet', async () => {
    const s = await aConsultationWithClaims(sql, { published: false });
    const { contributions } = await listContributions(
      sql,
      { reader: await s.author.reader(), language: 'en', now: now() },
      1,
    );
    expect(contributions[0]!.uses).toMatchObject({ standing: 'waiting', claims: [], setAside: null });
  });

  test('against a claim is shown as that', async () => {
    const s = await aConsultationWithClaims(sql);
    await aClaim(sql, s, { side: 'against', words: 'One line is enough (invented).' });
    const uses = await readUses(sql, { kind: 'post', id: s.post }, { reader: null, language: 'en', now: now() });
    expect(uses.claims.map((c) => c.side)).toEqual(['for', 'against']);
  });
});

describe('whoever said something is told', () => {
  const noticesOf = (person: number) => sql<{ kind: string; why: string; read: boolean }[]>`
    select kind, why, read_at is not null as read from notice where person_id = ${person} order by id`;
  const mailsOf = async (email: string) =>
    (await sql`select from mail where to_address = ${email} and kind = 'notice'`).length;

  test('once when it changes, until they have read it; and nobody who said nothing', async () => {
    await tellSome(sql, now());
    const s = await aConsultationWithClaims(sql);
    const other = await aPerson(sql);
    await tellSome(sql, now());
    await answered(s, s.claim);
    await answered(s, s.claim, { version: 1, reason: 'Said better (invented).' });
    await tellSome(sql, now());
    expect([...(await noticesOf(s.author.id))]).toEqual([{ kind: 'contribution', why: 'own', read: false }]);
    expect(await mailsOf(s.author.email)).toBe(1);
    expect(await noticesOf(other.id)).toHaveLength(0);
    await sql`update notice set read_at = now() where person_id = ${s.author.id}`;
    await answered(s, s.claim, { version: 2, decision: 'partly' });
    await tellSome(sql, now());
    expect([...(await noticesOf(s.author.id))]).toEqual([{ kind: 'contribution', why: 'own', read: false }]);
    expect(await mailsOf(s.author.email)).toBe(2);
  });

  test('also of what is used nowhere, when the synthesis is published; not of drafts', async () => {
    const s = await aConsultationWithClaims(sql, { published: false });
    const writer = await aPerson(sql, { role: { discussion: s.discussion, role: 'participant' } });
    const { id } = await writePost(sql, await writer.reader(), aPostForm(s.discussion, 'Elsewhere (invented).'), now());
    await sql`
      insert into claim_waiver (consultation_id, kind, source_id, reason, by_person)
      values (${s.id}, 'post', ${id}, 'Outside the question.', ${s.facilitator.id})`;
    await tellSome(sql, now());
    expect(await noticesOf(writer.id)).toHaveLength(0);
    await sql.begin(async (tx) => {
      await tx`update claim set published_at = now() where id = ${s.claim}`;
      await tx`update consultation_synthesis set published_at = now() where consultation_id = ${s.id}`;
      await announce(tx, 'consultation.synthesis-published', { consultation: s.id });
    });
    await tellSome(sql, now());
    for (const person of [writer, s.author])
      expect([...(await noticesOf(person.id))]).toEqual([{ kind: 'contribution', why: 'own', read: false }]);
    await answered(s, s.claim, { go: 'keep' });
    await sql`update notice set read_at = now() where person_id = ${s.author.id}`;
    await tellSome(sql, now());
    expect([...(await noticesOf(s.author.id))]).toEqual([{ kind: 'contribution', why: 'own', read: true }]);
  });

  test('not of a consultation that they may not see any more, and not after they left its mails', async () => {
    const s = await aConsultationWithClaims(sql);
    await sql`insert into follow (person_id, activity, activity_id, level, chosen) values (${s.author.id}, 'consultation', ${s.id}, 'nothing', true)`;
    await answered(s, s.claim);
    await tellSome(sql, now());
    expect(await noticesOf(s.author.id)).toHaveLength(0);
    const closed = await aConsultationWithClaims(sql, { readers: 'invited' });
    await sql`delete from activity_role where activity = 'consultation' and person_id = ${closed.author.id}`;
    await answered(closed, closed.claim);
    await tellSome(sql, now());
    expect(await noticesOf(closed.author.id)).toHaveLength(0);
  });
});

test('a post that is redacted goes from claims, answers and reasons that say it, and nothing of it is found again', async () => {
  const s = await aConsultationWithClaims(sql);
  const word = 'Rosalinde';
  const post = await s.anotherPost(`The woman from the laundry is called ${word} and lives by the mill.`);
  const quote = `the woman from the laundry is called ${word} and lives by the mill`;
  await sql`update claim_text set body = ${`They say that ${quote}.`} where claim_id = ${s.claim}`;
  await sql`insert into claim_text (claim_id, language, body) values (${s.claim}, 'fr', ${`On dit que ${word} habite là.`})`;
  await answered(s, s.claim, { reason: `We read that ${quote}.`, action: 'A door that closes (invented).' });
  const other = await s.anotherPost('Beside the question (invented).');
  await sql`
    insert into claim_waiver (consultation_id, kind, source_id, reason, by_person)
    values (${s.id}, 'post', ${other}, ${`It repeats that ${quote}.`}, ${s.facilitator.id})`;
  await redactPost(sql, s.moderator, { post, reason: 'It named someone.' }, now());
  for (const rows of [
    await sql`select body from claim_text where claim_id = ${s.claim}`,
    await sql`select r.reason, k.words, k.done from claim_response r join commitment k on k.subject_kind = 'response' and k.subject_id = r.id
      where r.claim_id = ${s.claim}`,
    await sql`select reason from claim_waiver where consultation_id = ${s.id}`,
  ]) {
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(word);
  }
  const [claim] = (await read(s, null)).claims;
  expect(claim!.responses[0]!.action).toBe('A door that closes (invented).');
  const waiting = await sql`select what from task where person_id = ${s.facilitator.id} and done_at is null`;
  expect(waiting.map((t) => t.what)).toContain('claims:tasks.source-changed');
});
