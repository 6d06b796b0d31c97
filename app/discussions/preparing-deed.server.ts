import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { putDue } from '../../db/due';
import type { Reader } from '../people/person';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';
import { prepareLine } from '../shared/rich-text/prepare';
import { mayFacilitate } from './discussion';
import { type Ruled, readRules } from './rules.server';

/** Beats one and two of every deed of preparing: may they, and has nobody changed it meanwhile; then tell. */
export async function deedOn(
  sql: Sql,
  reader: Reader | null,
  id: number,
  version: number | null,
  write: (tx: Tx, ruled: Ruled) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select 1 from discussion where id = ${id} for update`;
    const ruled = await readRules(tx, reader, id);
    if (!mayFacilitate(reader, ruled.tie)) throw refuse('not-allowed', 'discussions:refusals.not-facilitator');
    if (version !== null && version !== ruled.version)
      throw refuse('conflict', 'discussions:refusals.changed-meanwhile');
    await write(tx, ruled);
    await tx`update discussion set version = version + 1 where id = ${id}`;
    await announce(tx, 'discussion.changed', { discussion: id });
  });
}

/** One deed for each instant ahead, so that those who are reading are told when it comes. */
export async function plantInstants(tx: Tx, id: number): Promise<void> {
  await tx`delete from due where deed = 'tell-instant' and about = ${tx.json({ discussion: id })}`;
  const rows = await tx<{ at: Date }[]>`
    select unnest(array[opens_at, closes_at]) as at from phase where discussion_id = ${id}`;
  for (const { at } of rows) {
    if (at.getTime() > Date.now())
      await putDue(tx, 'tell-instant', { discussion: id }, { at, key: `tell-instant:${id}:${at.toISOString()}` });
  }
}

/** A line as it is stored; where it cannot be, says so beside its field. */
export function line(raw: string, max: number, name: string, fields: Record<string, string>): string {
  const prepared: { text: string } | Refusal = prepareLine(raw, { max });
  if (!isRefusal(prepared)) return prepared.text;
  fields[name] = prepared.message === 'text:empty' ? 'text:empty' : 'discussions:refusals.line-too-long';
  return '';
}
