import type { Sql, Tx } from '../../db/connect';
import { countVoice } from '../consultations/balance/voices.server';
import { listAskedOrganisations } from '../consultations/queries/asked-organisations.server';
import type { Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { finishTasks, giveTask } from '../tasks/commands.server';
import { judge } from './answer';
import { settle } from './answering.server';
import { type Found, findQuestionnaire } from './found.server';
import { needsSignOff } from './questionnaire';
import { lookForRelease } from './releasing.server';
import { signKey } from './signing-off.server';
import { readTypedLines, type TypedLines } from './typed-lines';

/** What is wrong with what was typed in from paper: by lines, and by questions. */
export interface TypingMistakes {
  lines: TypedLines['wrong'];
  questions: { question: string; mistake: string }[];
}

/**
 * Takes in one form that was filled in on paper, sent as a whole, by whoever prepares the questionnaire. It belongs to the
 * version that is asked now; `once` is the form's key, so that sent twice it is one. Gives what is to be put right, or the
 * number of answers that were dropped since they are not asked.
 *
 * What an organisation answers a consultation is its one counted voice, on paper as on the web: the form is that of the
 * organisation which is named, and those who speak for it are told, since they can change it. Refused where that organisation
 * has answered or begun to.
 */
export async function typeIn(
  sql: Sql,
  reader: Reader,
  id: number,
  form: { lines: string; language: string; once: string; organisation?: number | null },
  now: Date,
): Promise<{ mistakes: TypingMistakes } | { dropped: number }> {
  return sql.begin(async (tx) => {
    const found = await findQuestionnaire(tx, { reader, token: null, key: null }, id, form.language);
    if (!found.tie.mayPrepare) throw refuse('not-found', 'shared:errors.not-found');
    const { content, current } = found;
    if (!content || current === null) throw refuse('closed', 'questionnaires:refusals.not-yet-open');
    const organisation = await organisationOf(tx, found, form.organisation ?? null);
    const { typed, wrong } = readTypedLines(content, form.lines);
    const judged = judge(content, typed);
    const questions = [...judged.mistakes].map(([question, mistake]) => ({ question, mistake }));
    if (wrong.length > 0 || questions.length > 0) return { mistakes: { lines: wrong, questions } };
    if (judged.values.size === 0)
      throw refuse('invalid', 'shared:errors.check-fields', undefined, { lines: 'text:empty' });
    const at = found.anonymous ? new Date(now.toISOString().slice(0, 10)) : now;
    const [response] = await tx<{ id: string }[]>`
      insert into questionnaire_response (id, questionnaire_id, version, organisation_id, typed_by, language, submitted_at)
      values (${form.once}, ${id}, ${current}, ${organisation}, ${reader.id}, ${form.language}, ${at})
      on conflict do nothing returning id`;
    if (!response) {
      const [same] = await tx`select from questionnaire_response where id = ${form.once}`;
      if (same) return { dropped: 0 };
      throw refuse('conflict', 'questionnaires:refusals.organisation-answered');
    }
    for (const question of judged.values.keys()) {
      await tx`
        insert into questionnaire_answer (response_id, question_id, typed)
        values (${response.id}, ${question}, ${tx.json(typed.get(question)!)})`;
    }
    await settle(tx, response.id, content, judged.values);
    await lookForRelease(tx, id);
    if (organisation !== null) await countAndTell(tx, found, organisation, now);
    return { dropped: judged.dropped.length };
  }) as Promise<{ mistakes: TypingMistakes } | { dropped: number }>;
}

/** Whose form it is; null where it is nobody's counted voice. */
async function organisationOf(tx: Tx, found: Found, named: number | null): Promise<number | null> {
  if (!isVoiceOfOrganisation(found)) return null;
  const asked = await listAskedOrganisations(tx, found.subject!.id, found.language);
  if (asked.some((o) => o.id === named)) return named;
  const message = 'questionnaires:refusals.choose-organisation';
  throw refuse('invalid', 'shared:errors.check-fields', undefined, { organisation: message });
}

/** Whether what comes from paper belongs to an organisation, whose voice it is in a consultation. */
export function isVoiceOfOrganisation(found: Found): boolean {
  return !found.anonymous && needsSignOff(found, found.subject?.kind);
}

async function countAndTell(tx: Tx, found: Found, organisation: number, now: Date): Promise<void> {
  await countVoice(tx, found.subject!.id, { organisationId: organisation }, 'submitted', now);
  await finishTasks(tx, { key: signKey(found.id, organisation) });
  const speakers = await tx<{ id: number }[]>`
    select p.id from person p join organisation_role r on r.person_id = p.id
    where r.organisation_id = ${organisation} and p.organisation_id = ${organisation} and p.state = 'active' order by p.id`;
  for (const { id: personId } of speakers)
    await giveTask(tx, {
      personId,
      key: `typed:${found.id}:${organisation}`,
      what: 'questionnaires:tasks.typed',
      about: { organisation },
      place: `/questionnaires/${found.id}`,
    });
}
