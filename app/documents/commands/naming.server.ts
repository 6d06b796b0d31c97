import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { dropDue, putDue } from '../../../db/due';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { giveTask } from '../../tasks/commands.server';
import { limits, mayName, mayOpenText } from '../document';
import { type Ruled, readRules } from '../rules.server';
import { namedTask } from '../task-keys';

export interface Named {
  document: number;
  organisation: number;
  person: number;
}

/** One waiting deed for each end of a stand-in's time: it announces, and those who listen look again. */
const dueKey = ({ document, organisation, person }: Named, end: 'from' | 'until') =>
  `document-access:${document}:${organisation}:${person}:${end}`;

export async function dropDues(tx: Tx, named: Named): Promise<void> {
  await dropDue(tx, dueKey(named, 'from'));
  await dropDue(tx, dueKey(named, 'until'));
}

function mistake(field: string, key: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `documents:mistakes.${key}` });
}

/** Between which instants a stand-in acts; null where there is no such end. */
export interface Standing {
  from: Date | null;
  until: Date | null;
}

/** Names one of an organisation's people for this document, with instants for a stand-in; named again, with other ones. */
export async function namePerson(sql: Sql, reader: Reader | null, asked: Named & Standing, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForNaming(tx, reader, asked, now);
    checkStanding(asked, now);
    const [person] = await tx<{ office: boolean }[]>`
      select exists (select from organisation_role r where r.person_id = p.id and r.organisation_id = p.organisation_id) as office
      from person p where p.id = ${asked.person} and p.organisation_id = ${asked.organisation} and p.state = 'active'`;
    if (!person) throw mistake('person', 'person');
    // Their office gives them more than a name would, and without an end: dates beside it would say what is not so.
    if (person.office) throw mistake('person', 'has-office');
    const [count] = await tx<{ n: number }[]>`
      select count(*)::int as n from document_person where document_id = ${ruled.id} and person_id <> ${asked.person}`;
    if (count!.n >= limits.people) throw refuse('too-much', 'documents:refusals.too-many-people');
    await tx`
      insert into document_person (document_id, organisation_id, person_id, from_at, until_at, named_by, named_at)
      values (${ruled.id}, ${asked.organisation}, ${asked.person}, ${asked.from}, ${asked.until}, ${reader!.id}, ${now})
      on conflict (document_id, organisation_id, person_id) do update
        set from_at = excluded.from_at, until_at = excluded.until_at, named_by = excluded.named_by, named_at = excluded.named_at`;
    await putDues(tx, asked, now);
    if (asked.person !== reader!.id) {
      await giveTask(tx, {
        personId: asked.person,
        key: namedTask(ruled.id, asked.organisation),
        what: 'documents:tasks.named',
        about: { document: ruled.id, organisation: asked.organisation },
        place: `/documents/${ruled.id}`,
      });
    }
    await announce(tx, 'document.access-changed', { document: ruled.id });
  });
}

/**
 * Gives whoever is named other instants: whoever is on leave for longer is stood in for without a gap. Refuses conflict
 * where the person was taken off meanwhile, who would be named again unseen.
 */
export async function changeStanding(
  sql: Sql,
  reader: Reader | null,
  asked: Named & Standing,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForNaming(tx, reader, asked, now);
    checkStanding(asked, now);
    const changed = await tx`
      update document_person set from_at = ${asked.from}, until_at = ${asked.until}, named_by = ${reader!.id}, named_at = ${now}
      where document_id = ${ruled.id} and organisation_id = ${asked.organisation} and person_id = ${asked.person}
      returning person_id`;
    if (changed.length === 0) throw refuse('conflict', 'documents:refusals.taken-off');
    await putDues(tx, asked, now);
    await announce(tx, 'document.access-changed', { document: ruled.id });
  });
}

function checkStanding({ from, until }: Standing, now: Date): void {
  if (until && from && until <= from) throw mistake('until', 'until-before-from');
  if (until && until <= now) throw mistake('until', 'until-past');
}

async function putDues(tx: Tx, asked: Named & Standing, now: Date): Promise<void> {
  await dropDues(tx, asked);
  for (const end of ['from', 'until'] as const) {
    const at = asked[end];
    if (at && at > now) {
      await putDue(tx, 'document-access', { document: asked.document }, { at, key: dueKey(asked, end) });
    }
  }
}

export async function unnamePerson(sql: Sql, reader: Reader | null, asked: Named, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForNaming(tx, reader, asked, now);
    await tx`
      delete from document_person
      where document_id = ${ruled.id} and organisation_id = ${asked.organisation} and person_id = ${asked.person}`;
    await dropDues(tx, asked);
    await announce(tx, 'document.access-changed', { document: ruled.id });
  });
}

async function holdForNaming(tx: Tx, reader: Reader | null, asked: Named, now: Date): Promise<Ruled> {
  const ruled = await readRules(tx, reader, asked.document, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  if (!mayName(reader, asked.organisation)) throw refuse('not-allowed', 'documents:refusals.not-for-your-role');
  const [invited] = await tx`
    select from document_organisation where document_id = ${ruled.id} and organisation_id = ${asked.organisation} for update`;
  if (!invited) throw mistake('organisation', 'organisation');
  return ruled;
}
