import { beforeAll, describe, expect, test } from 'vitest';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { addEvidence, dropEvidence, moveEvidence } from '../../app/decisions/picking/commands.server';
import { limits } from '../../app/decisions/rights';
import { fieldOf, unescapeHtml } from '../support/browser-like';
import {
  aCommittee,
  aDraft,
  anOpenProposal,
  aSettledDocument,
  hoursAfter,
  type SomeCommittee,
} from '../support/decisions';
import { paragraph, textWith } from '../support/documents';
import { aConsultationWithClaims, type SomeClaims } from '../support/responses';
import { roomData } from '../support/room-data';
import { aDoor, aReleasedExcerpt, withdrawn } from '../support/room-door';
import { serverForFile } from '../support/server';
import { aStatement } from '../support/statements';
import { refusalOf } from '../support/synthesis';
import { everyRow } from '../support/voices';

const room = await roomData();
const { socket, fallSilent } = await aDoor(room);
const server = await serverForFile({ extras: { door: socket } });
const { sql, url } = server;
const look = async () => expect(await server.hearing.look()).toBe(true);
const now = new Date();
// Ahead of the clock: what is due by it the server closes by itself, in the middle of a test.
const deadline = hoursAfter(100, now);
const nothing = async () => new Set<string>();
const around = { origin: url, now, citable: nothing };
let committee: SomeCommittee;
let consulted: SomeClaims;

beforeAll(async () => {
  committee = await aCommittee(sql);
  consulted = await aConsultationWithClaims(sql);
  // Of somebody without an organisation nobody can tell whether an exclusion means them.
  await sql`update person set organisation_id = ${committee.members[0]!.id} where id = ${committee.secretariat.id}`;
});

const draft = () => aDraft(sql, committee, { deadline }, now);
const piecesOf = (id: number) => sql<{ id: number; kind: string; cited: number }[]>`
  select id, kind, cited_id as cited from proposal_evidence where proposal_id = ${id} order by position, id`;
const kindsOf = async (id: number) => (await piecesOf(id)).map((p) => p.kind);
const plain = (html: string) =>
  unescapeHtml(
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/[\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' '),
  );
const add = async (id: number, ...addresses: string[]) =>
  addEvidence(sql, await committee.secretariat.reader(), id, { addresses }, around);
const aDocument = (words: string, title?: string) =>
  aSettledDocument(sql, {
    ...{ lead: committee.members[0]!.id, by: committee.secretariat.id, text: textWith(paragraph('aaa', words)) },
    ...(title ? { title } : {}),
  });

describe('what a draft rests on', () => {
  test('is added to, each thing once, and what is named stays', async () => {
    const { id } = await draft();
    const document = await aDocument('A line that is rested on (invented).');
    const [passage] = await sql<{ id: number }[]>`select id from document_passage where document_id = ${document}`;
    await add(id, `/passages/${passage!.id}`, `/documents/${document}`);
    await add(id, `${url}/documents/${document}#aaa`, `/claims/${consulted.claim}`);
    expect(await kindsOf(id)).toEqual(['passage', 'document', 'claim']);
    const cited = await sql<{ kind: string }[]>`
      select cited_kind as kind from citation where citing_kind = 'decision' and citing_id = ${id} order by 1`;
    expect(cited.map((c) => c.kind)).toEqual(['claim', 'passage']);
  });

  test('is what its writer may read', async () => {
    const { id } = await draft();
    const other = await draft();
    const open = await anOpenProposal(sql, committee, { deadline }, now);
    const gone = '00000000-0000-4000-8000-000000000000';
    const refused = { fields: { addresses: 'decisions:mistakes.evidence' } };
    for (const address of [
      '/posts/999999',
      '/decisions/999999',
      `/decisions/${id}`,
      `/decisions/${other.id}`,
      `voice:${gone}`,
    ])
      expect([address, await refusalOf(add(id, address))]).toEqual([address, expect.objectContaining(refused)]);
    await add(id, `/decisions/${open.id}`);
    expect(await piecesOf(id)).toEqual([expect.objectContaining({ kind: 'decision', cited: open.id })]);
  });

  test('is no longer than it may be', async () => {
    const { id } = await draft();
    const words = Array.from({ length: limits.evidence + 1 }, (_, n) => paragraph(`p${n}`, `Line ${n} (invented).`));
    const document = await aSettledDocument(sql, {
      ...{ lead: committee.members[0]!.id, by: committee.secretariat.id, text: textWith(...words) },
    });
    const passages = await sql<
      { id: number }[]
    >`select id from document_passage where document_id = ${document} order by id`;
    const addresses = passages.map((p) => `/passages/${p.id}`);
    const tooMany = { fields: { addresses: 'decisions:mistakes.too-many' } };
    expect(await refusalOf(add(id, ...addresses))).toMatchObject(tooMany);
    await add(id, ...addresses.slice(1));
    expect(await refusalOf(add(id, addresses[0]!))).toMatchObject(tooMany);
    expect(await piecesOf(id)).toHaveLength(limits.evidence);
  });

  test('is moved and removed, however often that is sent', async () => {
    const { id } = await draft();
    const by = await committee.secretariat.reader();
    const document = await aDocument('One more (invented).');
    await add(id, `/documents/${document}`, `/documents/${document}#aaa`, `/claims/${consulted.claim}`);
    const [first, second, third] = await piecesOf(id);
    await moveEvidence(sql, by, id, { piece: third!.id, to: 'up' }, now);
    expect(await kindsOf(id)).toEqual(['document', 'claim', 'passage']);
    await moveEvidence(sql, by, id, { piece: first!.id, to: 'up' }, now);
    await moveEvidence(sql, by, id, { piece: first!.id, to: 'down' }, now);
    expect(await kindsOf(id)).toEqual(['claim', 'document', 'passage']);
    for (const _ of [1, 2]) await dropEvidence(sql, by, id, { piece: second!.id }, now);
    expect(await kindsOf(id)).toEqual(['claim', 'document']);
    expect(
      await sql`select from citation where citing_kind = 'decision' and citing_id = ${id} and cited_kind = 'passage'`,
    ).toHaveLength(0);
  });

  test('keeps what another named and is not for whoever writes', async () => {
    const [one] = committee.members;
    const { id } = await draft();
    await sql`update proposal set lead_id = ${one!.id} where id = ${id}`;
    const theirs = await aSettledDocument(sql, { lead: committee.members[1]!.id, by: committee.secretariat.id });
    await add(id, `/documents/${theirs}`);
    const [piece] = await piecesOf(id);
    const by = await one!.focal.reader();
    expect(await refusalOf(dropEvidence(sql, by, id, { piece: piece!.id }, now))).toMatchObject({ kind: 'not-found' });
    expect(await piecesOf(id)).toHaveLength(1);
    const page = await one!.focal.at(url).get(`/decisions/${id}/sources`);
    expect(plain(page.text)).toContain('It is not for you to read.');
    expect(page.text).not.toContain(`drop-${piece!.id}"`);
  });

  test('stays as it was put', async () => {
    const { id, hash } = await draft();
    await add(id, `/claims/${consulted.claim}`);
    const by = await committee.secretariat.reader();
    await openProposal(sql, by, id, { hash }, now);
    const [piece] = await piecesOf(id);
    expect(await refusalOf(add(id, `/decisions/1`))).toMatchObject({ kind: 'closed' });
    const drop = dropEvidence(sql, by, id, { piece: piece!.id }, now);
    expect(await refusalOf(drop)).toMatchObject({ kind: 'closed' });
    const move = moveEvidence(sql, by, id, { piece: piece!.id, to: 'up' }, now);
    expect(await refusalOf(move)).toMatchObject({ kind: 'closed' });
  });
});

describe('without JavaScript', () => {
  test('is looked for by its words, named from what was found, moved and removed', async () => {
    const { id } = await draft();
    const at = committee.secretariat.at(url);
    const here = `/decisions/${id}/sources`;
    await aDocument('Quokkas keep watch at the harbour (invented).', 'A paper about quokkas (invented)');
    const empty = await at.get(here);
    expect(plain(empty.text)).toContain('Nothing is named yet.');
    expect(plain(empty.text)).toContain('Type two letters or more.');
    const found = await at.get(`${here}?q=quokkas`);
    expect(plain(found.text)).toContain('2 found.');
    expect(plain((await at.get(`${here}?q=quokkas&kind=document`)).text)).toContain('1 found.');
    expect(plain((await at.get(`${here}?q=quokkas&kind=claim`)).text)).toContain('Nothing with these words');
    expect((await at.get(`${here}?q=nothing+of+this+kind`)).status).toBe(200);

    const addresses = [...found.text.matchAll(/name="addresses" value="([^"]+)"/g)].map((m) => m[1]!);
    expect(addresses.map((a) => a.split('/')[1])).toEqual(['passages', 'documents']);
    for (const address of addresses) {
      const deed = `add-${address.split('/')[1]!.slice(0, -1)}-${address.split('/')[2]}`;
      const named = await at.post(`${here}?q=quokkas`, { deed, addresses: address });
      expect(named.status).toBe(200);
      // What was looked for is there still.
      expect(fieldOf(named.text, 'q')).toBe('quokkas');
    }
    const page = await at.get(`${here}?q=quokkas`);
    expect(page.text).not.toContain('name="addresses" value=');
    expect(await kindsOf(id)).toEqual(['passage', 'document']);
    const [first, second] = await piecesOf(id);
    await at.post(here, { deed: `down-${first!.id}`, piece: String(first!.id), to: 'down' });
    expect(await kindsOf(id)).toEqual(['document', 'passage']);
    const left = await at.post(here, { deed: `drop-${second!.id}`, piece: String(second!.id) });
    expect(await kindsOf(id)).toEqual(['passage']);
    expect(plain(left.text)).toContain('Quokkas keep watch at the harbour (invented).');
    expect(plain((await at.get(`/decisions/${id}/prepare`)).text)).toContain('Evidence: 1 piece');
  });

  test('claims, statements of a consultation and decisions are found too, and addresses can be pasted', async () => {
    const { id } = await draft();
    const at = committee.secretariat.at(url);
    const here = `/decisions/${id}/sources`;
    const open = await anOpenProposal(sql, committee, { deadline, title: 'Numbats decide (invented)' }, now);
    const statement = await aStatement(sql, consulted, { words: 'Numbats should be asked first (invented).' });
    const [row] = await sql<{ number: number }[]>`select number from consultation_statement where id = ${statement}`;
    const found = await at.get(`${here}?q=numbats`);
    expect(found.text).toContain(`value="/decisions/${open.id}"`);
    expect(found.text).toContain(`value="/consultations/${consulted.id}/statements/${row!.number}"`);
    const pasted = `/consultations/${consulted.id}/statements/${row!.number}\n${url}/claims/${consulted.claim}\n/decisions/${open.id}`;
    const named = await at.post(here, { deed: 'paste', addresses: pasted });
    expect(named.status).toBe(200);
    expect(await kindsOf(id)).toEqual(['consultation-statement', 'claim', 'decision']);
    const refused = await at.post(here, { deed: 'paste', addresses: 'https://elsewhere.example/1' });
    expect(refused.status).toBe(422);
    expect(plain(refused.text)).toContain('This is nothing that you may cite: https://elsewhere.example/1');
  });

  test('is for those who prepare it', async () => {
    const { id } = await draft();
    const here = `/decisions/${id}/sources`;
    expect((await committee.members[0]!.focal.at(url).get(here)).status).toBe(404);
    expect((await committee.outsider.at(url).post(here, { deed: 'paste', addresses: '/posts/1' })).status).toBe(404);
  });
});

describe('a survivor’s voice', () => {
  const words = 'Potoroos would rather be asked twice than have somebody decide it over their heads';

  test('is offered to whom it is released, named by its reference, and gone from the evidence when it is taken back', async () => {
    const open = await aReleasedExcerpt(room, { words });
    const closed = await aReleasedExcerpt(room, {
      words: 'Bettongs do not want this ministry to read them',
      exclusions: { organisations: [committee.members[0]!.id] },
    });
    await look();
    const { id, hash } = await draft();
    const at = committee.secretariat.at(url);
    const here = `/decisions/${id}/sources`;
    expect((await at.get(`${here}?q=potoroos`)).text).not.toContain('Potoroos');
    const page = await at.get(`${here}?kind=voice`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).toContain(words);
    expect(page.text).not.toContain(closed.voice);
    expect((await at.get(`${here}.data?kind=voice`)).text).not.toContain('Potoroos');

    const refused = await at.post(here, { deed: 'paste', addresses: `voice:${closed.voice}` });
    expect(refused.status).toBe(422);
    const named = await at.post(`${here}?kind=voice`, {
      deed: `add-voice-${open.voice}`,
      addresses: `voice:${open.voice}`,
    });
    expect(named.status).toBe(200);
    expect(await kindsOf(id)).toEqual(['voice']);
    expect(await everyRow(sql)).not.toContain('Potoroos');

    await openProposal(sql, await committee.secretariat.reader(), id, { hash }, now);
    const member = committee.members[1]!.focal.at(url);
    const evidence = await member.get(`/decisions/${id}/evidence`);
    expect(evidence.text).toContain(words);
    expect(evidence.headers.get('cache-control')).toBe('no-store');

    await withdrawn(room, open);
    // In the next request, and before anybody has told the platform.
    expect((await member.get(`/decisions/${id}/evidence`)).text).not.toContain('Potoroos');
    await look();
    const after = await member.get(`/decisions/${id}/evidence`);
    expect(plain(after.text)).toContain('It was taken back or erased.');
    expect(await everyRow(sql)).not.toContain('Potoroos');
  });

  // The last of the file: the room does not speak again.
  test('is offered to nobody while the room is silent, and what is named stays', async () => {
    const { id } = await draft();
    const at = committee.secretariat.at(url);
    const here = `/decisions/${id}/sources`;
    const [one, two] = [
      await aReleasedExcerpt(room, { words: 'Dunnarts keep to themselves and are content' }),
      await aReleasedExcerpt(room, { words: 'Phascogales would tell it once and no more' }),
    ];
    await look();
    expect((await at.post(here, { deed: 'paste', addresses: `voice:${one.voice}` })).status).toBe(200);
    await fallSilent();
    const page = await at.get(`${here}?kind=voice`);
    expect(plain(page.text)).toContain('No voice is released to you at this moment.');
    expect(page.text).not.toContain('Dunnarts');
    expect((await at.post(here, { deed: 'paste', addresses: `voice:${two.voice}` })).status).toBe(422);
    expect(await kindsOf(id)).toEqual(['voice']);
  });
});
