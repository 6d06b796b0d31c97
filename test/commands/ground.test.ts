import { expect, test } from 'vitest';
import { announce, readAnnouncements } from '../../db/announce';
import { freshDatabase } from '../support/database';
import { aPerson } from '../support/people';

const { sql } = await freshDatabase();

test('an announcement exists exactly if its deed was committed', async () => {
  await sql.begin((tx) => announce(tx, 'test.done', { thing: 1 }));
  await sql
    .begin(async (tx) => {
      await announce(tx, 'test.undone', { thing: 2 });
      throw new Error('undo');
    })
    .catch(() => {});
  const heard = (await readAnnouncements(sql, 0)).map((a) => a.what);
  expect(heard).toContain('test.done');
  expect(heard).not.toContain('test.undone');
});

test('a session is found by its cookie and stored only as a hash', async () => {
  const person = await aPerson(sql);
  const raw = person.cookie.split('=')[1]!;
  expect((await person.reader()).id).toBe(person.id);
  const stored = await sql<{ id: string }[]>`select id from session where user_id = ${person.id}`;
  expect(stored).toHaveLength(1);
  expect(stored[0]!.id).not.toContain(raw);
});
