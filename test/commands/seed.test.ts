import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { JSONContent } from '@tiptap/core';
import { expect, test } from 'vitest';
import { findBroken } from '../../app/decisions/register/log.server';
import { textSchema } from '../../app/documents/text/schema';
import { listSuggestions } from '../../app/documents/text/suggestions';
import { seedWorld } from '../../db/seed/seed';
import { freshDatabase } from '../support/database';

const { sql } = await freshDatabase();

test('the demonstration world fits the schema, and its sign-ins are for the owner alone', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-seed-'));
  await seedWorld(sql, folder);
  const [counts] = await sql`
    select (select count(*) from organisation) as organisations, (select count(*) from membership) as members,
      (select count(*) from discussion) as discussions, (select count(*) from citation) as citations,
      (select count(*) from person where password_hash is not null) as sign_ins, (select count(*) from person where not demonstration) as real`;
  expect(counts).toMatchObject({ members: 6, discussions: 3, real: 0 });
  expect(counts!.organisations).toBeGreaterThanOrEqual(46);
  const [document] = await sql`
    select (select count(*)::int from document_section s where s.document_id = d.id and gone_at is null) as sections,
      (select count(*)::int from document_clearance c where c.document_id = d.id and state = 'pending') as asked,
      (select count(*)::int from document_clearance c where c.document_id = d.id and state = 'cleared-with-comment') as cleared,
      (select count(*)::int from document_thread t where t.document_id = d.id) as threads,
      (select count(*)::int from citation c where c.citing_kind = 'document' and c.citing_id = d.id) as citations,
      s.plain ~ 'voice line' as has_text, s.text::text ~ 'insertion' as has_suggestion, d.title ~ 'invented' as says_so
    from document d join document_settled s on s.document_id = d.id order by d.id limit 1`;
  expect(document).toEqual({
    sections: 7,
    asked: 2,
    cleared: 1,
    threads: 2,
    citations: 7,
    hasText: true,
    hasSuggestion: true,
    saysSo: true,
  });
  const [settled] = await sql<{ text: JSONContent }[]>`
    select text from document_settled order by document_id limit 1`;
  const proposed = listSuggestions(textSchema.nodeFromJSON(settled!.text));
  const [proposer] = await sql<{ id: number }[]>`select id from organisation where short_name = 'OHCHR'`;
  expect(proposed.map((s) => [s.kinds, s.organisation])).toEqual([
    [['deletion', 'insertion'], proposer!.id],
    [['insertion'], proposer!.id],
  ]);
  const decided = await sql<
    { outcome: string | null; title: string }[]
  >`select outcome, title from proposal order by id`;
  expect(decided.map((d) => d.outcome)).toEqual([
    ...['adopted-by-consensus', 'adopted-no-strong-objection', 'not-adopted'],
    ...[null, null, null],
    // The one that takes a pilot on, and those of the plans of two years.
    'adopted-by-consensus',
    ...['adopted-by-consensus', 'adopted-by-consensus'],
  ]);
  expect(decided.filter((d) => !d.title.endsWith('(invented)'))).toEqual([]);
  expect(await findBroken(sql)).toBeNull();
  const file = path.join(folder, 'demonstration.json');
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  const { accounts } = JSON.parse(fs.readFileSync(file, 'utf8')) as { accounts: { role: string; password: string }[] };
  expect(accounts).toHaveLength(counts!.signIns);
  expect(new Set(accounts.map((a) => a.password)).size).toBe(accounts.length);
  fs.rmSync(folder, { recursive: true });
});
