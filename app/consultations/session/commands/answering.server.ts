import type { Db, Sql } from '../../../../db/connect';
import { takeBallot } from '../../../events/live/commands/polling.server';
import { holdTaker } from '../../../events/live/commands/taking.server';
import { type Comer, readerOf } from '../../../events/live/guest';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { type Proposal, proposeStatement, type Similar } from '../../statements/commands/proposing.server';
import type { Choice } from '../../statements/statement';
import { type RuledSession, readSession } from '../rules.server';
import { whyNotAnswer, whyNotAskFloor } from '../session';

interface About {
  event: number;
  /** The item that the form stood beside. */
  item: number;
}

async function readOn(sql: Db, comer: Comer, { event, item }: About, now = new Date()): Promise<RuledSession> {
  const session = await readSession(sql, comer, event, 'en', now);
  const no = whyNotAnswer(session, item);
  if (no) throw no;
  return session;
}

/**
 * Votes on a statement of the item that is on; it is a vote in the consultation, and counts there as any other. What is asked
 * for first is only that the item is still on, so that nobody votes on what they do not see; the consultation's own rules
 * decide the rest: its phase, who is asked, what was withdrawn. `cast` is how votes are given there.
 */
export async function voteInSession(
  sql: Sql,
  reader: Reader,
  { statement, choice, ...about }: About & { statement: number; choice: Choice },
  cast: (consultation: number, vote: { statement: number; choice: Choice }) => Promise<void>,
): Promise<void> {
  const session = await readOn(sql, reader, about);
  const [there] = await sql`
    select from consultation_statement s where s.id = ${statement} and (
      exists (select from led_item_statement m where m.statement_id = s.id and m.item_id = ${about.item})
      or exists (select from led_proposal o where o.once = s.once and o.item_id = ${about.item}))`;
  if (!there) throw refuse('not-found', 'shared:errors.not-found');
  await cast(session.consultation.id, { statement, choice });
}

/**
 * Proposes a statement during an item of statements; once a facilitator has read it, it stands there for everybody. Which item
 * it was is written first: a statement without its item would wait where nobody in the session sees it.
 */
export async function proposeInSession(
  sql: Sql,
  reader: Reader,
  { event, item, ...proposal }: About & Omit<Proposal, 'consultation'>,
  now: Date,
): Promise<Similar> {
  const session = await readOn(sql, reader, { event, item });
  const { once } = proposal;
  const linked = await sql`
    insert into led_proposal (once, item_id) select ${once}, id from led_item where id = ${item} and kind = 'statements'
    on conflict do nothing returning 1`;
  const forget = () =>
    linked.length > 0
      ? sql`delete from led_proposal o where o.once = ${once} and not exists (select from consultation_statement s where s.once = o.once)`
      : null;
  try {
    const similar = await proposeStatement(sql, reader, { ...proposal, consultation: session.consultation.id }, now);
    if (similar.length > 0) await forget();
    return similar;
  } catch (e) {
    await forget();
    throw e;
  }
}

/**
 * Answers the poll of the item that is on, or thinks again. By whoever may ask for the floor, too, and not only by those with
 * a place: one person has one answer, whichever way they come. A guest answers by the registration that their link opens.
 */
export async function answerInSession(
  sql: Sql,
  comer: Comer,
  { event, item, choices }: About & { choices: number[] },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    // Shared among those who answer; whoever moves on waits for them.
    await tx`select from led_session where event_id = ${event} for share`;
    const session = await readOn(tx, comer, { event, item }, now);
    const reader = readerOf(comer);
    const no = whyNotAskFloor(session, reader);
    if (no) throw no;
    const [on] = await tx<{ pollId: number | null }[]>`
      select poll_id from led_item where id = ${item} and event_id = ${event}`;
    if (on?.pollId == null) throw refuse('not-found', 'shared:errors.not-found');
    const { taker } = await holdTaker(tx, session.asGuest ? comer : reader, event, now);
    await takeBallot(tx, taker, { event, poll: on.pollId, choices });
  });
}
