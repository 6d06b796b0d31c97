import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { CitedKind } from '../../citations/citation';
import { type Made, replaceCitations } from '../../citations/commands.server';
import { readCited } from '../../citations/queries.server';
import { readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type Around, holdDraft } from '../commands/preparing.server';
import type { EvidenceKind } from '../evidence';
import { limits } from '../rights';
import type { AddInput, MoveInput } from './forms';
import { mistakenAddress, piecesTyped, voicesAmong } from './typed.server';

/** Which of these voices the survivor room gives to whoever names them, at this moment. */
export type CitableVoices = (references: string[]) => Promise<Set<string>>;

/**
 * Names what a draft rests on, after what it names already; what it names stays. Refuses beside `addresses` what whoever names it
 * may not read, of survivors' words what the room does not give them, and more than can be named.
 */
export async function addEvidence(
  sql: Sql,
  reader: Reader,
  id: number,
  { addresses }: AddInput,
  { origin, now, citable }: Around & { citable: CitableVoices },
): Promise<void> {
  if (addresses.length > limits.evidence) throw tooMany();
  // Before the proposal is held: the room may take its time.
  const voices = voicesAmong(addresses, origin);
  const given = voices.length > 0 ? await citable(voices) : new Set<string>();
  const kept = voices.find((reference) => !given.has(reference));
  if (kept !== undefined) throw mistakenAddress(`voice:${kept}`);
  await sql.begin(async (tx) => {
    const held = await holdDraft(tx, reader, id, now);
    const named = await piecesTyped(tx, reader, held, addresses, { origin, now });
    const before = await piecesOf(tx, id);
    const come = named.filter((n) => !before.some((b) => b.kind === n.kind && b.cited === n.id));
    if (before.length + come.length > limits.evidence) throw tooMany();
    for (const [n, { kind, id: cited, version }] of come.entries())
      await tx`
        insert into proposal_evidence (proposal_id, kind, cited_id, cited_version, position, added_by, added_at)
        values (${id}, ${kind}, ${cited}, ${version}, ${before.length + n}, ${reader.id}, ${now})`;
    if (come.length > 0) await tell(tx, id, { by: reader.id, now });
  });
}

/** Takes back a piece that this reader sees; what another named and is not for them stays. One that is not there any more is no mistake. */
export async function dropEvidence(
  sql: Sql,
  reader: Reader,
  id: number,
  { piece }: { piece: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdDraft(tx, reader, id, now);
    const one = (await piecesOf(tx, id)).find((p) => p.id === piece);
    if (!one) return;
    if (await isHidden(tx, reader, one, held.language, now)) throw refuse('not-found', 'shared:errors.not-found');
    await tx`delete from proposal_evidence where id = ${piece}`;
    await tell(tx, id, { by: reader.id, now });
  });
}

/** Moves a piece by one place. At the end of the list it stays where it is. */
export async function moveEvidence(
  sql: Sql,
  reader: Reader,
  id: number,
  { piece, to }: MoveInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    await holdDraft(tx, reader, id, now);
    const order = (await piecesOf(tx, id)).map((p) => p.id);
    const at = order.indexOf(piece);
    const next = at + (to === 'up' ? -1 : 1);
    if (at === -1 || next < 0 || next >= order.length) return;
    order.splice(next, 0, ...order.splice(at, 1));
    for (const [position, one] of order.entries())
      await tx`update proposal_evidence set position = ${position} where id = ${one}`;
    await announce(tx, 'decision.changed', { proposal: id });
  });
}

interface Piece {
  id: number;
  kind: EvidenceKind;
  cited: number;
  version: number;
}

function piecesOf(tx: Tx, proposal: number): Promise<Piece[]> {
  return tx<Piece[]>`
    select id, kind, cited_id as cited, cited_version as version from proposal_evidence
    where proposal_id = ${proposal} order by position, id`;
}

async function isHidden(tx: Tx, reader: Reader, piece: Piece, language: string, now: Date): Promise<boolean> {
  const { kind, cited: id } = piece;
  if (kind === 'document') {
    const seen = await tx`select from document d where d.id = ${id} and ${readableBy(tx, reader, now)}`;
    return seen.length === 0;
  }
  const thing = (await readCited(tx, [{ kind, id }], reader, language))(kind as CitedKind, id);
  return thing.kind === 'nothing' && thing.why === 'not-for-you';
}

/**
 * Makes what a proposal rests on citations, so that each thing says where it is used, a survivor's voice too, and the proposal when
 * one has changed. A document as a whole is not cited by its words.
 */
async function tell(tx: Tx, id: number, made: Made): Promise<void> {
  const cited = (await piecesOf(tx, id)).flatMap(({ kind, cited, version }) =>
    kind === 'document' ? [] : [{ kind, id: cited, version }],
  );
  await replaceCitations(tx, { kind: 'decision', id }, cited, made);
  await announce(tx, 'decision.changed', { proposal: id });
}

function tooMany() {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { addresses: 'decisions:mistakes.too-many' });
}
