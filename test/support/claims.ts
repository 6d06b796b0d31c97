import { randomUUID } from 'node:crypto';
import { waiveSources } from '../../app/consultations/claims/commands/publishing.server';
import { type Tag, tag } from '../../app/consultations/claims/commands/tagging.server';
import { findSource, listSources } from '../../app/consultations/claims/queries/sources.server';
import { writePost } from '../../app/discussions/posting.server';
import type { Reader } from '../../app/people/person';
import type { Sql } from '../../db/connect';
import { aConsultation, aConsultationQuestionnaire, voicesOf } from './consultations';
import { aDiscussion, aPostForm } from './discussions';
import { anOrganisation, aPerson } from './people';
import { aQuestion } from './questionnaires';

/** While people take part; after that, while the synthesis is written. */
export const during = new Date();
export const after = new Date(during.getTime() + 11 * 86_400_000);

/** A consultation with two posts, an answer of an organisation and a statement, and one who facilitates it. */
export async function aConsultationToCode(sql: Sql, values: Parameters<typeof aConsultation>[1] = {}) {
  const ngo = await anOrganisation(sql, { sector: 'civil-society', region: '002' });
  const ministry = await anOrganisation(sql, { sector: 'government', region: '150' });
  const invited = values.readers === 'invited' ? { invited: [ngo, ministry] } : {};
  const discussion = await aDiscussion(sql, values.readers === 'invited' ? { readers: 'invited', ...invited } : {});
  const anna = await aPerson(sql, { name: 'Anna Demonstration', organisation: ngo });
  const bilal = await aPerson(sql, { name: 'Bilal Demonstration', organisation: ministry });
  const first = await writePost(
    sql,
    await anna.reader(),
    aPostForm(discussion.id, 'Shelters need a budget line of their own. Nobody else will pay.'),
    during,
  );
  const second = await writePost(
    sql,
    await bilal.reader(),
    aPostForm(discussion.id, 'A budget line is not needed. Labour inspectors come first.'),
    during,
  );
  // As a part of the consultation the discussion is open with its phases: what was written is there already.
  const consultation = await aConsultation(sql, {
    ...values,
    ...invited,
    parts: [{ kind: 'discussion', subject: discussion.id }],
  });
  const questionnaire = await aConsultationQuestionnaire(sql, consultation, {
    content: {
      texts: { en: { title: 'Questions (invented)', introduction: '' } },
      sections: [
        {
          id: 's1',
          texts: { en: { title: 'First', introduction: '' } },
          questions: [aQuestion('q1', 'single'), aQuestion('q2', 'text')],
        },
      ],
      next: 3,
    },
  });
  const [voice] = await voicesOf(sql, consultation.id, questionnaire, 'organisations', [
    { sector: 'business', region: '150', answers: { q1: 'o1', q2: 'We pay for it ourselves. Nobody repays us.' } },
  ]);
  const [answer] = await sql<{ id: number }[]>`
    select id from questionnaire_answer where response_id = ${voice!.response} and question_id = 'q2'`;
  const [statement] = await sql<{ id: number }[]>`
    insert into consultation_statement (consultation_id, number, author_id, language, state, proposed_at, once)
    values (${consultation.id}, 1, ${anna.id}, 'en', 'approved', ${during}, ${randomUUID()}) returning id`;
  await sql`
    insert into consultation_statement_text (statement_id, language, words) values (${statement!.id}, 'en', 'Shelters should be free.')`;
  await sql`
    insert into activity_role (activity, activity_id, person_id, role)
    values ('discussion', ${discussion.id}, ${consultation.facilitator.id}, 'observer')`;
  const coder = await consultation.facilitator.reader();
  return {
    ...consultation,
    discussion,
    questionnaire,
    response: voice!.response,
    company: voice!.organisation!,
    answer: answer!.id,
    first: first.id,
    second: second.id,
    statement: statement!.id,
    anna,
    bilal,
    coder,
  };
}

/** Tags the words of a source, wherever they stand in it, to a claim or a new one. */
export async function tagWords(
  sql: Sql,
  coder: Reader,
  consultation: number,
  source: Tag['source'],
  words: string,
  values: { claim?: number; body?: string; side?: 'for' | 'against'; section?: string; at?: Date } = {},
): Promise<number> {
  const found = await findSource(sql, consultation, coder, source);
  const start = found ? [...found.words.slice(0, found.words.indexOf(words))].length : 0;
  const body = values.body ?? `A claim about ${words.slice(0, 20)}`;
  const made = { section: values.section ?? 'agreement', body, language: 'en' as const, once: randomUUID() };
  const asked: Tag = {
    consultation,
    source,
    version: found?.version ?? 1,
    spans: source.kind === 'voice' ? [] : [{ start, end: start + [...words].length }],
    side: values.side ?? 'for',
    claim: values.claim ?? made,
  };
  return (await tag(sql, coder, asked, values.at ?? after)).claim;
}

/** Sets aside whatever no claim rests on. */
export async function waiveOthers(sql: Sql, coder: Reader, consultation: number): Promise<void> {
  const unused = (await listSources(sql, consultation, coder)).filter((s) => s.state === 'unused');
  if (unused.length === 0) return;
  const sources = unused.map(({ kind, id }) => ({ kind, id }));
  await waiveSources(sql, coder, { consultation, sources, reason: 'Not about the question.' }, after);
}
