import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import type { SourceKind } from './claim';

/** Locks claims, in the order of their ids, until the deed is done. */
export async function holdClaims(tx: Tx, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx<{ id: number }[]>`select id from claim where id in ${tx(ids)} order by id for update`;
  return rows.map((r) => r.id);
}

/** The task of looking at what a claim rests on. */
function taskKey(claim: number): string {
  return `claim-source:${claim}`;
}

/** Who coded a claim and may do so still; where nobody is left, all who facilitate the consultation. */
async function codersOf(tx: Tx, claim: number): Promise<number[]> {
  const rows = await tx<{ id: number; coded: boolean }[]>`
    select p.id, exists (select from claim_passage g where g.claim_id = m.id and g.tagged_by = p.id) as coded
    from claim m join person p on p.state = 'active' and (p.secretariat or exists (select from activity_role r
      where r.activity = 'consultation' and r.activity_id = m.consultation_id and r.person_id = p.id and r.role = 'facilitator'))
    where m.id = ${claim} and (not p.secretariat or exists (select from claim_passage g where g.claim_id = m.id and g.tagged_by = p.id)
      or exists (select from activity_role r where r.activity = 'consultation' and r.activity_id = m.consultation_id and r.person_id = p.id
        and r.role = 'facilitator'))
    order by p.id`;
  const coded = rows.filter((r) => r.coded);
  return (coded.length > 0 ? coded : rows).map((r) => r.id);
}

/**
 * Tells the readers and the coders of claims that something they rest on is not as it was. Their version goes up, so that
 * a form opened before the change is not saved over it unseen. Of what is gone for good not even the mark of its words
 * stays: of a short passage they could be guessed.
 */
export async function tellClaimSources(
  tx: Tx,
  claims: number[],
  source: { kind: string; id: number; state: string },
): Promise<void> {
  if (claims.length === 0) return;
  if (source.state === 'gone') await forgetMarks(tx, source as { kind: SourceKind; id: number });
  const rows = await tx<{ id: number; consultationId: number }[]>`
    update claim set version = version + 1 where id in ${tx(claims)} returning id, consultation_id`;
  for (const { id, consultationId: consultation } of rows.sort((a, b) => a.id - b.id)) {
    for (const personId of await codersOf(tx, id)) {
      const about = { consultation };
      const place = `/consultations/${consultation}/claims/${id}`;
      await giveTask(tx, { personId, key: taskKey(id), what: 'claims:tasks.source-changed', about, place });
    }
    await announce(tx, 'consultation.claims-changed', { consultation, claim: id });
  }
}

async function forgetMarks(tx: Tx, { kind, id }: { kind: SourceKind; id: number }): Promise<void> {
  await tx`update claim_passage set hash = '' where kind = ${kind} and source_id = ${id} and hash is not null`;
}

/** Ends the tasks of those claims whose sources have all been looked at, and tells whoever reads them. */
export async function tellClaimsSettled(tx: Tx, claims: number[]): Promise<void> {
  if (claims.length === 0) return;
  const rows = await tx<{ id: number; consultationId: number; waits: boolean }[]>`
    select m.id, m.consultation_id, exists (select from citation c where c.citing_kind = 'claim' and c.citing_id = m.id
      and c.state <> 'current' and c.settled_at is null) as waits
    from claim m where m.id in ${tx(claims)} order by m.id`;
  for (const { id, consultationId: consultation, waits } of rows) {
    if (!waits) await finishTasks(tx, { key: taskKey(id) });
    await announce(tx, 'consultation.claims-changed', { consultation, claim: id });
  }
}

/** The pages of posts name the published claims that rest on them: those of the discussions where they stand are read again. */
export async function tellDiscussions(tx: Tx, consultation: number, claims: number[]): Promise<void> {
  if (claims.length === 0) return;
  const rows = await tx<{ discussion: number }[]>`
    select distinct p.discussion_id as discussion from citation c join post p on p.id = c.cited_id
    where c.citing_kind = 'claim' and c.cited_kind = 'post' and c.citing_id in ${tx(claims)} order by discussion`;
  for (const { discussion } of rows) await announce(tx, 'synthesis.cites-changed', { discussion, consultation });
}

/** A claim that is no more asks nothing of anyone. */
export async function dropClaimTask(tx: Tx, claim: number): Promise<void> {
  await finishTasks(tx, { key: taskKey(claim) });
}

/** Those who facilitate a consultation, and are active. */
export async function facilitatorsOf(tx: Tx, consultation: number): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select p.id from activity_role r join person p on p.id = r.person_id and p.state = 'active'
    where r.activity = 'consultation' and r.activity_id = ${consultation} and r.role = 'facilitator' order by p.id`;
  return rows.map((r) => r.id);
}

/** Asks the facilitators for a response to what survivors said; once, however often it is called. */
export async function tellUnanswered(tx: Tx, consultation: number): Promise<void> {
  const key = `respond:consultation:${consultation}`;
  const [there] = await tx`select from task where key = ${key} and done_at is null limit 1`;
  if (there) return;
  for (const personId of await facilitatorsOf(tx, consultation)) {
    const place = `/consultations/${consultation}/claims/voices`;
    await giveTask(tx, { personId, key, what: 'claims:tasks.respond', about: { consultation }, place });
  }
}
