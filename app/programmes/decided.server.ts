import { announce } from '../../db/announce';
import type { Db, Tx } from '../../db/connect';
import type { Reader } from '../people/person';
import { noteAdoption } from './commands/preparing.server';
import { shareIn } from './figures';
import { screenLanguage } from './page.server';
import { findRecords } from './queries/record.server';
import { budgetFlags } from './record';

/** A text with its values, by its key. */
interface Flag {
  key: string;
  values?: Record<string, string | number>;
}

/**
 * A programme that is put to the committee, with what is to be known before it is decided on: that it comes from no consultation,
 * a share below the agreed one, a budget that does not add up. One statement. Null where this reader does not see it.
 */
export async function readProgrammeDecided(
  sql: Db,
  reader: Reader | null,
  id: number,
  asked: string,
  now: Date,
): Promise<{ title: string; language: string; path: string | null; flags: Flag[] } | null> {
  const language = screenLanguage(asked);
  const p = (await findRecords(sql, reader, [id], language, now)).get(id);
  if (!p) return null;
  const flags: Flag[] = p.consultation === null ? [{ key: 'programmes:flags.no-consultation' }] : [];
  for (const flag of budgetFlags(p)) {
    if (flag.kind === 'no-lines') flags.push({ key: 'programmes:flags.no-lines' });
    else if (flag.kind === 'share-below') {
      const values = { share: shareIn(language, flag.share.share), agreed: shareIn(language, flag.share.basisPoints) };
      flags.push({ key: `programmes:flags.below-${flag.share.kind}`, values });
    } else if (!flags.some((f) => f.key === 'programmes:flags.not-adding-up'))
      flags.push({ key: 'programmes:flags.not-adding-up' });
  }
  return { title: p.title, language: p.language, path: `/programmes/${id}`, flags };
}

/** What follows from a decision on a programme: one that is adopted says by which. */
export async function followProgrammeDecided(
  tx: Tx,
  { proposal, subject, outcome, at }: { proposal: number; subject: number; outcome: string; at: Date },
): Promise<void> {
  if (!outcome.startsWith('adopted')) return;
  if (!(await noteAdoption(tx, subject, proposal, at))) return;
  await announce(tx, 'programme.changed', { programme: subject });
  await announce(tx, 'programme.adopted', { programme: subject });
}
