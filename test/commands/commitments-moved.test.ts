import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { connect } from '../../db/connect';
import { migrate } from '../../db/migrate';
import { cloneDatabase } from '../support/clone';
import { root } from '../support/server';

/** Recommendations and responses as they were kept before there were commitments: nothing of them may get lost on the way. */
test('what was owed before moves with its owner, day and state, and its tasks wait on', async () => {
  const folder = path.join(root, 'db/migrations');
  const before = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-migrations-'));
  const { url, drop } = await cloneDatabase(inject('databaseUrl'), 'template0');
  const sql = connect(url, { max: 2 });
  onTestFinished(async () => {
    await sql.end({ timeout: 2 });
    await drop();
    fs.rmSync(before, { recursive: true });
  });
  for (const file of fs.readdirSync(folder).filter((f) => f < '0028'))
    fs.copyFileSync(path.join(folder, file), path.join(before, file));
  await migrate(sql, before);

  const [org] = await sql<{ id: number }[]>`
    insert into organisation (handle, name, sector, region, mandate) values ('office', 'Office (invented)', 'igo', '001', 'x') returning id`;
  const [person] = await sql<{ id: number }[]>`
    insert into person (handle, email, name, state, language, time_zone) values ('person.a', 'person.a@plenary.example', 'Person', 'active', 'en', 'UTC')
    returning id`;
  const [outcome] = await sql<{ id: number }[]>`
    insert into outcome (language, created_by, once, position) values ('fr', ${person!.id}, gen_random_uuid(), 0) returning id`;
  const rows: [number | null, string | null, string, string][] = [
    [org!.id, '2020-01-01', 'open', ''],
    [null, '2020-01-01', 'done', 'left over'],
    [org!.id, null, 'not-pursued', 'Because.'],
  ];
  const ids: number[] = [];
  for (const [position, [owner, due, state, reason]] of rows.entries()) {
    const [r] = await sql<{ id: number }[]>`
      insert into recommendation (outcome_id, position, number, kind, owner_id, due_on, state, reason)
      values (${outcome!.id}, ${position}, '(a)', 'recommendation', ${owner}, ${due}, ${state}, ${reason}) returning id`;
    ids.push(r!.id);
  }
  await sql`
    insert into task (person_id, key, what, about, place)
    values (${person!.id}, ${`recommendation:${ids[0]}`}, 'recommendations:task', '{}', ${`/recommendations/${ids[0]}`})`;
  const [consultation] = await sql<{ id: number }[]>`
    insert into consultation (slug, language, scope, host_id, created_by, readers, participants, time_zone, feeds)
    values ('c', 'en', 'general', ${org!.id}, ${person!.id}, 'public', 'registered', 'UTC', 'programme') returning id`;
  const respond = async (published: boolean, action: string, done: string) => {
    const [claim] = await sql<{ id: number }[]>`
      insert into claim (consultation_id, section, position, language, created_by) values (${consultation!.id}, 'agreement', 0, 'en', ${person!.id})
      returning id`;
    const at = new Date('2026-03-04T05:06:07Z');
    const [r] = await sql<{ id: number }[]>`
      insert into claim_response (claim_id, organisation_id, decision, language, reason, action, due_on, done, done_at, by_person, published_at)
      values (${claim!.id}, ${org!.id}, ${action ? 'accepted' : 'not'}, 'en', 'x', ${action}, '2026-05-04', ${done}, ${done ? at : null},
        ${person!.id}, ${published ? at : null}) returning id`;
    return r!.id;
  };
  const kept = await respond(true, 'A line.', 'It is there.');
  const draft = await respond(false, 'A draft.', '');
  await respond(true, '', '');

  await migrate(sql, folder);
  const moved = await sql`
    select subject_kind, subject_id, owner_organisation_id as owner, due_on::text as due, state, reason, words, done, settled_at is not null as settled,
      binding from commitment order by id`;
  const recommendation = { subjectKind: 'recommendation', words: '', done: '', binding: true };
  const response = { subjectKind: 'response', owner: org!.id, due: '2026-05-04', reason: '' };
  const open = { reason: '', settled: false };
  expect([...moved]).toEqual([
    { ...recommendation, ...open, subjectId: ids[0], owner: org!.id, due: '2020-01-01', state: 'open' },
    { ...recommendation, subjectId: ids[1], owner: null, due: null, state: 'done', reason: '', settled: true },
    {
      ...recommendation,
      subjectId: ids[2],
      owner: org!.id,
      due: null,
      state: 'not-pursued',
      reason: 'Because.',
      settled: true,
    },
    {
      ...response,
      subjectId: kept,
      state: 'done',
      words: 'A line.',
      done: 'It is there.',
      settled: true,
      binding: true,
    },
    { ...response, ...open, subjectId: draft, state: 'open', words: 'A draft.', done: '', binding: false },
  ]);
  expect(await sql`select from commitment_change`).toHaveLength(4);
  const [task] = await sql`select key from task`;
  const [first] = await sql`select id from commitment where subject_id = ${ids[0]!} and kind = 'recommendation'`;
  expect(task!.key).toBe(`commitment:${first!.id}`);
});
