import type { Db } from '../../../db/connect';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import type { Reader } from '../../people/person';
import { excerpt } from '../../shared/rich-text/excerpt';
import type { CommitmentState } from '../../tasks/commitment';
import { visibleConsultation } from '../queries/visible.server';
import type { Decision } from './response';

/** A passage of a programme that a response names, as this reader may see it; without its words where it is not for them. */
export interface PlaceView {
  path: string;
  title: string;
  titleLanguage: string;
  words: string;
  language: string;
  /** It reads otherwise now than when it was named, or stands there no more. */
  state: 'current' | 'changed' | 'gone';
}

export interface ResponseView {
  id: number;
  organisationId: number;
  organisation: string;
  handle: string;
  decision: Decision;
  language: string;
  reason: string;
  action: string;
  dueOn: string | null;
  /** What it promises, as a commitment: its id, how it stands, and why it is not pursued. */
  commitment: number | null;
  state: CommitmentState | null;
  notPursued: string;
  done: string;
  doneAt: string | null;
  publishedAt: string | null;
  correctedAt: string | null;
  version: number;
  places: PlaceView[];
  /** Places that this reader may not see. */
  hidden: number;
}

/** A document in which a claim or a source is cited. */
export interface DocumentView {
  id: number;
  title: string;
  language: string;
}

/** A claim as it stands where its trace is followed. */
export interface TracedClaim {
  id: number;
  consultation: { id: number; title: string; language: string };
  words: string;
  language: string;
  /** How many it rests on; voices of survivors are in no count. */
  sources: number;
  /** ISO weeks in which survivors' views were cited, as 202647: of them nothing finer is said. */
  weeks: number[];
  responses: ResponseView[];
  documents: DocumentView[];
}

type PlaceRow = Omit<PlaceView, 'words'> & { words: string };
export type ResponseRow = Omit<ResponseView, 'places' | 'hidden'> & { places: (PlaceRow | null)[] | null };
export type ClaimRow = Omit<TracedClaim, 'responses' | 'documents' | 'weeks'> & {
  weeks: number[] | null;
  responses: ResponseRow[] | null;
  documents: DocumentView[] | null;
};

const excerptLength = 240;

/**
 * That what response `r` had promised as commitment `k` was taken back by the response itself: it promises nothing now. What
 * it once did stays in the list of commitments, with the reason.
 */
function givenUp(sql: Db) {
  return sql`(k.id is null or (r.decision = 'not' and k.state = 'not-pursued'))`;
}

/** What response `r` promises: a join, to nothing where it promises nothing. */
export function promised(sql: Db) {
  return sql`left join commitment k on k.subject_kind = 'response' and k.subject_id = r.id`;
}

/** Response `r` with its commitment `k`, its organisation `o` and the places that it names, as one JSON object. */
function responseObject(sql: Db, reader: Reader | null, language: string, now: Date) {
  return sql`jsonb_build_object('id', r.id, 'organisationId', o.id, 'organisation', coalesce(o.names ->> ${language}, o.short_name, o.name),
    'handle', o.handle, 'decision', r.decision, 'language', r.language, 'reason', r.reason,
    'action', case when ${givenUp(sql)} then '' else coalesce(k.words, '') end, 'dueOn', case when not ${givenUp(sql)} then k.due_on end,
    'commitment', k.id, 'state', k.state, 'notPursued', coalesce(k.reason, ''), 'done', coalesce(k.done, ''),
    'doneAt', case when k.state = 'done' then k.settled_at end, 'publishedAt', r.published_at, 'correctedAt', r.corrected_at, 'version', r.version,
    'places', (select jsonb_agg(case when ${readableBy(sql, reader, now)} then
        jsonb_build_object('path', '/passages/' || p.id, 'title', ${titleIn(sql, language)}, 'titleLanguage', ${titleLanguage(sql, language)},
          'words', case when p.gone_at is null then left(p.plain, ${excerptLength * 4}) else '' end, 'language', d.language,
          'state', case when p.gone_at is not null then 'gone' when p.version <> z.cited_version then 'changed' else 'current' end) end order by z.id)
      from citation z join document_passage p on p.id = z.cited_id join document d on d.id = p.document_id
      where z.citing_kind = 'response' and z.citing_id = r.id and z.cited_kind = 'passage'))`;
}

/** The responses to `claim m` that are published, or also those that are being written: a column. */
export function responsesColumn(
  sql: Db,
  {
    reader,
    language,
    now,
    drafts = sql`false`,
  }: { reader: Reader | null; language: string; now: Date; drafts?: ReturnType<Db> },
) {
  return sql`(select jsonb_agg(${responseObject(sql, reader, language, now)} order by r.published_at nulls last, r.id)
    from claim_response r join organisation o on o.id = r.organisation_id ${promised(sql)}
    where r.claim_id = m.id and (r.published_at is not null or ${drafts}))`;
}

/** Claim `m` of consultation `c`, with what became of it, as one JSON object. */
export function tracedClaim(sql: Db, of: { reader: Reader | null; language: string; now: Date }) {
  const { reader, language, now } = of;
  return sql`jsonb_build_object('id', m.id,
    'consultation', (select jsonb_build_object('id', c.id, 'title', x.title, 'language', x.language) from consultation_text x
      where x.consultation_id = c.id order by x.language = ${language} desc, x.language = c.language desc, x.language limit 1),
    'words', w.body, 'language', w.language,
    'sources', (select count(distinct (g.kind, g.source_id)) from claim_passage g where g.claim_id = m.id and g.kind <> 'voice'),
    'weeks', (select jsonb_agg(distinct to_char(g.tagged_at at time zone 'UTC', 'IYYYIW')::int) from claim_passage g
      join voice v on v.id = g.source_id where g.claim_id = m.id and g.kind = 'voice' and v.state = 'released'),
    'responses', ${responsesColumn(sql, of)},
    'documents', (select jsonb_agg(jsonb_build_object('id', d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)}) order by d.id)
      from document d where d.id in (select z.citing_id from citation z
        where z.citing_kind = 'document' and z.cited_kind = 'claim' and z.cited_id = m.id) and ${readableBy(sql, reader, now)}))`;
}

/** The words of claim `m` in the language asked for, or its own: a lateral join under the name `w`. */
export function claimWords(sql: Db, language: string) {
  return sql`lateral (select t.body, t.language from claim_text t where t.claim_id = m.id
    order by t.language = ${language} desc, t.language = m.language desc, t.language limit 1) w`;
}

/** That everybody who sees consultation `c` may read claim `m`, and that this reader does. */
export function readableClaim(sql: Db, reader: Reader | null) {
  return sql`(m.published_at is not null and m.withdrawn_at is null and ${visibleConsultation(sql, reader)})`;
}

export function responseFrom(row: ResponseRow): ResponseView {
  const places = row.places ?? [];
  const seen = places.filter((p) => p !== null);
  return {
    ...row,
    places: seen.map((p) => ({ ...p, words: excerpt(p.words, excerptLength) })),
    hidden: places.length - seen.length,
  };
}

export function claimFrom(row: ClaimRow): TracedClaim {
  return {
    ...row,
    weeks: row.weeks ?? [],
    responses: (row.responses ?? []).map(responseFrom),
    documents: row.documents ?? [],
  };
}
