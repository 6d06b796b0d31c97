import type { Db } from '../../../db/connect';
import {
  objectionOf,
  type PositionKind,
  type ProposalState,
  standingPosition,
  stateOf,
} from '../../decisions/proposal';
import { foundFrom, type ProposalRow, ruleColumns, visibleProposal } from '../../decisions/queries/rules.server';
import type { Reader } from '../../people/person';

/** A proposal on an agenda, with where each member stands on it now. */
export interface AgendaProposal {
  id: number;
  title: string;
  language: string;
  state: ProposalState;
  closesAt: string | null;
  /** Of each member to whom it was put: its position on the text as it stands, and whether its objection blocks. */
  positions: {
    organisation: number;
    kind: PositionKind | null;
    blocks: boolean;
    /** The number of the position that stands, 0 for none: whoever changes it says which one they saw. */
    was: number;
  }[];
}

/** Proposals as one column: those that `which` names, as far as the reader may see them. `proposalsFrom` reads it. */
export function proposalsColumn(sql: Db, reader: Reader | null, now: Date, which: ReturnType<Db>) {
  return sql`(select jsonb_agg(to_jsonb(x) order by x.id) from (
    select ${ruleColumns(sql, now)},
      (select jsonb_object_agg(y.organisation_id, y.id) from position y where y.proposal_id = p.id and y.ended_at is null) as current
    from proposal p where ${which} and ${visibleProposal(sql, reader, now)}) x)`;
}

/** Within JSON names are as the database has them, and instants are texts. */
function rowFrom(json: Record<string, unknown>): ProposalRow {
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(json)) {
    const key = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    row[key] = ['deadline', 'openedAt', 'decidedAt'].includes(key) && value ? new Date(String(value)) : value;
  }
  return row as unknown as ProposalRow;
}

export function proposalsFrom(column: Record<string, unknown>[] | null, now: Date): AgendaProposal[] {
  return (column ?? []).map((json) => {
    const found = foundFrom(rowFrom(json));
    const { rules } = found;
    const current = (json.current ?? {}) as Record<string, number>;
    return {
      id: found.id,
      title: found.title,
      language: found.language,
      state: stateOf(rules, now.getTime()),
      closesAt: rules.deadline === null ? null : new Date(rules.deadline).toISOString(),
      positions: rules.members
        .filter((m) => m.leftAt === null)
        .map(({ organisation }) => ({
          organisation,
          kind: standingPosition(rules, organisation)?.kind ?? null,
          blocks: objectionOf(rules, organisation) !== undefined,
          was: current[String(organisation)] ?? 0,
        })),
    };
  });
}
