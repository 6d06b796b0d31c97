import type { Db } from '../../../db/connect';
import { readableBy, titleIn, titleLanguage } from '../../documents/visible.server';
import type { Level } from '../../notices/notice';
import { levelOf } from '../../notices/queries/level.server';
import type { Reader } from '../../people/person';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { type FeedKind, maySeeConsultation, type PartKind, type PhaseKind } from '../consultation';
import { type PartSubject, subjectColumn } from './parts.server';
import {
  type RuledConsultation,
  type RulesRow,
  ruledFrom,
  rulesColumns,
  type TieRow,
  tieColumns,
} from './rules.server';

interface Text {
  language: string;
  title: string;
}

/** A phase with its words in the reader's language, else in the consultation's. */
export interface PhaseView {
  id: number;
  kind: PhaseKind;
  opensAt: Date;
  closesAt: Date;
  title: string;
  introductionHtml: string;
  language: string;
}

export interface PartView {
  id: number;
  kind: PartKind;
  subjectId: number | null;
  phaseIds: number[];
  /** Empty: it is called as what it stands for. */
  title: string;
  language: string;
  hasBody: boolean;
  subject: PartSubject | null;
}

/** All that the page of a consultation shows of it, beside what the slices of its parts add. */
export interface ConsultationView extends Omit<RuledConsultation, 'phases' | 'parts'> {
  phases: PhaseView[];
  parts: PartView[];
  title: string;
  purposeHtml: string;
  textLanguage: string;
  feeds: string;
  feedsKind: FeedKind;
  feedsDocument: { id: number; title: string; language: string } | null;
  cancelledReason: string;
  languages: string[];
  hostedBy: { name: string; handle: string };
  facilitators: { name: string; organisation: string | null }[];
  /** Organisations that were invited, without survivor groups: for those who prepare it. */
  invitedCount: number;
  /** Organisations that are aimed for, as it was published. */
  aimedCount: number;
  /** Statements that this reader has not voted on; null without a reader, and where there are none. */
  statementsLeft: number | null;
  /** How much this reader wants to hear of it; null where that was never said. */
  follows: Level | null;
}

interface Row extends RulesRow, TieRow {
  texts: (Text & { purposeHtml: string; feeds: string })[] | null;
  feedsKind: FeedKind;
  feedsDocument: ConsultationView['feedsDocument'];
  cancelledReason: string;
  languages: string[] | null;
  hostedBy: ConsultationView['hostedBy'];
  facilitators: ConsultationView['facilitators'] | null;
  invitedCount: number;
  aimedCount: number;
  statementsLeft: number | null;
  phaseTexts: (Text & { phase: number; introductionHtml: string })[] | null;
  partViews: (Omit<PartView, 'title' | 'language'> & { texts: Text[] | null })[] | null;
  follows: Level | null;
}

/** Everything that stands on the page of a consultation, in one statement. Throws not-found where the reader may not see it. */
export async function readConsultation(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<ConsultationView> {
  const [row] = await sql<Row[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)}, c.feeds as feeds_kind, c.cancelled_reason,
      ${levelOf(sql, reader, 'consultation', sql`c.id`)} as follows,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'purposeHtml', x.purpose_html, 'feeds', x.feeds) order by x.language)
        from consultation_text x where x.consultation_id = c.id) as texts,
      (select jsonb_build_object('id', d.id, 'title', ${titleIn(sql, language)}, 'language', ${titleLanguage(sql, language)})
        from document d where d.id = c.feeds_document_id and ${readableBy(sql, reader, now)}) as feeds_document,
      (select array_agg(l.language order by l.language = c.language desc, l.language) from consultation_language l where l.consultation_id = c.id) as languages,
      (select jsonb_build_object('name', o.name, 'handle', o.handle) from organisation o where o.id = c.host_id) as hosted_by,
      (select jsonb_agg(jsonb_build_object('name', p.name, 'organisation', coalesce(o.short_name, o.name)) order by p.name, p.id)
        from activity_role r join person p on p.id = r.person_id left join organisation o on o.id = p.organisation_id
        where r.activity = 'consultation' and r.activity_id = c.id and r.role = 'facilitator') as facilitators,
      (select count(*)::int from consultation_invitation i join organisation o on o.id = i.organisation_id
        where i.consultation_id = c.id and o.sector <> 'survivor-group') as invited_count,
      (select coalesce(sum(t.target), 0)::int from consultation_target t where t.consultation_id = c.id) as aimed_count,
      (select case when count(*) > 0 then (count(*) filter (where v.person_id is null))::int end
        from consultation_statement s left join consultation_vote v on v.statement_id = s.id and v.person_id = ${reader?.id ?? null}
        where s.consultation_id = c.id and s.state = 'approved' and ${reader !== null}) as statements_left,
      (select jsonb_agg(jsonb_build_object('phase', p.id, 'language', x.language, 'title', x.title, 'introductionHtml', x.introduction_html) order by x.language)
        from consultation_phase p join consultation_phase_text x on x.phase_id = p.id where p.consultation_id = c.id) as phase_texts,
      (select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'subjectId', k.subject_id,
          'phaseIds', coalesce((select jsonb_agg(f.phase_id order by f.phase_id) from consultation_part_phase f where f.part_id = k.id), '[]'),
          'texts', (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title) order by x.language)
            from consultation_part_text x where x.part_id = k.id),
          'hasBody', exists (select from consultation_part_text x where x.part_id = k.id and x.body <> ''),
          'subject', ${subjectColumn(sql, reader, language, now)}) order by k.position)
        from consultation_part k where k.consultation_id = c.id) as part_views
    from consultation c where c.id = ${id}`;
  const consultation = row && viewOf(row, language);
  if (!consultation || !maySeeConsultation(consultation, reader, consultation.tie))
    throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}

function viewOf(row: Row, language: string): ConsultationView {
  const { texts, phaseTexts, partViews, ...rest } = row;
  const text = pickVersion(texts ?? [], language, row.language);
  const ruled = ruledFrom(rest);
  return {
    ...ruled,
    phases: ruled.phases.map((p) => {
      const words = pickVersion(
        (phaseTexts ?? []).filter((x) => x.phase === p.id),
        language,
        row.language,
      );
      return {
        ...p,
        title: words?.title ?? '',
        introductionHtml: words?.introductionHtml ?? '',
        language: words?.language ?? row.language,
      };
    }),
    parts: (partViews ?? []).map(({ texts: own, ...part }) => {
      const words = pickVersion(own ?? [], language, row.language);
      return { ...part, title: words?.title ?? '', language: words?.language ?? row.language };
    }),
    title: text?.title ?? '',
    purposeHtml: text?.purposeHtml ?? '',
    textLanguage: text?.language ?? row.language,
    feeds: text?.feeds ?? '',
    languages: row.languages ?? [],
    facilitators: row.facilitators ?? [],
  };
}

/** Title of a consultation as mails and other pages say it, in a language; null where there is none. */
export async function findConsultationTitle(
  sql: Db,
  id: number,
  language: string,
): Promise<{ title: string; language: string; slug: string } | null> {
  const [row] = await sql<{ title: string; language: string; slug: string }[]>`
    select x.title, x.language, c.slug from consultation c
    cross join lateral (select x.title, x.language from consultation_text x where x.consultation_id = c.id
      order by x.language = ${language} desc, x.language = c.language desc, x.language limit 1) x
    where c.id = ${id}`;
  return row ?? null;
}
