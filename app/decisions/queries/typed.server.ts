import type { Db } from '../../../db/connect';
import type { CitedKind } from '../../citations/citation';
import { readCited } from '../../citations/queries.server';
import { readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type EvidenceKind, evidencePlace } from '../evidence';
import { limits } from '../rights';

export interface Named {
  kind: EvidenceKind;
  id: number;
  version: number;
}

/**
 * What a draft rests on, from the addresses that were typed. Refuses beside `addresses` what is no address of something that can
 * be cited, or that this reader may not read. `unseen` are rows of what others named and the form did not show.
 */
export async function evidenceTyped(
  sql: Db,
  reader: Reader,
  proposal: { id: number; language: string },
  addresses: string[],
  { origin, now }: { origin: string; now: Date },
): Promise<{ named: Named[]; unseen: number[] }> {
  if (addresses.length > limits.evidence) throw mistake('decisions:mistakes.too-many');
  const before = await sql<{ id: number; kind: EvidenceKind; cited: number; version: number }[]>`
    select id, kind, cited_id as cited, cited_version as version from proposal_evidence where proposal_id = ${proposal.id} order by position, id`;
  const wanted: { kind: EvidenceKind; id: number }[] = [];
  for (const text of addresses) {
    const place = await found(sql, evidencePlace(text, origin));
    if (!place) throw mistake('decisions:mistakes.evidence', { address: text.slice(0, 120) });
    if (!wanted.some((w) => w.kind === place.kind && w.id === place.id)) wanted.push(place);
  }
  const all = [...wanted, ...before.map((b) => ({ kind: b.kind, id: b.cited }))];
  const things = await readCited(
    sql,
    all.flatMap(({ kind, id }) => (kind === 'document' ? [] : [{ kind, id }])),
    reader,
    proposal.language,
  );
  const documents = await readableDocuments(
    sql,
    reader,
    all.filter((a) => a.kind === 'document').map((a) => a.id),
    now,
  );
  const versionOf = (kind: EvidenceKind, id: number): number | null => {
    if (kind === 'document') return documents.has(id) ? 1 : null;
    const thing = things(kind as CitedKind, id);
    if (thing.kind === 'nothing') return null;
    return thing.kind === 'voice' && thing.state !== 'released' ? null : thing.version;
  };
  const named = wanted.map(({ kind, id }): Named => {
    const known = before.find((b) => b.kind === kind && b.cited === id);
    const version = versionOf(kind, id) ?? known?.version;
    if (version === undefined || version === null)
      throw mistake('decisions:mistakes.evidence', { address: `${kind} ${id}` });
    return { kind, id, version: known?.version ?? version };
  });
  const unseen = before
    .filter((b) => versionOf(b.kind, b.cited) === null && !named.some((n) => n.kind === b.kind && n.id === b.cited))
    .filter((b) => b.kind === 'document' || isHidden(things(b.kind as CitedKind, b.cited)))
    .map((b) => b.id);
  return { named, unseen };
}

function isHidden(thing: { kind: string; why?: string }): boolean {
  return thing.kind === 'nothing' && thing.why === 'not-for-you';
}

/** A block of a document is a passage; a voice is named by what the survivor room calls it. */
async function found(
  sql: Db,
  place: ReturnType<typeof evidencePlace>,
): Promise<{ kind: EvidenceKind; id: number } | null> {
  if (!place) return null;
  if ('block' in place) {
    const [passage] = await sql<{ id: number }[]>`
      select id from document_passage where document_id = ${place.document} and block_id = ${place.block} and gone_at is null`;
    return passage ? { kind: 'passage', id: passage.id } : null;
  }
  if ('voice' in place) {
    const [voice] = await sql<{ id: number }[]>`
      select id from voice where reference = ${place.voice} and state = 'released'`;
    return voice ? { kind: 'voice', id: voice.id } : null;
  }
  return place;
}

async function readableDocuments(sql: Db, reader: Reader, ids: number[], now: Date): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: number }[]>`
    select d.id from document d where d.id = any(${ids}::bigint[]) and ${readableBy(sql, reader, now)}`;
  return new Set(rows.map((r) => r.id));
}

function mistake(key: string, values?: Record<string, string | number>) {
  return refuse('invalid', 'shared:errors.check-fields', values, { addresses: key });
}
