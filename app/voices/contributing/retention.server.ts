import { weekOf } from '../week';
import type { DropSessions, Tools } from './contributing';
import { erase, finishErasing } from './erasing.server';

/**
 * What the room's process does once a day and when it starts: contributions whose last week is over erase themselves,
 * as if they had been taken back; invitations that are over are forgotten; what was left half erased is finished.
 */
export async function keepToTime(
  tools: Tools,
  dropSessions: DropSessions,
): Promise<{ expired: number; finished: number }> {
  const week = weekOf(tools.now());
  const due = await tools.sql<{ contributor: string; contributions: string[] }[]>`
    select contributor, array_agg(id) as contributions from contribution
    where state = 'kept' and expires_week < ${week} group by contributor order by contributor`;
  let expired = 0;
  for (const one of due) expired += (await erase(tools, dropSessions, one, 'expired')).erased;
  await tools.sql`delete from invitation where expires_week < ${week}`;
  return { expired, finished: await finishErasing(tools) };
}
