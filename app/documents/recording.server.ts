import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { type CitedInText, markSourceChanged, replaceCitationsOf } from '../citations/commands.server';
import { knownVoices } from '../heard/queries.server';
import { finishTasks } from '../tasks/commands.server';
import { limits } from './document';
import { plainWithShown } from './live/refreshing.server';
import { readSettled, type SettledText } from './settled.server';
import { tellCited } from './sources.server';
import { clearanceTask } from './task-keys';
import { askToClear, finishReopened, tellReopened, tellSources } from './telling.server';
import { keepHourly } from './versions.server';

/**
 * Takes over a text that has settled: the single crossing from bytes to domain. Readable HTML and plain text, sections,
 * passages, citations; clearances are open again where what was cleared is not what stands; a version once an hour. One
 * of an earlier epoch comes from before a redaction, and is left.
 */
export async function recordText(
  sql: Sql,
  documentId: number,
  state: Uint8Array,
  epoch: number,
  now: Date = new Date(),
): Promise<void> {
  const [document] = await sql<{ language: string }[]>`select language from document where id = ${documentId}`;
  if (!document) return;
  const settled = readSettled(state, documentId, document.language);
  await sql.begin((tx) => recordSettled(tx, documentId, settled, epoch, now));
}

/** The same within a deed of its own, which has locked nothing but the document. */
export async function recordSettled(
  tx: Tx,
  documentId: number,
  settled: SettledText,
  epoch: number,
  now: Date,
): Promise<void> {
  const [document] = await tx<{ language: string; leadId: number; before: number | null }[]>`
    select d.language, d.lead_id, (select s.epoch from document_settled s where s.document_id = d.id) as before
    from document d where d.id = ${documentId} for update of d`;
  if (!document || (document.before !== null && document.before > epoch)) return;
  const plain = await plainWithShown(tx, settled, documentId, document.language, now);
  await tx`
    insert into document_settled (document_id, html, plain, outline, text, citations, language, schema, epoch, settled_at)
    values (${documentId}, ${settled.html}, ${plain}, ${tx.json(settled.outline as never)}, ${tx.json(settled.text as never)},
      ${tx.json(placesIn(settled) as never)}, ${document.language}, ${settled.schema}, ${epoch}, ${now})
    on conflict (document_id) do update set html = excluded.html, plain = excluded.plain, outline = excluded.outline,
      text = excluded.text, citations = excluded.citations, language = excluded.language, schema = excluded.schema,
      epoch = excluded.epoch, settled_at = excluded.settled_at`;
  await recordSections(tx, documentId, settled.sections);
  await recordPassages(tx, documentId, settled, now);
  await recordCitations(tx, documentId, settled, now);
  await recordClearances(tx, documentId, document.leadId, settled.sections, now);
  await keepHourly(tx, documentId, settled.text, limits.automaticEveryHours, now);
  await announce(tx, 'document.settled', { document: documentId });
}

async function recordSections(tx: Tx, document: number, sections: SettledText['sections']): Promise<void> {
  const rows = sections.map((s, i) => ({
    key: s.key,
    title: s.title.slice(0, 300),
    position: i + 1,
    hash: s.hash,
  }));
  await tx`
    insert into document_section (document_id, key, title, position, hash)
    select ${document}, x.key, x.title, x.position, x.hash
    from jsonb_to_recordset(${tx.json(rows)}) as x(key text, title text, position int, hash text)
    on conflict (document_id, key) do update
      set title = excluded.title, position = excluded.position, hash = excluded.hash, gone_at = null
      where (document_section.title, document_section.position, document_section.hash) is distinct from (excluded.title, excluded.position, excluded.hash)
        or document_section.gone_at is not null`;
  // A heading that is not there may come back, undone or merged: its owner is kept, its words are not.
  await tx`
    update document_section set gone_at = now(), title = '', hash = ''
    where document_id = ${document} and gone_at is null and not key = any(${rows.map((r) => r.key)}::text[])`;
}

async function recordPassages(tx: Tx, document: number, settled: SettledText, now: Date): Promise<void> {
  const changed = await tx<{ id: number }[]>`
    with x as (
      select * from jsonb_to_recordset(${tx.json(settled.passages as never)}) as x(block text, section text, position int, plain text)
    ), put as (
      insert into document_passage (document_id, block_id, section_key, position, plain, changed_at)
      select ${document}, x.block, x.section, x.position, x.plain, ${now} from x
      on conflict (document_id, block_id) do update set section_key = excluded.section_key, position = excluded.position,
        plain = excluded.plain, gone_at = null,
        version = document_passage.version + case when document_passage.plain <> excluded.plain then 1 else 0 end,
        changed_at = case when document_passage.plain <> excluded.plain then excluded.changed_at else document_passage.changed_at end
        where (document_passage.section_key, document_passage.position, document_passage.plain) is distinct from
          (excluded.section_key, excluded.position, excluded.plain) or document_passage.gone_at is not null
      returning id, version, changed_at
    ) select id from put where version > 1 and changed_at = ${now}`;
  const gone = await tx<{ id: number }[]>`
    update document_passage set gone_at = ${now}, plain = '', version = version + 1
    where document_id = ${document} and gone_at is null
      and not block_id = any(${settled.passages.map((p) => p.block)}::text[])
    returning id`;
  for (const [ids, state] of [
    [changed, 'changed'],
    [gone, 'gone'],
  ] as const) {
    for (const id of await citedAmong(
      tx,
      ids.map((r) => r.id),
    ))
      await markSourceChanged(tx, { kind: 'passage', id, state });
  }
}

async function citedAmong(tx: Tx, passages: number[]): Promise<number[]> {
  if (passages.length === 0) return [];
  const rows = await tx<{ id: number }[]>`
    select distinct cited_id as id from citation where cited_kind = 'passage' and cited_id in ${tx(passages)} order by id`;
  return rows.map((r) => r.id);
}

/** Where citations stand, by their anchors; those of voices among them. */
function placesIn({ citations, voices }: SettledText) {
  return [...citations, ...voices.map((v) => ({ ...v, kind: 'voice' }))];
}

async function recordCitations(tx: Tx, document: number, settled: SettledText, now: Date): Promise<void> {
  const all: CitedInText[] = settled.citations.map((c) => ({
    anchor: c.anchor,
    kind: c.kind,
    id: c.cited,
    version: c.version,
  }));
  const known = await knownVoices(
    tx,
    settled.voices.map((v) => v.voice),
  );
  for (const { anchor, voice } of settled.voices) {
    const id = known.get(voice);
    if (id !== undefined) all.push({ anchor, kind: 'voice', id, version: 1 });
  }
  const other = await replaceCitationsOf(tx, { kind: 'document', id: document }, all, now);
  if (other.length > 0) await tellCited(tx, other, document);
  await tellSources(tx, document);
}

interface ClearanceRow {
  id: number;
  sectionKey: string;
  organisationId: number;
  dueAt: Date | null;
  ownerId: number | null;
  state: string;
  isSame: boolean;
}

/**
 * What was cleared is what was read: another content opens the clearance again, for those who gave it and those who own
 * the section. The same content, come back by an undo, is cleared as it was.
 */
async function recordClearances(
  tx: Tx,
  document: number,
  lead: number,
  sections: SettledText['sections'],
  now: Date,
): Promise<void> {
  const there = new Set(sections.map((s) => s.key));
  const rows = await tx<ClearanceRow[]>`
    select c.id, c.section_key, c.organisation_id, c.due_at, s.owner_id, c.state, c.cleared_hash = s.hash as is_same
    from document_clearance c join document_section s on s.document_id = c.document_id and s.key = c.section_key
    where c.document_id = ${document} and c.cleared_hash is not null order by c.id for update of c`;
  let changed = false;
  for (const row of rows) {
    const about = { document, section: row.sectionKey };
    if (row.isSame && row.state === 'reopened') {
      await tx`
        update document_clearance set reopened_at = null, state = case when comment = '' then 'cleared' else 'cleared-with-comment' end
        where id = ${row.id}`;
      await finishTasks(tx, { key: clearanceTask(document, row.sectionKey, row.organisationId) });
      await finishReopened(tx, document, row.sectionKey);
    } else if (!row.isSame && row.state !== 'reopened' && row.state !== 'pending') {
      await tx`update document_clearance set state = 'reopened', reopened_at = ${now} where id = ${row.id}`;
      if (there.has(row.sectionKey))
        await askToClear(tx, { ...about, organisation: row.organisationId, due: row.dueAt, again: true });
      await tellReopened(tx, { ...about, owner: row.ownerId ?? lead });
    } else continue;
    changed = true;
  }
  // Editors that are open show how each section stands.
  if (changed) await announce(tx, 'document.sections-changed', { document });
}
