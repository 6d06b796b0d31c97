import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { CommentInput, PositionInput, SettleInput } from '../forms';
import {
  currentVersion,
  isClosed,
  isOpenObjection,
  type ObjectionState,
  type Proposal,
  silenceBrokenAt,
} from '../proposal';
import { recordInLog } from '../register/log.server';
import { mayComment, mayDiscuss, whyNotSpeakFor } from '../rights';
import { hashOfText } from '../snapshot.server';
import { askForPositions, holdProposal, mustStep, setClock } from './holding.server';

/**
 * A member takes a position, in place of the one that it had. Of two people of one organisation who do so at once, the second is
 * told of what the first said. A strong objection ends a running silence. Refuses who does not speak for that member, a conflict,
 * and what `whyNotStep` refuses.
 */
export async function takePosition(
  sql: Sql,
  reader: Reader,
  id: number,
  input: PositionInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    const { organisation, kind, words, language } = input;
    const no = whyNotSpeakFor(reader, organisation);
    if (no) throw no;
    const what = { at: now.getTime(), organisation };
    const after = mustStep(
      held.rules,
      kind === 'strongly-object' ? { do: 'object', ...what } : { do: 'take', ...what, kind },
    );
    const [before] = await tx<{ id: number }[]>`
      select id from position where proposal_id = ${id} and organisation_id = ${organisation} and ended_at is null`;
    if ((before?.id ?? 0) !== input.was) throw refuse('conflict', 'decisions:refusals.position-changed');
    await endPosition(tx, id, organisation, now);
    const version = currentVersion(held.rules);
    await tx`
      insert into position (proposal_id, organisation_id, version, kind, words, language, by_person, at)
      values (${id}, ${organisation}, ${version}, ${kind}, ${words}, ${language}, ${reader.id}, ${now})`;
    const body = { organisation, kind, version, words: hashOfText(words) };
    await recordInLog(tx, { kind: 'position', proposal: id, body, at: now });
    if (kind === 'strongly-object') {
      await tx`
        insert into objection (proposal_id, organisation_id, version, reason, resolution, language, raised_by, raised_at)
        values (${id}, ${organisation}, ${version}, ${words}, ${input.resolution}, ${language}, ${reader.id}, ${now})`;
      const resolution = hashOfText(input.resolution);
      const brokeSilence = silenceBrokenAt(held.rules) === null && silenceBrokenAt(after) !== null;
      const raised = { organisation, version, reason: hashOfText(words), resolution, brokeSilence };
      await recordInLog(tx, { kind: 'objection-raised', proposal: id, body: raised, at: now });
      await setClock(tx, id, after, now);
      await announce(tx, 'decision.objected', { proposal: id });
    }
    await askForPositions(tx, id, after, now);
    await announce(tx, 'decision.position-given', { proposal: id });
  });
}

/** Who came second in the queue may have looked at the clock first. */
async function endPosition(tx: Tx, id: number, organisation: number, now: Date): Promise<void> {
  await tx`
    update position set ended_at = greatest(${now}, at)
    where proposal_id = ${id} and organisation_id = ${organisation} and ended_at is null`;
}

interface HeldObjection {
  id: number;
  organisationId: number;
  state: ObjectionState;
}

async function objectionOfProposal(tx: Tx, proposal: number, objection: number): Promise<HeldObjection> {
  const [found] = await tx<HeldObjection[]>`
    select id, organisation_id, state from objection where id = ${objection} and proposal_id = ${proposal}`;
  if (!found) throw refuse('not-found', 'shared:errors.not-found');
  return found;
}

/**
 * The member withdraws its objection, which leaves it without a position, or sustains it, which is final: the proposal can be
 * adopted no more.
 */
export async function settleObjection(
  sql: Sql,
  reader: Reader,
  id: number,
  input: SettleInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    const objection = await objectionOfProposal(tx, id, input.objection);
    const organisation = objection.organisationId;
    const no = whyNotSpeakFor(reader, organisation);
    if (no) throw no;
    if (objection.state === 'withdrawn' || objection.state === 'fallen')
      throw refuse('closed', 'decisions:refusals.no-objection');
    const after = mustStep(held.rules, { do: input.settle, at: now.getTime(), organisation });
    const state = input.settle === 'withdraw' ? 'withdrawn' : 'sustained';
    await tx`
      update objection set state = ${state}, settled_at = ${now}, settled_by = ${reader.id}, settled_words = ${input.words}
      where id = ${objection.id}`;
    if (state === 'withdrawn') await endPosition(tx, id, organisation, now);
    const body = { organisation, objection: objection.id, words: hashOfText(input.words) };
    await recordInLog(tx, { kind: `objection-${state}`, proposal: id, body, at: now });
    await askForPositions(tx, id, after, now);
    await announce(tx, 'decision.settled', { proposal: id, objection: objection.id });
  });
}

/**
 * Says something about a proposal that is put, or in the thread of an objection, which is discussed as soon as somebody answers
 * it who is of the committee and does not speak for the objecting member: an observer is heard there. Sent twice, it stands once. Refuses not-allowed, and closed after the close.
 */
export async function commentOnProposal(
  sql: Sql,
  reader: Reader,
  id: number,
  input: CommentInput,
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await holdProposal(tx, reader, id, now);
    if (!mayComment(held, reader, held.tie)) throw refuse('not-allowed', 'decisions:refusals.may-not-comment');
    if (held.rules.openedAt === null) throw refuse('closed', 'decisions:refusals.draft');
    if (isClosed(held.rules, now.getTime())) throw refuse('closed', 'decisions:refusals.closed');
    const objection = input.objection === null ? null : await objectionOfProposal(tx, id, input.objection);
    const [made] = await tx<{ id: number }[]>`
      insert into proposal_comment (proposal_id, objection_id, author_id, organisation_id, language, body, at, once)
      values (${id}, ${objection?.id ?? null}, ${reader.id}, ${reader.organisationId}, ${input.language}, ${input.body}, ${now}, ${input.once})
      on conflict (once) do nothing returning id`;
    if (!made) return;
    const answers = mayDiscuss(held, reader, held.tie);
    if (objection && answers && isOpenObjection(objection) && whyNotSpeakFor(reader, objection.organisationId))
      await noteDiscussed(tx, held, objection, now);
    await announce(tx, 'decision.commented', { proposal: id });
  });
}

async function noteDiscussed(
  tx: Tx,
  held: { id: number; rules: Proposal },
  objection: HeldObjection,
  now: Date,
): Promise<void> {
  mustStep(held.rules, { do: 'discuss', at: now.getTime(), organisation: objection.organisationId });
  if (objection.state !== 'raised') return;
  await tx`update objection set state = 'discussed' where id = ${objection.id}`;
  const body = { organisation: objection.organisationId, objection: objection.id };
  await recordInLog(tx, { kind: 'objection-discussed', proposal: held.id, body, at: now });
}
