import { expect, test } from 'vitest';
import { startThread } from '../../app/documents/commands/commenting.server';
import { inviteOrganisation, uninviteOrganisation } from '../../app/documents/commands/inviting.server';
import { namePerson } from '../../app/documents/commands/naming.server';
import { aDocument, aText, write } from '../support/documents';
import { Listener } from '../support/live';
import { aPerson, type SomePerson } from '../support/people';
import { serverForFile } from '../support/server';

const server = await serverForFile();
const { sql, url } = server;
const { texts } = server.coediting;
const now = new Date();

async function sitting(person: SomePerson | null, document: number) {
  const listener = new Listener(url, person);
  const answer = await listener.ask('joinDocument', { document });
  return { listener, ok: answer.ok };
}

const comment = async (document: number, by: SomePerson) => {
  await startThread(
    sql,
    await by.reader(),
    { document, body: 'Tamarin words', anchor: null, block: '', quote: '' },
    now,
  );
  server.wake();
  await server.settled();
};

test('those who have a document open hear that its comments changed, and none of the words', async () => {
  const d = await aDocument(sql, texts, { readers: 'public' });
  const { listener, ok } = await sitting(d.partnerEditor, d.id);
  expect(ok).toBe(true);
  for (const who of [d.outsider, null]) expect((await sitting(who, d.id)).ok).toBe(false);
  await comment(d.id, d.leadEditor);
  expect(await listener.hears('document', (e) => e.what === 'comments-changed')).toMatchObject({ document: d.id });
  expect(listener.text).not.toContain('Tamarin');
  await write(server, d.id, d.leadEditor, { ...aText(), content: aText().content!.slice(0, 1) });
  server.wake();
  await listener.hears('document', (e) => e.what === 'settled');
});

test('who is put out hears so, and nothing after it', async () => {
  const d = await aDocument(sql, texts);
  const { listener } = await sitting(d.partnerEditor, d.id);
  await uninviteOrganisation(sql, await d.leadFocal.reader(), { document: d.id, organisation: d.partner }, now);
  server.wake();
  await listener.hears('documentOut');
  const heard = listener.heard.length;
  await comment(d.id, d.leadEditor);
  expect(listener.heard.slice(heard).filter((h) => h.event === 'document')).toEqual([]);
});

test('whoever stays with another part is told to read again, and others at other documents are not', async () => {
  const d = await aDocument(sql, texts);
  const elsewhere = await aDocument(sql, texts);
  const { listener } = await sitting(d.partnerEditor, d.id);
  const other = await sitting(elsewhere.partnerEditor, elsewhere.id);
  const asked = { document: d.id, organisation: d.partner, role: 'commenter' as const };
  await inviteOrganisation(sql, await d.leadFocal.reader(), asked, now);
  server.wake();
  await listener.hears('reread');
  await comment(elsewhere.id, elsewhere.leadEditor);
  await other.listener.hears('document', (e) => e.what === 'comments-changed');
  expect(other.listener.heard.filter((h) => h.event === 'reread')).toEqual([]);
});

test('a stand-in is put out at the end of their time', async () => {
  const d = await aDocument(sql, texts);
  const one = await aPerson(sql, { organisation: d.partner });
  const until = new Date(Date.now() + 3_600_000);
  const named = { document: d.id, organisation: d.partner, person: one.id, from: null, until };
  await namePerson(sql, await d.partnerFocal.reader(), named, new Date());
  const { listener, ok } = await sitting(one, d.id);
  expect(ok).toBe(true);
  // The instant comes: what waited for it is done, however long this test has taken until here.
  await sql`update document_person set until_at = clock_timestamp() where document_id = ${d.id} and person_id = ${one.id}`;
  await sql`update due set at = clock_timestamp() where deed = 'document-access' and (about ->> 'document')::bigint = ${d.id}`;
  server.wake();
  expect(await listener.hears('documentOut')).toEqual({ document: d.id });
  expect((await sitting(one, d.id)).ok).toBe(false);
});

test('leaving ends it', async () => {
  const d = await aDocument(sql, texts);
  const { listener } = await sitting(d.partnerEditor, d.id);
  await listener.ask('leaveDocument', { document: d.id });
  await comment(d.id, d.leadEditor);
  expect(listener.heard.filter((h) => h.event === 'document')).toEqual([]);
  expect((await listener.ask('joinDocument', { document: 'x' })) as object).toMatchObject({
    ok: false,
    kind: 'invalid',
  });
});
