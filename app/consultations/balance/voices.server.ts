import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import type { Area } from '../../organisations/places';
import { finishTasks } from '../../tasks/commands.server';
import { cellRegionOf, outOfLiveFigures } from './cells';
import { answerTask } from './invitation';

/** Whose voice it is: an organisation's, which several of its people make together, or one person's own. */
export type VoiceOf = { organisationId: number } | { personId: number };

/**
 * Counts a voice in a consultation, in the transaction of the deed that raises it: begun, or submitted. One voice for
 * each organisation and one for each person, however often it is counted and from however many windows; what was
 * submitted stays so. `submitted` counts one that had not begun as begun too.
 *
 * Sector and region are those of the organisation now (of a person: the organisation they belong to, or none), the region
 * as balance is measured: one of the five of M49, or the world. They are not read again: an organisation that changes its
 * sector later changes no figure that was published.
 *
 * What those who speak for an organisation were asked is done when it submits. Whoever looks at the figures is told when
 * one moves. Of survivor groups nobody is told: they are in no live figure, and
 * a page that reads itself again without a visible reason would say that one of them has spoken.
 */
export async function countVoice(
  tx: Tx,
  consultationId: number,
  whose: VoiceOf,
  state: 'started' | 'submitted',
  now: Date,
): Promise<void> {
  const submittedAt = state === 'submitted' ? now : null;
  const { organisationId, personId, sector, region } = await readPlace(tx, whose);
  const conflict =
    'organisationId' in whose
      ? tx`(consultation_id, organisation_id) where organisation_id is not null`
      : tx`(consultation_id, person_id) where person_id is not null`;
  const [moved] = await tx`
    insert into consultation_voice as v (consultation_id, organisation_id, person_id, sector, region, started_at, submitted_at)
    values (${consultationId}, ${organisationId}, ${personId}, ${sector}, ${region}, ${now}, ${submittedAt})
    on conflict ${conflict} do update set submitted_at = excluded.submitted_at
      where v.submitted_at is null and excluded.submitted_at is not null
    returning id`;
  if (moved && organisationId !== null && submittedAt)
    await finishTasks(tx, { key: answerTask(consultationId, organisationId) });
  if (moved && !outOfLiveFigures(sector)) {
    await announce(tx, 'consultation.voices-changed', { consultation: consultationId });
  }
}

/**
 * Counts the own voices of many people as submitted, as `countVoice` does for one: one statement to read where they belong, one
 * to write, and one word of it. Rows are written in the order of people, so that two who count the same wait for each other
 * and never both.
 */
export async function countPeople(tx: Tx, consultationId: number, people: number[], now: Date): Promise<void> {
  const places = await tx<{ id: number; sector: string | null; region: Area | null }[]>`
    select p.id, o.sector, o.region from person p left join organisation o on o.id = p.organisation_id
    where p.id = any(${people}::bigint[])`;
  const moved = await tx<{ sector: string | null }[]>`
    insert into consultation_voice as v (consultation_id, person_id, sector, region, started_at, submitted_at)
    select ${consultationId}, g.person, g.sector, g.region, ${now}, ${now}
    from unnest(${places.map((p) => p.id)}::bigint[], ${places.map((p) => p.sector)}::text[],
      ${places.map((p) => (p.region === null ? null : cellRegionOf(p.region)))}::text[]) as g (person, sector, region)
    order by g.person
    on conflict (consultation_id, person_id) where person_id is not null do update set submitted_at = excluded.submitted_at
      where v.submitted_at is null
    returning sector`;
  if (moved.some(({ sector }) => !outOfLiveFigures(sector)))
    await announce(tx, 'consultation.voices-changed', { consultation: consultationId });
}

interface Place {
  organisationId: number | null;
  personId: number | null;
  sector: string | null;
  region: string | null;
}

async function readPlace(tx: Tx, whose: VoiceOf): Promise<Place> {
  const [row] = await ('organisationId' in whose
    ? tx<{ sector: string; region: Area }[]>`select sector, region from organisation where id = ${whose.organisationId}`
    : tx<{ sector: string | null; region: Area | null }[]>`
        select o.sector, o.region from person p left join organisation o on o.id = p.organisation_id where p.id = ${whose.personId}`);
  if (!row) throw new Error('a voice is that of an organisation or of a person that exists');
  return {
    organisationId: 'organisationId' in whose ? whose.organisationId : null,
    personId: 'personId' in whose ? whose.personId : null,
    sector: row.sector,
    region: row.region === null ? null : cellRegionOf(row.region),
  };
}
