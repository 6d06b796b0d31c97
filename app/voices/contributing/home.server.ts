import type { Db } from '../../../db/connect';
import type { Week } from '../week';

/** One of her contributions: no words of it, no day, no organisation. */
export interface TextNow {
  id: string;
  week: Week;
  expiresWeek: Week;
  newReplies: number;
  wordings: number;
}

export interface Here {
  room: string;
  organisation: string;
  texts: TextNow[];
}

/** What is kept of a contributor, oldest first; null where nothing is. */
export async function hereOf(sql: Db, contributor: string): Promise<Here | null> {
  const rows = await sql<(TextNow & { room: string; organisation: string })[]>`
    select c.id, c.week, c.expires_week, c.room, c.organisation,
      (select count(*)::int from reply r where r.contribution = c.id and not r.by_contributor and not r.is_read) as new_replies,
      (select count(*)::int from excerpt e
        where e.contribution = c.id and e.form = 'quote' and e.state = 'proposed') as wordings
    from contribution c where c.contributor = ${contributor} and c.state = 'kept' order by c.week, c.id`;
  const [first] = rows;
  if (!first) return null;
  const texts = rows.map(({ id, week, expiresWeek, newReplies, wordings }) => ({
    id,
    week,
    expiresWeek,
    newReplies,
    wordings,
  }));
  return { room: first.room, organisation: first.organisation, texts };
}
