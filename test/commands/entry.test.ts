import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { closeProposal, deferProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { beginProposal } from '../../app/decisions/commands/preparing.server';
import { takeUpProposal } from '../../app/decisions/commands/taking-up.server';
import { saveEntry } from '../../app/decisions/entry/commands.server';
import type { EntryInput } from '../../app/decisions/entry/forms';
import { readEntry } from '../../app/decisions/entry/queries.server';
import { entryCriteria } from '../../app/decisions/entry-criteria';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import {
  aCommittee,
  aDraft,
  aJudgement,
  anOpenProposal,
  hoursAfter,
  type SomeCommittee,
  say,
} from '../support/decisions';
import { aProgramme } from '../support/programmes';
import { serverForFile } from '../support/server';
import { refusalOf } from '../support/synthesis';

const server = await serverForFile();
const { sql, url } = server;
const begun = new Date();
// Ahead of the clock: what is due by it the server closes by itself, in the middle of a test.
const deadline = hoursAfter(100, begun);
const around = { origin: '', now: begun };
const visitor = () => new Visitor(url);
let committee: SomeCommittee;

beforeAll(async () => {
  committee = await aCommittee(sql);
});

const plain = (html: string) =>
  unescapeHtml(
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' '),
  );

const programme = async () => ({ kind: 'programme', id: (await aProgramme(sql, { open: true })).id });
const draft = async () => aDraft(sql, committee, { deadline }, begun, await programme());
const put = async (id: number, hash: string) =>
  openProposal(sql, await committee.secretariat.reader(), id, { hash }, begun);
const judge = async (id: number, input: EntryInput) =>
  saveEntry(sql, await committee.secretariat.reader(), id, input, around);
const without = (criterion: string, change: Partial<EntryInput[number]>): EntryInput =>
  aJudgement().map((a) => (a.criterion === criterion ? { ...a, ...change } : a));

/** As the form is sent by a browser. */
function typed(input: EntryInput): Record<string, string> {
  const said = input.flatMap((a) => [
    ...(a.met === null ? [] : [[`met-${a.criterion}`, a.met ? 'yes' : 'no']]),
    [`words-${a.criterion}`, a.words],
  ]);
  const [task, request] = ['nobody-elses-task', 'request-and-will'].map((c) => input.find((a) => a.criterion === c)!);
  return {
    ...Object.fromEntries(said),
    ...{ 'looked-at': task!.lookedAt, 'requested-by': request!.requestedBy, reference: request!.reference },
    'requested-on': request!.requestedOn ?? '',
  };
}

describe('a programme that is put to the committee', () => {
  test.each(entryCriteria.map((c) => [c]))('does not open while %s is unanswered', async (criterion) => {
    const { id, hash } = await draft();
    for (const change of [{ met: null }, { words: '' }]) {
      await judge(id, without(criterion, change));
      await expect(put(id, hash)).rejects.toMatchObject({ message: 'entry:mistakes.unanswered', values: { count: 1 } });
    }
    await judge(id, aJudgement());
    await put(id, hash);
  });

  test.each([
    ['nobody says which organisations were looked at', 'nobody-elses-task', { lookedAt: '' }],
    ['nobody says who requested it', 'request-and-will', { requestedBy: '' }],
    ['nobody says when it was requested', 'request-and-will', { requestedOn: null }],
  ])('does not open where %s', async (_, criterion, change) => {
    const { id, hash } = await draft();
    await judge(id, without(criterion, change));
    expect(await refusalOf(put(id, hash))).toMatchObject({ message: 'entry:mistakes.unanswered' });
    // And by no other way: the database asks the same.
    await expect(
      sql`update proposal set opened_at = now(), opened_by = ${committee.secretariat.id}, quorum = 1 where id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'judged_by_entry' });
  });

  test('opens with criteria that are not met, which the log tells', async () => {
    const { id, hash } = await draft();
    const request = {
      met: false,
      words: 'Nobody has asked (invented).',
      requestedBy: '',
      requestedOn: null,
      reference: '',
    };
    const input = aJudgement('spread').map((a) => (a.criterion === 'request-and-will' ? { ...a, ...request } : a));
    await judge(id, input);
    await put(id, hash);
    const [entry] = await sql<{ body: { entryNotMet: string[] } }[]>`
      select body from decision_log where proposal_id = ${id} and kind = 'opened'`;
    expect(entry!.body.entryNotMet).toEqual(['request-and-will', 'spread']);
  });

  test('keeps its judgement from then on, by the command and in the database', async () => {
    const { id, hash } = await draft();
    await put(id, hash);
    expect(await refusalOf(judge(id, aJudgement('together')))).toMatchObject({ kind: 'closed' });
    const stays = { code: '23000' };
    await expect(sql`update entry_answer set met = false where proposal_id = ${id}`).rejects.toMatchObject(stays);
    await expect(sql`delete from entry_answer where proposal_id = ${id}`).rejects.toMatchObject(stays);
    expect((await readEntry(sql, id)).map((a) => a.met)).toEqual([true, true, true, true, true]);
    // Words that have to go can go.
    await sql`update entry_answer set words = '' where proposal_id = ${id} and criterion = 'spread'`;
  });

  test('keeps it too where it is put off and begun anew, to be changed there', async () => {
    const { id, hash } = await draft();
    await judge(id, aJudgement('spread'));
    await put(id, hash);
    const by = await committee.secretariat.reader();
    await deferProposal(sql, by, id, { reason: 'Later (invented).' }, hoursAfter(1, begun));
    const anew = await takeUpProposal(sql, by, id, { once: randomUUID() }, hoursAfter(2, begun));
    expect(await readEntry(sql, anew)).toEqual(await readEntry(sql, id));
    await judge(anew, aJudgement());
    expect((await readEntry(sql, id)).filter((a) => a.met === false).map((a) => a.criterion)).toEqual(['spread']);
  });

  test('nothing is asked of what is not taken on', async () => {
    const { id } = await anOpenProposal(sql, committee, { deadline }, begun);
    const other = await aDraft(sql, committee, { deadline }, begun);
    expect(await refusalOf(judge(other.id, aJudgement()))).toMatchObject({ kind: 'not-found' });
    const page = await committee.secretariat.at(url).get(`/decisions/${id}`);
    expect(page.text).not.toContain('id="entry"');
    expect((await committee.secretariat.at(url).get(`/decisions/${other.id}/prepare`)).text).not.toContain(
      'id="entry"',
    );
  });

  test('is judged by those who prepare it, and by nobody else', async () => {
    const { id } = await draft();
    const member = await committee.members[0]!.focal.reader();
    expect(await refusalOf(saveEntry(sql, member, id, aJudgement(), around))).toMatchObject({ kind: 'not-found' });
  });

  test('was requested by today', async () => {
    const { id } = await draft();
    const ahead = new Date(begun.getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    expect(await refusalOf(judge(id, without('request-and-will', { requestedOn: ahead })))).toMatchObject({
      fields: { 'requested-on': 'entry:mistakes.day-ahead' },
    });
    const today = begun.toISOString().slice(0, 10);
    await judge(id, without('request-and-will', { requestedOn: today }));
    expect((await readEntry(sql, id)).find((a) => a.criterion === 'request-and-will')!.requestedOn).toBe(today);
  });
});

describe('without JavaScript', () => {
  test('the judgement is written a part at a time, and what is missing is said', async () => {
    const [one] = committee.members;
    const subject = await programme();
    const begin = { title: 'Ports that are safe (invented)', language: 'en' as const, lead: one!.id, subject };
    const id = await beginProposal(sql, await one!.focal.reader(), { ...begin, once: randomUUID() }, begun);
    const at = one!.focal.at(url);
    expect(plain((await at.get(`/decisions/${id}/prepare`)).text)).toContain('Entry criteria: 0 of 5 answered');

    const half = without('request-and-will', { requestedBy: '', requestedOn: null }).map((a) =>
      a.criterion === 'spread' ? { ...a, met: null } : a,
    );
    const saved = await at.post(`/decisions/${id}/prepare`, { deed: 'entry', ...typed(half) });
    expect(saved.status).toBe(200);
    expect(plain(saved.text)).toContain('Entry criteria: 3 of 5 answered');
    expect(plain(saved.text)).toContain('Still to say: who requested it and when it was requested');
    expect(plain(saved.text)).toContain('Still to say: whether it is met');
    // What was written stands in the form.
    expect(saved.text).toContain('Of spread (invented).');

    const ahead = { ...typed(aJudgement()), 'requested-on': '2199-01-01' };
    const refused = await at.post(`/decisions/${id}/prepare`, { deed: 'entry', ...ahead });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This day lies ahead.');
    expect(refused.text).toContain('The State of Ruritania (invented)');

    const whole = await at.post(`/decisions/${id}/prepare`, { deed: 'entry', ...typed(aJudgement()) });
    expect(plain(whole.text)).toContain('Entry criteria: 5 of 5 answered');
    expect(whole.text).not.toContain('Still to say');
  });

  test('a draft takes three statements at most, whatever is looked for to rest on', async () => {
    const { id } = await draft();
    const at = committee.secretariat.at(url);
    for (const page of [
      'prepare',
      'sources',
      'sources?q=ports',
      'sources?q=ports&kind=document',
      'sources?kind=voice',
    ]) {
      await server.settled();
      server.statements();
      expect((await at.get(`/decisions/${id}/${page}`)).status).toBe(200);
      // What the process does of its own, on documents that are written, is no page's.
      const asked = server.pageStatements().filter((statement) => !statement.includes('joint_'));
      expect([page, asked.slice(3)]).toEqual([page, []]);
    }
  });

  test('a draft with gaps is refused where it is put', async () => {
    const { id } = await draft();
    await judge(id, aJudgement().slice(0, 3));
    const at = committee.secretariat.at(url);
    const page = await at.get(`/decisions/${id}/put`);
    const early = await at.post(`/decisions/${id}/put`, { deed: 'open', hash: fieldOf(page.text, 'hash') });
    expect(early.status).toBe(422);
    expect(plain(early.text)).toContain('Of 2 entry criteria not everything is said yet.');
  });

  test('what is not met is a flag of the decision; page, register, table and the programme tell of it', async () => {
    const subject = await programme();
    // Each programme of this file has brought members of its own, who say nothing here.
    const change = { title: 'Judged ports (invented)', deadline, quorum: 3 };
    const { id, hash } = await aDraft(sql, committee, change, begun, subject);
    await judge(id, aJudgement('replication'));
    await put(id, hash);
    const open = plain((await committee.members[0]!.focal.at(url).get(`/decisions/${id}`)).text);
    expect(open).toContain('A criterion is not met: Can be repeated and grow.');
    expect(open).toContain('4 of 5 criteria met');
    for (const said of [
      'Of replication (invented).',
      'Two organisations (invented)',
      'The State of Ruritania',
      'Letter 7',
    ])
      expect(open).toContain(said);
    for (const member of committee.members) await say(sql, id, member, 'support', hoursAfter(1, begun));
    await sql.begin((tx) => closeProposal(tx, id, hoursAfter(200, begun)));
    await server.settled();

    const page = await visitor().get(`/decisions/${id}`);
    expect(plain(page.text)).toContain('A criterion is not met: Can be repeated and grow.');
    const register = plain((await visitor().get('/decisions/register')).text);
    expect(register).toContain('meets 4 of 5 entry criteria');
    const table = (await visitor().get('/decisions/register.csv')).text;
    expect(table).toContain('entryCriteria');
    expect(table).toContain('replication: not met (Of replication (invented).)');
    expect(table).toContain('spread: met (Of spread (invented).)');
    const taken = await visitor().get(`/programmes/${subject.id}`);
    expect(taken.text).toContain(`/decisions/${id}#entry"`);
  });

  test('one that was put before anybody asked says so', async () => {
    const { id } = await anOpenProposal(sql, committee, { deadline }, begun);
    const subject = await programme();
    await sql`update proposal set subject_kind = ${subject.kind}, subject_id = ${subject.id} where id = ${id}`;
    const page = await committee.secretariat.at(url).get(`/decisions/${id}`);
    expect(plain(page.text)).toContain('It was put before this judgement was asked for.');
  });
});
