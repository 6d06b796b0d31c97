import { expect, test } from 'vitest';
import { readZip, unpackLimits } from '../../app/attachments/clean/zip';
import { publishSynthesis } from '../../app/consultations/claims/commands/publishing.server';
import { rewordClaim } from '../../app/consultations/claims/commands/writing.server';
import { scopes } from '../../app/voices/scopes';
import { Visitor } from '../support/browser-like';
import { aConsultationToCode, during, tagWords, waiveOthers } from '../support/claims';
import { roomData } from '../support/room-data';
import { aDoor, aReleasedExcerpt, aReleasedTheme, withdrawn } from '../support/room-door';
import { serverForFile } from '../support/server';
import { refusalOf } from '../support/synthesis';
import { everyRow } from '../support/voices';

/*
 * Survivors' themes in the synthesis of a consultation: tagged as a whole by their reference, shown for a reading alone, in no
 * file, and gone in the same request in which they are taken back.
 */
const room = await roomData();
const { socket } = await aDoor(room);
const server = await serverForFile({ extras: { door: socket } });
const { sql, url } = server;
const look = async () => expect(await server.hearing.look()).toBe(true);
const over = { starts: [-96, -72, -48, 24, 48, 72] as [number, number, number, number, number, number] };
/** For those who have an account, and as one of several. */
const inside = scopes.filter((s) => s !== 'publish_outside' && s !== 'theme_alone');
let count = 0;
/** Words that stand nowhere else. */
const canary = () =>
  `Wombat ${++count} thinks that interpreters should sit beside her and never in front of the window`;
const numberOf = async (voice: string) =>
  (await sql<{ id: number }[]>`select id from voice where reference = ${voice}`)[0]!.id;

/** A claim that rests on a theme and on nothing else. */
async function aClaimOfTheme() {
  const theme = await aReleasedTheme(room, { words: canary(), consents: inside });
  await look();
  const c = await aConsultationToCode(sql, over);
  // Of somebody without an organisation nobody can tell whether an exclusion means them.
  await sql`update person set organisation_id = ${c.host} where id = ${c.facilitator.id}`;
  const source = { kind: 'voice' as const, id: await numberOf(theme.voice) };
  const claim = await tagWords(sql, c.coder, c.id, source, '', {
    body: 'Interpreters should be placed with care.',
    section: 'survivors',
    at: during,
  });
  return { ...c, theme, claim };
}

async function respondAndPublish(c: Awaited<ReturnType<typeof aClaimOfTheme>>): Promise<void> {
  const answer = await c.facilitator.at(url).post(`/consultations/${c.id}/claims/voices`, {
    deed: `respond-${c.theme.voice}`,
    voice: c.theme.voice,
    decision: 'partly',
    reason: 'Rooms are changed where there are two.',
    language: 'en',
    version: '0',
  });
  expect(answer.status).toBe(200);
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
}

test('a theme is tagged on its own page, whole, and a synthesis that owes it a response is not published', async () => {
  const theme = await aReleasedTheme(room, { words: canary() });
  await look();
  const c = await aConsultationToCode(sql, over);
  const coder = c.facilitator.at(url);
  const here = `/consultations/${c.id}/claims/voices`;
  const page = await coder.get(here);
  expect(page.text).toContain(theme.words);
  expect(page.headers.get('cache-control')).toBe('no-store');
  const id = await numberOf(theme.voice);
  const once = /name="once" value="([^"]+)"/.exec(page.text)![1]!;
  const form = {
    deed: `tag-${id}`,
    voice: String(id),
    claim: 'new',
    body: 'Interpreters matter.',
    section: 'survivors',
    language: 'en',
    once,
    side: 'for',
  };
  expect((await coder.post(here, form)).status).toBe(200);
  expect((await coder.get(`/consultations/${c.id}/claims`)).text).toContain('Interpreters matter.');
  await waiveOthers(sql, c.coder, c.id);
  expect(await refusalOf(publishSynthesis(sql, c.coder, c.id, during))).toMatchObject({
    message: 'heard:refusals.unanswered',
  });
  await look();
  const tasks = await sql`select what from task where person_id = ${c.facilitator.id} and done_at is null`;
  expect(tasks.map((t) => t.what)).toContain('claims:tasks.respond');
});

test('words of one person are no theme, and are not tagged', async () => {
  const one = await aReleasedExcerpt(room, { words: canary() });
  await look();
  const c = await aConsultationToCode(sql, over);
  const source = { kind: 'voice' as const, id: await numberOf(one.voice) };
  const refused = await refusalOf(tagWords(sql, c.coder, c.id, source, '', { at: during }));
  expect(refused.message).toBe('heard:refusals.not-citable');
});

test('shown as a survivor’s view by its week, in pages that are never kept, and in no file', async () => {
  const c = await aClaimOfTheme();
  await respondAndPublish(c);
  const pages = [`/consultations/${c.id}/synthesis`, `/claims/${c.claim}`, `/consultations/${c.id}/report`];
  for (const path of pages) {
    for (const visitor of [c.anna.at(url), new Visitor(url)]) {
      const page = await visitor.get(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).toMatch(/A survivor’s view · cited in week \d{1,2} of 20\d\d/);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('etag')).toBeNull();
      const data = await visitor.get(`${path}.data`);
      expect(data.text).not.toContain('Wombat');
    }
    expect((await c.anna.at(url).get(path)).text).toContain(c.theme.words);
  }
  for (const format of ['html', 'docx']) {
    const file = await c.anna.at(url).get(`/consultations/${c.id}/report.${format}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('cache-control')).toContain('no-store');
    const text =
      format === 'html'
        ? file.text
        : Buffer.from((await readZip(file.bytes, unpackLimits)).get('word/document.xml')!).toString();
    expect(text).toContain('stands in no file');
    expect(text).not.toMatch(/Wombat|interpreters should sit/);
  }
});

test('taken back: gone from every page in the same request, the claim says so, and its coders are asked', async () => {
  const c = await aClaimOfTheme();
  await respondAndPublish(c);
  const places = [
    { path: `/consultations/${c.id}/synthesis`, by: c.anna },
    { path: `/claims/${c.claim}`, by: c.anna },
    { path: `/consultations/${c.id}/report`, by: c.anna },
    { path: `/consultations/${c.id}/claims/${c.claim}`, by: c.facilitator },
    { path: `/consultations/${c.id}/claims/voices`, by: c.facilitator },
  ];
  const read = async ({ path, by }: (typeof places)[number]) => (await by.at(url).get(path)).text;
  // Each place has it before, or finding nothing afterwards would prove nothing.
  for (const place of places)
    expect([place.path, (await read(place)).includes(c.theme.words)]).toEqual([place.path, true]);
  await withdrawn(room, c.theme.supporters[0]!);
  for (const place of places)
    expect([place.path, (await read(place)).includes(c.theme.words)]).toEqual([place.path, false]);
  await look();
  const [citation] = await sql`select state from citation where citing_kind = 'claim' and citing_id = ${c.claim}`;
  expect(citation!.state).not.toBe('current');
  const tasks = await sql`select what from task where person_id = ${c.facilitator.id} and done_at is null`;
  expect(tasks.map((t) => t.what)).toContain('claims:tasks.source-changed');
  expect(await everyRow(sql)).not.toMatch(/Wombat|interpreters should sit/);
  expect(server.logged.join('\n')).not.toMatch(/Wombat/);
});

test('a claim that repeats protected words is found, and whoever facilitates is asked to word it otherwise', async () => {
  const one = await aReleasedExcerpt(room, {
    words: 'Numbats rest where nobody asks them for papers before the second cup of tea',
  });
  await look();
  const c = await aConsultationToCode(sql, over);
  const claim = await tagWords(sql, c.coder, c.id, { kind: 'post', id: c.first }, 'Nobody else will pay.', {
    at: during,
  });
  await rewordClaim(
    sql,
    c.coder,
    { consultation: c.id, claim, version: 1, language: 'en', body: `They said: ${one.words}.` },
    // Later than the words before it, which the server may have looked through by itself meanwhile.
    new Date(during.getTime() + 30_000),
  );
  await look();
  const tasks = async () =>
    (await sql`select what from task where person_id = ${c.facilitator.id} and done_at is null`).map((t) => t.what);
  expect(await tasks()).toContain('claims:tasks.copied');
  const later = new Date(during.getTime() + 60_000);
  await rewordClaim(
    sql,
    c.coder,
    { consultation: c.id, claim, version: 2, language: 'en', body: 'In our own words.' },
    later,
  );
  await look();
  expect(await tasks()).not.toContain('claims:tasks.copied');
});
