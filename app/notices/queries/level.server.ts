import type { Row as AnyRow, PendingQuery } from 'postgres';
import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { type Activity, type Level, levelOfOthers, toldOf } from '../notice';

/**
 * How much this reader has chosen to hear of an activity, as a column for a page that shows the choice: null where they
 * have not chosen, and nothing was noted for them.
 */
export function levelOf(sql: Db, reader: Reader | null, activity: Activity, id: PendingQuery<AnyRow[]>) {
  return sql`(select f.level from follow f
    where f.person_id = ${reader?.id ?? null} and f.activity = ${activity} and f.activity_id = ${id})`;
}

/** Who follows an activity, and how: for slices that tell somebody themselves. */
export async function follows(sql: Db, activity: Activity, id: number): Promise<{ personId: number; level: Level }[]> {
  return sql<{ personId: number; level: Level }[]>`
    select person_id, level from follow where activity = ${activity} and activity_id = ${id} order by person_id`;
}

/** Whether somebody wants a mail of what names or answers them there, as they have chosen; for slices that write their own. */
export async function wantsMail(sql: Db, person: number, activity: Activity, id: number): Promise<boolean> {
  const [row] = await sql<{ level: Level }[]>`
    select f.level from follow f where f.person_id = ${person} and f.activity = ${activity} and f.activity_id = ${id}`;
  return toldOf(row?.level ?? levelOfOthers, 'mention', 'comment').mail;
}
