import type { Db } from '../../db/connect';
import type { CleanFile } from '../attachments/commands.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { mayReadWords, type PostState } from './discussion';
import { readRules } from './rules.server';

/** A file for this reader, asked anew at each request: visible exactly as its post is. Throws not-found otherwise. */
export async function readAttachment(sql: Db, reader: Reader | null, id: string): Promise<CleanFile> {
  const nothing = refuse('not-found', 'shared:errors.not-found');
  if (!/^[0-9a-f-]{36}$/.test(id)) throw nothing;
  const [row] = await sql<{ name: string; type: string; discussionId: number; authorId: number; state: PostState }[]>`
    select f.name, f.type, p.discussion_id, p.author_id, p.state
    from attachment f join post p on p.id = f.post_id where f.id = ${id} and f.erased_at is null`;
  if (!row) throw nothing;
  const ruled = await readRules(sql, reader, row.discussionId);
  if (!mayReadWords(row.state, row.authorId, reader, ruled.tie)) throw nothing;
  const [content] = await sql<{ bytes: Buffer }[]>`select bytes from attachment_content where attachment_id = ${id}`;
  if (!content) throw nothing;
  return { name: row.name, type: row.type, bytes: content.bytes };
}
