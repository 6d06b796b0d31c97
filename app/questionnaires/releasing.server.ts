import { announce } from '../../db/announce';
import type { Db, Tx } from '../../db/connect';
import { type Due, putDue } from '../../db/due';
import { askedEver } from './queries/results.server';
import { type SheetRow, sheetsNow, type VersionRow, versionsOf } from './queries/sheets.server';
import { countsOf, mayRelease, type ReleasedSheet, withoutWords } from './release';

const deed = 'release-answers';

/** Looks soon whether enough has been sent to give out results again; one look for however many. */
export async function lookForRelease(tx: Db, questionnaire: number): Promise<void> {
  await putDue(tx, deed, { questionnaire }, { key: `${deed}:${questionnaire}` });
}

export const questionnaireDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  [deed]: async (tx, due) => releaseAnswers(tx, Number(due.about.questionnaire)),
};

/** Gives out results as they stand now, where what has changed is more than a few people's. */
export async function releaseAnswers(tx: Tx, questionnaire: number): Promise<void> {
  const [row] = await tx<
    {
      sheets: SheetRow[] | null;
      versions: VersionRow[] | null;
      released: ReleasedSheet[] | null;
      event: number | null;
      anonymous: boolean;
    }[]
  >`
    select ${sheetsNow(tx, questionnaire)} as sheets, ${versionsOf(tx, questionnaire)} as versions,
      (select sheets from questionnaire_release where questionnaire_id = q.id) as released,
      case q.subject_kind when 'event' then q.subject_id end as event,
      q.anonymous or coalesce(e.survivor_speaks, false) as anonymous
    from questionnaire q left join event e on q.subject_kind = 'event' and e.id = q.subject_id
    where q.id = ${questionnaire} for no key update of q`;
  if (!row) return;
  const types = new Map(askedEver(row.versions ?? []).map(({ question }) => [question.id, question.type]));
  const typeOf = (question: string) => types.get(question);
  const sheets = (row.sheets ?? []).map(({ id, version, language, onPaper, answers }): ReleasedSheet => {
    // Where names stand beside answers, those who prepare them read the answers themselves: no copy of words is made.
    const given = row.anonymous ? (answers ?? {}) : withoutWords(answers ?? {}, typeOf);
    return { id, version, language, onPaper, answers: given };
  });
  if (!mayRelease(row.released, sheets)) return;
  const counts = countsOf(sheets, typeOf);
  const values = {
    questionnaire_id: questionnaire,
    sent: sheets.length,
    counts: tx.json(counts as never),
    sheets: tx.json(sheets as never),
  };
  await tx`
    insert into questionnaire_release ${tx(values as never)}
    on conflict (questionnaire_id) do update set sent = excluded.sent, counts = excluded.counts, sheets = excluded.sheets`;
  await announce(tx, 'questionnaire.results-changed', {
    questionnaire,
    ...(row.event === null ? {} : { event: row.event }),
  });
}
