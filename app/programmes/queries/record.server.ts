import type { Db } from '../../../db/connect';
import { visibleConsultation } from '../../consultations/queries/visible.server';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import { indicatorsOf } from '../../indicators/queries.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayRead } from '../programme';
import type { BudgetLine, FixedVersion, ProgrammeRecord, Report } from '../record';
import { hashOf, partsOf } from '../snapshot.server';
import type { Spent } from '../spending';
import { agreedOn } from './shares.server';
import { visibleProgramme } from './visible.server';

type Kept<T, M extends keyof T> = Omit<T, M> & { [K in M]: string | null };
type LineRow = Omit<BudgetLine, 'total' | 'years'> & { total: string; years: { year: number; amount: string }[] };

interface Row
  extends Omit<
    ProgrammeRecord,
    'rules' | 'aims' | 'lines' | 'spending' | 'reports' | 'total' | 'fixed' | 'openedAt' | 'closedAt' | 'changedAt'
  > {
  leadId: number;
  namedFor: number | null;
  openedAt: Date | null;
  closedAt: Date | null;
  changedAt: Date;
  total: string | null;
  aimShort: string;
  aimMedium: string;
  aimLong: string;
  lines: LineRow[] | null;
  spending: Kept<Spent, 'amount'>[] | null;
  reports: Kept<Report, 'spent'>[] | null;
  fixed:
    | (Omit<FixedVersion, 'contentHash' | 'signoffs'> & { content: unknown; signoffs: FixedVersion['signoffs'] | null })
    | null;
}

/** Programmes with all their parts that this reader may see, in one statement; the others are not there. */
export async function findRecords(
  sql: Db,
  reader: Reader | null,
  ids: number[],
  language: string,
  now: Date,
): Promise<Map<number, ProgrammeRecord>> {
  if (ids.length === 0) return new Map();
  const name = sql`coalesce(o.short_name, o.names ->> ${language}, o.name)`;
  const rows = await sql<Row[]>`
    select g.id, g.version, g.language, g.title, g.summary, g.area, g.country, g.currency, g.first_year, g.last_year, g.total::text as total,
      g.aim_short, g.aim_medium, g.aim_long, g.no_consultation_reason, g.opened_at, g.closed_at, g.adopted_by, g.changed_at, g.lead_id,
      (select n.organisation_id from programme_person n join person p on p.id = n.person_id and p.organisation_id = n.organisation_id
        where n.programme_id = g.id and n.person_id = ${reader?.id ?? null}) as named_for,
      (select jsonb_build_object('id', g.consultation_id, 'title', x.title, 'language', x.language) from (select 1) one
        left join lateral (select t.title, t.language from consultation c join consultation_text t on t.consultation_id = c.id
          where c.id = g.consultation_id and ${visibleConsultation(sql, reader)}
          order by t.language = ${language} desc, t.language = c.language desc, t.language limit 1) x on true
        where g.consultation_id is not null) as consultation,
      (select jsonb_build_object('id', g.document_id, 'title', x.title, 'language', x.language) from (select 1) one
        left join lateral (select ${titleIn(sql, language)} as title, ${titleLanguage(sql, language)} as language from document d
          where d.id = g.document_id and ${readableBy(sql, reader, now)}) x on true
        where g.document_id is not null) as document,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', ${name}, 'handle', o.handle, 'part', k.part, 'people', coalesce((
          select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'handle', p.handle) order by p.name, p.id)
          from programme_person n join person p on p.id = n.person_id and p.organisation_id = n.organisation_id
          where n.programme_id = g.id and n.organisation_id = o.id), '[]')) order by o.id = g.lead_id desc, ${name}, o.id)
        from programme_partner k join organisation o on o.id = k.organisation_id where k.programme_id = g.id) as partners,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title, 'body', a.body, 'aim', a.aim, 'organisationId', a.organisation_id,
          'others', coalesce((select jsonb_agg(x.organisation_id order by x.organisation_id) from programme_activity_actor x
            where x.activity_id = a.id), '[]'),
          'startsOn', a.starts_on, 'endsOn', a.ends_on, 'version', a.version) order by a.id)
        from programme_activity a where a.programme_id = g.id) as activities,
      (select jsonb_agg(jsonb_build_object('activityId', a.id, 'commitmentId', k.id, 'state', k.state, 'reason', k.reason, 'done', k.done,
          'version', k.version) order by a.id)
        from programme_activity a join commitment k on k.id = a.commitment_id where a.programme_id = g.id and k.binding) as standings,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'lineId', s.line_id, 'year', s.year, 'amount', s.amount::text, 'note', s.note,
          'organisationId', s.organisation_id, 'at', s.noted_at) order by s.line_id, s.year)
        from (select distinct on (n.line_id, n.year) n.* from programme_spending n join programme_budget_line l on l.id = n.line_id
          where l.programme_id = g.id order by n.line_id, n.year, n.id desc) s) as spending,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'parentId', r.parent_id, 'title', r.title, 'version', r.version) order by r.id)
        from programme_result r where r.programme_id = g.id) as results,
      ${indicatorsOf(sql, 'programme-result', sql`select r.id from programme_result r where r.programme_id = g.id`)} as indicators,
      (select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'activityId', l.activity_id, 'organisationId', l.organisation_id,
          'fiduciaryId', l.fiduciary_id, 'source', l.source, 'funding', l.funding, 'earmark', l.earmark, 'total', l.total::text,
          'version', l.version, 'years', coalesce((select jsonb_agg(jsonb_build_object('year', y.year, 'amount', y.amount::text) order by y.year)
            from programme_budget_year y where y.line_id = l.id), '[]')) order by l.id)
        from programme_budget_line l where l.programme_id = g.id) as lines,
      (select jsonb_agg(jsonb_build_object('id', h.id, 'title', h.title, 'startsOn', h.starts_on, 'endsOn', h.ends_on, 'funding', h.funding,
          'version', h.version) order by h.starts_on, h.id)
        from programme_phase h where h.programme_id = g.id) as phases,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'likelihood', r.likelihood, 'harm', r.harm, 'answer', r.answer,
          'organisationId', r.organisation_id, 'version', r.version) order by r.id)
        from programme_risk r where r.programme_id = g.id) as risks,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'startsOn', r.starts_on, 'endsOn', r.ends_on, 'body', r.body, 'spent', r.spent::text,
          'by', p.name, 'at', r.written_at, 'version', r.version) order by r.starts_on desc, r.id desc)
        from programme_report r join person p on p.id = r.written_by where r.programme_id = g.id) as reports,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'body', r.body, 'by', p.name, 'at', r.written_at,
          'version', r.version) order by r.id)
        from programme_lesson r join person p on p.id = r.written_by where r.programme_id = g.id) as lessons,
      (select jsonb_build_object('id', v.id, 'number', v.number, 'hash', v.hash, 'content', v.content, 'documentVersion', v.document_version,
          'at', v.fixed_at, 'by', p.name, 'signoffs', (
            select jsonb_agg(jsonb_build_object('organisationId', s.organisation_id, 'state', s.state, 'comment', s.comment, 'by', q.name,
              'at', s.signed_at) order by s.signed_at, s.organisation_id)
            from programme_signoff s join person q on q.id = s.signed_by where s.version_id = v.id))
        from programme_version v join person p on p.id = v.fixed_by where v.programme_id = g.id order by v.number desc limit 1) as fixed,
      ${agreedOn(sql, now)} as agreed
    from programme g where g.id in ${sql(ids)} and ${visibleProgramme(sql, reader, now)}`;
  return new Map(rows.map((row) => [row.id, recordFrom(row)]));
}

/** The same for one. Throws not-found where this reader may not know that it is there. */
export async function readRecord(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<ProgrammeRecord> {
  const record = (await findRecords(sql, reader, [id], language, now)).get(id);
  if (!record || !mayRead(record.rules, reader, now)) throw refuse('not-found', 'shared:errors.not-found');
  return record;
}

function recordFrom(row: Row): ProgrammeRecord {
  const {
    leadId,
    namedFor,
    openedAt,
    closedAt,
    changedAt,
    aimShort,
    aimMedium,
    aimLong,
    lines,
    spending,
    reports,
    fixed,
    ...rest
  } = row;
  const partners = rest.partners ?? [];
  return {
    ...rest,
    rules: { id: row.id, leadId, partners: partners.map((p) => p.id), openedAt, closedAt, namedFor },
    openedAt: openedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    changedAt: changedAt.toISOString(),
    total: rest.total === null ? null : BigInt(rest.total),
    aims: { short: aimShort, medium: aimMedium, long: aimLong },
    partners,
    activities: rest.activities ?? [],
    standings: rest.standings ?? [],
    results: rest.results ?? [],
    indicators: rest.indicators ?? [],
    lines: (lines ?? []).map((line) => ({
      ...line,
      total: BigInt(line.total),
      years: line.years.map(({ year, amount }) => ({ year, amount: BigInt(amount) })),
    })),
    spending: (spending ?? []).map((s) => ({ ...s, amount: s.amount === null ? null : BigInt(s.amount) })),
    phases: rest.phases ?? [],
    risks: rest.risks ?? [],
    reports: (reports ?? []).map((r) => ({ ...r, spent: r.spent === null ? null : BigInt(r.spent) })),
    lessons: rest.lessons ?? [],
    fixed: fixed && fixedFrom(fixed),
    agreed: rest.agreed ?? [],
  };
}

function fixedFrom({ content, signoffs, ...rest }: NonNullable<Row['fixed']>): FixedVersion {
  return { ...rest, contentHash: hashOf(content), signoffs: signoffs ?? [] };
}

/** Whether all parts stand as they were fixed. */
export function standsAsFixed(record: ProgrammeRecord): boolean {
  return record.fixed !== null && record.fixed.contentHash === hashOf(partsOf(record));
}
