import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { connect } from '../../db/connect';
import { migrate } from '../../db/migrate';
import { cloneDatabase } from '../support/clone';
import { root } from '../support/server';

/** Lines of activity as they were kept before they were commitments. */
test('what an opened programme has under way is taken on by who answers for it, and what is prepared binds nobody yet', async () => {
  const folder = path.join(root, 'db/migrations');
  const before = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-migrations-'));
  const { url, drop } = await cloneDatabase(inject('databaseUrl'), 'template0');
  const sql = connect(url, { max: 2 });
  onTestFinished(async () => {
    await sql.end({ timeout: 2 });
    await drop();
    fs.rmSync(before, { recursive: true });
  });
  for (const file of fs.readdirSync(folder).filter((f) => f < '0043'))
    fs.copyFileSync(path.join(folder, file), path.join(before, file));
  await migrate(sql, before);

  const [org] = await sql<{ id: number }[]>`
    insert into organisation (handle, name, sector, region, mandate) values ('office', 'Office (invented)', 'igo', '001', 'x') returning id`;
  const person = async (handle: string, state: string) => {
    const [row] = await sql<{ id: number }[]>`
      insert into person (handle, email, name, state, language, time_zone, organisation_id)
      values (${handle}, ${`${handle}@plenary.example`}, 'Person', ${state}, 'en', 'UTC', ${org!.id}) returning id`;
    await sql`insert into organisation_role (person_id, organisation_id, role) values (${row!.id}, ${org!.id}, 'focal-point')`;
    return row!.id;
  };
  const [focal] = [await person('person.a', 'active'), await person('person.b', 'suspended')];
  const begun = async (openedAt: Date | null) => {
    const [row] = await sql<{ id: number }[]>`
      insert into programme (language, title, area, lead_id, currency, first_year, last_year, no_consultation_reason, opened_at, created_by, once)
      values ('fr', 'Ports', '001', ${org!.id}, 'USD', 2026, 2027, 'x', ${openedAt}, ${focal}, gen_random_uuid()) returning id`;
    const [line] = await sql<{ id: number }[]>`
      insert into programme_activity (programme_id, title, aim, organisation_id, ends_on, once)
      values (${row!.id}, 'Shelters', 'short', ${org!.id}, '2026-05-04', gen_random_uuid()) returning id`;
    return { programme: row!.id, line: line!.id };
  };
  const at = new Date('2026-03-04T05:06:07Z');
  const [opened, draft] = [await begun(at), await begun(null)];

  await migrate(sql, folder);
  const moved = await sql`
    select k.kind, k.subject_kind, k.subject_id, k.owner_organisation_id as owner, k.due_on::text as due, k.state, k.language, k.words, k.binding,
      k.place, a.id as line
    from commitment k join programme_activity a on a.commitment_id = k.id order by a.id`;
  const one = {
    kind: 'activity',
    subjectKind: 'programme',
    owner: org!.id,
    due: '2026-05-04',
    state: 'open',
    language: 'fr',
  };
  const of = ({ programme, line }: typeof opened) => ({
    ...{ subjectId: programme, line, words: 'Shelters', place: `/programmes/${programme}#activity-${line}` },
  });
  expect([...moved]).toEqual([
    { ...one, ...of(opened), binding: true },
    { ...one, ...of(draft), binding: false },
  ]);
  const changes = await sql`select c.state, c.by_person, c.at from commitment_change c order by c.id`;
  expect([...changes]).toEqual([{ state: 'open', byPerson: null, at }]);
  const tasks = await sql`select person_id, what, about, place, due_at from task`;
  expect([...tasks]).toEqual([
    {
      personId: focal,
      what: 'commitments:task',
      about: { organisation: org!.id },
      place: of(opened).place,
      dueAt: new Date('2026-05-04T12:00:00Z'),
    },
  ]);
});
