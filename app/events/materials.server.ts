import type { Db, Sql, Tx } from '../../db/connect';
import { isAttachmentId } from '../attachments/attachment';
import type { CleanFile } from '../attachments/commands.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { limits, whyNotMaterial } from './event';
import type { MaterialForm } from './forms-preparing';
import { deedOnEvent } from './preparing-deed.server';
import { visibleEvent } from './queries/visible.server';

/**
 * Adds a material, before the event or after it: a cleaned file, or an address elsewhere; or changes what is said of one that is
 * there. Where a survivor speaks, recordings and transcripts are refused.
 */
export async function putMaterial(
  sql: Sql,
  reader: Reader | null,
  event: number,
  form: MaterialForm,
  files: CleanFile[],
): Promise<void> {
  await deedOnEvent(sql, reader, event, form.version, async (tx, found, by) => {
    const no = whyNotMaterial(found, form.kind);
    if (no) throw no;
    if (form.material !== null) await changeMaterial(tx, event, form.material, form);
    else await addMaterial(tx, event, form, files, by);
    return 'event.materials-changed';
  });
}

export async function removeMaterial(
  sql: Sql,
  reader: Reader | null,
  event: number,
  { id, version }: { id: number; version: number },
): Promise<void> {
  await deedOnEvent(sql, reader, event, version, async (tx) => {
    const gone = await tx`delete from event_material where id = ${id} and event_id = ${event} returning 1`;
    if (gone.length === 0) throw refuse('conflict', 'events:refusals.not-there');
    return 'event.materials-changed';
  });
}

export interface MaterialFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** The bytes of a file, for whoever may see its event. One statement; throws not-found. */
export async function readMaterialFile(
  sql: Db,
  reader: Reader | null,
  event: number,
  file: string,
): Promise<MaterialFile> {
  const [row] = isAttachmentId(file)
    ? await sql<MaterialFile[]>`
        select m.file_name as name, m.file_type as type, c.bytes from event_material m
        join event e on e.id = m.event_id join event_material_content c on c.file = m.file
        where m.event_id = ${event} and m.file = ${file} and ${visibleEvent(sql, reader)}`
    : [];
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}

async function addMaterial(tx: Tx, event: number, form: MaterialForm, files: CleanFile[], by: Reader): Promise<void> {
  const [file] = files;
  if (files.length > 1 || (file ? 1 : 0) + (form.url ? 1 : 0) !== 1)
    throw refuse('invalid', 'shared:errors.check-fields', undefined, { url: 'events:refusals.file-or-address' });
  const [there] = await tx<{ count: number; last: number }[]>`
    select count(*)::int as count, coalesce(max(position), 0) as last from event_material where event_id = ${event}`;
  if (there!.count >= limits.materials)
    throw refuse('too-much', 'events:refusals.too-many-materials', { most: limits.materials });
  await tx`
    with added as (
      insert into event_material (event_id, position, kind, title, language, note, url, file, file_name, file_type, file_size, added_by)
      values (${event}, ${there!.last + 1}, ${form.kind}, ${form.title}, ${form.language}, ${form.note ?? ''}, ${file ? null : form.url},
        ${file ? tx`gen_random_uuid()` : null}, ${file?.name ?? null}, ${file?.type ?? null}, ${file?.bytes.length ?? null}, ${by.id})
      returning file
    )
    insert into event_material_content (file, bytes) select file, ${file ? Buffer.from(file.bytes) : null}::bytea from added where file is not null`;
}

async function changeMaterial(tx: Tx, event: number, id: number, form: MaterialForm): Promise<void> {
  const [row] = await tx<
    { url: string | null }[]
  >`select url from event_material where id = ${id} and event_id = ${event}`;
  if (!row) throw refuse('conflict', 'events:refusals.not-there');
  if (row.url !== null && form.url === '')
    throw refuse('invalid', 'shared:errors.check-fields', undefined, { url: 'events:refusals.no-address' });
  await tx`
    update event_material set kind = ${form.kind}, title = ${form.title}, language = ${form.language}, note = ${form.note ?? ''},
      url = case when url is null then null else ${form.url} end
    where id = ${id}`;
}
