import type { Db } from '../../../db/connect';
import { dayOf } from '../../organisations/organisation';
import { isActive, isSecretariat, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { type Instant, type Objection, type Position, type Proposal, stateOf, type Version } from '../proposal';
import { type DecisionTie, maySee } from '../rights';
import { step } from '../steps';

/** A proposal as far as the rules see it, with what its addresses and what hangs on it need. */
export interface FoundProposal {
  id: number;
  title: string;
  language: string;
  leadId: number | null;
  createdBy: number;
  /** Of the form of the draft. */
  version: number;
  subjectKind: string | null;
  subjectId: number | null;
  documentId: number | null;
  /** Of a draft: the version of its document that is to be put; null: as it stands then. */
  documentVersionId: number | null;
  consultationId: number | null;
  /** As it stands: who has left the committee by now is a member no more, whether or not that is written down. */
  rules: Proposal;
  /** Organisations that have left since, which a deed writes down. */
  leavers: { organisation: number; at: Instant }[];
}

export interface RuledProposal extends FoundProposal {
  tie: DecisionTie;
}

export interface ProposalRow {
  id: number;
  title: string;
  language: string;
  leadId: number | null;
  createdBy: number;
  version: number;
  subjectKind: string | null;
  subjectId: number | null;
  documentId: number | null;
  documentVersionId: number | null;
  consultationId: number | null;
  mode: Proposal['rule']['mode'];
  hours: number;
  quorum: number | null;
  languages: string[];
  deadline: Date | null;
  openedAt: Date | null;
  outcome: NonNullable<Proposal['decided']>['outcome'] | null;
  decidedAt: Date | null;
  members: { organisation: number; leftAt: string | null; leaves: string | null }[] | null;
  versions: (Omit<Version, 'at' | 'protestedAt'> & { at: string; protestedAt: string | null })[] | null;
  translations: { version: number; language: string; at: string }[] | null;
  positions: (Omit<Position, 'at'> & { at: string })[] | null;
  objections: (Omit<Objection, 'raisedAt' | 'settledAt'> & { raisedAt: string; settledAt: string | null })[] | null;
}

/** Columns of `proposal p` that the rules need, as `ProposalRow`. Who is a member is asked as of the day of `now`. */
export function ruleColumns(sql: Db, now: Date) {
  const day = dayOf(now);
  return sql`p.id, p.title, p.language, p.lead_id, p.created_by, p.version, p.subject_kind, p.subject_id, p.document_id, p.document_version_id, p.consultation_id,
    p.mode, p.hours, p.quorum, p.languages, p.deadline, p.opened_at, p.outcome, p.decided_at,
    (select jsonb_agg(jsonb_build_object('organisation', m.organisation_id, 'leftAt', m.left_at, 'leaves', case
        when m.left_at is not null or exists (select from membership s where s.organisation_id = m.organisation_id
          and s.since <= ${day}::date and (s.until is null or ${day}::date <= s.until)) then null
        else (select (max(s.until) + 1)::timestamp at time zone 'UTC' from membership s
          where s.organisation_id = m.organisation_id and s.until < ${day}::date) end) order by m.organisation_id)
      from proposal_member m where m.proposal_id = p.id) as members,
    (select jsonb_agg(jsonb_build_object('number', v.number, 'at', v.at, 'editorial', v.editorial, 'protestedAt', v.protested_at) order by v.number)
      from proposal_version v where v.proposal_id = p.id) as versions,
    (select jsonb_agg(jsonb_build_object('version', x.version, 'language', x.language, 'at', x.at) order by x.id)
      from proposal_text x where x.proposal_id = p.id and not x.original) as translations,
    (select jsonb_agg(jsonb_build_object('organisation', x.organisation_id, 'kind', x.kind, 'version', x.version, 'at', x.at) order by x.id)
      from position x where x.proposal_id = p.id and x.ended_at is null) as positions,
    (select jsonb_agg(jsonb_build_object('organisation', o.organisation_id, 'state', o.state, 'raisedAt', o.raised_at,
        'settledAt', o.settled_at) order by o.raised_at, o.id)
      from objection o where o.proposal_id = p.id) as objections`;
}

const at = (text: string): Instant => Date.parse(text);
const atOrNull = (text: string | null): Instant | null => (text === null ? null : at(text));

/** Of a row with `ruleColumns`: the proposal as the rules see it, from which those who have left since are gone. */
export function foundFrom(row: ProposalRow): FoundProposal {
  const stored: Proposal = {
    openedAt: row.openedAt?.getTime() ?? null,
    rule: { mode: row.mode, hours: row.hours, quorum: row.quorum ?? 1, languages: row.languages },
    deadline: row.deadline?.getTime() ?? null,
    members: (row.members ?? []).map((m) => ({ organisation: m.organisation, leftAt: atOrNull(m.leftAt) })),
    versions: (row.versions ?? []).map((v) => ({ ...v, at: at(v.at), protestedAt: atOrNull(v.protestedAt) })),
    translations: (row.translations ?? []).map((t) => ({ ...t, at: at(t.at) })),
    positions: (row.positions ?? []).map((x) => ({ ...x, at: at(x.at) })),
    objections: (row.objections ?? []).map((o) => ({
      ...o,
      raisedAt: at(o.raisedAt),
      settledAt: atOrNull(o.settledAt),
    })),
    decided: row.outcome === null ? null : { outcome: row.outcome, at: row.decidedAt!.getTime() },
  };
  const leaving = (row.members ?? []).flatMap((m) =>
    m.leaves ? [{ organisation: m.organisation, at: at(m.leaves) }] : [],
  );
  const { rules, leavers } = withLeavers(stored, leaving);
  const { id, title, language, leadId, createdBy, version, subjectKind, subjectId } = row;
  const { documentId, documentVersionId, consultationId } = row;
  return {
    ...{ id, title, language, leadId, createdBy, version, subjectKind, subjectId },
    ...{ documentId, documentVersionId, consultationId },
    rules,
    leavers,
  };
}

/** Those who left before the close, in the order in which they did; after it nothing changes any more. */
function withLeavers(stored: Proposal, leaving: FoundProposal['leavers']): Pick<FoundProposal, 'rules' | 'leavers'> {
  let rules = stored;
  const leavers: FoundProposal['leavers'] = [];
  // A membership that was ended for days gone by ends for a proposal no earlier than what its organisation did there.
  const since = (organisation: number) =>
    Math.max(
      stored.openedAt ?? 0,
      ...stored.objections.filter((o) => o.organisation === organisation).map((o) => o.settledAt ?? o.raisedAt),
    );
  const inOrder = leaving
    .map(({ organisation, at }) => ({ organisation, at: Math.max(at, since(organisation)) }))
    .sort((a, b) => a.at - b.at || a.organisation - b.organisation);
  for (const leaver of inOrder) {
    const after = step(rules, { do: 'leave', ...leaver });
    if ('refusal' in after) continue;
    rules = after;
    leavers.push(leaver);
  }
  return { rules, leavers };
}

/** What ties the reader to `proposal p`, as columns `member_today` and `observer`. */
export function tieColumns(sql: Db, reader: Reader | null, now: Date) {
  return sql`${memberToday(sql, reader, now)} as member_today,
    exists (select from proposal_observer w where w.proposal_id = p.id and w.person_id = ${reader?.id ?? null}) as observer`;
}

/** That the reader is of an organisation that is a member on the day of `now`, as a condition. */
export function memberToday(sql: Db, reader: Reader | null, now: Date) {
  if (!isActive(reader)) return sql`false`;
  const organisations = [reader.organisationId, ...reader.offices.map((o) => o.organisationId)].filter(
    (o) => o !== null,
  );
  const day = dayOf(now);
  return sql`exists (select from membership s where s.organisation_id = any(${organisations}::bigint[])
    and s.since <= ${day}::date and (s.until is null or ${day}::date <= s.until))`;
}

/** `maySee` as a condition on `proposal p`, by what is written down. What it leaves out is not selected, so it cannot leak by mistake. */
export function visibleProposal(sql: Db, reader: Reader | null, now: Date) {
  if (!isActive(reader)) return sql`(p.outcome is not null)`;
  if (isSecretariat(reader)) return sql`true`;
  const offices = reader.offices.map((o) => o.organisationId);
  return sql`(p.outcome is not null or (p.opened_at is null and p.lead_id = any(${offices}::bigint[]))
    or (p.opened_at is not null and (${memberToday(sql, reader, now)}
      or exists (select from proposal_observer w where w.proposal_id = p.id and w.person_id = ${reader.id}))))`;
}

/** What the rules need, in one query. */
export async function findProposalRules(sql: Db, id: number, now: Date): Promise<FoundProposal | null> {
  const [row] = await sql<ProposalRow[]>`select ${ruleColumns(sql, now)} from proposal p where p.id = ${id}`;
  return row ? foundFrom(row) : null;
}

/** The same with what ties this reader to it. Throws not-found where they may not even know that it exists. */
export async function readProposalRules(sql: Db, reader: Reader | null, id: number, now: Date): Promise<RuledProposal> {
  const [row] = await sql<(ProposalRow & DecisionTie)[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)} from proposal p where p.id = ${id}`;
  return ruledFrom(row, reader, now);
}

/** Of a row with `ruleColumns` and `tieColumns`. Throws not-found. */
export function ruledFrom(
  row: (ProposalRow & DecisionTie) | undefined,
  reader: Reader | null,
  now: Date,
): RuledProposal {
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const found = foundFrom(row);
  const tie = { memberToday: row.memberToday, observer: row.observer };
  if (!maySee(found, stateOf(found.rules, now.getTime()), reader, tie))
    throw refuse('not-found', 'shared:errors.not-found');
  return { ...found, tie };
}

/** What can be decided at this instant, that which closes first at the head: for agendas. Without asking who may see it. */
export async function listOpenProposals(sql: Db, now: Date): Promise<FoundProposal[]> {
  const rows = await sql<ProposalRow[]>`
    select ${ruleColumns(sql, now)} from proposal p where p.opened_at is not null and p.outcome is null order by p.deadline nulls last, p.id`;
  return rows.map(foundFrom).filter((p) => ['open', 'silence'].includes(stateOf(p.rules, now.getTime())));
}

/** Proposals about a subject that this reader may see, the newest first. */
export async function decisionOf(
  sql: Db,
  reader: Reader | null,
  kind: string,
  subjectId: number,
  now: Date,
): Promise<FoundProposal[]> {
  const rows = await sql<ProposalRow[]>`
    select ${ruleColumns(sql, now)} from proposal p
    where p.subject_kind = ${kind} and p.subject_id = ${subjectId} and ${visibleProposal(sql, reader, now)} order by p.id desc`;
  return rows.map(foundFrom);
}
