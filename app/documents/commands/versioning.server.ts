import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Db, Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { Texts, Writer } from '../../shared/texts';
import { mayAdminister, mayWrite, standingsNow, whyNot, whyNotOpen } from '../document';
import { type Ruled, readRules } from '../rules.server';
import { textOf, updateTo } from '../text/yjs';
import { keepVersion, type NewVersion } from '../versions.server';

type May = Parameters<typeof whyNot>[0];

async function rulesFor(sql: Db, reader: Reader | null, id: number, now: Date, may: May): Promise<Ruled> {
  const ruled = await readRules(sql, reader, id, now);
  const no = whyNotOpen(ruled, reader, ruled.tie, now) ?? whyNot(may, ruled, reader, ruled.tie, now);
  if (no) throw no;
  return ruled;
}

/** In whose name this person acts on the document. */
export function actorOf(ruled: Ruled, reader: Reader, now: Date): Writer {
  return { person: reader.id, organisation: standingsNow(ruled.tie, now)[0]?.organisationId || reader.organisationId };
}

async function put(sql: Sql, version: NewVersion, now: Date): Promise<number> {
  return sql.begin(async (tx: Tx) => {
    await tx`select from document where id = ${version.document} for update`;
    const id = await keepVersion(tx, version, now);
    await announce(tx, 'document.version-kept', { document: version.document });
    return id;
  }) as Promise<number>;
}

/** Keeps the text as it is at this moment, under a name. By those who write, and who administer. */
export async function nameVersion(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  asked: { document: number; name: string },
  now: Date,
): Promise<number> {
  const ruled = await rulesFor(
    sql,
    reader,
    asked.document,
    now,
    (...who) => mayWrite(...who) || mayAdminister(who[0], who[1]),
  );
  const { person, organisation } = actorOf(ruled, reader!, now);
  const text = textOf(await texts.read(ruled.id)).toJSON() as JSONContent;
  return put(sql, { document: ruled.id, kind: 'named', name: asked.name, text, by: person, organisation }, now);
}

/**
 * Puts the text of a version in the place of what stands, as an edit like any other: those who write at this moment see
 * it happen, and what stood is kept as a version first. Refuses one whose words were erased.
 */
export async function restoreVersion(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  asked: { document: number; version: number },
  now: Date,
): Promise<void> {
  const ruled = await rulesFor(sql, reader, asked.document, now, mayWrite);
  const [version] = await sql<{ id: number; text: JSONContent | null }[]>`
    select id, text from document_version where document_id = ${ruled.id} and id = ${asked.version}`;
  if (!version) throw refuse('not-found', 'shared:errors.not-found');
  if (!version.text) throw refuse('closed', 'documents:refusals.version-dropped');
  await replaceText(
    sql,
    texts,
    ruled.id,
    actorOf(ruled, reader!, now),
    version.text,
    { kind: 'restored', of: version.id },
    now,
  );
}

/**
 * Puts another text in the place of a document's, by the smallest change: what stood is a version before, what stands a
 * version after. The caller has asked whether this person may.
 */
export async function replaceText(
  sql: Sql,
  texts: Texts,
  document: number,
  by: Writer,
  wanted: JSONContent,
  after: { kind: 'restored' | 'imported'; of?: number | null },
  now: Date,
): Promise<void> {
  const before = textOf(await texts.read(document)).toJSON() as JSONContent;
  const kind = after.kind === 'restored' ? 'before-restore' : 'before-import';
  const made = { document, by: by.person, organisation: by.organisation };
  await put(sql, { ...made, kind, text: before }, now);
  await texts.change(document, by, (state) => updateTo(state, wanted));
  await put(sql, { ...made, ...after, text: wanted }, now);
}
