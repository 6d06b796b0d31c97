import { randomUUID } from 'node:crypto';
import { closeProposal } from '../../app/decisions/commands/closing.server';
import { openProposal } from '../../app/decisions/commands/opening.server';
import { putActivity as putLine } from '../../app/programmes/commands/parts.server';
import { putActivity } from '../../app/workplan/commands/activities.server';
import { beginPlan } from '../../app/workplan/commands/plan.server';
import type { ActivityInput } from '../../app/workplan/forms';
import type { Sql } from '../../db/connect';
import { asDeeds } from '../../db/seed/decisions';
import { aDraft, hoursAfter, noon, type SomeCommittee, say } from './decisions';
import { aPerson, type SomePerson } from './people';
import { aProgramme, type SomeProgramme, withLine } from './programmes';

/** The middle of the year of which the plans of tests are, whatever the day on which they run. */
export const midYear = new Date('2026-07-15T12:00:00Z');

/** What a form of an activity says; all of it invented. */
export function anActivity(more: Partial<ActivityInput> = {}): ActivityInput {
  return {
    ...{ title: 'A common checklist (invented)', body: '', owner: null, startsOn: '2026-02-01', endsOn: '2026-05-31' },
    ...{ currency: 'USD', planned: '1000', spent: '' },
    ...more,
  };
}

/** Writes one down and gives its id. */
export async function withActivity(
  sql: Sql,
  by: SomePerson,
  year: number,
  more: Partial<ActivityInput> = {},
  now = midYear,
): Promise<number> {
  const once = randomUUID();
  await putActivity(sql, await by.reader(), year, { once }, anActivity(more), now);
  const [row] = await sql<{ id: number }[]>`select id from workplan_activity where once = ${once}`;
  return row!.id;
}

/** A draft of a year, begun by the secretariat. */
export async function aYear(sql: Sql, year = 2026): Promise<{ id: number; year: number; secretariat: SomePerson }> {
  const secretariat = await aPerson(sql, { secretariat: true });
  await beginPlan(sql, await secretariat.reader(), { year, language: 'en' }, midYear);
  const [row] = await sql<{ id: number }[]>`select id from workplan where year = ${year}`;
  return { id: row!.id, year, secretariat };
}

/**
 * Puts a plan to a committee and lets each of its members support it; the decision's id. Members of other tests say nothing. Adopted on the
 * 5th of June 2026.
 */
export async function adoptPlan(sql: Sql, committee: SomeCommittee, plan: number): Promise<number> {
  const { id, hash } = await aDraft(sql, committee, { quorum: committee.members.length });
  await sql`update proposal set subject_kind = 'workplan', subject_id = ${plan} where id = ${id}`;
  // All in one: its days are over, and where a server runs its timed deed would close it before anybody has said a word.
  await sql.begin(async (tx) => {
    const deeds = asDeeds(tx);
    await openProposal(deeds, await committee.secretariat.reader(), id, { hash }, noon);
    for (const member of committee.members) await say(deeds, id, member, 'support', hoursAfter(1));
    await closeProposal(tx, id, hoursAfter(100));
  });
  return id;
}

/** A programme that is open in the year, with a line of activity of its partner until March and ten thousand dollars. */
export async function aRunningProgramme(sql: Sql): Promise<SomeProgramme & { activity: number; line: number }> {
  const p = await aProgramme(sql, { open: true });
  await sql`update programme set opened_at = '2026-01-02' where id = ${p.id}`;
  const once = randomUUID();
  const lead = await p.leadFocal.reader();
  const place = { programme: p.id, now: midYear };
  await putLine(
    sql,
    lead,
    place,
    { once },
    {
      ...{ title: 'Shelters (invented)', body: '', aim: 'short', organisation: p.partner, others: [] },
      ...{ startsOn: '2025-11-01', endsOn: '2026-03-31' },
    },
  );
  const [activity] = await sql<{ id: number }[]>`select id from programme_activity where once = ${once}`;
  return { ...p, activity: activity!.id, line: await withLine(sql, p, '10000') };
}
