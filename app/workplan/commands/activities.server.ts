import type { Sql, Tx } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { type Currency, plainMoney, readMoney } from '../../programmes/budget';
import { checkAll, refuse } from '../../shared/refusal';
import { mayFollowUp } from '../../tasks/commitment';
import type { StandInput } from '../../tasks/commitment-forms';
import {
  changeCommitment,
  commit,
  dropCommitment,
  type HeldCommitment,
  holdCommitment,
} from '../../tasks/commitments.server';
import type { ActivityInput } from '../forms';
import type { FieldChange } from '../record';
import { limits, whyNotDays } from '../workplan';
import { type HeldPlan, holdPlan, mustBe, mustPlan, tell } from './plan.server';

/** An activity that is there, as its form was opened; or the key of a new one. */
export type Which = { id: number; version: number } | { once: string };

interface Held {
  id: number;
  body: string;
  startsOn: string | null;
  endsOn: string | null;
  currency: Currency;
  planned: string | null;
  spent: string | null;
  version: number;
  commitmentId: number;
}

async function holdActivity(tx: Tx, plan: HeldPlan, id: number): Promise<{ held: Held; commitment: HeldCommitment }> {
  const [held] = await tx<Held[]>`
    select id, body, starts_on::text as starts_on, ends_on::text as ends_on, currency, planned::text as planned, spent::text as spent, version,
      commitment_id from workplan_activity where id = ${id} and workplan_id = ${plan.id} for update`;
  if (!held) throw refuse('conflict', 'workplan:refusals.gone');
  return { held, commitment: await holdCommitment(tx, held.commitmentId) };
}

function beside(field: string, key: string) {
  return refuse('invalid', 'shared:errors.check-fields', undefined, { [field]: `workplan:mistakes.${key}` });
}

/** Minor units as text, null where nothing was typed. Refuses beside the field what is no amount of this currency. */
function amountOf(typed: string, currency: Currency, field: string): string | null {
  if (typed.trim() === '') return null;
  const amount = readMoney(typed, currency);
  if (typeof amount === 'bigint') return String(amount);
  throw beside(field, amount === 'unreadable' ? 'money' : `money-${amount}`);
}

/** Refuses as owner an organisation that is no member today; one that has left meanwhile stays until another is chosen. */
async function mustBeMember(tx: Tx, owner: number | null, standing: number | null, now: Date): Promise<void> {
  if (owner === null || owner === standing) return;
  const day = dayOf(now);
  const [member] = await tx`
    select from membership where organisation_id = ${owner} and since <= ${day}::date and (until is null or ${day}::date <= until)`;
  if (!member) throw beside('owner', 'no-member');
}

/**
 * Writes down an activity of the initiative itself, or changes it. While the plan is a draft it binds nobody; later it binds at once,
 * and the change stays on record. Refuses beside their fields days that are turned or outside the year, an owner who is no member,
 * amounts that are none; too-much; conflict; and not-found to others than the secretariat.
 */
export async function putActivity(
  sql: Sql,
  reader: Reader,
  year: number,
  which: Which,
  input: ActivityInput,
  now: Date,
): Promise<void> {
  mustPlan(reader);
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    const before = 'id' in which ? await holdActivity(tx, plan, which.id) : null;
    if (before && 'id' in which) mustBe(before.held, which.version);
    let planned: string | null = null;
    let spent: string | null = null;
    await checkAll(
      () => mustBeMember(tx, input.owner, before?.commitment.ownerOrganisationId ?? null, now),
      () => {
        const no = whyNotDays(input, year);
        if (no) throw no;
      },
      () => {
        planned = amountOf(input.planned, input.currency, 'planned');
      },
      () => {
        spent = amountOf(input.spent, input.currency, 'spent');
      },
    );
    const row = { ...input, planned, spent };
    const id = before
      ? await change(tx, plan, before, row, reader, now)
      : await add(tx, plan, which as { once: string }, row, reader, now);
    if (id !== null) await tell(tx, plan);
  });
}

type Row = Omit<ActivityInput, 'planned' | 'spent'> & { planned: string | null; spent: string | null };

/** What the owner has taken on. A day without an owner is planned, and binds nobody. */
const takenOn = ({ title, owner, endsOn }: Row) => ({
  words: title,
  ownerOrganisationId: owner,
  dueOn: owner === null ? null : endsOn,
});

async function add(
  tx: Tx,
  plan: HeldPlan,
  { once }: { once: string },
  row: Row,
  reader: Reader,
  now: Date,
): Promise<number | null> {
  const [twice] = await tx`select from workplan_activity where once = ${once}`;
  if (twice) return null;
  const [count] = await tx<{ n: number }[]>`
    select count(*)::int as n from workplan_activity where workplan_id = ${plan.id}`;
  if (count!.n >= limits.activities) throw refuse('too-much', 'workplan:refusals.too-many');
  const binding = plan.approvedAt !== null;
  // Its number is known before what was taken on, which leads to it.
  const [drawn] = await tx<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('workplan_activity', 'id'))::bigint as id`;
  const { id } = drawn!;
  const place = `/workplan/${plan.year}/own-${id}`;
  const commitment = await commit(
    tx,
    {
      ...{ kind: 'activity', subjectKind: 'workplan', subjectId: plan.id, language: plan.language, place, binding },
      ...takenOn(row),
    },
    reader,
    now,
  );
  await tx`
    insert into workplan_activity (id, workplan_id, commitment_id, body, starts_on, ends_on, currency, planned, spent, once)
    overriding system value values (${id}, ${plan.id}, ${commitment}, ${row.body}, ${row.startsOn}, ${row.endsOn}, ${row.currency}, ${row.planned}::bigint,
      ${row.spent}::bigint, ${once})`;
  if (plan.approvedAt !== null) await note(tx, plan, { id, title: row.title, fields: null }, reader, now);
  return id;
}

async function change(
  tx: Tx,
  plan: HeldPlan,
  { held, commitment }: { held: Held; commitment: HeldCommitment },
  row: Row,
  reader: Reader,
  now: Date,
): Promise<number> {
  await changeCommitment(tx, commitment, takenOn(row), reader, now);
  await tx`
    update workplan_activity set body = ${row.body}, starts_on = ${row.startsOn}, ends_on = ${row.endsOn}, currency = ${row.currency},
      planned = ${row.planned}::bigint, spent = ${row.spent}::bigint, version = version + 1 where id = ${held.id}`;
  if (plan.approvedAt === null) return held.id;
  const owners = new Map(
    (
      await tx<{ id: number; name: string }[]>`
        select id, coalesce(short_name, name) as name from organisation where id in ${tx([commitment.ownerOrganisationId ?? 0, row.owner ?? 0])}`
    ).map((o) => [o.id, o.name]),
  );
  const nameOf = (id: number | null) => (id === null ? '' : (owners.get(id) ?? `#${id}`));
  const money = (amount: string | null, currency: Currency) =>
    amount === null ? '' : `${currency} ${plainMoney(BigInt(amount), currency)}`;
  const fields: FieldChange[] = [
    { field: 'title', from: commitment.words, to: row.title },
    { field: 'body', from: held.body, to: row.body },
    { field: 'owner', from: nameOf(commitment.ownerOrganisationId), to: nameOf(row.owner) },
    { field: 'startsOn', from: held.startsOn ?? '', to: row.startsOn ?? '' },
    { field: 'endsOn', from: held.endsOn ?? '', to: row.endsOn ?? '' },
    { field: 'planned', from: money(held.planned, held.currency), to: money(row.planned, row.currency) },
    { field: 'spent', from: money(held.spent, held.currency), to: money(row.spent, row.currency) },
  ];
  const changed = fields.filter(({ from, to }) => from !== to);
  if (changed.length > 0) await note(tx, plan, { id: held.id, title: row.title, fields: changed }, reader, now);
  return held.id;
}

async function note(
  tx: Tx,
  plan: HeldPlan,
  of: { id: number; title: string; fields: FieldChange[] | null },
  reader: Reader,
  now: Date,
): Promise<void> {
  await tx`
    insert into workplan_change (workplan_id, activity_id, title, fields, by_person, at)
    values (${plan.id}, ${of.id}, ${of.title}, ${of.fields === null ? null : tx.json(of.fields as never)}, ${reader.id}, ${now})`;
}

/** Takes an activity out of a draft. What was approved stays on record, and is given up with a reason. Refuses closed, conflict. */
export async function removeActivity(
  sql: Sql,
  reader: Reader,
  year: number,
  of: { id: number; version: number },
): Promise<void> {
  mustPlan(reader);
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    const { held, commitment } = await holdActivity(tx, plan, of.id);
    mustBe(held, of.version);
    if (commitment.binding) throw refuse('closed', 'workplan:refusals.binds');
    const [corrected] = await tx`
      select from workplan_correction where workplan_id = ${plan.id} and about = 'own' and about_id = ${held.id}`;
    if (corrected) throw refuse('closed', 'workplan:refusals.binds');
    await tx`delete from workplan_activity where id = ${held.id}`;
    await dropCommitment(tx, commitment);
    await tell(tx, plan);
  });
}

/**
 * Says how an activity stands, what was done or why it is given up: those whose it is, and the secretariat. Refuses not-allowed,
 * `closed` while it binds nobody, conflict where somebody else has said so meanwhile.
 */
export async function sayHowActivityStands(
  sql: Sql,
  reader: Reader,
  { year, now }: { year: number; now: Date },
  id: number,
  input: StandInput,
): Promise<void> {
  await sql.begin(async (tx) => {
    const plan = await holdPlan(tx, year);
    const { commitment } = await holdActivity(tx, plan, id);
    if (!mayFollowUp(commitment, reader)) throw refuse('not-allowed', 'commitments:refusals.not-owner');
    if (!commitment.binding) throw refuse('closed', 'workplan:refusals.not-approved');
    if (commitment.version !== input.version) throw refuse('conflict', 'commitments:refusals.changed');
    const { state, reason, done } = input;
    await changeCommitment(tx, commitment, { state, reason: reason ?? '', done: done ?? '' }, reader, now);
    await tell(tx, plan);
  });
}
