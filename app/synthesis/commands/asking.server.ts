import type { Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import { sendMail } from '../../shared/mail.server';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import { askedUntil } from '../synthesis';

/** The task of saying whether what was made of one's words is right: one for each person and discussion. */
export function reflectKey(discussion: number): string {
  return `reflect:${discussion}`;
}

/**
 * Asks the authors of what the statements cite whether that reflects what they wrote: each once for each statement, with
 * one task and one mail for each person. Not those who may no longer read the discussion, nor about what is not shown.
 */
export async function askContributors(tx: Tx, discussion: number, now: Date): Promise<void> {
  const until = askedUntil(now);
  const asked = await tx<{ id: number; email: string; language: string; before: boolean }[]>`
    with contributors as (
      select distinct s.id as statement_id, p.author_id
      from statement s join citation c on c.citing_kind = 'statement' and c.citing_id = s.id and c.cited_kind = 'post'
      join post p on p.id = c.cited_id and p.state = 'shown'
      join person a on a.id = p.author_id and a.state = 'active'
      join discussion d on d.id = s.discussion_id
      where s.discussion_id = ${discussion} and s.withdrawn_at is null and (d.readers <> 'invited' or a.secretariat
        or exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = a.organisation_id)
        or exists (select from activity_role r where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = a.id))
    ), added as (
      insert into reflection (statement_id, person_id, asked_at, until)
      select statement_id, author_id, ${now}, ${until} from contributors on conflict do nothing returning person_id
    )
    select distinct a.id, a.email, a.language,
      exists (select from reflection r join statement s on s.id = r.statement_id where s.discussion_id = ${discussion} and r.person_id = a.id) as before
    from added n join person a on a.id = n.person_id order by a.id`;
  for (const { id: personId, email, language, before } of asked) {
    const place = `/reflections/${discussion}`;
    await giveTask(tx, {
      personId,
      key: reflectKey(discussion),
      what: 'synthesis:tasks.reflect',
      about: { discussion },
      place,
      dueAt: until,
    });
    if (!before) await sendMail(tx, { kind: 'reflect', to: email, personId, language, about: { discussion } });
  }
  if (asked.length > 0)
    await putDue(
      tx,
      'end-reflections',
      { discussion },
      { at: until, key: `end-reflections:${discussion}:${until.getTime()}` },
    );
}

/** Takes the task from those who have nothing left to answer: they answered all, the day has passed, the statement is gone. */
export async function endAsking(tx: Tx, discussion: number, now: Date, personId: number | null = null): Promise<void> {
  const done = await tx<{ personId: number }[]>`
    select r.person_id from reflection r join statement s on s.id = r.statement_id join synthesis y on y.discussion_id = s.discussion_id
    where s.discussion_id = ${discussion} and (${personId}::bigint is null or r.person_id = ${personId}) group by r.person_id
    having not bool_or(r.answer is null and s.withdrawn_at is null and coalesce(r.until, y.ask_until) > ${now})`;
  for (const row of done) await finishTasks(tx, { key: reflectKey(discussion), personId: row.personId });
}
