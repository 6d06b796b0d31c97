import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { renderText } from '../../shared/rich-text/render.server';
import { instantsTyped } from '../../shared/zone.server';
import { limits, mistakesOfPhase } from '../consultation';
import type { PhaseForm } from '../forms-preparing';
import { deedOnConsultation, plantInstants } from './deed.server';

/**
 * Adds a phase, or changes one. Its instants are local times in the consultation's own zone. Refuses beside the field what is
 * no time there, what runs backward or overlaps another phase, and what would change what has been.
 */
export async function putPhase(sql: Sql, reader: Reader | null, id: number, form: PhaseForm, now: Date): Promise<void> {
  await deedOnConsultation(sql, reader, id, form.version, async (tx, c) => {
    if (c.cancelledAt) throw refuse('closed', 'consultations:refusals.cancelled');
    const before = c.phases.find((p) => p.id === form.phase) ?? null;
    if (form.phase !== null && !before) throw refuse('not-found', 'shared:errors.not-found');
    const others = c.phases.filter((p) => p.id !== form.phase);
    const { opensAt, closesAt } = timesTyped(form, c.timeZone);
    const fields = mistakesOfPhase({ opensAt, closesAt }, others, before, c.announcedAt !== null, now);
    if (c.announcedAt && form.kind !== 'open' && !others.some((p) => p.kind === 'open'))
      fields.kind = 'consultations:refusals.last-open-phase';
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    if (!before && c.phases.length >= limits.phases)
      throw refuse('too-much', 'consultations:refusals.too-many-phases', { count: limits.phases });
    const phase = before?.id ?? (await addPhase(tx, id, c.phases.length + 1, form.kind, opensAt, closesAt));
    if (before)
      await tx`update consultation_phase set kind = ${form.kind}, opens_at = ${opensAt}, closes_at = ${closesAt} where id = ${phase}`;
    await putWords(tx, phase, form);
    await renumber(tx, id);
    await plantInstants(tx, id);
    return 'consultation.changed';
  });
}

/** Takes out a phase. One that has begun stays once the consultation was announced, and so does the last that is open. */
export async function removePhase(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: { id: number; version: number },
  now: Date,
): Promise<void> {
  await deedOnConsultation(sql, reader, id, form.version, async (tx, c) => {
    const phase = c.phases.find((p) => p.id === form.id);
    if (!phase) throw refuse('not-found', 'shared:errors.not-found');
    if (c.announcedAt && phase.opensAt <= now) throw refuse('closed', 'consultations:refusals.has-begun');
    if (c.announcedAt && !c.phases.some((p) => p.id !== form.id && p.kind === 'open'))
      throw refuse('conflict', 'consultations:refusals.last-open-phase');
    await tx`delete from consultation_phase where id = ${form.id}`;
    await renumber(tx, id);
    await plantInstants(tx, id);
    return 'consultation.changed';
  });
}

async function addPhase(
  tx: Tx,
  consultation: number,
  position: number,
  kind: string,
  opensAt: Date,
  closesAt: Date,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into consultation_phase (consultation_id, position, kind, opens_at, closes_at)
    values (${consultation}, ${position}, ${kind}, ${opensAt}, ${closesAt}) returning id`;
  return row!.id;
}

/** Its words in one language; none are kept where nothing was typed, so that another version shows. */
async function putWords(tx: Tx, phase: number, form: PhaseForm): Promise<void> {
  if (form.title === null && form.introduction === null) {
    await tx`delete from consultation_phase_text where phase_id = ${phase} and language = ${form.language}`;
    return;
  }
  const introduction = form.introduction ?? '';
  await tx`
    insert into consultation_phase_text (phase_id, language, title, introduction, introduction_html)
    values (${phase}, ${form.language}, ${form.title ?? ''}, ${introduction},
      ${introduction === '' ? '' : renderText(introduction, { headingBase: 3 }).html})
    on conflict (phase_id, language) do update
    set title = excluded.title, introduction = excluded.introduction, introduction_html = excluded.introduction_html`;
}

/** In the order of time. */
async function renumber(tx: Tx, id: number): Promise<void> {
  await tx`
    update consultation_phase p set position = o.n
    from (select id, row_number() over (order by opens_at, id) as n from consultation_phase where consultation_id = ${id}) o
    where o.id = p.id and p.position <> o.n`;
}

function timesTyped(form: PhaseForm, zone: string): { opensAt: Date; closesAt: Date } {
  const { at, fields } = instantsTyped(form, ['opens', 'closes'], zone);
  if (!at.opens || !at.closes || Object.keys(fields).length > 0)
    throw refuse('invalid', 'shared:errors.check-fields', { zone }, fields);
  return { opensAt: at.opens, closesAt: at.closes };
}
