import { createHash } from 'node:crypto';
import { announce } from '../../../db/announce';
import type { Db, Tx } from '../../../db/connect';
import { type Due, dropDue, putDue } from '../../../db/due';
import { giveOutApart } from '../../events/live/commands/apart.server';
import type { Value } from '../../questionnaires/answer';
import type { Content, Question } from '../../questionnaires/content';
import { askedEver } from '../../questionnaires/queries/results.server';
import { weekOf } from '../../voices/week';
import { hasBegun, isPartOpen, nextPhaseOf } from '../consultation';
import { foundFrom, type RulesRow, rulesColumns } from '../queries/rules.server';
import { smallest } from './balanced';
import { type Basis, type CountedVoice, isSameBasis, nextBasis, noSector } from './counting';
import { type Figures, figuresOf, figuresRule } from './figures';
import { type SurvivorFigures, survivorFigures } from './survivor-figures';

const deed = 'publish-figures';
const everyMs = 10 * 60_000;
/** Days after its last phase in which figures may still be published: what comes later changes nothing that stands. */
const days = 60;

/** Plants it at a start: figures are looked at every ten minutes, of all consultations that are not long over. */
export async function plantFigures(sql: Db): Promise<void> {
  const [waits] = await sql`select from due where key = ${deed} and failed_at is null`;
  if (!waits) await putDue(sql, deed, {}, { key: deed });
}

export const resultsDeeds: Record<string, (tx: Tx, due: Due) => Promise<void>> = {
  [deed]: async (tx) => {
    const now = new Date();
    const ids = await tx<{ id: number }[]>`
      select c.id from consultation c where c.announced_at is not null and c.cancelled_at is null
        and exists (select from consultation_phase p where p.consultation_id = c.id and p.opens_at <= ${now})
        and exists (select from consultation_phase p where p.consultation_id = c.id and p.closes_at > ${now}::timestamptz - make_interval(days => ${days}))
      order by c.id`;
    for (const { id } of ids) await publishFigures(tx, id, now);
    await publishPolls(tx, now);
    // The row of this deed goes when it is done: the next one must be another row.
    await dropDue(tx, deed);
    await putDue(tx, deed, {}, { key: deed, at: new Date(now.getTime() + everyMs) });
  },
};

/**
 * Gives those who prepare a consultation what survivor groups answered to the polls of its sessions, once the week is over in
 * which a poll closed. Told of each poll, whether they answered it or not: so being told says nothing.
 */
export async function publishPolls(tx: Tx, now: Date): Promise<void> {
  const events = await giveOutApart(tx, now);
  if (events.length === 0) return;
  const asked = await tx<{ consultation: number }[]>`
    select distinct consultation_id as consultation from consultation_part where kind = 'session' and subject_id = any(${events}::bigint[])
    order by 1`;
  for (const { consultation } of asked) await announce(tx, 'consultation.results-changed', { consultation });
}

interface Row {
  id: number;
  subjectId: number;
  answerers: 'organisations' | 'people';
  versions: { number: number; content: Content }[];
  basis: Basis | null;
  figures: Figures | null;
  isFinal: boolean | null;
  survivors: (SurvivorFigures & { lookedWeek: number }) | null;
}

/**
 * Publishes the figures of a consultation's questionnaires as they stand at `now`, where enough has moved, and once a week
 * those of its survivor groups. What was given without a name belongs to no sector: of such questionnaires there are none.
 */
export async function publishFigures(tx: Tx, consultationId: number, now: Date): Promise<void> {
  const [found] = await tx<
    RulesRow[]
  >`select ${rulesColumns(tx)} from consultation c where c.id = ${consultationId} for no key update`;
  if (!found) return;
  const consultation = foundFrom(found);
  const parts = consultation.parts.filter((p) => p.kind === 'questionnaire' && hasBegun(p, consultation, now));
  if (parts.length === 0) return;
  const rows = await tx<Row[]>`
    select q.id, q.answerers, f.basis, f.figures, f.is_final,
      (select jsonb_agg(jsonb_build_object('number', number, 'content', content)) from questionnaire_version where questionnaire_id = q.id) as versions,
      (select jsonb_build_object('week', s.week, 'lookedWeek', s.looked_week, 'basis', s.basis, 'figures', s.figures)
        from consultation_survivor_figures s where s.questionnaire_id = q.id) as survivors
    from questionnaire q left join consultation_figures f on f.questionnaire_id = q.id
    where q.id in ${tx(parts.map((p) => p.subjectId!))} and q.subject_kind = 'consultation' and q.subject_id = ${consultationId}
      and not q.anonymous and q.answerers in ('organisations', 'people')
      and exists (select from questionnaire_version v where v.questionnaire_id = q.id)
    order by q.id`;
  let moved = false;
  for (const row of rows) {
    const part = parts.find((p) => p.subjectId === row.id)!;
    const isFinal = !isPartOpen(part, consultation, now) && !nextPhaseOf(part, consultation, now);
    const questions = askedEver(row.versions).map((asked) => withOptionsEver(asked.question, row.versions));
    const voices = await readVoices(tx, consultationId, row, questions);
    const published = await publishSectors(tx, consultationId, row, questions, voices.sectors, isFinal, now);
    const looked = await publishSurvivors(tx, consultationId, row, questions, voices.survivors, now);
    moved ||= published || looked;
  }
  if (moved) await announce(tx, 'consultation.results-changed', { consultation: consultationId });
}

/** Answers that some version offered have a column of their own: what was given stays what was given. */
export function withOptionsEver(question: Question, versions: { number: number; content: Content }[]): Question {
  const ever = [...versions]
    .sort((a, b) => b.number - a.number)
    .flatMap(({ content }) => content.sections.flatMap((s) => s.questions).filter((q) => q.id === question.id));
  const merge = <T extends { id: string }>(lists: T[][]): T[] => [
    ...new Map(
      lists
        .flat()
        .toReversed()
        .map((o) => [o.id, o]),
    ).values(),
  ];
  const inOrder = <T extends { id: string }>(own: T[], all: T[]): T[] => [
    ...own,
    ...all.filter((o) => !own.some((mine) => mine.id === o.id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
  ];
  return {
    ...question,
    options: inOrder(question.options, merge(ever.map((q) => q.options))),
    rows: inOrder(question.rows, merge(ever.map((q) => q.rows))),
  };
}

async function publishSectors(
  tx: Tx,
  consultationId: number,
  row: Row,
  questions: Question[],
  voices: CountedVoice[],
  isFinal: boolean,
  now: Date,
): Promise<boolean> {
  const basis = nextBasis(questions, voices, row.basis, { isFinal, k: smallest });
  const isSameRule = row.figures?.rule === figuresRule;
  if (isSameBasis(row.basis, basis) && row.isFinal === isFinal && isSameRule) return false;
  const before = row.basis && row.figures && { basis: row.basis, figures: row.figures };
  const figures = figuresOf(questions, basis, before, { isFinal });
  const values = {
    questionnaire_id: row.id,
    consultation_id: consultationId,
    basis: tx.json(basis as never),
    figures: tx.json(figures as never),
    is_final: isFinal,
    published_at: now,
  };
  await tx`
    insert into consultation_figures ${tx(values as never)}
    on conflict (questionnaire_id) do update set basis = excluded.basis, figures = excluded.figures,
      is_final = excluded.is_final, published_at = excluded.published_at`;
  return true;
}

/**
 * Looked at once a week, at the first look after Monday. Whoever reads is told that it was looked at, moved or not: so being
 * told says nothing.
 */
async function publishSurvivors(
  tx: Tx,
  consultationId: number,
  { id, survivors }: Row,
  questions: Question[],
  voices: CountedVoice[],
  now: Date,
): Promise<boolean> {
  const week = weekOf(now);
  if (survivors && survivors.lookedWeek >= week) return false;
  // Nothing was looked at before: this week's answers wait for the next.
  const next = survivors
    ? survivorFigures(questions, voices, survivors, week)
    : survivorFigures(questions, [], null, week);
  const values = {
    questionnaire_id: id,
    consultation_id: consultationId,
    looked_week: week,
    week: next.week,
    basis: tx.json(next.basis as never),
    figures: tx.json(next.figures as never),
  };
  await tx`
    insert into consultation_survivor_figures ${tx(values as never)}
    on conflict (questionnaire_id) do update set looked_week = excluded.looked_week, week = excluded.week,
      basis = excluded.basis, figures = excluded.figures`;
  return true;
}

interface VoiceRow {
  id: string;
  sector: string | null;
  isSurvivors: boolean;
  at: string;
  answers: Record<string, Value> | null;
}

/**
 * The voices to count, those of survivor groups apart. Of an organisation one, and only what it signed off; of a person what
 * they sent. Whoever was or is of a survivor group is counted as that, whichever it was when they answered.
 */
async function readVoices(
  tx: Tx,
  consultationId: number,
  { id, answerers }: Row,
  questions: Question[],
): Promise<{ sectors: CountedVoice[]; survivors: CountedVoice[] }> {
  const counted = questions.map((q) => q.id);
  // Words, days and files are counted as answered: what they say does not matter here.
  const words = questions.filter((q) => q.type === 'text' || q.type === 'date' || q.type === 'file').map((q) => q.id);
  const answers = tx`(select jsonb_object_agg(a.question_id, case when a.question_id = any(${words}) then '""'::jsonb else a.value end)
    from questionnaire_answer a where a.response_id = r.id and a.value is not null and a.question_id = any(${counted})) as answers`;
  const survivors = 'survivor-group';
  const rows =
    answerers === 'organisations'
      ? await tx<VoiceRow[]>`
          select r.id, v.sector, (v.sector = ${survivors} or o.sector = ${survivors}) as is_survivors, v.submitted_at as at, ${answers}
          from questionnaire_response r join organisation o on o.id = r.organisation_id
            join consultation_voice v on v.consultation_id = ${consultationId} and v.organisation_id = r.organisation_id
          where r.questionnaire_id = ${id} and r.submitted_at is not null and v.submitted_at is not null`
      : await tx<VoiceRow[]>`
          select r.id, case when v.id is null then o.sector else v.sector end as sector,
            coalesce(v.sector = ${survivors}, false) or coalesce(o.sector = ${survivors}, false) as is_survivors, r.submitted_at as at, ${answers}
          from questionnaire_response r left join person p on p.id = r.person_id left join organisation o on o.id = p.organisation_id
            left join consultation_voice v on v.consultation_id = ${consultationId} and v.person_id = r.person_id
          where r.questionnaire_id = ${id} and r.submitted_at is not null and r.organisation_id is null`;
  const voices = rows.map((row) => ({
    voice: {
      id: row.id,
      sector: row.sector ?? noSector,
      at: new Date(row.at).getTime(),
      answers: row.answers ?? {},
      mark: markOf(row.answers ?? {}),
    },
    row,
  }));
  const of = (isSurvivors: boolean) =>
    voices.filter(({ row }) => row.isSurvivors === isSurvivors).map(({ voice }) => voice);
  return { sectors: of(false), survivors: of(true) };
}

/** jsonb gives the parts of an answer in one order, whatever the order in which they were chosen. */
function markOf(answers: Record<string, Value>): string {
  const parts = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}
