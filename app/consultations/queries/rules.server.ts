import type { Db } from '../../../db/connect';
import type { ActivityRole, Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { AsJson } from '../../shared/together.server';
import {
  type ConsultationPart,
  type ConsultationPhase,
  type ConsultationRules,
  type ConsultationTie,
  maySeeConsultation,
  type PartKind,
  whyNotPrepare,
} from '../consultation';

/** A consultation as far as the rules see it, with what its addresses and its mails need. */
export interface FoundConsultation extends ConsultationRules {
  slug: string;
  version: number;
  /** In their order. */
  parts: ConsultationPart[];
}

/** The same with what ties one reader to it. */
export interface RuledConsultation extends FoundConsultation {
  tie: ConsultationTie;
}

type PhaseRow = Omit<ConsultationPhase, 'opensAt' | 'closesAt'> & { opensAt: string; closesAt: string };

export interface RulesRow extends Omit<FoundConsultation, 'phases' | 'parts'> {
  phases: PhaseRow[] | null;
  parts: ConsultationPart[] | null;
}

export interface TieRow {
  role: ActivityRole | null;
  invited: boolean;
  host: boolean;
}

/** Columns of `consultation c` that the rules need. */
export function rulesColumns(sql: Db) {
  return sql`c.id, c.slug, c.scope, c.region, c.theme, c.host_id, c.readers, c.participants, c.time_zone, c.language, c.announced_at,
    c.cancelled_at, c.version, ${phasesColumn(sql)} as phases,
    (select jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'subjectId', p.subject_id, 'phaseIds', coalesce(
        (select jsonb_agg(f.phase_id order by f.phase_id) from consultation_part_phase f where f.part_id = p.id), '[]')) order by p.position)
      from consultation_part p where p.consultation_id = c.id) as parts`;
}

/** The phases of `consultation c` in the order of time. */
export function phasesColumn(sql: Db) {
  return sql`(select jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.opens_at, p.id)
    from consultation_phase p where p.consultation_id = c.id)`;
}

/** What ties the reader to `consultation c`, as columns `role`, `invited` and `host`. */
export function tieColumns(sql: Db, reader: Reader | null) {
  const organisation = reader?.organisationId ?? null;
  return sql`
    (select r.role from activity_role r where r.activity = 'consultation' and r.activity_id = c.id and r.person_id = ${reader?.id ?? null}) as role,
    exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = ${organisation}) as invited,
    coalesce(c.host_id = ${organisation}::bigint, false) as host`;
}

/** The consultation, whoever asks: for jobs and mails. Null where there is none. */
export async function findConsultationRules(sql: Db, id: number): Promise<FoundConsultation | null> {
  const [row] = await sql<RulesRow[]>`select ${rulesColumns(sql)} from consultation c where c.id = ${id}`;
  return row ? foundFrom(row) : null;
}

/** What the rules need, in one query. Throws not-found where the reader may not even know that it exists. */
export async function readConsultationRules(sql: Db, reader: Reader | null, id: number): Promise<RuledConsultation> {
  const [row] = await sql<(RulesRow & TieRow)[]>`${rulesSelect(sql, reader, id)}`;
  return consultationFor(reader, row);
}

/** The select of it, for pages that read it together with what they show. */
export function rulesSelect(sql: Db, reader: Reader | null, id: number) {
  return sql`select ${rulesColumns(sql)}, ${tieColumns(sql, reader)} from consultation c where c.id = ${id}`;
}

/** What that gave, as it is or as JSON. Throws not-found where the reader may not even know that the consultation exists. */
export function consultationFor(
  reader: Reader | null,
  row: (RulesRow & TieRow) | AsJson<RulesRow & TieRow> | undefined,
): RuledConsultation {
  const instant = (at: Date | string | null) => (at === null ? null : new Date(at));
  const consultation =
    row && ruledFrom({ ...row, announcedAt: instant(row.announcedAt), cancelledAt: instant(row.cancelledAt) });
  if (!consultation || !maySeeConsultation(consultation, reader, consultation.tie))
    throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}

/**
 * The same for many readers at once, in one query: the consultation as each of them stands to it, null for whom it does not
 * exist. In the order of the readers.
 */
export async function readConsultationRulesForMany(
  sql: Db,
  readers: Reader[],
  id: number,
): Promise<(RuledConsultation | null)[]> {
  const [row] = await sql<(RulesRow & { ties: ({ person: number } & TieRow)[] })[]>`
    select ${rulesColumns(sql)}, (
      select jsonb_agg(jsonb_build_object('person', g.person, 'role', r.role, 'invited', i.organisation_id is not null,
        'host', coalesce(c.host_id = g.organisation, false)))
      from unnest(${readers.map((r) => r.id)}::bigint[], ${readers.map((r) => r.organisationId)}::bigint[]) as g (person, organisation)
      left join activity_role r on r.activity = 'consultation' and r.activity_id = c.id and r.person_id = g.person
      left join consultation_invitation i on i.consultation_id = c.id and i.organisation_id = g.organisation) as ties
    from consultation c where c.id = ${id}`;
  if (!row) return readers.map(() => null);
  const { ties, ...rules } = row;
  const found = foundFrom(rules);
  const tieOf = new Map(ties.map(({ person, ...tie }) => [person, tie]));
  return readers.map((reader) => {
    const tie = tieOf.get(reader.id)!;
    return maySeeConsultation(found, reader, tie) ? { ...found, tie } : null;
  });
}

/** The same for whoever prepares it: refuses before anything costly is done for somebody who may not. */
export async function readConsultationToPrepare(
  sql: Db,
  reader: Reader | null,
  id: number,
): Promise<RuledConsultation> {
  const consultation = await readConsultationRules(sql, reader, id);
  const no = whyNotPrepare(consultation, reader, consultation.tie);
  if (no) throw no;
  return consultation;
}

/**
 * The consultation and the part to which a questionnaire, discussion, event or document belongs, with what ties the reader to
 * it; null where it belongs to none. Of two consultations that share one thing, the later: it is the one that asks now.
 */
export async function partOf(
  sql: Db,
  kind: PartKind,
  subjectId: number,
  reader: Reader | null = null,
): Promise<{ consultation: RuledConsultation; part: ConsultationPart } | null> {
  const [row] = await sql<(RulesRow & TieRow & { partId: number })[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, k.id as part_id
    from consultation_part k join consultation c on c.id = k.consultation_id
    where k.kind = ${kind} and k.subject_id = ${subjectId} order by c.id desc, k.id limit 1`;
  if (!row) return null;
  const { partId, ...rest } = row;
  const consultation = ruledFrom(rest);
  return { consultation, part: consultation.parts.find((p) => p.id === partId)! };
}

export function foundFrom<R extends { phases: PhaseRow[] | null; parts: ConsultationPart[] | null }>(
  row: R,
): Omit<R, 'phases' | 'parts'> & Pick<FoundConsultation, 'phases' | 'parts'> {
  return { ...row, phases: phasesFrom(row.phases), parts: row.parts ?? [] };
}

export function phasesFrom(rows: PhaseRow[] | null): ConsultationPhase[] {
  return (rows ?? []).map((p) => ({ ...p, opensAt: new Date(p.opensAt), closesAt: new Date(p.closesAt) }));
}

export function ruledFrom<R extends RulesRow & TieRow>(
  row: R,
): Omit<R, keyof TieRow | 'phases' | 'parts'> & Pick<RuledConsultation, 'phases' | 'parts' | 'tie'> {
  const { role, invited, host, phases, parts, ...rest } = row;
  return { ...rest, ...foundFrom({ phases, parts }), tie: { role, invited, host } };
}
