import type { Db } from '../../../db/connect';
import { pairOf } from '../crypto/boxes';
import type { Opening } from '../crypto/contribution';
import type { Returned, Tools } from './contributing';

/** What opens what stands beside one of her contributions, by her own key; null where it is not hers, or gone. */
export async function openingOf(
  { sql, shred }: Pick<Tools, 'shred'> & { sql: Db },
  who: Returned,
  contribution: string,
): Promise<Opening | null> {
  const [row] = await sql<{ shred: string; blob: Buffer }[]>`
    select c.shred, k.blob from contribution c
    join wrapped_key k on k.contribution = c.id and k.reader = ${who.contributor}
    where c.id = ${contribution} and c.contributor = ${who.contributor} and c.state = 'kept'`;
  if (!row) return null;
  return {
    id: contribution,
    reader: who.contributor,
    blob: row.blob,
    keys: pairOf(who.privateKey),
    shredKey: await shred.read(row.shred),
  };
}
