import type { Tx } from '../../../db/connect';
import { requiredScope } from '../consent';
import { withdrawFromConversation } from '../conversation/contributing.server';
import { themesOn, withholdUnsupported } from '../desk/theme-support.server';
import { tellVoices } from '../door/changes.server';
import { type Week, weekOf } from '../week';
import { alone, sayAll } from './chain.server';
import type { DropSessions, Tools } from './contributing';

type Why = 'withdrawn' | 'expired';

/** Names of shred keys, and ids of what they belonged to. */
interface Dead {
  keys: string[];
  ids: string[];
}

/**
 * Takes contributions back for good. The order is the promise: first, in one transaction, nothing is given any more and
 * the rows lose body, keys and replies; then the shred keys are destroyed, so that no backup of the rows opens either;
 * then sessions end; and only then this returns and somebody is told that it is done. What stops half way is taken up
 * by `finishErasing`. Contributions that are not kept, or not this contributor's, are passed over: twice is no harm.
 */
export async function erase(
  tools: Tools,
  dropSessions: DropSessions,
  which: { contributor: string; contributions?: string[] },
  why: Why,
): Promise<{ erased: number; isOver: boolean }> {
  const week = weekOf(tools.now());
  const done = await alone(tools.sql, async (tx) => {
    const found = await tx<{ id: string; shred: string; language: string }[]>`
      select id, shred, language from contribution where contributor = ${which.contributor} and state = 'kept'
        ${which.contributions ? tx`and id = any(${which.contributions}::uuid[])` : tx``}
      order by id for update`;
    const dead: Dead = { keys: found.map((c) => c.shred), ids: found.map((c) => c.id) };
    if (why === 'withdrawn') for (const c of found) await sayNo(tx, c, week);
    add(dead, await clear(tx, dead.ids, why, week));
    const [left] = await tx<{ kept: boolean }[]>`
      select exists (select from contribution where contributor = ${which.contributor} and state = 'kept') as kept`;
    if (!left!.kept) add(dead, await leave(tools, tx, which.contributor));
    return { dead, erased: found.length, isOver: !left!.kept };
  });
  await bury(tools, done.dead);
  if (done.isOver) dropSessions(which.contributor);
  return { erased: done.erased, isOver: done.isOver };
}

/** Her no to reading ends every other yes with it. */
async function sayNo(tx: Tx, { id, language }: { id: string; language: string }, week: Week): Promise<void> {
  const [last] = await tx<{ textHash: Buffer }[]>`
    select text_hash from consent_event where contribution = ${id} and scope = ${requiredScope} order by n desc limit 1`;
  if (!last) return;
  const no = { scope: requiredScope, state: 'withdrawn' as const, language, week, expiresWeek: week };
  await sayAll(tx, id, [{ ...no, textHash: last.textHash }]);
}

async function clear(tx: Tx, contributions: string[], why: Why, week: Week): Promise<Dead> {
  const themes = await themesOn(tx, contributions);
  const excerpts = await tx<
    { id: string }[]
  >`select id from excerpt where contribution = any(${contributions}::uuid[])`;
  const dead = await retire(
    tx,
    excerpts.map((e) => e.id),
  );
  await tx`delete from wrapped_key where contribution = any(${contributions}::uuid[])`;
  await tx`delete from theme_support where contribution = any(${contributions}::uuid[])`;
  await tx`delete from reply where contribution = any(${contributions}::uuid[])`;
  await tx`delete from exclusion where contribution = any(${contributions}::uuid[])`;
  await tx`delete from reader_event where contribution = any(${contributions}::uuid[])`;
  // A key that was made ready for a colleague is a key.
  await tx`update two_person_act set sealed = null where contribution = any(${contributions}::uuid[])`;
  await tx`update contribution set state = ${why}, body = null where id = any(${contributions}::uuid[])`;
  await withholdUnsupported(tx, themes, week);
  return dead;
}

/** Excerpts that are given no more: their words go, the platform hears of those it could have read. */
export async function retire(tx: Tx, excerpts: string[]): Promise<Dead> {
  const gone = await tx<{ id: string; shred: string | null; wasReleased: boolean }[]>`
    with before as (
      select id, state from excerpt where id = any(${excerpts}::uuid[]) and state <> 'withdrawn' order by id for update)
    update excerpt e set state = 'withdrawn', proposed_body = null, released_body = null, approved_hash = null, approved_consent = null
    from before b where b.id = e.id returning e.id, e.shred, b.state = 'released' as was_released`;
  const ids = gone.map((e) => e.id);
  await tx`delete from fingerprint where excerpt = any(${ids}::uuid[])`;
  await tx`update citation set state = 'withdrawn' where voice = any(${ids}::uuid[])`;
  await tellVoices(
    tx,
    gone.filter((e) => e.wasReleased).map((e) => e.id),
    'gone',
  );
  return { ids, keys: gone.flatMap((e) => (e.shred ? [e.shred] : [])) };
}

/** Nothing of hers is kept: her codes open nothing any more, and she is in no conversation. */
async function leave(tools: Tools, tx: Tx, contributor: string): Promise<Dead> {
  const keys = await withdrawFromConversation(tools, tx, contributor);
  await tx`delete from group_key where reader = ${contributor}`;
  await tx`delete from receipt where contributor = ${contributor}`;
  return { ids: [], keys };
}

function add(to: Dead, more: Dead): void {
  to.keys.push(...more.keys);
  to.ids.push(...more.ids);
}

/** Keys first: a tombstone over a key that still lies there would say more than is true. */
export async function bury({ shred }: Pick<Tools, 'shred'>, { keys, ids }: Dead): Promise<void> {
  if (keys.length > 0) await shred.destroy(keys);
  if (ids.length > 0) await shred.tombstone(ids);
}

/**
 * Destroys the keys of what the rows say is gone, where a process was stopped between the two. Gives how many keys.
 */
export async function finishErasing(tools: Pick<Tools, 'sql' | 'shred'>): Promise<number> {
  const gone = await tools.sql<{ id: string; shred: string }[]>`
    select id, shred from contribution where state <> 'kept'
    union all select id, shred from excerpt where state = 'withdrawn' and shred is not null
    union all select id, shred from group_message where state in ('withdrawn', 'refused')`;
  const erased = await tools.shred.erased();
  const left = gone.filter((g) => !erased.has(g.shred) || !erased.has(g.id));
  await bury(tools, { keys: left.map((g) => g.shred), ids: left.map((g) => g.id) });
  return left.length;
}
