import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { tellSources } from './telling.server';

/** Tells those who own what cites a thing that it changed, and whoever reads the documents. */
export async function tellSourcesOf(tx: Tx, documents: number[]): Promise<void> {
  for (const document of documents) {
    await tellSources(tx, document);
    await announce(tx, 'document.source-changed', { document });
  }
}

/**
 * The pages of what a document cites name it: those of the discussions in which these posts and statements stand, and of
 * claims, are read again.
 */
export async function tellCited(tx: Tx, things: { kind: string; id: number }[], document: number): Promise<void> {
  const ids = (kind: string) => [0, ...things.filter((t) => t.kind === kind).map((t) => t.id)];
  const rows = await tx<{ discussionId: number }[]>`
    select discussion_id from post where id in ${tx(ids('post'))}
    union select discussion_id from statement where id in ${tx(ids('statement'))}`;
  const claims = await tx<{ id: number; consultation: number }[]>`
    select id, consultation_id as consultation from claim where id in ${tx(ids('claim'))} order by id`;
  for (const { id: claim, consultation } of claims)
    await announce(tx, 'consultation.claims-changed', { consultation, claim });
  for (const { discussionId: discussion } of rows) await announce(tx, 'document.cites', { document, discussion });
}
