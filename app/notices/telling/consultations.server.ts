import type { Tx } from '../../../db/connect';
import { defaultLevels, type Happening } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, note, tell } from './audience.server';
import { tellContributors } from './contributions.server';

const kinds: Record<string, Happening> = {
  'consultation.announced': 'consultation-announced',
  'consultation.changed': 'consultation-changed',
  'consultation.cancelled': 'consultation-cancelled',
  'consultation.synthesis-published': 'consultation-report',
  'consultation.response-published': 'consultation-response',
};

/** Told once a day, however often somebody has saved or how many answers were published. */
const onceADay = new Set<Happening>(['consultation-changed', 'consultation-response']);

/** What happens to consultations. A phase is told of once, when it opens. */
export async function tellConsultations(tx: Tx, untold: Untold[], now: Date): Promise<void> {
  const ofKind = (what: string) => [
    ...new Set(untold.filter((u) => u.what === what).map((u) => Number(u.ids.consultation))),
  ];
  await followByFacilitating(tx, ofKind('consultation.announced'));
  await followByTakingPart(tx, ofKind('consultation.voices-changed'));
  const contributors = await tellContributors(tx, untold, now);
  for (const { id, what, ids } of untold) {
    const consultation = Number(ids.consultation);
    if (what === 'consultation.instant-passed') {
      if (ids.phase !== undefined) await tellOne(tx, 'consultation-phase', consultation, Number(ids.phase), now);
      continue;
    }
    const kind = kinds[what];
    if (!kind) continue;
    const today = Math.floor(Number(now) / 86_400_000);
    const told =
      kind === 'consultation-response' || kind === 'consultation-report' ? contributors.get(consultation) : undefined;
    await tellOne(tx, kind, consultation, onceADay.has(kind) ? today : id, now, told);
  }
}

async function tellOne(
  tx: Tx,
  kind: Happening,
  consultation: number,
  subject: number,
  now: Date,
  /** People who have been told of the same by what it means for their own words. */
  told: Set<number> = new Set(),
): Promise<void> {
  const of = { activity: 'consultation', kind } as const;
  const [known] = await tx`select from consultation where id = ${consultation} and announced_at is not null`;
  if (!known) return;
  const fresh = await note(tx, of, [{ activityId: consultation, subjectId: subject }]);
  if (fresh.size === 0) return;
  const concerned = await tx<Concerned[]>`
    select f.person_id, ${subject}::bigint as subject_id, c.id as activity_id, 'follow' as why, f.level, x.email, x.language
    from consultation c join follow f on f.activity = 'consultation' and f.activity_id = c.id
    join person x on x.id = f.person_id and x.state = 'active'
    where c.id = ${consultation} and ${seenByPerson(tx)}`;
  await tell(
    tx,
    of,
    concerned.filter((c) => !told.has(c.personId)),
    now,
  );
}

/** `maySeeConsultation` for `person x`, who is active, and `consultation c`, which was announced. */
export function seenByPerson(tx: Tx) {
  return tx`(x.secretariat or c.readers in ('public', 'registered') or c.host_id = x.organisation_id
    or exists (select from activity_role r where r.activity = 'consultation' and r.activity_id = c.id and r.person_id = x.id)
    or exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = x.organisation_id))`;
}

/** Who facilitates follows from the announcement on, as they have set for that; a choice of theirs stays. */
async function followByFacilitating(tx: Tx, consultations: number[]): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select r.person_id, 'consultation', r.activity_id, coalesce(s.facilitating, ${defaultLevels.facilitating}), false
    from activity_role r left join notice_setting s on s.person_id = r.person_id
    where r.activity = 'consultation' and r.activity_id = any(${consultations}::bigint[]) and r.role = 'facilitator'
    on conflict do nothing`;
}

/** Whose voice is counted follows: a person who takes part, and those who speak for an organisation that does. */
async function followByTakingPart(tx: Tx, consultations: number[]): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct p.id, 'consultation', v.consultation_id, coalesce(s.posting, ${defaultLevels.posting}), false
    from consultation_voice v
    join person p on p.id = v.person_id
      or (v.organisation_id is not null and p.id in (select o.person_id from organisation_role o where o.organisation_id = v.organisation_id))
    left join notice_setting s on s.person_id = p.id
    where v.consultation_id = any(${consultations}::bigint[])
      and not exists (select from follow f where f.person_id = p.id and f.activity = 'consultation' and f.activity_id = v.consultation_id)
    on conflict do nothing`;
}
