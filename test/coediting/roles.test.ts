import { beforeAll, describe, expect, test } from 'vitest';
import { updateTo } from '../../app/documents/text/yjs';
import { announce } from '../../db/announce';
import { aParagraph, Wire } from '../support/coediting';
import { aDocument, aText, paragraph, type SomeDocument, textWith, words } from '../support/documents';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

/*
 * Every role against a real document over the co-editing endpoint: the code with which one is sent away at the door, or
 * what becomes of an update that changes the text.
 */
const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const who: Record<string, SomePerson | null> = {};
let d: SomeDocument;
let open: SomeDocument;

async function named(role: string, dates: { from?: Date; until?: Date } = {}): Promise<SomePerson> {
  const organisation = await anOrganisation(sql);
  const person = await aPerson(sql, { organisation });
  await sql`
    insert into document_organisation (document_id, organisation_id, role, invited_by)
    values (${d.id}, ${organisation}, ${role}, ${d.leadFocal.id})`;
  await sql`
    insert into document_person (document_id, organisation_id, person_id, named_by, from_at, until_at)
    values (${d.id}, ${organisation}, ${person.id}, ${d.leadFocal.id}, ${dates.from ?? null}, ${dates.until ?? null})`;
  return person;
}

const hour = 3_600_000;

beforeAll(async () => {
  d = await aDocument(sql, texts);
  open = await aDocument(sql, texts, { readers: 'public' });
  Object.assign(who, {
    'a visitor': null,
    'someone who waits for approval': await aPerson(sql, { state: 'waiting', organisation: d.lead }),
    'someone from outside': d.outsider,
    'someone of the organisation who was not named': await aPerson(sql, { organisation: d.lead }),
    'a reader': await named('reader'),
    'a commenter': await named('commenter'),
    'a suggester': await named('suggester'),
    'an editor': await named('editor'),
    'an editor of the lead organisation': d.leadEditor,
    'the focal point of the lead organisation': d.leadFocal,
    'the focal point of a partner': d.partnerFocal,
    'the secretariat': d.secretariat,
    'a stand-in in their days': await named('editor', {
      from: new Date(Date.now() - hour),
      until: new Date(Date.now() + hour),
    }),
    'a stand-in before them': await named('editor', { from: new Date(Date.now() + hour) }),
    'a stand-in after them': await named('editor', { until: new Date(Date.now() - hour) }),
  });
});

describe.each<[string, number | 'refused' | 'saved']>([
  ['a visitor', 4401],
  ['someone who waits for approval', 4404],
  ['someone from outside', 4404],
  ['someone of the organisation who was not named', 4404],
  ['a reader', 'refused'],
  ['a commenter', 'refused'],
  ['a suggester', 'refused'],
  ['an editor', 'saved'],
  ['an editor of the lead organisation', 'saved'],
  ['the focal point of the lead organisation', 'saved'],
  ['the focal point of a partner', 'saved'],
  ['the secretariat', 'refused'],
  ['a stand-in in their days', 'saved'],
  ['a stand-in before them', 4404],
  ['a stand-in after them', 4404],
])('%s', (name, expected) => {
  test(`${typeof expected === 'number' ? `is sent away with ${expected}` : `is let in, and an update is ${expected}`}`, async () => {
    const wire = new Wire(url, who[name]!, d.id);
    if (typeof expected === 'number') {
      expect(await wire.closed()).toBe(expected);
      expect(wire.got).toEqual([]);
      return;
    }
    await wire.joins();
    expect(wire.words).toContain('Shelters are few');
    wire.update(aParagraph(`From ${name}.`, await texts.read(d.id)));
    if (expected === 'saved') {
      await wire.gets('saved');
      wire.leave();
    } else {
      expect(await wire.closed()).toBe(4405);
      expect(Buffer.from(await texts.read(d.id)).includes(`From ${name}.`)).toBe(false);
    }
  });
});

test('all who knock at the same instant, on several documents, get each their own answer', async () => {
  const names = ['someone from outside', 'a reader', 'an editor', 'a stand-in after them', 'a visitor'];
  const rooms = [d.id, open.id, 999_999];
  const knocking = names.flatMap((name) =>
    rooms.map((room) => ({ name, room, wire: new Wire(url, who[name]!, room) })),
  );
  const answers = await Promise.all(
    knocking.map(async ({ name, room, wire }) => {
      const code = await Promise.race([wire.closed(), wire.joins().then(() => 'in')]);
      return `${name}, ${room === d.id ? 'theirs' : room === open.id ? 'another' : 'none'}: ${code}`;
    }),
  );
  expect(answers.filter((answer) => answer.endsWith('in'))).toEqual(['a reader, theirs: in', 'an editor, theirs: in']);
  expect(answers.filter((answer) => answer.endsWith('4401'))).toHaveLength(3);
  expect(answers.filter((answer) => answer.endsWith('4404'))).toHaveLength(10);
});

test('a public document is read as a page, not over a socket; one that does not exist is not to be seen either', async () => {
  expect(await new Wire(url, d.outsider, open.id).closed()).toBe(4404);
  expect(await new Wire(url, d.secretariat, 999_999).closed()).toBe(4404);
});

test('a suggester proposes in their own name, and in nobody else’s', async () => {
  const suggester = who['a suggester']!;
  const reader = await suggester.reader();
  const proposal = (person: number) => {
    const attrs = { id: `s${person}`, person, organisation: reader.organisationId, at: new Date().toISOString() };
    const text = aText();
    text.content![1] = paragraph(
      'p1',
      'Shelters are few and far apart.',
      words(' Proposed.', { type: 'insertion', attrs }),
    );
    return text;
  };
  const own = await aDocument(sql, texts);
  await sql`
    insert into document_organisation (document_id, organisation_id, role, invited_by)
    values (${own.id}, ${reader.organisationId}, 'suggester', ${own.leadFocal.id})`;
  await sql`
    insert into document_person (document_id, organisation_id, person_id, named_by)
    values (${own.id}, ${reader.organisationId}, ${suggester.id}, ${own.leadFocal.id})`;
  const state = await texts.read(own.id);
  const wire = await new Wire(url, suggester, own.id).joins();
  wire.update(updateTo(state, proposal(suggester.id)));
  await wire.gets('saved');
  const other = await new Wire(url, suggester, own.id).joins();
  other.update(updateTo(await texts.read(own.id), proposal(own.leadEditor.id)));
  expect(await other.closed()).toBe(4405);
});

test('someone whose organisation becomes a reader is put out at the next word', async () => {
  const editor = await named('editor');
  const reader = await editor.reader();
  const wire = await new Wire(url, editor, d.id).joins();
  await sql.begin(async (tx) => {
    await tx`update document_organisation set role = 'reader' where document_id = ${d.id} and organisation_id = ${reader.organisationId}`;
    await announce(tx, 'document.access-changed', { document: d.id });
  });
  server.wake();
  await server.settled();
  wire.update(aParagraph('No more.', await texts.read(d.id)));
  expect(await wire.closed()).toBe(4405);
});

test('rights that are withdrawn while a crowd is at the door: nobody who has none any more stays', async () => {
  const editor = await named('editor');
  const reader = who['a reader']!;
  const crowd = Array.from({ length: 12 }, () => [new Wire(url, editor, d.id), new Wire(url, reader, d.id)] as const);
  // Some are in, some are being asked about, some have not been heard of.
  await crowd[0]![0].joins();
  await sql.begin(async (tx) => {
    await tx`delete from document_person where document_id = ${d.id} and person_id = ${editor.id}`;
    await announce(tx, 'document.access-changed', { document: d.id });
  });
  server.wake();
  expect(await Promise.all(crowd.map(([wire]) => wire.closed()))).toEqual(crowd.map(() => 4404));
  await Promise.all(crowd.map(([, wire]) => wire.joins()));
  expect(crowd.map(([, wire]) => wire.code)).toEqual(crowd.map(() => null));
});

test('what is written becomes readable: the text settles as a document', async () => {
  const wire = await new Wire(url, d.leadEditor, d.id).joins();
  wire.update(updateTo(await texts.read(d.id), textWith(paragraph('p9', 'Readable to all who may.'))));
  await wire.gets('saved');
  await server.settled();
  const [row] = await sql<{ plain: string }[]>`select plain from document_settled where document_id = ${d.id}`;
  expect(row!.plain).toContain('Readable to all who may.');
});
