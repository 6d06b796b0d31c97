import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import type { Db } from '../../../db/connect';
import { hashOfText, renderSnapshot } from '../../decisions/snapshot.server';
import { textWithTables } from '../../documents/live/shown.server';
import { textSchema } from '../../documents/text/schema';
import { rejectAll } from '../../documents/text/suggestions';
import type { Reader } from '../../people/person';

/** Minutes as they stand, without what is proposed in them. */
export interface StandingMinutes {
  language: string;
  /** The document's own nodes, and the same with the parts of programmes that they show as tables. */
  own: JSONContent;
  text: JSONContent;
  html: string;
  /** SHA-256 (hex) of the HTML, as decisions have it: the same text has the same one there. */
  hash: string;
}

/**
 * A text of the document of minutes, rendered and fixed by its hash. Whoever is of the committee reads its minutes, also those of a
 * meeting before their organisation was a member: the document's own invitations are for those who write it. No statement, and
 * one where the text shows parts of programmes.
 */
export async function standingMinutes(
  sql: Db,
  reader: Reader | null,
  of: { document: number; language: string; nodes: JSONContent },
  now: Date,
): Promise<StandingMinutes> {
  const { document, language } = of;
  const own = rejectAll(Node.fromJSON(textSchema, of.nodes)).toJSON() as JSONContent;
  const shown = await textWithTables(sql, reader, own, language, now, { dated: false });
  const { text, html } = renderSnapshot(shown, document, language);
  return { language, own, text, html, hash: hashOfText(html) };
}
