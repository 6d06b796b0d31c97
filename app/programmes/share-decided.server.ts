import type { Db, Tx } from '../../db/connect';
import type { DecidedSubject } from '../decisions/subjects.server';
import type { Reader } from '../people/person';
import { i18nFor } from '../shared/i18n.server';
import { formatTime } from '../shared/time';
import type { ShareKind } from './budget';
import { noteShareAdopted } from './commands/sharing.server';
import { shareIn } from './figures';
import { screenLanguage } from './page.server';

/** A share that the committee is asked to agree on, in a sentence. One statement. */
export async function readShareDecided(
  sql: Db,
  _reader: Reader | null,
  id: number,
  asked: string,
): Promise<DecidedSubject | null> {
  const [share] = await sql<{ kind: ShareKind; basisPoints: number; since: string }[]>`
    select kind, basis_points, since::text as since from proposed_share where id = ${id}`;
  if (!share) return null;
  const language = screenLanguage(asked);
  const title = i18nFor(language).getFixedT(language, 'programmes')(`agreed.said.${share.kind}`, {
    share: shareIn(language, share.basisPoints),
    day: formatTime(`${share.since}T12:00:00Z`, language, 'UTC', 'date'),
  });
  return { title, language, path: '/programmes/shares', flags: [] };
}

/** What follows: the share that was adopted is agreed, and its decision with it. */
export async function followShareDecided(
  tx: Tx,
  { proposal, subject, outcome, at }: { proposal: number; subject: number; outcome: string; at: Date },
): Promise<void> {
  if (outcome.startsWith('adopted')) await noteShareAdopted(tx, subject, proposal, at);
}
