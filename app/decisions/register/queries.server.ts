import type { Db } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { patternsOf } from '../../shared/search.server';
import type { EntryAnswer } from '../entry/entry';
import { entryColumn } from '../entry/queries.server';
import type { Outcome, PositionKind } from '../proposal';
import { visibleProposal } from '../queries/rules.server';
import { type RegisterSearch, registerLength } from './register';

/** A decision as the register lists it. */
export interface Registered {
  id: number;
  year: number;
  number: number;
  title: string;
  language: string;
  lead: string | null;
  outcome: Outcome;
  decidedAt: string;
  /** Of the text that was decided on, in its own language: SHA-256, hex. */
  hash: string;
  reviewOn: string | null;
  /** The day on which it is to be looked at again has come. */
  due: boolean;
  consultation: number | null;
  /** What each member said at the close; none where it said nothing. */
  positions: { organisation: string; kind: PositionKind; words: string; language: string }[];
  /** Strong objections that were never withdrawn. */
  objections: { organisation: string; reason: string; resolution: string; language: string }[];
  evidence: number;
  /** How what is taken on was judged by the entry criteria; null where nothing is, or nothing was asked. */
  entry: EntryAnswer[] | null;
}

/** What has been decided, the newest number first, with how many there are and the years in which something was. One statement. */
export async function listRegister(
  sql: Db,
  reader: Reader | null,
  search: RegisterSearch,
  now: Date,
  length = registerLength,
): Promise<{ decisions: Registered[]; total: number; years: number[] }> {
  const today = dayOf(now);
  const due = sql`coalesce(p.review_on <= ${today}::date, false)`;
  const matches = sql`p.register_number is not null and ${visibleProposal(sql, reader, now)}
    and (${search.year ?? null}::int is null or p.register_year = ${search.year ?? null})
    and (${search.outcome ?? null}::text is null or p.outcome = ${search.outcome ?? null})
    and (not ${search.due} or ${due}) and p.title ilike all(${patternsOf(search.q)}::text[])`;
  const [row] = await sql<{ decisions: Registered[] | null; total: number; years: number[] | null }[]>`
    select (select count(*)::int from proposal p where ${matches}) as total,
      (select jsonb_agg(distinct p.register_year) from proposal p where p.register_number is not null) as years,
      (select jsonb_agg(to_jsonb(x) order by x.year desc, x.number desc) from (
        select p.id, p.register_year as year, p.register_number as number, p.title, p.language, p.outcome, p.decided_at as "decidedAt",
          p.review_on::text as "reviewOn", ${due} as due, p.consultation_id as consultation,
          (select coalesce(o.short_name, o.name) from organisation o where o.id = p.lead_id) as lead,
          (select t.hash from proposal_text t where t.proposal_id = p.id and t.original order by t.version desc limit 1) as hash,
          (select coalesce(jsonb_agg(jsonb_build_object('organisation', coalesce(o.short_name, o.name), 'kind', s.kind, 'words', s.words,
              'language', s.language) order by coalesce(o.short_name, o.name)), '[]')
            from position s join organisation o on o.id = s.organisation_id where s.proposal_id = p.id and s.ended_at is null) as positions,
          (select coalesce(jsonb_agg(jsonb_build_object('organisation', coalesce(o.short_name, o.name), 'reason', s.reason,
              'resolution', s.resolution, 'language', s.language) order by coalesce(o.short_name, o.name)), '[]')
            from objection s join organisation o on o.id = s.organisation_id
            where s.proposal_id = p.id and s.state in ('raised', 'discussed', 'sustained')) as objections,
          (select count(*)::int from proposal_evidence e where e.proposal_id = p.id) as evidence, ${entryColumn(sql)} as entry
        from proposal p where ${matches} order by p.register_year desc, p.register_number desc
        limit ${length} offset ${(search.page - 1) * length}) x) as decisions`;
  const years = [...(row!.years ?? [])].sort((a, b) => b - a);
  return { decisions: row!.decisions ?? [], total: row!.total, years };
}

/** An entry of the log; of what is not decided yet only that there is an entry, and its place in the chain. */
export interface ShownEntry {
  seq: number;
  at: string | null;
  kind: string | null;
  proposal: number | null;
  body: unknown;
  previous: string;
  hash: string;
}

/** Entries of the log after `after`, in order, as far as this reader may see the proposals of which they tell. */
export async function listLog(
  sql: Db,
  reader: Reader | null,
  { after, length }: { after: number; length: number },
  now: Date,
): Promise<ShownEntry[]> {
  const rows = await sql<(Omit<ShownEntry, 'at'> & { at: Date; shown: boolean })[]>`
    select l.seq, l.at, l.kind, l.proposal_id as proposal, l.body, l.previous, l.hash,
      coalesce(p.id is null or ${visibleProposal(sql, reader, now)}, false) as shown
    from decision_log l left join proposal p on p.id = l.proposal_id
    where l.seq > ${after} order by l.seq limit ${length}`;
  return rows.map(({ shown, at, ...entry }) =>
    shown ? { ...entry, at: at.toISOString() } : { ...entry, at: null, kind: null, proposal: null, body: null },
  );
}

/** How many entries the log has. */
export async function countLog(sql: Db): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select coalesce(max(seq), 0)::int as count from decision_log`;
  return row!.count;
}
