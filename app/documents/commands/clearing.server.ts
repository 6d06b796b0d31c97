import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { renderText } from '../../shared/rich-text/render.server';
import { finishTasks } from '../../tasks/commands.server';
import { mayAdminister, mayAskClearance, mayClear, whyNot, whyNotOpen } from '../document';
import { type Ruled, readRules } from '../rules.server';
import { blocksOfSection, standing } from '../sections';
import { clearanceTask } from '../task-keys';
import { askToClear, finishReopened, speakersFor } from '../telling.server';

interface Section {
  key: string;
  ownerId: number | null;
  hash: string;
}

async function hold(tx: Tx, reader: Reader | null, id: number, now: Date): Promise<Ruled> {
  await tx`select from document where id = ${id} for update`;
  const ruled = await readRules(tx, reader, id, now);
  const no = whyNotOpen(ruled, reader, ruled.tie, now);
  if (no) throw no;
  return ruled;
}

async function sectionsHere(tx: Tx, document: number, keys: string[]): Promise<Section[]> {
  const sections = await tx<Section[]>`
    select key, owner_id, hash from document_section where document_id = ${document} and key in ${tx(keys)} and gone_at is null`;
  if (sections.length < new Set(keys).size) throw refuse('conflict', 'documents:refusals.section-gone');
  return sections;
}

const notYours = () => refuse('not-allowed', 'documents:refusals.not-for-your-role');

/** Says which of the invited organisations a section belongs to; null for the lead. Those who administer say so. */
export async function setOwner(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; section: string; owner: number | null },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await hold(tx, reader, asked.document, now);
    const no = whyNot(mayAdminister, ruled, reader, ruled.tie, now);
    if (no) throw no;
    await sectionsHere(tx, ruled.id, [asked.section]);
    if (asked.owner !== null) {
      const [editor] = await tx`
        select from document_organisation where document_id = ${ruled.id} and organisation_id = ${asked.owner} and role = 'editor'`;
      // An owner that cannot write could settle nothing.
      if (!editor)
        throw refuse('invalid', 'shared:errors.check-fields', undefined, { owner: 'documents:mistakes.owner' });
    }
    await tx`update document_section set owner_id = ${asked.owner} where document_id = ${ruled.id} and key = ${asked.section}`;
    await announce(tx, 'document.sections-changed', { document: ruled.id });
  });
}

export interface ClearanceRequest {
  document: number;
  sections: string[];
  organisations: number[];
  due: Date | null;
}

/**
 * Asks organisations to clear sections by a day. Those who speak for them find it under "For you" and by mail. Asked
 * again, the day moves; what was cleared and still stands so is not asked for anew.
 */
export async function askClearance(
  sql: Sql,
  reader: Reader | null,
  asked: ClearanceRequest,
  now: Date,
): Promise<{ asked: number }> {
  return sql.begin(async (tx) => {
    const ruled = await hold(tx, reader, asked.document, now);
    const sections = await sectionsHere(tx, ruled.id, asked.sections);
    if (!sections.every((s) => mayAskClearance(s.ownerId, ruled, reader, ruled.tie, now))) throw notYours();
    if (asked.due && asked.due <= now)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { due: 'documents:mistakes.due-past' });
    const invited = await tx<Invited[]>`
      select i.organisation_id, coalesce(o.short_name, o.name) as name
      from document_organisation i join organisation o on o.id = i.organisation_id
      where i.document_id = ${ruled.id} and i.organisation_id in ${tx(asked.organisations)} order by name`;
    if (invited.length < new Set(asked.organisations).size)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, {
        organisations: 'documents:mistakes.organisation',
      });
    await someoneAnswers(tx, ruled.id, invited);
    let count = 0;
    for (const { organisationId } of invited) {
      const rows = await tx<{ sectionKey: string }[]>`
        insert into document_clearance (document_id, section_key, organisation_id, asked_by, asked_at, due_at)
        select ${ruled.id}, k, ${organisationId}, ${reader!.id}, ${now}, ${asked.due} from unnest(${sections.map((s) => s.key)}::text[]) k
        on conflict (document_id, section_key, organisation_id) do update
          set asked_by = excluded.asked_by, asked_at = excluded.asked_at, due_at = excluded.due_at
          where document_clearance.state in ('pending', 'reopened')
        returning section_key`;
      for (const { sectionKey } of rows)
        await askToClear(tx, {
          document: ruled.id,
          section: sectionKey,
          organisation: organisationId,
          due: asked.due,
          again: false,
        });
      count += rows.length;
    }
    await announce(tx, 'document.sections-changed', { document: ruled.id });
    return { asked: count };
  }) as Promise<{ asked: number }>;
}

interface Invited {
  organisationId: number;
  name: string;
}

/** A request that lands with nobody would wait for ever, and look as if the organisation were silent. */
async function someoneAnswers(tx: Tx, document: number, invited: Invited[]): Promise<void> {
  const silent: string[] = [];
  for (const { organisationId, name } of invited)
    if ((await speakersFor(tx, document, organisationId)).length === 0) silent.push(name);
  if (silent.length === 0) return;
  const values = { names: silent.join(', ') };
  throw refuse('invalid', 'shared:errors.check-fields', values, { organisations: 'documents:mistakes.nobody-answers' });
}

/** Takes a request back, answered or not. */
export async function unaskClearance(
  sql: Sql,
  reader: Reader | null,
  asked: { document: number; section: string; organisation: number },
  now: Date,
): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await hold(tx, reader, asked.document, now);
    const [section] = await tx<{ ownerId: number | null }[]>`
      select owner_id from document_section where document_id = ${ruled.id} and key = ${asked.section}`;
    if (!section) throw refuse('not-found', 'shared:errors.not-found');
    if (!mayAskClearance(section.ownerId, ruled, reader, ruled.tie, now)) throw notYours();
    await tx`
      delete from document_clearance
      where document_id = ${ruled.id} and section_key = ${asked.section} and organisation_id = ${asked.organisation}`;
    await finishTasks(tx, { key: clearanceTask(ruled.id, asked.section, asked.organisation) });
    await announce(tx, 'document.sections-changed', { document: ruled.id });
  });
}

export interface Clearing {
  document: number;
  section: string;
  organisation: number;
  /** Of the content that was before the clearer's eyes: another one by now is not what they cleared. */
  hash: string;
  comment: string | null;
}

/**
 * Clears a section in the name of an organisation, with a comment or without. What was cleared is kept, to be compared
 * with what comes after. Refuses `conflict` where the section changed while it was read.
 */
export async function clearSection(sql: Sql, reader: Reader | null, asked: Clearing, now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    const ruled = await hold(tx, reader, asked.document, now);
    if (!mayClear(asked.organisation, reader, ruled.tie, now)) throw notYours();
    const [section] = await sectionsHere(tx, ruled.id, [asked.section]);
    if (section!.hash !== asked.hash) throw refuse('conflict', 'documents:refusals.section-changed');
    const [settled] = await tx<
      { text: JSONContent }[]
    >`select text from document_settled where document_id = ${ruled.id}`;
    const blocks = blocksOfSection(standing(settled!.text), asked.section);
    const comment = asked.comment ?? '';
    const { html } = renderText(comment, { headingBase: 4 });
    const rows = await tx`
      update document_clearance set state = ${comment ? 'cleared-with-comment' : 'cleared'}, comment = ${comment},
        comment_html = ${comment ? html : ''}, answered_by = ${reader!.id}, answered_at = ${now}, reopened_at = null,
        cleared_hash = ${asked.hash}, cleared_text = ${tx.json(blocks as never)}
      where document_id = ${ruled.id} and section_key = ${asked.section} and organisation_id = ${asked.organisation} returning 1`;
    if (rows.length === 0) throw refuse('closed', 'documents:refusals.not-asked');
    await finishTasks(tx, { key: clearanceTask(ruled.id, asked.section, asked.organisation) });
    await finishReopened(tx, ruled.id, asked.section);
    await announce(tx, 'document.sections-changed', { document: ruled.id });
  });
}
