import { createHash } from 'node:crypto';
import { changeCommitment, commit, holdCommitment } from '../../app/tasks/commitments.server';
import type { Tx } from '../connect';
import { outcomes, type SeedRecommendation } from './world';

type Ids = Map<string, number>;

interface World {
  organisationIds: Ids;
  personIds: Ids;
  now: Date;
}

const day = 86_400_000;

/** Some recommendations of the regional events of 2007, with invented owners, days and notes. */
export async function putRecommendations(tx: Tx, world: World): Promise<void> {
  const by = world.personIds.get('nadia.d')!;
  // The same key each time: nobody sends this import a second time.
  const once = createHash('sha256').update('invented register').digest('hex').slice(0, 32);
  for (const [position, o] of outcomes.entries()) {
    const [row] = await tx<{ id: number }[]>`
      insert into outcome (language, place, region, held_from, held_until, created_by, once, position)
      values ('en', ${o.place}, ${o.region}, ${o.from}, ${o.until}, ${by}, ${once}::uuid, ${position}) returning id`;
    for (const language of ['en', 'fr', 'ar'] as const)
      await tx`
        insert into outcome_text (outcome_id, language, title, organisers) values (${row!.id}, ${language}, ${o.title[language]}, 'UN.GIFT')`;
    for (const [at, r] of o.recommendations.entries()) await putRecommendation(tx, row!.id, at, r, world);
  }
}

async function putRecommendation(
  tx: Tx,
  outcome: number,
  position: number,
  r: SeedRecommendation,
  { organisationIds, personIds, now }: World,
): Promise<void> {
  const [row] = await tx<{ id: number }[]>`
    insert into recommendation (outcome_id, position, number, kind, theme, sectors, changed_at)
    values (${outcome}, ${position}, ${r.number}, ${r.kind ?? 'recommendation'}, ${r.theme}, ${[...r.sectors]}, ${now}) returning id`;
  const id = row!.id;
  for (const language of ['en', 'fr', 'ar'] as const)
    await tx`insert into recommendation_text (recommendation_id, language, body) values (${id}, ${language}, ${r[language]})`;
  for (const note of r.notes ?? [])
    await tx`
      insert into recommendation_note (recommendation_id, on_day, language, body, written_by, once)
      values (${id}, ${new Date(now.getTime() - note.ago * day).toISOString().slice(0, 10)}, 'en', ${note.body}, ${personIds.get('nadia.d')!}, gen_random_uuid())`;
  await putCommitment(tx, id, r, { organisationIds, personIds, now });
}

/** Whose it is, by when and how it stands: as the register's own deeds would have written it down. */
async function putCommitment(
  tx: Tx,
  recommendation: number,
  r: SeedRecommendation,
  { organisationIds, personIds, now }: World,
): Promise<void> {
  const by = { id: personIds.get('nadia.d')! };
  const owner = r.owner ? organisationIds.get(r.owner)! : null;
  const dueOn = r.due === undefined ? null : new Date(now.getTime() + r.due * day).toISOString().slice(0, 10);
  const id = await commit(
    tx,
    {
      kind: 'recommendation',
      subjectKind: 'recommendation',
      subjectId: recommendation,
      ownerOrganisationId: owner,
      language: 'en',
      dueOn,
      place: `/recommendations/${recommendation}`,
    },
    by,
    now,
  );
  if (r.state && r.state !== 'open')
    await changeCommitment(tx, await holdCommitment(tx, id), { state: r.state, reason: r.reason ?? '' }, by, now);
}
