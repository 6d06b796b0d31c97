import { createHash } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import type { Db, Tx } from '../../db/connect';
import { mayOpenText } from '../documents/document';
import { textWithTables } from '../documents/live/shown.server';
import { readRules } from '../documents/rules.server';
import { wordsIn } from '../documents/settled.server';
import { renderText } from '../documents/text/render.server';
import { textSchema } from '../documents/text/schema';
import { rejectAll } from '../documents/text/suggestions';
import { keepVersion } from '../documents/versions.server';
import type { Reader } from '../people/person';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';

/** A text as it is put to the committee. What it cites is in it as references alone, a survivor's voice among them. */
export interface Snapshot {
  document: number;
  /** Null: as the document stands, and not kept as a version yet. */
  documentVersion: number | null;
  language: string;
  text: JSONContent;
  /** The document's own nodes: parts of programmes stand in them as references, and in `text` as the tables that they were. */
  own: JSONContent;
  html: string;
  plain: string;
  /** SHA-256 (hex) of the HTML in UTF-8. */
  hash: string;
  /** It is a version, and the document has a newer text. */
  older: boolean;
}

/** SHA-256 (hex) of words in UTF-8. */
export function hashOfText(words: string): string {
  return createHash('sha256').update(words, 'utf8').digest('hex');
}

/** Of nodes: what stands, with nothing of what is proposed in it. */
export function renderSnapshot(nodes: JSONContent, document: number, language: string) {
  const standing = rejectAll(Node.fromJSON(textSchema, nodes));
  const { html, plain } = renderText(standing, { document, language, words: wordsIn(language) });
  return { text: standing.toJSON() as JSONContent, html, plain };
}

/**
 * Reads a document's text as it stands, or one of its versions, as it would be put. Refuses beside the field `document` what this
 * reader may not read, a version of another document, whose words were erased, or to whose versions this reader has no way, and a
 * text without words.
 */
export async function readSnapshot(
  sql: Db,
  reader: Reader,
  of: { document: number; version: number | null },
  now: Date,
): Promise<Snapshot> {
  const ruled = await readRules(sql, reader, of.document, now).catch((e: unknown) => {
    throw isRefusal(e) ? noDocument('document') : e;
  });
  if (of.version !== null && !mayOpenText(ruled, reader, ruled.tie, now)) throw noDocument('document-version');
  const [row] = of.version
    ? await sql<{ text: JSONContent | null; older: boolean }[]>`
        select v.text, v.text is distinct from s.text as older
        from document_version v left join document_settled s on s.document_id = v.document_id
        where v.id = ${of.version} and v.document_id = ${of.document}`
    : await sql<{ text: JSONContent | null; older: boolean }[]>`
        select text, false as older from document_settled where document_id = ${of.document}`;
  if (!row?.text) throw noDocument(of.version ? 'document-version' : 'document-empty');
  const own = rejectAll(Node.fromJSON(textSchema, row.text)).toJSON() as JSONContent;
  const shown = await textWithTables(sql, reader, own, ruled.language, now, { dated: false });
  const { text, html, plain } = renderSnapshot(shown, of.document, ruled.language);
  if (plain.trim() === '') throw noDocument('document-empty');
  return {
    ...{ document: of.document, documentVersion: of.version, language: ruled.language, own, text, html, plain },
    hash: hashOfText(html),
    older: row.older,
  };
}

function noDocument(key: string): Refusal {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { document: `decisions:mistakes.${key}` });
}

/**
 * Writes a text down as it was put: under a named version of its document, so that what the document becomes later can be held
 * against it.
 */
export async function keepSnapshot(
  tx: Tx,
  snapshot: Snapshot,
  of: { proposal: number; version: number; original: boolean; name: string },
  by: Reader,
  now: Date,
): Promise<void> {
  let version = snapshot.documentVersion;
  if (version === null) {
    await tx`select from document where id = ${snapshot.document} for update`;
    const made = { document: snapshot.document, by: by.id, organisation: by.organisationId };
    version = await keepVersion(tx, { ...made, kind: 'named', name: of.name, text: snapshot.own }, now);
  }
  await tx`
    insert into proposal_text (proposal_id, version, language, original, document_id, document_version_id, text, html, plain, hash, at, by_person, older)
    values (${of.proposal}, ${of.version}, ${snapshot.language}, ${of.original}, ${snapshot.document}, ${version},
      ${tx.json(snapshot.text as never)}, ${snapshot.html}, ${snapshot.plain}, ${snapshot.hash}, ${now}, ${by.id}, ${snapshot.older})`;
}
