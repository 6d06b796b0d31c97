import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { settleObjection } from '../../app/decisions/commands/positions.server';
import { addEvidence } from '../../app/decisions/picking/commands.server';
import { hashOf, type LoggedEntry, noHash } from '../../app/decisions/register/log.server';
import { verifyRegister } from '../../app/decisions/register/verify.server';
import { Visitor } from '../support/browser-like';
import { aCommittee, aDraft, anOpenProposal, hoursAfter, type SomeCommittee, say } from '../support/decisions';
import { aConsultationWithClaims } from '../support/responses';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const visitor = () => new Visitor(url);
const begun = new Date();
// Ahead of the clock: what is due by it the server closes by itself, in the middle of a test.
const deadline = hoursAfter(100, begun);
const close = (id: number) => sql.begin((tx) => closeProposal(tx, id, hoursAfter(200, begun)));
let committee: SomeCommittee;

beforeAll(async () => {
  committee = await aCommittee(sql);
});

/** A proposal that was adopted by all; or, with an objection that is sustained, was not. */
async function decided({ title, objected = false }: { title: string; objected?: boolean }): Promise<number> {
  const { id } = await anOpenProposal(sql, committee, { title, deadline }, begun);
  const [first, ...others] = committee.members;
  for (const member of others) await say(sql, id, member, 'support', hoursAfter(1, begun));
  await say(sql, id, first!, objected ? 'strongly-object' : 'support', hoursAfter(2, begun));
  if (objected) {
    const [objection] = await sql<{ id: number }[]>`select id from objection where proposal_id = ${id}`;
    const input = { objection: objection!.id, settle: 'sustain', words: 'It stands (invented).' } as const;
    await settleObjection(sql, await first!.focal.reader(), id, input, hoursAfter(3, begun));
  }
  await close(id);
  return id;
}

const numberOf = async (id: number) => {
  const [row] = await sql<{ number: string }[]>`
    select register_year || '/' || register_number as number from proposal where id = ${id}`;
  return row!.number;
};

test('what is decided is numbered in its year, adopted or not, and stands in the register for everybody; what is open does not', async () => {
  const one = await decided({ title: 'Shelters in two districts (invented)' });
  const two = await decided({ title: 'A survey of lines (invented)', objected: true });
  const open = await anOpenProposal(
    sql,
    committee,
    { title: 'Canaryopen (invented)', deadline: hoursAfter(900, new Date()) },
    new Date(),
  );
  const year = deadline.getUTCFullYear();
  expect([await numberOf(one), await numberOf(two)]).toEqual([`${year}/1`, `${year}/2`]);

  const page = await visitor().get('/decisions/register');
  expect(page.text).toContain('Shelters in two districts (invented)');
  expect(page.text).toContain(`${year}/2`);
  expect(page.text).toContain('1 sustained objection');
  expect(page.text).not.toContain('Canaryopen');
  const [text] = await sql<{ hash: string }[]>`select hash from proposal_text where proposal_id = ${one}`;
  expect(page.text.replace(/[\s]|<!-- -->/g, '')).toContain(text!.hash);

  const refused = await visitor().get(`/decisions/register?outcome=not-adopted&year=${year}`);
  expect(refused.text).toContain('A survey of lines');
  expect(refused.text).not.toContain('Shelters in two districts');
  expect((await visitor().get('/decisions/register?year=1999')).text).toContain('No decision matches');
  expect((await visitor().get(`/decisions/${two}`)).text).toContain(`${year}/2`);

  const csv = (await visitor().get('/decisions/register.csv')).text;
  expect(csv).toContain(`${year}/1`);
  expect(csv).toContain(text!.hash);
  expect(csv).toContain('strongly-object');
  const atom = (await visitor().get('/decisions.atom')).text;
  expect(atom).toContain(`/decisions/${two}</id>`);
  for (const out of [csv, atom]) expect(out).not.toContain('Canaryopen');
  // A number is kept: neither the program nor whoever has the database changes one.
  await expect(sql`update proposal set register_number = 77 where id = ${one}`).rejects.toThrow('keeps its number');
  expect(await sql`select 1 from proposal where id = ${open.id} and register_number is not null`).toHaveLength(0);
});

test('the log can be verified by anybody, and shows nothing of what is open to who may not see it', async () => {
  await decided({ title: 'For the log (invented)' });
  const open = await anOpenProposal(sql, committee, { deadline: hoursAfter(900, new Date()) }, new Date());
  await say(sql, open.id, committee.members[0]!, 'support', new Date());
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const seen = lines((await committee.members[1]!.focal.at(url).get('/decisions/register/log.jsonl')).text);
  let previous = noHash;
  for (const { proposal: proposalId, at, hash, ...entry } of seen) {
    expect(entry.previous).toBe(previous);
    expect(hashOf({ ...entry, proposalId, at: new Date(at) } as Omit<LoggedEntry, 'hash'>)).toBe(hash);
    previous = hash;
  }
  const shown = lines((await visitor().get('/decisions/register/log.jsonl')).text);
  expect(shown.map((e) => e.hash)).toEqual(seen.map((e) => e.hash));
  const ofOpen = seen.filter((e) => e.proposal === open.id).map((e) => e.seq);
  expect(ofOpen.length).toBeGreaterThan(1);
  for (const entry of shown.filter((e) => ofOpen.includes(e.seq)))
    expect(entry).toMatchObject({ kind: null, proposal: null, body: null, at: null });
  const page = await visitor().get('/decisions/register/log');
  expect(page.text).toContain('Shown when it is decided');
  expect(page.text).not.toContain(`/decisions/${open.id}"`);
});

test('whoever changes a decision behind the log is found out: its outcome, its text, an entry', async () => {
  const id = await decided({ title: 'To be tampered with (invented)' });
  expect((await verifyRegister(sql)).flaws).toEqual([]);
  // Words that had to be removed are no flaw: that they were is said on the page.
  await sql`update proposal_text set html = '', redacted_at = now() where proposal_id = ${id}`;
  expect((await verifyRegister(sql)).flaws).toEqual([]);
  await sql
    .begin(async (tx) => {
      await tx`update proposal_text set html = 'other words', redacted_at = null where proposal_id = ${id}`;
      expect((await verifyRegister(tx)).flaws).toEqual([{ what: 'text', proposal: id, language: 'en' }]);
      await tx`alter table proposal disable trigger proposal_decision`;
      await tx`update proposal set outcome = 'lapsed' where id = ${id}`;
      expect((await verifyRegister(tx)).flaws).toContainEqual({ what: 'outcome', proposal: id });
      await tx`alter table decision_log disable trigger decision_log_stays`;
      await tx`update decision_log set body = body || '{"outcome": "lapsed"}' where proposal_id = ${id} and kind = 'decided'`;
      const [entry] = await tx<
        { seq: number }[]
      >`select seq from decision_log where proposal_id = ${id} and kind = 'decided'`;
      expect((await verifyRegister(tx)).flaws).toContainEqual({ what: 'log', seq: entry!.seq });
      throw new Error('undo');
    })
    .catch((e) => {
      if ((e as Error).message !== 'undo') throw e;
    });
});

test('from a post to the decision that rests on it, and on to the programme; and back from each', async () => {
  const s = await aConsultationWithClaims(sql);
  const draft = await aDraft(sql, committee, { title: 'Lines in each province (invented)', deadline }, begun);
  const secretariat = await committee.secretariat.reader();
  const around = { origin: url, now: begun, citable: async () => new Set<string>() };
  await addEvidence(sql, secretariat, draft.id, { addresses: [`/claims/${s.claim}`] }, around);
  const trace = () => visitor().get(`/trace/post/${s.post}`);
  expect((await trace()).text).not.toContain('Lines in each province');

  await openProposal(sql, secretariat, draft.id, { hash: draft.hash }, begun);
  expect((await trace()).text, 'open: not for visitors').not.toContain('Lines in each province');
  for (const member of committee.members) await say(sql, draft.id, member, 'support', hoursAfter(1, begun));
  await close(draft.id);
  await server.settled();

  const there = (await trace()).text;
  expect(there).toContain(`/decisions/${draft.id}"`);
  expect(there).toContain('Lines in each province (invented)');
  expect((await s.author.at(url).get('/contributions')).text).toContain(`/decisions/${draft.id}"`);
  // And back: the decision names the claim, the claim the decision.
  expect((await visitor().get(`/decisions/${draft.id}/evidence`)).text).toContain(`/claims/${s.claim}"`);
  expect((await visitor().get(`/claims/${s.claim}`)).text).toContain(`/decisions/${draft.id}"`);

  // A programme's paragraph cites the decision.
  const passage = await s.passage('Two lines in each province (invented).');
  await sql`update document set readers = 'public' where id = ${passage.document}`;
  await sql`
    insert into citation (citing_kind, citing_id, anchor, cited_kind, cited_id, cited_version)
    values ('document', ${passage.document}, 'a1', 'decision', ${draft.id}, 1)`;
  expect((await trace()).text).toContain(`/documents/${passage.document}"`);
  // Withdrawn by who answers for it: the way is closed, and what was decided stays.
  await sql`update claim set withdrawn_at = now() where id = ${s.claim}`;
  expect((await trace()).text).not.toContain(`/decisions/${draft.id}"`);
  expect((await visitor().get(`/decisions/${draft.id}`)).status).toBe(200);
});

test('a text has its hash: whoever takes it gets the one on record', async () => {
  const id = await decided({ title: 'A text and its hash (invented)' });
  const { text } = await visitor().get(`/decisions/${id}/text.html?version=1`);
  const [row] = await sql<{ hash: string }[]>`select hash from proposal_text where proposal_id = ${id}`;
  expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(row!.hash);
});
