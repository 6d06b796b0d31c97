import type { Db } from '../../../db/connect';
import { readCited } from '../../citations/queries.server';
import { stateOf } from '../../discussions/discussion';
import type { Reader } from '../../people/person';
import { type Refusal, refuse } from '../../shared/refusal';
import { type Account, whyNotPublish, whyNotWrite } from '../synthesis';
import { accountFor, type SynthesisView, viewOfWhole } from './reading.server';
import { citedBy, readWhole } from './whole.server';

export interface ClosingView {
  view: SynthesisView;
  account: Account;
  /** What still stands in the way of publishing. */
  why: Refusal | null;
  /** When the discussion closes, while it has not. */
  closesAt: string | null;
  timeZone: string;
}

/** The closing screen, in two statements. Throws not-found for those who may not write, and where nothing was begun. */
export async function readToClose(
  sql: Db,
  reader: Reader,
  id: number,
  language: string,
  now: Date,
): Promise<ClosingView> {
  const whole = await readWhole(sql, reader, id, language, { uncited: true });
  const no = whyNotWrite(whole.ruled, reader, now);
  if (no) throw no;
  if (!whole.synthesis) throw refuse('not-found', 'shared:errors.not-found');
  const view = viewOfWhole(whole, await readCited(sql, citedBy(whole.statements), reader, language), reader, language);
  const account = await accountFor(sql, view);
  return {
    view,
    account,
    why: whyNotPublish(whole.ruled, account, reader, now) ?? null,
    closesAt: stateOf(whole.ruled, now) === 'open' ? (whole.ruled.phases.at(-1)?.closesAt.toISOString() ?? null) : null,
    timeZone: whole.ruled.timeZone,
  };
}
