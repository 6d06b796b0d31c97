import type { JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { decideSuggestions } from '../../app/documents/commands/deciding.server';
import { readDocx } from '../../app/documents/exchange/read-docx';
import { readSuggestions } from '../../app/documents/queries/suggestions.server';
import { readWriting } from '../../app/documents/queries/writing.server';
import { textOf } from '../../app/documents/text/yjs';
import { aDocument, heading, paragraph, type SomeDocument, textWith, words, write } from '../support/documents';
import type { SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const whyOf = (e: unknown) => (e as { message?: string }).message;
const kindOf = (e: unknown) => (e as { kind?: string }).kind;

/** A text in which the partner's editor proposes one thing in each section. */
function proposals(d: SomeDocument): JSONContent {
  const by = (id: string) => ({ id, person: d.partnerEditor.id, organisation: d.partner, at: '2026-03-01T10:00:00Z' });
  return textWith(
    heading('first', 'Situation'),
    paragraph('p1', 'Shelters are ', words('very ', { type: 'insertion', attrs: by('s1') }), 'few.'),
    heading('second', 'Aims'),
    paragraph('p2', 'More shelters', words(' in two years', { type: 'deletion', attrs: by('s2') }), '.'),
  );
}

async function proposed() {
  const d = await aDocument(sql, texts, { readers: 'public' });
  await write(server, d.id, d.partnerEditor, proposals(d));
  return d;
}

const wordsNow = async (document: number) => {
  const text = textOf(await texts.read(document));
  return text.textBetween(0, text.content.size, '|');
};
const decide = async (d: SomeDocument, by: SomePerson, ids: string[] | 'all', decided: 'accepted' | 'rejected') =>
  decideSuggestions(sql, texts, await by.reader(), { document: d.id, ids, decided }, now);

describe('suggestions', () => {
  it('are listed with their author and who decides', async () => {
    const d = await proposed();
    const view = await readSuggestions(sql, texts, await d.partnerEditor.reader(), d.id, 'en', now);
    const lead = await sql<{ name: string }[]>`select name from organisation where id = ${d.lead}`;
    expect(view.suggestions).toMatchObject([
      { id: 's1', inserted: 'very', author: d.partnerEditor.name, owner: lead[0]!.name, mayDecide: false },
      { id: 's2', deleted: ' in two years', section: 'second', mayDecide: true },
    ]);
    expect(await readSuggestions(sql, texts, await d.outsider.reader(), d.id, 'en', now).catch(kindOf)).toBe(
      'not-found',
    );
  });

  it('are decided by those who own the section, the lead where nobody does, and not by the secretariat', async () => {
    const d = await proposed();
    expect(await decide(d, d.secretariat, ['s1'], 'accepted').catch(kindOf)).toBe('not-allowed');
    expect(await decide(d, d.partnerEditor, ['s1'], 'accepted').catch(kindOf)).toBe('not-allowed');
    expect(await decide(d, d.leadEditor, ['s2'], 'rejected').catch(kindOf)).toBe('not-allowed');
    expect(await decide(d, d.leadEditor, ['s1', 's2'], 'accepted').catch(kindOf)).toBe('not-allowed');
    expect(await decide(d, d.outsider, ['s1'], 'accepted').catch(kindOf)).toBe('not-found');
    expect(await wordsNow(d.id)).toContain('very');
    expect(await decide(d, d.leadEditor, ['s1'], 'accepted')).toEqual({ decided: 1, left: 0 });
    expect(await decide(d, d.partnerEditor, ['s2'], 'rejected')).toEqual({ decided: 1, left: 0 });
    expect(await wordsNow(d.id)).toBe('Situation|Shelters are very few.|Aims|More shelters in two years.');
    const log = await sql`
      select suggestion, kind, decided, proposed_by, proposed_for, by_person, organisation_id from document_decision where document_id = ${d.id} order by id`;
    expect(log).toEqual([
      {
        suggestion: 's1',
        kind: 'insertion',
        decided: 'accepted',
        proposedBy: d.partnerEditor.id,
        proposedFor: d.partner,
        byPerson: d.leadEditor.id,
        organisationId: d.lead,
      },
      {
        suggestion: 's2',
        kind: 'deletion',
        decided: 'rejected',
        proposedBy: d.partnerEditor.id,
        proposedFor: d.partner,
        byPerson: d.partnerEditor.id,
        organisationId: d.partner,
      },
    ]);
  });

  it('that have parts in sections of two owners are decided by neither of them alone', async () => {
    const d = await aDocument(sql, texts, { readers: 'public' });
    const json = JSON.stringify(proposals(d)).replaceAll('"s2"', '"s1"');
    await write(server, d.id, d.partnerEditor, JSON.parse(json));
    expect(await decide(d, d.leadEditor, ['s1'], 'accepted').catch(kindOf)).toBe('not-allowed');
    expect(await decide(d, d.partnerEditor, ['s1'], 'accepted').catch(kindOf)).toBe('not-allowed');
    expect(await decide(d, d.leadEditor, 'all', 'accepted').catch(whyOf)).toBe('documents:refusals.none-yours');
    const view = await readSuggestions(sql, texts, await d.leadEditor.reader(), d.id, 'en', now);
    expect(view.suggestions).toMatchObject([{ id: 's1', mayDecide: false }]);
  });

  it('all at once are all that are theirs to decide; twice is once', async () => {
    const d = await proposed();
    expect(await decide(d, d.partnerEditor, 'all', 'accepted')).toEqual({ decided: 1, left: 1 });
    expect(await wordsNow(d.id)).toContain('More shelters.');
    expect(await wordsNow(d.id)).toContain('very');
    expect(await decide(d, d.partnerEditor, 'all', 'accepted').catch(whyOf)).toBe('documents:refusals.none-yours');
    expect(await decide(d, d.leadEditor, ['s1', 'gone'], 'rejected')).toEqual({ decided: 1, left: 0 });
    expect(await wordsNow(d.id)).not.toContain('very');
    for (const ids of ['all' as const, ['s1']])
      expect(await decide(d, d.leadEditor, ids, 'rejected').catch(whyOf)).toBe('documents:refusals.decided-meanwhile');
  });

  it('keep their author when the organisation has left, and say who claims another’s name', async () => {
    const d = await aDocument(sql, texts, { readers: 'public' });
    const mark = (id: string, person: SomePerson, organisation: number) => ({
      type: 'insertion',
      attrs: { id, person: person.id, organisation, at: '2026-03-01T10:00:00Z' },
    });
    const proposing = (...marks: [string, SomePerson, number][]) =>
      textWith(
        heading('first', 'Situation'),
        paragraph('p1', 'Few.', ...marks.map(([id, person, of]) => words(` ${id}`, mark(id, person, of)))),
      );
    const own = ['own', d.partnerEditor, d.partner] as [string, SomePerson, number];
    await write(server, d.id, d.partnerEditor, proposing(own));
    // An editor's client can write any name into a mark.
    const forged = [
      ['forged', d.partnerEditor, d.partner],
      ['stranger', d.outsider, d.outside],
    ] as [string, SomePerson, number][];
    await write(server, d.id, d.leadEditor, proposing(own, ...forged));
    await sql`delete from document_person where document_id = ${d.id} and organisation_id = ${d.partner}`;
    await sql`update document_section set owner_id = null where document_id = ${d.id}`;
    await sql`delete from document_organisation where document_id = ${d.id} and organisation_id = ${d.partner}`;
    const orgs = await sql<
      { id: number; name: string }[]
    >`select id, coalesce(short_name, name) as name from organisation`;
    const nameOf = (id: number) => orgs.find((o) => o.id === id)!.name;
    const { suggestions } = await readSuggestions(sql, texts, await d.leadEditor.reader(), d.id, 'en', now);
    const by = (author: string, organisation: number, through: string | null) => ({
      ...{ author, organisation: nameOf(organisation), through },
    });
    expect(suggestions).toMatchObject([
      { id: 'own', ...by(d.partnerEditor.name, d.partner, null) },
      { id: 'forged', ...by(d.partnerEditor.name, d.partner, d.leadEditor.name) },
      { id: 'stranger', ...by(d.leadEditor.name, d.lead, null) },
    ]);
    const { data } = await readWriting(sql, (await d.leadEditor.reader())!, d.id, 'en', now);
    expect(data.people.map((p) => p.id)).toContain(d.partnerEditor.id);
    expect(data.people.map((p) => p.id)).not.toContain(d.outsider.id);
    expect(data.organisations.map((o) => o.id)).toContain(d.partner);
    const file = await readDocx((await d.leadEditor.at(url).get(`${d.path}.docx`)).bytes, 'en');
    const inFile = [...file.proposers.values()].map(({ name }) =>
      name.replace(/ \(Organisation .*? \(invented\)\)/, ''),
    );
    expect(inFile).toEqual([
      d.partnerEditor.name,
      `${d.partnerEditor.name}, put there by ${d.leadEditor.name}`,
      d.leadEditor.name,
    ]);
    await decide(d, d.leadEditor, 'all', 'accepted');
    const log = await sql`
      select suggestion, proposed_by, proposed_for from document_decision where document_id = ${d.id} order by id`;
    expect(log).toMatchObject([
      { suggestion: 'own', proposedBy: d.partnerEditor.id, proposedFor: d.partner },
      // Of whom the log is not sure nothing is kept.
      { suggestion: 'forged', proposedBy: null, proposedFor: null },
      { suggestion: 'stranger', proposedBy: d.leadEditor.id, proposedFor: d.lead },
    ]);
  });

  it('that were decided are counted, with those that others decide', async () => {
    const d = await proposed();
    const visitor = d.leadEditor.at(url);
    const post = (deed: string) => visitor.post(`${d.path}/suggestions`, { deed });
    const done = await post('accept-all');
    expect(done.text).toContain('1 suggestion accepted. 1 more stays open: another organisation decides about it.');
    const none = await post('reject-all');
    expect(none.status).toBe(403);
    expect(none.text).toMatch(/role="alert"[^>]*><p>None of the open suggestions is yours to decide alone/);
    expect((await d.partnerEditor.at(url).post(`${d.path}/suggestions`, { deed: 'reject-all' })).text).toContain(
      '1 suggestion rejected.',
    );
    const over = await post('accept-all');
    expect(over.status).toBe(409);
    expect(over.text).toMatch(/role="alert"[^>]*><p>What you chose was decided or withdrawn/);
  });

  it('are decided without a script, and readers of the settled text see what stands', async () => {
    const d = await proposed();
    const visitor = d.leadEditor.at(url);
    const page = await visitor.get(`${d.path}/suggestions`);
    expect(page.text).toContain('<ins>very</ins>');
    expect(page.text).toContain('<del> in two years</del>');
    const done = await visitor.post(`${d.path}/suggestions`, { deed: 'accept-s1', ids: 's1' });
    expect(done.text).not.toContain('<ins>very</ins>');
    expect(done.text).toContain(d.leadEditor.name);
    await server.settled();
    expect((await d.outsider.at(url).get(d.path)).text).toContain('Shelters are very few.');
    const refused = await visitor.post(`${d.path}/suggestions`, { deed: 'accept-s2', ids: 's2' });
    expect(refused.status).toBe(403);
    // Whoever may decide nothing is told so, and not sent on as if it were done.
    for (const deed of ['accept-all', 'reject-all']) {
      const all = await d.secretariat.at(url).post(`${d.path}/suggestions`, { deed });
      expect(all.status).toBe(403);
      expect(all.text).toContain('own');
    }
    expect(await wordsNow(d.id)).toContain('in two years');
  });
});
