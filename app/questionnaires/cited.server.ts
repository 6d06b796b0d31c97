import type { Db, Tx } from '../../db/connect';
import type { CitedThing } from '../citations/citation';
import { citedBy } from '../citations/cited-rows.server';
import { markSourceChanged, markSourceShown } from '../citations/commands.server';
import { excerptLength } from '../discussions/cited.server';
import { isActive, type Reader } from '../people/person';
import { excerpt } from '../shared/rich-text/excerpt';
import { ofSurvivors, wordsGivenOut } from './queries/survivors.server';

interface Row {
  id: number;
  version: number;
  organisation: string | null;
  sector: string | null;
  label: string | null;
  words: string;
  language: string;
  at: string | null;
}

/**
 * Text answers as this reader may see them. People were told that words are read by those who prepare the
 * questionnaire, and by the people of the organisation that gave them: for everyone else there is nothing, not even that
 * it is there. Nobody's name stands beside an answer but an organisation's. An answer that is being changed is hidden. Of a
 * survivor group's, others than its own people read no organisation, and no day.
 */
export const citedAnswers = citedBy<Row>(
  (sql, ids, reader, language) => sql`
    select a.id, a.revision as version, case when z.own or not z.survivors then coalesce(o.short_name, o.name) end as organisation,
      case when z.survivors then 'survivor-group' else o.sector end as sector, r.language,
      case when r.submitted_at is not null then left(a.value #>> '{}', ${excerptLength * 4}) else '' end as words,
      case when z.own or not z.survivors then r.submitted_at else ${weekOfAnswer(sql)} end as at,
      (select coalesce(u.value -> 'texts' -> ${language} ->> 'label', u.value -> 'texts' -> q.language ->> 'label')
        from jsonb_array_elements(v.content -> 'sections') s cross join jsonb_array_elements(s.value -> 'questions') u
        where u.value ->> 'id' = a.question_id) as label
    from questionnaire_answer a join questionnaire_response r on r.id = a.response_id
    join questionnaire q on q.id = r.questionnaire_id
    join questionnaire_version v on v.questionnaire_id = r.questionnaire_id and v.number = r.version
    left join organisation o on o.id = r.organisation_id
    cross join lateral (select ${ofSurvivors(sql)} as survivors, ${ownAnswer(sql, reader)} as own offset 0) z
    where a.id in ${sql(ids)} and q.subject_kind = 'consultation' and ${answerVisibleTo(sql, reader)}`,
  thingFrom,
);

/**
 * That this person may read the words of answer `a`, of response `r` to questionnaire `q` of a consultation, of which `z` says
 * whether it is of a survivor group (`survivors`) and the reader's (`own`): a condition.
 */
export function answerVisibleTo(sql: Db, reader: Reader | null) {
  if (!isActive(reader)) return sql`false`;
  return sql`(z.own or (not z.survivors or ${wordsGivenOut(sql)}) and (${reader.secretariat}
    or exists (select from activity_role x where x.activity = 'consultation' and x.activity_id = q.subject_id
      and x.person_id = ${reader.id} and x.role = 'facilitator')))`;
}

/** That response `r` is this person's, or their organisation's: a condition. */
export function ownAnswer(sql: Db, reader: Reader | null) {
  if (!isActive(reader)) return sql`false`;
  return sql`coalesce(r.person_id = ${reader.id} or r.organisation_id = ${reader.organisationId}, false)`;
}

/** The Monday of the week in which response `r` was sent. */
export function weekOfAnswer(sql: Db) {
  return sql`date_trunc('week', r.submitted_at, 'UTC')`;
}

function thingFrom(r: Row): CitedThing {
  const place = {
    author: r.label ?? '',
    organisation: r.organisation,
    path: `/trace/answer/${r.id}`,
    discussion: null,
  };
  if (!r.at) return { kind: 'nothing', why: 'hidden', ...place };
  return {
    kind: 'answer',
    id: r.id,
    ...place,
    sector: r.sector,
    excerpt: excerpt(r.words, excerptLength),
    language: r.language,
    translated: false,
    version: r.version,
    at: new Date(r.at).toISOString(),
    state: 'shown',
  };
}

/** Answers of a response that is being changed again are not to be read for the time being. Called in that deed. */
export async function hideCitedAnswers(tx: Tx, response: string): Promise<void> {
  for (const { id } of await citedOf(tx, response))
    await markSourceChanged(tx, { kind: 'answer', id, state: 'hidden' });
}

/** They were sent again, as they were or with other words. Called in that deed, after the answers are settled. */
export async function showCitedAnswers(tx: Tx, response: string): Promise<void> {
  for (const { id, version } of await citedOf(tx, response)) await markSourceShown(tx, { kind: 'answer', id, version });
}

/** Answers that go for good, all of a response or those to questions that are not asked any more. Called before they go. */
export async function dropCitedAnswers(tx: Tx, response: string, kept: string[] = []): Promise<void> {
  for (const { id, question } of await citedOf(tx, response))
    if (!kept.includes(question)) await markSourceChanged(tx, { kind: 'answer', id, state: 'gone' });
}

async function citedOf(tx: Tx, response: string): Promise<{ id: number; version: number; question: string }[]> {
  return tx<{ id: number; version: number; question: string }[]>`
    select a.id, a.revision as version, a.question_id as question from questionnaire_answer a
    where a.response_id = ${response} and exists (select from citation c where c.cited_kind = 'answer' and c.cited_id = a.id)
    order by a.id`;
}
