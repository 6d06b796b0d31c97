import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { readTogether } from '../../shared/together.server';
import { columnsFor } from '../balance/cells';
import { panelOf, withheldNumbers } from '../balance/panel';
import { type BalanceRow, balanceFrom, balanceSelect } from '../balance/queries/balance.server';
import type { Share } from '../claims/coverage';
import { asideOf } from '../claims/queries/aside.server';
import { headOf, type NamedCoverage, namedCoverage } from '../claims/queries/board.server';
import { type SynthesisRow, synthesisFrom, synthesisSelects } from '../claims/queries/claim.server';
import { viewsOf } from '../claims/queries/views.server';
import { smallest } from '../results/balanced';
import { publishedColumn, type QuestionnaireResults, type QuestionnaireRow, shownOf } from '../results/page.server';
import { type SessionRow, sessionsFrom, sessionsSelect } from './sessions.server';

/** How each sector answered a question, and all together both ways, as it was published for everybody. */
export type Position = Pick<QuestionnaireResults['questions'][number], 'question' | 'views' | 'means'> & {
  /** The section of the synthesis that is about it. */
  section: string;
};

/**
 * All that a report says: who took part and how each sector answered, as it is shown to everybody whoever asks; how far the
 * sources are covered; the live sessions that are over; the claims of the synthesis with what they rest on, as this reader may
 * see it; what was set aside. Before it is published it is there for those who write it. Throws not-found. Two statements.
 */
export async function readReport(sql: Db, reader: Reader | null, id: number, language: string, now: Date) {
  const { balance, published, sessions, ...rows } = await readTogether<
    SynthesisRow & {
      balance: BalanceRow;
      published: { questionnaires: QuestionnaireRow[] | null };
      sessions: SessionRow;
    }
  >(sql, {
    ...synthesisSelects(sql, reader, id, language),
    balance: balanceSelect(sql, id, { language, reach: false }),
    published: sql`select ${publishedColumn(sql)} as questionnaires from consultation c where c.id = ${id}`,
    sessions: sessionsSelect(sql, id, { reader, language, now }),
  });
  const { consultation, whole, mayWrite, claims, words, sources } = synthesisFrom(rows, reader, language);
  const taken = balanceFrom(balance[0]!);
  const { sectors, total } = panelOf(taken, columnsFor(consultation), false);
  // Those who prepare it see more figures on the page of results; a report is the same whoever makes it.
  const shown = shownOf(consultation, published[0]?.questionnaires ?? [], {
    language,
    now,
    mayPrepare: false,
    withheld: withheldNumbers(taken),
  });
  return {
    ...headOf(consultation, whole, mayWrite),
    isPublic: consultation.readers === 'public' && consultation.announcedAt !== null,
    participation: [...sectors.map(({ sector, line }) => ({ sector, line })), { sector: null, line: total }].map(
      ({ sector, line }) => ({ sector, invited: line.invited, submitted: line.submitted, people: line.people }),
    ),
    sessions: sessionsFrom(sessions),
    coverage: publicCoverage(namedCoverage(sources, language)),
    sections: whole.sections,
    positions: shown.flatMap(positionsOf),
    claims: await viewsOf(sql, claims, reader, language, words),
    aside: asideOf(sources),
    mayWrite,
  };
}

/** Survivor groups are published week by week on the page of results, and stand in no file that outlives the week. */
function positionsOf({ id, questions }: QuestionnaireResults): Position[] {
  return questions
    .filter((q) => q.views.length > 0 || q.means)
    .map(({ question, views, means }) => ({
      section: `${id}:${question.id}`,
      question,
      views: views.map((view) => ({ ...view, survivors: null })),
      means,
    }));
}

/** Nothing by sector or region, and no kind of which there are few: it would tell who has answered, which participation withholds. */
function publicCoverage({ whole, kinds }: NamedCoverage): Omit<NamedCoverage, 'whole'> & { whole: Share | null } {
  const shown = kinds.filter(({ share }) => share.all >= smallest);
  return { whole: shown.length === kinds.length ? whole : null, kinds: shown, sectors: [], regions: [] };
}

export type Report = Awaited<ReturnType<typeof readReport>>;
