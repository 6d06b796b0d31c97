import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import { isActive, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { Texts } from '../../shared/texts';
import { mayCreate, type Readers } from '../document';
import { recordText } from '../recording.server';
import { updateTo } from '../text/yjs';

export interface NewDocument {
  title: string;
  language: string;
  /** Of which template, for the record; null where it came from a file. */
  template: string | null;
  lead: number;
  readers: Readers;
  /** The form's own key: sent twice, made once. */
  once: string;
  /** What it begins with. */
  text: JSONContent;
  /**
   * For a document that another thing has made of it, once, whoever asks first: the caller has asked whether they may. These
   * people write in it from the first day, each for their organisation, and whoever speaks for one of these organisations, beside
   * those who speak for the lead.
   */
  granted?: { writers: number[]; organisations?: number[] };
}

/**
 * Starts a document with its text. The lead organisation is invited as editor; its focal points work on it from now on.
 * Refuses `not-found` to those who start none.
 */
export async function createDocument(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  input: NewDocument,
  now: Date,
): Promise<number> {
  const day = dayOf(now);
  const made = await sql.begin(async (tx) => {
    const [lead] = await tx<{ id: number; member: boolean }[]>`
      select o.id, exists (select from membership m where m.organisation_id = o.id
        and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until)) as member
      from organisation o where o.id = ${input.lead}`;
    if (!isActive(reader) || !lead || !(input.granted || mayCreate(reader, lead)))
      throw refuse('not-found', 'shared:errors.not-found');
    const [document] = await tx<{ id: number }[]>`
      insert into document (title, language, template, lead_id, readers, created_by, created_at, once)
      values (${input.title}, ${input.language}, ${input.template}, ${lead.id}, ${input.readers}, ${reader.id}, ${now}, ${input.once})
      on conflict (once) do nothing returning id`;
    if (!document) {
      const [before] = await tx<{ id: number }[]>`
        select id from document where once = ${input.once} and (created_by = ${reader.id} or ${input.granted !== undefined})`;
      if (!before) throw refuse('not-found', 'shared:errors.not-found');
      return { id: before.id, isNew: false, by: reader };
    }
    await tx`
      insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
      values (${document.id}, ${lead.id}, 'editor', ${reader.id}, ${now})`;
    for (const organisation of input.granted?.organisations ?? [])
      await tx`
        insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
        values (${document.id}, ${organisation}, 'editor', ${reader.id}, ${now}) on conflict do nothing`;
    for (const writer of input.granted?.writers ?? []) await nameWriter(tx, document.id, writer, reader.id, now);
    await announce(tx, 'document.created', { document: document.id });
    return { id: document.id, isNew: true, by: reader };
  });
  if (!made.isNew) return made.id;
  try {
    const by = { person: made.by.id, organisation: made.by.organisationId };
    await texts.change(made.id, by, (state) => updateTo(state, input.text));
  } catch (e) {
    // Without its text nobody would find what they asked for; nobody has seen it yet.
    await sql`delete from document where id = ${made.id}`;
    throw e;
  }
  await recordText(sql, made.id, await texts.read(made.id), 0);
  return made.id;
}

async function nameWriter(tx: Tx, document: number, person: number, by: number, now: Date): Promise<void> {
  const [writer] = await tx<{ organisationId: number | null }[]>`
    select organisation_id from person where id = ${person} and state = 'active'`;
  if (!writer?.organisationId) return;
  await tx`
    insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
    values (${document}, ${writer.organisationId}, 'editor', ${by}, ${now}) on conflict do nothing`;
  await tx`
    insert into document_person (document_id, organisation_id, person_id, named_by, named_at)
    values (${document}, ${writer.organisationId}, ${person}, ${by}, ${now}) on conflict do nothing`;
}
