import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findActivity } from '../../app/notices/queries/activities.server';
import { tellSome } from '../../app/notices/telling.server';
import { putLesson } from '../../app/programmes/commands/parts.server';
import { changeBehind, closeProgramme, openProgramme } from '../../app/programmes/commands/preparing.server';
import { fixVersion } from '../../app/programmes/commands/signing.server';
import { followProgrammeDecided } from '../../app/programmes/decided.server';
import { freshDatabase } from '../support/database';
import { aPerson, type SomePerson } from '../support/people';
import { aProgramme } from '../support/programmes';

const { sql } = await freshDatabase();
const now = new Date('2026-03-29T01:30:00Z');

async function told(person: SomePerson): Promise<string[]> {
  while ((await tellSome(sql, now)) > 0);
  const rows = await sql<{ kind: string }[]>`
    select kind from notice where person_id = ${person.id} and activity = 'programme' order by id`;
  return rows.map((row) => row.kind);
}

test('those who carry a programme out are told of its steps, and everybody who follows of all that is added', async () => {
  const p = await aProgramme(sql);
  const keen = await aPerson(sql, {});
  const [lead, partner] = [await p.leadFocal.reader(), await p.partnerFocal.reader()];
  // Before it is open nothing is told, though its version was fixed for signing.
  await fixVersion(sql, lead, p.id, 1, now);
  expect(await told(p.partnerFocal)).toEqual([]);
  expect(await findActivity(sql, await keen.reader(), 'programme', p.id, now)).toBeNull();
  const behind = { version: 1, consultation: null, noConsultationReason: 'A trial.', document: null };
  await changeBehind(sql, lead, p.id, behind, now);
  await openProgramme(sql, lead, p.id, 2, now);
  expect([await told(p.partnerFocal), await told(p.leadFocal), await told(keen)]).toEqual([
    ['programme-opened'],
    [],
    [],
  ]);
  await sql`insert into follow (person_id, activity, activity_id, level, chosen) values (${keen.id}, 'programme', ${p.id}, 'everything', true)`;
  expect(await findActivity(sql, await keen.reader(), 'programme', p.id, now)).toMatchObject({
    title: 'Safe ports (invented)',
    path: p.path,
    open: true,
  });
  const once = randomUUID();
  for (let i = 0; i < 2; i++)
    await putLesson(sql, partner, { programme: p.id, now }, { once }, { title: 'Begin with lawyers', body: '' });
  expect([await told(p.leadFocal), await told(keen)]).toEqual([[], ['programme-reported']]);
  await fixVersion(sql, lead, p.id, 3, now);
  await sql.begin((tx) =>
    followProgrammeDecided(tx, { proposal: 1, subject: p.id, outcome: 'adopted-by-consensus', at: now }),
  );
  await closeProgramme(sql, lead, p.id, 3, now);
  expect(await told(keen)).toEqual(['programme-reported', 'programme-fixed', 'programme-adopted', 'programme-closed']);
  expect(await told(p.partnerFocal)).toEqual(['programme-opened', 'programme-adopted', 'programme-closed']);
});
