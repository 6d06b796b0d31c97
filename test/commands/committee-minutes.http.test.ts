import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { enterFirstChair } from '../../app/committee/commands/terms.server';
import { approveMinutes, putMinutes, sayOfMinutes } from '../../app/committee/meetings/approving.server';
import { callMeeting } from '../../app/committee/meetings/calling.server';
import { makeMinutes, publishMinutes } from '../../app/committee/meetings/minutes.server';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { saveReview } from '../../app/decisions/commands/preparing.server';
import { principles } from '../../app/decisions/principles';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import { eraseFromStores } from '../../app/documents/erasing/stores.server';
import { localOf } from '../../app/shared/zone.server';
import { Visitor } from '../support/browser-like';
import { aCommittee, hoursAfter, type SomeCommittee, say, settle } from '../support/decisions';
import { paragraph, textWith } from '../support/documents';
import { anOrganisation, aPerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const refusal = (kind: string, message?: string) =>
  expect.objectContaining({ refusal: true, kind, ...(message ? { message: `committee:refusals.${message}` } : {}) });

let c: SomeCommittee;
/** A meeting that has begun after all of which minutes are made here. */
let later: number;
const secretariat = () => c.secretariat.reader();

async function called(hours: number): Promise<number> {
  const times = { starts: localOf(hoursAfter(hours, now), 'UTC'), ends: localOf(hoursAfter(hours + 1, now), 'UTC') };
  const which = { startsWhich: null, endsWhich: null };
  const form = { title: 'A meeting (invented)', language: 'en' as const, timeZone: 'UTC', venue: null, joiningUrl: '' };
  const input = { ...form, ...times, ...which, once: randomUUID() };
  // Announced before it began, since what is past is called by nobody.
  return callMeeting(sql, await secretariat(), input, hoursAfter(hours - 24, now));
}

/** A meeting that is over, with minutes that say so much. */
async function minuted(words: string): Promise<{ id: number; document: number; path: string }> {
  const id = await called(-30);
  const document = await makeMinutes(sql, texts, await secretariat(), id, now);
  await settle(sql, document, textWith(paragraph('aaa', words)));
  return { id, document, path: `/committee/meetings/${id}/minutes` };
}

/** The hash of the text that is on somebody's screen. */
async function hashOn(path: string): Promise<string> {
  const page = await c.members[0]!.focal.at(url).get(path);
  return /name="hash" value="([0-9a-f]{64})"/.exec(page.text)![1]!;
}

beforeAll(async () => {
  c = await aCommittee(sql, 3);
  const first = {
    organisation: c.members[0]!.id,
    from: hoursAfter(-100 * 24, now)
      .toISOString()
      .slice(0, 10),
  };
  await enterFirstChair(sql, await secretariat(), first, now);
  later = await called(-2);
}, 60_000);

describe('minutes at the next meeting', () => {
  test('are approved when no member asks for a correction any more, as the text that was read', async () => {
    const { id, path, document } = await minuted('The office sends the note (invented).');
    const [chair, one, two] = c.members;
    const browser = one!.focal.at(url);
    const form = { deed: `say-${one!.id}`, organisation: String(one!.id), language: 'en', hash: await hashOn(path) };
    const refused = await browser.post(path, { ...form, kind: 'correct', words: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Write what is to be corrected.');
    const said = await browser.post(path, { ...form, kind: 'correct', words: 'It was the other office (invented).' });
    expect(said.text).toContain('It was the other office (invented).');

    const approval = { deed: 'approve', at: String(later), hash: form.hash, note: '' };
    const asChair = chair!.focal.at(url);
    const open = await asChair.get(path);
    expect(open.text).toContain('A correction is asked for.');
    expect(open.text).not.toContain('name="deed" value="approve"');
    expect((await asChair.post(path, approval)).status).toBe(409);
    await expect(
      sayOfMinutes(
        sql,
        await two!.focal.reader(),
        id,
        { ...form, organisation: one!.id, language: 'en', kind: 'approve', words: '' },
        now,
      ),
    ).rejects.toEqual(refusal('not-allowed', 'not-speaking'));

    await settle(sql, document, textWith(paragraph('aaa', 'The other office sends the note (invented).')));
    expect((await browser.get(path)).text).toContain('of an earlier text');
    // What was on the screen is another text by now.
    const stale = await one!.alternate.at(url).post(path, { ...form, kind: 'approve', words: '' });
    expect(stale.status).toBe(409);
    const hash = await hashOn(path);
    expect(hash).not.toBe(form.hash);
    const approves = await one!.alternate.at(url).post(path, { ...form, hash, kind: 'approve', words: '' });
    expect(approves.text).toContain(one!.alternate.name);
    expect(approves.text).not.toContain('It was the other office (invented).');

    expect((await asChair.post(path, approval)).status).toBe(409);
    expect((await two!.focal.at(url).post(path, { ...approval, hash })).status).toBe(403);
    const approved = await asChair.post(path, { ...approval, hash, note: 'Without discussion (invented).' });
    expect(approved.text).toContain('Without discussion (invented).');
    expect(
      await sql`select approved_in, hash from meeting g join minutes_text f using (event_id) where event_id = ${id}`,
    ).toEqual([{ approvedIn: later, hash }]);
    expect((await browser.post(path, { ...form, hash, kind: 'approve', words: '' })).status).toBe(409);

    await settle(sql, document, textWith(paragraph('aaa', 'Written afterwards (invented).')));
    const changed = await browser.get(path);
    expect(changed.text).toContain('The other office sends the note (invented).');
    expect(changed.text).toContain('The document says something else by now.');
    expect((await new Visitor(url).get(path)).status).toBe(404);
    expect((await c.outsider.at(url).get(path)).status).toBe(404);
    expect((await asChair.post(path, { deed: 'publish' })).status).toBe(200);
    const visitor = await new Visitor(url).get(path);
    expect(visitor.text).toContain('The other office sends the note (invented).');
    for (const own of ['Written afterwards', 'Without discussion', one!.alternate.name, 'A meeting (invented)</a>'])
      expect(visitor.text).not.toContain(own);
    expect((await new Visitor(url).get(`${path}?lang=ar`)).text).toContain('dir="rtl"');
  });

  test('are read, and spoken of, by a member that came after the meeting', async () => {
    const { id, path } = await minuted('Before it was a member (invented).');
    const organisation = await anOrganisation(sql, { member: true });
    const focal = await aPerson(sql, { organisation, office: 'focal-point' });
    expect((await focal.at(url).get(path)).text).toContain('Before it was a member (invented).');
    const says = { organisation, kind: 'correct' as const, words: 'A name (invented).', language: 'en' as const };
    await sayOfMinutes(sql, await focal.reader(), id, { ...says, hash: await hashOn(path) }, now);
    const approval = { at: later, hash: await hashOn(path), note: null };
    await expect(approveMinutes(sql, await secretariat(), id, approval, now)).rejects.toEqual(
      refusal('conflict', 'corrections'),
    );
    // It leaves, and its correction with it.
    await sql`delete from membership where organisation_id = ${organisation}`;
    await Promise.all([1, 2].map(async () => approveMinutes(sql, await secretariat(), id, approval, now)));
    expect(await sql`select count(*)::int as n from minutes_text where event_id = ${id}`).toEqual([{ n: 1 }]);
  });

  test('keep their hash when words are removed from them, and say so', async () => {
    const { id, document, path } = await minuted('A name that must go (invented), and the rest.');
    const approval = { at: later, hash: await hashOn(path), note: null };
    await approveMinutes(sql, await secretariat(), id, approval, now);
    await publishMinutes(sql, await secretariat(), id, now);
    expect((await new Visitor(url).get(path)).text).toContain('A name that must go');
    await sql.begin((tx) => eraseFromStores(tx, document, 'A name that must go'));
    await expect
      .poll(async () => (await new Visitor(url).get(path)).text, { timeout: 30_000 })
      .not.toContain('A name that must go');
    const left = await new Visitor(url).get(path);
    expect(left.text).toContain('Words were removed from this text since.');
    expect(left.text.replace(/ /g, '')).toContain(approval.hash.slice(0, 8));
  });
});

describe('minutes by a decision', () => {
  /** Put to the committee from the minutes' page, with the review that every decision has. */
  async function put(id: number, document: number): Promise<number> {
    const by = await secretariat();
    const input = { once: randomUUID() };
    const proposal = await putMinutes(sql, by, id, input, now);
    expect(await putMinutes(sql, by, id, input, now)).toBe(proposal);
    const review = principles.map((principle) => ({ principle, applies: false, words: 'Minutes (invented).' }));
    await saveReview(sql, by, proposal, review, { origin: '', now });
    const { hash } = await readSnapshot(sql, by, { document, version: null }, now);
    await openProposal(sql, by, proposal, { hash }, now);
    return proposal;
  }
  const closed = (proposal: number) => sql.begin((tx) => closeProposal(tx, proposal, hoursAfter(200, now)));
  const approvalOf = (id: number) => sql`
    select approved_by_decision as decision, approved_in as meeting from meeting where event_id = ${id} and approved_at is not null`;

  test('are approved by its adoption as they were put, and by nothing before', async () => {
    const { id, document, path } = await minuted('Put to the committee (invented).');
    const hash = await hashOn(path);
    expect((await c.members[2]!.focal.at(url).post(path, { deed: 'put', once: randomUUID() })).status).toBe(403);
    const proposal = await put(id, document);
    await settle(sql, document, textWith(paragraph('aaa', 'Written under the silence (invented).')));
    expect((await c.members[1]!.focal.at(url).get(path)).text).toContain(`href="/decisions/${proposal}"`);
    expect(await approvalOf(id)).toEqual([]);
    expect(await closed(proposal)).toMatchObject({ outcome: 'adopted-by-consensus' });
    expect(await approvalOf(id)).toEqual([{ decision: proposal, meeting: null }]);
    expect(await sql`select hash from minutes_text where event_id = ${id}`).toEqual([{ hash }]);
    const page = await c.members[1]!.focal.at(url).get(path);
    expect(page.text).toContain(`Approved by decision ${proposal}`);
    expect(page.text).toContain('Put to the committee (invented).');
  });

  test('wait for approval as before where it is not adopted, and can be put anew', async () => {
    const { id, document, path } = await minuted('Objected to (invented).');
    const proposal = await put(id, document);
    await say(sql, proposal, c.members[1]!, 'strongly-object', hoursAfter(1, now));
    await closed(proposal);
    const [decided] = await sql<{ outcome: string | null }[]>`select outcome from proposal where id = ${proposal}`;
    expect(decided!.outcome ?? 'open').not.toMatch(/^adopted/);
    expect(await approvalOf(id)).toEqual([]);
    const hash = await hashOn(path);
    await approveMinutes(sql, await secretariat(), id, { at: later, hash, note: null }, now);
    expect(await approvalOf(id)).toEqual([{ decision: null, meeting: later }]);
  });
});
