import { createHash } from 'node:crypto';
import type { Db } from '../../../db/connect';
import { findBroken } from './log.server';

/** What does not hold: `log` at an entry, `text` of a decision whose words are not those of its hash, `outcome` of one that the log tells otherwise. */
export type Flaw =
  | { what: 'log'; seq: number }
  | { what: 'text'; proposal: number; language: string }
  | { what: 'outcome'; proposal: number };

/**
 * Holds the register against its log: each entry against its hash and the one before; each text that was decided on against its
 * hash, but for those from which words had to go; each outcome, and each hash of a text, against what the log says.
 */
export async function verifyRegister(sql: Db): Promise<{ entries: number; decisions: number; flaws: Flaw[] }> {
  const flaws: Flaw[] = [];
  const broken = await findBroken(sql);
  if (broken !== null) flaws.push({ what: 'log', seq: broken });
  const [{ entries, decisions } = { entries: 0, decisions: 0 }] = await sql<{ entries: number; decisions: number }[]>`
    select (select count(*)::int from decision_log) as entries, (select count(*)::int from proposal where outcome is not null) as decisions`;
  const texts = await sql<{ proposal: number; language: string; html: string; hash: string; told: boolean }[]>`
    select t.proposal_id as proposal, t.language, case when t.redacted_at is null then t.html else '' end as html, t.hash,
      exists (select from decision_log l where l.proposal_id = t.proposal_id and l.kind = 'decided'
        and l.body->'texts' @> jsonb_build_array(jsonb_build_object('language', t.language, 'hash', t.hash))) as told
    from proposal_text t join proposal p on p.id = t.proposal_id
    where p.outcome is not null and t.version = (select max(x.number) from proposal_version x where x.proposal_id = p.id)
    order by t.proposal_id, t.language`;
  for (const { proposal, language, html, hash, told } of texts)
    if (!told || (html !== '' && createHash('sha256').update(html, 'utf8').digest('hex') !== hash))
      flaws.push({ what: 'text', proposal, language });
  const outcomes = await sql<{ proposal: number }[]>`
    select p.id as proposal from proposal p where p.outcome is not null and not exists (
      select from decision_log l where l.proposal_id = p.id and l.kind = 'decided' and l.body->>'outcome' = p.outcome and l.at = p.decided_at)
    order by p.id`;
  flaws.push(...outcomes.map(({ proposal }): Flaw => ({ what: 'outcome', proposal })));
  return { entries, decisions, flaws };
}
