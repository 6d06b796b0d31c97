import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeProposal, deferProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { beginProposal, saveSettings } from '../../app/decisions/commands/preparing.server';
import { takeUpProposal } from '../../app/decisions/commands/taking-up.server';
import { listProposals } from '../../app/decisions/queries/list.server';
import { readDecision } from '../../app/decisions/queries/page.server';
import { readPrepared } from '../../app/decisions/queries/preparing.server';
import { readPreview } from '../../app/decisions/queries/preview.server';
import { readProposalRules } from '../../app/decisions/queries/rules.server';
import { mayPrepare } from '../../app/decisions/rights';
import { readSnapshot } from '../../app/decisions/snapshot.server';
import { keepVersion, type VersionKind } from '../../app/documents/versions.server';
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
} from '../support/decisions';
import { paragraph, textWith } from '../support/documents';
import type { SomePerson } from '../support/people';

let sql: Sql;
let committee: SomeCommittee;
const around = { origin: 'https://plenary.example', now: noon };

beforeAll(async () => {
  ({ sql } = await freshDatabase());
  committee = await aCommittee(sql);
});

/** A version of a document with words of its own. */
const version = (document: number, words: string, kind: VersionKind = 'named') =>
  sql.begin((tx) =>
    keepVersion(tx, { document, kind, name: words, text: textWith(paragraph('aaa', words)) }, noon),
  ) as Promise<number>;

const save = async (id: number, change: Parameters<typeof settings>[1], by: SomePerson = committee.secretariat) => {
  const [row] = await sql<{ version: number }[]>`select version from proposal where id = ${id}`;
  await saveSettings(sql, await by.reader(), id, settings(row!.version, change), around);
};

const refused = (field: string, message: string) =>
  expect.objectContaining({ fields: { [field]: `decisions:mistakes.${message}` } });

describe('what a draft names', () => {
  it('is put by a member of the committee, whoever begins it', async () => {
    const lead = (await committee.outsider.reader()).organisationId;
    const input = {
      title: 'From outside (invented)',
      language: 'en',
      lead,
      subject: null,
      once: randomUUID(),
    } as const;
    await expect(beginProposal(sql, await committee.secretariat.reader(), input, noon)).rejects.toEqual(
      refused('lead', 'lead'),
    );
  });

  it('has its text in a document that its writer may read, in its own language', async () => {
    const [one, two] = committee.members;
    const input = {
      title: 'Of a member (invented)',
      language: 'en',
      lead: one!.id,
      subject: null,
      once: randomUUID(),
    } as const;
    const id = await beginProposal(sql, await one!.focal.reader(), input, noon);
    const hidden = await aSettledDocument(sql, { lead: two!.id, by: two!.focal.id });
    const french = await aSettledDocument(sql, { lead: one!.id, by: one!.focal.id, language: 'fr' });
    await expect(save(id, { document: hidden }, one!.focal)).rejects.toEqual(refused('document', 'document'));
    await expect(save(id, { document: french }, one!.focal)).rejects.toEqual(refused('document', 'other-language'));
    // What another has named stays, whoever saves the form.
    await save(id, { document: hidden });
    await save(id, { document: hidden, title: 'Another title (invented)' }, one!.focal);
    expect(await sql`select document_id from proposal where id = ${id}`).toEqual([{ documentId: hidden }]);
  });
});

describe('a member that has left the committee', () => {
  it('puts nothing any more, and leaves what it has put to the secretariat', async () => {
    const one = (await aCommittee(sql, 1)).members[0]!;
    const draft = await aDraft(sql, committee);
    const put = await anOpenProposal(sql, committee);
    await sql`update proposal set lead_id = ${one.id} where id in (${draft.id}, ${put.id})`;
    const focal = await one.focal.reader();
    expect(mayPrepare(await readProposalRules(sql, focal, put.id, noon), focal)).toBe(true);
    await sql`update membership set until = '2026-05-31' where organisation_id = ${one.id}`;
    const secretariat = await committee.secretariat.reader();
    await expect(openProposal(sql, secretariat, draft.id, { hash: draft.hash }, noon)).rejects.toMatchObject({
      message: 'decisions:refusals.lead-left',
    });
    await expect(
      deferProposal(sql, focal, put.id, { reason: 'Ours (invented).' }, hoursAfter(1)),
    ).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await listProposals(sql, focal, { group: 'open', query: '', page: 1 }, noon)).proposals).toEqual([]);
    await deferProposal(sql, secretariat, put.id, { reason: 'Its member has left (invented).' }, hoursAfter(1));
    await expect(takeUpProposal(sql, focal, put.id, { once: randomUUID() }, hoursAfter(2))).rejects.toMatchObject({
      kind: 'not-allowed',
    });
  });
});

describe('an older version of the document', () => {
  it('is put as it was, with its own hash, and said to be older', async () => {
    const { id, document, hash } = await aDraft(sql, committee);
    const by = await committee.secretariat.reader();
    const older = await version(document, 'As it was in spring (invented).');
    await save(id, { document, documentVersion: older });
    const preview = await readPreview(sql, by, id, noon);
    expect(preview.chosen).toMatchObject({ name: 'As it was in spring (invented).', older: true });
    expect(preview.text!.html).toContain('As it was in spring (invented).');
    expect(preview.text!.hash).not.toBe(hash);
    await expect(openProposal(sql, by, id, { hash }, noon)).rejects.toMatchObject({ kind: 'conflict' });
    await openProposal(sql, by, id, { hash: preview.text!.hash }, noon);
    const [text] =
      await sql`select plain, hash, document_version_id, older from proposal_text where proposal_id = ${id}`;
    expect(text).toEqual({
      plain: 'As it was in spring (invented).',
      hash: preview.text!.hash,
      documentVersionId: older,
      older: true,
    });
    expect((await readDecision(sql, by, id, 'en', noon)).older).toMatchObject({ version: 1 });
  });

  it('is not said to be older where it is the text of now', async () => {
    const { id, document, hash } = await aDraft(sql, committee);
    const by = await committee.secretariat.reader();
    const [settled] = await sql<{ text: never }[]>`select text from document_settled where document_id = ${document}`;
    const now = (await sql.begin((tx) =>
      keepVersion(tx, { document, kind: 'final', text: settled!.text }, noon),
    )) as number;
    await save(id, { document, documentVersion: now });
    expect(await readPreview(sql, by, id, noon)).toMatchObject({ chosen: { older: false }, text: { hash } });
    await openProposal(sql, by, id, { hash }, noon);
    expect((await readDecision(sql, by, id, 'en', noon)).older).toBeNull();
  });

  it('is of the document that is named, kept by somebody, and open to who chooses it', async () => {
    const [one, two] = committee.members;
    const { id, document } = await aDraft(sql, committee);
    const other = await aSettledDocument(sql, { lead: two!.id, by: two!.focal.id });
    const [named, automatic, foreign] = [
      await version(document, 'Named (invented).'),
      await version(document, 'By itself (invented).', 'automatic'),
      await version(other, 'Elsewhere (invented).'),
    ];
    for (const documentVersion of [automatic, foreign])
      await expect(save(id, { document, documentVersion })).rejects.toEqual(
        refused('documentVersion', 'document-version'),
      );
    const by = await committee.secretariat.reader();
    expect((await readPrepared(sql, by, id, 'en', noon)).versions.map((v) => v.id)).toEqual([named]);
    await save(id, { document, documentVersion: named });
    await save(id, { document: other, documentVersion: named });
    expect(await sql`select document_version_id from proposal where id = ${id}`).toEqual([{ documentVersionId: null }]);
    // Readers of a public text see none of its versions, and put none.
    const shared = await aSettledDocument(sql, { lead: two!.id, by: two!.focal.id });
    await sql`update document set readers = 'public' where id = ${shared}`;
    const inside = await version(shared, 'Not for readers (invented).');
    const reader = await one!.focal.reader();
    await expect(readSnapshot(sql, reader, { document: shared, version: inside }, noon)).rejects.toEqual(
      refused('document', 'document-version'),
    );
    await expect(readSnapshot(sql, reader, { document: shared, version: null }, noon)).resolves.toMatchObject({
      older: false,
    });
  });

  it('is not put once its words were erased', async () => {
    const { id, document } = await aDraft(sql, committee);
    const by = await committee.secretariat.reader();
    const gone = await version(document, 'To be erased (invented).');
    await save(id, { document, documentVersion: gone });
    const { hash } = (await readPreview(sql, by, id, noon)).text!;
    await sql`update document_version set text = null, dropped_at = ${noon}, dropped_reason = 'Erased (invented)' where id = ${gone}`;
    expect((await readPreview(sql, by, id, noon)).text).toBeNull();
    await expect(openProposal(sql, by, id, { hash }, noon)).rejects.toEqual(refused('document', 'document-version'));
  });
});

describe('what is begun anew', () => {
  const deferred = async () => {
    const proposal = await anOpenProposal(sql, committee, {
      significant: true,
      noConsultationReason: 'Small (invented).',
      languages: ['fr'],
    });
    await deferProposal(
      sql,
      await committee.secretariat.reader(),
      proposal.id,
      { reason: 'Later (invented).' },
      hoursAfter(1),
    );
    return proposal;
  };
  const takeUp = async (id: number, by: SomePerson = committee.secretariat) =>
    takeUpProposal(sql, await by.reader(), id, { once: randomUUID() }, hoursAfter(2));

  it('carries over text, evidence, review and rule as a draft, and each names the other', async () => {
    const draft = await aDraft(sql, committee, { quorum: 2 });
    const by = await committee.secretariat.reader();
    const [passage] = await sql<{ id: number }[]>`
      select id from document_passage where document_id = ${draft.document}`;
    await sql`
      insert into proposal_evidence (proposal_id, kind, cited_id, position, added_by, added_at) values
        (${draft.id}, 'document', ${draft.document}, 0, ${by.id}, ${noon}), (${draft.id}, 'passage', ${passage!.id}, 1, ${by.id}, ${noon})`;
    await openProposal(sql, by, draft.id, { hash: draft.hash }, noon);
    await deferProposal(sql, by, draft.id, { reason: 'Later (invented).' }, hoursAfter(1));
    const id = await takeUp(draft.id);
    const [row] = await sql`
      select title, document_id, mode, quorum, deadline, opened_at, outcome, taken_up_from,
        (select count(*)::int from proposal_principle r where r.proposal_id = p.id) as principles,
        (select array_agg(e.kind || ' ' || e.cited_id order by e.position) from proposal_evidence e where e.proposal_id = p.id) as evidence
      from proposal p where id = ${id}`;
    expect(row).toEqual({
      ...{ title: 'A joint assessment (invented)', documentId: draft.document, mode: 'positions', quorum: null },
      ...{
        deadline: null,
        openedAt: null,
        outcome: null,
        takenUpFrom: draft.id,
        principles: 11,
        evidence: [`document ${draft.document}`, `passage ${passage!.id}`],
      },
    });
    expect(
      await sql`select cited_kind, cited_id from citation where citing_kind = 'decision' and citing_id = ${id}`,
    ).toEqual([{ citedKind: 'passage', citedId: passage!.id }]);
    expect((await readDecision(sql, by, id, 'en', noon)).earlier).toMatchObject({ id: draft.id });
    const before = await readDecision(sql, by, draft.id, 'en', noon);
    expect(before).toMatchObject({ takenUp: true, later: [{ id }] });
    // A draft is not told of to others.
    expect((await readDecision(sql, null, draft.id, 'en', noon)).later).toBeNull();
    const other = await committee.members[0]!.focal.reader();
    expect((await readDecision(sql, other, draft.id, 'en', noon)).later).toBeNull();
    await save(id, { document: draft.document });
    await openProposal(sql, by, id, { hash: draft.hash }, hoursAfter(3));
    expect((await readDecision(sql, other, draft.id, 'en', noon)).later).toMatchObject([{ id }]);
    const [log] = await sql`select body from decision_log where proposal_id = ${id} and kind = 'opened'`;
    expect(log!.body).toMatchObject({ takenUpFrom: draft.id });
  });

  it('is one draft, of two who begin it at once', async () => {
    const { id } = await deferred();
    const [one, two] = await Promise.all([takeUp(id), takeUp(id)]);
    expect(one).toBe(two);
    await expect(
      sql`insert into proposal (title, language, created_by, once, taken_up_from)
        values ('Twice (invented)', 'en', ${committee.secretariat.id}, ${randomUUID()}, ${id})`,
    ).rejects.toMatchObject({ constraint_name: 'proposal_taken_up_once' });
  });

  it('was not adopted: what was is not begun anew, nor what is still open', async () => {
    const { id } = await anOpenProposal(sql, committee);
    await expect(takeUp(id)).rejects.toMatchObject({ message: 'decisions:refusals.not-decided' });
    for (const member of committee.members) await say(sql, id, member, 'support', hoursAfter(1));
    await sql.begin((tx) => closeProposal(tx, id, hoursAfter(100)));
    await expect(takeUp(id)).rejects.toMatchObject({ message: 'decisions:refusals.adopted' });
    await expect(
      sql`insert into proposal (title, language, created_by, once, taken_up_from)
        values ('Again (invented)', 'en', ${committee.secretariat.id}, ${randomUUID()}, ${id})`,
    ).rejects.toThrow(/taken up again/);
    const lapsed = await anOpenProposal(sql, committee);
    await sql.begin((tx) => closeProposal(tx, lapsed.id, hoursAfter(100)));
    expect(await takeUp(lapsed.id)).toBeGreaterThan(lapsed.id);
  });

  it('is begun by those who prepare it; of a member that has left, by the secretariat for itself', async () => {
    const leaving = await aCommittee(sql, 1);
    const [member] = leaving.members;
    const { id } = await deferred();
    await expect(takeUp(id, member!.focal)).rejects.toMatchObject({ kind: 'not-allowed' });
    await sql`update proposal set lead_id = ${member!.id} where id = ${id}`;
    await sql`update membership set until = '2026-05-01' where organisation_id = ${member!.id}`;
    await expect(takeUp(id, member!.focal)).rejects.toMatchObject({ kind: 'not-allowed' });
    const anew = await takeUp(id);
    expect(await sql`select lead_id from proposal where id = ${anew}`).toEqual([{ leadId: null }]);
  });
});
