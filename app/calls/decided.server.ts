import { announce } from '../../db/announce';
import type { Db, Tx } from '../../db/connect';
import { followTakingPart } from '../notices/commands/following.server';
import { isSecretariat, type Reader } from '../people/person';
import type { Agreed } from '../programmes/budget';
import { shareIn } from '../programmes/figures';
import { agreedOn } from '../programmes/queries/shares.server';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage } from '../shared/languages';
import { callState } from './call';
import { askReviewers, holdCall } from './commands/holding.server';
import { judgedFrom } from './forms';
import { type Request, sharesOfPilot } from './pilot';
import { type BudgetColumns, budgetColumns, budgetFrom } from './queries/budget.server';
import { marksOf, ownPilot, reviewsFor, seesSummary, visiblePilot } from './queries/visible.server';
import { type ItemSummary, itemTexts, summaryOf } from './scoring';

/** A text with its values, by its key. */
interface Flag {
  key: string;
  values?: Record<string, string | number>;
}

interface Row extends BudgetColumns {
  title: string;
  language: string;
  request: Request;
  agreed: Agreed[] | null;
  shown: boolean;
  marks: Parameters<typeof judgedFrom>[0][] | null;
}

/**
 * A pilot that is put to the committee, with what is to be known before it is decided on: what its reviewers say together, that they
 * are few, low marks and those that lie apart, a share below the agreed one, no request of a State. Whoever is to score it still, or
 * has proposed it and waits, is not told what reviewers say. One statement. Null where this reader does not see it.
 */
export async function readPilotDecided(
  sql: Db,
  reader: Reader | null,
  id: number,
  asked: string,
  now: Date,
): Promise<{ title: string; language: string; path: string | null; flags: Flag[] } | null> {
  // To everybody else who sees it, a decision on it says what it rests on, once it is one.
  const shown = sql`(${seesSummary(sql, reader, now)} or ${isSecretariat(reader)} and not ${ownPilot(sql, reader)}
      and not ${reviewsFor(sql, reader)} or i.decided_at is not null)`;
  const [row] = await sql<Row[]>`
    select i.title, i.language, i.request, ${budgetColumns(sql)}, ${agreedOn(sql, now)} as agreed, ${shown} as shown,
      case when ${shown} then ${marksOf(sql)} end as marks
    from pilot i join pilot_call c on c.id = i.call_id where i.id = ${id} and ${visiblePilot(sql, reader, now)}`;
  if (!row) return null;
  const language = isLanguage(asked) ? asked : 'en';
  const flags: Flag[] = row.shown ? flagsOfScores((row.marks ?? []).map(judgedFrom), language) : [];
  if (row.request === 'none') flags.push({ key: 'pilots:flags.no-request' });
  for (const share of sharesOfPilot(budgetFrom(row), row.agreed ?? []))
    if (share.isBelow) {
      const values = { share: shareIn(language, share.share), agreed: shareIn(language, share.basisPoints) };
      flags.push({ key: `pilots:flags.below-${share.kind}`, values });
    }
  return { title: row.title, language: row.language, path: `/pilots/${id}`, flags };
}

function flagsOfScores(reviews: ReturnType<typeof judgedFrom>[], language: 'en' | 'fr' | 'ar'): Flag[] {
  const t = i18nFor(language).getFixedT(language);
  const summary = summaryOf(reviews);
  const named = (which: (item: ItemSummary) => boolean) =>
    summary.items.filter(which).map(({ item }) => t(itemTexts(item).name));
  const flags: Flag[] = [];
  if (summary.isFew) flags.push({ key: 'pilots:flags.few', values: { count: summary.reviewers } });
  if (summary.reviewers === 0) return flags;
  flags.push({ key: 'pilots:flags.scored', values: { met: summary.met, of: summary.items.length } });
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  const low = named((i) => i.isLow);
  const apart = named((i) => i.isApart);
  if (low.length > 0) flags.push({ key: 'pilots:flags.low', values: { items: list.format(low) } });
  if (apart.length > 0) flags.push({ key: 'pilots:flags.apart', values: { items: list.format(apart) } });
  return flags;
}

/**
 * What follows from a decision on a pilot that was handed in to a call which has closed: it says which, and whoever speaks for its organisation hears of the decision like those
 * who follow it.
 */
export async function followPilotDecided(
  tx: Tx,
  { proposal, subject, outcome, at }: { proposal: number; subject: number; outcome: string; at: Date },
): Promise<void> {
  const [found] = await tx<{ callId: number }[]>`select call_id from pilot where id = ${subject}`;
  const call = found ? await holdCall(tx, found.callId) : null;
  if (!call) return;
  // Nobody makes a draft public by putting it to the committee.
  if (callState(call, at) !== 'closed') return;
  const [pilot] = await tx<{ organisationId: number }[]>`
    update pilot set decided_by = ${proposal}, outcome = ${outcome}, decided_at = ${at}
    where id = ${subject} and submitted_at is not null returning organisation_id`;
  if (!pilot) return;
  const speakers = await tx<{ id: number }[]>`
    select person_id as id from organisation_role where organisation_id = ${pilot.organisationId} order by person_id`;
  await followTakingPart(
    tx,
    { activity: 'decision', id: proposal },
    speakers.map((s) => s.id),
  );
  await askReviewers(tx, call, at);
  await announce(tx, 'pilot.decided', { call: call.id, pilot: subject });
}
