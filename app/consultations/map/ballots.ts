import { createHash } from 'node:crypto';

/** Agrees, passes, disagrees. */
export const agrees = 1;
export const passes = 0;
export const disagrees = -1;
/** Not voted on: neither shown nor passed. */
export const unseen = 2;

/**
 * Votes as a table: a row for each person, a column for each statement. No row says whose it is: the map is made of the votes
 * alone, so that nothing that comes out of it can be led back to an account.
 */
export interface Ballots {
  /** Ids, in the order of the columns. */
  statements: number[];
  rows: Int8Array[];
}

/**
 * The same ballots in the one order that hangs on nothing but what they hold: columns by statement, rows by a hash of their
 * votes. In whatever order people voted or a database answers, the same map comes out; and the first thousand rows are as
 * good a sample as any. Columns and rows without a vote are left out.
 */
export function inCanonicalOrder({ statements, rows }: Ballots): Ballots {
  const columns = statements
    .map((id, column) => ({ id, column }))
    .filter(({ column }) => rows.some((row) => row[column] !== unseen))
    .sort((a, b) => a.id - b.id);
  const sorted = rows
    .map((row) => Int8Array.from(columns, ({ column }) => row[column]!))
    .filter((row) => row.some((vote) => vote !== unseen))
    .map((row) => ({ row, hash: hashOf(row) }))
    .sort((a, b) => a.hash - b.hash || compare(a.row, b.row));
  return { statements: columns.map((c) => c.id), rows: sorted.map((s) => s.row) };
}

/** Names what a map was made of, so that it can be told whether another one would be the same. Hexadecimal, SHA-256. */
export function inputHash(ballots: Ballots): string {
  const { statements, rows } = inCanonicalOrder(ballots);
  const hash = createHash('sha256').update(JSON.stringify(statements));
  for (const row of rows) hash.update(row);
  return hash.digest('hex');
}

/** How many statements this person has voted on. */
export function castIn(row: Int8Array): number {
  let cast = 0;
  for (const vote of row) if (vote !== unseen) cast++;
  return cast;
}

/** 32 bits that spread well over rows that differ in one vote (FNV-1a, with the last step of murmur). */
function hashOf(row: Int8Array): number {
  let hash = 0x811c9dc5;
  for (const vote of row) hash = Math.imul(hash ^ (vote + 2), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}

function compare(a: Int8Array, b: Int8Array): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
