import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../../db/connect';

/** What one deed did: ids, kinds and hashes, and never words, which may have to go. */
export interface LogEntry {
  kind: string;
  /** Null for what belongs to no proposal. */
  proposal: number | null;
  body: LogBody;
  at: Date;
}

export type LogValue = string | number | boolean | null | LogValue[] | { [key: string]: LogValue };
export type LogBody = { [key: string]: LogValue };

export interface LoggedEntry {
  seq: number;
  at: Date;
  kind: string;
  proposalId: number | null;
  body: LogBody;
  previous: string;
  hash: string;
}

/** In the place of the hash before the first entry. */
export const noHash = '0'.repeat(64);
/** One transaction at a time adds to the log, or two entries would follow on the same one. */
const lock = 1_600_330_001;

/** Adds an entry at the end of the log, within the deed that it tells of; both are there, or neither. Answers its number. */
export async function recordInLog(tx: Tx, entry: LogEntry): Promise<number> {
  await tx`select pg_advisory_xact_lock(${lock})`;
  const [last] = await tx<{ seq: number; hash: string }[]>`
    select seq, hash from decision_log order by seq desc limit 1`;
  const seq = (last?.seq ?? 0) + 1;
  const previous = last?.hash ?? noHash;
  const { kind, proposal, body, at } = entry;
  await tx`
    insert into decision_log (seq, at, kind, proposal_id, body, previous, hash)
    values (${seq}, ${at}, ${kind}, ${proposal}, ${tx.json(body)}, ${previous}, ${hashOf({ seq, at, kind, proposalId: proposal, body, previous })})`;
  return seq;
}

/** SHA-256 (hex) of an entry with the hash of the one before it, as JSON with its keys in order and no blanks. */
export function hashOf(entry: Omit<LoggedEntry, 'hash'>): string {
  const { seq, at, kind, proposalId, body, previous } = entry;
  const told = { seq, at: at.toISOString(), kind, proposal: proposalId, body, previous };
  return createHash('sha256').update(inOrder(told), 'utf8').digest('hex');
}

function inOrder(value: LogValue): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${inOrder(value[key]!)}`).join(',')}}`;
}

/** The first entry that does not hold what its hash says, or does not follow on the one before it; null where all do. */
export async function findBroken(sql: Db): Promise<number | null> {
  let previous = noHash;
  let seq = 0;
  for (;;) {
    const some = await sql<LoggedEntry[]>`
      select seq, at, kind, proposal_id, body, previous, hash from decision_log where seq > ${seq} order by seq limit 500`;
    if (some.length === 0) return null;
    for (const entry of some) {
      if (entry.seq !== seq + 1 || entry.previous !== previous || entry.hash !== hashOf(entry)) return seq + 1;
      ({ seq, hash: previous } = entry);
    }
  }
}
