import type { Db } from '../../../../db/connect';
import { areasWithin, regions, world } from '../../../organisations/places';

/** The column in which an area is counted: its region of M49, or 001. `area` is a column of the statement. */
export function regionOfArea(sql: Db, area: ReturnType<Db>) {
  const lists = regions.map((region) => sql`when ${area} = any(${[...areasWithin(region)]}::text[]) then ${region}`);
  return sql`case ${lists.reduce((all, one) => sql`${all} ${one}`)} else ${world} end`;
}

/**
 * Every organisation of the directory as it stands to a consultation, as a table: `id`, `sector`, `region` (the cell in
 * which it counts), `invited_at`, `reminded_at`, `begun`, `done`. Whoever has begun counts where they were then. Survivor
 * groups are not in it, whichever they are, now or then.
 */
export function standings(sql: Db, consultation: number) {
  return sql`
    select o.id, coalesce(v.sector, o.sector) as sector, coalesce(v.region, ${regionOfArea(sql, sql`o.region`)}) as region,
      i.invited_at, i.reminded_at, v.id is not null as begun, v.submitted_at is not null as done
    from organisation o
    left join consultation_invitation i on i.consultation_id = ${consultation} and i.organisation_id = o.id
    left join consultation_voice v on v.consultation_id = ${consultation} and v.organisation_id = o.id
    where o.sector <> 'survivor-group' and coalesce(v.sector, '') <> 'survivor-group'`;
}

/** People who speak for an organisation and can be written to now, as a count. `organisation` is a column. */
export function speakersOf(sql: Db, organisation: ReturnType<Db>) {
  return sql`(select count(*)::int from organisation_role r join person p on p.id = r.person_id
    where r.organisation_id = ${organisation} and p.state = 'active')`;
}
