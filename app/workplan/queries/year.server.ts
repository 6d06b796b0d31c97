import type { Db } from '../../../db/connect';
import { memberToday, visibleProposal } from '../../decisions/queries/rules.server';
import { asNumber } from '../../decisions/register/number.server';
import { dayOf } from '../../organisations/organisation';
import { isActive, type Reader } from '../../people/person';
import type { Currency } from '../../programmes/budget';
import {
  type YearActivity,
  type YearSpendingRow,
  yearActivities,
  yearSpending,
} from '../../programmes/queries/year.server';
import { refuse } from '../../shared/refusal';
import { readTogether } from '../../shared/together.server';
import { type CommitmentState, lastDay } from '../../tasks/commitment';
import type { Correction, OwnActivity, PlanChange, PlanContent, YearRecord } from '../record';
import { isLate, maySee } from '../workplan';

interface PlanRow {
  id: number;
  year: number;
  language: string;
  words: string;
  version: number;
  approvedBy: number | null;
  approvedAt: Date | null;
  approvedHash: string | null;
  approvedContent: PlanContent | null;
  registerYear: number | null;
  registerNumber: number | null;
  memberToday: boolean;
  issues: number;
  hasReview: boolean;
}

interface OwnRow {
  id: number;
  title: string;
  language: string;
  body: string;
  ownerId: number | null;
  ownerName: string | null;
  ownerHandle: string | null;
  ownerIsMember: boolean;
  startsOn: string | null;
  endsOn: string | null;
  currency: Currency;
  planned: string | null;
  spent: string | null;
  state: CommitmentState;
  reason: string;
  done: string;
  commitment: number;
  commitmentVersion: number;
  version: number;
}

type ProposalRow = { id: number; title: string; language: string; decided: boolean; open: boolean };

interface Rows {
  [name: string]: object;
  plan: PlanRow;
  own: OwnRow;
  lines: Omit<YearActivity, 'overdue'>;
  programmes: YearSpendingRow;
  corrections: Correction;
  changes: Omit<PlanChange, 'at'> & { at: Date };
  proposals: ProposalRow;
  leads: { id: number };
}

/**
 * All that is planned for a year, as this reader may read it. One statement. Throws not-found where there is no plan for it, or only
 * a draft that is not for them.
 */
export async function readYear(
  sql: Db,
  reader: Reader | null,
  year: number,
  language: string,
  now: Date,
): Promise<YearRecord> {
  const found = await findYear(sql, reader, { year }, language, now);
  if (!found || !maySee(found.record, reader, found.memberToday)) throw refuse('not-found', 'shared:errors.not-found');
  return found.record;
}

/**
 * The same of a year or of the plan of this number, without asking whether the reader may see it: `memberToday` says so. Null where
 * there is none.
 */
export async function findYear(
  sql: Db,
  reader: Reader | null,
  of: { year: number } | { id: number },
  language: string,
  now: Date,
): Promise<{ record: YearRecord; memberToday: boolean } | null> {
  const day = dayOf(now);
  const name = sql`coalesce(o.names ->> ${language}, o.short_name, o.name)`;
  const plan = 'id' in of ? sql`${of.id}::bigint` : sql`(select id from workplan where year = ${of.year})`;
  const year = 'id' in of ? sql`(select year from workplan where id = ${of.id})` : of.year;
  const offices = isActive(reader) ? reader.offices.map((o) => o.organisationId) : [];
  const rows = await readTogether<Rows>(sql, {
    plan: sql`
      select w.id, w.year, w.language, w.words, w.version, w.approved_by, w.approved_at, w.approved_hash, w.approved_content, p.register_year,
        p.register_number, ${memberToday(sql, reader, now)} as member_today,
        (select count(*)::int from annual_review_issue i where i.workplan_id = w.id) as issues,
        exists (select from annual_review r where r.workplan_id = w.id) as has_review
      from workplan w left join proposal p on p.id = w.approved_by where w.id = ${plan}`,
    own: sql`
      select a.id, k.words as title, k.language, a.body, o.id as owner_id, ${name} as owner_name, o.handle as owner_handle,
        o.id is null or exists (select from membership m where m.organisation_id = o.id
          and m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until)) as owner_is_member,
        a.starts_on::text as starts_on, a.ends_on::text as ends_on, a.currency, a.planned::text as planned, a.spent::text as spent, k.state,
        k.reason, k.done, k.id as commitment, k.version as commitment_version, a.version
      from workplan_activity a join commitment k on k.id = a.commitment_id left join organisation o on o.id = k.owner_organisation_id
      where a.workplan_id = ${plan} order by a.starts_on nulls last, a.ends_on nulls last, a.id`,
    lines: yearActivities(sql, reader, year, language, now),
    programmes: yearSpending(sql, reader, year, now),
    corrections: sql`
      select c.id, c.about, c.about_id, c.late, c.overspent, k.id as commitment, k.words, k.language, ${name} as owner, o.handle as owner_handle,
        k.due_on::text as due_on, k.state, k.reason, k.done
      from workplan_correction c join commitment k on k.id = c.commitment_id left join organisation o on o.id = k.owner_organisation_id
      where c.workplan_id = ${plan} order by c.id`,
    changes: sql`
      select c.id, c.title, c.fields, case when ${isActive(reader)} then p.name end as by, c.at from workplan_change c join workplan w on w.id = c.workplan_id
      left join person p on p.id = c.by_person
      where c.workplan_id = ${plan} and c.at > w.approved_at order by c.id desc limit 100`,
    proposals: sql`
      select p.id, p.title, p.language, p.outcome is not null as decided, p.opened_at is not null as open from proposal p
      where p.subject_kind = 'workplan' and p.subject_id = ${plan} and ${visibleProposal(sql, reader, now)} order by p.id desc`,
    leads: sql`select g.id from programme g where g.lead_id = any(${offices}::bigint[]) order by g.id`,
  });
  const [found] = rows.plan;
  if (!found) return null;
  const { memberToday: isMember, registerYear, registerNumber, ...rest } = found;
  const today = lastDay(now);
  return {
    memberToday: isMember,
    record: {
      ...rest,
      approvedNumber:
        registerYear !== null && registerNumber !== null
          ? asNumber({ year: registerYear, number: registerNumber })
          : null,
      own: rows.own.map((row) => ownFrom(row, today)),
      lines: rows.lines.map(({ programme, programmeTitle, programmeLanguage, activity, ...line }) => ({
        ...line,
        about: 'line' as const,
        id: activity,
        programme: { id: programme, title: programmeTitle, language: programmeLanguage },
        late: isLate(line, today),
      })),
      programmes: rows.programmes.map(({ programme, planned, spent, ...money }) => ({
        ...money,
        id: programme,
        planned: BigInt(planned),
        spent: spent === null ? null : BigInt(spent),
      })),
      corrections: rows.corrections,
      changes: rows.changes,
      proposals: rows.proposals,
      leads: rows.leads.map((g) => g.id),
    },
  };
}

function ownFrom(row: OwnRow, today: string): OwnActivity {
  const { ownerId, ownerName, ownerHandle, currency, planned, spent, ...rest } = row;
  return {
    ...rest,
    about: 'own',
    programme: null,
    owner: ownerId === null ? null : { id: ownerId, name: ownerName!, handle: ownerHandle! },
    money: {
      currency,
      planned: planned === null ? null : BigInt(planned),
      spent: spent === null ? null : BigInt(spent),
      unknown: planned !== null && spent === null ? 1 : 0,
    },
    late: isLate(row, today),
  };
}
