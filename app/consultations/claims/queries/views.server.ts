import type { Db } from '../../../../db/connect';
import { sourceState } from '../../../citations/citation';
import { type CitedThings, readCited } from '../../../citations/queries.server';
import type { Reader } from '../../../people/person';
import { pickVersion } from '../../../shared/languages';
import { waitsToBeSettled } from '../../../synthesis/synthesis';
import { sourcesIn } from '../claim';
import { type ClaimView, type PassageView, passagesOf, weekOf } from '../view';
import { type ClaimRow, citedBy, type PassageRow } from './whole.server';
import { type PassageWords, readPassageWords } from './words.server';

/** Claims as this reader may see them: what they rest on is read here, and the words of passages where `found` has none. */
export async function viewsOf(
  sql: Db,
  claims: ClaimRow[],
  reader: Reader | null,
  language: string,
  found?: Map<number, PassageWords>,
): Promise<ClaimView[]> {
  const things = await readCited(sql, citedBy(claims), reader, language);
  const shown = claims.flatMap((m) =>
    (m.passages ?? []).flatMap((g) => (['nothing', 'voice'].includes(things(g.kind, g.source).kind) ? [] : [g.id])),
  );
  const words = found ?? (await readPassageWords(sql, shown));
  // Words of a source that is not for this reader, or not now, stand in no view, whoever has read them.
  const readable = new Map(shown.flatMap((id) => (words.has(id) ? [[id, words.get(id)!] as const] : [])));
  return claims.map((m, i) => viewOf(m, i + 1, things, readable, language));
}

function viewOf(
  m: ClaimRow,
  number: number,
  things: CitedThings,
  words: Map<number, PassageWords>,
  language: string,
): ClaimView {
  const text = pickVersion(m.texts ?? [], language, m.language);
  const passages = (m.passages ?? []).map((g) => passageOf(g, m, things, words.get(g.id)));
  const view = {
    for: passages.filter((p) => p.side === 'for'),
    against: passages.filter((p) => p.side === 'against'),
  };
  return {
    id: m.id,
    number,
    section: m.section,
    version: m.version,
    words: text?.body ?? '',
    language: text?.language ?? m.language,
    publishedAt: m.publishedAt,
    correctedAt: m.correctedAt,
    withdrawn: m.withdrawnAt ? { at: m.withdrawnAt, reason: m.withdrawnReason } : null,
    ...view,
    sources: sourcesIn(m.passages ?? []),
    lost: passagesOf(view).every(isLost),
  };
}

function passageOf(g: PassageRow, m: ClaimRow, things: CitedThings, found: PassageWords | undefined): PassageView {
  const citation = (m.citations ?? []).find((c) => c.kind === g.kind && c.cited === g.source);
  const now = things(g.kind, g.source);
  const noted = citation ?? { state: 'current' as const, version: 1, settled: false, id: 0 };
  const state = sourceState(noted, now);
  return {
    id: g.id,
    citation: noted.id,
    kind: g.kind,
    side: g.side,
    now,
    state,
    waits: waitsToBeSettled({ state, noted: noted.state, settled: noted.settled }),
    words: found?.words ?? null,
    language: found?.language ?? m.language,
    week: g.kind === 'voice' ? weekOf(new Date(g.taggedAt)) : null,
  };
}

function isLost({ now }: PassageView): boolean {
  if (now.kind === 'voice') return now.state !== 'released';
  return now.kind === 'nothing' && now.why !== 'not-for-you';
}
