import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { forgetActivity } from '../people/roles.server';
import { refuse } from '../shared/refusal';
import { mayFacilitate } from './discussion';
import { readRules } from './rules.server';

/**
 * Deletes a discussion that was never announced, with its phases, its audience and the reader's own unsent words in it.
 * Refuses closed once it was announced, and conflict where something of others is in it or it was changed meanwhile.
 */
export async function discardDraft(sql: Sql, reader: Reader | null, id: number, version: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select 1 from discussion where id = ${id} for update`;
    const ruled = await readRules(tx, reader, id);
    if (!mayFacilitate(reader, ruled.tie) || !reader)
      throw refuse('not-allowed', 'discussions:refusals.not-facilitator');
    if (ruled.announcedAt) throw refuse('closed', 'discussions:refusals.was-announced');
    if (ruled.version !== version) throw refuse('conflict', 'discussions:refusals.changed-meanwhile');
    if (await holdsWordsOfOthers(tx, id, reader.id)) throw refuse('conflict', 'discussions:refusals.holds-words');
    await tx`delete from draft where discussion_id = ${id}`;
    await tx`delete from reading where discussion_id = ${id}`;
    await forgetActivity(tx, 'discussion', id);
    await tx`delete from due where deed = 'tell-instant' and about = ${tx.json({ discussion: id })}`;
    await tx`delete from discussion where id = ${id}`;
    await announce(tx, 'discussion.audience-changed', { discussion: id });
  });
}

async function holdsWordsOfOthers(tx: Tx, id: number, reader: number): Promise<boolean> {
  const [row] = await tx<{ holds: boolean }[]>`
    select exists (select from post where discussion_id = ${id})
      or exists (select from draft where discussion_id = ${id} and person_id <> ${reader})
      or exists (select from synthesis where discussion_id = ${id}) as holds`;
  return row!.holds;
}
