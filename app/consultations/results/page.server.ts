import type { Db } from '../../../db/connect';
import type { ShownApart } from '../../events/live/apart';
import { titleOf, visibleEvent } from '../../events/queries/visible.server';
import { placeName } from '../../organisations/places';
import type { Reader } from '../../people/person';
import { type Content, wordsIn } from '../../questionnaires/content';
import { askedEver } from '../../questionnaires/queries/results.server';
import { shownQuestion } from '../../questionnaires/shown';
import { type Asked, idOf } from '../../shared/edge.server';
import { pickVersion } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { mondayOf } from '../../voices/week';
import { columnsFor } from '../balance/cells';
import { panelOf, type WithheldNumbers, withheldNumbers } from '../balance/panel';
import { readBalance } from '../balance/queries/balance.server';
import {
  type ConsultationPart,
  hasBegun,
  isPartOpen,
  mayPrepareConsultation,
  maySeeConsultation,
  nextInstant,
} from '../consultation';
import {
  type RuledConsultation,
  type RulesRow,
  ruledFrom,
  rulesColumns,
  type TieRow,
  tieColumns,
} from '../queries/rules.server';
import { noSector } from './counting';
import { type Figures, figuresBeside } from './figures';
import { withOptionsEver } from './publishing.server';
import type { SurvivorFigures } from './survivor-figures';
import { viewsOf } from './views';

export interface QuestionnaireRow {
  id: number;
  language: string;
  answerers: string;
  anonymous: boolean;
  results: 'preparers' | 'public';
  versions: { number: number; content: Content }[] | null;
  figures: Figures | null;
  isFinal: boolean | null;
  publishedAt: string | null;
  survivors: Pick<SurvivorFigures, 'week' | 'figures'> | null;
}

/** What survivor groups answered to a poll of a live session, as it is given out. */
export interface SessionPoll {
  id: number;
  event: number;
  title: string;
  titleLanguage: string;
  question: string;
  choices: string[];
  /** ISO week in which it closed. */
  week: number;
  shown: ShownApart;
}

interface Row extends RulesRow, TieRow {
  texts: { language: string; title: string }[] | null;
  questionnaires: QuestionnaireRow[] | null;
  polls: SessionPoll[] | null;
}

/** What was published of the questionnaires of `consultation c`: a column. */
export function publishedColumn(sql: Db) {
  return sql`(select jsonb_agg(jsonb_build_object('id', q.id, 'language', q.language, 'answerers', q.answerers, 'anonymous', q.anonymous, 'results', q.results,
      'versions', (select jsonb_agg(jsonb_build_object('number', v.number, 'content', v.content)) from questionnaire_version v where v.questionnaire_id = q.id),
      'figures', f.figures, 'isFinal', f.is_final, 'publishedAt', f.published_at,
      'survivors', (select jsonb_build_object('week', s.week, 'figures', s.figures) from consultation_survivor_figures s where s.questionnaire_id = q.id)))
    from questionnaire q left join consultation_figures f on f.questionnaire_id = q.id
    where q.subject_kind = 'consultation' and q.subject_id = c.id)`;
}

/** What was given out of survivor groups in the polls of sessions of `consultation c`, as far as this reader may see their events: a column. */
function pollsColumn(sql: Db, reader: Reader | null, language: string) {
  return sql`(select jsonb_agg(jsonb_build_object('id', p.id, 'event', e.id, 'title', x.title, 'titleLanguage', x.language, 'question', p.question,
      'choices', (select jsonb_agg(o.words order by o.position) from talk_poll_choice o where o.poll_id = p.id), 'week', a.week, 'shown', a.shown)
      order by e.starts_at, p.opened_at, p.id)
    from talk_poll_apart a join talk_poll p on p.id = a.poll_id join event e on e.id = p.event_id cross join ${titleOf(sql, language)} x
    where a.shown is not null and ${visibleEvent(sql, reader)} and exists (
      select from consultation_part k where k.consultation_id = c.id and k.kind = 'session' and k.subject_id = e.id))`;
}

/** The consultation with what was published of its questionnaires, in one statement; not-found where the reader may not see it. */
async function readPublished(sql: Db, reader: Reader | null, id: number, language: string) {
  const [row] = await sql<Row[]>`
    select ${rulesColumns(sql)}, ${tieColumns(sql, reader)},
      (select jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title)) from consultation_text x where x.consultation_id = c.id) as texts,
      ${publishedColumn(sql)} as questionnaires, ${pollsColumn(sql, reader, language)} as polls
    from consultation c where c.id = ${id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  const { texts, questionnaires, polls, ...rules } = row;
  const consultation = ruledFrom(rules);
  if (!maySeeConsultation(consultation, reader, consultation.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return { consultation, texts: texts ?? [], questionnaires: questionnaires ?? [], polls: polls ?? [] };
}

/**
 * The results of a consultation as they were published last: of each questionnaire, for every question, all voices alike,
 * every sector alike, and by sector, and who takes part. Those of which the results are not for everybody are for those who
 * prepare it. Nobody is shown more of the figures than others are. Two statements.
 */
export async function loadPublished(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const read = await readPublished(sql, reader, idOf(asked.params.id), language);
  const { consultation, texts, questionnaires } = read;
  const mayPrepare = mayPrepareConsultation(reader, consultation.tie);
  const words = pickVersion(texts, language, consultation.language);
  const parts = consultation.parts.filter((p) => p.kind === 'questionnaire');
  const balance = await readBalance(sql, consultation.id, { language, reach: false });
  const withheld = withheldNumbers(balance);
  const shown = shownOf(consultation, questionnaires, { language, now, mayPrepare, withheld });
  return {
    consultation,
    mayPrepare,
    balance,
    // Beside what is published, which files are made of: for those who prepare it, and on their page alone.
    polls: mayPrepare ? read.polls.map((poll) => ({ ...poll, week: mondayOf(poll.week).toISOString() })) : [],
    data: {
      id: consultation.id,
      path: `/consultations/${consultation.id}/${consultation.slug}`,
      title: words?.title ?? '',
      titleLanguage: words?.language ?? consultation.language,
      zone: reader?.timeZone ?? consultation.timeZone,
      mayPrepare,
      questionnaires: shown,
      /** There are questionnaires, whose results are not for everybody. */
      hidden: shown.length === 0 && parts.length > 0,
    },
  };
}

/**
 * Those of which the results may be seen, in the order of the consultation's parts, each with its questions and figures.
 * `withheld`: what the table of participation withholds of how many a sector is, which is printed here neither.
 */
export function shownOf(
  consultation: RuledConsultation,
  questionnaires: QuestionnaireRow[],
  {
    language,
    now,
    mayPrepare,
    withheld,
  }: { language: string; now: Date; mayPrepare: boolean; withheld: WithheldNumbers },
) {
  const parts = consultation.parts.filter((p) => p.kind === 'questionnaire');
  return parts.flatMap((part) => {
    const found = questionnaires.find((q) => q.id === part.subjectId);
    const isSeen = found?.versions && hasBegun(part, consultation, now) && (mayPrepare || found.results === 'public');
    if (!isSeen) return [];
    const isOpen = isPartOpen(part, consultation, now);
    return [questionnaireOf({ ...found, figures: besideOf(found, withheld) }, language, part, isOpen)];
  });
}

function besideOf({ figures, answerers }: QuestionnaireRow, withheld: WithheldNumbers): Figures | null {
  const rows = answerers === 'organisations' ? withheld.organisations : withheld.people;
  return figures && figuresBeside(figures, new Set([...rows].map((of) => of || noSector)));
}

function questionnaireOf(found: QuestionnaireRow, language: string, part: ConsultationPart, isOpen: boolean) {
  const versions = found.versions!;
  const [latest] = versions.toSorted((a, b) => b.number - a.number);
  const words = wordsIn(latest!.content.texts, language, found.language);
  const { figures, survivors } = found;
  return {
    id: found.id,
    part: part.id,
    title: { text: words?.words.title ?? '', language: words?.language ?? found.language },
    who: found.answerers === 'organisations' ? ('organisations' as const) : ('people' as const),
    anonymous: found.anonymous,
    isOpen,
    isFinal: found.isFinal === true,
    publishedAt: found.publishedAt && new Date(found.publishedAt).toISOString(),
    voices: figures?.voices ?? null,
    sectors: figures?.sectors ?? [],
    survivors: survivors && { week: mondayOf(survivors.week).toISOString(), total: survivors.figures.total },
    questions: askedEver(versions).map(({ question, content, versions: numbers, isAsked }) => {
      const whole = withOptionsEver(question, versions);
      return {
        question: shownQuestion(content, whole, language, found.language),
        versions: isAsked ? null : numbers,
        answered: figures?.questions.find((q) => q.id === question.id)?.answered ?? null,
        ...viewsOf(
          whole,
          figures?.questions.find((q) => q.id === question.id),
          survivors?.figures.tables ?? null,
        ),
      };
    }),
  };
}

/** The page: with who takes part, as the balance panel has it. Two statements. */
export async function loadResults(asked: Asked) {
  const { language, keep } = asked;
  const { consultation, mayPrepare, balance, polls, data } = await loadPublished(asked);
  // Who takes part moves without an announcement that drops pages: a minute is near enough.
  const [now, next] = [asked.now(), nextInstant(consultation, asked.now())];
  const soon = new Date(now.getTime() + 60_000);
  keep({ tags: [`consultation:${consultation.id}`, 'everything'], until: next && next < soon ? next : soon });
  const { sectors, regions, total, withheld } = panelOf(balance, columnsFor(consultation), mayPrepare);
  return {
    ...data,
    polls,
    participation: {
      total,
      withheld,
      sectors: sectors.map(({ sector, line }) => ({ sector, line })),
      regions: regions.map(({ region, line }) => ({ name: placeName(region, language), line })),
    },
  };
}

export type ResultsData = Awaited<ReturnType<typeof loadResults>>;
export type QuestionnaireResults = ResultsData['questionnaires'][number];
export type QuestionResults = QuestionnaireResults['questions'][number];
