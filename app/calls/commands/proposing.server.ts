import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { type Reader, speaksFor } from '../../people/person';
import { plainMoney } from '../../programmes/budget';
import { refuse } from '../../shared/refusal';
import { limits, whyNotPropose } from '../call';
import type { BeginPilotInput, PilotInput } from '../forms';
import { type Budget, heads, lacks, sumOf } from '../pilot';
import { amountTyped, askToSubmit, beside, type HeldCall, holdCall } from './holding.server';

/**
 * Begins a pilot for an organisation for which this reader speaks; sent twice, it is there once. Gives its id. Refuses not-found
 * for another's organisation, and closed where the call is not open at this instant.
 */
export async function beginPilot(
  sql: Sql,
  reader: Reader,
  call: number,
  input: BeginPilotInput,
  now: Date,
): Promise<number> {
  return sql.begin(async (tx) => {
    const held = await holdCall(tx, call);
    if (!held || !speaksFor(reader, input.organisation)) throw refuse('not-found', 'shared:errors.not-found');
    const no = whyNotPropose(held, now);
    if (no) throw no;
    const [before] = await tx<
      { id: number }[]
    >`select id from pilot where once = ${input.once} and created_by = ${reader.id}`;
    if (before) return before.id;
    const [own] = await tx<{ n: number }[]>`
      select count(*)::int as n from pilot where call_id = ${call} and organisation_id = ${input.organisation} and withdrawn_at is null`;
    if (own!.n >= limits.pilots) throw refuse('too-much', 'pilots:refusals.many-pilots', { count: limits.pilots });
    const [made] = await tx<{ id: number }[]>`
      insert into pilot (call_id, organisation_id, language, title, created_by, created_at, changed_at, once)
      values (${call}, ${input.organisation}, ${input.language}, ${input.title}, ${reader.id}, ${now}, ${now}, ${input.once}) returning id`;
    await askToSubmit(tx, held, { id: made!.id, organisationId: input.organisation, waits: true });
    await announce(tx, 'pilot.changed', { call, pilot: made!.id });
    return made!.id;
  }) as Promise<number>;
}

interface HeldPilot {
  id: number;
  callId: number;
  organisationId: number;
  version: number;
  submittedAt: Date | null;
  withdrawnAt: Date | null;
}

/** Holds a pilot and its call, in the order in which every deed does. Refuses not-found to those who do not speak for it. */
async function holdOwn(tx: Tx, reader: Reader, id: number, now: Date): Promise<{ held: HeldPilot; call: HeldCall }> {
  const [found] = await tx<{ callId: number }[]>`select call_id from pilot where id = ${id}`;
  const call = found ? await holdCall(tx, found.callId) : null;
  const [held] = await tx<HeldPilot[]>`
    select id, call_id, organisation_id, version, submitted_at, withdrawn_at from pilot where id = ${id} for update`;
  if (!call || !held || !speaksFor(reader, held.organisationId)) throw refuse('not-found', 'shared:errors.not-found');
  const no = whyNotPropose(call, now);
  if (no) throw no;
  return { held, call };
}

/** The budget as it was typed, every mistake beside its field. */
function budgetOf(input: PilotInput, call: HeldCall): Budget {
  const fields: Record<string, string> = {};
  const budget = Object.fromEntries(
    [...heads, 'total' as const].map((head) => [head, amountTyped(input[head], call.currency, head, fields)]),
  ) as Budget;
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
  return budget;
}

/**
 * Keeps the form as it is typed, and hands it in where that was asked. What is handed in already stays whole: a change that leaves
 * a gap is refused as handing in would be. Refuses closed after the close, beside each field what is missing, and conflict where
 * somebody else of the organisation has saved since.
 */
export async function savePilot(sql: Sql, reader: Reader, id: number, input: PilotInput, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const { held, call } = await holdOwn(tx, reader, id, now);
    if (held.version !== input.version) throw refuse('conflict', 'pilots:refusals.changed');
    const budget = budgetOf(input, call);
    const answers = answersOf(input, call);
    await mustBePartners(tx, held, input.partners);
    const submit = input.next === 'submit' || held.submittedAt !== null;
    if (submit) mustBeWhole({ ...input, budget, answers }, call);
    const minor = (head: (typeof heads)[number] | 'total') => (budget[head] === null ? null : String(budget[head]));
    await tx`
      update pilot set title = ${input.title}, area = ${input.area}, country = ${input.country}, other_partners = ${input.otherPartners},
        aims = ${input.aims}, novelty = ${input.novelty}, survivors = ${input.survivors}, request = ${input.request},
        request_words = ${input.requestWords}, direct_assistance = ${minor('direct-assistance')}::bigint,
        victim_support = ${minor('victim-support')}::bigint, evaluation = ${minor('evaluation')}::bigint, staff = ${minor('staff')}::bigint,
        other = ${minor('other')}::bigint, total = ${minor('total')}::bigint, answers = ${tx.json(answers)}, changed_at = ${now},
        submitted_at = ${submit ? (held.submittedAt ?? now) : null}, withdrawn_at = ${submit ? null : held.withdrawnAt},
        submitted_by = case when ${submit} then coalesce(submitted_by, ${reader.id}) end, version = version + 1
      where id = ${id}`;
    await tx`delete from pilot_partner where pilot_id = ${id}`;
    for (const partner of new Set(input.partners))
      await tx`insert into pilot_partner (pilot_id, organisation_id) values (${id}, ${partner})`;
    await askToSubmit(tx, call, { ...held, waits: !submit && held.withdrawnAt === null });
    await announce(tx, 'pilot.changed', { call: call.id, pilot: id });
  });
}

function answersOf(input: PilotInput, call: HeldCall): Record<string, string> {
  const fields: Record<string, string> = {};
  const answers: Record<string, string> = {};
  let most = 0;
  for (const q of call.questions) {
    const answer = input.answers[q.id] ?? '';
    answers[q.id] = answer;
    if (answer.length <= q.most) continue;
    fields[`answer-${q.id}`] = 'pilots:mistakes.answer-long';
    most = Math.max(most, q.most);
  }
  if (most > 0) throw refuse('invalid', 'shared:errors.check-fields', { most }, fields);
  return answers;
}

async function mustBePartners(tx: Tx, held: HeldPilot, partners: number[]): Promise<void> {
  if (partners.includes(held.organisationId)) throw beside('partners', 'own-partner');
  const [found] = await tx<{ n: number }[]>`
    select count(*)::int as n from organisation where id = any(${partners}::bigint[])`;
  if (found!.n !== new Set(partners).size) throw beside('partners', 'no-organisation');
}

function mustBeWhole(filled: Parameters<typeof lacks>[0], call: HeldCall): void {
  const ceiling = call.ceiling === null ? null : BigInt(call.ceiling);
  const fields = lacks(filled, { ceiling, questions: call.questions });
  if (Object.keys(fields).length === 0) return;
  const { sum, missing } = sumOf(filled.budget);
  const shown = (amount: bigint) => plainMoney(amount < 0n ? -amount : amount, call.currency);
  const values = {
    sum: shown(sum),
    ...(missing === null ? {} : { missing: shown(missing) }),
    ...(ceiling === null ? {} : { ceiling: shown(ceiling) }),
  };
  throw refuse('invalid', 'shared:errors.check-fields', values, fields);
}

/** Takes it back, until the close: nobody but its organisation sees it any more, and it can be handed in again. */
export async function withdrawPilot(sql: Sql, reader: Reader, id: number, version: number, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const { held, call } = await holdOwn(tx, reader, id, now);
    if (held.version !== version) throw refuse('conflict', 'pilots:refusals.changed');
    await tx`
      update pilot set submitted_at = null, submitted_by = null, withdrawn_at = ${now}, changed_at = ${now}, version = version + 1
      where id = ${id}`;
    await askToSubmit(tx, call, { ...held, waits: false });
    await announce(tx, 'pilot.changed', { call: call.id, pilot: id });
  });
}
