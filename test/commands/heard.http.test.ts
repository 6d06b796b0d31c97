import { expect, test, vi } from 'vitest';
import { respond } from '../../app/consultations/response/commands.server';
import { startThread } from '../../app/documents/commands/commenting.server';
import { publishSynthesis } from '../../app/synthesis/commands/closing.server';
import { saveStatement } from '../../app/synthesis/commands/writing.server';
import { usedOf } from '../../app/voices/contributing/used.server';
import { scopes } from '../../app/voices/scopes';
import { weekOf } from '../../app/voices/week';
import { announce } from '../../db/announce';
import { Visitor } from '../support/browser-like';
import { aDocument, paragraph, textWith, write } from '../support/documents';
import { Listener } from '../support/live';
import { anOrganisation, aPerson, type SomePerson } from '../support/people';
import { aConsultationWithClaims } from '../support/responses';
import { roomData } from '../support/room-data';
import { aDoor, aReleasedExcerpt, aReleasedTheme, withdrawn } from '../support/room-door';
import { serverForFile } from '../support/server';
import { aBegunSynthesis, after, aStatementForm, during, refusalOf, waiveRest } from '../support/synthesis';
import { everyRow, everyUpdate, insertedBy, textCiting } from '../support/voices';

/*
 * What survivors said, on the platform: cited by reference, shown for a reading alone, and gone in the same request in which it
 * is taken back. The room here is its own tables, keys and door; only its pages are left out.
 */
const room = await roomData();
const { socket, fallSilent, speakAgain } = await aDoor(room);
const server = await serverForFile({ extras: { door: socket } });
const { sql, url } = server;
const { texts } = server.coediting;
const look = async () => expect(await server.hearing.look()).toBe(true);

const inside = scopes.filter((s) => s !== 'publish_outside');
let count = 0;
/** Words that stand nowhere else. */
const canary = () => `Quokka ${++count} thinks that waiting rooms should have a door which closes quietly behind us`;

const tasksOf = async (person: SomePerson) =>
  (
    await sql<{ what: string; key: string }[]>`
      select what, key from task where person_id = ${person.id} and done_at is null order by id`
  ).map((t) => t.what);
const numberOf = async (voice: string) =>
  (await sql<{ id: number }[]>`select id from voice where reference = ${voice}`)[0]!.id;

/** A document that cites these, known to the platform before. */
async function aCitingDocument(voices: string[], values: Parameters<typeof aDocument>[2] = {}) {
  const d = await aDocument(sql, texts, values);
  await write(server, d.id, d.leadEditor, textCiting(...voices));
  return d;
}

test('words are shown to those who may read them, and to nobody else a hint of them', async () => {
  const shutOut = await anOrganisation(sql, { sector: 'government', name: 'A ministry (invented)' });
  const one = await aReleasedExcerpt(room, {
    words: `${canary()} & "<b>aloud</b>"`,
    exclusions: { organisations: [shutOut] },
  });
  const open = await aReleasedExcerpt(room, { words: canary(), form: 'paraphrase', language: 'fr' });
  await look();
  const d = await aCitingDocument([one.voice, open.voice], { readers: 'public' });
  const ministry = await aPerson(sql, { organisation: shutOut });
  const unknown = await aPerson(sql);

  const mine = await d.partnerEditor.at(url).get(d.path);
  expect(mine.text).toContain(`&amp; &quot;&lt;b&gt;aloud&lt;/b&gt;&quot;`);
  expect(mine.text).toContain(`<span class="voice-words" lang="fr" dir="auto">${open.words}</span>`);
  expect(mine.headers.get('cache-control')).toBe('no-store');
  expect(mine.headers.get('etag')).toBeNull();
  expect(mine.headers.get('x-robots-tag')).toBe('noarchive, nosnippet');
  // In the page once, as what is read: in none of the data from which React goes on.
  expect(mine.text.split('aloud').length).toBe(2);

  for (const visitor of [ministry.at(url), unknown.at(url), new Visitor(url)]) {
    const page = await visitor.get(d.path);
    expect(page.text).not.toContain('aloud');
    expect(page.text).toContain('whoever said it decides who may read it');
    expect(page.text).toContain(open.words);
    expect(page.headers.get('cache-control')).toBe('no-store');
  }
  // Asked twice, the second time too by the room: nothing was kept in between.
  expect(server.pages.size.pages).toBe(0);
  const data = await d.partnerEditor.at(url).get(`${d.path}.data`);
  expect(data.status).toBe(200);
  expect(data.text).not.toContain('Quokka');
});

test('a room that is silent: the page stands, with a marker', async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const d = await aCitingDocument([one.voice], { readers: 'public' });
  await fallSilent();
  const page = await new Visitor(url).get(d.path);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Cannot be shown at this moment');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect((await new Visitor(url).get('/voices')).text).toContain('cannot be shown at this moment');
  expect(await server.hearing.look()).toBe(false);
  await speakAgain();
  expect((await new Visitor(url).get(d.path)).text).toContain(one.words);
});

test('withdrawn: gone from every rendering in the same request, its citations marked, its owners asked', {
  timeout: 90_000,
}, async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const documents = [
    await aCitingDocument([one.voice], { readers: 'public' }),
    await aCitingDocument([one.voice], { readers: 'registered' }),
    await aCitingDocument([one.voice]),
  ];
  const s = await aBegunSynthesis(sql);
  const voices = [await numberOf(one.voice)];
  const { id } = await saveStatement(
    sql,
    s.writer,
    aStatementForm(s.id, 'They ask for quiet.', [s.first], { voices }),
    during,
  );
  const places = [
    ...documents.flatMap((d) =>
      [d.path, `${d.path}/voices`, `${d.path}/sources`].map((path) => ({ path, by: d.leadEditor })),
    ),
    { path: documents[0]!.path, by: null },
    { path: `/discussions/${s.id}/synthesis`, by: s.facilitator },
    { path: `/discussions/${s.id}/synthesis/voices`, by: s.facilitator },
    { path: `/discussions/${s.id}/synthesis/edit`, by: s.facilitator },
    { path: `/discussions/${s.id}/synthesis/edit?statement=${id}`, by: s.facilitator },
    { path: '/voices', by: null },
    ...['md', 'html', 'docx', 'odt'].map((format) => ({ path: `${documents[0]!.path}.${format}`, by: null })),
  ];
  const fetched = async ({ path, by }: (typeof places)[number]) => {
    const page = await (by ? by.at(url) : new Visitor(url)).get(path);
    expect([path, page.status]).toEqual([path, 200]);
    return page;
  };
  // Each place has it before, or finding nothing afterwards would prove nothing; what is packed is looked for by its size.
  const sizes = new Map<string, number>();
  for (const place of places) {
    const { text, bytes } = await fetched(place);
    if (/docx|odt/.test(place.path)) sizes.set(place.path, bytes.length);
    else expect([place.path, text.includes(one.words)]).toEqual([place.path, true]);
  }
  await withdrawn(room, one);
  for (const place of places) {
    const { text, bytes } = await fetched(place);
    expect([place.path, text.includes(one.words)]).toEqual([place.path, false]);
    const before = sizes.get(place.path);
    if (before) expect(bytes.length).not.toBe(before);
    else if (place.path !== '/voices')
      expect([place.path, text]).toEqual([place.path, expect.stringContaining('Withdrawn at the contributor')]);
  }
  // Lists, search and what programs read never had it.
  for (const path of [
    '/search?q=Quokka',
    '/documents',
    `/discussions/${s.id}.json`,
    `/discussions/${s.id}.csv`,
    `/discussions/${s.id}.atom`,
  ])
    expect((await s.facilitator.at(url).get(path)).text).not.toMatch(/Quokka \d/);

  await look();
  const states = await sql`select distinct state from citation where cited_kind = 'voice' and cited_id = ${voices[0]!}`;
  expect([...states]).toEqual([{ state: 'gone' }]);
  for (const d of documents) expect(await tasksOf(d.leadFocal)).toContain('documents:tasks.sources');
  expect(await tasksOf(s.facilitator)).toContain('synthesis:tasks.source-changed');
  // Told twice, told once.
  await look();
  expect((await tasksOf(documents[0]!.leadFocal)).filter((t) => t === 'documents:tasks.sources')).toHaveLength(1);
});

test('no table, no co-editing update and no socket frame ever held the words', async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const d = await aCitingDocument([one.voice], { readers: 'public' });
  const listener = new Listener(url, d.leadEditor);
  await listener.connected();
  expect(await listener.ask('joinDocument', { document: d.id })).toMatchObject({ ok: true });
  expect((await d.leadEditor.at(url).get(d.path)).text).toContain(one.words);
  expect((await d.leadEditor.at(url).get(`${d.path}/voices/choose`)).text).toContain(one.words);
  await write(server, d.id, d.leadEditor, { ...textCiting(one.voice, one.voice) });
  await withdrawn(room, one);
  await look();
  await server.settled();
  await listener.hears('document' as never);
  listener.close();

  const rows = await everyRow(sql);
  const updates = await everyUpdate(sql);
  // What is looked through finds what does stand there.
  expect(rows).toContain('and we listened');
  expect(rows).toContain(one.voice);
  expect(insertedBy(updates)).toContain('and we listened');
  expect(listener.text).toContain('document');
  for (const store of [rows, insertedBy(updates), listener.text, server.logged.join('\n')])
    expect(store).not.toMatch(/Quokka|waiting rooms/);
});

test('pages that are open are told that something was taken back, at once, and neither what nor by whom', {
  timeout: 60_000,
}, async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const d = await aCitingDocument([one.voice], { readers: 'public' });
  const listeners = [new Listener(url, null), new Listener(url, d.leadEditor)];
  await Promise.all(listeners.map((listener) => listener.connected()));
  await server.settled();
  const from = listeners.map((listener) => listener.heard.length);
  // Nobody looks here: the process itself asks the room.
  await withdrawn(room, one);
  for (const [i, listener] of listeners.entries()) {
    expect(await listener.hears('voices', () => true, from[i])).toEqual({});
    listener.close();
  }
  expect((await new Visitor(url).get(d.path)).text).not.toContain(one.words);
});

test('files that leave hold the marker, unless it may be published outside', async () => {
  const kept = await aReleasedExcerpt(room, { words: canary(), consents: inside });
  const open = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const d = await aCitingDocument([kept.voice, open.voice], { readers: 'registered' });
  for (const format of ['md', 'html']) {
    const file = await d.leadEditor.at(url).get(`${d.path}.${format}`);
    expect(file.text).toContain(open.words);
    expect(file.text).not.toContain(kept.words);
    expect(file.text).toContain('it can be read on the site alone');
    expect(file.headers.get('cache-control')).toBe('private, no-store');
  }
  expect((await d.leadEditor.at(url).get(d.path)).text).toContain(kept.words);
});

test('the public page shows what may be published outside, to whoever comes, and is linked from every page', async () => {
  const kept = await aReleasedExcerpt(room, { words: canary(), consents: inside });
  const shutting = await aReleasedExcerpt(room, { words: canary(), exclusions: { organisations: [1] } });
  const open = await aReleasedExcerpt(room, { words: canary() });
  const theme = await aReleasedTheme(room, { words: `A theme: ${canary()}` });
  const page = await new Visitor(url).get('/voices');
  for (const { words } of [open, theme]) expect(page.text).toContain(words);
  for (const { words } of [kept, shutting]) expect(page.text).not.toContain(words);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect((await new Visitor(url).get('/help')).text).toContain('href="/voices"');
  await withdrawn(room, open);
  expect((await new Visitor(url).get('/voices')).text).not.toContain(open.words);
});

test('a document is not made final while a theme waits; the response reaches those who raised it', async () => {
  const theme = await aReleasedTheme(room, { words: `A theme: ${canary()}` });
  await look();
  const d = await aCitingDocument([theme.voice]);
  await look();
  expect(await tasksOf(d.leadFocal)).toContain('heard:tasks.respond-document');
  const lead = d.leadFocal.at(url);
  const here = `${d.path}/voices`;
  const finals = () => sql`select number from document_version where document_id = ${d.id} and kind = 'final'`;
  const refused = await lead.post(here, { deed: 'finish' }, { follow: false });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('has no response yet');
  expect(await finals()).toHaveLength(0);

  const response = {
    deed: `respond-${theme.voice}`,
    voice: theme.voice,
    decision: 'partly',
    reason: 'Two of four doors close now.',
    language: 'en',
    version: '0',
  };
  expect((await d.outsider.at(url).post(here, response, { follow: false })).status).toBe(404);
  expect((await d.partnerEditor.at(url).post(here, response, { follow: false })).status).toBe(403);
  expect((await lead.post(here, { ...response, decision: '' }, { follow: false })).status).toBe(422);
  const done = await lead.post(here, response);
  expect(done.text).toContain('Two of four doors close now.');
  // Somebody whose form is older is told so.
  expect((await d.leadEditor.at(url).post(here, response, { follow: false })).status).toBe(409);
  expect(await tasksOf(d.leadFocal)).not.toContain('heard:tasks.respond-document');
  // Not by those who write for the lead, nor by the secretariat, but by who speaks for it.
  for (const by of [d.leadEditor, d.secretariat, d.partnerFocal])
    expect((await by.at(url).post(here, { deed: 'finish' }, { follow: false })).status).toBe(403);
  expect((await lead.post(here, { deed: 'finish' }, { follow: false })).status).toBe(303);
  expect(await finals()).toHaveLength(1);
  expect((await d.partnerEditor.at(url).get(d.path)).text).toContain('Final as version');

  await look();
  const told =
    await room.sql`select decision, reason from response where theme = ${theme.voice} and thing = ${`document:${d.id}`}`;
  expect([...told]).toEqual([{ decision: 'partly', reason: 'Two of four doors close now.' }]);
  const used = () =>
    room.sql`select section, state from citation where voice = ${theme.voice} and thing = ${`document:${d.id}`}`;
  expect([...(await used())]).toEqual([{ section: 'first', state: 'final' }]);
  // What a contributor is shown when they return: counts, the decision, and no name of a text.
  const shown = await usedOf(room.sql, theme.supporters[0]!.contribution, weekOf(room.now()));
  expect(shown.themes).toMatchObject([
    { words: theme.words, texts: 1, decisions: [{ decision: 'partly', reason: 'Two of four doors close now.' }] },
  ]);
  expect(JSON.stringify(shown)).not.toContain('document');
  await write(server, d.id, d.leadEditor, textCiting());
  await look();
  expect(await used()).toHaveLength(0);
});

test('a theme that was put in a moment ago, and has not settled, holds a final version up too', async () => {
  const theme = await aReleasedTheme(room, { words: `A theme: ${canary()}` });
  const { finishDocument } = await import('../../app/documents/commands/hearing.server');
  await look();
  const d = await aDocument(sql, texts, {});
  const unsettled = {
    ...texts,
    read: async () =>
      (await import('../../app/documents/text/yjs')).updateTo(await texts.read(d.id), textCiting(theme.voice))!,
  };
  const merged = {
    ...unsettled,
    read: async () => (await import('yjs')).mergeUpdates([await texts.read(d.id), await unsettled.read()]),
  };
  const no = await refusalOf(finishDocument(sql, merged, await d.leadFocal.reader(), { document: d.id }, new Date()));
  expect(no.message).toBe('heard:refusals.unanswered');
  await withdrawn(room, theme.supporters[0]!);
});

test('a synthesis is not published while a theme waits, and takes none without a response afterwards', async () => {
  const theme = await aReleasedTheme(room, { words: `A theme: ${canary()}` });
  const late = await aReleasedTheme(room, { words: `A late theme: ${canary()}` });
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const s = await aBegunSynthesis(sql);
  const voices = [await numberOf(theme.voice)];
  await saveStatement(
    sql,
    s.writer,
    aStatementForm(s.id, 'They ask for doors.', [s.first, s.second], { voices }),
    during,
  );
  await waiveRest(sql, s.writer, s.id);
  expect(await refusalOf(publishSynthesis(sql, s.writer, s.id, after))).toMatchObject({
    message: 'heard:refusals.unanswered',
  });
  const writer = s.facilitator.at(url);
  const response = {
    deed: `respond-${theme.voice}`,
    voice: theme.voice,
    decision: 'not',
    reason: 'There is no money for it this year.',
    language: 'en',
    version: '0',
  };
  const page = await writer.post(`/discussions/${s.id}/synthesis/voices`, response);
  expect(page.text).toContain('There is no money for it this year.');
  await publishSynthesis(sql, s.writer, s.id, after);
  const form = (cites: { voices: number[] }, version: number, statement: number) =>
    saveStatement(
      sql,
      s.writer,
      aStatementForm(s.id, 'They ask for doors.', [s.first, s.second], { ...cites, version, statement }),
      after,
    );
  const [statement] = await sql<
    { id: number; version: number }[]
  >`select id, version from statement where discussion_id = ${s.id}`;
  const { id, version } = statement!;
  expect(await refusalOf(form({ voices: [...voices, await numberOf(late.voice)] }, version, id))).toMatchObject({
    message: 'heard:refusals.published',
  });
  await form({ voices: [...voices, await numberOf(one.voice)] }, version, id);
  const read = await new Visitor(url).get(`/discussions/${s.id}/synthesis`);
  for (const words of [theme.words, one.words]) expect(read.text).toContain(words);
  expect(read.headers.get('cache-control')).toBe('no-store');
  await look();
  const told = await room.sql`select state from citation where thing = ${`synthesis:${s.id}`} order by voice`;
  expect([...told]).toEqual([{ state: 'final' }, { state: 'final' }]);
});

test('a theme that loses its need is withheld in the same request, and does not hold up for ever', async () => {
  const theme = await aReleasedTheme(room, {
    words: `A theme: ${canary()}`,
    consents: scopes.filter((s) => s !== 'theme_alone'),
  });
  await look();
  const d = await aCitingDocument([theme.voice], { readers: 'public' });
  const page = async () => (await d.leadEditor.at(url).get(d.path)).text;
  expect(await page()).toContain(theme.words);
  await withdrawn(room, theme.supporters[2]!);
  expect(await page()).not.toContain('A theme:');
  expect(await page()).toContain('Not shown at this time');
  await look();
  const [citation] =
    await sql`select state from citation where cited_kind = 'voice' and citing_id = ${d.id} and citing_kind = 'document'`;
  expect(citation).toEqual({ state: 'hidden' });
});

test('eight words in a row in a document or a post are found, and found again when they are withdrawn', async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const d = await aDocument(sql, texts, {});
  const copied = (text: string) => textWith(paragraph('p1', text));
  await write(server, d.id, d.leadEditor, copied('Somebody thinks that waiting rooms should have a door which closes'));
  await look();
  expect(await tasksOf(d.leadFocal)).toContain('heard:tasks.document-copied');
  await write(server, d.id, d.leadEditor, copied('Somebody thinks that waiting rooms should be quiet.'));
  await look();
  expect(await tasksOf(d.leadFocal)).not.toContain('heard:tasks.document-copied');
  await write(server, d.id, d.leadEditor, copied(`Here: ${one.words}`));

  const s = await aBegunSynthesis(sql);
  const posted = await s.anna.at(url).post(
    `/discussions/${s.id}/${s.slug}`,
    {
      deed: 'post',
      body: `I heard this: ${one.words.toUpperCase()}`,
      language: 'en',
      once: crypto.randomUUID(),
      inReplyTo: '',
    },
    { follow: false },
  );
  expect(posted.status).toBe(303);
  await look();
  expect(await tasksOf(d.leadFocal)).toContain('heard:tasks.document-copied');
  expect(await tasksOf(s.facilitator)).toContain('heard:tasks.discussion-copied');

  await withdrawn(room, one);
  await look();
  expect(await tasksOf(d.leadFocal)).toContain('heard:tasks.document-withdrawn');
  expect(await tasksOf(s.facilitator)).toContain('heard:tasks.discussion-withdrawn');
  // What cannot be looked for any more is not taken for gone.
  await write(server, d.id, d.leadEditor, copied(`Still here: ${one.words}`));
  await look();
  expect(await tasksOf(d.leadFocal)).toContain('heard:tasks.document-withdrawn');
});

test('copies in a comment, a title and a response are found as those in the text are', {
  timeout: 90_000,
}, async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  const theme = await aReleasedTheme(room, { words: `A theme: ${canary()}` });
  await look();
  const copied = async (d: { leadFocal: SomePerson }) =>
    (await tasksOf(d.leadFocal)).includes('heard:tasks.document-copied');
  const commented = await aDocument(sql, texts, {});
  await write(server, commented.id, commented.leadEditor, textWith(paragraph('p1', 'Nothing of theirs.')));
  await look();
  expect(await copied(commented)).toBe(false);
  const { thread } = await startThread(
    sql,
    await commented.partnerEditor.reader(),
    { document: commented.id, body: `They said: ${one.words}`, anchor: new Uint8Array([1]), block: 'p1', quote: '' },
    new Date(),
  );
  await look();
  expect(await copied(commented)).toBe(true);
  // Taken back by whoever wrote it: it stands there no longer.
  await sql`update document_comment set withdrawn_at = clock_timestamp() where thread_id = ${thread}`;
  await look();
  expect(await copied(commented)).toBe(false);

  const titled = await aDocument(sql, texts, {});
  await write(server, titled.id, titled.leadEditor, textWith(paragraph('p1', 'Nothing of theirs.')));
  await look();
  await sql.begin(async (tx) => {
    await tx`update document set title = ${one.words} where id = ${titled.id}`;
    await announce(tx, 'document.changed', { document: titled.id });
  });
  await vi.waitFor(async () => {
    await look();
    expect(await copied(titled)).toBe(true);
  }, 30_000);

  const answering = await aCitingDocument([theme.voice]);
  await look();
  expect(await copied(answering)).toBe(false);
  const response = {
    deed: `respond-${theme.voice}`,
    voice: theme.voice,
    decision: 'not',
    language: 'en',
    version: '0',
  };
  await answering.leadFocal
    .at(url)
    .post(`${answering.path}/voices`, { ...response, reason: `You say “${theme.words}”.` });
  await look();
  expect(await copied(answering)).toBe(true);
  await answering.leadFocal
    .at(url)
    .post(`${answering.path}/voices`, { ...response, reason: 'There is no money for it.', version: '1' });
  await look();
  expect(await copied(answering)).toBe(false);

  const s = await aBegunSynthesis(sql);
  const form = aStatementForm(s.id, 'They ask for doors.', [s.first], { voices: [await numberOf(theme.voice)] });
  await saveStatement(sql, s.writer, form, during);
  await look();
  expect(await tasksOf(s.facilitator)).not.toContain('heard:tasks.discussion-copied');
  await s.facilitator.at(url).post(`/discussions/${s.id}/synthesis/voices`, { ...response, reason: theme.words });
  await look();
  expect(await tasksOf(s.facilitator)).toContain('heard:tasks.discussion-copied');
});

test('a copy in what is answered to a claim of a consultation is found, and the facilitators are told', async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const s = await aConsultationWithClaims(sql);
  const answer = (reason: string, version: number) => ({
    organisation: s.host,
    decision: 'not' as const,
    reason,
    action: '',
    dueOn: null,
    places: [],
    language: 'en' as const,
    version,
    go: 'publish' as const,
  });
  const about = { consultation: s.id, claim: s.claim };
  const by = { origin: url, now: new Date() };
  await respond(sql, await s.facilitator.reader(), about, answer(`Somebody said: ${one.words}`, 0), by);
  await look();
  expect(await tasksOf(s.facilitator)).toContain('claims:tasks.copied');
  await respond(sql, await s.facilitator.reader(), about, answer('There is no money for it.', 1), {
    ...by,
    now: new Date(),
  });
  await look();
  expect(await tasksOf(s.facilitator)).not.toContain('claims:tasks.copied');
});
