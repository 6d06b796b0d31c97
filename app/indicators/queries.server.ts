import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../db/connect';
import type { Indicator } from './indicator';

/**
 * The indicators of subjects of one kind with all their values, as a JSON column: `ids` selects the subjects. Figures are text,
 * exact; in the order in which they were made.
 */
export function indicatorsOf(sql: Db, kind: string, ids: PendingQuery<AnyRow[]>) {
  return sql`(select jsonb_agg(jsonb_build_object('id', i.id, 'subjectId', i.subject_id, 'what', i.what, 'unit', i.unit,
      'direction', i.direction, 'baseline', trim_scale(i.baseline)::text, 'baselineOn', i.baseline_on,
      'target', trim_scale(i.target)::text, 'targetOn', i.target_on, 'source', i.source, 'version', i.version,
      'values', coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'onDay', v.on_day, 'value', trim_scale(v.value)::text,
          'source', v.source, 'note', v.note, 'by', p.name, 'at', v.recorded_at) order by v.on_day, v.id)
        from indicator_value v join person p on p.id = v.recorded_by where v.indicator_id = i.id), '[]')) order by i.id)
    from indicator i where i.subject_kind = ${kind} and i.subject_id in (${ids}))`;
}

/** The indicators of some subjects. One statement. */
export async function listIndicators(sql: Db, kind: string, subjects: number[]): Promise<Indicator[]> {
  const [row] = await sql<{ indicators: Indicator[] | null }[]>`
    select ${indicatorsOf(sql, kind, sql`select unnest(${subjects}::bigint[])`)} as indicators`;
  return row!.indicators ?? [];
}
