import type { Tx } from '../../../db/connect';
import { defaultLevels, type Happening } from '../notice';
import type { Untold } from '../telling.server';
import { type Concerned, note, tell } from './audience.server';

const kinds: Record<string, Happening> = {
  'programme.opened': 'programme-opened',
  'programme.version-fixed': 'programme-fixed',
  'programme.reported': 'programme-reported',
  'programme.adopted': 'programme-adopted',
  'programme.closed': 'programme-closed',
};

/** What happens to programmes that are open: each time it does, so the number of what was announced is its name. */
export async function tellProgrammes(tx: Tx, untold: Untold[], now: Date): Promise<void> {
  for (const { id, what, ids } of untold) {
    const kind = kinds[what];
    const programme = Number(ids.programme);
    if (!kind) continue;
    const [open] = await tx`select from programme where id = ${programme} and opened_at is not null`;
    // Whoever prepares one has tasks; to others it is not there.
    if (!open) continue;
    await followByWorking(tx, programme);
    const of = { activity: 'programme', kind } as const;
    await note(tx, of, [{ activityId: programme, subjectId: id }]);
    const concerned = await tx<Concerned[]>`
      select f.person_id, ${id}::bigint as subject_id, f.activity_id, 'follow' as why, f.level, x.email, x.language
      from follow f join person x on x.id = f.person_id and x.state = 'active'
      where f.activity = 'programme' and f.activity_id = ${programme} and x.id is distinct from ${Number(ids.by ?? 0)}`;
    await tell(tx, of, concerned, now);
  }
}

/** Who speaks for a partner, or was named by one, follows what they carry out; a choice of theirs stays. */
async function followByWorking(tx: Tx, programme: number): Promise<void> {
  await tx`
    insert into follow (person_id, activity, activity_id, level, chosen)
    select distinct x.id, 'programme', k.programme_id, coalesce(s.registering, ${defaultLevels.registering}), false
    from programme_partner k join person x on x.state = 'active' and (
      exists (select from organisation_role r where r.organisation_id = k.organisation_id and r.person_id = x.id)
      or exists (select from programme_person n where n.programme_id = k.programme_id and n.person_id = x.id
        and n.organisation_id = k.organisation_id and x.organisation_id = k.organisation_id))
    left join notice_setting s on s.person_id = x.id
    where k.programme_id = ${programme} on conflict do nothing`;
}
