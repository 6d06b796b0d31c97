import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../app/voices/crypto/tokens';
import { tellVoice } from '../../app/voices/door/changes.server';
import { type Audience, most, outside, type Surface, surfaces } from '../../app/voices/door/protocol';
import { type Scope, scopes } from '../../app/voices/scopes';
import { addWeeks, weekOf } from '../../app/voices/week';
import { openVoices } from '../../server/voices';
import { aContribution } from '../support/room-contributions';
import { roomData } from '../support/room-data';
import { aDoor, aReleasedExcerpt, aReleasedTheme, withdrawn } from '../support/room-door';
import { anOpenRoom } from '../support/room-people';

const room = await roomData();
const { voices, socket, fallSilent, speakAgain } = await aDoor(room);

const anybody: Audience = { organisations: [1], categories: ['academia'] };
const without = (...out: Scope[]) => scopes.filter((s) => !out.includes(s));

async function said(voice: string, audience: Audience = anybody, surface: Surface = 'document'): Promise<string> {
  const answer = (await voices.read([voice], audience, surface)).get(voice)!;
  return 'words' in answer ? answer.words : answer.marker;
}

const words = 'A helpline should answer in the language of whoever calls it.';

test('the socket is of one user, in a folder of one user', () => {
  expect(fs.statSync(socket).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
});

test('words come as they were released, with their form and nothing of whose they are', async () => {
  const one = await aReleasedExcerpt(room, { words, form: 'paraphrase', language: 'fr' });
  const answers = await voices.read([one.voice], anybody, 'document');
  expect(answers.get(one.voice)).toEqual({ words, language: 'fr', form: 'paraphrase', provenance: 'direct' });
});

test.each<[string, { organisations?: number[]; categories?: string[] }, Audience, string]>([
  ['nobody', {}, { organisations: [7], categories: ['government'] }, 'words'],
  ['another organisation', { organisations: [8] }, { organisations: [7], categories: [] }, 'words'],
  ['the organisation', { organisations: [7] }, { organisations: [7], categories: [] }, 'not-for-you'],
  [
    'one of two that somebody works for',
    { organisations: [7] },
    { organisations: [6, 7], categories: [] },
    'not-for-you',
  ],
  ['their category', { categories: ['government'] }, { organisations: [7], categories: ['government'] }, 'not-for-you'],
  ['another category', { categories: ['government'] }, { organisations: [7], categories: ['media'] }, 'words'],
  ['somebody, and whoever comes reads', { organisations: [8] }, 'public', 'not-for-you'],
  ['nobody, and whoever comes reads', {}, 'public', 'words'],
])('shut out: %s', async (_, exclusions, audience, expected) => {
  const one = await aReleasedExcerpt(room, { words, exclusions });
  expect(await said(one.voice, audience)).toBe(expected === 'words' ? words : expected);
  const theme = await aReleasedTheme(room, { words: 'One theme of several.', exclusions });
  expect(await said(theme.voice, audience)).toBe(expected === 'words' ? theme.words : expected);
});

test('each surface: what leaves the site, or is read by whoever comes, needs publish_outside', async () => {
  const inside = await aReleasedExcerpt(room, { words, consents: without('publish_outside') });
  const open = await aReleasedExcerpt(room, { words });
  for (const surface of surfaces) {
    expect(await said(inside.voice, anybody, surface)).toBe(outside.includes(surface) ? 'not-for-you' : words);
    expect(await said(inside.voice, 'public', surface)).toBe('not-for-you');
    expect(await said(open.voice, anybody, surface)).toBe(words);
    expect(await said(open.voice, 'public', surface)).toBe(words);
  }
  const shutting = await aReleasedExcerpt(room, { words, exclusions: { organisations: [99] } });
  for (const surface of outside) expect(await said(shutting.voice, anybody, surface)).toBe('not-for-you');
});

test('every scope that is needed, asked at each reading: default is no', async () => {
  for (const form of ['quote', 'paraphrase'] as const) {
    for (const scope of scopes) {
      if (scope === 'read_by_support') continue;
      const one = await aReleasedExcerpt(room, { words, form, consents: without(scope) });
      expect([form, scope, await said(one.voice)]).toEqual([form, scope, scope === form ? 'withheld' : words]);
    }
  }
});

test('not before its batch, not after its consent has ended, and gone when its weeks are over', async () => {
  const week = weekOf(room.now());
  const early = await aReleasedExcerpt(room, { words, batchWeek: addWeeks(week, 1) });
  expect(await said(early.voice)).toBe('withheld');
  expect((await voices.ask('released', {}))!.voices.map((v) => v.voice)).not.toContain(early.voice);
  const expired = await aReleasedExcerpt(room, { words });
  await room.sql`update contribution set expires_week = ${addWeeks(week, -1)} where id = ${expired.contribution}`;
  expect(await said(expired.voice)).toBe('ended');
  // A link of the chain that was changed makes all of it worth nothing.
  const forged = await aReleasedExcerpt(room, { words });
  await room.sql`update consent_event set expires_week = ${addWeeks(week, 500)} where contribution = ${forged.contribution} and scope = 'quote'`;
  expect(await said(forged.voice)).toBe('withheld');
});

test('what was changed after it was approved, or is under another key, is not given', async () => {
  const one = await aReleasedExcerpt(room, { words });
  const other = await aReleasedExcerpt(room, { words: 'Interpreters should be chosen by whoever needs one.' });
  await room.sql`update excerpt set approved_hash = (select approved_hash from excerpt where id = ${other.voice}) where id = ${one.voice}`;
  expect(await said(one.voice)).toBe('withheld');
  const moved = await aReleasedExcerpt(room, { words });
  await room.sql`
    update excerpt e set released_body = o.released_body from excerpt o where o.id = ${other.voice} and e.id = ${moved.voice}`;
  expect(await said(moved.voice)).toBe('ended');
});

test('a theme stands on three contributors of two organisations, or on one who said so', async () => {
  const open = await anOpenRoom(room, { organisations: 2 });
  const a = await aContribution(room, { open, organisation: 0, consents: without('theme_alone') });
  const b = await aContribution(room, { open, organisation: 0, consents: without('theme_alone') });
  const c = await aContribution(room, { open, organisation: 0, consents: without('theme_alone') });
  const d = await aContribution(room, { open, organisation: 1, consents: without('theme_alone') });
  const alone = await aContribution(room, { open, organisation: 1 });
  const theme = async (supporters: (typeof a)[]) =>
    said((await aReleasedTheme(room, { words: 'A theme.', supporters })).voice);
  expect(await theme([a, b])).toBe('withheld');
  expect(await theme([a, b, c])).toBe('withheld');
  expect(await theme([a, d])).toBe('withheld');
  expect(await theme([a, b, d])).toBe('A theme.');
  expect(await theme([alone])).toBe('A theme.');
  const one = await aReleasedTheme(room, { words: 'A theme.', supporters: [a, b, d] });
  await withdrawn(room, d);
  expect(await said(one.voice)).toBe('withheld');
});

test('withdrawn: nothing of it comes any more, by any question, and the change is told', async () => {
  const one = await aReleasedExcerpt(room, {
    words: 'Case workers should say who reads what is written down about us.',
  });
  const before = (await voices.ask('changed', { since: 0 }))!.last;
  expect((await voices.ask('guard', { text: `Somebody wrote: ${one.words}` }))!.voices).toEqual([one.voice]);
  await withdrawn(room, one);
  for (const surface of surfaces) expect(await said(one.voice, anybody, surface)).toBe('withdrawn');
  expect((await voices.ask('released', {}))!.voices.map((v) => v.voice)).not.toContain(one.voice);
  expect((await voices.ask('guard', { text: one.words }))!.voices).toEqual([]);
  const { changes } = (await voices.ask('changed', { since: before }))!;
  expect(changes.filter((c) => c.voice === one.voice).at(-1)?.state).toBe('gone');
  // As an older copy of the tables would have it: the stone stays.
  const again = await aReleasedExcerpt(room, { words, id: newId() });
  await room.shred.tombstone([again.voice]);
  expect(await said(again.voice)).toBe('ended');
});

test('what is released comes in an order that tells nothing, and says what may leave', async () => {
  const inside = await aReleasedExcerpt(room, { words, consents: without('publish_outside') });
  const open = await aReleasedTheme(room, { words: 'An open theme.' });
  const { voices: all } = (await voices.ask('released', {}))!;
  expect(all.find((v) => v.voice === inside.voice)).toMatchObject({ kind: 'excerpt', form: 'quote', outside: false });
  expect(all.find((v) => v.voice === open.voice)).toMatchObject({ kind: 'theme', form: 'theme', outside: true });
  const orders = new Set<string>();
  for (let i = 0; i < 20; i++) orders.add((await voices.ask('released', {}))!.voices.map((v) => v.voice).join());
  expect(orders.size).toBeGreaterThan(1);
  for (const { voice } of all) expect(voice[14]).toBe('4');
  expect(JSON.stringify(all)).not.toContain('helpline');
});

test('changes come in their order and by pages, and say when this is another room', async () => {
  const { last } = (await voices.ask('changed', { since: 0 }))!;
  const ids = Array.from({ length: most.changes + 3 }, newId);
  await room.sql.begin(async (tx) => {
    for (const id of ids) await tellVoice(tx, id, 'withheld');
  });
  const first = (await voices.ask('changed', { since: last }))!;
  const rest = (await voices.ask('changed', { since: first.changes.at(-1)!.n }))!;
  expect([...first.changes, ...rest.changes].map((c) => c.voice)).toEqual(ids);
  expect((await voices.ask('changed', { since: 10_000_000 }))!.last).toBeLessThan(10_000_000);
});

test('uses and responses are kept once, and forgotten where they are dropped', async () => {
  const theme = await aReleasedTheme(room, { words: 'A theme that is used.' });
  const use = (state: 'used' | 'final' | 'dropped') => ({
    voice: theme.voice,
    thing: 'document:4',
    section: 's1',
    state,
  });
  await voices.ask('used', { uses: [use('used'), use('final'), { ...use('used'), voice: newId() }] });
  const rows = () => room.sql`select voice, thing, section, state from citation where thing = 'document:4'`;
  expect([...(await rows())]).toEqual([{ ...use('final') }]);
  expect((await voices.ask('themesOf', { thing: 'document:4' }))!.themes).toEqual([
    { theme: theme.voice, state: 'released', responded: false },
  ]);
  const response = { theme: theme.voice, thing: 'document:4', reason: 'Two more lines answer.', language: 'en' };
  await voices.ask('responded', { ...response, decision: 'later' });
  await voices.ask('responded', { ...response, decision: 'done' });
  const kept = await room.sql`select decision, reason from response where theme = ${theme.voice}`;
  expect([...kept]).toEqual([{ decision: 'done', reason: 'Two more lines answer.' }]);
  expect((await voices.ask('themesOf', { thing: 'document:4' }))!.themes[0]!.responded).toBe(true);
  await voices.ask('used', { uses: [use('dropped')] });
  expect(await rows()).toHaveLength(0);
});

test('organisations replace those of before', async () => {
  const org = (id: number, name: string) => ({ id, name, category: 'government' });
  await voices.ask('organisations', { organisations: [org(1, 'A'), org(2, 'B')] });
  await voices.ask('organisations', { organisations: [org(2, 'B2'), org(3, 'C')] });
  const rows = await room.sql`select id, name from platform_organisation order by id`;
  expect([...rows]).toEqual([
    { id: 2, name: 'B2' },
    { id: 3, name: 'C' },
  ]);
});

test('the guard finds eight words in a row, however they are dressed, and not seven', async () => {
  const one = await aReleasedExcerpt(room, {
    words: 'Nobody told us how long the permit would take, and that was the hardest part.',
  });
  const found = async (text: string) => (await voices.ask('guard', { text }))!.voices.includes(one.voice);
  expect(await found('He said “NOBODY told us; how long the Permit would take” yesterday.')).toBe(true);
  expect(await found('Nobody told us how long the permit was.')).toBe(false);
  expect(await found('x'.repeat(most.text))).toBe(false);
});

test('the guard finds words of a theme too, for as long as it is released', async () => {
  const theme = await aReleasedTheme(room, {
    words: 'Whoever asks for a permit should hear within a month what comes next.',
  });
  const found = async (text: string) => (await voices.ask('guard', { text }))!.voices.includes(theme.voice);
  const copied = 'We decided that whoever asks for a permit should hear within a month.';
  expect(await found(copied)).toBe(true);
  expect(await found('Whoever asks for a permit should hear soon.')).toBe(false);
  await room.sql`update theme set state = 'ended' where id = ${theme.voice}`;
  expect(await found(copied)).toBe(false);
});

async function raw(options: http.RequestOptions, body: string | Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const req = http.request({ socketPath: socket, method: 'POST', ...options }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => resolve({ status: res.statusCode!, body: Buffer.concat(chunks).toString() }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

test.each<[string, http.RequestOptions, string | Buffer, number]>([
  ['no question', { path: '/everything' }, '{}', 404],
  ['another method', { path: '/released', method: 'GET' }, '', 405],
  ['no JSON', { path: '/released' }, '{"canary', 400],
  ['what is not asked so', { path: '/read' }, '{"voices":["canary"],"audience":"public","surface":"document"}', 400],
  ['an unknown surface', { path: '/read' }, '{"voices":[],"audience":"public","surface":"search"}', 400],
  ['more than is asked', { path: '/released' }, '{"canary":1}', 400],
  [
    'an audience of nobody',
    { path: '/read' },
    '{"voices":[],"audience":{"organisations":[],"categories":[]},"surface":"document"}',
    400,
  ],
  ['too much', { path: '/guard' }, `{"text":"${'x'.repeat(most.question)}"}`, 413],
  ['broken letters', { path: '/guard' }, Buffer.from([0xff, 0xfe, 0x00]), 400],
])('%s is answered by a status alone', async (_, options, body, status) => {
  expect(await raw(options, body)).toEqual({ status, body: '' });
});

test('a room that does not answer is silent: markers, and no error', async () => {
  const one = await aReleasedExcerpt(room, { words });
  await fallSilent();
  expect(await said(one.voice)).toBe('silent');
  expect(await voices.ask('released', {})).toBeNull();
  await speakAgain();
  expect(await said(one.voice)).toBe(words);
  const none = openVoices(null);
  expect((await none.read([one.voice], 'public', 'file')).get(one.voice)).toEqual({ marker: 'silent' });
});

test('a room that takes its time, or answers what nobody asked, is silent too', async () => {
  const folder = path.join(path.dirname(socket), 'slow');
  fs.mkdirSync(folder);
  const slow = path.join(folder, 's');
  let answer: string | null = null;
  const server = http.createServer((_, res) => {
    if (answer !== null) res.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(slow, resolve));
  const door = openVoices(slow);
  const id = newId();
  expect((await door.read([id], 'public', 'document')).get(id)).toEqual({ marker: 'silent' });
  for (answer of ['', 'null', '[]', `{"voices":{"${id}":{"words":3}}}`, '{"voices":{}}'])
    expect((await door.read([id], 'public', 'document')).get(id)).toEqual({ marker: 'silent' });
  door.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
