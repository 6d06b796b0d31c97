import type { Db } from '../../../db/connect';
import type { CitedKind, SourceState } from '../../citations/citation';
import { type Ruled, ruledFrom } from '../../discussions/rules.server';
import { type CitedInDocument, documentsCiting } from '../../documents/citing.server';
import { type VoiceToChoose, voicesToChoose } from '../../heard/choosing.server';
import type { Reader } from '../../people/person';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { type Answer, mayReadSynthesis } from '../synthesis';
import { type UncitedPost, type UncitedSector, uncitedPosts, uncitedSectors } from './uncited.server';

export interface FrameText {
  language: string;
  title: string;
  introduction: string | null;
  introductionHtml: string;
  changedAt: string;
}

export interface StatementText {
  language: string;
  /** Source of the words; only where they are to be edited. */
  body: string | null;
  html: string;
  changedAt: string;
}

export interface CitationRow {
  id: number;
  kind: CitedKind;
  cited: number;
  version: number;
  state: SourceState;
  settled: boolean;
  /** This reader's own post; only where what they are asked is read. */
  mine?: boolean;
}

/** What this reader was asked about a statement, and answered. */
export interface OwnReflection {
  until: string;
  answer: Answer | null;
  correction: string;
  answeredAt: string | null;
  erasedReason: string | null;
  /** The correction went with the post, which its author withdrew. */
  erasedByAuthor: boolean;
}

export interface ReflectionRow {
  person: number;
  name: string;
  organisation: string | null;
  answer: Answer;
  correctionHtml: string;
  answeredAt: string;
  erasedReason: string | null;
  /** The correction went with the post, which its author withdrew. */
  erasedByAuthor: boolean;
}

export interface StatementRow {
  id: number;
  version: number;
  correctedAt: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
  texts: StatementText[] | null;
  citations: CitationRow[] | null;
  citedIn: CitedInDocument[] | null;
  asked: number;
  reflections: ReflectionRow[] | null;
  own: OwnReflection | null;
}

/** A synthesis as it is stored, with its discussion's rules. What it cites is read apart, with the reader's rights. */
export interface Whole {
  ruled: Ruled;
  /** The discussion's title in the language asked for, or its own. */
  title: string;
  titleLanguage: string;
  phases: { id: number; position: number; title: string; language: string }[];
  synthesis: {
    language: string;
    version: number;
    startedAt: string;
    publishedAt: string | null;
    askUntil: string | null;
  } | null;
  texts: FrameText[];
  statements: StatementRow[];
  uncitedPosts: UncitedPost[];
  uncitedSectors: UncitedSector[];
  /** Voices of survivors that may be cited, or are. */
  voices: VoiceToChoose[];
}

type Row = Parameters<typeof ruledFrom>[0] & {
  titles: { language: string; title: string }[] | null;
  phaseTexts: { phaseId: number; language: string; title: string }[] | null;
  synthesis: Whole['synthesis'];
  texts: FrameText[] | null;
  statements: StatementRow[] | null;
  uncitedPosts: UncitedPost[] | null;
  uncitedSectors: UncitedSector[] | null;
  voices: VoiceToChoose[] | null;
};

/** What a page needs beyond the statements: the sources of the texts, what is not cited, what this reader was asked. */
export interface Parts {
  bodies?: boolean;
  uncited?: boolean;
  own?: boolean;
  voices?: boolean;
}

/**
 * A discussion's synthesis, whole, in one statement. Throws not-found where this reader may see none: a draft is for
 * those who write it. `synthesis` is null where it was not begun, and that only they are told.
 */
export async function readWhole(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  parts: Parts = {},
): Promise<Whole> {
  const bodies = parts.bodies ?? false;
  const asked = parts.own ? (reader?.id ?? null) : null;
  const [row] = await sql<Row[]>`
    select d.id, d.slug, d.language, d.time_zone, d.version, d.readers, d.writers, d.moderation, d.announced_at, y.published_at as synthesised_at,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position)
        from phase p where p.discussion_id = d.id) as phases,
      (select r.role from activity_role r where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = ${reader?.id ?? null}) as role,
      exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = ${reader?.organisationId ?? null}) as invited,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title)) from discussion_text x where x.discussion_id = d.id) as titles,
      (select jsonb_agg(jsonb_build_object('phaseId', x.phase_id, 'language', x.language, 'title', x.title))
        from phase_text x join phase p on p.id = x.phase_id where p.discussion_id = d.id) as phase_texts,
      case when y.discussion_id is not null then jsonb_build_object('language', y.language, 'version', y.version, 'startedAt', y.started_at,
        'publishedAt', y.published_at, 'askUntil', y.ask_until) end as synthesis,
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'introductionHtml', x.introduction_html, 'changedAt', x.changed_at,
        'introduction', case when ${bodies} then x.introduction end)) from synthesis_text x where x.discussion_id = d.id) as texts,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'version', s.version, 'correctedAt', s.corrected_at,
          'withdrawnAt', s.withdrawn_at, 'withdrawnReason', s.withdrawn_reason,
          'texts', (select jsonb_agg(jsonb_build_object('language', x.language, 'html', x.html, 'changedAt', x.changed_at,
            'body', case when ${bodies} then x.body end)) from statement_text x where x.statement_id = s.id),
          'citations', (select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.cited_kind, 'cited', c.cited_id, 'version', c.cited_version,
            'state', c.state, 'settled', c.settled_at is not null,
            'mine', exists (select from post p where c.cited_kind = 'post' and p.id = c.cited_id and p.author_id = ${asked})) order by c.id)
            from citation c where c.citing_kind = 'statement' and c.citing_id = s.id),
          'citedIn', ${documentsCiting(sql, 'statement', sql`s.id`, reader, language)},
          'asked', (select count(*) from reflection r where r.statement_id = s.id),
          'reflections', (select jsonb_agg(jsonb_build_object('person', r.person_id, 'name', a.name, 'organisation', coalesce(o.short_name, o.name),
            'answer', r.answer, 'correctionHtml', r.correction_html, 'answeredAt', r.answered_at, 'erasedReason', r.erased_reason,
            'erasedByAuthor', ${withdrawnByAuthor(sql)}) order by r.answered_at, r.person_id)
            from reflection r join person a on a.id = r.person_id left join organisation o on o.id = a.organisation_id
            where r.statement_id = s.id and r.answer is not null),
          'own', (select jsonb_build_object('until', coalesce(r.until, y.ask_until), 'answer', r.answer, 'correction', r.correction,
            'answeredAt', r.answered_at, 'erasedReason', r.erased_reason, 'erasedByAuthor', ${withdrawnByAuthor(sql)}) from reflection r where r.statement_id = s.id and r.person_id = ${asked})
        ) order by s.position, s.id) from statement s where s.discussion_id = d.id) as statements,
      ${parts.uncited ? uncitedPosts(sql, id) : sql`null`} as uncited_posts,
      ${parts.uncited ? uncitedSectors(sql, id) : sql`null`} as uncited_sectors,
      ${parts.voices ? voicesToChoose(sql, id) : sql`null`} as voices
    from discussion d left join synthesis y on y.discussion_id = d.id where d.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const {
    titles,
    phaseTexts,
    synthesis,
    texts,
    statements,
    uncitedPosts: posts,
    uncitedSectors: sectors,
    voices,
    ...rest
  } = row;
  const ruled = ruledFrom(rest);
  if (!mayReadSynthesis(ruled, reader)) throw refuse('not-found', 'shared:errors.not-found');
  const title = pickVersion(titles ?? [], language, ruled.language);
  return {
    ruled,
    title: title?.title ?? '',
    titleLanguage: title?.language ?? ruled.language,
    phases: ruled.phases.map(({ id: phase, position }) => {
      const version = pickVersion(
        (phaseTexts ?? []).filter((v) => v.phaseId === phase),
        language,
        ruled.language,
      );
      return { id: phase, position, title: version?.title ?? '', language: version?.language ?? ruled.language };
    }),
    synthesis,
    texts: texts ?? [],
    statements: statements ?? [],
    uncitedPosts: posts ?? [],
    uncitedSectors: sectors ?? [],
    voices: voices ?? [],
  };
}

/** Everything that the statements rest on, to be read at once. */
export function citedBy(statements: StatementRow[]): { kind: CitedKind; id: number }[] {
  return statements.flatMap((s) => (s.citations ?? []).map((c) => ({ kind: c.kind, id: c.cited })));
}

/** Whether the correction of reflection `r` was erased because its author withdrew the post that it speaks of. */
function withdrawnByAuthor(sql: Db) {
  return sql`exists (select from citation c join post p on p.id = c.cited_id join erasure e on e.post_id = p.id
    where c.citing_kind = 'statement' and c.citing_id = r.statement_id and c.cited_kind = 'post'
      and p.author_id = r.person_id and e.what = 'post' and e.by_author and e.at = r.erased_at)`;
}
