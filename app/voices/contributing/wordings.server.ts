import { refuse } from '../../shared/refusal';
import { liveScopes } from '../consent';
import { unlockBeside } from '../crypto/contribution';
import { isSame } from '../crypto/tokens';
import { wordingHash } from '../crypto/wording';
import { weekOf } from '../week';
import { alone, consentsOf } from './chain.server';
import type { Returned, Tools } from './contributing';
import { openingOf } from './opening.server';

/** A wording that waits for her yes or no: the very bytes, and their hash, which comes back with her answer. */
export interface Wording {
  id: string;
  words: string;
  version: string;
  language: string;
}

const place = (id: string) => ({ table: 'excerpt', column: 'proposed_body', rowId: id }) as const;

/** Wordings of one contribution that wait for her. None where she takes no questions about her exact words. */
export async function wordingsOf(tools: Tools, who: Returned, contribution: string): Promise<Wording[]> {
  const { sql, keys, now } = tools;
  const live = liveScopes(await consentsOf(sql, contribution), weekOf(now()));
  const opening = live.has('quote') ? await openingOf(tools, who, contribution) : null;
  if (!opening) return [];
  const rows = await sql<{ id: string; language: string; proposedBody: Buffer }[]>`
    select id, language, proposed_body from excerpt
    where contribution = ${contribution} and form = 'quote' and state = 'proposed' order by id`;
  return rows.map(({ id, language, proposedBody }) => {
    const bytes = unlockBeside(opening, place(id), proposedBody);
    return { id, language, words: bytes.toString(), version: wordingHash(keys, id, bytes).toString('hex') };
  });
}

/**
 * Her yes or no to one wording. A yes binds to the very bytes that she saw and to the yes to `quote` that is live: one
 * sign changed, or that yes said no and yes again, and nothing may be released under it (behaviour 14).
 */
export async function answerWording(
  tools: Tools,
  who: Returned,
  excerpt: string,
  answer: { yes: boolean; version: string },
): Promise<void> {
  const week = weekOf(tools.now());
  await alone(tools.sql, async (tx) => {
    const [row] = await tx<{ contribution: string; proposedBody: Buffer }[]>`
      select e.contribution, e.proposed_body from excerpt e join contribution c on c.id = e.contribution
      where e.id = ${excerpt} and c.contributor = ${who.contributor} and c.state = 'kept'
        and e.form = 'quote' and e.state = 'proposed' for update of e, c`;
    const opening = row && (await openingOf({ sql: tx, shred: tools.shred }, who, row.contribution));
    if (!row || !opening) throw refuse('conflict', 'voice:wordings.changed');
    const hash = wordingHash(tools.keys, excerpt, unlockBeside(opening, place(excerpt), row.proposedBody));
    if (!isSame(hash.toString('hex'), answer.version)) throw refuse('conflict', 'voice:wordings.changed');
    if (!answer.yes) {
      await tx`update excerpt set state = 'refused', proposed_body = null where id = ${excerpt}`;
      return;
    }
    const live = liveScopes(await consentsOf(tx, row.contribution), week).get('quote');
    if (!live) throw refuse('conflict', 'voice:wordings.changed');
    await tx`
      update excerpt set state = 'approved', approved_hash = ${hash}, approved_consent = ${live.hash} where id = ${excerpt}`;
  });
}
