import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { eraseFromCommitments } from '../tasks/commitments.server';
import { holdClaims, tellClaimSources } from './claims/telling.server';

/** The text without what is to go; null where nothing of it is in there. */
type Erase = (text: { body: string }) => string | null;

/**
 * Erases words of a post from what consultations made of these discussions: claims, the reasons why sources are used nowhere or
 * claims were withdrawn, and what was answered. A claim's versions in other languages say the same in other words, so those go
 * too. Returns the claims that said them; their coders are told to look.
 */
export async function eraseFromConsultations(tx: Tx, discussions: number[], erase: Erase): Promise<number[]> {
  const consultations = (
    await tx<{ id: number }[]>`
      select distinct consultation_id as id from consultation_part where kind = 'discussion' and subject_id in ${tx(discussions)}`
  ).map((c) => c.id);
  if (consultations.length === 0) return [];
  const ids = (await tx<{ id: number }[]>`select id from claim where consultation_id in ${tx(consultations)}`).map(
    (c) => c.id,
  );
  const claims = await holdClaims(tx, ids);
  const clean = claims.length > 0 ? await eraseFromClaims(tx, claims, erase) : [];
  if (claims.length > 0) await eraseFromResponses(tx, claims, erase);
  await eraseFromWaivers(tx, consultations, erase);
  await tellClaimSources(tx, clean, { kind: 'claim', id: 0, state: 'changed' });
  return clean;
}

async function eraseFromClaims(tx: Tx, claims: number[], erase: Erase): Promise<number[]> {
  const texts = await tx<{ claimId: number; language: string; body: string }[]>`
    select claim_id, language, body from claim_text where claim_id in ${tx(claims)} for update`;
  const clean = new Map<number, string[]>();
  for (const { claimId, language, body } of texts) {
    const left = erase({ body });
    if (left === null) continue;
    await tx`
      update claim_text set body = ${left}, changed_at = clock_timestamp() where claim_id = ${claimId} and language = ${language}`;
    clean.set(claimId, [...(clean.get(claimId) ?? []), language]);
  }
  for (const [claim, languages] of clean) {
    await tx`
      delete from claim_text x using claim m where x.claim_id = ${claim} and m.id = x.claim_id and x.language <> m.language
        and x.language not in ${tx(languages)}`;
  }
  const withdrawn = await tx<{ id: number; reason: string }[]>`
    select id, withdrawn_reason as reason from claim where id in ${tx(claims)} and withdrawn_reason <> ''`;
  for (const { id, reason } of withdrawn) {
    const left = erase({ body: reason });
    if (left !== null) await tx`update claim set withdrawn_reason = ${left} where id = ${id}`;
  }
  return [...clean.keys()].sort((a, b) => a - b);
}

/** Reasons of responses, and what they promised: words of a commitment, with what was done and why it was given up. */
async function eraseFromResponses(tx: Tx, claims: number[], erase: Erase): Promise<void> {
  const responses = await tx<{ id: number; consultation: number; claim: number; reason: string }[]>`
    select r.id, m.consultation_id as consultation, m.id as claim, r.reason
    from claim_response r join claim m on m.id = r.claim_id where m.id in ${tx(claims)} order by r.id for update of r`;
  const ids = responses.map((r) => r.id);
  const promises = await eraseFromCommitments(tx, 'response', ids, (body) => erase({ body }));
  for (const { id, consultation, claim, reason } of responses) {
    const left = erase({ body: reason });
    if (left === null && !promises.includes(id)) continue;
    // A form that was opened before must not bring the words back.
    await tx`
      update claim_response set reason = ${left ?? reason}, at = clock_timestamp(), version = version + 1 where id = ${id}`;
    await announce(tx, 'consultation.responses-changed', { consultation, claim });
  }
}

async function eraseFromWaivers(tx: Tx, consultations: number[], erase: Erase): Promise<void> {
  const waivers = await tx<{ consultationId: number; kind: string; sourceId: number; reason: string }[]>`
    select consultation_id, kind, source_id, reason from claim_waiver where consultation_id in ${tx(consultations)} for update`;
  for (const { consultationId, kind, sourceId, reason } of waivers) {
    const left = erase({ body: reason });
    if (left === null) continue;
    await tx`
      update claim_waiver set reason = ${left} where consultation_id = ${consultationId} and kind = ${kind} and source_id = ${sourceId}`;
  }
}
