import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import type { Outcome } from '../../decisions/proposal';

/** What follows where the committee has decided on a document: of the minutes of a meeting, that they are approved as they were put. */
export async function approveByDecision(
  tx: Tx,
  { proposal, subject, outcome, at }: { proposal: number; subject: number; outcome: Outcome; at: Date },
): Promise<void> {
  if (outcome !== 'adopted-by-consensus' && outcome !== 'adopted-no-strong-objection') return;
  const [meeting] = await tx<{ eventId: number }[]>`
    select event_id from meeting where minutes_document_id = ${subject} and approved_at is null for update`;
  if (!meeting) return;
  // What was put may be another text about them: then they are not approved by it.
  const [fixed] = await tx`
    insert into minutes_text (event_id, document_id, language, text, html, hash, redacted_at)
    select ${meeting.eventId}, document_id, language, text, html, hash, redacted_at from proposal_text
    where proposal_id = ${proposal} and document_id = ${subject} and original order by version desc limit 1
    returning event_id`;
  if (!fixed) return;
  await tx`
    update meeting set approved_at = ${at}, approved_by_decision = ${proposal} where event_id = ${meeting.eventId}`;
  await announce(tx, 'meeting.changed', { meeting: meeting.eventId });
}
