import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submit } from '../../app/voices/contributing/submit.server';
import { withdraw } from '../../app/voices/contributing/withdraw.server';
import { answerWording, wordingsOf } from '../../app/voices/contributing/wordings.server';
import { newReceipt } from '../../app/voices/crypto/codes';
import { proposeExcerpt, releaseExcerpt } from '../../app/voices/desk/excerpts.server';
import { readContribution, writeReply } from '../../app/voices/desk/reading.server';
import { roomWithOwnCluster, type TestRoom } from '../support/room';
import { notBusy } from '../support/room-contributions';
import { anInvitation, anOpenRoom, type SomeOpenRoom } from '../support/room-people';
import {
  baseBackup,
  dumpStore,
  encodings,
  folderStore,
  incompressible,
  keepUnpacked,
  type Store,
  whereIs,
} from '../support/room-stores';

/**
 * Behaviours 3 and 8. Somebody goes through the room as it is shipped, with words and headers that can be recognised;
 * then everything that was written anywhere is searched for them. Each store has to show first that what lies in it is
 * found: a word was planted in it, in each encoding.
 */

// One beginning for all that must not be found: a store is read once for all of them. Small letters and figures alone,
// so that no lint finds fault with it.
const mark = incompressible().slice(0, 12);
const words = {
  text: `${mark}text`,
  reply: `${mark}reply`,
  answer: `${mark}answer`,
  excerpt: `${mark}excerpt`,
  refused: `${mark}refused`,
  agent: `${mark}agent`,
  referer: `${mark}referer`,
  path: `${mark}path`,
  query: `${mark}query`,
};
const address = '198.51.100.77';
const planted = incompressible();
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'room-stores-'));

let room: TestRoom;
let open: SomeOpenRoom;
let stores: Store[];
let said = '';
let codes: Record<string, string>;
let contributor: string;
let contribution: string;
let excerpt: string;
let voiceText = '';

function listen(): () => void {
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.write);
  const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => [name, console[name]] as const);
  for (const stream of streams) {
    stream.write = ((chunk: string | Uint8Array) => {
      said += Buffer.from(chunk as string).toString('latin1');
      return true;
    }) as typeof stream.write;
  }
  for (const [name] of consoles)
    console[name] = (...parts: unknown[]) => {
      said += `${parts.map(String).join(' ')}\n`;
    };
  return () => {
    streams.forEach((stream, i) => {
      stream.write = before[i]!;
    });
    for (const [name, original] of consoles) console[name] = original;
  };
}

beforeAll(async () => {
  const outside = process.env.TMPDIR;
  process.env.TMPDIR = tmp;
  fs.chmodSync(tmp, 0o755);
  const silent = listen();
  afterAll(() => {
    silent();
    process.env.TMPDIR = outside;
    if (outside === undefined) delete process.env.TMPDIR;
    fs.rmSync(tmp, { recursive: true, force: true });
  });
  // As it is shipped, but that the log is kept in a file to be read.
  const databaseSettings = { wal_compression: 'off', logging_collector: 'on', log_directory: 'log' };
  room = await roomWithOwnCluster({ extras: { databaseSettings } });
  await keepUnpacked(room.admin);
  open = await anOpenRoom(room);
  await goThrough();
  await failInTheDatabase();
  await plant();
}, 120_000);

/** The whole loop: pages for the contributor, commands for support. */
async function goThrough() {
  const invitation = await anInvitation(room, open);
  const headers = {
    'User-Agent': words.agent,
    'X-Forwarded-For': address,
    Forwarded: `for=${address}`,
    Referer: `${room.url}/${words.referer}`,
  };
  const visitor = room.visitor(headers);
  await visitor.get(`/${words.path}?${words.query}=1`);
  await visitor.get(`/?${words.query}=1`);
  await visitor.get();
  await visitor.submit('enter', { code: `${mark}wrong` });
  await visitor.submit('enter', { code: invitation.shown });
  await visitor.submit('pause', { age: 'adult' });
  await visitor.submit('told', { go: 'on' });
  const scopes = visitor.form('choices').names.filter((name) => name.startsWith('scope-'));
  await visitor.submit('choices', { ...Object.fromEntries(scopes.map((name) => [name, 'yes'])), go: 'on' });
  const quoted = `ask us ${words.excerpt} before you decide what we need from you`;
  const quotedToo = `we ask ${words.refused} for more`;
  const hers = `Ask us ${words.text} before you decide. Please ${quoted}. And ${quotedToo}.`;
  await visitor.submit('views', { 'answer-0': hers, go: 'check' });
  if (visitor.deeds().includes('views')) await visitor.submit('views', { go: 'keep' });
  await visitor.submit('exclusions', { go: 'on' });
  const receipt = /(?:\d{4}\s){5}\d{4}/.exec(visitor.words())![0];
  await visitor.submit('code', { go: 'send' });
  codes = {
    invitation: invitation.canonical,
    'invitation as shown': invitation.shown,
    receipt: receipt.replace(/\s/g, ''),
    'receipt as shown': receipt,
  };
  const [row] = await room.sql<{ id: string; contributor: string }[]>`select id, contributor from contribution`;
  ({ id: contribution, contributor } = row!);

  const [one, two] = open.organisations[0]!.caseworkers;
  voiceText = (await readContribution(room, await one.member(), one.privateKey, contribution)).text;
  const resolved = { seen: '', resolved: false };
  await writeReply(room, await one.member(), one.privateKey, contribution, {
    text: `Thanks ${words.reply}.`,
    ...resolved,
  });
  const propose = async (text: string) =>
    proposeExcerpt(room, await one.member(), one.privateKey, contribution, {
      form: 'quote',
      words: text,
      language: 'en',
      ...resolved,
    });
  excerpt = await propose(quoted);
  await propose(quotedToo);

  const again = room.visitor(headers);
  await again.get();
  await again.submit('enter', { code: receipt });
  await again.submit('show', { view: 'replies' });
  expect(again.words()).toContain(words.reply);
  await again.submit('reply', { words: `Yes ${words.answer}.` });
  const me = { contributor, privateKey: await keyOf(receipt) };
  for (const wording of await wordingsOf(room, me, contribution)) {
    await answerWording(room, me, wording.id, { yes: wording.id === excerpt, version: wording.version });
  }
  await releaseExcerpt(room, await two.member(), two.privateKey, excerpt, resolved);
  await again.get('/leave');
}

async function keyOf(receipt: string): Promise<Buffer> {
  const { enter } = await import('../../app/voices/contributing/entering.server');
  const back = await enter(room, notBusy, receipt);
  if (back?.kind !== 'back' || back.can !== 'all') throw new Error('The receipt opens nothing');
  return back.privateKey;
}

/** Statements that fail with words in them: as a database is set up elsewhere, its log then holds the whole row. */
async function failInTheDatabase() {
  const fails = [
    () =>
      room.sql`insert into theme (room, language, words, written_by) values (${open.id}, 'en', ${words.text.repeat(200)}, ${open.facilitators[0].id})`,
    () =>
      room.sql`insert into contributor (room, organisation, public_key, provenance, language, expires_week) values (${open.id}, ${open.organisations[0]!.id}, ${Buffer.from(words.text)}, 'direct', 'en', 1)`,
    () => room.sql.unsafe(`select '${words.text}'::uuid`),
    () => room.sql.unsafe(`select ${words.text} from`),
    () => room.sql`select ${words.text}::text::bigint`,
  ];
  for (const fail of fails) await expect(fail()).rejects.toThrow();
  // And a command that is refused, with all that it was given.
  const given = {
    text: words.text,
    language: 'en' as const,
    given: [],
    exclusions: { organisations: [], categories: [] },
  };
  const by = { invitation: open.id, receipt: newReceipt().canonical };
  await expect(submit(room, notBusy, { ...given, by })).rejects.toMatchObject({ refusal: true });
}

/** The control: a word in each store in each encoding, put there on the way that words get there. */
async function plant() {
  const { admin } = room;
  await admin`create table planted (how text, bytes bytea)`;
  await admin`alter table planted alter column bytes set storage external`;
  for (const [how, encode] of Object.entries(encodings)) {
    await admin`insert into planted values (${how}, ${encode(planted)})`;
  }
  await admin`checkpoint`;
  const cluster = room.running.cluster!;
  const backup = path.join(tmp, 'backup');
  await baseBackup(admin, cluster, backup);
  const [{ oid }] = (await admin`select oid::text from pg_database where datname = 'room'`) as unknown as [
    { oid: string },
  ];
  // Of a cluster everything but the databases that initdb made: nobody ever opens those.
  const others = (place: string) =>
    /^base\//.test(place) && !place.startsWith(`base/${oid}`) && place !== `base/${oid}`;

  await admin.begin(async (tx) => {
    await tx`set local log_min_messages = 'log'`;
    await tx.unsafe(`do $$ begin raise log '%', '${planted}'; end $$`);
  });
  const logs = path.join(cluster, 'log');
  const [log] = fs.readdirSync(logs);
  for (const encode of Object.values(encodings)) fs.appendFileSync(path.join(logs, log!), encode(planted));
  for (const encode of Object.values(encodings)) {
    process.stdout.write(encode(planted));
    room.running.host.log('started');
  }
  console.error(planted);
  for (const [folder, name] of [
    [room.shredDir, 'planted'],
    [room.config.secretsDir, 'planted'],
    [tmp, 'planted'],
  ] as const) {
    fs.writeFileSync(
      path.join(folder, name),
      Buffer.concat(Object.values(encodings).flatMap((e) => [e(planted), Buffer.alloc(9)])),
    );
  }
  const inCluster = (part: string) => path.join(cluster, part);
  stores = [
    folderStore('heap', inCluster(`base/${oid}`)),
    folderStore('write-ahead log', inCluster('pg_wal')),
    folderStore('server log', logs),
    dumpStore('dump', admin),
    folderStore('base backup', backup, others),
    {
      name: 'output',
      read: () => [{ place: 'of the process', bytes: Buffer.from(said + room.written.join('\n'), 'latin1') }],
    },
    folderStore('shred store', room.shredDir),
    folderStore('secrets', room.config.secretsDir),
    // What is above is in this folder too, and is not read twice.
    folderStore(
      'temporary folder',
      tmp,
      (place) => place.startsWith(path.relative(tmp, cluster)) || place.startsWith('backup'),
    ),
  ];
}

describe('what is written while somebody goes through the room', () => {
  test('the words were there: support has read them', () => {
    expect(voiceText).toContain(words.text);
  });

  test('in each store, what was planted is found in each encoding', async () => {
    const found = await whereIs({ planted }, stores);
    for (const { name } of stores) {
      const how = Object.keys(encodings).filter(
        (e) => !found.some((f) => f.startsWith(`${name}: `) && f.endsWith(` as ${e}`)),
      );
      expect({ store: name, notFound: how }).toEqual({ store: name, notFound: [] });
    }
  }, 120_000);

  test('no store holds a word, a code, or where somebody came from', async () => {
    expect(await whereIs({ 'a word or header': mark, ...codes, address }, stores)).toEqual([]);
  }, 120_000);

  test('no table has a column for a time', async () => {
    const columns = await room.admin<{ place: string }[]>`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = 'public' and (data_type like 'time%' or data_type like 'date%' or data_type = 'interval' or data_type = 'inet')`;
    // When the installation was updated is nobody's time.
    expect(columns.map((c) => c.place)).toEqual(['migration.at']);
  });

  test('no number in a table is a time within a day: in seconds, milliseconds, microseconds, or steps of half a minute', async () => {
    const columns = await room.admin<{ tableName: string; columnName: string }[]>`
      select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision')`;
    expect(columns.length).toBeGreaterThan(15);
    const near: string[] = [];
    for (const now of [room.now().getTime(), Date.now()]) {
      for (const [unit, ms] of Object.entries({
        seconds: 1000,
        milliseconds: 1,
        microseconds: 0.001,
        'half minutes': 30_000,
      })) {
        const [from, to] = [Math.floor((now - 86_400_000) / ms), Math.ceil((now + 86_400_000) / ms)];
        for (const { tableName, columnName } of columns) {
          const [row] = await room.admin`
            select 1 from ${room.admin(tableName)} where ${room.admin(columnName)}::numeric between ${from}::numeric and ${to}::numeric limit 1`;
          if (row) near.push(`${tableName}.${columnName} in ${unit}`);
        }
      }
    }
    expect(near).toEqual([]);
  });

  test('identifiers are of version 4, so that none tells the time', async () => {
    const columns = await room.admin<{ tableName: string; columnName: string }[]>`
      select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'uuid'`;
    for (const { tableName, columnName } of columns) {
      const rows = await room.admin`
        select 1 from ${room.admin(tableName)} where ${room.admin(columnName)} is not null and substr(${room.admin(columnName)}::text, 15, 1) <> '4'`;
      expect([tableName, columnName, rows.length]).toEqual([tableName, columnName, 0]);
    }
  });

  test('after a withdrawal no row, key or file of hers is left, and still nothing is found', async () => {
    const keysBefore = fs.readdirSync(path.join(room.shredDir, 'keys')).length;
    await withdraw(room, () => 0, contributor, null);
    const [left] = await room.admin<{ bodies: number; keys: number; replies: number; prints: number }[]>`
      select (select count(*)::int from contribution where body is not null) as bodies,
        (select count(*)::int from wrapped_key) as keys, (select count(*)::int from reply) as replies,
        (select count(*)::int from fingerprint) as prints`;
    expect(left).toEqual({ bodies: 0, keys: 0, replies: 0, prints: 0 });
    // Of the contribution, and of the excerpt that was released.
    expect(keysBefore - fs.readdirSync(path.join(room.shredDir, 'keys')).length).toBe(2);
    await room.admin`checkpoint`;
    expect(await whereIs({ 'a word or header': mark, ...codes, address }, stores)).toEqual([]);
  }, 120_000);
});
