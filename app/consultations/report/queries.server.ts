import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { columnsFor } from '../balance/cells';
import { panelOf } from '../balance/panel';
import { readBalance } from '../balance/queries/balance.server';
import { mayReadSynthesis } from '../claims/claim';
import type { Share } from '../claims/coverage';
import { asideOf } from '../claims/queries/aside.server';
import { headOf, type NamedCoverage, namedCoverage } from '../claims/queries/board.server';
import { listSources } from '../claims/queries/sources.server';
import { viewsOf } from '../claims/queries/views.server';
import { readWholeClaims } from '../claims/queries/whole.server';
import { mayPrepareConsultation } from '../consultation';
import { readConsultationRules } from '../queries/rules.server';
import { smallest } from '../results/balanced';

/**
 * All that a report says: who took part, as it is shown to everybody whoever asks; how far the sources are covered; the claims
 * of the synthesis with what they rest on, as this reader may see it; what was set aside. Before it is published it is there
 * for those who write it. Throws not-found.
 */
export async function readReport(sql: Db, reader: Reader | null, id: number, language: string) {
  const consultation = await readConsultationRules(sql, reader, id);
  const whole = await readWholeClaims(sql, id, language);
  if (!mayReadSynthesis(consultation, reader, consultation.tie, whole.publishedAt !== null))
    throw refuse('not-found', 'shared:errors.not-found');
  const mayWrite = mayPrepareConsultation(reader, consultation.tie);
  const rows = whole.claims.filter((c) => mayWrite || c.publishedAt !== null);
  const claims = await viewsOf(sql, rows, reader, language);
  const sources = await listSources(sql, id, reader);
  const { sectors, total } = panelOf(
    await readBalance(sql, id, { language, reach: false }),
    columnsFor(consultation),
    false,
  );
  return {
    ...headOf(consultation, whole, mayWrite),
    isPublic: consultation.readers === 'public' && consultation.announcedAt !== null,
    participation: [...sectors.map(({ sector, line }) => ({ sector, line })), { sector: null, line: total }].map(
      ({ sector, line }) => ({ sector, invited: line.invited, submitted: line.submitted, people: line.people }),
    ),
    coverage: publicCoverage(namedCoverage(sources, language)),
    sections: whole.sections,
    claims,
    aside: asideOf(sources),
    mayWrite,
  };
}

/** Nothing by sector or region, and no kind of which there are few: it would tell who has answered, which participation withholds. */
function publicCoverage({ whole, kinds }: NamedCoverage): Omit<NamedCoverage, 'whole'> & { whole: Share | null } {
  const shown = kinds.filter(({ share }) => share.all >= smallest);
  return { whole: shown.length === kinds.length ? whole : null, kinds: shown, sectors: [], regions: [] };
}

export type Report = Awaited<ReturnType<typeof readReport>>;
