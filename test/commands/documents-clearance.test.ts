import { describe, expect, it } from 'vitest';
import { askClearance, clearSection, setOwner, unaskClearance } from '../../app/documents/commands/clearing.server';
import { namePerson } from '../../app/documents/commands/naming.server';
import { readClearance } from '../../app/documents/queries/clearance.server';
import { aDocument, aText, heading, paragraph, type SomeDocument, textWith, words, write } from '../support/documents';
import { writeLetters } from '../support/letters';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const day = 86_400_000;
const due = new Date(now.getTime() + 7 * day);
const kindOf = (e: unknown) => (e as { kind?: string }).kind;

const ask = async (d: SomeDocument, by: SomePerson, sections = ['first'], organisations = [d.partner]) =>
  askClearance(sql, await by.reader(), { document: d.id, sections, organisations, due }, now);
const view = async (d: SomeDocument, by: SomePerson) => readClearance(sql, await by.reader(), d.id, 'en', new Date());
const section = async (d: SomeDocument, by: SomePerson, key = 'first') =>
  (await view(d, by)).sections.find((s) => s.key === key)!;
const clear = async (d: SomeDocument, by: SomePerson, comment: string | null = null, hash?: string) =>
  clearSection(
    sql,
    await by.reader(),
    {
      document: d.id,
      section: 'first',
      organisation: d.partner,
      hash: hash ?? (await section(d, d.leadFocal)).hash,
      comment,
    },
    now,
  );
const openTasks = async (person: SomePerson) =>
  (
    await sql<
      { what: string }[]
    >`select what from task where person_id = ${person.id} and done_at is null and what like 'documents:tasks.%' order by id`
  ).map((t) => t.what.replace('documents:tasks.', ''));

describe('whose a section is', () => {
  it('says who administers; only organisations that write own one', async () => {
    const d = await aDocument(sql, texts);
    const owner = async (by: SomePerson, value: number | null, key = 'first') =>
      setOwner(sql, await by.reader(), { document: d.id, section: key, owner: value }, now).then(() => 'may', kindOf);
    expect(await owner(d.partnerFocal, d.partner)).toBe('not-allowed');
    expect(await owner(d.outsider, d.partner)).toBe('not-found');
    expect(await owner(d.leadFocal, d.outside)).toBe('invalid');
    expect(await owner(d.leadFocal, d.partner, 'nowhere')).toBe('conflict');
    expect(await owner(d.leadFocal, d.partner)).toBe('may');
    expect((await section(d, d.leadFocal)).owner).toMatchObject({ id: d.partner });
    expect(await owner(d.secretariat, null)).toBe('may');
    expect((await section(d, d.leadFocal)).owner).toBeNull();
  });
});

describe('clearance', () => {
  it('is asked for with a day, lands under For you and in a letter, and is given', async () => {
    const d = await aDocument(sql, texts, { title: 'To be cleared' });
    expect(await ask(d, d.partnerEditor).catch(kindOf)).toBe('not-allowed');
    expect(await ask(d, d.leadEditor, ['second']).catch(kindOf)).toBe('not-allowed');
    expect(await ask(d, d.leadEditor, ['first'], [d.outside]).catch(kindOf)).toBe('invalid');
    expect(await ask(d, d.leadEditor)).toEqual({ asked: 1 });
    expect(await openTasks(d.partnerFocal)).toEqual(['clear']);
    expect(await openTasks(d.partnerEditor)).toEqual([]);
    const letters = (await writeLetters(sql)).filter((l) => l.kind === 'document-clearance');
    expect(letters).toMatchObject([{ to: d.partnerFocal.email, subject: expect.stringContaining('To be cleared') }]);
    expect((await d.partnerFocal.at(url).get('/for-you')).text).toContain('To be cleared');

    for (const [by, kind] of [
      [d.partnerEditor, 'not-allowed'],
      [d.leadFocal, 'not-allowed'],
      [d.secretariat, 'not-allowed'],
      [d.outsider, 'not-found'],
    ] as const)
      expect(await clear(d, by).catch(kindOf)).toBe(kind);
    expect(await clear(d, d.partnerFocal, null, 'f'.repeat(64)).catch(kindOf)).toBe('conflict');
    await clear(d, d.partnerFocal);
    expect((await section(d, d.leadFocal)).clearances).toMatchObject([{ state: 'cleared', by: d.partnerFocal.name }]);
    expect(await openTasks(d.partnerFocal)).toEqual([]);
    await clear(d, d.partnerFocal, 'Mind the **north**.');
    const [given] = (await section(d, d.leadFocal)).clearances;
    expect(given).toMatchObject({
      state: 'cleared-with-comment',
      commentHtml: expect.stringContaining('<strong>north</strong>'),
    });
  });

  it('a stand-in gives it while they stand in', async () => {
    const d = await aDocument(sql, texts);
    const standIn = await aPerson(sql, { organisation: d.partner });
    await namePerson(
      sql,
      await d.partnerFocal.reader(),
      { document: d.id, organisation: d.partner, person: standIn.id, from: null, until: due },
      now,
    );
    await ask(d, d.leadEditor);
    expect(await openTasks(standIn)).toEqual(['named', 'clear']);
    await clear(d, standIn);
    expect((await section(d, d.leadFocal)).clearances).toMatchObject([{ state: 'cleared', by: standIn.name }]);
  });

  it('is open again after an edit, says what changed, and is as it was when the edit is undone', async () => {
    const d = await aDocument(sql, texts);
    await ask(d, d.leadEditor);
    await clear(d, d.partnerFocal);
    // Another section, and what is only proposed, leave it as it is.
    await write(server, d.id, d.partnerEditor, {
      ...aText(),
      content: [
        ...aText().content!.slice(0, 2),
        paragraph('p9', words('Proposed', { type: 'insertion', attrs: { id: 's1' } })),
        heading('second', 'Aims'),
        paragraph('p2', 'Fewer shelters.'),
      ].map((b) =>
        b.attrs?.id === 'p9' ? { ...b, attrs: { ...b.attrs, inserted: JSON.stringify({ id: 's1' }) } } : b,
      ),
    });
    expect((await section(d, d.leadFocal)).clearances).toMatchObject([{ state: 'cleared' }]);
    const told = async () =>
      (
        await sql`select 1 from announcement where what = 'document.sections-changed' and (ids->>'document')::bigint = ${d.id}`
      ).length;
    const before = await told();
    await write(
      server,
      d.id,
      d.leadEditor,
      textWith(
        heading('first', 'Situation'),
        paragraph('p1', 'Shelters are full and far apart.'),
        heading('second', 'Aims'),
      ),
    );
    expect((await section(d, d.leadFocal)).clearances).toMatchObject([{ state: 'reopened' }]);
    // Editors that are open show it, and would go on saying that the section is cleared.
    expect(await told()).toBe(before + 1);
    expect(await openTasks(d.partnerFocal)).toEqual(['clear-again']);
    expect(await openTasks(d.leadFocal)).toEqual(['reopened']);
    const page = await d.partnerFocal.at(url).get(`${d.path}/clearance`);
    expect(page.text).toContain(`${d.path}/clearance/changes?section=first&amp;organisation=${d.partner}`);
    const changes = await d.partnerFocal
      .at(url)
      .get(`${d.path}/clearance/changes?section=first&organisation=${d.partner}`);
    expect(changes.status).toBe(200);
    expect(changes.text).toMatch(/<del>.*few/);
    expect(changes.text).toMatch(/<ins>.*full/);
    await write(server, d.id, d.leadEditor, aText());
    expect((await section(d, d.leadFocal)).clearances).toMatchObject([{ state: 'cleared' }]);
    expect(await openTasks(d.partnerFocal)).toEqual([]);
    expect(await openTasks(d.leadFocal)).toEqual([]);
  });

  it('can be taken back, and with it the task', async () => {
    const d = await aDocument(sql, texts);
    await ask(d, d.leadEditor);
    const unask = async (by: SomePerson) =>
      unaskClearance(sql, await by.reader(), { document: d.id, section: 'first', organisation: d.partner }, now).then(
        () => 'may',
        kindOf,
      );
    expect(await unask(d.partnerFocal)).toBe('not-allowed');
    expect(await unask(d.leadEditor)).toBe('may');
    expect(await openTasks(d.partnerFocal)).toEqual([]);
    expect(await clear(d, d.partnerFocal).catch(kindOf)).toBe('closed');
  });

  it('is not asked of those for whom nobody can answer, and what was chosen stays', async () => {
    const d = await aDocument(sql, texts);
    await sql`
      insert into document_organisation (document_id, organisation_id, role, invited_by)
      values (${d.id}, ${d.outside}, 'reader', ${d.leadFocal.id})`;
    const [{ name } = { name: '' }] = await sql<
      { name: string }[]
    >`select name from organisation where id = ${d.outside}`;
    const visitor = d.leadFocal.at(url);
    const sentence = `Nobody can answer for ${name}`;
    expect((await visitor.get(`${d.path}/clearance`)).text).toContain('Nobody can answer for it yet');
    const form = {
      deed: 'ask',
      sections: ['first', 'second'],
      organisations: [String(d.partner), String(d.outside)],
      due: '2099-01-31',
    };
    const refused = await visitor.post(`${d.path}/clearance`, form);
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(new RegExp(`id="ask.organisations.mistake">${sentence.replace(/[()]/g, '\\$&')}`));
    expect(refused.text).toContain('value="2099-01-31"');
    for (const chosen of ['first', 'second', d.partner, d.outside])
      expect(refused.text).toMatch(new RegExp(`<input(?=[^>]*type="checkbox")(?=[^>]*value="${chosen}")[^>]*checked`));
    expect(await sql`select from document_clearance where document_id = ${d.id}`).toHaveLength(0);
    // Somebody stands in for it from now on.
    await namePerson(
      sql,
      await d.secretariat.reader(),
      { document: d.id, organisation: d.outside, person: d.outsider.id, from: null, until: due },
      now,
    );
    const asked = await visitor.post(`${d.path}/clearance`, form);
    expect(asked.status).toBe(200);
    expect(await openTasks(d.outsider)).toEqual(['named', 'clear', 'clear']);
  });

  it('is asked for and given without a script', async () => {
    const d = await aDocument(sql, texts);
    const asked = await d.leadEditor.at(url).post(`${d.path}/clearance`, {
      deed: 'ask',
      sections: ['first'],
      organisations: [String(d.partner)],
      due: '2099-01-31',
    });
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Waiting');
    expect(asked.text).toContain('31 January 2099');
    const { hash } = await section(d, d.leadFocal);
    const given = await d.partnerFocal.at(url).post(`${d.path}/clearance`, {
      deed: `clear-${d.partner}-first`,
      section: 'first',
      organisation: String(d.partner),
      hash,
      comment: '',
    });
    expect(given.text).toContain('Cleared');
    const nothing = await d.leadEditor.at(url).post(`${d.path}/clearance`, { deed: 'ask', due: '' });
    expect(nothing.status).toBe(422);
  });
});
