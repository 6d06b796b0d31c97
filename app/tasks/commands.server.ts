import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { endsByItsDeed, isPlace, isTaskKey, withNamespace } from './task';

/** Something that waits for a person. Words are an i18n key and ids: what was erased meanwhile is in no task. */
export interface NewTask {
  personId: number;
  /** Names what is asked, for all who are asked: one task of a key for each person, however often it is given. */
  key: string;
  /** The i18n key of the sentence that asks; without a namespace, one of `tasks:what`. */
  what: string;
  /**
   * Values of the sentence. The ids `discussion`, `document`, `consultation`, `decision`, `call`, `person` and `organisation` become title and
   * names when the task is read, as far as its reader may see them; other values are shown as they are, so never words of a
   * person.
   */
  about: Record<string, number | string>;
  /** The page where it is done, an address of this site. */
  place: string;
  /** When it should be done by. */
  dueAt?: Date | null;
}

/**
 * Gives a task, in the transaction of the deed that causes it. Given again while it waits, it keeps its age; given again
 * after it was done, it waits anew.
 */
export async function giveTask(tx: Tx, task: NewTask): Promise<void> {
  if (!isPlace(task.place)) throw new Error('a task leads to an address of this site');
  if (!isTaskKey(task.key)) throw new Error('a task has a key such as reflect:12');
  const [given] = await tx`
    insert into task (person_id, key, what, about, place, due_at)
    values (${task.personId}, ${task.key}, ${withNamespace(task.what)}, ${tx.json(task.about)}, ${task.place}, ${task.dueAt ?? null})
    on conflict (person_id, key) do update set
      what = excluded.what, about = excluded.about, place = excluded.place, due_at = excluded.due_at,
      created_at = case when task.done_at is null then task.created_at else excluded.created_at end, done_at = null
    where task.done_at is not null
      or (task.what, task.about, task.place, task.due_at) is distinct from (excluded.what, excluded.about, excluded.place, excluded.due_at)
    returning id`;
  if (given) await announce(tx, 'person.tasks-changed', { person: task.personId });
}

/** Marks what this key asks as done: for everyone who was asked, or for one of them. */
export async function finishTasks(tx: Tx, { key, personId }: { key: string; personId?: number }): Promise<void> {
  const finished = await tx<{ personId: number }[]>`
    update task set done_at = now()
    where key = ${key} and done_at is null and (${personId ?? null}::bigint is null or person_id = ${personId ?? null})
    returning person_id`;
  for (const { personId: person } of finished) await announce(tx, 'person.tasks-changed', { person });
}

/** Puts one of the reader's own tasks aside; done twice, done once. Refuses not-found for somebody else's. */
export async function finishMyTask(sql: Sql, reader: Reader, id: number): Promise<void> {
  await sql.begin(async (tx) => {
    const [task] = await tx<{ doneAt: Date | null; what: string }[]>`
      select done_at, what from task where id = ${id} and person_id = ${reader.id} for update`;
    if (!task) throw refuse('not-found', 'shared:errors.not-found');
    if (task.doneAt) return;
    if (endsByItsDeed(task.what)) throw refuse('not-allowed', 'tasks:refusals.by-deed');
    await tx`update task set done_at = now() where id = ${id}`;
    await announce(tx, 'person.tasks-changed', { person: reader.id });
  });
}
