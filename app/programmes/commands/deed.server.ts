import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { refreshShown } from '../../documents/live/refreshing.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { Currency } from '../budget';
import { type Part, type Rules, whyNotChange } from '../programme';

/** A programme that a deed holds: nobody else changes it until the deed is done. */
export interface Held extends Rules {
  version: number;
  language: string;
  title: string;
  currency: Currency;
  firstYear: number;
  lastYear: number;
  consultationId: number | null;
  noConsultationReason: string;
  documentId: number | null;
}

/** Holds it. Refuses not-found. */
export async function hold(tx: Tx, reader: Reader | null, id: number): Promise<Held> {
  const [row] = await tx<Held[]>`
    select g.id, g.version, g.language, g.title, g.currency, g.first_year, g.last_year, g.lead_id, g.opened_at, g.closed_at, g.consultation_id,
      g.no_consultation_reason, g.document_id,
      array(select k.organisation_id from programme_partner k where k.programme_id = g.id order by 1) as partners,
      (select n.organisation_id from programme_person n join person p on p.id = n.person_id and p.organisation_id = n.organisation_id
        where n.programme_id = g.id and n.person_id = ${reader?.id ?? null}) as named_for
    from programme g where g.id = ${id} for update of g`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

/**
 * One deed on a part of a programme: held, asked whether this reader may, done, told to all who look at it and at a document that
 * shows it. Refuses not-found to those who do not work on it, and closed.
 */
export async function change(
  sql: Sql,
  reader: Reader,
  { id, part, now }: { id: number; part: Part | 'programme'; now: Date },
  work: (tx: Tx, held: Held) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    const held = await hold(tx, reader, id);
    const no = whyNotChange(held, reader, part, now);
    if (no) throw no;
    await work(tx, held);
    await tell(tx, id, now);
  });
}

/** What everybody is told who shows it, and what is found by its words in documents. */
export async function tell(tx: Tx, id: number, now: Date): Promise<void> {
  await tx`update programme set changed_at = ${now} where id = ${id}`;
  await refreshShown(tx, id, now);
  await announce(tx, 'programme.changed', { programme: id });
}

/** Refuses conflict where somebody has changed it since the form was opened. */
export function mustBe(held: { version: number }, version: number): void {
  if (held.version !== version) throw refuse('conflict', 'programmes:refusals.changed');
}

export function beside(field: string, key: string, values?: Record<string, string | number>) {
  return refuse('invalid', 'shared:errors.check-fields', values, { [field]: `programmes:mistakes.${key}` });
}

/** Refuses an organisation that is no partner beside the field in which it was chosen. */
export function mustBePartner(held: Rules, field: string, organisation: number | null): void {
  if (organisation !== null && !held.partners.includes(organisation)) throw beside(field, 'no-partner');
}

const tables = {
  activity: 'programme_activity',
  result: 'programme_result',
  line: 'programme_budget_line',
  phase: 'programme_phase',
  risk: 'programme_risk',
  report: 'programme_report',
  lesson: 'programme_lesson',
} as const;
export type Item = keyof typeof tables;

/** Holds an item of a programme as its form was opened. Refuses conflict where it was changed or removed since. */
export async function holdItem(tx: Tx, item: Item, held: Held, id: number, version: number): Promise<void> {
  const [row] = await tx<{ version: number }[]>`
    select version from ${tx(tables[item])} where id = ${id} and programme_id = ${held.id} for update`;
  if (!row) throw refuse('conflict', 'programmes:refusals.gone');
  mustBe(row, version);
}

/** Refuses more of a kind than anybody reads. */
export async function mustFit(tx: Tx, item: Item, held: Held, most: number): Promise<void> {
  const [row] = await tx<{ n: number }[]>`
    select count(*)::int as n from ${tx(tables[item])} where programme_id = ${held.id}`;
  if (row!.n >= most) throw refuse('too-much', 'programmes:refusals.too-many');
}
