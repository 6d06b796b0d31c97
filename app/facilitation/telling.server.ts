import type { Tx } from '../../db/connect';
import { finishTasks, giveTask } from '../tasks/commands.server';

/** Those who look after a discussion: its facilitators or, where it has none, the secretariat. */
export async function listModerators(tx: Tx, discussion: number): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    with facilitators as (
      select p.id from activity_role r join person p on p.id = r.person_id
      where r.activity = 'discussion' and r.activity_id = ${discussion} and r.role = 'facilitator' and p.state = 'active'
    )
    select id from facilitators
    union all
    select id from person where secretariat and state = 'active' and not exists (select from facilitators)`;
  return rows.map((r) => r.id);
}

/** Keeps the task "reports wait" of a discussion's moderators in step with whether any do. */
export async function tellFlags(tx: Tx, discussion: number): Promise<void> {
  const [open] = await tx`
    select from flag f join post p on p.id = f.post_id where p.discussion_id = ${discussion} and f.settled_at is null limit 1`;
  await tellModerators(tx, discussion, {
    key: `flags:${discussion}`,
    what: 'facilitation:tasks.flags',
    part: 'flags',
    waits: open !== undefined,
  });
}

/** The same for posts that wait to be let through. Called by whatever adds one or takes one away. */
export async function tellQueue(tx: Tx, discussion: number): Promise<void> {
  const [waiting] = await tx`select from post where discussion_id = ${discussion} and state = 'waiting' limit 1`;
  await tellModerators(tx, discussion, {
    key: `queue:${discussion}`,
    what: 'facilitation:tasks.queue',
    part: 'waiting',
    waits: waiting !== undefined,
  });
}

async function tellModerators(
  tx: Tx,
  discussion: number,
  task: { key: string; what: string; part: string; waits: boolean },
): Promise<void> {
  if (!task.waits) return finishTasks(tx, { key: task.key });
  for (const personId of await listModerators(tx, discussion)) {
    await giveTask(tx, {
      personId,
      key: task.key,
      what: task.what,
      about: { discussion },
      place: `/discussions/${discussion}/board#${task.part}`,
    });
  }
}

/** Tells an author what was done with their post; the reason is read there, where it is erased with the post. */
export async function tellAuthor(
  tx: Tx,
  what: 'hidden' | 'moved' | 'redacted',
  post: { id: number; authorId: number; discussionId: number },
): Promise<void> {
  await giveTask(tx, {
    personId: post.authorId,
    key: `${what}:${post.id}`,
    what: `facilitation:tasks.${what}`,
    about: { discussion: post.discussionId, post: post.id },
    place: `/posts/${post.id}`,
  });
}
