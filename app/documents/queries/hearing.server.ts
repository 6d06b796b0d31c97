import type { Db } from '../../../db/connect';
import type { HeardView, ThemeView } from '../../heard/heard';
import { listHeard, listThemes } from '../../heard/queries.server';
import { type Reader, speaksFor } from '../../people/person';
import { mayFinish, maySettle } from '../document';
import type { HeadView } from '../head';
import type { Ruled } from '../rules.server';
import { readHead } from './head.server';

export interface HearingView {
  head: HeadView;
  heard: HeardView[];
  themes: ThemeView[];
  /** Themes that this reader may answer. */
  mayRespond: string[];
  mayFinish: boolean;
  final: { number: number; at: string } | null;
}

/**
 * In whose name this person answers a theme here: the lead's, where they speak for it or write for it; else that of the section
 * in which it is cited, where they own it. Null where they may not.
 */
export async function responderFor(
  sql: Db,
  reader: Reader | null,
  ruled: Ruled,
  voice: string,
  now: Date,
): Promise<number | null> {
  if (speaksFor(reader, ruled.leadId) || maySettle(null, ruled, reader, ruled.tie, now)) return ruled.leadId;
  const rows = await sql<{ owner: number }[]>`
    select distinct n.owner_id as owner from citation c join voice v on v.id = c.cited_id
    join document_settled s on s.document_id = c.citing_id join jsonb_array_elements(s.citations) x on x ->> 'anchor' = c.anchor
    join document_section n on n.document_id = s.document_id and n.key = x ->> 'section'
    where c.citing_kind = 'document' and c.citing_id = ${ruled.id} and c.cited_kind = 'voice' and v.reference = ${voice} and n.owner_id is not null`;
  return rows.find(({ owner }) => maySettle(owner, ruled, reader, ruled.tie, now))?.owner ?? null;
}

/** The voices that a document cites, what was decided about its themes, and whether it is final. Throws not-found. */
export async function readHearing(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<HearingView> {
  const { view, ruled } = await readHead(sql, reader, id, language, now);
  const thing = { kind: 'document' as const, id };
  const [heard, themes, final] = [await listHeard(sql, thing), await listThemes(sql, thing), await findFinal(sql, id)];
  const mayRespond: string[] = [];
  if (view.may.open) {
    for (const { voice, state } of themes) {
      if (state !== 'gone' && (await responderFor(sql, reader, ruled, voice, now)) !== null) mayRespond.push(voice);
    }
  }
  return { head: view, heard, themes, mayRespond, mayFinish: mayFinish(ruled, reader), final };
}

/** The last version that was called final. */
async function findFinal(sql: Db, document: number): Promise<HearingView['final']> {
  const [row] = await sql<{ number: number; madeAt: Date }[]>`
    select number, made_at from document_version where document_id = ${document} and kind = 'final' order by number desc limit 1`;
  return row ? { number: row.number, at: row.madeAt.toISOString() } : null;
}
