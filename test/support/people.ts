import type { ActivityRole, OrganisationRole, PersonState, Reader } from '../../app/people/person';
import { beginSession, findReader } from '../../app/people/sessions.server';
import type { Sql } from '../../db/connect';
import { Visitor } from './browser-like';

let count = 0;

/** An invented organisation, straight into the table: what commands refuse is tested where the commands are. */
export async function anOrganisation(
  sql: Sql,
  values: {
    name?: string;
    handle?: string;
    sector?: string;
    region?: string;
    member?: boolean;
    mayChair?: boolean;
  } = {},
): Promise<number> {
  const n = ++count;
  const [row] = await sql<{ id: number }[]>`
    insert into organisation (handle, name, sector, region, mandate, invented)
    values (${values.handle ?? `org-${n}`}, ${values.name ?? `Organisation ${n} (invented)`}, ${values.sector ?? 'civil-society'}, ${values.region ?? '002'}, 'Invented for a test.', true)
    returning id`;
  if (values.member)
    await sql`insert into membership (organisation_id, since, may_chair, founding) values (${row!.id}, '2007-03-01', ${values.mayChair ?? true}, true)`;
  return row!.id;
}

export interface SomePerson {
  id: number;
  name: string;
  handle: string;
  email: string;
  cookie: string;
  reader: () => Promise<Reader>;
  /** This person in a browser without JavaScript. */
  at: (base: string) => Visitor;
}

export async function aPerson(
  sql: Sql,
  values: {
    name?: string;
    state?: PersonState;
    secretariat?: boolean;
    organisation?: number;
    office?: OrganisationRole;
    language?: string;
    timeZone?: string;
    role?: { discussion: number; role: ActivityRole };
  } = {},
): Promise<SomePerson> {
  const n = ++count;
  const name = values.name ?? `Person ${n} Demonstration`;
  const handle = `person.n${n}`;
  const email = `person${n}@plenary.example`;
  const [row] = await sql<{ id: number }[]>`
    insert into person (handle, email, name, state, secretariat, organisation_id, language, time_zone, email_confirmed_at)
    values (${handle}, ${email}, ${name}, ${values.state ?? 'active'}, ${values.secretariat ?? false}, ${values.organisation ?? null},
      ${values.language ?? 'en'}, ${values.timeZone ?? 'UTC'}, now())
    returning id`;
  const id = row!.id;
  if (values.office)
    await sql`insert into organisation_role (organisation_id, person_id, role) values (${values.organisation!}, ${id}, ${values.office})`;
  if (values.role) {
    await sql`insert into activity_role (activity, activity_id, person_id, role) values ('discussion', ${values.role.discussion}, ${id}, ${values.role.role})`;
  }
  const cookie = (await beginSession(sql, id, 'test', false)).split(';')[0]!;
  return {
    id,
    name,
    handle,
    email,
    cookie,
    reader: async () => (await findReader(sql, cookie, false)).reader!,
    at(base) {
      const visitor = new Visitor(base);
      const [key, value] = cookie.split('=');
      visitor.setCookie(key!, value!);
      return visitor;
    },
  };
}
