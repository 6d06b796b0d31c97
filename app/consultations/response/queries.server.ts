import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type ConsultationHead, headColumns } from '../queries/reading.server';
import { textOf, visibleConsultation } from '../queries/visible.server';
import {
  type ClaimRow,
  claimFrom,
  claimWords,
  type ResponseRow,
  type ResponseView,
  readableClaim,
  responseFrom,
  responsesColumn,
  type TracedClaim,
  tracedClaim,
} from './columns.server';
import { mayAsk, mayRespondFor, type Responding } from './response';

interface Asking {
  reader: Reader | null;
  language: string;
  now: Date;
}

export interface ResponsesView extends ConsultationHead {
  id: number;
  slug: string;
  publishedAt: string;
  /** Organisations that are responsible, beside each claim: those of which a response is still awaited. */
  claims: (TracedClaim & { awaited: Awaited[]; mayRespond: boolean })[];
  facilitates: boolean;
}

export interface Awaited {
  id: number;
  name: string;
  dueOn: string | null;
}

interface Row extends ConsultationHead {
  id: number;
  slug: string;
  hostId: number;
  facilitates: boolean;
  publishedAt: Date | null;
  claims: (ClaimRow & { asked: Awaited[] | null })[] | null;
}

/** Whether this reader facilitates consultation `c`: a column. */
function facilitatesColumn(sql: Db, reader: Reader | null) {
  return sql`exists (select from activity_role r where r.activity = 'consultation' and r.activity_id = c.id
    and r.person_id = ${reader?.id ?? null} and r.role = 'facilitator')`;
}

/** Organisations that were asked to respond to claim `m`, `[{ id, name, dueOn }]`: a column. */
function askedColumn(sql: Db, language: string) {
  return sql`(select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.names ->> ${language}, o.short_name, o.name), 'dueOn', q.due_on)
      order by q.asked_at, o.id)
    from claim_responsible q join organisation o on o.id = q.organisation_id where q.claim_id = m.id)`;
}

/**
 * You said, we did: every published claim of a consultation with what was answered to it and what acts on it, in one
 * statement. Throws not-found where the reader may not see the consultation, or its synthesis is not published yet.
 */
export async function readResponses(sql: Db, consultation: number, of: Asking): Promise<ResponsesView> {
  const { reader, language } = of;
  const [row] = await sql<Row[]>`
    select c.id, c.slug, ${headColumns(sql, reader, language, of.now)}, c.host_id, ${facilitatesColumn(sql, reader)} as facilitates, y.published_at,
      (select jsonb_agg(${tracedClaim(sql, of)} || jsonb_build_object('asked', ${askedColumn(sql, language)}) order by m.position, m.id)
        from claim m join ${claimWords(sql, language)} on true where m.consultation_id = c.id and ${readableClaim(sql, reader)}) as claims
    from consultation c join ${textOf(sql, language)} x on true
    left join consultation_synthesis y on y.consultation_id = c.id
    where c.id = ${consultation} and ${visibleConsultation(sql, reader)}`;
  if (!row?.publishedAt) throw refuse('not-found', 'shared:errors.not-found');
  const { hostId, facilitates, claims, publishedAt, ...rest } = row;
  return {
    ...rest,
    publishedAt: publishedAt.toISOString(),
    facilitates: mayAsk({ facilitates }, reader),
    claims: (claims ?? []).map(({ asked, ...claim }) => {
      const view = claimFrom(claim);
      const answered = new Set(view.responses.map((r) => r.organisationId));
      const responding = {
        hostId,
        askedIds: (asked ?? []).map((a) => a.id),
        facilitates,
        isPublished: true,
        isWithdrawn: false,
      };
      return {
        ...view,
        awaited: (asked ?? []).filter((a) => !answered.has(a.id)),
        mayRespond: mayRespondFor(responding, reader).length > 0,
      };
    }),
  };
}

export interface ClaimToRespond extends ConsultationHead {
  id: number;
  consultation: number;
  slug: string;
  words: string;
  language: string;
  withdrawn: boolean;
  responding: Responding;
  /** Organisations in whose name this reader may write, with what is written so far. */
  mine: { organisation: number; name: string; dueOn: string | null; response: ResponseView | null }[];
  asked: Awaited[];
  /** All organisations that could be asked; read by those who ask. */
  candidates: { id: number; name: string }[];
  mayAsk: boolean;
}

interface ClaimToRespondRow extends ConsultationHead {
  id: number;
  consultation: number;
  slug: string;
  words: string | null;
  language: string | null;
  withdrawn: boolean;
  published: boolean;
  hostId: number;
  hostName: string;
  facilitates: boolean;
  asked: Awaited[] | null;
  responses: ResponseRow[] | null;
  candidates: { id: number; name: string }[] | null;
}

/**
 * A claim for those who answer it, with what they have written so far, in one statement. Throws not-found for whoever may
 * answer in nobody's name.
 */
export async function readClaimToRespond(
  sql: Db,
  { consultation, claim }: { consultation: number; claim: number },
  of: Asking,
): Promise<ClaimToRespond> {
  const { reader, language } = of;
  const name = sql`coalesce(o.names ->> ${language}, o.short_name, o.name)`;
  const asks = sql`(${reader?.secretariat ?? false} or ${facilitatesColumn(sql, reader)})`;
  const [row] = await sql<ClaimToRespondRow[]>`
    select m.id, c.id as consultation, c.slug, ${headColumns(sql, reader, language, of.now)}, w.body as words, w.language, m.withdrawn_at is not null as withdrawn,
      m.published_at is not null as published, c.host_id, (select ${name} from organisation o where o.id = c.host_id) as host_name,
      ${facilitatesColumn(sql, reader)} as facilitates, ${askedColumn(sql, language)} as asked,
      ${responsesColumn(sql, { ...of, drafts: sql`true` })} as responses,
      case when ${asks} then (select jsonb_agg(jsonb_build_object('id', o.id, 'name', ${name}) order by ${name}, o.id) from organisation o
        where o.sector <> 'survivor-group' and (c.readers <> 'invited' or o.id = c.host_id
          or exists (select from consultation_invitation v where v.consultation_id = c.id and v.organisation_id = o.id))) end as candidates
    from claim m join consultation c on c.id = m.consultation_id join ${textOf(sql, language)} x on true
    left join ${claimWords(sql, language)} on true
    where m.id = ${claim} and c.id = ${consultation} and ${visibleConsultation(sql, reader)}`;
  if (!row?.published) throw refuse('not-found', 'shared:errors.not-found');
  const asked = row.asked ?? [];
  const responding: Responding = {
    hostId: row.hostId,
    askedIds: asked.map((a) => a.id),
    facilitates: row.facilitates,
    isPublished: row.published,
    isWithdrawn: row.withdrawn,
  };
  const may = mayRespondFor(responding, reader);
  if (may.length === 0) throw refuse('not-found', 'shared:errors.not-found');
  const responses = (row.responses ?? []).map(responseFrom);
  return {
    id: row.id,
    consultation: row.consultation,
    slug: row.slug,
    title: row.title,
    textLanguage: row.textLanguage,
    feeds: row.feeds,
    feedsKind: row.feedsKind,
    feedsDocument: row.feedsDocument,
    words: row.words ?? '',
    language: row.language ?? language,
    withdrawn: row.withdrawn,
    responding,
    mine: may.map((organisation) => ({
      organisation,
      name: asked.find((a) => a.id === organisation)?.name ?? row.hostName,
      dueOn: asked.find((a) => a.id === organisation)?.dueOn ?? null,
      response: responses.find((r) => r.organisationId === organisation) ?? null,
    })),
    asked,
    candidates: row.candidates ?? [],
    mayAsk: mayAsk(responding, reader),
  };
}
