import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { finishTasks, giveTask } from '../tasks/commands.server';

/** The task of looking at the paragraphs to which a recommendation led. */
function taskKey(recommendation: number): string {
  return `recommendation-source:${recommendation}`;
}

/** Locks recommendations, in the order of their ids, until the deed is done: as whoever follows one up does. */
export async function holdRecommendations(tx: Tx, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx<{ id: number }[]>`select id from recommendation where id in ${tx(ids)} order by id for update`;
  return rows.map((r) => r.id);
}

/**
 * Keeps the task "look again" of those who speak for the owner in step with whether a paragraph that is named as what the
 * recommendation led to reads otherwise now, or is gone.
 */
export async function tellRecommendationSources(tx: Tx, recommendations: number[]): Promise<void> {
  if (recommendations.length === 0) return;
  const rows = await tx<{ id: number; organisation: number | null; waits: boolean }[]>`
    select r.id, k.owner_organisation_id as organisation, exists (select from citation c where c.citing_kind = 'recommendation'
      and c.citing_id = r.id and c.state <> 'current' and c.settled_at is null) as waits
    from recommendation r join commitment k on k.subject_kind = 'recommendation' and k.subject_id = r.id
    where r.id in ${tx(recommendations)} order by r.id`;
  for (const { id, organisation, waits } of rows) {
    if (!waits) await finishTasks(tx, { key: taskKey(id) });
    const speakers =
      waits && organisation !== null
        ? await tx<{ id: number }[]>`
            select p.id from organisation_role o join person p on p.id = o.person_id
            where o.organisation_id = ${organisation} and p.state = 'active' order by p.id`
        : [];
    for (const { id: personId } of speakers)
      await giveTask(tx, {
        personId,
        key: taskKey(id),
        what: 'recommendations:source-changed',
        about: { organisation: organisation! },
        place: `/recommendations/${id}`,
      });
    await announce(tx, 'recommendation.changed', { recommendation: id });
  }
}
