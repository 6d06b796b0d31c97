import { announce } from '../../../db/announce';
import type { Db, Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import { limits, mayAdminister, mayOpenText, type Readers, type Role, whyNot } from '../document';
import { type Ruled, readRules } from '../rules.server';
import { clearanceTask, invitedTask } from '../task-keys';
import { dropDues } from './naming.server';

/** The rules for whoever administers; to those who only read it there is no such page. Locks the document. */
export async function holdForAdministrator(tx: Tx, reader: Reader | null, id: number, now: Date): Promise<Ruled> {
  await tx`select from document where id = ${id} for update`;
  return readForAdministrator(tx, reader, id, now);
}

/** The same without locking: for a page that says nothing about its forms to those who may not send them. */
export async function readForAdministrator(sql: Db, reader: Reader | null, id: number, now: Date): Promise<Ruled> {
  const ruled = await readRules(sql, reader, id, now);
  const no = whyNot(mayAdminister, ruled, reader, ruled.tie, now);
  if (no) throw mayOpenText(ruled, reader, ruled.tie, now) ? no : refuse('not-found', 'shared:errors.not-found');
  return ruled;
}

/** Everyone whose rights may have changed is looked at again, wherever they have it open. */
async function tellAccess(tx: Tx, document: number): Promise<void> {
  await announce(tx, 'document.access-changed', { document });
}

export interface Settings {
  document: number;
  title: string;
  titles: Record<string, string>;
  readers: Readers;
  lead: number;
  version: number;
}

/** Title, readers and lead organisation. The new lead is an editor, whatever it was before. */
export async function changeSettings(sql: Sql, reader: Reader | null, asked: Settings, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForAdministrator(tx, reader, asked.document, now);
    if (ruled.version !== asked.version) throw refuse('conflict', 'documents:refusals.changed-meanwhile');
    const [lead] = await tx`select from organisation where id = ${asked.lead}`;
    if (!lead) throw mistake('lead', 'lead');
    await tx`
      update document set title = ${asked.title}, titles = ${tx.json(asked.titles)}, readers = ${asked.readers},
        lead_id = ${asked.lead}, version = version + 1 where id = ${ruled.id}`;
    await tx`
      insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
      values (${ruled.id}, ${asked.lead}, 'editor', ${reader!.id}, ${now})
      on conflict (document_id, organisation_id) do update set role = 'editor'`;
    await announce(tx, 'document.changed', { document: ruled.id });
    await tellAccess(tx, ruled.id);
  });
}

function mistake(field: string, key: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `documents:mistakes.${key}` });
}

/** Invites an organisation, or gives it another role. Its focal points are told, and name its people. */
export async function inviteOrganisation(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; organisation: number; role: Role },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForAdministrator(tx, reader, asked.document, now);
    if (asked.organisation === ruled.leadId && asked.role !== 'editor') throw mistake('role', 'lead-is-editor');
    const [organisation] = await tx`select from organisation where id = ${asked.organisation}`;
    if (!organisation) throw mistake('organisation', 'organisation');
    const [count] = await tx<{ n: number }[]>`
      select count(*)::int as n from document_organisation where document_id = ${ruled.id} and organisation_id <> ${asked.organisation}`;
    if (count!.n >= limits.organisations) throw refuse('too-much', 'documents:refusals.too-many-organisations');
    const [row] = await tx<{ isNew: boolean }[]>`
      insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
      values (${ruled.id}, ${asked.organisation}, ${asked.role}, ${reader!.id}, ${now})
      on conflict (document_id, organisation_id) do update set role = excluded.role
      returning invited_at = ${now} as is_new`;
    if (row!.isNew) await askToName(tx, ruled.id, asked.organisation, reader!.id);
    await tellAccess(tx, ruled.id);
  });
}

async function askToName(tx: Tx, document: number, organisation: number, by: number): Promise<void> {
  const offices = await tx<{ personId: number }[]>`
    select r.person_id from organisation_role r join person p on p.id = r.person_id
    where r.organisation_id = ${organisation} and p.state = 'active' and p.id <> ${by}`;
  for (const { personId } of offices) {
    await giveTask(tx, {
      personId,
      key: invitedTask(document, organisation),
      what: 'documents:tasks.invited',
      about: { document, organisation },
      place: `/documents/${document}/people`,
    });
  }
}

/** Takes an organisation's access away, and with it that of its people. What it owned falls to the lead. */
export async function uninviteOrganisation(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; organisation: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await holdForAdministrator(tx, reader, asked.document, now);
    if (asked.organisation === ruled.leadId) throw refuse('closed', 'documents:refusals.lead-stays');
    const here = tx`document_id = ${ruled.id} and organisation_id = ${asked.organisation}`;
    const people = await tx<{ personId: number }[]>`select person_id from document_person where ${here}`;
    for (const { personId } of people) await dropDues(tx, { ...asked, person: personId });
    const keys = await tx<{ sectionKey: string }[]>`delete from document_clearance where ${here} returning section_key`;
    await tx`delete from document_organisation where ${here}`;
    await tx`update document_section set owner_id = null where document_id = ${ruled.id} and owner_id = ${asked.organisation}`;
    await tx`delete from document_mention m using document_comment c, document_thread t
      where c.id = m.comment_id and t.id = c.thread_id and t.document_id = ${ruled.id} and m.organisation_id = ${asked.organisation}`;
    const tasks = [
      invitedTask(ruled.id, asked.organisation),
      ...keys.map((k) => clearanceTask(ruled.id, k.sectionKey, asked.organisation)),
    ];
    for (const key of tasks) await finishTasks(tx, { key });
    await announce(tx, 'document.sections-changed', { document: ruled.id });
    await tellAccess(tx, ruled.id);
  });
}
