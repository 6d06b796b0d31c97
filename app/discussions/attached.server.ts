import type { Db } from '../../db/connect';
import { isAttachmentId } from '../attachments/attachment';
import type { CleanFile } from '../attachments/commands.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { mayReadWords, type PostState } from './discussion';
import { readRules } from './rules.server';

interface Row {
  name: string;
  type: string;
  /** Whose draft it lies in; null for a file of a post. */
  draftOf: number | null;
  discussionId: number;
  authorId: number;
  state: PostState;
}

/**
 * A file for this reader, asked anew at each request: visible exactly as its post is, and in a draft to the draft's
 * owner alone. Throws not-found otherwise.
 */
export async function readAttachment(sql: Db, reader: Reader | null, id: string): Promise<CleanFile> {
  const nothing = refuse('not-found', 'shared:errors.not-found');
  if (!isAttachmentId(id)) throw nothing;
  const [row] = await sql<Row[]>`
    select f.name, f.type, t.person_id as draft_of, p.discussion_id, p.author_id, p.state
    from attachment f left join post p on p.id = f.post_id left join draft t on t.id = f.draft_id
    where f.id = ${id} and f.erased_at is null`;
  if (!row || !(await maySee(sql, reader, row))) throw nothing;
  const [content] = await sql<{ bytes: Buffer }[]>`select bytes from attachment_content where attachment_id = ${id}`;
  if (!content) throw nothing;
  return { name: row.name, type: row.type, bytes: content.bytes };
}

async function maySee(sql: Db, reader: Reader | null, row: Row): Promise<boolean> {
  if (row.draftOf !== null) return row.draftOf === reader?.id;
  const ruled = await readRules(sql, reader, row.discussionId);
  return mayReadWords(row.state, row.authorId, reader, ruled.tie);
}
