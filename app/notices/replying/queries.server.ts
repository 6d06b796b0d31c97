import type { Db } from '../../../db/connect';
import { readRules } from '../../discussions/rules.server';
import type { Reader } from '../../people/person';
import { isRefusal, refuse } from '../../shared/refusal';
import type { Why } from './reply';

export interface WaitingReply {
  id: number;
  from: string;
  body: string;
  why: Why;
  cameAt: string;
  /** Of when words were erased from it; empty where none were. */
  erased: string;
  discussion: { path: string; title: string; language: string } | null;
}

/** What waits for its person. Refuses not-found for anyone else's; a discussion that they may no longer read is not named. */
export async function readWaiting(sql: Db, reader: Reader, id: number, language: string): Promise<WaitingReply> {
  const [row] = await sql<
    {
      id: number;
      fromAddress: string;
      body: string;
      why: Why;
      cameAt: Date;
      erasedAt: Date | null;
      discussionId: number;
      title: string;
      titleLanguage: string;
    }[]
  >`
    select w.id, w.from_address, w.body, w.why, w.came_at, w.erased_at, w.discussion_id, x.title, x.language as title_language
    from reply_waiting w join discussion d on d.id = w.discussion_id
    cross join lateral (select y.title, y.language from discussion_text y where y.discussion_id = d.id
      order by y.language = ${language} desc, y.language = d.language desc limit 1) x
    where w.id = ${id} and w.person_id = ${reader.id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const mayRead = await readRules(sql, reader, row.discussionId).then(
    (ruled) => ruled,
    (e) => {
      if (isRefusal(e)) return null;
      throw e;
    },
  );
  return {
    id: row.id,
    from: row.fromAddress,
    body: row.body,
    why: row.why,
    cameAt: row.cameAt.toISOString(),
    erased: row.erasedAt?.toISOString() ?? '',
    discussion: mayRead && {
      path: `/discussions/${mayRead.id}/${mayRead.slug}`,
      title: row.title,
      language: row.titleLanguage,
    },
  };
}
