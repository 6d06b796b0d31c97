import { announce } from '../../../../db/announce';
import type { Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { type Refusal, refuse } from '../../../shared/refusal';
import { type RuledConsultation, readConsultationRules } from '../../queries/rules.server';
import { type SourceKind, whyNotCode } from '../claim';

/** A synthesis that is being written, locked until the deed is done, with who does it. */
export interface Held {
  consultation: RuledConsultation;
  coder: Reader;
  documentId: number | null;
  publishedAt: Date | null;
}

/** The first two beats of everything that is written in a synthesis. One who codes at a time: places are given in a row. */
export async function holdSynthesis(tx: Tx, reader: Reader | null, id: number, now: Date): Promise<Held> {
  const consultation = await readConsultationRules(tx, reader, id);
  const no = whyNotCode(consultation, reader, consultation.tie, now);
  if (no) throw no;
  await tx`insert into consultation_synthesis (consultation_id) values (${id}) on conflict do nothing`;
  const [row] = await tx<{ documentId: number | null; publishedAt: Date | null }[]>`
    select document_id, published_at from consultation_synthesis where consultation_id = ${id} for update`;
  return { consultation, coder: reader!, ...row! };
}

/**
 * Holds a source, so that it does not change between its reading and its citing. Before any claim: whoever changes a source
 * takes the two in this order.
 */
export async function holdSource(tx: Tx, { kind, id }: { kind: SourceKind; id: number }): Promise<void> {
  if (kind === 'post') await tx`select from post where id = ${id} for share`;
  if (kind === 'answer')
    await tx`
      select from questionnaire_response r where r.id = (select a.response_id from questionnaire_answer a where a.id = ${id}) for share`;
}

export interface HeldClaim {
  id: number;
  section: string;
  position: number;
  language: string;
  version: number;
  publishedAt: Date | null;
}

/** A claim of this synthesis, locked. Throws not-found for one of another, and for one that was taken back. */
export async function holdClaim(tx: Tx, consultation: number, id: number): Promise<HeldClaim> {
  const [row] = await tx<HeldClaim[]>`
    select id, section, position, language, version, published_at from claim
    where id = ${id} and consultation_id = ${consultation} and withdrawn_at is null for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

export function refuseIfOlder(claim: { version: number }, opened: number): void {
  if (claim.version !== opened) throw refuse('conflict', 'claims:refusals.changed-meanwhile');
}

export function beside(field: string, refusal: Refusal): Refusal {
  return refuse('invalid', refusal.message, refusal.values, { [field]: refusal.message });
}

export async function tellChanged(tx: Tx, consultation: number, claim?: number): Promise<void> {
  await announce(tx, 'consultation.claims-changed', { consultation, ...(claim === undefined ? {} : { claim }) });
}
