import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { finishTasks, giveTask } from '../../tasks/commands.server';

/** The task of looking at the paragraphs that a response names. */
function taskKey(response: number): string {
  return `response-source:${response}`;
}

/** Locks responses, in the order of their ids, until the deed is done: as whoever writes one does. */
export async function holdResponses(tx: Tx, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx<{ id: number }[]>`select id from claim_response where id in ${tx(ids)} order by id for update`;
  return rows.map((r) => r.id);
}

/**
 * Keeps the task "look again" of those who speak for an organisation in step with whether a paragraph that its response names
 * reads otherwise now, or is gone; and tells whoever reads the responses.
 */
export async function tellResponseSources(tx: Tx, responses: number[]): Promise<void> {
  if (responses.length === 0) return;
  const rows = await tx<{ id: number; organisation: number; consultation: number; claim: number; waits: boolean }[]>`
    select r.id, r.organisation_id as organisation, m.consultation_id as consultation, m.id as claim,
      m.withdrawn_at is null and exists (select from citation c where c.citing_kind = 'response' and c.citing_id = r.id
        and c.state <> 'current' and c.settled_at is null) as waits
    from claim_response r join claim m on m.id = r.claim_id where r.id in ${tx(responses)} order by r.id`;
  for (const { id, organisation, consultation, claim, waits } of rows) {
    if (!waits) await finishTasks(tx, { key: taskKey(id) });
    for (const personId of waits ? await officersOf(tx, organisation) : [])
      await giveTask(tx, {
        personId,
        key: taskKey(id),
        what: 'responses:tasks.source-changed',
        about: { organisation },
        place: `/consultations/${consultation}/responses/${claim}`,
      });
    await announce(tx, 'consultation.responses-changed', { consultation, claim });
  }
}

/** Focal points and alternates of an organisation, as far as they are active. */
export async function officersOf(tx: Tx, organisation: number): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select p.id from person p join organisation_role r on r.person_id = p.id
    where r.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
  return rows.map((r) => r.id);
}
