import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';

/** Marks the reader's own notices as read or unread; ids of somebody else's change nothing. Null: all of them. */
export async function markNotices(sql: Sql, reader: Reader, notices: number[] | null, read: boolean): Promise<void> {
  await sql.begin(async (tx) => {
    const changed = await tx`
      update notice set read_at = ${read ? tx`now()` : null}
      where person_id = ${reader.id} and (read_at is null) = ${read}
        and (${notices === null} or id = any(${notices ?? []}::bigint[])) returning 1`;
    if (changed.length > 0) await announce(tx, 'notice.read', { person: reader.id });
  });
}
