import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import type { FileCleaner } from '../shared/context';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';
import { whyNotAttach } from './attachment';
import type { CleanedFile } from './clean/clean-file';

export type CleanFile = CleanedFile;

/**
 * The files of a form, checked by their content and stripped of what tells more than they show. Done before the
 * deed's transaction: taking a picture apart must not hold one open. Throws the refusal beside the field `files`.
 */
export async function cleanFiles(form: FormData, cleanFile: FileCleaner): Promise<CleanFile[]> {
  const files = chosenFiles(form);
  const no = whyNotAttach(0, files);
  if (no) throw besideFiles(no);
  const clean: CleanFile[] = [];
  for (const file of files) {
    const cleaned = await cleanFile(new Uint8Array(await file.arrayBuffer()), file.name);
    if (isRefusal(cleaned)) throw besideFiles(cleaned);
    clean.push(cleaned);
  }
  return clean;
}

/**
 * The files of a form. A field where none was chosen is sent as one without a byte and without a name; one that has a
 * name was chosen, and must be refused in words where it is empty.
 */
export function chosenFiles(form: FormData): File[] {
  return form.getAll('files').filter((f): f is File => f instanceof File && (f.size > 0 || f.name !== ''));
}

export function besideFiles(no: Refusal): Refusal {
  return refuse(no.kind, no.message, no.values, { files: no.message });
}

/** Adds files to a post that its author has just written, or to a draft, in the order in which they were chosen. */
export async function attachFiles(
  tx: Db,
  reader: Reader,
  to: { post: number } | { draft: number },
  files: CleanFile[],
): Promise<void> {
  const [post, draft] = 'post' in to ? [to.post, null] : [null, to.draft];
  for (const file of files) {
    // Not the transaction's instant: that is the same for all of them.
    await tx`
      with added as (
        insert into attachment (post_id, draft_id, person_id, name, type, size, added_at)
        values (${post}, ${draft}, ${reader.id}, ${file.name}, ${file.type}, ${file.bytes.length}, clock_timestamp()) returning id
      )
      insert into attachment_content (attachment_id, bytes) select id, ${Buffer.from(file.bytes)} from added`;
  }
}
