import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { listModerators } from '../facilitation/telling.server';
import { finishTasks, giveTask } from '../tasks/commands.server';

/** Locks statements, in the order of their ids, until the deed is done. */
export async function holdStatements(tx: Tx, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx<{ id: number }[]>`select id from statement where id in ${tx(ids)} order by id for update`;
  return rows.map((r) => r.id);
}

/** The task of looking at what a statement rests on, for each of the discussion's facilitators. */
function taskKey(statement: number): string {
  return `source-changed:${statement}`;
}

/**
 * Tells the readers and the facilitators of statements that something they rest on has changed. Their version goes up,
 * so that a form opened before the change is not saved over it unseen.
 */
export async function tellSourceChanged(tx: Tx, statementIds: number[]): Promise<void> {
  const statements = await tx<{ id: number; discussionId: number }[]>`
    update statement set version = version + 1 where id in ${tx(statementIds)} returning id, discussion_id`;
  for (const { id, discussionId } of statements) {
    for (const personId of await listModerators(tx, discussionId)) {
      await giveTask(tx, {
        personId,
        key: taskKey(id),
        what: 'synthesis:tasks.source-changed',
        about: { discussion: discussionId },
        place: `/discussions/${discussionId}/synthesis/edit#statement-${id}`,
      });
    }
    await announce(tx, 'synthesis.source-changed', { discussion: discussionId, statement: id });
  }
}

/** Ends the tasks of those statements whose sources have all been looked at, and tells whoever reads them. */
export async function tellSourceSettled(tx: Tx, statementIds: number[]): Promise<void> {
  if (statementIds.length === 0) return;
  const statements = await tx<{ id: number; discussionId: number; waits: boolean }[]>`
    select s.id, s.discussion_id, exists (select from citation c where c.citing_kind = 'statement' and c.citing_id = s.id
      and c.state <> 'current' and c.settled_at is null) as waits
    from statement s where s.id in ${tx(statementIds)} order by s.id`;
  for (const { id, discussionId, waits } of statements) {
    if (!waits) await finishTasks(tx, { key: taskKey(id) });
    await announce(tx, 'synthesis.source-changed', { discussion: discussionId, statement: id });
  }
}

/** Asks the facilitators for a response to what survivors said; once, however often it is called. */
export async function tellUnanswered(tx: Tx, discussion: number): Promise<void> {
  const key = `respond:synthesis:${discussion}`;
  const [there] = await tx`select from task where key = ${key} and done_at is null limit 1`;
  if (there) return;
  for (const personId of await listModerators(tx, discussion)) {
    await giveTask(tx, {
      personId,
      key,
      what: 'heard:tasks.respond-synthesis',
      about: { discussion },
      place: `/discussions/${discussion}/synthesis/voices`,
    });
  }
}

/** A statement that is no more asks nothing of anyone. */
export async function dropSourceTask(tx: Tx, statement: number): Promise<void> {
  await finishTasks(tx, { key: taskKey(statement) });
}
