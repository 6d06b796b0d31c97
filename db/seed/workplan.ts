import { randomUUID } from 'node:crypto';
import type { Reader } from '../../app/people/person';
import { findReaderById } from '../../app/people/readers.server';
import { lastDay } from '../../app/tasks/commitment';
import { putActivity, sayHowActivityStands } from '../../app/workplan/commands/activities.server';
import { writeCorrection } from '../../app/workplan/commands/corrections.server';
import { beginPlan, changePlan } from '../../app/workplan/commands/plan.server';
import { issueReview, saveReview } from '../../app/workplan/commands/review.server';
import type { Tx } from '../connect';
import { asDeeds, putProposal } from './decisions';
import { type SeedPlan, type SeedPlanned, workplans } from './world';

interface World {
  organisationIds: Map<string, number>;
  personIds: Map<string, number>;
  now: Date;
}

const day = 86_400_000;

/** Plans of three years, as their own deeds would have made them: the first with its review, the last a draft. */
export async function putWorkplans(tx: Tx, world: World): Promise<void> {
  const by = (await findReaderById(tx, world.personIds.get('nadia.d')!))!;
  for (const plan of workplans) await putPlan(tx, plan, by, world);
}

async function putPlan(tx: Tx, plan: SeedPlan, by: Reader, world: World): Promise<void> {
  const sql = asDeeds(tx);
  const { now } = world;
  const year = now.getUTCFullYear() + plan.year;
  const begun = new Date(now.getTime() - ((plan.put ?? 0) + 5) * day);
  await beginPlan(sql, by, { year, language: 'en' }, begun);
  await changePlan(sql, by, year, { version: 1, words: plan.words });
  for (const activity of plan.activities) await putPlanned(tx, { activity, year, by, begun }, world);
  const [row] = await tx<{ id: number }[]>`select id from workplan where year = ${year}`;
  if (plan.put !== undefined) {
    await putProposal(
      tx,
      {
        title: `The workplan of ${year} (invented)`,
        text: [`The committee adopts the workplan of ${year} as it stands on the platform (invented).`],
        lead: 'unodc',
        mode: 'positions',
        opened: plan.put,
        days: 10,
        review: { 'more-than-sum': 'What one member does by itself is in no plan of all (invented).' },
        positions: (['unodc', 'ilo', 'iom', 'ohchr', 'osce', 'unicef'] as const).map((member, n) => ({
          member,
          kind: 'support',
          after: n + 1,
        })),
      },
      world,
      { kind: 'workplan', id: row!.id },
    );
    await sayHowTheyStand(tx, plan, { year, by }, now);
  }
  if (!plan.review) return;
  const { issued, ...words } = plan.review;
  await saveReview(sql, by, year, { version: 0, language: 'en', ...words }, now);
  if (issued) await issueReview(sql, by, year, { version: 1, reason: '' }, now);
}

async function putPlanned(
  tx: Tx,
  { activity, year, by, begun }: { activity: SeedPlanned; year: number; by: Reader; begun: Date },
  { organisationIds }: World,
): Promise<void> {
  const { title, body, currency, planned, spent, from, until } = activity;
  await putActivity(
    asDeeds(tx),
    by,
    year,
    { once: randomUUID() },
    {
      ...{ title, body, currency, planned, spent: spent ?? '' },
      owner: activity.by ? organisationIds.get(activity.by)! : null,
      startsOn: from ? `${year}-${from}` : null,
      endsOn: until ? `${year}-${until}` : null,
    },
    begun,
  );
}

/** What is over is done, given up or late; the rest goes on, whatever the day of the seeding. */
async function sayHowTheyStand(
  tx: Tx,
  plan: SeedPlan,
  { year, by }: { year: number; by: Reader },
  now: Date,
): Promise<void> {
  const sql = asDeeds(tx);
  const rows = await tx<{ id: number; title: string; version: number; endsOn: string | null; owner: number | null }[]>`
    select a.id, k.words as title, k.version, a.ends_on::text as ends_on, k.owner_organisation_id as owner
    from workplan_activity a join commitment k on k.id = a.commitment_id join workplan w on w.id = a.workplan_id
    where w.year = ${year} order by a.id`;
  for (const { id, title, version, endsOn, owner } of rows) {
    const { after = 'late', words = '', correction } = plan.activities.find((a) => a.title === title)!;
    const isOver = endsOn !== null && endsOn < lastDay(now);
    const state = isOver && after !== 'late' ? after : 'under-way';
    const said = { done: state === 'done' ? words : '', reason: state === 'not-pursued' ? words : '' };
    await sayHowActivityStands(sql, by, { year, now }, id, { version, state, ...said });
    if (!correction || !isOver) continue;
    const dueOn = new Date(now.getTime() + 40 * day).toISOString().slice(0, 10);
    const input = { once: randomUUID(), language: 'en' as const, words: correction.words, owner: owner!, dueOn };
    await writeCorrection(sql, by, year, { about: 'own', id }, input, now);
  }
}
