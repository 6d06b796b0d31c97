import type { Db } from '../../../db/connect';
import { textOf, visibleConsultation } from '../../consultations/queries/visible.server';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import { followPart } from '../../notices/following';
import type { Level } from '../../notices/notice';
import { levelOf } from '../../notices/queries/level.server';
import type { Reader } from '../../people/person';
import type { EntryAnswer } from '../entry/entry';
import { entryColumn } from '../entry/queries.server';
import type { Principle } from '../principles';
import type { ObjectionState, PositionKind } from '../proposal';
import type { DecisionTie } from '../rights';
import {
  type ProposalRow,
  type RuledProposal,
  ruleColumns,
  ruledFrom,
  tieColumns,
  visibleProposal,
} from './rules.server';

export interface MemberRow {
  id: number;
  name: string;
  handle: string;
}

export interface PositionRow {
  id: number;
  organisation: number;
  kind: PositionKind;
  words: string;
  language: string;
  version: number;
  at: string;
  endedAt: string | null;
}

export interface ObjectionRow {
  id: number;
  organisation: number;
  version: number;
  reason: string;
  resolution: string;
  language: string;
  raisedAt: string;
  state: ObjectionState;
  settledAt: string | null;
  settledWords: string;
}

export interface CommentRow {
  id: number;
  objection: number | null;
  author: string;
  organisation: string | null;
  language: string;
  /** Empty where it was taken back. */
  body: string;
  at: string;
  withdrawn: boolean;
  mine: boolean;
}

export interface VersionRow {
  number: number;
  at: string;
  editorial: boolean;
  note: string;
  protestedAt: string | null;
  protestedFor: string | null;
  protestReason: string;
}

export interface TextRow {
  version: number;
  language: string;
  original: boolean;
  hash: string;
  at: string;
  redacted: boolean;
}

/** Another proposal that this reader may see. */
export interface Linked {
  id: number;
  title: string;
  language: string;
}

interface Row extends ProposalRow, DecisionTie {
  lead: string | null;
  registerYear: number | null;
  registerNumber: number | null;
  significant: boolean;
  noConsultationReason: string;
  reviewOn: string | null;
  deferredBecause: string;
  document: { id: number; title: string; language: string } | null;
  differs: boolean;
  consultation: { id: number; title: string; language: string; path: string } | null;
  memberRows: MemberRow[] | null;
  positionRows: PositionRow[] | null;
  objectionRows: ObjectionRow[] | null;
  comments: CommentRow[] | null;
  versionRows: VersionRow[] | null;
  texts: TextRow[] | null;
  /** The text of substance that stands is an older version of its document: which. */
  older: { version: number; number: number; at: string } | null;
  /** What it takes up again, and what takes it up. */
  earlier: Linked | null;
  later: Linked[] | null;
  /** A draft or an open proposal takes it up, whoever may see it. */
  takenUp: boolean;
  shown: { language: string; html: string; hash: string; redacted: boolean; version: number } | null;
  principles: { principle: Principle; applies: boolean; words: string }[] | null;
  entry: EntryAnswer[] | null;
  evidence: number;
  observers: string[] | null;
  follows: Level | null;
}

export type DecisionRecord = Omit<Row, keyof ProposalRow | keyof DecisionTie> & { ruled: RuledProposal };

/**
 * All that stands on the page of a proposal, in one statement: of its texts the words of the last one, in the language asked for
 * or its own. Throws not-found where the reader may not see it.
 */
export async function readDecision(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<DecisionRecord> {
  const [row] = await sql<Row[]>`
    select ${ruleColumns(sql, now)}, ${tieColumns(sql, reader, now)}, p.register_year, p.register_number, p.significant, p.no_consultation_reason, p.review_on::text as review_on,
      p.deferred_because,
      (select coalesce(o.short_name, o.name) from organisation o where o.id = p.lead_id) as lead,
      (select jsonb_build_object('id', d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)})
        from document d where d.id = p.document_id and ${readableBy(sql, reader, now)}) as document,
      coalesce((select s.text is distinct from coalesce(v.text, x.text) from proposal_text x join document_settled s on s.document_id = x.document_id
        join document_version v on v.id = x.document_version_id
        where x.proposal_id = p.id and x.original order by x.version desc limit 1), false) as differs,
      (select jsonb_build_object('id', c.id, 'title', x.title, 'language', x.language, 'path', '/consultations/' || c.id || '/' || c.slug)
        from consultation c cross join ${textOf(sql, language)} x
        where c.id = p.consultation_id and ${visibleConsultation(sql, reader)}) as consultation,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name), 'handle', o.handle)
          order by coalesce(o.short_name, o.name), o.id)
        from proposal_member m join organisation o on o.id = m.organisation_id where m.proposal_id = p.id) as member_rows,
      (select jsonb_agg(jsonb_build_object('id', x.id, 'organisation', x.organisation_id, 'kind', x.kind, 'words', x.words,
          'language', x.language, 'version', x.version, 'at', x.at, 'endedAt', x.ended_at) order by x.id)
        from position x where x.proposal_id = p.id) as position_rows,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'organisation', o.organisation_id, 'version', o.version, 'reason', o.reason,
          'resolution', o.resolution, 'language', o.language, 'raisedAt', o.raised_at, 'state', o.state, 'settledAt', o.settled_at,
          'settledWords', o.settled_words) order by o.id)
        from objection o where o.proposal_id = p.id) as objection_rows,
      (select jsonb_agg(jsonb_build_object('id', c.id, 'objection', c.objection_id, 'author', a.name,
          'organisation', coalesce(o.short_name, o.name), 'language', c.language, 'body', c.body, 'at', c.at,
          'withdrawn', c.withdrawn_at is not null, 'mine', coalesce(c.author_id = ${reader?.id ?? null}, false)) order by c.id)
        from proposal_comment c join person a on a.id = c.author_id left join organisation o on o.id = c.organisation_id
        where c.proposal_id = p.id) as comments,
      (select jsonb_agg(jsonb_build_object('number', v.number, 'at', v.at, 'editorial', v.editorial, 'note', v.note,
          'protestedAt', v.protested_at, 'protestedFor', coalesce(o.short_name, o.name), 'protestReason', v.protest_reason) order by v.number)
        from proposal_version v left join organisation o on o.id = v.protested_for where v.proposal_id = p.id) as version_rows,
      (select jsonb_agg(jsonb_build_object('version', x.version, 'language', x.language, 'original', x.original, 'hash', x.hash,
          'at', x.at, 'redacted', x.redacted_at is not null) order by x.version, not x.original, x.language)
        from proposal_text x where x.proposal_id = p.id) as texts,
      (select jsonb_build_object('language', x.language, 'html', x.html, 'hash', x.hash, 'redacted', x.redacted_at is not null, 'version', x.version)
        from proposal_text x where x.proposal_id = p.id
          and (x.original or x.version >= (select max(v.number) from proposal_version v
            where v.proposal_id = p.id and (not v.editorial or v.protested_at is not null)))
        order by x.language = ${language} desc, x.original desc, x.version desc limit 1) as shown,
      (select jsonb_build_object('version', x.version, 'number', v.number, 'at', v.made_at)
        from proposal_text x join document_version v on v.id = x.document_version_id
        where x.proposal_id = p.id and x.original and x.older order by x.version desc limit 1) as older,
      (select jsonb_build_object('id', e.id, 'title', e.title, 'language', e.language) from proposal e where e.id = p.taken_up_from) as earlier,
      (select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'language', l.language) order by l.id)
        from (select p.id as of) e cross join lateral (select p.id, p.title, p.language from proposal p
          where p.taken_up_from = e.of and ${visibleProposal(sql, reader, now)}) l) as later,
      exists (select from proposal l where l.taken_up_from = p.id and l.outcome is null) as taken_up,
      (select jsonb_agg(jsonb_build_object('principle', r.principle, 'applies', r.applies, 'words', r.words))
        from proposal_principle r where r.proposal_id = p.id) as principles,
      ${entryColumn(sql)} as entry,
      (select count(*)::int from proposal_evidence e where e.proposal_id = p.id) as evidence,
      (select jsonb_agg(x.handle order by x.handle) from proposal_observer w join person x on x.id = w.person_id where w.proposal_id = p.id) as observers,
      ${levelOf(sql, reader, 'decision', sql`p.id`)} as follows
    from proposal p where p.id = ${id}`;
  const ruled = ruledFrom(row, reader, now);
  return { ...row!, follows: followPart(reader, row!.follows), ruled };
}
