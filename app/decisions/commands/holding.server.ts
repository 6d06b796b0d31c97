import type { Tx } from '../../../db/connect';
import { dropDue, putDue } from '../../../db/due';
import type { Reader } from '../../people/person';
import { isRefusal } from '../../shared/refusal';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import { closesAt, hour, type Instant, isClosed, isMember, type Proposal, standingPosition } from '../proposal';
import { type FoundProposal, findProposalRules, type RuledProposal, readProposalRules } from '../queries/rules.server';
import { recordInLog } from '../register/log.server';
import { type Step, step } from '../steps';

/**
 * Holds a proposal until the deed is done: of two at once the second sees what the first did. Writes down first who has left the
 * committee since. Throws not-found where the reader may not see it.
 */
export async function holdProposal(tx: Tx, reader: Reader | null, id: number, now: Date): Promise<RuledProposal> {
  await tx`select from proposal where id = ${id} for update`;
  const ruled = await readProposalRules(tx, reader, id, now);
  await writeLeavers(tx, ruled);
  return ruled;
}

/**
 * For timed work, which asks for nobody; null where it is not there, 'held' where a deed of a person holds it. That deed may be
 * about to move this very work, and each would wait for the other.
 */
export async function holdForClock(tx: Tx, id: number, now: Date): Promise<FoundProposal | 'held' | null> {
  const [mine] = await tx`select id from proposal where id = ${id} for update skip locked`;
  if (!mine) return (await tx`select from proposal where id = ${id}`).length > 0 ? 'held' : null;
  const found = await findProposalRules(tx, id, now);
  if (found) await writeLeavers(tx, found);
  return found;
}

type Held = Pick<RuledProposal, 'id' | 'rules' | 'leavers'>;

async function writeLeavers(tx: Tx, { id, leavers, rules }: Held): Promise<void> {
  for (const { organisation, at } of leavers) {
    const left = new Date(at);
    await tx`
      update proposal_member set left_at = ${left} where proposal_id = ${id} and organisation_id = ${organisation} and left_at is null`;
    const [fallen] = await tx<{ id: number }[]>`
      update objection set state = 'fallen', settled_at = ${left}
      where proposal_id = ${id} and organisation_id = ${organisation} and state in ('raised', 'discussed') returning id`;
    const body = { organisation, objectionFell: fallen !== undefined };
    await recordInLog(tx, { kind: 'member-left', proposal: id, body, at: left });
    await finishTasks(tx, { key: positionTask(id, organisation) });
  }
  if (leavers.length > 0) await setClock(tx, id, rules, new Date(Math.max(...leavers.map((l) => l.at))));
}

/** The proposal after a step, or the refusal of it, thrown. */
export function mustStep(p: Proposal, s: Step): Proposal {
  const after = step(p, s);
  if (isRefusal(after)) throw after;
  return after;
}

/** The task of those who speak for a member. */
export function positionTask(proposal: number, organisation: number): string {
  return `decision:${proposal}:${organisation}`;
}

/**
 * Plants what has to be told later: the close, and two reminders before it. The deeds look for themselves what is true by then;
 * a clock that has moved moves them.
 */
export async function setClock(tx: Tx, id: number, p: Proposal, now: Date): Promise<void> {
  const close = closesAt(p);
  const keys = { close: `decision-close:${id}`, half: `decision-half:${id}`, day: `decision-day:${id}` };
  if (close === null || p.decided) {
    for (const key of Object.values(keys)) await dropDue(tx, key);
    return;
  }
  await putDue(tx, 'close-decision', { proposal: id }, { at: new Date(close), key: keys.close });
  const reminders: [string, Instant][] = [
    [keys.half, now.getTime() + (close - now.getTime()) / 2],
    [keys.day, close - 24 * hour],
  ];
  for (const [key, at] of reminders) {
    const about = { proposal: id, close: new Date(close).toISOString() };
    if (at > now.getTime()) await putDue(tx, 'remind-decision', about, { at: new Date(Math.round(at)), key });
    else await dropDue(tx, key);
  }
}

/** Asks those who speak for each member that has no position on the text as it stands, and no others. */
export async function askForPositions(tx: Tx, id: number, p: Proposal, now: Date): Promise<void> {
  const close = closesAt(p);
  for (const { organisation } of p.members) {
    const key = positionTask(id, organisation);
    const waits =
      !isClosed(p, now.getTime()) && isMember(p, organisation) && standingPosition(p, organisation) === undefined;
    if (!waits) {
      await finishTasks(tx, { key });
      continue;
    }
    const speakers = await tx<{ id: number }[]>`
      select p.id from organisation_role r join person p on p.id = r.person_id
      where r.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
    for (const { id: personId } of speakers)
      await giveTask(tx, {
        personId,
        key,
        what: 'decisions:task',
        about: { organisation, decision: id },
        place: `/decisions/${id}#position`,
        dueAt: close === null ? null : new Date(close),
      });
  }
}
