import type { Db } from '../../../db/connect';
import { textOf, visibleConsultation } from '../../consultations/queries/visible.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import type { EntryAnswer } from '../entry/entry';
import { entryColumn } from '../entry/queries.server';
import type { Principle } from '../principles';
import type { DecisionTie } from '../rights';
import { type ProposalRow, type RuledProposal, ruleColumns, ruledFrom, tieColumns } from './rules.server';
import { type ChoosableVersion, versionsColumn } from './versions.server';

export interface PreparedView {
  ruled: RuledProposal;
  significant: boolean;
  noConsultationReason: string;
  reviewOn: string | null;
  deferredBecause: string;
  quorum: number | null;
  review: { principle: Principle; applies: boolean; words: string }[];
  entry: EntryAnswer[];
  /** How many pieces it names. */
  evidence: number;
  observers: string[];
  versions: ChoosableVersion[];
  consultations: { id: number; title: string }[];
  memberCount: number;
}

const mostConsultations = 200;

/** A draft as its form shows it, with what can be chosen. One statement. */
export async function readPrepared(
  sql: Db,
  reader: Reader,
  id: number,
  language: string,
  now: Date,
): Promise<PreparedView> {
  const day = dayOf(now);
  type Extra = Omit<PreparedView, 'ruled' | 'review' | 'entry' | 'observers' | 'versions' | 'consultations'> & {
    review: PreparedView['review'] | null;
    entry: EntryAnswer[] | null;
    observers: string[] | null;
    versions: ChoosableVersion[] | null;
    consultations: PreparedView['consultations'] | null;
  };
  const [row] = await sql<(ProposalRow & DecisionTie & Extra)[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)}, p.significant, p.no_consultation_reason, p.review_on::text as review_on,
      p.deferred_because,
      (select jsonb_agg(jsonb_build_object('principle', r.principle, 'applies', r.applies, 'words', r.words))
        from proposal_principle r where r.proposal_id = p.id) as review,
      ${entryColumn(sql)} as entry,
      (select count(*)::int from proposal_evidence e where e.proposal_id = p.id) as evidence,
      (select jsonb_agg(x.handle order by x.handle) from proposal_observer w join person x on x.id = w.person_id where w.proposal_id = p.id) as observers,
      ${versionsColumn(sql, reader, now)} as versions,
      (select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title)) from (
        select c.id, x.title from consultation c cross join ${textOf(sql, language)} x
        where c.announced_at is not null and c.cancelled_at is null and ${visibleConsultation(sql, reader)}
        order by c.id desc limit ${mostConsultations}) c) as consultations,
      (select count(distinct m.organisation_id)::int from membership m
        where m.since <= ${day}::date and (m.until is null or ${day}::date <= m.until)) as member_count
    from proposal p where p.id = ${id}`;
  const ruled = ruledFrom(row, reader, now);
  const { significant, noConsultationReason, reviewOn, deferredBecause, quorum, memberCount, evidence } = row!;
  return {
    ...{ ruled, significant, noConsultationReason, reviewOn, deferredBecause, quorum, memberCount, evidence },
    review: row!.review ?? [],
    entry: row!.entry ?? [],
    observers: row!.observers ?? [],
    versions: row!.versions ?? [],
    consultations: row!.consultations ?? [],
  };
}
