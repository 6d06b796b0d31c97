import { expect, test } from 'vitest';
import { chooseMail } from '../../app/notices/commands/following.server';
import { noticeDeeds } from '../../app/notices/jobs.server';
import { tellSome } from '../../app/notices/telling.server';
import { announce } from '../../db/announce';
import { startRunner } from '../../server/jobs/runner';
import { freshDatabase } from '../support/database';
import { anEvent } from '../support/events';
import { writeLetters } from '../support/letters';
import { aPerson } from '../support/people';

const { sql } = await freshDatabase();
const silent = { info: () => {}, warn: () => {}, error: () => {} };

const runAll = async () => {
  const runners = [1, 2].map(() => startRunner(sql, noticeDeeds, silent));
  await Promise.all(runners.map((r) => r.settled()));
  await Promise.all(runners.map((r) => r.stop()));
};

test('what becomes of an event comes in one digest at its hour, whoever looks and however often', async () => {
  const event = await anEvent(sql, { title: 'A seminar on fees (invented)' });
  const quiet = await anEvent(sql, { title: 'With somebody (invented)', survivorSpeaks: true });
  const person = await aPerson(sql, { timeZone: 'Asia/Kathmandu' });
  // Half a day from now there: an hour that comes while this runs would send it at the first look.
  const digestHour = (new Date().getUTCHours() + 6 + 12) % 24;
  const mail = { digest: 'daily', digestHour, digestWeekday: 1, news: false } as const;
  await chooseMail(sql, await person.reader(), mail, new Date());
  for (const e of [event, quiet])
    await sql`
      insert into follow (person_id, activity, activity_id, level, chosen) values (${person.id}, 'event', ${e.id}, 'digest', true)`;
  for (const e of [event, quiet])
    for (const what of ['event.moved', 'event.materials-changed'])
      await sql.begin((tx) => announce(tx, what, { event: e.id }));
  while ((await tellSome(sql, new Date())) > 0);
  const [due] = await sql<{ at: Date }[]>`select at from due where key = ${`digest:${person.id}`}`;
  expect(due!.at.getTime()).toBeGreaterThan(Date.now());
  await runAll();
  expect((await writeLetters(sql)).filter((l) => l.to === person.email)).toEqual([]);
  // The clock has gone on to that hour.
  await sql`update due set at = now() - interval '1 second' where key = ${`digest:${person.id}`}`;
  await runAll();
  await runAll();
  const letters = (await writeLetters(sql)).filter((l) => l.to === person.email);
  expect(letters.map((l) => l.kind)).toEqual(['digest']);
  const said = JSON.stringify(letters);
  expect(said).toContain('A seminar on fees (invented)');
  expect(said).not.toContain('With somebody');
  expect(await sql`select from due where key = ${`digest:${person.id}`}`).toHaveLength(0);
});
