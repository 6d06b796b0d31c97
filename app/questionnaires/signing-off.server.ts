import type { Sql } from '../../db/connect';
import { refuse } from '../shared/refusal';
import { giveTask } from '../tasks/commands.server';
import { judge } from './answer';
import type { Comer } from './found.server';
import { keep, mine, type Sent } from './keeping.server';
import { findResponse } from './queries/response.server';
import { needsSignOff } from './questionnaire';

/** The task of signing off what an organisation says in a consultation. */
export const signKey = (questionnaire: number, organisation: number) => `sign-off:${questionnaire}:${organisation}`;

/**
 * Asks those who speak for the organisation to sign off what is written: they find it under "For you". False where something is
 * to be put right first. Refuses where nobody speaks for the organisation.
 */
export async function askSignOff(sql: Sql, comer: Comer, id: number, sent: Sent, now: Date): Promise<boolean> {
  return sql.begin(async (tx) => {
    const { found, response } = await mine(tx, comer, id, now);
    await keep(tx, comer, found, response, sent, now);
    const organisation = comer.reader?.organisationId;
    if (!organisation || !needsSignOff(found, found.subject?.kind))
      throw refuse('invalid', 'shared:errors.unreadable-form');
    const kept = (await findResponse(tx, found, comer))!;
    const typed = new Map([...kept.answers].map(([question, a]) => [question, a.typed]));
    if (judge(kept.content, typed).mistakes.size > 0 || kept.rivals.length > 0) return false;
    const officers = await tx<{ id: number }[]>`
      select p.id from person p join organisation_role r on r.person_id = p.id
      where r.organisation_id = ${organisation} and p.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
    if (officers.length === 0) throw refuse('conflict', 'questionnaires:refusals.nobody-signs');
    for (const { id: personId } of officers)
      await giveTask(tx, {
        personId,
        key: signKey(id, organisation),
        what: 'questionnaires:tasks.sign',
        about: { organisation },
        place: `/questionnaires/${id}/answer?all=yes`,
        dueAt: found.closesAt,
      });
    return true;
  }) as Promise<boolean>;
}
