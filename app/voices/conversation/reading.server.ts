import type { Db } from '../../../db/connect';
import { openReleased } from '../crypto/epochs';
import type { Tools } from '../desk/tools';
import type { Said } from './conversation';
import { epochKeys } from './epochs.server';

/** What was released and this reader has the key of, in the order of release. */
export async function readReleased(
  tools: Tools,
  sql: Db,
  of: { room: string; reader: string; privateKey: Buffer },
): Promise<Said[]> {
  const keys = await epochKeys(tools, sql, of);
  const rows = await sql<
    { id: string; epoch: string; body: Buffer; shred: string; pseudonym: string | null; mine: boolean }[]
  >`
    select g.id, g.epoch, g.body, g.shred, m.pseudonym,
      (g.contributor is not distinct from ${of.reader}::uuid or g.staff is not distinct from ${of.reader}::uuid) as mine
    from group_message g left join group_member m on m.room = g.room and m.contributor = g.contributor
    where g.room = ${of.room} and g.state = 'released' order by g.n`;
  const said: Said[] = [];
  for (const row of rows) {
    const epochKey = keys.get(row.epoch);
    if (!epochKey) continue;
    const shredKey = await tools.shred.read(row.shred);
    const text = openReleased({ message: row.id, body: row.body, epochKey, shredKey });
    said.push({ id: row.id, pseudonym: row.pseudonym, mine: row.mine, text: text.toString('utf8') });
  }
  return said;
}
