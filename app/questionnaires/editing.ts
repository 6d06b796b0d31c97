import type { ContentLanguage } from '../shared/languages';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';
import { prepareLine, prepareText } from '../shared/rich-text/prepare';
import { figureIn } from './answer';
import {
  blankQuestion,
  type Content,
  conditionKindFor,
  findQuestion,
  hasOptions,
  limits,
  meansTheSame,
  type Option,
  type Question,
  type QuestionWords,
  questionsOf,
  whyNotCondition,
} from './content';
import type { QuestionForm } from './forms';
import { readLines, translateLines } from './option-lines';

type Fields = Record<string, string>;

/** What is being prepared, and in which language it is at home. */
export interface Desk {
  content: Content;
  own: ContentLanguage;
  /** What is asked now: a question that stands there keeps its id only as long as it means the same. */
  published: Content | null;
}

const mistake = (key: string) => `questionnaires:mistakes.${key}`;
const beside = (fields: Fields) => refuse('invalid', 'shared:errors.check-fields', undefined, fields);

/** A title and what stands below it, in one language; of a section both may be empty. */
export function putTexts(
  content: Content,
  at: { section: string } | null,
  { language, title, introduction }: { language: ContentLanguage; title: string; introduction: string },
): Content | Refusal {
  const fields: Fields = {};
  const texts = {
    title: line(title, limits.title, 'title', fields),
    introduction: words(introduction, limits.introduction, 'introduction', fields),
  };
  if (!at && texts.title === '') fields.title ??= 'text:empty';
  if (Object.keys(fields).length > 0) return beside(fields);
  if (!at) return { ...content, texts: { ...content.texts, [language]: texts } };
  if (at.section !== '') {
    const sections = content.sections.map((s) =>
      s.id === at.section ? { ...s, texts: { ...s.texts, [language]: texts } } : s,
    );
    return { ...content, sections };
  }
  if (content.sections.length >= limits.sections) return beside({ title: mistake('too-many-sections') });
  const section = { id: `s${content.next}`, texts: { [language]: texts }, questions: [] };
  return { ...content, next: content.next + 1, sections: [...content.sections, section] };
}

/**
 * A question as its form says, new or changed, in the questionnaire's own language or in a translation. One that was
 * published and now means something else becomes another one, which says whose place it took.
 */
export function putQuestion(
  desk: Desk,
  id: string | null,
  form: QuestionForm,
): { content: Content; id: string } | Refusal {
  const { content, own } = desk;
  const before = id === null ? undefined : findQuestion(content, id);
  if (id !== null && !before) return refuse('not-found', 'shared:errors.not-found');
  if (id === null && questionsOf(content).length >= limits.questions)
    return beside({ label: mistake('too-many-questions') });
  const fields: Fields = {};
  const question = before ?? blankQuestion(`q${content.next}`, form.type);
  const texts = wordsFrom(question, form, fields);
  if (before && form.language !== own) {
    const translated = translation(before, form, texts, fields);
    if (Object.keys(fields).length > 0) return beside(fields);
    return { content: replaced(content, before.id, translated), id: before.id };
  }
  if (texts.label === '') fields.label ??= 'text:empty';
  const next = structureFrom(desk, question, form, fields, before ? id! : null);
  const changed = { ...next, texts: { ...question.texts, [form.language]: texts } };
  const was = desk.published && before && findQuestion(desk.published, before.id);
  if (was && form.meaning === 'same' && !meansTheSame(was, changed)) fields.meaning = mistake('meaning');
  if (Object.keys(fields).length > 0) return beside(fields);
  if (!before) return { content: added(content, form.section, changed), id: changed.id };
  if (!was || form.meaning === 'same') return { content: replaced(content, before.id, changed), id: before.id };
  const successor = { ...changed, id: `q${content.next}`, succeeds: before.id };
  return {
    content: { ...leadOver(replaced(content, before.id, successor), before.id, successor.id), next: content.next + 1 },
    id: successor.id,
  };
}

function wordsFrom({ type }: Question, form: QuestionForm, fields: Fields): QuestionWords {
  return {
    label: line(form.label, limits.label, 'label', fields),
    hint: line(form.hint, limits.hint, 'hint', fields),
    low: type === 'scale' ? line(form.low, limits.end, 'low', fields) : '',
    high: type === 'scale' ? line(form.high, limits.end, 'high', fields) : '',
    unit: type === 'number' ? line(form.unit, limits.end, 'unit', fields) : '',
  };
}

function translation(before: Question, form: QuestionForm, texts: QuestionWords, fields: Fields): Question {
  const lines = (text: string, of: Option[], name: 'options' | 'rows', letter: 'o' | 'r') => {
    const read = translateLines(text, of, { language: form.language, letter });
    if ('options' in read) return read.options;
    fields[name] = mistake(`lines-${read.mistake}`);
    return of;
  };
  return {
    ...before,
    texts: { ...before.texts, [form.language]: texts },
    options: hasOptions(before.type) ? lines(form.options, before.options, 'options', 'o') : before.options,
    rows: before.type === 'matrix' ? lines(form.rows, before.rows, 'rows', 'r') : before.rows,
  };
}

function structureFrom(
  { content }: Desk,
  question: Question,
  form: QuestionForm,
  fields: Fields,
  id: string | null,
): Question {
  let { next } = question;
  const lines = (text: string, of: Option[], name: 'options' | 'rows', letter: 'o' | 'r', max: number) => {
    const read = readLines(text, of, { language: form.language, letter, next, max });
    if ('options' in read) {
      next = read.next;
      return read.options;
    }
    fields[name] = mistake(`lines-${read.mistake}`);
    return of;
  };
  const options = hasOptions(question.type)
    ? lines(form.options, question.options, 'options', 'o', limits.options)
    : [];
  const rows = question.type === 'matrix' ? lines(form.rows, question.rows, 'rows', 'r', limits.rows) : [];
  return {
    ...question,
    required: form.required,
    options,
    rows,
    next,
    scale: question.type === 'scale' ? scaleFrom(form, fields) : question.scale,
    number: question.type === 'number' ? boundsFrom(form, fields) : question.number,
    condition: conditionFrom(content, id, form, fields),
  };
}

function scaleFrom(form: QuestionForm, fields: Fields): Question['scale'] {
  const [min, max] = [figureIn(form.min || '1'), figureIn(form.max || '5')];
  if ((min !== 0 && min !== 1) || max === null || !Number.isInteger(max) || max < 2 || max > 10) {
    fields.max = mistake('scale-ends');
    return { min: 1, max: 5 };
  }
  return { min, max };
}

function boundsFrom(form: QuestionForm, fields: Fields): Question['number'] {
  const bound = (said: string, name: 'min' | 'max') => {
    if (said.trim() === '') return null;
    const figure = figureIn(said);
    if (figure === null) fields[name] = mistake('number');
    return figure;
  };
  const [min, max] = [bound(form.min, 'min'), bound(form.max, 'max')];
  if (min !== null && max !== null && max < min) fields.max = mistake('bounds');
  return { min, max, whole: form.whole };
}

/** `q2=o1`, `q3=4`; or `q5`, with what it is to be in a field of its own. */
function conditionFrom(content: Content, id: string | null, form: QuestionForm, fields: Fields): Question['condition'] {
  if (form.condition === '') return null;
  const [question = '', chosen] = form.condition.split('=');
  const all = questionsOf(content);
  const place = id === null ? placeOfNew(content, form.section) : all.findIndex((q) => q.id === id);
  const on = all.find((q) => q.id === question);
  const kind = on && conditionKindFor(on.type);
  const value = chosen ?? line(form.conditionValue, limits.end, 'conditionValue', fields);
  const condition = { question, kind: kind ?? 'is', value };
  const why = whyNotCondition(condition, all.slice(0, place), all);
  if (why) fields[chosen === undefined && why === 'empty-condition' ? 'conditionValue' : 'condition'] ??= mistake(why);
  return condition;
}

/** A new question stands at the end of its section. */
function placeOfNew(content: Content, section: string): number {
  const i = content.sections.findIndex((s) => s.id === section);
  const sections = i < 0 ? content.sections : content.sections.slice(0, i + 1);
  return sections.flatMap((s) => s.questions).length;
}

function added(content: Content, section: string, question: Question): Content {
  const id = content.sections.some((s) => s.id === section) ? section : content.sections.at(-1)?.id;
  if (id === undefined) {
    const first = { id: `s${content.next + 1}`, texts: {}, questions: [question] };
    return { ...content, next: content.next + 2, sections: [first] };
  }
  const sections = content.sections.map((s) => (s.id === id ? { ...s, questions: [...s.questions, question] } : s));
  return { ...content, next: content.next + 1, sections };
}

function replaced(content: Content, id: string, question: Question): Content {
  const sections = content.sections.map((s) => ({
    ...s,
    questions: s.questions.map((q) => (q.id === id ? question : q)),
  }));
  return { ...content, sections };
}

/** What hung on a question hangs on its successor: the ids of its options are the same. */
function leadOver(content: Content, from: string, to: string): Content {
  const sections = content.sections.map((s) => ({
    ...s,
    questions: s.questions.map((q) =>
      q.condition?.question === from ? { ...q, condition: { ...q.condition, question: to } } : q,
    ),
  }));
  return { ...content, sections };
}

/** Takes a question out, or a section without questions. Versions that were published keep theirs. */
export function takeOut(content: Content, at: string): Content | Refusal {
  const hanging = questionsOf(content).find((q) => q.condition?.question === at);
  if (hanging) return refuse('conflict', 'questionnaires:refusals.hangs', { question: hanging.id });
  const section = content.sections.find((s) => s.id === at);
  if (section && section.questions.length > 0) return refuse('conflict', 'questionnaires:refusals.section-not-empty');
  const sections = content.sections
    .filter((s) => s.id !== at)
    .map((s) => ({ ...s, questions: s.questions.filter((q) => q.id !== at) }));
  return { ...content, sections };
}

/** Moves a question one place on, over the edge of its section too; or a section. Conditions are looked at afterwards. */
export function move(content: Content, at: string, by: 1 | -1): Content {
  const i = content.sections.findIndex((s) => s.id === at);
  if (i >= 0) return { ...content, sections: swapped(content.sections, i, i + by) };
  const from = content.sections.findIndex((s) => s.questions.some((q) => q.id === at));
  const section = content.sections[from];
  if (!section) return content;
  const place = section.questions.findIndex((q) => q.id === at);
  const inside = place + by >= 0 && place + by < section.questions.length;
  const put = (n: number, questions: Question[]) => (list: Content['sections']) =>
    list.map((s, k) => (k === n ? { ...s, questions } : s));
  if (inside)
    return { ...content, sections: put(from, swapped(section.questions, place, place + by))(content.sections) };
  const neighbour = content.sections[from + by];
  if (!neighbour) return content;
  const question = section.questions[place]!;
  const without = put(
    from,
    section.questions.filter((q) => q.id !== at),
  )(content.sections);
  const there = by === 1 ? [question, ...neighbour.questions] : [...neighbour.questions, question];
  return { ...content, sections: put(from + by, there)(without) };
}

function swapped<T>(list: T[], a: number, b: number): T[] {
  if (b < 0 || b >= list.length) return list;
  const out = [...list];
  [out[a], out[b]] = [out[b]!, out[a]!];
  return out;
}

function line(raw: string, max: number, name: string, fields: Fields): string {
  const prepared = raw.trim() === '' ? { text: '' } : prepareLine(raw, { max });
  if (!isRefusal(prepared)) return prepared.text;
  if (prepared.message === 'text:too-long') fields[name] = mistake('line');
  return '';
}

function words(raw: string, max: number, name: string, fields: Fields): string {
  const prepared = raw.trim() === '' ? { text: '' } : prepareText(raw, { max });
  if (!isRefusal(prepared)) return prepared.text;
  if (prepared.message === 'text:too-long') fields[name] = mistake('words');
  return '';
}
