import { announce } from '../../../../db/announce';
import type { Sql, Tx } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import type { Comer } from '../guest';
import { isCounted } from '../queries/shown.server';
import type { Taker } from '../rules.server';
import { whyNotChoices, whyNotOpenPoll, whyNotTakePart } from '../talk';
import { countApart } from './apart.server';
import { holdTalk, tellScreen } from './held.server';
import { holdTaker } from './taking.server';

interface HeldPoll {
  openedAt: Date | null;
  closedAt: Date | null;
  resultsShown: boolean;
}

interface About {
  event: number;
  poll: number;
}

function tellPoll(tx: Tx, event: number, poll: number): Promise<void> {
  return announce(tx, 'event.poll-changed', { event, poll });
}

async function holdPoll(tx: Tx, { event, poll }: About): Promise<HeldPoll> {
  const [row] = await tx<HeldPoll[]>`
    select opened_at, closed_at, results_shown from talk_poll where id = ${poll} and event_id = ${event} for update`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

interface PollToPrepare {
  event: number;
  question: string;
  several: boolean;
  choices: string[];
  once: string;
}

/** Prepares a poll; nobody but those who moderate sees it before it is opened. */
export async function preparePoll(sql: Sql, reader: Reader, poll: PollToPrepare): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, poll.event);
    await addPoll(tx, poll, false);
  });
}

/** Adds a poll in the transaction of a deed that has its own rights. Answers its number; null where it is there already. */
export async function addPoll(
  tx: Tx,
  { event, question, several, choices, once }: PollToPrepare,
  inSession: boolean,
): Promise<number | null> {
  const [made] = await tx<{ id: number }[]>`
    insert into talk_poll (event_id, question, several, once, in_session) values (${event}, ${question}, ${several}, ${once}, ${inSession})
    on conflict (once) do nothing returning id`;
  if (!made) return null;
  for (const [i, words] of choices.entries())
    await tx`insert into talk_poll_choice (poll_id, position, words) values (${made.id}, ${i + 1}, ${words})`;
  await tellPoll(tx, event, made.id);
  return made.id;
}

/** Takes back a poll that nobody was asked yet. */
export async function discardPoll(sql: Sql, reader: Reader, about: About): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, about.event);
    const held = await holdPoll(tx, about);
    if (held.openedAt) throw refuse('conflict', 'talk:refusals.poll-opened');
    await tx`delete from talk_poll where id = ${about.poll}`;
    await tellPoll(tx, about.event, about.poll);
  });
}

/** Asks it: on everyone's page, and on the screen. */
export async function openPoll(sql: Sql, reader: Reader, about: About, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const { talk } = await holdTalk(tx, reader, about.event);
    const held = await holdPoll(tx, about);
    const no = whyNotOpenPoll(talk, talk.standing, held, now);
    if (no) throw no;
    await ask(tx, about, now);
  });
}

async function ask(tx: Tx, about: About, now: Date): Promise<void> {
  await tx`update talk_poll set opened_at = ${now}, version = version + 1 where id = ${about.poll}`;
  await tx`update talk set chosen_question_id = null, chosen_poll_id = ${about.poll} where event_id = ${about.event}`;
  await tellPoll(tx, about.event, about.poll);
  await tellScreen(tx, about.event);
}

/** Asks a poll in the transaction of a deed that has its own rights; one that was asked before, or is discarded, stays so. */
export async function askInSession(tx: Tx, about: About, now: Date): Promise<void> {
  const held = await findHeldPoll(tx, about);
  if (held && !held.openedAt) await ask(tx, about, now);
}

/** Ends it in the same way, where it is asked. */
export async function endInSession(tx: Tx, about: About, now: Date): Promise<void> {
  const held = await findHeldPoll(tx, about);
  if (!held?.openedAt || held.closedAt) return;
  await countBallots(tx, about.poll, now);
  await tellPoll(tx, about.event, about.poll);
}

/** In the order in which those who moderate hold them: the talk, then the poll. */
async function findHeldPoll(tx: Tx, { event, poll }: About): Promise<HeldPoll | undefined> {
  await tx`insert into talk (event_id) values (${event}) on conflict do nothing`;
  await tx`select from talk where event_id = ${event} for update`;
  const [row] = await tx<HeldPoll[]>`
    select opened_at, closed_at, results_shown from talk_poll where id = ${poll} and event_id = ${event} for update`;
  return row;
}

/** Ends it: counted now and for good, and who chose what is removed. */
export async function closePoll(sql: Sql, reader: Reader, about: About, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, about.event);
    const held = await holdPoll(tx, about);
    if (!held.openedAt) throw refuse('conflict', 'talk:refusals.poll-not-open');
    if (held.closedAt) return;
    await countBallots(tx, about.poll, now);
    await tellPoll(tx, about.event, about.poll);
  });
}

/** The poll must be locked: a ballot that came between the count and the removal would be lost. */
export async function countBallots(tx: Tx, poll: number, now: Date): Promise<void> {
  await countApart(tx, poll, now);
  await tx`
    update talk_poll_choice c set votes =
      (select count(*) from talk_ballot b where b.poll_id = c.poll_id and c.id = any(b.choices) and ${isCounted(tx)})
    from talk_poll p where c.poll_id = ${poll} and p.id = c.poll_id`;
  await tx`
    update talk_poll p set closed_at = greatest(${now}, opened_at), version = version + 1,
      voters = (select count(*) from talk_ballot b where b.poll_id = p.id and ${isCounted(tx)})
    where p.id = ${poll}`;
  await tx`delete from talk_ballot where poll_id = ${poll}`;
}

/** Shows the results of a closed poll to everyone, or takes them away again. */
export async function showResults(sql: Sql, reader: Reader, { on, ...about }: About & { on: boolean }): Promise<void> {
  await sql.begin(async (tx) => {
    await holdTalk(tx, reader, about.event);
    const held = await holdPoll(tx, about);
    if (!held.closedAt) throw refuse('conflict', 'talk:refusals.poll-not-closed');
    if (held.resultsShown === on) return;
    await tx`update talk_poll set results_shown = ${on}, version = version + 1 where id = ${about.poll}`;
    if (on) {
      await tx`update talk set chosen_question_id = null, chosen_poll_id = ${about.poll} where event_id = ${about.event}`;
      await tellScreen(tx, about.event);
    }
    await tellPoll(tx, about.event, about.poll);
  });
}

/** Answers a poll, or thinks again while it is open: a person has one answer, whatever is sent how often. */
export async function answerPoll(
  sql: Sql,
  comer: Comer,
  { event, poll, choices }: About & { choices: number[] },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const { taker } = await holdTaker(tx, comer, event, now, whyNotTakePart);
    await takeBallot(tx, taker, { event, poll, choices });
  });
}

/** Takes an answer in the transaction of a deed that knows who may give one. */
export async function takeBallot(
  tx: Tx,
  taker: Taker,
  { event, poll, choices }: About & { choices: number[] },
): Promise<void> {
  // Shared among those who answer; whoever closes it waits for them, and those who come later find it closed.
  const [held] = await tx<{ several: boolean; openedAt: Date | null; closedAt: Date | null }[]>`
    select several, opened_at, closed_at from talk_poll where id = ${poll} and event_id = ${event} for share`;
  if (!held?.openedAt) throw refuse('not-found', 'shared:errors.not-found');
  if (held.closedAt) throw refuse('closed', 'talk:refusals.poll-closed');
  const own = await tx<{ id: number }[]>`select id from talk_poll_choice where poll_id = ${poll}`;
  const chosen = [...new Set(choices)].sort((a, b) => a - b);
  const wrong = whyNotChoices({ several: held.several, choices: own.map((c) => c.id) }, chosen);
  if (wrong) throw wrong;
  await tx`
    insert into talk_ballot (poll_id, person_id, registration_id, choices)
    values (${poll}, ${taker.person}, ${taker.registration}, ${chosen}::bigint[])
    on conflict (poll_id, taker) do update set choices = excluded.choices`;
  // Of one that moves no figure nobody is told: that it came would be seen.
  const [counted] = await tx`
    select from talk_ballot b join talk_poll p on p.id = b.poll_id where p.id = ${poll} and b.taker = ${taker.key} and ${isCounted(tx)}`;
  if (counted) await announce(tx, 'event.poll-answered', { event, poll });
}
