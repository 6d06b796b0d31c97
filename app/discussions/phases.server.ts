import type { Sql } from '../../db/connect';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { escapeLineStarts } from '../shared/rich-text/escape';
import { renderText } from '../shared/rich-text/render.server';
import { instantsTyped } from '../shared/zone.server';
import { limits } from './discussion';
import type { PhaseForm } from './forms-preparing';
import { deedOn, line, plantInstants } from './preparing-deed.server';
import type { Ruled } from './rules.server';

/** Adds a phase, or changes one. Its instants are given as local time in the discussion's own zone. */
export async function putPhase(
  sql: Sql,
  reader: Reader | null,
  id: number,
  form: PhaseForm & { version: number },
  now: Date,
): Promise<void> {
  await deedOn(sql, reader, id, form.version, async (tx, ruled) => {
    stopAfterSynthesis(ruled);
    const { at, fields } = instantsTyped(form, ['opens', 'closes'], ruled.timeZone);
    const { opens: opensAt, closes: closesAt } = at;
    const old = ruled.phases.find((p) => p.id === form.phase);
    if (form.phase && !old) throw refuse('not-found', 'shared:errors.not-found');
    if (opensAt && closesAt) {
      if (closesAt <= opensAt) fields.closes = 'discussions:refusals.closes-before';
      const others = ruled.phases.filter((p) => p.id !== form.phase);
      if (others.some((p) => opensAt < p.closesAt && p.opensAt < closesAt))
        fields.opens = 'discussions:refusals.overlaps';
      // What has begun has begun: its opening is part of the record.
      if (old && ruled.announcedAt && old.opensAt <= now && opensAt.getTime() !== old.opensAt.getTime())
        fields.opens = 'discussions:refusals.has-begun';
    }
    const title = line(form.title, limits.title, 'title', fields);
    const question = questionOf(line(form.question, limits.question, 'question', fields));
    if (Object.keys(fields).length > 0)
      throw refuse('invalid', 'shared:errors.check-fields', { zone: ruled.timeZone }, fields);
    if (!old && ruled.phases.length >= limits.phases)
      throw refuse('too-much', 'discussions:refusals.too-many-phases', { count: limits.phases });
    let phaseId = old?.id;
    if (old) await tx`update phase set opens_at = ${opensAt}, closes_at = ${closesAt} where id = ${old.id}`;
    else {
      const [row] = await tx<{ id: number }[]>`
        insert into phase (discussion_id, position, opens_at, closes_at) values (${id}, ${ruled.phases.length + 1}, ${opensAt}, ${closesAt}) returning id`;
      phaseId = row!.id;
    }
    await tx`
      insert into phase_text (phase_id, language, title, question) values (${phaseId!}, ${form.language}, ${title}, ${question})
      on conflict (phase_id, language) do update set title = excluded.title, question = excluded.question`;
    await tx`
      update phase p set position = o.n from (select id, row_number() over (order by opens_at) as n from phase where discussion_id = ${id}) o
      where o.id = p.id`;
    await plantInstants(tx, id);
  });
}

/** Takes out a phase in which nobody has written. */
export async function removePhase(
  sql: Sql,
  reader: Reader | null,
  id: number,
  phase: number,
  version: number,
): Promise<void> {
  await deedOn(sql, reader, id, version, async (tx, ruled) => {
    stopAfterSynthesis(ruled);
    const old = ruled.phases.find((p) => p.id === phase);
    if (!old) throw refuse('not-found', 'shared:errors.not-found');
    // What has been announced keeps a question, and what has begun has begun.
    if (ruled.announcedAt && ruled.phases.length === 1) throw refuse('conflict', 'discussions:refusals.last-phase');
    if (ruled.announcedAt && old.opensAt <= new Date()) throw refuse('conflict', 'discussions:refusals.phase-begun');
    const [used] = await tx`select 1 from post where phase_id = ${phase} limit 1`;
    if (used) throw refuse('conflict', 'discussions:refusals.phase-used');
    await tx`delete from phase where id = ${phase}`;
    await tx`
      update phase p set position = o.n from (select id, row_number() over (order by opens_at) as n from phase where discussion_id = ${id}) o
      where o.id = p.id`;
    await plantInstants(tx, id);
  });
}

/** Closes the open phase now, or opens the next one now: the same as setting its instant to this one. */
export async function moveInstant(
  sql: Sql,
  reader: Reader | null,
  id: number,
  what: 'close-now' | 'open-now',
  now: Date,
): Promise<void> {
  await deedOn(sql, reader, id, null, async (tx, ruled) => {
    stopAfterSynthesis(ruled);
    const open = ruled.phases.find((p) => p.opensAt <= now && now < p.closesAt);
    const next = ruled.phases.find((p) => now < p.opensAt);
    if (what === 'close-now') {
      if (!ruled.announcedAt || !open) throw refuse('closed', 'discussions:refusals.nothing-open');
      await tx`update phase set closes_at = ${now} where id = ${open.id}`;
    } else {
      if (!ruled.announcedAt || open || !next) throw refuse('closed', 'discussions:refusals.nothing-to-open');
      await tx`update phase set opens_at = ${now} where id = ${next.id}`;
    }
    await plantInstants(tx, id);
  });
}

/** A published synthesis accounts for all posts: no phase may let in another one. */
function stopAfterSynthesis(ruled: Ruled): void {
  if (ruled.synthesisedAt) throw refuse('closed', 'discussions:refusals.synthesised');
}

/** A question is plain text wherever it stands: in a heading, a list, a feed. Marks for bold and the like are taken out. */
export function questionOf(line: string): string {
  return renderText(escapeLineStarts(line)).text;
}
