import { z } from 'zod';
import { announce } from '../../../db/announce';
import type { Db, Sql } from '../../../db/connect';
import { sectorKeys } from '../../organisations/sectors';
import type { Reader } from '../../people/person';
import { type Content, findQuestion, wordsIn } from '../../questionnaires/content';
import { askedEver } from '../../questionnaires/queries/results.server';
import { ofSurvivors, wordsGivenOut } from '../../questionnaires/queries/survivors.server';
import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { refuse } from '../../shared/refusal';
import { mayPrepareConsultation } from '../consultation';
import { readConsultationRules } from '../queries/rules.server';
import { campaignsOf } from './campaigns';
import { noSector } from './counting';

/** What stands in the address, and in the forms that take a group apart. */
export const wordsSearch = z.object({
  of: z.coerce.number().int().positive().max(1e15),
  question: z.string().regex(/^q\d{1,6}$/),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export const apartForm = z.object({ first: z.uuid() });

const pageLength = 50;

interface Answer {
  id: string;
  sector: string;
  text: string;
  apart: boolean;
}

interface Row {
  language: string;
  versions: { number: number; content: Content }[] | null;
  answers: Answer[] | null;
}

/**
 * Every answer to a question of words that was signed off or sent, with the sector of its voice; those of survivor groups once
 * they are given out, as in the synthesis. One statement; not-found where it asks no words.
 */
async function readAnswers(sql: Db, consultation: number, questionnaire: number, question: string) {
  const [row] = await sql<Row[]>`
    select q.language,
      (select jsonb_agg(jsonb_build_object('number', number, 'content', content)) from questionnaire_version where questionnaire_id = q.id) as versions,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'sector', case when z.survivors then 'survivor-group' else coalesce(v.sector, o.sector, ${noSector}) end, 'text', a.value #>> '{}', 'apart', x.response_id is not null) order by r.id)
        from questionnaire_response r
        join questionnaire_answer a on a.response_id = r.id and a.question_id = ${question} and jsonb_typeof(a.value) = 'string'
        left join person p on p.id = r.person_id
        left join organisation o on o.id = coalesce(r.organisation_id, p.organisation_id)
        left join consultation_voice v on v.consultation_id = ${consultation} and (v.organisation_id = r.organisation_id or v.person_id = r.person_id)
        left join consultation_answer_apart x on x.response_id = r.id and x.question_id = ${question}
        cross join lateral (select ${ofSurvivors(sql)} as survivors offset 0) z
        where r.questionnaire_id = q.id and r.submitted_at is not null and (r.organisation_id is null or v.submitted_at is not null)
          and (not z.survivors or ${wordsGivenOut(sql)})) as answers
    from questionnaire q
    where q.id = ${questionnaire} and q.subject_kind = 'consultation' and q.subject_id = ${consultation} and not q.anonymous`;
  const asked = askedEver(row?.versions ?? []).find((e) => e.question.id === question);
  if (!row || asked?.question.type !== 'text') throw refuse('not-found', 'shared:errors.not-found');
  return { language: row.language, content: asked.content, answers: row.answers ?? [] };
}

/** Who answered was told that those who prepare the consultation read the words: for everybody else there is no such page. */
async function readForThoseWhoPrepare(sql: Db, reader: Reader, id: number) {
  const consultation = await readConsultationRules(sql, reader, id);
  if (!mayPrepareConsultation(reader, consultation.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return consultation;
}

/**
 * The answers to a question in words, for those who prepare the consultation: first those that came in nearly the same words,
 * each group counted once and in full, then the others by sector. Two statements.
 */
export async function loadWords(asked: Asked) {
  const { sql, params, url, language } = asked;
  const consultation = await readForThoseWhoPrepare(sql, signedIn(asked), idOf(params.id));
  const search = wordsSearch.safeParse(Object.fromEntries(url.searchParams));
  if (!search.success) throw refuse('not-found', 'shared:errors.not-found');
  const { of, question, page } = search.data;
  const read = await readAnswers(sql, consultation.id, of, question);
  const { answers } = read;
  const words = wordsIn(findQuestion(read.content, question)!.texts, language, read.language);
  const byId = new Map(answers.map((a) => [a.id, a]));
  const groups = campaignsOf(answers, new Set(answers.filter((a) => a.apart).map((a) => a.id)));
  const grouped = new Set(groups.flatMap((g) => g.members));
  const place = (sector: string) => (sectorKeys as readonly string[]).indexOf(sector) >>> 0;
  const alone = answers
    .filter((a) => !grouped.has(a.id))
    .sort((a, b) => place(a.sector) - place(b.sector) || (a.id < b.id ? -1 : 1));
  const pages = Math.max(1, Math.ceil((groups.length + alone.length) / pageLength));
  if (page > pages) throw refuse('not-found', 'shared:errors.not-found');
  const here = [...groups, ...alone].slice((page - 1) * pageLength, page * pageLength);
  return {
    id: consultation.id,
    of,
    question,
    label: { text: words?.words.label ?? question, language: words?.language ?? read.language },
    total: answers.length,
    /** Each group once. */
    once: groups.length + alone.length,
    apart: answers.filter((a) => a.apart).length,
    page,
    pages,
    groups: here.flatMap((g) =>
      'members' in g
        ? [
            {
              first: g.first,
              text: byId.get(g.first)!.text,
              sectors: sectorsOf(g.members.map((id) => byId.get(id)!.sector)),
              all: g.members.map((id) => ({ id, sector: byId.get(id)!.sector, text: byId.get(id)!.text })),
            },
          ]
        : [],
    ),
    answers: here.flatMap((a) => ('members' in a ? [] : [{ id: a.id, sector: a.sector, text: a.text }])),
  };
}

export type WordsData = Awaited<ReturnType<typeof loadWords>>;

function sectorsOf(sectors: string[]): { sector: string; count: number }[] {
  return [...new Set(sectors)]
    .map((sector) => ({ sector, count: sectors.filter((s) => s === sector).length }))
    .sort((a, b) => b.count - a.count || (a.sector < b.sector ? -1 : 1));
}

/**
 * Takes a group of answers apart, for those who prepare the consultation: from then on each stands for itself. `first` is the
 * answer that stood for the group; where it is in none any more, somebody else has taken it apart, and nothing is left to do.
 */
export async function takeApart(
  sql: Sql,
  reader: Reader,
  { consultation, of, question, first }: { consultation: number; of: number; question: string; first: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    await readForThoseWhoPrepare(tx, reader, consultation);
    const { answers } = await readAnswers(tx, consultation, of, question);
    const groups = campaignsOf(answers, new Set(answers.filter((a) => a.apart).map((a) => a.id)));
    const members = groups.find((g) => g.members.includes(first))?.members ?? [];
    if (members.length === 0) return;
    await tx`
      insert into consultation_answer_apart (response_id, question_id, by_person)
      select id, ${question}, ${reader.id} from unnest(${members}::uuid[]) as m(id) on conflict do nothing`;
    await announce(tx, 'consultation.results-changed', { consultation });
  });
}

/** Groups all answers to the question again by their words. */
export async function groupAgain(
  sql: Sql,
  reader: Reader,
  { consultation, of, question }: { consultation: number; of: number; question: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    await readForThoseWhoPrepare(tx, reader, consultation);
    await readAnswers(tx, consultation, of, question);
    await tx`
      delete from consultation_answer_apart x using questionnaire_response r
      where r.id = x.response_id and r.questionnaire_id = ${of} and x.question_id = ${question}`;
    await announce(tx, 'consultation.results-changed', { consultation });
  });
}
