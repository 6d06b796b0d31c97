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

/** Names one of an organisation's people for this document, with instants for a stand-in; named again, with other ones. */
export async function namePerson(
  sql: Sql,
  reader: Reader | null,
  asked: Named & { from: Date | null; until: Date | null },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForNaming(tx, reader, asked, now);
    if (asked.until && asked.from && asked.until <= asked.from) throw mistake('until', 'until-before-from');
    if (asked.until && asked.until <= now) throw mistake('until', 'until-past');
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
    await dropDues(tx, asked);
    for (const end of ['from', 'until'] as const) {
      const at = asked[end];
      if (at && at > now) {
        await putDue(tx, 'document-access', { document: ruled.id }, { at, key: dueKey(asked, end) });
      }
    }
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
