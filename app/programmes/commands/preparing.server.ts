import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { visibleConsultation } from '../../consultations/queries/visible.server';
import { readableBy } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { readMoney } from '../budget';
import { type AimsInput, type BehindInput, type WhatInput, yearsMistake } from '../forms';
import { limits, mayLead, mayNameFor, whyNotOpen } from '../programme';
import { beside, change, type Held, mustBe } from './deed.server';
import { bindActivities } from './standing.server';

/** Of an amount that may be left empty: null then. Refuses beside the field what is none. */
export function amountOrNothing(typed: string, held: Pick<Held, 'currency'>, field: string): bigint | null {
  if (typed.trim() === '') return null;
  const amount = readMoney(typed, held.currency);
  if (typeof amount === 'bigint') return amount;
  throw beside(field, amount === 'unreadable' ? 'money' : `money-${amount}`);
}

/** Where and what it is. The currency stays once there are amounts in it, and so do years of which amounts are planned or spent. */
export async function changeWhat(sql: Sql, reader: Reader, id: number, input: WhatInput, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustBe(held, input.version);
    const mistake = yearsMistake(input);
    if (mistake) throw refuse('invalid', 'shared:errors.check-fields', undefined, { lastYear: mistake });
    const [amounts] = await tx<{ lines: number; first: number | null; last: number | null }[]>`
      select count(distinct l.id)::int as lines, min(y.year) filter (where y.amount > 0) as first, max(y.year) filter (where y.amount > 0) as last
      from programme_budget_line l left join (select line_id, year, amount from programme_budget_year
        union all select s.line_id, s.year, 1 from (select distinct on (n.line_id, n.year) n.* from programme_spending n
          order by n.line_id, n.year, n.id desc) s where s.amount is not null) y on y.line_id = l.id where l.programme_id = ${id}`;
    if (input.currency !== held.currency && amounts!.lines > 0) throw beside('currency', 'currency-used');
    if (amounts!.first !== null && amounts!.first < input.firstYear)
      throw beside('firstYear', 'year-used', { year: amounts!.first });
    if (amounts!.last !== null && amounts!.last > input.lastYear)
      throw beside('lastYear', 'year-used', { year: amounts!.last });
    const total = amountOrNothing(input.total, input, 'total');
    await tx`
      update programme set title = ${input.title}, summary = ${input.summary}, area = ${input.area}, country = ${input.country},
        currency = ${input.currency}, first_year = ${input.firstYear}, last_year = ${input.lastYear}, total = ${total === null ? null : String(total)}::bigint,
        version = version + 1 where id = ${id}`;
    await tx`
      delete from programme_budget_year y using programme_budget_line l
      where l.id = y.line_id and l.programme_id = ${id} and (y.year < ${input.firstYear} or y.year > ${input.lastYear})`;
  });
}

export async function changeAims(sql: Sql, reader: Reader, id: number, input: AimsInput, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustBe(held, input.version);
    await tx`
      update programme set aim_short = ${input.short}, aim_medium = ${input.medium}, aim_long = ${input.long}, version = version + 1
      where id = ${id}`;
  });
}

/**
 * From which consultation it came, or why from none, and in which document it is written: things that this reader sees. One that
 * stands there already stays, whoever saves. A programme that is open keeps one of consultation and reason.
 */
export async function changeBehind(sql: Sql, reader: Reader, id: number, input: BehindInput, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustBe(held, input.version);
    if (input.consultation !== null && input.consultation !== held.consultationId) {
      const [found] =
        await tx`select from consultation c where c.id = ${input.consultation} and ${visibleConsultation(tx, reader)}`;
      if (!found) throw beside('consultation', 'no-consultation');
    }
    if (input.document !== null && input.document !== held.documentId) {
      const [found] =
        await tx`select from document d where d.id = ${input.document} and ${readableBy(tx, reader, now)}`;
      if (!found) throw beside('document', 'no-document');
      const [other] = await tx`select from programme where document_id = ${input.document} and id <> ${id}`;
      if (other) throw beside('document', 'document-taken');
    }
    if (held.openedAt !== null && input.consultation === null && input.noConsultationReason === '')
      throw beside('noConsultationReason', 'reason');
    await tx`
      update programme set consultation_id = ${input.consultation}, no_consultation_reason = ${input.noConsultationReason},
        document_id = ${input.document}, version = version + 1 where id = ${id}`;
  });
}

/** Ties the document that was begun from a programme to it. Where it has one already, that one stays. */
export async function tieDocument(sql: Sql, reader: Reader, id: number, document: number, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx) => {
    await tx`update programme set document_id = ${document}, version = version + 1 where id = ${id} and document_id is null`;
  });
}

function mustLead(held: Held, reader: Reader): void {
  if (!mayLead(held, reader)) throw refuse('not-allowed', 'programmes:refusals.lead-alone');
}

/** Takes an organisation in as partner, or says anew what it brings: the lead's own word for everyone, a partner's for itself. */
export async function keepPartner(
  sql: Sql,
  reader: Reader,
  id: number,
  input: { organisation: number; part: string },
  now: Date,
): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    const isPartner = held.partners.includes(input.organisation);
    if (!isPartner || !mayNameFor(held, reader, input.organisation)) mustLead(held, reader);
    const [found] = await tx`select from organisation where id = ${input.organisation}`;
    if (!found) throw beside('organisation', 'no-organisation');
    if (!isPartner && held.partners.length >= limits.partners) throw refuse('too-much', 'programmes:refusals.too-many');
    await tx`
      insert into programme_partner (programme_id, organisation_id, part) values (${id}, ${input.organisation}, ${input.part})
      on conflict (programme_id, organisation_id) do update set part = excluded.part`;
  });
}

/** Lets a partner go. Not the lead, and not one that answers for something: a line of activity, money, a risk. */
export async function removePartner(
  sql: Sql,
  reader: Reader,
  id: number,
  organisation: number,
  now: Date,
): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustLead(held, reader);
    if (organisation === held.leadId) throw refuse('closed', 'programmes:refusals.lead-stays');
    const [answers] = await tx<{ does: boolean }[]>`
      select exists (select from programme_activity a where a.programme_id = ${id} and (a.organisation_id = ${organisation}
          or exists (select from programme_activity_actor x where x.activity_id = a.id and x.organisation_id = ${organisation})))
        or exists (select from programme_budget_line where programme_id = ${id} and ${organisation} in (organisation_id, fiduciary_id))
        or exists (select from programme_risk where programme_id = ${id} and organisation_id = ${organisation}) as does`;
    if (answers!.does) throw refuse('closed', 'programmes:refusals.partner-answers');
    await tx`delete from programme_partner where programme_id = ${id} and organisation_id = ${organisation}`;
  });
}

/** Names one of a partner's people, who works on it from now on. Refuses beside the field whoever is none of them. */
export async function namePerson(
  sql: Sql,
  reader: Reader,
  id: number,
  { organisation, person }: { organisation: number; person: string },
  now: Date,
): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustName(held, reader, organisation);
    const [found] = await tx<{ id: number }[]>`
      select id from person where handle = ${person} and organisation_id = ${organisation} and state = 'active'`;
    if (!found) throw beside('person', 'person');
    const [count] = await tx<
      { n: number }[]
    >`select count(*)::int as n from programme_person where programme_id = ${id}`;
    if (count!.n >= limits.people) throw refuse('too-much', 'programmes:refusals.too-many');
    await tx`
      insert into programme_person (programme_id, organisation_id, person_id, named_by, named_at)
      values (${id}, ${organisation}, ${found.id}, ${reader.id}, ${now})
      on conflict (programme_id, person_id) do update set organisation_id = excluded.organisation_id, named_by = excluded.named_by, named_at = excluded.named_at`;
  });
}

export async function unnamePerson(
  sql: Sql,
  reader: Reader,
  id: number,
  { organisation, person }: { organisation: number; person: number },
  now: Date,
): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustName(held, reader, organisation);
    await tx`delete from programme_person where programme_id = ${id} and organisation_id = ${organisation} and person_id = ${person}`;
  });
}

function mustName(held: Held, reader: Reader, organisation: number): void {
  if (!held.partners.includes(organisation)) throw beside('organisation', 'no-partner');
  if (!mayNameFor(held, reader, organisation)) throw refuse('not-allowed', 'programmes:refusals.own-people');
}

/** Opens it to everybody, as it stands and as it goes on. Refuses what `whyNotOpen` refuses. */
export async function openProgramme(sql: Sql, reader: Reader, id: number, version: number, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustLead(held, reader);
    const no = whyNotOpen(held);
    if (no) throw no;
    mustBe(held, version);
    await tx`update programme set opened_at = ${now}, version = version + 1 where id = ${id}`;
    await bindActivities(tx, held, reader, now);
    await announce(tx, 'programme.opened', { programme: id, by: reader.id });
  });
}

/** Closes it: what was done stands, and only reports and lessons are added. */
export async function closeProgramme(sql: Sql, reader: Reader, id: number, version: number, now: Date): Promise<void> {
  await change(sql, reader, { id, part: 'programme', now }, async (tx, held) => {
    mustLead(held, reader);
    if (held.openedAt === null) throw refuse('closed', 'programmes:refusals.not-open');
    mustBe(held, version);
    await tx`update programme set closed_at = ${now}, version = version + 1 where id = ${id}`;
    await announce(tx, 'programme.closed', { programme: id, by: reader.id });
  });
}

/** Adopted by the committee: called in the transaction that closes the proposal. */
export async function noteAdoption(tx: Tx, id: number, proposal: number, now: Date): Promise<boolean> {
  const noted =
    await tx`update programme set adopted_by = ${proposal}, adopted_at = ${now} where id = ${id} returning id`;
  return noted.length > 0;
}
