import type { PendingQuery, Row } from 'postgres';
import type { Db } from '../../db/connect';
import { committedResponse } from '../consultations/response/committed.server';
import { committedAtEvent } from '../events/committed.server';
import type { Reader } from '../people/person';
import { committedInProgramme } from '../programmes/committed.server';
import { committedRecommendation } from '../recommendations/committed.server';
import { committedInPlan } from '../workplan/committed.server';

/** For whom something is read, and in which language. */
export interface Asking {
  reader: Reader | null;
  language: string;
}

type Committed = (sql: Db, of: Asking) => PendingQuery<Row[]>;

/**
 * What a commitment can be about. A kind comes in by one line here: its slice gives a select of
 * `words, language, path, subject, subject_language` for commitment `k`, and of nothing where this reader may not read it.
 */
const subjects = {
  recommendation: committedRecommendation,
  response: committedResponse,
  event: committedAtEvent,
  programme: committedInProgramme,
  workplan: committedInPlan,
} satisfies Record<string, Committed>;

export type CommitmentSubject = keyof typeof subjects;

/** All of them, as far as the reader may read them: to be joined laterally to `commitment k`. */
export function committed(sql: Db, of: Asking) {
  const [first, ...others] = Object.entries(subjects).map(
    ([kind, select]) => sql`(select * from (${select(sql, of)}) s where k.subject_kind = ${kind})`,
  );
  return others.reduce((all, one) => sql`${all} union all ${one}`, first!);
}
