import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { patternsOf } from '../../shared/search.server';
import { closesAt, type ProposalState, standingPosition, stateOf } from '../proposal';
import { foundFrom, type ProposalRow, ruleColumns, visibleProposal } from './rules.server';

export const listLength = 30;

export const listGroups = ['open', 'decided', 'drafts'] as const;
export type ListGroup = (typeof listGroups)[number];

export interface ListedProposal {
  id: number;
  title: string;
  language: string;
  lead: string | null;
  state: ProposalState;
  significant: boolean;
  openedAt: string | null;
  closesAt: string | null;
  decidedAt: string | null;
  /** Of the members that still are: how many have a position on the text as it stands. */
  given: number;
  members: number;
  objections: number;
}

/** Proposals of a group that this reader may see: what is open in the order of its opening, what is decided the newest first. One statement. */
export async function listProposals(
  sql: Db,
  reader: Reader | null,
  { group, query, page }: { group: ListGroup; query: string; page: number },
  now: Date,
): Promise<{ proposals: ListedProposal[]; total: number }> {
  const within = {
    open: sql`p.opened_at is not null and p.outcome is null`,
    decided: sql`p.outcome is not null`,
    drafts: sql`p.opened_at is null`,
  }[group];
  const order = group === 'decided' ? sql`p.decided_at desc, p.id desc` : sql`p.opened_at, p.id`;
  const patterns = patternsOf(query);
  const rows = await sql<(ProposalRow & { lead: string | null; significant: boolean; total: number })[]>`
    select ${ruleColumns(sql, now)}, p.significant, (select coalesce(o.short_name, o.name) from organisation o where o.id = p.lead_id) as lead,
      count(*) over ()::int as total
    from proposal p where ${within} and ${visibleProposal(sql, reader, now)} and p.title ilike all(${patterns}::text[])
    order by ${order} limit ${listLength} offset ${(page - 1) * listLength}`;
  return { proposals: rows.map((row) => listedFrom(row, now)), total: rows[0]?.total ?? 0 };
}

function listedFrom(row: ProposalRow & { lead: string | null; significant: boolean }, now: Date): ListedProposal {
  const { rules, id, title, language } = foundFrom(row);
  const close = closesAt(rules);
  const members = rules.members.filter((m) => m.leftAt === null);
  return {
    ...{ id, title, language, lead: row.lead, significant: row.significant, state: stateOf(rules, now.getTime()) },
    openedAt: iso(rules.openedAt),
    closesAt: iso(close),
    decidedAt: iso(rules.decided?.at ?? null),
    given: members.filter((m) => standingPosition(rules, m.organisation)).length,
    members: members.length,
    objections: rules.objections.filter((o) => ['raised', 'discussed', 'sustained'].includes(o.state)).length,
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
