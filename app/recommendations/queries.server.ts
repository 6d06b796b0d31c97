import type { Db } from '../../db/connect';
import type { PlaceView } from '../consultations/response/columns.server';
import { readableBy, titleIn, titleLanguage } from '../documents/visible.server';
import { type Area, areasWithin } from '../organisations/places';
import type { Reader } from '../people/person';
import { pickVersion } from '../shared/languages';
import { refuse } from '../shared/refusal';
import type { CommitmentState } from '../tasks/commitment';
import type { RegisterSearch } from './forms';
import type { RecommendationKind } from './recommendation';

export const listLength = 30;

/** A recommendation as lists and exports show it. Days are ISO dates. */
export interface ListedRecommendation {
  id: number;
  outcomeId: number;
  number: string;
  kind: RecommendationKind;
  heading: string;
  body: string;
  language: string;
  theme: string | null;
  sectors: string[];
  state: CommitmentState;
  dueOn: string | null;
  owner: string | null;
  outcome: string;
  outcomeLanguage: string;
  organisers: string;
  place: string;
  region: Area;
  heldFrom: string | null;
  heldUntil: string | null;
  changedAt: Date;
}

function textOf(sql: Db, language: string) {
  return sql`lateral (select t.heading, t.body, t.language from recommendation_text t where t.recommendation_id = r.id
    order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1)`;
}

function outcomeText(sql: Db, language: string) {
  return sql`lateral (select t.title, t.organisers, t.language from outcome_text t where t.outcome_id = o.id
    order by t.language = ${language} desc, t.language = o.language desc, t.language limit 1)`;
}

/** How recommendation `r` stands: a join. Each has one commitment, from the beginning. */
function standing(sql: Db) {
  return sql`join commitment k on k.subject_kind = 'recommendation' and k.subject_id = r.id`;
}

function overdue(sql: Db, today: string) {
  return sql`(k.due_on < ${today}::date and k.state in ('open', 'under-way'))`;
}

type Filters = Omit<RegisterSearch, 'page'>;

function matching(sql: Db, f: Filters, today: string) {
  return sql`(${f.state ?? null}::text is null or k.state = ${f.state ?? null})
    and (${f.region ?? null}::text is null or o.region = any(${f.region ? [...areasWithin(f.region as Area)] : []}::text[]))
    and (${f.theme ?? null}::text is null or r.theme = ${f.theme ?? null})
    and (${f.sector ?? null}::text is null or ${f.sector ?? null} = any(r.sectors))
    and (${f.outcome ?? null}::bigint is null or o.id = ${f.outcome ?? null}::bigint)
    and (${f.overdue === undefined} or ${overdue(sql, today)})`;
}

/** The register, the latest events first and each in its own order; one statement. Refuses not-found beyond its end. */
export async function listRecommendations(
  sql: Db,
  {
    language,
    today,
    page,
    length = listLength,
    order = 'document',
    ...filters
  }: Filters & {
    language: string;
    today: string;
    page: number;
    length?: number;
    order?: 'document' | 'changed';
  },
): Promise<{ recommendations: ListedRecommendation[]; total: number }> {
  const by =
    order === 'changed' ? sql`r.changed_at desc, r.id desc` : sql`o.held_from desc nulls last, o.id, r.position`;
  const rows = await sql<(ListedRecommendation & { total: number })[]>`
    select r.id, r.outcome_id, r.number, r.kind, x.heading, x.body, x.language, r.theme, r.sectors, k.state, k.due_on::text as due_on,
      coalesce(w.names ->> ${language}, w.short_name, w.name) as owner, n.title as outcome, n.language as outcome_language, n.organisers,
      o.place, o.region, o.held_from::text as held_from, o.held_until::text as held_until, r.changed_at, count(*) over ()::int as total
    from recommendation r ${standing(sql)} join outcome o on o.id = r.outcome_id cross join ${textOf(sql, language)} x
    cross join ${outcomeText(sql, language)} n left join organisation w on w.id = k.owner_organisation_id
    where ${matching(sql, filters, today)}
    order by ${by} limit ${length} offset ${(page - 1) * length}`;
  if (rows.length === 0 && page > 1) throw refuse('not-found', 'shared:errors.not-found');
  return { total: rows[0]?.total ?? 0, recommendations: rows.map(({ total: _, ...row }) => row) };
}

/** How many there are of each area, theme and state, and how many of these are overdue: the whole register. One statement. */
export async function countRecommendations(
  sql: Db,
  today: string,
): Promise<{ region: Area; theme: string | null; state: CommitmentState; count: number; overdue: number }[]> {
  return sql<{ region: Area; theme: string | null; state: CommitmentState; count: number; overdue: number }[]>`
    select o.region, r.theme, k.state, count(*)::int as count, count(*) filter (where ${overdue(sql, today)})::int as overdue
    from recommendation r ${standing(sql)} join outcome o on o.id = r.outcome_id group by 1, 2, 3 order by 1, 2, 3`;
}

export interface RecommendationRecord extends ListedRecommendation {
  ownLanguage: string;
  ownerId: number | null;
  ownerHandle: string | null;
  reason: string;
  /** What was done in the end, in a few words; the notes say more. */
  done: string;
  /** Its commitment, which keeps how it stood. */
  commitment: number;
  version: number;
  eventId: number | null;
  texts: { language: string; heading: string; body: string }[];
  addressees: { name: string; handle: string }[];
  notes: { id: number; onDay: string; language: string; body: string; by: string | null }[];
  /** Paragraphs that act on it; null for one that this reader may not read. */
  places: (PlaceView | null)[];
}

/** One recommendation with all that became of it, in one statement. Refuses not-found. */
export async function readRecommendation(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<RecommendationRecord> {
  const [row] = await sql<
    (Omit<RecommendationRecord, 'heading' | 'body' | 'language' | 'texts' | 'addressees' | 'notes' | 'places'> & {
      texts: RecommendationRecord['texts'];
      addressees: RecommendationRecord['addressees'] | null;
      notes: RecommendationRecord['notes'] | null;
      places: RecommendationRecord['places'] | null;
    })[]
  >`
    select r.id, r.outcome_id, r.number, r.kind, r.theme, r.sectors, k.id as commitment, k.state, k.reason, k.done, k.due_on::text as due_on, r.version, r.changed_at,
      k.owner_organisation_id as owner_id, w.handle as owner_handle, coalesce(w.names ->> ${language}, w.short_name, w.name) as owner, o.language as own_language,
      o.place, o.region, o.held_from::text as held_from, o.held_until::text as held_until, n.title as outcome,
      n.language as outcome_language, n.organisers, (select e.id from event e where e.id = o.event_id and e.readers = 'public' and e.announced_at is not null) as event_id,
      (select jsonb_agg(jsonb_build_object('language', t.language, 'heading', t.heading, 'body', t.body) order by t.language)
        from recommendation_text t where t.recommendation_id = r.id) as texts,
      (select jsonb_agg(jsonb_build_object('name', coalesce(a.names ->> ${language}, a.name), 'handle', a.handle) order by a.name, a.id)
        from recommendation_addressee d join organisation a on a.id = d.organisation_id where d.recommendation_id = r.id) as addressees,
      (select jsonb_agg(jsonb_build_object('id', t.id, 'onDay', t.on_day, 'language', t.language, 'body', t.body,
          'by', coalesce(b.short_name, b.name)) order by t.on_day desc, t.id desc)
        from recommendation_note t join person p on p.id = t.written_by left join organisation b on b.id = p.organisation_id
        where t.recommendation_id = r.id) as notes,
      (select jsonb_agg(case when ${readableBy(sql, reader, now)} then
          jsonb_build_object('path', '/passages/' || p.id, 'title', ${titleIn(sql, language)}, 'titleLanguage', ${titleLanguage(sql, language)},
            'words', case when p.gone_at is null then left(p.plain, 400) else '' end, 'language', d.language,
            'state', case when p.gone_at is not null then 'gone' when p.version <> z.cited_version then 'changed' else 'current' end) end order by z.id)
        from citation z join document_passage p on p.id = z.cited_id join document d on d.id = p.document_id
        where z.citing_kind = 'recommendation' and z.citing_id = r.id and z.cited_kind = 'passage') as places
    from recommendation r ${standing(sql)} join outcome o on o.id = r.outcome_id cross join ${outcomeText(sql, language)} n
    left join organisation w on w.id = k.owner_organisation_id where r.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const words = pickVersion(row.texts, language, row.ownLanguage)!;
  const { addressees, notes, places, ...rest } = row;
  return {
    ...rest,
    heading: words.heading,
    body: words.body,
    language: words.language,
    addressees: addressees ?? [],
    notes: notes ?? [],
    places: places ?? [],
  };
}
