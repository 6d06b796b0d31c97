import { type ContentLanguage, contentLanguages, isContentLanguage } from '../shared/languages';

/** What a questionnaire asks and in which words: plain data, kept whole with each version. */
export const questionTypes = [
  'single',
  'multiple',
  'scale',
  'matrix',
  'ranking',
  'number',
  'date',
  'text',
  'file',
] as const;
export type QuestionType = (typeof questionTypes)[number];

export function isQuestionType(x: unknown): x is QuestionType {
  return questionTypes.includes(x as QuestionType);
}

export type Wordings<T> = Partial<Record<ContentLanguage, T>>;

/** One of several to choose from, or a row of a matrix. Its id is never given to another. */
export interface Option {
  id: string;
  texts: Wordings<string>;
}

export interface QuestionWords {
  label: string;
  hint: string;
  /** What the ends of a scale mean. */
  low: string;
  high: string;
  /** What a number counts. */
  unit: string;
}

export const conditionKinds = ['is', 'contains'] as const;
export interface Condition {
  question: string;
  kind: (typeof conditionKinds)[number];
  value: string;
}

export interface Question {
  /** The same in every version, as long as it means the same. */
  id: string;
  type: QuestionType;
  required: boolean;
  /** The question whose place this one has taken, because it asks something else. */
  succeeds: string | null;
  condition: Condition | null;
  texts: Wordings<QuestionWords>;
  options: Option[];
  rows: Option[];
  scale: { min: number; max: number };
  number: { min: number | null; max: number | null; whole: boolean };
  /** The next number for an option or a row: one that was taken out leaves its id to nobody. */
  next: number;
}

export interface Section {
  id: string;
  texts: Wordings<{ title: string; introduction: string }>;
  questions: Question[];
}

export interface Content {
  texts: Wordings<{ title: string; introduction: string }>;
  sections: Section[];
  /** The next number for a question or a section. */
  next: number;
}

export const limits = {
  title: 160,
  introduction: 4000,
  label: 500,
  hint: 500,
  option: 300,
  end: 80,
  sections: 20,
  questions: 150,
  options: 40,
  rows: 30,
  text: 5000,
  figure: 1e12,
} as const;

export const noWords: QuestionWords = { label: '', hint: '', low: '', high: '', unit: '' };

export const hasOptions = (type: QuestionType) =>
  type === 'single' || type === 'multiple' || type === 'matrix' || type === 'ranking';

export function blankQuestion(id: string, type: QuestionType): Question {
  return {
    id,
    type,
    required: false,
    succeeds: null,
    condition: null,
    texts: {},
    options: [],
    rows: [],
    scale: { min: 1, max: 5 },
    number: { min: null, max: null, whole: false },
    next: 1,
  };
}

export function questionsOf(content: Content): Question[] {
  return content.sections.flatMap((s) => s.questions);
}

export function findQuestion(content: Content, id: string): Question | undefined {
  return questionsOf(content).find((q) => q.id === id);
}

/** Words in the language that is wanted, else in the questionnaire's own, else in any; and in which they are. */
export function wordsIn<T>(
  texts: Wordings<T>,
  wanted: string,
  own: string,
): { words: T; language: string } | undefined {
  for (const language of [wanted, own, ...contentLanguages]) {
    const words = isContentLanguage(language) ? texts[language] : undefined;
    if (words !== undefined && isThere(words)) return { words, language };
  }
  return undefined;
}

/** A question without its label has no words yet, whatever its hint says; so has a section without its title. */
function isThere(words: unknown): boolean {
  if (typeof words === 'string') return words !== '';
  const { label, title } = words as { label?: string; title?: string };
  return Boolean(label ?? title);
}

/** Only what can be said in a sentence can decide whether another question is asked. */
export function conditionKindFor(type: QuestionType): Condition['kind'] | null {
  if (type === 'multiple' || type === 'text') return 'contains';
  if (type === 'single' || type === 'scale' || type === 'number' || type === 'date') return 'is';
  return null;
}

/** What is wrong with what is being prepared, beside the question or section it is about. */
export interface Flaw {
  at: string;
  why:
    | 'no-title'
    | 'no-questions'
    | 'no-label'
    | 'few-options'
    | 'no-rows'
    | 'no-condition'
    | 'later-condition'
    | 'empty-condition';
}

/** Whether it could be asked as it stands. A condition looks back only, so that none can go round in a circle. */
export function flawsOf(content: Content, own: string): Flaw[] {
  const flaws: Flaw[] = [];
  if (!hasWords(content.texts, own)) flaws.push({ at: '', why: 'no-title' });
  const questions = questionsOf(content);
  if (questions.length === 0) flaws.push({ at: '', why: 'no-questions' });
  questions.forEach((q, i) => {
    if (!hasWords(q.texts, own)) flaws.push({ at: q.id, why: 'no-label' });
    if (hasOptions(q.type) && q.options.length < 2) flaws.push({ at: q.id, why: 'few-options' });
    if (q.type === 'matrix' && q.rows.length === 0) flaws.push({ at: q.id, why: 'no-rows' });
    const why = q.condition && whyNotCondition(q.condition, questions.slice(0, i), questions);
    if (why) flaws.push({ at: q.id, why });
  });
  return flaws;
}

function hasWords(texts: Wordings<object>, language: string): boolean {
  const words = isContentLanguage(language) ? texts[language] : undefined;
  return words !== undefined && isThere(words);
}

/** Why a question cannot hang on this: what it looks at comes later, or not at all, or can never be answered so. */
export function whyNotCondition(
  { question, kind, value }: Condition,
  earlier: Question[],
  all: Question[] = earlier,
): Extract<Flaw['why'], `${string}-condition`> | undefined {
  const on = earlier.find((q) => q.id === question);
  if (!on) return all.some((q) => q.id === question) ? 'later-condition' : 'no-condition';
  if (conditionKindFor(on.type) !== kind || value === '') return 'empty-condition';
  if (hasOptions(on.type)) return on.options.some((o) => o.id === value) ? undefined : 'empty-condition';
  if (on.type === 'scale') {
    const step = Number(value);
    return Number.isInteger(step) && step >= on.scale.min && step <= on.scale.max ? undefined : 'empty-condition';
  }
  return undefined;
}

/** A text that a language has no words for: what it belongs to, and which of its texts. */
export interface Missing {
  language: ContentLanguage;
  at: string;
  part: 'title' | 'section' | 'label' | 'hint' | 'option' | 'row' | 'end' | 'unit';
}

/** Languages in which something has been said, the questionnaire's own first. */
export function languagesOf(content: Content, own: string): ContentLanguage[] {
  const all = [content.texts, ...content.sections.flatMap((s) => [s.texts, ...s.questions.map((q) => q.texts)])];
  return contentLanguages
    .filter((l) => l === own || all.some((texts) => texts[l] !== undefined && isThere(texts[l])))
    .sort((a, b) => Number(b === own) - Number(a === own));
}

/** What is said in the questionnaire's own language and not in this one. */
export function missingIn(content: Content, own: ContentLanguage, language: ContentLanguage): Missing[] {
  const missing: Missing[] = [];
  const check = (at: string, part: Missing['part'], of: string | undefined, here: string | undefined) => {
    if (of && !here) missing.push({ language, at, part });
  };
  check('', 'title', content.texts[own]?.title, content.texts[language]?.title);
  for (const s of content.sections) {
    check(s.id, 'section', s.texts[own]?.title, s.texts[language]?.title);
    for (const q of s.questions) {
      const from = q.texts[own];
      const to = q.texts[language];
      check(q.id, 'label', from?.label, to?.label);
      check(q.id, 'hint', from?.hint, to?.hint);
      for (const o of q.options) check(q.id, 'option', o.texts[own], o.texts[language]);
      for (const r of q.rows) check(q.id, 'row', r.texts[own], r.texts[language]);
      check(q.id, 'end', from?.low, to?.low);
      check(q.id, 'end', from?.high, to?.high);
      check(q.id, 'unit', from?.unit, to?.unit);
    }
  }
  return missing;
}

/**
 * Whether a published question may keep its id: answers of before and of now are counted together. Words may be put right
 * and options added; what was asked for, or what an answer of before stood for, may not change.
 */
export function meansTheSame(before: Question, after: Question): boolean {
  const keeps = (of: Option[], now: Option[]) => of.every((o) => now.some((n) => n.id === o.id));
  return (
    before.type === after.type &&
    keeps(before.options, after.options) &&
    keeps(before.rows, after.rows) &&
    before.scale.min === after.scale.min &&
    before.scale.max === after.scale.max
  );
}

/** How a version differs from the one before: by id, so that a question in another place is the same one. */
export function changesBetween(
  before: Content,
  after: Content,
): { added: string[]; removed: string[]; reworded: string[]; succeeded: { id: string; by: string }[] } {
  const old = new Map(questionsOf(before).map((q) => [q.id, q]));
  const now = new Map(questionsOf(after).map((q) => [q.id, q]));
  const fresh = [...now.values()].filter((q) => !old.has(q.id));
  const succeeded = fresh
    .filter((q) => q.succeeds !== null && old.has(q.succeeds))
    .map((q) => ({ id: q.succeeds!, by: q.id }));
  return {
    added: fresh.filter((q) => !succeeded.some((s) => s.by === q.id)).map((q) => q.id),
    removed: [...old.keys()].filter((id) => !now.has(id) && !succeeded.some((s) => s.id === id)),
    reworded: [...now.values()]
      .filter((q) => old.has(q.id) && JSON.stringify(old.get(q.id)) !== JSON.stringify(q))
      .map((q) => q.id),
    succeeded,
  };
}
