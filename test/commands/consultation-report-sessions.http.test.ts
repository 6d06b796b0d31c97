import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { readZip, unpackLimits } from '../../app/attachments/clean/zip';
import { publishSynthesis } from '../../app/consultations/claims/commands/publishing.server';
import { answerInSession } from '../../app/consultations/session/commands/answering.server';
import { findChromium } from '../../app/documents/exchange/chromium.server';
import { Visitor } from '../support/browser-like';
import { aConsultationToCode, during, tagWords, waiveOthers } from '../support/claims';
import { aPart } from '../support/consultations';
import { anOrganisation, type SomePerson } from '../support/people';
import { aRecommendation } from '../support/recommendations';
import { serverForFile } from '../support/server';
import { aSessionOf, gone, of, over, type SomeSession, started } from '../support/sessions';
import { votesOf } from '../support/statements';
import { aQuestion, ended } from '../support/talk';

/* What a consultation's report says of its live sessions: on the page, and in files that are opened here. */
const server = await serverForFile();
const { sql, url } = server;
/** Its synthesis is being written: then it can be published. */
const starts: [number, number, number, number, number, number] = [-96, -72, -48, 24, 48, 72];

const settled = async () => {
  server.wake();
  await server.settled();
};
const words = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>|<!-- -->|<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ');

async function aReported(values: Parameters<typeof aConsultationToCode>[1] = {}) {
  const c = await aConsultationToCode(sql, { starts, ...values });
  await aPart(sql, c, { kind: 'statements' });
  return { ...c, statements: [c.statement] };
}

async function publish(c: Awaited<ReturnType<typeof aReported>>): Promise<void> {
  await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.first }, 'Nobody else will pay.', { at: during });
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
}

/** So many people of each sector who were marked as having been there. */
async function present(event: number, sectors: Record<string, number>): Promise<void> {
  for (const [sector, count] of Object.entries(sectors))
    await sql`
      insert into registration (event_id, email, name, sector, region, language, time_zone, state, place_order, attended_at)
      select ${event}, ${sector} || n || '@plenary.example', 'Somebody', ${sector}, '002', 'en', 'UTC', 'registered', nextval('registration_order'), now()
      from generate_series(1, ${count}::int) n`;
}

async function answer(session: SomeSession, who: SomePerson, place: number, choice: number): Promise<void> {
  const item = session.items[place]!;
  const choices = await sql<{ id: number }[]>`
    select c.id from talk_poll_choice c join led_item i on i.poll_id = c.poll_id where i.id = ${item} order by c.position`;
  await answerInSession(
    sql,
    await who.reader(),
    { event: session.event.id, item, choices: [choices[choice]!.id] },
    new Date(),
  );
}

/** A session that is over, with statements, a poll, people who were there and what was taken on. */
async function aHeld(c: Awaited<ReturnType<typeof aReported>>) {
  const session = await aSessionOf(sql, c, { items: ['question', 'statements', 'poll'], during: ['synthesis'] });
  await started(sql, session);
  await gone(sql, session, 1);
  for (const sector of ['media', 'government'])
    await votesOf(sql, c.id, sector, c.statement, { agree: 8, disagree: 6, pass: 5 });
  // One alone of its sector, and survivor groups.
  await votesOf(sql, c.id, 'academia', c.statement, { disagree: 1 });
  await votesOf(sql, c.id, 'survivor-group', c.statement, { agree: 37 });
  await gone(sql, session, 2);
  for (let n = 0; n < 7; n++) await answer(session, await of(sql, 'media'), 2, 0);
  for (let n = 0; n < 6; n++) await answer(session, await of(sql, 'government'), 2, 1);
  for (let n = 0; n < 3; n++) await answer(session, await of(sql, 'survivor-group'), 2, 1);
  await over(sql, session);
  const question = await aQuestion(sql, session.event, session.event.one, 'Numbats ask who pays.');
  await ended(sql, session.event.id);
  await present(session.event.id, { media: 9, government: 23, academia: 1, 'survivor-group': 31 });
  await sql`insert into announcement (what, ids) values ('consultation.votes-changed', ${sql.json({ consultation: c.id })})`;
  await settled();
  return { ...session, question };
}

async function textOf(who: Visitor, c: { id: number }, format: 'docx' | 'html' | 'page'): Promise<string> {
  const file = await who.get(`/consultations/${c.id}/report${format === 'page' ? '' : `.${format}`}`);
  expect(file.status).toBe(200);
  if (format !== 'docx') return words(file.text);
  const parts = await readZip(file.bytes, unpackLimits);
  // A run of Word ends no word, a cell and a paragraph do.
  return Buffer.from(parts.get('word/document.xml')!)
    .toString()
    .replace(/<\/w:p>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');
}

test('says who took part, what was asked, how it came out and what is followed up: alike on the page and in files', async () => {
  const c = await aReported();
  const session = await aHeld(c);
  const owner = await anOrganisation(sql, { name: 'Port office (invented)' });
  const followed = await aRecommendation(sql, c.facilitator.id, { owner, due: '2031-05-04' });
  await sql`update outcome o set event_id = ${session.event.id} from recommendation r where r.id = ${followed} and o.id = r.outcome_id`;
  await sql`update talk_question set owner_id = ${session.event.speaker.id}, due_on = '2031-06-01', state = 'shown' where id = ${session.question}`;
  await sql`update talk set closed_at = now(), closed_by = ${session.event.facilitator.id} where event_id = ${session.event.id}`;
  await publish(c);
  for (const format of ['page', 'html', 'docx'] as const) {
    const text = await textOf(new Visitor(url), c, format);
    for (const said of [
      'Live sessions',
      'A regional session (invented)',
      'Who was there',
      'Item 1: question (invented)',
      'What would change in practice (invented)?',
      'Shelters should be free.',
      'Which first (invented)?',
      '13 people answered',
      'Lights on every quay (invented).',
      'Port office (invented)',
      'by 4 May 2031',
      'A question from the floor: Speaker Demonstration answers it by 1 June 2031.',
    ])
      expect([format, said, text.includes(said)]).toEqual([format, said, true]);
    // The poll: two choices of which enough people were.
    expect(text).toMatch(/This 7 That 6/);
    // Statements: one sector is withheld beside the one that has a single member, and the sum is without survivor groups.
    expect(text).toMatch(/Government – .*Media 8 6 5 43.*All together 16 13 10 40/);
    // Who was there: sectors that stay apart where small numbers are put together, no sum, and no survivor groups.
    expect(text).toMatch(/Government 23/);
    expect(withoutTimes(text)).not.toMatch(/Survivor group \d|\b37\b|\b31\b|\b64\b/);
    // Words of a question from the floor stand at the event, and not here.
    expect(text).not.toContain('Numbats');
  }
});

test('what was there before it is over, or is not for this reader, or is the later consultation’s, is not in it', async () => {
  const c = await aReported();
  const running = await aSessionOf(sql, c, { items: ['poll'], during: ['synthesis'] });
  await started(sql, running);
  const hidden = await aSessionOf(sql, c, { items: ['floor'], readers: 'registered', during: ['synthesis'] });
  await sql`update event_text set title = 'A closed session (invented)' where event_id = ${hidden.event.id}`;
  await started(sql, hidden);
  await over(sql, hidden);
  const shared = await aSessionOf(sql, c, { items: ['floor'], during: ['synthesis'] });
  await sql`update event_text set title = 'A shared session (invented)' where event_id = ${shared.event.id}`;
  await started(sql, shared);
  await over(sql, shared);
  await publish(c);
  const later = await aReported();
  await aPart(sql, later, { kind: 'session', subject: shared.event.id });
  await publish(later);
  for (const format of ['page', 'html', 'docx'] as const) {
    const [visitor, member] = [await textOf(new Visitor(url), c, format), await textOf(c.anna.at(url), c, format)];
    for (const text of [visitor, member]) {
      expect(text).not.toContain('A regional session (invented)');
      expect(text).not.toContain('A shared session (invented)');
    }
    expect(visitor).not.toContain('A closed session');
    expect(visitor).not.toContain('Live sessions');
    expect(member).toContain('A closed session (invented)');
    expect(await textOf(new Visitor(url), later, format)).toContain('A shared session (invented)');
  }
});

test('few of a sector are told by neither the report nor the event: one page laid beside the other says no more', async () => {
  const c = await aReported();
  const session = await aSessionOf(sql, c, { items: ['floor'], during: ['synthesis'] });
  await started(sql, session);
  await over(sql, session);
  await ended(sql, session.event.id);
  await present(session.event.id, { media: 12, government: 9, academia: 1, 'survivor-group': 4 });
  await publish(c);
  const event = words((await new Visitor(url).get(session.event.path)).text);
  const report = await textOf(new Visitor(url), c, 'html');
  expect(event).toMatch(/26 people were there/);
  // One and four make five together, which names nobody; the sum is on the one page alone.
  expect(event).toMatch(/Others together 5/);
  expect(withoutTimes(report)).not.toMatch(/\b26\b/);
  for (const text of [event, report]) {
    expect(text).toMatch(/Media 12/);
    expect(withoutTimes(text)).not.toMatch(/Academia[^.]{0,20} 1\b|Survivor[^.]{0,12} 4\b/);
  }
});

test('made twice it is the same, and a printed one leads to the session and to what is followed up', async () => {
  const c = await aReported();
  const session = await aHeld(c);
  const followed = await aRecommendation(sql, c.facilitator.id);
  await sql`update outcome o set event_id = ${session.event.id} from recommendation r where r.id = ${followed} and o.id = r.outcome_id`;
  await publish(c);
  const get = (format: string) => new Visitor(url).get(`/consultations/${c.id}/report.${format}`);
  const [one, two] = [await get('docx'), await get('docx')];
  const parts = await Promise.all([one, two].map((f) => readZip(f.bytes, unpackLimits)));
  const text = (i: number) => Buffer.from(parts[i]!.get('word/document.xml')!).toString();
  expect(text(0)).toContain('A regional session (invented)');
  expect(text(0)).toBe(text(1));
  const links = Buffer.from(parts[0]!.get('word/_rels/document.xml.rels')!).toString();
  const places = [session.path, `/recommendations/${followed}`];
  for (const place of places) expect(links).toContain(`${place}"`);
  if (!findChromium()) return;
  let pdf = await get('pdf');
  // Where others print at the same moment, once more until there is room.
  for (let tries = 0; pdf.status === 429 && tries < 60; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    pdf = await get('pdf');
  }
  expect(pdf.status).toBe(200);
  const printed = await linksIn(pdf.bytes);
  for (const place of places) expect(printed.some((to) => to.endsWith(place))).toBe(true);
});

test('a page of it takes as few statements as before', async () => {
  const c = await aReported();
  await aHeld(c);
  await publish(c);
  await settled();
  server.statements();
  expect((await c.anna.at(url).get(`/consultations/${c.id}/report`)).status).toBe(200);
  expect(server.pageStatements().slice(3)).toEqual([]);
});

/** The figures of days and hours are no figures of a page. */
function withoutTimes(text: string): string {
  return text.replace(/\b\d{1,2}:\d{2}\b|\b\d{1,2} \p{Lu}\p{Ll}+ \d{4}/gu, '');
}

/** Where links of a PDF lead to. */
async function linksIn(bytes: Buffer): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return pdf.getPages().flatMap((page) => {
    const annotations = page.node.Annots();
    if (!annotations) return [];
    return Array.from({ length: annotations.size() }, (_, i) => {
      const action = annotations.lookup(i, PDFDict).lookupMaybe(PDFName.of('A'), PDFDict);
      const to = action?.lookupMaybe(PDFName.of('URI'), PDFString);
      return to?.asString() ?? '';
    });
  });
}
