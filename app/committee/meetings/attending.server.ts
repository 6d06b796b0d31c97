import type { Sql } from '../../../db/connect';
import { peopleNamed } from '../../people/named.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { AttendInput } from '../forms';
import { maySeeMeeting, whyNotAttend } from '../meeting';
import { deedOnMeeting } from './rules.server';

/** The organisation for which somebody is there: the member they speak for, else the one they work for. */
async function personThere(sql: Sql, id: number, members: number[]) {
  const [person] = await sql<{ id: number; organisationId: number | null; offices: number[] | null }[]>`
    select p.id, p.organisation_id,
      (select array_agg(r.organisation_id order by r.organisation_id) from organisation_role r where r.person_id = p.id) as offices
    from person p where p.id = ${id} and p.state = 'active'`;
  if (!person) throw refuse('not-found', 'shared:errors.not-found');
  const spoken = (person.offices ?? []).find((o) => members.includes(o));
  return { id: person.id, organisationId: spoken ?? person.organisationId };
}

/** Notes that somebody is there, in the room or from afar, or that they are not after all. Noted twice, noted once. */
export async function attend(sql: Sql, reader: Reader, id: number, input: AttendInput, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { meeting, standing }) => {
      const person = await personThere(tx as unknown as Sql, input.person, standing.there);
      const no = whyNotAttend(meeting, reader, standing, person, now);
      if (no) throw no;
      if (input.how === 'gone') {
        const gone = await tx`
          delete from meeting_attendance where event_id = ${id} and person_id = ${input.person} returning 1`;
        return gone.length > 0;
      }
      const noted = await tx`
        insert into meeting_attendance (event_id, person_id, organisation_id, how, marked_by, marked_at)
        values (${id}, ${input.person}, ${person.organisationId}, ${input.how}, ${reader.id}, ${now})
        on conflict (event_id, person_id) do update set how = excluded.how, organisation_id = excluded.organisation_id,
          marked_by = excluded.marked_by, marked_at = excluded.marked_at
        where meeting_attendance.how <> excluded.how or meeting_attendance.organisation_id <> excluded.organisation_id
        returning 1`;
      return noted.length > 0;
    },
    (r) =>
      maySeeMeeting(r.meeting, reader, r.standing, r.observer)
        ? undefined
        : refuse('not-found', 'shared:errors.not-found'),
  );
}

/** Names the observers of a meeting, whole: whoever is not named is none any more. Refuses names that are nobody's. */
export async function nameObservers(
  sql: Sql,
  reader: Reader,
  id: number,
  observers: string[],
  now: Date,
): Promise<void> {
  await deedOnMeeting(sql, reader, id, now, async (tx) => {
    const people = await peopleNamed(tx, observers, 'observers');
    const gone = await tx`
      delete from meeting_observer where event_id = ${id} and not (person_id = any(${people}::bigint[])) returning 1`;
    const come = await tx`
      insert into meeting_observer (event_id, person_id, named_by, named_at)
      select ${id}, x, ${reader.id}, ${now} from unnest(${people}::bigint[]) x on conflict do nothing returning 1`;
    return gone.length + come.length > 0;
  });
}
