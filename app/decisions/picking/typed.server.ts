import type { Db } from '../../../db/connect';
import type { CitedKind } from '../../citations/citation';
import { readCited } from '../../citations/queries.server';
import { readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type EvidenceKind, type EvidencePlace, evidencePlace } from '../evidence';

export interface Named {
  kind: EvidenceKind;
  id: number;
  version: number;
}

export function mistakenAddress(address: string) {
  const values = { address: address.slice(0, 120) };
  return refuse('invalid', 'shared:errors.check-fields', values, { addresses: 'decisions:mistakes.evidence' });
}

/** The references of voices among addresses. */
export function voicesAmong(addresses: string[], origin: string): string[] {
  return addresses.flatMap((text) => {
    const place = evidencePlace(text, origin);
    return place && 'voice' in place ? [place.voice] : [];
  });
}

/**
 * What these addresses name, each once. Refuses beside `addresses` what is no address of something that can be cited, or that this
 * reader may not read; a decision that is the proposal itself, or not put yet.
 */
export async function piecesTyped(
  sql: Db,
  reader: Reader,
  proposal: { id: number; language: string },
  addresses: string[],
  { origin, now }: { origin: string; now: Date },
): Promise<Named[]> {
  const wanted: { kind: EvidenceKind; id: number; text: string }[] = [];
  for (const text of addresses) {
    const place = await found(sql, evidencePlace(text, origin));
    if (!place || (place.kind === 'decision' && place.id === proposal.id)) throw mistakenAddress(text);
    if (!wanted.some((w) => w.kind === place.kind && w.id === place.id)) wanted.push({ ...place, text });
  }
  const versionOf = await readVersions(sql, reader, wanted, { language: proposal.language, now });
  return wanted.map(({ kind, id, text }) => {
    const version = versionOf(kind, id);
    if (version === null) throw mistakenAddress(text);
    return { kind, id, version };
  });
}

/** Of things that this reader may cite, the version that stands; null for what they may not, or what is there no longer. */
async function readVersions(
  sql: Db,
  reader: Reader,
  wanted: { kind: EvidenceKind; id: number }[],
  { language, now }: { language: string; now: Date },
): Promise<(kind: EvidenceKind, id: number) => number | null> {
  const isCited = (w: { kind: EvidenceKind; id: number }): w is { kind: CitedKind; id: number } =>
    w.kind !== 'document';
  const things = await readCited(sql, wanted.filter(isCited), reader, language);
  const idsOf = (kind: EvidenceKind) => wanted.filter((w) => w.kind === kind).map((w) => w.id);
  const documents = await sql<{ id: number }[]>`
    select d.id from document d where d.id = any(${idsOf('document')}::bigint[]) and ${readableBy(sql, reader, now)}`;
  const put = await sql<{ id: number }[]>`
    select id from proposal where id = any(${idsOf('decision')}::bigint[]) and opened_at is not null`;
  return (kind, id) => {
    if (kind === 'document') return documents.some((d) => d.id === id) ? 1 : null;
    if (kind === 'decision' && !put.some((p) => p.id === id)) return null;
    const thing = things(kind, id);
    if (thing.kind === 'nothing') return null;
    return thing.kind === 'voice' && thing.state !== 'released' ? null : thing.version;
  };
}

/** A block of a document is a passage; a voice is named by what the survivor room calls it. */
async function found(sql: Db, place: EvidencePlace | null): Promise<{ kind: EvidenceKind; id: number } | null> {
  if (!place) return null;
  const one = (kind: EvidenceKind, row: { id: number } | undefined) => (row ? { kind, id: row.id } : null);
  if ('block' in place) {
    const [passage] = await sql<{ id: number }[]>`
      select id from document_passage where document_id = ${place.document} and block_id = ${place.block} and gone_at is null`;
    return one('passage', passage);
  }
  if ('number' in place) {
    const [statement] = await sql<{ id: number }[]>`
      select id from consultation_statement where consultation_id = ${place.consultation} and number = ${place.number}`;
    return one('consultation-statement', statement);
  }
  if ('voice' in place) {
    const [voice] = await sql<{ id: number }[]>`
      select id from voice where reference = ${place.voice} and state = 'released'`;
    return one('voice', voice);
  }
  return place;
}
