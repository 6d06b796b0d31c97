import type { Db } from '../../db/connect';

/**
 * Says to a connection that this house runs without a survivor room: nobody looks through what is written, and nobody
 * reads there what could be copied. What was found before stays found.
 */
export const withoutRoom = { 'plenary.guard': 'off' };

/** Whether words are looked through before they leave: where voices were released, and a room stands beside the house. */
function isGuarded(sql: Db) {
  return sql`(coalesce(current_setting('plenary.guard', true), '') <> 'off' and exists (select from voice))`;
}

/**
 * Whether the words of `post p` may leave by mail, as a condition: it was looked through for copies of what survivors said,
 * as it stands now, and holds none. Where no voice was ever released, or no room is there to release one, there is nothing to
 * copy.
 */
export function mayLeave(sql: Db) {
  return sql`((not ${isGuarded(sql)}
    or exists (select from voice_guard g where g.kind = 'post' and g.thing_id = p.id
      and g.of_text >= date_trunc('milliseconds', greatest(p.written_at, p.edited_at, p.state_at))))
    and not exists (select from voice_copy c where c.kind = 'post' and c.thing_id = p.id and c.gone_at is null))`;
}

/** Seconds that mail with words of a post waits, so that they can be looked through first; none where nobody would look. */
export async function waitOfWords(sql: Db): Promise<number> {
  const [row] = await sql<{ there: boolean }[]>`select ${isGuarded(sql)} as there`;
  return row!.there ? 5 : 0;
}
