import { describe, expect, it } from 'vitest';
import { nameVersion, restoreVersion } from '../../app/documents/commands/versioning.server';
import { readShares } from '../../app/documents/queries/shares.server';
import { readVersions } from '../../app/documents/queries/versions.server';
import { recordText } from '../../app/documents/recording.server';
import { textOf } from '../../app/documents/text/yjs';
import { Visitor } from '../support/browser-like';
import { aDocument, heading, paragraph, textWith, write } from '../support/documents';
import type { SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();
const hour = 3_600_000;
const kindOf = (e: unknown) => (e as { kind?: string }).kind;

const versions = async (document: number, by: SomePerson) =>
  (await readVersions(sql, await by.reader(), document, 'en', new Date())).versions;
const wordsNow = async (document: number) => {
  const text = textOf(await texts.read(document));
  return text.textBetween(0, text.content.size, '|');
};
const other = textWith(heading('first', 'Situation'), paragraph('p1', 'Everything is different.'));

describe('versions', () => {
  it('are kept by themselves at most once an hour in which somebody writes', async () => {
    const d = await aDocument(sql, texts);
    const record = async (at: number) => recordText(sql, d.id, await texts.read(d.id), 0, new Date(now.getTime() + at));
    expect((await versions(d.id, d.leadEditor)).map((v) => v.kind)).toEqual(['automatic']);
    await write(server, d.id, d.leadEditor, other);
    expect(await versions(d.id, d.leadEditor)).toHaveLength(1);
    await record(hour + 60_000);
    expect(await versions(d.id, d.leadEditor)).toHaveLength(2);
    // Nobody wrote in the next hour.
    await record(3 * hour);
    expect(await versions(d.id, d.leadEditor)).toHaveLength(2);
  });

  it('are named by those who write and who administer', async () => {
    const d = await aDocument(sql, texts, { role: 'suggester' });
    const name = async (by: SomePerson) =>
      nameVersion(sql, texts, await by.reader(), { document: d.id, name: 'For May' }, now).then(() => 'may', kindOf);
    expect(await name(d.partnerEditor)).toBe('not-allowed');
    expect(await name(d.outsider)).toBe('not-found');
    expect(await name(d.secretariat)).toBe('may');
    expect(await name(d.leadEditor)).toBe('may');
    expect((await versions(d.id, d.leadEditor))[0]).toMatchObject({
      number: 3,
      kind: 'named',
      name: 'For May',
      by: d.leadEditor.name,
    });
  });

  it('are restored as an edit that makes a new version, with what stood before it kept', async () => {
    const d = await aDocument(sql, texts);
    const id = await nameVersion(sql, texts, await d.leadEditor.reader(), { document: d.id, name: 'First' }, now);
    await write(server, d.id, d.partnerEditor, other);
    const restore = async (by: SomePerson, version = id) =>
      restoreVersion(sql, texts, await by.reader(), { document: d.id, version }, now).then(() => 'may', kindOf);
    expect(await restore(d.secretariat)).toBe('not-allowed');
    expect(await restore(d.leadEditor, 999_999)).toBe('not-found');
    expect(await restore(d.leadEditor)).toBe('may');
    expect(await wordsNow(d.id)).toBe('Situation|Shelters are few and far apart.|Aims|More shelters in two years.');
    const kept = await versions(d.id, d.leadEditor);
    expect(kept.slice(0, 2).map((v) => [v.kind, v.of])).toEqual([
      ['restored', 2],
      ['before-restore', null],
    ]);
    const before = kept.find((v) => v.kind === 'before-restore')!;
    expect(await restore(d.partnerEditor, before.id)).toBe('may');
    expect(await wordsNow(d.id)).toBe('Situation|Everything is different.');
  });

  it('any two are compared on a page, and with what stands now', async () => {
    const d = await aDocument(sql, texts);
    const [first] = await versions(d.id, d.leadEditor);
    await write(server, d.id, d.leadEditor, other);
    const second = await nameVersion(sql, texts, await d.leadEditor.reader(), { document: d.id, name: 'Second' }, now);
    const visitor = d.partnerEditor.at(url);
    for (const path of [`compare?from=${first!.id}&to=${second}`, `compare?from=${first!.id}`]) {
      const page = await visitor.get(`${d.path}/versions/${path}`);
      expect(page.status).toBe(200);
      expect(page.text).toMatch(/<ins>[\s\S]*different/);
      expect(page.text).toMatch(/<del>[\s\S]*few/);
    }
    expect((await visitor.get(`${d.path}/versions/compare?from=${second}`)).text).toContain('Both say the same');
    for (const asked of [
      'from=999999',
      'from=abc',
      `from=${first!.id}&to=0`,
      'to=-1',
      'from=1e2',
      `from=${'9'.repeat(20)}`,
    ])
      for (const who of [visitor, d.outsider.at(url)])
        expect((await who.get(`${d.path}/versions/compare?${asked}`)).status, asked).toBe(404);
    expect((await new Visitor(url).get(`${d.path}/versions/compare?from=abc`)).status).toBe(404);
    expect((await d.outsider.at(url).get(`${d.path}/versions/compare?from=${first!.id}`)).status).toBe(404);
    const kept = await visitor.post(`${d.path}/versions`, { deed: 'name', name: 'By the form' });
    expect(kept.text).toContain('By the form');
  });
});

describe('the ledger', () => {
  it('counts what stands by the organisation of those who wrote it', async () => {
    const d = await aDocument(sql, texts, { text: textWith(paragraph('p1', 'twelve chars')) });
    await write(
      server,
      d.id,
      d.partnerEditor,
      textWith(paragraph('p1', 'twelve chars'), paragraph('p2', 'and by partner twenty-four ch'.slice(0, 24))),
    );
    const names = await sql<
      { id: number; name: string }[]
    >`select id, name from organisation where id in ${sql([d.lead, d.partner])} order by id`;
    expect(await readShares(texts, d.id, [...names])).toEqual([
      { organisation: names[1]!.name, characters: 24, share: 24 / 36 },
      { organisation: names[0]!.name, characters: 12, share: 12 / 36 },
    ]);
    expect((await d.leadEditor.at(url).get(`${d.path}/versions`)).text).toContain('66.7%');
  });

  it('leaves words to their author where others divide, join and turn their paragraphs', async () => {
    const [one, two] = ['Shelters are few and far apart. ', 'Those who need them walk for a day.'];
    const d = await aDocument(sql, texts, { text: textWith(paragraph('p1', one + two)) });
    const names = await sql<{ id: number; name: string }[]>`
      select id, name from organisation where id in ${sql([d.lead, d.partner])} order by id`;
    const shares = async () =>
      (await readShares(texts, d.id, [...names])).map((s) => [s.organisation === names[0]!.name, s.characters]);
    await server.settled();
    const whole = one.length + two.length;
    expect(await shares()).toEqual([[true, whole]]);
    await write(server, d.id, d.partnerEditor, textWith(paragraph('p1', one), paragraph('p2', two)));
    expect(await shares()).toEqual([[true, whole]]);
    await write(server, d.id, d.partnerEditor, textWith(heading('p2', one + two)));
    expect(await shares()).toEqual([[true, whole]]);
    // What they add is theirs.
    await write(server, d.id, d.partnerEditor, textWith(heading('p2', `${one}Ours. ${two}`)));
    expect(await shares()).toEqual([
      [true, whole],
      [false, 6],
    ]);
  });
});
