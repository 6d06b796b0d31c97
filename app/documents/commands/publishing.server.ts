import { announce } from '../../../db/announce';
import type { Tx } from '../../../db/connect';

/** Lets everybody read the settled text of a document, in the deed that publishes it: the caller has asked whether they may. */
export async function openToEverybody(tx: Tx, document: number): Promise<void> {
  const [opened] = await tx`
    update document set readers = 'public', version = version + 1 where id = ${document} and readers <> 'public' returning id`;
  if (!opened) return;
  await announce(tx, 'document.changed', { document });
  await announce(tx, 'document.access-changed', { document });
}
