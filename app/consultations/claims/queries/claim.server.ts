import type { Db } from '../../../../db/connect';
import type { CitedThing } from '../../../citations/citation';
import { citingOf } from '../../../citations/queries.server';
import type { Reader } from '../../../people/person';
import { refuse } from '../../../shared/refusal';
import { type AsJson, readTogether } from '../../../shared/together.server';
import { mayPrepareConsultation } from '../../consultation';
import {
  consultationFor,
  type RulesRow,
  readConsultationRules,
  rulesSelect,
  type TieRow,
} from '../../queries/rules.server';
import { mayReadSynthesis } from '../claim';
import { asideOf } from './aside.server';
import { headOf, readToCode } from './board.server';
import { type SourceRow, sourcesFrom, sourcesSelect } from './sources.server';
import { viewsOf } from './views.server';
import { type ClaimRow, readWholeClaims, type WholeRow, wholeFrom, wholeSelect } from './whole.server';
import { allPassageWords, type PassageWordsRow, passageWordsFrom } from './words.server';

/** A claim with its passages, for those who code. Throws not-found for everyone else. */
export async function readClaimToEdit(
  sql: Db,
  reader: Reader,
  asked: { consultation: number; claim: number },
  language: string,
  now: Date,
) {
  const consultation = await readToCode(sql, reader, asked.consultation, now);
  const whole = await readWholeClaims(sql, asked.consultation, language);
  const row = whole.claims.find((c) => c.id === asked.claim && !c.withdrawnAt);
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const [view] = await viewsOf(sql, [row], reader, language);
  return {
    ...headOf(consultation, whole),
    sections: whole.sections,
    claim: { ...view!, number: whole.claims.indexOf(row) + 1 },
    own: row.language,
    texts: (row.texts ?? []).map(({ language: of, body }) => ({ language: of, body })),
  };
}

export type ClaimToEdit = Awaited<ReturnType<typeof readClaimToEdit>>;

/** What a reader of the synthesis gets: before it is published nothing, but for those who write it. */
function readable(claims: ClaimRow[], drafts: boolean): ClaimRow[] {
  return claims.filter((c) => drafts || c.publishedAt !== null);
}

/** Selects of a consultation with its claims, the words of their passages and all its sources: read in one statement. */
export function synthesisSelects(sql: Db, reader: Reader | null, id: number, language: string) {
  return {
    rules: rulesSelect(sql, reader, id),
    whole: wholeSelect(sql, id, language),
    words: allPassageWords(sql, id),
    sources: sourcesSelect(sql, id, reader),
  };
}

export type SynthesisRow = {
  rules: RulesRow & TieRow;
  whole: WholeRow;
  words: PassageWordsRow;
  sources: SourceRow;
};

/** What they gave, as far as this reader may read the synthesis. Throws not-found. */
export function synthesisFrom(
  rows: { [K in keyof SynthesisRow]: AsJson<SynthesisRow[K]>[] },
  reader: Reader | null,
  language: string,
) {
  const consultation = consultationFor(reader, rows.rules[0]);
  const whole = wholeFrom(rows.whole[0], language);
  if (!mayReadSynthesis(consultation, reader, consultation.tie, whole.publishedAt !== null))
    throw refuse('not-found', 'shared:errors.not-found');
  const mayWrite = mayPrepareConsultation(reader, consultation.tie);
  return {
    consultation,
    whole,
    mayWrite,
    claims: readable(whole.claims, mayWrite),
    words: passageWordsFrom(rows.words),
    sources: sourcesFrom(rows.sources),
  };
}

/** The synthesis to be read: claims by section, each with what it rests on as this reader may see it. Two statements. */
export async function readSynthesis(sql: Db, reader: Reader | null, id: number, language: string) {
  const rows = await readTogether<SynthesisRow>(sql, synthesisSelects(sql, reader, id, language));
  const { consultation, whole, mayWrite, words, sources, claims: shown } = synthesisFrom(rows, reader, language);
  const claims = await viewsOf(sql, shown, reader, language, words);
  return {
    ...headOf(consultation, whole, mayWrite),
    isPublic: consultation.readers === 'public' && consultation.announcedAt !== null,
    sections: whole.sections,
    claims,
    aside: asideOf(sources),
    mayWrite,
    /** Discussions whose announcements change what stands here. */
    shows: discussionsOf(claims.flatMap((c) => [...c.for, ...c.against].map((p) => p.now))),
  };
}

export type SynthesisView = Awaited<ReturnType<typeof readSynthesis>>;

function discussionsOf(things: CitedThing[]): number[] {
  return [...new Set(things.flatMap((t) => ('discussion' in t && t.discussion !== null ? [t.discussion] : [])))];
}

/** A claim's own page: what it rests on, and what rests on it. Throws not-found where this reader may not see it. */
export async function readClaim(sql: Db, reader: Reader | null, id: number, language: string) {
  const [found] = await sql<{ consultationId: number }[]>`select consultation_id from claim where id = ${id}`;
  if (!found) throw refuse('not-found', 'shared:errors.not-found');
  const synthesis = await readSynthesisOf(sql, reader, found.consultationId, id, language);
  const citing = await citingOf(sql, 'claim', id, reader, language);
  return { ...synthesis, citing };
}

export type ClaimPageView = Awaited<ReturnType<typeof readClaim>>;

async function readSynthesisOf(sql: Db, reader: Reader | null, consultation: number, claim: number, language: string) {
  const rules = await readConsultationRules(sql, reader, consultation);
  const whole = await readWholeClaims(sql, consultation, language);
  const mayWrite = mayPrepareConsultation(reader, rules.tie);
  const rows = readable(whole.claims, mayWrite);
  const place = rows.findIndex((c) => c.id === claim);
  if (place < 0) throw refuse('not-found', 'shared:errors.not-found');
  const [view] = await viewsOf(sql, [rows[place]!], reader, language);
  return {
    ...headOf(rules, whole, mayWrite),
    isPublic: rules.readers === 'public' && rules.announcedAt !== null && rows[place]!.publishedAt !== null,
    section: whole.sections.find((s) => s.key === view!.section)!,
    claim: { ...view!, number: place + 1 },
    mayWrite,
    shows: discussionsOf([...view!.for, ...view!.against].map((p) => p.now)),
  };
}
