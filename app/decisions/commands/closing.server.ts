import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { finishTasks } from '../../tasks/commands.server';
import { closesAt, currentVersion, isClosed, type Outcome, type Proposal, standingPosition } from '../proposal';
import type { FoundProposal } from '../queries/rules.server';
import { recordInLog } from '../register/log.server';
import { numberDecision } from '../register/number.server';
import { mayPrepare } from '../rights';
import { hashOfText } from '../snapshot.server';
import { followDecision } from '../subjects.server';
import { holdForClock, holdProposal, mustStep, positionTask, setClock } from './holding.server';

/** Puts a proposal off, with the reason: it is decided no more; what is to be decided later is put anew. */
export async function deferProposal(
  sql: Sql,
  reader: Reader,
  id: number,
  input: { reason: string },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    if (!mayPrepare(held, reader)) throw refuse('not-allowed', 'decisions:refusals.not-preparer');
    const after = mustStep(held.rules, { do: 'defer', at: now.getTime() });
    await tx`update proposal set deferred_by = ${reader.id}, deferred_because = ${input.reason} where id = ${id}`;
    await writeDecided(tx, held, after, { reason: hashOfText(input.reason) });
  });
}

/**
 * Writes down what was decided, once its time has come: the outcome as it was at the instant of the close, whenever this is done.
 * Answers the outcome; nothing where it is decided already or is a draft; when to come again where its time has not come.
 */
export async function closeProposal(
  tx: Tx,
  id: number,
  now: Date,
): Promise<{ outcome: Outcome } | { again: Date } | null> {
  const held = await holdForClock(tx, id, now);
  if (held === 'held') return { again: new Date(now.getTime() + 1000) };
  if (!held || held.rules.openedAt === null || held.rules.decided) return null;
  if (!isClosed(held.rules, now.getTime())) {
    const close = closesAt(held.rules);
    return close === null ? null : { again: new Date(close) };
  }
  const after = mustStep(held.rules, { do: 'close', at: now.getTime() });
  await writeDecided(tx, held, after, {});
  return { outcome: after.decided!.outcome };
}

async function writeDecided(tx: Tx, held: FoundProposal, after: Proposal, more: { reason?: string }): Promise<void> {
  const { id } = held;
  const { outcome } = after.decided!;
  const at = new Date(after.decided!.at);
  await tx`update proposal set outcome = ${outcome}, decided_at = ${at} where id = ${id}`;
  const version = currentVersion(after);
  const texts = await tx<{ language: string; hash: string }[]>`
    select language, hash from proposal_text where proposal_id = ${id} and version = ${version} order by language`;
  const positions = after.members.map(({ organisation, leftAt }) => ({
    organisation,
    position: leftAt === null ? (standingPosition(after, organisation)?.kind ?? null) : null,
    left: leftAt !== null,
  }));
  const objections = after.objections.map(({ organisation, state }) => ({ organisation, state }));
  const body = {
    outcome,
    version,
    texts: texts.map(({ language, hash }) => ({ language, hash })),
    positions,
    objections,
    ...more,
  };
  await recordInLog(tx, { kind: 'decided', proposal: id, body, at });
  await numberDecision(tx, id, at);
  await followDecision(tx, { proposal: id, kind: held.subjectKind, subject: held.subjectId, outcome, at });
  for (const { organisation } of after.members) await finishTasks(tx, { key: positionTask(id, organisation) });
  await setClock(tx, id, after, at);
  await announce(tx, 'decision.decided', { proposal: id });
}
