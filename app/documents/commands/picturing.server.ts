import type { Db, Sql } from '../../../db/connect';
import type { CleanedFile } from '../../attachments/clean/clean-file';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { limits, mayRead, textAccess, whyNotOpen } from '../document';
import { findRules, readRules } from '../rules.server';

const shown = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

export interface PictureToKeep extends Pick<CleanedFile, 'type' | 'bytes'> {
  document: number;
  /** What a person who does not see it is told instead. */
  alt: string;
}

/** Refuses beside the field where a file is no picture that a page may show, or too large. */
export function whyNotPicture(file: Pick<CleanedFile, 'type' | 'bytes'>) {
  const message = !shown.includes(file.type)
    ? 'documents:mistakes.no-picture'
    : file.bytes.length > limits.pictureBytes
      ? 'documents:mistakes.picture-too-large'
      : null;
  return message ? refuse('invalid', message, undefined, { file: message }) : undefined;
}

/** Keeps a picture for a document: of whoever writes or suggests there. The file was cleaned before. */
export async function keepPicture(
  sql: Sql,
  reader: Reader | null,
  picture: PictureToKeep,
  now: Date,
): Promise<{ id: string }> {
  const no = whyNotPicture(picture);
  if (no) throw no;
  return sql.begin(async (tx) => {
    const ruled = await readRules(tx, reader, picture.document, now);
    const closed = whyNotOpen(ruled, reader, ruled.tie, now);
    if (closed) throw closed;
    if (!['write', 'suggest'].includes(textAccess(ruled, reader, ruled.tie, now)))
      throw refuse('not-allowed', 'documents:refusals.not-for-your-role');
    return putPicture(tx, reader!.id, picture);
  }) as Promise<{ id: string }>;
}

/** The same for a caller that has asked who may, such as an import; with the id that the text names. */
export async function putPicture(tx: Db, person: number, picture: PictureToKeep, id?: string): Promise<{ id: string }> {
  const [count] = await tx<{ n: number }[]>`
    select count(*)::int as n from document_picture where document_id = ${picture.document} and erased_at is null`;
  if (count!.n >= limits.pictures) throw refuse('too-much', 'documents:refusals.too-many-pictures');
  const [row] = await tx<{ id: string }[]>`
    insert into document_picture (id, document_id, person_id, type, size, alt)
    values (${id ?? tx`gen_random_uuid()`}, ${picture.document}, ${person}, ${picture.type}, ${picture.bytes.length}, ${picture.alt})
    returning id`;
  await tx`insert into document_picture_content (picture_id, bytes) values (${row!.id}, ${Buffer.from(picture.bytes)})`;
  return row!;
}

/** A picture for this reader, asked anew at each request: seen exactly as its document is read. Throws not-found otherwise. */
export async function readPicture(
  sql: Db,
  reader: Reader | null,
  asked: { document: number; picture: string },
  now: Date,
): Promise<{ type: string; bytes: Buffer }> {
  const nothing = refuse('not-found', 'shared:errors.not-found');
  if (!/^[0-9a-f-]{36}$/.test(asked.picture)) throw nothing;
  const ruled = await findRules(sql, reader?.id ?? null, asked.document);
  if (!ruled || !mayRead(ruled, reader, ruled.tie, now)) throw nothing;
  const [row] = await sql<{ type: string; bytes: Buffer }[]>`
    select p.type, c.bytes from document_picture p join document_picture_content c on c.picture_id = p.id
    where p.id = ${asked.picture} and p.document_id = ${ruled.id} and p.erased_at is null`;
  if (!row) throw nothing;
  return row;
}
