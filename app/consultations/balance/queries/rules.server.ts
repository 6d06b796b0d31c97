import type { Db } from '../../../../db/connect';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { maySeeConsultation, whyNotPrepare } from '../../consultation';
import {
  type RuledConsultation,
  type RulesRow,
  ruledFrom,
  rulesColumns,
  type TieRow,
  tieColumns,
} from '../../queries/rules.server';
import { textOf } from '../../queries/visible.server';

/** A consultation with the title under which its pages stand. */
export type TitledConsultation = RuledConsultation & { title: string; titleLanguage: string };

/** The consultation that a page is about, in one statement. Refuses not-found. */
export async function readTitled(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
): Promise<TitledConsultation> {
  const [row] = await sql<(RulesRow & TieRow & { title: string; titleLanguage: string })[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, x.title, x.language as title_language
    from consultation c cross join ${textOf(sql, language)} x where c.id = ${id}`;
  const consultation = row && ruledFrom(row);
  if (!consultation || !maySeeConsultation(consultation, reader, consultation.tie))
    throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}

/** The same for whoever prepares it. To others its invitations are not there: who was asked and is silent is nobody else's. */
export async function readTitledToPrepare(
  sql: Db,
  reader: Reader,
  id: number,
  language: string,
): Promise<TitledConsultation> {
  const consultation = await readTitled(sql, reader, id, language);
  if (whyNotPrepare(consultation, reader, consultation.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}
