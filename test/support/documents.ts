import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { createDocument } from '../../app/documents/commands/creating.server';
import type { Readers, Role } from '../../app/documents/document';
import { updateTo } from '../../app/documents/text/yjs';
import type { Texts } from '../../app/shared/texts';
import type { Sql } from '../../db/connect';
import { anOrganisation, aPerson, type SomePerson } from './people';

export const words = (text: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]): JSONContent => ({
  type: 'text',
  text,
  ...(marks.length ? { marks } : {}),
});
export const paragraph = (id: string, ...content: (JSONContent | string)[]): JSONContent => ({
  type: 'paragraph',
  attrs: { id },
  content: content.map((c) => (typeof c === 'string' ? words(c) : c)),
});
export const heading = (id: string, text: string, level = 1): JSONContent => ({
  type: 'heading',
  attrs: { id, level },
  content: [words(text)],
});
export const textWith = (...content: JSONContent[]): JSONContent => ({ type: 'doc', content });

export interface SomeDocument {
  id: number;
  path: string;
  lead: number;
  partner: number;
  outside: number;
  /** Focal points of both organisations; an editor of each; the others of the partner by their names. */
  leadFocal: SomePerson;
  partnerFocal: SomePerson;
  leadEditor: SomePerson;
  partnerEditor: SomePerson;
  outsider: SomePerson;
  secretariat: SomePerson;
}

/** A document of two organisations, made as people make it: two sections, the second owned by the partner. */
export async function aDocument(
  sql: Sql,
  texts: Texts,
  values: { title?: string; readers?: Readers; role?: Role; text?: JSONContent } = {},
): Promise<SomeDocument> {
  const [lead, partner, outside] = [
    await anOrganisation(sql, { member: true }),
    await anOrganisation(sql),
    await anOrganisation(sql),
  ];
  const leadFocal = await aPerson(sql, { organisation: lead, office: 'focal-point' });
  const partnerFocal = await aPerson(sql, { organisation: partner, office: 'focal-point' });
  const [leadEditor, partnerEditor, outsider] = [
    await aPerson(sql, { organisation: lead }),
    await aPerson(sql, { organisation: partner }),
    await aPerson(sql, { organisation: outside }),
  ];
  const secretariat = await aPerson(sql, { secretariat: true });
  const id = await createDocument(
    sql,
    texts,
    await leadFocal.reader(),
    {
      title: values.title ?? 'A joint programme',
      language: 'en',
      template: 'blank',
      lead,
      readers: values.readers ?? 'invited',
      once: randomUUID(),
      text: values.text ?? aText(),
    },
    new Date(),
  );
  await sql`
    insert into document_organisation (document_id, organisation_id, role, invited_by)
    values (${id}, ${partner}, ${values.role ?? 'editor'}, ${leadFocal.id})`;
  for (const [organisation, person] of [
    [lead, leadEditor.id],
    [partner, partnerEditor.id],
  ]) {
    await sql`
      insert into document_person (document_id, organisation_id, person_id, named_by)
      values (${id}, ${organisation!}, ${person!}, ${leadFocal.id})`;
  }
  await sql`update document_section set owner_id = ${partner} where document_id = ${id} and key = 'second'`;
  const path = `/documents/${id}`;
  return {
    id,
    path,
    lead,
    partner,
    outside,
    leadFocal,
    partnerFocal,
    leadEditor,
    partnerEditor,
    outsider,
    secretariat,
  };
}

export function aText(): JSONContent {
  return textWith(
    heading('first', 'Situation'),
    paragraph('p1', 'Shelters are few and far apart.'),
    heading('second', 'Aims'),
    paragraph('p2', 'More shelters in two years.'),
  );
}

/** Writes another text over what stands, as an editor does, and waits until it has settled. */
export async function write(
  server: { coediting: { texts: Texts }; settled(): Promise<void> },
  document: number,
  by: SomePerson,
  text: JSONContent,
): Promise<void> {
  const reader = await by.reader();
  await server.coediting.texts.change(document, { person: by.id, organisation: reader.organisationId }, (state) =>
    updateTo(state, text),
  );
  await server.settled();
}
