import { announce } from '../../db/announce';
import type { Sql, Tx } from '../../db/connect';
import { addQuestionnairePart, forgetPart } from '../consultations/commands/parts.server';
import { readConsultationToPrepare } from '../consultations/queries/rules.server';
import { whoIsWho } from '../events/queries/rules.server';
import { isSecretariat, type Reader } from '../people/person';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';
import { instantOf } from '../shared/zone.server';
import { type Content, flawsOf } from './content';
import { move, putQuestion, putTexts, takeOut } from './editing';
import type { NewForm, QuestionForm, SectionForm, SettingsForm, TextsForm } from './forms';
import { type Found, findQuestionnaire } from './found.server';
import { type SubjectKind, stateOf } from './questionnaire';
import { templateOf } from './templates';

/**
 * Adds a questionnaire to what it is about, from a template: a draft, seen by nobody but those who prepare it. The same form
 * sent twice leads to the one that it made. The feedback form of an event is for those registered, and anonymous.
 */
export async function addQuestionnaire(sql: Sql, reader: Reader, form: NewForm): Promise<number> {
  return sql.begin(async (tx) => {
    const ofEvent = form.subject === 'event';
    const ofConsultation = form.subject === 'consultation';
    if (!(await mayAdd(tx, reader, form))) throw refuse('not-found', 'shared:errors.not-found');
    const template = templateOf(form.template);
    if (form.template !== 'blank' && !template.texts[form.language])
      throw refuse('invalid', 'shared:errors.check-fields', undefined, {
        language: 'questionnaires:mistakes.template',
      });
    const [row] = await tx<{ id: number }[]>`
      insert into questionnaire (subject_kind, subject_id, language, answerers, anonymous, results, draft, created_by, once)
      values (${form.subject}, ${form.subject === 'platform' ? 0 : form.about}, ${form.language}, ${ofEvent ? 'registered' : ofConsultation ? 'organisations' : 'people'}, ${ofEvent}, 'preparers',
        ${tx.json(template as never)}, ${reader.id}, ${form.once})
      on conflict (once) do nothing returning id`;
    if (!row) {
      const [before] = await tx<{ id: number }[]>`
        select id from questionnaire where once = ${form.once} and created_by = ${reader.id}`;
      if (!before) throw refuse('not-found', 'shared:errors.not-found');
      return before.id;
    }
    if (ofConsultation) await addQuestionnairePart(tx, form.about, row.id);
    await announce(
      tx,
      'questionnaire.changed',
      idsOf(row.id, form.subject === 'platform' ? null : { kind: form.subject, id: form.about }),
    );
    return row.id;
  }) as Promise<number>;
}

/** Beats one and two of every deed of preparing, then tell. `version` null where nothing is written over. */
async function deedOn(
  sql: Sql,
  reader: Reader,
  id: number,
  version: number | null,
  write: (tx: Tx, found: Found) => Promise<void>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select from questionnaire where id = ${id} for update`;
    const found = await findQuestionnaire(tx, { reader, token: null, key: null }, id, 'en');
    if (!found.tie.mayPrepare) throw refuse('not-found', 'shared:errors.not-found');
    if (version !== null && version !== found.version)
      throw refuse('conflict', 'questionnaires:refusals.changed-meanwhile');
    await write(tx, found);
    await tx`update questionnaire set version = version + 1 where id = ${id}`;
    await announce(tx, 'questionnaire.changed', idsOf(id, found.subject));
  });
}

/** Who prepares what it is about prepares it; what is about nothing in particular is the secretariat's. */
async function mayAdd(tx: Tx, reader: Reader, form: NewForm): Promise<boolean> {
  if (form.subject === 'event') return (await whoIsWho(tx, form.about, reader)).mayPrepare;
  if (form.subject === 'platform') return isSecretariat(reader);
  const { cancelledAt } = await readConsultationToPrepare(tx, reader, form.about);
  if (cancelledAt) throw refuse('closed', 'consultations:refusals.cancelled');
  return true;
}

/** The page of what it is about shows what there is to answer. */
function idsOf(questionnaire: number, subject: { kind: SubjectKind; id: number } | null): Record<string, number> {
  return subject === null ? { questionnaire } : { questionnaire, [subject.kind]: subject.id };
}

/** Changes what is being prepared; what is asked now stays as it is. */
async function onDraft(
  sql: Sql,
  reader: Reader,
  id: number,
  version: number,
  change: (found: Found) => Content | Refusal,
): Promise<void> {
  await deedOn(sql, reader, id, version, async (tx, found) => {
    const draft = change(found);
    if (isRefusal(draft)) throw draft;
    await tx`update questionnaire set draft = ${tx.json(draft as never)} where id = ${id}`;
  });
}

/** Who answers, from when to when, and who sees the figures. Once somebody has begun, whose answers they are is settled. */
export async function changeSettings(sql: Sql, reader: Reader, id: number, form: SettingsForm): Promise<void> {
  await deedOn(sql, reader, id, form.version, async (tx, found) => {
    const fields: Record<string, string> = {};
    const anonymous = form.anonymous || found.survivorSpeaks;
    const instant = (said: string, name: string) => {
      const at = said === '' ? null : instantOf(said, found.timeZone);
      if (said !== '' && !at) fields[name] = 'questionnaires:mistakes.time';
      return at;
    };
    // A consultation's is open in its phases, and by no other clock.
    const byPhases = found.subject?.kind === 'consultation';
    const [opens, closes] = byPhases ? [null, null] : [instant(form.opens, 'opens'), instant(form.closes, 'closes')];
    const from = opens ?? found.subjectEndsAt;
    if (closes && from && closes <= from) fields.closes = 'questionnaires:mistakes.backward';
    if (form.answerers === 'registered' && found.subject?.kind !== 'event')
      fields.answerers = 'questionnaires:mistakes.no-event';
    if (form.answerers === 'organisations' && anonymous) fields.answerers = 'questionnaires:mistakes.together';
    if (form.answerers !== found.answerers || anonymous !== found.anonymous) {
      const [begun] = await tx`select from questionnaire_response where questionnaire_id = ${id} limit 1`;
      if (begun) fields.answerers ??= 'questionnaires:mistakes.begun';
    }
    if (Object.keys(fields).length > 0) throw refuse('invalid', 'shared:errors.check-fields', undefined, fields);
    await tx`
      update questionnaire set answerers = ${form.answerers}, anonymous = ${anonymous}, results = ${form.results},
        opens_at = ${opens}, closes_at = ${closes} where id = ${id}`;
  });
}

export async function changeTexts(sql: Sql, reader: Reader, id: number, form: TextsForm): Promise<void> {
  await onDraft(sql, reader, id, form.version, ({ draft }) => putTexts(draft, null, form));
}

export async function changeSection(sql: Sql, reader: Reader, id: number, form: SectionForm): Promise<void> {
  await onDraft(sql, reader, id, form.version, ({ draft }) => putTexts(draft, { section: form.section }, form));
}

export async function moveBy(
  sql: Sql,
  reader: Reader,
  id: number,
  form: { at: string; version: number },
  by: 1 | -1,
): Promise<void> {
  await onDraft(sql, reader, id, form.version, ({ draft }) => move(draft, form.at, by));
}

export async function remove(
  sql: Sql,
  reader: Reader,
  id: number,
  form: { at: string; version: number },
): Promise<void> {
  await onDraft(sql, reader, id, form.version, ({ draft }) => takeOut(draft, form.at));
}

/** Writes a question, new where `question` is null; gives its id, which is another one where it now means something else. */
export async function writeQuestion(
  sql: Sql,
  reader: Reader,
  id: number,
  question: string | null,
  form: QuestionForm,
): Promise<string> {
  let written = '';
  await onDraft(sql, reader, id, form.version, ({ draft, language, content }) => {
    const put = putQuestion({ content: draft, own: language, published: content }, question, form);
    if (isRefusal(put)) return put;
    written = put.id;
    return put.content;
  });
  return written;
}

/** From now on this is what is asked. Answers that were begun stay with the version they were begun with. */
export async function publishVersion(sql: Sql, reader: Reader, id: number, version: number, now: Date): Promise<void> {
  await deedOn(sql, reader, id, version, async (tx, found) => {
    if (flawsOf(found.draft, found.language).length > 0) throw refuse('conflict', 'questionnaires:refusals.flaws');
    const [same] = await tx`
      select from questionnaire_version v, questionnaire q
      where q.id = ${id} and v.questionnaire_id = q.id and v.number = ${found.current ?? 0} and v.content = q.draft`;
    if (same) throw refuse('conflict', 'questionnaires:refusals.nothing-new');
    await tx`
      insert into questionnaire_version (questionnaire_id, number, content, published_at, published_by)
      select ${id}, ${(found.current ?? 0) + 1}, draft, ${now}, ${reader.id} from questionnaire where id = ${id}`;
  });
}

/** Takes no answers from now on. */
export async function closeNow(sql: Sql, reader: Reader, id: number, now: Date): Promise<void> {
  await deedOn(sql, reader, id, null, async (tx, found) => {
    if (stateOf(found, now) !== 'open') throw refuse('closed', 'questionnaires:refusals.closed');
    if (found.subject?.kind === 'consultation') throw refuse('closed', 'consultations:refusals.by-phases');
    await tx`
      update questionnaire set closes_at = ${now}, opens_at = case when opens_at >= ${now} then null else opens_at end
      where id = ${id}`;
  });
}

/** Discards what was never published. */
export async function discardQuestionnaire(sql: Sql, reader: Reader, id: number, version: number): Promise<void> {
  await deedOn(sql, reader, id, version, async (tx, found) => {
    if (found.publishedAt) throw refuse('closed', 'questionnaires:refusals.published');
    if (found.subject?.kind === 'consultation') await forgetPart(tx, 'questionnaire', id);
    await tx`delete from questionnaire where id = ${id}`;
  });
}
