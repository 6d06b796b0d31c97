import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { putDue } from '../../../db/due';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import { whyNotFile, whyNotTerm, wrong } from '../committee';
import { dayBefore, yearBefore, yearsAfter } from '../days';
import type { FirstChairInput } from '../forms';
import {
  asksAt,
  closesAt,
  type Handover,
  handoverOf,
  handoverTask,
  isDone,
  isOpen,
  type Side,
  type Tick,
} from '../handover';
import type { Turn } from '../rotation';
import { holdCommittee, readState, type State, scheduleFrom, seatIn } from '../state.server';

/** The deed that writes down what has begun and asks for the next handover. */
export const termsDeed = 'committee-terms';

/**
 * Writes down who has had the chair up to this day, as the rotation gave it: what has begun does not change any more when a member
 * comes or goes. Then asks both sides of a handover that is due, and waits for the next day on which something begins.
 */
export async function settleTerms(tx: Tx, now: Date): Promise<void> {
  const state = await holdCommittee(tx, now);
  const today = dayOf(now);
  const begun = beginningOf(state);
  if (begun === null) return;
  let wrote = false;
  for (const turn of scheduleFrom(state, begun, yearsSince(begun, today) + 1)) {
    if (turn.from > today) break;
    wrote = (await writeTurn(tx, state, turn, now)) || wrote;
  }
  if (wrote) await announce(tx, 'committee.changed', {});
  await planNext(tx, wrote ? await readState(tx, today) : state, now);
}

function beginningOf({ terms, exceptions }: State): string | null {
  const days = [...terms, ...exceptions].filter((t) => t.role === 'chair').map((t) => t.from);
  return days.sort()[0] ?? null;
}

function yearsSince(from: string, today: string): number {
  let years = 0;
  while (yearsAfter(from, years + 1) <= today) years++;
  return years;
}

async function writeTurn(tx: Tx, state: State, turn: Turn, now: Date): Promise<boolean> {
  const wanted = [
    { role: 'chair' as const, organisation: turn.chair, standIn: turn.by === 'stand-in', decidedBy: turn.decidedBy },
    { role: 'co-chair' as const, organisation: turn.coChair, standIn: false, decidedBy: null },
  ];
  const steppedIn = turn.by === 'stand-in' ? turn.chair : null;
  // Whoever finishes the year of another is its co-chair no more.
  if (steppedIn !== null)
    await tx`
      update term set ceased_on = ${dayBefore(turn.from)}::date, ceased_why = 'chair'
      where role = 'co-chair' and organisation_id = ${steppedIn} and ceased_on is null
        and from_day < ${turn.from}::date and until_day >= ${turn.from}::date`;
  let wrote = false;
  for (const { role, organisation, standIn, decidedBy } of wanted) {
    const written = state.terms.some(
      (t) =>
        t.role === role &&
        t.from <= turn.until &&
        turn.from <= (t.ceasedOn ?? t.until) &&
        !(role === 'co-chair' && t.organisationId === steppedIn),
    );
    if (organisation === null || written) continue;
    await tx`
      insert into term (role, organisation_id, from_day, until_day, stand_in, decided_by, designated_at)
      values (${role}, ${organisation}, ${turn.from}, ${turn.until}, ${standIn}, ${decidedBy}, ${now})`;
    wrote = true;
  }
  return wrote;
}

/** Asks both sides of a handover whose list is open, and puts the next instant at which something begins or is asked. */
export async function planNext(tx: Tx, state: State, now: Date): Promise<void> {
  const today = dayOf(now);
  const schedule = scheduleFrom(state, yearBefore(today));
  const handover = handoverOf(schedule, today);
  const next = schedule.find((turn) => turn.from > today);
  const instants = [
    ...(next ? [new Date(`${next.from}T00:00:00Z`)] : []),
    ...(handover ? [asksAt(handover), closesAt(handover)].filter((at) => at > now) : []),
  ].sort((a, b) => Number(a) - Number(b));
  if (instants[0]) await putDue(tx, termsDeed, {}, { at: instants[0], key: termsDeed });
  const asked = handover && isOpen(handover, today) ? handover : null;
  await dropOtherTasks(tx, asked);
  if (!asked) return;
  const ticks = await tx<Tick[]>`select item, side from handover_tick where day = ${asked.day}`;
  for (const side of ['outgoing', 'incoming'] as const)
    if (!isDone(ticks, side)) await askSide(tx, asked[side], asked, side);
}

/** What was asked of a handover that is not to be any more, or of a side that another organisation has now, waits for nobody. */
async function dropOtherTasks(tx: Tx, asked: Handover | null): Promise<void> {
  const open = await tx<{ personId: number; key: string; what: string; organisation: number }[]>`
    select person_id, key, what, (about ->> 'organisation')::bigint as organisation from task
    where key like 'committee-handover:%' and done_at is null order by id`;
  for (const { personId, key, what, organisation } of open) {
    const side = what.endsWith('outgoing') ? 'outgoing' : 'incoming';
    if (asked && key === handoverTask(asked).key && asked[side] === organisation) continue;
    await finishTasks(tx, { key, personId });
  }
}

/** Of those who speak for a side that is not done, whoever was asked already is not asked anew. */
async function askSide(tx: Tx, organisation: number, handover: { day: string }, side: Side): Promise<void> {
  const { key, dueOn } = handoverTask(handover);
  const speakers = await tx<{ id: number }[]>`
    select p.id from organisation_role r join person p on p.id = r.person_id
    where r.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
  for (const { id } of speakers)
    await giveTask(tx, {
      personId: id,
      key,
      what: `committee:tasks.handover-${side}`,
      about: { organisation },
      place: '/committee/handover',
      dueAt: new Date(`${dueOn}T12:00:00Z`),
    });
}

/**
 * Enters the first chair, from which the rotation is counted. The secretariat does it once, as it enters founding members; from then
 * on terms follow the rotation, or a decision. Refuses not-found, and invalid where there is one or it may not chair.
 */
export async function enterFirstChair(sql: Sql, reader: Reader, input: FirstChairInput, now: Date): Promise<void> {
  const no = whyNotFile(reader);
  if (no) throw no;
  await sql.begin(async (tx) => {
    const state = await holdCommittee(tx, now);
    const seat = seatIn(state, input.organisation);
    const until = dayBefore(yearsAfter(input.from, 1));
    const same = state.terms.find((t) => t.role === 'chair');
    if (same?.organisationId === input.organisation && same.from === input.from) return;
    if (beginningOf(state) !== null) throw wrong('from', 'chair-begun');
    const why = whyNotTerm(state.terms, { role: 'chair', from: input.from, until }, seat);
    if (why) throw why;
    await tx`
      insert into term (role, organisation_id, from_day, until_day, designated_at)
      values ('chair', ${input.organisation}, ${input.from}, ${until}, ${now})`;
    await announce(tx, 'committee.changed', {});
    await settleTerms(tx, now);
  });
}

/** Ends on its last day what a member has in hand that ceases, or may not chair any more; what it had not begun is gone. */
export async function ceaseTerms(tx: Tx, organisation: number, lastDay: string): Promise<void> {
  await tx`
    delete from term where organisation_id = ${organisation} and role in ('chair', 'co-chair') and from_day > ${lastDay}::date`;
  await tx`
    update term set ceased_on = ${lastDay}::date, ceased_why = 'membership'
    where organisation_id = ${organisation} and role in ('chair', 'co-chair') and ceased_on is null
      and from_day <= ${lastDay}::date and until_day > ${lastDay}::date`;
}
