import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeDeeds } from '../../server/jobs/deeds';
import { startRunner } from '../../server/jobs/runner';
import { openPostOffice } from '../../server/mail/post-office';
import { nextMonday, plantWeeklyWord } from '../../server/mail/weekly-word';
import { mailWriters } from '../../server/mail/writers';
import { freshDatabase } from '../support/database';
import { roomData } from '../support/room-data';
import { anOpenRoom } from '../support/room-people';
import { someWords } from './desk-support';

const { sql } = await freshDatabase();
const list = ['amal@support.example', 'jonas@support.example'];
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'weekly-'));
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));
const settings = {
  smtpUrl: undefined,
  from: 'Plenary <plenary@localhost>',
  dataDir,
  publicUrl: () => 'https://plenary.example',
};
const silent = { info() {}, warn() {}, error() {} };

/** Sends what one Monday sends, and gives it as it would be seen by whoever looks. */
async function monday(): Promise<string[]> {
  fs.rmSync(path.join(dataDir, 'outbox'), { recursive: true, force: true });
  await plantWeeklyWord(sql, list);
  await sql`update due set at = now() where key = 'weekly-word'`;
  const office = openPostOffice(settings, mailWriters);
  const runner = startRunner(sql, makeDeeds(office, list), silent);
  await runner.settled();
  await runner.stop();
  const mails = (await office.outbox()).map((m) => m.raw);
  // A boundary, an id and a date of its own are what every mail has; the rest has to be the same.
  return mails
    .map((raw) =>
      raw
        .replace(/^(Message-ID|Date):.*$/gim, '')
        .replace(/--[-_.=\w]*NmP[-_.=\w]*/g, '--')
        .replace(/boundary="[^"]*"/g, ''),
    )
    .sort();
}

test('the mail to staff is one text, the same for 0, 1 and 50 events', async () => {
  const room = await roomData();
  const open = await anOpenRoom(room);
  const none = await monday();
  expect(none).toHaveLength(list.length);
  await someWords(room, open, { scopes: ['reply'] });
  expect(await monday()).toEqual(none);
  for (let i = 0; i < 49; i++) await someWords(room, open);
  expect(await monday()).toEqual(none);
  const said = none.join('\n');
  expect(said).toMatch(/^Subject:/m);
  expect(said).not.toMatch(/survivor|victim|traffick|shelter|escape|traite|esclav|ضحية|ضحايا|اتجار|https?:/i);
  // One row for each who is written to, and never those of the weeks before.
  const [rows] = await sql<{ n: number }[]>`select count(*)::int as n from mail where kind = 'weekly-word'`;
  expect(rows!.n).toBe(list.length);
}, 60_000);

test('it comes on Mondays, and one that was missed is not put off', async () => {
  for (const [after, at] of [
    ['2026-11-22T12:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['2026-11-23T07:59:59Z', '2026-11-23T08:00:00.000Z'],
  ] as const)
    expect(nextMonday(new Date(after)).toISOString()).toBe(at);
  await sql`update due set at = '2026-01-05T08:00:00Z' where key = 'weekly-word'`;
  await plantWeeklyWord(sql, list);
  const [row] = await sql<{ at: Date }[]>`select at from due where key = 'weekly-word'`;
  expect(row!.at.toISOString()).toBe('2026-01-05T08:00:00.000Z');
  await plantWeeklyWord(sql, []);
  expect((await sql`select from due where key = 'weekly-word'`).length).toBe(0);
});
