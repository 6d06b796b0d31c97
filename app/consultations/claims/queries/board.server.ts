import type { Db } from '../../../../db/connect';
import { placeName } from '../../../organisations/places';
import type { Reader } from '../../../people/person';
import type { Refusal } from '../../../shared/refusal';
import { type RuledConsultation, readConsultationRules } from '../../queries/rules.server';
import { whyNotCode, whyNotPublish } from '../claim';
import { type CountedSource, coverageOf } from '../coverage';
import { accountOf } from './account.server';
import { listSources } from './sources.server';
import { viewsOf } from './views.server';
import { readWholeClaims } from './whole.server';

/** The consultation, for those who code it. Throws not-found for everyone else. */
export async function readToCode(sql: Db, reader: Reader | null, id: number, now: Date): Promise<RuledConsultation> {
  const consultation = await readConsultationRules(sql, reader, id);
  const no = whyNotCode(consultation, reader, consultation.tie, now);
  if (no) throw no;
  return consultation;
}

/** Sources that are shown at once, of those that wait. */
const most = 100;

/** The desk of those who code: the claims in their order, what is used nowhere, the figures, and what publishing waits for. */
export async function readBoard(sql: Db, reader: Reader, id: number, language: string, now: Date) {
  const consultation = await readToCode(sql, reader, id, now);
  const whole = await readWholeClaims(sql, id, language);
  const claims = await viewsOf(sql, whole.claims, reader, language);
  const sources = await listSources(sql, id, reader);
  const account = await accountOf(sql, id, claims, sources);
  const why: Refusal | undefined = whyNotPublish(consultation, account, now);
  const unused = sources.filter((s) => s.state === 'unused');
  return {
    ...headOf(consultation, whole),
    sections: whole.sections,
    claims,
    coverage: namedCoverage(sources, language),
    unused: unused.filter((s) => s.words !== null).slice(0, most),
    unusedCount: unused.length,
    waived: sources.filter((s) => s.state === 'waived' && s.words !== null),
    themes: account.themes,
    fresh: account.fresh,
    why: why ?? null,
  };
}

export type Board = Awaited<ReturnType<typeof readBoard>>;

/** Figures with the names of regions in the language of the page. */
export function namedCoverage(sources: CountedSource[], language: string) {
  const { regions, ...coverage } = coverageOf(sources);
  return {
    ...coverage,
    regions: regions.map(({ region, share }) => ({ name: region && placeName(region, language), share })),
  };
}

export type NamedCoverage = ReturnType<typeof namedCoverage>;

/** What stands above every page of a synthesis. */
export function headOf(
  consultation: { id: number; slug: string; hostId: number; language: string },
  whole: { title: string; titleLanguage: string; documentId: number | null; publishedAt: Date | null },
  mayWrite = true,
) {
  return {
    consultation: {
      id: consultation.id,
      title: whole.title,
      language: whole.titleLanguage,
      own: consultation.language,
      path: `/consultations/${consultation.id}/${consultation.slug}`,
    },
    /** To others than those who write it, the document may not be there. */
    document: mayWrite ? whole.documentId : null,
    publishedAt: whole.publishedAt?.toISOString() ?? null,
  };
}

export type SynthesisHead = ReturnType<typeof headOf>;
