import { randomUUID } from 'node:crypto';
import { listAskedOrganisations } from '../../consultations/queries/asked-organisations.server';
import type { Asked } from '../../shared/edge.server';
import { idOf, signedIn } from '../../shared/edge.server';
import { type ContentLanguage, isContentLanguage } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { localOf } from '../../shared/zone.server';
import {
  type Content,
  changesBetween,
  conditionKindFor,
  findQuestion,
  flawsOf,
  hasOptions,
  isQuestionType,
  languagesOf,
  missingIn,
  type Question,
  questionsOf,
} from '../content';
import { type Found, findQuestionnaire } from '../found.server';
import { linesOf } from '../option-lines';
import { headOf } from '../page.server';
import { stateOf } from '../questionnaire';
import { optionWords, shownQuestion, shownSections } from '../shown';
import { marksOf } from '../typed-lines';
import { isVoiceOfOrganisation } from '../typing.server';
import { ofSurvivors } from './survivors.server';

/** For whoever prepares it: for everybody else there is no such page, though they may answer. */
export async function findForDesk(asked: Asked): Promise<Found> {
  const reader = signedIn(asked);
  const found = await findQuestionnaire(
    asked.sql,
    { reader, token: null, key: null },
    idOf(asked.params.id),
    asked.language,
  );
  if (!found.tie.mayPrepare) throw refuse('not-found', 'shared:errors.not-found');
  return found;
}

function languageOf(asked: Asked, found: Found): ContentLanguage {
  const wanted = asked.url.searchParams.get('language');
  return isContentLanguage(wanted) ? wanted : found.language;
}

/** Everything that is being prepared, in one language; what is missing there and in others. One statement. */
export async function readDesk(asked: Asked) {
  const found = await findForDesk(asked);
  const { draft } = found;
  const language = languageOf(asked, found);
  const now = asked.now();
  const local = (at: Date | null) => (at ? localOf(at, found.timeZone) : '');
  return {
    ...headOf(found, draft, language),
    own: found.language,
    editing: language,
    languages: languagesOf(draft, found.language),
    state: stateOf(found, now),
    current: found.current,
    version: found.version,
    settings: {
      answerers: found.answerers,
      anonymous: found.anonymous,
      results: found.results,
      opens: local(found.opensAt),
      closes: local(found.closesAt),
    },
    survivorSpeaks: found.survivorSpeaks,
    /** Whether the phases of a consultation open and close it. */
    byPhases: found.subject?.kind === 'consultation',
    zone: found.timeZone,
    texts: draft.texts[language] ?? { title: '', introduction: '' },
    sections: draft.sections.map((s) => ({
      id: s.id,
      texts: s.texts[language] ?? { title: '', introduction: '' },
      heading: s.texts[found.language]?.title ?? '',
      questions: s.questions.map((q) => ({
        ...shownQuestion(draft, q, language, found.language),
        succeeds: q.succeeds,
      })),
    })),
    flaws: flawsOf(draft, found.language),
    missing: languagesOf(draft, found.language).flatMap((l) => missingIn(draft, found.language, l)),
    changes: found.content && changesBetween(found.content, draft),
    isNew: JSON.stringify(found.content) !== JSON.stringify(draft),
  };
}

export type Desk = Awaited<ReturnType<typeof readDesk>>;

/** One question to be written: one that is there, or a new one of a type in a section. One statement. */
export async function readQuestionDesk(asked: Asked) {
  const found = await findForDesk(asked);
  const { draft } = found;
  const language = languageOf(asked, found);
  const id = asked.params.question ?? '';
  const { searchParams } = asked.url;
  const question = id === 'new' ? null : findQuestion(draft, id);
  const type = question?.type ?? searchParams.get('type') ?? '';
  if (question === undefined || !isQuestionType(type)) throw refuse('not-found', 'shared:errors.not-found');
  const texts = question?.texts[language];
  const { condition } = question ?? {};
  const on = condition && findQuestion(draft, condition.question);
  const chosen = condition && on && isEnumerated(on);
  return {
    ...headOf(found, draft, language),
    own: found.language,
    editing: language,
    version: found.version,
    question: question?.id ?? null,
    type,
    section: searchParams.get('section') ?? '',
    published: Boolean(question && found.content && findQuestion(found.content, question.id)),
    original:
      question && language !== found.language ? shownQuestion(draft, question, found.language, found.language) : null,
    values: {
      label: texts?.label ?? '',
      hint: texts?.hint ?? '',
      low: texts?.low ?? '',
      high: texts?.high ?? '',
      unit: texts?.unit ?? '',
      required: question?.required ?? false,
      options: question ? linesOf(question.options, language) : '',
      rows: question ? linesOf(question.rows, language) : '',
      min: boundOf(question, 'min'),
      max: boundOf(question, 'max'),
      whole: question?.number.whole ?? false,
      condition: condition ? (chosen ? `${condition.question}=${condition.value}` : condition.question) : '',
      conditionValue: condition && !chosen ? condition.value : '',
    },
    conditions: conditionsFor(draft, question?.id ?? null, language, found.language, searchParams.get('section')),
  };
}

export type QuestionDesk = Awaited<ReturnType<typeof readQuestionDesk>>;

function boundOf(question: Question | null, end: 'min' | 'max'): string {
  if (!question) return '';
  if (question.type === 'scale') return String(question.scale[end]);
  return question.number[end] === null ? '' : String(question.number[end]);
}

/** Whether all that can be waited for is known: then one chooses it, otherwise one types it. */
const isEnumerated = ({ type }: Question) => hasOptions(type) || type === 'scale';

/** What a question may hang on: answers to those before it, question by question. */
function conditionsFor(draft: Content, id: string | null, wanted: string, own: string, section: string | null) {
  const all = questionsOf(draft);
  const last = draft.sections.findIndex((s) => s.id === section);
  const upTo = draft.sections.slice(0, last < 0 ? undefined : last + 1).flatMap((s) => s.questions).length;
  const earlier = all.slice(0, id === null ? upTo : all.findIndex((q) => q.id === id));
  return earlier.flatMap((q): { value: string; label: string | null; group: string }[] => {
    if (conditionKindFor(q.type) === null) return [];
    const group = `${q.id} · ${shownQuestion(draft, q, wanted, own).label.text}`;
    if (q.type === 'scale')
      return Array.from({ length: q.scale.max - q.scale.min + 1 }, (_, i) => q.scale.min + i).map((step) => ({
        value: `${q.id}=${step}`,
        label: String(step),
        group,
      }));
    if (hasOptions(q.type))
      return q.options.map((o) => ({ value: `${q.id}=${o.id}`, label: optionWords(o, wanted, own).text, group }));
    return [{ value: q.id, label: null, group }];
  });
}

/** As those who are asked will see it, in a language that is chosen. One statement. */
export async function readPreview(asked: Asked) {
  const found = await findForDesk(asked);
  const language = languageOf(asked, found);
  return {
    ...headOf(found, found.draft, language),
    editing: language,
    languages: languagesOf(found.draft, found.language),
    sections: shownSections(found.draft, language, found.language),
  };
}

export type Preview = Awaited<ReturnType<typeof readPreview>>;

/** What was asked when, and how each version differs from the one before. Two statements. */
export async function readVersions(asked: Asked) {
  const found = await findForDesk(asked);
  const rows = await asked.sql<{ number: number; content: Content; publishedAt: Date; by: string; answers: number }[]>`
    select v.number, v.content, v.published_at, p.name as by,
      (select count(*)::int from questionnaire_response r where r.questionnaire_id = v.questionnaire_id and r.version = v.number
        and r.submitted_at is not null and not ${ofSurvivors(asked.sql)}) as answers
    from questionnaire_version v join person p on p.id = v.published_by
    where v.questionnaire_id = ${found.id} order by v.number`;
  return {
    ...headOf(found, found.content ?? found.draft, asked.language),
    zone: asked.reader?.timeZone ?? 'UTC',
    versions: rows
      .map(({ content, publishedAt, ...v }, i) => ({
        ...v,
        at: publishedAt.toISOString(),
        questions: questionsOf(content).length,
        changes: i === 0 ? null : changesBetween(rows[i - 1]!.content, content),
      }))
      .reverse(),
  };
}

export type Versions = Awaited<ReturnType<typeof readVersions>>;

/** A form to add one: what it would be about is in the address. */
export function readNew(asked: Asked) {
  signedIn(asked);
  const { searchParams } = asked.url;
  const subject = (['event', 'consultation'] as const).find((kind) => searchParams.has(kind)) ?? 'platform';
  const id = Number(searchParams.get(subject));
  const about = Number.isSafeInteger(id) && id > 0 ? id : 0;
  return { about, subject: about ? subject : ('platform' as const), once: randomUUID(), language: asked.language };
}

/** Where answers from paper are typed in: the marks of what is asked now, and what each of them means. One statement. */
export async function readTyping(asked: Asked) {
  const found = await findForDesk(asked);
  const { searchParams } = asked.url;
  if (!found.content) throw refuse('closed', 'questionnaires:refusals.not-published');
  return {
    head: headOf(found, found.content, asked.language),
    marks: marksOf(found.content),
    /** Whose form it may be; null where it is no organisation's voice. */
    organisations: isVoiceOfOrganisation(found)
      ? await listAskedOrganisations(asked.sql, found.subject!.id, asked.language)
      : null,
    language: found.language,
    once: randomUUID(),
    sections: shownSections(found.content, asked.language, found.language),
    typed: searchParams.get('typed') === 'yes',
    dropped: Math.min(Number(searchParams.get('dropped')) || 0, 999),
  };
}
