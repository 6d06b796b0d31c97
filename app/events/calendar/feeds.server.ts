import { createHash, randomBytes } from 'node:crypto';
import type { Db, Sql } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';
import { findReaderById } from '../../people/readers.server';
import { refuse } from '../../shared/refusal';

/** What a person is shown of their feed: never its address, which is nowhere to be had any more. */
export interface Feed {
  madeAt: Date;
  readAt: Date | null;
}

export async function findFeed(sql: Db, personId: number): Promise<Feed | null> {
  const [feed] = await sql<Feed[]>`select made_at, read_at from calendar_feed where person_id = ${personId}`;
  return feed ?? null;
}

/**
 * Makes the secret of a person's feed, in place of one that they had, which ends at once. Returned here and never again:
 * the table holds its SHA-256. Null where this very form was sent before: a second sending must not end the address that
 * the first has shown.
 */
export async function makeFeed(sql: Sql, reader: Reader, once: string): Promise<string | null> {
  if (!isActive(reader)) throw refuse('not-allowed', 'people:refusals.waiting');
  const key = randomBytes(32).toString('base64url');
  const [made] = await sql`
    insert into calendar_feed (person_id, hash, once) values (${reader.id}, ${hashOf(key)}, ${once})
    on conflict (person_id) do update set hash = excluded.hash, once = excluded.once, made_at = now(), read_at = null
    where calendar_feed.once <> excluded.once
    returning 1`;
  return made ? key : null;
}

/** Ends a person's feed: whoever asks for it from now on finds nothing. */
export async function revokeFeed(sql: Sql, reader: Reader): Promise<void> {
  await sql`delete from calendar_feed where person_id = ${reader.id}`;
}

/** Whose feed a secret opens; null where it opens none, was revoked, or its person may not take part any more. */
export async function readerOfFeed(sql: Sql, key: string | null): Promise<Reader | null> {
  if (!key) return null;
  const [feed] = await sql<{ personId: number; old: boolean }[]>`
    select person_id, coalesce(read_at < now() - interval '1 hour', true) as old from calendar_feed where hash = ${hashOf(key)}`;
  if (!feed) return null;
  const reader = await findReaderById(sql, feed.personId);
  if (!isActive(reader)) return null;
  if (feed.old) await sql`update calendar_feed set read_at = now() where hash = ${hashOf(key)}`;
  return reader;
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
