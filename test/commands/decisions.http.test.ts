import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { deferProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { proposalTexts } from '../../app/decisions/erasing.server';
import { principles } from '../../app/decisions/principles';
import { eraseFromFixed } from '../../app/documents/erasing/fixed.server';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import {
  aCommittee,
  aDraft,
  anOpenProposal,
  aSettledDocument,
  hoursAfter,
  type SomeCommittee,
  say,
  settle,
} from '../support/decisions';
import { paragraph, textWith } from '../support/documents';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const visitor = () => new Visitor(url);
const now = new Date();
const deadline = hoursAfter(200, now);
let committee: SomeCommittee;

beforeAll(async () => {
  committee = await aCommittee(sql);
});

const open = () => anOpenProposal(sql, committee, { deadline }, now);
/** As it is read, without the signs that hold the direction of names. */
const plain = (html: string) =>
  unescapeHtml(
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' '),
  );

async function position(id: number, at: Visitor, member: number, fields: Record<string, string>) {
  const page = await at.get(`/decisions/${id}`);
  return at.post(`/decisions/${id}`, {
    deed: `position-${member}`,
    organisation: String(member),
    was: fieldOf(page.text, 'was'),
    words: '',
    resolution: '',
    language: 'en',
    ...fields,
  });
}

describe('without JavaScript', () => {
  test('a proposal is begun, prepared, reviewed, put and answered', async () => {
    const [one] = committee.members;
    const at = one!.focal.at(url);
    const begun = await at.get('/decisions/new');
    const draft = await at.post('/decisions/new', {
      deed: 'begin',
      once: fieldOf(begun.text, 'once'),
      title: 'Beds for those who leave (invented)',
      language: 'en',
      lead: String(one!.id),
      subjectKind: '',
      subjectId: '',
    });
    expect(draft.status).toBe(200);
    const id = Number(/^\/decisions\/(\d+)\/prepare$/.exec(draft.path)?.[1]);
    const document = await aSettledDocument(sql, { lead: one!.id, by: one!.focal.id });
    const settings = {
      ...{ deed: 'settings', version: fieldOf(draft.text, 'version'), title: 'Beds for those who leave (invented)' },
      ...{
        document: `${url}/documents/${document}`,
        mode: 'silence',
        hours: '72',
        quorum: '',
        deadline: '',
        consultation: '',
      },
      ...{ noConsultationReason: '', reviewOn: '' },
    };
    const late = await at.post(`/decisions/${id}/prepare`, { ...settings, hours: '71' });
    expect(late.status).toBe(422);
    expect(late.text).toContain('A silence takes 72 to 720 hours.');
    expect((await at.post(`/decisions/${id}/prepare`, settings)).status).toBe(200);
    const put = await at.get(`/decisions/${id}/put`);
    expect(put.text).toContain('The committee funds a joint assessment (invented).');
    const hash = fieldOf(put.text, 'hash');
    const early = await at.post(`/decisions/${id}/put`, { deed: 'open', hash });
    expect(early.status).toBe(422);
    expect(plain(early.text)).toContain('Of 11 principles nothing is said yet.');
    const review = Object.fromEntries(principles.map((p) => [`words-${p}`, 'It is met (invented).']));
    await at.post(`/decisions/${id}/prepare`, { deed: 'review', ...review, 'applies-protocol': 'no' });
    const opened = await at.post(`/decisions/${id}/put`, { deed: 'open', hash });
    expect(opened.path).toBe(`/decisions/${id}`);
    expect(plain(opened.text)).toContain('Silence runs');
    const two = committee.members[1]!;
    const said = await position(id, two.alternate.at(url), two.id, { kind: 'concern', words: 'It costs (invented).' });
    expect(said.status).toBe(200);
    expect(plain(said.text)).toContain('It costs (invented).');
    expect(plain(said.text)).toContain('adopted with no strong objection');
  });

  test('an objection says why and what would resolve it, and comes before any other position', async () => {
    const { id } = await open();
    const [one] = committee.members;
    const at = one!.focal.at(url);
    const bare = await position(id, at, one!.id, { kind: 'strongly-object' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Say why your organisation objects.');
    expect(bare.text).toContain('Say what would resolve the objection.');
    const raised = await position(id, at, one!.id, {
      kind: 'strongly-object',
      words: 'It harms (invented).',
      resolution: 'Another aim (invented).',
    });
    expect(plain(raised.text)).toContain('It cannot be adopted while a member strongly objects.');
    const refused = await at.post(`/decisions/${id}`, {
      ...{ deed: `position-${one!.id}`, organisation: String(one!.id), was: '1', kind: 'support' },
      ...{ words: '', resolution: '', language: 'en' },
    });
    expect(refused.status).toBe(409);
    expect(plain(refused.text)).toContain('Withdraw the objection first.');
    const objection = fieldOf(raised.text, 'objection');
    const withdrawn = await at.post(`/decisions/${id}`, {
      ...{ deed: `settle-${objection}`, objection, settle: 'withdraw', words: '' },
    });
    expect(plain(withdrawn.text)).toContain('Withdrawn');
  });

  test('the second of two people of one organisation is shown what the first has said', async () => {
    const { id } = await open();
    const [one] = committee.members;
    const second = one!.alternate.at(url);
    const seen = await second.get(`/decisions/${id}`);
    await position(id, one!.focal.at(url), one!.id, { kind: 'support' });
    const form = {
      ...{ deed: `position-${one!.id}`, organisation: String(one!.id), was: fieldOf(seen.text, 'was') },
      ...{ kind: 'concern', words: 'Not yet (invented).', resolution: '', language: 'en' },
    };
    const told = await second.post(`/decisions/${id}`, form);
    expect(told.status).toBe(409);
    expect(told.text).toContain('Somebody of your organisation has given a position meanwhile.');
    expect(told.text).toContain('Not yet (invented).');
    // What is sent now is sent in knowledge of it.
    const again = await second.post(`/decisions/${id}`, { ...form, was: fieldOf(told.text, 'was') });
    expect(again.status).toBe(200);
  });

  test('an amendment is shown with what changed, and protested', async () => {
    const { id, document } = await open();
    await settle(sql, document, textWith(paragraph('aaa', 'The committee funds two joint assessments (invented).')));
    const at = committee.secretariat.at(url);
    const change = await at.get(`/decisions/${id}/change`);
    expect(change.text).toContain('<ins>');
    const hash = fieldOf(change.text, 'hash');
    const amended = await at.post(`/decisions/${id}/change`, {
      deed: 'amend',
      hash,
      editorial: 'yes',
      note: 'A number (invented).',
    });
    expect(amended.path).toBe(`/decisions/${id}`);
    expect((await at.get(`/decisions/${id}/changes/2`)).text).toContain('<ins>');
    const two = committee.members[1]!;
    const by = two.focal.at(url);
    expect((await by.get(`/decisions/${id}`)).text).toContain(`value="protest-2"`);
    const protested = await by.post(`/decisions/${id}`, {
      ...{ deed: 'protest-2', number: '2', organisation: String(two.id), reason: 'It is a sum (invented).' },
    });
    expect(plain(protested.text)).toContain('It is a sum (invented).');
    expect(plain(protested.text)).toContain('Of substance');
  });

  test('a document that is written on is said to differ, and nothing else moves', async () => {
    const { id, document } = await anOpenProposal(sql, committee, { mode: 'silence', deadline: null }, now);
    const at = committee.secretariat.at(url);
    expect((await at.get(`/decisions/${id}`)).text).not.toContain('The document has been written on since.');
    await settle(sql, document, textWith(paragraph('aaa', 'Written on (invented).')));
    const page = await at.get(`/decisions/${id}`);
    expect(page.text).toContain('The document has been written on since.');
    expect(page.text).toContain('The committee funds a joint assessment (invented).');
  });
});

describe('who sees it', () => {
  test('while it is open: the committee and its secretariat; once decided: everybody, with what was said', async () => {
    const { id } = await open();
    const [one] = committee.members;
    await say(sql, id, one!, 'strongly-object', now);
    const at = one!.focal.at(url);
    const comment = { deed: 'comment', body: 'Between us (invented).', language: 'en', once: randomUUID() };
    expect((await at.post(`/decisions/${id}`, comment)).text).toContain('Between us (invented).');
    for (const out of [visitor(), committee.outsider.at(url)]) {
      for (const path of ['', '/evidence', '/text.html', '/changes/2'])
        expect((await out.get(`/decisions/${id}${path}`)).status, path).toBe(404);
      expect((await out.get('/decisions')).text).not.toContain(`/decisions/${id}"`);
      expect((await out.get('/search?q=assessment')).text).not.toContain(`/decisions/${id}"`);
    }
    const inside = await one!.focal.at(url).get('/decisions');
    expect(inside.text).toContain(`/decisions/${id}"`);
    await deferProposal(sql, await committee.secretariat.reader(), id, { reason: 'Later (invented).' }, new Date());
    const page = await visitor().get(`/decisions/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Between us (invented).');
    expect((await at.get(`/decisions/${id}`)).text).toContain('Between us (invented).');
    for (const words of [
      'Later (invented).',
      'For a reason (invented).',
      'Another sentence (invented).',
      'The committee funds a joint assessment (invented).',
    ])
      expect(plain(page.text)).toContain(words);
    // The list may be kept for visitors until the process has heard of it.
    await expect
      .poll(async () => (await visitor().get('/decisions')).text, { timeout: 30_000 })
      .toContain(`/decisions/${id}"`);
    expect((await visitor().get('/search?q=assessment')).text).toContain(`/decisions/${id}"`);
  });

  test('its text can be taken as it was fixed, and has the hash on record', async () => {
    const { id, hash } = await open();
    const file = await committee.members[0]!.focal.at(url).get(`/decisions/${id}/text.html`);
    expect(file.headers.get('content-type')).toContain('text/plain');
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(hash);
  });

  test('words that are erased from its document go from it too, and the page says so', async () => {
    const { id, document, hash } = await open();
    await deferProposal(sql, await committee.secretariat.reader(), id, { reason: 'Later (invented).' }, new Date());
    expect(await sql.begin((tx) => eraseFromFixed(tx, proposalTexts, document, 'joint assessment', false))).toBe(1);
    await sql.begin((tx) => eraseFromFixed(tx, proposalTexts, document, 'joint assessment', true));
    const rows = await sql<{ text: unknown; html: string; plain: string; hash: string }[]>`
      select text, html, plain, hash from proposal_text where proposal_id = ${id}`;
    expect(JSON.stringify(rows)).not.toContain('joint assessment');
    expect(rows[0]!.hash).toBe(hash);
    const page = await committee.secretariat.at(url).get(`/decisions/${id}`);
    expect(page.text).toContain('Words were removed from this text later.');
    expect(page.text).not.toContain('joint assessment (invented).');
  });

  test('a draft does not say how many positions it needs: that hangs on who is a member when it is put', async () => {
    const settings = { deadline, quorum: null, title: 'Places in two towns (invented)' };
    const draft = await aDraft(sql, committee, settings, now);
    const { text } = await committee.secretariat.at(url).get(`/decisions/${draft.id}`);
    expect(plain(text)).toContain('By positions until a deadline');
    expect(plain(text)).not.toContain('at least');
  });

  test('a draft is with those who prepare it', async () => {
    const { id } = await aDraft(sql, committee, { deadline }, now);
    const focal = committee.members[0]!.focal.at(url);
    for (const path of ['', '/prepare', '/put', '/change'])
      expect((await focal.get(`/decisions/${id}${path}`)).status, path).toBe(404);
    const secretariat = committee.secretariat.at(url);
    for (const path of ['', '/prepare', '/put'])
      expect((await secretariat.get(`/decisions/${id}${path}`)).status, path).toBe(200);
  });
});

describe('who is told', () => {
  test('those who speak for a member have a task with the title, and a notice that leads there', async () => {
    const draft = await aDraft(sql, committee, { deadline, title: 'A task is given (invented)' }, now);
    await openProposal(sql, await committee.secretariat.reader(), draft.id, { hash: draft.hash }, now);
    const at = committee.members[2]!.alternate.at(url);
    expect(plain((await at.get('/for-you')).text)).toContain('A task is given (invented)');
    await expect
      .poll(async () => plain((await at.get('/notices')).text), { timeout: 30_000 })
      .toContain('Put to the committee: A task is given (invented)');
  });
});
