import type { Db } from '../../db/connect';

/**
 * Whether the words of `post p` may leave by mail, as a condition: it was looked through for copies of what survivors said,
 * as it stands now, and holds none. Where no voice was ever released there is nothing to copy.
 */
export function mayLeave(sql: Db) {
  return sql`(not exists (select from voice) or (
    exists (select from voice_guard g where g.kind = 'post' and g.thing_id = p.id
      and g.of_text >= date_trunc('milliseconds', greatest(p.written_at, p.edited_at, p.state_at)))
    and not exists (select from voice_copy c where c.kind = 'post' and c.thing_id = p.id and c.gone_at is null)))`;
}

/** Seconds that mail with words of a post waits, so that they can be looked through first; none where there is no voice. */
export async function waitOfWords(sql: Db): Promise<number> {
  const [row] = await sql<{ there: boolean }[]>`select exists (select from voice) as there`;
  return row!.there ? 5 : 0;
}
