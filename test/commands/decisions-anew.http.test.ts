import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { deferProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import { redactPassage } from '../../app/documents/commands/redacting.server';
import { keepVersion } from '../../app/documents/versions.server';
import { fieldOf, unescapeHtml, Visitor } from '../support/browser-like';
import { aCommittee, aDraft, anOpenProposal, hoursAfter, type SomeCommittee } from '../support/decisions';
import { aDocument, paragraph, textWith, write } from '../support/documents';
import { aProgramme, withLine } from '../support/programmes';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const deadline = hoursAfter(200, now);
let committee: SomeCommittee;

beforeAll(async () => {
  committee = await aCommittee(sql);
});

const open = () => anOpenProposal(sql, committee, { deadline }, now);
const defer = async (id: number) =>
  deferProposal(sql, await committee.secretariat.reader(), id, { reason: 'Later (invented).' }, new Date());
/** As it is read, without the signs that hold the direction of names. */
const plain = (html: string) =>
  unescapeHtml(
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' '),
  );

/** A document that is written in together, put to the committee as it stands. */
async function put(document: number): Promise<{ id: number; hash: string }> {
  const by = await committee.secretariat.reader();
  const { id } = await aDraft(sql, committee, { deadline, document }, now);
  const { hash } = await readSnapshot(sql, by, { document, version: null }, now);
  await openProposal(sql, by, id, { hash }, now);
  return { id, hash };
}

describe('without JavaScript', () => {
  test('a comment is taken back by whoever wrote it, and its place stays', async () => {
    const { id } = await open();
    const [one, two] = committee.members;
    const at = one!.focal.at(url);
    const said = { deed: 'comment', body: 'Said too soon (invented).', language: 'en', once: randomUUID() };
    expect((await at.post(`/decisions/${id}`, said)).text).toContain('Said too soon (invented).');
    const [made] = await sql<{ id: number }[]>`select id from proposal_comment where proposal_id = ${id}`;
    const deed = `back-${made!.id}`;
    const other = two!.focal.at(url);
    const theirs = await other.get(`/decisions/${id}`);
    expect(theirs.text).toContain('Said too soon (invented).');
    expect(theirs.text).not.toContain(deed);
    const tried = await other.post(`/decisions/${id}`, { deed, comment: String(made!.id) });
    expect(tried.status).toBe(404);
    expect((await at.get(`/decisions/${id}`)).text).toContain(`value="${deed}"`);
    const gone = await at.post(`/decisions/${id}`, { deed, comment: String(made!.id) });
    expect(gone.status).toBe(200);
    expect(gone.text).not.toContain('Said too soon (invented).');
    expect(gone.text).toContain('Its author has taken this comment back.');
    expect(gone.text).not.toContain(`value="${deed}"`);
  });

  test('the secretariat names an observer of what is put, who reads and comments it', async () => {
    const { id } = await open();
    const observer = committee.outsider.at(url);
    expect((await observer.get(`/decisions/${id}`)).status).toBe(404);
    const at = committee.secretariat.at(url);
    expect((await at.get(`/decisions/${id}/change`)).text).toContain('Observers: 0 people');
    const named = await at.post(`/decisions/${id}/change`, { deed: 'observers', observers: committee.outsider.handle });
    expect(named.path).toBe(`/decisions/${id}/change`);
    expect(named.text).toContain('Observers: 1 person');
    const said = { deed: 'comment', body: 'From outside (invented).', language: 'en', once: randomUUID() };
    const page = await observer.post(`/decisions/${id}`, said);
    expect(page.text).toContain('From outside (invented).');
    expect(page.text).not.toContain('name="kind"');
    expect((await observer.get('/decisions')).text).toContain(`/decisions/${id}"`);
  });

  test('an older version of the document is chosen, shown with its hash and put', async () => {
    const { id, document } = await aDraft(sql, committee, { deadline }, now);
    const words = 'As it was in spring (invented).';
    const version = (await sql.begin((tx) =>
      keepVersion(
        tx,
        { document, kind: 'named', name: 'Spring (invented)', text: textWith(paragraph('aaa', words)) },
        now,
      ),
    )) as number;
    const at = committee.secretariat.at(url);
    const draft = await at.get(`/decisions/${id}/prepare`);
    expect(plain(draft.text)).toMatch(
      /Version \d+: Spring \(invented\) \([^)]+\)\. The document has another text now\./,
    );
    const saved = await at.post(`/decisions/${id}/prepare`, {
      ...{ deed: 'settings', version: fieldOf(draft.text, 'version'), title: 'A joint assessment (invented)' },
      ...{ document: `/documents/${document}`, documentVersion: String(version), mode: 'silence', hours: '72' },
      ...{ quorum: '', deadline: '', consultation: '', noConsultationReason: '', reviewOn: '' },
    });
    expect(saved.status).toBe(200);
    const last = await at.get(`/decisions/${id}/put`);
    expect(plain(last.text)).toMatch(/This is an older text: version \d+ of the document, kept on/);
    expect(last.text).toContain(words);
    const hash = fieldOf(last.text, 'hash');
    const opened = await at.post(`/decisions/${id}/put`, { deed: 'open', hash });
    expect(opened.path).toBe(`/decisions/${id}`);
    const page = await committee.members[0]!.focal.at(url).get(`/decisions/${id}`);
    expect(page.text).toContain(words);
    expect(plain(page.text)).toMatch(
      /An older text was put, although the document had a newer one: version \d+, kept on/,
    );
    const file = await at.get(`/decisions/${id}/text.html`);
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(hash);
  });

  test('what was put off is begun anew, and each names the other', async () => {
    const { id } = await open();
    const at = committee.secretariat.at(url);
    expect((await at.get(`/decisions/${id}`)).text).not.toContain('value="take-up"');
    await defer(id);
    const before = await at.get(`/decisions/${id}`);
    expect(before.text).toContain('value="take-up"');
    for (const other of [new Visitor(url), committee.members[0]!.focal.at(url)])
      expect((await other.get(`/decisions/${id}`)).text).not.toContain('value="take-up"');
    const begun = await at.post(`/decisions/${id}`, { deed: 'take-up', once: fieldOf(before.text, 'once') });
    const anew = Number(/^\/decisions\/(\d+)\/prepare$/.exec(begun.path)?.[1]);
    expect(plain(begun.text)).toContain('Review against the principles: 11 of 11');
    const after = await at.get(`/decisions/${id}`);
    expect(after.text).not.toContain('value="take-up"');
    expect(plain(after.text)).toContain('It was taken up again: A joint assessment (invented)');
    expect(after.text).toContain(`href="/decisions/${anew}"`);
    const draft = await at.get(`/decisions/${anew}`);
    expect(plain(draft.text)).toContain('It takes up again: A joint assessment (invented)');
    expect(draft.text).toContain(`href="/decisions/${id}"`);
    const visitor = await new Visitor(url).get(`/decisions/${id}`);
    expect(visitor.status).toBe(200);
    expect(visitor.text).not.toContain(`href="/decisions/${anew}"`);
  });

  test('decisions are among the places of whoever is signed in', async () => {
    const page = await committee.members[0]!.focal.at(url).get('/');
    const places = /<nav aria-label="Main">.*?<\/nav>/s.exec(page.text)![0];
    expect(places).toContain('href="/decisions"');
    expect(page.text.match(/href="\/decisions"/g)).toHaveLength(1);
  });
});

describe('a text that was put', () => {
  test('loses what is erased from its document, keeps its hash on record, and the page says so', async () => {
    const d = await aDocument(sql, texts, { readers: 'public' });
    await write(
      server,
      d.id,
      d.leadEditor,
      textWith(paragraph('aaa', 'The house stands in Quillfeather Lane (invented).')),
    );
    const { id, hash } = await put(d.id);
    const by = committee.secretariat;
    expect((await by.at(url).get(`/decisions/${id}`)).text).toContain('Quillfeather');
    const asked = { document: d.id, passage: 'Quillfeather Lane', reason: 'It tells where people live (invented).' };
    await redactPassage(sql, texts, await by.reader(), asked, new Date());
    const rows = await sql<{ hash: string }[]>`select * from proposal_text where proposal_id = ${id}`;
    expect(JSON.stringify(rows)).not.toContain('Quillfeather');
    expect(rows.map((r) => r.hash)).toEqual([hash]);
    const page = await by.at(url).get(`/decisions/${id}`);
    expect(page.text).not.toContain('Quillfeather');
    expect(page.text).toContain('Words were removed from this text later.');
    expect(plain(page.text)).toContain(hash.match(/.{8}/g)!.join(' '));
    expect((await by.at(url).get(`/decisions/${id}/text.html`)).text).not.toContain('Quillfeather');
  });

  test('keeps the figures of a live table as they stood, whatever becomes of the programme', async () => {
    const programme = await aProgramme(sql, { open: true });
    await withLine(sql, programme, '1234.50', 'none', 'Beds in the port');
    const d = await aDocument(sql, texts, { readers: 'public' });
    const part = {
      type: 'programmePart',
      attrs: { id: 'live-budget', programme: String(programme.id), part: 'budget' },
    };
    await write(server, d.id, d.leadEditor, textWith(paragraph('aaa', 'What it costs (invented).'), part));
    const { id, hash } = await put(d.id);
    await withLine(sql, programme, '77.70', 'none', 'Quiet beds');
    expect((await new Visitor(url).get(d.path)).text).toContain('Quiet beds');
    const at = committee.members[0]!.focal.at(url);
    const page = await at.get(`/decisions/${id}`);
    expect(page.text).toContain('1,234.50');
    expect(page.text).not.toContain('Quiet beds');
    const file = await at.get(`/decisions/${id}/text.html`);
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(hash);
    // An amendment is the way to the figures of now.
    expect((await committee.secretariat.at(url).get(`/decisions/${id}/change`)).text).toContain('Quiet beds');
  });
});
