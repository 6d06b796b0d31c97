import { expect, test } from 'vitest';
import { readZip, unpackLimits } from '../../app/attachments/clean/zip';
import { publishSynthesis } from '../../app/consultations/claims/commands/publishing.server';
import { findChromium } from '../../app/documents/exchange/chromium.server';
import { scopes } from '../../app/voices/scopes';
import { Visitor } from '../support/browser-like';
import { aConsultationToCode, during, tagWords, waiveOthers } from '../support/claims';
import type { SomePerson } from '../support/people';
import { roomForFile } from '../support/room';
import { aReleasedTheme } from '../support/room-released';
import { serverForFile } from '../support/server';
import { everyRow } from '../support/voices';
import { show, walk } from './loop-support';

/*
 * What survivors said in what a consultation came to: from the room's own pages to every surface of the platform, and back. Who
 * supported a theme takes her words back with the code on her paper, and nothing of them is found anywhere in the next request.
 */
const room = await roomForFile();
const server = await serverForFile({ extras: { door: room.door } });
const { sql, url } = server;
const look = async () => expect(await server.hearing.look()).toBe(true);
const over = { starts: [-96, -72, -48, 24, 48, 72] as [number, number, number, number, number, number] };
/** For those who have an account, and as one of several. */
const inside = scopes.filter((s) => s !== 'publish_outside' && s !== 'theme_alone');
const words = 'Bandicoots would rather have the interpreter sit beside them and the door left open';
const canary = /Bandicoot|interpreter sit beside/;

interface Place {
  path: string;
  by: SomePerson | null;
}

/** A page, or a file with all that is packed in it; of what is printed the letters are no text. */
async function read({ path, by }: Place): Promise<string> {
  const who = by ? by.at(url) : new Visitor(url);
  let answer = await who.get(path);
  for (let tries = 0; answer.status === 429 && tries < 60; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    answer = await who.get(path);
  }
  expect([path, answer.status]).toEqual([path, 200]);
  if (!path.endsWith('.docx')) return answer.text;
  const parts = await readZip(answer.bytes, unpackLimits);
  return [...parts.values()].map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n');
}

test('a theme in a claim, a synthesis, a report and a response: taken back by her code, gone from every surface at once', {
  timeout: 300_000,
}, async () => {
  const theme = await aReleasedTheme(room, { words, consents: inside });
  await look();
  const c = await aConsultationToCode(sql, over);
  await sql`update person set organisation_id = ${c.host} where id = ${c.facilitator.id}`;
  const [voice] = await sql<{ id: number }[]>`select id from voice where reference = ${theme.voice}`;
  const claim = await tagWords(sql, c.coder, c.id, { kind: 'voice', id: voice!.id }, '', {
    body: 'Interpreters should be placed with care.',
    section: 'survivors',
    at: during,
  });
  const facilitator = c.facilitator.at(url);
  await facilitator.post(`/consultations/${c.id}/claims/voices`, {
    deed: `respond-${theme.voice}`,
    voice: theme.voice,
    decision: 'partly',
    reason: 'Rooms are changed where there are two.',
    language: 'en',
    version: '0',
  });
  await waiveOthers(sql, c.coder, c.id);
  await publishSynthesis(sql, c.coder, c.id, during);
  const answered = await facilitator.post(`/consultations/${c.id}/responses/${claim}`, {
    deed: `respond-${c.host}`,
    organisation: String(c.host),
    decision: 'accepted',
    reason: 'It costs little.',
    action: 'A chair is put beside the person.',
    language: 'en',
    version: '0',
    go: 'publish',
  });
  expect(answered.status).toBe(200);
  const [commitment] = await sql<{ id: number }[]>`select id from commitment where owner_organisation_id = ${c.host}`;
  // The text that the synthesis is written up in cites the claim.
  await facilitator.post(`/consultations/${c.id}/claims`, { deed: 'document' });
  const [written] = await sql<{ document: number | null }[]>`
    select document_id as document from consultation_synthesis where consultation_id = ${c.id}`;

  const here = `/consultations/${c.id}`;
  const shows: Place[] = [
    { path: `${here}/synthesis`, by: c.anna },
    { path: `${here}/report`, by: c.anna },
    { path: `/claims/${claim}`, by: c.anna },
    { path: `${here}/claims/${claim}`, by: c.facilitator },
    { path: `${here}/claims/voices`, by: c.facilitator },
  ];
  const never: Place[] = [
    ...['', '/responses', '/results', '/balance', '/report.html', '/report.docx', '/synthesis', '/report'].map(
      (path) => ({
        path: here + path,
        by: null,
      }),
    ),
    ...(findChromium() ? [{ path: `${here}/report.pdf`, by: c.anna }] : []),
    ...['/report.html', '/report.docx', '/responses', '/results.csv'].map((path) => ({
      path: here + path,
      by: c.anna,
    })),
    { path: `${here}/responses/${claim}`, by: c.facilitator },
    { path: `${here}/claims`, by: c.facilitator },
    { path: `/commitments/${commitment!.id}`, by: null },
    { path: `/claims/${claim}`, by: null },
    { path: `/trace/post/${c.first}`, by: null },
    { path: `/documents/${written!.document}`, by: c.facilitator },
    ...['/commitments', '/commitments.csv', '/consultations.atom', '/recommendations.atom'].map((path) => ({
      path,
      by: null,
    })),
    ...['/contributions', '/for-you', '/search?q=interpreter+beside', '/notices'].map((path) => ({ path, by: c.anna })),
  ].map((place) => (place.path === here ? { ...place, path: `${here}/${c.slug}` } : place));

  // Each place has it before, or finding nothing afterwards would prove nothing.
  for (const place of shows) expect([place.path, (await read(place)).includes(words)]).toEqual([place.path, true]);
  for (const place of never) expect([place.path, canary.test(await read(place))]).toEqual([place.path, false]);
  const file = { path: `${here}/report.html`, by: c.anna };
  const docx = { path: `${here}/report.docx`, by: c.anna };
  for (const one of [file, docx]) expect(await read(one)).toContain('survivor’s view, cited in week');
  expect(await read({ path: `${here}/responses`, by: null })).toContain('survivor’s view, week');

  // She comes back with the code on her paper, sees what became of it, and takes it back.
  await look();
  const [supporter] = theme.supporters;
  const visitor = room.visitor();
  await walk.code(visitor, supporter!.receipt.shown);
  await show(visitor, 'used');
  expect(visitor.words()).toContain('Rooms are changed where there are two.');
  expect(visitor.page.text).not.toContain('A consultation on');
  await show(visitor, 'withdraw');
  await visitor.submit('withdraw', { text: supporter!.contribution });
  expect(visitor.words()).toContain('Your words are gone');

  // In the next request, and before anybody has told the platform.
  for (const place of [...shows, ...never])
    expect([place.path, canary.test(await read(place))]).toEqual([place.path, false]);
  await look();
  for (const place of [...shows, ...never.filter(({ path }) => !path.endsWith('.pdf'))])
    expect([place.path, canary.test(await read(place))]).toEqual([place.path, false]);
  // A file made now says that it is gone, and not that it can be read elsewhere; nor does a response count its week.
  for (const one of [file, docx]) {
    const text = await read(one);
    expect(text).not.toContain('survivor’s view, cited in week');
    expect(text).toContain('Source changed');
  }
  expect(await read({ path: `${here}/responses`, by: null })).not.toContain('survivor’s view, week');
  for (const page of [`${here}/synthesis`, `/claims/${claim}`])
    expect((await c.anna.at(url).get(page)).headers.get('cache-control')).toBe('no-store');

  const tasks = await sql<{ what: string }[]>`
    select what from task where person_id = ${c.facilitator.id} and done_at is null`;
  expect(tasks.map((t) => t.what)).toContain('claims:tasks.source-changed');
  expect(await everyRow(sql)).not.toMatch(canary);
  expect(server.logged.join('\n')).not.toMatch(canary);
  const back = room.visitor();
  await walk.code(back, supporter!.receipt.shown);
  expect(back.words()).toContain('This code opens nothing.');
});
