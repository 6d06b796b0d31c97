import type { Db } from '../../db/connect';
import { readCitedClaims, readCitingClaims } from '../consultations/claims/cited.server';
import { readCitingResponses } from '../consultations/response/citing.server';
import { readCitedConsultationStatements } from '../consultations/statements/cited.server';
import { readCitedPosts } from '../discussions/cited.server';
import { readCitedPassages } from '../documents/cited.server';
import { readCitingDocuments } from '../documents/citing.server';
import { readCitedVoices } from '../heard/cited.server';
import type { Reader } from '../people/person';
import { readCitedAnswers } from '../questionnaires/cited.server';
import { readCitingRecommendations } from '../recommendations/citing.server';
import { readCitedStatements } from '../synthesis/cited.server';
import { readCitingStatements } from '../synthesis/citing.server';
import type { CitedKind, CitedThing, CitingKind, CitingThing } from './citation';

type ReadCited = (sql: Db, ids: number[], reader: Reader | null, language: string) => Promise<Map<number, CitedThing>>;
type ReadCiting = (sql: Db, ids: number[], reader: Reader | null, language: string) => Promise<CitingThing[]>;

/** A kind that can be cited comes in by one line here: its slice gives what the reader may see of it, in one query. */
const cited: Record<CitedKind, ReadCited> = {
  post: readCitedPosts,
  statement: readCitedStatements,
  passage: readCitedPassages,
  voice: readCitedVoices,
  answer: readCitedAnswers,
  'consultation-statement': readCitedConsultationStatements,
  claim: readCitedClaims,
};

/** The same for what cites. */
const citing: Record<CitingKind, ReadCiting> = {
  statement: readCitingStatements,
  document: readCitingDocuments,
  claim: readCitingClaims,
  response: readCitingResponses,
  recommendation: readCitingRecommendations,
};

/** What there is of a thing for the reader who asked: a marker where there is nothing. */
export type CitedThings = (kind: CitedKind, id: number) => CitedThing;

/** All cited things of a page with the reader's rights: one query for each kind that occurs. */
export async function readCited(
  sql: Db,
  things: { kind: CitedKind; id: number }[],
  reader: Reader | null,
  language: string,
): Promise<CitedThings> {
  const ids = new Map<CitedKind, Set<number>>();
  for (const { kind, id } of things) ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  const found = new Map(
    await Promise.all(
      [...ids].map(async ([kind, some]) => [kind, await cited[kind](sql, [...some], reader, language)] as const),
    ),
  );
  return (kind, id) => found.get(kind)?.get(id) ?? { kind: 'nothing', why: 'not-for-you' };
}

/** What rests on a thing, as far as this reader may see it. */
export async function citingOf(
  sql: Db,
  kind: CitedKind,
  id: number,
  reader: Reader | null,
  language: string,
): Promise<CitingThing[]> {
  const rows = await sql<{ citingKind: CitingKind; citingId: number }[]>`
    select distinct citing_kind, citing_id from citation where cited_kind = ${kind} and cited_id = ${id}`;
  const kinds = [...new Set(rows.map((r) => r.citingKind))];
  const idsOf = (k: CitingKind) => rows.filter((r) => r.citingKind === k).map((r) => r.citingId);
  return (await Promise.all(kinds.map((k) => citing[k](sql, idsOf(k), reader, language)))).flat();
}
