import { isRefusal } from '../shared/refusal';
import { prepareText } from '../shared/rich-text/prepare';
import { type Condition, type Content, limits, type Question, questionsOf } from './content';

/**
 * What was typed or chosen for a question, by the parts of its field: '' for the field itself, an id for a row of a matrix
 * or for an option that is ranked. As it came, so that it can be shown again however wrong it is.
 */
export type Typed = Record<string, string[]>;

/** What it means: the id of an option, several of them (chosen, or in their order), a row's option each, a figure, a text. */
export type Value = string | string[] | number | Record<string, string>;

/** Nothing was answered; or this; or something that is no answer to this question, as an i18n key. */
export type Read = { value: Value | null } | { mistake: string };

const no = (mistake: string): Read => ({ mistake: `questionnaires:mistakes.${mistake}` });

/** One answer, read by the type of its question. What is not chosen from what is there is refused, never guessed at. */
export function readAnswer(question: Question, typed: Typed): Read {
  const [first = ''] = typed[''] ?? [];
  const has = (id: string) => question.options.some((o) => o.id === id);
  switch (question.type) {
    case 'single': {
      const chosen = (typed[''] ?? []).filter((id) => id !== '');
      if (chosen.length === 0) return { value: null };
      if (chosen.length > 1) return no('one-only');
      return has(chosen[0]!) ? { value: chosen[0]! } : no('no-option');
    }
    case 'multiple': {
      const chosen = [...new Set((typed[''] ?? []).filter((id) => id !== ''))];
      if (!chosen.every(has)) return no('no-option');
      // In the order of the questionnaire: the same choice is the same value.
      return {
        value: chosen.length === 0 ? null : question.options.map((o) => o.id).filter((id) => chosen.includes(id)),
      };
    }
    case 'scale': {
      if (first === '') return { value: null };
      const step = figureIn(first);
      const { min, max } = question.scale;
      if (step === null || !Number.isInteger(step) || step < min || step > max) return no('scale');
      return { value: step };
    }
    case 'matrix':
      return readMatrix(question, typed);
    case 'ranking':
      return readRanking(question, typed);
    case 'number':
      return readNumber(question, first);
    case 'date': {
      const text = first.trim();
      if (text === '') return { value: null };
      return isDate(text) ? { value: text } : no('date');
    }
    case 'text': {
      const text = prepareText(first, { max: limits.text });
      if (!isRefusal(text)) return { value: text.text };
      return text.message === 'text:empty' ? { value: null } : no('text');
    }
    case 'file':
      return { value: first === '' ? null : first };
  }
}

function readMatrix({ options, rows }: Question, typed: Typed): Read {
  const value: Record<string, string> = {};
  for (const [row, [chosen = '']] of Object.entries(typed)) {
    if (row === '' || chosen === '') continue;
    if (!rows.some((r) => r.id === row)) return no('no-row');
    if ((typed[row] ?? []).length > 1) return no('one-only');
    if (!options.some((o) => o.id === chosen)) return no('no-option');
    value[row] = chosen;
  }
  return { value: Object.keys(value).length === 0 ? null : value };
}

/** Places are figures beside the options, 1 first; some may be left out, none may be given twice. */
function readRanking({ options }: Question, typed: Typed): Read {
  const places: { id: string; place: number }[] = [];
  for (const [id, [said = '']] of Object.entries(typed)) {
    if (id === '' || said.trim() === '') continue;
    if (!options.some((o) => o.id === id)) return no('no-option');
    const place = figureIn(said);
    if (place === null || !Number.isInteger(place) || place < 1 || place > options.length) return no('place');
    if (places.some((p) => p.place === place)) return no('place-twice');
    places.push({ id, place });
  }
  if (places.length === 0) return { value: null };
  const ranked = places.sort((a, b) => a.place - b.place);
  return ranked.every((p, i) => p.place === i + 1) ? { value: ranked.map((p) => p.id) } : no('place-gap');
}

function readNumber({ number }: Question, said: string): Read {
  if (said.trim() === '') return { value: null };
  const figure = figureIn(said);
  if (figure === null || Math.abs(figure) > limits.figure) return no('number');
  if (number.whole && !Number.isInteger(figure)) return no('whole');
  if (number.min !== null && figure < number.min) return no('too-small');
  if (number.max !== null && figure > number.max) return no('too-large');
  return { value: figure };
}

/**
 * A figure as people write it: digits of three scripts, a point or a comma before the decimals. "1,000" is a thousand to
 * some and one to others, so it is none.
 */
export function figureIn(said: string): number | null {
  const plain = said
    .trim()
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0))
    .replace(/^[\u2212\u200e\u200f]+/, (signs) => (signs.includes('\u2212') ? '-' : ''));
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain) && plain.includes(',')) return null;
  const pointed = plain.replace(/[,٫]/, '.');
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(pointed) ? Number(pointed) : null;
}

/** A day of the calendar as forms send it, `2026-11-22`. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether what an earlier question was answered with is what a later one waits for. */
export function holds({ kind, value }: Condition, on: Question, answer: Value | null | undefined): boolean {
  if (answer === null || answer === undefined) return false;
  if (kind === 'is') {
    if (typeof answer === 'number') return answer === figureIn(value);
    return answer === value;
  }
  if (Array.isArray(answer)) return answer.includes(value);
  return on.type === 'text' && typeof answer === 'string' && answer.toLowerCase().includes(value.toLowerCase());
}

/**
 * The questions that are asked of someone with these answers, in their order. One whose condition hangs on a question that
 * is not asked itself is not asked either, whatever was answered there before.
 */
export function askedOf(content: Content, answers: ReadonlyMap<string, Value | null>): Set<string> {
  const asked = new Map<string, Question>();
  for (const q of questionsOf(content)) {
    const on = q.condition && asked.get(q.condition.question);
    if (q.condition && !(on && holds(q.condition, on, answers.get(on.id)))) continue;
    asked.set(q.id, q);
  }
  return new Set(asked.keys());
}

/** Whether a required question has all of its answer: every row of a matrix, every place of a ranking. */
export function isComplete(question: Question, value: Value | null): boolean {
  if (value === null) return false;
  if (question.type === 'matrix')
    return question.rows.every((r) => (value as Record<string, string>)[r.id] !== undefined);
  if (question.type === 'ranking') return (value as string[]).length === question.options.length;
  return true;
}

export interface Judged {
  /** Values to keep, of questions that are asked and were answered. */
  values: Map<string, Value>;
  /** What keeps it from being sent, by the field it is beside. */
  mistakes: Map<string, string>;
  /** Questions that were answered and are not asked: their answers go, and it is said. */
  dropped: string[];
}

/** All answers together, as they are sent: each read by its type, and only where its question is asked. */
export function judge(content: Content, typed: ReadonlyMap<string, Typed>): Judged {
  const questions = questionsOf(content);
  const read = new Map(questions.map((q) => [q.id, readAnswer(q, typed.get(q.id) ?? {})]));
  const values = new Map<string, Value>();
  for (const [id, one] of read) if ('value' in one && one.value !== null) values.set(id, one.value);
  const asked = askedOf(content, values);
  const judged: Judged = { values: new Map(), mistakes: new Map(), dropped: [] };
  for (const q of questions) {
    const one = read.get(q.id)!;
    if (!asked.has(q.id)) {
      if ('mistake' in one || one.value !== null) judged.dropped.push(q.id);
    } else if ('mistake' in one) judged.mistakes.set(q.id, one.mistake);
    else if (q.required && !isComplete(q, one.value))
      judged.mistakes.set(q.id, `questionnaires:mistakes.${one.value === null ? 'required' : 'not-all'}`);
    else if (one.value !== null) judged.values.set(q.id, one.value);
  }
  return judged;
}

/** What was typed for each question of a form whose fields are named `q3`, `q3.r1`; of others nothing is taken. */
export function typedIn(questions: Question[], entries: Iterable<[string, unknown]>): Map<string, Typed> {
  const known = new Set(questions.map((q) => q.id));
  const typed = new Map<string, Typed>();
  for (const [name, value] of entries) {
    // Ids of rows and options alone: by `q4.constructor` one would reach what every object has.
    const [, id, part = ''] = /^(q\d+)(?:\.([or]\d{1,4}))?$/.exec(name) ?? [];
    if (id === undefined || !known.has(id) || typeof value !== 'string') continue;
    const parts = typed.get(id) ?? {};
    parts[part] = [...(parts[part] ?? []), value.slice(0, limits.text * 4)];
    typed.set(id, parts);
  }
  return typed;
}

/** Whether two say the same, whatever the order of their parts. */
export function isSameTyped(a: Typed, b: Typed): boolean {
  return plainly(a) === plainly(b);
}

/** As one line, without what is empty: by this a page knows what it was made with. */
export function plainly(typed: Typed): string {
  const parts = Object.entries(typed)
    .map(([part, said]) => [part, said.filter((s) => s !== '').map((s) => s.replaceAll('\r\n', '\n'))] as const)
    .filter(([, said]) => said.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(parts);
}

/** A value as it would have been typed: what was typed in from paper is shown in the same fields. */
export function asTyped(question: Question, value: Value): Typed {
  if (question.type === 'matrix')
    return Object.fromEntries(Object.entries(value as Record<string, string>).map(([row, option]) => [row, [option]]));
  if (question.type === 'ranking') return Object.fromEntries((value as string[]).map((id, i) => [id, [String(i + 1)]]));
  return { '': Array.isArray(value) ? value : [String(value)] };
}
