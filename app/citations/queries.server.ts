import type { Db } from '../../db/connect';
import { citedClaims, readCitingClaims } from '../consultations/claims/cited.server';
import { readCitingResponses } from '../consultations/response/citing.server';
import { citedConsultationStatements } from '../consultations/statements/cited.server';
import { citedDecisions, readCitingDecisions } from '../decisions/register/cited.server';
import { citedPosts } from '../discussions/cited.server';
import { citedPassages } from '../documents/cited.server';
import { readCitingDocuments } from '../documents/citing.server';
import { citedVoices } from '../heard/cited.server';
import type { Reader } from '../people/person';
import { citedAnswers } from '../questionnaires/cited.server';
import { readCitingRecommendations } from '../recommendations/citing.server';
import { citedStatements } from '../synthesis/cited.server';
import { readCitingStatements } from '../synthesis/citing.server';
import type { CitedKind, CitedThing, CitingKind, CitingThing } from './citation';
import type { CitedRows } from './cited-rows.server';

type ReadCiting = (sql: Db, ids: number[], reader: Reader | null, language: string) => Promise<CitingThing[]>;

/** A kind that can be cited comes in by one line here: its slice gives what the reader may see of it. */
const cited: Record<CitedKind, CitedRows> = {
  post: citedPosts,
  statement: citedStatements,
  passage: citedPassages,
  voice: citedVoices,
  answer: citedAnswers,
  'consultation-statement': citedConsultationStatements,
  claim: citedClaims,
  decision: citedDecisions,
};

/** The same for what cites, each in a query of its own. */
const citing: Record<CitingKind, ReadCiting> = {
  statement: readCitingStatements,
  document: readCitingDocuments,
  claim: readCitingClaims,
  response: readCitingResponses,
  recommendation: readCitingRecommendations,
  decision: readCitingDecisions,
};

/** What there is of a thing for the reader who asked: a marker where there is nothing. */
export type CitedThings = (kind: CitedKind, id: number) => CitedThing;

/** All cited things of a page with the reader's rights, of whatever kinds they are: one statement, and none for nothing. */
export async function readCited(
  sql: Db,
  things: { kind: CitedKind; id: number }[],
  reader: Reader | null,
  language: string,
): Promise<CitedThings> {
  const ids = new Map<CitedKind, Set<number>>();
  for (const { kind, id } of things) ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  const found = new Map<string, CitedThing>();
  const selects = [...ids].map(
    ([kind, some]) =>
      sql`select ${kind}::text as kind, to_jsonb(x) as row from (${cited[kind].select(sql, [...some], reader, language)}) x`,
  );
  if (selects.length > 0) {
    const rows = await sql<{ kind: CitedKind; row: { id: number } }[]>`
      ${selects.reduce((all, one) => sql`${all} union all ${one}`)}`;
    for (const { kind, row } of rows) found.set(`${kind} ${row.id}`, cited[kind].thing(row));
  }
  return (kind, id) => found.get(`${kind} ${id}`) ?? { kind: 'nothing', why: 'not-for-you' };
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
