import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { renderText } from '../../shared/rich-text/render.server';
import { hasBegun, limits, type PartKind } from '../consultation';
import type { PartForm } from '../forms-preparing';
import { mayBePart } from '../queries/choosable.server';
import { deedOnConsultation } from './deed.server';

/**
 * Adds a part, or changes its words and its phases; what it stands for stays. Refuses beside the field a thing that the reader
 * does not run themselves (being part of a consultation opens and closes it), one that is part of something already, and
 * words that are missing where a part has none but its own.
 */
export async function putPart(sql: Sql, reader: Reader | null, id: number, form: PartForm): Promise<void> {
  await deedOnConsultation(sql, reader, id, form.version, async (tx, c, by) => {
    if (c.cancelledAt) throw refuse('closed', 'consultations:refusals.cancelled');
    const before = c.parts.find((p) => p.id === form.part);
    if (form.part !== null && !before) throw refuse('not-found', 'shared:errors.not-found');
    const kind = before?.kind ?? form.kind;
    const isOwn = kind === 'reading' || kind === 'statements';
    const fields: Record<string, string> = {};
    if (isOwn && form.title === null) fields.title = 'text:empty';
    if (kind === 'reading' && form.body === null) fields.body = 'text:empty';
    if (!before && !isOwn) {
      if (form.subject === null) fields.subject = 'consultations:refusals.no-subject';
      else if (!(await mayBePart(tx, by, id, kind, form.subject)))
        fields.subject = 'consultations:refusals.subject-not-yours';
    }
    if (!before && kind === 'statements' && c.parts.some((p) => p.kind === 'statements'))
      fields.kind = 'consultations:refusals.statements-once';
    if (form.phases.some((phase) => !c.phases.some((p) => p.id === phase))) fields.phases = 'shared:errors.field';
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    if (!before && c.parts.length >= limits.parts)
      throw refuse('too-much', 'consultations:refusals.too-many-parts', { count: limits.parts });
    const part = before?.id ?? (await addPart(tx, id, kind, isOwn ? null : form.subject));
    await putWords(tx, part, form);
    await putPhases(tx, part, form.phases);
    return 'consultation.changed';
  });
}

/** Puts a part before the one above it. */
export async function raisePart(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: { id: number; version: number },
): Promise<void> {
  await deedOnConsultation(sql, reader, id, form.version, async (tx, c) => {
    const at = c.parts.findIndex((p) => p.id === form.id);
    if (at < 0) throw refuse('not-found', 'shared:errors.not-found');
    const order = c.parts.map((p) => p.id);
    if (at > 0) order.splice(at - 1, 2, order[at]!, order[at - 1]!);
    await tx`
      update consultation_part p set position = o.n from unnest(${order}::bigint[]) with ordinality as o (id, n) where p.id = o.id`;
    return 'consultation.changed';
  });
}

/** Takes a part out. What has been open to people stays: it can be taken from the phases that are to come. */
export async function removePart(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: { id: number; version: number },
  now: Date,
): Promise<void> {
  await deedOnConsultation(sql, reader, id, form.version, async (tx, c) => {
    const part = c.parts.find((p) => p.id === form.id);
    if (!part) throw refuse('not-found', 'shared:errors.not-found');
    if (hasBegun(part, c, now)) throw refuse('closed', 'consultations:refusals.part-begun');
    await tx`delete from consultation_part where id = ${form.id}`;
    await tx`
      update consultation_part p set position = o.n
      from (select id, row_number() over (order by position) as n from consultation_part where consultation_id = ${id}) o
      where o.id = p.id and p.position <> o.n`;
    return 'consultation.changed';
  });
}

/**
 * A questionnaire that was made for a consultation is a part of it from then on, open in the phases that are for
 * contributions. Called in the transaction of the deed that makes it, which has asked whether they may.
 */
export async function addQuestionnairePart(tx: Tx, consultation: number, questionnaire: number): Promise<void> {
  await tx`select 1 from consultation where id = ${consultation} for update`;
  const part = await addPart(tx, consultation, 'questionnaire', questionnaire);
  await tx`
    insert into consultation_part_phase (part_id, phase_id)
    select ${part}, p.id from consultation_phase p where p.consultation_id = ${consultation} and p.kind = 'open'`;
  await tx`update consultation set version = version + 1, changed_at = now() where id = ${consultation}`;
}

/** What is no more is no part of anything. Called in the transaction of the deed that discards it. */
export async function forgetPart(tx: Tx, kind: PartKind, subject: number): Promise<void> {
  await tx`delete from consultation_part where kind = ${kind} and subject_id = ${subject}`;
}

async function addPart(tx: Tx, consultation: number, kind: PartKind, subject: number | null): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into consultation_part (consultation_id, position, kind, subject_id)
    select ${consultation}, coalesce(max(p.position), 0) + 1, ${kind}, ${subject}::bigint
    from consultation_part p where p.consultation_id = ${consultation} returning id`;
  return row!.id;
}

/** Its words in one language; none are kept where nothing was typed, so that it is called as what it stands for. */
async function putWords(tx: Tx, part: number, form: PartForm): Promise<void> {
  if (form.title === null && form.body === null) {
    await tx`delete from consultation_part_text where part_id = ${part} and language = ${form.language}`;
    return;
  }
  const body = form.body ?? '';
  await tx`
    insert into consultation_part_text (part_id, language, title, body, body_html)
    values (${part}, ${form.language}, ${form.title ?? ''}, ${body}, ${body === '' ? '' : renderText(body, { headingBase: 1 }).html})
    on conflict (part_id, language) do update set title = excluded.title, body = excluded.body, body_html = excluded.body_html`;
}

async function putPhases(tx: Tx, part: number, phases: number[]): Promise<void> {
  await tx`delete from consultation_part_phase where part_id = ${part} and not (phase_id = any(${phases}::bigint[]))`;
  await tx`
    insert into consultation_part_phase (part_id, phase_id) select ${part}, x from unnest(${phases}::bigint[]) x on conflict do nothing`;
}
